(() => {
"use strict";
const { record, rules, clone, fill, date } = window.steg || {}, start = document.querySelector(".start");
if (!record || !start) return;
const OPEN = 5, NOTES = 3, LONG = 160; // the last in characters
const steps = [...document.querySelectorAll("[data-module] [data-step]")];
const stepOf = ({ kind, key, step }) => (kind === "step" ? key.slice(record.course.id.length + 1) : step);
const stored = (key) => record.get("step", `${record.course.id}/${key}`);
const done = ({ dataset }) => stored(dataset.step)?.done;
const newest = (items) => items.sort((a, b) => (a.changed < b.changed ? 1 : -1));
const all = (kind) => newest(record.all(kind).filter((item) => !rules.blank(item)));
const line = (text) => {
const words = text.replace(/\s+/g, " ").trim();
return words.length > LONG ? `${words.slice(0, LONG).replace(/[\s,;:.–-]+\S*$/, "")} …` : words;
};
function set(node, values) {
fill(node, Object.fromEntries(Object.entries(values).filter(([, value]) => value)));
for (const part of node.querySelectorAll("[data-if]")) part.hidden = !values[part.dataset.if];
return node;
}
function each(row, list) {
for (const values of list) row.before(set(row.cloneNode(true), values));
row.remove();
}
let shown;
function replace(node) {
const focused = shown?.contains(document.activeElement);
shown?.remove();
shown = node;
if (node) start.before(node);
if (focused) node?.querySelector(".go").focus();
}
function draw() {
const entries = all("entry"), decisions = all("decision"), open = decisions.filter((item) => !item.done);
const last = [...newest([...entries, ...open, ...all("step")]), ...decisions].find(stepOf);
const node = last && clone("_last");
start.hidden = Boolean(node);
if (!node) return replace();
const key = stepOf(last), here = steps.find((step) => step.dataset.step === key), finished = stored(key)?.done;
const after = here ? steps.indexOf(here) : steps.findLastIndex(done);
const on = here && !finished ? here : steps.slice(after + 1).find((step) => !done(step)), again = on && on === here;
const [row, note] = node.querySelectorAll(".agreed > li, .last-notes > div"), [name, way] = node.querySelectorAll(".last-where > a, .go");
const notes = entries.filter((item) => item.step === key).slice(0, NOTES).reverse();
set(node, {
team: record.team.name, title: here?.dataset.title || stored(key)?.title, date: date(last.changed), finished,
module: here?.closest("[data-module]").dataset.title, label: here?.dataset.label,
again, next: on && !again, on: on?.dataset.label, goes: on?.dataset.title, end: !on, open: open[0], more: open[OPEN], notes: notes[0],
});
each(row, open.slice(0, OPEN));
each(note, notes.map(({ text, value }) => ({ text: line(text), value: line(value) })));
if (here && !again) name.href = here.querySelector("a").href;
way.href = (on || node.querySelector(".last-all")).querySelector("a").href;
if (!shown?.isEqualNode(node)) replace(node); // what is the same stays: it may be under somebody's finger
}
draw();
record.on(({ kind }) => { if (kind !== "state") draw(); });
})();
