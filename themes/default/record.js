// record: what a team has written, and where it is kept: steg.record, never throwing; its rules: steg.rules; and what all
// scripts share: steg.fill clone date today. Calls, events, format and keys: docs/record.md.
//
// Whoever shows an item hands it back as `seen`: put() writes only over what was seen, and otherwise returns `other`, what
// another tab wrote meanwhile. Nothing is cached. A page stays with its team though another tab takes another.
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {}), html = document.documentElement, { dataset } = html;

  // ---- What all scripts share ----

  // Puts texts where data-fill="name" stands, on node or in it.
  steg.fill = (node, values) => {
    for (const place of [node, ...node.querySelectorAll("[data-fill]")]) {
      const name = place.dataset?.fill;
      if (name && Object.hasOwn(values, name)) place.textContent = values[name];
    }
    return node;
  };
  // A copy of a template's first element; null on pages without it.
  steg.clone = (id) => {
    const first = document.getElementById(id)?.content.firstElementChild;
    return first ? document.importNode(first, true) : null;
  };
  steg.today = (day = new Date()) => new Date(day - day.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  // "2026-11-22", or a time → «22. november 2026»; what is no date stays as it is.
  steg.date = (iso) => {
    const day = new Date(iso.length === 10 ? iso + "T12:00" : iso), { lang } = html;
    return isNaN(day) || iso[4] !== "-" ? iso : day.toLocaleDateString(lang === "en" ? "en-GB" : lang || undefined, { dateStyle: "long" });
  };

  // A course in several languages: the one that a part of the page is in ("" in other courses), and whether a question
  // was answered in another, where it reads otherwise and is the same. The switch begins with the course's own.
  const written = () => document.querySelector("[hreflang]:not(link)")?.hreflang;
  steg.tongue = (node) => (written() ? node.closest("[lang]").lang : "");
  steg.foreign = (item, node) => steg.tongue(node) !== "" && (item.lang || written()) !== steg.tongue(node);

  // ---- What an item is ----

  const KINDS = {
    entry: { list: "entries", content: ["value"], beside: ["text", "step"] },
    decision: { list: "decisions", content: ["what", "who", "by", "how", "done"], beside: ["step"] },
    step: { list: "steps", content: ["done", "present"], beside: ["title"] },
  };
  const VERSION = 1, TEAM = /^[0-9a-f]{8,40}$/, kinds = Object.keys(KINDS);
  const plain = (x) => typeof x === "object" && x !== null && !Array.isArray(x);
  const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([n]) => ![...names, "__proto__"].includes(n)));
  const hex = (n, width) => n.toString(16).padStart(width, "0");

  // A deleted decision, an empty one and none are alike.
  const content = (kind, item) => JSON.stringify(KINDS[kind].content.map((name) => (!item?.deleted && item?.[name]) || ""));
  const same = (kind, a, b) => content(kind, a) === content(kind, b);
  const blank = (item) => same(item.kind, item);
  const missing = (item) => !item || (blank(item) && !item.base.length);

  // FNV-1a, 64 bits, of UTF-8; in halves, since a number holds 53.
  function digest(text) {
    let high = 0xcbf29ce4, low = 0x84222325;
    for (const byte of new TextEncoder().encode(text)) {
      low = (low ^ byte) >>> 0;
      const product = low * 0x1b3;
      high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + low * 256) >>> 0;
      low = product >>> 0;
    }
    return hex(high, 8) + hex(low, 8);
  }
  const print = (item) => digest(content(item.kind, item));
  const union = (...prints) => [...new Set(prints.flat())].slice(0, 50); // `base`, the newest first

  // What was read as an item, with all that is known of the right type; undefined when it has another shape.
  function shape(kind, raw) {
    if (!KINDS[kind] || !plain(raw) || typeof raw.key !== "string" || !/^\P{C}{1,400}$/u.test(raw.key)) return undefined;
    const item = { ...without(raw), kind, deleted: raw.deleted === true, fresh: raw.fresh === true };
    for (const name of [...KINDS[kind].content, ...KINDS[kind].beside, "changed", "origin"])
      if (typeof (item[name] ??= "") !== "string") return undefined;
    item.base = union(Array.isArray(raw.base) ? raw.base.filter((p) => /^[0-9a-f]{16}$/.test(p)) : []);
    return item;
  }
  // An item as it stands in a file, and a file's items; `fresh` is for the storage alone.
  const bare = (item) => without(item, "kind", "fresh", item.deleted || "deleted");
  const items = (doc) => kinds.flatMap((kind) => doc[KINDS[kind].list].map((item) => shape(kind, item)));

  steg.rules = { VERSION, KINDS, TEAM, plain, without, same, blank, missing, digest, print, union, shape, bare, items };

  // ---- The storage ----

  const course = { id: dataset.course || "", version: dataset.version || "", title: dataset.courseTitle || "" };
  const at = (...parts) => ["steg", VERSION, course.id, ...parts].map(encodeURIComponent).join("/");
  const ORIGIN = `steg/${VERSION}/origin`, CURRENT = at("current"), listeners = new Set();
  // what the storage would not take: key → {was: what stands there, now}
  const held = new Map();
  let trouble = "";

  // sorts by time
  const id = () => hex(Date.now(), 12) + [...crypto.getRandomValues(new Uint8Array(4))].map((n) => hex(n, 2)).join("");
  const time = () => new Date().toISOString();
  const storage = () => { try { return window.localStorage; } catch { return null; } };
  const stored = (k) => { try { return storage().getItem(k); } catch { return null; } };
  const current = (k) => (held.has(k) ? held.get(k).now : stored(k));

  // The keys of this course that begin so.
  function keys(start = "steg/") {
    const all = new Set(held.keys()), s = storage();
    try { for (let i = 0; i < s.length; i++) all.add(s.key(i)); } catch { /* blocked */ }
    return [...all].filter((k) => k.startsWith(start) && parts(k) && current(k) !== null);
  }
  function parts(k) {
    try {
      const [, version, of, team, kind, key, more] = k.split("/").map(decodeURIComponent);
      return of === course.id && team ? { version: +version, team, kind, key: more === undefined ? key : undefined } : undefined;
    } catch { return undefined; }
  }
  // The item or team that stands at a key; undefined when none does, or it is damaged.
  function item(k, raw = current(k)) {
    try {
      const { team, kind, key } = parts(k), value = JSON.parse(raw);
      if (team === "team") return value.id === kind && TEAM.test(kind) && typeof value.name === "string" ? value : undefined;
      return plain(value) && key ? shape(kind, { ...value, key }) : undefined;
    } catch { return undefined; }
  }
  const readable = (k, raw) => raw === null || k === CURRENT || k === ORIGIN || Boolean(item(k, raw));
  function problems() {
    return keys().flatMap((key) => {
      const newer = parts(key).version > VERSION, raw = current(key);
      return newer || !readable(key, raw) ? [{ what: newer ? "newer" : "damaged", key, raw }] : [];
    });
  }

  function emit(kind, key, from = "here") {
    for (const listener of listeners) try { listener({ kind, key, from }); } catch (error) { console.error(error); }
  }
  function tell(what) {
    if (trouble !== what) trouble = what, emit("state");
  }
  function write(k, now) {
    try {
      if (now === null) storage().removeItem(k), known.delete(k);
      else storage().setItem(k, now), known.set(k, now);
      return true;
    } catch (error) { return tell(/quota/i.test(error.name) ? "full" : "blocked"), false; }
  }
  // What is damaged is put aside before something else is written there.
  const replace = (k, was, now) => (now === null || readable(k, was) || write(`${k}/damaged/${digest(was)}`, was)) && write(k, now);
  // What cannot be written is held until something can, and another tab has not written there.
  function save(k, now) {
    const was = stored(k);
    if (was === now && !held.has(k)) return;
    held.set(k, { was, now });
    for (const [one, wait] of [[k, held.get(k)], ...held])
      if (held.has(one) && stored(one) === wait.was) {
        if (replace(one, wait.was, wait.now)) held.delete(one);
        else if (one !== k) break;
      }
    if (!held.size) tell("");
  }

  // ---- Teams and items ----

  // nothing is stored before somebody writes
  let mine = "", draft = id();
  const teamAt = (which) => item(at("team", which)) || { id: which, name: "", changed: "" };
  const keepTeam = (which, change) => save(at("team", which), JSON.stringify({ ...teamAt(which), changed: time(), ...change }));
  const team = () => {
    if (!mine && TEAM.test(current(CURRENT))) mine = current(CURRENT);
    return mine || draft;
  };
  function establish() {
    mine = team();
    if (!TEAM.test(current(CURRENT))) save(CURRENT, mine);
    if (current(at("team", mine)) === null) keepTeam(mine);
    if (!current(ORIGIN)) save(ORIGIN, id());
    return mine;
  }

  const get = (kind, key, which = team()) => item(at(which, kind, key));
  const keep = (which, thing) => save(at(which, thing.kind, thing.key), JSON.stringify({ ...bare(thing), fresh: thing.fresh || undefined }));
  const all = (kind, which = team()) => keys(at(which, kind, "")).map((k) => item(k)).filter(Boolean).sort((a, b) => (a.key < b.key ? -1 : 1));
  const everything = (which) => kinds.flatMap((kind) => all(kind, which));

  // What `fields` make of `old`. What has been in a file goes into `base`; what is typed over before that does not.
  function change(kind, key, old, fields) {
    const { content: texts, beside } = KINDS[kind], next = { ...old, ...fields, kind, key };
    for (const name of [...texts, ...beside]) next[name] = String(next[name] ?? "");
    next.deleted = "deleted" in fields ? fields.deleted === true : Boolean(old?.deleted) && !texts.some((name) => next[name]);
    if (next.deleted) for (const name of texts) next[name] = "";
    const { base = [], fresh = false, changed = "", origin = "" } = old || {};
    return Object.assign(next, same(kind, old, next) ? { base, fresh, changed, origin }
      : { base: old && !fresh ? union(print(old), base) : base, fresh: true, changed: time(), origin: current(ORIGIN) });
  }

  steg.record = {
    course, id, problems, get, all, keep, keepTeam, teamAt, change, emit,
    // Firefox gives each file of file:// a storage of its own: other pages do not see what is written on this one.
    alone: window.location?.protocol === "file:" && CSS.supports("-moz-appearance", "none"),
    get keeps() { return trouble || (storage() ? "kept" : "blocked"); },
    on(listener) { listeners.add(listener); },

    put(kind, key, fields, seen) {
      const k = at(establish(), kind, key), raw = stored(k), wait = held.get(k);
      const old = item(k, wait?.was === raw ? wait.now : raw), next = change(kind, key, old, fields);
      if (!same(kind, old, seen) && !same(kind, old, next)) return { item: next, other: old || shape(kind, { key }) };
      keep(mine, next);
      emit(kind, key);
      return { item: next };
    },
    fresh: () => everything().filter((one) => one.fresh && !missing(one)),

    get team() { return { id: team(), name: teamAt(team()).name }; },
    teams: () => keys(at("team", "")).map((k) => item(k)).filter(Boolean).map(({ id: which, name, changed }) => {
      const full = everything(which).filter((one) => !blank(one));
      return { id: which, name, items: full.length, changed: full.map((one) => one.changed).sort().pop() || changed };
    }),
    nameTeam(name) { keepTeam(establish(), { name }); emit("team"); },
    addTeam(name) { const which = id(); keepTeam(which, { name }); this.useTeam(which); return which; },
    useTeam(which) { if (item(at("team", which))) save(CURRENT, mine = which), emit("team"); },

    document(which = team()) {
      const { document: rest, course: more, ...own } = teamAt(which), unreadable = problems().filter((p) => p.key.includes(`/${which}`));
      return { ...rest, format: "steg-record", version: VERSION, made: time(), course: { ...more, ...course }, team: own,
        ...Object.fromEntries(kinds.map((kind) => [KINDS[kind].list, all(kind, which).map(bare)])), ...(unreadable[0] && { unreadable }) };
    },
    // What has changed since doc was made has replaced something that is in a file.
    filed(doc) {
      for (const there of items(doc)) {
        const here = get(there.kind, there.key, doc.team.id);
        if (here) keep(doc.team.id, { ...here, ...(same(here.kind, here, there) ? { fresh: false } : { base: union(print(there), here.base) }) });
      }
      emit("state");
    },
    erase({ team: which, all: every }) {
      for (const k of every ? [...keys(), ORIGIN] : keys())
        if (every || k.split("/").includes(which) || (k === CURRENT && current(k) === which)) save(k, null);
      if (every || mine === which) mine = "", draft = id();
      emit("team");
    },
  };

  // ---- Other tabs ----

  // A page that rests hears nothing: it is looked at again on return.
  const scan = () => new Map(keys().map((k) => [k, stored(k)]));
  let known = scan();
  function look() {
    const before = known;
    known = scan();
    const changed = [...new Set([...before.keys(), ...known.keys()])].filter((k) => before.get(k) !== known.get(k)).map(parts).filter(Boolean);
    if (changed.some((of) => /^(team|current)$/.test(of.team))) emit("team", undefined, "elsewhere");
    for (const of of changed) if (of.team === team() && KINDS[of.kind]) emit(of.kind, of.key, "elsewhere");
  }
  team();
  for (const event of ["storage", "focus", "pageshow", "visibilitychange"]) window.addEventListener(event, look, true);
})();
