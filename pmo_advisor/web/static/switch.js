// The other language, in place: the page that is shown now, as far as it was read, and what was
// typed on it. What stands on a page of questions is kept by itself.
"use strict";
(() => {
  const link = document.getElementById("switch");
  if (!link) return;
  const main = document.getElementById("main");
  const isTick = (one) => one.type === "checkbox" || one.type === "radio";
  const fields = () => main.querySelector("[data-answering]") ? [] : [
    ...main.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea:not([hidden])"),
  ];
  const key = "pmo.switch";

  link.addEventListener("click", () => {
    // Questions come one after the other without a new page.
    if (main.querySelector("[data-way=one]")) link.search = `?to=${encodeURIComponent(location.pathname)}`;
    const typed = fields().map((one) => (isTick(one) ? one.checked : one.value));
    const open = [...main.querySelectorAll("details")].map((one) => one.open);
    // A page that was refused stands at the address of its form, and is read on where it belongs.
    const there = new URL(new URLSearchParams(link.search).get("to"), location).pathname;
    try { sessionStorage.setItem(key, JSON.stringify({ there, typed, open, far: scrollY })); } catch { /* not to be kept here */ }
  });

  let held = null;
  try {
    held = JSON.parse(sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  } catch { /* nothing was kept */ }
  if (held?.there !== location.pathname) return;
  const those = fields(), folds = [...main.querySelectorAll("details")];
  if (folds.length === held.open.length) folds.forEach((one, place) => { one.open = held.open[place]; });
  if (those.length === held.typed.length) {
    those.forEach((one, place) => { one[isTick(one) ? "checked" : "value"] = held.typed[place]; });
  }
  link.focus({ preventScroll: true });
  scrollTo(0, held.far);
})();
