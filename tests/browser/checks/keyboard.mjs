// The keyboard alone: the skip link comes first and leads into the text, each stop can be seen and
// shows that it has the focus, everything that can be used is reached, and Tab always leads out.
export const name = "keyboard";
export const modes = ["light"];

const STOPS_IN_A_PLAYER = 15;

export async function check({ page }) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    const look = (e) => {
      const s = getComputedStyle(e);
      return { outline: `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`, shadow: s.boxShadow, style: s.outlineStyle, width: parseFloat(s.outlineWidth) };
    };
    const all = [...document.querySelectorAll("a[href],button,input,select,textarea,summary,audio[controls],video[controls],[tabindex]")];
    const reachable = all.filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]"));
    globalThis.kb = { look, waiting: new Set(reachable), before: new Map(all.map((e) => [e, look(e)])) };
  });
  const found = await page.evaluate(() => [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).map((e) => `tabindex ${e.tabIndex} puts ${e.tagName.toLowerCase()} out of order`));
  const total = await page.evaluate(() => globalThis.kb.waiting.size);
  let same = 0, last = null;
  for (let i = 0; i < total * 2 + 60; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(atStop, i === 0);
    if (stop.end) break;
    found.push(...stop.problems);
    same = stop.what === last && stop.same ? same + 1 : 0;
    last = stop.what;
    if (same > (stop.player ? STOPS_IN_A_PLAYER : 0)) {
      found.push(`Tab does not lead out of ${stop.what}`);
      break;
    }
  }
  const missed = await page.evaluate(() => [...globalThis.kb.waiting].map((e) => `${e.tagName.toLowerCase()} «${e.textContent.trim().slice(0, 30)}»`));
  if (missed.length) found.push(`Tab never comes to ${missed.slice(0, 3).join(", ")}${missed.length > 3 ? ` and ${missed.length - 3} more` : ""}`);
  return [...found, ...await skipLink(page)];
}

// Runs in the page: what has the focus, and what is wrong with it.
function atStop(first) {
  const { look, waiting, before } = globalThis.kb, e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return { end: true };
  const same = globalThis.kb.last === e, what = `${e.tagName.toLowerCase()} «${(e.textContent || e.getAttribute("aria-label") || e.id).trim().slice(0, 30)}»`;
  globalThis.kb.last = e;
  waiting.delete(e);
  const problems = [], now = look(e), was = before.get(e);
  const player = e.matches("audio,video");
  const shown = now.style !== "none" && now.width > 0 && now.outline !== was?.outline || was && now.shadow !== was.shadow && now.shadow !== "none";
  if (!shown && !player) problems.push(`${what} does not show that it has the focus`);
  const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  if (box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight) problems.push(`${what} has the focus outside the window`);
  else {
    const top = document.elementFromPoint(x, y);
    if (top && !e.contains(top) && !top.contains(e) && !e.closest("label")?.contains(top)) problems.push(`${what} is covered by ${top.tagName.toLowerCase()}.${top.className}`);
  }
  if (first && !(e.matches("a[href^='#']") && document.getElementById(e.hash.slice(1))?.closest("main")))
    problems.push(`${what} comes first, not a link that skips to the text`);
  return { what, same, player, problems };
}

async function skipLink(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    getSelection().removeAllRanges();
    const first = document.querySelector("a[href^='#']");
    first?.focus();
  });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const e = document.activeElement, main = document.querySelector("main");
    const past = e && e !== document.body && main && (main.contains(e) || main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
    return past || e === document.body ? [] : [`after the skip link, Tab leads to ${e.tagName.toLowerCase()} «${e.textContent.trim().slice(0, 30)}», which is before the text`];
  });
}
