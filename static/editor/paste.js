/** Pasting from a word processor: italics, headings, lists and notes arrive as one types them here. */

import { replaceChosen } from "./text.js";

const PROCESSORS = /urn:schemas-microsoft-com:office:word|class="?Mso|mso-|docs-internal-guid|#ftnt|class="sd(?:foot|end)note/;
const EMPTY = "(())";
const LONGEST = 5_000_000; // of a page's source: what is longer is pasted as plain text, as the browser does it

/**
 * Says what came of the notes, until one types on; that some stayed behind, until no empty note is left.
 *
 * @param {HTMLTextAreaElement} area the field of the essay
 * @param {import("./status.js").Status} status
 */
export function keepNotes(area, status) {
  let isMissing = false;
  const say = (sentence) => {
    isMissing = sentence.includes(EMPTY);
    status.trouble("paste", sentence, {}, isMissing ? "warning" : "info");
  };
  area.addEventListener("input", () => {
    if (!isMissing || !area.value.includes(EMPTY)) say("");
  });
  area.addEventListener("paste", async (event) => {
    say("");
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!PROCESSORS.test(html) || html.length > LONGEST) return;
    const plain = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    event.preventDefault();
    const { words, sentence } = await read(html, plain, area);
    if (words) replaceChosen(area, words);
    say(sentence);
  });
}

/** What is to be pasted and said; without the reader of word processors' pages, the plain words as the browser pastes them. */
async function read(html, plain, area) {
  const room = area.maxLength < 0 ? Infinity : area.maxLength - area.value.length + area.selectionEnd - area.selectionStart;
  try {
    const { toMarkdown, sentence } = await import("./pasted.js");
    const pasted = toMarkdown(html, area.value);
    if (pasted.words && pasted.words.length <= room) return { words: pasted.words, sentence: sentence(pasted) };
  } catch {
    // The server is away: the words come, their notes as numbers.
  }
  return { words: plain.slice(0, room), sentence: "Pasted as plain words. If your document has notes, bring it with “From Word”." };
}
