// Files of a record: made, read, merged, settled; and files that somebody has made wrongly or on purpose.
import { chapter, counts, download, is, machine, open, pair, Q, sentence, tab, value, write } from "./harness.mjs";

const file = (change = {}) => ({ format: "steg-record", version: 1, made: "2026-11-22T12:00:00.000Z", course: { id: "kurs", version: "1.0", title: "Kurset" },
  team: { id: "0123456789ab", name: "Ledelsen" }, entries: [{ key: Q, value: "A" }], decisions: [], steps: [], ...change });
const read = (what, t = tab(machine())) => t.record.read(typeof what === "string" ? what : JSON.stringify(what));
const problem = (what) => { const { problem: p, doc } = read(what); return doc ? [p, "doc"] : p; };

chapter("A file");
sentence("A file holds format, version, course, team and every item of the team, and nothing of another team.", () => {
  const t = tab(machine());
  write(t, "other team's");
  t.record.addTeam("Ledelsen");
  write(t, "A");
  t.record.put("decision", "kurs/m/t/_1", { what: "Prøve", who: "rektor", by: "2026-12-01", how: "logg", step: "m/t" });
  t.record.put("step", "kurs/m/s", { done: "2026-11-22", present: "rektor", title: "Om oss" });
  const doc = t.record.document(), clean = JSON.parse(JSON.stringify(doc, (k, v) => (["changed", "origin", "made"].includes(k) ? undefined : v)));
  is(clean, { format: "steg-record", version: 1, course: { id: "kurs", version: "1.0", title: "Kurset" }, team: { id: t.record.team.id, name: "Ledelsen" },
    entries: [{ value: "A", text: "Når lærte vi sist?", step: "modul/par", key: Q, base: [] }],
    decisions: [{ what: "Prøve", who: "rektor", by: "2026-12-01", how: "logg", done: "", step: "m/t", key: "kurs/m/t/_1", base: [] }],
    steps: [{ done: "2026-11-22", present: "rektor", title: "Om oss", key: "kurs/m/s", base: [] }] });
  is(t.record.read(JSON.stringify(doc)), { doc: JSON.parse(JSON.stringify(doc)), left: [], course: "kurs", problem: undefined });
});
sentence("What is read and written again is the same file but for its time.", () => {
  const [a, b] = [tab(machine()), tab(machine())];
  write(a, "Å\u2028\u0000\"\\\n😀\ud800");
  const text = download(a), timeless = (x) => x.replace(/"made":"[^"]*"/, "");
  open(b, text);
  is(timeless(download(b)), timeless(text));
});
sentence("Unknown fields stay, at every level, through import and the next file, and on the second machine too.", () => {
  const doc = file({ future: { a: [1] }, course: { id: "kurs", owner: "kommunen" }, team: { id: "0123456789ab", name: "L", colour: "red" }, entries: [{ key: Q, value: "A", mood: "good" }] });
  const t = tab(machine());
  open(t, JSON.stringify(doc));
  t.record.nameTeam("Ny");
  t.record.filed(t.record.document());
  write(t, "B");
  const out = JSON.parse(JSON.stringify(t.record.document()));
  is([out.future, out.course.owner, out.team.colour, out.team.name, out.entries[0].mood, out.entries[0].value], [{ a: [1] }, "kommunen", "red", "Ny", "good", "B"]);
});
sentence("A file with a byte order mark, as some editors put it, is read.", () => is(read("\uFEFF" + JSON.stringify(file())).problem, undefined));

sentence("A file of a team that is not the current one has that team's items.", () => {
  const t = tab(machine());
  write(t, "A");
  const { id } = t.record.team;
  t.record.addTeam("Trinn 5");
  const doc = t.record.document(id);
  is([doc.team.id, doc.entries.map((e) => e.value)], [id, ["A"]]);
  t.record.filed(doc);
  t.record.useTeam(id);
  is(t.record.fresh(), []);
});

chapter("Reading what is wrong");
for (const [text, what, expected] of [
  ["No JSON", "# Referat", "not-json"], ["Nothing at all", "", "not-json"], ["A file that was cut", JSON.stringify(file()).slice(0, -9), "not-json"],
  ["JSON of something else", { entries: [] }, "not-record"], ["A list", [], "not-record"], ["null", null, "not-record"],
  ["A newer version", file({ version: 2 }), "newer"], ["No version", file({ version: undefined }), "damaged"], ["A version in words", file({ version: "1" }), "damaged"],
  ["No course", file({ course: undefined }), "damaged"], ["A course without id", file({ course: {} }), "damaged"],
  ["No team", file({ team: null }), "damaged"], ["A team's id that could be another key", file({ team: { id: "team", name: "" } }), "damaged"],
  ["A list that is none", file({ entries: { length: 1 } }), "damaged"],
  ["Another course", file({ course: { id: "annet" } }), ["other-course", "doc"]],
  ["Ten million characters", " ".repeat(1e7) + JSON.stringify(file()), "too-large"],
  ["More than 20,000 items", file({ entries: Array(15000).fill({}), steps: Array(5001).fill({}) }), "too-large"],
  ["Lists in lists, 100,000 deep", JSON.stringify(file({ x: 0 })).replace('"x":0', `"x":${"[".repeat(1e5)}${"]".repeat(1e5)}`), "damaged"],
]) sentence(`${text}: ${[expected].flat().join(", with ")}.`, () => is(problem(what), expected));
sentence("Lists that are missing are empty.", () => {
  const { doc, problem: p } = read({ format: "steg-record", version: 1, course: { id: "kurs" }, team: { id: "0123456789ab" } });
  is([p, doc.entries, doc.decisions, doc.steps, doc.team.name, doc.course.version, doc.made], [undefined, [], [], [], "", "", ""]);
});
sentence("The file's course is told, so that one can say which it is.", () => is(read(file({ course: { id: "annet" } })).course, "annet"));
sentence("Items of another shape are left out and named; the others are read.", () => {
  const bad = [7, null, [], { value: "no key" }, { key: "", value: "A" }, { key: "a\u0000b", value: "A" }, { key: "\ud800", value: "A" }, { key: "k".repeat(401), value: "A" }, { key: 5, value: "A" },
    { key: "a", value: 5 }, { key: "b", value: { toString: "x" } }, { key: "c", value: "A", text: [] }, { key: "d", value: "A", changed: 5 }, { key: Q, value: "twice" }, { key: "e", value: "x".repeat(1e6 + 1) }];
  const { doc, left, problem: p } = read(file({ entries: [{ key: Q, value: "A" }, ...bad, { key: "kurs/z", value: "Z" }] }));
  is([p, doc.entries.map((e) => e.value), left.map((l) => l.index)], ["damaged", ["A", "Z"], bad.map((_, i) => i + 1)]);
  is(left[13], { list: "entries", index: 14, key: Q });
});
sentence("A text as long as storage can hold is read.", () => is(read(file({ entries: [{ key: Q, value: "x".repeat(1e6) }] })).problem, undefined));
sentence("Missing fields are empty; a history of anything but prints is none.", () => {
  const t = tab(machine()), doc = file({ entries: [{ key: Q, value: "A", base: "x" }], decisions: [{ key: "k", base: [5, "x", null, "0".repeat(16), "0".repeat(16)] }] });
  open(t, JSON.stringify(doc));
  const { what, deleted, base } = t.merge.items(t.record.read(JSON.stringify(doc)).doc)[1];
  is([t.record.get("entry", Q).base, what, deleted, base], [[], "", false, ["0".repeat(16)]]);
});
sentence("`fresh`, `kind` and `__proto__` from a file mean nothing.", () => {
  const text = JSON.stringify(file()).replace('"value":"A"', '"value":"A","fresh":true,"kind":"step","__proto__":{"polluted":1,"deleted":true}').replace('"made"', '"__proto__":{"polluted":1},"made"'), t = tab(machine());
  open(t, text);
  const item = t.record.get("entry", Q);
  is([item.value, item.kind, item.fresh, item.polluted, t.record.fresh(), t.record.document().polluted, Object.hasOwn(item, "__proto__")], ["A", "entry", false, undefined, [], undefined, false]);
});
sentence("Keys as every object has them are keys like others.", () => {
  const t = tab(machine()), keys = ["__proto__", "constructor", "toString", "../../current"];
  open(t, JSON.stringify(file({ entries: keys.map((key) => ({ key, value: key })) })));
  is(t.record.all("entry").map((i) => i.value).sort(), [...keys].sort());
});
sentence("20,000 items are read and merged in less than four seconds of the processor.", () => {
  const t = tab(machine()), text = JSON.stringify(file({ entries: Array.from({ length: 20000 }, (_, i) => ({ key: `kurs/${i}`, value: "svar ".repeat(50) })) })), begun = process.cpuUsage().user;
  is([open(t, text).added, process.cpuUsage().user - begun < 4e6], [20000, true]);
});

chapter("Merging");
sentence("On a machine without a team the file's team is the team; its answers are there and in a file.", () => {
  const a = tab(machine()), b = tab(machine());
  a.record.nameTeam("Ledelsen");
  write(a, "A");
  is(counts(open(b, download(a))), { added: 1, updated: 0, kept: 0, same: 0, conflicts: 0 });
  is([b.record.team, value(b), b.record.fresh()], [a.record.team, "A", []]);
});
sentence("The same file once more changes nothing.", () => {
  const [a, b] = pair(), text = download(a);
  const before = JSON.stringify([...b.record.all("entry")]);
  is([counts(open(b, text)), JSON.stringify(b.record.all("entry"))], [{ added: 0, updated: 0, kept: 0, same: 1, conflicts: 0 }, before]);
});
sentence("A text that was changed on the other machine only is updated; ours that went on is kept.", () => {
  const [a, b] = pair();
  write(b, "AB");
  const newer = download(b), older = download(a);
  is([counts(open(a, newer)).updated, value(a), counts(open(b, older)).kept, value(b)], [1, "AB", 1, "AB"]);
});
sentence("Back and forth, each goes on from the other, without a conflict.", () => {
  let [a, b] = pair();
  for (let i = 0; i < 10; i++) {
    write(a, `${value(a)}${i}`);
    is(counts(open(b, download(a))).updated, 1);
    [a, b] = [b, a];
  }
  is(value(a), "A0123456789");
});
sentence("Both changed: a conflict with both texts; nothing is overwritten, and the next import tells it again.", () => {
  const [a, b] = pair();
  write(a, "hos oss");
  write(b, "hos dem");
  const text = download(b);
  for (let i = 0; i < 2; i++) {
    const { conflicts } = open(a, text);
    is(conflicts.map(({ kind, key, here, there }) => [kind, key, here.value, there.value]), [["entry", Q, "hos oss", "hos dem"]]);
    is(value(a), "hos oss");
  }
});
sentence("An answer that was emptied there comes emptied, and one that is missing there stays.", () => {
  const [a, b] = pair();
  write(a, "only here", "kurs/2");
  write(b, "");
  is(counts(open(a, download(b))), { added: 0, updated: 1, kept: 0, same: 0, conflicts: 0 });
  is([value(a), value(a, "kurs/2")], ["", "only here"]);
});
sentence("What was changed before it came into a file is no history of its own: one conflict at most.", () => {
  const [a, b] = pair();
  write(b, "AB");
  download(b);
  write(b, "ABC");
  download(b);
  write(a, "A!");
  is(open(a, download(b)).conflicts.length, 1);
});
sentence("As a new team: beside the one that is here, under the file's name.", () => {
  const [a, b] = pair(), before = b.record.team.id;
  a.record.nameTeam("Fra hytta");
  write(a, "AA");
  write(b, "B");
  const { team, conflicts } = open(b, download(a), "new");
  is([conflicts, b.record.team.id, value(b), b.record.teams().length], [[], before, "B", 2]);
  b.record.useTeam(team);
  is([b.record.team.name, value(b)], ["Fra hytta", "AA"]);
});
sentence("Into another team: what differs is a conflict.", () => {
  const a = tab(machine()), b = tab(machine());
  write(a, "A");
  write(b, "B");
  write(a, "A2", "kurs/2");
  const out = open(b, download(a), b.record.team.id);
  is([out.added, out.conflicts.length, value(b), value(b, "kurs/2"), b.record.teams().length], [1, 1, "B", "A2", 1]);
});
sentence("Our team's name stays; one without a name gets the file's.", () => {
  const [a, b] = pair();
  a.record.nameTeam("Ledelsen");
  open(b, download(a));
  is(b.record.team.name, "Ledelsen");
  b.record.nameTeam("Vi");
  open(b, download(a));
  is(b.record.team.name, "Vi");
});
sentence("A file of another course, when one wants it, comes in under its own keys.", () => {
  const t = tab(machine());
  open(t, JSON.stringify(file({ course: { id: "annet" }, entries: [{ key: "annet/m/t/q", value: "A" }] })));
  is([value(t, "annet/m/t/q"), t.record.document().course.id], ["A", "kurs"]);
});
sentence("A merge onto a damaged place puts the damaged text aside; a merge into a full storage is held.", () => {
  const m = machine(), [a, b] = [tab(machine()), tab(m)];
  write(a, "A");
  const text = download(a);
  open(b, text);
  const k = [...m.map.keys()].find((key) => key.includes("/entry/"));
  m.map.set(k, "{");
  is([open(b, text).added, value(b), b.record.problems().length], [1, "A", 1]);
  const full = tab(machine({ room: 0 }));
  open(full, text);
  is([value(full), full.record.keeps], ["A", "full"]);
});
sentence("Other tabs are told to read again.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)], a = tab(machine());
  write(one, "x", "kurs/1");
  write(a, "A");
  one.heard.length = two.heard.length = 0;
  const text = download(a);
  open(one, text, one.record.team.id);
  is([one.heard, two.heard.includes(`entry ${Q} elsewhere`)], [["team here"], true]);
});
sentence("The unreadable parts of another machine stay in the file; they are not taken over.", () => {
  const t = tab(machine());
  open(t, JSON.stringify(file({ unreadable: [{ what: "damaged", key: "x", raw: "{" }] })));
  is(t.record.document().unreadable, undefined);
});

chapter("Settling");
const quarrel = () => {
  const [a, b] = pair();
  write(a, "hos oss");
  write(b, "hos dem");
  return { a, b, conflict: open(a, download(b)).conflicts[0] };
};
for (const [what, choice, expected] of [["ours", (c) => c.here, "hos oss"], ["theirs", (c) => c.there, "hos dem"], ["both in one", () => ({ value: "begge" }), "begge"], ["nothing", () => ({ value: "" }), ""]])
  sentence(`The team chooses ${what}: it stands, is fresh, and the other machine takes it without asking.`, () => {
    const { a, b, conflict } = quarrel();
    is([a.record.settle(conflict, choice(conflict)).item.value, value(a), a.record.fresh().length], [expected, expected, 1]);
    const out = open(b, download(a));
    is([out.conflicts.length, value(b)], [0, expected]);
  });
sentence("A choice is fresh even when both texts are in files: that it was made is in none.", () => {
  const { a, b, conflict } = quarrel();
  download(a), download(b);
  a.record.settle({ ...conflict, here: a.record.get("entry", Q) }, conflict.here);
  is(a.record.fresh().map((i) => i.value), ["hos oss"]);
});
sentence("What was settled on one machine is not asked of it again, though the other goes on from its own text.", () => {
  const { a, b, conflict } = quarrel();
  const before = download(b);
  a.record.settle(conflict, conflict.here);
  is(open(a, before).conflicts.length, 0);
  write(b, "hos dem, videre");
  is(open(a, download(b)).conflicts.length, 1);
});
sentence("A third machine that has either text takes what was settled.", () => {
  const { a, b, conflict } = quarrel(), [c, d] = [tab(machine()), tab(machine())];
  open(c, download(b));
  open(d, download(a));
  a.record.settle(conflict, { value: "begge" });
  const text = download(a);
  is([counts(open(c, text)).updated, counts(open(d, text)).updated], [1, 1]);
});
sentence("Settled while another tab went on: nothing is overwritten, and what stands there comes back.", () => {
  const { a, conflict } = quarrel();
  write(a, "hos oss, videre");
  const { item, other } = a.record.settle(conflict, conflict.there);
  is([item.value, other.value, value(a)], ["hos dem", "hos oss, videre", "hos oss, videre"]);
});
sentence("A conflict in a team that is not the current one is settled there.", () => {
  const a = tab(machine()), b = tab(machine());
  write(a, "A");
  write(b, "B");
  const first = b.record.team.id, { conflicts } = open(b, download(a), first);
  b.record.addTeam("Andre");
  b.record.settle(conflicts[0], conflicts[0].there);
  is(value(b), undefined);
  b.record.useTeam(first);
  is(value(b), "A");
});
sentence("A deletion and a text in conflict: either may be chosen.", () => {
  for (const side of ["here", "there"]) {
    const [a, b] = [tab(machine()), tab(machine())], key = "kurs/m/t/_1", get = (t) => t.record.get("decision", key);
    a.record.put("decision", key, { what: "Prøve" });
    open(b, download(a));
    a.record.put("decision", key, { deleted: true }, get(a));
    b.record.put("decision", key, { what: "Prøve mer" }, get(b));
    const [conflict] = open(a, download(b)).conflicts;
    a.record.settle(conflict, conflict[side]);
    is([get(a).deleted, get(a).what], side === "here" ? [true, ""] : [false, "Prøve mer"]);
  }
});
