/** Takes the draft to the server, and asks there who is signed in. */

const PATIENCE = 15_000;

/** The server's own words on why it will not save. */
export class Refusal extends Error {}

/** The page's key to the server no longer fits: the session has ended, or somebody has signed in since. */
export class Locked extends Error {}

/** @param {HTMLFormElement} form @returns {Promise<object>} what the server says; `theirs` where another text is in its place */
export async function sendDraft(form, body) {
  const words = new URLSearchParams(new FormData(form));
  words.set("action", "autosave");
  const answer = await fetch(form.dataset.autosaveUrl, {
    method: "POST",
    body: words,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status === 409) return { theirs: await answer.json() };
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) throw new Locked();
  if (answer.status === 413) throw new Refusal("Not saved: the text is larger than 5 MB. Shorten it.");
  if (answer.status === 422) throw new Refusal(`Not saved. ${(await answer.json()).why}`);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const said = await answer.json();
  if (!(await isDigest(said.sha256, body))) throw new Error("The server did not receive the whole text.");
  return said;
}

/**
 * Loads the page anew, unseen.
 *
 * @returns {Promise<{ reader: string, token: string, isTheirs: boolean } | null>} who is signed in, the token that goes with
 *   the session, and whether the page is theirs; null where nobody is
 */
export async function askWho(form) {
  const answer = await fetch(form.dataset.autosaveUrl, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.type === "opaqueredirect") return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const reader = page.body.dataset.reader;
  const token = page.querySelector("[name='csrfmiddlewaretoken']")?.value ?? "";
  return reader ? { reader, token, isTheirs: answer.ok && reader === document.body.dataset.reader } : null;
}

/** Where the page has no secure context the browser lends no digests; then the version alone must do. */
async function isDigest(expected, body) {
  if (!expected || !globalThis.crypto?.subtle) return true;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return expected === [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
