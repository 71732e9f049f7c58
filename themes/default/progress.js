// progress: a step is ticked as done at its end, with who was there; rail, road and front page show it as a quiet mark.
// In any order, and nothing is said of what is not done.
(() => {
  "use strict";
  const { record, clone, fill, date, today } = window.steg || {}, html = document.documentElement.dataset;
  if (!record) return;
  const get = (step) => record.get("step", `${record.course.id}/${step}`);
  const stamp = (id, done) => fill(clone(id), { date: date(done) });

  const marked = document.querySelectorAll("li[data-step]");
  function mark() {
    for (const li of marked) {
      const done = get(li.dataset.step)?.done, link = li.querySelector("a");
      li.querySelector(".mark")?.remove();
      if (!done || !link) continue;
      const title = link.querySelector(":scope > span:last-child") || link, note = title.querySelector("small");
      title.insertBefore(stamp("_mark", done), note);
    }
  }

  let draw = () => {};
  const place = document.querySelector(".finish"), box = place && clone("_finish");
  if (box && html.step) {
    const key = `${record.course.id}/${html.step}`, title = document.querySelector("h1").textContent.trim();
    const tick = box.querySelector("input"), day = box.querySelector(".finish-date"), there = box.querySelector("textarea");
    let seen, shown = "", timer;
    draw = () => {
      if (there.value !== shown) return save();
      seen = get(html.step);
      tick.checked = Boolean(seen?.done);
      if (day.dataset.done !== (day.dataset.done = seen?.done || "")) day.replaceChildren(...(seen?.done ? [stamp("_finish-date", seen.done)] : []));
      there.value = seen?.present || "";
      shown = there.value;
      grow();
    };
    const grow = () => {
      there.nextElementSibling.textContent = there.value;
      box.lastElementChild.classList.toggle("answered", there.value.trim() !== "");
    };
    // Another window may have written meanwhile: who it saw is kept beside whom we saw.
    const put = (fields) => {
      const { other } = record.put("step", key, { title, ...fields }, seen), { present: ours } = fields;
      if (!other) return;
      const { present: theirs } = other, both = ours && theirs !== (seen?.present || "") && !ours.includes(theirs);
      record.put("step", key, { title, ...fields, ...(both && { present: `${theirs}, ${ours}` }) }, other);
    };
    const save = () => {
      clearTimeout(timer);
      timer = 0;
      if (there.value !== shown) put({ present: shown = there.value });
    };
    tick.onchange = () => put({ done: tick.checked ? today() : "" });
    there.oninput = () => { grow(); timer ||= setTimeout(save, 250); };
    there.onblur = save;
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    box.querySelector(".finish-present").hidden = !("together" in place.dataset);
    place.append(box);
    place.hidden = false;
  }

  const all = () => { mark(); draw(); };
  record.on(({ kind }) => { if (kind === "step" || kind === "team") all(); });
  all();
})();
