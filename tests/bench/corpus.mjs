#!/usr/bin/env node
// A course of any size, the same bytes for the same arguments, as the course format wants it or as
// a Hugo project with a theme that prints the same parts of a page.
//
//     corpus.mjs OUT --modules 100 [--for steg|hugo]
//
// Each module is a page and four steps: pre-work of about 900 words, a presentation, a reflection
// with timed tasks, literature. 1,000 modules are 5,001 pages and some 17 MB of Markdown. A module's
// text depends on its own number alone, but where its links lead depends on how many there are.
// Left easier for Hugo than for us: previous and next stand in its front matter, nobody checks its
// links, and it prints the literature of a page without looking anything up.

import { mkdirSync, writeFileSync, cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as lists from "./words.mjs";

const PREWORK_WORDS = 600; // when to stop adding sections; it comes out near 900
const STEPS = ["forarbeid", "presentasjon", "refleksjon", "litteratur"];
const STEP_TITLES = ["Forarbeid", "Presentasjon", "Refleksjon", "Litteratur"];

// ---- Chance, always the same: mulberry32, seeded by a hash of a text ----------------------------

class Chance {
  constructor(text) {
    let h = 2166136261;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
    this.state = h >>> 0;
  }
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n) { return Math.floor(this.next() * n); }
  pick(list) { return list[this.below(list.length)]; }
  often(share) { return this.next() < share; }
}

const capital = (s) => s[0].toUpperCase() + s.slice(1);
const slug = (s) => s.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "o").replace(/å/g, "a")
  .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// ---- Text --------------------------------------------------------------------------------------

class Writer {
  constructor(chance, link) {
    this.chance = chance;
    this.link = link; // (module, step) → address
    this.footnotes = [];
  }

  fill(frame) {
    const c = this.chance;
    const form = {
      n: () => { const w = c.pick(lists.nouns); return `${w[0]} ${w[1]}`; },
      an: () => {
        const w = c.pick(lists.nouns), a = c.pick(lists.adjectives);
        return `${w[0]} ${a[w[0] === "et" ? 1 : 0]} ${w[1]}`;
      },
      d: () => c.pick(lists.nouns)[2],
      p: () => (c.often(0.3) ? `${c.pick(lists.adjectives)[2]} ` : "") + c.pick(lists.nouns)[3],
      v: () => c.pick(lists.verbs)[0],
      i: () => c.pick(lists.verbs)[1],
    };
    return frame.replace(/\{(\w+)\}/g, (_, slot) =>
      form[slot] ? form[slot]() : capital(form[slot.toLowerCase()]()));
  }

  plain() { return this.fill(this.chance.pick(lists.frames)); }
  question() { return this.fill(this.chance.pick(lists.questions)); }
  heading(level) { return "#".repeat(level) + " " + this.fill(this.chance.pick(lists.headings)); }
  phrase() { return this.fill(this.chance.pick(["{an}", "{p}", "{d}", "å {i} {p}"])); }

  // A sentence with now and then one inline mark.
  sentence() {
    const c = this.chance, words = this.plain().split(" "), k = 1 + c.below(words.length - 2), r = c.next();
    const marked = (mark) => words[k].replace(/^([^.,?]+)/, `${mark}$1${mark}`);
    if (r < 0.1) words[k] = marked("*");
    else if (r < 0.16) words[k] = marked("**");
    else if (r < 0.175) words[k] = marked("~~");
    else if (r < 0.185) words[k] = marked("`");
    else if (r < 0.2) words[k] = words[k].replace(/^([^.,?]+)/, "«$1»");
    return words.join(" ");
  }

  reference() {
    const c = this.chance, r = c.next();
    if (r < 0.5) return `[${this.phrase()}](${this.link(c)})`;
    if (r < 0.65) return `<https://www.example.org/${slug(this.phrase())}>`;
    if (r < 0.8) return `https://skole.example.com/artikkel/${1000 + c.below(9000)}`;
    return `[${this.phrase()}](https://www.example.net/${slug(this.phrase())}?utgave=${c.below(900)} "${capital(this.phrase())}")`;
  }

  paragraph(words, links = 0.7, notes = 0) {
    const out = [], c = this.chance;
    for (let n = 0; n < words;) {
      const s = this.sentence();
      n += s.split(" ").length;
      out.push(s);
    }
    if (c.often(links)) out.splice(c.below(out.length) + 1, 0, `Les mer om dette her: ${this.reference()} (lest i høst).`);
    if (c.often(notes)) {
      const id = `n${this.footnotes.length + 1}`;
      out[c.below(out.length)] += `[^${id}]`;
      this.footnotes.push(`[^${id}]: ${this.sentence()} ${this.plain()}`);
    }
    return out.join(" ");
  }

  lines(n, prefix) {
    return Array.from({ length: n }, (_, i) => prefix(i) + this.sentence()).join("\n");
  }
  bullets(n) { return this.lines(n, () => "- "); }
  numbered(n) { return this.lines(n, (i) => `${i + 1}. `); }
  checklist(n) { return this.lines(n, () => (this.chance.often(0.3) ? "- [x] " : "- [ ] ")); }
  nested(n) {
    return Array.from({ length: n }, () => `- ${this.sentence()}\n    - ${capital(this.phrase())}\n    - ${capital(this.phrase())}`).join("\n");
  }
  quote() {
    return `${this.lines(3, () => "> ")}\n>\n> – ${this.chance.pick(lists.given)} ${this.chance.pick(lists.family)}`;
  }
  table(rows) {
    const row = () => `| ${capital(this.phrase())} | ${this.plain()} | ${5 * (1 + this.chance.below(9))} |`;
    return ["| Tema | Hensikt | Minutter |", "| :--- | :--- | ---: |", ...Array.from({ length: rows }, row)].join("\n");
  }
  code() { return "```\nførst tenke, så snakke\n" + slug(this.phrase()) + " = 3\n```"; }
}

// ---- The course ----------------------------------------------------------------------------------

function prework(w) {
  const c = w.chance, out = [w.paragraph(55, 1, 0.5)];
  const kinds = [() => w.bullets(4), () => w.table(4), () => w.quote(), () => w.numbered(4), () => w.checklist(4), () => w.nested(3)];
  const start = c.below(kinds.length);
  for (let words = 60, i = 0; words < PREWORK_WORDS; i++) {
    const part = [w.heading(2), w.paragraph(60, 0.6, 0.5), kinds[(start + i) % kinds.length]()];
    if (c.often(0.5)) part.push(w.heading(3));
    part.push(w.paragraph(55, 0.6, 0.3));
    if (i === 0 && c.often(0.1)) part.push(w.code());
    out.push(...part);
    words += part.reduce((n, p) => n + p.split(/\s+/).length, 0);
  }
  return [...out, ...w.footnotes];
}

function presentation(w) {
  const ways = ["Sammen i rommet", "Hver for seg", "På delt skjerm", "I etterkant"];
  const rows = ways.map((name) => `| ${name} | ${w.sentence()} | ${capital(w.phrase())} |`);
  return [w.paragraph(50, 1), "## Måter å se presentasjonen på",
    ["| Måte | Slik gjør dere | Passer for |", "| :--- | :--- | :--- |", ...rows].join("\n"),
    "## Mens dere ser", w.bullets(4), w.paragraph(60, 0.5)];
}

const reflection = (w) => [w.paragraph(60, 0.5), "## Før dere begynner", w.checklist(4), "## Etterpå", w.paragraph(50, 1)];

function literature(w, works) {
  const list = works.map((b) => `- ${b.family}, ${b.given} (${b.year}): *${b.title}*. ${b.publisher}. <${b.url}>`);
  return [w.paragraph(40, 0.5), "## Pensum", list.join("\n"), "## Videre lesning", w.paragraph(50, 1, 1),
    w.numbered(3), w.paragraph(30, 1), ...w.footnotes];
}

// One module: {folder, title, works, pages: [{file, title, keys, body}]}; keys by neutral names.
function module(number, count, linkTo) {
  const names = moduleNames(number, count);
  const link = (c) => linkTo(moduleNames(c.below(count), count).folder, c.below(STEPS.length + 1));
  const writer = (what) => new Writer(new Chance(`${number}/${what}`), link);
  const w = writer("index"), c = w.chance;
  const works = Array.from({ length: 2 + c.below(4) }, (_, i) => {
    const year = 1998 + c.below(27), name = c.pick(lists.family);
    return { id: `m${number + 1}-${i + 1}-${slug(name)}${year}`, family: name, given: c.pick(lists.given), year,
      title: capital(w.phrase()), publisher: c.pick(lists.publishers), url: `https://bok.example.org/${10000 + c.below(89999)}` };
  });
  const objectives = Array.from({ length: 3 + c.below(3) }, () => w.plain());
  const pages = [{ file: "index", title: names.title, audience: c.pick(lists.groups), objectives, reviewed: "2026-01-15",
    body: [w.paragraph(60, 1), "## Slik er modulen lagt opp", w.bullets(4), w.paragraph(50, 0.5)] }];
  STEPS.forEach((name, i) => {
    const s = writer(name), g = s.chance, page = { file: `${i + 1}-${name}`, title: STEP_TITLES[i], step: i + 1, minutes: 5 * (2 + g.below(8)) };
    if (name === "forarbeid") page.body = prework(s);
    if (name === "presentasjon") {
      page.presentations = Array.from({ length: 1 + g.below(3) }, () => ({ title: capital(s.phrase()),
        url: `https://film.example.org/${g.below(1e9).toString(16)}`, minutes: 4 + g.below(40) }));
      page.body = presentation(s);
    }
    if (name === "refleksjon") {
      page.tasks = Array.from({ length: 3 + g.below(3) }, () => ({ title: s.fill(g.pick(lists.titles)), minutes: 5 * (1 + g.below(6)),
        grouping: g.pick(["individual", "pairs", "group", "plenary"]), questions: Array.from({ length: 2 + g.below(3) }, () => s.question()) }));
      page.minutes = page.tasks.reduce((n, t) => n + t.minutes, 0);
      page.body = reflection(s);
    }
    if (name === "litteratur") {
      page.literature = works;
      page.body = literature(s, works);
    }
    pages.push(page);
  });
  return { ...names, works, pages };
}

function moduleNames(number, count) {
  const w = new Writer(new Chance(`${number}/title`)), title = w.fill(w.chance.pick(lists.titles));
  const digits = String(number + 1).padStart(Math.max(2, String(count).length), "0");
  return { folder: `${digits}-${slug(title)}-${number + 1}`, title };
}

// ---- As files ------------------------------------------------------------------------------------

const quoted = (v) => (typeof v === "number" ? v : JSON.stringify(v));

// YAML of nested lists and records, in block style.
function yaml(value, indent = "") {
  return Object.entries(value).flatMap(([key, v]) => {
    if (!Array.isArray(v)) return [`${indent}${key}: ${quoted(v)}`];
    return [`${indent}${key}:`, ...v.flatMap((item) => {
      if (typeof item !== "object") return [`${indent}  - ${quoted(item)}`];
      const lines = yaml(item, `${indent}    `);
      return [`${indent}  - ${lines[0].trimStart()}`, ...lines.slice(1)];
    })];
  });
}

const front = (keys, body) => `---\n${yaml(keys).join("\n")}\n---\n\n${body.join("\n\n")}\n`;

function writeFile(root, path, text) {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

function writeSteg(root, count) {
  const kinds = { 1: "prework", 2: "presentation", 3: "reflection", 4: "literature" };
  const works = [];
  for (let i = 0; i < count; i++) {
    const m = module(i, count, (folder, step) => `../${folder}/${step ? `${step}-${STEPS[step - 1]}` : "index"}.md`);
    for (const p of m.pages) {
      const keys = p.step ? { title: p.title, kind: kinds[p.step], minutes: p.minutes }
        : { title: p.title, audience: [p.audience], purpose: p.objectives[0], minutes: "open", objectives: p.objectives, reviewed: p.reviewed };
      if (p.presentations) keys.presentations = p.presentations;
      if (p.tasks) keys.tasks = p.tasks.map((t, k) => ({ id: `del-${k + 1}`, title: t.title, grouping: t.grouping, minutes: t.minutes,
        questions: t.questions.map((text, n) => ({ id: `s${n + 1}`, text })) }));
      if (p.literature) keys.literature = p.literature.map((b) => b.id);
      writeFile(root, `content/${m.folder}/${p.file}.md`, front(keys, p.body));
    }
    for (const b of m.works) works.push(`- id: ${b.id}\n  type: book\n  author:\n    - family: ${b.family}\n      given: ${b.given}\n  issued:\n    date-parts: [[${b.year}]]\n  title: ${quoted(b.title)}\n  publisher: ${b.publisher}\n  URL: ${b.url}`);
  }
  writeFile(root, "content/literature.yml", `references:\n${works.join("\n")}\n`);
  writeFile(root, "content/index.md", "---\nsummary: Et kurs for måling.\n---\n\nVelkommen til et kurs som ingen skal gå på.\n");
  writeFile(root, "content/course.yml", "format: 1\nid: maalekurs\ntitle: Målekurset\nlanguage: nb\n");
}

function writeHugo(root, count) {
  cpSync(join(dirname(fileURLToPath(import.meta.url)), "hugo"), root, { recursive: true });
  const names = Array.from({ length: count }, (_, i) => moduleNames(i, count));
  const url = (folder, step) => (step ? `/${folder}/${step}-${STEPS[step - 1]}/` : `/${folder}/`);
  for (let i = 0; i < count; i++) {
    const m = module(i, count, url);
    m.pages.forEach((p, s) => {
      const { file, body, step, ...keys } = p, last = STEPS.length;
      const road = s > 0 ? { prevtitle: m.pages[s - 1].title, prevurl: url(m.folder, s - 1) }
        : i > 0 ? { prevtitle: names[i - 1].title, prevurl: url(names[i - 1].folder, last) } : {};
      if (s < last) Object.assign(road, { nexttitle: m.pages[s + 1].title, nexturl: url(m.folder, s + 1) });
      else if (i + 1 < count) Object.assign(road, { nexttitle: names[i + 1].title, nexturl: url(names[i + 1].folder, 0) });
      writeFile(root, `content/${m.folder}/${s ? file : "_index"}.md`, front({ ...keys, weight: s || i + 1, ...road }, body));
    });
  }
  writeFile(root, "content/_index.md", "---\ntitle: Målekurset\n---\n\nVelkommen til et kurs som ingen skal gå på.\n");
}

const [out, ...rest] = process.argv.slice(2);
const option = (name, fallback) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : fallback);
const count = Number(option("--modules", "10")), kind = option("--for", "steg");
if (!out || !Number.isInteger(count) || count < 1 || !["steg", "hugo"].includes(kind)) {
  console.error("corpus.mjs OUT --modules N [--for steg|hugo]");
  process.exit(2);
}
(kind === "hugo" ? writeHugo : writeSteg)(out, count);
