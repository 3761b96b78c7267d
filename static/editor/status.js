/** The lines that say how many words there are, what is saved, and, aloud, what went wrong. */

import { countWords, textOf } from "./text.js";

/**
 * @typedef {object} Status
 * @property {(words: string) => void} saved says quietly whether the text is saved
 * @property {() => void} aloud has a screen reader tell what is said next about saving
 * @property {() => void} unsaved says that the text is not saved, and takes back what said otherwise
 * @property {(words: number | null) => void} counted takes the server's count of words, null where it has none
 * @property {(topic: string, words: string, choices?: Record<string, () => void>, level?: "warning" | "info") => void} trouble
 *   says a problem aloud, one a topic, with what can be done about it; "" when it is over
 * @property {(bar: HTMLElement) => void} show puts a bar with choices above the form's fields
 */

/** @returns {Status} */
export function addStatus(form) {
  const foot = document.createElement("p");
  foot.className = "editor-status meta";
  const words = document.createElement("output");
  const saved = document.createElement("span");
  foot.append(words, saved);
  form.querySelector(".editor-foot").prepend(foot);

  const aloud = document.createElement("div");
  aloud.setAttribute("aria-live", "polite");
  aloud.className = "editor-trouble";
  foot.before(aloud);
  for (const each of form.querySelectorAll("[value='preview'], [data-plain]")) each.hidden = true; // there is better now

  /** The server's count is the one that the week's terms go by; the other only stands in for it. */
  const counted = (told) => {
    const number = told ?? countWords(textOf(form).body);
    const about = told === null ? "about " : "";
    words.value = number === 1 ? `${about}1 word` : `${about}${number.toLocaleString("en")} words`;
  };

  /** @type {Map<string, HTMLElement>} */
  const troubles = new Map();
  const say = (text) => {
    if (saved.textContent !== text) saved.textContent = text;
  };
  return {
    saved: say,
    aloud: () => {
      saved.setAttribute("aria-live", "polite");
      form.addEventListener("input", () => saved.removeAttribute("aria-live"), { once: true });
    },
    unsaved: () => {
      say("Not saved");
      for (const old of document.querySelectorAll(".messages .notice[data-level='success']")) old.remove();
    },
    counted,
    trouble: (topic, text, choices = {}, level = "warning") => {
      if ((troubles.get(topic)?.dataset.words ?? "") === text) return;
      troubles.get(topic)?.remove();
      troubles.delete(topic);
      if (!text) return;
      const line = document.createElement("p");
      line.className = "notice";
      line.dataset.level = level;
      line.textContent = `${text} `;
      line.dataset.words = text;
      for (const [words, act] of Object.entries(choices)) line.append(buttonFor(words, act, "plain"));
      troubles.set(topic, line);
      aloud.append(line);
    },
    show: (bar) => form.prepend(bar),
  };
}

/**
 * A bar that asks for a choice, with the other text to look at before choosing.
 *
 * @param {string} question
 * @param {import("./text.js").Text} other
 * @param {Record<string, () => void>} choices what each button says and does; any of them closes the bar
 * @param {"alert" | "status"} role whether it interrupts what a screen reader is saying
 */
export function choiceBar(question, other, choices, role = "alert") {
  const bar = document.createElement("div");
  bar.className = "notice";
  bar.dataset.level = "warning";
  bar.setAttribute("role", role);
  const asked = document.createElement("p");
  asked.textContent = question;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `Look at that text first (about ${countWords(other.body)} words)`;
  const text = document.createElement("pre");
  text.tabIndex = 0;
  text.textContent = `${other.title}\n\n${other.body}`.trim();
  details.append(summary, text);
  const actions = document.createElement("p");
  actions.className = "actions";
  for (const [words, act] of Object.entries(choices)) {
    const close = () => {
      bar.remove();
      act();
    };
    actions.append(buttonFor(words, close, actions.childElementCount ? "quiet" : ""));
  }
  bar.append(asked, details, actions);
  return bar;
}

function buttonFor(words, act, className) {
  const button = Object.assign(document.createElement("button"), { type: "button", className, textContent: words });
  button.addEventListener("click", act);
  return button;
}
