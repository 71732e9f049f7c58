// site: a built folder: its pages, its addresses over http and file://, and a server for it.
//
//     const site = openSite("public");
//     const server = await site.serve();            127.0.0.1, any free port, in a subfolder
//     server.url("a/b.html")   site.fileUrl("a/b.html")   server.close()
//
// The subfolder has a space in its name on purpose: a site must work wherever it is put.

import { createServer } from "node:http";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const SUBFOLDER = "/kurs/en mappe/";
export const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", png: "image/png",
  jpg: "image/jpeg", webp: "image/webp", pdf: "application/pdf", webm: "video/webm", mp4: "video/mp4", mp3: "audio/mpeg", vtt: "text/vtt",
  txt: "text/plain; charset=utf-8", xml: "application/xml", json: "application/json" };

function filesUnder(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((e) => {
    if (e.name.startsWith(".")) return [];
    return e.isDirectory() ? filesUnder(folder, `${prefix}${e.name}/`) : [`${prefix}${e.name}`];
  }).sort();
}

export function openSite(folder, name = basename(resolve(folder))) {
  const root = resolve(folder), files = filesUnder(root), text = (path) => readFileSync(join(root, path), "utf8");
  const html = files.filter((f) => f.endsWith(".html"));
  const isRedirect = (path) => /<meta[^>]+http-equiv=["']?refresh/i.test(text(path));
  return {
    name, root, files, text,
    pages: html.filter((p) => !isRedirect(p)),
    redirects: html.filter(isRedirect),
    has: (path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile(),
    fileUrl: (path) => pathToFileURL(join(root, path)).href,
    serve: () => serve(root),
    // What the page for addresses that do not exist takes for the site's own: it may be shown
    // anywhere, so it alone names a host. Nothing when the course has no base_url.
    publicBase: html.includes("404.html") ? /<link rel="icon" href="(https?:\/\/[^"]*\/)assets\//.exec(text("404.html"))?.[1] : undefined,
    // The site as its public host would answer for it.
    answer(url) {
      const path = decodeURIComponent(new URL(url).pathname.slice(new URL(this.publicBase).pathname.length)), file = join(root, this.has(path) ? path : "404.html");
      return url.startsWith(this.publicBase) ? { body: readFileSync(file), contentType: TYPES[file.split(".").pop()] } : undefined;
    },
  };
}

// What stands for an address in messages: the path in the site, or the address itself.
export function pathOf(url, base) {
  return url.startsWith(base) ? decodeURIComponent(url.slice(base.length)) || "index.html" : url;
}

async function serve(root) {
  const server = createServer((request, response) => answer(root, request, response));
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  const base = `http://127.0.0.1:${server.address().port}${encodeURI(SUBFOLDER)}`;
  return { base, url: (path) => base + path.split("/").map(encodeURIComponent).join("/"), close: () => server.close() };
}

function answer(root, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  let file = path.startsWith(SUBFOLDER) ? resolve(root, path.slice(SUBFOLDER.length)) : "";
  if (file && path.endsWith("/")) file = join(file, "index.html");
  const there = (file === root || file.startsWith(root + sep)) && existsSync(file) && statSync(file).isFile();
  if (!there) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    return;
  }
  const size = statSync(file).size, range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const head = { "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream", "accept-ranges": "bytes", "cache-control": "no-store" };
  const start = range ? Number(range[1]) : 0, end = range?.[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  if (range) head["content-range"] = `bytes ${start}-${end}/${size}`;
  response.writeHead(range ? 206 : 200, { ...head, "content-length": end - start + 1 });
  if (request.method === "HEAD" || size === 0) response.end();
  else createReadStream(file, { start, end }).pipe(response);
}
