// Files of a record come in: on two machines that both wrote, from another team, and files that are none.
export const browsers = ["chromium", "firefox"];

const RECORD = "samtaler-om-undervisning/record.html", FIELD = ".keep input[type=file]";

const put = (page, answers) => page.evaluate((all) => {
  const { record } = steg;
  for (const [question, value] of Object.entries(all)) {
    const key = `${record.course.id}/samtaler-om-undervisning/${question}`;
    record.put("entry", key, { value, text: document.querySelector(`[data-question="${key}"] .ask`).textContent, step: "samtaler-om-undervisning/refleksjon" }, record.get("entry", key));
  }
}, answers);
const name = (page, team) => page.evaluate((n) => steg.record.nameTeam(n), team);
const answers = (page) => page.evaluate(() => Object.fromEntries(steg.record.all("entry").map((e) => [e.key.split("/").slice(2).join("/"), e.value])));
const content = (page) => page.evaluate(() => ["entry", "decision", "step"].flatMap((kind) => steg.record.all(kind).filter((i) => !steg.rules.blank(i)).map((i) => [i.key, ...steg.rules.KINDS[kind].content.map((n) => i[n])])));
const teams = (page) => page.evaluate(() => steg.record.teams().map((team) => `${team.name}:${team.items}`));
const came = (page) => page.$eval(".keep-came", (e) => e.innerText.trim());
const focused = (page) => page.evaluate(() => document.activeElement.innerText?.trim() || document.activeElement.tagName);
const save = (t, page) => t.download(page, "[data-save=html]");

// Opens files, and waits until something has come of each, or the page asks.
async function open(t, page, ...files) {
  await page.$eval(".keep-came", (e) => e.replaceChildren());
  await t.upload(page, FIELD, files);
  return t.until(page, (n) => document.querySelector(".whose") || [...document.querySelectorAll(".keep-came > div")].filter((d) => d.innerText.trim().includes("\n") && document.activeElement.closest(".keep-came, .differ")).length === n, files.length);
}

async function two(t) {
  const a = await t.tab(RECORD, { fresh: true });
  await name(a, "Ekornskogen");
  await put(a, { "par/enige": "Mye.", "par/ulikt": "Noe." });
  await a.evaluate(() => steg.record.put("decision", `${steg.record.course.id}/samtaler-om-undervisning/implikasjoner/_1`, { what: "Én samtale hver", who: "Rektor" }));
  await a.evaluate(() => steg.record.put("step", `${steg.record.course.id}/samtaler-om-undervisning/refleksjon`, { done: "2026-03-02", present: "rektor", title: "Felles refleksjon" }));
  const first = await save(t, a);

  const b = await t.tab(RECORD, { fresh: true });
  await b.bringToFront();
  await open(t, b, first);
  t.check("on an empty machine a file is simply there, with its team", JSON.stringify(await content(b)) === JSON.stringify(await content(a)) && (await teams(b)).join() === "Ekornskogen:4", await content(b));
  t.check("the page says what came, and has the focus there", /Nytt: 4/.test(await came(b)) && /Nytt: 4/.test(await focused(b)), [await came(b), await focused(b)]);
  t.check("what came from a file is in a file", await b.evaluate(() => steg.record.fresh().length) === 0);

  await put(b, { "par/enige": "Mer enn vi trodde.", "implikasjoner/mestrer": "Å lytte." });
  await b.evaluate(() => { const d = steg.record.all("decision")[0]; steg.record.put("decision", d.key, { by: "før jul" }, d); });
  await b.evaluate(() => { const s = steg.record.all("step")[0]; steg.record.put("step", s.key, { present: "inspektør" }, s); });
  const fromB = await save(t, b);
  await a.bringToFront();
  await put(a, { "par/enige": "Mindre enn vi trodde.", "implikasjoner/hindrer": "Tida." });
  await a.evaluate(() => { const d = steg.record.all("decision")[0]; steg.record.put("decision", d.key, { deleted: true }, d); });
  await a.evaluate(() => { const s = steg.record.all("step")[0]; steg.record.put("step", s.key, { present: "rektor og tillitsvalgt" }, s); });
  await open(t, a, fromB);
  t.check("what only the other machine has is taken in, what differs is not", /Nytt: 1/.test(await came(a)) && /Likt: 1/.test(await came(a)) && /Forskjellig: 3/.test(await came(a)), await came(a));
  t.check("nothing is overwritten before somebody has chosen", (await answers(a))["par/enige"] === "Mindre enn vi trodde." && (await answers(a))["implikasjoner/mestrer"] === "Å lytte.", await answers(a));
  t.check("the focus is on what there is to choose", /Velg hva som skal stå/.test(await focused(a)), await focused(a));
  const sides = await a.$$eval(".differ li", (all) => all.map((li) => [li.querySelector(".ask").innerText.trim(), ...[...li.querySelectorAll(".answer")].map((s) => s.innerText.trim())]));
  t.check("both texts stand side by side under the question", sides.some((s) => s[1] === "Mindre enn vi trodde." && s[2] === "Mer enn vi trodde."), sides);
  t.check("a deleted decision stands against the changed one", sides.some((s) => s[1] === "Slettet" && /Én samtale hver\nRektor\nfør jul/.test(s[2])), sides);
  t.check("with the days when they were written", /Her, skrevet \d+\. \S+ 20\d\d/.test(await t.text(a, ".sides")), await t.text(a, ".sides"));
  if (t.browser === "chromium") await t.axe(a, "with something to choose");
  await t.narrow(a, "with something to choose");

  const press = async (key) => { await a.keyboard.press(key); };
  for (let i = 0; i < 3; i++) await press("Tab"); // past «La det som står her», «Ta det som står i fila», to «Ta med begge»
  t.check("the choices are reached with the keyboard", await focused(a) === "Ta med begge", await focused(a));
  await press("Enter");
  t.check("both texts can be kept", (await answers(a))["par/enige"] === "Mindre enn vi trodde.\n\nMer enn vi trodde.", await answers(a));
  t.check("the focus goes on to the next, and the page says how many are left", await a.evaluate(() => document.activeElement.matches(".differ li:first-child .ask")) && /Igjen: 2/.test(await t.text(a, ".differ [role=status]")), [await focused(a), await t.text(a, ".differ")]);
  await a.click(".differ li:first-child [data-take=there]");
  t.check("what the file has can be taken, though it was deleted here", (await content(a)).some((c) => c.includes("før jul")), await content(a));
  await a.click(".differ li:first-child [data-take=both]");
  t.check("both that were present are", (await content(a)).some((c) => c.includes("rektor og tillitsvalgt, inspektør")), await content(a));
  t.check("when all is chosen the page says so", /Alt er valgt/.test(await focused(a)) && !await t.text(a, ".differ"), await focused(a));

  const fromA = await save(t, a);
  await b.bringToFront();
  await open(t, b, fromA);
  t.check("the other machine takes the choice without asking", /Nytt: 1\s+Oppdatert: 2\s+Likt: 3/.test(await came(b)) && !/Forskjellig/.test(await came(b)), await came(b));
  t.check("both machines end with the same", JSON.stringify(await content(a)) === JSON.stringify(await content(b)), [await content(a), await content(b)]);
  const last = await save(t, b);
  await a.bringToFront();
  await open(t, a, last, { ...fromB, name: "gammel.html" });
  t.check("opening it all again changes nothing", /Likt: 6/.test(await came(a)) && !/Forskjellig|Nytt|Oppdatert/.test(await came(a)), await came(a));
  t.check("an old file stands behind what is newer here", /Nyere her: 2\s+Likt: 3/.test(await came(a)), await came(a));
}

async function unsettled(t) {
  const a = await t.tab(RECORD, { fresh: true });
  await name(a, "Ekornskogen");
  await put(a, { "par/enige": "Her." });
  const file = JSON.parse((await t.download(a, () => a.evaluate(() => steg.file.download("json")))).text);
  file.entries[0].value = "I fila.";
  const other = { name: "annen.json", text: JSON.stringify(file) };
  await open(t, a, other);
  await a.reload();
  t.check("what is left unchosen stands as it was", (await answers(a))["par/enige"] === "Her.");
  await open(t, a, other);
  t.check("and can be chosen another day", await t.text(a, ".differ") !== "");
  await put(a, { "par/enige": "Endret imens." });
  await a.click(".differ [data-take=there]");
  t.check("a text that was changed meanwhile is shown before it is replaced", (await answers(a))["par/enige"] === "Endret imens." && /Endret imens/.test(await t.text(a, ".differ")) && /ble endret imens/.test(await t.text(a, ".differ [role=status]")), await t.text(a, ".differ"));
  await a.click(".differ [data-take=here]");
  t.check("what is here can be kept", (await answers(a))["par/enige"] === "Endret imens.");
  await open(t, a, other);
  t.check("and the file does not ask again", /Nyere her: 1/.test(await came(a)) && !await t.text(a, ".differ"), await came(a));
}

async function otherTeam(t) {
  const b = await t.tab(RECORD, { fresh: true });
  await name(b, "Bjørkelia");
  await put(b, { "par/enige": "Bjørkelias svar." });
  const file = await save(t, b);
  const a = await t.tab(RECORD, { fresh: true });
  await a.bringToFront();
  await name(a, "Ekornskogen");
  await put(a, { "par/ulikt": "Ekornskogens svar." });
  await open(t, a, file);
  t.check("a file of another team is asked about", /referatet til Bjørkelia\. Her føres referatet for Ekornskogen/.test(await focused(a)), await focused(a));
  if (t.browser === "chromium") await t.axe(a, "with the question whose it is");
  await t.narrow(a, "with the question whose it is");
  await a.click("[data-as=leave]");
  t.check("it can be left", /Ingenting er hentet inn/.test(await came(a)) && (await teams(a)).length === 1, await came(a));
  await open(t, a, file);
  await a.click("[data-as=apart]");
  t.check("it can become a team of its own", await t.until(a, () => steg.record.teams().length === 2) && (await teams(a)).sort().join() === "Bjørkelia:1,Ekornskogen:1", await teams(a));
  t.check("which the page then shows", await t.until(a, () => document.querySelector(".record-step").closest("main").innerText.includes("Bjørkelias svar.")));
  await open(t, a, file);
  t.check("the next time it is known", /Likt: 1/.test(await came(a)) && (await teams(a)).length === 2, await came(a));

  const c = await t.tab(RECORD, { fresh: true });
  await c.bringToFront();
  await name(c, "Vi i Bjørkelia");
  await put(c, { "par/ulikt": "Skrevet på vår maskin." });
  await open(t, c, file);
  await c.click("[data-as=together]");
  await t.until(c, () => steg.record.all("entry").length === 2);
  t.check("or be the same team, with one record", (await teams(c)).join() === "Vi i Bjørkelia:2", await teams(c));
}

async function bad(t) {
  const page = await t.tab(RECORD, { fresh: true });
  await name(page, "Ekornskogen");
  await put(page, { "par/enige": "Her." });
  const good = JSON.parse((await t.download(page, () => page.evaluate(() => steg.file.download("json")))).text);
  const file = (n, change) => ({ name: n, text: typeof change === "string" ? change : JSON.stringify({ ...good, ...change }) });
  await open(t, page, file("annet.json", { course: { id: "noe-annet", title: "Et annet kurs", version: "1" } }), file("bilde.json", "\u0000\u0001 ikke et referat"), file("side.html", "<!DOCTYPE html><p>Hei"),
    file("nyere.json", { version: 2 }), file("odelagt.json", { entries: "nei" }), file("delvis.json", { entries: [...good.entries, { key: 7 }] }));
  const said = await came(page);
  const of = (name_) => said.slice(said.indexOf(name_)).split("\n").slice(1).find(Boolean);
  t.check("a file of another course is told of by name, and nothing is done", of("annet.json").includes("annet kurs: Et annet kurs"), said);
  t.check("a file that is no record is told of", /ikke et referat/.test(of("bilde.json")) && /ikke et referat/.test(of("side.html")), said);
  t.check("a newer file is told of", /nyere utgave/.test(of("nyere.json")), said);
  t.check("a damaged one too", /er skadet/.test(of("odelagt.json")), said);
  t.check("of one that is damaged in parts the rest is read", /Deler som mangler: 1/.test(of("delvis.json")) && /Likt: 1/.test(said), said);
  t.check("nothing has changed", (await answers(page))["par/enige"] === "Her." && (await teams(page)).join() === "Ekornskogen:1", await teams(page));

  const full = await t.tab(RECORD, { storage: "blocked" });
  await open(t, full, file("godt.json", {}));
  t.check("where nothing can be stored a file can be read all the same", await t.until(full, () => document.querySelector("main").innerText.includes("Her.")), await came(full));

  const spare = await t.tab(RECORD, { fresh: true, blocked: ["import.js"] });
  await t.upload(spare, FIELD, [file("godt.json", {})]);
  t.check("a page without the script that opens files says so", await t.until(spare, () => document.querySelector(".keep [data-when=missing]").checkVisibility()));
}

export async function act(t) {
  for (const part of [two, unsettled, otherTeam, bad]) await part(t);
}
