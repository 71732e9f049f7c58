// quiet: a team goes through a module from the front page, and nothing but the site is asked for anything.
export const browsers = ["chromium", "firefox"];
export const core = true;

export async function act(t) {
  const page = await t.tab("index.html"), seen = [];
  await page.click("main a[href]");
  await t.until(page, () => !document.documentElement.hasAttribute("data-step") || document.readyState === "complete");
  for (let next = true; next && seen.length < 12;) {
    await page.waitForSelector("main");
    seen.push(await page.evaluate(() => document.querySelector("h1")?.innerText));
    next = await page.evaluate(() => document.querySelector("a[rel=next]")?.href ?? "");
    if (next) await page.goto(next, { waitUntil: "load" });
  }
  t.check("the road goes through at least five pages, each with a heading", seen.length >= 5 && seen.every(Boolean), seen);
  t.check("no page is left without its own title", (await page.title()).length > 0);
  await page.reload();
  await t.axe(page, "at the end of the road");
  await t.narrow(page, "at the end of the road");

  const plain = await t.tab("index.html", t.browser === "chromium" ? { scripts: false, fresh: true } : { fresh: true });
  t.check("the front page stands without scripts", await t.text(plain, "h1") !== "");
}
