// A step is ticked as done, with its date and who was there; rail, module and front page show it, and nothing more.
export const browsers = ["chromium", "firefox"];

const TOGETHER = "samtaler-om-undervisning/refleksjon.html", ALONE = "samtaler-om-undervisning/forarbeid.html", BARE = "samtaler-om-undervisning/litteratur.html";
const TICK = ".finish input", PRESENT = "#_present", STEP = "samtaler-om-undervisning/refleksjon";

const marks = (page) => page.$$eval(".mark", (all) => all.map((m) => `${m.closest("li").dataset.step}: ${m.textContent.trim()}`));
const step = (page) => page.evaluate((s) => { const { done = "", present = "", title = "" } = steg.record.get("step", `${steg.record.course.id}/${s}`) ?? {}; return { done, present, title }; }, STEP);
const write = async (page, text) => {
  await page.focus(PRESENT);
  await page.keyboard.type(text);
};

async function alone(t) {
  const page = await t.tab(TOGETHER), today = await page.evaluate(() => [steg.today(), steg.date(steg.today())]);
  t.check("nothing is marked on a first visit, and nothing lacks", (await marks(page)).length === 0 && !/%/.test(await page.evaluate(() => document.body.innerText)));
  t.check("at the end of the step, before the way on, stands what to tick", await page.evaluate((s) => Boolean(document.querySelector(s).compareDocumentPosition(document.querySelector(".turn")) & 4), TICK) && await t.text(page, ".finish label") === "Vi er ferdige med steget", await t.text(page, ".finish"));
  await page.focus(TICK);
  await page.keyboard.press(" ");
  t.check("ticking it, with the keyboard too, gives the date", (await step(page)).done === today[0] && await t.text(page, ".finish-date") === `Ferdig ${today[1]}`, [await step(page), await t.text(page, ".finish-date")]);
  t.check("the step's title is kept with it", (await step(page)).title === await t.text(page, "h1"));
  t.check("and the rail marks it, in words too", (await marks(page)).join() === `${STEP}: ferdig ${today[1]}`, await marks(page));
  await write(page, "rektor, to avdelingsledere");
  t.check("who was there is kept while one writes", await t.until(page, (s) => steg.record.get("step", `${steg.record.course.id}/${s}`).present === "rektor, to avdelingsledere", STEP), await step(page));
  t.check("the field asks for roles, and says whose names not to write", await page.$eval(PRESENT, (f) => /roller/.test(f.labels[0].innerText + document.getElementById(f.getAttribute("aria-describedby")).innerText) && /ikke navn/.test(document.getElementById(f.getAttribute("aria-describedby")).innerText)));
  await page.keyboard.type(", AKS");
  await page.reload();
  t.check("tick, date and roles survive a reload at once", (await step(page)).present === "rektor, to avdelingsledere, AKS" && await page.$eval(TICK, (f) => f.checked) && await page.$eval(PRESENT, (f) => f.value) === "rektor, to avdelingsledere, AKS", await step(page));
  if (t.browser === "chromium") await t.axe(page, "with a step done");
  await t.narrow(page, "with a step done");

  if (t.shared) {
    await t.open(page, "samtaler-om-undervisning/index.html");
    t.check("the module's page marks it, in rail and road", (await marks(page)).filter((m) => m === `${STEP}: ferdig ${today[1]}`).length === 2, await marks(page));
    const shown = await page.$eval("main .mark", (m) => m.innerText.trim());
    t.check("with the date to be seen", shown === `ferdig ${today[1]}`, shown);
    if (t.browser === "chromium") await t.axe(page, "with a mark on the road");
    await t.open(page, "index.html");
    t.check("the front page too", (await marks(page)).join() === `${STEP}: ferdig ${today[1]}`, await marks(page));
    if (t.browser === "chromium") await t.axe(page, "with a mark on the front page");
    await t.open(page, ALONE);
    t.check("steps may be done in any order: an earlier one is not marked, and asks not who was there", !await page.$eval(TICK, (f) => f.checked) && await t.text(page, ".finish-present") === "", await t.text(page, ".finish"));
    await t.open(page, BARE);
    t.check("a step without questions is ticked as well", await t.text(page, ".finish label") !== "");
    await t.open(page, TOGETHER);
  }
  await page.click(TICK);
  t.check("it can be taken back, and who was there stays", (await step(page)).done === "" && (await step(page)).present !== "" && (await marks(page)).length === 0 && await t.text(page, ".finish-date") === "", await step(page));
  await page.close();
}

async function together(t) {
  const one = await t.tab(TOGETHER, { fresh: true }), two = await t.tab(TOGETHER, { beside: one });
  await two.bringToFront();
  await one.evaluate((s) => { steg.record.put("step", `${steg.record.course.id}/${s}`, { present: "rektor" }); }, STEP);
  await t.until(two, (s) => steg.record.get("step", `${steg.record.course.id}/${s}`)?.present, STEP);
  await two.evaluate((f) => { document.querySelector(f).click(); }, TICK);
  t.check("a tick does away with nothing that another window wrote", (await step(two)).present === "rektor" && (await step(two)).done !== "", await step(two));
  await two.evaluate((f) => { document.querySelector(f).value = "AKS-leder"; }, PRESENT); // not saved when the other writes
  await one.evaluate((s) => { const k = `${steg.record.course.id}/${s}`; steg.record.put("step", k, { present: "rektor, inspektør" }, steg.record.get("step", k)); }, STEP);
  await t.until(two, (s) => /inspektør/.test(steg.record.get("step", `${steg.record.course.id}/${s}`).present), STEP);
  await two.evaluate((f) => { const field = document.querySelector(f); field.dispatchEvent(new Event("input")); field.dispatchEvent(new Event("blur")); }, PRESENT);
  t.check("who was there is put together from two windows", (await step(two)).present === "rektor, inspektør, AKS-leder", await step(two));
  await one.bringToFront();
  t.check("and the other window shows it", await t.until(one, (f) => document.querySelector(f).value === "rektor, inspektør, AKS-leder" && document.querySelector(".mark") !== null, PRESENT));
  await one.evaluate(() => { steg.record.addTeam("Et annet team"); });
  t.check("another team has marks of its own", (await marks(one)).length === 0 && !await one.$eval(TICK, (f) => f.checked) && await one.$eval(PRESENT, (f) => f.value) === "", await marks(one));
  await one.close();
  await two.close();
}

async function paper(t) {
  const page = await t.tab(TOGETHER, { fresh: true });
  await page.emulateMediaType("print");
  t.check("on paper there is nothing of it while nothing is done", await t.text(page, ".finish") === "");
  await page.emulateMediaType("screen");
  await page.click(TICK);
  await write(page, "rektor");
  await page.emulateMediaType("print");
  t.check("and the tick, the date and who was there when it is", /Ferdig \d/.test(await t.text(page, ".finish")) && (await t.text(page, ".finish .written")) === "rektor", await t.text(page, ".finish"));
  const forced = await t.tab(TOGETHER, { fresh: true, storage: "blocked" });
  await forced.click(TICK);
  t.check("with the storage forbidden the tick holds while the page is open", (await marks(forced)).length === 1, await marks(forced));
}

export async function act(t) {
  await alone(t);
  await together(t);
  if (t.browser === "chromium") await paper(t);
}
