/**
 * A sheet over the page for one question at a time. Escape and its button close it; the focus goes back.
 *
 * The browser gives the focus back at once and tells of the closing only later: what is typed between the two would come
 * before what the sheet is to put into the text. So nothing waits for that event but a closing of the browser's own.
 */

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
  let isLeft = false;
  const finish = () => {
    if (isLeft) return;
    isLeft = true;
    dialog.remove();
    left();
  };
  const close = () => {
    dialog.close();
    finish();
  };
  leave.addEventListener("click", close);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", finish);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, content, close };
}
