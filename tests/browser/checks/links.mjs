// Every address that a page names leads somewhere: a file of the site, and the place in it. What
// leads out is http, https, mailto or tel, and only in links that somebody presses.
import { posix } from "node:path";

export const name = "links";

// What a page offers and asks for, in its own spelling.
export function gather(page) {
  return page.evaluate(() => ({
    ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
    links: [...document.querySelectorAll("[href],[src],[poster],[data],[action],[srcset]")].flatMap((e) =>
      ["href", "src", "poster", "data", "action", "srcset"].filter((a) => e.hasAttribute(a)).map((a) => ({
        tag: e.localName, rel: e.getAttribute("rel") ?? "", value: e.getAttribute(a) }))),
  }));
}

// `gathered`: path → gather()'s answer, for every page. Problems of one page:
export function problemsOf(path, gathered, site, baseUrl) {
  const { ids, links } = gathered.get(path);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [...new Set(twice)].map((id) => `the id ${id} stands twice`)
    .concat([...new Set(links.map((link) => problem(path, link, gathered, site, baseUrl)).filter(Boolean))]);
}

function problem(path, { tag, rel, value }, gathered, site, baseUrl) {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) {
    if (baseUrl && value.startsWith(baseUrl)) return site.has(decodeURIComponent(value.slice(baseUrl.length).split(/[?#]/)[0]) || "index.html") ? undefined : `${value} leads nowhere`;
    if (tag === "a" && /^(https?:\/\/|mailto:|tel:)/.test(value)) return undefined;
    if (tag === "link" && /\b(canonical|alternate|license)\b/.test(rel)) return undefined;
    return `<${tag}> names ${value}`;
  }
  if (value.startsWith("/")) return `${value} begins at the host's root: it fails in a subfolder`;
  const [before, fragment] = value.split("#"), target = decodeURIComponent(before.split("?")[0]);
  const file = target ? posix.join(posix.dirname(path), target) : path;
  if (file.startsWith("..")) return `${value} leads out of the site`;
  if (!site.has(file)) return `${value} leads nowhere`;
  if (target.endsWith("/") || !posix.extname(file)) return `${value} does not name a file: it fails from file://`;
  if (!fragment || !gathered.has(file)) return undefined;
  return gathered.get(file).ids.includes(decodeURIComponent(fragment)) ? undefined : `${value}: there is no such place in ${file}`;
}
