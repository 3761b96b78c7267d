/**
 * What the editor gains over a plain form: a live preview, a draft that saves itself, a note at a keystroke.
 *
 * Expects `<form class="editor" data-preview-url data-autosave-url data-storage-key>` with the fields `title`, `body`,
 * `version` and the CSRF token, and an element `#preview`. Without this module the form saves like any other.
 */

import { keepSaved } from "./editor/autosave.js";
import { keepCopy } from "./editor/copy.js";
import { follow } from "./editor/following.js";
import { leadToMarks } from "./editor/marks.js";
import { keepNotes } from "./editor/paste.js";
import { addStatus } from "./editor/status.js";
import { addTools } from "./editor/tools.js";
import { showPreview } from "./editor/preview.js";
import { watchMarks } from "./notes/popover.js";

const form = document.querySelector("form.editor");
const refused = document.querySelector("[data-refused-key]"); // two versions met: what was typed is saved nowhere yet

if (refused) keepCopy(refused.dataset.refusedKey).sent(false);

if (form?.elements.body) {
  const status = addStatus(form);
  const pane = document.querySelector("#preview");
  watchMarks(document);
  showPreview(form, pane, status);
  leadToMarks(form.elements.body, pane);
  follow(form.elements.body, pane);
  keepNotes(form.elements.body);
  addTools(form, keepSaved(form, keepCopy(form.dataset.storageKey), status));
}
