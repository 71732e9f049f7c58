// browser: Debian's Chromium, its tabs, and the ways in which a reader may see a page.
//
//     const browser = await launch();
//     const tab = await browser.tab({ allowed: [server.base] });
//     await tab.open(url);  await setMode(tab, MODES.dark);  tab.noise()   what should not have been
//
// One tab at a time in a browser: what is behind another is not painted, and waits for ever.
// A tab writes down every message, error and request. No name but this machine's can be looked up,
// so nothing leaves even when a page tries.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--autoplay-policy=user-gesture-required",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];

// Neither browser reads captions from file://; their text is in the page as well.
export const KNOWN_LIMIT = /(^console error: Unsafe attempt to load URL|^could not load|^error: Security Error: .* may not load data from) file:[^ ]*\.vtt\b/;

export const MODES = {
  light: { width: 1280, height: 800, scheme: "light" },
  dark: { width: 1280, height: 800, scheme: "dark" },
  "forced colours": { width: 1280, height: 800, scheme: "dark", forced: true },
  "320 px": { width: 320, height: 640, scheme: "light" },
  "200 %": { width: 640, height: 400, scheme: "light" },
};

export const chromium = () => ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "steg-browser-"));
  const browser = await puppeteer.launch({ executablePath: chromium(), headless: true, args: FLAGS, userDataDir: profile });
  return {
    tab: (options) => newTab(browser, options),
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// `allowed`: what addresses may begin with. `scripts: false` turns JavaScript off. `answer(url)`
// stands for another host: {body, contentType}, or nothing where it has nothing.
async function newTab(browser, { allowed, scripts = true, answer }) {
  const page = await browser.newPage(), heard = [];
  page.setDefaultTimeout(15000);
  await page.setJavaScriptEnabled(scripts);
  page.on("console", (m) => heard.push(`console ${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => heard.push(`error: ${e.message}`));
  page.on("request", (r) => {
    const player = r.url().startsWith("data:"); // its buttons; the page's own are against its policy
    if (!player && !allowed.some((a) => r.url().startsWith(a))) heard.push(`a request to ${r.url()}`);
  });
  page.on("response", (r) => { if (r.status() >= 400) heard.push(`${r.status()} for ${r.url()}`); });
  page.on("requestfailed", (r) => { // a player that has seen enough of a film gives the rest up
    if (r.resourceType() !== "media") heard.push(`could not load ${r.url()}: ${r.failure()?.errorText}`);
  });
  if (answer) {
    await page.setRequestInterception(true);
    page.on("request", (r) => {
      const found = answer(r.url());
      (found ? r.respond({ status: 200, ...found }) : r.continue()).catch(() => {});
    });
  }
  const devtools = await page.createCDPSession();
  await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: true });
  const tab = {
    page, devtools,
    async open(url) {
      heard.length = 0;
      await page.goto(url, { waitUntil: "load" });
    },
    noise: () => [...new Set(heard)].filter((line) => !KNOWN_LIMIT.test(line)),
    close: () => page.close(),
  };
  await setMode(tab, MODES.light);
  return tab;
}

// Movement is off in all modes, so that a colour on its way is never judged.
export async function setMode({ page, devtools }, mode, media = "") {
  await devtools.send("Emulation.setEmulatedMedia", { media, features: [
    { name: "prefers-color-scheme", value: mode.scheme },
    { name: "forced-colors", value: mode.forced ? "active" : "none" },
    { name: "prefers-reduced-motion", value: "reduce" }] });
  const now = page.viewport();
  if (now?.width !== mode.width || now?.height !== mode.height) await page.setViewport({ width: mode.width, height: mode.height });
  await new Promise((done) => { setTimeout(done, 40); }); // not in the page: it may have no scripts
}
