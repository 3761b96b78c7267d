/** What to do when the server no longer knows the page: a new token, a sign-in without leaving, or nothing for another person. */

import { askWho } from "./sending.js";
import { sheet } from "./sheet.js";

const ENDED = "Not saved: you are signed out. Go on typing; this browser keeps your text until you sign in.";
const OTHER =
  "Not saved: somebody else is signed in in this browser now. Your text is kept here for you alone and is not saved to theirs.";

/**
 * @param {HTMLFormElement} form
 * @param {import("./status.js").Status} status
 * @param {() => void} goOn saves again
 * @returns {() => Promise<boolean>} sees who is signed in; true where the page may save again, which then has a new token
 */
export function watchSession(form, status, goOn) {
  let isLocked = false;

  const look = async () => {
    const who = await askWho(form);
    isLocked = !who?.isTheirs;
    if (isLocked) status.trouble("saving", who ? OTHER : ENDED, { "Sign in here": who ? leaveToThem : signIn });
    else form.elements.csrfmiddlewaretoken.value = who.token;
    return !isLocked;
  };
  const resume = async () => {
    if (isLocked && (await look())) goOn();
  };
  const signIn = () => signInWithin(form, resume);
  const leaveToThem = () => open(form.dataset.signInUrl, "_blank", "noopener");

  addEventListener("focus", () => resume().catch(() => {})); // they may have signed in in another tab
  return look;
}

/** Shows the sign-in form of the site in a sheet over the editor; what is typed stays where it is. */
async function signInWithin(form, done) {
  const url = form.dataset.signInUrl;
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  const theirs = page.querySelector("main form");
  if (!theirs) return done(); // signed in already, in another tab
  const { dialog, content, close } = sheet("Sign in to go on", () => form.elements.body.focus());
  const asked = document.importNode(theirs, true);
  const fault = Object.assign(document.createElement("p"), { className: "errorlist" });
  fault.setAttribute("role", "alert");
  content.append(fault, asked);
  asked.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = "";
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
      const answer = await fetch(url, { method: "POST", body: new FormData(asked), headers });
      if (!answer.ok) return (fault.textContent = await whyNot(answer));
      close();
      await done();
    } catch {
      fault.textContent = "The server could not be reached. Try again in a moment.";
    }
  });
  dialog.querySelector("input:not([type='hidden'])")?.focus();
}

async function whyNot(answer) {
  if (answer.status === 429) return "Too many attempts. Wait some minutes, then try again.";
  if (answer.status !== 400) return "That could not be done just now. Try again.";
  const { form } = await answer.json();
  const errors = [...form.errors, ...Object.values(form.fields).flatMap((field) => field.errors)];
  return errors.join(" ");
}
