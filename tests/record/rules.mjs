// The rules alone: what is the same, what is newer, what becomes of two.
import { readFileSync } from "node:fs";
import { chapter, is, machine, sentence, tab } from "./harness.mjs";

const { digest, print, same, blank, missing, mergeItem, descends, union, readDocument, items } = tab(machine()).merge;
const entry = (value, ...base) => ({ kind: "entry", key: "k/m/t/q", value, base });
const decision = (fields, ...base) => ({ kind: "decision", key: "k/m/t/_1", what: "", who: "", by: "", how: "", done: "", deleted: false, ...fields, base });
const after = (value, ...earlier) => entry(value, ...earlier.map((e) => print(e)), ...earlier.flatMap((e) => e.base));
const way = (here, there) => mergeItem(here, there).way;

chapter("What is the same");
sentence("A digest is FNV-1a of 64 bits in UTF-8, as its authors' examples say.", () => {
  is(["", "a", "foobar"].map(digest), ["cbf29ce484222325", "af63dc4c8601ec8c", "85944171f73967e8"]);
});
sentence("The print of an item is the digest of its content as a JSON list, as docs/record.md says.", () => {
  is(print(entry("Blåbær")), digest('["Blåbær"]'));
  is(print(decision({ what: "Prøve", who: "rektor", by: "2026-12-01", how: "logg" })), digest('["Prøve","rektor","2026-12-01","logg",""]'));
});
sentence("The example in docs/record.md has the print that stands there, and is a file that can be read.", () => {
  const docs = readFileSync(new URL("../../docs/record.md", import.meta.url), "utf8");
  const [, content, expected] = docs.match(/`(\[".*"\])` has the\s+print\s+`(\w+)`/), { doc, problem } = readDocument(docs.match(/```json\n(.*?)```/s)[1]);
  is([digest(content), doc.entries[0].base, problem], [expected, [expected], undefined]);
  is(items(doc).map((item) => item.kind), ["entry", "decision", "step"]);
});
sentence("The question's text, the step, times and unknown fields are no content.", () => {
  is(same("entry", entry("A"), { ...entry("A"), text: "?", step: "m/s", changed: "2026", colour: "red" }));
  is(print({ kind: "step", key: "k", done: "2026-11-22", present: "", title: "Om oss", base: [] }) === print({ kind: "step", key: "k", done: "2026-11-22", present: "", title: "", base: [] }));
});
sentence("Each content field makes a difference.", () => {
  for (const name of ["what", "who", "by", "how", "done"]) is(same("decision", decision({}), decision({ [name]: "x" })), false, name);
  for (const name of ["done", "present"]) is(same("step", { [name]: "x" }, { [name]: "y" }), false, name);
  is(same("entry", entry("a"), entry("A")), false);
});
sentence("What stands in one field is not what stands in the next.", () => is(same("decision", decision({ what: "x" }), decision({ who: "x" })), false));
sentence("A deleted decision, an empty one and none are alike.", () => {
  is(same("decision", decision({ what: "x", deleted: true }), decision({})));
  is(same("decision", undefined, decision({})));
  is([blank(decision({ what: "x", deleted: true })), blank(decision({ what: "x" })), blank(entry(""))], [true, false, true]);
});
sentence("An empty answer without a history is missing; one that replaced a text is not.", () => {
  is([missing(undefined), missing(entry("")), missing(after("", entry("A"))), missing(entry("A"))], [true, true, false, false]);
});
sentence("A history has each print once, the newest first, fifty at most.", () => {
  is(union("b", ["a", "b"], ["c"]), ["b", "a", "c"]);
  is(union(Array.from({ length: 60 }, (_, i) => String(i))), Array.from({ length: 50 }, (_, i) => String(i)));
});

chapter("What becomes of two");
const A = entry("A"), B = after("B", A), C = after("C", B), other = after("X", A), emptied = after("", A);
const table = [
  ["nothing here: the file's is added", undefined, A, "added"],
  ["an empty answer here that never was more: the file's is added", entry(""), A, "added"],
  ["an empty answer in the file that never was more: ours is kept", A, entry(""), "kept"],
  ["the same text: the same", A, entry("A"), "same"],
  ["the same text from different histories: the same", after("A", entry("x")), after("A", entry("y")), "same"],
  ["both emptied, from different histories: the same", after("", entry("x")), after("", entry("y")), "same"],
  ["the file's was written where ours stands: updated", A, B, "updated"],
  ["the same, two changes later: updated", A, C, "updated"],
  ["ours was written where the file's stands: kept", B, A, "kept"],
  ["the same, two changes later: kept", C, A, "kept"],
  ["both were written where the same stood: a conflict", B, other, "conflict"],
  ["nothing in common: a conflict", A, entry("Z"), "conflict"],
  ["each descends from the other: a conflict", after("A", entry("B")), after("B", entry("A")), "conflict"],
  ["emptied in the file, where ours stands: updated", A, emptied, "updated"],
  ["emptied here, where the file's stands: kept", emptied, A, "kept"],
  ["emptied in the file, while ours went on: a conflict", B, emptied, "conflict"],
  ["emptied here, while the file's went on: a conflict", emptied, B, "conflict"],
  ["written again after it was emptied: updated", emptied, after("D", emptied), "updated"],
];
for (const [text, here, there, expected] of table) sentence(`${text[0].toUpperCase()}${text.slice(1)}.`, () => is(way(here, there), expected));
sentence("Here and there changed about, the answer is the same from the other side.", () => {
  const mirror = { updated: "kept", kept: "updated", same: "same", conflict: "conflict" };
  for (const [text, here, there, expected] of table) if (!missing(here) && !missing(there)) is(way(there, here), mirror[expected], text);
});
sentence("Clocks decide nothing.", () => {
  for (const [early, late] of [["1999", "2030"], ["2030", "1999"]]) {
    is(way({ ...A, changed: late }, { ...B, changed: early }), "updated");
    is(way({ ...B, changed: late }, { ...other, changed: early }), "conflict");
  }
});
sentence("A deletion that descends wins; one that does not is a conflict.", () => {
  const was = decision({ what: "Prøve" }), gone = decision({ deleted: true }, print(was)), on = decision({ what: "Prøve mer" }, print(was));
  is([way(was, gone), way(gone, was), way(on, gone), way(gone, on)], ["updated", "kept", "conflict", "conflict"]);
});
sentence("Of an empty decision and a deleted one, the deleted one stays.", () => {
  const was = decision({ what: "x" }), empty = decision({}, print(was)), gone = decision({ deleted: true }, print(was));
  is([mergeItem(empty, gone).item.deleted, mergeItem(gone, empty).item.deleted], [true, true]);
});
sentence("Whatever is taken, both histories go on.", () => {
  const one = { ...B, base: [...B.base, "1".repeat(16)] }, two = { ...C, base: [...C.base, "2".repeat(16)] };
  for (const item of [mergeItem(one, two).item, mergeItem(two, one).item, mergeItem(one, { ...B, base: two.base }).item])
    is([..."12"].every((n) => item.base.includes(n.repeat(16))) && descends(item, A));
});
sentence("Unknown fields of both go on; ours win.", () => {
  is(mergeItem({ ...B, ours: 1, both: "h" }, { ...A, theirs: 2, both: "t" }).item, { kind: "entry", key: "k/m/t/q", value: "B", base: B.base, theirs: 2, both: "h", ours: 1 });
  const { ours, theirs } = mergeItem({ ...A, ours: 1 }, { ...B, theirs: 2 }).item;
  is([ours, theirs], [1, 2]);
});
sentence("What is in the file is fresh no longer; what is newer than the file stays fresh.", () => {
  is([[undefined, A], [{ ...A, fresh: true }, B], [{ ...A, fresh: true }, A], [{ ...B, fresh: true }, A]].map(([h, t]) => mergeItem(h, t).item.fresh), [false, false, false, true]);
});
