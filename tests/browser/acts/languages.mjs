// A course in several languages: the switch keeps the page, and what a team has written is there in all of them.
export const browsers = ["chromium", "firefox"];
export const sites = ["languages"];

const HERE = "lytte/samtale.html", NYNORSK = "nn/aa-hoeyre-etter/samtale.html";
const Q = "[data-question$='/par/pause']", NEXT = "[data-question$='/alle/neste']";

const value = (page, q) => page.$eval(`${q} textarea`, (f) => f.value);
const kept = (t, page, text) => t.until(page, (s) => steg.record.all("entry").some((e) => e.value === s), text);
const path = (t, page) => page.evaluate(() => location.href).then((href) => href.slice(t.url("index.html").length - "index.html".length));
const go = async (t, page, lang) => {
  await Promise.all([page.waitForNavigation(), page.click(`.languages [hreflang="${lang}"]`)]);
  return path(t, page);
};
const write = async (t, page, q, text) => {
  await page.focus(`${q} textarea`);
  await page.keyboard.type(text);
  return kept(t, page, text);
};
const reworded = (page, q) => page.$eval(`${q} .write-then`, (e) => e.checkVisibility());

async function withoutScripts(t) {
  const page = await t.tab(HERE, { scripts: false, width: 320, height: 640 });
  const links = await page.$$eval(".languages a", (all) => all.map((a) => [a.innerText, a.lang, a.getAttribute("aria-current"), a.getBoundingClientRect().bottom < 100]));
  t.check("the languages stand at the top of a small screen, each by its own name", JSON.stringify(links) ===
    JSON.stringify([["Bokmål", "nb", "true", true], ["Nynorsk", "nn", null, true], ["English", "en", null, true]]), links);
  t.check("the switch needs no script, and leads to the same page", await go(t, page, "nn") === NYNORSK, await path(t, page));
  t.check("with the keyboard it is the first thing after the skip link", await page.evaluate(() =>
    [...document.querySelectorAll("a[href]")].indexOf(document.querySelector(".languages a")) === 1));
}

export async function act(t) {
  if (t.browser === "chromium") await withoutScripts(t);
  const page = await t.tab(HERE);
  await t.narrow(page, "with a switch between languages");
  if (!t.shared) return t.skip("an answer in two languages", "each page has a storage of its own");

  t.check("an answer is kept with the language of its question", await write(t, page, Q, "Etter spørsmålet om tid.") &&
    await page.evaluate(() => steg.record.all("entry")[0].lang) === "nb");
  t.check("nothing reminds it of its file on the way", await go(t, page, "nn") === NYNORSK);
  t.check("a team that changes language has its answer there", await t.until(page, (q) => document.querySelector(`${q} textarea`).value === "Etter spørsmålet om tid.", Q), await value(page, Q));
  t.check("and is not told that the question was another one", !await reworded(page, Q));
  await write(t, page, NEXT, "Vi let pausen vare.");
  t.check("what is written to the question in nynorsk says so", await page.evaluate(() => steg.record.all("entry").find((e) => e.key.endsWith("/neste")).lang) === "nn");

  await t.open(page, "lytte/record.html");
  const record = await t.text(page, "#_main");
  t.check("the record has both, under the questions of its language", ["Når var det godt å få en pause?", "Etter spørsmålet om tid.",
    "Hva prøver dere neste gang?", "Vi let pausen vare."].every((part) => record.includes(part)), record);
  t.check("and tells of no question that was worded otherwise", !await page.$(".asked-then"));
  await t.open(page, "nn/aa-hoeyre-etter/record.html");
  const nynorsk = await t.text(page, "#_main");
  t.check("so has the record in nynorsk", ["Kva prøver de neste gong?", "Vi let pausen vare.", "Etter spørsmålet om tid."].every((part) => nynorsk.includes(part)), nynorsk);
  t.check("a question that was changed in its own language still says so", await page.evaluate(() => {
    const { record } = steg, { key } = record.all("entry").find((e) => e.key.endsWith("/pause"));
    return record.put("entry", key, { text: "Kva er ein pause?", lang: "nn" }, record.get("entry", key)).item.text;
  }) && await page.reload() && Boolean(await t.until(page, () => document.querySelector(".asked-then"))));
}
