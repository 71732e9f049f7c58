// Three machines of one team write, download and import in any order, and no text is lost.
//
// Beside each machine's storage stands what it should know: `past`, every value that was ever written where its item
// comes from. Values are looked at, not digests, so the rules are judged by something else than themselves:
//
// An empty answer that no file of which the machine was told has had a text for (`told`) is as good as none.
//
//     a value gives way to another only when it is in the other's past; otherwise it is shown as a conflict,
//     and what is shown as a conflict is one.

import { chapter, is, machine, random, sentence, tab } from "./harness.mjs";

const MACHINES = 3, STEPS = 150;
const PLACES = [["entry", "kurs/m/t/1", "value"], ["entry", "kurs/m/t/2", "value"], ["decision", "kurs/m/t/_1", "what"], ["step", "kurs/m/s", "present"]];
const place = ([kind, key]) => `${kind} ${key}`;

// `careful`: each file is told of at once, and every value is new; then there are no conflicts without need either.
function play(seed, careful) {
  const dice = random(seed), files = [];
  let number = 0, conflicts = 0, written = 0;
  const team = "0123456789abcdef";
  const hosts = Array.from({ length: MACHINES }, () => {
    const m = machine({ deaf: true });
    m.map.set("steg/1/kurs/current", team);
    m.map.set(`steg/1/kurs/team/${team}`, JSON.stringify({ id: team, name: "Ledelsen" }));
    return { m, tabs: [tab(m), tab(m)], knows: new Map(PLACES.map((p) => [place(p), { value: "", past: new Set(), told: false }])) };
  });

  const shown = (t, [kind, key, field]) => t.record.get(kind, key)?.[field] ?? "";
  const check = (host) => { // what should stand there does, in each tab
    for (const p of PLACES) for (const t of host.tabs) is(shown(t, p), host.knows.get(place(p)).value, place(p));
  };

  function write(host) {
    const p = dice.pick(PLACES), [kind, key, field] = p, t = dice.pick(host.tabs), k = host.knows.get(place(p));
    const next = careful ? `text ${number++}` : dice.pick(["", "a", "b", "c", `text ${number++}`]);
    const fields = next === "" && kind === "decision" ? { deleted: true } : { [field]: next };
    const stale = { kind, key, base: [], [field]: `never stood there ${number}` };
    if (dice.chance(0.1) && next !== k.value) { // from a tab that has not seen what stands there
      is(t.record.put(kind, key, fields, stale).other !== undefined && shown(t, p), k.value);
      return;
    }
    is(t.record.put(kind, key, fields, t.record.get(kind, key)).other === undefined);
    k.past.add(k.value = next);
    written++;
  }
  const copy = (knows) => new Map([...knows].map(([name, k]) => [name, { ...k, past: new Set(k.past) }]));
  function download(host) {
    const t = dice.pick(host.tabs), doc = t.record.document(), file = { text: JSON.stringify(doc), knows: copy(host.knows) };
    files.push(file);
    const tell = () => {
      t.record.filed(doc);
      for (const [name, k] of host.knows) k.told ||= file.knows.get(name).value !== "";
    };
    if (careful) tell();
    else if (dice.chance(0.7)) host.later = tell;
  }
  function load(host) {
    const file = dice.pick(files), t = dice.pick(host.tabs), { doc } = t.record.read(file.text);
    const out = t.record.merge(doc), quarrels = new Map(out.conflicts.map((c) => [`${c.kind} ${c.key}`, c]));
    for (const p of PLACES) {
      const here = host.knows.get(place(p)), there = file.knows.get(place(p)), conflict = quarrels.get(place(p)), now = shown(t, p);
      const none = (k) => k.value === "" && !k.told;
      const newer = there.past.has(here.value) || none(here), older = here.past.has(there.value) || none(there);
      if (conflict) {
        conflicts++;
        is([now, conflict.here[p[2]], conflict.there[p[2]]], [here.value, here.value, there.value], `a conflict shows both, ${place(p)}`);
        if (careful) is(newer === older && here.value !== there.value, true, "a conflict without need");
        if (dice.chance(0.7)) {
          const choice = dice.pick(["here", "there", "both"]), both = `${here.value}+${there.value}`;
          is(t.record.settle(conflict, choice === "both" ? { [p[2]]: both, deleted: false } : conflict[choice]).other === undefined);
          here.value = { here: here.value, there: there.value, both }[choice];
          for (const value of [...there.past, here.value]) here.past.add(value);
          here.told = true;
        }
        continue;
      }
      if (now === here.value) is(older || now === there.value, true, `«${there.value}» was left for «${now}», ${place(p)}`);
      else is(now === there.value && newer, true, `«${here.value}» was lost for «${now}», ${place(p)}`);
      here.value = now;
      here.told ||= there.told || there.value !== "";
      for (const value of there.past) here.past.add(value);
    }
  }

  for (let step = 0; step < STEPS; step++) {
    const host = dice.pick(hosts);
    const what = dice.pick([write, write, download, load, load, "later"]);
    if (what === "later") host.later?.(), host.later = undefined;
    else if (what !== load || files.length) what(host);
    check(host);
  }

  // Every value is current somewhere, or in the past of what is.
  for (const p of PLACES) {
    const kept = new Set(hosts.flatMap((host) => [...host.knows.get(place(p)).past]));
    for (const host of hosts) is(kept.has(shown(host.tabs[0], p)) || shown(host.tabs[0], p) === "");
  }
  // In the end all open all files, choose alike, and have the same.
  for (let round = 0; round < 3; round++)
    for (const from of hosts) for (const to of hosts) {
      if (from === to) continue;
      const t = to.tabs[0], doc = from.tabs[0].record.document();
      from.tabs[0].record.filed(doc);
      for (const c of t.record.merge(t.record.read(JSON.stringify(doc)).doc).conflicts) {
        const field = PLACES.find(([kind]) => kind === c.kind)[2];
        t.record.settle(c, c.here[field] > c.there[field] ? c.here : c.there);
      }
    }
  for (const p of PLACES) is(new Set(hosts.map((host) => shown(host.tabs[0], p))).size, 1, `all have the same, ${place(p)}`);
  return { conflicts, written, files: files.length };
}

function many(seeds, careful) {
  const sum = { conflicts: 0, written: 0, files: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    try {
      const { conflicts, written, files } = play(seed, careful);
      sum.conflicts += conflicts, sum.written += written, sum.files += files;
    } catch (error) {
      error.message = `\n# seed ${seed}: ${error.message}`;
      throw error;
    }
  }
  is(Object.values(sum).every((n) => n > seeds), true, "there was something to see");
}

chapter("In any order");
sentence("Three careful machines: nothing is lost, and no conflict is shown that is none.", () => many(20, true));
sentence("Three hasty ones, with two tabs, the same words again and files that nobody told of: nothing is lost.", () => many(20, false));
