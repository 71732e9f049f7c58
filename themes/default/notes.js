// notes: a field under each question, saved while one types; a reminder when a step is left with text that is in no file.
//
//   steg.notes.settle()   saves all fields now, and both texts where two windows differ: before a page changes team
//
// A field keeps the answer as it last saw it and hands it back when it saves: what another window has written meanwhile
// is never written over; the two stand side by side until somebody chooses.
(() => {
  "use strict";
  const steg = (window.steg = window.steg || {}), { record } = steg, { root, step } = document.documentElement.dataset;
  const words = document.getElementById("_note-words");
  if (!record || !words) return;
  const say = (word) => words.content.querySelector(`[data-word=${word}]`).textContent;
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  function field(question, n) {
    const { dataset: { question: key } } = question, node = steg.clone("_note"), of = (selector) => node.querySelector(selector);
    const area = of("textarea"), status = of("[role=status]"), ask = question.querySelector(".ask"), text = squeezed(ask.textContent);
    let seen, shown = "", other, timer, saved; // shown: the text as last read or saved; other: what another window wrote

    for (const [part, name] of [[ask, "ask"], [of("label"), "answer"], [of(".no-names"), "no-names"]]) part.id ||= `_${name}-${n}`;
    area.setAttribute("aria-labelledby", `${of("label").id} ${ask.id}`);
    area.setAttribute("aria-describedby", of(".no-names").id);
    of("label").onclick = () => area.focus();

    // The text once more, unseen: it gives the field its height, and stands on paper in its place.
    function draw() {
      of(".grow .written").textContent = area.value;
      question.classList.toggle("answered", area.value.trim() !== "");
    }
    function tell() {
      const { keeps } = record, day = steg.date(seen?.changed || ""), since = day === steg.date(steg.today()) ? "" : ` ${day}`;
      const word = other ? say("two") : keeps !== "kept" ? say(keeps) : seen?.value ? say("kept") + since : "";
      if (status.textContent !== word) status.textContent = word; // what has not changed is not read aloud again
    }
    function load() {
      const at = area.selectionStart;
      seen = record.get("entry", key);
      shown = seen?.value || "";
      if (area.value !== shown) {
        area.value = shown;
        if (document.activeElement === area) area.setSelectionRange(at, at);
      }
      shown = area.value; // its line ends are the browser's
      if (shown && seen.text && squeezed(seen.text) !== text) steg.fill(of(".write-then"), { then: seen.text }).hidden = false;
      draw();
      tell();
    }
    function differ(there) {
      other = there;
      node.classList.toggle("two", Boolean(other));
      for (const part of node.querySelectorAll(".write-other, .write-choice")) part.hidden = !other;
      steg.fill(node, { other: other?.value || "" });
      tell();
    }
    function put(over) {
      shown = area.value; // what is heard of our own writing is nothing new
      const { item, other: there } = record.put("entry", key, { value: shown, text, step }, over);
      if (there) return differ(there);
      seen = item;
      saved = Date.now();
      tell();
    }
    function save() {
      clearTimeout(timer);
      timer = 0;
      if (!other && area.value !== shown) put(seen);
    }
    function choose(how) {
      const over = other, { value } = over;
      differ();
      area.value = { ours: area.value, other: value, both: [value, area.value].filter(Boolean).join("\n\n") }[how];
      draw();
      put(over);
    }
    area.oninput = () => { draw(); timer ||= setTimeout(save, 250); };
    area.onblur = save;
    of(".write-choice").onclick = ({ target: { dataset: { keep } } }) => {
      if (keep) choose(keep), area.focus();
    };
    load();
    question.append(node);
    return {
      key, save, tell,
      settle() { save(); if (other) choose("both"); },
      heard() {
        const there = record.get("entry", key) || { value: "" };
        // Two windows that save at the same moment do not see each other: the one that hears of the other asks.
        const crossed = shown && Date.now() - saved < 1000 && !there.value.includes(shown);
        if (other || (crossed && area.value === shown)) differ(there);
        else if (area.value !== shown) save();
        else load();
      },
      forget() { clearTimeout(timer); differ(); timer = 0; of(".write-then").hidden = true; load(); },
    };
  }

  const fields = [...document.querySelectorAll("[data-question]")].map(field);
  const each = (what) => fields.forEach((one) => one[what]());
  steg.notes = { settle: () => each("settle") };
  window.addEventListener("pagehide", () => each("settle"));
  document.addEventListener("visibilitychange", () => each("save"));

  // ---- The reminder ----

  const dialog = steg.clone("_leave"), isText = (item) => item && (item.kind !== "step" || item.present);
  let team = record.team.id, written = false, reminded = false, leaving = false;
  const lost = () => record.keeps !== "kept", unfiled = () => written && record.fresh().some(isText);

  record.on(({ kind, key, from }) => {
    if (kind === "team") {
      each(team === record.team.id ? "heard" : "forget");
      team = record.team.id;
    } else if (kind === "state") { if (!lost()) each("tell"); } // trouble is told by the field that is in it
    else {
      if (from === "here" && isText(record.get(kind, key))) written = true;
      fields.find((one) => one.key === key)?.heard();
    }
  });

  function remind(to) {
    const show = (...parts) => dialog.querySelectorAll("[data-when]").forEach((p) => { p.hidden = !parts.includes(p.dataset.when); });
    const on = dialog.querySelector("[data-on]");
    show(lost() ? "lost" : "kept", steg.file?.download ? "file" : "no-file");
    dialog.querySelector("button").onclick = async () => {
      await steg.file.download("html");
      show("done");
      on.focus();
    };
    on.href = to;
    dialog.showModal();
    reminded = true;
  }

  document.body.append(dialog);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]"), page = link?.href.split("#")[0];
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (dialog.contains(link)) leaving = true;
    else if (!link.target && page.startsWith(new URL(root || "./", location).href) && /(\/|\.html)$/.test(page) && page !== location.href.split("#")[0]) {
      each("save");
      if (!unfiled() || (reminded && !lost())) return;
      event.preventDefault();
      remind(link.href);
    }
  });
  window.addEventListener("beforeunload", (event) => { // only where leaving loses the text
    each("save");
    if (lost() && !leaving && unfiled()) event.preventDefault();
  });
})();
