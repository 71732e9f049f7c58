// A team comes back when the course has changed: the front page tells what is new since they were here, first what is
// in steps that they have worked with; the lists mark it. tests/history/changed.py has the course's history.
export const sites = ["changed"];

// The machine's clock, for all pages that this tab opens from now on.
const at = (page, time) => page.evaluateOnNewDocument((now) => {
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [now])); }
    static now() { return new Real(now).getTime(); }
  };
}, time);
const answer = (page, value) => page.evaluate((text) => {
  const { record } = steg, key = `${record.course.id}/lytte/par/likt`;
  record.put("entry", key, { text: "Hva var likt i det dere så?", value: text, step: "lytte/snakk" }, record.get("entry", key));
}, value);
const tick = (page, step) => page.evaluate((id) => { steg.record.put("step", `${steg.record.course.id}/${id}`, { done: steg.today(), title: id }); }, step);
const words = (page, selector) => page.$$eval(selector, (all) => all.filter((e) => e.checkVisibility()).map((e) => e.innerText.replace(/\s+/g, " ").trim()));
const NEW = ["Ta ut «Les mer», og spør heller hverandre", "Forklar time-out bedre, og bruk det i begge moduler", "La den som leder, prøve selv først", "Ny modul: Å planlegge møter"];

export async function act(t) {
  const page = await t.tab();
  await at(page, "2025-11-25T12:00:00Z");
  await t.open(page, "index.html");
  t.check("who has written nothing is told of nothing new", !await page.$(".fresh"));
  await answer(page, "Vi så det samme");
  await page.reload();
  t.check("nor is who was here for the first time today", !await page.$(".fresh") && await t.text(page, ".last") !== "");

  await at(page, "2026-03-10T12:00:00Z");
  await t.open(page, "index.html");
  t.check("months later the front page has what is new", (await t.text(page, ".fresh > h2")) === "Nytt siden sist dere var her");
  const seen = await words(page, ".fresh .change-words");
  t.check("first what is in steps that the team has worked with, then the rest, each newest first; nothing that was there then", JSON.stringify(seen) === JSON.stringify(NEW), seen);
  const worked = await words(page, ".fresh-worked");
  t.check("it names those steps, and no others", worked.join("; ") === "Gjelder steg dere har jobbet med: Snakk sammen; Gjelder steg dere har jobbet med: Snakk sammen", worked);
  t.check("«Sist» comes before it", await page.$eval(".fresh", (e) => Boolean(document.querySelector(".last").compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)));
  await t.axe(page, "with what is new");
  await t.narrow(page, "with what is new");
  await Promise.all([page.waitForNavigation(), page.click(".fresh .change-words a")]);
  t.check("each leads to its page", (await t.text(page, "h1")) === NEW[0]);

  await t.open(page, "changes.html");
  const marked = await words(page, ".changes li:has(.fresh-mark) > .change-words");
  t.check("the course's list marks the same", marked.length === 4 && marked.every((line) => /Nytt siden sist$/.test(line)), marked);
  t.check("and a module's its own", (await t.open(page, "lytte/changes.html"), (await words(page, ".fresh-mark")).length === 2));
  await t.axe(page, "with marks");

  await t.open(page, "index.html");
  await tick(page, "planlegge/lag-planen");
  await answer(page, "Vi så noe annet");
  await page.reload();
  t.check("what is ticked and written anew today does not make it old", (await words(page, ".fresh .change-words")).length === 4, await words(page, ".fresh .change-words"));
  t.check("a step worked with today counts too", (await words(page, ".fresh-worked")).some((line) => line.includes("Lag planen")), await words(page, ".fresh-worked"));
  await page.evaluate(() => { steg.record.addTeam("Et annet team"); });
  t.check("another team has nothing new", await t.until(page, () => !document.querySelector(".fresh")));

  const later = await t.tab(undefined, { beside: page });
  await at(later, "2026-03-12T12:00:00Z");
  await t.open(later, "index.html");
  await later.evaluate(() => { const { record } = steg; record.useTeam(record.teams().find(({ items }) => items > 0).id); });
  await later.reload();
  t.check("when they have been here since, it is gone", !await later.$(".fresh") && await t.text(later, ".last") !== "");
  await t.open(later, "changes.html");
  t.check("and so are the marks", !await later.$(".fresh-mark") && await later.$(".change-words"));

  const alone = await t.tab(undefined, { beside: page, blocked: ["fresh.js"] });
  await t.open(alone, "index.html");
  t.check("without its script there is no trace of it", !await alone.$(".fresh") && await alone.$(".last"));
  const silent = await t.tab("changes.html", { scripts: false });
  t.check("without scripts the list is whole", (await words(silent, ".change-words")).length === 6 && !await silent.$(".fresh-mark"));
}
