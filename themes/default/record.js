// record: what a team has written, and where it is kept. No other script knows the storage (docs/record.md).
//
//   steg.record               the record of this course in this browser; it never throws, whatever the storage does
//   steg.rules                what an item is, without a browser; merge.js adds what is needed to read files
//   steg.fill clone date today   what all scripts share
//
// An item is {kind, key, …content, …beside, changed, origin, base, fresh, …unknown}; content is text, `present` too.
// Whoever shows an item hands it back as `seen`: put() writes only over what was seen, and otherwise returns `other`,
// what another tab has written meanwhile. Nothing is cached. A page stays with its team though another tab changes.
// Listeners hear {kind, key, from} of one item, {kind: "team"} when everything is to be read again, and
// {kind: "state"} when `keeps` or fresh() may be different; `from` is "here" or "elsewhere".
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {});

  // ---- What an item is -------------------------------------------------------------------------

  const VERSION = 1, KINDS = {
    __proto__: null,
    entry: { list: "entries", content: ["value"], beside: ["text", "step"] },
    decision: { list: "decisions", content: ["what", "who", "by", "how", "done"], beside: ["step"] },
    step: { list: "steps", content: ["done", "present"], beside: ["title"] },
  };
  const kinds = Object.keys(KINDS), TEAM = /^[0-9a-f]{8,40}$/;
  const plain = (x) => typeof x === "object" && x !== null && !Array.isArray(x);
  const without = (object, ...names) =>
    Object.fromEntries(Object.entries(object).filter(([n]) => n !== "__proto__" && !names.includes(n)));
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
      high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + ((low << 8) >>> 0)) >>> 0;
      low = product >>> 0;
    }
    return hex(high, 8) + hex(low, 8);
  }
  const print = (item) => digest(content(item.kind, item));
  // `base`: prints of what an item has replaced, the newest first.
  const union = (...lists) => [...new Set(lists.flat())].slice(0, 50);

  // What was read as an item, all that is known of the right type; undefined when it has another shape.
  function shape(kind, raw) {
    if (!KINDS[kind] || !plain(raw) || typeof raw.key !== "string" || !/^\P{C}{1,400}$/u.test(raw.key)) return undefined;
    const item = { ...without(raw), kind, deleted: raw.deleted === true, fresh: raw.fresh === true };
    for (const name of [...KINDS[kind].content, ...KINDS[kind].beside, "changed", "origin"]) {
      item[name] ??= "";
      if (typeof item[name] !== "string") return undefined;
    }
    item.base = union(Array.isArray(raw.base) ? raw.base.filter((d) => /^[0-9a-f]{16}$/.test(d)) : []);
    return item;
  }
  // An item as it stands in a file, and back; `fresh` is for the storage alone.
  const bare = (item) => without(item, "kind", "fresh", item.deleted || "deleted");
  const items = (doc) => kinds.flatMap((kind) => doc[KINDS[kind].list].map((item) => shape(kind, item)));

  steg.rules = { VERSION, KINDS, TEAM, plain, without, same, blank, missing, digest, print, union, shape, bare, items };

  // ---- What all scripts share ------------------------------------------------------------------

  // Puts texts into the elements of node that have data-fill="name"; returns node.
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
  steg.today = (day = new Date()) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  // "2026-11-22", or a time → «22. november 2026»; what is no date stays as it is.
  steg.date = (iso) => {
    const day = new Date(iso.length === 10 ? iso + "T12:00" : iso), { lang } = document.documentElement;
    return isNaN(day) || iso[4] !== "-" ? iso : day.toLocaleDateString(lang === "en" ? "en-GB" : lang || undefined, { dateStyle: "long" });
  };

  // ---- The storage -----------------------------------------------------------------------------

  const html = document.documentElement.dataset, listeners = new Set();
  const course = { id: html.course || "", version: html.version || "", title: html.courseTitle || "" };
  const at = (...parts) => ["steg", VERSION, course.id, ...parts].map(encodeURIComponent).join("/");
  const ORIGIN = `steg/${VERSION}/origin`, CURRENT = at("current");
  const held = new Map(); // what the storage would not take: its key → {was: what stands there instead, now}
  let trouble = "";

  const id = () => hex(Date.now(), 12) + [...crypto.getRandomValues(new Uint8Array(4))].map((n) => hex(n, 2)).join(""); // sorts by time
  const time = () => new Date().toISOString();
  const storage = () => { try { return window.localStorage; } catch { return null; } };
  const stored = (k) => { try { return storage().getItem(k); } catch { return null; } };
  const current = (k) => (held.has(k) ? held.get(k).now : stored(k));

  // The keys of this course, of any version.
  function keys() {
    const all = new Set(held.keys()), s = storage();
    try { for (let i = 0; i < s.length; i++) all.add(s.key(i)); } catch { /* blocked */ }
    return [...all].filter((k) => parts(k) && current(k) !== null);
  }
  function parts(k) {
    try {
      const [steg_, version, of, team, kind, key, more] = k.split("/").map(decodeURIComponent);
      return steg_ === "steg" && of === course.id && team ? { version: +version, team, kind, key: more === undefined ? key : undefined } : undefined;
    } catch { return undefined; }
  }
  // The item or team that is written at a key; undefined when there is none, or it is damaged.
  function parse(k, raw) {
    try {
      const { team, kind, key } = parts(k), value = JSON.parse(raw);
      if (team === "team") return value.id === kind && TEAM.test(kind) && typeof value.name === "string" ? value : undefined;
      return plain(value) && key ? shape(kind, { ...value, key }) : undefined;
    } catch { return undefined; }
  }
  const item = (k) => parse(k, current(k)) || undefined;
  const readable = (k, raw) => raw === null || k === CURRENT || k === ORIGIN || Boolean(parse(k, raw));

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
  // Damaged text is put aside first, and stays.
  const replace = (k, was, now) => (now === null || readable(k, was) || write(`${k}/damaged/${digest(was)}`, was)) && write(k, now);
  // What cannot be written is held until something can.
  function save(k, now) {
    const was = stored(k);
    if (was === now && !held.has(k)) return;
    if (replace(k, was, now)) held.delete(k); else held.set(k, { was, now });
    for (const [other, wait] of held) {
      if (other === k || stored(other) !== wait.was) continue;
      if (!replace(other, wait.was, wait.now)) break;
      held.delete(other);
    }
    if (!held.size) tell("");
  }

  // ---- Teams and items -------------------------------------------------------------------------

  let mine = "", draft = id(); // nothing is stored before somebody writes
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
    return mine;
  }
  function origin() {
    if (!current(ORIGIN)) save(ORIGIN, id());
    return current(ORIGIN);
  }

  const get = (kind, key, which = team()) => item(at(which, kind, key));
  const keep = (which, thing) => save(at(which, thing.kind, thing.key), JSON.stringify({ ...bare(thing), fresh: thing.fresh || undefined }));
  const all = (kind, which = team()) => keys().filter((k) => k.startsWith(at(which, kind, ""))).map(item).filter(Boolean)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const everything = (which) => kinds.flatMap((kind) => all(kind, which));

  // What `fields` make of `old`. What has been in a file goes into `base`; what is typed over before that does not.
  function change(kind, key, old, fields) {
    const next = { ...old, ...fields, kind, key, base: old?.base || [], fresh: old?.fresh || false };
    for (const name of [...KINDS[kind].content, ...KINDS[kind].beside]) next[name] = String(next[name] ?? "");
    next.deleted = "deleted" in fields ? fields.deleted === true : Boolean(old?.deleted) && blank({ ...next, deleted: false });
    if (next.deleted) for (const name of KINDS[kind].content) next[name] = "";
    if (same(kind, old, next)) return { ...next, changed: old?.changed || time(), origin: old?.origin || origin() };
    return { ...next, base: old && !old.fresh ? union(print(old), old.base) : next.base, fresh: true, changed: time(), origin: origin() };
  }

  const problems = () => keys().flatMap((key) => {
    const newer = parts(key).version > VERSION, raw = current(key);
    return newer || !readable(key, raw) ? [{ what: newer ? "newer" : "damaged", key, raw }] : [];
  });

  steg.record = {
    course, id, problems, get, all, keep, keepTeam, teamAt, change, emit,
    get keeps() { return trouble || (storage() ? "kept" : "blocked"); },
    on(listener) { listeners.add(listener); },

    put(kind, key, fields, seen) {
      const k = at(establish(), kind, key), raw = stored(k), wait = held.get(k);
      const old = parse(k, wait?.was === raw ? wait.now : raw) || undefined, next = change(kind, key, old, fields);
      if (!same(kind, old, seen) && !same(kind, old, next)) return { item: next, other: old || shape(kind, { key }) };
      keep(mine, next);
      emit(kind, key);
      return { item: next };
    },
    fresh: () => everything().filter((i) => i.fresh && !missing(i)),

    get team() { return { id: team(), name: teamAt(team()).name }; },
    teams: () => keys().filter((k) => parts(k).team === "team").map(item).filter(Boolean).map(({ id: which, name, changed }) => {
      const full = everything(which).filter((i) => !blank(i));
      return { id: which, name, items: full.length, changed: full.map((i) => i.changed).sort().pop() || changed };
    }),
    nameTeam(name) { keepTeam(establish(), { name }); emit("team"); },
    addTeam(name) { const which = id(); keepTeam(which, { name }); this.useTeam(which); return which; },
    useTeam(which) { if (item(at("team", which))) save(CURRENT, mine = which), emit("team"); },

    document(which = team()) {
      const { document: rest, course: more, ...known } = teamAt(which), doc = { ...rest, format: "steg-record", version: VERSION,
        made: time(), course: { ...more, ...course }, team: known };
      for (const kind of kinds) doc[KINDS[kind].list] = all(kind, which).map(bare);
      const unreadable = problems().filter((p) => p.key.includes(`/${which}`));
      return unreadable.length ? { ...doc, unreadable } : doc;
    },
    // What has changed since doc was made has replaced something that is in a file.
    filed(doc) {
      for (const there of items(doc)) {
        const here = get(there.kind, there.key, doc.team.id);
        if (here) keep(doc.team.id, same(here.kind, here, there) ? { ...here, fresh: false } : { ...here, base: union(print(there), here.base) });
      }
      emit("state");
    },
    erase({ team: which, all: every }) {
      for (const k of every ? [...keys(), ORIGIN] : keys()) {
        const of = parts(k);
        if (every || of.team === which || of.kind === which || (k === CURRENT && current(k) === which)) save(k, null);
      }
      if (every || mine === which) mine = "", draft = id();
      emit("team");
    },
  };

  // ---- Other tabs ------------------------------------------------------------------------------

  // A page that rests hears nothing, and not every browser tells pages of file://: looked at again on return.
  const scan = () => new Map(keys().map((k) => [k, stored(k)]));
  let known = scan();
  function look() {
    const before = known;
    known = scan();
    const changed = [...new Set([...before.keys(), ...known.keys()])].filter((k) => before.get(k) !== known.get(k)).map(parts).filter(Boolean);
    if (changed.some((of) => of.team === "team" || of.team === "current")) emit("team", undefined, "elsewhere");
    for (const of of changed) if (of.team === team() && KINDS[of.kind]) emit(of.kind, of.key, "elsewhere");
  }
  team();
  for (const event of ["storage", "focus", "pageshow"]) window.addEventListener(event, look);
  document.addEventListener("visibilitychange", look);
})();
