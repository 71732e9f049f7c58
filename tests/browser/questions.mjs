#!/usr/bin/env node
// Goes from the front page to the answers in docs/questions.md, as a reader does: by the names of links; tests/suites/65-questions.
//
//     questions.mjs FILE FOLDER [FILE FOLDER]…    a table of questions, and the site that answers it
//
// A row of a table there is a question, the clicks, the page one comes to, by its heading, and the words that answer:
//
//     | Hva er IGP? | Metoder → IGP | IGP | Først tenker hver enkelt |
//
//     Metoder → IGP                     two clicks; each is the whole name of a link, or of something that opens (a summary)
//     Lærende samtaler / Forarbeid      one click: the link in the part of the page with that heading, where others have its name
//     –                                 no click
//     words · other words               all of them must be on the screen
//     [modulen]                         each module in turn, by its name; on the phone the first stands for all
//
// At most two clicks, and no name that leads to two places. Each is done on a desktop and on a phone.
// Prints a line for each answer that is not found and, last, `N passed, N failed, N skipped`.

import { readFileSync } from "node:fs";
import { launch, setMode } from "./browser.mjs";
import { newReport } from "./report.mjs";
import { openSite } from "./site.mjs";

const MOST_CLICKS = 2, LEAST_QUESTIONS = 20;
const MODULE = "[modulen]";
const SCREENS = { desktop: { width: 1280, height: 800, scheme: "light" }, phone: { width: 360, height: 740, scheme: "light" } };

export function rowsOf(markdown) {
  return markdown.split("\n").filter((line) => /^\| /.test(line)).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
    .filter(([first, clicks]) => clicks !== undefined && first !== "Spørsmål" && !/^-+$/.test(first))
    .map(([question, clicks, page, words]) => ({ question, page, words: (words ?? "").split(" · "), clicks: clicks === "–" ? [] : clicks.split(" → ") }));
}

// A row that holds for all modules is a row for each.
function inModules(row, titles) {
  const within = (text, title) => text.replaceAll(MODULE, title);
  if (!row.clicks.some((click) => click.includes(MODULE))) return [row];
  return titles.map((title) => ({ ...row, question: `${row.question} (${title})`, clicks: row.clicks.map((c) => within(c, title)), page: within(row.page, title) }));
}

// In the page: what one can press that has this name and is on the screen, marked for the click. How many places they lead to.
function mark(name, part) {
  const said = (text) => text.replace(/\s+/g, " ").trim();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) && e.getBoundingClientRect().width > 1;
  document.querySelectorAll("[data-pressed]").forEach((e) => e.removeAttribute("data-pressed"));
  let all = [...document.querySelectorAll("a[href], summary, button")].filter((e) => seen(e) && said(e.innerText) === name);
  if (part) {
    const heading = (e) => [...e.querySelectorAll("h2, h3")].some((h) => said(h.innerText) === part);
    all = all.filter((e) => heading(e.closest("li:has(h3), section:has(h2)") ?? document.createElement("p")));
  }
  all[0]?.setAttribute("data-pressed", "");
  return { found: all.length, places: [...new Set(all.map((e) => e.href ?? ""))], here: location.href };
}

// In the page: whether the words are on the screen, in one piece.
function shown(words) {
  const said = (text) => text.replace(/\s+/g, " ");
  const walk = (e) => {
    if (!said(e.textContent).includes(words)) return false;
    const inner = [...e.children].filter((c) => said(c.textContent).includes(words));
    if (inner.length) return inner.some(walk);
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  };
  return walk(document.querySelector("main"));
}

// Goes the way; what is wrong with it, nothing when one gets there.
async function go(tab, start, clicks) {
  if (clicks.length > MOST_CLICKS) return [`${clicks.length} clicks, and ${MOST_CLICKS} are the most`];
  await tab.open(start);
  for (const click of clicks) {
    const [name, part] = click.split(" / ").reverse();
    const { found, places, here } = await tab.page.evaluate(mark, name, part);
    if (!found) return [`nothing on ${await tab.page.title()} is called «${click}»`];
    if (places.length > 1) return [`«${click}» leads to ${places.length} places; say in which part of the page`];
    const leaves = places[0] && places[0].split("#")[0] !== here.split("#")[0];
    await Promise.all([leaves ? tab.page.waitForNavigation({ waitUntil: "load" }) : null, tab.page.click("[data-pressed]")]);
  }
  return [];
}

// What is wrong with where one has come.
async function look(tab, { page: heading, words }) {
  const title = await tab.page.evaluate(() => document.querySelector("main h1").innerText.replace(/\s+/g, " ").trim());
  const problems = title === heading ? [] : [`one comes to «${title}», not to «${heading}»`];
  for (const piece of words) if (!piece || !await tab.page.evaluate(shown, piece)) problems.push(`«${piece}» is not to be seen on «${title}»`);
  return problems;
}

async function follow(tab, start, row) {
  const lost = await go(tab, start, row.clicks);
  return lost.length ? lost : look(tab, row);
}

// A check that cannot fail proves nothing: each of these ways has one fault.
const FAULTS = [
  ["words that are not there", "| Hva? | – | Lærende skoleledelse | Dette står ikke der. |", /not to be seen/],
  ["a link that is not there", "| Hva? | Finnes ikke | Lærende skoleledelse | Moduler |", /nothing on .* is called/],
  ["another page", "| Hva? | Metoder | Ordliste | IGP |", /not to «Ordliste»/],
  ["three clicks", "| Hva? | Metoder → IGP → Ordliste | Ordliste | IGP |", /3 clicks/],
  ["a name of five links", "| Hva? | Forarbeid | Forarbeid | Forarbeid |", /leads to \d places/],
  ["an answer that is folded away", "| Hva? | Lærende samtaler / Forarbeid | Forarbeid | Den som ikke har lest |", /not to be seen/],
];

const pairs = process.argv.slice(2), report = newReport();
if (!pairs.length || pairs.length % 2) {
  console.error("questions.mjs FILE FOLDER…");
  process.exit(2);
}
const browser = await launch();
for (let i = 0; i < pairs.length; i += 2) {
  const rows = rowsOf(readFileSync(pairs[i], "utf8")), server = await openSite(pairs[i + 1]).serve();
  report.add("questions", pairs[i], rows.length >= LEAST_QUESTIONS ? [] : [`${rows.length} questions, and ${LEAST_QUESTIONS} are asked for`]);
  const tab = await browser.tab({ allowed: [server.base] });
  await tab.open(server.url(""));
  const titles = await tab.page.evaluate(() => [...document.querySelectorAll("[data-module] h3 a")].map((a) => a.innerText.trim()));
  for (const [screen, mode] of Object.entries(SCREENS)) {
    await setMode(tab, mode);
    const ways = new Map(); // questions with the same way go it together
    for (const row of rows.flatMap((row) => inModules(row, screen === "phone" ? titles.slice(0, 1) : titles))) {
      const way = row.clicks.join(" → ");
      ways.set(way, [...ways.get(way) ?? [], row]);
    }
    for (const together of ways.values()) {
      const lost = await go(tab, server.url(""), together[0].clicks);
      for (const row of together) report.add(`the way to the answer, on a ${screen}`, row.question, lost.length ? lost : await look(tab, row));
    }
  }
  if (i === 0) {
    for (const [what, row, complaint] of FAULTS) {
      const [said = "nothing"] = await follow(tab, server.url(""), rowsOf(row)[0]);
      report.add("self-test", what, complaint.test(said) ? [] : [`it said: ${said}`]);
    }
  }
  await tab.close();
  server.close();
}
await browser.close();
process.exitCode = report.close() ? 0 : 1;
