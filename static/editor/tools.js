/** The small toolbar above the text, and the keys that do the same. Tab is left alone: it leaves the field. */

import { replaceChosen } from "./text.js";

const TOOLS = [
  { words: "Note", keys: "Ctrl+Alt+F", act: addNote },
  { words: "Italic", keys: "Ctrl+I", act: (area) => wrap(area, "*") },
  { words: "Quotation", keys: "", act: (area) => startLine(area, "> ") },
  { words: "Heading", keys: "", act: (area) => startLine(area, "# ") },
];

/** @param {HTMLFormElement} form @param {(() => void) | undefined} save saves the draft at once */
export function addTools(form, save) {
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
  form.addEventListener("keydown", (event) => pressed(event, area, save));
}

function pressed(event, area, save) {
  const command = event.ctrlKey || event.metaKey;
  if (event.code === "KeyF" && event.ctrlKey && event.altKey && !event.getModifierState("AltGraph")) {
    event.preventDefault();
    addNote(area);
  } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save?.();
  } else if (event.key === "Enter" && event.target.name === "title" && !command && !event.isComposing) {
    event.preventDefault(); // on to the essay: nobody hands in from the title
    area.focus();
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

/** Puts a sign on both sides of the chosen words, or takes it away where it is there: `***` is `**` and `*`. */
function wrap(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const before = /\**$/.exec(value.slice(0, start))[0].length;
  const after = /^\**/.exec(value.slice(end))[0].length;
  if (before % 2 && after % 2) {
    const words = value.slice(start, end);
    area.setSelectionRange(start - sign.length, end + sign.length);
    replaceChosen(area, words);
    area.setSelectionRange(start - sign.length, end - sign.length);
    return;
  }
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
