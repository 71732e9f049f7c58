// On paper: a tagged PDF with an outline and a language, A4, with the page's headings, questions
// and paragraphs in it, and without what only a screen can use.
import { spawnSync } from "node:child_process";

export const name = "print";
export const canRead = spawnSync("pdftotext", ["-v"]).status === 0;

// Latin letters and digits alone: line breaks, hyphens and the order of Arabic are the reader's business.
const squeezed = (s) => s.normalize("NFKC").toLowerCase().replace(/[^\p{Script=Latin}\p{Nd}]+/gu, "");

export async function check({ page }) {
  const found = [], texts = await page.evaluate(() => [...document.querySelectorAll("main h1,main h2,main h3,main h4,main p,main li")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("nav,form,dialog,button,.screen") && !e.querySelector("button,input,textarea,select,ul,ol,sup,sub,q,p"))
    .map((e) => {
      const copy = e.cloneNode(true);
      for (const part of copy.querySelectorAll(".screen, .unseen")) part.remove();
      return copy.textContent.trim();
    }).filter(Boolean));
  const pdf = Buffer.from(await page.pdf({ tagged: true, outline: true, format: "A4" })), raw = pdf.toString("latin1");
  if (!raw.startsWith("%PDF-")) return ["no PDF came out"];
  if (!raw.includes("/StructTreeRoot")) found.push("the PDF has no tags");
  if (!raw.includes("/Outlines")) found.push("the PDF has no outline");
  if (!/\/Lang\s*\((nb|nn|en|no)/.test(raw)) found.push("the PDF does not say its language");
  if (canRead) {
    // As it stands on the sheet, and as it was written: side by side, columns are read across.
    const paper = [[], ["-raw"]].map((how) => squeezed(spawnSync("pdftotext", [...how, "-enc", "UTF-8", "-", "-"], { input: pdf, encoding: "utf8" }).stdout)).join(" ");
    for (const text of texts) if (!paper.includes(squeezed(text).slice(0, 60))) found.push(`not on paper: «${text.slice(0, 60)}»`);
  }
  return found.length > 4 ? [...found.slice(0, 4), `and ${found.length - 4} more`] : found;
}

// With the stylesheet for paper: what leads on is gone.
export async function checkScreenParts({ page }) {
  return page.evaluate(() => [...document.querySelectorAll("a[rel~=next],a[rel~=prev],.skip,button")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getBoundingClientRect().width > 1)
    .map((e) => `«${e.textContent.trim().slice(0, 40)}» stands on paper`));
}
