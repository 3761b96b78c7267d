/**
 * Keeps what is typed into `form[data-keep]` in this browser until the server has acknowledged it, warns before unsaved
 * words are left, and offers them back where they were lost: to a session that ended, a crash, a closed window.
 *
 * `data-keep` names what the form is about; `<body data-reader>` is who types. Every page loads this module, for the page
 * that follows a form is the one that shows whether it was taken.
 */

import { read, write } from "./editor/copy.js";
import { choiceBar } from "./editor/status.js";

/** @typedef {Record<string, string>} Words each text field's words under the field's name */
/** @typedef {{ words: Words, saved: Words, isRefused: boolean }} Copy what was typed, what the server had when the
 *   typing began, and whether it has only shown the words again, with a reason */

const SENT = "sent-form";
const WORDS = "textarea, select, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=password])";

const reader = document.body.dataset.reader;
const sent = takeSent();
const isAnswer = performance.getEntriesByType("navigation")[0]?.redirectCount === 0; // not led on: the form itself again
if (sent && !isAnswer && isAcknowledged()) forget(sent);
if (reader) document.querySelectorAll("form[data-keep]").forEach(keep);

/** @returns {{ key: string, words: Words } | null} the form that led to this page, if one did */
function takeSent() {
  try {
    const taken = JSON.parse(sessionStorage.getItem(SENT));
    sessionStorage.removeItem(SENT);
    return taken;
  } catch {
    return null;
  }
}

/** Signing in is a success too, but not the one that the form asked for. */
function isAcknowledged() {
  if (location.pathname.startsWith("/accounts/")) return false;
  return Boolean(document.querySelector(".messages [data-level='success'], .messages [data-level='info'], [data-taken]"));
}

/** Another window may have typed on since: its words stay. */
function forget({ key, words }) {
  const held = read(`${key}:held`, []).filter((copy) => !agree(copy.words, words));
  hold(key, held);
  const copy = read(key, null);
  if (copy && agree(copy.words, words)) write(key, null);
}

/** @param {string} key @param {Copy[]} copies older words that wait until their writer has chosen */
function hold(key, copies) {
  write(`${key}:held`, copies.length ? copies : null);
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const key = `kept:${reader}:${form.dataset.keep}`;
  /** @type {Copy | null} */
  const found = read(key, null);
  const isShownAgain = Boolean(found?.isRefused && agree(found.words, wordsOf(form, shown)));
  const isRefused = Boolean(found) && ((isAnswer && sent?.key === key) || isShownAgain);
  const saved = isRefused ? found.saved : wordsOf(form, shown);
  let rest = isRefused ? found.words : {}; // words of fields that the form does not show now
  let isLeaving = false;

  const isDirty = () => !agree(wordsOf(form, typed), saved);
  const allWords = () => ({ ...rest, ...wordsOf(form, typed) });
  const keepWords = () => write(key, isDirty() ? { words: allWords(), saved, isRefused } : null);

  const isHere = ({ words }) => agree(words, wordsOf(form, typed)) || agree(words, wordsOf(form, shown));
  let waiting = [...read(`${key}:held`, []), ...(found ? [found] : [])].filter((copy) => !isHere(copy));
  hold(key, waiting);
  keepWords();
  for (const copy of waiting) offer(copy);

  form.addEventListener("input", keepWords);
  form.addEventListener("submit", () => {
    isLeaving = true;
    if (isDirty()) remember({ key, words: allWords() });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isLeaving = false;
    takeSent();
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isDirty()) event.preventDefault();
  });

  /** @param {Copy} copy */
  function offer(copy) {
    const lost = Object.entries(copy.words).filter(([name, words]) => words.trim() && words !== saved[name]);
    const settle = () => {
      waiting = waiting.filter((each) => each !== copy);
      hold(key, waiting);
      keepWords();
    };
    const bar = choiceBar(
      "Words that you typed here earlier were not saved.",
      { title: "", body: lost.map(([, words]) => words).join("\n\n") },
      {
        "Put them back": () => {
          rest = { ...rest, ...copy.words };
          putBack(form, copy.words);
          settle();
        },
        "Throw them away": () => {
          settle();
          form.querySelector(WORDS)?.focus();
        },
      },
      "status",
    );
    const words = [...bar.childNodes];
    bar.replaceChildren();
    form.prepend(bar);
    requestAnimationFrame(() => bar.append(...words)); // a screen reader tells what comes into a region it knows
  }
}

/** @param {{ key: string, words: Words }} form */
function remember(form) {
  try {
    sessionStorage.setItem(SENT, JSON.stringify(form));
  } catch {
    // then the copy stays until the form itself shows its words as saved
  }
}

/** What stands in the field now. */
function typed(field) {
  return field.value;
}

/** What the server sent: browsers put back what was typed before a page was loaded again. */
function shown(field) {
  if (!field.options) return field.defaultValue;
  const chosen = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return chosen?.value ?? "";
}

/** @returns {Words} */
function wordsOf(form, value) {
  const fields = [...form.elements].filter((field) => field.name && field.matches(WORDS));
  return Object.fromEntries(fields.map((field) => [field.name, value(field)]));
}

/** Whether two say the same in every field that both have. */
function agree(one, other) {
  return Object.keys(one).every((name) => !(name in other) || one[name] === other[name]);
}

function putBack(form, words) {
  const fields = [...form.elements].filter((field) => field.name in words && field.matches(WORDS));
  for (const field of fields) field.value = words[field.name];
  for (const field of fields) field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  (fields.find((field) => field.matches("textarea")) ?? fields[0])?.focus();
}
