// The record as a file: downloaded, read back, and everything deleted here; with the storage blocked or full.
export const browsers = ["chromium", "firefox"];

const STEP = "samtaler-om-undervisning/refleksjon.html", RECORD = "samtaler-om-undervisning/record.html";
const HOSTILE = '<img src="x" onerror="alert(1)"></script><script>alert(2)</script> & "sitat"';

const fill = (page, answer) => page.evaluate((value) => {
  const { record } = steg, m = `${record.course.id}/samtaler-om-undervisning`, step = "samtaler-om-undervisning/refleksjon";
  record.nameTeam("Ærø skole, 1.–4. trinn");
  record.put("entry", `${m}/implikasjoner/mestrer`, { value, text: "Hva mestrer vi?", step });
  record.put("entry", `${m}/par/ulikt`, { value: "Første linje.\nAndre linje.\n\n# Ikke en overskrift", text: "Hva er ulikt?", step });
  record.put("entry", `${record.course.id}/kort-modul/snakk/hva`, { value: "Fra en annen modul.", text: "Hva nå?", step: "kort-modul/refleksjon" });
  record.put("entry", `${m}/borte/vekk`, { value: "Et gammelt svar.", text: "Et spørsmål som er tatt ut", step });
  record.put("step", `${m}/forarbeid`, { done: "2026-03-02", present: "rektor", title: "Forarbeid" });
  record.put("decision", `${m}/implikasjoner/_1`, { what: "Én | to", who: "Rektor", by: "før påske", how: "", done: "2026-03-09", step });
}, answer);
const said = (page) => t_text(page, ".keep [role=status]");
const t_text = (page, selector) => page.$eval(selector, (e) => e.innerText.trim());
const fresh = (page) => page.evaluate(() => steg.record.fresh().length);
const places = (text, ...parts) => parts.map((part) => text.indexOf(part));
const rising = (numbers) => numbers.every((n, i) => n >= 0 && (!i || n > numbers[i - 1]));

async function downloads(t) {
  const page = await t.tab(RECORD, { fresh: true });
  await fill(page, HOSTILE);
  t.check("text that is in no file is told of", await t.until(page, () => /ligger bare på denne maskinen/.test(document.querySelector(".keep [role=status]").innerText)), await said(page));

  const md = await t.download(page, async () => { await page.click(".keep-more summary"); await page.click("[data-save=md]"); });
  t.check("as text it has headings, questions and answers in the course's order, and what is gone from the course last",
    rising(places(md?.text ?? "", "# Referat", "Ærø skole", "## Modul 1", "### Steg 1: Forarbeid", "Ferdig 2. mars 2026", "### Steg 3", "#### Del 1", "**Hva er ulikt?**", "Første linje.  \nAndre linje.",
      "#### Del 3", "**Hva mestrer vi?**", "| Én \\| to | Rektor | før påske |", "## Modul 3", "Fra en annen modul.", "som ikke lenger står i kurset", "Et gammelt svar.")), md?.text);
  t.check("what somebody wrote does not become a heading", md?.text.includes("\\# Ikke en overskrift"), md?.text);
  t.check("text is no file to open again, so it is told of still", await fresh(page) === 6, await fresh(page));

  const html = await t.download(page, "[data-save=html]");
  t.check("the file is named after course, team and day", /^referat-alt-i-ett-kurs-aero-skole-1-4-trinn-20\d\d-\d\d-\d\d\.html$/.test(html?.name), html?.name);
  t.check("once it is downloaded nothing is in no file", await fresh(page) === 0 && /Alt dere har skrevet, er lastet ned/.test(await said(page)), await said(page));
  if (t.way === "file" || t.browser === "firefox") {
    const read = await page.evaluate((text) => {
      const doc = new DOMParser().parseFromString(text.replace(/<style>[^]*<.style>/, ""), "text/html"); // the page's policy is for parsed pages too
      return { text: doc.body.textContent, images: doc.images.length, scripts: [...doc.scripts].map((s) => s.type), title: doc.title, rows: [...doc.querySelectorAll("tr")].map((r) => [...r.cells].map((c) => c.textContent)),
        lines: doc.querySelectorAll("br").length, loads: doc.querySelectorAll("[src], link, [href], [style]").length };
    }, html.text);
    t.check("the page has the same, in the same order", rising(places(read.text, "Referat", "Team: Ærø skole", "Modul 1", "Steg 1: Forarbeid", "Steg 3", "Første linje.", "Modul 3", "Et gammelt svar.")), read.text);
    t.check("text stays text", read.text.includes(HOSTILE) && read.images === 0 && read.scripts.join() === "application/json", read);
    t.check("decisions are a table with the day they were done", read.rows[1]?.[0] === "Én | to" && read.rows[1]?.[4] === "9. mars 2026", read.rows);
    t.check("it asks for nothing else", read.loads === 0, read.loads);
  }
  const again = await page.evaluate((text) => {
    const doc = new DOMParser().parseFromString(text.replace(/<style>[^]*<.style>/, ""), "text/html");
    return JSON.parse(doc.querySelector("script").textContent);
  }, html.text);
  t.check("the data is in the page", again.format === "steg-record" && again.entries.length === 4 && again.entries.some((e) => e.value === HOSTILE), again);
  const json = await t.download(page, "[data-save=json]");
  t.check("and can be had alone", JSON.parse(json?.text ?? "{}").decisions?.[0]?.what === "Én | to", json?.text);
  if (t.browser === "chromium") await t.axe(page, "with the choices open");
  await t.narrow(page, "with the choices open");
}

async function onStep(t) {
  const page = await t.tab(STEP, { fresh: true });
  t.check("a step with nothing written offers no file", !await t.text(page, ".keep-step"));
  await page.type('[data-question$="/par/ulikt"] textarea', "Skrevet på steget.");
  await t.until(page, () => !document.querySelector(".keep-step").hidden);
  const file = await t.download(page, ".keep-step button");
  t.check("a step offers the whole record as one file", rising(places(file?.text ?? "", "Modul 1", "Steg 3", "Skrevet på steget.")), file?.text);
  const spare = await t.tab(STEP, { fresh: true, blocked: ["paper.js"] });
  await spare.type('[data-question$="/par/ulikt"] textarea', "Skrevet likevel.");
  await t.until(spare, () => !document.querySelector(".keep-step").hidden);
  const data = await t.download(spare, ".keep-step button");
  t.check("when what writes the page cannot be loaded, the data is saved", /\.json$/.test(data?.name) && data.text.includes("Skrevet likevel."), data?.name);
}

async function trouble(t) {
  for (const storage of ["blocked", "full"]) {
    const page = await t.tab(RECORD, { storage });
    if (t.browser === "firefox" && storage === "full") t.said(page); // it has no storage to fill on the empty page before this one
    await fill(page, "Ikke lagret.");
    const words = storage === "full" ? /ikke plass til mer/ : /kan ikke noe lagres/;
    t.check(`with storage ${storage} the page says so`, await t.until(page, (w) => new RegExp(w).test(document.querySelector(".keep [role=status]").innerText), words.source), await said(page));
    const file = await t.download(page, "[data-save=html]");
    t.check(`with storage ${storage} the file has everything`, file?.text.includes("Ikke lagret."), file?.text?.slice(0, 200));
    if (t.browser === "chromium") await t.axe(page, `with storage ${storage}`);
  }
  const page = await t.tab(RECORD, { fresh: true });
  await fill(page, "Helt.");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((k) => k.includes("ulikt"));
    localStorage.setItem(key, '{"value":"halvt sk');
    localStorage.setItem(key.replace("steg/1", "steg/2"), "{}");
  });
  await page.reload();
  t.check("damaged data is told of, and newer data", /er skadet/.test(await said(page)) && /nyere utgave/.test(await said(page)), await said(page));
  const file = await t.download(page, "[data-save=html]");
  t.check("and the damaged text is in the file", file?.text.includes("halvt sk"), file?.text?.slice(-600));
}

async function erase(t) {
  const page = await t.tab(RECORD, { fresh: true });
  await fill(page, "Skal slettes.");
  await page.evaluate(() => {
    const first = steg.record.team.id;
    steg.record.addTeam("Et annet team");
    steg.record.put("entry", `${steg.record.course.id}/samtaler-om-undervisning/par/enige`, { value: "Det andre teamets.", text: "?", step: "samtaler-om-undervisning/refleksjon" });
    steg.record.useTeam(first);
  });
  await page.click(".keep-more summary");
  const ask = async () => {
    await page.click("[data-erase]");
    await t.until(page, () => document.querySelector("dialog")?.open);
    return t.text(page, "dialog");
  };
  const asked = await ask();
  t.check("before deleting, the page says what goes, whose, and that it is in no file", /Svar, beslutninger/.test(asked) && /Ærø skole/.test(asked) && /borte for godt/.test(asked) && /andre team/.test(asked) && /team på denne maskinen: 2/.test(asked), asked);
  if (t.browser === "chromium") await t.axe(page, "with the question open");
  await t.narrow(page, "with the question open");
  t.check("the first choice is to download", await page.evaluate(() => document.activeElement.dataset.do) === "save");
  await t.download(page, "dialog [data-do=save]");
  t.check("when that is done it says so", /Alt er lastet ned/.test(await t.text(page, "dialog")), await t.text(page, "dialog"));
  await page.keyboard.press("Escape");
  t.check("Esc deletes nothing, and the focus goes back", await t.until(page, () => !document.querySelector("dialog") && "erase" in document.activeElement.dataset) && (await page.evaluate(() => steg.record.all("entry").length)) === 4);
  await ask();
  await page.click("dialog [data-do=team]");
  t.check("the team's record is gone, and the page says so where the focus is", await t.until(page, () => /er slettet fra denne maskinen/.test(document.activeElement.innerText)), await page.evaluate(() => document.activeElement.outerHTML));
  t.check("the other team's is still there", (await page.evaluate(() => steg.record.teams().map((team) => team.name))).join() === "Et annet team", await page.evaluate(() => steg.record.teams()));
  await page.evaluate(() => steg.record.useTeam(steg.record.teams()[0].id));
  await t.until(page, () => document.querySelector("[data-erase]").checkVisibility());
  await ask();
  await page.click("dialog [data-do=team]");
  t.check("at last nothing of it is left in the browser", await t.until(page, () => !Object.keys(localStorage).some((k) => k.includes("alt-i-ett-kurs"))), await page.evaluate(() => Object.keys(localStorage)));
}

export async function act(t) {
  for (const part of [downloads, onStep, trouble, erase]) await part(t);
}
