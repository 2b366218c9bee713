// The questions of a page: every answer is kept as it is given, and what becomes of it is said.
"use strict";
(() => {
  const root = document.querySelector("[data-answering]");
  if (!root || !window.answers) return;
  const { kept, put, soon, drop } = window.answers;
  const { home } = root.dataset;
  const state = document.getElementById("state");
  let ever = false, late = "", gone = "";

  const formOf = (fact) => document.querySelector(`#q-${fact} form`);
  const factOf = (form) => form.closest(".question").id.slice(2);
  const typedIn = (form) => form.querySelector(".typed");
  const valueOf = (form) => {
    const typed = typedIn(form);
    if (!typed) return form.elements.answer.value;
    return form.elements.unknown.checked ? "unknown" : typed.value.trim();
  };
  const fill = (form, value) => {
    const typed = typedIn(form);
    if (!typed) { form.elements.answer.value = value; return; }
    form.elements.unknown.checked = value === "unknown";
    typed.value = value === "unknown" ? "" : value;
  };
  const refuse = (form, words) => {
    const fields = form.querySelectorAll("[name=answer]");
    form.querySelector(".refused")?.remove();
    if (words) {
      const said = Object.assign(document.createElement("p"), { className: "refused", id: `r-${factOf(form)}`, role: "alert" });
      (form.querySelector(".define") || form.querySelector("legend")).after(said);
      said.textContent = words;
    }
    for (const one of fields) one.setAttribute("aria-invalid", String(Boolean(words)));
    if (words) ([...fields].find((one) => one.checked) || fields[0]).focus();
  };
  const give = (form) => put(factOf(form), valueOf(form), form.elements.seen.value);

  // Two values for one answer: whoever answers says which counts.
  const clash = (form, fact, told) => {
    form.querySelector(".clash")?.remove();
    const panel = document.getElementById("clash").content.firstElementChild.cloneNode(true);
    panel.querySelector(".there").textContent = told.said || "—";
    panel.querySelector(".here").textContent = told.given;
    panel.addEventListener("click", ({ target }) => {
      if (target.value === "there") { fill(form, told.now); drop(fact); }
      else if (target.value === "here") give(form);
      else return;
      panel.remove();
    });
    form.prepend(panel);
    panel.focus();
  };

  const course = (asked) => {
    for (const one of document.querySelectorAll(asked ? ".question" : "none")) {
      one.dataset.place = asked[one.id.slice(2)] || "";
      if (root.dataset.way === "list") one.hidden = !one.dataset.place;
    }
  };

  document.addEventListener("answered", ({ detail: { fact, status, told } }) => {
    const form = formOf(fact);
    if (status === 200) {
      ever = true;
      course(told.asked);
      document.body.dispatchEvent(new CustomEvent("kept"));
    }
    if (status === 410) late = told.late;
    if (status === 404) gone = state.dataset.gone;
    if (!form) return;
    if (told.seen) form.elements.seen.value = told.seen;
    if (status === 409) clash(form, fact, told);
    else if (status === 200) refuse(form, "");
    else if (status !== 410) refuse(form, told.refused || state.dataset.gone);
  });
  document.addEventListener("standing", ({ detail: { how, count, fact } }) => {
    const words = gone || (how === "saved" ? late || (ever ? state.dataset.saved : "") : state.dataset[how].replace("#", count));
    if (state.textContent === words) return;
    state.dataset.is = words && how;
    state.textContent = words;
    if (gone || !fact || formOf(fact)) return;
    const link = document.createElement("a");
    link.href = home + fact;
    link.textContent = words;
    state.replaceChildren(link);
  });

  root.addEventListener("input", ({ target }) => {
    if (target.matches(".typed")) target.form.elements.unknown.checked = false;
  });
  root.addEventListener("change", ({ target }) => {
    const form = target.closest(".question form");
    if (!form) return;
    if (target.name === "unknown" && target.checked) typedIn(form).value = "";
    if (valueOf(form)) give(form);
  });
  document.addEventListener("visibilitychange", () => {
    const one = document.activeElement;
    if (document.hidden && one.matches(".typed") && one.value) give(one.form);
  });
  root.addEventListener("submit", async (event) => {
    const form = event.target.closest(".question form");
    if (!form) return;
    event.preventDefault();
    const fact = factOf(form);
    if (!valueOf(form)) { refuse(form, root.dataset[typedIn(form) ? "empty" : "nothing"]); return; }
    if (form.elements.seen.value.endsWith(".0") || kept()[fact] || typedIn(form)) {
      await Promise.race([give(form), new Promise((done) => setTimeout(done, 1500))]);
    }
    if (!kept()[fact]?.stuck) root.dispatchEvent(new CustomEvent("onward"));
  });

  const restore = () => {
    for (const [fact, item] of Object.entries(kept())) if (formOf(fact)) fill(formOf(fact), item.value);
  };
  document.addEventListener("questions", () => { restore(); soon(); });
  restore();
  if (matchMedia("(min-width: 64rem)").matches) for (const one of document.querySelectorAll(".fold")) one.open = true;
  document.documentElement.classList.add("scripted");
})();
