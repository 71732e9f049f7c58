(() => {
"use strict";
const steg = (window.steg = window.steg || {}), { record, clone } = steg, { course, step: here } = document.documentElement.dataset;
if (!record) return;
const blank = (item) => !item || steg.rules.blank(item);
const of = (key) => record.all("decision").filter((item) => item.key.startsWith(`${key}/`) && !blank(item));
function show(row, item, options) {
const step = options.from && document.querySelector(`li[data-step="${CSS.escape(item.step)}"]`), box = row.querySelector("input");
const values = { ...item, done: item.done && steg.date(item.done), title: step?.dataset.title };
steg.fill(row, values);
for (const part of row.querySelectorAll("[data-if]")) part.hidden = !values[part.dataset.if];
row.querySelector(options.tick ? ".agreed-done" : ".agreed-tick")?.remove();
if (step) row.querySelector("a").href = step.querySelector("a").href;
else row.querySelector("a")?.closest("[data-if]").remove();
row.classList.toggle("is-done", box.checked = Boolean(item.done));
box.onchange = () => {
const done = box.checked ? steg.today() : "", { key } = item;
show(row, record.put("decision", key, { done }, record.get("decision", key)).item, options);
};
}
function list(place, items, { as = "list", ...options } = {}) {
const whole = clone(`_agreed-${as}`), row = whole.querySelector("[data-each]");
for (const item of items) {
const one = row.cloneNode(true);
show(one, item, options);
row.before(one);
}
row.remove();
place.replaceChildren(...(items.length ? [whole] : []));
}
steg.decisions = { of, list };
function decide(place) {
const under = place.dataset.decide, whole = clone("_decide"), words = document.getElementById("_decide-row")?.dataset;
if (!whole || !words) return;
let rows = [], team = record.team.id;
const fresh = () => `${under}/_${record.id()}`;
const written = (fields) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
function add(item) {
const node = clone("_decide-row"), fields = [...node.querySelectorAll("[name]")], status = node.querySelector("[role=status]");
let key = item?.key || fresh(), open = !item, shown = {}, gone, timer;
const changed = () => fields.filter(({ name, value }) => value !== shown[name]);
const put = (content, seen) => record.put("decision", key, { step: here, ...content }, seen);
const grow = (field) => { field.nextElementSibling.textContent = field.value; };
function draw() {
const now = gone || item || { what: "" }, part = gone ? "gone" : open ? "open" : "read";
show(node, now, { tick: true });
node.classList.toggle("empty", blank(item));
for (const one of node.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== part;
for (const field of fields) {
if (field.value !== (now[field.name] || "")) field.value = now[field.name] || "";
grow(field);
}
shown = written(fields); // with the browser's line ends
}
function save() {
clearTimeout(timer);
timer = 0;
const mine = changed(), seen = item;
if (!mine.length) return;
shown = written(fields);
let { item: now, other } = put(written(mine), seen);
const twice = other && (other.deleted || mine.some(({ name }) => other[name] !== (seen?.[name] || "")));
if (twice) key = fresh();
if (other) now = (twice ? put(shown) : put(written(mine), other)).item;
item = now;
draw();
const word = words[twice ? "twice" : record.keeps];
if (status.textContent !== word) status.textContent = word;
if (twice) hear();
}
const swap = (content) => {
const { item: now, other } = put(content, item);
item = other || now;
return !other;
};
const acts = {
edit() { open = true; return "what"; },
enough() {
save();
node.classList.toggle("new", open = blank(item));
return open ? "what" : "edit";
},
remove() {
gone = item;
if (!swap({ deleted: true })) gone = undefined;
return gone ? "undo" : "edit";
},
undo() {
const { what, who, by, how, done, step } = gone;
gone = undefined;
swap({ what, who, by, how, done, step, deleted: false });
return "edit";
},
};
node.oninput = ({ target }) => {
if (!target.name) return;
grow(target);
timer ||= setTimeout(save, 250);
};
node.addEventListener("focusout", save);
node.onclick = ({ target }) => {
const act = target.closest("[data-act]")?.dataset.act, focus = act && acts[act]();
if (!act) return;
draw();
tidy();
node.querySelector(`[name=${focus}], [data-act=${focus}]`).focus();
};
const names = node.querySelector(".no-names");
names.id = `_no-names-${key.split("/_").pop()}`;
for (const field of fields) field.setAttribute("aria-describedby", names.id);
node.classList.toggle("new", open);
draw();
const last = rows.at(-1)?.open() ? rows.at(-1) : undefined;
whole.insertBefore(node, last?.node || null);
rows.splice(last ? -1 : rows.length, 0, {
node, save,
open: () => open,
drop() { clearTimeout(timer); node.remove(); },
hear(found) {
const now = found.get(key);
found.delete(key);
if (now && !changed().length) item = now, gone = undefined, draw();
return now || gone || blank(item) || changed().length || node.contains(document.activeElement);
},
});
}
function tidy() {
if (!rows.some((row) => row.open())) add();
}
function hear() {
const found = new Map(of(under).map((item) => [item.key, item]));
rows = rows.filter((row) => row.hear(found) || row.drop());
for (const item of found.values()) add(item);
tidy();
}
hear();
place.append(whole);
place.classList.add("live");
record.on(({ kind, from }) => {
if (kind === "team" && from === "here" && team !== record.team.id) rows = rows.filter((row) => row.drop());
team = record.team.id;
if (kind === "team" || kind === "decision") hear();
});
for (const event of ["pagehide", "visibilitychange"]) window.addEventListener(event, () => rows.forEach((row) => row.save()));
}
for (const place of document.querySelectorAll(".decide[data-decide]")) decide(place);
for (const section of document.querySelectorAll("[data-followup]")) {
const order = [...document.querySelectorAll(".rail li[data-step]")].map((li) => li.dataset.step);
const look = () => {
const items = of(`${course}/${section.dataset.followup}`).filter(({ step }) => step !== here && order.indexOf(step) <= order.indexOf(here));
list(section.lastElementChild, [...items.filter((item) => !item.done), ...items.filter((item) => item.done)], { tick: true, from: true });
section.hidden = !items.length;
};
look();
record.on(({ kind, from }) => {
if (kind === "team" || (kind === "decision" && from === "elsewhere")) look();
});
}
})();
