(() => {
"use strict";
const { record, rules } = window.steg || {};
if (!record) return;
const { VERSION, KINDS, TEAM, plain, without, same, missing, print, union, shape, bare, items } = rules;
const MOST = { characters: 1e7, items: 20000, text: 1e6, depth: 20 };
const LISTS = Object.values(KINDS).map((kind) => kind.list);
const deep = (x, most) => typeof x === "object" && x !== null && (most < 1 || Object.values(x).some((y) => deep(y, most - 1)));
const text = (x) => (typeof x === "string" ? x : "");
const descends = (item, from) => item.base.includes(print(from));
function mergeItem(here, there) {
if (missing(there)) return { way: "kept", item: here };
if (missing(here)) return { way: "added", item: { ...here, ...there, fresh: false } };
const mine = { ...there, ...here, base: union(here.base, there.base) };
if (same(here.kind, here, there)) return { way: "same", item: { ...mine, deleted: here.deleted || there.deleted, fresh: false } };
const newer = descends(there, here), older = descends(here, there);
if (newer === older) return { way: "conflict" };
return older ? { way: "kept", item: mine } : { way: "updated", item: { ...here, ...there, base: union(there.base, here.base), fresh: false } };
}
function readDocument(file, course) {
const bad = (problem) => ({ problem, left: [] });
if (file.length > MOST.characters) return bad("too-large");
let raw;
try { raw = JSON.parse(file.replace(/^\uFEFF/, "")); } catch { return bad("not-json"); }
if (!plain(raw) || raw.format !== "steg-record") return bad("not-record");
if (raw.version > VERSION) return bad("newer");
const { course: of, team } = raw;
if (raw.version !== VERSION || !text(of?.id) || !TEAM.test(text(team?.id)) || deep(raw, MOST.depth)) return bad("damaged");
if (LISTS.some((list) => !Array.isArray(raw[list] ??= []))) return bad("damaged");
if (LISTS.reduce((n, list) => n + raw[list].length, 0) > MOST.items) return bad("too-large");
const doc = { ...without(raw), made: text(raw.made), course: { ...without(of), version: text(of.version), title: text(of.title) },
team: { ...without(team), name: text(team.name) } }, left = [];
for (const kind of Object.keys(KINDS)) {
const { list } = KINDS[kind], known = new Set();
doc[list] = raw[list].flatMap((part, index) => {
const item = shape(kind, part);
if (item && !known.has(item.key) && Object.values(item).every((x) => text(x).length <= MOST.text)) return known.add(item.key), [bare(item)];
return left.push({ list, index, key: text(part?.key) }), [];
});
}
return { doc, left, course: of.id, problem: left.length ? "damaged" : course !== undefined && of.id !== course ? "other-course" : undefined };
}
window.steg.merge = { ...rules, MOST, descends, mergeItem, readDocument };
record.read = (file) => readDocument(file, record.course.id);
record.merge = (doc, { as = doc.team.id } = {}) => {
const team = TEAM.test(as) ? as : record.id(), here = record.teamAt(team), nobody = !record.teams().length;
const out = { team, added: 0, updated: 0, kept: 0, same: 0, conflicts: [] };
record.keepTeam(team, { ...without(doc.team), ...here, id: team, name: here.name || doc.team.name, changed: here.changed || text(doc.team.changed),
document: { ...without(doc, "format", "version", "made", "course", "team", "unreadable", ...LISTS), ...here.document },
course: { ...without(doc.course, "id", "version", "title"), ...here.course } });
for (const there of items(doc)) {
const { kind, key } = there, old = record.get(kind, key, team), { way, item } = mergeItem(old, there);
if (way === "conflict") out.conflicts.push({ team, kind, key, here: old, there });
else out[way]++;
if (item) record.keep(team, item);
}
if (nobody) record.useTeam(team);
else record.emit("team");
return out;
};
record.settle = ({ team, kind, key, here, there }, fields) => {
const old = record.get(kind, key, team), next = record.change(kind, key, { ...there, ...old }, fields);
if (!same(kind, old, here)) return { item: next, other: old || shape(kind, { key }) };
const item = { ...next, base: union(print(here), print(there), here.base, there.base), fresh: true };
record.keep(team, item);
record.emit(kind, key);
return { item };
};
})();
