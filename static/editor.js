/**
 * What the editor gains over a plain form: a live preview, a draft that saves itself, a note at a keystroke.
 *
 * Expects `<form class="editor" data-preview-url data-autosave-url data-storage-key>` with the fields `title`, `body`,
 * `version` and the CSRF token, and an element `#preview`. Without this module the form saves like any other.
 */

import { keepSaved } from "./editor/autosave.js";
import { keepCopy, write } from "./editor/copy.js";
import { follow } from "./editor/following.js";
import { goToAddressed, leadToMarks, watchForSign } from "./editor/marks.js";
import { keepNotes } from "./editor/paste.js";
import { addStatus } from "./editor/status.js";
import { addTabs } from "./editor/tabs.js";
import { openPicker } from "./editor/picker.js";
import { showPreview } from "./editor/preview.js";
import { addTools } from "./editor/tools.js";
import { watchMarks } from "./notes/popover.js";

const form = document.querySelector("form.editor");
const refused = document.querySelector("[data-refused-key]"); // two versions met: what was typed is saved nowhere yet

if (refused) notTaken(refused.dataset.refusedKey);

if (form?.elements.body) {
  const area = form.elements.body;
  const status = addStatus(form);
  const pane = document.querySelector("#preview");
  const beside = document.querySelector(".beside");
  watchMarks(document);
  showPreview(form, pane, status, addTabs(beside));
  leadToMarks(area, beside);
  goToAddressed(area);
  follow(area, pane);
  keepNotes(area, status);
  const pick = () => openPicker(form); // at once: what is typed after the sign belongs into its field
  addTools(form, keepSaved(form, keepCopy(form.dataset.storageKey), status), pick);
  watchForSign(area, pick);
}

/** The words that were sent last stay to be offered back. */
function notTaken(key) {
  for (const { name, ...copy } of keepCopy(key).all()) if (copy.sent) write(name, { ...copy, sent: false });
}
