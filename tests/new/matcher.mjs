// What an editor reads from steg's messages with the problem matchers of a new course.
//
//     matcher.mjs TASKS.JSON < what steg said on standard error       prints JSON, a problem a line
//
// As VS Code does it: a matcher's patterns are tried on lines that follow each other; the first gives
// file, line and column, and every later one adds its message on a line of its own.
import fs from "node:fs"

const text = fs.readFileSync(process.argv[2], "utf8")
const tasks = JSON.parse(text.replace(/^\s*\/\/.*$/gm, "")) // comments stand on lines of their own
const matchers = tasks.tasks.flatMap((t) => t.problemMatcher)
const lines = fs.readFileSync(0, "utf8").split("\n").map((l) => l.trimEnd())

for (let at = 0; at < lines.length; at++) {
  for (const { severity, pattern } of matchers) {
    const found = pattern.map((p, i) => new RegExp(p.regexp).exec(lines[at + i] ?? ""))
    if (found.some((m) => !m)) continue
    const problem = { severity }
    for (const key of ["file", "line", "column", "code"]) problem[key] = found[0][pattern[0][key]]
    problem.message = pattern.flatMap((p, i) => (p.message ? [found[i][p.message]] : [])).join("\n").trim()
    console.log(JSON.stringify(problem))
  }
}
