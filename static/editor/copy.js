/** A copy of unsaved text in this browser, so that neither a crash nor a lost connection costs a word. */

/**
 * @typedef {import("./text.js").Text & { version: number, at: number, sent: boolean, name: string }} Copy `name` is where
 *   it is kept
 * @typedef {object} Keeper
 * @property {() => Copy[]} all every copy of this draft, the oldest first, those of other open tabs too
 * @property {(offer: (copy: Copy) => void) => void} left tells of each copy whose page is gone, or as soon as it goes
 * @property {(copy: Omit<Copy, "name">) => boolean} keep overwrites the copy of this page; false where there is no room
 * @property {() => void} forget drops the copy of this page: the server has it
 * @property {(isSent: boolean) => void} sent notes that the form was sent; only the next page shows whether it was taken
 * @property {(copy: Copy) => void} drop takes a copy away
 */

/** @returns {unknown} what this browser keeps under a name, else `otherwise` */
export function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise; // storage is switched off, or holds something foreign
  }
}

/** Keeps a value under a name; null takes it away. @returns {boolean} whether there was room */
export function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return value === null; // full or switched off: what the server has is what counts, and leaving the page warns
  }
}

/**
 * Each page keeps a copy of its own, under the draft's key and a number, so that two tabs never overwrite each other's.
 *
 * @param {string} key
 * @returns {Keeper}
 */
export function keepCopy(key) {
  const own = `${key}#${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  navigator.locks?.request(own, () => new Promise(() => {})); // held as long as this page lives

  const all = () =>
    namesUnder(key)
      .map((name) => ({ ...read(name, null), name }))
      .filter((copy) => typeof copy.body === "string")
      .sort((one, other) => one.at - other.at);
  return {
    all,
    left: (offer) => {
      for (const { name } of all().filter((copy) => copy.name !== own)) {
        const now = () => {
          const copy = all().find((each) => each.name === name); // meanwhile its own page may have saved it
          if (copy) offer(copy);
        };
        if (navigator.locks) navigator.locks.request(name, { mode: "shared" }, now);
        else now();
      }
    },
    keep: (copy) => write(own, copy),
    forget: () => write(own, null),
    sent: (isSent) => {
      const copy = read(own, null);
      if (copy) write(own, { ...copy, sent: isSent });
    },
    drop: (copy) => write(copy.name, null),
  };
}

function namesUnder(key) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(`${key}#`));
  } catch {
    return [];
  }
}
