// paper: the record as a document to file: the whole course's, in its order, with what is answered and decided.
//
//   steg.paper.html(doc), steg.paper.md(doc)   → [media type, text]
//
// Loaded by file.js with steg.outline. What is no longer in the course stands last, under the text that it answered.
(() => {
  "use strict";
  const steg = window.steg || {}, { rules, date, today, outline } = steg, words = {};
  for (const word of document.getElementById("_file-words")?.content.querySelectorAll("dt") || []) words[word.dataset.word] = word.textContent;

  const day = (time) => (/T/.test(time) ? today(new Date(time)) : time);
  const CELLS = ["what", "who", "by", "how", "done"];
  const facts = (pairs) => pairs.filter(([, value]) => value).map(([word, value]) => `${words[word]} ${value}`);
  const answers = (items) => items.flatMap((item) => [["q", item.text.replace(/\s+/g, " ").trim()], ["a", item.value]]);
  const agreed = (items) => (items.length ? [["q", words.agreed],
    ["table", [CELLS.map((name) => words[name]), ...items.map((item) => CELLS.map((name) => (name === "done" ? date(item.done) : item[name])))]]] : []);
  const finished = (step) => facts([["finished", step?.done && date(step.done)], ["present", step?.present]]);

  // [[sort, text]]: "h1" … "h4", "facts" (lines), "q" a question, "a" its answer, "table" (rows of cells).
  function parts(doc) {
    const kinds = { entry: new Map(), decision: new Map(), step: new Map() };
    for (const item of rules.items(doc)) if (!rules.blank(item)) kinds[item.kind].set(item.key, item);
    const { entry, decision, step } = kinds, days = Object.values(kinds).flatMap((map) => [...map.values()]).map((item) => item.done || day(item.changed)).sort();
    const take = (map, key) => { const item = map.get(key); map.delete(key); return item; };
    const heading = (level, label, title) => [level, label ? `${label}: ${title}` : title];

    const task = (at) => ([id, label, title, questions]) => {
      const key = `${at}/${id}`, under = [...decision.keys()].filter((k) => k.startsWith(`${key}/`));
      const inside = [...answers(questions.map((q) => take(entry, `${key}/${q}`)).filter(Boolean)), ...agreed(under.map((k) => take(decision, k)))];
      return inside.length ? [heading("h4", label, title), ...inside] : [];
    };
    const ofStep = (at) => ([id, label, title, tasks]) => {
      const said = finished(take(step, `${at}/${id}`)), inside = tasks.flatMap(task(at));
      return said.length || inside.length ? [heading("h3", label, title), ["facts", said], ...inside] : [];
    };
    const all = outline.modules.flatMap(([id, label, title, steps]) => {
      const inside = steps.flatMap(ofStep(`${doc.course.id}/${id}`));
      return inside.length ? [heading("h2", label, title), ...inside] : [];
    });
    const lost = [...answers([...entry.values()]), ...[...step.values()].map((item) => ["facts", [item.title, ...finished(item)]]), ...agreed([...decision.values()])];
    return [["h1", words.title], ["facts", facts([["team", doc.team.name], ["course", [doc.course.title, words.version].filter(Boolean).join(", ")],
      ["date", [...new Set([days[0], days.pop()])].filter(Boolean).map(date).join(" – ")], ["made", date(today())]])],
      ...all, ...(lost.length ? [["h2", words.lost], ...lost] : [])];
  }

  // Plain enough for Word, which makes a page of paper of it when told so.
  const WORD = "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->";
  const STYLE = `@page { size: A4; margin: 2cm }
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 11pt/1.5 Georgia, serif; color: #000; background: #fff; overflow-wrap: break-word }
h1, h2, h3, h4, table, .q, .facts { font-family: Calibri, Arial, sans-serif; page-break-after: avoid }
h1 { margin: 0; font-size: 22pt } h2 { margin: 24pt 0 6pt; font-size: 16pt } h3 { margin: 18pt 0 3pt; font-size: 13pt } h4 { margin: 12pt 0 3pt; font-size: 11pt }
.q { margin: 10pt 0 2pt; font-weight: bold } .a { margin: 0 0 6pt } .facts { margin: 0 0 6pt; color: #333 }
table { width: 100%; border-collapse: collapse; page-break-after: auto } td, th { padding: 4pt 6pt; border: 1px solid #888; text-align: left; vertical-align: top } tr { page-break-inside: avoid }
@media print { body { max-width: none; margin: 0; padding: 0 } }`;
  const safe = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt()};`).replace(/\r?\n/g, "<br>\n");
  const row = (cells, i) => `<tr>${cells.map((cell) => (i ? `<td>${safe(cell)}</td>` : `<th scope="col">${safe(cell)}</th>`)).join("")}</tr>`;
  const block = ([sort, text]) => (sort === "table" ? `<table>\n${text.map(row).join("\n")}\n</table>`
    : sort[0] === "h" ? `<${sort}>${safe(text)}</${sort}>` : text.length ? `<p class="${sort}">${safe([text].flat().join("\n"))}</p>` : "");

  const html = (doc) => ["text/html", `<!DOCTYPE html>
<html lang="${document.documentElement.lang}" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe([words.title, doc.team.name, doc.course.title].filter(Boolean).join(" – "))}</title>
${WORD}
<style>
${STYLE}
</style>
</head>
<body>
${parts(doc).map(block).filter(Boolean).join("\n")}
<script type="application/json">${JSON.stringify(doc).replace(/</g, "\\u003c")}</script>
</body>
</html>
`];

  const cell = (text) => text.replace(/[\\|]/g, "\\$&").replace(/\s*\n\s*/g, " ");
  const bar = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  function line([sort, text]) {
    if (sort === "table") return [bar(text[0]), `|${" --- |".repeat(text[0].length)}`, ...text.slice(1).map(bar)].join("\n");
    if (sort[0] === "h") return `${"#".repeat(sort[1])} ${text}`;
    const kept = [text].flat().join("\n").replace(/^[#>]/gm, "\\$&").replace(/([^\n])\n(?=[^\n])/g, "$1  \n"); // lines stay lines
    return sort === "q" ? `**${kept}**` : kept;
  }
  const md = (doc) => ["text/markdown", `${parts(doc).map(line).filter(Boolean).join("\n\n")}\n`];

  steg.paper = { html, md };
})();
