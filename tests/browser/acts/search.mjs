// Somebody looks for something: the box in the bar, the hits under it, with keys alone, and when
// parts of it cannot be loaded.
export const browsers = ["chromium", "firefox"];

const count = (page) => page.evaluate(() => document.querySelectorAll(".found li").length);
const said = (page) => page.evaluate(() => document.querySelector(".found [role=status]").textContent.trim());
const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  return at.id || (at.closest(".found li") ? `hit ${[...at.closest("ol").children].indexOf(at.closest("li")) + 1}` : at.tagName);
});

async function ask(t, page, query) {
  await page.focus("#_search");
  await page.evaluate(() => { document.getElementById("_search").select(); });
  await page.keyboard.type(query);
  return t.until(page, (wanted) => {
    const status = document.querySelector(".found [role=status]").textContent;
    return document.getElementById("_search").value === wanted && !document.querySelector(".found[aria-busy]") && status;
  }, query);
}

async function finds(t) {
  const page = await t.tab("samtaler-om-undervisning/forarbeid.html");
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map((e) => e.name).filter((n) => /\/(search|text)\.js|\/find-/.test(n)).length
    + document.querySelectorAll('script[src*="assets/search.js"]').length);
  t.check("the index is not loaded before somebody searches", await loaded() === 0);
  t.check("what will tell of hits is there before it is filled", await said(page) === "" && await page.evaluate(() => !document.querySelector(".found [role=status]").closest("[hidden]")));
  await page.keyboard.press("/");
  t.check("a slash is no shortcut", await focused(page) !== "_search");
  await ask(t, page, "lærende møter");
  const hits = await count(page);
  t.check("hits are counted aloud", hits > 0 && /^\d+ treff$/.test(await said(page)), [hits, await said(page)]);
  t.check("the words are marked in what is shown", await page.evaluate(() => [...document.querySelectorAll(".found mark")].some((m) => /^møte/.test(m.textContent))));
  await t.axe(page, "with hits");
  await t.narrow(page, "with hits");

  await page.focus("#_search");
  await page.keyboard.press("ArrowDown");
  t.check("arrow down goes to the first hit", await focused(page) === "hit 1", await focused(page));
  await page.keyboard.press("Tab");
  t.check("Tab goes to the next", await focused(page) === "hit 2", await focused(page));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  t.check("arrow up goes back to the field", await focused(page) === "_search", await focused(page));
  await page.keyboard.press("Escape");
  t.check("Escape takes the hits away and leaves the focus in the field", await count(page) === 0 && await focused(page) === "_search" && await said(page) === "");

  await page.keyboard.type("laerende moete");
  await page.keyboard.press("Enter");
  t.check("Enter goes to the first hit, also when it has yet to come",
    await t.until(page, () => /laerende-mote$/.test(document.activeElement.href)), await focused(page));
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  t.check("a hit leads to the place on its page", page.url() === t.url("glossary.html") + "#laerende-mote", page.url());
  await ask(t, page, "medskaping");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  t.check("a hit on this very page goes there and takes the hits away",
    await t.until(page, () => location.hash === "#medskaping" && !document.querySelector(".found li")), page.url());
}

async function manyAndNone(t) {
  const page = await t.tab("index.html");
  await ask(t, page, "og");
  t.check("ten hits are shown, and a button for more", await count(page) === 10 && await page.evaluate(() => !document.querySelector(".found button").hidden), await count(page));
  await page.click(".found button");
  t.check("more hits come, and the focus goes to the first of them", await count(page) > 10 && await focused(page) === "hit 11", [await count(page), await focused(page)]);
  await ask(t, page, "kvantefysikk");
  t.check("that nothing was found is told, with what was searched for", await t.until(page, () => /kvantefysikk/.test(document.querySelector(".found [role=status]").textContent)) && await count(page) === 0, await said(page));
  await t.axe(page, "with nothing found");
  await ask(t, page, "igp");
  await page.evaluate(() => { document.getElementById("_search").value = ""; document.getElementById("_search").dispatchEvent(new Event("input", { bubbles: true })); });
  t.check("an empty field has no hits", await count(page) === 0 && await said(page) === "");
}

async function missing(t) {
  for (const script of ["assets/search.js", "find.js"]) {
    const page = await t.tab("index.html", { blocked: [script] });
    await ask(t, page, "møte");
    t.check(`without ${script}, a message`, await count(page) === 0 && /søket virker ikke/i.test(await said(page)), await said(page));
  }
  const page = await t.tab("index.html", { blocked: ["assets/text.js"] });
  await ask(t, page, "lærende møte");
  t.check("without the texts, hits stand with their titles", await page.evaluate(() => [...document.querySelectorAll(".found li a")].some((a) => /Ordliste/.test(a.textContent))));
  if (t.browser === "chromium") {
    const bare = await t.tab("index.html", { scripts: false });
    t.check("without JavaScript there is no box", await bare.$eval("#_search", (field) => !field.offsetParent));
  }
}

export async function act(t) {
  await finds(t);
  await manyAndNone(t);
  await missing(t);
}
