/** Side notes: each beside the line of its mark, pushed down where the one above is long. */

import { copyOf, noteOf } from "./note.js";

const WIDE = matchMedia("(min-width: 75rem)");
const GAP = 12;

/**
 * @param {HTMLElement} article
 * @returns {{ noteBeside: (mark: Element) => HTMLElement | null }}
 */
export function layMargin(article) {
  /** @type {Map<HTMLAnchorElement, HTMLElement>} */
  const beside = new Map();
  const margin = document.createElement("div");
  margin.className = "sidenotes";
  margin.setAttribute("aria-hidden", "true");

  for (const mark of article.querySelectorAll(".prose a[role='doc-noteref']")) {
    const note = noteOf(mark);
    if (note) beside.set(mark, sideNote(mark, note));
  }
  if (beside.size === 0) return { noteBeside: () => null };

  margin.append(...beside.values());
  article.append(margin);

  const place = () => WIDE.matches && placeAll(article, beside);
  new ResizeObserver(place).observe(article);
  WIDE.addEventListener("change", place);
  document.fonts?.ready.then(place);
  followPointer(article, beside);

  return { noteBeside: (mark) => (WIDE.matches ? (beside.get(mark) ?? null) : null) };
}

/** @returns {HTMLElement} */
function sideNote(mark, note) {
  const side = document.createElement("div");
  side.className = "sidenote";
  side.dataset.number = mark.textContent.trim();
  side.append(copyOf(note, { links: false }));
  return side;
}

/** Reads all places first and writes them afterwards, so that the page is laid out once. */
function placeAll(article, beside) {
  const top = article.getBoundingClientRect().top;
  const wanted = [...beside].map(([mark, side]) => ({ side, height: side.offsetHeight, top: lineOf(mark, side) - top }));
  let free = 0;
  for (const { side, height, top: wish } of wanted) {
    const place = Math.max(wish, free);
    side.style.setProperty("inset-block-start", `${Math.round(place)}px`);
    free = place + height + GAP;
  }
}

/** Returns where the side note begins if its first line stands on the line of its mark, in pixels of the window. */
function lineOf(mark, side) {
  const at = mark.getBoundingClientRect();
  const text = getComputedStyle(mark.closest("sup")?.parentElement ?? mark);
  const small = getComputedStyle(side);
  const baseline = at.top + at.height / 2 + 0.57 * Number.parseFloat(text.fontSize);
  return baseline - Number.parseFloat(small.lineHeight) / 2 - 0.34 * Number.parseFloat(small.fontSize);
}

/** Lifts the side note whose mark has the pointer or the focus. */
function followPointer(article, beside) {
  const lift = (isCurrent) => (event) => {
    const mark = event.target.closest?.("a[role='doc-noteref']");
    if (mark) beside.get(mark)?.classList.toggle("is-current", isCurrent);
  };
  article.addEventListener("pointerover", lift(true));
  article.addEventListener("pointerout", lift(false));
  article.addEventListener("focusin", lift(true));
  article.addEventListener("focusout", lift(false));
}
