(() => {
  "use strict";
  for (const form of document.querySelectorAll("form:not([method=post])")) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
    });
  }
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("[name]:disabled")) field.disabled = false;
  });

  const rows = () => Array.from(document.querySelectorAll(".rows .lead a, tbody th a"));
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector(".find input").focus();
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const all = rows();
    const next = all[Math.max(0, all.indexOf(document.activeElement) + step)];
    if (next) next.focus();
  });

  for (const node of document.querySelectorAll("[data-node]")) {
    const mark = (on) => {
      for (const edge of document.querySelectorAll("[data-ends]")) {
        edge.classList.toggle("lit", on && edge.dataset.ends.split(" ").includes(node.dataset.node));
      }
    };
    for (const [name, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
      node.addEventListener(name, () => mark(on));
    }
  }
})();
