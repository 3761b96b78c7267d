/** The three printed forms of a record, a moment after the last keystroke. Nothing is kept by this. */

import { isTouched, newest } from "./newest.js";

const PAUSE = 400;

/** @param {HTMLFormElement} form @param {HTMLElement} pane */
export function printForms(form, pane) {
  const ask = async (signal) => {
    const body = new URLSearchParams(new FormData(form));
    const headers = { Accept: "text/html" };
    const answer = await fetch(form.dataset.previewUrl, { method: "POST", body, headers, redirect: "error", signal });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    const html = await answer.text();
    return () => {
      pane.innerHTML = html; // escaped by the server, like every page
    };
  };
  const print = newest(PAUSE, ask, (failed) => {
    pane.removeAttribute("aria-busy");
    pane.toggleAttribute("data-stale", failed);
  });
  form.addEventListener("input", () => {
    pane.setAttribute("aria-busy", "true");
    print.later();
  });
  if (isTouched(form)) print.later();
}

const form = document.querySelector("form#record");
if (form) printForms(form, document.querySelector("#forms"));
