// decisions: what a team agrees on, as rows in the boxes for it, and looked back on in follow-up steps.
//
//   steg.decisions.of(key)   the decisions whose keys begin with "COURSE/MODULE/TASK", "COURSE/MODULE" or "COURSE", in
//                            the order in which they were made; without those taken away
//   steg.decisions.list(place, items, {as, tick, from})   fills `place` with decisions to read, or empties it
//        as     "list" or "table": the template _agreed-…
//        tick   each has a box to tick as done, which is stored at once; without it the date stands there when done
//        from   each tells from which step it is, with a link, where the page has that step in a list
//
// A decision is saved while it is written, like an answer. When another window has written in the same field
// meanwhile, what was written here becomes a decision of its own: both stand there, and the team takes one away.
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {}), { record } = steg, { course, step: here } = document.documentElement.dataset;
  if (!record) return;

  const blank = (item) => !item || steg.rules.blank(item);
  const of = (key) => record.all("decision").filter((item) => item.key.startsWith(`${key}/`) && !blank(item));
  const step = (key) => document.querySelector(`li[data-step="${CSS.escape(key)}"]`);
  const put = (key, fields, seen) => record.put("decision", key, fields, seen);

  // Puts a decision into a row made from a template. What has nothing to say is hidden.
  function show(row, item, options) {
    const made = options.from && step(item.step), box = row.querySelector("input[type=checkbox]");
    const values = { ...item, done: item.done && steg.date(item.done), title: made ? made.dataset.title : "" };
    steg.fill(row, values);
    for (const part of row.querySelectorAll("[data-if]")) part.hidden = !values[part.dataset.if];
    for (const part of row.querySelectorAll(options.tick ? ".agreed-done" : ".agreed-tick")) part.remove();
    if (made) row.querySelector("a").href = made.querySelector("a").href;
    else row.querySelector("a:not([href])")?.closest("[data-if]").remove();
    row.classList.toggle("is-done", Boolean(item.done));
    box.checked = Boolean(item.done);
    box.onchange = () => {
      const done = box.checked ? steg.today() : "";
      show(row, put(item.key, { done }, record.get("decision", item.key)).item, options);
    };
  }

  function list(place, items, { as = "list", ...options } = {}) {
    const whole = items.length ? steg.clone(`_agreed-${as}`) : null;
    place.replaceChildren(...(whole ? [whole] : []));
    if (!whole) return;
    const row = whole.querySelector("[data-each]");
    for (const item of items) {
      const one = row.cloneNode(true);
      show(one, item, options);
      row.before(one);
    }
    row.remove();
  }

  steg.decisions = { of, list };

  // ---- A box to decide in: what is decided to read, and one empty form below it ----

  // A row is {node, key, item, shown, open, gone, timer}: item the decision as last seen, shown its fields as last read
  // or saved, open when it is written in, gone what was taken away and can be had back.
  function decide(place) {
    const under = place.dataset.decide, whole = steg.clone("_decide"), words = document.getElementById("_decide-row")?.dataset;
    if (!whole || !words) return;
    let rows = [], team = record.team.id;
    const fields = (row) => [...row.node.querySelectorAll("[name]")];
    const written = (list) => Object.fromEntries(list.map(({ name, value }) => [name, value]));
    const changed = (row) => fields(row).filter(({ name, value }) => value !== row.shown[name]);

    const grow = (field) => { field.nextElementSibling.textContent = field.value; }; // the text once more, unseen, gives the field its height
    function draw(row) {
      const item = row.gone || row.item || {}, part = row.gone ? "gone" : row.open ? "open" : "read";
      show(row.node, { what: "", ...item }, { tick: true });
      row.node.classList.toggle("empty", blank(row.item));
      for (const one of row.node.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== part;
      for (const field of fields(row)) {
        const text = item[field.name] || "";
        if (field.value !== text) field.value = text;
        row.shown[field.name] = field.value; // its line ends are the browser's
        grow(field);
      }
    }
    function say(row, word) {
      const status = row.node.querySelector("[role=status]");
      if (status.textContent !== word) status.textContent = word; // what has not changed is not read aloud again
    }

    function save(row) {
      clearTimeout(row.timer);
      row.timer = 0;
      const mine = changed(row), seen = row.item, all = { step: here, ...written(fields(row)) };
      if (!mine.length) return;
      Object.assign(row.shown, written(mine)); // what is heard of our own writing is nothing new
      let { item, other } = put(row.key, { step: here, ...written(mine) }, seen);
      const twice = other && (other.deleted || mine.some(({ name }) => other[name] !== (seen?.[name] || "")));
      if (twice) row.key = fresh();
      if (other) ({ item } = twice ? put(row.key, all) : put(row.key, written(mine), other));
      row.item = item;
      draw(row);
      say(row, twice ? words.twice : words[record.keeps]);
      if (twice) hear();
    }

    const acts = {
      edit(row) { row.open = true; return "[name]"; },
      enough(row) { save(row); row.open = blank(row.item); row.node.classList.toggle("new", row.open); return row.open ? "[name]" : "[data-act=edit]"; },
      remove(row) {
        row.gone = row.item;
        const { item, other } = put(row.key, { deleted: true }, row.item);
        if (other) row.gone = undefined;
        row.item = other || item;
        return other ? "[data-act=edit]" : "[data-act=undo]";
      },
      undo(row) {
        const { what, who, by, how, done } = row.gone, { item, other } = put(row.key, { what, who, by, how, done, deleted: false }, row.item);
        row.gone = undefined;
        row.item = other || item;
        return "[data-act=edit]";
      },
    };

    const fresh = () => `${under}/_${record.id()}`;
    function add(item, before) {
      const row = { node: steg.clone("_decide-row"), key: item?.key || fresh(), item, shown: {}, open: !item }, { node } = row;
      const names = node.querySelector(".no-names");
      node.classList.toggle("new", !item);
      names.id = `_no-names-${row.key.split("/_").pop()}`;
      for (const field of fields(row)) field.setAttribute("aria-describedby", names.id);
      draw(row);
      node.oninput = ({ target }) => {
        if (!target.name) return;
        grow(target);
        row.timer ||= setTimeout(save, 250, row);
      };
      node.addEventListener("focusout", () => save(row));
      node.onclick = ({ target }) => {
        const act = target.closest("[data-act]")?.dataset.act;
        if (!act) return;
        const focus = acts[act](row);
        draw(row);
        tidy();
        node.querySelector(focus).focus();
      };
      whole.insertBefore(node, before?.node || null);
      rows.splice(before ? rows.indexOf(before) : rows.length, 0, row);
    }
    function tidy() {
      if (!rows.some((row) => row.open)) add();
    }

    // Reads again what nobody is writing in.
    function hear() {
      const found = new Map(of(under).map((item) => [item.key, item]));
      for (const row of [...rows]) {
        const item = found.get(row.key);
        found.delete(row.key);
        if (changed(row).length || (!item && (row.gone || blank(row.item)))) continue;
        if (item) {
          row.item = item;
          row.gone = undefined;
          draw(row);
        } else if (!row.node.contains(document.activeElement)) {
          row.node.remove();
          rows.splice(rows.indexOf(row), 1);
        }
      }
      for (const item of found.values()) add(item, rows.at(-1)?.open ? rows.at(-1) : undefined);
      tidy();
    }

    place.append(whole);
    place.classList.add("live");
    hear();
    record.on(({ kind, from }) => {
      if (kind === "team" && from === "here" && team !== record.team.id) {
        for (const row of rows) clearTimeout(row.timer), row.node.remove();
        rows = [];
        team = record.team.id;
      }
      if (kind === "team" || kind === "decision") hear();
    });
    for (const event of ["pagehide", "visibilitychange"]) window.addEventListener(event, () => rows.forEach(save), true);
  }

  for (const place of document.querySelectorAll(".decide[data-decide]")) decide(place);

  // ---- A follow-up: what was decided in the module's earlier steps, open first ----

  for (const section of document.querySelectorAll("[data-followup]")) {
    const order = [...document.querySelectorAll(".rail li[data-step]")].map((li) => li.dataset.step);
    const look = () => {
      const items = of(`${course}/${section.dataset.followup}`).filter((item) => item.step !== here && order.indexOf(item.step) <= order.indexOf(here));
      list(section.lastElementChild, [...items.filter((item) => !item.done), ...items.filter((item) => item.done)], { tick: true, from: true });
      section.hidden = !items.length;
    };
    look();
    record.on(({ kind, from }) => { // a tick of our own moves nothing
      if (kind === "team" || (kind === "decision" && from === "elsewhere")) look();
    });
  }
})();
