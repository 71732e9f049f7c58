// The record page: an empty form, and the minutes of what a team has written.
export const browsers = ["chromium", "firefox"];

const STEP = "samtaler-om-undervisning/refleksjon.html", RECORD = "samtaler-om-undervisning/record.html", WHOLE = "record.html";

// What stands in the page, line by line, as it is shown.
const lines = (page) => page.$eval("main", (main) => main.innerText.split("\n").map((line) => line.trim()).filter(Boolean));
const asked = (page) => page.$$eval(".record-step .asked > li", (all) => all.filter((li) => li.checkVisibility()).map((li) => [li.value, li.querySelector(".answer").textContent]));

const fill = (page) => page.evaluate(() => {
  const { record } = steg, m = `${steg.record.course.id}/samtaler-om-undervisning`, step = "samtaler-om-undervisning/refleksjon";
  record.nameTeam("Ekornskogen");
  record.put("entry", `${m}/par/ulikt`, { value: "Første linje.\n\n<b>Siste</b> linje.", text: document.querySelector(`[data-question$="/par/ulikt"] .ask`).textContent, step });
  record.put("entry", `${m}/implikasjoner/mestrer`, { value: "Mye.", text: "Hva mestret vi før?", step });
  record.put("entry", `${m}/borte/vekk`, { value: "Et gammelt svar.", text: "Et spørsmål som er tatt ut", step });
  record.put("step", `${m}/forarbeid`, { done: "2026-03-02", present: "rektor, to teamledere", title: "Forarbeid" });
  record.put("decision", `${m}/implikasjoner/_1`, { what: "Én samtale hver", who: "Rektor", by: "før påske", how: "Vi hører det", step });
});

async function form(t) {
  if (t.browser === "chromium") {
    const bare = await t.tab(RECORD, { scripts: false, fresh: true });
    const text = (await lines(bare)).join("\n");
    t.check("without JavaScript the record is a form that says what it is for", /fylles ut for hånd/.test(text) && /Til stede/.test(text), text.slice(0, 300));
    t.check("with all questions", (await bare.$$(".asked > li")).length > 4);
    t.check("and an empty table with four headings where something is to be decided", (await bare.$$eval(".decided th", (all) => all.length)) === 4);
    t.check("and nothing to press", await bare.$$eval("main :is(button, input)", (all) => all.every((b) => !b.checkVisibility())));
  }
  const page = await t.tab(RECORD, { fresh: true });
  t.check("with nothing written it is the same form", /fylles ut for hånd/.test((await lines(page)).join()) && (await asked(page)).length > 4, await lines(page));
  t.check("that says where the answers come from", /samles svarene her/.test(await t.text(page, ".record-about + .record-about")));
  t.check("a file can be opened there, and nothing downloaded yet", await t.text(page, ".keep label") && !await t.text(page, ".keep [data-save=html]"));
}

async function filled(t) {
  const page = await t.tab(RECORD, { fresh: true });
  await fill(page);
  await page.reload();
  const text = (await lines(page)).join("\n");
  t.check("only what is answered is shown, under its own number", JSON.stringify(await asked(page)) === JSON.stringify([[2, "Første linje.\n\n<b>Siste</b> linje."], [1, "Mye."]]), await asked(page));
  t.check("lines stay lines", /Første linje\.\n+<b>Siste<\/b> linje\./.test(await t.text(page, '[data-question$="/par/ulikt"] .answer')));
  t.check("a step has its day and who was there", /Ferdig 2\. mars 2026/.test(text) && /Til stede: rektor, to teamledere/.test(text), text);
  t.check("a step that is not ticked has the day when something was last written", /Sist skrevet \d+\. \S+ 20/.test(text), text);
  t.check("the head has the days and the course's version", /Dato\s+2\. mars 2026 – /.test(text) && /Versjon \S/.test(text), text);
  t.check("decisions stand in a table", (await page.$eval(".decided table.agreed", (table) => table.innerText)).includes("Én samtale hver"));
  t.check("a question that was worded otherwise says how", /Da dere svarte, var spørsmålet:\s+Hva mestret vi før\?/.test(text), text);
  t.check("an answer whose question is gone stands at the end, under it", /som ikke lenger står i kurset\s+Et spørsmål som er tatt ut\s+Et gammelt svar\./.test(text.replace(/\n/g, " ")), text);
  const to = await page.$eval('[data-question$="/par/ulikt"] .to', (a) => [a.textContent, a.getAttribute("href")]);
  t.check("each answer links to its place on the step", to[0] === "Endre svaret" && to[1] === "refleksjon.html#par.ulikt", to);
  if (t.browser === "chromium") await t.axe(page, "with a record");
  await t.narrow(page, "with a record");

  await page.click(".record-all input");
  t.check("a box brings forth the questions without an answer", (await asked(page)).length > 4, await asked(page));
  if (t.browser === "chromium") await t.axe(page, "with all questions");
  await page.click(".record-all input");
  t.check("and hides them again", (await asked(page)).length === 2);

  const other = await t.tab(WHOLE, { beside: page });
  if (!t.shared) return t.skip("the course's record has the module's", "each file has a storage of its own");
  t.check("the course's record has it too", (await lines(other)).join().includes("Siste"), await lines(other));
  t.check("of modules with nothing in them nothing is shown", !(await lines(other)).join().includes("En kort modul"), await lines(other));
  await other.evaluate(() => steg.record.put("entry", `${steg.record.course.id}/kort-modul/snakk/hva`, { value: "Fra en annen modul.", text: "?", step: "kort-modul/refleksjon" }));
  await page.bringToFront();
  t.check("a module's record has no more than the module's", !(await lines(page)).join().includes("annen modul"));
  await other.bringToFront();
  await other.evaluate(() => steg.record.put("entry", `${steg.record.course.id}/samtaler-om-undervisning/par/enige`, { value: "Skrevet imens.", text: "?", step: "samtaler-om-undervisning/refleksjon" }));
  await page.bringToFront();
  t.check("what is written in another tab comes by itself", await t.until(page, () => document.querySelector("main").innerText.includes("Skrevet imens.")));
  await page.evaluate(() => steg.record.erase({ all: true }));
  t.check("when everything is deleted, the form is back", await t.until(page, () => document.querySelector(".record-about").checkVisibility()) && (await asked(page)).length > 4);
}

async function written(t) {
  if (!t.shared) return;
  const page = await t.tab(STEP, { fresh: true });
  await page.type('[data-question$="/par/enige"] textarea', "Mye, faktisk.");
  await page.click(".finish input");
  await t.open(page, RECORD);
  const text = (await lines(page)).join("\n");
  t.check("what is written and ticked on a step is in the record", text.includes("Mye, faktisk.") && /Ferdig \d/.test(text), text);
}

async function blocked(t) {
  const page = await t.tab(RECORD, { fresh: true, blocked: ["decisions.js"] });
  await fill(page);
  t.check("without the script for decisions they stand there all the same", await t.until(page, () => document.querySelector(".decided:not([hidden])").innerText.includes("Én samtale hver")));
}

async function paper(t) {
  if (t.browser !== "chromium") return;
  const page = await t.tab(RECORD, { fresh: true });
  await fill(page);
  await page.emulateMediaType("print");
  await t.until(page, () => !document.querySelector(".record-about").checkVisibility());
  const text = (await lines(page)).join("\n");
  t.check("paper has the team, the days and the version", /Ekornskogen/.test(text) && /2\. mars 2026/.test(text) && /Versjon/.test(text), text);
  t.check("so that each sheet has them, where the browser writes below it", /^Ekornskogen, 2\. mars 2026 – .* · .*Versjon/.test(await page.$eval("html", (e) => e.dataset.paper)), await page.$eval("html", (e) => e.dataset.paper));
  t.check("and nothing to press", await page.$$eval(":is(button, input, summary, .to)", (all) => all.every((b) => !b.checkVisibility())));
}

export async function act(t) {
  for (const part of [form, filled, written, blocked, paper]) await part(t);
}
