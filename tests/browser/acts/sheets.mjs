// sheets: the leader prints what the session needs, and the one who was away reads what the others did. On paper no
// question is cut, no heading stands alone, no sheet is empty, and each says its version and when it was reviewed.
import { spawnSync } from "node:child_process";

export const browsers = ["chromium", "firefox"];
const MODULE = "samtaler-om-undervisning", SHEETS = ["print", "runsheet", "cards", "notesheet", "worksheet"];
// What is filled in by hand or hung up: the page, how many sheets of paper it is, and which of them lie on their side.
const BY_HAND = [["statements", `${MODULE}/statements.html`, 1, []], ["observation", `${MODULE}/observation.html`, 3, [3]], ["plan", "plan.html", 1, [1]], ["poster", "poster.html", 1, []]];
const canRead = spawnSync("pdftotext", ["-v"]).status === 0;
const squeezed = (s) => s.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, "");

async function printed(page) {
  const pdf = Buffer.from(await page.pdf({ format: "A4", timeout: 60000 }));
  const read = spawnSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], { input: pdf, encoding: "utf8" });
  return read.stdout.split("\f").slice(0, -1).map(squeezed);
}

// The width and height of each sheet of paper, in points.
async function papers(page, format) {
  const pdf = Buffer.from(await page.pdf({ format, timeout: 60000 }));
  const read = spawnSync("pdfinfo", ["-f", "1", "-l", "99", "-"], { input: pdf, encoding: "utf8" });
  return [...read.stdout.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map((m) => [Number(m[1]), Number(m[2])]);
}

// Each sheet is one piece of paper, upright or on its side, and its last line stands on it.
async function byHand(t) {
  for (const [name, path, count, wide] of BY_HAND) {
    const page = await t.tab(path), sizes = await papers(page, "A4");
    t.check(`${name}: ${count} sheet${count > 1 ? "s" : ""} of paper, not one more`, sizes.length === count, sizes);
    t.check(`${name}: what is wide lies on its side, the rest stands`, sizes.every(([w, h], i) => wide.includes(i + 1) === (w > h)), sizes);
    const over = await page.evaluate(() => [...document.querySelectorAll(".fill :is(th, td), .say-text, .poster li")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.trim()));
    t.check(`${name}: no text is wider than its place`, !over.length, over);
    if (name === "poster") t.check("the poster is one sheet of A3, too", (await papers(page, "A3")).length === 1);
    if (name !== "observation") continue;
    await page.evaluate(() => { for (const e of document.querySelectorAll(".fill-sheet .fill")) e.style.height = "300mm"; });
    t.check("a sheet that grew too long would be seen", (await papers(page, "A4")).length > count);
  }
}

// Puts a word of its own at the start and at the end of what must stay together: qXXstart and qXXend.
const mark = (page) => page.evaluate(() => {
  const put = (el, word, last) => {
    const span = document.createElement("span");
    span.textContent = ` ${word} `;
    el[last ? "append" : "prepend"](span);
  };
  const name = (i) => String(i).padStart(3, "0"), whole = [...document.querySelectorAll(".asks > li, .questions > li, .note-rows > li, .card, main .decide")];
  whole.forEach((el, i) => {
    put(el.querySelector(".ask, .note-sign, h2, .box-title") ?? el, `qw${name(i)}start`);
    put([...el.querySelectorAll(".lines > span, .card-foot, li")].at(-1) ?? el, `qw${name(i)}end`, true);
  });
  const all = [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && !e.closest(".screen, nav"));
  const heads = all.filter((e) => /^H[23]$/.test(e.tagName));
  heads.forEach((head, i) => {
    const next = all.slice(all.indexOf(head) + 1).find((e) => e.matches("p, li, dt, td, .ask") && !e.closest(".facts") && !head.contains(e));
    put(head, `qh${name(i)}start`);
    if (next) put(next, `qh${name(i)}end`);
  });
});

function apart(sheets, kind) {
  const at = (word) => sheets.findIndex((text) => text.includes(word));
  const names = [...new Set(sheets.join(" ").match(new RegExp(`q${kind}\\d{3}(?=start)`, "g")) ?? [])];
  return { count: names.length, apart: names.filter((n) => at(`${n}end`) >= 0 && at(`${n}start`) !== at(`${n}end`)) };
}

// A team's questions are longer than ours.
const lengthen = (page) => page.evaluate(() => {
  for (const ask of document.querySelectorAll(".ask")) ask.append(" Tenk på det siste halvåret, og på det dere har prøvd.".repeat(9));
});

async function onPaper(t) {
  for (const sheet of SHEETS) {
    const page = await t.tab(`${MODULE}/${sheet}.html`), foot = squeezed(await page.evaluate(() => document.documentElement.dataset.paper));
    const sheets = await printed(page), bare = sheets.map((text) => text.replace(foot, "").replace(/^\d+|\d+$/g, ""));
    t.check(`${sheet}: the version and the date of the review stand on every sheet of paper`, foot.includes("versjon") && foot.includes("sistgjennomgått") && sheets.every((text) => text.includes(foot)), sheets.map((s) => s.slice(-60)));
    t.check(`${sheet}: no sheet is empty`, sheets.length > 0 && bare.every((text) => text.length > 8), bare.map((s) => s.length));
    if (sheet === "runsheet") t.check("the run sheet is one sheet", sheets.length === 1, sheets.length);
    if (t.browser !== "chromium" || sheet === "runsheet") continue;
    await lengthen(page);
    await mark(page);
    const marked = await printed(page), whole = apart(marked, "w"), heads = apart(marked, "h");
    t.check(`${sheet}: no question, card or decision is cut`, whole.count > 2 && !whole.apart.length, whole);
    if (sheet !== "cards") t.check(`${sheet}: no heading stands without what follows it`, heads.count > 0 && !heads.apart.length, heads);
    if (sheet !== "worksheet") continue;
    await page.evaluate(() => { for (const li of document.querySelectorAll(".asks > li")) li.style.breakInside = "auto"; });
    t.check("a question that is cut would be seen", apart(await printed(page), "w").apart.length > 0);
  }
}

async function onScreen(t) {
  const paths = [...SHEETS, "missed"].map((name) => [name, `${MODULE}/${name}.html`]);
  for (const [name, path] of [...paths, ...BY_HAND]) {
    const page = await t.tab(path);
    const found = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
      return { twice: ids.filter((id, i) => ids.indexOf(id) !== i), nowhere: [...document.querySelectorAll('main a[href^="#"]')].map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id)) };
    });
    t.check(`${name}: each anchor is there once, and links on the page lead to one`, !found.twice.length && !found.nowhere.length, found);
    await t.axe(page, name);
    await t.narrow(page, name);
  }
  const page = await t.tab(`${MODULE}/cards.html`);
  await page.evaluate(() => { window.asked = 0; window.print = () => { window.asked++; }; });
  await page.click("#_print");
  t.check("the button prints", await page.evaluate(() => window.asked) === 1);
  const without = await t.tab(`${MODULE}/cards.html`, { blocked: ["print.js"] });
  t.check("without its script there is no button, but the way to print is told", await t.text(without, "#_print") === "" && (await t.text(without, ".print-now")).length > 20);
}

async function away(t) {
  const page = await t.tab(`${MODULE}/index.html`);
  await page.click(".missed-link a");
  await page.waitForSelector(".missed-ask");
  const seen = await page.evaluate(() => ({
    purpose: document.querySelector(".purpose")?.innerText ?? "", steps: document.querySelectorAll(".missed-step").length, terms: document.querySelectorAll(".terms dt").length,
    asks: [...document.querySelectorAll(".missed-ask .ask")].map((e) => e.innerText), texts: [...document.querySelectorAll(".show a")].filter((a) => /manus\.html$/.test(a.href)).length,
  }));
  t.check("who was away reads the purpose, each step, the words, and can read a film instead of watching it", seen.purpose.length > 20 && seen.steps === 7 && seen.terms > 0 && seen.texts > 0, seen);
  t.check("there is one question to bring: the first of the last part that ends with a decision", seen.asks.length === 1 && seen.asks[0].includes("Hva mestrer vi allerede?"), seen.asks);
  const leader = await t.tab(`${MODULE}/leader.html`);
  const list = await leader.evaluate(() => ({ bottom: document.querySelector(".sheets")?.getBoundingClientRect().bottom ?? 9999, links: [...document.querySelectorAll(".sheets a")].map((a) => a.getAttribute("href")) }));
  t.check("what to print stands within the leader's first screen", list.bottom <= 800 && SHEETS.every((s) => list.links.includes(`${s}.html`)), list);
}

export async function act(t) {
  if (canRead) await onPaper(t);
  else t.skip("what is on paper was not read", "pdftotext is not installed (poppler-utils)");
  if (canRead && t.browser === "chromium") await byHand(t);
  if (t.browser === "chromium") await onScreen(t);
  await away(t);
}
