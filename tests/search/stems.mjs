// Words become the same in the index (libstemmer, in C) and in the browser (stem-*.js): every word of
// the courses and of the documentation, and those words with other endings.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openStemmer } from "./engine.mjs";

const ENDINGS = {
  no: "a e en et er ar ane ene ande ende ede edes te de t s es as ens ets ers endes hetene hetens heten het heter lig eleg leg elig ig eig els else elsen slov lov ast est ert erte dt vt skap inga ingar ingane sjonen ern ernes",
  en: "s es ed ing ingly edly ly ness fulness ful less ation ational ization izer ive iveness ous ousness able ibility ability al ally alism ment ement ence ances er ion ions ist y ies ied eed eedly tional ogi ogist li e",
};

function files(folder, pattern) {
  return readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name)).map((name) => join(folder, name));
}

function words(language) {
  const from = language === "no" ? [...files("content", /\.(md|yml)$/), ...files("tests/courses", /\.(md|yml)$/),
    ...files("tests/golden/course", /\.(md|yml)$/), "tests/bench/words.mjs", "layouts/i18n/nb.yml", "layouts/i18n/nn.yml"]
    : [...files("docs", /\.md$/), "README.md", "LICENSE", "layouts/i18n/en.yml", ...files("generator", /\.h$/)];
  const found = new Set();
  for (const file of from)
    for (const [word] of readFileSync(file, "utf8").matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)) found.add(word);
  const plain = [...found];
  for (const [i, word] of plain.filter((w) => /^\p{Ll}{3,}$/u.test(w)).entries())
    for (const [k, end] of ENDINGS[language].split(" ").entries())
      if ((i + k) % 3 === 0) found.add(word + end).add(word.slice(0, -1) + end);
  for (const word of ["Å", "ÆØÅ", "ÉCOLE", "čáhci", "Đuoddara", "ŋ", "straße", "x".repeat(60), "ærfugløre".repeat(8), "LK20", "9788215056739", "k06", "½", "naïve", "cafe\u0301", "ångström"])
    found.add(word);
  return [...found];
}

export function checkStems(program, check) {
  for (const [language, script] of [["nb", "no"], ["en", "en"]]) {
    const steg = openStemmer(script), list = words(script);
    const said = spawnSync(program, [language], { input: list.join("\n"), encoding: "utf8", maxBuffer: 1 << 28 });
    const wrong = [];
    let compared = 0;
    for (const line of said.stdout.split("\n")) {
      const [word, base] = line.split("\t");
      if (!base) continue; // not worth finding
      compared++;
      const here = steg.stem(steg.find.fold(word));
      if (here !== base) wrong.push(`${word}: ${base} in the index, ${here} in the browser`);
    }
    check(`${compared} words of “${language}” become the same in the index and in the browser`,
      compared > 5000 && !wrong.length, [`${wrong.length} do not`, ...wrong.slice(0, 12)].join("\n    "));
  }
}
