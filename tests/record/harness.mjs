// harness: the scripts of the record in node: machines with a storage, their tabs, and sentences that hold or not.
//
//     const m = machine();                  m.map is its storage; m.room, how many characters it takes; m.mode
//     const { record } = tab(m);            steg of a page that has just been opened; the page hears `storage` when another
//                                           tab of the machine writes, unless m.deaf
//     tab(m).fire("focus")                  what a browser tells a page
//     sentence("An answer …", () => { is(what, expected); });
//
// m.mode: "" as usual · "forbidden" (asking for it throws) · "none" (null) · "broken" (every call throws)

import { readFileSync } from "node:fs";
import vm from "node:vm";

const theme = new URL("../../themes/default/", import.meta.url);
const scripts = ["record.js", "merge.js"].map((name) => new vm.Script(readFileSync(new URL(name, theme), "utf8"), { filename: name }));

export const machine = (options = {}) => ({ map: new Map(), tabs: [], room: Infinity, mode: "", deaf: false, writes: 0, ...options });

function storageOf(m, self) {
  const check = () => { if (m.mode === "broken") throw Object.assign(new Error("corrupted"), { name: "NS_ERROR_FILE_CORRUPTED" }); };
  const tell = () => { if (!m.deaf) for (const other of m.tabs) if (other !== self) other.fire("storage"); };
  const size = () => [...m.map].reduce((n, [k, v]) => n + k.length + v.length, 0);
  return {
    get length() { check(); return m.map.size; },
    key(i) { check(); return [...m.map.keys()][i] ?? null; },
    getItem(k) { check(); return m.map.get(k) ?? null; },
    setItem(k, v) {
      check();
      if (m.room < Infinity && size() - (m.map.has(k) ? k.length + m.map.get(k).length : 0) + k.length + v.length > m.room) throw new DOMException("full", "QuotaExceededError");
      m.map.set(k, v);
      m.writes++;
      tell();
    },
    removeItem(k) { check(); m.map.delete(k); tell(); },
  };
}

export function tab(m, { course = "kurs", version = "1.0", lang = "nb", scripts: wanted = scripts, protocol = "http:", engine = "chromium" } = {}) {
  const handlers = new Map(), self = { heard: [], machine: m };
  const addEventListener = (event, handler) => handlers.set(event, handler);
  self.fire = (event) => handlers.get(event)?.({ type: event });
  const storage = storageOf(m, self);
  const window = {
    TextEncoder, crypto, console, addEventListener,
    get localStorage() {
      if (m.mode === "forbidden") throw new DOMException("no", "SecurityError");
      return m.mode === "none" ? null : storage;
    },
    document: { documentElement: { lang, dataset: { course, version, courseTitle: "Kurset" } }, addEventListener, getElementById: () => null, importNode: (x) => x },
  };
  Object.assign(window, { window, location: { protocol }, CSS: { supports: () => engine === "firefox" } });
  vm.createContext(window);
  for (const script of wanted) script.runInContext(window);
  m.tabs.push(self);
  Object.assign(self, window.steg, { steg: window.steg, window });
  self.record?.on((event) => self.heard.push([event.kind, event.key, event.from].filter(Boolean).join(" ")));
  return self;
}
export const only = (...names) => scripts.filter((s, i) => names.includes(["record.js", "merge.js"][i]));

// ---- Sentences -------------------------------------------------------------------------------

let passed = 0, failed = 0;
const ordered = (v) => Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
const plain = (x) => JSON.stringify(x, (k, v) => (v === undefined ? "undefined" : v && typeof v === "object" && !Array.isArray(v) ? ordered(v) : v));

// Whether the two are the same, whatever the order of fields; with one argument, whether it is true.
export function is(found, ...rest) {
  const [expected, about = ""] = rest.length ? rest : [true];
  if (plain(found) !== plain(expected)) throw new Error(`${about}\n#   found     ${plain(found)}\n#   expected  ${plain(expected)}`);
}
export function sentence(text, holds) {
  try {
    holds();
    passed++;
    console.log(`ok ${text}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${text}\n# ${error.message.startsWith("\n#") ? error.message.slice(3) : error.stack}`);
  }
}
export const chapter = (title) => console.log(`\n## ${title}`);
export function close() {
  console.log(`\n${passed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed ? 1 : 0;
}

// The same numbers each time, from a seed.
export function random(seed) {
  let state = seed >>> 0;
  const next = () => { // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { chance: (p) => next() < p, below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
}

// ---- Words for what the chapters do ------------------------------------------------------------

export const Q = "kurs/modul/par/sist";
export const write = (t, value, key = Q) => t.record.put("entry", key, { value, text: "Når lærte vi sist?", step: "modul/par" }, t.record.get("entry", key));
export const value = (t, key = Q) => t.record.get("entry", key)?.value;
// Downloads: the file's text; what is in it counts as filed.
export function download(t) {
  const doc = t.record.document();
  t.record.filed(doc);
  return JSON.stringify(doc);
}
export const open = (t, text, as) => t.record.merge(t.record.read(text).doc, as && { as });
// Two machines that both have `text` as their team's answer.
export function pair(text = "A") {
  const [a, b] = [tab(machine()), tab(machine())];
  write(a, text);
  open(b, download(a));
  return [a, b];
}
export const counts = ({ added, updated, kept, same, conflicts }) => ({ added, updated, kept, same, conflicts: conflicts.length });
