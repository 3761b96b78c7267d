/**
 * Saves the draft while it is typed. “Saved” is said only when the server has acknowledged the very text on the screen;
 * where another window saved first, nothing is overwritten until the writer has chosen.
 */

import { askWhich } from "./conflict.js";
import { offerCopies } from "./recovery.js";
import { Locked, Refusal, sendDraft } from "./sending.js";
import { watchSession } from "./session.js";
import { fill, isSame, sentText, textOf } from "./text.js";

const EVERY = 1_800;
const SLOW = 4_000;
const LONGEST = 15_000;

/**
 * @param {HTMLFormElement} form
 * @param {import("./copy.js").Keeper} copies
 * @param {import("./status.js").Status} status
 * @returns {() => Promise<void>} saves at once, and says aloud that it did
 */
export function keepSaved(form, copies, status) {
  const version = form.elements.version;
  /** What the server has; unknown where it has only shown the words again, with a reason or a preview. */
  let saved = "unsaved" in form.dataset ? null : sentText(form);
  let timer = 0;
  let wait = EVERY;
  let isRenewed = false;
  let mustChoose = false;
  let isLeaving = false;
  let saidLast = "Nothing new to save";
  /** @type {Promise<void> | null} */
  let running = null;

  const isDirty = () => !isSame(saved, textOf(form));
  const soon = (pause) => {
    timer ||= setTimeout(save, pause);
  };
  const now = () => {
    clearTimeout(timer);
    wait = EVERY;
    save();
  };
  const look = watchSession(form, status, now);

  function save() {
    timer = 0;
    if (running || mustChoose || isLeaving || !isDirty()) return;
    const began = Date.now();
    const text = textOf(form);
    status.saved("Saving…");
    const slow = setTimeout(() => status.saved("Not saved yet"), SLOW);
    running = send(text).finally(() => {
      running = null;
      clearTimeout(slow);
      if (isDirty() && !mustChoose) soon(wait === EVERY ? Math.max(EVERY - (Date.now() - began), 0) : wait);
    });
  }

  /** @param {import("./text.js").Text} text */
  async function send(text) {
    try {
      const said = await sendDraft(form, text.body);
      isRenewed = false;
      if (said.theirs) ask(said.theirs);
      else accept(text, said);
    } catch (error) {
      await put(error).catch(put);
    }
  }

  async function put(error) {
    status.saved("Not saved yet");
    if (error instanceof Locked && !isRenewed) {
      isRenewed = await look();
      wait = isRenewed ? 0 : LONGEST;
      return;
    }
    isRenewed = false;
    wait = Math.min(Math.max(wait * 2, 5_000), LONGEST);
    const why = error instanceof Refusal ? error.message : "The draft could not be saved just now; trying again.";
    status.trouble("saving", `${why} Your text is kept in this browser.`);
  }

  /** @param {import("./text.js").Text} text @param {{ version: number, saved_at: string }} said */
  function accept(text, said) {
    saved = text;
    wait = EVERY;
    version.value = said.version;
    status.trouble("saving", "");
    if (isDirty()) return;
    copies.forget();
    saidLast = `Saved ${said.saved_at}`.trim();
    status.saved(saidLast);
  }

  /** @param {import("./text.js").Text & { version: number }} theirs */
  function ask(theirs) {
    if (isSame(theirs, textOf(form))) return accept(textOf(form), { version: theirs.version, saved_at: "" });
    mustChoose = true;
    status.unsaved();
    status.trouble("saving", "");
    askWhich(form, theirs, status, (text, chosenOver) => {
      version.value = chosenOver.version;
      mustChoose = false;
      saved = { title: chosenOver.title, body: chosenOver.body };
      if (text) fill(form, text);
      form.elements.body.focus();
      if (isDirty()) now();
      else accept(saved, { version: chosenOver.version, saved_at: "" });
    });
  }

  async function saveNow() {
    status.aloud();
    await running;
    if (!isDirty()) return status.saved(saidLast);
    now();
    await running;
  }

  /** Saves until nothing is left, also of what came in meanwhile; ends where the server did not take a text. */
  async function saveAll() {
    let before;
    do {
      before = saved;
      await saveNow();
      await running;
    } while (saved !== before && isDirty() && !mustChoose && !isLeaving);
  }

  form.addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    if (!isDirty()) return status.saved("");
    const isKept = copies.keep({ ...textOf(form), version: Number(version.value), at: Date.now(), sent: false });
    status.trouble("copy", isKept ? "" : "This browser keeps no copies: leave this page open until it says “Saved”.");
    if (!mustChoose) status.saved("Not saved yet");
    soon(EVERY);
  });
  form.addEventListener("submit", async (event) => {
    if (isLeaving) return;
    const { submitter } = event;
    const isSettled = () => !running && !isDirty() && !mustChoose;
    const leave = () => {
      isLeaving = true;
      copies.sent(true);
    };
    if (isSettled()) return leave(); // a form that is being sent cannot be sent anew
    event.preventDefault(); // what is sent must be saved first: a page that was left cannot ask for a sign-in
    await saveAll();
    if (!isSettled()) return;
    leave();
    form.requestSubmit(submitter);
  });
  addEventListener("pagehide", () => (isLeaving = true)); // a save now would outrun the next page
  addEventListener("pageshow", () => (isLeaving = false));
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.hidden && timer && now());
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isDirty()) event.preventDefault();
  });

  offerCopies(form, copies, status, saved);
  if (isDirty()) soon(EVERY);
  return saveNow;
}
