/** Reads what is selected in an essay as the server reads it: without the numbers of notes and of remarks. */

const AROUND = 60;
const BLOCKS = "p, h2, h3, h4, li, ul, ol, blockquote, pre, table, tr, td, th, br, hr";

/**
 * @param {Range} range
 * @returns {{ note: string, quote: string, before: string } | null} the note, or the words and those before them
 */
export function read(range) {
  const start = elementOf(range.startContainer);
  const note = start.closest("[role='doc-endnotes'] li")?.id.split("-").at(-1);
  if (note) return { note, quote: "", before: "" };
  const essay = start.closest("[data-passages]");
  if (!essay?.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(essay);
  before.setEnd(range.startContainer, range.startOffset);
  const quote = words(range);
  return quote ? { note: "", quote, before: words(before).slice(-AROUND) } : null;
}

/** @param {Node} node @returns {Element} */
function elementOf(node) {
  return node instanceof Element ? node : node.parentElement;
}

/** @param {Range} range */
function words(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("sup, aside").forEach((each) => each.remove());
  copy.querySelectorAll(BLOCKS).forEach((each) => each.before(" "));
  copy.querySelectorAll(BLOCKS).forEach((each) => each.after(" "));
  return copy.textContent.split(/\s+/u).filter(Boolean).join(" ");
}
