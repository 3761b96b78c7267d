/** Ctrl+Enter sends the comment that one is typing. */

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-ctrl-enter]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
