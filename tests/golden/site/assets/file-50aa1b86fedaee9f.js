(() => {
"use strict";
const steg = window.steg || {}, { record, rules, clone, today } = steg;
if (!record) return;
const root = new URL("..", document.currentScript.src).href;
const loads = new Map();
function load(path) {
if (!loads.has(path)) loads.set(path, new Promise((done) => {
const script = document.createElement("script");
script.src = root + path;
script.onload = () => done(true);
script.onerror = () => { loads.delete(path); done(false); };
document.head.append(script);
}));
return loads.get(path);
}
async function need(...names) {
if (!steg.outline && !await load(`assets/outline.js${/^http/.test(root) ? `?${Date.now()}` : ""}`)) return false;
for (const name of names) if (!await load(steg.outline.scripts[name])) return false;
return true;
}
function save(name, type, text) {
const a = document.createElement("a");
a.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
a.download = name;
a.click();
setTimeout(() => URL.revokeObjectURL(a.href), 6e4);
}
const plain = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "o").normalize("NFD").replace(/\p{M}/gu, "")
.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
async function download(kind) {
const paper = kind !== "json" && await need("paper") && steg.paper, doc = record.document();
const name = ["referat", doc.course.id, doc.team.name].map(plain).filter(Boolean).join("-");
save(`${name}-${today()}.${paper ? kind : "json"}`, ...(paper ? paper[kind](doc) : ["application/json", JSON.stringify(doc, null, 1)]));
if (kind !== "md" || !paper) record.filed(doc);
}
steg.file = { download, save, need };
const before = document.querySelector(".record-all, .record-module"), box = clone(before ? "_file" : "_file-step");
if (!box) return;
const parts = [...box.querySelectorAll("[data-when]")];
const some = () => Object.keys(rules.KINDS).some((kind) => record.all(kind).some((item) => !rules.blank(item)));
function draw() {
const wrong = record.problems().map(({ what }) => what), any = some() || wrong.length > 0, { keeps } = record;
const now = [any && "some", ...wrong, keeps === "kept" ? any && (record.fresh().length ? "fresh" : "safe") : keeps,
location.protocol === "file:" && /Firefox/.test(navigator.userAgent) && "apart"];
if (!before) box.hidden = !any;
for (const part of parts) part.hidden = !now.includes(part.dataset.when);
}
const withImport = async (act) => {
const there = await need("merge", "import");
if (there) act(steg.import);
box.querySelector("[data-when=missing]").hidden = there;
};
(before || document.querySelector(".turn") || document.getElementById("_main").lastElementChild).before(box);
box.addEventListener("click", async ({ target }) => {
const { save: kind, erase } = target.closest("button")?.dataset || {};
if (kind === "print") window.print();
else if (kind) download(kind);
else if (erase !== undefined) withImport((works) => works.erase(box));
});
box.addEventListener("change", ({ target }) => {
if (target.type !== "file") return;
const files = [...target.files];
target.value = "";
withImport((works) => works.open(files, box));
});
let soon = 0;
record.on(() => { soon ||= setTimeout(() => { soon = 0; draw(); }); });
draw();
})();
