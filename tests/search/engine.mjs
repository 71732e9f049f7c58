// The search of a built site, in node: the scripts as the browser gets them.
//
//     const search = openSearch("build/sites/course");
//     search.ask("lærende møter")      [{page, score, best}], the best first
//     search.index, search.texts       what the scripts hold
//
// const stem = openStemmer("no")       word → word, of themes/default/stem-no.js

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const theme = new URL("../../themes/default/", import.meta.url).pathname;

function room() {
  const box = {};
  box.window = box;
  vm.createContext(box);
  return { box, run: (file) => vm.runInContext(readFileSync(file, "utf8"), box, { filename: file }) };
}

export function openStemmer(language) {
  const { box, run } = room();
  run(join(theme, `stem-${language}.js`));
  run(join(theme, "find.js"));
  return box.steg;
}

export function openSearch(site) {
  const { box, run } = room();
  vm.runInContext("var steg = { searchTexts: {} };", box);
  run(join(site, "assets/search.js"));
  const { steg } = box, index = steg.searchIndex;
  for (const file of [...index.scripts, ...index.texts]) run(join(site, file));
  const course = steg.find.open(index, steg.stem);
  return {
    index,
    course, // what find.js made of the index
    texts: steg.searchTexts,
    ask: (query) => course.rank(course.find(query), steg.searchTexts),
  };
}
