#!/usr/bin/env node
// Acts as a team does with a built site: writes, ticks, closes, comes back; tests/suites/62-acts.
//
//     acts.mjs [--all] [--only name,…] [--browser chromium|firefox] [--way http|file] [--times] FOLDER…
//
// Prints a line for each sentence that does not hold and, last, `N passed, N failed, N skipped`. An act is a file
// acts/NAME.mjs:
//
//     export const browsers = ["chromium", "firefox"];   where it is played; ["chromium"] unless told
//     export const core = true;                          in Firefox, which is slow here, in every run; others with --all,
//                                                        --only or --browser, and once a release
//     export const ways = ["http", "file"];              from which addresses; both unless told
//     export const sites = ["everything"];               on which of the folders, by name; that one unless told
//     export async function act(t) { … }                 played once for each of these, each time on a new machine
//
// Besides what the act checks itself, it fails when a page asks anything of any address but the site's own (no byte
// leaves the machine; the witness sees what the browser keeps from us), when a page says anything in the console,
// throws, or cannot load something.
//
//     t.way, t.browser           "http" or "file"; "chromium" or "firefox"
//     t.site, t.url("a/b.html")  tests/browser/site.mjs; the address this time
//     t.shared                   whether all pages share one storage; false in Firefox over file://, where each FILE has a
//                                storage of its own (its own rule, not ours)
//     t.tab("a/b.html", {…})     → puppeteer's Page, opened at that path; options:
//         fresh: true                as another machine, nothing kept yet (its storage ends with the browser)
//         beside: page               another tab on the machine of this page (tabs share a machine otherwise)
//         storage: "blocked"         storage is forbidden in this browser's settings
//         storage: "full"            not one character more fits in (on a fresh machine)
//         blocked: ["record.js"]     scripts that cannot be loaded; ["assets/search.js"] by path
//         scripts: false             JavaScript is off (Chromium only)
//         width, height              1280 × 800 unless told
//         stay: true                 says no to «leave this page?»; yes to every question otherwise
//     t.open(page, "a/b.html")   goes there; page.reload() as ever
//     t.reopen()                 closes the browser and opens it again: coming back tomorrow. All pages are gone
//     t.reopen({crash: true})    the same, but it is killed. (Chromium writes its storage to disk within some 5 seconds)
//     t.check("sentence that holds", ok, detail)
//     t.until(page, fn, ...args) → fn's first true answer in the page; undefined after 5 seconds (waitForFunction
//                                cannot be used: the pages' own policy forbids it)
//     t.text(page, selector)     → its text on the screen, "" when it is not there or hidden
//     t.axe(page, "with the dialog open")     axe finds nothing, light and dark: that one is a check, made in Chromium over
//                                http alone, for it takes seconds and sees the same everywhere
//     t.narrow(page, "with the dialog open")  no sideways scrolling at 320 px (1280 at 400 %), targets of 24 px
//     t.download(page, trigger)  → {name, text, bytes}; trigger: a selector to press or a function. undefined without
//     t.upload(page, selector, [{name, text}])
//     t.dialogs(page)            what the browser asked: [{type, message}]
//     t.said(page)               what was heard on the page since it was last asked; and then it is forgiven
//     t.allow("host")            the act goes there on purpose from now on
//     t.witness                  machine.mjs: .asked, the hosts asked for; .play(host, (request, response) => …)
//     t.skip("what", "why")

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { KNOWN_LIMIT } from "./browser.mjs";
import { installed, newMachine, newWitness } from "./machine.mjs";
import { newReport } from "./report.mjs";
import { openSite } from "./site.mjs";
import * as axe from "./checks/axe.mjs";
import * as reflow from "./checks/reflow.mjs";
import * as targets from "./checks/targets.mjs";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "acts"), PATIENCE = 5000, LONGEST = 240000, AT_ONCE = 2;
// Whether an address is that of a script, by its name without the fingerprint or by its path.
const isScript = (address, script) => (script.includes("/") ? address.replace(/\?.*/, "").endsWith(`/${script}`) : /\/([^/]+?)(?:-[0-9a-f]{16})?\.js$/.exec(address)?.[1] === script.replace(/\.js$/, ""));
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

// ---- What an act is given --------------------------------------------------------------------------

function newStage({ browser, way, site, server, witness, report, name }) {
  const where = `${site.name}, ${browser}, ${way === "http" ? "http" : "file://"}`, allowed = [way === "http" ? server.base : site.fileUrl(""), "about:", "blob:"];
  const machines = new Map(), heard = new Map(), dialogs = new Map(), blockedOn = new Map(), urlOf = new Map(), copies = [];
  let checks = 0, opened = 0;
  const add = (sentence, problems) => {
    checks++;
    report.add(name, `${where}: ${sentence}`, problems);
  };
  const machineFor = (storage) => {
    if (!machines.has(storage)) machines.set(storage, newMachine(browser, witness, { storage }));
    return machines.get(storage);
  };
  const url = way === "http" ? server.url : site.fileUrl;

  function listen(page, label) {
    const lines = [], note = (line) => { if (!KNOWN_LIMIT.test(line)) lines.push(line); };
    const blocked = (address) => blockedOn.get(page)?.some((script) => isScript(address, script));
    heard.set(page, { label, lines });
    dialogs.set(page, []);
    page.on("console", (m) => {
      if (!/Failed to load resource|net::ERR_/.test(m.text()) || !blocked(m.location()?.url ?? "")) note(`console ${m.type()}: ${m.text()}`);
    });
    page.on("pageerror", (e) => note(`error: ${e.message} ${/[^/\s]+\.js:\d+/.exec(e.stack ?? "")?.[0] ?? ""}`));
    page.on("request", (r) => {
      if (!r.url().startsWith("data:") && !allowed.some((a) => r.url().startsWith(a))) note(`a request to ${r.url()}`);
    });
    page.on("response", (r) => { if (r.status() >= 400) note(`${r.status()} for ${r.url()}`); });
    page.on("requestfailed", (r) => { // what was under way when a reader went on is nobody's fault
      const why = r.failure()?.errorText ?? "";
      if (!/\.(webm|mp4|mp3|m4a|ogg)$/.test(r.url()) && !blocked(r.url()) && !/ABORTED|BINDING_ABORTED/.test(why)) note(`could not load ${r.url()}: ${why}`);
    });
  }

  async function block(page, scripts) {
    blockedOn.set(page, scripts);
    if (browser === "firefox" && way === "file") {
      urlOf.set(page, copyWithout(scripts));
      return;
    }
    await page.setRequestInterception(true);
    page.on("request", (r) => (scripts.some((s) => isScript(r.url(), s)) ? r.abort() : r.continue()).catch(() => {}));
  }

  // Fills what is left, down to the last character, before any script of the page runs.
  const fill = (page) => page.evaluateOnNewDocument(() => {
    for (let size = 2 ** 22, value = localStorage.getItem("~") ?? ""; size >= 1;) {
      try { localStorage.setItem("~", value + "x".repeat(size)); value += "x".repeat(size); } catch { size /= 2; }
    }
  });

  // Firefox hands no file:// over: its page is opened in a copy of the site without those scripts.
  function copyWithout(scripts) {
    const copy = mkdtempSync(join(tmpdir(), "steg-without-"));
    copies.push(copy);
    cpSync(site.root, copy, { recursive: true, filter: (from) => !scripts.some((s) => isScript(from, s)) });
    allowed.push(openSite(copy).fileUrl(""));
    return openSite(copy).fileUrl;
  }

  const t = {
    way, browser, site, url, witness,
    shared: browser === "chromium" || way === "http",
    async tab(path, { fresh = false, beside, storage = "kept", blocked, scripts = true, width = 1280, height = 800, stay = false } = {}) {
      const page = await machineFor(storage === "blocked" ? storage : "kept").tab({ fresh: fresh || storage === "full", beside });
      page.setDefaultTimeout(PATIENCE);
      listen(page, ++opened);
      page.on("dialog", (d) => {
        dialogs.get(page).push({ type: d.type(), message: d.message() });
        (stay && d.type() === "beforeunload" ? d.dismiss() : d.accept()).catch(() => {});
      });
      await page.setViewport({ width, height });
      if (browser === "chromium") await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      if (storage === "full") await fill(page);
      if (blocked) await block(page, blocked);
      if (!scripts) await page.setJavaScriptEnabled(false);
      if (path !== undefined) await t.open(page, path);
      return page;
    },
    async open(page, path) {
      const [file, anchor] = path.split("#");
      await page.goto((urlOf.get(page) ?? url)(file) + (anchor ? `#${anchor}` : ""), { waitUntil: "load", timeout: 20000 });
    },
    async reopen({ crash = false } = {}) {
      for (const machine of machines.values()) await (crash ? machine.kill() : machine.stop());
    },
    check: (sentence, ok, detail = "") => add(sentence, ok ? [] : [`does not hold${detail === "" ? "" : `: ${typeof detail === "string" ? detail : JSON.stringify(detail)}`}`]),
    async until(page, fn, ...args) {
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(40)) {
        const found = await page.evaluate(fn, ...args).catch((e) => { if (!/context|navigat|detached/i.test(e.message)) throw e; });
        if (found) return found;
      }
      return undefined;
    },
    text: (page, selector) => page.evaluate((s) => {
      const element = document.querySelector(s);
      return element && (element.checkVisibility() || getComputedStyle(element).display === "contents") ? element.innerText.trim() : "";
    }, selector),
    async axe(page, sentence = "as it is") {
      if (browser !== "chromium" || way !== "http") return;
      const as = (value) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }, { name: "prefers-reduced-motion", value: "reduce" }]);
      add(`axe finds nothing ${sentence}`, await axe.check({ page }));
      await as("dark");
      add(`axe finds nothing ${sentence} (dark)`, await axe.check({ page }, ["color-contrast"]));
      await as("light");
    },
    async narrow(page, sentence = "as it is") {
      const before = page.viewport();
      await page.setViewport({ width: 320, height: 256 });
      await pause(60);
      add(`all fits on 320 px ${sentence}`, [...[await reflow.check({ page })].flat(), ...[await targets.check({ page })].flat()]);
      await page.setViewport(before);
    },
    async download(page, trigger) {
      const names = () => [...machines.values()].flatMap(({ downloads }) => readdirSync(downloads).map((n) => join(downloads, n)));
      for (const old of names()) rmSync(old);
      await (typeof trigger === "function" ? trigger() : page.click(trigger));
      const state = () => names().map((f) => `${f} ${statSync(f, { throwIfNoEntry: false })?.size}`).join();
      for (let end = Date.now() + PATIENCE, before = ""; Date.now() < end; await pause(80)) { // until it has its name and its size
        const now = state(), still = now === before && !/\.(crdownload|part|tmp) | 0(,|$)|undefined/.test(now);
        before = now;
        if (!now || !still) continue;
        const file = names()[0], bytes = readFileSync(file);
        rmSync(file);
        return { name: basename(file), bytes, text: bytes.toString("utf8") };
      }
      return undefined;
    },
    async upload(page, selector, files) {
      const paths = files.map(({ name: file, text }) => {
        const path = join(machineFor("kept").uploads, file);
        writeFileSync(path, text);
        return path;
      });
      const field = await page.waitForSelector(selector, { timeout: PATIENCE });
      await field.uploadFile(...paths);
    },
    dialogs: (page) => dialogs.get(page),
    said: (page) => heard.get(page).lines.splice(0),
    allow: (host) => allowed.push(`https://${host}/`, `http://${host}/`),
    skip: (what, why) => report.skip(name, `${where}: ${what} (${why})`),
    // The runner's: what is asked of every act, after it.
    async end() {
      for (const machine of machines.values()) await machine.discard();
      for (const copy of copies) rmSync(copy, { recursive: true, force: true });
      if (!checks) add("it checks something", ["it does not"]);
      const said = new Map(); // what was heard → on which tabs
      for (const { label, lines } of heard.values()) for (const line of new Set(lines)) said.set(line, [...said.get(line) ?? [], label]);
      add("no page says anything, or asks anything but the site", [...said].map(([line, tabs]) => `${line} (tab ${tabs.join(", ")})`));
      const hosts = witness.asked.filter((host) => !allowed.includes(`https://${host}/`));
      add("no other host was asked for anything", hosts.length ? [`asked: ${[...new Set(hosts)].join(", ")}`] : []);
    },
    failed: (why) => add("it could be played to its end", [why]),
  };
  return t;
}

async function play({ act, name, report, times, ...rest }) {
  const server = await rest.site.serve(), witness = await newWitness(), t = newStage({ ...rest, server, witness, report, name }), begun = Date.now();
  let late;
  try {
    await Promise.race([act(t), new Promise((_, no) => { late = setTimeout(() => no(new Error(`not done after ${LONGEST / 1000} s`)), LONGEST); })]);
  } catch (e) {
    const place = /acts\/[a-z-]+\.mjs:\d+/.exec(e.stack ?? "")?.[0];
    t.failed(`${e.message.split("\n")[0]}${place ? ` (${place})` : ""}`);
  }
  clearTimeout(late);
  await t.end();
  witness.close();
  server.close();
  if (times) console.log(`${((Date.now() - begun) / 1000).toFixed(1)} s: ${name}, ${rest.site.name}, ${rest.browser}, ${rest.way}`);
}

// ---- The programme ---------------------------------------------------------------------------------

const argv = process.argv.slice(2), folders = [], options = {};
for (let i = 0; i < argv.length; i++) {
  if (["--only", "--browser", "--way"].includes(argv[i])) options[argv[i].slice(2)] = argv[++i]?.split(",");
  else if (argv[i] === "--times" || argv[i] === "--all") options[argv[i].slice(2)] = true;
  else folders.push(argv[i]);
}
const all = readdirSync(FOLDER).filter((f) => f.endsWith(".mjs")).map((f) => f.slice(0, -4)).sort();
const unknown = (options.only ?? []).filter((name) => !all.includes(name));
if (!folders.length || unknown.length) {
  console.error(unknown.length ? `there is no act called ${unknown.join(", ")}: ${all.join(", ")}` : "acts.mjs [--all] [--only ACTS] [--browser NAME] [--way http|file] [--times] FOLDER…");
  process.exit(2);
}

const report = newReport(), open = folders.map((folder) => openSite(folder)), queue = [];
const missing = new Map();
for (const name of options.only ?? all) {
  let found;
  try {
    found = await import(join(FOLDER, `${name}.mjs`));
  } catch (e) {
    report.add(name, "the file", `cannot be read: ${e.message}`);
    continue;
  }
  const { act, browsers = ["chromium"], core = false, ways = ["http", "file"], sites = ["everything"] } = found;
  const on = open.filter((site) => sites.includes(site.name));
  const chosen = options.all || options.only || options.browser;
  for (const browser of browsers.filter((b) => (options.browser ? options.browser.includes(b) : chosen || core || b !== "firefox"))) {
    if (!installed[browser]()) {
      missing.set(browser, [...missing.get(browser) ?? [], name]);
      continue;
    }
    for (const site of on.length ? on : open) for (const way of ways.filter((w) => !options.way || options.way.includes(w))) queue.push({ act, name, browser, way, site, report, times: options.times });
  }
}
queue.sort((a, b) => (a.browser < b.browser ? 1 : a.browser > b.browser ? -1 : 0)); // the slow ones first
await Promise.all(Array.from({ length: AT_ONCE }, async () => { for (let next; (next = queue.shift());) await play(next); }));
for (const [browser, names] of missing) for (const name of names) report.skip(name, `${browser} is not installed: apt-get install ${browser === "firefox" ? "firefox-esr" : browser}`);
process.exitCode = report.close() ? 0 : 1;
