// WCAG 2.5.8, more strictly: what can be pressed is at least 24 by 24 pixels, however far apart.
// A link in a sentence is exempt, and so is what can't be seen or can't be pressed.
export const name = "targets";
export const modes = ["light", "320 px"];

export function check({ page }) {
  return page.evaluate(() => {
    const inSentence = (e) => {
      if (getComputedStyle(e).display !== "inline") return false;
      const block = e.parentElement.closest("p,li,td,th,dd,dt,blockquote,figcaption,h1,h2,h3,h4,h5,h6,div,summary,label,main");
      return block && block.textContent.trim().length > e.textContent.trim().length + 2;
    };
    const found = [];
    for (const e of document.querySelectorAll("a[href],button,input,select,textarea,summary,[role=button],[tabindex='0']")) {
      const box = e.getBoundingClientRect(), visible = e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (!visible || e.disabled || box.right <= 0 || box.bottom + scrollY <= 0 || box.width <= 1) continue;
      const label = e.matches("input") && e.closest("label");
      const { width, height } = label ? label.getBoundingClientRect() : box;
      if (width >= 23.9 && height >= 23.9 || inSentence(e)) continue;
      found.push(`${e.tagName.toLowerCase()} «${(e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 40)}» is ${Math.round(width)} × ${Math.round(height)}`);
    }
    return found;
  });
}
