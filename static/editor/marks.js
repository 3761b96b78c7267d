/** Finds a note's mark in the text, so that what is said of a note leads to where it is typed. */

const OPENING = /\(\(|\^\[|\[\^[^\]\s^]+\](?!:)/g;

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} pane where the links stand, each with the note's number and its words as typed
 */
export function leadToMarks(area, pane) {
  pane.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-note]");
    if (!link) return;
    const place = placeOf(area.value, Number(link.dataset.note), link.dataset.typed);
    if (!place) return; // then the link leads to the note as it is printed
    event.preventDefault();
    area.focus();
    area.setSelectionRange(...place);
    scrollTo(area, place[0]);
  });
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
