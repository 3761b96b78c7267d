/** Two texts of one draft, passage by passage: where they differ, the writer chooses which stays. */

import { sheet } from "./sheet.js";

const CONTEXT = 80;

/**
 * @param {{ titles: [string, string], passages: { same?: string, mine?: string, theirs?: string }[] }} both
 * @returns {Promise<import("./text.js").Text | null>} the text that was chosen, null where nothing was
 */
export function chooseByPassage({ titles, passages }) {
  return new Promise((settle) => {
    const { content, close } = sheet("Two texts of your draft", () => settle(null));
    const form = document.createElement("form");
    form.className = "merge";
    form.innerHTML =
      "<p>Choose for each place where they differ. Where only one text has words, they are kept unless you say otherwise.</p>";
    if (titles[0] !== titles[1]) form.append(choice("title", { mine: titles[0], theirs: titles[1] }, "Title"));
    const text = document.createElement("div");
    text.className = "merge-text";
    let number = 0;
    passages.forEach((passage, at) => {
      if (passage.same !== undefined) text.append(context(passage.same, at === 0, at === passages.length - 1));
      else text.append(choice(`p${at}`, passage, `Place ${++number}`));
    });
    form.append(text, actions(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const kept = new FormData(form);
      const title = titles[kept.get("title") === "theirs" ? 1 : 0];
      settle({ title, body: passages.map((each, at) => each.same ?? each[kept.get(`p${at}`)]).join("") });
      close();
    });
    content.append(form);
    form.querySelector("input")?.focus();
  });
}

/** The same words of both: long ones by their ends. */
function context(words, isFirst, isLast) {
  const span = document.createElement("span");
  span.className = "soft";
  const long = words.length > 2 * CONTEXT;
  const start = isFirst ? "" : words.slice(0, CONTEXT);
  const end = isLast ? "" : words.slice(-CONTEXT);
  span.textContent = long ? `${start} […] ${end}` : words;
  return span;
}

function choice(name, passage, label) {
  const set = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = label;
  set.append(legend);
  const chosen = passage.mine.trim() ? "mine" : "theirs";
  for (const [side, words] of [
    ["mine", "On this page"],
    ["theirs", "Saved elsewhere"],
  ]) {
    const row = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name, value: side });
    radio.checked = side === chosen;
    const text = document.createElement("span");
    const who = Object.assign(document.createElement("strong"), { textContent: `${words}: ` });
    text.append(who, passage[side].trim() ? passage[side] : "(nothing)");
    row.append(radio, text);
    set.append(row);
  }
  return set;
}

function actions(form) {
  const line = document.createElement("p");
  line.className = "actions";
  const all = (side) => () => {
    for (const radio of form.querySelectorAll(`input[value='${side}']`)) radio.checked = true;
  };
  for (const [words, type, act] of [
    ["Use what is chosen", "submit", null],
    ["Choose all of this page", "button", all("mine")],
    ["Choose all saved elsewhere", "button", all("theirs")],
  ]) {
    const button = Object.assign(document.createElement("button"), { type, textContent: words });
    if (act) {
      button.className = "quiet";
      button.addEventListener("click", act);
    }
    line.append(button);
  }
  return line;
}
