// audit: all that is asked of a built site, page by page and then as a whole.
//
//     await audit(browser, site, report, { only: ["axe"], browsers: 2, pages: [...] });

import { launch, MODES, setMode } from "./browser.mjs";
import { pathOf } from "./site.mjs";
import * as axe from "./checks/axe.mjs";
import * as reflow from "./checks/reflow.mjs";
import * as spacing from "./checks/spacing.mjs";
import * as targets from "./checks/targets.mjs";
import * as keyboard from "./checks/keyboard.mjs";
import * as quiet from "./checks/quiet.mjs";
import * as links from "./checks/links.mjs";
import * as road from "./checks/road.mjs";
import * as print from "./checks/print.mjs";
import * as sizes from "./checks/sizes.mjs";

const IN_MODES = [axe, reflow, spacing, targets];
export const CHECKS = [...IN_MODES, keyboard, quiet, links, road, print, sizes].map((c) => c.name);

// Runs `work` on each item in several browsers at once, the given one and others.
async function eachInBrowsers(browser, count, options, items, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: count }, async (_, i) => {
    const own = i ? await launch() : browser, tab = await own.tab(options);
    for (let item; (item = queue.shift()) !== undefined;) await work(tab, item);
    await tab.close();
    if (own !== browser) await own.close();
  }));
}

async function auditPage(tab, site, path, url, wanted, report) {
  const where = (mode) => `${site.name}/${path}${mode ? ` (${mode})` : ""}`;
  const guarded = async (check, mode, work) => {
    try {
      report.add(check.name, where(mode), await work());
    } catch (e) {
      report.add(check.name, where(mode), `the check itself failed: ${e.message}`);
    }
  };
  await setMode(tab, MODES.light);
  await tab.open(url);
  for (const [mode, settings] of Object.entries(MODES)) {
    const here = IN_MODES.filter((c) => wanted(c) && c.modes.includes(mode));
    if (!here.length) continue;
    await setMode(tab, settings);
    for (const check of here) await guarded(check, mode, () => check.check(tab));
  }
  await setMode(tab, MODES.light);
  if (wanted(quiet)) await guarded(quiet, "", () => quiet.check(tab)); // after all modes: what they fetched counts
  const gathered = await links.gather(tab.page);
  if (wanted(sizes)) report.add(sizes.name, where(), sizes.check(site, path, gathered.links));
  if (wanted(print)) {
    await guarded(print, "pdf", () => print.check(tab));
    await setMode(tab, MODES.light, "print");
    await guarded(print, "", () => print.checkScreenParts(tab));
    await setMode(tab, MODES.light);
  }
  if (wanted(keyboard)) await guarded(keyboard, "", () => keyboard.check(tab));
  return gathered;
}

export async function audit(browser, site, report, { only = CHECKS, browsers = 2, pages = site.pages } = {}) {
  const wanted = (check) => only.includes(check.name), server = await site.serve(), gathered = new Map();
  const inPublic = (path) => path === "404.html" && site.publicBase;
  await eachInBrowsers(browser, browsers, { allowed: [server.base, site.fileUrl("")] }, pages, async (tab, path) => {
    if (inPublic(path)) return;
    gathered.set(path, await auditPage(tab, site, path, server.url(path), wanted, report));
    if (!wanted(quiet)) return;
    await tab.open(site.fileUrl(path));
    report.add(quiet.name, `${site.name}/${path} (file://)`, tab.noise());
  });
  for (const path of pages.filter(inPublic)) { // as its host shows it, at an address that does not exist
    const tab = await browser.tab({ allowed: [site.publicBase], answer: (url) => site.answer(url) });
    gathered.set(path, await auditPage(tab, site, path, `${site.publicBase}finnes/ikke.html`, wanted, report));
    await tab.close();
  }
  if (wanted(links) && pages === site.pages) checkLinks(site, gathered, report);
  if (wanted(road) && pages === site.pages) await checkRoads(browser, site, server, gathered, report);
  server.close();
}

function checkLinks(site, gathered, report) {
  for (const path of site.pages) report.add(links.name, `${site.name}/${path}`, links.problemsOf(path, gathered, site, path === "404.html" ? site.publicBase : undefined));
  for (const path of site.redirects) {
    const to = /content=["']?0; ?url=([^"'>]+)/i.exec(site.text(path))?.[1];
    const found = to ? links.problemsOf(path, new Map([...gathered, [path, { ids: [], links: [{ tag: "a", rel: "", value: to }] }]]), site) : ["does not say where it leads"];
    report.add(links.name, `${site.name}/${path} (redirect)`, found);
  }
}

// A course has a road in each of its languages: what lies in a folder with a 404.html of its own is one.
async function checkRoads(browser, site, server, gathered, report) {
  const languages = site.pages.filter((path) => /^[^/]+\/404\.html$/.test(path)).map((path) => path.replace("404.html", ""));
  const all = [...gathered].filter(([, g]) => g.links.some((l) => l.tag === "a" && /\b(next|prev)\b/.test(l.rel))).map(([path]) => path);
  for (const at of ["", ...languages]) await checkRoad(browser, site, server, report, at, all.filter((path) => (at ? path.startsWith(at) : !languages.some((one) => path.startsWith(one)))));
}

async function checkRoad(browser, site, server, report, at, onRoad) {
  for (const scripts of [true, false]) {
    for (const [how, address, base] of [["http", server.url, server.base], ["file://", site.fileUrl, site.fileUrl("")]]) {
      const tab = await browser.tab({ allowed: [base], scripts });
      let found;
      try {
        found = await road.walk(tab, address(`${at}index.html`), onRoad.map(address));
      } catch (e) {
        found = [`stopped at ${pathOf(tab.page.url(), base)}: ${e.message}`];
      }
      report.add(road.name, `${site.name}/${at} over ${how}, scripts ${scripts ? "on" : "off"}, ${onRoad.length} pages`, onRoad.length < 2 ? ["no page names a next one"] : found);
      await tab.close();
    }
  }
}
