// What an editor reads from steg's messages with the problem matchers of a new course.
//
//     matcher.mjs TASKS.JSON build|serve < what steg said       prints JSON, one line each time an editor shows problems:
//                                                               a list; of the task that runs on, one for each build
//
// As VS Code does it: a matcher's patterns are tried on lines that follow each other; the first gives
// file, line and column, and every later one adds its message on a line of its own. The matchers of a task
// that runs on forget what they have found where a line begins a build, and show it where one ends it.
import fs from "node:fs"

const [, , path, command] = process.argv
const { tasks } = JSON.parse(fs.readFileSync(path, "utf8").replace(/^\s*\/\/.*$/gm, "")) // comments stand on lines of their own
const task = tasks.find((t) => t.args[0] === command), matchers = task.problemMatcher
const lines = fs.readFileSync(0, "utf8").split("\n").map((l) => l.trimEnd())
if (Boolean(task.isBackground) !== matchers.every((m) => m.background)) throw new Error("a task that runs on tells of each build")

let problems = []
const active = new Set(matchers.filter((m) => m.background?.activeOnStart))
const show = () => console.log(JSON.stringify(problems))

for (let at = 0; at < lines.length; at++) {
  let ended = false
  for (const m of matchers.filter((m) => m.background)) {
    if (!active.has(m) && new RegExp(m.background.beginsPattern).test(lines[at])) active.add(m), (problems = [])
    else if (active.has(m) && new RegExp(m.background.endsPattern).test(lines[at])) ended = active.delete(m)
  }
  if (ended && !active.size) show()
  for (const { severity, pattern } of matchers) {
    const found = pattern.map((p, i) => new RegExp(p.regexp).exec(lines[at + i] ?? ""))
    if (found.some((m) => !m)) continue
    const problem = { severity }
    for (const key of ["file", "line", "column", "code"]) problem[key] = found[0][pattern[0][key]]
    problem.message = pattern.flatMap((p, i) => (p.message ? [found[i][p.message]] : [])).join("\n").trim()
    problems.push(problem)
  }
}
if (!task.isBackground) show()
else if (active.size) throw new Error("a build does not end")
