/**
 * Takes the words that one selects in the essay, or the note that one selects in, into the form of a remark; and the
 * words that one chooses from the bank. Without this one copies them.
 */

import { read } from "./remarks/selection.js";

const form = document.querySelector("form[data-marking]");
const pane = document.querySelector("[data-passages]")?.closest(".pane");

if (form && pane) {
  const fields = form.querySelector("[data-remarks]");
  const field = (name) => form.elements[`remark-${name}`];
  const button = pane.appendChild(document.createElement("button"));
  Object.assign(button, { type: "button", textContent: "Remark on this", className: "take-words", hidden: true });
  let taken = null;

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const isHere = selection && !selection.isCollapsed && pane.contains(selection.anchorNode);
    taken = isHere ? read(selection.getRangeAt(0)) : null;
    button.hidden = !taken;
    if (taken) place(selection.getRangeAt(0).getBoundingClientRect());
  });

  button.addEventListener("pointerdown", (event) => event.preventDefault()); // so that the selection stays
  button.addEventListener("click", () => {
    if (!taken) return;
    fields.open = true;
    field("note").value = taken.note;
    field("quote").value = taken.quote;
    field("before").value = taken.before;
    button.hidden = true;
    field("text").focus();
  });

  field("note").addEventListener("change", () => {
    if (field("note").value) field("quote").value = field("before").value = "";
  });
  field("quote").addEventListener("input", () => {
    field("before").value = "";
    if (field("quote").value) field("note").value = "";
  });
  field("bank").addEventListener("change", () => {
    const [option] = field("bank").selectedOptions;
    if (!option.value) return;
    field("text").value = option.textContent;
    field("code").value = option.value.split("-")[0];
    field("bank").value = "";
    field("text").focus();
  });

  /** @param {DOMRect} at the selection, in the window */
  function place(at) {
    const around = pane.getBoundingClientRect();
    button.style.setProperty("inset-block-start", `${Math.round(at.bottom - around.top + 6)}px`);
    const furthest = Math.max(0, around.width - 160);
    button.style.setProperty("inset-inline-start", `${Math.round(Math.min(Math.max(0, at.left - around.left), furthest))}px`);
  }
}
