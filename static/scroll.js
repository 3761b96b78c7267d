/** Tables and code in an essay that are wider than their column scroll inside it: with the keys too. */

const wide = [...document.querySelectorAll(".prose :is(table, pre), pre.typed")];

function reachable() {
  for (const each of wide) {
    if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
    else each.removeAttribute("tabindex");
  }
}

if (wide.length) {
  reachable();
  addEventListener("resize", reachable);
}
