/** A sheet over the page for one question at a time. Escape and its button close it; the focus goes back. */

/**
 * @param {string} title
 * @param {() => void} left is called when it was closed, however that happened
 * @returns {{ dialog: HTMLDialogElement, content: HTMLElement, close: () => void }}
 */
export function sheet(title, left) {
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  const head = document.createElement("header");
  const heading = Object.assign(document.createElement("h2"), { id: "sheet-title", textContent: title });
  const leave = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Close" });
  const content = document.createElement("div");
  head.append(heading, leave);
  dialog.append(head, content);
  dialog.setAttribute("aria-labelledby", heading.id);
  leave.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    left();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, content, close: () => dialog.close() };
}
