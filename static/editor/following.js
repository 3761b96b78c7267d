/**
 * The preview keeps to the paragraph that is being written: it scrolls when the caret comes into another paragraph, or
 * the text is scrolled, and then only as far as it must. Whoever scrolls the preview has it until then.
 */

const letters = (words) => words.replace(/[^\p{L}\p{N}]+/gu, "");

/** @param {HTMLTextAreaElement} area @param {HTMLElement} pane */
export function follow(area, pane) {
  let last = -1;
  let isTheirs = false; // the reader has scrolled the preview
  let caretMoved = 0;

  const showAt = (place) => {
    const start = area.value.lastIndexOf("\n\n", Math.max(place - 1, 0));
    if (start === last && isTheirs) return;
    last = start;
    isTheirs = false;
    reveal(pane, blockOf(area.value, start < 0 ? 0 : start + 2, pane));
  };
  const atCaret = () => {
    caretMoved = performance.now();
    showAt(area.selectionStart);
  };

  for (const event of ["keyup", "click", "focus"]) area.addEventListener(event, atCaret);
  pane.addEventListener("printed", () => {
    if (document.activeElement === area) atCaret();
  });
  area.addEventListener("scroll", () => {
    if (performance.now() - caretMoved < 300) return; // the field keeps its caret in sight by itself
    const share = area.scrollTop / Math.max(area.scrollHeight - area.clientHeight, 1);
    showAt(Math.round(share * area.value.length));
  });
  for (const event of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    pane.addEventListener(event, () => (isTheirs = true), { passive: true });
  }
}

/** The printed block that opens like the paragraph, else the one as far down as the paragraph is. */
function blockOf(text, start, pane) {
  const blocks = [...(pane.querySelector(".prose")?.children ?? [])];
  const opening = letters(text.slice(start).split(/\n\n|\(\(|\^\[|\[/, 1)[0]).slice(0, 24);
  const alike = opening && blocks.find((block) => letters(block.textContent).startsWith(opening));
  return alike || blocks[Math.floor((start / Math.max(text.length, 1)) * blocks.length)];
}

/** Scrolls the pane alone, never the page, and not at all where the block is in sight. */
function reveal(pane, block) {
  if (!block || pane.scrollHeight <= pane.clientHeight) return;
  const [within, its] = [pane.getBoundingClientRect(), block.getBoundingClientRect()];
  const end = Math.min(within.bottom, innerHeight);
  if (its.top >= within.top && Math.min(its.bottom, its.top + within.height / 3) <= end) return;
  pane.scrollTop += its.top - within.top - within.height / 4;
}
