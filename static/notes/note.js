/** A mark's note, copied for the eye alone: no ids, nothing that takes the focus. */

/**
 * @param {HTMLAnchorElement} mark
 * @returns {HTMLElement | null} the note that the mark leads to
 */
export function noteOf(mark) {
  const id = decodeURIComponent(mark.hash.slice(1));
  return id ? document.getElementById(id) : null;
}

/**
 * @param {HTMLElement} note
 * @param {{ links: boolean }} keep whether links can still be clicked; the keyboard never stops at them
 * @returns {DocumentFragment} the note's words without the way back to its mark
 */
export function copyOf(note, { links }) {
  const copy = document.createDocumentFragment();
  copy.append(...[...note.childNodes].map((node) => node.cloneNode(true)));
  for (const back of copy.querySelectorAll("[role='doc-backlink']")) back.remove();
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const link of copy.querySelectorAll("a, button, [tabindex]")) {
    if (links) link.setAttribute("tabindex", "-1");
    else link.replaceWith(...link.childNodes);
  }
  if (copy.firstChild?.nodeType === Node.TEXT_NODE) copy.firstChild.textContent = copy.firstChild.textContent.trimStart();
  return copy;
}
