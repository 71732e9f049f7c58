// The tables of queries.md, asked of the built courses.

import { readFileSync } from "node:fs";
import { openSearch } from "./engine.mjs";

function tables() {
  const rows = [];
  let course = "";
  for (const line of readFileSync(new URL("queries.md", import.meta.url), "utf8").split("\n")) {
    if (line.startsWith("## ")) course = line.slice(3).trim();
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    if (course && cells.length === 3 && cells[0] !== "query" && !cells[0].startsWith("---"))
      rows.push({ course, query: cells[0], wanted: cells[1], why: cells[2] });
  }
  return rows;
}

const address = ({ page, best }) => page[0] + (best?.anchor ? `#${best.anchor}` : "");

export function checkQueries(sites, check) {
  const rows = tables(), searches = {};
  check("there are at least 40 queries in the table", rows.length >= 40, `${rows.length}`);
  for (const { course, query, wanted, why } of rows) {
    const search = (searches[course] ??= openSearch(sites[course]));
    const hits = search.ask(query), first = hits.length ? address(hits[0]) : "-";
    const good = wanted.includes("#") ? first === wanted : first.replace(/#.*/, "") === wanted;
    check(`in ${course}, “${query}” finds ${wanted} first (${why})`, good,
      hits.slice(0, 3).map((hit) => `${hit.score.toFixed(2)} ${address(hit)}`).join("\n    ") || "nothing was found");
  }
  for (const [course, search] of Object.entries(searches)) {
    const lost = search.index.pages.filter((page) => !(page[0] in search.texts)).map((page) => page[0]);
    check(`every page that can be found in ${course} has its text`, !lost.length, lost.join(", "));
  }
}
