// WCAG 1.4.10 and 1.4.4: nothing makes the page wider than the window, at 320 and 1280 pixels and
// at 200 % zoom (a window half as large). What scrolls by itself (a wide table) may be wide.
export const name = "reflow";
export const modes = ["light", "320 px", "200 %"];

export function check({ page }) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (e) => e && e !== document.body && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement));
    const shown = wide.at(-1) ?? document.body;
    return [`${document.documentElement.scrollWidth} px wide in a window of ${width}: ${shown.tagName.toLowerCase()}${shown.className ? `.${shown.className}` : ""} «${shown.textContent.trim().slice(0, 40)}»`];
  });
}
