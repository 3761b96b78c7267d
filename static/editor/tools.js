/** The small toolbar above the text, and the keys that do the same. Tab is left alone: it leaves the field. */

import { replaceChosen } from "./text.js";

const TOOLS = [
  { words: "Note", keys: "Ctrl+Alt+F", act: addNote },
  { words: "Italic", keys: "Ctrl+I", act: (area) => wrap(area, "*") },
  { words: "Quotation", keys: "", act: (area) => startLine(area, "> ") },
  { words: "Heading", keys: "", act: (area) => startLine(area, "# ") },
];

/** @param {HTMLFormElement} form */
export function addTools(form) {
  const area = form.elements.body;
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Insert into the text");
  for (const { words, keys, act } of TOOLS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = words;
    if (keys) button.title = keys;
    button.addEventListener("click", () => act(area));
    bar.append(button);
  }
  (area.closest(".markdownx") ?? area).before(bar);
  form.addEventListener("keydown", (event) => pressed(event, form, area));
}

function pressed(event, form, area) {
  const command = event.ctrlKey || event.metaKey;
  if (event.code === "KeyF" && event.ctrlKey && event.altKey && !event.getModifierState("AltGraph")) {
    event.preventDefault();
    addNote(area);
  } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    const save = form.querySelector("button[value='save']");
    form.requestSubmit(save ?? undefined);
  } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "i" && event.target === area) {
    event.preventDefault();
    wrap(area, "*");
  }
}

/** Puts an empty note behind the chosen words, with the cursor inside. */
function addNote(area) {
  area.setSelectionRange(area.selectionEnd, area.selectionEnd);
  replaceChosen(area, "(())");
  const inside = area.selectionEnd - 2;
  area.setSelectionRange(inside, inside);
}

function wrap(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  replaceChosen(area, sign + value.slice(start, end) + sign);
  area.setSelectionRange(start + sign.length, end + sign.length);
}

function startLine(area, sign) {
  const cursor = area.selectionStart;
  const line = area.value.lastIndexOf("\n", cursor - 1) + 1;
  area.setSelectionRange(line, line);
  replaceChosen(area, sign);
  area.setSelectionRange(cursor + sign.length, cursor + sign.length);
}
