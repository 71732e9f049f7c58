(() => {
"use strict";
const steg = (window.steg = window.steg || {});
steg.searchTexts = {};
const field = document.getElementById("_search");
const words = field && document.getElementById("_search-words");
if (!words) return;
const PAGE = 10;
const PATIENCE = 1000;
const root = new URL("..", document.currentScript.src).href;
const box = field.closest(".search");
const [status, list, more] = ["[role=status]", "ol", "button"].map((what) => box.querySelector(what));
const say = (name) => words.content.querySelector(`[data-when=${name}]`).cloneNode(true);
const found = list.parentNode;
let course, latest = 0, shown = 0, hits = [], eager = false;
const loads = new Map();
function load(path) {
if (!loads.has(path)) {
loads.set(path, new Promise((good, bad) => {
const script = document.createElement("script");
script.src = root + path + (/^http/.test(root) && !/-[0-9a-f]{16}\.js$/.test(path) ? "?" + Math.floor(Date.now() / 36e5) : "");
script.onload = good;
script.onerror = () => {
loads.delete(path);
bad();
};
document.head.append(script);
}));
}
return loads.get(path);
}
async function ready() {
await load("assets/search.js");
const index = steg.searchIndex;
await Promise.all(index.scripts.map(load));
course = course || steg.find.open(index, index.scripts.length > 1 ? steg.stem : undefined);
}
function texts(some) {
return Promise.allSettled([...new Set(some.map((hit) => steg.searchIndex.texts[hit.page[3]]))].map(load));
}
function tell(name, fill = {}) {
const node = say(name);
for (const part of node.querySelectorAll("[data-fill]")) part.textContent = fill[part.dataset.fill];
status.replaceChildren(node);
}
function fill(item, { page, best }) {
const part = (name) => item.querySelector(`[data-fill=${name}]`);
item.querySelector("a").href = root + page[0] + (best && best.anchor ? "#" + encodeURIComponent(best.anchor) : "");
part("title").textContent = page[1];
part("whole").textContent = page[2];
part("heading").textContent = best ? best.heading : "";
part("heading").parentNode.hidden = !best || !best.heading || best.heading === page[1];
part("text").replaceChildren(...(best ? best.pieces : []).map(([text, marked]) => {
const node = document.createElement(marked ? "mark" : "span");
node.textContent = text;
return node;
}));
return item;
}
const row = (hit) => fill(document.getElementById("_search-hit").content.firstElementChild.cloneNode(true), hit);
function show(count) {
list.append(...hits.slice(shown, count).map(row));
shown = Math.min(count, hits.length);
list.hidden = !shown;
more.hidden = shown === hits.length;
}
function close() {
latest++;
hits = [];
shown = 0;
list.replaceChildren();
list.hidden = more.hidden = true;
found.removeAttribute("aria-busy");
status.replaceChildren();
}
const busy = () => found.hasAttribute("aria-busy");
function toFirst() {
const first = !busy() && list.querySelector("a");
eager = busy();
if (first) first.focus();
return first || eager;
}
async function search() {
const query = field.value, turn = ++latest;
eager = false;
if (query.trim().length < 2) return close();
found.setAttribute("aria-busy", "true");
await new Promise((done) => setTimeout(done, 60));
if (turn !== latest) return;
try {
await ready();
} catch {
if (turn !== latest) return;
close();
return tell("error");
}
const answer = course.find(query);
const coming = texts(answer.hits.slice(0, answer.look));
await Promise.race([coming, new Promise((done) => setTimeout(done, PATIENCE))]);
if (turn !== latest) return;
close();
latest = turn;
hits = course.rank(answer, steg.searchTexts);
show(PAGE);
tell(hits.length ? (hits.length > 1 ? "many" : "one") : "none", { count: hits.length, query: query.trim() });
if (eager) toFirst();
await coming;
if (turn !== latest) return;
hits.slice(0, shown).forEach((hit, i) => {
const sections = steg.searchTexts[hit.page[0]];
if (hit.best || !sections) return;
hit.best = course.section(answer, sections, hit.page[1]);
fill(list.children[i], hit);
});
}
function step(by) {
const stops = [field, ...box.querySelectorAll("li a"), more].filter((node) => !node.hidden);
const next = stops[stops.indexOf(document.activeElement) + by];
if (next) next.focus();
return next;
}
box.addEventListener("keydown", (event) => {
if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
const on = event.target === field && (by === 1 || event.key === "Enter");
if (on ? toFirst() : by && step(by)) event.preventDefault();
if (event.key === "Escape" && (field.value || shown)) {
event.preventDefault();
field.value = "";
close();
field.focus();
}
});
box.addEventListener("click", (event) => {
if (event.target === more) {
const first = shown;
show(shown + PAGE);
list.children[first].querySelector("a").focus();
} else if (event.target.closest("li a")) {
setTimeout(close);
}
});
field.addEventListener("focus", () => ready().catch(() => {}));
field.addEventListener("input", search);
box.hidden = false;
})();
