#!/usr/bin/env node
// Made the small film, sound, paper and pictures of the course "everything"; kept so that they can
// be made again. They are committed: a browser's encoder does not give the same bytes twice.
//
//     node tests/courses/media.mjs FOLDER
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const folder = process.argv[2];
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.setContent("<canvas width=320 height=180></canvas>");
const save = (name, base64) => writeFileSync(join(folder, name), Buffer.from(base64, "base64"));

// Four squares, the upper left one moved by `t`.
await page.evaluate(() => {
  globalThis.draw = (canvas, t) => {
    const c = canvas.getContext("2d"), w = canvas.width / 2, h = canvas.height / 2;
    ["#7a2e1d", "#1f5a54", "#d8b36a", "#23272b"].forEach((colour, i) => {
      c.fillStyle = colour;
      c.fillRect((i % 2) * w + (i ? 0 : t * 20), (i >> 1) * h, w, h);
    });
  };
});
const picture = (w, h, type) => page.evaluate((w, h, type) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
  globalThis.draw(canvas, 0);
  return canvas.toDataURL(type, 0.8).split(",")[1];
}, w, h, type);
save("rutenett.png", await picture(240, 160, "image/png"));
save("plakat.png", await picture(320, 180, "image/png"));
save("pynt.jpg", await picture(300, 40, "image/jpeg"));

save("film.webm", await page.evaluate(async () => {
  const canvas = document.querySelector("canvas"), chunks = [];
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm;codecs=vp8", videoBitsPerSecond: 50000 });
  recorder.ondataavailable = (e) => chunks.push(e.data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start();
  for (let t = 0; t < 10; t++) {
    globalThis.draw(canvas, t / 10);
    await new Promise((done) => setTimeout(done, 100));
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}));

// A second of silence: 38 frames of MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono, all zero.
const frame = Buffer.alloc(104);
frame.writeUInt32BE(0xfffb10c4);
writeFileSync(join(folder, "lyd.mp3"), Buffer.concat(Array(38).fill(frame)));

await page.setContent("<html lang=nb><title>Lysark</title><h1>Å spørre så den andre tenker</h1><p>Ett ark.");
writeFileSync(join(folder, "lysark.pdf"), await page.pdf({ tagged: true, outline: true, format: "A5", landscape: true }));
await browser.close();
