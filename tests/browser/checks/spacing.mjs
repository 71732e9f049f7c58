// WCAG 1.4.12: with the reader's own line, paragraph, letter and word spacing nothing is cut off
// and the page does not grow sideways.
export const name = "text spacing";
export const modes = ["light", "320 px"];

export function check({ page }) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const found = [], root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
    for (const e of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(e), cut = (v) => v === "hidden" || v === "clip";
      if (!cut(style.overflowX) && !cut(style.overflowY)) continue;
      if (!e.textContent.trim() || e.clientWidth <= 1 || e.clientHeight <= 1 || e.closest("svg,video,audio")) continue;
      if (cut(style.overflowX) && e.scrollWidth > e.clientWidth + 1 || cut(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
        found.push(`${e.tagName.toLowerCase()}.${e.className} cuts off «${e.textContent.trim().slice(0, 40)}»`);
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    return found;
  });
}
