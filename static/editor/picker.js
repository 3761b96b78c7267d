/** The picker: find a source, say where in it, and its note stands in the text. */

import { newest } from "../newest.js";
import { afterPunctuation, noteAt } from "./marks.js";
import { sheet } from "./sheet.js";
import { replaceChosen } from "./text.js";

const PAUSE = 150;

/** @param {HTMLFormElement} form */
export function openPicker(form) {
  const area = form.elements.body;
  const place = placeFor(area);
  let words = null;
  const { dialog, content, close } = sheet("Choose a source", () => {
    area.focus();
    if (words === null) return area.setSelectionRange(place.caret, place.caret);
    area.setSelectionRange(place.start, place.end);
    replaceChosen(area, place.wrap(words));
    if (place.leave) area.setSelectionRange(area.selectionEnd + place.leave, area.selectionEnd + place.leave);
  });
  const chosen = (text) => {
    words = text;
    close();
  };
  const find = () => showList(form, content, cite, add);
  const cite = (address) => showWords(address, content, chosen, find);
  const add = async (address) => {
    const added = (key) => cite(withWeek(form, { key }));
    try {
      const { addSource } = await import("./adding.js");
      await addSource(address, content, added, find);
    } catch {
      content.querySelector(".errorlist").textContent = "The page for a new source could not be loaded. Try again.";
    }
  };
  find();
  return dialog;
}

/** What the note takes the place of: the sign that opened the picker, or nothing; outside a note it brings its marks. */
function placeFor(area) {
  const caret = area.selectionEnd;
  const note = noteAt(area.value, caret);
  if (!note) {
    const at = afterPunctuation(area.value, caret);
    return { caret, start: at, end: at, wrap: (words) => `((${words}))`, leave: 0 };
  }
  const start = area.value[caret - 1] === "@" ? caret - 1 : caret;
  const isLast = !area.value.slice(caret, note.end).trim();
  const isClosed = note.after > note.end;
  const wrap = (words) => (isLast ? words : words.replace(/\.$/, "")); // more follows in the note
  return { caret, start, end: isLast ? note.end : caret, wrap, leave: isLast && isClosed ? 2 : 0 };
}

function withWeek(form, asked) {
  const url = new URL(form.dataset.wordsUrl, location);
  for (const name of ["week", "post"]) if (form.elements[name]) url.searchParams.set(name, form.elements[name].value);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url;
}

/** @returns {Promise<Document>} a piece of a page */
async function piece(url, signal) {
  const answer = await fetch(url, { headers: { "X-Part": "list" }, redirect: "error", signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** One field, and below it the sources that have its words: the arrows go along them, Enter takes one. */
function showList(form, content, cite, add) {
  content.innerHTML = `<div class="field"><label for="pick">Author, title or key</label>
    <input id="pick" type="text" autocomplete="off" spellcheck="false" role="combobox" aria-autocomplete="list"
      aria-expanded="true" aria-controls="picks" maxlength="200"></div>
    <p class="errorlist" role="alert"></p><div id="picks" class="picks" role="listbox" aria-label="Sources"></div>`;
  const field = content.querySelector("input");
  const list = content.querySelector(".picks");
  const fault = content.querySelector(".errorlist");
  let options = [];
  let at = 0;

  const point = (next) => {
    at = options.length ? (next + options.length) % options.length : 0;
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
    if (!options[at]) return;
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    if (option) (option.matches("[data-new]") ? add : cite)(option.href);
  };
  const ask = async (signal) => {
    const url = withWeek(form, { q: field.value });
    url.pathname = new URL(form.dataset.pickUrl, location).pathname;
    const page = await piece(url, signal);
    return () => {
      list.replaceChildren(...page.body.childNodes);
      options = asOptions(list);
      point(0);
    };
  };
  const search = newest(PAUSE, ask, (hasFailed) => {
    fault.textContent = hasFailed ? "The sources could not be loaded. Type again to try once more." : "";
  });
  field.addEventListener("input", search.later);
  field.addEventListener("keydown", (event) => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (next !== undefined) point(next);
    else if (event.key === "Enter") take(options[at]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    event.preventDefault();
    take(event.target.closest("a"));
  });
  field.focus();
  search.now();
}

/** Links of a page become options of a listbox: the field keeps the focus. */
function asOptions(list) {
  for (const group of list.querySelectorAll("section")) group.setAttribute("role", "group");
  for (const shell of list.querySelectorAll("ul, li, h3")) shell.setAttribute("role", "none");
  const options = [...list.querySelectorAll("a")];
  options.forEach((option, at) => {
    option.id = `pick-${at}`;
    option.tabIndex = -1;
    option.setAttribute("role", "option");
  });
  return options;
}

/** Where in the source, and the words; Enter puts them into the text. */
async function showWords(address, content, chosen, back) {
  try {
    content.replaceChildren(...(await piece(address)).body.childNodes);
  } catch {
    back();
    content.querySelector(".errorlist").textContent = "That source could not be loaded just now. Try again.";
    return;
  }
  const form = content.querySelector("form");
  const current = () => form.querySelector("[name='way']:checked");
  form.querySelector("[data-plain]").remove();
  form.append(actionsOf(back));

  const ask = async (signal) => {
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (name !== "way") url.searchParams.set(name, value);
    const page = await piece(url, signal);
    return () => {
      const way = current()?.value;
      form.querySelector(".wordings").replaceWith(page.querySelector(".wordings"));
      const same = form.querySelector(`[name='way'][value='${way}']`);
      if (same) same.checked = true;
    };
  };
  const print = newest(PAUSE, ask, () => {});
  form.addEventListener("input", (event) => event.target.name !== "way" && print.later());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await print.now(); // of what stands in the fields at this moment
    if (current()) chosen(current().dataset.words);
  });
  form.elements.first.focus();
}

function actionsOf(back) {
  const line = Object.assign(document.createElement("p"), { className: "actions" });
  const insert = Object.assign(document.createElement("button"), { type: "submit", textContent: "Insert the note" });
  const other = Object.assign(document.createElement("button"), {
    type: "button",
    className: "quiet",
    textContent: "Choose another source",
  });
  other.addEventListener("click", back);
  line.append(insert, other);
  return line;
}
