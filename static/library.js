/** The library, searched as one types. Without this module its form sends itself like any other. */

import { isTouched, newest } from "./newest.js";

const PAUSE = 250;

const form = document.querySelector("form#library");
const found = document.querySelector("#found");
const count = document.querySelector("#count");

/** @returns {URL} the page's address with what is asked for, and nothing that is empty */
function address() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value.trim()) url.searchParams.append(name, value.trim());
  return url;
}

async function ask(signal) {
  const url = address();
  const answer = await fetch(url, { headers: { "X-Part": "list" }, redirect: "error", signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const html = await answer.text();
  return () => {
    found.innerHTML = html; // sanitised by the server, like every page
    count.textContent = found.querySelector("[data-count]")?.dataset.count ?? "Nothing found";
    history.replaceState(null, "", url);
  };
}

if (form && found && count) {
  const search = newest(PAUSE, ask, (failed) => {
    found.removeAttribute("aria-busy");
    if (failed) count.textContent = "The search could not be loaded. Press “Search” to try again.";
  });
  form.addEventListener("input", (event) => {
    found.setAttribute("aria-busy", "true");
    if (event.target.type === "search") search.later();
    else search.now();
  });
  if (isTouched(form)) search.now();
}
