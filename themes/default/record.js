// record: what a team has written, its format and its storage. No other script knows either (docs/record.md).
//
//   steg.record             the record of this course in this browser; never throws, whatever the storage does
//   steg.merge              the rules alone, without a browser: digest, same, blank, descends, mergeItem, readDocument, items
//   steg.fill, clone, date, today   what all scripts share
//
// An item is {kind, key, …content, …beside, changed, origin, base, fresh?, …unknown}; all content is text, `present`
// too. A caller keeps the item that it shows and hands it back as `seen`: put() writes only over what was seen, and
// otherwise returns `other`, what another tab has written. Nothing is cached: get() and put() read the storage.
// A page stays with its team though another tab takes another. Listeners hear {kind, key, from} of single items of
// this team, {kind: "team"} when all may be different (read everything again) and {kind: "state"} about `keeps`, fresh().
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {});

  // ---- The rules -----------------------------------------------------------------------------

  const FORMAT = "steg-record", VERSION = 1;
  const KINDS = {
    __proto__: null,
    entry: { list: "entries", content: ["value"], beside: ["text", "step"] },
    decision: { list: "decisions", content: ["what", "who", "by", "how", "done"], beside: ["step"] },
    step: { list: "steps", content: ["done", "present"], beside: ["title"] },
  };
  const MOST = { base: 50, file: 1e7, items: 20000, text: 1e6 }; // the last three in characters, items, characters
  const TEAM = /^[0-9a-f]{8,40}$/, KEY = /^[^\p{C}]{1,400}$/u, DIGEST = /^[0-9a-f]{16}$/;

  const plain = (x) => typeof x === "object" && x !== null && !Array.isArray(x);
  const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([n]) => !names.includes(n) && n !== "__proto__"));
  const union = (...lists) => [...new Set(lists.flat())].slice(0, MOST.base);

  // The content as text. A deleted decision, an empty one and none at all are alike.
  const content = (kind, item) => JSON.stringify(KINDS[kind].content.map((name) => (item && !item.deleted && item[name]) || ""));
  const same = (kind, a, b) => content(kind, a) === content(kind, b);
  const blank = (item) => same(item.kind, item);

  // FNV-1a, 64 bits, of the content in UTF-8; multiplied in halves, since a number holds 53 bits.
  function digest(item) {
    let high = 0xcbf29ce4, low = 0x84222325;
    for (const byte of new TextEncoder().encode(content(item.kind, item))) {
      low = (low ^ byte) >>> 0;
      const product = low * 0x1b3;
      high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + ((low << 8) >>> 0)) >>> 0;
      low = product >>> 0;
    }
    return [high, low].map((n) => n.toString(16).padStart(8, "0")).join("");
  }

  const descends = (item, from) => item.base.includes(digest(from));
  const missing = (item) => !item || (blank(item) && !item.base.length);

  // What becomes of an item `here` when a file has `there`: {way, item}; way = "added", "updated", "kept", "same" or
  // "conflict" (without item). Unknown fields of both are kept; what a file has is no longer fresh.
  function mergeItem(here, there) {
    if (missing(there)) return { way: "kept", item: here || there };
    if (missing(here)) return { way: "added", item: { ...here, ...there, fresh: false } };
    const equal = same(here.kind, here, there), newer = descends(there, here), older = descends(here, there);
    const mine = { ...there, ...here, base: union(here.base, there.base) };
    if (equal) return { way: "same", item: { ...mine, deleted: here.deleted || there.deleted, fresh: false } };
    if (newer && !older) return { way: "updated", item: { ...here, ...there, base: union(there.base, here.base), fresh: false } };
    if (older && !newer) return { way: "kept", item: mine };
    return { way: "conflict" };
  }

  // The item in what was read, with all that is known of the right type; nothing when it has another shape.
  function shape(kind, raw) {
    const known = KINDS[kind];
    if (!known || !plain(raw) || typeof raw.key !== "string" || !KEY.test(raw.key)) return undefined;
    const item = { ...without(raw), kind };
    for (const name of [...known.content, ...known.beside, "changed", "origin"]) {
      item[name] ??= "";
      if (typeof item[name] !== "string" || item[name].length > MOST.text) return undefined;
    }
    item.deleted = raw.deleted === true;
    item.fresh = raw.fresh === true;
    item.base = union(Array.isArray(raw.base) ? raw.base.filter((d) => DIGEST.test(d)) : []);
    return item;
  }

  // As it stands in a file; `fresh` is for the storage alone.
  const filed = (item) => without(item, "kind", "fresh", ...(item.deleted ? [] : ["deleted"]));
  const items = (doc) => Object.keys(KINDS).flatMap((kind) => doc[KINDS[kind].list].map((item) => shape(kind, item)));

  // A file's text → {doc, problem, left, course}. Without doc nothing could be read; with doc and a problem, what is in
  // `left` ({list, index, key}) was left out ("damaged"), or the file is of another course ("other-course").
  function readDocument(text, course) {
    const bad = (problem) => ({ problem, left: [] });
    if (text.length > MOST.file) return bad("too-large");
    let raw;
    try { raw = JSON.parse(text.replace(/^\uFEFF/, "")); } catch { return bad("not-json"); }
    if (!plain(raw) || raw.format !== FORMAT) return bad("not-record");
    if (raw.version > VERSION) return bad("newer");
    if (!plain(raw.course) || typeof raw.course.id !== "string" || !plain(raw.team) || !TEAM.test(raw.team.id)) return bad("damaged");
    const doc = { ...without(raw), team: { ...without(raw.team), name: String(raw.team.name ?? "") } }, left = [];
    let count = 0;
    for (const kind of Object.keys(KINDS)) {
      const { list } = KINDS[kind], keys = new Set(), found = raw[list] ?? [];
      if (!Array.isArray(found)) return bad("damaged");
      if ((count += found.length) > MOST.items) return bad("too-large");
      doc[list] = found.flatMap((part, index) => {
        const item = shape(kind, part);
        if (item && !keys.has(item.key)) return keys.add(item.key), [filed(item)];
        return left.push({ list, index, key: String(part?.key ?? "") }), [];
      });
    }
    const other = course !== undefined && raw.course.id !== course;
    return { doc, left, course: raw.course.id, problem: left.length ? "damaged" : other ? "other-course" : undefined };
  }

  steg.merge = { KINDS, MOST, digest, same, blank, descends, mergeItem, readDocument, items };

  // ---- What all scripts share ----------------------------------------------------------------

  // Puts texts into the elements with data-fill="name" in node; returns node.
  steg.fill = (node, values) => {
    for (const place of [node, ...node.querySelectorAll("[data-fill]")]) {
      const name = place.getAttribute?.("data-fill");
      if (name && Object.hasOwn(values, name)) place.textContent = values[name];
    }
    return node;
  };
  // A copy of the first element in a template; null on pages without it.
  steg.clone = (id) => {
    const first = document.getElementById(id)?.content?.firstElementChild;
    return first ? document.importNode(first, true) : null;
  };
  const two = (n) => String(n).padStart(2, "0");
  steg.today = (day = new Date()) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  // "2026-11-22" or a time → «22. november 2026»; what is no date stays as it is.
  steg.date = (iso) => {
    const day = new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T12:00` : iso), { lang } = document.documentElement;
    return isNaN(day) ? iso : day.toLocaleDateString(lang === "en" ? "en-GB" : lang || "nb", { dateStyle: "long" });
  };

  // ---- The storage ---------------------------------------------------------------------------

  const html = document.documentElement.dataset;
  const course = { id: html.course || "", version: html.version || "", title: html.courseTitle || "" };
  const at = (...parts) => ["steg", VERSION, course.id, ...parts].map(encodeURIComponent).join("/");
  const held = new Map(); // what the storage would not take: key → {was: what it holds instead, now}
  const listeners = new Set();
  let trouble = "";

  const id = () => Date.now().toString(16).padStart(12, "0") // sorts by time
    + [...crypto.getRandomValues(new Uint8Array(4))].map((n) => n.toString(16).padStart(2, "0")).join("");

  const storage = () => { try { return window.localStorage; } catch { return null; } };
  const stored = (k) => { try { return storage().getItem(k); } catch { return null; } };
  const current = (k) => (held.has(k) ? held.get(k).now : stored(k));

  function keys() {
    const all = new Set(held.keys());
    try { for (let i = 0, s = storage(); i < s.length; i++) all.add(s.key(i)); } catch { /* blocked */ }
    return [...all].filter((k) => current(k) !== null);
  }

  // A key's parts: {version, team, kind, key}, nothing when it is not of this course. "team" and "current" are no teams.
  function parts(k) {
    try {
      const [steg_, version, of, team, kind, key, more] = k.split("/").map(decodeURIComponent);
      return steg_ === "steg" && of === course.id ? { version: +version, team, kind, key: more === undefined ? key : undefined } : undefined;
    } catch { return undefined; }
  }

  function parse(k, raw) {
    if (raw === null) return undefined;
    try {
      const { team, kind, key } = parts(k), value = JSON.parse(raw);
      if (team === "team") return plain(value) && TEAM.test(value.id) && value.id === kind && !key ? value : undefined;
      return key === undefined ? undefined : shape(kind, { ...value, key });
    } catch { return undefined; }
  }
  const readable = (k, raw) => raw === null || k === at("current") || parse(k, raw) !== undefined;

  function emit(event) {
    for (const listener of [...listeners]) {
      try { listener(event); } catch (error) { console.error(error); }
    }
  }

  function write(k, now) {
    try {
      if (now === null) storage().removeItem(k); else storage().setItem(k, now);
      if (now === null) known.delete(k); else known.set(k, now);
      return true;
    } catch (error) {
      tell(/quota/i.test(error.name) ? "full" : "blocked");
      return false;
    }
  }

  function tell(what) {
    if (trouble === what) return;
    trouble = what;
    emit({ kind: "state", from: "here" });
  }

  // Damaged text is put aside first, and stays; what cannot be written is held until something can.
  function save(k, now) {
    const was = stored(k);
    if (was === now && !held.has(k)) return;
    if ((now === null || readable(k, was) || write(`${k}/damaged/${id()}`, was)) && write(k, now)) held.delete(k);
    else held.set(k, { was, now });
    for (const [other, { was: then, now: text }] of held) {
      if (other !== k && stored(other) === then && readable(other, then)) {
        if (!write(other, text)) break;
        held.delete(other);
      }
    }
    if (!held.size) tell("");
  }

  // ---- Teams ---------------------------------------------------------------------------------

  let mine = "", draft = id(); // nothing is stored before somebody writes
  const teamOf = (which) => parse(at("team", which), current(at("team", which))) || { id: which, name: "", changed: "" };
  const team = () => {
    const last = current(at("current"));
    if (!mine && TEAM.test(last)) mine = last;
    return mine || draft;
  };
  const now = () => new Date().toISOString();
  const origin = () => {
    const k = `steg/${VERSION}/origin`;
    if (!current(k)) save(k, id());
    return current(k);
  };
  function establish() {
    mine = team();
    if (current(at("current")) === null) save(at("current"), mine);
    if (current(at("team", mine)) === null) saveTeam({ id: mine });
    return mine;
  }
  const saveTeam = (change) => save(at("team", change.id), JSON.stringify({ ...teamOf(change.id), changed: now(), ...change }));

  const item = (k) => parse(k, current(k));
  const saveItem = (which, thing) => save(at(which, thing.kind, thing.key),
    JSON.stringify({ ...filed(thing), ...(thing.fresh ? { fresh: true } : {}) }));
  const itemsOf = (which, kind) => keys().filter((k) => k.startsWith(at(which, kind, ""))).map(item).filter(Boolean)
    .sort((a, b) => (a.key < b.key ? -1 : 1));

  // The item that `fields` makes of `old`; known content is text, a deleted decision has none.
  function changed(kind, key, old, fields) {
    const next = { ...old, ...fields, kind, key, base: old?.base || [], changed: now(), origin: origin() };
    next.deleted = "deleted" in fields ? fields.deleted === true : Boolean(old?.deleted) && blank({ ...next, deleted: false });
    for (const name of KINDS[kind].content) next[name] = next.deleted ? "" : String(next[name] ?? "");
    for (const name of KINDS[kind].beside) next[name] = String(next[name] ?? "");
    next.fresh = Boolean(old?.fresh);
    if (!same(kind, old, next)) {
      if (old && !old.fresh) next.base = union([digest(old)], old.base);
      next.fresh = true;
    }
    return next;
  }

  function problems() {
    return keys().flatMap((k) => {
      const of = parts(k), raw = current(k);
      if (!of || (of.version === VERSION && readable(k, raw))) return [];
      return [{ what: of.version > VERSION ? "newer" : "damaged", key: k, raw }];
    });
  }

  steg.record = {
    course,
    id,
    get keeps() { return trouble || (storage() ? "kept" : "blocked"); },
    on(listener) { listeners.add(listener); },
    problems,

    get(kind, key) { return item(at(team(), kind, key)); },
    all(kind) { return itemsOf(team(), kind); },
    fresh() { return Object.keys(KINDS).flatMap((kind) => itemsOf(team(), kind)).filter((i) => i.fresh && !missing(i)); },

    put(kind, key, fields, seen) {
      const which = establish(), k = at(which, kind, key), waiting = held.get(k), raw = stored(k);
      const old = parse(k, waiting && waiting.was === raw ? waiting.now : raw);
      const next = changed(kind, key, old, fields);
      if (!same(kind, old, seen) && !same(kind, old, next)) return { item: next, other: old || shape(kind, { key }) };
      saveItem(which, next);
      emit({ kind, key, from: "here" });
      return { item: next };
    },

    get team() { const { id: which, name } = teamOf(team()); return { id: which, name }; },
    teams() {
      return keys().filter((k) => parts(k)?.team === "team").map((k) => parse(k, current(k))).filter(Boolean).map((t) => {
        const all = Object.keys(KINDS).flatMap((kind) => itemsOf(t.id, kind)).filter((i) => !blank(i));
        return { id: t.id, name: t.name || "", items: all.length, changed: all.map((i) => i.changed).sort().pop() || t.changed };
      });
    },
    nameTeam(name) { saveTeam({ id: establish(), name }); emit({ kind: "team", from: "here" }); },
    addTeam(name) { const which = id(); saveTeam({ id: which, name }); this.useTeam(which); return which; },
    useTeam(which) { mine = which; save(at("current"), which); emit({ kind: "team", from: "here" }); },

    document(which = team()) {
      const t = teamOf(which), unreadable = problems().filter((p) => p.key.includes(`/${which}`));
      const doc = { ...t.document, format: FORMAT, version: VERSION, made: now(), course: { ...t.course, ...course }, team: without(t, "document", "course") };
      for (const kind of Object.keys(KINDS)) doc[KINDS[kind].list] = itemsOf(which, kind).map(filed);
      if (unreadable.length || doc.unreadable) doc.unreadable = [...(doc.unreadable || []), ...unreadable];
      return doc;
    },
    filed(doc) {
      for (const there of items(doc)) {
        const here = item(at(doc.team.id, there.kind, there.key));
        if (here && same(here.kind, here, there)) saveItem(doc.team.id, { ...here, fresh: false });
        else if (here) saveItem(doc.team.id, { ...here, base: union([digest(there)], here.base) });
      }
      emit({ kind: "state", from: "here" });
    },

    read(text) { return readDocument(text, course.id); },
    merge(doc, { as = doc.team.id } = {}) {
      const which = TEAM.test(as) ? as : id(), t = teamOf(which);
      const out = { team: which, added: 0, updated: 0, kept: 0, same: 0, conflicts: [] };
      saveTeam({ ...without(doc.team), ...t, id: which, name: t.name || doc.team.name,
        document: { ...without(doc, "format", "version", "made", "course", "team", ...Object.values(KINDS).map((kind) => kind.list)), ...t.document },
        course: { ...without(doc.course, "id", "version", "title"), ...t.course } });
      for (const there of items(doc)) {
        const { kind, key } = there, here = item(at(which, kind, key)), { way, item: next } = mergeItem(here, there);
        if (way === "conflict") out.conflicts.push({ team: which, kind, key, here, there });
        else { out[way]++; saveItem(which, next); }
      }
      if (current(at("current")) === null) this.useTeam(which);
      else emit({ kind: "team", from: "here" });
      return out;
    },
    settle({ team: which, kind, key, here, there }, fields) {
      const k = at(which, kind, key), old = item(k), next = changed(kind, key, { ...there, ...old }, fields);
      if (!same(kind, old, here)) return { item: next, other: old || shape(kind, { key }) };
      saveItem(which, { ...next, base: union([digest(here), digest(there)], here.base, there.base), fresh: true });
      emit({ kind, key, from: "here" });
      return { item: item(k) };
    },

    erase({ team: which, all }) {
      for (const k of keys()) {
        const of = parts(k);
        if (of && (all || of.team === which || (of.team === "team" && of.kind === which) || current(k) === which)) save(k, null);
      }
      if (all && keys().every((k) => k === `steg/${VERSION}/origin` || !k.startsWith("steg/"))) save(`steg/${VERSION}/origin`, null);
      if (all || mine === which) { mine = ""; draft = id(); }
      emit({ kind: "team", from: "here" });
    },
  };

  // ---- Other tabs ----------------------------------------------------------------------------

  // Not all browsers send `storage` between pages of file://, and none to a page that rests: looked at again on return.
  const scan = () => new Map(keys().filter(parts).map((k) => [k, stored(k)]));
  let known = new Map();
  function look() {
    const before = known;
    known = scan();
    for (const k of new Set([...before.keys(), ...known.keys()])) {
      if (before.get(k) === known.get(k)) continue;
      const of = parts(k);
      if (of.team === "team" || of.team === "current") emit({ kind: "team", from: "elsewhere" });
      else if (of.team === team() && KINDS[of.kind]) emit({ kind: of.kind, key: of.key, from: "elsewhere" });
    }
  }
  known = scan();
  for (const event of ["storage", "focus", "pageshow"]) window.addEventListener(event, look);
  document.addEventListener("visibilitychange", look);
})();
