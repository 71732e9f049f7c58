#!/usr/bin/env python3
"""What was changed in a course, as its readers are told: real repositories, made here, and the pages
that steg makes of them, word by word.

    changes.py STEG [CASE …]

A page is written as it reads: a line for each heading, paragraph and fact; {+added+}, [-taken out-];
> before what is folded; # and ## before headings.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is left in the checkout
from reading import Site

STEG = os.path.abspath(sys.argv[1])
TOP = tempfile.mkdtemp(prefix="steg-changes-")
ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
ENV.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", HOME=TOP, LC_ALL="C.UTF-8", TZ="UTC",
           GIT_CEILING_DIRECTORIES=TOP)
passed = failed = skipped = 0

COURSE = "format: 1\nid: prove\ntitle: Prøvekurset\n"
MODULE = """---
title: Lytte sammen
purpose: Dere lytter til hverandre.
---
Om det å lytte.
"""
PREWORK = """---
title: Forarbeid
kind: prework
minutes: 20
---
Les teksten hver for dere.

Noter to tegn på god lytting. Ta dem med til møtet.

Det er alt.

Dere trenger papir.

Dere trenger blyant.

Dere trenger ro.
"""
TALK = """---
title: Snakk sammen
minutes: 30
tasks:
  - id: par
    title: Arbeid i par
    grouping: pairs
    minutes: 10
    questions:
      - id: enige
        text: Hva er dere enige om?
---
Møt forberedt.
"""
TERMS = """- id: lytte
  term: lytte
  definition: Å høre etter.
"""


class Repo:
    """A course in a repository of its own. Its commits are ten days apart, the first on 1 January 2027."""

    def __init__(self, below="", first=True):
        self.dir = tempfile.mkdtemp(dir=TOP)
        self.course = os.path.join(self.dir, below)
        self.clock = 1_798_801_200 - 10 * 86400
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "Kari Nordmann"), ("user.email", "kari@example.no"), ("commit.gpgsign", "false")):
            self.git("config", key, value)
        if first:
            self.commit("Første utgave", {"course.yml": COURSE, "01-lytte/index.md": MODULE, "01-lytte/1-forarbeid.md": PREWORK,
                                          "01-lytte/2-snakk.md": TALK, "glossary.yml": TERMS, "om-kurset.md": "---\ntitle: Om kurset\n---\nEt kurs.\n"})

    def git(self, *args, ok=True):
        when = {"GIT_AUTHOR_DATE": f"{self.clock} +0100", "GIT_COMMITTER_DATE": f"{self.clock} +0100"}
        r = subprocess.run(["git", *args], cwd=self.dir, env={**ENV, **when}, text=True, encoding="utf-8", capture_output=True)
        if ok and r.returncode:
            raise RuntimeError(f"git {' '.join(args)}: {r.stderr}")
        return r.stdout

    def path(self, path):
        return os.path.join(self.course, "content", path)

    def write(self, path, text):
        os.makedirs(os.path.dirname(self.path(path)), exist_ok=True)
        with open(self.path(path), "w", encoding="utf-8", newline="") as f:
            f.write(text)

    def commit(self, message, files=(), days=10):
        """files: path → text; None takes it away"""
        self.clock += days * 86400
        for path, text in dict(files).items():
            if text is None:
                os.remove(self.path(path))
            else:
                self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()[:10]

    def build(self, *options, status=0, folder=None):
        out = tempfile.mkdtemp(dir=TOP)
        r = subprocess.run([STEG, "build", folder or self.course, "--out", out, "--lang", "en", *options], env=ENV, text=True,
                           encoding="utf-8", capture_output=True)
        if r.returncode != status:
            raise RuntimeError(f"steg build: {r.returncode}: {r.stderr}")
        return Site(out, r.stderr)


def check(sentence, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"not ok: {sentence}\n    {detail}")


def reads(sentence, site, path, want):
    """The page reads so, from the h1 on."""
    try:
        got = site.read(path)
    except FileNotFoundError:
        got = [f"there is no {path}"]
    want = [line for line in (line.rstrip() for line in want.strip("\n").splitlines()) if line]
    text = "\n    ".join(f"{'  ' if a == b else '! '}{a}" for a, b in zip(got + [""] * len(want), want + [""] * len(got)) if a or b)
    check(sentence, got == want, text)


def same(sentence, got, want):
    check(sentence, got == want, f"{got}\n    is not {want}")


# ---- What a change's page says -----------------------------------------------------------------------

LIST_HEAD = "Det nyeste står øverst. Åpne en endring for å se hvilke ord som er nye, og hvilke som er tatt bort."
LEGEND = "Slik er det merket: {+Lagt til+} [-Tatt bort-]"


def a_sentence():
    r = Repo()
    c = r.commit("Skriv hva dere skal notere", {"01-lytte/1-forarbeid.md": PREWORK.replace("to tegn på god lytting", "tre tegn på at noen lytter")})
    site = r.build()
    reads("a changed sentence shows its old and new words, and what did not change is folded", site, f"lytte/changes/{c}.html", f"""
11. januar 2027 · Modul 1 · Lytte sammen
# Skriv hva dere skal notere
{LEGEND}
## Steg 1 Forarbeid
1 avsnitt er endret
Hver for dere, før møtet · 20 min
Les teksten hver for dere.
Noter [-to-] {{+tre+}} tegn på [-god lytting-] {{+at noen lytter+}}. Ta dem med til møtet.
Det er alt.
> 3 avsnitt som før
  Dere trenger papir.
  Dere trenger blyant.
  Dere trenger ro.
Endringer i modulen
""")
    page = site.raw(f"lytte/changes/{c}.html")
    check("those who hear the page are told where the added and the removed words begin and end",
          '<del><span class="unseen">Tatt bort: </span>to<span class="unseen"> (slutt på det som er tatt bort)</span></del> '
          '<ins><span class="unseen">Lagt til: </span>tre<span class="unseen"> (slutt på det som er lagt til)</span></ins> tegn' in page)
    check("search engines are asked to leave the page out", '<meta name="robots" content="noindex">' in page)
    check("the page's title leads to the page as it is now", '<a href="../forarbeid.html">Forarbeid</a>' in page)
    reads("the module's list has it under its month, with the pages it changed", site, "lytte/changes.html", f"""
Modul 1 · Lytte sammen
# Endringer i modulen
{LIST_HEAD}
## januar 2027
- Skriv hva dere skal notere
- 11. januar 2027
- Forarbeid
- Første utgave
- 1. januar 2027
- Ny modul
""")
    reads("the course's list names the places, with all that one change did in one row", site, "changes.html", f"""
# Endringer i kurset
{LIST_HEAD}
## januar 2027
- Skriv hva dere skal notere
- 11. januar 2027
- Modul 1 Lytte sammen: Forarbeid
- Første utgave
- 1. januar 2027
- Modul 1 Lytte sammen Ny modul
- Felles for kurset: Opplysninger om kurset, Ordliste, Om kurset
""")
    check("the date at the foot of a page leads to the module's changes",
          '<a href="changes.html">Sist endret 11. januar 2027</a>' in site.raw("lytte/forarbeid.html"))
    check("outside modules it leads to the course's", '<a href="changes.html">Sist endret 1. januar 2027</a>' in site.raw("om-kurset.html"))
    check("front page and module page lead there", '<a href="changes.html">Endringer i kurset</a> <small>sist 11. januar 2027</small>' in site.raw("index.html")
          and '<a href="changes.html">Endringer i modulen</a> <small>sist 11. januar 2027</small>' in site.raw("lytte/index.html"))


def kinds_of_change():
    r = Repo()
    two = TALK.replace("        text: Hva er dere enige om?\n", "        text: Hva er dere enige om?\n      - id: nytt\n        text: Hva var nytt?\n")
    question = r.commit("Nytt spørsmål", {"01-lytte/2-snakk.md": two})
    title = r.commit("Gi steget et klarere navn", {"01-lytte/2-snakk.md": two.replace("title: Snakk sammen", "title: Snakk om teksten")})
    minutes = r.commit("Mer tid", {"01-lytte/2-snakk.md": two.replace("title: Snakk sammen", "title: Snakk om teksten").replace("minutes: 30", "minutes: 45")})
    term = r.commit("Forklar medskaping", {"glossary.yml": TERMS + "- id: medskaping\n  term: medskaping\n  definition: Å lage sammen.\n"})
    site = r.build()
    reads("a new question is marked whole, under the part that it stands in", site, f"lytte/changes/{question}.html", f"""
11. januar 2027 · Modul 1 · Lytte sammen
# Nytt spørsmål
{LEGEND}
## Steg 2 Snakk om teksten
1 spørsmål er nytt
> 4 avsnitt som før
  Sammen i møtet · 30 min
  Møt forberedt.
  Arbeid i par
  I par · 10 min
Under «Arbeid i par»
Spørsmål
Hva er dere enige om?
Nytt {{+Hva var nytt?+}}
Endringer i modulen
""")
    reads("a new title is shown, and the page is called by the title it has now", site, f"lytte/changes/{title}.html", f"""
21. januar 2027 · Modul 1 · Lytte sammen
# Gi steget et klarere navn
{LEGEND}
## Steg 2 Snakk om teksten
tittelen er endret
Snakk [-sammen-] {{+om teksten+}}
Sammen i møtet · 30 min
> 5 avsnitt som før
  Møt forberedt.
  Arbeid i par
  I par · 10 min
  Spørsmål
  Hva er dere enige om?
  Hva var nytt?
Endringer i modulen
""")
    check("that the time has changed is said in words", "tid eller opplegg er endret" in site.read(f"lytte/changes/{minutes}.html"))
    reads("a new term is told of the course, not of a module", site, f"changes/{term}.html", f"""
10. februar 2027 · Felles for kurset
# Forklar medskaping
{LEGEND}
## Ordliste
2 avsnitt er nye
lytte
Å høre etter.
Nytt {{+medskaping+}}
{{+Å lage sammen.+}}
Endringer i kurset
""")
    check("and does not stand in the module's list", "Forklar medskaping" not in site.words("lytte/changes.html"))


def pages_come_and_go():
    r = Repo()
    new = r.commit("Et steg til", {"01-lytte/3-prov.md": "---\ntitle: Prøv det ut\npurpose: Dere prøver det i et møte.\n---\nPrøv.\n"})
    gone = r.commit("Ta ut forarbeidet", {"01-lytte/1-forarbeid.md": None})
    hidden = r.commit("Snakk er ikke ferdig", {"01-lytte/2-snakk.md": TALK.replace("minutes: 30", "minutes: 30\ndraft: true")})
    shown = r.commit("Snakk er tilbake", {"01-lytte/2-snakk.md": TALK})
    moved = r.commit("Bytt om", {"01-lytte/2-snakk.md": None, "01-lytte/5-snakk.md": TALK.replace("Møt forberedt", "Møt godt forberedt")})
    r.git("mv", r.path("01-lytte"), r.path("02-lytte"))
    r.commit("Flytt modulen")
    site = r.build()
    reads("a new page is named, with what it is good for", site, f"lytte/changes/{new}.html", """
11. januar 2027 · Modul 1 · Lytte sammen
# Et steg til
## Steg 1 Prøv det ut
Ny side
Dere prøver det i et møte.
Endringer i modulen
""")
    reads("of a page that was taken out, what it said can be read", site, f"lytte/changes/{gone}.html", """
21. januar 2027 · Modul 1 · Lytte sammen
# Ta ut forarbeidet
## Forarbeid
Siden er tatt bort
> Dette sto på siden
  Forarbeid
  Hver for dere, før møtet · 20 min
  Les teksten hver for dere.
  Noter to tegn på god lytting. Ta dem med til møtet.
  Det er alt.
  Dere trenger papir.
  Dere trenger blyant.
  Dere trenger ro.
Endringer i modulen
""")
    check("what becomes a draft is gone for its readers", "Siden er tatt bort" in site.read(f"lytte/changes/{hidden}.html"))
    check("and new when it is published", "Ny side" in site.read(f"lytte/changes/{shown}.html"))
    check("what was moved and edited shows its words", "Møt {+godt+} forberedt." in site.read(f"lytte/changes/{moved}.html"),
          site.read(f"lytte/changes/{moved}.html"))
    same("what was only moved is not told, and the log goes on under the old names", site.words("lytte/changes.html"),
         ["Bytt om", "Snakk er tilbake", "Snakk er ikke ferdig", "Ta ut forarbeidet", "Et steg til", "Første utgave"])
    r = Repo()
    for name in ("1-forarbeid.md", "2-snakk.md", "index.md"):
        os.remove(r.path(f"01-lytte/{name}"))
    gone = r.commit("Ta ut modulen", {"02-ny/index.md": "---\ntitle: Ny modul her\n---\nNoe annet.\n"})
    page = r.build().read(f"changes/{gone}.html")
    same("a module that was taken out is told of the course", [l for l in page if l.startswith("## ") or l == "Siden er tatt bort"],
         ["## Lytte sammen", "Siden er tatt bort", "## Forarbeid", "Siden er tatt bort", "## Snakk sammen", "Siden er tatt bort"])


# ---- What is told, and in whose words ----------------------------------------------------------------

def left_out():
    r = Repo()
    r.commit("Bare et bilde", {"01-lytte/figur.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"})
    r.commit("Bare mellomrom og linjeskift", {"01-lytte/1-forarbeid.md": PREWORK.replace("Les teksten hver for dere.", "Les  teksten\nhver for dere. ")})
    r.commit("Bare merking", {"01-lytte/1-forarbeid.md": PREWORK.replace("Les teksten", "Les **teksten**")})
    r.commit("Bare datoen", {"01-lytte/index.md": MODULE.replace("title:", "reviewed: 2027-01-01\ntitle:")})
    r.commit("Bare rekkefølgen i ordlista", {"glossary.yml": "- id: annet\n  term: annet\n  definition: Noe annet.\n" + TERMS})
    r.commit("Bare rekkefølgen", {"glossary.yml": TERMS + "- id: annet\n  term: annet\n  definition: Noe annet.\n"})
    r.commit("Rett skrivefeil\n\nKurs-endring: ingen\n", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt", "Der er alt")})
    r.commit("Rydd i tasks/par\n\nForklaring.\n\nKurs-endring: Spørsmålet til par er\n  klarere\nSigned-off-by: Kari <kari@example.no>\n",
             {"01-lytte/2-snakk.md": TALK.replace("Hva er dere enige om?", "Hva ser dere likt på?")})
    r.commit("course: x\n\nCourse-change: Skriv <b>med</b> & uten\n", {"om-kurset.md": "---\ntitle: Om kurset\n---\nEt godt kurs.\n"})
    site = r.build()
    same("pictures, spaces, emphasis, dates and order are no changes of words; the author's words are the trailer's", site.words("changes.html"),
         ["Skriv &lt;b&gt;med&lt;/b&gt; &amp; uten", "Spørsmålet til par er klarere", "Bare rekkefølgen i ordlista", "Første utgave"])
    page = next(f for f in site.files() if f.startswith("lytte/changes/") and "klarere" in site.raw(f))
    check("what was left out is not shown as if it came later", not any("Der er alt" in l for l in site.read(page)))


def only_those_told():
    r = Repo()
    course = open(r.path("course.yml"), encoding="utf-8").read()
    r.commit("Rydd i filene", {"om-kurset.md": "---\ntitle: Om kurset\n---\nEt kort kurs.\n"})
    r.commit("om: x\n\nKurs-endring: Om kurset er kortere\n", {"om-kurset.md": "---\ntitle: Om kurset\n---\nKort.\n"})
    r.commit("Velg", {"course.yml": course + "changes: told\n"})
    same("with changes: told readers hear of those that say so", r.build().words("changes.html"), ["Om kurset er kortere"])
    r.commit("Velg igjen", {"course.yml": course + "changes: none\n"})
    check("with changes: none there are no such pages", not [f for f in r.build().files() if "changes" in f])


def unreadable():
    r = Repo()
    r.commit("Ødelagt", {"01-lytte/1-forarbeid.md": PREWORK.replace("kind: prework", "kind: [prework")})
    c = r.commit("Rett det opp", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.")})
    site = r.build()
    same("what could never be published is not told", site.words("lytte/changes.html"), ["Rett det opp", "Første utgave"])
    check("and what came after is compared with what was before", "Det er [-alt-] {+nok+}." in site.read(f"lytte/changes/{c}.html"),
          site.read(f"lytte/changes/{c}.html"))
    r = Repo()
    r.commit("For stor", {"om-kurset.md": "---\ntitle: Om kurset\n---\n" + "x" * 200_000 + "\n"})
    r.commit("Ugyldig", {"om-kurset.md": "---\ntitle: Om kurset\n---\nEt kurs.\n"})
    with open(r.path("om-kurset.md"), "wb") as f:
        f.write(b"---\ntitle: Om\n---\n\xff\xfe\n")
    r.commit("Ikke tekst")
    r.commit("Tekst igjen", {"om-kurset.md": "---\ntitle: Om kurset\n---\nEt lite kurs.\n"})
    site = r.build()
    same("a text that was over a limit, or no text, hurts nobody", site.words("changes.html")[0], "Tekst igjen")


def merges():
    r = Repo()
    r.git("checkout", "-q", "-b", "gren")
    one = r.commit("På grenen", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.")})
    r.git("checkout", "-q", "main")
    two = r.commit("På hovedlinja", {"01-lytte/1-forarbeid.md": PREWORK.replace("Les teksten", "Les artikkelen")})
    r.clock += 86400
    r.git("merge", "-q", "--no-ff", "-m", "Merge branch 'gren'", "gren")
    site = r.build()
    same("a merge is not told, what it brings is", site.words("lytte/changes.html"), ["På hovedlinja", "På grenen", "Første utgave"])
    page = site.read(f"lytte/changes/{one}.html")
    check("of two branches that changed one page each tells its own words",
          "Det er [-alt-] {+nok+}." in page and not any("artikkelen" in l for l in page), page)
    page = site.read(f"lytte/changes/{two}.html")
    check("both of them", "Les [-teksten-] {+artikkelen+} hver for dere." in page and not any("nok" in l for l in page), page)
    r.git("checkout", "-q", "-b", "til")
    r.commit("Enda en", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.").replace("Les teksten", "Les boka")})
    r.git("checkout", "-q", "main")
    r.commit("Og en", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det holder.").replace("Les teksten", "Les artikkelen")})
    r.clock += 86400
    r.git("merge", "-q", "--no-ff", "-m", "Merge\n\nKurs-endring: Forarbeidet er samlet\n", "til")
    same("but one that says so itself is", r.build().words("lytte/changes.html")[0], "Forarbeidet er samlet")


def modules_come():
    r = Repo(first=False)
    start = {"course.yml": COURSE + "modules: [lytte]\n", "01-lytte/index.md": MODULE, "01-lytte/1-forarbeid.md": PREWORK}
    r.commit("Begynn", start)
    ask = {"02-sporre/index.md": "---\ntitle: Spørre\npurpose: Dere spør hverandre.\n---\nOm å spørre.\n", "02-sporre/1-les.md": "---\ntitle: Les\n---\nLes.\n"}
    r.commit("Skriv på en ny modul", ask)
    r.commit("Skriv mer", {"02-sporre/1-les.md": "---\ntitle: Les\n---\nLes mer.\n"})
    came = r.commit("Modulen om spørsmål er klar", {"course.yml": COURSE + "modules: [lytte, sporre]\n"})
    r.commit("Rett litt", {"02-sporre/1-les.md": "---\ntitle: Les\n---\nLes mye mer.\n"})
    site = r.build()
    same("a module's log begins when it is put into `modules`", site.words("sporre/changes.html"), ["Rett litt", "Modulen om spørsmål er klar"])
    reads("and that is told as a new module", site, f"sporre/changes/{came}.html", """
31. januar 2027 · Modul 2 · Spørre
# Modulen om spørsmål er klar
## Modul 2 Spørre
Ny modul
Dere spør hverandre.
Endringer i modulen
""")
    r = Repo(first=False)
    r.commit("Begynn", {**start, "course.yml": COURSE, **ask, "02-sporre/index.md": ask["02-sporre/index.md"].replace("title:", "draft: true\ntitle:")})
    r.commit("Skriv mer", {"02-sporre/1-les.md": "---\ntitle: Les\n---\nLes mer.\n"})
    r.commit("Modulen er klar", {"02-sporre/index.md": ask["02-sporre/index.md"], "02-sporre/1-les.md": "---\ntitle: Les\n---\nLes enda mer.\n"})
    same("the same when it stops being a draft", r.build().words("sporre/changes.html"), ["Modulen er klar"])
    r.commit("Ikke klar likevel", {"02-sporre/index.md": ask["02-sporre/index.md"].replace("title:", "draft: true\ntitle:")})
    site = r.build()
    check("a draft has no log", not site.has("sporre/changes.html") and "Modulen er klar" not in site.words("changes.html"))


# ---- How far back ------------------------------------------------------------------------------------

def many():
    r = Repo()
    for i in range(70):
        r.commit(f"Endring {i}", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", f"Det er alt for {i} gang.")}, days=1)
    for i in range(12):
        r.commit(f"Mellomrom {i}", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", f"Det er alt for {69}{' ' * (i + 2)}gang.")}, days=1)
    site = r.build()
    same("a module tells its 30 newest changes, whatever others came after", site.words("lytte/changes.html"), [f"Endring {i}" for i in range(69, 39, -1)])
    check("and says that there are older ones", site.read("lytte/changes.html")[-1] == "Eldre endringer er ikke med her.", site.read("lytte/changes.html")[-1])
    same("no page is made for those", len([f for f in site.files() if f.startswith("lytte/changes/")]), 30)
    months = [l for l in site.read("lytte/changes.html") if l.startswith("## ")]
    same("they stand by month", months, ["## mars 2027", "## februar 2027"])


def many_in_all():
    r = Repo(first=False)
    step = "---\ntitle: Steg\n---\nNummer %d.\n"
    r.commit("Begynn", {"course.yml": COURSE, **{f"0{m}-m{m}/index.md": MODULE.replace("Lytte", f"Modul {m}") for m in range(1, 5)},
                        **{f"0{m}-m{m}/1-steg.md": step % 0 for m in range(1, 5)}})
    for i in range(1, 105):
        r.commit(f"Endring {i}", {f"0{i % 4 + 1}-m{i % 4 + 1}/1-steg.md": step % i}, days=1)
    site = r.build()
    same("the course's list has the hundred newest", site.words("changes.html"), [f"Endring {i}" for i in range(104, 4, -1)])
    same("and leads to the modules' own for the rest", site.read("changes.html")[-5:],
         ["Eldre endringer står hos hver modul:", *(f"- Modul {m} · Modul {m} sammen" for m in range(1, 5))])
    check("where they are", 'href="m1/changes.html"' in site.raw("changes.html") and site.words("m1/changes.html")[-1] == "Begynn", site.words("m1/changes.html"))


def long_texts():
    r = Repo()
    text = lambda word: "---\ntitle: Lang\n---\n" + "\n\n".join(f"{word} {i} " + f"{word} " * 80 for i in range(400)) + "\n"
    r.commit("En lang side", {"01-lytte/3-lang.md": text("gammelt")})
    c = r.commit("Skriv alt på nytt", {"01-lytte/3-lang.md": text("nytt")})
    page = r.build().raw(f"lytte/changes/{c}.html")
    check("a page shows so much of what was written anew, and says that there is more",
          len(page) < 150_000 and "Det er endret mer enn det er plass til her" in page, len(page))
    gone = r.commit("Ta den ut", {"01-lytte/3-lang.md": None})
    site = r.build()
    page = site.raw(f"lytte/changes/{gone}.html")
    check("nor does a page that was taken out make another too large", len(page) < 150_000 and "Siden er tatt bort" in page, len(page))
    same("what was changed on a page before it was taken out is not told", site.words("lytte/changes.html"), ["Ta den ut", "Første utgave"])


def shallow():
    r = Repo()
    r.commit("Den som ikke er med", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.")})
    r.commit("Den andre", {"om-kurset.md": "---\ntitle: Om kurset\n---\nEt lite kurs.\n"})
    c = r.commit("Den siste", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det holder.")})
    clone = tempfile.mkdtemp(dir=TOP) + "/grunn"
    r.git("clone", "-q", "--depth", "2", "file://" + r.dir, clone)
    site = r.build(folder=clone)
    same("a shallow clone tells what is in it", site.words("changes.html"), ["Den siste"])
    check("with the words that were before", "Det [-er nok-] {+holder+}." in site.read(f"lytte/changes/{c}.html"), site.read(f"lytte/changes/{c}.html"))
    check("and says that there are older ones", site.read("changes.html")[-1] == "Eldre endringer er ikke med her.", site.read("changes.html"))
    r.git("clone", "-q", "--depth", "1", "file://" + r.dir, clone + "1")
    site = r.build(folder=clone + "1")
    check("one that has no change makes no page and no link", not site.has("changes.html") and "changes" not in site.raw("index.html"))


def without():
    r = Repo()
    shutil.rmtree(os.path.join(r.dir, ".git"))
    site = r.build()
    check("without a repository there are no such pages", not [f for f in site.files() if "changes" in f])
    check("nor links to them", not [f for f in site.files() if f.endswith(".html") and ("changes" in site.raw(f) or "Endringer" in site.raw(f))])
    stranger = Repo(first=False)
    stranger.commit("Noe annet", {"../annet.txt": "annet\n"})
    for folder, _, files in os.walk(os.path.join(r.course, "content")):
        for f in files:
            whole = os.path.join(folder, f)
            stranger.write(os.path.relpath(whole, os.path.join(r.course, "content")), open(whole, encoding="utf-8").read())
    check("nor where the repository does not know the course", not [f for f in stranger.build().files() if "changes" in f])


def places():
    r = Repo(below="kurs/ledelse/")
    c = r.commit("Endre", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.")})
    site = r.build()
    check("a course may lie anywhere in its repository", "Det er [-alt-] {+nok+}." in site.read(f"lytte/changes/{c}.html"))
    check("and be a bare folder of texts", "Det er [-alt-] {+nok+}." in r.build(folder=r.path(".")).read(f"lytte/changes/{c}.html"))
    again, rev = r.build("--jobs", "1"), r.build("--rev", "HEAD")
    everything = lambda s: {f: s.raw(f) for f in s.files() if f.endswith((".html", ".js"))}
    check("one worker or many, and from git's objects alone: the same bytes", everything(site) == everything(again) == everything(rev))
    old = Repo()
    old.commit("Endre", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok.")})
    old.git("mv", "content", "kurs")
    os.makedirs(os.path.join(old.dir, "nytt"))
    old.git("mv", "kurs", "nytt/content")
    old.commit("Flytt kurset")
    later = old.build(folder=os.path.join(old.dir, "nytt"))
    same("what was changed before the whole course was moved is told", later.words("lytte/changes.html"), ["Endre", "Første utgave"])
    r.write("01-lytte/1-forarbeid.md", PREWORK.replace("Det er alt.", "Det er kladd."))
    check("what is not committed is not told", not any("kladd" in r.build().raw(f) for f in ("changes.html", f"lytte/changes/{c}.html")))
    r.git("checkout", "-q", ".")
    r.git("tag", "v1")
    r.commit("Behold den gamle", {"course.yml": COURSE + "versions: [v1]\n"})
    site = r.build()
    check("an old version has neither list nor link", site.has("v/v1/index.html") and not [f for f in site.files() if f.startswith("v/") and "changes" in f]
          and "Endringer" not in site.raw("v/v1/index.html") and "changes" not in site.raw("v/v1/lytte/forarbeid.html"))
    check("and a change's page leads to the old version's front page", "v/v1/index.html" in site.raw(f"lytte/changes/{c}.html"))


def languages():
    for tag, title, module, old in (("nn", "Endringar i modulen", "Ny modul", "Teke bort"), ("en", "Changes in the module", "New module", "Taken out")):
        r = Repo()
        c = r.commit("Oversett", {"course.yml": COURSE + f"language: {tag}\n", "01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "")})
        page = r.build().raw(f"lytte/changes/{c}.html")
        check(f"the pages speak {tag}", title in page and old in page, page[-1500:])
        check(f"and so does the list: {tag}", module in r.build().raw("lytte/changes.html"))
    r = Repo()
    c = r.commit("Oversett", {"course.yml": COURSE + "languages: [nb, nn]\n", "course.nn.yml": "title: Prøvekurset på nynorsk\n",
                              "01-lytte/1-forarbeid.nn.md": PREWORK.replace("Les teksten hver for dere.", "Les teksten kvar for dykk.")})
    site = r.build()
    check("a course's own texts in another language are among what was changed", site.has("index.html") and site.has("nn/index.html"))


def no_gits_words():
    r = Repo()
    r.commit("Endre alt", {"01-lytte/1-forarbeid.md": PREWORK.replace("Det er alt.", "Det er nok."), "01-lytte/2-snakk.md": None,
                           "om-kurset.md": "---\ntitle: Om kurset\n---\nEt lite kurs.\n"})
    site = r.build()
    strip = lambda s: re.sub(r'(href|src)="[^"]*"', "", s)
    words = re.compile(r"\b(git|commit\w*|branch|diff|merge\w*|hash|sha|revision|repositor\w*|kodelager\w*|gren|Kari|Nordmann|[0-9a-f]{10,40})\b|@", re.I)
    lost = [(f, a) for f in site.files() if "changes" in f for a in re.findall(r'(?:href|src)="([^"#:]+)', site.raw(f))
            if not site.has(os.path.normpath(os.path.join(os.path.dirname(f), a)))]
    check("every link on the pages leads somewhere", not lost, lost)
    wrong = [(f, m.group()) for f in site.files() if "changes" in f for m in [words.search(re.sub(r"<head>.*</head>", "", strip(site.raw(f)), flags=re.S))] if m]
    check("nothing on the pages is git's vocabulary, and nobody is named", not wrong, wrong)


CASES = [a_sentence, kinds_of_change, pages_come_and_go, left_out, only_those_told, unreadable, merges, modules_come, many, many_in_all, long_texts, shallow, without, places, languages, no_gits_words]
if subprocess.run(["git", "--version"], capture_output=True).returncode:
    print("git is not installed")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)
for case in CASES if len(sys.argv) < 3 else [globals()[name] for name in sys.argv[2:]]:
    try:
        case()
    except Exception as e:  # a case that breaks down is a failure with a name
        check(f"{case.__name__} runs to its end", False, repr(e))
shutil.rmtree(TOP, ignore_errors=True)
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
