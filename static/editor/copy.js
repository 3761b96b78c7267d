/** A copy of unsaved text in this browser, so that neither a crash nor a lost connection costs a word. */

/**
 * @typedef {import("./text.js").Text & { version: number, at: number, sent: boolean }} Copy
 * @typedef {object} Keeper
 * @property {() => Copy[]} all every copy that waits, the oldest first
 * @property {(copy: Copy) => void} keep overwrites the copy of this page
 * @property {() => void} forget drops the copy of this page: the server has it
 * @property {(isSent: boolean) => void} sent notes that the form was sent; only the next page shows whether it was taken
 * @property {(copies: Copy[]) => void} hold puts older copies aside until their writer has chosen
 */

/** @returns {unknown} what this browser keeps under a name, else `otherwise` */
export function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise; // storage is switched off, or holds something foreign
  }
}

/** Keeps a value under a name; null takes it away. */
export function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // full or switched off: what the server has is what counts, and leaving the page warns
  }
}

/** @param {string | undefined} key @returns {Keeper} */
export function keepCopy(key = location.pathname) {
  const held = `${key}:held`;
  return {
    all: () => [...read(held, []), read(key, null)].filter((copy) => typeof copy?.body === "string"),
    keep: (copy) => write(key, copy),
    forget: () => write(key, null),
    sent: (isSent) => {
      const copy = read(key, null);
      if (copy) write(key, { ...copy, sent: isSent });
    },
    hold: (copies) => write(held, copies.length ? copies : null),
  };
}
