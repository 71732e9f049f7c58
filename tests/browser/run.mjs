#!/usr/bin/env node
// Looks at built sites with Debian's Chromium, over http and from file://; tests/suites/60-browser.
//
//     run.mjs [--only axe,road] [--pictures FOLDER] FOLDER …     every check on each site
//     run.mjs --self-test FOLDER                                 breaks a copy and sees each check fail
//
// Prints a line for each fault and, last, `N passed, N failed, N skipped`. A case is one check of one
// page in one mode (light, dark, forced colours, 320 px, 200 %).

import { chromium, launch } from "./browser.mjs";
import { audit, CHECKS } from "./audit.mjs";
import { canRead } from "./checks/print.mjs";
import { openSite } from "./site.mjs";
import { newReport } from "./report.mjs";
import { takePictures } from "./pictures.mjs";
import { selfTest } from "./selftest.mjs";

const argv = process.argv.slice(2), folders = [], options = { only: CHECKS };
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === "--only") options.only = argv[++i].split(",");
  else if (argv[i] === "--pictures") options.pictures = argv[++i];
  else if (argv[i] === "--self-test") options.selfTest = true;
  else folders.push(argv[i]);
}
const unknown = options.only.filter((name) => !CHECKS.includes(name));
if (!folders.length || unknown.length) {
  console.error(unknown.length ? `there is no check called ${unknown.join(", ")}: ${CHECKS.join(", ")}` : "run.mjs [--only CHECKS] [--pictures FOLDER] [--self-test] FOLDER …");
  process.exit(2);
}
if (!chromium()) {
  console.error("Chromium is not installed: apt-get install chromium");
  process.exit(3);
}

// Of a site that is there for its history, the pages that others have are not looked at again.
const only = { changed: (path) => /(^|\/)changes|^index/.test(path) };
const report = newReport(), browser = await launch();
try {
  for (const folder of folders) {
    const site = openSite(folder);
    if (options.selfTest) await selfTest(browser, site, report);
    else await audit(browser, site, report, only[site.name] ? { ...options, pages: site.pages.filter(only[site.name]) } : options);
    if (options.pictures) await takePictures(browser, site, options.pictures);
  }
} finally {
  await browser.close();
}
if (!canRead) report.skip("print", "pdftotext is not installed (poppler-utils): what is on paper was not read");
process.exitCode = report.close() ? 0 : 1;
