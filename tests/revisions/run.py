#!/usr/bin/env python3
"""Any revision of a course as it was (`steg build --rev`), and older versions beside the present one
(`versions` in course.yml), in real repositories made here.

    run.py STEG

Each case is a sentence. A revision must give the bytes that a clean working tree at that commit
gives; what a revision cannot give is told with file and remedy."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STEG = os.path.abspath(sys.argv[1])
TOP = tempfile.mkdtemp(prefix="steg-revisions-")
ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
ENV.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", HOME=TOP, LC_ALL="C.UTF-8", TZ="UTC")
counts = {"passed": 0, "failed": 0}

COURSE = """format: 1
id: prove
title: Prøvekurset
version: "%s"
"""
MODULE = """---
title: Lytte sammen
---
Om det å lytte.
"""
STEP = """---
title: Forarbeid
kind: prework
minutes: 20
---
## Les

%s
"""


def check(what, *problems):
    problems = [p for p in problems if p]
    counts["failed" if problems else "passed"] += 1
    if problems:
        print("failed: " + what)
        for p in problems[:8]:
            print("    " + str(p)[:600])


def has(text, *wanted):
    return ["missing: " + w for w in wanted if w not in text]


class Repo:
    """A course in a repository; its commits are a day apart."""

    def __init__(self, below=""):
        self.dir = tempfile.mkdtemp(dir=TOP)
        self.course = os.path.join(self.dir, below)
        self.clock = 1_767_262_800  # 1 January 2026
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Kari")
        self.git("config", "user.email", "kari@example.no")

    def git(self, *args):
        when = {"GIT_AUTHOR_DATE": f"{self.clock} +0100", "GIT_COMMITTER_DATE": f"{self.clock} +0100"}
        return subprocess.run(["git", *args], cwd=self.dir, env={**ENV, **when}, text=True, check=True,
                              capture_output=True).stdout

    def write(self, path, text):
        whole = os.path.join(self.course, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8", newline="") as f:
            f.write(text)

    def commit(self, subject, tag=None, **files):
        self.clock += 86400
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)
        if tag:
            self.git("tag", tag)

    def run(self, *args, cwd=None):
        r = subprocess.run([STEG, *args], cwd=cwd or self.course, env=ENV, text=True, capture_output=True, timeout=60)
        return r.returncode, r.stdout, r.stderr

    def steg(self, *args, cwd=None):
        r = subprocess.run([STEG, "build", *args], cwd=cwd or self.course, env=ENV, text=True,
                           capture_output=True, timeout=60)
        return r.returncode, r.stdout + r.stderr

    def page(self, path, out="public"):
        with open(os.path.join(self.course, out, path), encoding="utf-8") as f:
            return f.read()


def small(below="", text="Slik begynte det."):
    r = Repo(below)
    r.write("content/course.yml", COURSE % "1.0")
    r.write("content/01-lytte/index.md", MODULE)
    r.write("content/01-lytte/1-forarbeid.md", STEP % text)
    return r


def tree(folder):
    found = {}
    for d, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(d, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, folder)] = f.read()
    return found


def same(a, b):
    a, b = tree(a), tree(b)
    return (["only in the first: " + p for p in sorted(a.keys() - b.keys())]
            + ["only in the second: " + p for p in sorted(b.keys() - a.keys())]
            + ["differs: " + p for p in sorted(a.keys() & b.keys()) if a[p] != b[p]]
            + ([] if a else ["nothing was built"]))


# ---- A revision as it was

def revision_equals_working_tree():
    r = Repo()
    shutil.copytree(os.path.join(ROOT, "tests/courses/everything"), r.dir, dirs_exist_ok=True)
    r.commit("Først", tag="v1")
    r.write("content/nytt-her.md", "---\ntitle: Om\n---\nNytt.\n")
    r.write("layouts/partials/turn.html", "<p class=\"turn\">Egen</p>\n")
    r.commit("Så")
    clone = os.path.join(TOP, "clean")
    subprocess.run(["git", "clone", "-q", r.dir, clone], env=ENV, check=True)
    for rev, name in ("v1", "a tag"), ("HEAD~1", "HEAD~1"), ("main", "a branch"), (r.git("rev-parse", "HEAD").strip()[:12], "a commit's id"):
        at = r.git("rev-parse", rev).strip()
        subprocess.run(["git", "checkout", "-q", "--detach", at], cwd=clone, env=ENV, check=True)
        a, b = os.path.join(TOP, "a"), os.path.join(TOP, "b")
        for out in a, b:
            shutil.rmtree(out, ignore_errors=True)
        code, said = r.steg("-q", "-o", a, cwd=clone)
        r.write("content/nytt-her.md", "---\ntitle: Kladd\n---\nIkke sjekket inn.\n")
        code2, said2 = r.steg("-q", "--rev", rev, "-o", b)
        check(f"{name}: a revision gives the bytes of a clean working tree, whatever the folder holds now",
              code and said, code2 and said2, *same(a, b))
    status = r.git("status", "--porcelain")
    check("building a revision leaves working tree and index alone", status.strip() != "M content/nytt-her.md" and status)


def line_ends_do_not_matter():
    r = small()
    r.write(".gitattributes", "*.md text eol=crlf\n*.yml text eol=crlf\n")
    r.commit("Først")
    r.git("rm", "-q", "--cached", "-r", ".")
    r.git("reset", "-q", "--hard")
    with open(os.path.join(r.dir, "content/01-lytte/1-forarbeid.md"), "rb") as f:
        crlf = b"\r\n" in f.read()
    a = r.steg("-q", "-o", "a")
    b = r.steg("-q", "--rev", "HEAD", "-o", "b")
    check("files that git gives Windows line ends are the same pages as the revision, with the same date",
          not crlf and "the case has no CRLF", a[0] and a[1], b[0] and b[1],
          *same(os.path.join(r.dir, "a"), os.path.join(r.dir, "b")),
          *has(r.page("lytte/forarbeid.html", "a"), "Sist endret 2. januar 2026"))


def what_a_revision_cannot_give():
    r = small()
    os.symlink("1-forarbeid.md", os.path.join(r.dir, "content/01-lytte/2-snarvei.md"))
    r.write("content/01-lytte/film.mp4", "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "0" * 64 + "\nsize 12345\n")
    r.commit("Snarvei og LFS")
    inner = small()
    inner.commit("Annet")
    r.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.dir, "content/02-fra-andre")
    r.commit("Undermodul")
    code, said = r.steg("--lang", "en", "--rev", "HEAD", "-o", "ut")
    check("a symbolic link, a file in LFS and a submodule are told each, with what to do",
          code != 1 and f"exit {code}", *has(said,
          "error: “HEAD:content/01-lytte/2-snarvei.md” is a shortcut (symbolic link), and a revision is read without following it [revision-symlink]",
          "  Put the file itself there and commit it.",
          "error: “HEAD:content/01-lytte/film.mp4” is kept by Git LFS, so the revision holds only a note of where it is [revision-lfs]",
          "  Build from the folder on disk instead, after git lfs pull.",
          "error: “HEAD:content/02-fra-andre” is a submodule: its files are in another repository [revision-submodule]",
          "  Copy the files into the course, or keep them outside content, layouts and themes."),
          os.path.exists(os.path.join(r.dir, "ut/index.html")) and "pages were made")
    code, said = r.steg("--lang", "nb", "--rev", "HEAD", "-o", "ut")
    check("… and in Norwegian", *has(said,
          "feil: «HEAD:content/01-lytte/2-snarvei.md» er en snarvei (symbolsk lenke), og den følges ikke når en versjon leses fra Git",
          "feil: «HEAD:content/01-lytte/film.mp4» ligger i Git LFS, så versjonen inneholder bare en lapp om hvor den er",
          "feil: «HEAD:content/02-fra-andre» er en undermodul: filene ligger i et annet kodelager"))


def where_the_course_is():
    r = small("kurs/lytting")
    r.commit("Først")
    a = r.steg("-q", "-o", os.path.join(r.dir, "a"))
    b = r.steg("-q", "--rev", "HEAD", "-o", os.path.join(r.dir, "b"), cwd=os.path.join(r.course, "content/01-lytte"))
    check("a course in a folder of the repository is found from inside its content",
          a[0] and a[1], b[0] and b[1], *same(os.path.join(r.dir, "a"), os.path.join(r.dir, "b")))
    shutil.rmtree(r.course)
    c = r.steg("-q", "--rev", "HEAD", "-o", "c", "kurs/lytting", cwd=r.dir)
    check("a folder that is gone from the disk is read from the revision all the same",
          c[0] and c[1], *same(os.path.join(r.dir, "a"), os.path.join(r.dir, "c")))
    bare = os.path.join(TOP, "bare.git")
    subprocess.run(["git", "clone", "-q", "--bare", r.dir, bare], env=ENV, check=True)
    d = r.steg("-q", "--rev", "main", "-o", os.path.join(TOP, "d"), os.path.join(bare, "kurs/lytting"), cwd=TOP)
    check("a bare repository can be built from", d[0] and d[1],
          *same(os.path.join(r.dir, "a"), os.path.join(TOP, "d")))
    e = r.steg("--lang", "en", "--rev", "main", "-o", os.path.join(TOP, "e"), bare, cwd=TOP)
    check("where the revision has no course, that is said", e[0] != 3 and f"exit {e[0]}",
          *has(e[1], "there is no course in the revision main at “" + bare + "” [revision-no-course]"))


def revisions_that_are_not_there():
    r = small()
    r.commit("Først")
    code, said = r.steg("--lang", "nb", "--rev", "v9")
    check("a revision that does not exist is told, once, and nothing is made", code != 3 and f"exit {code}",
          said.strip() != "miljøfeil" and has(said, "det finnes ingen versjon «v9» her [revision-unknown]"
          )[0:1] or None, said.count("revision-unknown") != 1 and said,
          os.path.exists(os.path.join(r.course, "public")) and "public was made")
    code, said = r.steg("--lang", "en", "--rev", "HEAD:content")
    check("what is no commit is no revision", code != 3 and f"exit {code}", *has(said, "[revision-unknown]"))
    plain = tempfile.mkdtemp(dir=TOP)
    shutil.copytree(os.path.join(r.dir, "content"), os.path.join(plain, "content"))
    code, said = r.steg("--lang", "en", "--rev", "HEAD", cwd=plain)
    check("without a repository there are no revisions", code != 3 and f"exit {code}",
          *has(said, "“--rev” needs a repository that can be read [git-needed]"))


# ---- Versions side by side

def versions_side_by_side():
    r = small()
    r.commit("Først", tag="v1.0")
    r.write("content/01-lytte/2-prat.md", (STEP % "Snakk om det.").replace("Forarbeid", "Prat").replace("prework", "text"))
    r.commit("Et steg til", tag="høst-2026")
    r.write("content/course.yml", COURSE % "2.0" + "versions: [v1.0, høst-2026]\nbase_url: https://kurs.example.no/\n"
            "repository: https://github.com/eksempel/kurs.git\nedit: github\n")
    r.write("content/01-lytte/1-forarbeid.md", STEP % "Slik ble det.")
    os.remove(os.path.join(r.dir, "content/01-lytte/2-prat.md"))
    r.commit("Nå")
    code, said = r.steg()
    check("the versions that course.yml names are built below v/", code and said,
          *(f"missing: {p}" for p in ("index.html", "v/v1-0/index.html", "v/host-2026/lytte/prat.html")
            if not os.path.exists(os.path.join(r.course, "public", p))))
    old, new = r.page("v/v1-0/lytte/forarbeid.html"), r.page("lytte/forarbeid.html")
    check("an old version has the text it had, the present one what it has now",
          *has(old, "Slik begynte det."), *has(new, "Slik ble det."), "Slik begynte" in new and "old text in the new")
    check("a page of an old version says so, and leads to the same page as it is now",
          *has(old, '<aside class="old" aria-label="Versjoner">Dette er en eldre versjon av kurset: v1.0, fra 2. januar 2026. '
                    '<a href="../../../lytte/forarbeid.html">Gå til den nyeste versjonen</a></aside>'))
    check("… or to the front page, where that page is gone",
          *has(r.page("v/host-2026/lytte/prat.html"), '<a href="../../../index.html">Gå til den nyeste versjonen</a>'))
    check("the present pages have no such banner", 'class="old"' in new and "banner")
    check("every page leads to itself in all versions",
          *has(new, '<a href="forarbeid.html" aria-current="true">Den nyeste (2.0)</a>',
               '<a href="../v/v1-0/lytte/forarbeid.html">v1.0</a>', '<a href="../v/host-2026/lytte/forarbeid.html">høst-2026</a>'),
          *has(old, '<a href="../../../lytte/forarbeid.html">Den nyeste (2.0)</a>',
               '<a href="../../v1-0/lytte/forarbeid.html">v1.0</a>', '<a href="../../host-2026/lytte/forarbeid.html">høst-2026</a>'))
    check("an old page is left out of search engines, names the present page as the true one, and cannot be edited",
          *has(old, '<meta name="robots" content="noindex">',
               '<link rel="canonical" href="https://kurs.example.no/lytte/forarbeid.html">'),
          "/edit/" in old and "edit link", 'rel="canonical"' in r.page("v/host-2026/lytte/prat.html") and "canonical of a page that is gone")
    check("the present page can be edited where the repository is",
          *has(new, '<a href="https://github.com/eksempel/kurs/edit/main/content/01-lytte/1-forarbeid.md">'))
    check("an old version has the date it had", *has(old, "Sist endret 2. januar 2026"), *has(new, "Sist endret 4. januar 2026"))
    links = [(p, u) for p, b in tree(os.path.join(r.course, "public")).items() if p.endswith(".html")
             for u in re.findall(r'(?:href|src)="([^"#:]+)["#]', b.decode())]
    check("no link on any page of any version leads nowhere",
          *sorted({f"{p} → {u}" for p, u in links if not os.path.exists(
              os.path.join(r.course, "public", os.path.dirname(p), u.replace("%C3%B8", "ø")))}))
    check("an old version is a whole site that can be copied away",
          *sorted({f"{p} → {u}" for p, u in links if p.startswith("v/v1-0/")
                   and not os.path.normpath(os.path.join(os.path.dirname(p), u)).startswith("v/v1-0/")
                   and not re.match(r"(\.\./)+(host-2026/|lytte/|index|record|plan|poster|404)", u)}))
    a = r.steg("-q", "--rev", "HEAD", "-o", "b")
    shutil.rmtree(os.path.join(r.course, "b/.steg"), ignore_errors=True)
    shutil.rmtree(os.path.join(r.course, "public/.steg"), ignore_errors=True)
    check("a revision that names versions has them too", a[0] and a[1],
          *same(os.path.join(r.course, "public"), os.path.join(r.course, "b")))


def equal_pages_are_rendered_once():
    r = Repo()
    shutil.copytree(os.path.join(ROOT, "tests/courses/everything"), r.dir, dirs_exist_ok=True)
    r.commit("Først", tag="v1")
    steps = [p for p in tree(r.dir) if re.search(r"content/01[^/]*/[0-9][^/]*\.md$", p)]
    r.write(steps[0], open(os.path.join(r.dir, steps[0]), encoding="utf-8").read() + "\nEt avsnitt til.\n")
    r.commit("Ett steg", tag="v2")
    r.write("content/nytt-her.md", "---\ntitle: Nytt her\n---\nNytt.\n")
    r.commit("En side", tag="v3")
    course = open(os.path.join(r.dir, "content/course.yml"), encoding="utf-8").read()
    r.write("content/course.yml", re.sub(r"(?m)^versions:.*\n", "", course) + "versions: [v1, v2, v3]\n")
    r.commit("Nå")
    whole = r.steg("-v", "-o", "together")
    shared = re.search(r"(\d+) (?:pages|sider).*(?:once|én gang)", whole[1])
    problems = [] if whole[0] == 0 else [whole[1][-2000:]]
    for version in "v1", "v2", "v3":
        r.write("content/course.yml", re.sub(r"(?m)^versions:.*\n", "", course) + f"versions: [{version}, v1^0]\n"
                .replace("v1^0", "HEAD"))
        alone = r.steg("-q", "-o", version)
        if alone[0]:
            problems.append(alone[1][-2000:])
            continue
        a, b = (tree(os.path.join(r.dir, out, "v", version)) for out in ("together", version))
        for page in sorted(a.keys() | b.keys()):
            strip = lambda t: re.sub(rb'(?s)<nav aria-label="[^"]*">\s*<ul>\s*<li aria-hidden.*?</nav>', b"", t or b"")
            if strip(a.get(page)) != strip(b.get(page)):
                problems.append(f"{version}/{page} is another page than when it is rendered for itself")
    check("pages that are the same in several old versions are rendered once, and are as if each had been rendered",
          *problems, not shared and "nothing was shared: " + whole[1][-400:])


def versions_that_cannot_be_made():
    r = small()
    r.write("content/course.yml", COURSE % "1.0" + "tull: ja\n")
    r.write("content/01-lytte/1-forarbeid.md", (STEP % "[borte](borte.md)").replace("minutes: 20\n", ""))
    r.commit("Feil", tag="v1")
    r.write("content/course.yml", COURSE % "2.0" + "versions: [v1, v2]\n")
    r.write("content/01-lytte/1-forarbeid.md", STEP % "Rettet.")
    r.commit("Rettet")
    code, said = r.steg("--lang", "en")
    check("a version that does not exist, and one that has faults, are told with their place in course.yml",
          code != 1 and f"exit {code}", *has(said,
          'content/course.yml:5:12: error: no pages can be made of the version “v1”: see the faults in it [version-broken]',
          'content/course.yml:5:16: error: there is no version “v2” in the repository [version-unknown]',
          'v1:content/01-lytte/1-forarbeid.md:7:1: error: there is no file “borte.md”'),
          "no-minutes" in said and "warnings of the old version were told")
    plain = tempfile.mkdtemp(dir=TOP)
    shutil.copytree(os.path.join(r.dir, "content"), os.path.join(plain, "content"))
    code, said = r.steg("--lang", "en", cwd=plain)
    check("without a repository the site is made without versions, with a warning",
          code and f"exit {code}", *has(said, "content/course.yml:5:12: warning: the older versions are in the repository, and there is none here"),
          os.path.exists(os.path.join(plain, "public/v")) and "v/ was made")


def edit_links():
    for host, repository, wanted in (
            ("github", "https://github.com/e/k", "https://github.com/e/k/edit/utkast/kurs/content/01-lytte/1-forarbeid.md"),
            ("gitlab", "https://gitlab.com/e/k/", "https://gitlab.com/e/k/-/edit/utkast/kurs/content/01-lytte/1-forarbeid.md"),
            ("gitea", "https://git.example.no/e/k", "https://git.example.no/e/k/_edit/utkast/kurs/content/01-lytte/1-forarbeid.md"),
            ("forgejo", "https://codeberg.org/e/k.git", "https://codeberg.org/e/k/_edit/utkast/kurs/content/01-lytte/1-forarbeid.md")):
        r = small("kurs")
        r.write("content/course.yml", COURSE % "1.0" + f"repository: {repository}\nedit: {host}\nbranch: utkast\n")
        r.commit("Først")
        code, said = r.steg("-q")
        check(f"on {host} the link to edit names branch and path from the repository's top", code and said,
              *(has(r.page("lytte/forarbeid.html"), f'<a href="{wanted}">') if not code else []))
    r = small()
    r.write("content/course.yml", COURSE % "1.0" + 'edit: "https://h.example.no/{rev}/{tull}/{path}"\n')
    r.commit("Først")
    r.steg("-q")
    check("{rev} is the commit that the page was made from, and other braces stay",
          *has(r.page("lytte/forarbeid.html"), f'https://h.example.no/{r.git("rev-parse", "HEAD").strip()}/%7Btull%7D/content/01-lytte/1-forarbeid.md'))


# ---- steg diff and steg log

TASKS = """---
title: Refleksjon
kind: reflection
minutes: 30
tasks:
  - id: alle
    title: Alle sammen
    questions:
      - id: sist
        text: Hva gjorde dere sist?
      - id: neste
        text: Hva gjør dere nå?
---
"""


def worked_on():
    """A course whose commits do one thing each."""
    r = small()
    r.write("content/01-lytte/2-refleksjon.md", TASKS)
    r.commit("Begynn", tag="v1")
    r.write("content/01-lytte/1-forarbeid.md", STEP % "Slik ble det.")
    r.commit("fiks forarbeid\n\nKurs-endring: Klarere tekst i forarbeidet")
    r.write("content/01-lytte/1-forarbeid.md", (STEP % "Slik ble det.") + "\n\n")
    r.commit("Bare linjeskift")
    r.write("content/bilde.txt", "ikke noe")
    r.commit("En fil som ingen leser")
    r.git("mv", "content/01-lytte/2-refleksjon.md", "content/01-lytte/3-refleksjon.md")
    r.write("content/01-lytte/2-prat.md", (STEP % "Snakk.").replace("Forarbeid", "Prat").replace("prework", "text"))
    r.commit("Et steg imellom")
    r.write("content/01-lytte/3-refleksjon.md", TASKS.replace("id: neste", "id: naa"))
    r.commit("Ny id", tag="v2")
    os.remove(os.path.join(r.dir, "content/01-lytte/2-prat.md"))
    r.commit("Uten prat likevel")
    return r


def log_tells_each_change():
    r = worked_on()
    code, out, err = r.run("log", "--lang", "nb")
    wanted = """2026-01-08 Uten prat likevel

Lytte sammen (lytte)
  Steget «Prat» er tatt ut.

2026-01-07 Ny id

Lytte sammen (lytte)
  Spørsmålet «Hva gjør dere nå?» i «Refleksjon» har fått id-en naa i stedet for neste. Det team har skrevet, ligger fortsatt under neste.

2026-01-06 Et steg imellom

Lytte sammen (lytte)
  Nytt steg: «Prat»

2026-01-03 Klarere tekst i forarbeidet

Lytte sammen (lytte)
  Steget «Forarbeid» er endret: teksten.

2026-01-02 Begynn

Kurset
  Nytt kurs: «Prøvekurset» (prove)

Lytte sammen (lytte)
  Ny modul, med 2 steg, 1 del og 2 spørsmål
"""
    check("steg log tells what each change did, newest first, in the words meant for readers; a new number, empty "
          "lines and files that are no text of the course are nothing to tell", code and err, err, out != wanted and out)
    code, out, err = r.run("log", "--lang", "en", "-n", "1", "-f", "markdown")
    check("… as Markdown, no more than asked for", code and err, out !=
          "## 2026-01-08 Uten prat likevel\n\n### Lytte sammen\n\n- The step “Prat” has been taken out.\n"
          "\nThere are older changes: steg log -n 0 shows all.\n" and out)
    code, out, err = r.run("log", "-f", "json", "-n", "2")
    told = json.loads(out)
    head = r.git("rev-parse", "HEAD").strip()
    check("… as JSON", code and err, told["format"] != 1, told["more"] is not True and "more", [
        (e["date"], e["words"], e["author"], [(c["kind"], c["what"]) for c in e["changes"]]) for e in told["entries"]] != [
        ("2026-01-08", "Uten prat likevel", "Kari", [("step", ["removed"])]),
        ("2026-01-07", "Ny id", "Kari", [("question", ["renamed"])])] and out,
        told["entries"][0]["commit"] != head and "commit")
    for path, cwd, words in (("1-forarbeid.md", "content/01-lytte", "Begynn Klarere"), ("content/01-lytte/2-prat.md", ".", "Et Uten"),
                             ("content/01-lytte", ".", "Begynn Et Klarere Ny Uten")):
        code, out, err = r.run("log", path, cwd=os.path.join(r.course, cwd))
        found = " ".join(sorted(line.split()[1] for line in out.splitlines() if re.match(r"20\d\d-", line)))
        check(f"steg log {path} tells of that alone, also when it is gone", code and err, found != words and found)
    code, out, err = r.run("log", "/etc/passwd", "--lang", "en")
    check("a path outside the course is refused", code != 3 and f"exit {code}", *has(err, "“/etc/passwd” is not in the course’s folder"))
    empty = Repo()
    empty.write("content/course.yml", COURSE % 1)
    code, out, err = empty.run("log", "--lang", "nb")
    check("before the first commit there is nothing to tell", code != 3 and f"exit {code}", *has(err, "her er ingenting sjekket inn ennå"))


def log_of_one_moment():
    """As after git rebase, which commits many changes within one second."""
    r = small()
    r.write("content/01-lytte/2-prat.md", STEP.replace("Forarbeid", "Prat") % "Snakk.")
    words = ["Begynn"]
    r.commit("Begynn")
    for i, name in enumerate(("2-prat", "1-forarbeid", "2-prat", "1-forarbeid")):
        r.clock -= 86400
        r.write(f"content/01-lytte/{name}.md", STEP % f"Utgave {i}.")
        words.append(f"Utgave{i}")
        r.commit(words[-1])
    os.remove(os.path.join(r.course, "content/01-lytte/2-prat.md"))
    r.clock -= 86400
    words.append("Uten")
    r.commit("Uten")
    code, out, err = r.run("log", "--lang", "nb")
    found = [line.split()[1] for line in out.splitlines() if re.match(r"20\d\d-", line)]
    check("changes of one moment are told newest first, too", code and err, found != words[::-1] and found)


def diff_tells_what_differs():
    r = worked_on()
    code, out, err = r.run("diff", "v1", "v2", "--lang", "nb")
    check("steg diff tells what differs between two versions, and warns of what teams have written", code and err, out !=
          """Endringer i «Prøvekurset» fra v1 til v2

Lytte sammen (lytte)
  Steget «Forarbeid» er endret: teksten.
  Nytt steg: «Prat»
  Spørsmålet «Hva gjør dere nå?» i «Refleksjon» har fått id-en naa i stedet for neste. Det team har skrevet, ligger fortsatt under neste.
""" and out, *has(err, "v2:content/01-lytte/3-refleksjon.md:11:13: advarsel: ", "[id-changed]", "  Skriv id: neste, så finner de det igjen der de skrev det."))
    code, out, err = r.run("diff", "v1", "v2", "--strict")
    check("… which --strict makes a fault", code != 1 and f"exit {code}", not out and "the differences were not told")
    r.write("content/01-lytte/1-forarbeid.md", (STEP % "Slik er det nå.").replace("minutes: 20", "minutes: 25"))
    code, out, err = r.run("diff", "HEAD", "--lang", "en")
    check("with one version it is compared with what lies in the folder", code and err, out !=
          "Changes in “Prøvekurset” from HEAD to now\n\nLytte sammen (lytte)\n  The step “Forarbeid” has changed: the time and the text.\n" and out)
    code, out, err = r.run("diff", "v2", "v2", "--lang", "nb")
    check("when nothing differs, that is said", code and err, out.count("\n") != 1 and out)
    code, out, err = r.run("diff", "--lang", "nb")
    check("without a version it is a wrong use", code != 2 and f"exit {code}", *has(err, "det er ikke sagt hvilken versjon"))
    code, out, err = r.run("diff", "v1", "v7", "-f", "json")
    check("a version that is not there is told, and nothing printed", code != 3 and f"exit {code}", out, *has(err, "revision-unknown"))
    r.write("content/01-lytte/1-forarbeid.md", "uten nøkler\n")
    code, out, err = r.run("diff", "v1", "--lang", "nb")
    check("what cannot be read is not told to be gone", code and err, *has(out, "Steget «forarbeid» er ikke sammenlignet, for fila lar seg ikke lese."), "tatt ut" in out and out)


for case in (revision_equals_working_tree, line_ends_do_not_matter, what_a_revision_cannot_give, where_the_course_is,
             revisions_that_are_not_there, versions_side_by_side, equal_pages_are_rendered_once, versions_that_cannot_be_made, edit_links,
             log_tells_each_change, log_of_one_moment, diff_tells_what_differs):
    try:
        case()
    except Exception as e:  # a case that breaks off is a failure with its own name
        check(case.__name__.replace("_", " "), repr(e))
shutil.rmtree(TOP, ignore_errors=True)
print(f"{counts['passed']} passed, {counts['failed']} failed, 0 skipped")
sys.exit(1 if counts["failed"] else 0)
