#!/usr/bin/env python3
"""Languages side by side, as git and readers of older versions meet them: what a page of the specification cannot show.

    run.py STEG [WORD…]       cases whose name contains one of the words

The course is tests/courses/languages, in a repository whose commits are a day apart.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STEG = os.path.abspath(sys.argv[1])
WORDS = [w.lower() for w in sys.argv[2:]]
HERE = pathlib.Path(__file__).resolve().parent
TOP = os.path.realpath(tempfile.mkdtemp(prefix="languages-test-"))
ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
ENV.update(HOME=TOP, XDG_CONFIG_HOME=TOP, GIT_CONFIG_NOSYSTEM="1", GIT_CEILING_DIRECTORIES=TOP, LC_ALL="C.UTF-8", TZ="UTC")
passed = failed = 0


def check(sentence, good, *why):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print("failed: " + sentence, *[f"    {str(w)[:1500]}" for w in why], sep="\n")


def same(sentence, got, want):
    check(sentence, got == want, f"got  {got!r}", f"want {want!r}")


class Repo:
    def __init__(self, git=True):
        self.dir = pathlib.Path(tempfile.mkdtemp(dir=TOP))
        shutil.copytree(HERE.parent / "courses/languages/content", self.dir / "content")
        self.clock = 1_767_262_800  # 1 January 2026
        if git:
            self.git("init", "-q", "-b", "main")
            self.git("config", "user.name", "Kari")
            self.git("config", "user.email", "kari@example.no")
            self.commit("Kurset")

    def git(self, *args):
        when = {"GIT_AUTHOR_DATE": f"{self.clock} +0100", "GIT_COMMITTER_DATE": f"{self.clock} +0100"}
        return subprocess.run(["git", *args], cwd=self.dir, env={**ENV, **when}, text=True, check=True,
                              capture_output=True).stdout

    def path(self, path):
        return self.dir / "content" / path

    def write(self, path, text):
        self.path(path).write_text(text, encoding="utf-8")

    def change(self, path, old, new):
        text = self.path(path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        self.write(path, text.replace(old, new, 1))

    def commit(self, subject, tag=None):
        self.clock += 86400
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)
        if tag:
            self.git("tag", tag)

    def steg(self, *args):
        r = subprocess.run([STEG, *args], cwd=self.dir, env=ENV, text=True, capture_output=True, timeout=60)
        return r.returncode, r.stdout, r.stderr

    def build(self):
        code, out, err = self.steg("build", "-q", "--lang", "en")
        return code, err

    def page(self, path):
        return (self.dir / "public" / path).read_text(encoding="utf-8")

    def has(self, path):
        return (self.dir / "public" / path).exists()


def ids(err):
    return re.findall(r"^(\S+?):\d+:\d+: .*\[(translation-[a-z-]+)\]$", err, re.M)


def old_translations():
    r = Repo()
    code, out, err = r.steg("check", "-q", "--lang", "en")
    same("where both were written in one commit nothing is old", [i for i in ids(err) if i[1] == "translation-old"], [])
    r.change("01-lytte/3-samtale.md", "Bytt roller.", "Bytt roller, og begynn på nytt.")
    r.commit("Si at de begynner på nytt")
    old = [("content/01-lytte/3-samtale.nn.md", "translation-old")]
    for lang, words in (("en", "the original was changed on 2026-01-03, and this translation last on 2026-01-02"),
                        ("nb", "originalen ble endret 2026-01-03, og denne oversettelsen sist 2026-01-02")):
        code, out, err = r.steg("check", "-q", "--lang", lang)
        same(f"an original that has been changed since makes its translation old ({lang})", [i for i in ids(err) if i[1] == "translation-old"], old)
        check(f"with both dates ({lang})", words in err, err)
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller, og byrj på nytt.")
    same("while it is worked on nothing is said", [i for i in ids(r.steg("check", "-q", "--lang", "en")[2]) if i[1] == "translation-old"], [])
    r.commit("Det same på nynorsk")
    same("nor when it has been mended", [i for i in ids(r.steg("check", "-q", "--lang", "en")[2]) if i[1] == "translation-old"], [])
    r.change("01-lytte/3-samtale.md", "En snakker, en lytter.", "Én snakker, én lytter.")
    r.commit("Rett en skrivefeil")
    r.change("01-lytte/3-samtale.nn.md", "minutes: 20\n", "minutes: 20\ncheck:\n  - {ignore: translation-old, why: Bare en skrivefeil.}\n")
    r.commit("Skrivefeilen gjelder ikke nynorsk")
    r.change("01-lytte/3-samtale.md", "Bytt roller", "Bytt plasser")
    r.commit("Bytt plasser")
    code, out, err = r.steg("check", "-q", "--lang", "en")
    same("a reason in the translation keeps it quiet", [i for i in ids(err) if i[1] == "translation-old"], [])
    check("and is not told to be unused", "ignore-unused" not in err, err)


def dates_of_pages():
    r = Repo()
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller no.")
    r.commit("Rett nynorsken")
    same("a course with a translation that was changed is made", r.build()[0], 0)
    check("a page is as old as its own file, in each language", "2. januar 2026" in r.page("lytte/samtale.html") and
          "3. januar 2026" in r.page("nn/aa-hoeyre-etter/samtale.html"))
    check("what is not translated has its original's date", "2. januar 2026" in r.page("nn/kort/index.html"))


def changes_for_readers():
    r = Repo()
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller no.")
    r.commit("Rett nynorsken")
    r.change("02-kort.md", "Les notatene deres.", "Les notatene deres høyt.")
    r.commit("Les høyt")
    same("the course is made", r.build()[0], 0)
    nb, nn = r.page("changes.html"), r.page("nn/changes.html")
    check("readers of bokmål hear nothing of what was changed in nynorsk", "Rett nynorsken" not in nb and "Les høyt" in nb)
    check("readers of nynorsk hear of that, and of pages that are not translated", "Rett nynorsken" in nn and "Les høyt" in nn, nn[nn.find("<main"):][:3000])
    page = re.search(r'href="((?:aa-hoeyre-etter|kort)/changes/[0-9a-f]+\.html)', nn)
    check("each change has its page in the language", page and r.has("nn/" + page[1]), nn)


def changed(r, language, subject):
    """What the page of a change says: words taken out in [-…-], put in in {+…+}; None where no such change is told."""
    listed = r.page(language + "changes.html")
    row = re.search(r'href="(changes/[0-9a-f]+\.html)"[^>]*>\s*' + re.escape(subject) + r"\s*<", listed)
    if not row:
        return None
    page = r.page(language + row[1])
    page = page[page.find("<main"):page.find("</main")]
    page = re.sub(r"<del[^>]*>(.*?)</del>", r"[-\1-]", re.sub(r"<ins[^>]*>(.*?)</ins>", r"{+\1+}", page))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    return re.sub(r" ?(?:(?:Tatt bort|Teke bort|Lagt til): | \(slutt på det som er [a-z ]+\) ?)", "", page)


def changes_of_course_texts():
    r = Repo()
    r.change("course.nn.yml", "Å lytte saman", "Å høyre saman")
    r.commit("Tittel på nynorsk")
    r.change("course.yml", "Å lytte sammen", "Å høre sammen")
    r.commit("Tittel på bokmål")
    r.change("glossary.nn.yml", "for å forstå", "for å skjøne")
    r.commit("Begrep på nynorsk")
    r.change("glossary.yml", "for å forstå", "for å skjønne")
    r.commit("Begrep på bokmål")
    r.change("glossary.yml", "Noen sekunder uten ord.", "Noen stille sekunder.")
    r.commit("Begrep uten oversettelse")
    same("the course is made", r.build(), (0, ""))
    told = {"Tittel på nynorsk": ("nn/", ["Opplysningar om kurset", "[-lytte-]", "{+høyre+}"]),
            "Tittel på bokmål": ("", ["Opplysninger om kurset", "[-lytte-]", "{+høre+}"]),
            "Begrep på nynorsk": ("nn/", ["Ordliste", "[-forstå-]", "{+skjøne+}"]),
            "Begrep på bokmål": ("", ["Ordliste", "[-forstå-]", "{+skjønne+}"])}
    for subject, (language, words) in told.items():
        page = changed(r, language, subject)
        at = [page.find(w) if page else -1 for w in words]
        check(f"readers of {language or 'nb/'} are told of “{subject}”, word by word", -1 not in at and at == sorted(at), page)
        same(f"readers of the other language are not told of “{subject}”", changed(r, "" if language else "nn/", subject), None)
    for language in "", "nn/":
        page = changed(r, language, "Begrep uten oversettelse")
        check(f"of what is not translated all are told ({language or 'nb/'})", page and "{+stille+}" in page, page)
    nn = changed(r, "nn/", "Begrep uten oversettelse") or ""
    check("and only of that: a term of the same file that they have in nynorsk is not shown in bokmål", "Å høre etter" not in nn, nn)
    check("“what is new” on the front page names the same changes", "Tittel på nynorsk" not in r.page("index.html"))
    r.change("glossary.nn.yml", "- id: lytting", "- id: tenkepause\n  term: tenkepause\n  definition: Nokre stille sekund.\n- id: lytting")
    r.commit("Oversett et begrep")
    os.remove(r.path("course.nn.yml"))
    r.commit("Ta bort kursets egne tekster")
    same("the course is made without its own texts", r.build(), (0, ""))
    page = changed(r, "nn/", "Oversett et begrep")
    check("a term that is translated is put into a glossary that was there", page and "{+Nokre stille sekund.+}" in page and "Ny side" not in page, page)
    page = changed(r, "nn/", "Ta bort kursets egne tekster")
    check("texts that are taken away are marked as such", page and "[-Å høyre saman-]" in page, page)
    same("readers of bokmål are told neither", [changed(r, "", s) for s in ("Oversett et begrep", "Ta bort kursets egne tekster")], [None, None])


def differences():
    r = Repo()
    r.git("tag", "v1")
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller no.")
    r.change("01-lytte/3-samtale.nn.md", "      - id: neste\n", "      - id: kven\n        text: Kven byrjar?\n      - id: neste\n")
    r.write("01-lytte/4-utproving.nn.md", "---\ntitle: Prøv i eit møte\nkind: tryout\nperiod: 2 veker\nminutes: open\n---\nLa éin pause vare.\n")
    r.change("01-lytte/1-forarbeid.md", "\n---\n", "\n---\nEn ny setning.\n")
    r.change("course.nn.yml", "Å lytte saman", "Å høyre saman")
    r.change("course.yml", "skoleavdelingen i", "skolesjefen i")
    r.change("glossary.yml", "definition: Å høre", "definition: Det er å høre")
    r.commit("Nynorsk")
    told = {
        "nb": ["", "Kurset", "  Kurset er endret: hvem man kan spørre.", "", "Å høre etter (lytte)",
               "  Steget «Les om lytting» (forarbeid) er endret: teksten.", "", "Begreper",
               "  Begrepet «lytting» er endret: definisjonen.", "", "Nynorsk: Kurset",
               "  Kurset het før «Å lytte saman».", "  Originalen til hvem man kan spørre er endret, men ikke oversettelsen.",
               "", "Nynorsk: Å høyre etter (lytte)", "  «Prøv i eit møte» (utproving) er oversatt.",
               "  Steget «Snakk to og to» (samtale) er endret: teksten.",
               "  Nytt spørsmål i del 2 av «Snakk to og to»: «Kven byrjar?» (alle.kven)",
               "  Originalen til «Les om lytting» (forarbeid) er endret, men ikke oversettelsen.",
               "", "Nynorsk: Begreper", "  Originalen til «lytting» er endret, men ikke oversettelsen."],
        "en": ["", "The course", "  The course has changed: whom to ask.", "", "Å høre etter (lytte)",
               "  The step “Les om lytting” (forarbeid) has changed: the text.", "", "Terms",
               "  The term “lytting” has changed: the definition.", "", "Nynorsk: The course",
               "  The course was called “Å lytte saman” before.", "  The original of whom to ask has changed, but not its translation.",
               "", "Nynorsk: Å høyre etter (lytte)", "  “Prøv i eit møte” (utproving) has been translated.",
               "  The step “Snakk to og to” (samtale) has changed: the text.",
               "  New question in part 2 of “Snakk to og to”: “Kven byrjar?” (alle.kven)",
               "  The original of “Les om lytting” (forarbeid) has changed, but not its translation.",
               "", "Nynorsk: Terms", "  The original of “lytting” has changed, but not its translation."]}
    for lang, lines in told.items():
        for command in (["diff", "v1"], ["log", "-n", "1"]):
            code, out, err = r.steg(*command, "--lang", lang)
            same(f"steg {command[0]} tells of the course, then of its translations, by their language ({lang})",
                 out.splitlines()[1:len(lines) + 1], lines)
            same(f"and has nothing to warn of ({command[0]}, {lang})", (code, err), (0, ""))
    code, out, err = r.steg("diff", "v1", "--lang", "nb", "--format", "markdown")
    check("as Markdown it stands under headings, without ids", "## Nynorsk: Å høyre etter\n\n- «Prøv i eit møte» er oversatt.\n" in out, out)
    diff, log = (json.loads(r.steg(*a, "--format", "json")[1]) for a in (["diff", "v1"], ["log", "-n", "1"]))
    brief = lambda all_: [(t["language"], [(c["kind"], (c["after"] or c["before"])["key"], c["what"], c["keys"]) for c in t["changes"]]) for t in all_]
    want = [("nn", [("course", "lytte", ["changed"], ["title"]), ("course", "lytte", ["behind"], ["contact"]),
                    ("step", "lytte/utproving", ["translated"], []), ("step", "lytte/samtale", ["changed"], ["body"]),
                    ("question", "lytte/alle/kven", ["added"], []), ("step", "lytte/forarbeid", ["behind"], []),
                    ("term", "lytting", ["behind"], [])])]
    same("to programs diff says the same", brief(diff["translations"]), want)
    same("and log, for the commit", brief(log["entries"][0]["translations"]), want)
    same("with the places in the translations", [c["after"]["file"] for c in diff["translations"][0]["changes"][3:5]],
         ["content/01-lytte/3-samtale.nn.md"] * 2)
    r.git("tag", "v2")
    r.change("01-lytte/1-forarbeid.nn.md", "\n---\n", "\n---\nEi ny setning.\n")
    os.remove(r.path("01-lytte/4-utproving.nn.md"))
    r.change("glossary.nn.yml", "definition: Å høyre", "definition: Det er å høyre")
    r.change("course.yml", "languages: [nb, nn, en]", "languages: [nb, nn]")
    os.remove(r.path("course.en.yml"))
    os.remove(r.path("01-lytte/index.en.md"))
    r.commit("Rydd")
    code, out, err = r.steg("diff", "v2", "--lang", "nb")
    same("a translation that is taken away is no step that is gone; what was mended is not behind; a language that the course has no more goes page by page",
         out.splitlines()[1:], ["", "Nynorsk: Å høyre etter (lytte)", "  Steget «Les om lytting» (forarbeid) er endret: teksten.",
                                "  Oversettelsen av «Prøv i et møte» (utproving) er tatt bort.", "", "Nynorsk: Begreper",
                                "  Begrepet «lytting» er endret: definisjonen.", "", "English: Kurset",
                                "  Kurset het før «Listening together».",
                                "", "English: Å høre etter (lytte)", "  Oversettelsen av «Å høre etter» (lytte) er tatt bort."])
    same("and there is nothing to warn of", (code, err), (0, ""))
    code, out, err = r.steg("log", "content/01-lytte/1-forarbeid.nn.md", "--lang", "en")
    check("a translation's own log begins with what was done to it", out.startswith("2026-01-04 Rydd\n\nNynorsk: Å høyre etter (lytte)\n"), out)


def older_versions():
    r = Repo()
    r.git("tag", "v1")
    r.change("course.yml", "modules:", "versions: [v1]\nmodules:")
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller no.")
    r.commit("Ny versjon")
    r.git("tag", "v2")
    r.change("course.yml", "versions: [v1]", "versions: [v1, v2]")
    r.commit("To versjoner")
    code, err = r.build()
    same("a course with older versions in several languages is made", code, 0)
    check("an old version has its languages", r.has("v/v1/nn/aa-hoeyre-etter/samtale.html") and "Byt roller." in r.page("v/v1/nn/aa-hoeyre-etter/samtale.html"), err)
    old = r.page("v/v1/nn/aa-hoeyre-etter/samtale.html")
    check("its switch stays in the version", '<a href="../../lytte/samtale.html" lang="nb"' in old, old[old.find('class="languages"'):][:400])
    check("the way to the present version stays in the language", 'href="../../../../nn/aa-hoeyre-etter/samtale.html"' in old, re.findall(r'<aside class="old".*', old))
    check("its files lie in the version, so that it can be copied away", 'href="../../assets/style-' in old and not r.has("v/v1/nn/assets/style.css"))
    now = r.page("nn/aa-hoeyre-etter/samtale.html")
    check("a page in nynorsk leads to the old one in nynorsk", 'href="../../v/v1/nn/aa-hoeyre-etter/samtale.html"' in now, re.findall(r'href="[^"]*v/v1[^"]*"', now))
    for path in [p for p in (r.dir / "public").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        for url in re.findall(r'(?:href|src)="([^"#:]+)', text):
            if not (path.parent / url).exists():
                check(f"every link leads somewhere: {path.relative_to(r.dir)}", False, url)
                return
    check("every link leads somewhere", True)
    alone = pathlib.Path(tempfile.mkdtemp(dir=TOP)) / "v1"
    shutil.copytree(r.dir / "public/v/v1", alone)
    lost = [(p.name, u) for p in alone.rglob("*.html") for u in re.findall(r'<(?:link|script|img|source|video)[^>]*(?:href|src)="([^"#:]+)', p.read_text(encoding="utf-8"))
            if not (p.parent / u).exists() and "alternate" not in u]
    same("a version that is copied away has all that it shows", lost, [])


def same_bytes():
    r = Repo(git=False)
    outs = []
    for jobs in ("1", "2"):
        out = r.dir / f"out{jobs}"
        same(f"made by {jobs}", r.steg("build", "-q", "-j", jobs, "--out", str(out))[0], 0)
        outs.append({str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and ".steg" not in p.parts})
    check("one process and two make the same bytes", outs[0] == outs[1], sorted(set(outs[0]) ^ set(outs[1])))


def told_once():
    r = Repo(git=False)
    r.change("02-kort.md", "Les notatene deres.", "Les [notatene](notater.md).")
    code, out, err = r.steg("build", "-q", "--lang", "en")
    same("a fault in a text that three languages show is told once", len(re.findall(r"\[no-such-file\]", err)), 1)
    code, out, err = r.steg("check", "-q", "--lang", "en", "--format", "json")
    same("also to programs", [d["id"] for d in json.loads(out)["findings"] if d["severity"] == "error"], ["no-such-file"])


CASES = [old_translations, dates_of_pages, changes_for_readers, changes_of_course_texts, differences, older_versions, same_bytes, told_once]


def main():
    try:
        for case in CASES:
            if not WORDS or any(w in case.__name__ for w in WORDS):
                case()
    finally:
        shutil.rmtree(TOP, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
