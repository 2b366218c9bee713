// Waiting for the facilitator: looks now and then whether the workshop has gone on.
"use strict";
(() => {
  const stands = () => document.querySelector("[data-stands]")?.dataset.stands;
  const look = async () => {
    if (document.hidden) return;
    try {
      const text = await (await fetch(location.href)).text();
      const there = new DOMParser().parseFromString(text, "text/html").querySelector("[data-stands]");
      if (there?.dataset.stands !== stands()) location.assign(document.querySelector("[data-again]").href);
    } catch { /* no network: look again later */ }
  };
  setInterval(look, 20000);
  document.addEventListener("visibilitychange", look);
})();
