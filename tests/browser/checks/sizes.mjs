// What a page weighs on the way (gzip): it is read on school networks and old phones.
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

export const name = "sizes";
const MOST = { html: 30, css: 12, js: 15 }; // KB a page

export function check(site, path, links) {
  const packed = (file) => gzipSync(readFileSync(join(site.root, file)), { level: 9 }).length;
  const of = (wanted) => [...new Set(links.filter(wanted).map((l) => posix.join(posix.dirname(path), l.value.split(/[?#]/)[0])))]
    .filter((f) => site.has(f)).reduce((n, f) => n + packed(f), 0);
  const weights = { html: packed(path), css: of((l) => l.tag === "link" && /\bstylesheet\b/.test(l.rel)), js: of((l) => l.tag === "script") }; // what a script loads when it is used is apart
  return Object.entries(weights).filter(([kind, bytes]) => bytes > MOST[kind] * 1000)
    .map(([kind, bytes]) => `${(bytes / 1000).toFixed(1)} KB of ${kind}; at most ${MOST[kind]} KB`);
}
