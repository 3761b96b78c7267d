/** What stands beside the text, printed anew a moment after the last keystroke: the essay, its notes, the checks. */

import { isTouched, newest } from "../newest.js";

const PAUSE = 600;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} pane
 * @param {import("./status.js").Status} status
 * @param {(name: string, count: number, isDoubtful: boolean) => void} tell says how much there is under a tab
 */
export function showPreview(form, pane, status, tell) {
  const said = () => {
    status.counted(wordsIn(pane));
    for (const name of ["notes", "checklist"]) {
      const part = document.getElementById(name);
      const doubts = part.querySelectorAll("[data-doubt], [data-level='warning'] > li, [data-met='no']").length;
      const count = part.querySelector("[data-count]")?.dataset.count;
      tell(name, Number(count ?? doubts), doubts > 0);
    }
  };
  const ask = async (signal) => {
    pane.setAttribute("aria-busy", "true");
    const html = await printed(form, signal);
    return () => {
      show(html);
      pane.removeAttribute("aria-busy");
      said();
      pane.dispatchEvent(new Event("printed"));
    };
  };
  const print = newest(PAUSE, ask, (hasFailed) => {
    if (hasFailed) {
      pane.removeAttribute("aria-busy");
      status.counted(null);
    }
    status.trouble("preview", hasFailed ? "Preview could not be loaded; your text is still here." : "");
  });

  form.addEventListener("input", (event) => event.target.form === form && print.later());
  said();
  if (form.elements.body.value.trim() && isTouched(form)) print.later();
}

/** Each part of the answer takes the place of what stands under its name; sanitised by the server, like every page. */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of page.querySelectorAll("[data-part]")) {
    document.getElementById(part.dataset.part)?.replaceChildren(...part.childNodes);
  }
}

const wordsIn = (pane) => Number(pane.querySelector("[data-words]")?.dataset.words ?? 0);

/** @returns {Promise<string>} */
async function printed(form, signal) {
  const answer = await fetch(form.dataset.previewUrl, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { Accept: "text/html" },
    redirect: "error", // the sign-in page is no preview
    signal,
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.text();
}
