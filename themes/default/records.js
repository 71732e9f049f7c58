// records: the files of several teams, read together: a list of them, the answers to one question side by side, what
// was agreed, and a search. All of it is in memory and gone with the page.
//
// Files of one team (the same id and name) make one team: of two answers the later stands where it follows from the
// other (merge.js), otherwise both.
(() => {
  "use strict";
  const steg = window.steg || {}, place = document.querySelector("[data-records]");
  const tool = place && steg.merge && steg.clone("_records");
  if (!tool) return;
  place.replaceChildren(tool);
  const { items, blank, mergeItem } = steg.merge, SHOWN = 100, LONG = 600, LARGE = 4e7;
  const at = (id) => document.getElementById(`_records-${id}`);
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const by = (of) => (a, b) => order(of(a), of(b));
  const text = (s) => s.normalize("NFC").trim(), line = (s) => text(s).replace(/\s+/g, " ");

  // A clone with what there is of values; parts whose data-if has none are taken out.
  function made(id, values = {}) {
    const node = steg.clone(`_records-${id}`);
    for (const part of node.querySelectorAll("[data-if]")) if (!values[part.dataset.if]) part.remove();
    return steg.fill(node, Object.fromEntries(Object.entries(values).filter(([, value]) => value)));
  }
  function cards(all) {
    const list = made("cards");
    list.append(...all);
    return list;
  }

  // ---- The course as it is now: id → {label, title, n}, key → {text, place, n} -----------------------

  const modules = new Map(), questions = new Map();
  for (const node of steg.clone("_records-course").children) {
    const { module, label, title } = node.dataset;
    modules.set(module, { label: label || title, title: label ? `${label}: ${title}` : title, n: modules.size });
    for (const ask of node.querySelectorAll("[data-question]")) {
      const step = ask.parentNode.dataset;
      questions.set(ask.dataset.question, { text: line(ask.textContent), n: questions.size,
        place: [label || title, step.label, step.title].filter(Boolean).join(" · ") });
    }
  }
  const moduleOf = (key) => key.split("/")[1] || "", rank = (map, key) => map.get(key)?.n ?? map.size;

  // ---- Files -----------------------------------------------------------------------------------------

  let files, teams, met, asked, decided; // met: what was read; asked: questions with what was said; decided: likewise
  const forget = () => { files = []; teams = new Map(); met = new Set(); };

  async function read(file, into) {
    const row = { name: file.name };
    into.files.push(row);
    if (file.size > LARGE) return void (row["too-large"] = true);
    let whole = "";
    try { whole = await file.text(); } catch { /* a folder */ }
    const from = whole.trimStart()[0] === "<" ? whole.indexOf('<script type="application/json"') : -1; // a page has it inside
    if (from >= 0) whole = whole.slice(whole.indexOf(">", from) + 1, whole.indexOf("</script>", from));
    const { doc, problem, left, course } = steg.record.read(whole);
    if (!doc) return void (row[problem] = true);
    if (course !== steg.record.course.id) return void (row.other = doc.course.title || course);
    const all = items(doc), id = JSON.stringify([doc.team.id, doc.team.name]), print = id + JSON.stringify(all);
    if (into.met.has(print)) return void (row.again = true);
    into.met.add(print);
    if (!into.teams.has(id)) into.teams.set(id, { name: text(doc.team.name), file: row.name, items: new Map() });
    const team = into.teams.get(id), full = all.filter((item) => !blank(item));
    const of = [...new Set(full.map(({ key }) => moduleOf(key)))].sort((a, b) => rank(modules, a) - rank(modules, b));
    Object.assign(row, { team, called: team.name, partly: left.length, first: rank(modules, of[0]), modules: of.map((m) => modules.get(m)?.label || m).join(", "),
      answers: full.filter(({ kind }) => kind === "entry").length, changed: full.map((item) => item.changed).sort().pop() || doc.made });
    for (const there of all) {
      const key = `${there.kind} ${there.key}`, ways = (team.items.get(key) || []).map((here) => [mergeItem(here, there).way, here]);
      const stand = ways.filter(([way]) => way !== "updated" && way !== "added").map(([, here]) => here);
      if (!ways.some(([way]) => way === "kept" || way === "same")) stand.push(there);
      team.items.set(key, stand);
    }
  }

  // Teams by name, those of one name with their file's; what they wrote in the order of the course.
  function gather() {
    const all = [...teams.values()].sort(by((team) => team.name)), found = new Map();
    decided = [];
    for (const team of all) {
      const name = all.some((other) => other !== team && other.name === team.name) ? `${team.name} (${team.file})`.trim() : team.name;
      for (const item of [...team.items.values()].flat()) {
        const { kind, key, what, who, by: when, how, done } = item;
        if (blank(item)) continue;
        if (kind === "decision") decided.push({ team: name, key, what, who, by: when, how, done, text: text([what, who, when, how].filter(Boolean).join(" · ")) });
        if (kind !== "entry") continue;
        if (!found.has(key)) found.set(key, { key, ...questions.get(key), said: [] });
        found.get(key).said.push({ team: name, text: text(item.value), worded: line(item.text), foreign: steg.foreign(item, tool) });
      }
    }
    asked = [...found.values()].sort((a, b) => rank(questions, a.key) - rank(questions, b.key) || order(a.key, b.key));
    for (const question of asked) question.text ||= question.said.map((said) => said.worded).find(Boolean) || question.key;
    decided.sort((a, b) => rank(modules, moduleOf(a.key)) - rank(modules, moduleOf(b.key)));
  }

  // ---- The list --------------------------------------------------------------------------------------

  const sorts = [...tool.querySelectorAll("[data-sort]")];
  function list() {
    const { dataset: { sort }, parentNode: { ariaSort } } = sorts.find((button) => button.parentNode.ariaSort !== "none");
    const rows = files.filter((row) => row.team).sort(by((row) => row.called)).sort(by((row) => row[sort]));
    if (ariaSort === "descending") rows.reverse();
    tool.querySelector("tbody").replaceChildren(...rows.map((row) =>
      made("row", { ...row, team: row.called, date: steg.date(row.changed), answers: `${row.answers}` })));
    const bad = files.filter((row) => !row.again && (!row.team || row.partly));
    at("bad").lastElementChild.replaceChildren(...bad.map((row) => made("unread", row)));
    at("bad").hidden = !bad.length;
    at("read").hidden = !rows.length;
  }
  for (const { parentNode: head } of sorts) {
    head.firstChild.addEventListener("click", () => {
      const way = head.ariaSort === "ascending" ? "descending" : "ascending";
      for (const { parentNode } of sorts) parentNode.ariaSort = "none";
      head.ariaSort = way;
      list();
    });
  }

  // ---- What is shown ---------------------------------------------------------------------------------

  const show = (view, ...nodes) => at(view).querySelector(".records-shown").replaceChildren(...nodes);

  function choose() {
    const which = at("which"), was = which.value;
    which.replaceChildren();
    for (const { key, text: words, said } of asked) {
      const label = questions.has(key) ? modules.get(moduleOf(key)).title : made("gone").textContent;
      if (which.lastChild?.label !== label) which.append(Object.assign(document.createElement("optgroup"), { label }));
      which.lastChild.append(new Option(`${words.length > 120 ? `${words.slice(0, 119)}…` : words} (${said.length})`, key, false, key === was));
    }
    which.parentNode.hidden = !asked.length;
    compare();
  }
  function compare() {
    const question = asked.find(({ key }) => key === at("which").value);
    show("question", ...(question ? [made("heading", { title: question.text, place: question.place }), cards(question.said.map((said) =>
      made("card", { ...said, worded: !said.foreign && said.worded !== question.text && said.worded })))] : [made("none")]));
  }

  function agree() {
    const part = (id, all) => (all.length ? [made(id), cards(all.map((one) =>
      made("card", { ...one, decision: true, text: one.what, done: one.done && steg.date(one.done) })))] : []);
    show("decisions", ...part("open", decided.filter(({ done }) => !done)), ...part("done", decided.filter(({ done }) => done)));
    if (!decided.length) show("decisions", made("undecided"));
  }

  // Letters typed for each other. What is searched for may stand anywhere in a word: compounds.
  const ALIKE = ["ae|æ|ä", "oe|ø|ö", "aa|å", "e|é|è|ê", "o|ó|ò|ô"].map((some) => some.split("|"));
  const pattern = (word) => word.replace(/ae|oe|aa|[^]/gu, (part) => {
    const alike = ALIKE.find((some) => some.includes(part));
    return alike ? `(?:${alike.join("|")})` : part.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  });

  // The text, or the part of it around the first hit, with the hits marked.
  function mark(node, whole, any) {
    const from = whole.length > LONG ? Math.max(0, whole.search(any) - LONG / 4) : 0, to = from + LONG;
    const part = (from ? "…" : "") + whole.slice(from, to) + (to < whole.length ? "…" : "");
    node.textContent = "";
    part.split(any).forEach((piece, i) => node.append(i % 2 ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece));
  }
  function find() {
    const words = line(at("find").value.toLowerCase()).split(" ").filter((word) => word.length > 1).map(pattern);
    const each = words.map((word) => new RegExp(word, "iu")), any = new RegExp(`(${words.sort((a, b) => b.length - a.length).join("|")})`, "iu");
    const all = [...asked.flatMap((question) => question.said.map((said) => ({ ...said, asked: question.text }))), ...decided];
    const hits = words.length ? all.filter((said) => each.every((word) => word.test(said.text))) : [];
    show("search", cards(hits.slice(0, SHOWN).map((said) => {
      const card = made("card", { team: said.team, asked: said.asked, text: said.text });
      mark(card.querySelector(".written"), said.text, any);
      return card;
    })));
    clearTimeout(find.waiting); // told when the typing rests
    find.waiting = setTimeout(() => at("hits").replaceChildren(...(words.length ? [made("found", { hits: `${hits.length}`, some: hits.length > SHOWN })] : [])), 250);
  }

  const views = [...tool.querySelectorAll("[type=radio]")];
  const look = () => { for (const { value, checked } of views) at(value).hidden = !checked; };
  for (const view of views) view.addEventListener("change", look);
  at("which").addEventListener("change", compare);
  at("find").addEventListener("input", find);
  at("print").addEventListener("click", () => window.print());

  // ---- Opening, and taking away ----------------------------------------------------------------------

  function draw(told) {
    gather();
    list();
    choose();
    agree();
    find();
    look();
    at("said").replaceChildren(made("after", told));
  }
  async function open(some) {
    const into = { files, teams, met }, before = files.length;
    for (const file of some) await read(file, into);
    if (into.files !== files) return; // taken away meanwhile
    const now = files.slice(before), of = (test) => now.filter(test).length;
    draw({ opened: `${of((row) => row.team)}`, again: of((row) => row.again), failed: of((row) => !row.team && !row.again) });
  }
  at("pick").addEventListener("change", ({ target }) => { open([...target.files]); target.value = ""; });

  // Dropped beside the box a file would take the page's place.
  for (const type of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      tool.classList.toggle("over", type === "dragover");
      if (type === "drop") open([...event.dataTransfer.files]);
    });
  }
  at("clear").addEventListener("click", () => {
    forget();
    at("find").value = "";
    draw({ cleared: true });
    at("pick").focus();
  });
  forget();
})();
