// Keeps every answer on this device until the server has it, and sends it as soon as it can.
"use strict";
(() => {
  const root = document.querySelector("[data-answering]");
  if (!root) return;
  const { home, key, csrf } = root.dataset;
  const place = `pmo.${key}`;
  const LONGEST_WAIT = 30000, LONGEST_LEAVING = 3000;
  let memory = {}, lasting = true, busy = null, again = false, leaving = false, wait = 1000, timer = 0;

  // The answers that the server does not have yet, by question. Without storage: until the page goes.
  const kept = () => {
    try { return (lasting && JSON.parse(localStorage.getItem(place))) || memory; } catch { return memory; }
  };
  const change = (fact, item) => {
    const all = { ...kept() };
    if (item) all[fact] = item; else delete all[fact];
    memory = all;
    try {
      if (Object.keys(all).length) localStorage.setItem(place, JSON.stringify(all));
      else localStorage.removeItem(place);
      lasting = true;
    } catch { lasting = false; }
  };
  const say = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const stand = () => {
    const all = Object.entries(kept()), stuck = all.find(([, item]) => item.stuck);
    const how = stuck ? "stuck" : !lasting && all.length ? "unkept" : wait > 1000 ? "kept" : "sending";
    say("standing", { how: all.length ? how : "saved", count: all.length, fact: stuck?.[0] });
  };

  // Gives false where the network or the server is away.
  const send = async (fact, item) => {
    const body = new URLSearchParams({ csrf, answer: item.value, seen: item.seen });
    let status, told = {};
    try {
      const reply = await fetch(home + fact, {
        method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(10000),
      });
      status = reply.status;
      if (status >= 500 || status === 429) return false;
      if (status !== 404) told = await reply.json();
    } catch { return false; }
    if (leaving && status === 200) return false;  // the page that comes may not know of it yet
    const now = kept()[fact];
    const same = now && now.value === item.value;  // else it was changed again meanwhile
    if (status === 200 || status === 410) {
      if (same) change(fact); else if (now) change(fact, { ...now, seen: told.seen });
    } else if (status === 409 && item.tried.includes(String(told.now))) {
      change(fact, { ...now, seen: told.seen });  // what stands is our own, given just before
      return true;
    } else if (!same) {
      return true;
    } else {
      change(fact, { ...now, stuck: true });
    }
    say("answered", { fact, status, told });
    return true;
  };

  const run = async () => {
    clearTimeout(timer);
    for (;;) {
      const next = Object.entries(kept()).find(([, item]) => !item.stuck);
      stand();
      if (!next) return;
      if (await send(...next)) { wait = 1000; continue; }
      wait = Math.min(wait * 2, LONGEST_WAIT);
      timer = setTimeout(flush, wait);
      stand();
      return;
    }
  };
  const flush = () => (busy = busy || run().finally(() => {
    busy = null;
    if (again) { again = false; flush(); }
  }));
  const soon = () => { wait = 1000; again = Boolean(busy); return flush(); };

  // An answer was given; seen is the round and revision that its writer had before them.
  const put = (fact, value, seen) => {
    const old = kept()[fact];
    if (!old || old.value !== value || old.stuck) {
      const tried = old ? [...old.tried, old.value].slice(-9) : [];
      change(fact, { value, tried, seen: old && !old.stuck ? old.seen : seen });
    }
    return flush();
  };

  for (const [fact, item] of Object.entries(kept())) change(fact, { ...item, stuck: false });
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => { leaving = false; soon(); }, LONGEST_LEAVING);  // what was asked for was no page
  });
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  window.answers = { kept, put, soon, drop: (fact) => { change(fact); stand(); } };
  addEventListener("load", flush);
})();
