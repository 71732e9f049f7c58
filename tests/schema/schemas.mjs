// The schemas of `steg schema` in a real validator (ajv), and files as an editor reads them (yaml,
// which is what the YAML support of VS Code and others is built on).

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Ajv from "ajv";
import { parseDocument } from "yaml";

// Keywords of editors that no draft has; all others make the compiling fail.
const EDITORS = ["enumDescriptions", "errorMessage", "patternErrorMessage"];

export const NAMES = ["course", "course-texts", "glossary", "literature", "front", "plain",
  "module", "short-module", "step", "leader", "method", "figure", "table"];

export function schema(steg, name, language = "en") {
  const args = ["schema", ...(name ? [name] : []), "--lang", language];
  return JSON.parse(execFileSync(steg, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
}

export function ajv() {
  // Types that stand apart from what they bind, and dates without a day, are on purpose.
  const a = new Ajv({ strict: true, strictTypes: false, strictRequired: false,
    strictTuples: false, allErrors: true });
  for (const word of EDITORS) a.addKeyword({ keyword: word });
  return a;
}

// What YAML's core schema makes of a text: undefined where it is no YAML at all.
export function yaml(text) {
  if (text === undefined) return undefined;
  const doc = parseDocument(text, { version: "1.2", schema: "core", logLevel: "silent" });
  try {
    return doc.errors.length ? undefined : doc.toJS() ?? null;
  } catch {
    return undefined; // *alle*
  }
}

// The front matter of a page, undefined where it has none.
export function frontMatter(text) {
  return /^\uFEFF?---[ \t]*\n(.*?)^---[ \t]*$/ms.exec(text.replace(/\r\n?/g, "\n"))?.[1];
}

// Which schema a file of a course has, by its path below the content; undefined: none, or that
// depends on who uses it.
export function kindOf(path, modules) {
  if (/^course\.[\w-]+\.yml$/.test(path)) return "course-texts";
  path = path.replace(/\.(?:nb|nn|en|en-GB|se)(\.\w+)$/, "$1"); // a translation is what its original is
  const name = basename(path), folder = dirname(path);
  if (path === "course.yml") return "course";
  if (path === "glossary.yml") return "glossary";
  if (path === "literature.yml" || path === "literature.json") return "literature";
  if (!name.endsWith(".md") || name === "README.md") return undefined;
  if (folder === "methods") return "method";
  const numbered = /^\d+[-_ .]?/.test(name);
  if (folder === ".")
    return name === "index.md" ? "front" : numbered ? "short-module" : "plain";
  if (folder.includes("/") || !(/^\d/.test(folder) || modules.includes(folder))) return undefined;
  return name === "index.md" ? "module" : name === "leader.md" ? "leader"
    : numbered ? "step" : undefined;
}

// The figures and tables in a text: {kind, value, from, to}, lines counted from 1 with the fences.
export function blocks(text) {
  const lines = text.split("\n"), found = [];
  for (let i = 0; i < lines.length; i++) {
    const fence = /^([\s>*+.\d-]*?)(`{3,}|~{3,}) *(figure|table) *$/.exec(lines[i]);
    if (!fence) continue;
    const before = fence[1].replace(/[^>\s]/g, " "), from = i + 1, inside = [];
    for (i++; i < lines.length && !lines[i].trim().replace(/^[\s>]*/, "").startsWith(fence[2]); i++)
      inside.push(lines[i].startsWith(before) ? lines[i].slice(before.length) : lines[i].replace(/^[\s>]*$/, ""));
    found.push({ kind: fence[3], value: yaml(inside.join("\n")), from, to: i + 1 });
  }
  return found;
}

// The files of a course that have a schema: {path, kind, value}. Paths count from `folder`, where
// course.yml stands or `content/` with it.
export function courseFiles(folder) {
  const all = readdirSync(folder, { recursive: true }).map(String);
  const root = all.includes("course.yml") ? "" : "content/";
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const course = all.includes(root + "course.yml") ? yaml(read(root + "course.yml")) : undefined;
  const modules = Array.isArray(course?.modules) ? course.modules.map(String) : [];
  return all.filter((path) => path.startsWith(root)).sort().flatMap((path) => {
    const kind = kindOf(path.slice(root.length), modules);
    const inside = path.endsWith(".md") ? blocks(read(path)).map((b) => ({ path, ...b })) : [];
    if (!kind) return inside;
    const text = path.endsWith(".md") ? frontMatter(read(path)) : read(path);
    return text === undefined && kind === "front" ? inside : [{ path, kind, value: yaml(text) }, ...inside];
  });
}
