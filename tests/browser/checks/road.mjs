// The plain road: from the front page with `next` to the last step, and back with `previous`,
// pressing each link as a reader does. It comes by each page that names a previous or a next one.
export const name = "road";

const MOST = 2000;
const selector = (rel) => `a[rel~="${rel}"]`;

async function press(tab, css) {
  await Promise.all([tab.page.waitForNavigation({ waitUntil: "domcontentloaded" }), tab.page.click(css)]);
  return tab.page.url().split("#")[0];
}

// `onRoad`: the addresses that have such links; `start`: the front page's.
export async function walk(tab, start, onRoad) {
  const found = [], there = [], left = new Set(onRoad);
  await tab.open(start);
  left.delete(start);
  if (!await tab.page.$(selector("next"))) { // the front page leads to the first page by a link in its text
    const first = await tab.page.$$eval("main a[href]", (links, road) => links.findIndex((a) => road.includes(a.href.split("#")[0])), [...onRoad]);
    if (first < 0) return ["the front page leads to no page of the road"];
    const links = await tab.page.$$("main a[href]");
    await Promise.all([tab.page.waitForNavigation({ waitUntil: "domcontentloaded" }), links[first].click()]);
    left.delete(tab.page.url().split("#")[0]);
  }
  there.push(tab.page.url().split("#")[0]);
  while (await tab.page.$(selector("next")) && there.length < MOST) {
    const url = await press(tab, selector("next"));
    if (there.includes(url)) return [...found, `next leads round in a circle at ${url}`];
    there.push(url);
    left.delete(url);
  }
  for (const url of left) found.push(`the road does not come by ${url}`);
  for (const expected of there.slice(0, -1).reverse()) {
    if (!await tab.page.$(selector("prev"))) return [...found, `${tab.page.url()} has no way back`];
    const url = await press(tab, selector("prev"));
    if (url !== expected) return [...found, `previous leads to ${url}, but next came from ${expected}`];
  }
  return [...found, ...tab.noise()];
}
