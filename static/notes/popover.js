/**
 * A small window that shows a note beside its mark: on hover, on focus and on tap. It never takes the focus; Esc, a
 * click elsewhere or leaving it closes it; the pointer may move into it (WCAG 1.4.13).
 */

import { copyOf, noteOf } from "./note.js";

const MARK = "a[role='doc-noteref']";
const SLOW = 180;
const EDGE = 12;

/**
 * @param {Document | HTMLElement} root whose marks are watched, those added later included
 * @param {(mark: Element) => Element | null} noteBeside the side note that makes a window needless
 */
export function watchMarks(root, noteBeside = () => null) {
  if (!("popover" in HTMLElement.prototype)) return;
  const pane = document.createElement("div");
  pane.className = "note-popover";
  pane.popover = "manual";
  pane.setAttribute("aria-hidden", "true");
  document.body.append(pane);

  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    shown = null;
    if (pane.matches(":popover-open")) pane.hidePopover();
  };
  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, SLOW);
  };
  const show = (mark) => {
    clearTimeout(timer);
    const note = noteOf(mark);
    if (mark === shown || !note || noteBeside(mark)) return;
    pane.replaceChildren(copyOf(note, { links: true }));
    if (!pane.matches(":popover-open")) pane.showPopover();
    placeBeside(pane, mark);
    shown = mark;
  };

  root.addEventListener("pointerover", (event) => {
    const mark = event.target.closest?.(MARK);
    if (mark && event.pointerType === "mouse") later(() => show(mark));
  });
  root.addEventListener("pointerout", (event) => {
    if (event.target.closest?.(MARK) && event.pointerType === "mouse") later(hide);
  });
  pane.addEventListener("pointerenter", () => clearTimeout(timer));
  pane.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide));

  root.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.(MARK);
    if (mark?.matches(":focus-visible")) show(mark);
  });
  root.addEventListener("focusout", (event) => event.target.closest?.(MARK) && later(hide));

  root.addEventListener("click", (event) => tap(event, { shown: () => shown, show, hide, noteBeside }));
  document.addEventListener("pointerdown", (event) => {
    if (shown && !pane.contains(event.target) && !event.target.closest?.(MARK)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && shown && hide());
  addEventListener("scroll", () => shown && placeBeside(pane, shown), { passive: true, capture: true });
  addEventListener("resize", hide);
}

/** The first tap of a finger shows the note; the second one, like a click or Enter, goes to it. */
function tap(event, { shown, show, hide, noteBeside }) {
  const mark = event.target.closest?.(MARK);
  if (!mark) return;
  const byFinger = event.pointerType === "touch" || event.pointerType === "pen";
  if (byFinger && shown() !== mark && noteOf(mark) && !noteBeside(mark)) {
    event.preventDefault();
    show(mark);
  } else {
    hide();
  }
}

/** Puts the window under the mark, or above it where there is no room, and inside the screen. */
function placeBeside(pane, mark) {
  const at = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = pane;
  const right = document.documentElement.clientWidth - width - EDGE;
  const left = Math.max(EDGE, Math.min(at.left + at.width / 2 - width / 2, right));
  const below = at.bottom + height + EDGE < innerHeight;
  const top = below ? at.bottom : Math.max(EDGE, at.top - height);
  pane.style.setProperty("left", `${Math.round(left)}px`);
  pane.style.setProperty("top", `${Math.round(top)}px`);
}
