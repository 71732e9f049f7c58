#!/usr/bin/env node
// Lighthouse's figures for a front page, a step with questions and a record, on a desk and on a phone:
// accessibility, best practice and search engines must be 100, and nothing may move when it has been shown;
// tests/suites/63-lighthouse.
//
//     lighthouse.mjs FOLDER
//
// The figure for speed is printed and not tested: it measures the machine too.

import lighthouse, { desktopConfig } from "lighthouse";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { chromium, FLAGS } from "./browser.mjs";
import { newReport } from "./report.mjs";
import { openSite } from "./site.mjs";

const SHIFT = 0.1; // what Google calls good: https://web.dev/articles/cls
const FULL = ["accessibility", "best-practices", "seo"], FORMS = { desk: desktopConfig, phone: undefined };

const site = openSite(process.argv[2]), report = newReport();
const pages = { "front page": "index.html",
  step: site.pages.find((p) => /<html[^>]* data-step=/.test(site.text(p)) && site.text(p).includes("data-question=")),
  record: site.pages.find((p) => /\/record\.html$/.test(p)) };

const server = await site.serve(), profile = mkdtempSync(join(tmpdir(), "steg-lighthouse-"));
const browser = await puppeteer.launch({ executablePath: chromium(), headless: true, args: FLAGS, userDataDir: profile });

async function measure(kind, path, form) {
  const page = await browser.newPage(), where = `${kind} (${path}), ${form}`;
  try {
    const { lhr } = await lighthouse(server.url(path), { logLevel: "error", output: "json", onlyCategories: [...FULL, "performance"] }, FORMS[form], page);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    for (const id of FULL) {
      const { score, auditRefs } = lhr.categories[id];
      const short = auditRefs.filter((a) => a.weight > 0 && lhr.audits[a.id].score !== null && lhr.audits[a.id].score < 1)
        .map(({ id: audit }) => `${audit}: ${lhr.audits[audit].title} ${JSON.stringify(lhr.audits[audit].details?.items?.[0] ?? "").slice(0, 200)}`);
      report.add(id, where, score === 1 ? [] : [`${score === null ? "no figure" : Math.round(score * 100)}; ${short.join("; ")}`]);
    }
    const { audits } = lhr, shift = audits["cumulative-layout-shift"].numericValue;
    report.add("layout shift", where, shift < SHIFT ? [] : [`${shift.toFixed(3)}: ${(audits["layout-shifts"]?.details?.items ?? []).map((i) => i.node?.selector).join(", ")}`]);
    const seen = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((a) => `${a.replace(/\b(.)[a-z]*-?/g, "$1").toUpperCase()} ${audits[a].displayValue.replace(/\s/g, " ")}`);
    console.log(`speed of ${where}: ${Math.round(lhr.categories.performance.score * 100)} (${seen.join(", ")})`);
  } catch (e) {
    report.add("lighthouse", where, `could not measure: ${e.message}`);
  } finally {
    await page.close();
  }
}

try {
  for (const [kind, path] of Object.entries(pages)) {
    if (!path) report.add("lighthouse", kind, "there is no such page");
    else for (const form of Object.keys(FORMS)) await measure(kind, path, form);
  }
} finally {
  await browser.close();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = report.close() ? 0 : 1;
