/** The essay as it will be published, a moment after the last keystroke. */

const PAUSE = 600;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} pane
 * @param {import("./status.js").Status} status
 */
export function showPreview(form, pane, status) {
  let latest = 0;
  let timer = 0;
  let running = new AbortController();

  const load = async () => {
    running.abort();
    running = new AbortController();
    const mine = ++latest;
    pane.setAttribute("aria-busy", "true");
    try {
      const html = await printed(form, running.signal);
      if (mine !== latest) return; // a newer text is on its way: its answer is the one to show
      pane.innerHTML = html; // sanitised by the server, like every page
      status.counted(wordsIn(pane));
      status.trouble("preview", "");
      pane.dispatchEvent(new Event("printed"));
    } catch (error) {
      if (mine !== latest || error.name === "AbortError") return;
      status.counted(null);
      status.trouble("preview", "Preview could not be loaded; your text is still here.");
    } finally {
      if (mine === latest) pane.removeAttribute("aria-busy");
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, PAUSE);
  });
  status.counted(wordsIn(pane));
  if (form.elements.body.value.trim()) load();
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
