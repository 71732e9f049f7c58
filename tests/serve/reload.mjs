#!/usr/bin/env node
// What a browser shows while a course is written: from saving to seeing (measured), the reader's place, faults over the
// page, pages that go and come, fields that somebody types in. In Chromium; what matters most in Firefox too.
//
//     reload.mjs WORK        WORK is a folder for the courses

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installed, newMachine, newWitness } from "../browser/machine.mjs";
import { newReport } from "../browser/report.mjs";
import * as axe from "../browser/checks/axe.mjs";
import { ROOT, serve } from "./served.mjs";

const [work] = process.argv.slice(2), MODULES = 100, SAVES = 15, SANE_MS = 5000;
const report = newReport();
let where = "";
const check = (sentence, ok, detail = "") => report.add(where, sentence, ok ? [] : [`does not hold${detail === "" ? "" : `: ${typeof detail === "string" ? detail : JSON.stringify(detail)}`}`]);
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

// fn's first true answer in the page, whatever it is that the page is just then.
async function until(page, fn, ...args) {
  for (const end = Date.now() + SANE_MS; Date.now() < end; await pause(20)) {
    const found = await page.evaluate(fn, ...args).catch(() => undefined);
    if (found) return found;
  }
  return undefined;
}

// The page's own life: another one after each reload.
const mark = (page) => page.evaluate(() => { window.marked = true; });
const isMarked = (page) => page.evaluate(() => Boolean(window.marked));
const panel = () => {
  const host = document.querySelector("steg-serve"), box = host?.shadowRoot.querySelector(".box:not([hidden])");
  return box ? { text: box.innerText, role: box.getAttribute("role"), top: box.getBoundingClientRect().top, height: box.getBoundingClientRect().height } : undefined;
};
const panelSays = (page, text) => until(page, (wanted) => {
  const box = document.querySelector("steg-serve")?.shadowRoot.querySelector(".box:not([hidden])");
  return box?.innerText.includes(wanted);
}, text);
const noPanel = (page) => until(page, () => !document.querySelector("steg-serve"));

// ---- A small course --------------------------------------------------------------------------------------

const PNG = (shade) => Buffer.from(`89504e470d0a1a0a0000000d4948445200000001000000010800000000${shade}`, "hex");
const WHITE = PNG("3a7e9b550000000a49444154789c63f80f0001010100" + "1bb6ee56" + "0000000049454e44ae426082");
const BLACK = PNG("3a7e9b550000000a49444154789c63600000000200" + "01488fb4bc" + "0000000049454e44ae426082");
const step = (title, body, more = "") => `---\ntitle: ${title}\nkind: reflection\nminutes: 10\n${more}---\n\n${body}\n`;
const TASK = `tasks:
  - id: par
    title: To og to
    grouping: pairs
    minutes: 10
    questions:
      - id: sist
        text: Når lærte vi sist noe i et møte?
`;
const parts = (n) => Array.from({ length: n }, (_, i) => `## Del ${i + 1}\n\n${`Tekst i del ${i + 1}. `.repeat(60)}\n`).join("\n");

function smallCourse(name) {
  const course = join(work, name), content = join(course, "content");
  rmSync(course, { recursive: true, force: true });
  write(join(content, "course.yml"), "format: 1\nid: lite\ntitle: Det lille kurset\n");
  write(join(content, "index.md"), "Velkommen.\n");
  write(join(content, "01-modul/index.md"), "---\ntitle: Modulen\npurpose: Å se.\nreviewed: 2026-11-22\n---\n\nTekst.\n");
  write(join(content, "01-modul/1-langt.md"), step("Langt", parts(12)));
  write(join(content, "01-modul/2-oppgave.md"), step("Oppgave", "Tekst.", TASK));
  write(join(content, "01-modul/3-bilde.md"), step("Bilde", "![En flate](flate.png)"));
  write(join(content, "01-modul/flate.png"), WHITE);
  return { course, at: (path) => join(content, path) };
}

// ---- From saving to seeing ---------------------------------------------------------------------------------

async function measured(machine) {
  where = "from saving to seeing";
  const course = join(work, "hundre");
  rmSync(course, { recursive: true, force: true });
  execFileSync("node", [join(ROOT, "tests/bench/corpus.mjs"), course, "--modules", String(MODULES)]);
  const file = execFileSync("find", [join(course, "content"), "-name", "3-refleksjon.md"], { encoding: "utf8" }).trim().split("\n").sort()[49];
  const s = await serve(course), page = await machine.tab({ fresh: true });
  const shown = [];
  page.on("console", (m) => { if (m.text().startsWith("shown ")) shown.push(Number(m.text().slice(6))); });
  await page.evaluateOnNewDocument(() => {
    addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => console.debug(`shown ${Date.now()}`)));
  });
  const address = `${s.base}${file.split("/").at(-2).slice(4)}/refleksjon.html`;
  await page.goto(address);
  const text = readFileSync(file, "utf8"), took = [];
  for (let i = 0; i < SAVES; i++) {
    await pause(300);
    shown.length = 0;
    const begun = Date.now();
    writeFileSync(file, `${text}\n\nLagret for gang ${i}.\n`);
    for (const end = begun + SANE_MS; !shown.length && Date.now() < end;) await pause(5);
    if (shown.length && await page.evaluate((wanted) => document.body.innerText.includes(wanted), `Lagret for gang ${i}.`)) took.push(shown[0] - begun);
  }
  await s.stop();
  took.sort((a, b) => a - b);
  check(`each of ${SAVES} saves in a course of ${MODULES} modules is seen within ${SANE_MS} ms`, took.length === SAVES, took);
  console.log(`save → reload, ${MODULES} modules: median ${took[took.length >> 1]} ms, ${took[0]}–${took.at(-1)} (aim: 100)`);
  await page.close();
}

// ---- The reader's place --------------------------------------------------------------------------------------

const place = (page, id) => page.evaluate((wanted) => Math.round(document.getElementById(wanted).getBoundingClientRect().top), id);

async function keepsPlace(page, s, { at }) {
  where = `the reader's place, ${page.kind}`;
  const file = at("01-modul/1-langt.md");
  await page.goto(`${s.base}modul/langt.html`);
  await page.evaluate(() => document.getElementById("del-7").scrollIntoView());
  await page.evaluate(() => scrollBy(0, 150));
  await pause(100);
  let before = await place(page, "del-7");
  await mark(page);
  write(file, step("Langt", parts(12).replace("Tekst i del 12. ", "NYTT HER. ")));
  check("a page that has changed reloads", await until(page, () => !window.marked && document.body.innerText.includes("NYTT HER.")));
  await pause(150);
  let after = await place(page, "del-7");
  check("  and stays where it was", Math.abs(before - after) <= 2, { before, after });
  before = after;
  write(file, step("Langt", parts(12).replace("Tekst i del 2. ", `${"Nytt og langt over vinduet. ".repeat(300)}\n\n`)));
  await until(page, () => document.body.innerText.includes("Nytt og langt over vinduet."));
  await pause(150);
  after = await place(page, "del-7");
  check("  also when what stands above has grown", Math.abs(before - after) <= 2, { before, after });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await pause(50);
  write(file, step("Langt", `${parts(12)}\nSist av alt.`));
  await until(page, () => document.body.innerText.includes("Sist av alt."));
  await pause(150);
  check("  at the end of the page, what is added there can be seen", await page.evaluate(() => innerHeight + scrollY > document.documentElement.scrollHeight - innerHeight / 2),
    await page.evaluate(() => [innerHeight, scrollY, document.documentElement.scrollHeight]));
  check("  and the browser keeps places by itself again", await until(page, () => history.scrollRestoration === "auto"));
  check("nothing is kept in the browser's storage", await page.evaluate(() => sessionStorage.length) === 0);
}

// ---- Faults ------------------------------------------------------------------------------------------------------

async function faults(page, s, { at }) {
  where = `faults, ${page.kind}`;
  const file = at("01-modul/2-oppgave.md"), good = step("Oppgave", "Tekst.", TASK), bad = good.replace("grouping", "groupin");
  await page.goto(`${s.base}modul/langt.html`);
  await mark(page);
  write(file, bad);
  check("a fault anywhere in the course stands over the page, in the terminal's words", await panelSays(page, "2-oppgave.md:8:5: feil: ukjent nøkkel «groupin»"), await page.evaluate(panel));
  const seen = await page.evaluate(panel);
  check("  with the line, the caret and the remedy", /\n {2}8 \| {5}groupin: pairs\n {4}\| {5}\^~+\n/.test(seen?.text ?? "") && seen.text.includes("Mente dere «grouping»?"), seen?.text);
  check("  told to those who do not see it", seen?.role === "alert");
  check("  in the window, and not all over it", seen && seen.top > 100 && seen.height > 100, seen);
  check("  while the page stays as it was", await isMarked(page));
  check("  the terminal says the same", s.said.join("").includes("2-oppgave.md:8:5: feil: ukjent nøkkel «groupin»"));
  if (page.kind === "chromium") {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      check(`  axe finds nothing, ${scheme}`, (await axe.check({ page })).length === 0, await axe.check({ page }));
    }
  }
  write(file, good);
  check("  it goes away when it is mended, and the page is not loaded anew", await noPanel(page) && await isMarked(page));
  write(file, bad);
  await panelSays(page, "groupin");
  await page.evaluate(() => document.querySelector("steg-serve").shadowRoot.querySelector("button").focus());
  await page.keyboard.press("Escape");
  check("  it can be closed", await noPanel(page));
  write(at("01-modul/1-langt.md"), step("Langt", `${parts(12)}\nEn ting til.`));
  await pause(400);
  check("  and stays closed while it is the same", !await page.evaluate(panel));
  write(file, bad.replace("title: To", "titel: To"));
  check("  another fault is shown again", await panelSays(page, "titel"));
  write(file, `${bad}<script>document.title = "utført"</script>`.replace("groupin:", "\"<img src=x onerror=alert(1)>\":"));
  await panelSays(page, "onerror");
  check("what stands in the course is text there, and nothing else", await page.evaluate(() => !document.querySelector("steg-serve").shadowRoot.querySelector("img")));
  write(file, good);
  await until(page, () => document.body.innerText.includes("En ting til."));
  check("  with the fault, what was saved meanwhile is there", await noPanel(page) && await page.evaluate(() => document.body.innerText.includes("En ting til.")));
}

// ---- Pages ----------------------------------------------------------------------------------------------------------

async function pages(page, s, { at }) {
  where = `pages, ${page.kind}`;
  await page.goto(`${s.base}modul/bilde.html`);
  await mark(page);
  write(at("01-modul/2-oppgave.md"), step("Oppgave", "En annen tekst.", TASK));
  await pause(400);
  check("a page that has not changed does not reload", await isMarked(page));
  write(at("01-modul/flate.png"), BLACK);
  check("a picture that has changed does reload the page it stands in", await until(page, () => !window.marked && document.readyState === "complete"));
  await page.goto(`${s.base}modul/langt.html`);
  await mark(page);
  renameSync(at("01-modul/1-langt.md"), at("01-modul/1-flyttet.md"));
  check("a page that the course has no more says so, with a way to the front page", await panelSays(page, "Siden finnes ikke lenger i kurset") &&
    await page.evaluate(() => document.querySelector("steg-serve").shadowRoot.querySelector("a")?.href === new URL("/", location).href));
  check("  and what was written in it is not lost", await isMarked(page));
  renameSync(at("01-modul/1-flyttet.md"), at("01-modul/1-langt.md"));
  check("  it comes back by itself", await until(page, () => !window.marked && !document.querySelector("steg-serve")));
  await page.goto(`${s.base}modul/ny.html`);
  check("an address that is none says so", await page.evaluate(() => document.body.innerText.includes("Siden finnes ikke")));
  write(at("01-modul/4-ny.md"), step("Ny", "Den nye siden."));
  check("  and shows the page as soon as there is one", await until(page, () => document.body.innerText.includes("Den nye siden.")));
  unlinkSync(at("01-modul/4-ny.md"));
  await panelSays(page, "Siden finnes ikke lenger i kurset");
}

async function typing(page, s, { at }) {
  where = `typing, ${page.kind}`;
  await page.goto(`${s.base}modul/oppgave.html`);
  await page.waitForSelector("textarea");
  await mark(page);
  await page.bringToFront();
  await page.focus("textarea");
  await page.keyboard.type("Midt i en setn");
  write(at("01-modul/2-oppgave.md"), step("Oppgave", "Endret mens noen skriver.", TASK));
  check("while somebody types, the page says that it has changed", await panelSays(page, "Siden er endret."));
  await page.keyboard.type("ing");
  check("  and waits", await isMarked(page) && await page.$eval("textarea", (field) => field.value) === "Midt i en setning");
  await page.evaluate(() => document.activeElement.blur());
  check("  until they leave the field", await until(page, () => !window.marked && document.body.innerText.includes("Endret mens noen skriver.")));
  check("  and what they wrote is there", await until(page, () => document.querySelector("textarea")?.value === "Midt i en setning"), await page.$eval("textarea", (field) => field.value));
}

async function hidden(machine, s, { at }) {
  where = "pages behind others";
  const first = await machine.tab({ fresh: true });
  await first.goto(`${s.base}modul/langt.html`);
  const others = [];
  for (let i = 0; i < 8; i++) {
    const tab = await first.browserContext().newPage();
    await tab.goto(`${s.base}modul/langt.html`, { timeout: SANE_MS });
    others.push(tab);
  }
  check("nine tabs of one window load, though browsers allow six connections", others.length === 8);
  write(at("01-modul/1-langt.md"), step("Langt", `${parts(12)}\nSett av alle ni.`));
  check("  the one in front reloads", await until(others[7], () => document.body.innerText.includes("Sett av alle ni.")));
  await first.bringToFront();
  check("  one behind does when it comes to the front", await until(first, () => document.body.innerText.includes("Sett av alle ni.")));
  for (const tab of [...others, first]) await tab.close();
}

async function restarts(page, course) {
  where = "from one run to the next";
  const broken = join(course.course, "content/01-modul/2-oppgave.md"), good = readFileSync(broken, "utf8");
  const first = await serve(course.course), port = new URL(first.base).port;
  await page.goto(`${first.base}modul/langt.html`);
  await mark(page);
  await first.stop();
  check("when steg ends it leaves nothing behind", first.code === 0 && first.left.length === 0, first.left);
  write(course.at("01-modul/1-langt.md"), step("Langt", `${parts(12)}\nSkrevet imens.`));
  const second = await serve(course.course, ["--port", port]);
  check("a page finds steg again when it is started anew, and reloads", await until(page, () => !window.marked && document.body.innerText.includes("Skrevet imens.")));
  await second.stop();
  write(broken, good.replace("grouping", "groupin"));
  const third = await serve(course.course, ["--port", port]);
  await page.goto(`${third.base}modul/langt.html`);
  check("a course that cannot be built at first shows why", await panelSays(page, "ukjent nøkkel «groupin»"));
  write(broken, good);
  check("  and itself when it can", await until(page, () => document.body.innerText.includes("Skrevet imens.")));
  await third.stop();
}

// ---- All of it ---------------------------------------------------------------------------------------------------

function listen(page, kind, noise) {
  page.kind = kind;
  page.on("console", (m) => { if (["error", "warn"].includes(m.type()) && !/Failed to load resource|EventSource|ERR_|can.t establish a connection|interrupted while/.test(m.text())) noise.push(m.text()); });
  page.on("pageerror", (e) => noise.push(e.message));
}

mkdirSync(work, { recursive: true });
const witness = await newWitness();
for (const kind of ["chromium", "firefox"]) {
  where = kind;
  if (!installed[kind]()) {
    report.skip(kind, "it is not installed");
    continue;
  }
  const machine = newMachine(kind, witness), noise = [], course = smallCourse("lite"), s = await serve(course.course);
  try {
    if (kind === "chromium") await measured(machine);
    const page = await machine.tab({ fresh: true });
    listen(page, kind, noise);
    await page.setViewport({ width: 1280, height: 800 });
    await keepsPlace(page, s, course);
    await faults(page, s, course);
    await pages(page, s, course);
    await typing(page, s, course);
    if (kind === "chromium") {
      await hidden(machine, s, course);
      await restarts(page, course);
    }
    where = kind;
    check("the pages say nothing in the console and throw nothing", noise.length === 0, noise);
  } catch (e) {
    report.add(where, "it went on to the end", [e.stack]);
  } finally {
    await s.stop();
    await machine.discard();
  }
}
check("nothing is asked of any other host", witness.asked.length === 0, witness.asked);
witness.close();
rmSync(work, { recursive: true, force: true });
process.exit(report.close() ? 0 : 1);
