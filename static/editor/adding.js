/** A source that the library does not have yet, added over the editor by the library's own pages. */

import { printForms } from "../record.js";

/**
 * @param {string} address the page on which a source is added
 * @param {HTMLElement} content
 * @param {(key: string) => void} added is told the key of the source that was added, or chosen instead
 * @param {() => void} back
 */
export async function addSource(address, content, added, back) {
  const load = async (url, options) => {
    try {
      const answer = await fetch(url, options);
      const key = keyIn(answer.url);
      if (answer.ok && answer.redirected && key) return added(key);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(page.querySelector("main"));
    } catch {
      tell("The server could not be reached. What you typed is still here; try again in a moment.");
    }
  };
  const tell = (words) => {
    const fault = Object.assign(document.createElement("p"), { className: "errorlist", textContent: words });
    fault.setAttribute("role", "alert");
    content.prepend(fault);
  };

  /** @param {HTMLElement} main the part of a page that stands here instead; its names must not meet the editor's */
  function show(main) {
    main.querySelector("h1").replaceWith(Object.assign(document.createElement("h3"), { textContent: "Add a source" }));
    main.querySelector(".meta > a")?.parentElement.remove();
    for (const name of ["id", "for", "aria-describedby", "aria-labelledby"]) {
      for (const each of main.querySelectorAll(`[${name}]`)) each.setAttribute(name, `new-${each.getAttribute(name)}`);
    }
    const shell = document.createElement("div");
    shell.className = "stack";
    shell.append(...main.childNodes);
    shell.addEventListener("click", follow);
    content.replaceChildren(shell);
    for (const form of content.querySelectorAll("form")) form.addEventListener("submit", send);
    const record = content.querySelector("form[data-preview-url]");
    if (record) printForms(record, content.querySelector("#new-forms"));
    content.querySelector("[role='alert']")?.scrollIntoView();
    content.querySelector("textarea, select, input:not([type='hidden'])")?.focus();
  }

  /** @param {SubmitEvent} event */
  function send(event) {
    event.preventDefault();
    const { target: form, submitter } = event;
    const words = new URLSearchParams(new FormData(form, submitter));
    if (form.method === "get") load(`${form.action}?${words}`);
    else load(form.action, { method: "POST", body: words });
  }

  /** A link to a source chooses it, as where it is a double; any other leads back. */
  function follow(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const key = keyIn(link.href);
    if (key) added(key);
    else back();
  }

  await load(address);
}

/** @returns {string | undefined} the source that an address is about */
function keyIn(address) {
  const key = /\/sources\/([^/]+)\/$/.exec(new URL(address).pathname)?.[1];
  return key === "new" ? undefined : key;
}
