// What a team writes under the questions: kept while one types, tomorrow and after a crash, in two windows, on paper; and
// the reminder when a step is left with text that is in no file.
export const browsers = ["chromium", "firefox"];
export const core = true;

const STEP = "samtaler-om-undervisning/refleksjon.html", NEXT = "samtaler-om-undervisning/utproving.html";
const Q = "[data-question$='/par/enige']", FIELD = `${Q} textarea`, STATUS = `${Q} [role=status]`, CHOICE = `${Q} .write-choice`;

const value = (page, field = FIELD) => page.$eval(field, (f) => f.value);
const stored = (page) => page.evaluate(() => steg.record.all("entry").map((e) => e.value));
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
const write = async (page, text, field = FIELD) => {
  await page.focus(field);
  await page.keyboard.type(text);
};
const isKept = (t, page, text) => t.until(page, (s) => steg.record.all("entry").some((e) => e.value === s), text);
const open = (page) => page.evaluate(() => Boolean(document.querySelector("dialog[open]")));
const focus = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 400));

async function alone(t) {
  const page = await t.tab(STEP);
  const fields = await page.$$eval("[data-question]", (all) => all.map((q) => [q.querySelector(".ask").innerText.trim(), q.querySelector("textarea")])
    .map(([ask, f]) => f && f.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).innerText.trim()).join(": ").includes(ask)
      && document.getElementById(f.getAttribute("aria-describedby")).checkVisibility() && parseFloat(getComputedStyle(f).fontSize) >= 16));
  t.check("under each question stands a field named by it, with large text, and whose names not to write", fields.length > 2 && fields.every(Boolean), fields);
  await write(page, "Vi ser lærerne mer enn vi snakker med dem.");
  t.check("what is typed is kept while one types", await isKept(t, page, "Vi ser lærerne mer enn vi snakker med dem."), await stored(page));
  t.check("and the field says where", await t.text(page, STATUS) === "Lagret på denne maskinen", await t.text(page, STATUS));
  t.check("the question's own words are kept with it", await page.evaluate(() => steg.record.all("entry")[0].text) === await t.text(page, `${Q} .ask`));
  const height = await page.$eval(FIELD, (f) => f.offsetHeight);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 4; i++) {
    await page.keyboard.type("En linje til");
    await page.keyboard.press("Enter");
  }
  const grown = await page.$eval(FIELD, (f) => [f.offsetHeight, f.scrollHeight - f.clientHeight]);
  t.check("the field grows with its text", grown[0] > height && grown[1] <= 1, [height, grown]);
  await page.reload();
  t.check("what was typed last survives a reload at once", (await value(page)).endsWith("En linje til\n"), await value(page));
  await write(page, "Siste");
  await t.open(page, NEXT);
  await t.open(page, STEP);
  t.check("and leaving the page at once", (await value(page)).endsWith("Siste"), await value(page));
  if (t.browser === "chromium") await t.axe(page, "with answers written");
  await t.narrow(page, "with answers written");

  await page.evaluate(() => {
    const item = steg.record.all("entry")[0];
    steg.record.put("entry", item.key, { value: "Et svar", text: "Hva var vi enige om da?" }, item);
  });
  await page.reload();
  t.check("when the question has changed since, its old words stand there", (await t.text(page, `${Q} .write-then`)).includes("Hva var vi enige om da?"), await t.text(page, Q));
  await page.close();
}

async function tomorrow(t) {
  const before = await t.tab(STEP);
  await before.evaluate((f) => { document.querySelector(f).value = ""; }, FIELD);
  await write(before, "Til i morgen.");
  await isKept(t, before, "Til i morgen.");
  await before.close();
  await t.reopen();
  const page = await t.tab(STEP);
  t.check("what was written is there tomorrow", await value(page) === "Til i morgen.", await value(page));
  await write(page, " Mer.");
  await isKept(t, page, "Til i morgen. Mer.");
  await pause(6500); // browsers write their storage to disk within some 5 seconds
  await t.reopen({ crash: true });
  const after = await t.tab(STEP);
  t.check("and after the browser was killed", await value(after) === "Til i morgen. Mer.", await value(after));
  await after.close();
}

async function together(t) {
  const one = await t.tab(STEP, { fresh: true }), two = await t.tab(STEP, { beside: one });
  await one.bringToFront();
  await write(one, "Fra det ene.");
  await isKept(t, one, "Fra det ene.");
  await two.bringToFront();
  t.check("what one window writes comes to the other by itself", await t.until(two, (f) => document.querySelector(f).value === "Fra det ene.", FIELD), await value(two));
  await write(two, " Fra det andre.");
  await isKept(t, two, "Fra det ene. Fra det andre.");
  await one.bringToFront();
  t.check("and back", await t.until(one, (f) => document.querySelector(f).value === "Fra det ene. Fra det andre.", FIELD), await value(one));

  // The second window has text that is not saved when the first one writes.
  const meet = async (ours, theirs) => {
    await two.evaluate((f, text) => { document.querySelector(f).value = text; }, FIELD, ours);
    await one.evaluate((text) => { const item = steg.record.all("entry")[0]; steg.record.put("entry", item.key, { value: text }, item); }, theirs);
    await t.until(two, (text) => steg.record.all("entry")[0].value === text, theirs);
    await two.evaluate((f) => document.querySelector(f).dispatchEvent(new Event("input")), FIELD);
    await t.until(two, (c) => !document.querySelector(c).hidden, CHOICE);
    await two.bringToFront();
  };
  const choose = (how) => two.click(`${CHOICE} [data-keep=${how}]`);
  await meet("Vårt", "Deres");
  t.check("an answer that both have changed is not written over", (await stored(two)).join() === "Deres" && await value(two) === "Vårt", [await stored(two), await value(two)]);
  t.check("both texts stand side by side, with what to choose", await t.text(two, `${Q} .write-other .written`) === "Deres" && /annet vindu/.test(await t.text(two, STATUS)), await t.text(two, Q));
  await t.axe(two, "with two texts to choose from");
  await t.narrow(two, "with two texts to choose from");
  await choose("ours");
  t.check("«Behold vår» keeps ours", (await stored(two)).join() === "Vårt" && await t.text(two, CHOICE) === "" && (await focus(two)).startsWith("<textarea"), [await stored(two), await focus(two)]);
  await meet("Vårt igjen", "Deres igjen");
  await choose("other");
  t.check("«Bruk den andre» takes the other", (await stored(two)).join() === "Deres igjen" && await value(two) === "Deres igjen", await stored(two));
  await meet("Vårt sist", "Deres sist");
  await choose("both");
  t.check("«Behold begge» keeps both", (await stored(two)).join() === "Deres sist\n\nVårt sist", await stored(two));
  await meet("Vårt uavklart", "Deres uavklart");
  await two.reload();
  t.check("leaving without a choice keeps both", (await stored(two)).join() === "Deres uavklart\n\nVårt uavklart", await stored(two));

  await one.bringToFront();
  await one.evaluate(() => { steg.record.erase({ all: true }); });
  await two.bringToFront();
  t.check("what one window deletes is gone in the other too", await t.until(two, (f) => document.querySelector(f).value === "", FIELD), await value(two));
  await one.close();
  await two.close();
}

async function leaving(t) {
  const page = await t.tab(STEP, { fresh: true }), next = ".turn [rel=next]";
  await page.click(next);
  t.check("a step without anything written is left without a word", await t.until(page, () => location.pathname.endsWith("utproving.html")));
  await t.open(page, STEP);
  await write(page, "Til referatet");
  await page.click("main a[href^='#']").catch(() => {});
  t.check("a link within the page asks nothing", !await open(page));
  await page.focus(next);
  await page.keyboard.press("Enter");
  t.check("with text that is in no file, the way on asks whether to download", await open(page) && /bare på denne maskinen/.test(await t.text(page, "dialog")), await t.text(page, "dialog"));
  if (t.browser === "chromium") await t.axe(page, "with the reminder open");
  await t.narrow(page, "with the reminder open");
  await page.keyboard.press("Escape");
  t.check("Esc stays, where one was", !await open(page) && /rel="next"/.test(await focus(page)), await focus(page));
  await page.keyboard.press("Enter");
  t.check("it asks once a visit", await t.until(page, () => location.pathname.endsWith("utproving.html")));
  await t.open(page, STEP);
  await page.click(next);
  t.check("and not when nothing was written on this visit", await t.until(page, () => location.pathname.endsWith("utproving.html")));

  await t.open(page, STEP);
  await write(page, " og mer");
  await page.click(next);
  const file = await t.download(page, "dialog [data-when=file]");
  t.check("it downloads the record", file?.text.includes("Til referatet og mer"), file?.name);
  await t.until(page, () => document.activeElement.matches("dialog[open] [data-on]"));
  t.check("says so, and goes to the way on", /lastet ned/.test(await t.text(page, "dialog")) && /data-on/.test(await focus(page)), await focus(page));
  await page.keyboard.press("Enter");
  t.check("which leads on", await t.until(page, () => location.pathname.endsWith("utproving.html")));
}

async function badly(t) {
  const full = await t.tab(STEP, { storage: "full" });
  await write(full, "Ikke plass");
  t.check("with the storage full the field says so", await t.until(full, (s) => /ikke plass/.test(document.querySelector(s).textContent), STATUS), await t.text(full, STATUS));
  await isKept(t, full, "Ikke plass");
  const file = await t.download(full, () => full.evaluate(() => steg.file.download("html")));
  t.check("and the download has the text", file?.text.includes("Ikke plass"), file?.name ?? t.said(full));
  const blocked = await t.tab(STEP, { storage: "blocked" });
  t.check("with the storage forbidden the field says so at once", /kan ikke lagres/.test(await t.text(blocked, STATUS)), await t.text(blocked, STATUS));
  await write(blocked, "Stengt");
  await pause(400);
  await blocked.click(".turn [rel=next]");
  t.check("and the way on says that the text is lost", /blir borte/.test(await t.text(blocked, "dialog")), await t.text(blocked, "dialog"));
  await blocked.keyboard.press("Escape");
  await blocked.reload();
  t.check("the browser itself asks before the text is lost", t.dialogs(blocked).some((d) => d.type === "beforeunload"), t.dialogs(blocked));
}

async function paper(t) {
  const page = await t.tab(STEP, { fresh: true }), long = Array.from({ length: 30 }, (_, i) => `Linje ${i + 1}`).join("\n");
  const lines = () => page.$$eval("[data-question]", (all) => all.map((q) => [q.querySelector("textarea").checkVisibility(), q.querySelector(".written").checkVisibility({ visibilityProperty: true }) && q.querySelector(".written").innerText, getComputedStyle(q, "::after").display]));
  await page.evaluate((f, text) => { const field = document.querySelector(f); field.value = text; field.dispatchEvent(new Event("input")); }, FIELD, long);
  await page.emulateMediaType("print");
  const [first, second] = await lines();
  t.check("on paper what is written stands in full, without lines to write on", !first[0] && first[1] === long && first[2] === "none", first);
  t.check("and an empty field is lines to write on", !second[0] && !second[1] && second[2] === "block", second);
}

export async function act(t) {
  await alone(t);
  await tomorrow(t);
  await together(t);
  await leaving(t);
  if (t.browser === "firefox") return; // what follows is the same there
  await badly(t);
  await paper(t);
}
