/** What Word, LibreOffice or Google Docs puts on the clipboard, as Markdown with our notes. Nothing of it is shown. */

const MARK = /#(?:(_ftn|_edn|ftnt)(\d+)|(sdfootnote|sdendnote)(\d+)sym)$/;
const BACK = /#(?:(_ftn|_edn|ftnt_)ref(\d+)|(sdfootnote|sdendnote)(\d+)anc)$/;
const BODY = 'div[id^="ftn"], div[id^="edn"], div[id^="sdfootnote"], div[id^="sdendnote"]';
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, div, td, th, tr, table, ul, ol, hr, pre";
const LEFT_OUT = "script, style, template, title, head, img, svg, object, iframe, o\\:p, .MsoCommentReference";
const NUMBER = /^\s*\[?\d{1,3}\]?\s*$/;

/**
 * @param {string} html
 * @param {string} draft the present text, whose labels are not used again
 * @returns {{ words: string, notes: number, missing: number, hadNotes: boolean }}
 */
export function toMarkdown(html, draft) {
  const body = new DOMParser().parseFromString(quiet(html), "text/html").body; // inert: no script runs, nothing is fetched
  for (const each of body.querySelectorAll(LEFT_OUT)) each.remove();
  const kept = { notes: noteWords(body), draft, definitions: [], notesMet: 0, missing: 0 };
  const blocks = [...blocksOf(body, kept, "")].filter(({ words }) => words);
  const words = blocks.map(({ words: each, tight }, at) => (at ? (tight && blocks[at - 1].tight ? "\n" : "\n\n") : "") + each);
  const all = [words.join(""), ...kept.definitions].filter(Boolean).join("\n\n");
  const { notesMet, missing } = kept;
  return { words: all, notes: notesMet, missing, hadNotes: notesMet + missing > 0 };
}

const counted = (count) => `${count} ${count === 1 ? "note" : "notes"}`;

/** What is said of the notes that came and of those that did not. */
export function sentence({ notes, missing, hadNotes }) {
  const came = notes ? `Pasted with ${counted(notes)}.` : "";
  if (missing) {
    const place = missing === 1 ? "An empty note (()) stands in its place" : "Empty notes (()) stand in their places";
    const stayed = `${counted(missing)} stayed behind: the clipboard holds only the number.`;
    return `${came} ${stayed} ${place}. Fill in, or undo and bring the document with “From Word”.`.trim();
  }
  return hadNotes ? came : "Pasted. The clipboard holds no notes; if your document has some, bring it with “From Word”.";
}

/** The page's policy forbids styles and handlers in its text, here too: styles are kept under another name to be read. */
function quiet(html) {
  const rename = (tag) => tag.replace(/(["'\s])style\s*=/gi, "$1 data-style=").replace(/(["'\s])on\w+\s*=/gi, "$1 data-off=");
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^>]*>/gi, rename);
}

const styleOf = (node, name) =>
  new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(node.getAttribute?.("data-style") ?? "")?.[1].trim() ?? "";

const keyOf = (href, pattern) => {
  const found = pattern.exec(href ?? "");
  return found && `${(found[1] ?? found[3]).replaceAll("_", "")}${found[2] ?? found[4]}`;
};

/** Takes the notes out of the page and returns the words of each by its key. */
function noteWords(body) {
  const found = new Map();
  for (const link of [...body.querySelectorAll("a[href]")]) {
    const key = keyOf(link.getAttribute("href"), BACK);
    const holder = key && (link.closest(BODY) ?? link.closest("p, li, div"));
    if (!holder || holder === body) continue;
    link.remove();
    found.set(key, trimmed(inline(holder, (words) => words.replaceAll("*", "∗"), () => "")));
    holder.remove();
  }
  return found;
}

const trimmed = (words) => words.replace(/[ \t\n\r]+/g, " ").trim();

/** Yields the blocks of a part of the page, each written with its sign. */
function* blocksOf(parent, kept, front) {
  let loose = [];
  for (const node of [...parent.childNodes, null]) {
    const isBlock = node?.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS));
    if (node && !isBlock) {
      loose.push(node);
      continue;
    }
    if (loose.length) yield written(loose, kept, front, parent);
    loose = [];
    if (!isBlock) continue;
    yield* blocksOf(node, kept, node.matches("blockquote") ? `${front}> ` : front);
  }
}

/** Writes a line as what its element is: a heading, an entry of a list, a quotation or a paragraph. */
function written(nodes, kept, front, parent) {
  const line = trimmed(inline({ childNodes: nodes }, escaped, (link) => note(link, kept)).replace(/\\\n/g, "\u2028"));
  const words = line.replace(/ ?\u2028 ?/g, "\\\n").replace(/(?:\\\n)+$/, "");
  const block = parent.closest?.("h1, h2, h3, h4, h5, h6, li, p") ?? parent;
  const entry = parent.closest?.("li");
  const level = /^H(\d)$/.exec(block.tagName)?.[1];
  if (!words) return { words: "" };
  if (level) return { words: `${"#".repeat(Number(level))} ${words}` };
  if (entry) return { words: `${entrySign(entry)}${words}`, tight: true };
  const list = styleOf(block, "mso-list") && /^(?:[·•o§\-–]|(\d+)[.)])\s+/.exec(words);
  if (list) return { words: `${list[1] ? `${list[1]}. ` : "- "}${words.slice(list[0].length)}`, tight: true };
  const quoted = /Quote|Quotation/.test(block.className ?? "") ? "> " : front;
  return { words: `${quoted}${safeStart(words)}`.replaceAll("\n", `\n${quoted}`) };
}

function entrySign(entry) {
  const list = entry.parentElement;
  let depth = 0;
  for (let outer = list?.parentElement?.closest("li, ul, ol"); outer; outer = outer.parentElement?.closest("ul, ol")) depth += 1;
  const number = [...(list?.children ?? [])].filter((each) => each.matches("li")).indexOf(entry) + 1;
  return "    ".repeat(depth) + (list?.matches("ol") ? `${number}. ` : "- ");
}

const safeStart = (words) => words.replace(/^(?=[#>+-](?:\s|$))|^(?=>)/, "\\").replace(/^(\d+)([.)])(?=\s)/, "$1\\$2");

/** Leaves as they are all signs but those that would mean something here. */
function escaped(words) {
  return words
    .replace(/[\\*`]|~~|\^(?=\[)|\[(?=\^)|\](?=[([])|<(?=[\w/!?])|&(?=#?\w+;)/g, "\\$&")
    .replace(/\((?=\()/g, "(\\")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}

/** The words of a part of a line, with italics and bold, and what `mark` makes of a note's number. */
function inline(parent, safe, mark) {
  let words = "";
  for (const [slant, run] of runs(parent, safe, mark, "")) {
    const [, before, core, after] = /^(\s*)([^]*?)(\s*)$/.exec(run);
    words += core && slant ? `${before}${slant}${core}${slant}${after}` : run;
  }
  return words;
}

/** Neighbours of one style as one run: word processors cut a word in italics wherever one stopped to type. */
function runs(parent, safe, mark, slant) {
  const found = [];
  const add = (style, run) => {
    const last = found.at(-1);
    if (last && (last[0] === style || (!run.trim() && run !== "\\\n"))) last[1] += run;
    else found.push([style, run]);
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) add(slant, safe(node.data.replace(/[ \t\n\r]+/g, " ")));
    else if (node.nodeType === Node.ELEMENT_NODE) {
      const noted = mark(node);
      if (noted) add("", noted);
      else if (node.matches("br")) add("", "\\\n");
      else for (const [style, run] of runs(node, safe, mark, slantOf(node, slant))) add(style, run);
      if (node.matches("p, div")) add(slant, " ");
    }
  }
  return found;
}

function slantOf(node, slant) {
  const said = (value, pattern, tags, was) => (value ? pattern.test(value) : node.matches(tags) || was);
  const isSlanted = said(styleOf(node, "font-style"), /italic|oblique/, "i, em, cite", slant.length % 2 === 1);
  const isBold = said(styleOf(node, "font-weight"), /bold|[6-9]00/, "b, strong", slant.length > 1);
  return `${isBold ? "**" : ""}${isSlanted ? "*" : ""}`;
}

/** A note where an element is the number of one, else "". */
function note(node, kept) {
  const link = node.matches("a[href]") ? node : null;
  const key = link && keyOf(link.getAttribute("href"), MARK);
  if (!key && !isBareNumber(node)) return "";
  const words = key && kept.notes.get(key);
  if (!words) {
    kept.missing += 1;
    return "(())";
  }
  kept.notesMet += 1;
  return marked(words, kept);
}

/** Google Docs copies a number without its note: it stands high, behind a letter or a sign. */
function isBareNumber(node) {
  const isHigh = node.matches("sup") || styleOf(node, "vertical-align") === "super";
  const before = node.previousSibling?.textContent ?? node.parentElement?.previousSibling?.textContent ?? "";
  return isHigh && !node.querySelector("a") && NUMBER.test(node.textContent) && /[^\d\s]$/.test(before);
}

function marked(words, kept) {
  if (/^(?:[^()]|\([^()]*\))*$/.test(words)) return `((${words}))`;
  if (/^(?:[^[\]]|\[[^[\]]*\])*$/.test(words)) return `^[${words}]`;
  let label = "p";
  while (kept.draft.includes(`[^${label}`)) label += "p";
  kept.definitions.push(`[^${label}${kept.definitions.length + 1}]: ${words}`);
  return `[^${label}${kept.definitions.length}]`;
}
