#!/usr/bin/env node
// `steg schema` against a validator, the courses that are here, the messages of tests/spec, and
// steg itself; see tests/suites/51-schema.
//
//     run.mjs STEG FOLDER          FOLDER: empty, for courses that are made

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { checkAgainst } from "./against.mjs";
import { checkForm } from "./form.mjs";
import { NAMES, ajv, courseFiles, schema } from "./schemas.mjs";

const [steg, folder] = process.argv.slice(2);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
let passed = 0, failed = 0;
function check(sentence, good, detail) {
  if (good) return passed++;
  failed++;
  console.log(`failed: ${sentence}${detail ? `\n    ${String(detail).replace(/\n/g, "\n    ")}` : ""}`);
}

const validators = {};
for (const name of NAMES) validators[name] = ajv().compile(schema(steg, name));
const errors = (kind, value) => {
  const v = validators[kind];
  return v(value) ? "" : v.errors.map((e) => `${e.instancePath || "/"} ${e.message}`).join("\n");
};

checkForm(steg, check);

// ---- Courses that are good --------------------------------------------------------------------

const GOOD = ["content", "tests/golden/course", "tests/courses/everything/content",
  "tests/spec/base/content", "tests/courses/languages/content", "tests/courses/figures/content"];
for (const course of GOOD) {
  const files = courseFiles(join(ROOT, course));
  check(`${course} has files to look at`, files.length > 4);
  for (const f of files)
    check(`${course}/${f.path} is good for the schema ${f.kind}`, !errors(f.kind, f.value),
      errors(f.kind, f.value));
}
for (const lang of ["nb", "en"]) {
  const made = join(folder, `new-${lang}`);
  execFileSync(steg, ["new", "course", made, "--lang", lang], { stdio: "ignore" });
  const files = courseFiles(made);
  check(`steg new makes a course in ${lang}`, files.length > 4);
  for (const f of files)
    check(`what steg new makes (${lang}) is good: ${f.path}`, !errors(f.kind, f.value),
      errors(f.kind, f.value));
}

// ---- Courses with mistakes --------------------------------------------------------------------

// Messages about what a schema can see in one file.
const SEEN = new Set(`unknown-key key-of-step key-elsewhere missing-key empty-value wants-text
  colon-in-text wants-list wants-dashes wants-keys wants-one-line unknown-word true-or-false
  wrong-number wrong-version wrong-minutes minutes-limit wrong-date no-such-date wrong-id
  wrong-language wrong-url wrong-path wrong-alias wrong-colour url-and-file
  presentation-without-film minutes-and-per-group presentation-type captions-type transcript-type
  figure-key figure-long edit-unknown edit-without-path glossary-not-a-list literature-shape work-shape work-without-id
  work-id work-text work-date work-name work-doi work-url`.split(/\s+/));
// Messages about what a schema sees in part: how many there are of one thing where that depends on
// another.
const PARTLY = new Set(["figure-count", "figure-loop", "figure-loop-forward"]);
// Messages that say the YAML is not what it looks like, so that nothing is known of the rest.
const UNREADABLE = /^(yaml|front-matter|not-utf8|invalid|hash|bare|flow|tab)/;

// Data in a text (```table, ```figure) is a text to the schema of the file that it stands in.
function inFence(path, line) {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, line);
  const fences = lines.filter((l) => /^[\s>*+-]*```/.test(l));
  return fences.length % 2 === 1 || /^[\s>*+-]*```/.test(lines.at(-1) ?? "");
}

const cases = join(folder, "spec");
mkdirSync(cases);
const told = JSON.parse(execFileSync(join(ROOT, "tests/schema/lay_out.py"), [cases],
  { encoding: "utf8", maxBuffer: 1 << 26 }));
const seen = new Set();
let good = 0, bad = 0;
told.forEach((c, i) => {
  const said = {}, inside = {};
  for (const m of c.said.matchAll(/^([^\s].*?):(\d+):\d+: error: .*\[([a-z0-9-]+)\]$/gm)) {
    const file = join(cases, String(i), m[1]);
    if (!existsSync(file) || !inFence(file, Number(m[2]))) (said[m[1]] ??= []).push(m[3]);
    else (inside[m[1]] ??= []).push({ line: Number(m[2]), id: m[3] });
  }
  for (const f of courseFiles(join(cases, String(i)))) {
    const ids = f.from ? (inside[f.path] ?? []).filter((m) => m.line >= f.from && m.line <= f.to).map((m) => m.id)
      : said[f.path] ?? [];
    if (f.value === undefined || ids.some((id) => UNREADABLE.test(id) || PARTLY.has(id))) continue;
    const visible = ids.filter((id) => SEEN.has(id));
    const wrong = errors(f.kind, f.value);
    visible.forEach((id) => seen.add(id));
    if (visible.length) bad++;
    else good++;
    check(visible.length ? `the schema sees ${visible} in ${c.name} (${f.path})`
      : `the schema has nothing against ${f.path} in ${c.name}`, !!wrong === !!visible.length, wrong);
  }
});
check("the specification has hundreds of good files and many bad ones", good > 300 && bad > 80,
  `${good} good, ${bad} bad`);

// ---- Value by value ----------------------------------------------------------------------------

checkAgainst(steg, join(folder, "values"), schema(steg, ""), SEEN, seen, check);
for (const id of SEEN) check(`something shows ${id}`, seen.has(id));

console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
