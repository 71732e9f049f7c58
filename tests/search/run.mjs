#!/usr/bin/env node
// The search, without a browser: words, queries, size; see tests/suites/46-search.
//
//     run.mjs STEMS NAME=SITE …      STEMS: tests/programs/stems.c; sites of the courses in queries.md

import { checkQueries } from "./queries.mjs";
import { checkStems } from "./stems.mjs";
import { checkSize } from "./size.mjs";

const [stems, ...sites] = process.argv.slice(2);
let passed = 0, failed = 0;
function check(sentence, good, detail) {
  if (good) return passed++;
  failed++;
  console.log(`failed: ${sentence}${detail ? `\n    ${detail}` : ""}`);
}
const of = Object.fromEntries(sites.map((s) => s.split(/=(.*)/s)));
checkStems(stems, check);
checkQueries(of, check);
checkSize(of, check);
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
