// What a schema is, before anything is held against it: valid, explained, and the same in both
// languages but for the words.

import { spawnSync } from "node:child_process";
import { NAMES, ajv, schema } from "./schemas.mjs";

const WORDS = ["description", "enumDescriptions", "errorMessage", "patternErrorMessage"];

// Every object in a schema that is a schema itself, with the way to it.
function* schemas(s, way = "#") {
  if (typeof s !== "object") return;
  yield [way, s];
  for (const word of ["properties", "definitions"])
    for (const [k, v] of Object.entries(s[word] ?? {})) yield* schemas(v, `${way}/${word}/${k}`);
  for (const word of ["items", "if", "then", "else", "not"])
    if (s[word] && !Array.isArray(s[word])) yield* schemas(s[word], `${way}/${word}`);
  for (const word of ["anyOf", "allOf", "oneOf", "items"])
    if (Array.isArray(s[word]))
      for (const [i, v] of s[word].entries()) yield* schemas(v, `${way}/${word}/${i}`);
}

function withoutWords(s) {
  if (Array.isArray(s)) return s.map(withoutWords);
  if (!s || typeof s !== "object") return s;
  return Object.fromEntries(Object.entries(s)
    .filter(([k, v]) => !WORDS.includes(k) || (typeof v !== "string" && !Array.isArray(v)))
    .map(([k, v]) => [k, withoutWords(v)]));
}

function checkOne(name, s, check) {
  const a = ajv(), refs = new Set();
  check(`${name} is draft-07`, s.$schema === "http://json-schema.org/draft-07/schema#" &&
    a.validateSchema(s), JSON.stringify(a.errors));
  a.addSchema({ ...s, $id: "steg" });
  for (const [way, part] of schemas(s)) {
    if (part.$ref) refs.add(part.$ref);
    check(`${name}: beside $ref stands nothing that binds at ${way}`, !part.$ref ||
      Object.keys(part).every((k) => ["$ref", "description", "default", "examples"].includes(k)));
    const type = [part.type].flat();
    check(`${name}: no editor offers null at ${way}`, !type.includes("null") || way === "#" ||
      /\/(if|not|then)$|definitions\/(course-texts|glossary|front|literature)\b|properties\/references$|^#\/anyOf/.test(way),
    way);
    if (part.default === undefined && !part.examples) continue;
    const valid = a.compile({ $ref: `steg${encodeURI(way)}` });
    for (const value of [part.default, ...(part.examples ?? [])])
      if (value !== undefined)
        check(`${name}: ${JSON.stringify(value)} may stand at ${way}`, valid(value),
          JSON.stringify(valid.errors));
  }
  for (const key of Object.keys(s.definitions))
    check(`${name}: ${key} is used`, refs.has(`#/definitions/${key}`) || (!NAMES.includes(name) && NAMES.includes(key)));
}

function checkExplained(name, s, check) {
  for (const [way, part] of schemas(s)) {
    const key = /\/properties\/([^/]+)$/.exec(way);
    if (!key || /\/(if|then|else|anyOf\/\d+)\/properties\//.test(way) || key[1] === "references") continue;
    check(`${name}: ${way} is explained and has an example`,
      part.description && (part.examples?.length || /person\/properties/.test(way)), way);
  }
  for (const [way, part] of schemas(s))
    check(`${name}: every word at ${way} is explained`, !part.enumDescriptions ||
      (part.enumDescriptions.length === part.enum.length && part.enumDescriptions.every(Boolean)));
}

export function checkForm(steg, check) {
  for (const name of [...NAMES, ""]) {
    const en = schema(steg, name, "en"), nb = schema(steg, name, "nb"), called = name || "all";
    checkOne(called, en, check);
    checkExplained(called, en, check);
    check(`${called} binds the same in both languages`,
      JSON.stringify(withoutWords(en)) === JSON.stringify(withoutWords(nb)));
    check(`${called} is in two languages`, JSON.stringify(en) !== JSON.stringify(nb));
    ajv().compile(en);
  }
  const all = schema(steg, "");
  for (const name of NAMES) {
    const { $schema, $comment, definitions, ...one } = schema(steg, name);
    check(`${name} says the same alone and among all`,
      JSON.stringify(all.definitions[name]) === JSON.stringify(one));
    for (const [key, d] of Object.entries(definitions))
      check(`${name}: ${key} is the same alone and among all`,
        JSON.stringify(all.definitions[key]) === JSON.stringify(d));
  }
  const wrong = spawnSync(steg, ["schema", "kurs", "--lang", "en"], { encoding: "utf8" });
  check("a name that there is not is wrong usage, and the message has those that there are",
    wrong.status === 2 && wrong.stdout === "" && NAMES.every((n) => wrong.stderr.includes(n)), wrong.stderr);
}
