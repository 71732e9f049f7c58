#!/usr/bin/env python3
"""A course with a history, for eyes and browsers: what was changed in two modules in half a year.

    changed.py STEG OUT     makes the repository in a folder of its own, builds the site into OUT
"""
import os
import subprocess
import sys
import tempfile

ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
ENV.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", LC_ALL="C.UTF-8", TZ="UTC")

COURSE = """format: 1
id: endret
title: Lærende møter
language: nb
description: To moduler om å lære i møtene dere allerede har.
version: "1.3"
license: CC BY 4.0
contributors: false
"""
FRONT = """---
title: Lærende møter
summary: To moduler om å lære i møtene dere allerede har.
---
Ta modulene i rekkefølge, eller begynn med den dere trenger mest.
"""
ABOUT = """---
title: Om kurset
---
Kurset er laget for lederteam i skolen. Dere trenger ikke forkunnskaper.
"""
TERMS = """- id: time-out
  term: time-out
  definition: En kort stans midt i møtet.
- id: medskaping
  term: medskaping
  definition: Å være med på å lage det som skal bestemmes.
"""
MODULE = """---
title: Å lytte i møter
purpose: Dere finner ut når dere lytter for å forstå, og når dere lytter for å svare.
audience: [lederteam]
reviewed: 2025-08-20
---
Vi lytter ofte for å svare. Denne modulen handler om å lytte for å forstå.
"""
PREWORK = """---
title: Forarbeid
kind: prework
minutes: 20
purpose: Hver av dere legger merke til hvordan det lyttes i ett møte.
bring: [penn og papir]
short: |
  Har du bare fem minutter, leser du de to første avsnittene.
---
Velg et møte denne uka der du ikke er møteleder. Si gjerne fra til møtelederen på forhånd.

Legg merke til hvem som snakker, hvem som ikke gjør det, og hva som skjer når noen er uenige. Noter
to tegn på at noen lytter for å forstå.

## Etter møtet

Bruk fem minutter alene, før du går til neste oppgave. Se over det du noterte, og velg ett tegn som
du vil fortelle de andre om.

- Hva så du?
- Hva hørte du?
- Hva tror du det betydde for den som snakket?

Skriv ikke navn. Skriv heller «en lærer» eller «en i ledelsen».

::: tip Er dere få?
Er dere bare to, kan dere følge med på det samme møtet, og sammenligne det dere så.
:::

Ta notatet med til møtet deres.
"""
TALK = """---
title: Snakk sammen
kind: reflection
minutes: ca. 45
who: hele lederteamet
purpose: Dere blir enige om én ting dere vil prøve for å lytte bedre.
tasks:
  - id: par
    title: To og to
    grouping: pairs
    minutes: 10
    text: |
      Fortell hverandre om tegnet dere valgte. Den som hører på, stiller ett spørsmål til slutt.
    questions:
      - id: likt
        text: Hva var likt i det dere så?
      - id: ulikt
        text: Hva var ulikt?
  - id: alle
    title: Alle sammen
    grouping: plenary
    per_group: 3
    text: |
      Hvert par forteller om ett tegn. De andre hører på.
    questions:
      - id: hvorfor
        text: Når lytter vi for å svare?
    decide: true
---
Legg notatene fra forarbeidet på bordet. Ordstyreren passer tida.
"""
READ = """---
title: Les mer
kind: text
---
Det finnes mye å lese om å lytte. Begynn med det korteste.
"""
PLAN = """---
title: Å planlegge møter
purpose: Dere lager en plan for ett møte der alle bidrar.
---
En god plan har færre punkter enn dere tror.
"""
STEP = """---
title: Lag planen
kind: reflection
minutes: 30
tasks:
  - id: plan
    title: Planlegg ett møte
    grouping: group
    minutes: 20
    questions:
      - id: hva
        text: Hva skal være annerledes etter møtet?
---
Velg et møte dere skal ha om et par uker.
"""


class Repo:
    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="steg-site-")
        self.texts = {}
        self.git("init", "-q", "-b", "main", when="2025-08-20")

    def git(self, *args, when):
        date = f"{when}T12:00:00+0100"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
               (("NAME", "Kari Nordmann"), ("EMAIL", "kari@example.no"), ("DATE", date))}
        subprocess.run(["git", *args], cwd=self.dir, env={**ENV, **who}, check=True, capture_output=True)

    def commit(self, when, message, files=None, edits=()):
        """files: path → text, None takes it away; edits: (path, what stood there, what stands there now)"""
        for path, text in (files or {}).items():
            self.texts[path] = text
        for path, old, new in edits:
            assert self.texts[path].count(old) == 1, (message, path, old)
            self.texts[path] = self.texts[path].replace(old, new)
        for path, text in self.texts.items():
            whole = os.path.join(self.dir, "content", path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            if text is not None:
                with open(whole, "w", encoding="utf-8") as f:
                    f.write(text)
            elif os.path.exists(whole):
                os.remove(whole)
        self.git("add", "-A", when=when)
        self.git("commit", "-q", "-m", message, when=when)


def history(r):
    one, two = "01-lytte/1-forarbeid.md", "01-lytte/2-snakk.md"
    r.commit("2025-08-20", "Første utgave av kurset", {
        "course.yml": COURSE, "index.md": FRONT, "om-kurset.md": ABOUT, "glossary.yml": TERMS,
        "01-lytte/index.md": MODULE, one: PREWORK, two: TALK, "01-lytte/3-les-mer.md": READ})
    r.commit("2025-10-05", "Spør om mer i forarbeidet", edits=[
        (one, "Noter\nto tegn på at noen lytter for å forstå.", "Noter\ntre tegn på at noen prøver å forstå, og ett på det motsatte."),
        (one, "minutes: 20", "minutes: 30"),
        (one, "- Hva tror du det betydde for den som snakket?\n", "- Hva tror du det betydde for den som snakket?\n- Hva ville du selv ha gjort?\n")])
    r.commit("2025-11-12", "Rett kommafeil\n\nKurs-endring: ingen\n", edits=[(one, "Si gjerne fra", "Si gjerne ifra")])
    r.commit("2025-12-01", "Legg til modul 2\n\nKurs-endring: Ny modul: Å planlegge møter\n", {"02-planlegge/index.md": PLAN, "02-planlegge/1-lag-planen.md": STEP})
    r.commit("2026-01-14", "Forklar time-out bedre, og bruk det i begge moduler", edits=[
        ("glossary.yml", "En kort stans midt i møtet.", "En kort stans midt i møtet. Alle tenker alene i ett minutt før samtalen går videre."),
        (two, "De andre hører på.", "De andre hører på. Ta gjerne en [time-out](term:time-out) når noe overrasker dere."),
        ("02-planlegge/1-lag-planen.md", "om et par uker.", "om et par uker. Sett av plass til en [time-out](term:time-out).")])
    r.commit("2026-02-03", "Ta ut «Les mer», og spør heller hverandre", {"01-lytte/3-les-mer.md": None}, edits=[
        (two, "        text: Hva var ulikt?\n", "        text: Hva var ulikt?\n      - id: lesetips\n        text: Hva har dere lest som de andre burde lese?\n"),
        (two, "Når lytter vi for å svare?", "Når lytter vi for å svare, og hva gjør det med den som snakker?"),
        (one, "\nTa notatet med til møtet deres.\n", ""),
        (two, "Ordstyreren passer tida.", "Ordstyreren passer tida og sier fra når det er ett minutt igjen.")])
    r.commit("2026-03-03", "La den som leder, prøve selv først", {
        "02-planlegge/2-prov.md": "---\ntitle: Prøv planen\nkind: tryout\nperiod: 2 uker\npurpose: Dere prøver planen i ett møte, og skriver ned hva som skjedde.\n---\nHold møtet slik dere planla det.\n"},
        edits=[("02-planlegge/index.md", "En god plan har færre punkter enn dere tror.", "En god plan har færre punkter enn dere tror. Prøv den på dere selv først.")])


if __name__ == "__main__":
    steg, out = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    repo = Repo()
    history(repo)
    done = subprocess.run([steg, "build", repo.dir, "--out", out, "-q"], env={**ENV, "GIT_CEILING_DIRECTORIES": os.path.dirname(repo.dir)},
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    subprocess.run(["rm", "-rf", repo.dir], check=True)
