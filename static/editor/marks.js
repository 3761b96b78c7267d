/** Finds notes and words in the text, so that what is said of them leads to where they are typed. */

import { replaceChosen } from "./text.js";

const OPENING = /\(\(|\^\[|\[\^[^\]\s^]+\](?!:)/g;

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} beside holds links to notes, each with its number and words as typed, and links and buttons to the
 *   words `data-was`, which stood at `data-start` as Python counts; with `data-mend` they are put right, undoably
 */
export function leadToMarks(area, beside) {
  beside.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-note], [data-start]");
    if (!link) return;
    const { note, typed, start, was, mend } = link.dataset;
    const place = note ? placeOf(area.value, Number(note), typed) : nearest(area.value, inUnits(area.value, start), was);
    if (!place) return; // then the link leads to the note as it is printed
    event.preventDefault();
    choose(area, place);
    if (mend === undefined) return;
    replaceChosen(area, mend);
    link.disabled = true; // until the text is checked again
  });
}

/** Chooses the words that the page's address names by their place and length, as Python counts: `#at-120-14`. */
export function goToAddressed(area) {
  const [, start, length] = (/^#at-(\d+)-(\d+)$/.exec(location.hash) ?? []).map(Number);
  if (length) choose(area, [start, start + length].map((at) => inUnits(area.value, at)));
}

function choose(area, place) {
  area.focus();
  area.setSelectionRange(...place);
  scrollTo(area, place[0]);
}

/** Where some words stand now: at their place, else where they are found nearest to it. @returns {[number, number] | null} */
function nearest(text, start, words) {
  let found = -1;
  for (let at = text.indexOf(words); words && at >= 0; at = text.indexOf(words, at + 1)) {
    if (found < 0 || Math.abs(at - start) < Math.abs(found - start)) found = at;
  }
  return found < 0 ? null : [found, found + words.length];
}

/** Where a place counted in characters stands for the field, which counts in UTF-16. */
export const inUnits = (text, at) => [...text.slice(0, 2 * at)].slice(0, at).join("").length;

/**
 * The note that a place of the text is inside of: where its words begin, and the place behind its mark.
 *
 * @param {string} text
 * @param {number} at
 * @returns {{ start: number, end: number, after: number } | null}
 */
export function noteAt(text, at) {
  const paragraph = text.lastIndexOf("\n\n", at - 1) + 1;
  const open = text.lastIndexOf("((", at - 2);
  if (open < paragraph || at < 2) return null;
  let depth = 0;
  for (let place = open + 2; place < text.length; place++) {
    if (text.startsWith("\n\n", place)) return at <= place ? { start: open + 2, end: place, after: place } : null;
    if (text[place] === "(") depth++;
    else if (text[place] === ")" && depth) depth--;
    else if (text.startsWith("))", place)) {
      return at <= place ? { start: open + 2, end: place, after: place + 2 } : null;
    }
  }
  return { start: open + 2, end: text.length, after: text.length };
}

/** Opens the picker at an `@` that begins a word inside a note. */
export function watchForSign(area, pick) {
  area.addEventListener("input", (event) => {
    const at = area.selectionEnd;
    if (event.data !== "@" || !/(^|[\s(;,[])@$/.test(area.value.slice(0, at)) || !noteAt(area.value, at)) return;
    pick();
  });
}

/** The place behind the punctuation that stands at a place: a note's number follows it, but for a dash. */
export function afterPunctuation(text, at) {
  return at + /^(?:["”’]*[.,;:!?…]+["”’)]*|["”’]+|)/.exec(text.slice(at))[0].length;
}

/**
 * Where the words of a note stand: at its own mark, else wherever they are found (code and escapes shift the numbers).
 *
 * @param {string} text
 * @param {number} number counted from 1
 * @param {string} typed
 * @returns {[number, number] | null}
 */
function placeOf(text, number, typed) {
  const mark = [...text.matchAll(OPENING)][number - 1];
  const after = mark ? mark.index + mark[0].length : 0;
  const own = after + text.slice(after).search(/\S|$/);
  const start = mark && text.startsWith(typed, own) ? own : text.indexOf(typed);
  return start < 0 ? null : [start, start + typed.length];
}

/** Brings a place of the text to the upper third of the field, and the field into the window. */
function scrollTo(area, at) {
  area.scrollTop = heightUpTo(area, at) - area.clientHeight / 3;
  area.scrollIntoView({ block: "nearest" });
}

/** How far below the field's first line a place of its text stands, in pixels: a twin is filled as far as that. */
function heightUpTo(area, at) {
  const twin = area.cloneNode();
  for (const name of ["id", "name"]) twin.removeAttribute(name);
  Object.assign(twin.style, { position: "absolute", visibility: "hidden", height: "0", minHeight: "0" });
  twin.style.width = `${area.offsetWidth}px`;
  twin.value = area.value.slice(0, at);
  area.after(twin);
  const height = twin.scrollHeight;
  twin.remove();
  return height;
}
