// Figures in a browser, in every common sans font: nothing is wider than what it stands in, nothing
// lies on something else, all of it can be read in light and in the dark, and axe has nothing to say.
//
//     node tests/figures/run.mjs SITE…       every step of these sites that has a figure
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { launch, setMode, MODES } from "../browser/browser.mjs";
import * as axe from "../browser/checks/axe.mjs";

const FONTS = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Roboto", "Open Sans", "Lato", "Cantarell", "Inter"];
const MADE = ["print.html", "missed.html", "worksheet.html"]; // they show what the steps do
const WINDOWS = { "320 px": MODES["320 px"], tablet: { width: 700, height: 900, scheme: "light" }, desk: MODES.light, projector: { width: 1920, height: 1080, scheme: "light" } };

const here = spawnSync("fc-list", [":", "family"], { encoding: "utf8" }).stdout ?? "";
const fonts = FONTS.filter((f) => here.split("\n").some((line) => line.split(",").includes(f)));
let passed = 0, failed = 0;
const skipped = FONTS.length - fonts.length;
const say = (what, found) => {
  if (!found.length) { passed++; return; }
  failed++;
  console.log(`failed: ${what}`);
  for (const line of found.slice(0, 5)) console.log(`    ${line}`);
};

// In the page: what is wrong with the figures that can be seen.
function faults() {
  const found = [], tell = (svg, text) => found.push(`${svg.closest("figure").querySelector("figcaption").textContent.slice(0, 30)}: ${text}`);
  const inside = (a, b, by) => a.x >= b.x - by && a.x + a.width <= b.x + b.width + by && a.y >= b.y - by && a.y + a.height <= b.y + b.height + by;
  for (const figure of document.querySelectorAll("figure.figure")) {
    const seen = [...figure.querySelectorAll("svg")].filter((s) => s.getClientRects().length);
    if (seen.length !== 1) found.push(`${seen.length} pictures are shown at once`);
    for (const svg of seen) {
      const all = svg.viewBox.baseVal, texts = [...svg.querySelectorAll("text")].filter((t) => !t.closest("g[transform]"));
      const scale = svg.getBoundingClientRect().width / all.width;
      const shapes = [...svg.querySelectorAll("rect, circle.f-mark")].map((r) => r.getBBox()).sort((a, b) => a.width * a.height - b.width * b.height);
      const boxes = texts.map((t) => {
        const b = t.getBBox(), size = parseFloat(t.getAttribute("font-size"));
        return { text: t.textContent, x: b.x, width: b.width, y: parseFloat(t.getAttribute("y")) - size * .75, height: size * .95, size };
      });
      for (const b of boxes) {
        if (!inside(b, all, 2)) tell(svg, `“${b.text}” looks out of the picture`); // a J leans out a little
        if (b.size * scale < 11.99) tell(svg, `“${b.text}” is ${(b.size * scale).toFixed(1)} px high`);
        const middle = { x: b.x + b.width / 2, y: b.y + b.height / 2 };
        const around = shapes.find((s) => middle.x > s.x && middle.x < s.x + s.width && middle.y > s.y && middle.y < s.y + s.height);
        if (around && !inside(b, around, -1)) tell(svg, `“${b.text}” is wider than its box`);
      }
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
        const over = a.x < b.x + b.width - .5 && b.x < a.x + a.width - .5 && a.y < b.y + b.height - .5 && b.y < a.y + a.height - .5;
        if (over) tell(svg, `“${a.text}” lies on “${b.text}”`);
      }));
      for (const t of svg.querySelectorAll("g[transform] text")) { // beside the letters a font may leave room
        const b = t.getBoundingClientRect(), s = svg.getBoundingClientRect();
        if (b.top < s.top - 1 || b.bottom > s.bottom + 1 || b.left < s.left - 6 * scale) tell(svg, `“${t.textContent}”, turned, looks out of the picture`);
      }
    }
  }
  return found;
}

// In the page: letters at least 7:1 on paper, lines that mean something 3:1.
function pale() {
  const light = (css) => css.match(/[\d.]+/g).slice(0, 3).map((n) => n / 255).map((c) => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const found = new Set(), paper = getComputedStyle(document.body).backgroundColor;
  for (const e of document.querySelectorAll("figure.figure svg :is(text, rect, circle, path)")) {
    if (!e.getClientRects().length) continue;
    const style = getComputedStyle(e), letters = e.tagName === "text";
    const colour = letters || style.stroke === "none" ? style.fill : style.stroke;
    if (colour === "none") found.add(`${e.getAttribute("class")}: neither filled nor drawn`);
    else if (ratio(colour, paper) < (letters ? 7 : 3)) found.add(`${e.getAttribute("class")}: ${ratio(colour, paper).toFixed(2)}:1`);
  }
  return [...found];
}

const pagesOf = (site) => readdirSync(site, { recursive: true })
  .filter((p) => p.endsWith(".html") && !p.startsWith("nn/") && !MADE.includes(basename(p)))
  .filter((p) => readFileSync(join(site, p), "utf8").includes('<figure class="figure')).sort();

const sites = process.argv.slice(2), browser = await launch();
const tab = await browser.tab({ allowed: sites.map((s) => pathToFileURL(s).href) });
await tab.page.setBypassCSP(true); // for the fonts, which no page of a course sets
let tried = 0;
for (const site of sites) for (const page of pagesOf(site)) {
  const url = pathToFileURL(join(site, page)).href;
  tried++;
  for (const [name, mode] of Object.entries(WINDOWS)) {
    await setMode(tab, mode);
    await tab.open(url);
    for (const font of fonts) {
      await tab.page.evaluate((f) => document.documentElement.style.setProperty("--sans", `"${f}"`), font);
      say(`${page}, ${name}, ${font}`, await tab.page.evaluate(faults));
    }
  }
  for (const scheme of ["light", "dark"]) {
    await setMode(tab, MODES[scheme]);
    await tab.open(url);
    say(`${page}, contrast, ${scheme}`, await tab.page.evaluate(pale));
    say(`${page}, axe, ${scheme}`, await axe.check(tab));
  }
  say(`${page}, what the browser says`, tab.noise());
}
await browser.close();
if (!tried) { console.log("failed: no page has a figure"); failed++; }
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
