/** Asks again a moment after the last change; of several answers only the newest counts. */

/**
 * @param {number} pause in milliseconds
 * @param {(signal: AbortSignal) => Promise<() => void>} ask returns what shows its answer
 * @param {(failed: boolean) => void} tell
 */
export function newest(pause, ask, tell) {
  let timer = 0;
  let running = new AbortController();

  const now = async () => {
    clearTimeout(timer);
    running.abort();
    const mine = (running = new AbortController());
    try {
      const show = await ask(mine.signal);
      if (mine !== running) return; // a newer question is on its way: its answer is the one to show
      show();
      tell(false);
    } catch (error) {
      if (mine === running && error.name !== "AbortError") tell(true);
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  };

  return { now, later };
}

/**
 * @param {HTMLFormElement} form
 * @returns {boolean} whether something was typed before the script was there to hear it
 */
export function isTouched(form) {
  return [...form.elements].some((field) => field.name && "defaultValue" in field && field.value !== field.defaultValue);
}
