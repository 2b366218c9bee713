// Keeps a screen where the workshop is. Without it every page works and is reloaded by hand.
(() => {
  "use strict";
  const main = document.getElementById("main");
  const found = (name) => main.querySelector(name);
  const url = found("[data-follow]")?.dataset.follow;
  if (!url) return;
  let state = found("[data-follow]").dataset.state;
  // What was typed and refused stands on this page only, and its address takes no visitors.
  const held = "held" in found("[data-follow]").dataset;
  let loading = false;
  let missed = "";

  // Typed or ticked and not sent yet: never to be replaced under somebody's hands.
  const isUnsent = (field) =>
    field.type === "checkbox" || field.type === "radio"
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? [...field.options].some((one) => one.selected !== one.defaultSelected && field.selectedIndex > 0)
        : field.type !== "hidden" && field.value !== field.defaultValue;
  const hasUnsent = () => [...main.querySelectorAll("input, textarea, select")].some(isUnsent);

  // Said aloud to whoever listens; only what is new, and never in between.
  const told = document.getElementById("told");
  const tell = (text) => {
    if (text && told.textContent !== text) told.textContent = text;
  };

  // What a control does, in words that are the same in the page that comes after.
  const does = (one) => [
    one.closest("[id]").id, one.tagName, one.name, one.tagName === "BUTTON" && one.value,
    one.getAttribute("href"), one.form?.getAttribute("action"),
  ].join(" ");
  // Gives the focus to the control that does the same, as high in the window as it stood; where
  // there is none, to the heading.
  const focusOn = (what, top) => {
    const heading = found("h1");
    const same = [...main.querySelectorAll("a, button, input, select, textarea, summary")].find((one) => does(one) === what);
    if (!same) heading.tabIndex = -1;
    (same ?? heading).focus({ preventScroll: true });
    if (same) scrollBy(0, same.getBoundingClientRect().top - top);
  };

  const show = async (next) => {
    if (loading) missed = next;
    if (next === state || loading) return;
    if (held || hasUnsent()) {
      found("[data-moved]").hidden = false;
      return;
    }
    loading = true;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) {
        location.assign(answer.redirected ? answer.url : location.href);
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (hasUnsent()) {
        found("[data-moved]").hidden = false;
        return;
      }
      const before = state;
      const held = main.contains(document.activeElement) && document.activeElement;
      const focused = held && [does(held), held.getBoundingClientRect().top];
      const open = [...main.querySelectorAll("details[open][id]")].map((one) => one.id);
      main.replaceChildren(...fresh.getElementById("main").childNodes);
      document.title = fresh.title;
      state = found("[data-follow]")?.dataset.state ?? next;
      open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      if (focused) focusOn(...focused);
      if (state.split("-")[0] !== before.split("-")[0]) {
        window.scrollTo(0, 0);
        tell(found("h1").textContent.trim());
      }
      window.htmx?.process(main);
      document.dispatchEvent(new Event("screen:shown"));
    } catch {
      setTimeout(() => show(next), 2000);
    } finally {
      loading = false;
      const late = missed;
      missed = "";
      if (late) show(late);
    }
  };

  const follow = () => {
    const source = new EventSource(url);
    source.addEventListener("state", (event) => show(event.data));
    source.addEventListener("progress", (event) => {
      const place = document.getElementById("progress");
      if (!place) return;
      place.innerHTML = event.data;
      tell(place.querySelector(".total").textContent);
    });
    // The browser opens a broken stream again by itself, but not one that was refused.
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(follow, 2000 + Math.random() * 2000);
    });
  };
  follow();

  document.addEventListener("htmx:after:swap", () => tell(found("#changes h2")?.textContent));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-copy]")) event.target.select();
  });
})();
