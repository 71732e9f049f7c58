// One machine: what is written stays, whatever other tabs and the storage do.
import { chapter, download, is, machine, only, open, Q, sentence, tab, value, write } from "./harness.mjs";

const itemKey = (m) => [...m.map.keys()].find((k) => k.includes("/entry/"));
const fields = (item) => item && JSON.parse(JSON.stringify(item));

chapter("Writing and reading");
sentence("A page that is only read stores nothing.", () => {
  const m = machine(), { record } = tab(m);
  is([record.team.name, record.teams(), record.all("entry"), record.fresh(), record.problems(), record.keeps, m.map.size], ["", [], [], [], [], "kept", 0]);
});
sentence("An answer stands there when the page is opened again, with the question's text.", () => {
  const m = machine();
  write(tab(m), "I går.");
  const { kind, key, value: text, text: ask, step, base, fresh, changed } = tab(m).record.get("entry", Q);
  is([kind, key, text, ask, step, base, fresh], ["entry", Q, "I går.", "Når lærte vi sist?", "modul/par", [], true]);
  is(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(changed));
});
sentence("Each thing has a key of its own, with the course and the team in it; course and key are encoded.", () => {
  const m = machine(), t = tab(m, { course: "kurs/æ" });
  t.record.put("entry", "kurs/æ/m/t/q", { value: "A" });
  is([...m.map.keys()].sort(), [`steg/1/kurs%2F%C3%A6/${t.record.team.id}/entry/kurs%2F%C3%A6%2Fm%2Ft%2Fq`, "steg/1/kurs%2F%C3%A6/current",
    `steg/1/kurs%2F%C3%A6/team/${t.record.team.id}`, "steg/1/origin"].sort());
});
sentence("Two courses on one machine do not see each other.", () => {
  const m = machine(), one = tab(m), two = tab(m, { course: "annet" }), near = tab(m, { course: "kurs2" });
  write(one, "A");
  is([two.record.all("entry"), near.record.all("entry"), two.record.teams(), two.record.problems()], [[], [], [], []]);
  two.record.erase({ all: true });
  is(value(one), "A");
});
sentence("Fields that are not mentioned stay, unknown ones too.", () => {
  const t = tab(machine());
  t.record.put("decision", "kurs/m/t/_1", { what: "Prøve", who: "rektor", colour: "red" });
  t.record.put("decision", "kurs/m/t/_1", { by: "2026-12-01" }, t.record.get("decision", "kurs/m/t/_1"));
  const { what, who, by, how, colour } = t.record.get("decision", "kurs/m/t/_1");
  is([what, who, by, how, colour], ["Prøve", "rektor", "2026-12-01", "", "red"]);
});
sentence("Content is text, whatever was handed over.", () => {
  const t = tab(machine());
  t.record.put("step", "kurs/m/s", { done: "2026-11-22", present: ["rektor", "leder"], title: undefined });
  const { present, title } = t.record.get("step", "kurs/m/s");
  is([present, title], ["rektor,leder", ""]);
});
sentence("A whole item may be handed over as fields; its kind, key and history stay.", () => {
  const t = tab(machine());
  write(t, "A");
  t.record.put("entry", "kurs/m/t/2", t.record.get("entry", Q));
  is([t.record.get("entry", "kurs/m/t/2").value, t.record.get("entry", "kurs/m/t/2").key, t.record.all("entry").length], ["A", "kurs/m/t/2", 2]);
});
sentence("A deleted decision keeps its key and loses its text; it can be written again.", () => {
  const t = tab(machine()), key = `kurs/m/t/_${t.record.id()}`, get = () => t.record.get("decision", key);
  t.record.put("decision", key, { what: "Prøve" });
  t.record.put("decision", key, { deleted: true }, get());
  is([get().deleted, get().what, t.rules.blank(get())], [true, "", true]);
  t.record.put("decision", key, { step: "m/s" }, get());
  is(get().deleted);
  t.record.put("decision", key, { what: "Likevel" }, get());
  is([get().deleted, get().what], [false, "Likevel"]);
});
sentence("Items come in the order of their keys, and new keys in the order in which they were made.", () => {
  const t = tab(machine());
  for (const k of ["kurs/b", "kurs/a", "kurs/c"]) write(t, "x", k);
  is(t.record.all("entry").map((i) => i.key), ["kurs/a", "kurs/b", "kurs/c"]);
  const first = t.record.id(), until = Date.now() + 3;
  while (Date.now() < until);
  is(first < t.record.id() && /^[0-9a-f]{20}$/.test(first));
});
sentence("Writing what stands there already changes nothing, not its time either.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.map.set(itemKey(m), m.map.get(itemKey(m)).replace(/"changed":"[^"]*"/, '"changed":"2020-01-01T00:00:00.000Z"'));
  const before = [...m.map], writes = m.writes;
  write(t, "A");
  is([[...m.map], m.writes], [before, writes]);
});

chapter("What has been in a file");
sentence("A new text is fresh until it is downloaded, and fresh again when it is changed.", () => {
  const t = tab(machine()), fresh = () => t.record.fresh().map((i) => i.value);
  write(t, "A");
  is(fresh(), ["A"]);
  download(t);
  is(fresh(), []);
  write(t, "B");
  is(fresh(), ["B"]);
});
sentence("Its print goes into the history when it is changed the first time after a download; typing on adds none.", () => {
  const t = tab(machine());
  write(t, "A");
  write(t, "AB");
  is(t.record.get("entry", Q).base, []);
  download(t);
  const old = t.rules.print(t.record.get("entry", Q));
  for (const text of ["ABC", "ABCD", "ABCDE"]) write(t, text);
  is(t.record.get("entry", Q).base, [old]);
});
sentence("A text that is changed between the making of a file and its download is in the history, and the change is fresh.", () => {
  const t = tab(machine());
  write(t, "A");
  const doc = t.record.document(), print = t.rules.print(t.record.get("entry", Q));
  write(t, "AB");
  t.record.filed(doc);
  is([t.record.get("entry", Q).base, t.record.fresh().length], [[print], 1]);
});
sentence("`fresh` is no part of a file; an emptied answer that was never in one is not fresh.", () => {
  const t = tab(machine());
  write(t, "A");
  is(JSON.stringify(t.record.document()).includes("fresh"), false);
  write(t, "");
  is(t.record.fresh(), []);
});
sentence("An answer that has been in a file and is emptied is fresh: it belongs in the next file.", () => {
  const t = tab(machine());
  write(t, "A");
  download(t);
  write(t, "");
  is(t.record.fresh().map((i) => i.value), [""]);
});
sentence("A record of fifty changes has a history of fifty; older ones are forgotten.", () => {
  const t = tab(machine());
  for (let i = 0; i < 60; i++) write(t, `nr. ${i}`), download(t);
  const { base } = t.record.get("entry", Q);
  is([base.length, base[0] === t.rules.digest('["nr. 58"]'), base.includes(t.rules.digest('["nr. 8"]'))], [50, true, false]);
});

chapter("Two tabs");
sentence("A tab that has not seen what another wrote does not write over it, and gets it back.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  const seen = write(one, "A").item;
  write(two, "B");
  const { item, other } = one.record.put("entry", Q, { value: "C" }, seen);
  is([item.value, other.value, value(one), value(two)], ["C", "B", "B", "B"]);
  is(one.record.put("entry", Q, { value: "C" }, other).other === undefined && value(two), "C");
});
sentence("A tab that saw nothing there does not write over what another has begun; an empty answer is nothing.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(two, "");
  is(one.record.put("entry", Q, { value: "A" }, undefined).other === undefined);
  is(two.record.put("entry", Q, { value: "B" }, undefined).other.value, "A");
});
sentence("What both wrote alike is no quarrel.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(one, "A");
  is(two.record.put("entry", Q, { value: "A" }, undefined).other === undefined);
});
sentence("What another tab erased is told as an empty item, not as nothing.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)], seen = write(one, "A").item;
  two.record.erase({ all: true });
  const { other } = one.record.put("entry", Q, { value: "AB" }, seen);
  is([other.value, other.key, value(one) === undefined], ["", Q, true]);
});
sentence("Two tabs on different questions never touch each other's.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(one, "A", "kurs/1");
  write(two, "B", "kurs/2");
  write(one, "AA", "kurs/1");
  is([value(two, "kurs/1"), value(one, "kurs/2")], ["AA", "B"]);
});
sentence("A page hears of its own changes and of other tabs'.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(one, "A");
  one.heard.length = two.heard.length = 0;
  write(one, "B");
  is([one.heard, two.heard], [[`entry ${Q} here`], [`entry ${Q} elsewhere`]]);
});
for (const event of ["focus", "pageshow", "visibilitychange"])
  sentence(`A browser that tells of nothing: on ${event} the page hears what is different.`, () => {
    const m = machine({ deaf: true }), [one, two] = [tab(m), tab(m)];
    write(one, "A");
    two.fire(event);
    one.heard.length = two.heard.length = 0;
    write(one, "B");
    is(two.heard, []);
    is(value(two), "B"); // and reads it anyhow
    one.fire(event);
    two.fire(event);
    two.fire(event);
    is([one.heard, two.heard], [[`entry ${Q} here`], [`entry ${Q} elsewhere`]]);
  });
sentence("A listener that throws keeps no other from hearing.", () => {
  const t = tab(machine()), errors = [];
  t.window.console = { error: (e) => errors.push(e.message) };
  t.record.on(() => { throw new Error("oops"); });
  t.record.on((e) => errors.push(e.kind));
  write(t, "A");
  is(errors, ["oops", "entry"]);
});

chapter("Teams");
sentence("The first team has no name until it is given one, and the same id on every page.", () => {
  const m = machine(), t = tab(m);
  const { id } = t.record.team;
  write(t, "A");
  is([t.record.team, tab(m).record.team], [{ id, name: "" }, { id, name: "" }]);
  t.record.nameTeam("Ledelsen");
  is(tab(m).record.team, { id, name: "Ledelsen" });
});
sentence("Two tabs that are both the first become the same team.", () => {
  const m = machine({ deaf: true }), [one, two] = [tab(m), tab(m)];
  write(one, "A", "kurs/1");
  write(two, "B", "kurs/2");
  is([one.record.team.id === two.record.team.id, two.record.teams().length], [true, 1]);
});
sentence("Another team has its own answers; one goes back to the first.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  const first = t.record.team.id, second = t.record.addTeam("Trinn 5");
  is([t.record.team.name, value(t)], ["Trinn 5", undefined]);
  write(t, "B");
  t.record.useTeam(first);
  is([value(t), value(tab(m))], ["A", "A"]);
  is(t.record.teams().map(({ id, name, items }) => [id, name, items]).sort(), [[first, "", 1], [second, "Trinn 5", 1]].sort());
});
sentence("A page stays with its team though another tab takes another.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(one, "A");
  one.heard.length = 0;
  two.record.addTeam("Trinn 5");
  is(one.heard.includes("team elsewhere"));
  write(one, "AB");
  is([value(one), value(two)], ["AB", undefined]);
});
sentence("A team that does not exist cannot be taken.", () => {
  const t = tab(machine());
  write(t, "A");
  const { id } = t.record.team;
  for (const no of ["0123456789ab", "team", "current", ""]) {
    t.record.useTeam(no);
    is([t.record.team.id, value(t), value(tab(t.machine))], [id, "A", "A"], no);
  }
});
sentence("A team's answers are counted without empty ones; the time is that of the last.", () => {
  const t = tab(machine());
  write(t, "A", "kurs/1");
  write(t, "", "kurs/2");
  const { items, changed } = t.record.teams()[0];
  is([items, changed], [1, t.record.get("entry", "kurs/1").changed]);
});

chapter("Deleting");
sentence("All here: nothing of the course is left, of other courses all.", () => {
  const m = machine(), t = tab(m);
  m.map.set("annet", "1");
  write(tab(m, { course: "annet" }), "X");
  const others = [...m.map.keys()].filter((k) => k.includes("annet"));
  write(t, "A");
  t.record.addTeam("B");
  m.map.set("steg/1/kurs/0123456789ab/entry/x", "{damaged");
  m.map.set("steg/2/kurs/0123456789ab/entry/x", "newer");
  t.record.erase({ all: true });
  is([[...m.map.keys()].sort(), t.record.teams(), t.record.team.name, value(t)], [others.sort(), [], "", undefined]);
});
sentence("One team: the others stay.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  const first = t.record.team.id, second = t.record.addTeam("B");
  write(t, "B");
  t.record.erase({ team: second });
  is([t.record.teams().map((x) => x.id), [...m.map.keys()].some((k) => k.includes(second)), [...m.map.values()].includes(second)], [[first], false, false]);
  is(t.record.team.id !== second);
  t.record.useTeam(first);
  is(value(t), "A");
});
sentence("All that could not be written is gone as well.", () => {
  const m = machine({ mode: "forbidden" }), t = tab(m);
  write(t, "A");
  t.record.erase({ all: true });
  is([value(t), t.record.fresh(), t.record.teams()], [undefined, [], []]);
});

chapter("A storage that is forbidden, broken or full");
for (const mode of ["forbidden", "none", "broken"])
  sentence(`Storage ${mode}: the page keeps what is written, says so, and a file can be made of it.`, () => {
    const t = tab(machine({ mode }));
    if (mode !== "broken") is(t.record.keeps, "blocked");
    write(t, "A");
    t.record.nameTeam("Ledelsen");
    is([value(t), t.record.team.name, t.record.keeps, t.record.fresh().length], ["A", "Ledelsen", "blocked", 1]);
    const second = tab(machine());
    open(second, download(t));
    is([value(second), t.record.fresh()], ["A", []]);
  });
sentence("Full: the text is held by the page, and listeners hear of it once.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.room = 0;
  t.heard.length = 0;
  write(t, "AB");
  write(t, "ABC");
  is([value(t), t.record.keeps, t.heard.filter((h) => h.startsWith("state")).length, value(tab(m))], ["ABC", "full", 1, "A"]);
  is(JSON.parse(download(t)).entries[0].value, "ABC");
});
sentence("When there is room again, all that was held is written, whatever is written next.", () => {
  const m = machine(), t = tab(m);
  write(t, "A", "kurs/1");
  m.room = 0;
  write(t, "AB", "kurs/1");
  write(t, "B", "kurs/2");
  m.room = Infinity;
  t.heard.length = 0;
  write(t, "C", "kurs/3");
  is([t.record.keeps, t.heard.filter((h) => h.startsWith("state")).length], ["kept", 1]);
  const later = tab(m);
  is([1, 2, 3].map((n) => value(later, `kurs/${n}`)), ["AB", "B", "C"]);
});
sentence("Full before anything was written: the team and the first text come into the storage together later.", () => {
  const m = machine({ room: 0 }), t = tab(m);
  write(t, "A");
  const { id } = t.record.team;
  m.room = Infinity;
  write(t, "AB");
  is([value(tab(m)), tab(m).record.team.id, tab(m).record.problems()], ["AB", id, []]);
});
sentence("As long as something is held, `keeps` does not say that all is kept.", () => {
  const m = machine(), t = tab(m);
  write(t, "A", "kurs/1");
  m.room = [...m.map].reduce((n, [k, v]) => n + k.length + v.length, 0) + 400;
  write(t, "long ".repeat(200), "kurs/1");
  write(t, "B", "kurs/2");
  is([t.record.keeps, value(tab(m), "kurs/1"), value(tab(m), "kurs/2")], ["full", "A", "B"]);
});
sentence("What is held never goes over what another tab wrote meanwhile; both are told.", () => {
  const m = machine(), [one, two] = [tab(m), tab(m)];
  write(one, "A");
  m.room = 0;
  const seen = write(one, "held").item;
  m.room = Infinity;
  write(two, "B");
  write(one, "x", "kurs/2");
  is([value(one), value(two)], ["held", "B"]);
  const { other } = one.record.put("entry", Q, { value: "held!" }, seen);
  is(other.value, "B");
  one.record.put("entry", Q, { value: "held! B" }, other);
  is([value(one), value(two), one.record.keeps], ["held! B", "held! B", "kept"]);
});
sentence("A tab may be deleted from while storage is full: that makes room.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.room = 0;
  write(t, "AB");
  t.record.erase({ all: true });
  is([m.map.size, t.record.keeps], [0, "kept"]);
});

chapter("A storage that is damaged, or of a newer version");
const damaged = { "no JSON": "{\"value\":\"hal", "a number": "7", "a list": "[\"value\"]", "a word": "\"value\"", "null": "null", "another type of value": '{"value":5}', "an object as value": '{"value":{"a":1}}' };
for (const [what, raw] of Object.entries(damaged))
  sentence(`Damaged (${what}): told as a problem, not deleted, and put aside before something is written there.`, () => {
    const m = machine(), t = tab(m);
    write(t, "A");
    const k = itemKey(m);
    m.map.set(k, raw);
    is([value(t), t.record.all("entry"), t.record.problems()], [undefined, [], [{ what: "damaged", key: k, raw }]]);
    is(t.record.document().unreadable, [{ what: "damaged", key: k, raw }]);
    is(m.map.get(k), raw);
    write(t, "B");
    is([value(tab(m)), t.record.problems().map((p) => [p.what, p.raw, p.key.startsWith(k)])], ["B", [["damaged", raw, true]]]);
  });
sentence("Damaged twice at one place: both are put aside.", () => {
  const m = machine(), t = tab(m);
  for (const raw of ["{one", "{two"]) {
    write(t, raw + "!");
    m.map.set(itemKey(m), raw);
  }
  write(t, "B");
  is(t.record.problems().map((p) => p.raw).sort(), ["{one", "{two"]);
});
sentence("Damaged while storage is full: nothing is overwritten; what is new is held, and both are in the file.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.map.set(itemKey(m), "{damaged and long enough that the new text would fit in its place, which is what this is about".padEnd(600));
  m.room = [...m.map].reduce((n, [k, v]) => n + k.length + v.length, 0);
  const raw = m.map.get(itemKey(m));
  write(t, "B");
  is([m.map.get(itemKey(m)), value(t), t.record.keeps], [raw, "B", "full"]);
  m.room = Infinity;
  write(t, "C", "kurs/2");
  is([value(tab(m)), tab(m).record.problems().map((p) => p.raw)], ["B", [raw]]);
});
sentence("A damaged team: told, put aside, and its answers are there.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  const { id } = t.record.team, k = `steg/1/kurs/team/${id}`;
  for (const raw of ["{", '{"id":"0123456789ab","name":"x"}', `{"id":"${id}","name":7}`]) {
    m.map.set(k, raw);
    is([value(tab(m)), tab(m).record.problems().map((p) => p.raw).includes(raw)], ["A", true]);
    tab(m).record.nameTeam("Ledelsen");
    is([tab(m).record.team.name, tab(m).record.problems().map((p) => p.raw).includes(raw)], ["Ledelsen", true]);
  }
});
sentence("What a newer steg has stored is told and left alone.", () => {
  const m = machine(), t = tab(m), k = "steg/2/kurs/0123456789ab/entry/x";
  m.map.set(k, '{"value":"new"}');
  is(t.record.problems(), [{ what: "newer", key: k, raw: '{"value":"new"}' }]);
  write(t, "A");
  is(m.map.get(k), '{"value":"new"}');
});
sentence("A team's file has only its own damaged parts.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.map.set(itemKey(m), "{mine");
  t.record.addTeam("B");
  write(t, "B");
  is([t.record.document().unreadable, t.record.problems().length], [undefined, 1]);
});
sentence("Keys that only look like ours, or cannot be decoded, disturb nothing.", () => {
  const m = machine();
  for (const k of ["steg", "steg/1", "steg/1/kurs", "steg/1/kurs/", "steg/1/%E0%A4%A", "steg/1/kurs/%E0%A4%A/entry/x", "stegvis/1/kurs/a/entry/x", "__proto__", "length"]) m.map.set(k, "x");
  const t = tab(m);
  write(t, "A");
  is([value(t), t.record.problems(), t.record.all("entry").length], ["A", [], 1]);
});
sentence("A kind named as something every object has is no kind.", () => {
  const m = machine(), t = tab(m);
  write(t, "A");
  m.map.set(`steg/1/kurs/${t.record.team.id}/constructor/x`, "{}");
  is([t.record.all("entry").length, t.record.problems().length], [1, 1]);
});
sentence("The current team written wrongly: as if none was taken.", () => {
  const m = machine();
  m.map.set("steg/1/kurs/current", "../../x");
  const t = tab(m);
  write(t, "A");
  is([value(t), value(tab(m))], ["A", "A"]);
});

sentence("Only Firefox on file:// keeps each page's record apart, and it is told.", () => {
  const alone = (engine, protocol) => tab(machine(), { engine, protocol }).record.alone;
  is([alone("firefox", "file:"), alone("chromium", "file:"), alone("firefox", "http:"), alone("chromium", "https:")], [true, false, false, false]);
});

chapter("On its own");
sentence("Without merge.js all but the reading of files works; merge.js alone does nothing.", () => {
  const t = tab(machine(), { scripts: only("record.js") });
  write(t, "A");
  is([fields(t.record.document()).entries[0].value, typeof t.record.read, tab(machine(), { scripts: only("merge.js") }).steg], ["A", "undefined", undefined]);
});
