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
  const arrived = (copy) => copy.sent && version > copy.version;
  const here = textOf(form);
  let waiting = copies.all().filter((copy) => !isSame(copy, here) && !(saved && arrived(copy)));

  if (!isSame(saved, here)) copies.keep({ ...here, version, at: Date.now(), sent: false });
  else copies.forget();
  copies.hold(waiting);

  const settle = (copy) => {
    waiting = waiting.filter((each) => each !== copy);
    copies.hold(waiting);
    form.elements.body.focus();
  };
  for (const copy of waiting) {
    const since = version > copy.version ? " The draft has been saved from elsewhere since then." : "";
    const question = `This browser holds text of ${moment(copy.at)} that was never saved.${since}`;
    status.show(
      choiceBar(question, copy, {
        "Bring it back": () => {
          fill(form, copy);
          settle(copy);
        },
        "Throw it away": () => settle(copy),
      }),
    );
  }
}
