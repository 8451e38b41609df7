(() => {
  "use strict";
  const FIELDS = "input, select, textarea";
  const keeps = document.querySelector("[data-keeps]");
  const held = () => Array.from(keeps ? keeps.querySelectorAll("[data-held]") : []);
  const unsaved = () => held().find((field) => field.value !== field.dataset.held);
  const tell = (words) => {
    const told = document.getElementById("told");
    if (told) told.textContent = words;
  };

  // A key held down decides once: what follows on the next page would be decided unseen.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const field = event.target.closest(FIELDS);
    if (field) {
      if (event.key === "Escape") {
        if (field.dataset.held !== undefined) field.value = field.dataset.held;
        field.blur();
      } else if (event.key === "Enter" && field.tagName === "TEXTAREA") {
        event.preventDefault();
        field.form.requestSubmit();
      }
      if (field.type !== "checkbox") return;
    }
    if (!/^[a-z]$/.test(event.key)) return;
    const aim = document.querySelector(`[aria-keyshortcuts="${event.key}"]`);
    if (!aim) return;
    event.preventDefault();
    if (aim.matches(FIELDS)) {
      aim.focus();
      return;
    }
    const left = unsaved();
    if (left) {
      tell("A correction is not saved: Enter saves it, Esc puts the field back.");
      left.focus();
    } else aim.click();
  });

  let taking = null;
  for (const field of held()) {
    field.addEventListener("focus", () => {
      if (taking) taking.classList.remove("taking");
      taking = field.dataset.words === undefined ? null : field;
      if (taking) taking.classList.add("taking");
    });
  }
  const take = () => {
    const words = String(getSelection()).trim().replace(/\s+/g, " ");
    if (!taking || !words) return;
    const more = taking.dataset.several !== undefined && taking.value !== taking.dataset.held;
    taking.value = more && taking.value ? `${taking.value}; ${words}` : words;
    taking.focus({ preventScroll: true });
  };
  for (const article of document.querySelectorAll("[data-article]")) {
    article.addEventListener("pointerup", () => setTimeout(take));
    const first = article.querySelector("[data-first]");
    if (first) first.scrollIntoView({ block: "center" });
  }
  scrollTo(0, 0);
})();
