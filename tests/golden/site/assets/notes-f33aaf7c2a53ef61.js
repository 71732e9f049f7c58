(() => {
"use strict";
const steg = (window.steg = window.steg || {}), { record } = steg, { root, step } = document.documentElement.dataset;
const words = document.getElementById("_note-words");
if (!record || !words) return;
const say = (word) => words.content.querySelector(`[data-word=${word}]`).textContent;
const squeezed = (text) => text.replace(/\s+/g, " ").trim();
function field(question, n) {
const key = question.dataset.question, node = steg.clone("_note"), of = (selector) => node.querySelector(selector);
const area = of("textarea"), label = of("label"), status = of("[role=status]"), then = of(".write-then");
const ask = question.querySelector(".ask"), text = squeezed(ask.textContent), lang = steg.tongue(ask);
let seen, shown = "", other, timer, saved;
ask.id ||= `_ask-${n}`;
area.id = `_note-${n}`;
label.id = `_answer-${n}`;
label.htmlFor = area.id;
area.setAttribute("aria-labelledby", `${label.id} ${ask.id}`);
area.setAttribute("aria-describedby", (of(".no-names").id = `_names-${n}`));
function draw() {
area.nextElementSibling.textContent = area.value;
question.classList.toggle("answered", area.value.trim() !== "");
}
function tell() {
const { keeps } = record, day = steg.date(seen?.changed || ""), since = day === steg.date(steg.today()) ? "" : ` ${day}`;
const line = other ? say("two") : keeps !== "kept" ? say(keeps) : seen?.value ? say("kept") + since : "";
if (status.textContent !== line) status.textContent = line;
}
function load() {
const at = area.selectionStart;
seen = record.get("entry", key);
shown = seen?.value || "";
if (area.value !== shown) {
area.value = shown;
if (document.activeElement === area) area.setSelectionRange(at, at);
shown = area.value; // its line ends are the browser's
}
if (shown && seen.text && squeezed(seen.text) !== text && !steg.foreign(seen, ask)) steg.fill(then, { then: seen.text }).hidden = false;
draw();
tell();
}
function differ(there) {
other = there;
node.classList.toggle("two", Boolean(other));
of(".write-other").hidden = of(".write-choice").hidden = !other;
steg.fill(node, { other: other?.value || "" });
tell();
}
function put(over) {
shown = area.value;
const { item, other: there } = record.put("entry", key, { value: shown, text, step, ...(lang && { lang }) }, over);
if (there) return differ(there);
seen = item;
saved = Date.now();
tell();
}
function save() {
clearTimeout(timer);
timer = 0;
if (!other && area.value !== shown) put(seen);
}
function choose(how) {
const over = other, { value } = over;
differ();
if (how === "both") area.value = [value, area.value].filter(Boolean).join("\n\n");
if (how === "other") area.value = value;
draw();
put(over);
}
area.oninput = () => { draw(); timer ||= setTimeout(save, 250); };
area.onblur = save;
of(".write-choice").onclick = ({ target: { dataset: { keep } } }) => { if (keep) choose(keep), area.focus(); };
load();
question.append(node);
return {
key, save, tell,
settle() { save(); if (other) choose("both"); },
heard() {
const there = record.get("entry", key) || { value: "" }, same = area.value === shown;
if (other || (same && Date.now() - saved < 1000 && !there.value.includes(shown))) differ(there);
else if (same) load();
else save();
},
forget() { clearTimeout(timer); timer = 0; then.hidden = true; differ(); load(); },
};
}
const fields = [...document.querySelectorAll("[data-question]")].map(field);
const each = (what) => fields.forEach((one) => one[what]());
steg.notes = { settle: () => each("settle") };
window.addEventListener("pagehide", steg.notes.settle);
document.addEventListener("visibilitychange", () => each("save"));
const dialog = steg.clone("_leave"), on = dialog.querySelector("[data-on]"), isText = (item) => item && (item.kind !== "step" || item.present);
let team = record.team.id, written, reminded, leaving;
const lost = () => record.keeps !== "kept", unfiled = () => written && record.fresh().some(isText);
record.on(({ kind, key, from }) => {
if (kind === "team") {
each(record.team.id === team ? "heard" : "forget");
team = record.team.id;
} else if (kind === "state") {
if (!lost()) each("tell");
} else {
written ||= from === "here" && isText(record.get(kind, key));
fields.find((one) => one.key === key)?.heard();
}
});
function show(...parts) {
for (const part of dialog.querySelectorAll("[data-when]")) part.hidden = !parts.includes(part.dataset.when);
}
dialog.querySelector("button").onclick = async () => {
await steg.file.download("html");
show("done");
on.focus();
};
document.body.append(dialog);
document.addEventListener("click", (event) => {
const link = event.target.closest("a[href]"), page = link?.href.split("#")[0];
if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
if (dialog.contains(link)) return void (leaving = true);
if (link.target || page === location.href.split("#")[0] || !page.startsWith(new URL(root || "./", location)) || !/(\/|\.html)$/.test(page)) return;
each("save");
if (!unfiled() || ((reminded || link.hreflang) && !lost())) return; // in another language the step is the same
event.preventDefault();
reminded = true;
on.href = link.href;
show(lost() ? "lost" : "kept", steg.file ? "file" : "no-file");
dialog.showModal();
});
window.addEventListener("beforeunload", (event) => {
each("save");
if (lost() && !leaving && unfiled()) event.preventDefault();
});
})();
