// decisions: what a team agrees on, as rows in the boxes for it, and looked back on in follow-up steps.
//
//   steg.decisions.of(key)   the decisions whose keys begin with "COURSE/MODULE/TASK", "COURSE/MODULE" or "COURSE", in
//                            the order in which they were made; without those taken away
//   steg.decisions.list(place, items, {as, tick, from})   fills `place` with decisions to read, or empties it
//        as     "list" or "table": the template _agreed-…
//        tick   each has a box to tick as done, which is stored at once; without it the date stands there when done
//        from   each tells from which step it is, with a link, where the page has that step in a list
//
// A decision is saved while it is written, like an answer. Has another window written in the same field meanwhile,
// what was written here becomes a decision of its own: both stand there, and the team takes one away.
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {}), { record } = steg;
  if (!record) return;

  const of = (key) => record.all("decision").filter((item) => item.key.startsWith(`${key}/`) && !steg.merge.blank(item));

  // Puts a decision into a row made from a template. What has nothing to say is hidden.
  function show(row, item, { tick, from }) {
    const step = from && document.querySelector(`li[data-step="${CSS.escape(item.step)}"]`);
    const values = { ...item, done: item.done && steg.date(item.done), title: step ? step.dataset.title : "" };
    steg.fill(row, values);
    for (const part of row.querySelectorAll("[data-if]")) part.hidden = !values[part.dataset.if];
    if (step) row.querySelector("a").href = step.querySelector("a").href;
    row.querySelector(tick ? ".agreed-done" : ".agreed-tick")?.remove();
    const box = row.querySelector("input[type=checkbox]");
    if (box) {
      box.checked = Boolean(item.done);
      box.onchange = () => record.put("decision", item.key, { done: box.checked ? steg.today() : "" }, record.get("decision", item.key));
    }
    row.classList.toggle("is-done", Boolean(item.done));
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
})();
