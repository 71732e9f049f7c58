// films: one that lies elsewhere asks its host for nothing until somebody presses play, and then that
// host alone. The hosts are played here.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const browsers = ["chromium", "firefox"];

const TUBE = "www.youtube-nocookie.com", HOST = "film.example.org";
const CARD = (what) => [...document.querySelectorAll(".show")].find((card) => card.innerText.includes(what));
const SHOWN = `(${CARD})(what)`;

// What can be seen of a card: its text, its button, the links in it.
const look = (page, what) => page.evaluate(`((what) => {
  const card = ${SHOWN}, seen = (e) => e.checkVisibility();
  return card && { text: card.innerText, buttons: [...card.querySelectorAll("button")].filter(seen).length,
    links: [...card.querySelectorAll("a")].filter(seen).map((a) => a.href), frames: card.querySelectorAll("iframe").length };
})(${JSON.stringify(what)})`);

const press = async (page, what) => {
  await page.evaluate(`((what) => ${SHOWN}.querySelector("button").focus())(${JSON.stringify(what)})`);
  await page.keyboard.press("Enter");
};

async function frame(t) {
  const page = await t.tab("samtaler-om-undervisning/presentasjon.html"), name = "En samtale filmet for YouTube";
  const before = await look(page, name);
  t.check("the card says how long the film is, and what playing tells whom", /6 min/.test(before.text) && (t.way === "file" || /YouTube/.test(before.text) && /Google/.test(before.text) && /IP-adresse/.test(before.text)), before.text);
  t.check("the link and the transcript stand there", before.links.some((l) => l.startsWith("https://www.youtube.com/watch")) && before.links.some((l) => l.endsWith("/manus.html")), before.links);
  await t.axe(page, "with the card");
  await t.narrow(page, "with the card");
  t.check("nothing is asked of anybody before", t.witness.asked.length === 0, t.witness.asked);
  if (t.way === "file") {
    t.check("from a folder, where the player refuses, there is only the link", before.buttons === 0);
    return;
  }
  t.check("there is one button", before.buttons === 1);
  t.allow(TUBE);
  await press(page, name);
  const player = await t.until(page, () => {
    const e = document.querySelector("iframe");
    return e && { focus: document.activeElement === e, title: e.title, src: e.src, full: e.allowFullscreen, referrer: e.referrerPolicy, sandbox: e.sandbox.value, wide: e.offsetWidth / e.offsetHeight };
  });
  t.check("the press puts the player without cookies in place, from where the link begins", player?.src === `https://${TUBE}/embed/stegstegste?rel=0&autoplay=1&start=90`, player);
  t.check("it has the film's title, may fill the screen, and tells no more than the site", player?.title === name && player.full && player.referrer === "strict-origin-when-cross-origin" && !/top-navigation/.test(player.sandbox) && Math.abs(player.wide - 16 / 9) < 0.05, player);
  t.check("focus is on it", player?.focus === true);
  for (const end = Date.now() + 4000; Date.now() < end && !page.frames().some((f) => f.url().includes(TUBE)); await new Promise((done) => { setTimeout(done, 50); }));
  const inside = page.frames().find((f) => f.url().includes(TUBE)), shown = await inside?.evaluate(() => document.body.textContent).catch((e) => e.message);
  t.check("the player's page is shown", /spiller/.test(shown ?? ""), shown);
  t.check("exactly that host was asked, and nobody else", t.witness.asked.length > 0 && t.witness.asked.every((h) => h === TUBE), t.witness.asked);
  const after = await look(page, name);
  t.check("the link and the transcript stand there still", String(after.links) === String(before.links), after.links);
}

async function file(t) {
  const page = await t.tab("kort-modul/presentasjon.html"), asked = t.witness.asked.length, name = "Et foredrag andre steder", before = await look(page, name);
  t.check("a film in a file has a card with a button, over http and from a folder", before.buttons === 1 && before.text.includes(HOST), before.text);
  t.check("it has asked nobody before", t.witness.asked.length === asked);
  t.allow(HOST);
  await press(page, name);
  const plays = await t.until(page, () => {
    const e = document.querySelector("[data-film=file] video");
    return e && e.readyState >= 2 && { focus: document.activeElement === e, controls: e.controls, name: e.getAttribute("aria-label") };
  });
  t.check("it plays in place, with its controls, its name and the focus", plays?.focus && plays.controls && plays.name === name, plays ?? await page.evaluate(() => document.querySelector("[data-film=file] video")?.error?.message ?? "no video"));
  t.check("exactly its host was asked", t.witness.asked.length > asked && t.witness.asked.slice(asked).every((h) => h === HOST), t.witness.asked.slice(asked));
  const nrk = await look(page, "Et program i NRK");
  t.check("NRK, which has no player for others, is a link by name", nrk.buttons === 0 && /Åpne hos NRK/.test(nrk.text) && nrk.links[0].startsWith("https://tv.nrk.no/"), nrk);
  await t.axe(page, "with the film open");
}

// What each page may load is what its own films need.
function policies(t) {
  const wrong = t.site.pages.filter((path) => {
    const html = t.site.text(path), policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    const may = (policy.match(/https:\/\/[^ ;]+/g) ?? []).sort(), needs = [...html.matchAll(/<template>\s*<(?:iframe|video) src="(https:\/\/[^/"]+)/g)].map((m) => m[1]);
    return String(may) !== String([...new Set(needs)].sort());
  });
  t.check("the policy of every page names the hosts of its own films, and no others", wrong.length === 0, wrong);
}

export async function act(t) {
  const film = readFileSync(join(t.site.root, "samtaler-om-undervisning/film.webm"));
  t.witness.play(TUBE, (request, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,><p>spiller"));
  t.witness.play(HOST, (request, response) => response.writeHead(200, { "content-type": "video/webm", "content-length": film.length }).end(film));
  policies(t);
  await frame(t);
  await file(t);

  const local = await t.tab("samtaler-om-undervisning/presentasjon.html"), own = await look(local, "Å spørre så den andre tenker");
  t.check("a film of the course's own plays in place, with captions, and its text beside it", await local.evaluate(() => {
    const video = document.querySelector("video[controls]");
    return Boolean(video?.querySelector("track[kind=captions]")) && video.currentSrc.endsWith("film.webm");
  }) && own.links.some((l) => l.endsWith("/manus.html")), own);
  if (t.browser !== "chromium") return;
  const plain = await t.tab("samtaler-om-undervisning/presentasjon.html", { scripts: false, fresh: true }), card = await look(plain, "En samtale filmet for YouTube");
  t.check("without scripts the link and the transcript are there, and no button that does nothing", card.buttons === 0 && card.links.length === 2, card);
}
