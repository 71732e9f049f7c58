// machine: one computer of a team: a browser with a profile that lasts, so that one can come back tomorrow.
//
//     const witness = await newWitness();                      one for all machines; witness.close()
//     const machine = newMachine("firefox", witness, {storage: "blocked"});
//     const page = await machine.tab();                        puppeteer's Page; the browser starts with the first
//     await machine.stop();  await machine.kill();             the profile stays: the next tab() opens it again
//     await machine.discard();                                 takes the profile and what was downloaded away
//
// `storage: "blocked"` is the browser's own setting, as the school's administrator sets it. Both browsers are
// as Debian ships them: what puppeteer's preferences loosen is set back. Everything that is not for 127.0.0.1 goes
// to the witness, a proxy that writes down every host it is asked for (browser's own calls home are turned off) and lets
// nothing out; it may play a host itself: witness.play("player.example.org", (request, response) => …).

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { chromium } from "./browser.mjs";

const firefox = () => ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync);
export const installed = { chromium, firefox };

// ---- The witness ---------------------------------------------------------------------------------

// What browsers ask for by themselves although they are told not to.
const OWN = /(^|\.)(mozilla\.(com|net|org)|firefox\.com|googleapis\.com|google\.com|gstatic\.com|gvt1\.com|dummy\.test)$|^detectportal/;

const listen = (server) => new Promise((done) => { server.listen(0, "127.0.0.1", () => done(server.address().port)); });

export async function newWitness() {
  const asked = [], plays = new Map(), sockets = new Set();
  const note = (host) => { if (!OWN.test(host)) asked.push(host); };
  const answer = (request, response) => {
    const host = request.headers.host?.replace(/:\d+$/, ""), play = plays.get(host);
    if (play) play(request, response);
    else response.writeHead(502).end();
  };
  let tls;
  const proxy = createServer((request, response) => {
    note(new URL(request.url, "http://x").hostname);
    answer(request, response);
  });
  proxy.on("connect", async (request, socket) => {
    const host = request.url.replace(/:\d+$/, "");
    socket.on("error", () => {});
    sockets.add(socket);
    note(host);
    if (!plays.has(host)) return socket.end("HTTP/1.1 502 Not here\r\n\r\n");
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    tls.emit("connection", socket);
  });
  const port = await listen(proxy);
  return {
    port,
    asked, // hosts, in order; empty it with asked.length = 0
    play(host, work) {
      tls ??= createTlsServer(certificate(), answer);
      plays.set(host, work);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

function certificate() { // made anew each time; browsers are told not to mind
  const folder = mkdtempSync(join(tmpdir(), "steg-certificate-")), key = join(folder, "key.pem"), cert = join(folder, "cert.pem");
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=played.test", "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// ---- The browsers --------------------------------------------------------------------------------

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-domain-reliability", "--force-color-profile=srgb", "--autoplay-policy=user-gesture-required"];

const FIREFOX_PREFERENCES = {
  "security.fileuri.strict_origin_policy": true, // as shipped: puppeteer turns it off
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
  "browser.download.alwaysOpenPanel": false,
  "browser.download.viewableInternally.enabledTypes": "",
  "network.proxy.type": 1,
  "network.proxy.no_proxies_on": "127.0.0.1",
  "network.dns.disablePrefetch": true,
  "network.prefetch-next": false,
  "dom.disable_open_during_load": true,
};

const SETTINGS = {
  chromium(folder, port, { storage }) {
    mkdirSync(join(folder, "profile", "Default"), { recursive: true });
    const values = storage === "blocked" ? { cookies: 2 } : {};
    writeFileSync(join(folder, "profile", "Default", "Preferences"), JSON.stringify({ profile: { default_content_setting_values: values } }));
    return { executablePath: chromium(), args: [...CHROMIUM_FLAGS, `--proxy-server=http://127.0.0.1:${port}`] };
  },
  firefox(folder, port, { storage }) {
    const preferences = { ...FIREFOX_PREFERENCES, "browser.download.dir": join(folder, "downloads"), "network.proxy.http": "127.0.0.1", "network.proxy.http_port": port,
      "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": port };
    if (storage === "blocked") preferences["network.cookie.cookieBehavior"] = 2;
    // Firefox will not start in the home of somebody else, and looks for settings there.
    return { browser: "firefox", executablePath: firefox(), extraPrefsFirefox: preferences, env: { ...process.env, HOME: join(folder, "home"), MOZ_HEADLESS: "1" } };
  },
};

export function newMachine(kind, witness, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), "steg-machine-")), downloads = join(folder, "downloads");
  for (const name of ["profile", "home", "downloads", "uploads"]) mkdirSync(join(folder, name));
  const settings = SETTINGS[kind](folder, witness.port, options), downloadBehavior = { policy: "allow", downloadPath: downloads };
  const launchOptions = { headless: true, acceptInsecureCerts: true, userDataDir: join(folder, "profile"), ...settings };
  if (kind === "chromium") launchOptions.downloadBehavior = downloadBehavior;
  let browser;
  const started = async () => (browser ??= await puppeteer.launch(launchOptions));
  const machine = {
    kind, downloads, uploads: join(folder, "uploads"),
    // In a window of its own, so that none is behind another. `fresh`: as a machine that was never here before.
    // `beside`: on the machine of another tab.
    async tab({ fresh = false, beside } = {}) {
      await started();
      const context = beside?.browserContext() ?? (fresh ? await browser.createBrowserContext(kind === "chromium" ? { downloadBehavior } : {}) : browser.defaultBrowserContext());
      return context.newPage({ type: "window" });
    },
    async stop() {
      await browser?.close();
      browser = undefined;
    },
    async kill() { // as when the power goes; nothing is asked and nothing closed
      const process_ = browser?.process();
      if (!process_) return;
      const gone = new Promise((done) => { process_.once("exit", done); });
      process_.kill("SIGKILL");
      await gone;
      browser = undefined;
      await new Promise((done) => { setTimeout(done, 300); }); // its children see it and go
      for (const lock of ["SingletonLock", "SingletonSocket", "SingletonCookie", "lock", ".parentlock"]) rmSync(join(folder, "profile", lock), { force: true });
    },
    async discard() {
      await machine.stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
  return machine;
}
