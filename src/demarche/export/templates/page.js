(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const cards = new Map(all(".card").map((card) => [card.id, card]));
  const words = new Map();
  for (const word of all(".m")) {
    word.classList.add("live");
    for (const ref of refs(word)) {
      if (!words.has(ref)) words.set(ref, []);
      words.get(ref).push(word);
    }
  }
  let pinned = null;

  function refs(word) { return word.dataset.r.split(" "); }

  function shows(ref) {
    const card = cards.get(ref);
    const kind = Array.from(card.classList).find((name) => name.startsWith("k-")).slice(2);
    return !document.body.classList.contains("no-" + kind);
  }

  function inner(word) { return refs(word).find(shows); }

  function lightWords(ref, on) {
    const colour = on && getComputedStyle(cards.get(ref)).getPropertyValue("--k");
    for (const word of words.get(ref) || []) {
      word.classList.toggle("lit", on);
      if (on) word.style.setProperty("--lit", colour); else word.style.removeProperty("--lit");
    }
  }

  function relight(ref) {
    for (const word of all(".m.lit")) { word.classList.remove("lit"); word.style.removeProperty("--lit"); }
    for (const card of all(".card.near")) card.classList.remove("near");
    if (ref || pinned) lightWords(ref || pinned, true);
  }

  function bring(element, block) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }

  function pin(ref) {
    if (pinned) cards.get(pinned).classList.remove("pin");
    pinned = ref;
    if (ref) cards.get(ref).classList.add("pin");
    relight(null);
  }

  function showWords(ref) {
    pin(ref);
    const anchor = document.getElementById("w-" + ref) || (words.get(ref) || [])[0];
    if (anchor) bring(anchor, "center");
  }

  function showCard(ref) {
    pin(ref);
    const fold = cards.get(ref).closest("details");
    if (fold) fold.open = true;
    bring(cards.get(ref), "nearest");
    cards.get(ref).querySelector(".number").focus({ preventScroll: true });
  }

  for (const [ref, card] of cards) {
    card.addEventListener("mouseenter", () => relight(ref));
    card.addEventListener("mouseleave", () => relight(null));
    card.addEventListener("focusin", () => relight(ref));
    card.addEventListener("focusout", () => relight(null));
    card.addEventListener("click", (event) => {
      const to = event.target.closest("a.to");
      if (to) { event.preventDefault(); showCard(to.hash.slice(1)); return; }
      if (String(getSelection())) return;
      event.preventDefault();
      showWords(ref);
    });
    card.querySelector(".number").addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); showWords(ref); }
    });
  }

  function approach(word) {
    relight(inner(word));
    for (const ref of refs(word)) cards.get(ref).classList.add("near");
  }

  for (const word of all(".m")) {
    word.addEventListener("mouseenter", () => approach(word));
    word.addEventListener("mouseleave", () => relight(null));
    word.addEventListener("focus", () => approach(word));
    word.addEventListener("blur", () => relight(null));
    word.addEventListener("click", (event) => {
      event.preventDefault();
      const ref = inner(word);
      if (ref && !String(getSelection())) showCard(ref);
    });
  }

  for (const chip of all(".chip")) {
    chip.addEventListener("click", () => {
      const off = chip.getAttribute("aria-pressed") === "true";
      chip.setAttribute("aria-pressed", String(!off));
      document.body.classList.toggle("no-" + chip.dataset.kind, off);
    });
  }

  addEventListener("keydown", (event) => { if (event.key === "Escape") pin(null); });
})();
