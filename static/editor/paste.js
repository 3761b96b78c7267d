/** Pasting from a word processor: italics, headings, lists and notes arrive as one types them here. */

import { toMarkdown } from "./pasted.js";
import { replaceChosen } from "./text.js";

const PROCESSORS = /urn:schemas-microsoft-com:office:word|class="?Mso|mso-|docs-internal-guid|#ftnt|class="sd(?:foot|end)note/;
const LONGEST = 5_000_000; // of a page's source: what is longer is pasted as plain text, as the browser does it

/** @param {HTMLTextAreaElement} area the field of the essay; a sentence below it says what came of the notes */
export function keepNotes(area) {
  const said = document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  (area.closest(".markdownx") ?? area).after(said);
  area.addEventListener("paste", (event) => {
    said.textContent = "";
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!PROCESSORS.test(html) || html.length > LONGEST) return;
    const pasted = toMarkdown(html, area.value);
    const room = area.maxLength < 0 ? Infinity : area.maxLength - area.value.length + chosen(area);
    if (!pasted.words || pasted.words.length > room) return;
    event.preventDefault();
    replaceChosen(area, pasted.words);
    said.textContent = sentence(pasted);
  });
}

const chosen = (area) => area.selectionEnd - area.selectionStart;
const counted = (count) => `${count} ${count === 1 ? "note" : "notes"}`;

/** What is said of the notes that came and of those that did not. */
function sentence({ notes, missing, hadNotes }) {
  const came = notes ? `Pasted with ${counted(notes)}.` : "";
  if (missing) {
    const place = missing === 1 ? "An empty note (()) stands in its place" : "Empty notes (()) stand in their places";
    const stayed = `${counted(missing)} stayed behind: the clipboard holds only the number.`;
    return `${came} ${stayed} ${place}. Fill in, or undo and bring the document with “From Word”.`.trim();
  }
  return hadNotes ? came : "Pasted. The clipboard holds no notes; if your document has some, bring it with “From Word”.";
}
