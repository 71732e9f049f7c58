// records: a leader opens the files of several teams at once: the list, one question side by side, what was agreed,
// the search. What is read is in memory only, and what is in a file is text.
export const browsers = ["chromium", "firefox"];

const HOSTILE = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;

export async function act(t) {
  const page = await t.tab("record.html");
  const look = async (sentence) => { if (t.browser === "chromium" && t.way === "http") await t.axe(page, sentence); }; // slow
  const course = await page.evaluate(() => ({ id: document.documentElement.dataset.course, version: document.documentElement.dataset.version, title: document.documentElement.dataset.courseTitle }));
  const asked = await page.evaluate(() => [...document.querySelectorAll("[data-question]")].map((n) => [n.dataset.question, n.querySelector(".ask").textContent.trim().replace(/\s+/g, " ")]));
  // Two in a row in whose keys the order of the course is that of letters, so that neither order is the other backwards.
  const [module, i] = asked.map(([key], n) => [key.split("/")[1], n]).find(([, n]) => asked[n][0] < asked[n + 1][0]), [first, second] = asked.slice(i);
  const entry = ([key, text], value, more = {}) => ({ key, text, value, step: `${module}/x`, changed: "2026-11-12T12:00:00.000Z", origin: "0123456789abcdef", base: [], ...more });
  const decision = (what, done = "") => ({ key: `${course.id}/${module}/avtale/_${what.length}`, what, who: "rektor", by: "før påske", how: "", done, step: `${module}/x`, changed: "2026-11-13T12:00:00.000Z", origin: "0123456789abcdef", base: [] });
  const file = (n, name, entries, decisions = [], more = {}) => ({ format: "steg-record", version: 1, made: "2026-11-22T12:00:00.000Z", course, team: { id: `00000000${n}`, name }, entries, decisions, steps: [], ...more });
  const json = (name, doc) => ({ name: `${name}.json`, text: JSON.stringify(doc) });

  const solvang = file(1, "Solvang", [entry(first, "Vi snakker om lærerrommet."), entry(second, "Ingenting ennå.", { changed: "2026-11-20T12:00:00.000Z" })], [decision("Rektor sender ut ett spørsmål.")]);
  const aas = file(2, "Ås", [entry(first, "Endringa tok lang tid.\nMen den kom."), entry([`${course.id}/${module}/abc/q`, "Hva var det?"], "Et gammelt svar.")], [decision("Vi prøver runder.", "2026-11-20")]);
  const strand = file(3, "Strand", [entry([first[0], "Et annet spørsmål?"], `Skolemiljøet ${HOSTILE}`)]);
  const page1 = `<!DOCTYPE html><html><body><p>x</p><script type="application/json" id="steg-record">${JSON.stringify(aas).replace(/</g, "\\u003c")}</script></body></html>`;

  await t.open(page, "records.html");
  const kept = () => page.evaluate(() => { try { return Object.keys(localStorage).sort().join(); } catch { return "blocked"; } }), before = await kept();
  t.check("with nothing open there is one thing to do", await t.text(page, "[data-records] label.go") !== "" && await t.text(page, "#_records-read") === "");

  const open = async (files) => {
    await page.evaluate(() => document.getElementById("_records-said").replaceChildren());
    await t.upload(page, "#_records-pick", files);
    await t.until(page, () => document.getElementById("_records-said").textContent.trim());
    return t.text(page, "#_records-said");
  };
  const rows = () => page.evaluate(() => [...document.querySelectorAll(".records tbody tr")].map((r) => [...r.children].map((c) => c.innerText.trim())));
  const told = await open([json("b", solvang), { name: "a.html", text: page1 }, json("c", strand), json("igjen", aas)]);
  t.check("three teams are listed; a data file and a page of the same are one", (await rows()).length === 3, await rows());
  t.check("what was opened, and what was open already, is said", /3/.test(told) && /1/.test(told), told);
  const [team] = (await rows()).filter((r) => r[0].startsWith("Solvang"));
  t.check("a row says team, file, module, day and how many answers", team && /b\.json/.test(team[0]) && team[1] !== "" && /20/.test(team[2]) && team[3] === "2", team);

  const cards = (view) => page.evaluate((v) => [...document.querySelectorAll(`#_records-${v} .beside > li`)].map((n) => n.innerText), view);
  let said = await cards("question");
  t.check("the answers to one question stand side by side, each under its team", said.length === 3 && said.some((s) => /Solvang[^]*lærerrommet/.test(s)), said);
  t.check("line breaks stand", said.some((s) => /lang tid\.\nMen/.test(s)));
  t.check("a team that was asked in other words has them there", said.some((s) => /Strand/.test(s) && /Et annet spørsmål\?/.test(s)) && said.filter((s) => /«/.test(s)).length === 1, said);
  t.check("what is in a file is text", await page.title() !== "taken" && !await page.$("[data-records] img") && said.some((s) => s.includes("<img")));
  const options = await page.evaluate(() => [...document.querySelectorAll("#_records-which option")].map((o) => [o.value, o.parentNode.label]));
  t.check("the questions are in the order of the course, those that it has no longer last", options.map(([v]) => v).join() === [first[0], second[0], `${course.id}/${module}/abc/q`].join(), options);
  await page.select("#_records-which", second[0]);
  said = await cards("question");
  t.check("another question is chosen from the list", said.length === 1 && /Ingenting/.test(said[0]), said);
  await look("with answers side by side");
  await t.narrow(page, "with answers side by side");

  // The keyboard alone: from the button through the headings of the list.
  await page.focus("[data-sort=called]");
  await page.keyboard.press("Enter");
  const up = (await rows()).map((r) => r[0].split("\n")[0]).join();
  await page.keyboard.press("Enter");
  const down = (await rows()).map((r) => r[0].split("\n")[0]).join(), sorted = await page.evaluate(() => document.activeElement.parentNode.getAttribute("aria-sort"));
  t.check("a heading of the list sorts it, and the other way when pressed again", up === "Solvang,Strand,Ås" && down === "Ås,Strand,Solvang" && sorted === "descending", [up, down, sorted]);

  await page.click("[value=decisions]");
  const agreed = await t.text(page, "#_records-decisions");
  t.check("what was agreed stands together, what is open before what is done", /spørsmål[^]*runder/.test(agreed) && /Solvang[^]*rektor[^]*før påske/.test(agreed) && await t.text(page, "#_records-question") === "", agreed);

  await page.click("[value=search]");
  const search = async (words) => {
    await page.evaluate(() => { document.getElementById("_records-find").value = ""; document.getElementById("_records-hits").replaceChildren(); });
    await page.type("#_records-find", words);
    await t.until(page, () => document.getElementById("_records-hits").textContent.trim());
    return { said: await t.text(page, "#_records-hits"), marks: await page.evaluate(() => [...document.querySelectorAll("#_records-search mark")].map((m) => m.textContent)), cards: await cards("search") };
  };
  let found = await search("LÆRER");
  t.check("words are found in any case, marked, and counted", found.marks.join() === "lærer" && /1/.test(found.said), found);
  found = await search("laererrom");
  t.check("ae typed for æ finds it", found.marks.join() === "lærerrom", found);
  found = await search("skolemiljoe img");
  t.check("all words are asked for, and markup is text there too", found.cards.length === 1 && found.marks.length === 2 && await page.title() !== "taken", found);
  found = await search("runder påske");
  t.check("what was agreed is searched too", found.cards.length === 1 && /Ås/.test(found.cards[0]), found);
  found = await search("(x[ \\");
  t.check("signs are only signs", found.cards.length === 0 && /0/.test(found.said), found);
  await look("with hits");

  // A later file of the same team: what it answered anew has replaced what it handed in before.
  await page.click("[value=question]");
  const digest = await page.evaluate((item) => { const { rules } = window.steg; return (rules.print || rules.digest)(rules.shape("entry", item)); }, solvang.entries[0]);
  await open([json("senere", { ...solvang, entries: [entry(first, "Vi har snakket ferdig.", { base: [digest], changed: "2026-11-21T12:00:00.000Z" })], decisions: [] })]);
  await page.select("#_records-which", first[0]);
  said = await cards("question");
  t.check("of two files of one team the later answer stands", said.length === 3 && said.some((s) => /Solvang\s+Vi har snakket ferdig/.test(s)), said);
  await open([json("annen-maskin", { ...solvang, entries: [entry(first, "Skrevet et annet sted.")], decisions: [] })]);
  said = await cards("question");
  t.check("where neither is later, both stand", said.filter((s) => /^Solvang/.test(s)).length === 2, said);

  const failed = await open([{ name: "brev.txt", text: "Hei" }, json("nyere", { ...solvang, version: 99 }), json("annet", { ...solvang, course: { ...course, id: "annet", title: "Et annet kurs" } }),
    { name: "halv.json", text: JSON.stringify(solvang).slice(0, 100) }, json("hull", { ...file(7, "Hull", [entry(first, "Helt."), 7]) }), json("liste", { ...solvang, entries: 3 })]);
  const bad = await page.evaluate(() => [...document.querySelectorAll("#_records-bad li")].map((n) => n.innerText));
  t.check("each file that cannot be read is named with the reason", bad.length === 6 && /Et annet kurs/.test(bad[2]) && new Set(bad.map((b) => b.split("\n")[1])).size === 5, bad);
  t.check("of a damaged file what is whole is read", (await rows()).some((r) => /^Hull/.test(r[0])) && /5/.test(failed), failed);
  await look("with files that could not be read");

  t.check("nothing of it is stored", await kept() === before, await kept());
  await page.click("#_records-clear");
  t.check("all is taken away at once", await t.text(page, "#_records-read") === "" && await t.text(page, "#_records-bad") === "" && await t.text(page, "#_records-said") !== "");
  t.check("and the keyboard is at the button for files", await page.evaluate(() => document.activeElement.id === "_records-pick"));
  await open([json("b", solvang)]);
  t.check("a file can be opened again after that", (await rows()).length === 1);
  await page.reload();
  t.check("with the page it is all gone", await t.text(page, "#_records-read") === "" && await t.text(page, "[data-records] label.go") !== "");

  // What the record page downloads is what is opened here.
  await t.open(page, "record.html");
  await page.evaluate(([key, text]) => window.steg.record.put("entry", key, { value: "Lastet ned.", text, step: "a/b" }), first);
  await t.until(page, () => document.querySelector("[data-save=html]")?.checkVisibility());
  const got = await t.download(page, "[data-save=html]");
  await t.open(page, "records.html");
  await open([{ name: got?.name ?? "mangler.html", text: got?.text ?? "" }]);
  said = await cards("question");
  t.check("the page that a team downloads is opened", said.length === 1 && /Lastet ned\./.test(said[0]), [got?.name, said]);

  if (t.browser === "chromium") await many(t, page, file, entry, course, module, open);

  const without = await t.tab("records.html", { blocked: ["merge.js"] });
  t.check("where a script is missing the page says what to do instead", await t.text(without, "[data-records] p") !== "" && !await without.$("#_records-pick"));
}

async function many(t, page, file, entry, course, module, open) {
  const text = "Lærerne på 1. trinn ønsker seg faste punkter der de kan dele noe de har prøvd. ".repeat(4);
  const files = Array.from({ length: 30 }, (_, n) => ({ name: `${n}.json`, text: JSON.stringify(file(100 + n, `Team ${n}`,
    Array.from({ length: 100 }, (__, q) => entry([`${course.id}/${module}/del/q${q}`, `Spørsmål ${q}?`], `${text}${n} ${q}`)))) }));
  await t.open(page, "records.html");
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((l) => { for (const e of l.getEntries()) window.longest = Math.max(window.longest, e.duration); }).observe({ type: "longtask" });
  });
  await open(files);
  const longest = await page.evaluate(() => window.longest);
  t.check("30 files with 100 answers each open without a pause", longest < 400 && (await page.$$(".records tbody tr")).length === 30, `${longest} ms`);
  await page.click("[value=search]");
  await page.type("#_records-find", "faste punkter");
  await t.until(page, () => document.getElementById("_records-hits").textContent.includes("3000"));
  t.check("of 3000 hits some are shown, and it is said", (await page.$$("#_records-search .beside > li")).length === 100 && /[a-zæøå]/.test((await t.text(page, "#_records-hits")).slice(10)), await t.text(page, "#_records-hits"));
}
