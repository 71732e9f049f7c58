// Whose record it is: the name is asked for once and can be changed; another team on the same machine has its own record.
export const browsers = ["chromium", "firefox"];

const STEP = "samtaler-om-undervisning/refleksjon.html", RECORD = "samtaler-om-undervisning/record.html", BARE = "samtaler-om-undervisning/litteratur.html";
const FIELD = "[data-question$='/par/enige'] textarea", NAME = "#_team-name", NEW = "#_team-new", OF = ".team-of", MORE = ".team summary";

const value = (page) => page.$eval(FIELD, (f) => f.value);
const focus = (page) => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);
const named = (page) => page.evaluate(() => steg.record.team.name);
const write = async (page, text, field = FIELD) => {
  await page.focus(field);
  await page.keyboard.type(text);
};
const submit = async (page, text, field) => {
  await write(page, text, field);
  await page.keyboard.press("Enter");
};

async function alone(t) {
  const page = await t.tab(STEP);
  t.check("before the first field stands a question for the team's name", await t.text(page, `label[for=${NAME.slice(1)}]`) === "Hva vil dere kalle teamet?" && await page.evaluate((n, f) => Boolean(document.querySelector(n).compareDocumentPosition(document.querySelector(f)) & 4), NAME, FIELD));
  await write(page, "Før navnet");
  t.check("one may write without answering it", await t.until(page, () => steg.record.all("entry").some((e) => e.value === "Før navnet")));
  await submit(page, "   ", NAME);
  t.check("a name of nothing is no name", await named(page) === "" && await t.text(page, NAME.replace("#", "label[for=") + "]") !== "");
  await page.$eval(NAME, (f) => { f.value = ""; });
  await submit(page, "Trinn 1–4", NAME);
  t.check("when it has a name it is asked for no more, and the focus is on the line that says it", await t.text(page, OF) === "Referatet føres for Trinn 1–4" && !await page.$eval(NAME, (f) => f.checkVisibility()) && (await focus(page)).includes("Trinn 1–4"), await focus(page));
  await page.reload();
  t.check("the name and what was written are kept", await t.text(page, OF) === "Referatet føres for Trinn 1–4" && await value(page) === "Før navnet", await t.text(page, OF));
  await page.click(MORE);
  if (t.browser === "chromium") await t.axe(page, "with the team's details open");
  await t.narrow(page, "with the team's details open");
  await page.$eval(NAME, (f) => f.select());
  await submit(page, "Småtrinnet", NAME);
  t.check("the name can be changed", await t.text(page, OF) === "Referatet føres for Småtrinnet" && await value(page) === "Før navnet");

  await write(page, " og etter");
  await page.click(MORE);
  await submit(page, "Mellomtrinnet", NEW);
  t.check("a new team begins with empty fields", await t.text(page, OF) === "Referatet føres for Mellomtrinnet" && await value(page) === "", [await t.text(page, OF), await value(page)]);
  t.check("and the focus is on the line that says whose record it is", (await focus(page)).includes("Mellomtrinnet"), await focus(page));
  await write(page, "Mellomtrinnets svar");
  await page.click(MORE);
  t.check("the other team stands in the list, with the date of its last change", /^Småtrinnet sist endret \d+\. \S+ 20\d\d$/.test(await t.text(page, ".team li")), await t.text(page, ".team li"));
  await t.narrow(page, "with another team in the list");
  await page.click(".team li button");
  t.check("taking it brings all that it wrote, to the last letter", await t.text(page, OF) === "Referatet føres for Småtrinnet" && await value(page) === "Før navnet og etter", await value(page));
  await page.click(MORE);
  await page.click(".team li button");
  t.check("and back", await value(page) === "Mellomtrinnets svar" && await named(page) === "Mellomtrinnet", await value(page));
  await page.reload();
  t.check("the team that was taken last is the one next time", await t.text(page, OF) === "Referatet føres for Mellomtrinnet" && await value(page) === "Mellomtrinnets svar");
  await t.open(page, BARE);
  t.check("a step without fields says nothing of teams", await t.text(page, ".team") === "");
  await page.close();
}

async function elsewhere(t) {
  const page = await t.tab(STEP), other = await t.tab(STEP, { beside: page });
  await page.bringToFront();
  await page.click(MORE);
  await page.click(".team li button");
  const name = await named(page);
  await other.bringToFront();
  t.check("a window stays with its team though another takes another", name === "Småtrinnet" && await named(other) === "Mellomtrinnet" && await value(other) === "Mellomtrinnets svar", [name, await named(other)]);
  await page.bringToFront();
  await page.click(MORE);
  await page.click(".team li button");
  await page.click(MORE);
  await page.$eval(NAME, (f) => f.select());
  await submit(page, "Trinn 5–7", NAME);
  await other.bringToFront();
  t.check("a name that is changed in one window is changed in the other", await t.until(other, () => document.querySelector(".team-of").textContent.includes("Trinn 5–7")), await t.text(other, OF));
  await other.close();
  if (t.shared) {
    for (const [path, where] of [[RECORD, "the record"], ["index.html", "the front page"], ["samtaler-om-undervisning/index.html", "the module's page"]]) {
      await t.open(page, path);
      t.check(`${where} says whose record it is`, await t.text(page, OF) === "Referatet føres for Trinn 5–7", await t.text(page, ".team"));
    }
  }
  const first = await t.tab("index.html", { fresh: true });
  t.check("on a first visit the front page says nothing of teams", await t.text(first, ".team") === "");
  await t.open(first, RECORD);
  t.check("the record asks for the name", await t.text(first, `label[for=${NAME.slice(1)}]`) !== "");
  await first.evaluate(() => { steg.record.nameTeam("<b>x</b>"); });
  t.check("a name is text", await t.text(first, OF) === "Referatet føres for <b>x</b>", await t.text(first, OF));
}

export async function act(t) {
  await alone(t);
  await elsewhere(t);
}
