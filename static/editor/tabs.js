/** Turns the sections beside the text into tabs; the one that was open last is open again. Without this they follow one another. */

import { read, write } from "./copy.js";

const KEY = "editor-tab";

/**
 * @param {HTMLElement} beside sections, each with an `h2` and one element with an id
 * @returns {(name: string, count: number, isDoubtful: boolean) => void} says how much there is under a tab
 */
export function addTabs(beside) {
  const panels = [...beside.children];
  const list = document.createElement("div");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", "Beside the text");
  const names = panels.map((panel) => panel.querySelector("h2 + *").id);
  const tabs = panels.map((panel, at) => tabOf(panel, names[at]));
  list.append(...tabs);
  beside.prepend(list);

  const open = (at, isAsked) => {
    tabs.forEach((tab, each) => {
      tab.setAttribute("aria-selected", String(each === at));
      tab.tabIndex = each === at ? 0 : -1;
      panels[each].hidden = each !== at;
    });
    if (!isAsked) return;
    tabs[at].focus();
    write(KEY, names[at]);
  };
  list.addEventListener("click", (event) => {
    const at = tabs.indexOf(event.target.closest("[role='tab']"));
    if (at >= 0) open(at, true);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    open((next + tabs.length) % tabs.length, true);
  });
  open(Math.max(names.indexOf(read(KEY, "")), 0), false);

  return (name, count, isDoubtful) => {
    const badge = tabs[names.indexOf(name)]?.querySelector("span");
    if (!badge) return;
    badge.textContent = count ? ` ${count}` : "";
    badge.toggleAttribute("data-doubt", isDoubtful);
    if (!isDoubtful) return;
    const aloud = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: " to look at" });
    badge.append(aloud);
  };
}

function tabOf(panel, name) {
  const heading = panel.querySelector("h2");
  const tab = document.createElement("button");
  tab.type = "button";
  tab.id = `tab-${name}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", `panel-${name}`);
  tab.textContent = heading.textContent;
  const badge = document.createElement("span");
  tab.append(badge);
  panel.id = `panel-${name}`;
  panel.tabIndex = 0;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  heading.classList.add("visually-hidden");
  return tab;
}
