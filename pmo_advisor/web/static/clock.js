// Counts down what the server started. Without it a clock says when it ends.
(() => {
  "use strict";
  let clocks = [];
  const begin = () => {
    clocks = [...document.querySelectorAll("[data-left]")].map((shown) => ({
      shown,
      end: performance.now() + 1000 * Number(shown.dataset.left),
    }));
    tick();
  };
  const tick = () => {
    for (const { shown, end } of clocks) {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      const minutes = Math.floor(left / 60);
      const seconds = String(left % 60).padStart(2, "0");
      const text = left ? `${minutes}:${seconds}` : shown.dataset.over;
      if (shown.textContent !== text) shown.textContent = text;
      shown.classList.toggle("over", left === 0);
    }
  };
  document.addEventListener("screen:shown", begin);
  setInterval(tick, 500);
  begin();
})();
