// What a team agrees on: written, changed, taken away and had back, ticked, looked back on, in two windows.
export const browsers = ["chromium", "firefox"];

const STEP = "samtaler-om-undervisning/refleksjon.html", FOLLOWUP = "samtaler-om-undervisning/etterarbeid.html", RECORD = "samtaler-om-undervisning/record.html";
const ROW = ".decide .agreed > li", FORM = `${ROW}:last-child`;

// What stands in the box: each row as one line, the open ones with their fields.
const rows = (page) => page.$$eval(ROW, (all) => all.map((row) => {
  const open = !row.querySelector("[data-part=open]").hidden, fields = [...row.querySelectorAll("[name]")].map((f) => f.value).join("|");
  const shown = [...row.querySelectorAll("[data-part=read] :is(.agreed-what, dd, label > span > [data-fill]), [data-part=gone] > [data-fill]")];
  return open ? `[${fields}]` : shown.filter((part) => part.checkVisibility()).map((part) => part.textContent).filter(Boolean).join("|");
}));
const focus = (page) => page.evaluate(() => document.activeElement.dataset.act ?? document.activeElement.name ?? document.activeElement.tagName);
const written = (page) => page.evaluate(() => steg.record.all("decision").map(({ what, who, by, how, done, deleted }) => ({ what, who, by, how, done, deleted })));

// As a key would write it; key by key is too slow for long texts.
const write = (page, row, text) => page.evaluate((r, t) => {
  for (const [name, value] of Object.entries(t)) {
    const field = document.querySelector(`${r} [name=${name}]`);
    field.focus();
    field.select();
    document.execCommand("insertText", false, value);
  }
}, row, text);

async function alone(t) {
  const page = await t.tab(STEP);
  t.check("an empty form stands in the box at once, in place of the four questions", (await rows(page)).join() === "[|||]" && await t.text(page, ".decide-asks") === "", await rows(page));
  const told = await page.$$eval(`${FORM} [name]`, (all) => all.every((f) => document.getElementById(f.getAttribute("aria-describedby")).checkVisibility() && f.closest("label").innerText.trim()));
  t.check("each field has a label, and beside it whose names not to write", told);

  await write(page, FORM, { what: "Én samtale hver", who: "Rektor", by: "før påske", how: "Vi hører det" });
  const kept = await t.until(page, () => steg.record.all("decision").some((d) => d.how === "Vi hører det"));
  t.check("a decision is kept while it is written", kept, await written(page));
  t.check("and the page says so", /Lagret på denne maskinen/.test(await t.text(page, `${FORM} [role=status]`)));
  t.check("no second form comes while the first is written in", (await rows(page)).length === 1, await rows(page));
  if (t.browser === "chromium") await t.axe(page, "with a decision being written");
  await page.click(`${FORM} [data-act=enough]`);
  t.check("when it is finished it stands there to read, and an empty form below it", (await rows(page)).join() === "Én samtale hver|Rektor|før påske|Vi hører det,[|||]", await rows(page));
  t.check("the focus is on the button that changes it", await focus(page) === "edit", await focus(page));

  await page.keyboard.press("Enter");
  t.check("that button opens its fields and goes there", await focus(page) === "what" && (await rows(page))[0].startsWith("[Én samtale hver|"), await rows(page));
  await write(page, `${ROW}:first-child`, { by: "før sommeren" });
  await page.reload();
  t.check("what was changed last survives a reload at once", (await rows(page))[0].includes("før sommeren"), await rows(page));

  await write(page, FORM, { what: "Et kvarter i hvert teammøte" });
  await page.click(`${FORM} [data-act=enough]`);
  await page.click(`${ROW}:nth-child(2) input[type=checkbox]`);
  t.check("a ticked decision has a date", (await written(page))[1].done === await page.evaluate(() => steg.today()), await written(page));
  t.check("and says it in words", /\|\d+\. \S+ 20\d\d$/.test((await rows(page))[1]), await rows(page));
  if (t.browser === "chromium") await t.axe(page, "with decisions to read");
  await t.narrow(page, "with decisions to read");

  await page.click(`${ROW}:first-child [data-act=remove]`);
  t.check("what is taken away is gone, and can be had back from where the focus is", await focus(page) === "undo" && (await rows(page))[0] === "Én samtale hver", [await focus(page), await rows(page)]);
  t.check("it leaves a mark in the record, without its text", (await written(page)).some((d) => d.deleted && !d.what), await written(page));
  await page.keyboard.press("Enter");
  t.check("having it back brings everything back", await focus(page) === "edit" && (await written(page))[0].by === "før sommeren" && !(await written(page))[0].deleted, await written(page));
  await page.click(`${ROW}:nth-child(2) [data-act=remove]`);
  await page.reload();
  t.check("what was taken away stays away", (await rows(page)).length === 2 && !(await rows(page)).join().includes("kvarter"), await rows(page));
}

async function together(t) {
  const one = await t.tab(STEP, { fresh: true });
  await write(one, FORM, { what: "Felles", who: "Rektor" });
  await one.click(`${FORM} [data-act=enough]`);
  const two = await t.tab(STEP, { beside: one });
  await two.bringToFront();
  t.check("another window shows what was decided", (await rows(two))[0]=== "Felles|Rektor", await rows(two));
  await two.click(`${ROW}:first-child [data-act=edit]`);
  await one.bringToFront();
  await one.click(`${ROW}:first-child [data-act=edit]`);
  await write(one, `${ROW}:first-child`, { by: "i mai" });
  await t.until(one, () => steg.record.all("decision")[0].by === "i mai");
  await two.bringToFront();
  t.check("what one window writes comes to the other while nothing is written there", await t.until(two, () => document.querySelector(".decide [name=by]").value === "i mai"), await rows(two));

  // Both write before either hears of the other: the second page is told nothing.
  const deaf = (page) => page.evaluate(() => window.addEventListener("storage", (e) => e.stopImmediatePropagation(), true));
  await deaf(two);
  await two.evaluate(() => { document.querySelector(".decide [name=how]").value = "Vi ser det"; });
  await one.evaluate(() => steg.record.put("decision", steg.record.all("decision")[0].key, { who: "Teamlederne" }, steg.record.all("decision")[0]));
  await two.evaluate(() => document.querySelector(".decide [name=how]").dispatchEvent(new Event("input", { bubbles: true })));
  await t.until(two, () => steg.record.all("decision").some((d) => d.how));
  t.check("two windows that wrote in different fields have both", (await written(two)).length === 1 && (await written(two))[0].who === "Teamlederne", await written(two));

  await two.evaluate(() => { document.querySelector(".decide [name=what]").value = "Det andre vinduet"; });
  await one.evaluate(() => steg.record.put("decision", steg.record.all("decision")[0].key, { what: "Det ene vinduet" }, steg.record.all("decision")[0]));
  await two.evaluate(() => document.querySelector(".decide [name=what]").dispatchEvent(new Event("input", { bubbles: true })));
  await t.until(two, () => steg.record.all("decision").length === 2);
  const both = (await written(two)).map((d) => d.what).sort();
  t.check("two windows that wrote in the same field have both texts, each as a decision", both.join() === "Det andre vinduet,Det ene vinduet", both);
  t.check("and the one that wrote last says so", /annet vindu/.test(await two.$$eval(`${ROW} [role=status]`, (all) => all.map((s) => s.textContent).join())), await rows(two));
  await one.bringToFront();
  const seen = await t.until(one, () => [...document.querySelectorAll(".decide .agreed [name=what]")].filter((f) => /vinduet/.test(f.value)).length === 2);
  t.check("the other window comes to show both", seen, await rows(one));
  await one.close();
  await two.close();
}

async function later(t) {
  const page = await t.tab(FOLLOWUP, { fresh: true });
  t.check("a follow-up shows nothing when nothing was decided", await t.text(page, "[data-followup]") === "");
  const put = (key, fields) => page.evaluate((k, f) => { steg.record.put("decision", `${steg.record.course.id}/${k}`, f); }, key, fields);
  await put("samtaler-om-undervisning/implikasjoner/_1", { what: "Det første", who: "Rektor", done: "2026-09-01", step: "samtaler-om-undervisning/refleksjon" });
  await put("samtaler-om-undervisning/implikasjoner/_2", { what: "Det andre", by: "før påske", step: "samtaler-om-undervisning/refleksjon" });
  await put("samtaler-om-undervisning/senere/_3", { what: "Fra et senere steg", step: "samtaler-om-undervisning/litteratur" });
  await put("kort-modul/noe/_4", { what: "Fra en annen modul", step: "kort-modul/refleksjon" });
  await put("samtaler-om-undervisning/borte/_5", { what: "<b>Fra et steg som er borte</b>", step: "samtaler-om-undervisning/borte" });
  await page.reload();
  const shown = await page.$$eval("[data-followup] li", (all) => all.map((li) => li.querySelector(".agreed-what").textContent));
  t.check("it shows what was decided in earlier steps, open ones first, and as text", shown.join() === "<b>Fra et steg som er borte</b>,Det andre,Det første" || shown.join() === "Det andre,<b>Fra et steg som er borte</b>,Det første", shown);
  const links = await page.$$eval("[data-followup] a", (all) => all.filter((a) => a.checkVisibility()).map((a) => `${a.textContent} ${new URL(a.href).pathname.split("/").pop()}`));
  t.check("each with a link to its step, while that exists", links.join() === "Felles refleksjon refleksjon.html,Felles refleksjon refleksjon.html", links);
  await page.click("[data-followup] li:not(.is-done) input[type=checkbox]");
  t.check("it is ticked as done there, and moves nowhere", (await page.$$eval("[data-followup] li", (all) => all.map((li) => li.className))).join() === "is-done,,is-done", await page.$$eval("[data-followup] li", (all) => all.map((li) => li.className)));
  await t.axe(page, "with decisions to look back on");
  await t.narrow(page, "with decisions to look back on");
}

async function badly(t) {
  const full = await t.tab(STEP, { storage: "full" });
  await write(full, FORM, { what: "Ikke plass" });
  t.check("with the storage full the page says so, and keeps what was written", await t.until(full, () => /ikke plass/.test(document.querySelector(".decide [role=status]").textContent)) && (await written(full))[0].what === "Ikke plass", await t.text(full, ".decide [role=status]"));
  const blocked = await t.tab(STEP, { storage: "blocked" });
  await write(blocked, FORM, { what: "Stengt" });
  t.check("with the storage forbidden too", await t.until(blocked, () => /kan ikke lagres/.test(document.querySelector(".decide [role=status]").textContent)), await t.text(blocked, ".decide [role=status]"));
}

export async function act(t) {
  await alone(t);
  await together(t);
  if (t.browser === "firefox") return; // what follows is the same there
  await later(t);
  await badly(t);
}
