// team: whose record this is. The name is asked for where one writes, and never in the way; another team on the same machine is
// taken or begun in the same place. All scripts hear of it ({kind: "team"}) and read their things again.
(() => {
  "use strict";
  const { record, clone, fill, date, ...steg } = window.steg || {}, node = clone?.("_team"), of = (s) => node.querySelector(s);
  if (!record || !node) return;

  // Before a step's first field, under the heading of a record, and on other pages when there is something to tell apart.
  const field = document.querySelector("[data-question], [data-decide]"), head = document.querySelector("main .head");
  const writes = document.documentElement.dataset.step, records = document.querySelector(".record-module");
  if (writes && field) field.closest(".questions, .decide").before(node);
  else if (!writes && head) head.append(node);
  else return;

  const line = of(".team-line"), rename = of(".team-rename"), other = of(".team-other"), ask = of(".team-name");

  function draw() {
    const { id, name } = record.team, teams = record.teams(), others = teams.filter((t) => t.id !== id);
    node.hidden = !writes && !records && !(name && teams.some((t) => t.items));
    if (line.dataset.name !== name) line.replaceChildren(...(name ? [fill(clone("_team-of"), { name })] : []));
    line.dataset.name = name;
    rename.hidden = !name;
    other.hidden = !name && !others.length;
    if (Boolean(name) !== rename.contains(ask)) name ? rename.append(ask) : line.after(ask);
    of("ul").replaceChildren(...others.sort((a, b) => (a.changed < b.changed ? 1 : -1)).map((t) => {
      const row = fill(clone("_team-row"), { ...(t.name && { name: t.name }), date: date(t.changed) });
      row.querySelector("button").onclick = () => change(() => record.useTeam(t.id), other);
      return row;
    }));
  }

  // What stands in the fields is the old team's.
  function change(how, from) {
    window.steg.notes?.settle();
    how();
    from.open = false;
    from.firstElementChild.focus();
  }
  function submit(form, then, from) {
    form.onsubmit = (event) => {
      const input = form.querySelector("input"), name = input.value.trim();
      event.preventDefault();
      if (!name) return input.focus();
      input.value = "";
      change(() => then(name), from);
    };
  }
  submit(ask, (name) => record.nameTeam(name), rename);
  submit(of(".team-new"), (name) => record.addTeam(name), other);
  rename.ontoggle = () => { if (rename.open) of("#_team-name").value = record.team.name; };
  record.on(draw);
  draw();
})();
