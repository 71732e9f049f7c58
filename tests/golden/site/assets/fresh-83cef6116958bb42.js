(() => {
"use strict";
const { record, rules, clone, today } = window.steg || {}, welcome = document.querySelector(".welcome");
if (!record) return;
const MOST = 6;
const items = () => Object.keys(rules.KINDS).flatMap((kind) => record.all(kind));
const made = (id = "") => new Date(Math.min(parseInt(id.slice(0, 12), 16) || 0, 4e12)).toISOString();
const days = ({ changed, done = "", key }) => [changed, done, made(/\/_([0-9a-f]{20})$/.exec(key)?.[1])];
const lastDay = () => [made(record.team.id), ...items().flatMap(days)].map((time) => time.slice(0, 10))
.filter((day) => /^2\d{3}-\d\d-\d\d$/.test(day) && day < today()).sort().pop();
const stepOf = ({ kind, key, step }) => (kind === "step" ? key.slice(record.course.id.length + 1) : step);
const isNew = (row, last) => row.dataset.came.slice(0, 10) >= last;
const listed = document.querySelectorAll(".changes [data-came]");
function mark(last) {
for (const row of listed) {
row.querySelector(".fresh-mark")?.remove();
if (last && isNew(row, last)) row.querySelector(".change-words").append(clone("_fresh-mark") ?? "");
}
}
let shown;
function show(last) {
shown?.remove();
shown = last && welcome && clone("_fresh");
if (!shown) return;
const worked = new Set(items().filter((item) => !rules.blank(item)).map(stepOf)), rows = [...shown.querySelectorAll("[data-came]")], list = rows[0].parentElement;
const theirs = (row) => row.querySelector("[data-step]");
for (const row of rows) {
for (const step of row.querySelectorAll("[data-step]")) if (!worked.has(step.dataset.step)) step.remove();
row.querySelector(".fresh-worked").hidden = !theirs(row);
}
const fresh = rows.filter((row) => isNew(row, last));
list.replaceChildren(...[...fresh.filter(theirs), ...fresh.filter((row) => !theirs(row))].slice(0, MOST));
if (fresh.length) welcome.after(shown);
}
const draw = () => {
const last = lastDay();
mark(last);
show(last);
};
draw();
record.on(({ kind }) => { if (kind === "team") draw(); });
})();
