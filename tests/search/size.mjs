// How large the index of a large course is, and whether it says the truth.
//
// The course: 200 pages of 1,000 words. Its words are those of content/ and tests/bench/words.mjs, as
// often as they stand there, and for the long tail compounds made of them, inflected; they are drawn by
// Zipf's and Mandelbrot's law. A Norwegian book of 146,000 words (Debian-administratorens håndbok, prose
// only) has 13,300 different words, 6,400 of them once, and 479 on a page, so about 15,600, 7,400 and 479
// at 200,000: that is what this text has, and it is not tuned to the index. Chance is the same in every run.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { adjectives, nouns, verbs } from "../bench/words.mjs";
import { openSearch } from "./engine.mjs";

const PAGES = 200, WORDS = 1000, A_MODULE = 5, MOST = 100 * 1000; // bytes
const TAIL = 34000, FORMS = 0.6, SAME_PAGE = 0.05, SAME_MODULE = 0.03, FLAT = 12, STEEP = 1.3;

function chance(seed) { // mulberry32
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function lexicon(random) {
  const times = new Map();
  for (const file of readdirSync("content", { recursive: true }).filter((f) => /^[^.]*\.md$/.test(f))) // in one language
    for (const [word] of readFileSync(join("content", file), "utf8").toLowerCase().matchAll(/\p{L}{2,}/gu))
      times.set(word, (times.get(word) ?? 0) + 1);
  const words = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const known = new Set(words), add = (word) => { if (!known.has(word)) { known.add(word); words.push(word); } };
  for (const row of [...nouns, ...verbs, ...adjectives]) for (const word of row) if (word.length > 2) add(word);
  const parts = words.filter((w) => w.length > 3 && w.length < 10), pick = (list) => list[Math.floor(random() * list.length)];
  const kinds = [["", "en", "er", "ene", "s", "ens"], ["", "et", "a", "ene"], ["", "t", "e"], ["e", "er", "te", "t", "es"]];
  const tail = [];
  while (tail.length < TAIL) {
    const base = pick(parts) + pick(["", "", "s"]) + pick(parts);
    for (const end of pick(kinds)) if (random() < FORMS) tail.push([tail.length * (0.5 + random()), base + end]);
  }
  for (const [, word] of tail.sort((a, b) => a[0] - b[0])) add(word);
  return words;
}

function text(random, words, seen, onPage) {
  const sums = [0];
  for (let r = 1; r <= words.length; r++) sums.push(sums[r - 1] + 1 / (r + FLAT) ** STEEP);
  // A text comes back to its own words: those of the page, and of the module.
  let own = [], before = [];
  const draw = () => {
    const again = random(), from = again < SAME_PAGE ? own : again < SAME_PAGE + SAME_MODULE ? before : [];
    const word = from.length ? from[Math.floor(random() * from.length)] : fresh();
    own.push(word);
    seen.set(word, (seen.get(word) ?? 0) + 1);
    return word;
  };
  const fresh = () => {
    const x = random() * sums[words.length];
    let low = 0, high = words.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] <= x) low = middle;
      else high = middle;
    }
    return words[low];
  };
  const some = (n) => Array.from({ length: n }, draw).join(" ");
  const capital = (s) => s[0].toUpperCase() + s.slice(1);
  return (newModule) => {
    if (newModule) before = [];
    onPage.push(new Set(own).size);
    before.push(...own);
    own = [];
    let out = "";
    for (let n = 0; n < WORDS; n += 125) {
      out += `\n## ${capital(some(5))}\n`;
      for (let k = 0; k < 2; k++) out += "\n" + Array.from({ length: 5 }, () => `${capital(some(12))}.`).join(" ") + "\n";
    }
    return { title: capital(some(3)), body: out };
  };
}

export function write(folder) {
  const random = chance(20261122), seen = new Map(), onPage = [], page = text(random, lexicon(random), seen, onPage);
  mkdirSync(join(folder, "content"), { recursive: true });
  writeFileSync(join(folder, "content/course.yml"), "format: 1\nid: stort\ntitle: Et stort kurs\n");
  for (let p = 0; p < PAGES; p++) {
    const module = join(folder, "content", `${Math.floor(p / A_MODULE) + 1}-modul`.padStart(10, "0"));
    if (p % A_MODULE === 0) {
      mkdirSync(module);
      writeFileSync(join(module, "index.md"), `---\ntitle: ${page(true).title}\npurpose: Dere har lest mye.\nreviewed: 2026-11-22\nid: m${p}\n---\n`);
    }
    const { title, body } = page();
    writeFileSync(join(module, `${p % A_MODULE + 1}-steg.md`), `---\ntitle: ${title}\nid: s${p}\nminutes: 5\n---\n${body}`);
  }
  onPage.sort((a, b) => a - b);
  return { words: seen, onPage: onPage[onPage.length >> 1] };
}

// What the index says of each word is what the texts say.
function untruths(search) {
  const { index, texts, course } = search, wrong = [];
  const stands = new Map(index.pages.map((page, number) => {
    const parts = [page[1], ...texts[page[0]].flatMap(([, heading, body]) => [heading || "", body])];
    return [number, new Set(parts.flatMap((part) => course.basesIn(part)))];
  }));
  course.words.forEach((word, w) => {
    const told = new Set(course.places(w).map((place) => place.page));
    const common = index.pages.length >= 64 && told.size === index.pages.length;
    for (const [number, bases] of stands)
      if (bases.has(word) ? !told.has(number) : !common && told.has(number)) wrong.push(`${word} on ${index.pages[number][0]}`);
  });
  const all = new Set(course.words);
  for (const bases of stands.values())
    for (const base of bases) if (!all.has(base) && !/[\d\u{10000}-\u{10ffff}]/u.test(base)) wrong.push(`${base} is missing`);
  return [...new Set(wrong)];
}

export function checkSize(sites, check) {
  const folder = mkdtempSync(join(tmpdir(), "steg-search-"));
  try {
    const made = write(folder), different = made.words.size, once = [...made.words.values()].filter((n) => n === 1).length;
    console.log(`the large course has ${different} different words, ${once} of them once, and ${made.onPage} on a page`);
    check("the large course is as rich in words as a book", different > 15600 && once > 7400 && made.onPage >= 479);
    execFileSync(join(process.env.BUILD ?? "build", "steg"), ["build", "-q", folder, "--out", join(folder, "site")], { stdio: ["ignore", "ignore", "ignore"] });
    const bytes = readFileSync(join(folder, "site/assets/search.js")), packed = gzipSync(bytes, { level: 9 }).length;
    console.log(`the index of ${PAGES} pages of ${WORDS} words: ${bytes.length} bytes, ${packed} gzipped`);
    check(`the index of ${PAGES} pages is at most ${MOST} bytes gzipped`, packed <= MOST, `${packed}`);
    for (const [name, site] of [["the large course", join(folder, "site")], ...Object.entries(sites)]) {
      const wrong = untruths(openSearch(site));
      check(`the index of ${name} says what its texts say`, !wrong.length, `${wrong.length} untruths: ${wrong.slice(0, 8).join("; ")}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
