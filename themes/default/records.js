// records: the files of several teams, read together: a list of them, the answers to one question side by side, what
// was agreed, and a search. All of it is in memory and gone with the page; this script stores nothing.
//
// Each file is a row in the list. Files of one team (the same id and name) make one team: the later of two answers
// stands where one follows from the other (steg.merge.mergeItem), otherwise both. What cannot be read says why.
(() => {
  "use strict";
  const steg = window.steg || {}, place = document.querySelector("[data-records]");
  const tool = place && steg.merge && steg.clone("_records");
  if (!tool) return;
  place.replaceChildren(tool);
  const at = (id) => document.getElementById(`_records-${id}`);
  const { items, blank, mergeItem } = steg.merge, SHOWN = 100, LONG = 600, LARGE = 4e7;
  const order = new Intl.Collator(document.documentElement.lang || "nb", { numeric: true }).compare;
  const text = (s) => String(s ?? "").normalize("NFC").trim();
  const wording = (s) => text(s).replace(/\s+/g, " ");

  // A clone with its values filled in, without the parts whose data-if has none.
  function made(id, values = {}) {
    const node = steg.clone(`_records-${id}`);
    for (const part of node.querySelectorAll("[data-if]")) if (!values[part.dataset.if]) part.remove();
    return steg.fill(node, Object.fromEntries(Object.entries(values).filter(([, value]) => value)));
  }

  // ---- The course: modules and questions as they stand now -----------------------------------------

  const modules = new Map(), questions = new Map(); // id → {title, label, n}; key → {text, place}
  for (const node of steg.clone("_records-course").children) {
    const { module, label, title } = node.dataset;
    modules.set(module, { label: label || title, title: label ? `${label}: ${title}` : title, n: modules.size });
    for (const ask of node.querySelectorAll("[data-question]")) {
      const step = ask.parentNode.dataset;
      questions.set(ask.dataset.question, { text: wording(ask.textContent), place: [label || title, step.label, step.title].filter(Boolean).join(" · ") });
    }
  }
  const moduleOf = (key) => key.split("/")[1] || "";
  const rank = (module) => modules.get(module)?.n ?? modules.size;

  // ---- Files ---------------------------------------------------------------------------------------

  let files, teams, asked, decided, met; // met: what was read already
  function forget() { files = []; teams = new Map(); asked = []; decided = []; met = new Set(); }

  // What a page holds for us stands in a script of its own; a file of another kind is the record itself.
  function inside(whole) {
    const from = whole.trimStart()[0] === "<" ? whole.indexOf('<script type="application/json"') : -1;
    return from < 0 ? whole : whole.slice(whole.indexOf(">", from) + 1, whole.indexOf("</script>", from));
  }

  async function read(file, into) {
    const row = { name: file.name };
    into.files.push(row);
    if (file.size > LARGE) return void (row.large = true);
    let whole;
    try { whole = inside(await file.text()); } catch { return void (row.not = true); }
    const { doc, problem, left, course } = steg.record.read(whole);
    if (!doc) row[{ newer: "newer", damaged: "damaged", "too-large": "large" }[problem] || "not"] = true;
    else if (course !== steg.record.course.id) row.other = text(doc.course.title) || course;
    else {
      const all = items(doc), same = JSON.stringify([doc.team.id, doc.team.name, all]);
      if (into.met.has(same)) return void (row.again = true);
      into.met.add(same);
      row.partly = left.length;
      add(row, doc, all, into.teams);
    }
  }

  function add(row, doc, all, into) {
    const id = `${doc.team.id} ${doc.team.name}`, team = into.get(id) || { name: text(doc.team.name), file: row.name, items: new Map() };
    into.set(id, team);
    const full = all.filter((item) => !blank(item)), of = [...new Set(full.map((item) => moduleOf(item.key)))].sort((a, b) => rank(a) - rank(b));
    row.team = team;
    row.answers = full.filter((item) => item.kind === "entry").length;
    row.changed = full.map((item) => item.changed).sort().pop() || String(doc.made ?? "");
    row.modules = of.map((module) => modules.get(module)?.label || module).join(", ");
    row.order = rank(of[0]);
    for (const there of all) {
      const key = `${there.kind} ${there.key}`, ways = (team.items.get(key) || []).map((here) => [mergeItem(here, there).way, here]);
      const stand = ways.filter(([way]) => way !== "updated" && way !== "added").map(([, here]) => here);
      if (!ways.some(([way]) => way === "kept" || way === "same")) stand.push(there);
      team.items.set(key, stand);
    }
  }

  // The teams by name, two of one name with their file's; then all that they wrote, in the order of the course.
  function gather() {
    const names = new Map(), all = [...teams.values()].sort((a, b) => order(a.name, b.name) || order(a.file, b.file)), found = new Map();
    for (const team of all) names.set(team.name, (names.get(team.name) || 0) + 1);
    decided = [];
    for (const team of all) {
      team.label = names.get(team.name) > 1 ? `${team.name} (${team.file})`.trim() : team.name;
      for (const item of [...team.items.values()].flat()) {
        if (blank(item) || item.kind === "step") continue;
        const said = { team: team.label, item, key: item.key };
        if (item.kind === "decision") {
          for (const name of ["what", "who", "by", "how"]) said[name] = text(item[name]);
          said.text = [said.what, said.who, said.by, said.how].filter(Boolean).join(" · ");
          decided.push(said);
          continue;
        }
        said.text = text(item.value);
        said.worded = wording(item.text);
        if (!found.has(item.key)) found.set(item.key, { key: item.key, ...questions.get(item.key), said: [] });
        found.get(item.key).said.push(said);
      }
    }
    const places = [...questions.keys()], known = new Map(places.map((key, i) => [key, i]));
    const nth = (key) => known.get(key) ?? places.length;
    asked = [...found.values()].sort((a, b) => nth(a.key) - nth(b.key) || order(a.key, b.key));
    for (const question of asked) question.text ||= question.said.map((s) => s.worded).find(Boolean) || question.key;
    decided.sort((a, b) => rank(moduleOf(a.key)) - rank(moduleOf(b.key)));
  }

  // ---- The list of files ---------------------------------------------------------------------------

  const sorts = [...tool.querySelectorAll("[data-sort]")];
  const how = {
    team: (a, b) => order(a.team.label, b.team.label),
    order: (a, b) => a.order - b.order,
    changed: (a, b) => (a.changed < b.changed ? -1 : a.changed > b.changed ? 1 : 0),
    answers: (a, b) => a.answers - b.answers,
  };
  function list() {
    const head = sorts.find((button) => button.parentNode.ariaSort !== "none") || sorts[0];
    const way = head.parentNode.ariaSort === "descending" ? -1 : 1, by = how[head.dataset.sort];
    const rows = files.filter((row) => row.team).sort((a, b) => way * by(a, b) || how.team(a, b) || order(a.name, b.name));
    tool.querySelector("tbody").replaceChildren(...rows.map((row) =>
      made("row", { ...row, team: row.team.name, date: steg.date(row.changed), answers: String(row.answers) })));
    const bad = files.filter((row) => !row.again && (!row.team || row.partly));
    at("bad").lastElementChild.replaceChildren(...bad.map((row) => made("unread", row)));
    at("bad").hidden = !bad.length;
    at("read").hidden = !rows.length;
  }
  for (const button of sorts) {
    button.addEventListener("click", () => {
      const was = button.parentNode.ariaSort;
      for (const { parentNode } of sorts) parentNode.ariaSort = "none";
      button.parentNode.ariaSort = was === "ascending" ? "descending" : "ascending";
      list();
    });
  }

  // ---- What is shown -------------------------------------------------------------------------------

  const show = (view, ...nodes) => at(view).querySelector(".records-shown").replaceChildren(...nodes);
  const cards = (all) => {
    const node = made("cards");
    node.append(...all);
    return node;
  };

  function choose() {
    const which = at("which"), was = which.value;
    which.replaceChildren();
    for (const { key, text: words, said } of asked) {
      const module = questions.has(key) ? modules.get(moduleOf(key)).title : made("gone").textContent;
      if (which.lastChild?.label !== module) which.append(Object.assign(document.createElement("optgroup"), { label: module }));
      which.lastChild.append(new Option(`${words.length > 120 ? `${words.slice(0, 119)}…` : words} (${said.length})`, key));
    }
    if (asked.some(({ key }) => key === was)) which.value = was;
    which.parentNode.hidden = !asked.length;
    compare();
  }
  function compare() {
    const question = asked.find(({ key }) => key === at("which").value);
    if (!question) return show("question", made("none"));
    show("question", made("heading", { title: question.text, place: question.place }), cards(question.said.map((said) =>
      made("card", { ...said, worded: said.worded !== question.text && said.worded }))));
  }

  function agree() {
    const card = (said) => made("card", { ...said, decision: true, text: said.what, done: said.item.done && steg.date(said.item.done) });
    const part = (id, all) => (all.length ? [made(id), cards(all.map(card))] : []);
    show("decisions", ...part("open", decided.filter(({ item }) => !item.done)), ...part("done", decided.filter(({ item }) => item.done)),
      ...(decided.length ? [] : [made("undecided")]));
  }

  // Letters that people type for each other. A word is searched for anywhere in a word, so compounds are found.
  const ALIKE = [["ae", "æ", "ä"], ["oe", "ø", "ö"], ["aa", "å"], ["e", "é", "è", "ê"], ["o", "ó", "ò", "ô"], ["a", "á", "à", "â"]];
  const pattern = (word) => word.replace(/ae|oe|aa|[^]/gu, (part) => {
    const alike = ALIKE.find((some) => some.includes(part));
    return alike ? `(?:${alike.join("|")})` : part.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
  });

  // Fills `node` with `whole`, or the part around the first hit, the hits marked.
  function mark(node, whole, any) {
    const first = whole.search(any), from = whole.length > LONG ? Math.max(0, first - LONG / 4) : 0;
    const shown = (from ? "…" : "") + whole.slice(from, from + LONG) + (from + LONG < whole.length ? "…" : "");
    let done = 0;
    node.textContent = "";
    for (const { 0: hit, index } of shown.matchAll(any)) {
      node.append(shown.slice(done, index), Object.assign(document.createElement("mark"), { textContent: hit }));
      done = index + hit.length;
    }
    node.append(shown.slice(done));
  }
  function find() {
    const words = wording(at("find").value.toLowerCase()).split(" ").filter((word) => word.length > 1).map(pattern);
    if (!words.length) return show("search"), at("hits").replaceChildren();
    const each = words.map((word) => new RegExp(word, "iu")), any = new RegExp(words.sort((a, b) => b.length - a.length).join("|"), "giu");
    const all = [...asked.flatMap(({ said, text: over }) => said.map((one) => ({ ...one, asked: over }))), ...decided];
    const hits = all.filter((said) => each.every((word) => word.test(said.text)));
    show("search", cards(hits.slice(0, SHOWN).map((said) => {
      const card = made("card", { team: said.team, asked: said.asked, text: said.text });
      mark(card.querySelector(".written"), said.text, any);
      return card;
    })), ...(hits.length > SHOWN ? [made("some")] : []));
    clearTimeout(find.waiting); // said once, when the typing rests
    find.waiting = setTimeout(() => at("hits").replaceChildren(...made("found", { hits: String(hits.length) }).childNodes), 250);
  }

  const views = { question: compare, decisions: agree, search: find };
  for (const [view, draw] of Object.entries(views)) {
    tool.querySelector(`[value="${view}"]`).addEventListener("change", () => {
      for (const other of Object.keys(views)) at(other).hidden = other !== view;
      draw();
    });
  }
  at("which").addEventListener("change", compare);
  at("find").addEventListener("input", find);
  at("print").addEventListener("click", () => window.print());

  // ---- Opening, and taking away --------------------------------------------------------------------

  const tell = (values) => at("said").replaceChildren(...made("after", values).childNodes);
  function draw() { gather(); list(); choose(); agree(); find(); }

  async function open(some) {
    const into = { files, teams, met }, before = files.length;
    for (const file of some) await read(file, into);
    if (into.files !== files) return; // taken away meanwhile
    const now = files.slice(before);
    draw();
    tell({ opened: String(now.filter((row) => row.team).length), again: now.filter((row) => row.again).length, failed: now.filter((row) => !row.team && !row.again).length });
  }
  at("pick").addEventListener("change", ({ target }) => { open([...target.files]); target.value = ""; });
  // A file that is let go of beside the box would otherwise take the place of the page.
  const drag = (event, over) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    tool.classList.toggle("over", over);
  };
  document.addEventListener("dragover", (event) => drag(event, true));
  document.addEventListener("dragleave", (event) => drag(event, event.relatedTarget !== null));
  document.addEventListener("drop", (event) => { drag(event, false); open([...event.dataTransfer.files]); });

  at("clear").addEventListener("click", () => {
    forget();
    at("find").value = "";
    draw();
    tell({ cleared: true });
    at("pick").focus();
  });
  forget();
})();
