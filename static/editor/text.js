/** The two fields of an essay as one value. */

/** @typedef {{ title: string, body: string }} Text */

/** @returns {Text} what the form holds now */
export const textOf = (form) => ({ title: form.elements.title?.value ?? "", body: form.elements.body.value });

/** @returns {Text} what the server sent: browsers put back what was typed before a page was loaded again */
export const sentText = (form) => ({
  title: form.elements.title?.defaultValue ?? "",
  body: form.elements.body.defaultValue,
});

/** @param {Text | null} one @param {Text | null} other */
export const isSame = (one, other) => Boolean(one && other) && one.title === other.title && one.body === other.body;

/** Counts the words of the essay itself; those of its notes stand apart, as they do in the prompt's terms. */
export function countWords(body) {
  const essay = body.replace(/\(\((?:[^()]|\([^()]*\))*\)\)/g, "");
  return essay.match(/[\p{L}\p{N}]+(?:[’'\-–][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/**
 * Replaces the chosen words of a field, so that the browser's own undo can take it back.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 */
export function replaceChosen(field, words) {
  field.focus();
  const command = words ? "insertText" : "delete";
  if (document.execCommand(command, false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Puts another text into the form; undo brings the present one back. @param {Text} text */
export function fill(form, text) {
  for (const name of ["title", "body"]) {
    const field = form.elements[name];
    if (!field || field.value === text[name]) continue;
    field.select();
    replaceChosen(field, text[name]);
  }
}
