// A team comes back after ten weeks: the front page tells what was last, what was agreed, and what comes next.
export const browsers = ["chromium", "firefox"];
export const core = true;

const M = "samtaler-om-undervisning", LAST = ".last";

// Written by the page's own record, and ten weeks old from then on.
const work = (page, things) => page.evaluate((m, list) => {
  const { record } = steg, c = record.course.id, step = `${m}/refleksjon`;
  for (const [kind, key, fields] of list) record.put(kind, `${c}/${key}`, { ...(kind === "step" ? {} : { step }), ...fields }, record.get(kind, `${c}/${key}`));
}, M, things);
const age = (page, day) => page.evaluate((when) => {
  for (const key of Object.keys(localStorage)) {
    if (/\/(entry|decision|step)\//.test(key)) localStorage[key] = localStorage[key].replace(/"changed":"[^T]*/, `"changed":"${when}`);
  }
}, day);
const way = (page) => page.$eval(`${LAST} .go`, (a) => `${a.innerText.replace(/\s+/g, " ").trim()} → ${a.href.slice(new URL(".", location).href.length)}`);
const texts = (page, selector) => page.$$eval(selector, (all) => all.filter((e) => e.checkVisibility()).map((e) => e.innerText.replace(/\s+/g, " ").trim()));
const tick = (step, title = "") => ["step", `${M}/${step}`, { done: "2026-09-13", title }];

export async function act(t) {
  const page = await t.tab("index.html");
  t.check("the first time, the front page says where to begin and nothing of a last time", await t.text(page, ".start .go") !== "" && !await page.$(LAST));
  if (!t.shared) return t.skip("coming back", "each page has a storage of its own");

  await work(page, [
    ["entry", `${M}/par/enige`, { text: "Hva er dere enige om?", value: "Det aller første" }],
    ["entry", `${M}/par/ulikt`, { text: "Hva skiller dere?", value: "Ikke så mye" }],
    ["entry", `${M}/implikasjoner/mestrer`, { text: "Hva mestrer dere?", value: `Linje én\nlinje to ${"og så videre ".repeat(30)}` }],
    ["entry", `${M}/implikasjoner/hindrer`, { text: "Hva hindrer?", value: "<i>Tid</i>" }],
    ["decision", `${M}/implikasjoner/_1`, { what: "Én samtale hver", who: "Rektor", by: "før påske", how: "Det høres" }],
    ["decision", `${M}/implikasjoner/_2`, { what: "Dette er gjort", done: "2026-09-01" }],
  ]);
  await page.evaluate(() => steg.record.nameTeam("Lederteamet"));
  await age(page, "2026-09-13");
  await t.reopen();
  const back = await t.tab("index.html", { width: 1280, height: 720 });
  const seen = await t.text(back, LAST);
  t.check("ten weeks later it opens with the step, its module, the date in words and the team", ["Sist: Lederteamet", "Felles refleksjon", "Samtaler om undervisning", "Steg 3", "13. september 2026"].every((part) => seen.includes(part)), seen);
  t.check("with what is still open, which role and by when", /^Én samtale hver Ansvar:? ?Rektor Når:? ?før påske$/.test((await texts(back, `${LAST} .agreed > li`)).join()), await texts(back, `${LAST} .agreed > li`));
  t.check("what has been done is not among it", !seen.includes("Dette er gjort"));
  const notes = await texts(back, ".last-notes dd");
  t.check("with the first lines of at most three answers, as text", notes.length === 3 && notes[0] === "Ikke så mye" && /^Linje én linje to og så .{100,140} …$/.test(notes[1]) && notes[2] === "<i>Tid</i>", notes);
  t.check("all of it above what has to be scrolled for on a projector: the step, the way on, what was agreed", await back.$eval(`${LAST} .agreed`, (e) => e.getBoundingClientRect().bottom < innerHeight), await back.$eval(`${LAST} .agreed`, (e) => e.getBoundingClientRect().bottom));
  t.check("a step that is not finished is gone on with", await way(back) === `Fortsett: Steg 3 Felles refleksjon → ${M}/refleksjon.html`, await way(back));
  t.check("that is the one strong button at the top", (await texts(back, ".welcome .go")).length === 1, await texts(back, ".welcome .go"));
  if (t.browser === "chromium") await t.axe(back, "with «Sist»");
  await t.narrow(back, "with «Sist»");
  if (t.browser === "chromium") {
    await back.focus("#_main");
    const road = [];
    for (let i = 0; i < 2; i++) {
      await back.keyboard.press("Tab");
      road.push(await back.evaluate(() => document.activeElement.className || document.activeElement.textContent));
    }
    t.check("by the keyboard, the button is the first thing after the title", road[0] === "go", road);
  }

  await work(back, [tick("refleksjon")]);
  t.check("when it is finished the next one comes", await way(back) === `Neste: Steg 4 Prøv det ut → ${M}/utproving.html`, await way(back));
  await work(back, [tick("utproving"), tick("etterarbeid"), tick("refleksjon")]);
  await age(back, "2026-09-14");
  await work(back, [["entry", `${M}/implikasjoner/hindrer`, { value: "Rettet" }]]);
  t.check("what is finished already is passed by, also when something was put right in an earlier step", await way(back) === `Neste: Steg 6 Litteratur → ${M}/litteratur.html`, await way(back));
  await work(back, [["decision", `${M}/implikasjoner/_1`, { done: "2026-11-01" }]]);
  t.check("a decision that is carried out is no longer open, and nothing else is told", await t.text(back, `${LAST} .agreed`) === "" && (await t.text(back, LAST)).includes("Felles refleksjon"), await t.text(back, LAST));
  await work(back, Array.from({ length: 7 }, (_, i) => ["decision", `${M}/implikasjoner/_9${i}`, { what: `Avtale ${i}` }]));
  t.check("of many that are open it shows five, and that there are more", (await texts(back, `${LAST} .agreed > li`)).length === 5 && (await t.text(back, LAST)).includes("Flere står i referatet"), await t.text(back, LAST));

  const all = await back.$$eval("[data-module] [data-step]", (list) => list.map((li) => li.dataset.step));
  await work(back, all.map((step) => ["step", step, { done: "2026-11-02", title: "" }]));
  t.check("at the end of the course the record comes", (await way(back)).endsWith(" → record.html"), await way(back));
  await back.click(`${LAST} .go`);
  t.check("and the button leads there", await t.until(back, () => location.pathname.endsWith("/record.html")), back.url());

  if (t.browser === "firefox") return; // what follows is the same there
  const gone = await t.tab("index.html", { fresh: true });
  await work(gone, [["entry", `${M}/borte/spurt`, { step: `${M}/borte`, text: "Hva da?", value: "Svar" }], ["step", `${M}/borte`, { done: "2026-09-13", title: "Steget som var" }], tick("presentasjon")]);
  await gone.evaluate((m) => steg.record.put("entry", `${steg.record.course.id}/${m}/borte/spurt`, { value: "Nytt svar" }, steg.record.get("entry", `${steg.record.course.id}/${m}/borte/spurt`)), M);
  t.check("a step that is no longer in the course is named as it was, without a link", (await t.text(gone, ".last-where")) === "Steget som var" && !await gone.$(".last-where > [href]"), await t.text(gone, LAST));
  t.check("the way on is then after the last one that was finished", await way(gone) === `Neste: Steg 3 Felles refleksjon → ${M}/refleksjon.html`, await way(gone));
  await gone.evaluate(() => steg.record.addTeam("De andre"));
  t.check("a new team on the machine begins where newcomers do", !await gone.$(LAST) && await t.text(gone, ".start .go") !== "");
  await gone.evaluate(() => steg.record.useTeam(steg.record.teams().find((team) => team.items).id));
  t.check("and the first team's last time comes back with it", (await t.text(gone, LAST)).includes("Steget som var"));
  await gone.evaluate(() => steg.record.erase({ all: true }));
  t.check("when all is deleted the page is as the first time", !await gone.$(LAST) && await t.text(gone, ".start .go") !== "");
  const blocked = await t.tab("index.html", { storage: "blocked" });
  t.check("with the storage forbidden too", !await blocked.$(LAST) && await t.text(blocked, ".start .go") !== "");
}
