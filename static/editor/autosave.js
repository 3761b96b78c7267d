/**
 * Saves the draft while it is typed. “Saved” is said only when the server has acknowledged the very text on the screen;
 * where another window saved first, nothing is overwritten until the writer has chosen.
 */

import { offerCopies } from "./recovery.js";
import { choiceBar } from "./status.js";
import { fill, isSame, sentText, textOf } from "./text.js";

const EVERY = 2_000;
const PATIENCE = 15_000;
const LONGEST = 60_000;

/**
 * @param {HTMLFormElement} form
 * @param {import("./copy.js").Keeper} copies
 * @param {import("./status.js").Status} status
 * @returns {() => Promise<void>} saves at once, and says aloud that it did
 */
export function keepSaved(form, copies, status) {
  const version = form.elements.version;
  /** What the server has; unknown where it has only shown the words again, with a reason or a preview. */
  let saved = isShownUnsaved(form, copies) ? null : sentText(form);
  let timer = 0;
  let wait = EVERY;
  let mustChoose = false;
  let isLeaving = false;
  let saidLast = "Nothing new to save";
  /** @type {Promise<void> | null} */
  let running = null;

  const isDirty = () => !isSame(saved, textOf(form));
  const soon = (pause) => {
    timer ||= setTimeout(save, pause);
  };

  function save() {
    timer = 0;
    if (running || mustChoose || isLeaving || !isDirty()) return;
    status.saved("Saving…");
    running = send(textOf(form)).finally(() => {
      running = null;
      if (isDirty() && !mustChoose) soon(wait);
    });
  }

  /** @param {import("./text.js").Text} text */
  async function send(text) {
    try {
      const answer = await post(form);
      if (answer.status === 409) return ask(await answer.json());
      if (!answer.ok) throw new Error(await reason(answer));
      const said = await answer.json();
      if (!(await isDigest(said.sha256, text.body))) throw new Error("The server did not receive the whole text.");
      accept(text, said);
    } catch (error) {
      wait = Math.min(Math.max(wait * 2, 5_000), LONGEST);
      status.saved("Not saved yet");
      const why = error instanceof Refusal ? error.message : "The draft could not be saved just now; trying again.";
      status.trouble("saving", `${why} Your text is kept in this browser.`);
    }
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
    const goOn = (text) => {
      version.value = theirs.version;
      mustChoose = false;
      saved = { title: theirs.title, body: theirs.body };
      if (text) fill(form, text);
      form.elements.body.focus();
      wait = EVERY;
      soon(0);
    };
    status.show(
      choiceBar("This draft was saved in another window or on another device since you opened it here.", theirs, {
        "Keep the text on this page": () => goOn(null),
        "Take the other text": () => goOn(theirs),
      }),
    );
  }

  async function saveNow() {
    status.aloud();
    await running;
    clearTimeout(timer);
    if (!isDirty()) return status.saved(saidLast);
    save();
  }

  form.addEventListener("input", () => {
    if (!isDirty()) return status.saved("");
    copies.keep({ ...textOf(form), version: Number(version.value), at: Date.now(), sent: false });
    if (!mustChoose) status.saved("Not saved yet");
    soon(EVERY);
  });
  form.addEventListener("submit", (event) => {
    if (!running) {
      isLeaving = true;
      copies.sent(true);
      return;
    }
    event.preventDefault(); // the running save would make this one look like another window's
    const { submitter } = event;
    running.finally(() => form.requestSubmit(submitter));
  });
  addEventListener("pageshow", (event) => event.persisted && (isLeaving = false));
  addEventListener("online", () => soon(0));
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && isDirty()) event.preventDefault();
  });

  offerCopies(form, copies, status, saved);
  if (isDirty()) soon(EVERY);
  return saveNow;
}

/** Every save raises the version: a copy that was sent and comes back under its own version was not saved. */
function isShownUnsaved(form, copies) {
  if (form.querySelector(".errorlist, .notice[data-level='error']")) return true;
  const version = Number(form.elements.version.value);
  return copies.all().some((copy) => copy.sent && copy.version === version && isSame(copy, sentText(form)));
}

/** The server's own words on why it will not save. */
class Refusal extends Error {}

async function post(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("action", "autosave");
  return fetch(form.dataset.autosaveUrl, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function reason(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
    throw new Refusal("Not saved: you are no longer signed in. Sign in again in another tab, then go on typing here.");
  if (answer.status === 422)
    throw new Refusal("Not saved: the server did not accept the text, perhaps for its length. “Save draft” says why.");
  return `The server answered ${answer.status}.`;
}

/** Where the page has no secure context the browser lends no digests; then the version alone must do. */
async function isDigest(expected, body) {
  if (!expected || !globalThis.crypto?.subtle) return true;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return expected === [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
