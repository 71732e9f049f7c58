// reload: what a page does while `steg serve` shows it; put into pages that are served, and into none that is built.
//
// It follows /.steg-serve/events (site/news.h says what comes). A page that is another in a new build reloads and stays
// where it was; a fault stands over the page, in the terminal's words, until it is mended; a page that the course has no
// more stays, and says so. While somebody types in the page, reloading waits until they leave the field. A page that is
// not seen follows nothing: browsers allow six connections to a server, and asks again when it is.
(() => {
  "use strict";
  const { dataset } = document.currentScript, KEPT = "steg-serve", MISSING = "missing" in dataset;
  const WORDS = {
    nb: { fault: "Kurset er ikke bygget på nytt", shown: "Siden vises slik den var sist. Denne meldingen går bort av seg selv når feilen er rettet.",
      gone: "Siden finnes ikke lenger i kurset", stays: "Dere ser den slik den var sist.", front: "Til forsiden", close: "Lukk",
      waits: "Siden er endret. Den lastes inn på nytt når dere går ut av feltet." },
    en: { fault: "The course was not built again", shown: "The page is shown as it was last. This message goes away by itself when the fault is mended.",
      gone: "The course does not have this page any more", stays: "You see it as it was last.", front: "To the front page", close: "Close",
      waits: "The page has changed. It reloads when you leave the field." },
  }[dataset.language];
  const [run, seen] = dataset.state.split(".");
  let build = Number(seen), lost = false; // lost: the course does not have this page any more

  const path = (address) => {
    const { origin, pathname } = new URL(address, location);
    if (origin !== location.origin) return undefined;
    try { return decodeURIComponent(pathname).slice(1).replace(/(^|\/)$/, "$1index.html"); } catch { return undefined; }
  };
  const here = path(location);

  let wanted = false; // it reloads

  // ---- Where the reader is, before and after ----------------------------------------------------------

  const details = () => [...document.querySelectorAll("details")];

  // The last thing with an id above the top of the window: what lies under it keeps its place when what is above grows.
  function anchor() {
    let found;
    for (const element of document.querySelectorAll("main [id], body > [id]")) {
      const { top, height } = element.getBoundingClientRect();
      if (height && top <= 1 && (!found || top >= found.top)) found = { id: element.id, top };
    }
    return found;
  }

  function keep() {
    const kept = { path: here, time: Date.now(), x: scrollX, y: scrollY, anchor: scrollY > 1 ? anchor() : undefined,
      open: details().map((element) => element.open), focus: document.activeElement?.id };
    try { sessionStorage.setItem(KEPT, JSON.stringify(kept)); } catch { return; } // storage is forbidden: as the browser does it
    history.scrollRestoration = "manual";
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
    } catch { return; }
    if (!kept || kept.path !== here || Date.now() - kept.time > 10000) return;
    const list = details();
    if (list.length === kept.open.length) list.forEach((element, i) => { if (element.open !== kept.open[i]) element.open = kept.open[i]; });
    if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
    const place = () => {
      const element = kept.anchor && document.getElementById(kept.anchor.id);
      scrollTo({ left: kept.x, top: element ? scrollY + element.getBoundingClientRect().top - kept.anchor.top : kept.y, behavior: "instant" });
    };
    place();
    // Pictures that have come since may have moved it; a reader who has scrolled since is left alone. The browser puts the
    // page where it thinks best until a moment after that.
    const at = scrollY;
    addEventListener("load", () => {
      if (scrollY === at) place();
      setTimeout(() => { if (!wanted) history.scrollRestoration = "auto"; }, 500);
    });
  }

  // ---- What stands over the page -----------------------------------------------------------------------

  let panel;
  const closed = {}; // by kind: the text that the reader has closed

  function element(name, text, properties = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
    return made;
  }

  function hide() {
    panel?.remove();
    panel = undefined;
  }

  // In a tree of its own, so that neither sees the other's styles.
  function show(kind, title, ...parts) {
    hide();
    panel = document.createElement("steg-serve");
    const root = panel.attachShadow({ mode: "open" }), box = element("section", "", { class: `box ${kind}`, role: "alert", hidden: "" });
    const style = element("link", "", { rel: "stylesheet", href: dataset.style }), head = element("div", "", { class: "head" }), close = element("button", WORDS.close, { type: "button" });
    style.addEventListener("load", () => { box.hidden = false; });
    const text = title + parts.map((part) => part.textContent);
    close.addEventListener("click", () => {
      closed[kind] = text;
      hide();
    });
    root.addEventListener("keydown", (event) => { if (event.key === "Escape") close.click(); });
    head.append(element("h2", title), close);
    box.append(head, ...parts);
    root.append(style, box);
    if (closed[kind] !== text) document.documentElement.append(panel);
  }

  function showFault(text) {
    const pre = element("pre", "", { tabindex: "0" });
    for (const line of text.split(/(?<=\n)/)) pre.append(/^\s/.test(line) ? line : element("strong", line));
    show("fault", WORDS.fault, pre, element("p", MISSING ? "" : WORDS.shown));
  }

  function showGone() {
    const way = element("p", `${WORDS.stays} `);
    way.append(element("a", WORDS.front, { href: "/" }));
    show("gone", WORDS.gone, way);
  }

  // ---- Reloading -----------------------------------------------------------------------------------------

  let waits = false;

  function typing() {
    const { activeElement: field } = document;
    return document.hasFocus() && (field?.isContentEditable || field?.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])"));
  }

  function reload() {
    if (wanted) return;
    wanted = true;
    keep();
    location.reload();
  }

  function reloadSoon() {
    if (!typing()) {
      reload();
      return;
    }
    show("waits", WORDS.waits);
    if (waits) return;
    waits = true;
    const left = () => setTimeout(() => { if (!typing()) reload(); });
    addEventListener("focusout", left);
    addEventListener("blur", left);
  }

  // Pictures, films and style sheets are a part of the page too; its own scripts are named after their content.
  const uses = (files) => [...document.querySelectorAll("img[src], source[src], track[src], video[src], audio[src], video[poster], link[rel=stylesheet]")]
    .some((user) => files.has(path(user.currentSrc || user.src || user.poster || user.href)));

  // ---- What is heard ----------------------------------------------------------------------------------------

  function hear({ data }) {
    const news = JSON.parse(data), ours = news.run === run, newer = ours && news.build > build, changed = new Set(news.changed);
    const restarted = !ours && news.build > 0; // before that there is nothing to load
    if (restarted || (newer && (MISSING || news.all || changed.has(here) || uses(changed)))) {
      reloadSoon();
      return;
    }
    if (ours) build = news.build;
    if (news.gone.includes(here)) lost = true;
    if (!news.fault) delete closed.fault;
    if (news.fault) showFault(news.fault);
    else if (lost) showGone();
    else if (!waits) hide();
  }

  let source, again;

  function follow() {
    clearTimeout(again);
    if (document.hidden || wanted) {
      source?.close();
      source = undefined;
    } else if (!source || source.readyState === EventSource.CLOSED) {
      source = new EventSource(`/.steg-serve/events?${run}.${build}`);
      source.addEventListener("message", hear);
      source.addEventListener("error", () => { // while steg is being started again the browser tries by itself
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(follow, 1000);
      });
    }
  }

  restore();
  follow();
  document.addEventListener("visibilitychange", follow);
  addEventListener("pageshow", (event) => { if (event.persisted) follow(); });
  addEventListener("pagehide", () => {
    source?.close();
    source = undefined;
  });
})();
