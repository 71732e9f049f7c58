// What all scripts share: words for dates, places for texts.
import { chapter, is, machine, sentence, tab } from "./harness.mjs";

for (const zone of ["America/New_York", "Asia/Tokyo"]) {
  process.env.TZ = zone;
  chapter(`Dates, in ${zone}`);
  for (const [lang, expected] of [["nb", "22. november 2026"], ["nn", "22. november 2026"], ["en", "22 November 2026"], ["de", "22. November 2026"]])
    sentence(`In ${lang}: ${expected}.`, () => is(tab(machine(), { lang }).date("2026-11-22"), expected));
  sentence("March is «mars» in Norwegian.", () => is(tab(machine()).date("2026-03-01"), "1. mars 2026"));
  sentence("A time is told as the day that it was here.", () => {
    const t = tab(machine()), late = new Date(2026, 10, 22, 23, 59);
    is([t.date(late.toISOString()), t.today(late)], ["22. november 2026", "2026-11-22"]);
  });
  sentence("Today is the day here, not in Greenwich.", () => {
    const t = tab(machine());
    is([t.today(new Date(2026, 0, 1, 0, 1)), t.today(new Date(2026, 11, 31, 23, 59))], ["2026-01-01", "2026-12-31"]);
  });
  sentence("What is no date is shown as it stands.", () => {
    const t = tab(machine());
    is(["", "før jul", "2026-13-01", "5", "2026", "12/2/2026"].map((x) => t.date(x)), ["", "før jul", "2026-13-01", "5", "2026", "12/2/2026"]);
  });
}
sentence("A page without a language has dates all the same.", () => is(tab(machine(), { lang: "" }).date("2026-11-22").includes("2026")));

chapter("Places for texts");
const place = (name, ...inside) => ({ dataset: name ? { fill: name } : {}, textContent: "…", querySelectorAll: () => inside });
sentence("Texts go where data-fill names them, in the node and on it; other places stay.", () => {
  const t = tab(machine()), [a, b, c] = [place("who"), place("none"), place("many")], node = place("", a, b, c), self = place("who");
  is(t.fill(node, { who: "<b>rektor", many: 0 }) === node && [node, a, b, c].map((x) => x.textContent), ["…", "<b>rektor", "…", 0]);
  is(t.fill(self, { who: "leder" }).textContent, "leder");
});
sentence("A place named as something every object has stays as it is.", () => is(tab(machine()).fill(place("constructor"), {}).textContent, "…"));
sentence("A template that the page does not have is null; one that it has is copied.", () => {
  const t = tab(machine());
  is(t.clone("_none"), null);
  t.window.document.getElementById = (id) => ({ content: { firstElementChild: `first of ${id}` } });
  t.window.document.importNode = (node, deep) => `copy of ${node}, ${deep}`;
  is(t.clone("_notes"), "copy of first of _notes, true");
});
