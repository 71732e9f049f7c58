(() => {
"use strict";
const steg = window.steg || {}, { record, rules, fill, clone } = steg;
const main = document.getElementById("_main"), head = main?.querySelector(".record-facts");
if (!record || !head) return;
const all = (selector, root = main) => [...root.querySelectorAll(selector)];
const html = document.documentElement.dataset, { module, paper } = html;
const day = (time) => (/T/.test(time) ? steg.today(new Date(time)) : time);
const last = (items) => items.map((item) => day(item.changed)).sort().pop();
const plain = (text) => text.replace(/\s+/g, " ").trim();
const about = main.querySelector(".record-about"), empty = clone("_minutes-empty");
about.after(empty);
const box = clone("_minutes-all"), lost = clone("_minutes-lost");
const sections = all(".record-module");
sections[0]?.before(box);
sections.pop()?.after(lost);
for (const list of all(".asked")) [...list.children].forEach((li, i) => { li.value = i + 1; });
const to = main.querySelector(".to")?.textContent, edit = clone("_minutes-edit").textContent;
function tell(node, values, filled = true) {
for (const fact of all("[data-fact]", node)) fact.hidden = filled && !values[fact.dataset.fact];
return fill(node, values);
}
function agreed(place, items) {
const table = place.querySelector("table"), [narrow, here] = all(".agreed-narrow, .agreed-here", place);
table.hidden = items.length > 0;
if (steg.decisions) {
steg.decisions.list(here, items, { as: "table" });
steg.decisions.list(narrow, items);
} else if (items.length) {
const copy = table.cloneNode(true);
copy.hidden = false;
copy.tBodies[0].replaceChildren(...items.map((item) => fill(clone("_minutes-row"), item)));
here.replaceChildren(copy);
} else here.replaceChildren();
}
function answer(li, item) {
const ask = li.querySelector(".ask"), link = li.querySelector(".to");
li.querySelector(".asked-then")?.remove();
li.querySelector(".answer").textContent = item ? item.value : "";
link.textContent = item ? edit : to;
if (item?.text && plain(item.text) !== plain(ask.textContent) && !steg.foreign(item, ask)) ask.after(fill(clone("_minutes-then"), { text: plain(item.text) }));
}
function show() {
const [entries, decisions, steps] = ["entry", "decision", "step"].map((kind) => new Map(record.all(kind)
.filter((item) => !rules.blank(item) && (!module || item.key.split("/")[1] === module)).map((item) => [item.key, item])));
const items = [...entries.values(), ...decisions.values(), ...steps.values()], some = items.length > 0;
const wide = !some || box.querySelector("input").checked;
const take = (map, key) => { const item = map.get(key); map.delete(key); return item; };
const under = (key) => [...decisions.values()].filter((item) => item.key.startsWith(`${key}/`)).map((item) => take(decisions, item.key));
const days = items.map((item) => item.done || day(item.changed)).sort();
const [from, until] = [days[0], days.pop()].map((d) => d && steg.date(d));
const date = !some ? "" : from === until ? from : `${from} – ${until}`, team = record.team.name;
tell(head, { team, date, present: "" }, some);
if (paper) html.paper = [[some && team, date].filter(Boolean).join(", "), paper].filter(Boolean).join(" · "); // below each sheet of paper
about.hidden = some;
empty.hidden = some;
let left = 0;
for (const section of all(".record-step")) {
const written = [];
for (const li of all(".asked > li", section)) {
const item = take(entries, li.dataset.question);
answer(li, item);
li.hidden = !item && !wide;
if (item) written.push(item); else left++;
}
for (const place of all(".decided", section)) {
const of = under(place.dataset.decide);
agreed(place, of);
place.hidden = !of.length && !wide;
written.push(...of);
}
for (const task of all(".record-task", section)) task.hidden = !task.querySelector("li:not([hidden]), .decided:not([hidden])");
const step = take(steps, `${record.course.id}/${section.dataset.step}`);
const facts = section.querySelector(".facts"), newest = last(written);
tell(facts, { done: step?.done && steg.date(step.done), present: step?.present, written: !step?.done && newest && steg.date(newest) });
facts.hidden = !step && !newest;
section.hidden = facts.hidden && (!wide || !section.querySelector(".record-task"));
}
box.hidden = !some || !left;
lost.hidden = !(entries.size + decisions.size + steps.size);
lost.querySelector(".asked").replaceChildren(...[...entries.values()].map((item) => fill(clone("_minutes-question"), item)));
lost.querySelector("ul").replaceChildren(...[...steps.values()].map((item) => tell(clone("_minutes-step"), { ...item, done: steg.date(item.done) })));
const place = lost.querySelector(".decided");
agreed(place, [...decisions.values()]);
place.hidden = !decisions.size;
}
let soon = 0;
record.on(() => { soon ||= setTimeout(() => { soon = 0; show(); }); });
box.addEventListener("change", show);
show();
})();
