// blocked: a filter, a full disk or a bad copy may keep any one script from the page. It is missed for what it does,
// and everything else goes on as before.
export const ways = ["http"]; // they are kept away in the same manner from a folder

const MODULE = "samtaler-om-undervisning", STEP = `${MODULE}/refleksjon.html`, RECORD = `${MODULE}/record.html`, LOOK_BACK = `${MODULE}/presentasjon.html`;
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

async function type(page, selector, text) {
  const field = await page.$(selector);
  if (!field) return false;
  await field.focus();
  await page.keyboard.type(text);
  await pause(700); // what is typed is saved when the hand rests
  return true;
}

const value = (t, page, selector, wanted) => t.until(page, (s, w) => document.querySelector(s)?.value === w, selector, wanted);

async function searches(t, page) {
  if (await t.text(page, ".search") === "") return false;
  await type(page, "#_search", "samtale");
  return t.until(page, () => document.querySelectorAll(".search li a[href]").length > 0);
}

// What a team does on a page: which scripts it takes, and whether it could. In order: the later ones need something written.
const ON_STEP = [
  ["writes an answer", ["record", "notes"], async (t, page) => await type(page, "[data-question] textarea", "Vi hører etter.") && t.until(page, () => document.querySelector("[data-question] [role=status]")?.textContent !== "")],
  ["names itself", ["record", "team"], async (t, page) => {
    if (!await type(page, "form.team-name input", "Solvang")) return false;
    await page.keyboard.press("Enter");
    return t.until(page, () => /Solvang/.test(document.querySelector(".team")?.innerText ?? ""));
  }],
  ["decides", ["record", "decisions"], (t, page) => type(page, "[data-decide] textarea[name=what]", "Vi prøver runder.")],
  ["ticks the step as done", ["record", "progress"], async (t, page) => {
    const box = await page.$(".finish input[type=checkbox]");
    await box?.click();
    return box && t.until(page, () => document.querySelector("li[data-step$='/refleksjon'] .mark"));
  }],
  ["downloads the record", ["record", "file"], async (t, page) => Boolean(await page.$("[data-save]") && await t.download(page, () => page.$eval("[data-save]", (b) => b.click())))],
  ["searches", ["search"], searches],
];
const AFTER_RELOAD = [
  ["finds its answer again", ["record", "notes"], (t, page) => value(t, page, "[data-question] textarea", "Vi hører etter.")],
  ["finds its decision again", ["record", "decisions"], (t, page) => t.until(page, () => /Vi prøver runder\./.test(document.querySelector("[data-decide]")?.innerText ?? ""))],
  ["finds its tick again", ["record", "progress"], (t, page) => t.until(page, () => document.querySelector(".finish input[type=checkbox]")?.checked)],
];
const ON_RECORD = [
  ["reads its answers", ["record", "minutes"], (t, page) => t.until(page, () => /Vi hører etter\./.test(document.querySelector("main").innerText))],
  ["reads its decisions", ["record", "minutes", "decisions"], (t, page) => t.until(page, () => /Vi prøver runder\./.test(document.querySelector("main").innerText))],
  ["sees its name", ["record", "team"], (t, page) => t.until(page, () => /Solvang/.test(document.querySelector("main").innerText))],
  ["downloads its record", ["record", "file"], async (t, page) => Boolean(await t.download(page, () => page.$eval("[data-save]", (b) => b.click())).catch(() => undefined))],
  ["searches", ["search"], searches],
];

// Everything that does not need `script`, one after the other.
async function all(t, page, script, things) {
  for (const [what, needs, works] of things.filter(([, n]) => !n.includes(script))) t.check(`${script ? `without ${script}` : "with all scripts"} a team ${what}`, await works(t, page).catch((e) => { throw new Error(`${script}, ${what}: ${e.message}`); }));
}

const scripts = (page) => page.evaluate(() => [...document.scripts].map((s) => /([^/]+)-[0-9a-f]{16}\.js$/.exec(s.src)?.[1]).filter(Boolean));

export async function act(t) {
  const page = await t.tab(STEP);
  const onStep = await scripts(page);
  await all(t, page, "", ON_STEP);
  await page.reload();
  await all(t, page, "", AFTER_RELOAD);
  await t.open(page, RECORD);
  const onRecord = await scripts(page);
  await all(t, page, "", ON_RECORD);
  t.check("a step and a record have scripts to be without", onStep.length > 5 && onRecord.length > 5, [onStep, onRecord]);

  for (const script of onStep) {
    const tab = await t.tab(STEP, { fresh: true, blocked: [`${script}.js`] });
    await all(t, tab, script, ON_STEP);
    await tab.reload();
    await all(t, tab, script, AFTER_RELOAD);
    t.check(`without ${script}.js the step itself stands`, await t.text(tab, ".questions .ask") !== "" && await t.text(tab, "a[rel=next]") !== "");
    await tab.close();
  }
  for (const script of onRecord) {
    const tab = await t.tab(RECORD, { beside: page, blocked: [`${script}.js`] });
    await all(t, tab, script, ON_RECORD);
    t.check(`without ${script}.js the record itself stands`, await tab.evaluate(() => [...document.querySelectorAll("main .ask")].some((e) => e.checkVisibility())));
    await tab.close();
  }
  // Those that others load when they are used: what needs them says so, or does with less.
  const later = t.site.files.map((f) => /^assets\/(\w[\w-]*?)-[0-9a-f]{16}\.js$/.exec(f)?.[1] ?? /^assets\/\w+\.js$/.exec(f)?.[0]).filter((s) => s && !onStep.includes(s) && !["last", "minutes", "print", "records"].includes(s));
  for (const script of later) {
    const tab = await t.tab(STEP, { fresh: true, blocked: [script.endsWith(".js") ? script : `${script}.js`] });
    await all(t, tab, script, ON_STEP.slice(0, -1));
    await searches(t, tab);
    t.check(`without ${script} the search finds, or says that it cannot`, await t.until(tab, () => document.querySelector(".search [role=status]").innerText.trim() !== ""));
    await tab.close();
  }
  const front = await t.tab("index.html"), onFront = await scripts(front);
  for (const [path, names] of [["index.html", onFront], [LOOK_BACK, ["film"]]]) {
    for (const script of names) {
      const tab = await t.tab(path, { beside: page, blocked: [`${script}.js`] });
      t.check(`without ${script}.js ${path} stands`, await t.text(tab, "h1") !== "" && await t.text(tab, "main a[href]") !== "");
      await tab.close();
    }
  }
}
