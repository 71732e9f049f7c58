// pictures: what the pages look like, one of each kind, on a desk, a phone, a projector, in the dark
// and on paper, with a page that shows them side by side. For eyes; nothing here can fail.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { MODES, setMode } from "./browser.mjs";

const LOOKS = {
  desk: MODES.light,
  phone: { width: 390, height: 844, scheme: "light" },
  projector: { width: 1920, height: 1080, scheme: "light" },
  dark: MODES.dark,
};
const TALLEST = 6000;

function largestModule(site) {
  const sizes = new Map();
  for (const path of site.pages.filter((p) => p.includes("/") && !p.startsWith("methods/"))) sizes.set(path.split("/")[0], (sizes.get(path.split("/")[0]) ?? 0) + 1);
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

// One page of each kind, as far as its address tells, and every step of one module.
function kinds(site) {
  const module = largestModule(site), chosen = new Map(), first = (kind, path) => { if (path && !chosen.has(kind)) chosen.set(kind, path); };
  for (const path of site.pages) {
    const [folder, file, below] = path.includes("/") ? path.split("/") : ["", path];
    if (!folder) first(file === "index.html" ? "front" : file.replace(".html", ""), path);
    else if (below) chosen.set(folder === "v" ? "old" : "change", path);
    else if (folder === "methods") first(file === "index.html" ? "methods" : "method", path);
    else if (folder !== module) continue;
    else if (file === "index.html") first("module", path);
    else if (["leader.html", "print.html", "record.html", "cards.html", "notesheet.html", "worksheet.html", "statements.html", "observation.html", "missed.html", "changes.html"].includes(file)) first(file.replace(".html", ""), path);
    else chosen.set(`step ${file.replace(".html", "")}`, path);
  }
  return chosen;
}

export async function takePictures(browser, site, folder) {
  const out = join(folder, site.name), rows = [], server = await site.serve(), tab = await browser.tab({ allowed: [server.base] });
  mkdirSync(out, { recursive: true });
  for (const [kind, path] of kinds(site)) {
    const name = kind.replace(/[^a-z0-9]+/gi, "-"), files = [];
    for (const [look, mode] of Object.entries(LOOKS)) {
      await setMode(tab, mode);
      await tab.open(server.url(path));
      await tab.page.evaluate(() => Promise.all([...document.images].map((image) => {
        image.loading = "eager"; // those further down would wait for somebody to scroll
        return image.decode().catch(() => {});
      })));
      const height = Math.min(TALLEST, await tab.page.evaluate(() => document.documentElement.scrollHeight));
      await tab.page.screenshot({ path: join(out, `${name}-${look}.png`), clip: { x: 0, y: 0, width: mode.width, height: look === "projector" ? mode.height : Math.max(height, mode.height) }, captureBeyondViewport: look !== "projector" });
      files.push([look, `${name}-${look}.png`]);
    }
    await setMode(tab, MODES.light);
    writeFileSync(join(out, `${name}.pdf`), await tab.page.pdf({ tagged: true, outline: true, format: "A4" }));
    spawnSync("pdftoppm", ["-r", "50", "-png", "-f", "1", "-l", "1", "-singlefile", join(out, `${name}.pdf`), join(out, `${name}-paper`)]);
    if (existsSync(join(out, `${name}-paper.png`))) files.push(["paper", `${name}-paper.png`]);
    rows.push(`<h2>${kind}: ${path}</h2><p>${files.map(([look, f]) => `<a href="${f}"><img src="${f}" alt="${look}" title="${look}" height="360"></a>`).join(" ")} <a href="${name}.pdf">PDF</a></p>`);
  }
  writeFileSync(join(out, "index.html"), `<!doctype html><html lang="nb"><meta charset="utf-8"><title>${site.name}</title><h1>${site.name}</h1>\n${rows.join("\n")}\n</html>\n`);
  console.log(`pictures: ${join(out, "index.html")}`);
  await tab.close();
  server.close();
}
