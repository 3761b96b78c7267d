/**
 * Marks with the keyboard, and saves while one marks. Keys count only while the panel has the focus and no words are typed:
 * 1 to 6 choose a level and go on to the next criterion, R is ready and next, J and K go to the next post and the last.
 *
 * An answer is taken up only where it names the revision of this very page, so that no value moves to another student.
 */

const form = document.querySelector("form[data-marking]");
const panel = form?.closest("[data-marking-panel]");
const PAUSE = 800;

if (panel) {
  const said = form.querySelector("[data-saved]");
  const criteria = [...form.querySelectorAll(".criterion-mark")];
  let timer = 0;
  let running = Promise.resolve();
  let isDirty = false;

  form.querySelector("[data-keys]").hidden = false;
  (criteria[0]?.querySelector("input[type=radio]") ?? form.elements.points)?.focus({ preventScroll: true });
  form.addEventListener("input", ({ target }) => {
    if (!target.closest("[data-remarks]")) soon(); // a remark is sent by its button alone
  });
  panel.addEventListener("keydown", press);
  form.addEventListener("submit", () => clearTimeout(timer));

  function soon() {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** One saving at a time: the next is sent over the version that the last one made. */
  function save() {
    clearTimeout(timer);
    running = running.then(send, send);
    return running;
  }

  async function send() {
    if (!isDirty) return;
    isDirty = false;
    const data = new FormData(form);
    data.set("autosave", "1");
    said.textContent = "Saving…";
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, keepalive: true });
      take(await answer.json());
    } catch {
      said.textContent = "Not saved: the server cannot be reached. Press Save when it can.";
      isDirty = true;
    }
  }

  function take(answer) {
    if (String(answer.revision) !== form.dataset.marking) return;
    said.textContent = answer.says;
    if (!answer.version) return;
    form.elements.version.value = answer.version;
    form.querySelector("[data-points]").textContent = answer.points || "No";
    const lines = answer.sum.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
    form.querySelector("[data-sum]").replaceChildren(...lines);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, input:not([type=radio])")) return;
    const key = event.key.toLowerCase();
    const level = Number(key);
    if (level) choose(level);
    else if (key === "r") ready();
    else if (key === "j") go("next");
    else if (key === "k") go("prev");
    else return;
    event.preventDefault();
  }

  /** Chooses a level of the criterion that has the focus, else of the first that has none; then goes on. */
  function choose(number) {
    const at = criteria.find((each) => each.contains(document.activeElement)) ?? criteria.find((each) => !chosen(each));
    const radio = at?.querySelectorAll("input[type=radio]")[number - 1];
    if (!radio) return;
    radio.checked = true;
    soon();
    const next = criteria[criteria.indexOf(at) + 1];
    (next?.querySelector("input[type=radio]:checked, input[type=radio]") ?? radio).focus();
  }

  function chosen(criterion) {
    return criterion.querySelector("input[type=radio]:checked");
  }

  function ready() {
    const state = form.querySelector("input[name=state][value=ready]");
    if (state) state.checked = true;
    form.requestSubmit(form.querySelector("button[name=next]") ?? undefined);
  }

  async function go(way) {
    const link = document.querySelector(`main a[rel=${way}]`);
    if (!link) return;
    await save();
    if (!isDirty) location.assign(link.href);
  }
}
