/** Asks which text stays where the draft was saved elsewhere meanwhile: one of the two, or each passage by itself. */

import { sendDraft } from "./sending.js";
import { choiceBar } from "./status.js";

/** @typedef {import("./text.js").Text & { version: number, passages?: object[] }} Theirs */

/**
 * @param {HTMLFormElement} form
 * @param {Theirs} theirs
 * @param {import("./status.js").Status} status
 * @param {(text: import("./text.js").Text | null, over: Theirs) => void} chosen null keeps the text on the page
 */
export function askWhich(form, theirs, status, chosen) {
  const settle = (text, over = theirs) => {
    status.trouble("conflict", "");
    chosen(text, over);
  };
  const compare = async () => {
    try {
      const now = (await sendDraft(form, form.elements.body.value)).theirs ?? theirs; // of what is typed by now
      const { chooseByPassage } = await import("./merge.js");
      const text = await chooseByPassage(now);
      return text ? settle(text, now) : askWhich(form, theirs, status, chosen);
    } catch {
      askWhich(form, theirs, status, chosen);
      status.trouble("conflict", "The two texts could not be compared just now. Try again; both are still here.");
    }
  };
  const bar = choiceBar("This draft was saved in another window or on another device since you opened it here.", theirs, {
    "Compare and choose": compare,
    "Keep the text on this page": () => settle(null),
    "Take the other text": () => settle(theirs),
  });
  bar.tabIndex = -1;
  status.show(bar);
  status.trouble("conflict", "There are two texts of this draft. Nothing is saved until you choose one.", {
    "Show the choice": () => {
      bar.scrollIntoView({ block: "center" });
      bar.focus();
    },
  });
}
