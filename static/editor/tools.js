/** The toolbar above the text, and the keys that do the same. Tab is left alone: it leaves the field. */

import { afterPunctuation, noteAt } from "./marks.js";
import { replaceChosen } from "./text.js";

/**
 * @param {HTMLFormElement} form
 * @param {() => void} save saves the draft at once
 * @param {() => void} pick opens the picker of sources
 */
export function addTools(form, save, pick) {
  const area = form.elements.body;
  const tools = [
    { words: "Bold", key: "b", act: () => wrap(area, "**") },
    { words: "Italic", key: "i", act: () => wrap(area, "*") },
    { words: "Quotation", act: () => startLines(area, "> ") },
    { words: "Heading", act: () => startLines(area, "## ") },
    { words: "List", act: () => startLines(area, "- ") },
    { words: "Link", key: "k", act: () => addLink(area) },
    { words: "Note", keys: "Ctrl+Alt+F", act: () => addNote(area) },
    { words: "Source", keys: "@ inside a note", act: pick },
  ];
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Insert into the text");
  bar.setAttribute("aria-controls", area.id);
  bar.append(...tools.map(buttonOf));
  walkWithArrows(bar);
  (area.closest(".markdownx") ?? area).before(bar);
  form.addEventListener("keydown", (event) => pressed(event, area, tools, save));
}

function buttonOf({ words, key, keys, act }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words;
  button.title = key ? `Ctrl+${key.toUpperCase()}` : (keys ?? "");
  button.addEventListener("click", act);
  return button;
}

/** The bar is one stop of the Tab key; the arrows go along it. */
function walkWithArrows(bar) {
  const buttons = [...bar.children];
  buttons.forEach((button, at) => (button.tabIndex = at ? -1 : 0));
  bar.addEventListener("focusin", (event) => {
    for (const button of buttons) button.tabIndex = button === event.target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length].focus();
  });
}

function pressed(event, area, tools, save) {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const key = event.key.toLowerCase();
  const tool = command && event.target === area && tools.find((each) => each.key === key);
  if (event.code === "KeyF" && event.ctrlKey && event.altKey && !event.getModifierState("AltGraph")) {
    event.preventDefault();
    addNote(area);
  } else if (command && key === "s") {
    event.preventDefault();
    save();
  } else if (event.key === "Enter" && event.target.name === "title" && !command && !event.isComposing) {
    event.preventDefault(); // on to the essay: nobody hands in from the title
    area.focus();
  } else if (tool) {
    event.preventDefault();
    tool.act();
  }
}

/** Puts an empty note behind the chosen words and their punctuation, the cursor inside; inside a note, goes on behind it. */
export function addNote(area) {
  const note = noteAt(area.value, area.selectionEnd);
  if (note) {
    area.focus();
    return area.setSelectionRange(note.after, note.after);
  }
  const at = afterPunctuation(area.value, area.selectionEnd);
  area.setSelectionRange(at, at);
  replaceChosen(area, "(())");
  area.setSelectionRange(at + 2, at + 2);
}

/** Puts a sign on both sides of the chosen words, or takes it away where it is there: `***` is `**` and `*`. */
function wrap(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const stars = Math.min(/\**$/.exec(value.slice(0, start))[0].length, /^\**/.exec(value.slice(end))[0].length);
  if (sign.length === 1 ? stars % 2 : stars >= 2) {
    const words = value.slice(start, end);
    area.setSelectionRange(start - sign.length, end + sign.length);
    replaceChosen(area, words);
    area.setSelectionRange(start - sign.length, end - sign.length);
    return;
  }
  replaceChosen(area, sign + value.slice(start, end) + sign);
  area.setSelectionRange(start + sign.length, end + sign.length);
}

/** Begins each chosen line with a sign, or takes it away where all have it. */
function startLines(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const rest = value.indexOf("\n", end);
  const last = rest < 0 ? value.length : rest;
  const lines = value.slice(first, last).split("\n");
  const isThere = lines.every((line) => line.startsWith(sign));
  const changed = lines.map((line) => (isThere ? line.slice(sign.length) : sign + line)).join("\n");
  area.setSelectionRange(first, last);
  replaceChosen(area, changed);
  const moved = isThere ? -sign.length : sign.length;
  if (start === end) area.setSelectionRange(Math.max(start + moved, first), Math.max(start + moved, first));
  else area.setSelectionRange(first, first + changed.length);
}

/** Makes the chosen words a link, with its address chosen, to be typed over. */
function addLink(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const words = value.slice(start, end) || "words";
  const address = "address";
  replaceChosen(area, `[${words}](${address})`);
  const from = start === end ? start + 1 : start + words.length + 3;
  area.setSelectionRange(from, from + (start === end ? words.length : address.length));
}
