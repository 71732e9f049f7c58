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


def differences():
    r = Repo()
    r.git("tag", "v1")
    r.change("01-lytte/3-samtale.nn.md", "Byt roller.", "Byt roller no.")
    r.write("01-lytte/4-utproving.nn.md", "---\ntitle: Prøv i eit møte\nkind: tryout\nperiod: 2 veker\nminutes: open\n---\nLa éin pause vare.\n")
    r.commit("Nynorsk")
    for command in (["diff", "v1"], ["log"]):
        code, out, err = r.steg(*command, "--lang", "nb")
        check(f"steg {command[0]} takes no translation for a step that came or went", code == 0 and not re.search("nytt steg|fjernet|borte", out, re.I), out, err)
        check(f"but says of it under the name of its language ({command[0]})", "Nynorsk\n" in out and "oversatt" in out and "Oversettelsen av" in out, out, err)
    os.remove(r.path("01-lytte/4-utproving.nn.md"))
    r.commit("Ta bort nynorsk")
    code, out, err = r.steg("diff", "HEAD~1", "--lang", "nb")
    same("one that is taken away, too, is no step that is gone", out.splitlines()[1:],
         ["", "Nynorsk", "  Oversettelsen av «Prøv i et møte» er tatt bort."])
    same("and there is nothing to warn of", (code, err), (0, ""))


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


CASES = [old_translations, dates_of_pages, changes_for_readers, differences, older_versions, same_bytes, told_once]


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
