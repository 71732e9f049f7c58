(() => {
"use strict";
const steg = window.steg || {}, { record, rules, clone, fill, date, today } = steg;
const kinds = Object.keys(rules.KINDS);
const show = (node, ...names) => {
for (const part of node.querySelectorAll("[data-when]")) part.hidden = !names.includes(part.dataset.when);
return node;
};
const named = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined));
const words = (names, values = {}) => [...show(fill(clone("_import-said"), values), ...names).children].filter((part) => !part.hidden);
const say = (place, ...what) => place.replaceChildren(...words(...what));
function data(text) {
const from = text.trimStart()[0] === "<" ? text.indexOf('<script type="application/json"') : -1;
return from < 0 ? text : text.slice(text.indexOf(">", from) + 1, text.indexOf("</script", from));
}
async function whose(doc, box) {
const teams = record.teams(), mine = record.team, there = (id) => teams.find((team) => team.id === id);
if (there(doc.team.id)) return doc.team.id;
if (!there(mine.id) || (!mine.name && !there(mine.id).items)) {
if (!record.problems().length) record.erase({ team: mine.id }); // what cannot be read is not thrown away
return doc.team.id;
}
const ask = fill(clone("_import-whose"), named({ theirs: doc.team.name, mine: mine.name }));
box.querySelector(".keep-choose").prepend(ask);
ask.firstElementChild.focus();
return new Promise((done) => {
ask.onclick = ({ target }) => {
const { as } = target.closest("button")?.dataset || {};
if (!as) return;
ask.remove();
done({ together: mine.id, apart: doc.team.id, leave: "" }[as]);
};
});
}
async function one(file, box) {
const came = clone("_import-came"), tell = (values, ...names) => show(fill(came, { file: file.name, ...values }), ...names);
box.querySelector(".keep-came").append(tell({}));
if (file.size > 4 * steg.merge.MOST.characters) return tell({}, "too-large");
const { doc, problem, left } = record.read(data(await file.text().catch(() => "")));
if (!doc) return tell({}, { "not-json": "not", "not-record": "not", damaged: "nothing" }[problem] || problem);
if (doc.course.id !== record.course.id) return tell({ title: doc.course.title || doc.course.id }, "other-course");
const as = await whose(doc, box);
if (!as) return tell({}, "leave");
const { conflicts, ...counts } = record.merge(doc, { as }), values = { ...counts, differ: conflicts.length, left: left.length };
if (record.team.id !== as) record.useTeam(as);
differ(conflicts, box);
return tell(values, "merged", problem, ...Object.keys(values).filter((name) => values[name] > 0));
}
let under = Promise.resolve();
function open(files, box) {
const came = box.querySelector(".keep-came");
under = under.then(async () => {
came.replaceChildren();
for (const file of files) await one(file, box);
const choose = box.querySelector(".differ h3");
(choose || came).focus();
});
}
const shown = ({ kind, ...item }) => item.deleted ? "" : rules.KINDS[kind].content.map((name) => (name === "done" && item.done ? date(item.done) : item[name])).filter(Boolean).join("\n");
const when = (item) => date(today(new Date(item.changed)));
function both({ kind, key, here, there }) {
if (kind === "entry") return { value: `${here.value}\n\n${there.value}` };
if (kind === "step") return { done: here.done || there.done, present: [...new Set([here.present, there.present])].filter(Boolean).join(", ") };
const { what, who, by, how, done, step } = there;
record.put(kind, `${key.slice(0, key.lastIndexOf("/"))}/_${record.id()}`, { what, who, by, how, done, step });
return here;
}
const chosen = (conflict, take) => {
const from = take === "both" ? both(conflict) : conflict[take];
return Object.fromEntries([...rules.KINDS[conflict.kind].content, "deleted"].filter((name) => name in from).map((name) => [name, from[name]]));
};
function side(conflict) {
const { kind, here, there } = conflict, title = kind === "entry" ? here.text || there.text : kind === "step" ? here.title || there.title : "";
return show(fill(clone("_import-one"), { title, "here-date": when(here), "there-date": when(there), ...named({ here: shown(here), there: shown(there) }) }),
kind, shown(here) && shown(there) && "both");
}
function differ(conflicts, box) {
const place = box.querySelector(".keep-choose"), section = place.querySelector(".differ") || clone("_import-differ"), list = section.querySelector("ol");
for (const conflict of conflicts) {
let li = side(conflict);
list.append(li);
const choose = ({ target }) => {
const { take } = target.closest("button")?.dataset || {};
if (!take) return;
const { other } = record.settle(conflict, chosen(conflict, take)), status = section.querySelector("[role=status]");
const next = li.nextElementSibling || li.previousElementSibling;
if (other) {
conflict.here = other;
const fresh = side(conflict);
fresh.onclick = choose;
li.replaceWith(fresh);
li = fresh;
} else li.remove();
if (list.firstElementChild) {
say(status, [other ? "changed" : "more"], { more: list.childElementCount });
(other ? li : next).querySelector(".ask").focus();
} else {
section.remove();
const came = box.querySelector(".keep-came");
say(came, ["settled"]);
came.focus();
}
};
li.onclick = choose;
}
if (list.firstElementChild) place.append(section);
}
function erase(box) {
const dialog = clone("_erase"), { team, keeps } = record, teams = record.teams();
const unfiled = (id) => kinds.some((kind) => record.all(kind, id).some((item) => item.fresh && !rules.blank(item)));
const draw = () => show(dialog, unfiled(team.id) ? "fresh" : "safe", teams.length > 1 && "many",
teams.some(({ id }) => id !== team.id && unfiled(id)) && "others");
fill(dialog, named({ name: team.name, many: teams.length }));
draw();
box.append(dialog);
dialog.onclose = () => dialog.remove();
dialog.onclick = async ({ target }) => {
const what = target.closest("button")?.dataset.do;
if (what === "save") await steg.file.download("html"), draw(), dialog.querySelector("[data-do=no]").focus();
if (what === "no") dialog.close();
if (what !== "team" && what !== "all") return;
record.erase(what === "all" ? { all: true } : { team: team.id });
dialog.close();
box.querySelector(".keep-choose").replaceChildren();
const came = box.querySelector(".keep-came");
say(came, [keeps === "kept" && record.keeps !== "kept" ? "stuck" : "erased"]);
came.focus();
};
dialog.showModal();
}
steg.import = { open, erase };
})();
