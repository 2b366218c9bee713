// One question after the other without a new page, so that losing the network stops nobody.
"use strict";
(() => {
  const root = document.querySelector("[data-way=one]");
  if (!root || !window.answers) return;
  const { home, all, review } = root.dataset;
  const heading = document.getElementById("place");
  const actions = root.querySelector(".question .actions");
  let current = root.querySelector(".question"), leaving = "";

  const fact = (one) => one.id.slice(2);
  const asked = () => [...root.querySelectorAll(".question")].filter((one) => one.dataset.place || one === current);
  const beside = (by) => { const those = asked(); return those[those.indexOf(current) + by]; };
  const there = (address) => document.getElementById(`q-${address.slice(home.length)}`);
  const leave = (address) => {
    if (Object.values(window.answers.kept()).some((item) => !item.stuck)) leaving = address;
    else location.assign(address);
  };

  const show = (one) => {
    current.hidden = true;
    current = one;
    one.hidden = false;
    one.querySelector("button[name=from]")?.remove();
    one.querySelector("form").append(actions);
    heading.querySelector(".section").textContent = one.dataset.under;
    heading.querySelector(".number").textContent = one.dataset.place;
    document.title = document.title.replace(/^.*?(?= · )/u, one.querySelector("legend").textContent.trim());
    const [back, skip] = [beside(-1), beside(1)];
    const links = actions.querySelectorAll("a");
    links[0].href = skip ? home + fact(skip) : review;
    links[1].hidden = !back;
    if (back) links[1].href = home + fact(back);
    scrollTo(0, 0);
    heading.focus();
  };
  const go = (one) => { show(one); history.pushState(null, "", home + fact(one)); };

  root.addEventListener("onward", () => {
    const next = beside(1);
    if (next) go(next);
    else if (root.dataset.ready) leave(review);
    else leave(actions.querySelector("a").href);
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".actions a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const one = there(new URL(link.href).pathname);
    event.preventDefault();
    if (one) go(one); else leave(link.href);
  });
  addEventListener("popstate", () => { const one = there(location.pathname); if (one) show(one); });
  document.body.addEventListener("kept", () => {
    if (leaving && !Object.values(window.answers.kept()).some((item) => !item.stuck)) location.assign(leaving);
  });

  fetch(all, { headers: { "X-Part": "questions" } }).then((reply) => (reply.ok ? reply.text() : Promise.reject())).then((text) => {
    const found = new DOMParser().parseFromString(text, "text/html").querySelectorAll(".question");
    const own = current;
    own.dataset.under = own.parentNode.dataset.section;
    let before = true;
    for (const one of found) {
      if (one.id === own.id) { before = false; own.dataset.place = one.dataset.place; continue; }
      one.hidden = true;
      one.dataset.under = one.parentNode.dataset.section;
      document.adoptNode(one);
      if (before) own.before(one); else own.parentNode.append(one);
    }
    root.dataset.ready = "yes";
    document.dispatchEvent(new CustomEvent("questions"));
  }).catch(() => {});
})();
