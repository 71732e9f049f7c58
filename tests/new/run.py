#!/usr/bin/env python3
"""steg new: what stands in the files it makes, and what happens when it cannot make them.

    run.py STEG FAULT.so                all
    run.py STEG FAULT.so titles list    cases whose name contains one of the words
    run.py STEG FAULT.so --record       writes what steg says now into transcript.*.txt; read it

A case is a sentence. FAULT.so is fault.c, compiled; an empty word leaves those cases out. What steg says in each
situation stands in tests/spec/new.md."""
import html
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STEG, FAULT = os.path.abspath(sys.argv[1]), sys.argv[2] and os.path.abspath(sys.argv[2])
WORDS = [w for w in sys.argv[3:] if not w.startswith("--")]
TOP = pathlib.Path(tempfile.mkdtemp(prefix="steg-new-"))
ENV = {"PATH": os.environ["PATH"], "HOME": str(TOP), "LC_ALL": "C.UTF-8", "TZ": "UTC",
       "GIT_CEILING_DIRECTORIES": str(TOP), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
ENV.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
KINDS = ["prework", "presentation", "reflection", "tryout", "followup", "literature", "text"]
DAY = ["--today", "2024-02-29"]
counts = {"passed": 0, "failed": 0, "skipped": 0}


def check(what, *problems):
    problems = [p for p in problems if p]
    counts["failed" if problems else "passed"] += 1
    if problems:
        print("failed: " + what)
        for p in problems[:8]:
            print("    " + str(p)[:600])


def skip(what, why):
    counts["skipped"] += 1
    print(f"skipped: {what} ({why})")


def folder():
    return pathlib.Path(tempfile.mkdtemp(dir=TOP))


def steg(*args, cwd, env=None):
    r = subprocess.run([STEG, *args], cwd=cwd, env={**ENV, **(env or {})}, capture_output=True, timeout=60,
                       stdin=subprocess.DEVNULL)
    return r.returncode, r.stdout.decode(), r.stderr.decode()


def good(*args, cwd, env=None):
    """Runs it, which must go well without a word on standard error; what it said."""
    code, out, err = steg(*args, cwd=cwd, env=env)
    if code or err:
        raise AssertionError(f"steg {' '.join(args)}: exit {code}\n{err}")
    return out


def strict(cwd):
    """What is wrong with the course, if anything is."""
    code, _, err = steg("build", "--strict", "-q", "--out", str(TOP / "site"), cwd=cwd)
    return err or (code and f"exit {code}")


def tree(at):
    """Every name below a folder, hidden ones too, with what it holds."""
    found = {}
    for d, dirs, files in os.walk(at):
        for name in dirs + files:
            path = pathlib.Path(d, name)
            what = "a folder" if path.is_dir() else os.readlink(path) if path.is_symlink() else path.read_bytes()
            found[str(path.relative_to(at))] = what
    return found


def write(at, path, text):
    (at / path).parent.mkdir(parents=True, exist_ok=True)
    (at / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def small(extra="", modules=("01-start",)):
    """A course with modules that have nothing in them."""
    at = folder()
    write(at, "content/course.yml", "format: 1\nid: prove\ntitle: Prøve\n" + extra)
    for name in modules:
        write(at, f"content/{name}/index.md", "---\ntitle: Start\npurpose: Å begynne.\nreviewed: 2026-11-22\n---\n")
    return at


def heading(page):
    text = re.search(r"<h1>(.*?)</h1>", page.read_text(encoding="utf-8"), re.S)[1]
    return "markup: " + text if "<" in text else html.unescape(text)


# ---- What is made

def whole_courses():
    for lang, ci in ("nb", "github"), ("en", "gitlab"):
        at = folder()
        good("new", "course", "kurset", "--lang", lang, "--ci", ci, *DAY, cwd=at)
        course = at / "kurset"
        check(f"{lang}: a new course builds under --strict without a word", strict(course))
        module = sorted((course / "content").glob("0*"))[0]
        found = [m for f in sorted(module.glob("[0-9]*.md")) for m in re.findall(r"(?m)^kind: (\w+)", f.read_text())]
        check(f"{lang}: its module has every kind of step, in the order of the work", found != KINDS and found)
        text = "".join(f.read_text() for f in course.rglob("*") if f.is_file())
        check(f"{lang}: nothing is left to be filled in", *re.findall(r".*\{\{.*", re.sub(r"\$\{\{ ", "", text)))
        check(f"{lang}: the date of review is the day it was made, and comes again in a year",
              "reviewed: 2024-02-29\nreview_by: 2025-02-28\n" not in text and "no such dates")
        used = [w for w in ("::: tip", "[@roald2012, ", "](term:", "method: igp", "phases:", "decide: true", "per_group:",
                            "signs:", "variants:", "[^1]", "|---|", "literature:", "aliases:") if w not in text]
        check(f"{lang}: it shows boxes, citations, terms, methods, phases, decisions, signs and tables", *used)
        shutil.rmtree(module)
        check(f"{lang}: without its module it complains of nothing but that",
              *[m for m in re.findall(r"\[([a-z-]+)\]$", strict(course) or "", re.M) if m != "no-modules"])
        good("new", "module", "Lytte", *DAY, cwd=course)
        check(f"{lang}: with a module of one's own instead, it is without a fault again", strict(course))


def nothing_to_mend():
    """steg check says nothing before the author has written something."""
    def said(at):
        code, _, err = steg("check", "--strict", "-q", "--today", "2024-03-01", cwd=at)
        return err or (code and f"exit {code}")

    for lang in "nb", "en":
        at = folder()
        good("new", "course", ".", "--lang", lang, *DAY, cwd=at)
        check(f"{lang}: in a new course there is nothing to mend, under --strict", said(at))
        good("new", "module", "Å lytte", *DAY, cwd=at)
        check(f"{lang}: nor with a module more", said(at))
        for module in sorted(p.name for p in (at / "content").glob("0*")):
            for kind in KINDS * 2:
                told = good("new", "step", kind, "--module", module, cwd=at)
                if kind == "tryout":
                    next_one = re.search(r"steg (new step \S+) --module", told)
                    check(f"{lang}: what a try-out in {module} still lacks is told by both",
                          re.findall(r"\[([a-z-]+)\]$", said(at) or "", re.M) != ["tryout-without-followup"] and said(at), not next_one and told)
                    good(*next_one[1].split(), "--module", module, cwd=at)
                check(f"{lang}: nor with a step of kind {kind} more in {module}", said(at))
        good("new", "method", "Runde", cwd=at)
        check(f"{lang}: nor with a method card more", said(at))
        course = at / "content/course.yml"
        text = course.read_text()
        quiet = re.search(r"(?m)^check:\n  - ignore: no-accessibility-statement\n    why: .*\n", text)
        with_one = re.sub(r"(?m)^# (accessibility_statement: \S+/).*$", r"\1prove", text)
        course.write_text(with_one)
        check(f"{lang}: when there is an accessibility statement, the lines that spoke for it are asked to go",
              not re.search(r"^content/course\.yml:\d+:\d+: .*\[ignore-unused\]$", said(at) or "", re.M) and said(at))
        course.write_text(with_one.replace(quiet[0], "") if quiet else text)
        check(f"{lang}: without them all is well again", said(at))
        index = sorted((at / "content").glob("02-*/index.md"))[0]
        index.write_text(re.sub(r"(?m)^# (minutes: .*)$", r"\1", index.read_text()))
        check(f"{lang}: a module that promises less than its steps take is told, once it promises something",
              "[meeting-over-frame]" not in (said(at) or "") and said(at))


def schemas():
    """.vscode/ of a new course, for the extension that reads JSON Schema for YAML files."""
    bare = lambda path: json.loads(re.sub(r"(?m)^\s*//.*$", "", path.read_text()))
    for lang in "nb", "en":
        at = folder()
        good("new", "course", ".", "--lang", lang, cwd=at)
        settings = bare(at / ".vscode/settings.json")
        pairs = {schema: [of] if isinstance(of, str) else of for schema, of in settings["yaml.schemas"].items()}
        check(f"{lang}: an editor finds a schema for each YAML file of a new course",
              sorted(f for of in pairs.values() for f in of if "*" not in f) !=
              sorted(str(p.relative_to(at)) for p in (at / "content").rglob("*.yml")) and pairs)
        check(f"{lang}: and for the translations of two of them", {f: schema for schema, of in pairs.items() for f in of if "*" in f} !=
              {"content/course.*.yml": ".vscode/steg-course-texts.schema.json",
               "content/glossary.*.yml": ".vscode/steg-glossary.schema.json"} and pairs)
        for schema in pairs:
            name = re.fullmatch(r"\.vscode/steg-(.+)\.schema\.json", schema)[1]
            wanted = good("schema", name, "--lang", lang, cwd=at)
            check(f"{lang}: {schema} is what steg schema prints for {name}", not (at / schema).exists() and "not there" or
                  (at / schema).read_text() != wanted and "another")
        check(f"{lang}: no schema is there that no setting uses", {str(p.relative_to(at)) for p in at.rglob("*.schema.json")} ^ set(pairs))
        check(f"{lang}: the extension is recommended, and fetches and sends nothing",
              bare(at / ".vscode/extensions.json") != {"recommendations": ["redhat.vscode-yaml"]} and "not so",
              settings["yaml.schemaStore.enable"] is not False, settings["redhat.telemetry.enabled"] is not False)
        comment = re.search(r"steg (schema \S+ --lang \w+) > (\S+)", (at / ".vscode/settings.json").read_text())
        check(f"{lang}: what the comment says to write after a new version writes the schema",
              good(*comment[1].split(), cwd=at) != (at / comment[2]).read_text())
    at = folder()
    write(at, ".vscode/settings.json", "{}")
    code, _, err = steg("new", "course", ".", cwd=at)
    check("settings that are there already are not overwritten", code == 0, "[new-exists]" not in err and err,
          list(tree(at)) != [".vscode", ".vscode/settings.json"] and tree(at), (at / ".vscode/settings.json").read_text() != "{}")


def comments():
    """Every key that a new file shows is explained, or so plain that it needs no word."""
    for lang, word in ("nb", "Norwegian"), ("en", "English"):
        for path in sorted((ROOT / "starters" / lang).rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            front = re.match(r"---\n(.*?)\n---\n", text, re.S)
            if path.name == "README.md":
                continue
            place = str(path.relative_to(ROOT))
            example = re.search(r"/0\d-", place) and not place.endswith("index.md")
            check(f"{place} explains itself in {word}", not front and "no front matter",
                  front and not example and "\n# " not in "\n" + front[1] and "no comment",
                  *[f"line too long: {line}" for line in (front[1].split("\n") if front else [])
                    if line.startswith("#") and len(line) > 104])
    a, b = ([re.sub(r"[^/]+$", "", str(p.relative_to(ROOT / "starters" / lang))).replace("01-forste-modul", "01-first-module")
             for p in sorted((ROOT / "starters" / lang).rglob("*")) if p.is_file()] for lang in ("nb", "en"))
    check("both languages have the same files", sorted(a) != sorted(b) and (a, b))


def every_kind():
    at = folder()
    good("new", "course", ".", "--lang", "nb", *DAY, cwd=at)
    names = {"prework": "Førearbeid", "presentation": "presentasjon", "reflection": "Felles refleksjon", "tryout": "utproving",
             "followup": "Oppfølging", "literature": "LITTERATUR", "text": "tekst"}
    for kind in KINDS:
        good("new", "step", kind, cwd=at)
        good("new", "step", names[kind], cwd=at)
    check("every kind of step can be made again and again, by its English and its Norwegian name", strict(at))
    module = at / "content/01-forste-modul"
    check("steps get the next number, and a name that is free",
          *[f"missing: {n}" for n in ("8-forarbeid-2.md", "9-forarbeid-3.md", "12-refleksjon-2.md", "13-refleksjon-3.md",
                                      "18-litteratur-2.md", "20-tekst.md", "21-tekst-2.md", "manus-2.md", "manus-3.md")
            if not (module / n).exists()])
    ids = re.findall(r"(?m)^  - id: (\S+)", "".join(f.read_text() for f in module.glob("*.md")))
    tasks = [i for i in ids if i != "roald2012"]
    check("ids of tasks are found once in a module", len(tasks) != len(set(tasks)) and tasks)
    check("each presentation has a script of its own",
          "file: manus-3.md" not in (module / "11-presentasjon-3.md").read_text() and "no")


# ---- Titles

TITLES = ["Lytte til elevene", "Kolon: og mer", "Hva: hvorfor?", 'Et "sitat" her', '"Sitat"', "'Apostrof'", "Nr. #3", "# Først",
          "#", "## To", "- strek", "-", "–", "---", "...", "+ pluss", "1. Lytte", "2) To", "12. ", "> sitat", ">", "*stjerne*",
          "* punkt", "**", "_under_", "a_b_c", "__init__", "`kode`", "tre ``` grav", "[lenke](x)", "[modul](term:borte)",
          "![bilde](x.png)", "[^1]", "[@roald2012]", "[x]: y", "<b>fet</b>", "<!-- kommentar -->", "<", "a < b > c",
          "https://udir.no/x", "www.udir.no og vi", "http://", "ftp://x.no", "<https://udir.no>", "e@post.no", "@krøllalfa",
          "se @her", "\\@", "Q&A", "a &amp; b", "&copy;", "&#169;", "&anker", "*alias", "! utrop", "!utrop", "% prosent", "%",
          "| rør |", "a | b", "|", "{a: b}", "[a, b]", "[]", "{}", "{{title}}", "{{id x}}", "${input:x}", "$(id)", "`id`",
          "::: boks", ":::", ": ", ":", "a:", "~~strek~~", "~", "~x~", "null", "Null", "ja", "no", "true", "12:30", "0x1F", "1e3",
          "2026-11-22", "= lik", "===", "^1", "?", "? x", "😀 emoji 👩‍🏫", "😀", "Æ Ø Å æøå", "Čáhppes đ ŋ", "日本語", "العربية",
          "slutt med \\", "\\ bakstrek", "\\n", "C #", "slutt #", "{#id}", "Tittel {#id}", "a  b", "to\u00a0ord", "fjell–fjord",
          "«Sitat»", "“x”", "tall 3,5 %", "50/50", "x=y", "a+b", "ord,", ",ord", "Ord;", "Ord: «hva?»", "æ" * 200,
          "Kontradiksjonsprinsippgjennomgangsmøteforberedelse", "Con", "Nul", "COM1", "Index", "Readme", "Record", "Leader", "nb",
          "English", "en", "v", "404", "Methods", "Manus"]


def titles():
    wrong = []
    for n, title in enumerate(TITLES):
        at = folder() / "k"
        try:
            good("new", "course", str(at), "--title", title, "--lang", "nb", "--", cwd=TOP)
            good("new", "module", "--lang", "nb", "--", title, cwd=at)
            module = sorted((at / "content").glob("02-*"))[0]
            good("new", "step", "tekst", f"--title={title}", cwd=module)
            good("new", "method", "--", title, cwd=at)
            good("build", "--strict", "-q", cwd=at)
        except AssertionError as e:
            wrong.append(f"{title!r}: {e}")
            continue
        name = module.name[3:]
        step = sorted(module.glob("8-*"))[0].stem[2:]
        method = [p.stem for p in (at / "content/methods").glob("*.md") if p.stem != "igp"][0]
        pages = {"the course": "index", "the module": f"{name}/index", "the step": f"{name}/{step}", "the method": f"methods/{method}"}
        for what, page in pages.items():
            got = heading(at / f"public/{page}.html")
            if re.sub(r"\s+", " ", got) != re.sub(r"\s+", " ", title.strip()):
                wrong.append(f"{title!r}: {what} has the title {got!r}")
        if len(name) > 60 or not re.fullmatch(r"[a-z0-9-]+", name):
            wrong.append(f"{title!r}: the module is called {name!r}")
    check(f"a title comes back as it was given, whatever signs it has ({len(TITLES)} titles, as course, module, step and method)",
          *wrong)


def names():
    at = small()
    for title, name in (("Å lytte – øve, én gang", "a-lytte-ove-en-gang"), ("😀", "modul"), ("日本語", "modul-"), ("Record", "record-2"),
                        ("nn", "nn-2"), ("404", "404-2")):
        code, _, err = steg("new", "module", title, "--lang", "nb", cwd=at)
        made = [p.name[3:] for p in (at / "content").glob("0[2-9]-*")]
        check(f"the module {title!r} is called {name}, or refused where that is taken",
              name not in made and not (name.endswith("-") and "[new-name-taken]" in err) and (code, made, err))
    check("what has such names is without a fault", strict(at))
    at = folder()
    for given, ident, title in (("vaart-kurs", "vaart-kurs", "Vaart kurs"), ("Øving i å lytte", "oving-i-a-lytte", "Øving i å lytte"),
                                ("øving", "oving", "Øving"), ("😀", "kurs", '😀'), ("a/b/c/", "c", "C"), ("null", '"null"', '"null"'),
                                ("-x", "x", "X")):
        good("new", "course", "--lang", "nb", "--", given, cwd=at)
        text = (at / given / "content/course.yml").read_text()
        check(f"the course in {given!r} has the id {ident} and the title {title}",
              f"\nid: {ident}\n" not in text and text[:900],
              f"\ntitle: {title}\n" not in text and title != '"null"' and text[:900])
    here = folder() / "Lærende møter"
    here.mkdir()
    good("new", "course", ".", cwd=here)
    check("a course made where one stands is called what the folder is", "id: laerende-moter\n" not in
          (here / "content/course.yml").read_text() and "no")
    raw = os.fsencode(str(folder())) + b"/k\xffurs"
    r = subprocess.run([STEG.encode(), b"new", b"course", raw, b"--lang", b"nb"], env=ENV, capture_output=True)
    with open(raw + b"/content/course.yml") as f:
        check("a folder whose name is no text gives the usual title", r.returncode, "title: Kurs\n" not in f.read() and "no")


def signs_that_cannot_be_seen():
    at = small()
    for title in "to\nlinjer", "tab\tulator", "\x1b[31mrød", "\u202esnudd", "linje\u2028skille", "\ufeffBOM", "\x7f":
        for what in (["module", title], ["method", title], ["step", "tekst", "--title", title], ["course", "k", "--title", title]):
            before = tree(at)
            code, out, err = steg("new", *what, cwd=at)
            check(f"{what[0]}: {title!r} is no title, and nothing is made of it", code == 0 and "exit 0",
                  "[new-title-signs]" not in err and err, tree(at) != before and "something was made",
                  re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", out + err) and "it was printed as it is")
    r = subprocess.run([STEG.encode(), b"new", b"module", b"\xff\xfe"], cwd=at, env=ENV, capture_output=True)
    check("bytes that are no text are no title", r.returncode != 1 and r.returncode, b"[new-title-signs]" not in r.stderr and r.stderr)


# ---- Numbers and modules

def numbers():
    for have, want in ((["01-a", "02-b"], "03-ny"), (["01-a", "09-b"], "10-ny"), (["1-a", "2-b"], "3-ny"), (["001-a"], "002-ny"),
                       (["00-a"], "01-ny"), ([], "01-ny"), (["01-a", "20261122093015-b"], "02-ny"), (["99-a"], "100-ny")):
        at = small(modules=have)
        good("new", "module", "Ny", *DAY, cwd=at)
        check(f"after {', '.join(have) or 'nothing'} comes {want}", not (at / "content" / want / "index.md").exists()
              and sorted(os.listdir(at / "content")))
    at = small()
    write(at, "content/02-kort.md", "---\ntitle: Kort\npurpose: P.\nreviewed: 2026-11-22\n---\n")
    (at / "content/03-tom").mkdir()
    good("new", "module", "Ny", cwd=at)
    check("modules in one file and empty folders have numbers too", not (at / "content/04-ny").exists()
          and os.listdir(at / "content"))
    at = small()
    write(at, "content/01-start/01-les.md", "---\ntitle: Les\nminutes: 5\n---\n")
    write(at, "content/01-start/ny.md", "---\ntitle: Ny\n---\n")
    good("new", "step", "tekst", "--title", "Ny", cwd=at)
    check("a step is numbered as the others are, and no file beside it has its name",
          not (at / "content/01-start/02-ny-2.md").exists() and os.listdir(at / "content/01-start"), strict(at))


def which_module():
    at = small(modules=["01-start", "02-tall", "03-samtaler"])
    write(at, "content/03-samtaler/index.md", "---\ntitle: Samtaler\nid: snakke\npurpose: P.\nreviewed: 2026-11-22\n---\n")
    write(at, "content/02-tall/bilder/x.txt", "x")
    for cwd, args, want in ((".", ["--module", "tall"], "02-tall"), (".", ["-m", "02-tall"], "02-tall"), (".", ["-m", "snakke"], "03-samtaler"),
                            (".", ["-m", "content/02-tall/"], "02-tall"), (".", ["-m", "Tall"], "02-tall"), ("content/02-tall", [], "02-tall"),
                            ("content/02-tall/bilder", [], "02-tall"), ("content/02-tall", ["-m", "start"], "01-start")):
        before = set(tree(at))
        out = good("new", "step", "tekst", *args, cwd=at / cwd)
        new = sorted(set(tree(at)) - before)
        check(f"in {cwd} with {' '.join(args) or 'nothing said'}, the step goes into {want}",
              (len(new) != 1 or not new[0].startswith(f"content/{want}/")) and new)
        told = re.search(r"(?:Begynn med|Begin with) (.*?\.md)\.", out)[1]
        check("the file is told as one would type it there", not (at / cwd / told).exists() and told)
    only = at / "content/02-tall"
    code, _, err = steg("new", "step", "tekst", cwd=at / "content")
    check("outside all of them, steg asks which", code != 1 and code, "[new-which-module]" not in err and err)
    good("new", "module", "Ny", cwd=only)
    check("from inside a module, a new module goes beside it", not (at / "content/04-ny/index.md").exists() and "no")
    bare = small()
    shutil.move(bare / "content", bare / "bart")
    good("new", "module", "Ny", cwd=bare / "bart")
    good("new", "method", "Runde", cwd=bare / "bart/02-ny")
    check("a content folder alone is a course too", not (bare / "bart/02-ny/index.md").exists() and "no module",
          not (bare / "bart/methods/runde.md").exists() and "no method", strict(bare / "bart"))


def whose_language():
    def says(at, *args, env=None):
        before = set(tree(at))
        good("new", *args, cwd=at, env=env)
        new = "".join((at / p).read_text() for p in set(tree(at)) - before if (at / p).is_file())
        return "Norwegian" if "Det dere" in new or "dere" in new else "English"
    for language, args, locale, want in (("nb", [], "C.UTF-8", "Norwegian"), ("nn", [], "C", "Norwegian"), ("en-GB", [], "nb_NO.UTF-8", "English"),
                                         ("fr", [], "nb_NO.UTF-8", "Norwegian"), ("fr", [], "C", "English"),
                                         ("nb", ["--lang", "en"], "nb_NO.UTF-8", "English"), ("en", ["--lang=nb"], "C", "Norwegian")):
        at = small(f"language: {language}\n")
        for what in ["module", "X"], ["step", "tekst", "-m", "start"], ["method", "X"]:
            check(f"in a course in {language}, locale {locale}, {' '.join(args) or 'no --lang'}: a {what[0]} in {want}",
                  says(at, *what, *args, env={"LC_ALL": locale}) != want and "no")
    for args, locale, want in (([], "nb_NO.UTF-8", "Norwegian"), ([], "C", "English"), (["--lang", "nb"], "C", "Norwegian")):
        check(f"a course, locale {locale}, {' '.join(args) or 'no --lang'}: in {want}",
              says(folder(), "course", "k", *args, env={"LC_ALL": locale}) != want and "no")


# ---- modules: in course.yml

HEAD = "format: 1\nid: prove\ntitle: Prøve\n"


def the_list():
    cases = [
        ("a list of lines", "modules:\n  - start\n", "modules:\n  - start\n  - ny\n"),
        ("a list without indentation", "modules:\n- start\nversion: x\n", "modules:\n- start\n- ny\nversion: x\n"),
        ("wide hyphens", "modules:\n    -   start\n", "modules:\n    -   start\n    -   ny\n"),
        ("comments", "modules: # rekkefølgen\n  # først\n  - start  # ikke flytt\n  # - senere\nversion: x # y\n",
         "modules: # rekkefølgen\n  # først\n  - start  # ikke flytt\n  - ny\n  # - senere\nversion: x # y\n"),
        ("no line end at the end", "modules:\n  - start", "modules:\n  - start\n  - ny"),
        ("Windows' line ends", "modules:\r\n  - start\r\nversion: x\r\n", "modules:\r\n  - start\r\n  - ny\r\nversion: x\r\n"),
        ("quotation marks", "modules:\n  - 'start'\n", "modules:\n  - 'start'\n  - ny\n"),
        ("a list in brackets", "modules: [start]\n", "modules: [start, ny]\n"),
        ("spaces in brackets", "modules: [ start ] # alt\n", "modules: [ start, ny ] # alt\n"),
        ("brackets over several lines", "modules: [\n  start, # a\n]\n", "modules: [\n  start, ny, # a\n]\n"),
        ("quotation marks in brackets", 'modules: ["start"]\n', 'modules: ["start", ny]\n'),
        ("folders' names", "modules:\n  - 01-start\n", "modules:\n  - 01-start\n  - 02-ny\n"),
        ("no list", "version: x\n", None),
        ("an empty list", "modules: []\n", None),
        ("a list with nothing in it yet", "modules:\nversion: x\n", None),
        ("a list that is only a comment", "# modules: [start]\n", None),
    ]
    for what, before, after in cases:
        at = small()
        write(at, "content/course.yml", (HEAD.replace("\n", "\r\n") if "\r" in before else HEAD) + before)
        old = (at / "content/course.yml").read_bytes()
        os.chmod(at / "content/course.yml", 0o640)
        good("new", "module", "Ny", *DAY, cwd=at)
        got = (at / "content/course.yml").read_bytes()
        want = old if after is None else old.replace(before.encode(), after.encode())
        check(f"modules: {what}", got != want and (got, want), strict(at),
              not (TOP / "site/ny/index.html").exists() and "the module is not published",
              stat.S_IMODE(os.stat(at / "content/course.yml").st_mode) != 0o640 and "other rights than before")
    bom = small()
    write(bom, "content/course.yml", b"\xef\xbb\xbf" + (HEAD + "modules: [start]\n").encode())
    good("new", "module", "Ny", cwd=bom)
    check("a byte order mark stays", not (bom / "content/course.yml").read_bytes().endswith(b"modules: [start, ny]\n") and "no", strict(bom))
    null = small()
    write(null, "content/course.yml", HEAD + "modules: [start]\n")
    good("new", "module", "Null", cwd=null)
    check("a name that YAML would take for nothing is quoted", not (null / "content/course.yml").read_text()
          .endswith('modules: [start, "null"]\n') and "no", strict(null))
    for what, before in ("a hyphen on a line of its own", "modules:\n  -\n    start\n"), ("one word", "modules: start\n"):
        at = small()
        write(at, "content/course.yml", HEAD + before)
        code, out, err = steg("new", "module", "Ny", cwd=at)
        check(f"modules: {what}: the list is left alone, and what to write is told", code, "[new-list-by-hand]" not in err and err,
              (at / "content/course.yml").read_text() != HEAD + before and "it was changed", "02-ny" not in out and out)
    link = small()
    write(link, "felles/course.yml", HEAD + "modules: [start]\n")
    os.remove(link / "content/course.yml")
    os.symlink("../felles/course.yml", link / "content/course.yml")
    code, out, err = steg("new", "module", "Ny", cwd=link)
    check("a course.yml that is a link stays one, and what to write is told", code, "[new-list-by-hand]" not in err and err,
          not (link / "content/course.yml").is_symlink() and "it is a file now")


# ---- Nothing is overwritten

def refused(what, at, *args, code=3, words=(), env=None, cwd="."):
    before = tree(at)
    got, out, err = steg("new", *args, cwd=at / cwd, env={"LC_ALL": "C", **(env or {})})
    check(what, got != code and f"exit {got}: {out}{err}", *[f"not said: {w}\n{err}" for w in words if w not in err],
          tree(at) != before and f"the folder changed: {sorted(set(tree(at)) ^ set(before))}")


def nothing_is_overwritten():
    at = folder()
    write(at, "k/.vscode/tasks.json", "{}")
    write(at, "k/.gitignore", "mitt")
    refused("every file in the way is told, and all stay", at, "course", "k",
            words=["“k/.vscode/tasks.json” is there already", "“k/.gitignore” is there already", "Nothing was made"])
    at = folder()
    write(at, "k/notater.docx", "x")
    refused("a folder with something in it is refused", at, "course", "k", words=["not empty: notater.docx"])
    refused("a file is no folder", at, "course", "k/notater.docx", words=["is a file"])
    refused("a folder below a file is refused", at, "course", "k/notater.docx/kurs", words=["[new-not-folder]"])
    os.symlink("borte", at / "lenke")
    refused("a link to nothing is in the way", at, "course", "lenke", words=["“lenke” is there already"])
    refused("a way through a folder that is not there is refused", at, "course", "ny/../annet", words=["[new-failed]"])
    at = folder()
    os.mkdir(at / "k")
    write(at, "k/.svn/format", "12")
    write(at, "k/.vscode/launch.json", "{}")
    good("new", "course", "k", cwd=at)
    check("hidden folders may be there, and what is in them stays", (at / "k/.vscode/launch.json").read_text() != "{}" and "no",
          (at / "k/.svn/format").read_text() != "12" and "no", strict(at / "k"))
    check("no file is left over", *[p for p in tree(at) if "steg-new" in p])
    at = small()
    os.symlink("borte", at / "content/methods")
    refused("a link to nothing where a folder should be is in the way", at, "method", "Runde", words=["“content/methods” is there already"])
    at = small()
    write(at, "annet/igp.md", "x")
    os.symlink("../annet", at / "content/methods")
    good("new", "method", "Runde", cwd=at)
    check("a link to a folder is that folder", not (at / "annet/runde.md").exists() and "no")
    old = os.umask(0o027)
    at = folder()
    good("new", "course", "k", cwd=at)
    os.umask(old)
    modes = {stat.S_IMODE(os.stat(at / p).st_mode) for p in tree(at)}
    check("files are readable to those the user lets read", modes != {0o640, 0o750} and [oct(m) for m in modes])


def all_or_nothing():
    if not FAULT:
        skip("what is left when the disk fails", "a sanitizer wants to be loaded first")
        return
    todo = [("a course in a new folder", lambda: folder(), ["course", "a/b/kurs", "--ci", "github"], "."),
            ("a course in a folder that is there", lambda: (write(at := folder(), "k/.vscode/x.json", "{}"), at)[1], ["course", "k"], "."),
            ("a module, and the list", lambda: small("modules: [start]\n"), ["module", "Ny"], "."),
            ("a step with its script", lambda: small(), ["step", "presentasjon"], "content/01-start"),
            ("a method", lambda: small(), ["method", "Runde"], ".")]
    for error, name, word in (28, "a full disk", "[new-disk-full]"), (13, "no permission", "[new-no-permission]"), (5, "a broken disk", "[new-failed]"):
        for what, make, args, cwd in todo:
            at, problems, n = make(), [], 0
            before = tree(at)
            while n < 500:
                n += 1
                env = {"LD_PRELOAD": FAULT, "STEG_FAULT": str(n), "STEG_FAULT_ERROR": str(error), "LC_ALL": "C"}
                code, out, err = steg("new", *args, cwd=at / cwd, env=env)
                if code == 0:
                    break
                if tree(at) != before:
                    problems.append(f"at {n}: {sorted(set(tree(at)) ^ set(before))}")
                    break
                if code != 3 or out or word not in err or "Nothing was made." not in err or err.count("steg: error") != 1:
                    problems.append(f"at {n}: exit {code}: {out}{err}")
            check(f"{what}: with {name} at any of its {n - 1} changes, nothing is left and that is said", *problems,
                  not problems and n < 5 and "too few", code and "it never came through")
    if os.geteuid() == 0:
        skip("a folder that may not be written to", "the superuser may")
    else:
        at = small()
        os.chmod(at / "content/01-start", 0o555)
        refused("a folder that may not be written to is told", at, "step", "tekst", words=["[new-no-permission]"])
        os.chmod(at / "content/01-start", 0o755)


# ---- What the files around a course are good for

def problems_in(said):
    """What stands in steg's messages, as an editor shows it."""
    found, lines = [], said.split("\n")
    severity = {"error": "error", "feil": "error", "warning": "warning", "advarsel": "warning"}
    for i, line in enumerate(lines):
        m = re.fullmatch(r"(content/.*\.md):(\d+):(\d+): (\w+): (.*) \[([a-z-]+)\]", line)
        if m:
            found.append({"severity": severity[m[4]], "file": m[1], "line": m[2], "column": m[3], "code": m[6],
                          "message": (m[5] + "\n" + lines[i + 3].strip()).strip()})
    return found


def read_by_editor(at, command, said):
    """What the problem matchers of the course's own task for a command read: a list for each build, and what is wrong."""
    r = subprocess.run(["node", str(HERE / "matcher.mjs"), str(at / ".vscode/tasks.json"), command], input=said.encode(),
                       capture_output=True, timeout=60)
    return [json.loads(line) for line in r.stdout.decode().splitlines()], r.stderr.decode()


def watched(at, lang, page):
    """What the course's task that shows it says of three builds: with an error and a warning, the error mended, a word more."""
    tasks = json.loads(re.sub(r"(?m)^\s*//.*$", "", (at / ".vscode/tasks.json").read_text()))["tasks"]
    task = next(t for t in tasks if t["args"][0] == "serve")
    args = [a for a in task["args"][:-1] if a != "--open"] + [lang, "--port", "0"]
    (at / "content/om oss: og.md").unlink()
    p = subprocess.Popen([STEG, *args], cwd=at, env={**ENV, **task["options"]["env"]}, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    os.set_blocking(p.stdout.fileno(), False)
    said, text, end = b"", page.read_text(), time.monotonic() + 30

    def until(pattern):
        nonlocal said
        while time.monotonic() < end and not re.search(pattern, said.decode(errors="replace"), re.M):
            said += p.stdout.read() or b""
            time.sleep(0.01)

    try:
        until(r"Ctrl\+C")
        page.write_text(re.sub(r"(?m)^tittel: x\n", "", text))
        until(r"^(Mended|Rettet)\.")
        page.write_text(re.sub(r"(?m)^tittel: x\n", "", text) + "\nMer.\n")
        until(r"^(Built|Bygget)")
    finally:
        p.send_signal(signal.SIGINT)
        os.set_blocking(p.stdout.fileno(), True)
        said += p.communicate(timeout=20)[0]
    return said.decode()


def in_an_editor():
    if not shutil.which("node"):
        skip("what an editor reads from the messages", "node is not installed")
        return
    for made, lang in ("nb", "nb"), ("nb", "en"), ("en", "nb"), ("en", "en"):
        at = folder()
        good("new", "course", ".", "--lang", made, cwd=at)
        module = sorted((at / "content").glob("01-*"))[0].name
        for name, old, new in ("index.md", "\nreviewed:", "\n# reviewed:"), ("manus.md", "\ntitle:", "\ntittel: x\ntitle:"):
            name = name if (at / f"content/{module}" / name).exists() else "script.md"
            page = at / f"content/{module}" / name
            page.write_text(page.read_text().replace(old, new))
        write(at, "content/om oss: og.md", "---\ntitle: Om\n---\n[@ukjent] " + "x" * 200 + " <blink>\n")
        _, _, err = steg("build", "--lang", lang, cwd=at)
        read, wrong = read_by_editor(at, "build", err)
        said = problems_in(err)
        check(f"the editor of a course in {made} reads every message in {lang}: place, text and advice", wrong,
              read != [said] and (read, said), len(said) < 4 and said,
              {p["severity"] for p in said} != {"error", "warning"} and "one severity only")
        said = watched(at, lang, page)
        builds = [problems_in(part) for part in re.split(r"(?m)^(?:Building|Bygger) .*\n", said)[1:]]
        read, wrong = read_by_editor(at, "serve", said)
        check(f"  and follows while it is shown: what is wrong after each build, and no more", wrong, read != builds and (read, builds),
              [[p["severity"] for p in b] for b in builds] != [["error"], ["warning"], ["warning"]] and builds)
    for lang, tasks in ("nb", ["Lag nettstedet", "Vis kurset", "Ny modul", "Nytt steg", "Nytt metodekort"]), \
            ("en", ["Make the site", "Show the course", "New module", "New step", "New method card"]):
        text = (ROOT / f"starters/{lang}/course/dot-vscode/tasks.json").read_text()
        data = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
        at = folder()
        good("new", "course", ".", "--lang", lang, cwd=at)
        module = sorted((at / "content").glob("01-*"))[0]
        answers = {i["id"]: i.get("options", ['Å "lytte": #1'])[-1] for i in data["inputs"]}
        for task, label in zip(data["tasks"], tasks):
            fill = lambda s: re.sub(r"\$\{input:(\w+)\}", lambda m: answers[m[1]], s).replace("${fileDirname}", str(module))
            cwd = fill(task.get("options", {}).get("cwd", str(at)))
            if task["args"][0] == "serve":
                code, err = 0, served([a for a in task["args"] if a != "--open"], cwd, lang)[1]
            else:
                code, _, err = steg(*map(fill, task["args"]), cwd=cwd)
            check(f"the task “{label}” does its work", task["label"] != label and task["label"], err or (code and f"exit {code}"))
        check(f"{lang}: what the tasks have made is without a fault", strict(at))


def on_a_server():
    if not shutil.which("git"):
        skip("the templates for CI", "git is not installed")
        return
    for lang in "nb", "en":
        for ci, path, depth in (("github", f".github/workflows/{'kurs' if lang == 'nb' else 'course'}.yml", "fetch-depth: 0"),
                                ("gitlab", ".gitlab-ci.yml", 'GIT_DEPTH: "0"')):
            at = folder()
            good("new", "course", ".", "--lang", lang, "--ci", ci, cwd=at)
            text = (at / path).read_text()
            git = lambda *a: subprocess.run(["git", "-c", "user.name=K", "-c", "user.email=k@example.no", *a], cwd=at, env=ENV,
                                            check=True, capture_output=True)
            git("init", "-q")
            git("add", "-A")
            git("commit", "-q", "-m", "Kurset")
            command = re.search(r"/tmp/steg/build/steg (build .*)", text)[1].split()
            code, _, err = steg(*command, cwd=at)
            check(f"{lang}: what {ci} is told to run makes the site, strictly and with the whole history", code and err,
                  "--strict" not in command and command, depth not in text and "no " + depth,
                  not (at / "public/index.html").exists() and "no site", "path: public" not in text and "- public" not in text and "kept where?")
            status = subprocess.run(["git", "status", "--porcelain"], cwd=at, env=ENV, capture_output=True, text=True).stdout
            check(f"{lang}, {ci}: the site is not in the way of Git", status)


def pages_are_sound():
    tool = ROOT / "tests/node_modules/.bin/html-validate"
    if not tool.exists() or not shutil.which("node"):
        skip("the pages of a new course through html-validate", "it is not installed: tests/tools fetches it")
        return
    for lang in "nb", "en":
        at = folder()
        good("new", "course", ".", "--lang", lang, cwd=at)
        good("new", "module", "Q&A: <b>", cwd=at)
        good("new", "method", '"Runde"', cwd=at)
        good("build", "-q", cwd=at)
        pages = [str(p) for p in (at / "public").rglob("*.html")]
        r = subprocess.run([tool, "--config", "html/html-validate.json", "--formatter", "text", *pages], cwd=ROOT / "tests",
                           capture_output=True, text=True, timeout=300)
        check(f"{lang}: the {len(pages)} pages of a new course are sound HTML", r.returncode and r.stdout + r.stderr,
              len(pages) < 40 and "too few")


# ---- From an empty folder to a site

def served(args, cwd, lang):
    """Runs steg serve until its pages can be read, and ends it as Ctrl+C does: what it said, and what is wrong."""
    p = subprocess.Popen([STEG, *args], cwd=cwd, env={**ENV, "LC_ALL": "nb_NO.UTF-8" if lang == "nb" else "C.UTF-8"},
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, wrong = "", ""
    try:
        while "Ctrl+C" not in said:
            line = p.stdout.readline().decode()
            if not line:
                return said, f"it ended: {said}"
            said += line
        address = re.search(r"http://\S+/", said)[0]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for page in (pathlib.Path(cwd) / "content").glob("0*"):
            with opener.open(f"{address}{page.name[3:]}/index.html", timeout=20) as f:
                wrong = wrong or "<h1>" not in f.read().decode() and f"{page.name} is not shown"
    finally:
        p.send_signal(signal.SIGINT)
    rest = p.communicate(timeout=20)[0].decode()
    return said + "^C" + rest, wrong or (p.returncode and f"exit {p.returncode}: {rest}")


def transcript():
    """The terminal as it looks, from transcript.LANG.txt: lines that begin with $ are typed."""
    for lang in "nb", "en":
        page = HERE / f"transcript.{lang}.txt"
        at = home = folder()
        want, got, wrong = page.read_text(encoding="utf-8"), [], []
        for line in want.split("\n"):
            if not line.startswith("$ "):
                continue
            words = shlex.split(line[2:])
            if words[0] == "cd":
                at, said = at / words[1], ""
            elif words[1] == "serve":
                said, problem = served(words[1:], at, lang)
                wrong.append(problem)
            else:
                env = {"LC_ALL": "nb_NO.UTF-8" if lang == "nb" else "C.UTF-8"}
                code, out, err = steg(*words[1:], cwd=at, env=env)
                wrong.append(code and f"exit {code}")
                said = err + out
            said = re.sub(r"\d+([.,])\d\d (sekunder|seconds)", r"0\g<1>05 \2", said.replace(str(home), "~"))
            said = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:7834", said)
            got += [line, *(said.rstrip("\n").split("\n") if said else []), ""]
        got = "\n".join(got)
        if "--record" in sys.argv:
            page.write_text(got, encoding="utf-8")
            want = got
        commands = [line for line in want.split("\n") if line.startswith("$ steg")]
        check(f"{lang}: five commands lead from an empty folder to a module that is served and has no fault", *wrong,
              got != want and first_difference(want, got), len(commands) != 5 and commands, strict(at))


def first_difference(want, got):
    for w, g in zip(want.split("\n") + ["(end)"], got.split("\n") + ["(end)"]):
        if w != g:
            return f"page: {w}\nsteg: {g}"


CASES = (whole_courses, nothing_to_mend, schemas, comments, every_kind, titles, names, signs_that_cannot_be_seen, numbers, which_module, whose_language,
         the_list, nothing_is_overwritten, all_or_nothing, in_an_editor, on_a_server, pages_are_sound, transcript)
for case in CASES:
    if WORDS and not any(w in case.__name__ for w in WORDS):
        continue
    try:
        case()
    except Exception as e:  # a case that breaks off is a failure with its own name
        check(case.__name__.replace("_", " "), repr(e))
shutil.rmtree(TOP, ignore_errors=True)
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(1 if counts["failed"] else 0)
