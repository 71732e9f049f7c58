// selftest: a check that cannot fail proves nothing. Each fault here is put into a copy of a good
// site, and the check that should find it must, by the name of what is wrong.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { audit } from "./audit.mjs";
import { launch } from "./browser.mjs";
import { openSite } from "./site.mjs";

// Each: which check, what its complaint must say, and the fault. `edit(from, to)` changes the chosen
// page (a step in the middle of the road), `add(html)` puts html at the end of its text, `style(css)` at the end
// of every stylesheet.
const FAULTS = [
  ["axe", /image-alt/, "a picture without alternative text", ({ add }) => add('<p><img src="broken.svg" width="30" height="30"></p>')],
  ["axe", /color-contrast/, "grey text on grey", ({ style }) => style("main p{color:#999!important;background:#aaa!important}")],
  ["axe", /\(dark\).*color-contrast/, "dark text in the dark", ({ style }) => style("@media(prefers-color-scheme:dark){main p{color:#444!important;background:#222!important}}")],
  ["axe", /heading|landmark|region/, "text outside all landmarks", ({ edit }) => edit("</body>", "<div><p>Løs tekst.</p></div></body>")],
  ["reflow", /px wide/, "something wide", ({ add }) => add('<p class="wide-on-purpose">x</p>'), ({ style }) => style(".wide-on-purpose{width:2000px}")],
  ["reflow", /320/, "something wide on a phone", ({ add }) => add('<p class="wide-on-purpose">x</p>'), ({ style }) => style(".wide-on-purpose{min-width:500px}")],
  ["text spacing", /cuts off/, "a box of fixed height", ({ add }) => add('<p class="cut-on-purpose">Tekst som fyller<br>to linjer</p>'), ({ style }) => style(".cut-on-purpose{height:2.2em;line-height:1.1;overflow:hidden}")],
  ["targets", /is 1\d × 1\d/, "a small button", ({ add }) => add('<button type="button" class="small-on-purpose">x</button>'), ({ style }) => style(".small-on-purpose{width:14px!important;height:14px!important;min-width:0!important;min-height:0!important;padding:0!important;border:0!important}")],
  ["keyboard", /does not show/, "no focus ring", ({ style }) => style("*:focus,*:focus-visible{outline:none!important;box-shadow:none!important}")],
  ["keyboard", /never comes to|lead out/, "a trap", ({ add, script }) => { add('<button type="button" id="trap">felle</button><button type="button">etter</button>'); script("document.getElementById('trap').addEventListener('keydown',function(e){if(e.key==='Tab')e.preventDefault()})"); }],
  ["keyboard", /comes first/, "a link before the skip link", ({ edit }) => edit(/(<body[^>]*>)/, '$1<p><a href="https://example.org/">først</a></p>')],
  ["keyboard", /out of order/, "a positive tabindex", ({ add }) => add('<p><a href="#" tabindex="3">lenke</a></p>')],
  ["quiet", /a request to https:\/\/bilder\.example\.org|violates/, "a picture from another host", ({ add }) => add('<p><img src="https://bilder.example.org/a.png" alt="Et bilde" width="9" height="9"></p>')],
  ["quiet", /console log: hei/, "a message in the console", ({ script }) => script("console.log('hei')")],
  ["quiet", /error: /, "a script that fails", ({ script }) => script("ikkeTilStede()")],
  ["quiet", /another content security policy/, "a weaker policy", ({ edit }) => edit("script-src ", "script-src 'unsafe-inline' ")],
  ["quiet", /style or script in the page/, "a style attribute", ({ add }) => add('<p style="color:red">x</p>')],
  ["quiet", /icon/, "no icon", ({ edit }) => edit(/<link[^>]*\bicon\b[^>]*>/, "")],
  ["links", /leads nowhere/, "a link to nothing", ({ add }) => add('<p>Se <a href="finnes-ikke.html">denne</a>.</p>')],
  ["links", /no such place/, "a link to no place", ({ add }) => add('<p>Se <a href="#finnes-ikke">denne</a>.</p>')],
  ["links", /stands twice/, "an id twice", ({ add }) => add('<p id="dobbel">a</p><p id="dobbel">b</p>')],
  ["road", /stopped at|comes? by|no way back/, "no next link", ({ edit }) => edit(/rel="next"/g, 'rel="help"')],
  ["road", /but next came from|circle|no way back|come by|stopped at/, "a previous link to the wrong page", ({ edit }) => edit(/<a([^>]*)rel="prev"([^>]*)href="[^"]*"|<a([^>]*)href="[^"]*"([^>]*)rel="prev"/g, '<a$1$3 rel="prev" $2$4 href="#innhold"')],
  ["print", /not on paper/, "headings hidden on paper", ({ style }) => style("@media print{h2{display:none!important}}"), ({ add }) => add("<h2>Overskrift som forsvinner</h2>")],
  ["print", /stands on paper/, "the road on paper", ({ style }) => style("@media print{[rel=next],[rel=prev]{display:inline!important;visibility:visible!important}nav,.road,footer,header{display:block!important}}")],
  ["sizes", /KB of html/, "a heavy page", ({ add }) => add(`<p>${Array.from({ length: 40000 }, (_, i) => ((i * 2654435761) >>> 0).toString(36)).join(" ")}</p>`)],
  ["sizes", /KB of css/, "a heavy stylesheet", ({ style }) => style(Array.from({ length: 4000 }, (_, i) => `.x${((i * 2654435761) >>> 0).toString(36)}{top:${i}px}`).join("\n"))],
];

function tools(folder, path) {
  const file = join(folder, path), up = "../".repeat(path.split("/").length - 1);
  const edit = (from, to) => {
    const before = readFileSync(file, "utf8"), after = before.replace(from, to);
    if (before === after) throw new Error(`the fault could not be put in: ${from}`);
    writeFileSync(file, after);
  };
  return {
    edit,
    add: (html) => edit("</main>", () => `${html}</main>`),
    style: (css) => { for (const f of openSite(folder).files.filter((f) => f.endsWith(".css"))) appendFileSync(join(folder, f), `\n${css}\n`); },
    script: (code) => {
      writeFileSync(join(folder, "broken-on-purpose.js"), `${code}\n`);
      edit("</head>", () => `<script src="${up}broken-on-purpose.js" defer></script></head>`);
    },
  };
}

// A page in the middle of the road, where every check has something to look at.
function middle(site) {
  const path = site.pages.find((p) => /rel="prev"/.test(site.text(p)) && /rel="next"/.test(site.text(p)) && p.includes("/") && !p.endsWith("index.html"));
  if (!path) throw new Error("no page has both a previous and a next one");
  return path;
}

// A report that keeps what it is told.
function listening() {
  const said = [];
  return { said, add: (name, where, problems) => said.push(...[problems ?? []].flat().map((p) => `${name}: ${where}: ${p}`)) };
}

export async function selfTest(browser, site, report) {
  const path = middle(site), work = mkdtempSync(join(tmpdir(), "steg-broken-"));
  const wholeSite = ["links", "road"], before = listening();
  await audit(browser, site, before);
  report.add("self-test", "the copy before it is broken", before.said);
  const queue = [...FAULTS.entries()], other = await launch();
  const tryFaults = async (own) => {
    for (let next; (next = queue.shift());) await tryFault(own, next);
  };
  async function tryFault(own, [i, [check, complaint, what, ...faults]]) {
    const folder = join(work, String(i));
    cpSync(site.root, folder, { recursive: true });
    const { said, ...listener } = listening();
    try {
      const t = tools(folder, path);
      for (const fault of faults) fault(t);
      await audit(own, openSite(folder), listener, { only: [check], browsers: 1, ...(wholeSite.includes(check) ? {} : { pages: [path] }) });
    } catch (e) {
      said.push(`could not try: ${e.message}`);
    }
    report.add("self-test", what, said.some((s) => complaint.test(s)) ? [] : [`${check} did not find it; it said: ${said.slice(0, 3).join(" | ") || "nothing"}`]);
  }
  await Promise.all([tryFaults(browser), tryFaults(other)]);
  await other.close();
  rmSync(work, { recursive: true, force: true });
}
