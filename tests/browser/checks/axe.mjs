// The rules that axe-core can judge by itself: WCAG 2.0 to 2.2, A and AA, and best practice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const name = "axe";
export const modes = ["light", "dark", "forced colours", "320 px"];

// `rules`: these alone, where the rest was asked before.
export async function check({ page }, rules) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(source);
  const violations = await page.evaluate(async (runOnly) => {
    const result = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return result.violations.map((v) => ({ id: v.id, help: v.help, impact: v.impact,
      nodes: v.nodes.map((n) => `${n.target.join(" ")}${n.any[0]?.data?.contrastRatio ? ` (${n.any[0].data.contrastRatio}:1)` : ""}`) }));
  }, rules ? { type: "rule", values: rules } : { type: "tag", values: tags });
  return violations.map((v) => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.slice(0, 3).join("; ")}${v.nodes.length > 3 ? ` and ${v.nodes.length - 3} more` : ""}`);
}
