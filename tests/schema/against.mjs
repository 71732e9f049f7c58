// Value by value: every key of every kind of file with each of many values, as steg reads it and as
// the schema does. Where steg says something that a schema can see, the schema must refuse; where it
// says nothing of the kind, the schema must agree.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ajv, yaml } from "./schemas.mjs";

// As they stand behind "key: ". A line break stands for one that is indented below the key.
const VALUES = ["", "~", "null", '""', '"  "', "Ord", "To ord", "'  prework '", "|\n  To\n  linjer",
  "|\n  En linje\n", ">-\n  ca.\n  60", "0", "1", "3", "45", "60", "61", "600", "601", "1.5", "-5",
  "true", "false", '"true"', "ja", "no", "2012", "open", "ca. 60", "ca 60", "ca.60", "Ca. 60",
  "ca. 45–60", "45–60", "45-60", "45 – 60", "45–601", "0–5", "45–", '"600"', '"601"', '"0"', "ca. 600", "ca. 0", "100–599", "599–600", '"045"', '"1"', '"60 "',
  "2026-11-22", "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2026-13-01", "2026-04-31",
  "0000-01-01", "2026-1-2", "22.11.2026", "nb", "nn-NO", "norsk", "zh-Hant-TW", "de-1996",
  "sl-rozaj-biske", "en-x-skole", "en-", "a", "zh-cmn-Hans-CN", "x-y", "https://sorvika.no",
  "http://a.b/c?d=e#f", "https://", "https://.no", '"https://:80"', "HTTPS://a.no", "ftp://a.no",
  "www.sorvika.no", "/fra/rota", "../opp/fil.md", "fil med rom.md", "'C:\\fil.md'", "a:b", "ab:c",
  "gammel/side", "a//b", "a/../b", "./a", "a?b", "mailto:a@b.no", '"#1f5a54"', '"#1F5A5"',
  '"#1f5a5g"', "[]", "[Ord]", "[Ord, 1, true]", "[~]", '[""]', '["|"]', "[[Ord]]", "{}", "{a: b}",
  "[{}]", "prework", "reflection", "together", "group", "leaders", "safe", "plenary", "github",
  "https://a.no/{path}", "https://a.no/{sti}", "film.mp4", "FILM.MP4", "film.docx", "film.vtt",
  "film.md", "FILM.VTT", "[{title: Ord}]", "{name: Kari}", "{url: sorvika.no}", "{small: Ord}",
  "[{id: ord, title: Ord}]", "[{text: Ord}]", "[{sign: \"!\", meaning: Ord}]",
  "[{ignore: no-minutes, why: Ord}]", "[{ignore: no-minutes}]", "[Ord, {text: Ord, tekst: b}]",
  "[{title: Ord, url: 'https://a.no'}]", "[{title: Ord, file: film.mp4, url: 'https://a.no'}]",
  "[{title: Ord, file: , url: 'https://a.no'}]", "[{title: Ord, file: film.mp4, url: ~}]",
  "[{text: Ord, minutes: 5, per_group: 2}]", "[{text: Ord, minutes: , per_group: 2}]",
  "[{text: Ord, per_group: 0}]", "[{text: Ord, grouping: groups}]"];

const WORKS = ["2012", '"2012"', "0", "12345", "2012-05", "2012-05-17", "2012-5-7", "2012-02-30",
  "2012-13", "2012~", "2012/2014", "2012-05/2012-07", "i trykk", "12.5.2012", "[2012]",
  "[2012, 5, 17]", "[[2012, 5, 17]]", "[[2012], [2014]]", "[[2012], [2013], [2014]]",
  "[2012, 13]", "[[2012, 5, 32]]", "[]", "[[]]", '[["2012", "5"]]', "{date-parts: [[2012, 5]]}",
  "{date-parts: [2012]}", "{date-parts: 2012}", "{date-parts: }", "{year: 2012}",
  "{year: 2012, month: 5, day: 17}", "{year: år}", "{literal: i trykk}", "{raw: 2012}",
  "{season: 1}", "{literal: [a]}", "[{year: 2012}]", "[{literal: i trykk}]", "[{}]", "{}",
  "{family: Roald}", "{family: Roald, given: Knut}", "[{family: Roald}, {literal: Udir}]",
  "{given: Knut}", "[Roald]", "Roald", "[{family: }]", '[{family: " "}]', "[{family: [a]}]",
  "[{literal: 2012}]", "[{family: Roald, given: {a: b}}]", "[~]", "{literal: Udir, family: ~}",
  "10.1177/0013161X", "https://doi.org/10.1177/0013161X", "doi:10.1/a", "DX.doi.org/10.1/a",
  "10.1177", "11.1/a", "10.1/a b", "https://udir.no", "HTTP://udir.no/a", "udir.no", "https://",
  "https://a b", "~", "", '""', "true", "1.5", "roald2012", "roald:2012", "roald-", "å2012", "-r",
  "_r", "r s", "book", "bok", "[a]", "{a: b}", "|\n  To\n  linjer"];

const indent = (text, n) => text.replace(/\n(?=.)/g, `\n${" ".repeat(n)}`);
const lines = (keys, n) => keys.map(([k, v]) => `${" ".repeat(n)}${k}: ${indent(v, n)}\n`).join("");
const plain = (keys) => lines(keys, 0);

// What a record must have, as YAML.
const NEEDS = { course: [["format", "1"], ["id", "prove"], ["title", "Prøve"]],
  task: [["id", "ORD"], ["title", "Ord"]], question: [["id", "ord"], ["text", "Ord"]],
  phase: [["text", "Ord"]], sign: [["sign", '"!"'], ["meaning", "Ord"]],
  presentation: [["title", "Ord"], ["url", "https://a.no"]], reading: [["id", "roald2012"]],
  check: [["ignore", "no-minutes"], ["why", "Ord"]], term: [["id", "ORD"], ["term", "Ord"],
    ["definition", "Ord"]], work: [["id", "ORD"], ["type", "book"], ["title", "Ord"]], contact: [], variants: [], front: [], "course-texts": [],
  method: [["title", "Ord"], ["phases", "[{text: Ord}]"]] };
const needs = (record, key, value, n) => [
  ...(NEEDS[record] ?? [["title", "Ord"]]).filter(([k]) => k !== key)
    .map(([k, v]) => [k, v.replace("ORD", `ord${n}`)]), ...(value === undefined ? [] : [[key, value]])];

// Figures and tables in a text: what stands around a record in them.
const ITEMS = "items: [Se, Si, Gjøre]\n";
const IN_BLOCK = {
  figure: ["figure", (keys) => plain(keys)],
  "figure-item": ["figure", (keys) => `kind: comparison\ntitle: Ord\nitems:\n  - Ord\n  -\n${lines(keys, 4)}`],
  "figure-axis": ["figure", (keys) => `kind: scale\ntitle: Ord\n${ITEMS}across:\n${lines(keys, 2)}`],
  "figure-loop": ["figure", (keys) => `kind: cycle\ntitle: Ord\n${ITEMS}loops:\n  -\n${lines(keys, 4)}`],
  table: ["table", (keys) => plain(keys)],
  "table-column": ["table", (keys) => `caption: Ord\ncolumns:\n  - Ord\n  -\n${lines(keys, 4)}rows: [[Ord, Ord]]\n`],
  "table-row": ["table", (keys) => `caption: Ord\ncolumns: [Ord]\nrows:\n  -\n${lines(keys, 4)}`],
  "table-cell": ["table", (keys) => `caption: Ord\ncolumns: [Ord, Ord]\nrows:\n  - cells:\n      - Ord\n      -\n${lines(keys, 8)}`],
};
Object.assign(NEEDS, { figure: [["kind", "scale"], ["title", "Ord"], ["items", "[Se, Si, Gjøre]"]],
  "figure-item": [["label", "Ord"]], "figure-axis": [["label", "Ord"]], "figure-loop": [["label", "Ord"], ["to", "1"]],
  table: [["caption", "Ord"], ["columns", "[Ord]"], ["rows", "[[Ord]]"]], "table-column": [["text", "Ord"]],
  "table-row": [["cells", "[Ord]"]], "table-cell": [["text", "Ord"]] });
const LONG = (n) => "å".repeat(n);
const many = (n) => `[${Array(n).fill("Ord").join(", ")}]`;
const figure = (kind, n, more = "") => `kind: ${kind}\ntitle: Ord\nitems: ${many(n)}\n${more}`;
// What each kind can hold, at its borders and beyond; how long texts may be.
const FIGURES = [
  ...[["flow", 2, 9], ["cycle", 3, 8], ["ladder", 3, 9], ["rings", 2, 5], ["scale", 2, 7], ["comparison", 2, 3]]
    .flatMap(([kind, min, max]) => [min - 1, min, max, max + 1].map((n) => figure(kind, n))),
  ...["rows: [Ord]", "columns: [Ord, Ord]", "columns: []", "up: Ord", "across: Ord", "across: ", "up: {}",
    "loops: [{label: Ord, to: 1}]", "loops: []"]
    .flatMap((key) => ["flow", "ladder", "scale", "rings"].map((kind) => figure(kind, 3, key))),
  ...["part", "between"].flatMap((key) => ["flow", "rings", "' flow '"].flatMap((kind) => ["Ord", "", "3", "~"].map((value) =>
    `kind: ${kind}\ntitle: Ord\nitems: [Ord, {label: Ord, ${key}: ${value}}]`))),
  ...["flow", "comparison"].flatMap((kind) => [0, 1, 8, 9].map((n) =>
    `kind: ${kind}\ntitle: Ord\nitems: [Ord, {label: Ord, points: ${many(n)}}]`)),
  ...[1, 2, 6, 7].map((n) => figure("cycle", n, "loops: [{label: Ord, to: 1}]")),
  ...[1, 3, 4].map((n) => figure("cycle", 4, `loops: [${Array(n).fill("{label: Ord, to: 1}").join(", ")}]`)),
  ...[1, 2, 3].map((n) => figure("ladder", 4, `loops: [${Array(n).fill("{label: Ord, to: 1}").join(", ")}]`)),
  ...[1, 4].map((n) => figure("matrix", 4, `columns: ${many(n)}`)), figure("matrix", 4, "columns: [Ord, Ord]"),
  ...[1, 5].map((n) => figure("matrix", 4, `rows: ${many(n)}`)), figure("matrix", 4, "rows: [Ord, Ord]"), figure("matrix", 3),
  figure("matrix", 13), ...[119, 120, 121].map((n) => `kind: flow\ntitle: ${LONG(n)}\nitems: [Ord, Ord]`),
  ...[60, 61].flatMap((n) => [`kind: flow\ntitle: Ord\nitems: [Ord, ${LONG(n)}]`,
    `kind: flow\ntitle: Ord\nitems: [Ord, {label: "  ${LONG(n)}  "}]`]),
  ...[60, 61].map((n) => `kind: flow\ntitle: Ord\nitems: [Ord, {label: "${"å\u00ad".repeat(n)}"}]`),
  ...[200, 201].flatMap((n) => ["text", "between"].map((key) => `kind: flow\ntitle: Ord\nitems: [Ord, {label: Ord, ${key}: ${LONG(n)}}]`)),
  ...[40, 41].flatMap((n) => [figure("matrix", 4, `columns: [Ord, ${LONG(n)}]`), figure("scale", 4, `across: ${LONG(n)}`),
    figure("scale", 4, `across: {label: Ord, low: ${LONG(n)}}`)]),
];

// How a record stands in a step.
const IN_STEP = {
  task: (keys) => `tasks:\n  -\n${lines(keys, 4)}`,
  presentation: (keys) => `presentations:\n  -\n${lines(keys, 4)}`,
  sign: (keys) => `signs:\n  -\n${lines(keys, 4)}`,
  reading: (keys) => `literature:\n  -\n${lines(keys, 4)}`,
  check: (keys) => `check:\n  -\n${lines(keys, 4)}`,
  question: (keys, n) => `tasks:\n  - id: ord${n}\n    title: Ord\n    questions:\n      -\n${lines(keys, 8)}`,
  phase: (keys, n) => `tasks:\n  - id: ord${n}\n    title: Ord\n    phases:\n      -\n${lines(keys, 8)}`,
  variants: (keys, n) => `tasks:\n  - id: ord${n}\n    title: Ord\n    variants:\n${lines(keys, 6)}`,
};

// Where files of a kind lie, each with an address of its own.
const PATHS = {
  plain: (n) => `content/side${n}.md`, method: (n) => `content/methods/metode${n}.md`,
  module: (n) => `content/${n}-modul${n}/index.md`, step: (n) => `content/1-steg/${n}-del${n}.md`,
  leader: (n) => `content/${n}-modul${n}/leader.md`, "short-module": (n) => `content/${n}-kort${n}.md`,
};

const keysOf = (s) => [...Object.keys(s.properties), "finnes_ikke"];

// {path: yaml} for all kinds that may stand in one course many times.
function pages(all) {
  const files = [];
  let n = 10;
  for (const kind of Object.keys(PATHS)) {
    for (const key of keysOf(all.definitions[kind]))
      for (const value of VALUES) {
        // Addresses, identities and drafts of many pages would be each other's trouble.
        if (["id", "slug", "aliases"].includes(key) && kind !== "plain") continue;
        const path = PATHS[kind](++n);
        files.push({ path, kind, text: plain(needs(kind, key, value, n)), about: `${kind}, ${key}: ${value}` });
      }
  }
  for (const record of Object.keys(IN_STEP))
    for (const key of keysOf(all.definitions[record]))
      for (const value of VALUES) {
        const keys = needs(record, key, value, ++n);
        files.push({ path: PATHS.step(n), kind: "step",
          text: `title: Ord\n${IN_STEP[record](keys, n)}`, about: `${record}, ${key}: ${value}` });
      }
  return files;
}

// Entries of a list in one file: {text, line, about}.
function entries(record, keys, values) {
  const out = [];
  let line = 1;
  for (const key of keys)
    for (const value of values) {
      const keep = NEEDS[record].filter(([k]) => k !== key);
      const text = `-\n${lines([...keep.map(([k, v]) => [k, v.replace("ORD", `ord${line}`)]), [key, value]], 2)}`;
      out.push({ text, line, about: `${record}, ${key}: ${value}` });
      line += text.split("\n").length - 1;
    }
  return out;
}

// Figures and tables, each on a page of its own.
function texts(all) {
  const files = [];
  let n = 10;
  const add = (kind, text, about) => files.push({ path: PATHS.plain(++n), kind, text, about });
  for (const [record, [kind, around]] of Object.entries(IN_BLOCK))
    for (const key of keysOf(all.definitions[record]))
      for (const value of VALUES)
        add(kind, around(needs(record, key, value, n)), `${record}, ${key}: ${value}`);
  for (const text of FIGURES) add("figure", text, text);
  return files;
}

function build(steg, folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const ran = spawnSync(steg, ["build", folder, "--out", `${folder}-site`, "--lang", "en"],
    { encoding: "utf8", maxBuffer: 1 << 28, cwd: folder });
  const said = [];
  for (const m of ran.stderr.matchAll(/^(?:\S*?)(content\/[^\n]*?):(\d+):\d+: error: [^\n]*\[([a-z0-9-]+)\]$/gm))
    said.push({ path: m[1], line: Number(m[2]), id: m[3] });
  return { status: ran.status, said, stderr: ran.stderr };
}

const COURSE = "format: 1\nid: prove\ntitle: Prøve\n";

export function checkAgainst(steg, folder, all, SEEN, seen, check) {
  const a = ajv();
  a.addSchema({ ...all, $id: "steg" });
  const validators = {};
  const valid = (kind, value) => {
    const v = validators[kind] ??= a.compile({ $ref: `steg#/definitions/${kind}` });
    return v(value) ? "" : v.errors.map((e) => `${e.instancePath} ${e.message}`).join("; ");
  };
  let agreed = 0, refused = 0;
  const differ = [];
  const judge = (about, kind, value, ids, sees = SEEN) => {
    if (value === undefined || ids.some((id) => /^yaml|^front-matter/.test(id))) return;
    const visible = ids.filter((id) => sees.has(id)), wrong = valid(kind, value);
    visible.forEach((id) => seen.add(id));
    if (!!visible.length !== !!wrong)
      differ.push(`${about.replace(/\n/g, "⏎")}: steg says ${ids.join(", ") || "nothing"}; the schema ${wrong || "nothing"}`);
    else if (wrong) refused++;
    else agreed++;
  };
  const tell = (what) => {
    check(`the schema and steg agree on ${what}`, !differ.length && agreed > 100 && refused > 100,
      `${differ.length} differ, ${agreed} good, ${refused} bad\n${differ.slice(0, 40).join("\n")}`);
    differ.length = agreed = refused = 0;
  };

  const made = pages(all), files = { "content/course.yml": COURSE, "content/1-steg/index.md": "---\ntitle: Steg\n---\n" };
  for (const f of made) {
    files[f.path] = `---\n${f.text}---\nTekst.\n`;
    if (f.kind === "leader") files[join(dirname(f.path), "index.md")] = "---\ntitle: Ord\n---\n";
  }
  const ran = build(steg, join(folder, "pages"), files);
  const by = Map.groupBy ? Map.groupBy(ran.said, (s) => s.path)
    : ran.said.reduce((m, s) => m.set(s.path, [...(m.get(s.path) ?? []), s]), new Map());
  for (const f of made)
    judge(f.about, f.kind, yaml(f.text), (by.get(f.path) ?? []).map((s) => s.id));
  tell("pages");

  const blocks = texts(all), pagesOf = { "content/course.yml": COURSE };
  for (const f of blocks) pagesOf[f.path] = `---\ntitle: Ord\n---\n\`\`\`${f.kind}\n${f.text.replace(/\n*$/, "\n")}\`\`\`\n`;
  const inText = build(steg, join(folder, "texts"), pagesOf), COUNTS = new Set([...SEEN, "figure-count"]);
  const byPath = inText.said.reduce((m, s) => m.set(s.path, [...(m.get(s.path) ?? []), s.id]), new Map());
  for (const f of blocks) judge(f.about, f.kind, yaml(f.text), byPath.get(f.path) ?? [], COUNTS);
  tell("figures and tables");

  const lists = { glossary: ["term", entries("term", keysOf(all.definitions.term), VALUES)],
    literature: ["work", entries("work", Object.keys(all.definitions.work.properties), WORKS)] };
  for (const [name, [record, list]] of Object.entries(lists)) {
    const path = `content/${name}.yml`;
    const told = build(steg, join(folder, name),
      { "content/course.yml": COURSE, [path]: list.map((e) => e.text).join("") });
    list.forEach((e, i) => {
      const end = list[i + 1]?.line ?? Infinity;
      const ids = told.said.filter((s) => s.path === path && s.line >= e.line && s.line < end);
      judge(e.about, record, yaml(e.text)?.[0], ids.map((s) => s.id));
    });
    tell(`${name}.yml`);
  }

  // All keys of course.yml and index.md have the same value at once; the line says which is meant.
  // What is wrong with `edit` is told only of a file that is good otherwise.
  const course = "content/course.yml", front = "content/index.md", translated = "content/course.nn.yml";
  VALUES.forEach((value, i) => {
    const pathOf = { front, course, "course-texts": translated };
    const spans = (kind, line) => keysOf(all.definitions[kind]).filter((key) => key !== "edit").map((key) => {
      const text = plain([[key, value]]), from = line;
      line += text.split("\n").length - 1;
      return { kind, key, text, from, to: line, path: pathOf[kind] };
    });
    const both = [spans("course", 1), spans("front", 2), spans("course-texts", 1)];
    const [text, body, other] = both.map((list) => list.map((s) => s.text).join(""));
    const told = build(steg, join(folder, `one${i}`), { [course]: text, [front]: `---\n${body}---\n` });
    const inNn = build(steg, join(folder, `nn${i}`), { [course]: `${COURSE}languages: [nb, nn]\n`, [translated]: other });
    for (const s of both.flat())
      judge(`${s.kind}, ${s.key}: ${value}`, s.kind, yaml(plain(needs(s.kind, s.key, value, 0))),
        (s.path === translated ? inNn : told).said.filter((m) => m.path === s.path && m.line >= s.from && m.line < s.to).map((m) => m.id));
    const edit = plain(needs("course", "edit", value, 0));
    judge(`course, edit: ${value}`, "course", yaml(edit),
      build(steg, join(folder, `edit${i}`), { [course]: edit }).said.map((m) => m.id));
  });
  tell("course.yml, course.nn.yml and index.md");
}
