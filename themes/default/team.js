// team: whose record this is. The name is asked for where one writes, and never in the way; in the same place another team
// on the same machine is taken, or begun. All scripts hear of it ({kind: "team"}) and read their things again.
(() => {
  "use strict";
  const { record, clone, fill, date } = window.steg || {}, node = clone?.("_team");
  if (!record || !node) return;

  // Before a step's first field, under the heading of a record, and on other pages when there is something to tell apart.
  const field = document.querySelector("[data-question], [data-decide]"), head = document.querySelector("main .head");
  const step = document.documentElement.dataset.step, asks = step || document.querySelector(".record-module");
  if (step ? !field : !head) return;
  if (step) field.closest(".questions, .decide").before(node);
  else head.append(node);

  const of = (selector) => node.querySelector(selector), more = of("details"), name = of(".team-name"), input = of("input"), others = of(".team-title");

  function draw() {
    const now = record.team, teams = record.teams(), rest = teams.filter((t) => t.id !== now.id);
    node.hidden = !asks && !(now.name && teams.some((t) => t.items));
    fill(node, { name: now.name });
    if (document.activeElement !== input || !input.value) input.value = now.name;
    of(".team-of").hidden = !now.name;
    more.hidden = !now.name && !rest.length;
    others.hidden = !rest.length;
    if (more.contains(name) !== Boolean(now.name)) (now.name ? more.firstElementChild : node.firstChild).after(name);
    of("ul").replaceChildren(...rest.sort((a, b) => (a.changed < b.changed ? 1 : -1)).map((t) => {
      const row = fill(clone("_team-row"), { ...(t.name && { name: t.name }), date: date(t.changed) });
      row.querySelector("button").onclick = () => change(() => record.useTeam(t.id));
      return row;
    }));
  }

  function change(how) {
    window.steg.notes?.settle(); // what stands in the fields is the old team's
    how();
    more.open = false;
    // which says whose record it is now
    (more.hidden ? input : more.firstElementChild).focus();
  }
  function submitted(form, then) {
    const input = form.querySelector("input");
    form.onsubmit = (event) => {
      const text = input.value.trim();
      event.preventDefault();
      input.value = "";
      if (text) change(() => then(text));
    };
  }
  submitted(name, (text) => record.nameTeam(text));
  submitted(of(".team-new"), (text) => record.addTeam(text));
  record.on(({ kind }) => { if (kind === "team") draw(); });
  draw();
})();
