/** Offers back the text that this browser kept and the server never had. */

import { moment } from "../clock.js";
import { choiceBar } from "./status.js";
import { fill, isSame, textOf } from "./text.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./copy.js").Keeper} copies
 * @param {import("./status.js").Status} status
 * @param {import("./text.js").Text | null} saved what the server has, where that is known
 */
export function offerCopies(form, copies, status, saved) {
  const version = Number(form.elements.version.value);
  const here = textOf(form);
  if (!isSame(saved, here)) copies.keep({ ...here, version, at: Date.now(), sent: false });
  const hasArrived = (copy) => saved && copy.sent && version > copy.version;

  copies.left((copy) => {
    if (isSame(copy, here) || isSame(copy, textOf(form)) || hasArrived(copy)) copies.drop(copy);
    else status.show(offer(copy));
  });

  /** @param {import("./copy.js").Copy} copy */
  function offer(copy) {
    const since = version > copy.version ? " The draft has been saved from elsewhere since then." : "";
    const settle = () => {
      copies.drop(copy);
      form.elements.body.focus();
    };
    return choiceBar(`This browser holds text of ${moment(copy.at)} that was never saved.${since}`, copy, {
      "Bring it back": () => {
        fill(form, copy); // which keeps it as this page's own copy
        settle();
      },
      "Throw it away": settle,
    });
  }
}
