#!/usr/bin/env node
// Measures `steg build` against the floor and against Hugo, over the same course; see run.
//
// Principles, each learned from a table that was wrong without it:
//   - ratios to what ran in the same minutes on the same machine, never seconds: machines drift;
//   - the programs run in turn, round by round; a table says median, least and most;
//   - each run waits for a quiet machine and for the disk (sync), and writes to a new folder;
//   - nothing is deleted between runs: ext4 steps over recently deleted inodes for up to five
//     minutes, and creating files is many times slower then. What is deleted at the end is
//     remembered in bench-work/.deleted, and the next call waits;
//   - memory is measured apart from time, for the whole process group (measure.c).

import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const PAGES_PER_MODULE = 5;
const DELETION_LASTS_S = 300;

function options(argv) {
  const o = { runs: 7, sizes: [], wait: true, work: join(root, "bench-work"), steg: resolve(root, process.env.BUILD ?? "build", "steg") };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === "--runs") o.runs = Number(argv[++i]);
    else if (argv[i] === "--work") o.work = resolve(argv[++i]);
    else if (argv[i] === "--out") o.out = resolve(argv[++i]);
    else if (argv[i] === "--steg") o.steg = resolve(argv[++i]);
    else if (argv[i] === "--no-wait") o.wait = false;
    else if (/^[1-9][0-9]*$/.test(argv[i])) o.sizes.push(Number(argv[i]));
    else usage();
  }
  if (!o.sizes.length) o.sizes = [100, 1000];
  if (!(o.runs > 0)) usage();
  o.out ??= join(o.work, "out");
  return o;
}

function usage() {
  console.error("tests/bench/run [--runs N] [--work FOLDER] [--out FOLDER] [--steg PROGRAM] [--no-wait] [MODULES …]");
  process.exit(2);
}

// ---- Preparing -----------------------------------------------------------------------------------

function corpus(o, kind, modules) {
  const folder = join(o.work, "corpus", `${modules}-${kind}`), mark = join(folder, ".made");
  const made = createHash("sha256");
  for (const f of ["corpus.mjs", "words.mjs"]) made.update(readFileSync(join(here, f)));
  for (const f of readdirSync(join(here, "hugo"), { recursive: true, withFileTypes: true }))
    if (f.isFile()) made.update(readFileSync(join(f.parentPath ?? f.path, f.name)));
  const key = made.digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === key) return folder;
  rmSync(folder, { recursive: true, force: true });
  const r = spawnSync(process.execPath, [join(here, "corpus.mjs"), folder, "--modules", String(modules), "--for", kind], { stdio: "inherit" });
  if (r.status !== 0) process.exit(3);
  writeFileSync(mark, key);
  return folder;
}

const sleep = (seconds) => spawnSync("sleep", [String(seconds)]);

function waitAfterDeletion(o) {
  const mark = join(o.work, ".deleted");
  if (!o.wait || !existsSync(mark)) return;
  const left = DELETION_LASTS_S - (Date.now() - statSync(mark).mtimeMs) / 1000;
  if (left <= 0) return;
  console.log(`waiting ${Math.ceil(left)} s: the last call deleted its output (--no-wait measures at once)`);
  sleep(left);
}

// Waits, at most 30 s, until others leave the processors alone; the share they used last.
function quiet(o) {
  const busy = () => readFileSync("/proc/stat", "utf8").split("\n")[0].split(/ +/).slice(1, 9).map(Number);
  const end = Date.now() + 30000;
  for (;;) {
    const a = busy();
    sleep(0.25);
    const b = busy(), total = b.reduce((s, v, i) => s + v - a[i], 0), idle = b[3] + b[4] - a[3] - a[4];
    const share = 1 - idle / Math.max(1, total);
    if (!o.wait || share < 0.08 || Date.now() > end) return share;
  }
}

// ---- Running -------------------------------------------------------------------------------------

let serial = 0;

// One run: {wall, cpu, peak, busy, out}; `out` is a new folder unless given.
function run(o, command, { memory = false, out } = {}) {
  out ??= join(o.out, `o${process.pid}-${++serial}`);
  const result = join(o.work, "measured"), log = join(o.work, "log");
  const busy = quiet(o);
  spawnSync("sync");
  const r = spawnSync(join(o.work, "measure"), [...(memory ? ["-m"] : []), result, ...command(out)], { encoding: "utf8", maxBuffer: 1 << 28 });
  writeFileSync(log, `${r.stdout}${r.stderr}`);
  const [wall, cpu, peak, status] = r.status === 0 ? readFileSync(result, "utf8").split(" ").map(Number) : [0, 0, 0, r.status];
  if (status !== 0) {
    console.error(`${command(out).join(" ")}\nended with ${status}:\n${(r.stdout + r.stderr).slice(0, 4000)}`);
    process.exit(3);
  }
  return { wall, cpu, peak: peak / 1024, busy, out };
}

// Pages and bytes that are there to be seen; steg's own notes (.steg) are not.
function tree(folder) {
  if (!existsSync(folder)) return { pages: 0, bytes: 0 };
  let pages = 0, bytes = 0;
  for (const e of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, e.name);
    if (e.isDirectory() && e.name !== ".steg") {
      const t = tree(path);
      pages += t.pages;
      bytes += t.bytes;
    } else if (e.isFile()) {
      pages += e.name.endsWith(".html");
      bytes += statSync(path).size;
    }
  }
  return { pages, bytes };
}

// Each program as: the command for an output folder.
function programs(o, modules) {
  const steg = corpus(o, "steg", modules);
  const list = {
    floor: (out) => [join(o.work, "floor"), join(steg, "content"), out],
    steg: (out) => [o.steg, "build", steg, "--out", out, "-q"],
    "steg -j1": (out) => [o.steg, "build", steg, "--out", out, "-q", "-j", "1"],
  };
  if (spawnSync("hugo", ["version"]).status === 0) {
    const hugo = corpus(o, "hugo", modules);
    list.hugo = (out) => ["hugo", "--quiet", "--source", hugo, "--destination", out];
  }
  return list;
}

function measureSize(o, modules) {
  const list = programs(o, modules), names = Object.keys(list), rows = {};
  for (const name of names) { // the first run of each warms up and is asked for memory and output
    const first = run(o, list[name], { memory: true });
    rows[name] = { runs: [], peak: first.peak, ...tree(first.out), over: first.out };
    if (rows[name].pages < modules * PAGES_PER_MODULE + 1) {
      console.error(`${name} wrote ${rows[name].pages} pages of ${modules} modules: that is not the whole course`);
      process.exit(3);
    }
  }
  rows["steg again"] = { ...rows.steg, runs: [] };
  rows["steg, one page edited"] = { ...rows.steg, runs: [] };
  rows["steg again"].peak = run(o, list.steg, { memory: true, out: rows.steg.over }).peak;
  const page = somePage(corpus(o, "steg", modules)), text = readFileSync(page);
  for (let i = 0; i < o.runs; i++) {
    for (const name of names) rows[name].runs.push(run(o, list[name]));
    rows["steg again"].runs.push(run(o, list.steg, { out: rows.steg.over }));
    try {
      appendFileSync(page, `\nNy setning nummer ${i + 1}.\n`);
      rows["steg, one page edited"].runs.push(run(o, list.steg, { out: rows.steg.over }));
    } finally {
      writeFileSync(page, text);
    }
    run(o, list.steg, { out: rows.steg.over }); // back to what the next round expects
  }
  rows["steg, one page edited"].peak = NaN;
  return rows;
}

function somePage(folder) {
  const content = join(folder, "content"), modules = readdirSync(content).filter((n) => /^\d/.test(n)).sort();
  return join(content, modules[modules.length >> 1], "1-forarbeid.md");
}

// ---- Saying what came out --------------------------------------------------------------------------

const median = (values) => {
  const s = [...values].sort((a, b) => a - b), m = s.length >> 1;
  return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2;
};
const wall = (row) => median(row.runs.map((r) => r.wall));

function printTable(modules, rows) {
  console.log(`\n## ${modules} modules\n`);
  console.log("| program | wall s, median (least–most) | cpu s | peak MiB | pages | MB out | wall/floor | wall/hugo | ms/page | busy |");
  console.log("| :--- | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, row] of Object.entries(rows)) {
    const walls = row.runs.map((r) => r.wall), w = wall(row);
    const ratio = (to) => (rows[to] ? (w / wall(rows[to])).toFixed(2) : "–");
    console.log(`| ${name} | ${w.toFixed(3)} (${Math.min(...walls).toFixed(3)}–${Math.max(...walls).toFixed(3)}) | ${median(row.runs.map((r) => r.cpu)).toFixed(3)} `
      + `| ${Number.isNaN(row.peak) ? "–" : row.peak.toFixed(0)} | ${row.pages} | ${(row.bytes / 1e6).toFixed(1)} | ${ratio("floor")} | ${ratio("hugo")} `
      + `| ${((w * 1000) / (modules * PAGES_PER_MODULE + 1)).toFixed(3)} | ${(100 * median(row.runs.map((r) => r.busy))).toFixed(0)} % |`);
  }
}

// The promises. A value that cannot be had (no Hugo, no second size) is said, not judged.
function judge(tables) {
  const sizes = [...tables.keys()].sort((a, b) => a - b), small = sizes[0], large = sizes.at(-1), big = tables.get(large);
  const perPage = (n) => wall(tables.get(n).steg) / (n * PAGES_PER_MODULE + 1);
  const lines = [
    [`wall at ${large} modules, of the floor's`, 2.0, () => wall(big.steg) / wall(big.floor)],
    [`wall at ${large} modules, of Hugo's`, 0.3, () => big.hugo && wall(big.steg) / wall(big.hugo)],
    [`peak memory at ${large} modules, of Hugo's`, 0.3, () => big.hugo && big.steg.peak / big.hugo.peak],
    [`time a page at ${large} modules, of that at ${small}`, 1.3, () => small !== large && perPage(large) / perPage(small)],
    ["a second build over unchanged output, of the first", 0.9, () => wall(big["steg again"]) / wall(big.steg)],
  ];
  let kept = 0, missed = 0, skipped = 0;
  console.log("");
  for (const [what, most, value] of lines) {
    const v = value();
    if (!v) skipped++;
    else if (v <= most) kept++;
    else missed++;
    console.log(`${!v ? "not known" : v <= most ? "kept     " : "MISSED   "}  ${what}: ${v ? v.toFixed(2) : "–"} (at most ${most})`);
  }
  const edited = wall(big["steg, one page edited"]);
  console.log(`for information: one page edited at ${large} modules: ${edited.toFixed(3)} s, ${(edited / wall(big.steg)).toFixed(2)} of a first build`);
  console.log(`${kept} passed, ${missed} failed, ${skipped} skipped`);
  return missed === 0;
}

const o = options(process.argv.slice(2));
if (!existsSync(o.steg)) {
  console.error(`${o.steg} is not there: run make first`);
  process.exit(3);
}
mkdirSync(o.out, { recursive: true });
const { sizes } = o;
for (const n of sizes) for (const kind of ["steg", "hugo"]) corpus(o, kind, n);
waitAfterDeletion(o);
console.log(`# ${new Date().toISOString().slice(0, 10)}, ${cpus().length} processors (${cpus()[0].model}), Linux ${release()}, ${o.runs} runs each in turn`);
if (spawnSync("hugo", ["version"]).status !== 0) console.log("Hugo is not installed (apt-get install hugo): it is left out, and so are the ratios to it.");
const tables = new Map();
for (const n of sizes) {
  const rows = measureSize(o, n);
  tables.set(n, rows);
  printTable(n, rows);
}
console.log("\nbusy: the processors' share that others used just before a run. Peak: summed PSS of all processes, from a run of its own.");
const good = judge(tables);
rmSync(o.out, { recursive: true, force: true });
writeFileSync(join(o.work, ".deleted"), "");
process.exitCode = good ? 0 : 1;
