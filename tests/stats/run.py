#!/usr/bin/env python3
"""`steg stats` and `steg list`, held against each other, against the site, and against arithmetic.

    tests/stats/run.py STEG FOLDER       FOLDER: empty, for what is made

What they say and how stands in tests/spec/stats.md and list.md; here it is whether it is true.
"""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEG, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
COURSES = ["content", "tests/golden/course", "tests/courses/everything", "tests/spec/base"]
passed = failed = skipped = 0


def check(sentence, good, detail=""):
    global passed, failed
    if good:
        passed += 1
        return
    failed += 1
    print(f"failed: {sentence}" + (f"\n    {detail}" if detail else ""))


def steg(*args, status=0):
    ran = subprocess.run([STEG, *map(str, args)], capture_output=True, cwd=FOLDER)
    check(f"steg {' '.join(map(str, args))} ends with {status}", ran.returncode == status,
          ran.stderr.decode()[:500])
    return ran.stdout.decode("utf-8")


def cells(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


# ---- Figures -------------------------------------------------------------------------------------

COUNTS = ["tasks", "questions", "decisions", "films", "transcripts"]
WHENS = ["before", "together", "between"]


def check_text(name, t):
    check(f"{name}: reading time is words by 200, rounded up", t["reading_minutes"] == -(-t["words"] // 200))
    check(f"{name}: what LIX is of is among the words", t["running_words"] <= t["words"])
    if t["running_words"] < 100:
        check(f"{name}: no LIX of few words", t["lix"] is None and t["level"] is None)
        return
    lix = t["running_words"] / t["sentences"] + 100 * t["long_words"] / t["running_words"]
    check(f"{name}: LIX is what Björnsson says", abs(t["lix"] - lix) <= 0.5, f"{t['lix']}, not {lix}")
    levels = ["very-easy", "easy", "medium", "hard", "very-hard"]
    check(f"{name}: the level is LIX's", t["level"] == levels[max(0, min(4, t["lix"] // 10 - 2))])


def check_figures(name, course):
    s = json.loads(steg("stats", course, "--format", "json"))
    modules, whole = s["modules"], s["all_modules"]
    check(f"{name}: it is format 1, of all files", s["format"] == 1 and s["whole"] is True)
    check(f"{name}: words a minute are told", s["words_per_minute"] == 200)
    for key in COUNTS:
        check(f"{name}: {key} of the modules are those of the course", whole[key] == sum(m[key] for m in modules))
    check(f"{name}: so are steps", whole["steps"] == sum(len(m["steps"]) for m in modules))
    for when in WHENS:
        for key in ["from", "to", "open", "missing"]:
            check(f"{name}: so is {key} {when}", whole["time"][when][key] == sum(m["time"][when][key] for m in modules))
    check(f"{name}: a work counts once", max([m["works"] for m in modules], default=0) <= whole["works"]
          <= s["literature"] and 0 <= s["unused_literature"] <= s["literature"])
    for m in modules:
        check_text(f"{name}, {m['id']}", m["text"])
        alone = [x for x in m["steps"] if x["text"]]
        check(f"{name}, {m['id']}: steps' words are among the module's",
              sum(x["text"]["words"] for x in alone) <= m["text"]["words"])
        for when in WHENS if alone else []:
            steps = [x["minutes"] for x in m["steps"] if x["when"] == when]
            given = [x for x in steps if x and not x["open"]]
            t = m["time"][when]
            check(f"{name}, {m['id']}: time {when} is its steps'",
                  t == {"from": sum(x["from"] for x in given), "to": sum(x["to"] for x in given),
                        "about": any(x["about"] for x in given),
                        "open": sum(1 for x in steps if x and x["open"]),
                        "missing": sum(1 for x in steps if x is None)}, t)
    parts = [whole["text"], s["leader"], s["attached"], s["other_pages"]]
    check(f"{name}: all words are those of the parts", s["all_text"]["words"] == sum(p["words"] for p in parts))
    check_text(name, s["all_text"])
    for lang in "nb", "en":
        for line in steg("stats", course, "--lang", lang).splitlines():
            check(f"{name}: a line fits 80 cells ({lang})", cells(line) <= 80 and line == line.rstrip(), line)
    check_csv(name, course, s)
    return s


def check_csv(name, course, s):
    ran = subprocess.run([STEG, "stats", course, "--format", "csv"], capture_output=True, cwd=FOLDER)
    text = ran.stdout.decode("utf-8")
    check(f"{name}: lines of CSV end as RFC 4180 says", text.endswith("\r\n") and "\n" not in text.replace("\r\n", ""))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    check(f"{name}: one row for each module", [r["module"] for r in rows] == [m["id"] for m in s["modules"]])
    for r, m in zip(rows, s["modules"]):
        same = [r["title"] == (m["title"] or "")]
        same += [r[k] == str(m[k]) for k in COUNTS + ["works"]]
        same += [r["steps"] == str(len(m["steps"])), r["words"] == str(m["text"]["words"])]
        same += [r["lix"] == ("" if m["text"]["lix"] is None else str(m["text"]["lix"]))]
        same += [r[f"{w}_{e}"] == (str(m["time"][w][e]) if m["time"][w]["to"] else "") for w in WHENS for e in ("from", "to")]
        check(f"{name}, {m['id']}: CSV says what JSON says", all(same), r)


def check_apart():
    """Minutes whose sums cannot be taken for anything else: 7, 110, 510, in three modules."""
    course = FOLDER / "apart"
    files = {"course.yml": "format: 1\nid: k\ntitle: K\n"}
    for i in 1, 2, 3:
        files[f"{i}-m{i}/index.md"] = f"---\ntitle: M{i}\n---\n"
        for k, (kind, minutes) in enumerate([("prework", 7), ("text", 110), ("tryout", 510)], 1):
            files[f"{i}-m{i}/{k}-s{k}.md"] = f"---\ntitle: S{k}\nkind: {kind}\nminutes: {minutes}\n---\n"
    for path, text in files.items():
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_text(text, encoding="utf-8")
    own = {n * m for n in (1, 3) for m in (7, 110, 510)}
    mixed = {n * m for n in (1, 3) for m in (117, 517, 620, 627)}
    for args in ["--lang", "nb"], ["--lang", "en"], ["--format", "json"], ["--format", "csv"]:
        said = {int(n) for n in re.findall(r"\d+", steg("stats", course, *args))}
        check(f"each kind of time is there ({args[1]})", own <= said or (args[1] == "csv" and {7, 110, 510} <= said), said)
        check(f"no figure holds two kinds of time ({args[1]})", not mixed & said, mixed & said)


# ---- The list ------------------------------------------------------------------------------------


def check_list(name, course, s):
    x = json.loads(steg("list", "--course", course, "--format", "json"))
    check(f"{name}: the list is format 1, of all files", x["format"] == 1 and x["whole"] is True)
    site = FOLDER / f"site-{re.sub('[^a-z]', '-', name)}"
    steg("build", course, "--out", site, "-q")
    pages = {str(p.relative_to(site)) for p in site.rglob("*.html")}
    git = {p for p in pages if re.search(r"(^|/)change(s|-)", p)}
    old = {p for p in pages if p.startswith(("v/", "nn/"))}  # versions, and the course in its other language
    check(f"{name}: the pages are those of the site", {p["page"] for p in x["pages"]} == pages - git - old,
          {p["page"] for p in x["pages"]} ^ (pages - git - old))
    html = {p: (site / p).read_text(encoding="utf-8") for p in pages}
    lines = {}
    for t in x["things"]:
        page, _, anchor = (t["page"] or "").partition("#")
        check(f"{name}: {t['kind']} {t['key']} is at its address", page in html and
              (not anchor or f'id="{anchor}"' in html[page]) or t["page"] is None and t["kind"] == "work", t["page"])
        lines.setdefault(t["file"], (course / t["file"]).read_text(encoding="utf-8").splitlines())
        line = lines[t["file"]][t["line"] - 1]
        # A step that is made from a module's file stands at the file's first line.
        meant = [t["id"], (t["title"] or "")[:10]]
        check(f"{name}: {t['kind']} {t['key']} is in its line", any(m and m in line for m in meant) or line == "---"
              or line.lstrip("- ").startswith(("title:", "text:", "id:")), line)
        check(f"{name}: {t['key']} stands below something that is there",
              t["in"] is None or any(o["key"] == t["in"] for o in x["things"]))
    of = {k: sum(1 for t in x["things"] if t["kind"] == k) for k in ("module", "step", "task", "question", "term", "method", "work")}
    figures = {"module": len(s["modules"]), "step": s["all_modules"]["steps"], "task": s["all_modules"]["tasks"],
               "question": s["all_modules"]["questions"], "term": s["terms"], "method": s["methods"], "work": s["literature"]}
    check(f"{name}: the list and the figures agree", of == figures, f"{of} {figures}")
    unused = sum(t["page"] is None for t in x["things"])
    check(f"{name}: on works that nothing uses, too", unused == s["unused_literature"])
    films = [t for t in x["things"] if t["kind"] == "film" and t["transcript"] is not None]
    check(f"{name}: on films, too", len(films) == s["all_modules"]["films"]
          and sum(t["transcript"] for t in films) == s["all_modules"]["transcripts"])
    check_groups(name, course, x)


def check_groups(name, course, x):
    words = {"modules": "module", "steps": "step", "tasks": "task", "questions": "question", "films": "film",
             "literature": "work", "terms": "term", "methods": "method"}
    for word, kind in words.items():
        one = json.loads(steg("list", word, "--course", course, "--format", "json"))
        check(f"{name}: {word} alone are those among all", one["pages"] is None
              and one["things"] == [t for t in x["things"] if t["kind"] == kind])
        text = steg("list", word, "--course", course, "--lang", "en")
        n = int(re.match(r"\w+ \((\d+)\)\n", text)[1])
        check(f"{name}: {word} are as many for people", n == len(one["things"])
              and all(t["key"] in text and f"{t['file']}:{t['line']}" in text for t in one["things"]))
    one = json.loads(steg("list", "pages", "--course", course, "--format", "json"))
    check(f"{name}: pages alone are those among all", one["things"] is None and one["pages"] == x["pages"])


def check_broken():
    course = FOLDER / "broken"
    (course / "1-m").mkdir(parents=True)
    (course / "course.yml").write_text("format: 1\nid: k\ntitle: K\n")
    (course / "1-m/index.md").write_text("---\ntitle: M\n---\n")
    (course / "1-m/1-s.md").write_text("---\ntittel: S\nminutes: 5\n---\n")
    for args in ["stats", course], ["list", "--course", course]:
        x = json.loads(steg(*args, "--format", "json", status=1))
        check(f"steg {args[0]} tells that not all could be read", x["whole"] is False)
    for args in ["stats", FOLDER / "nowhere"], ["list", "--course", FOLDER / "nowhere"]:
        check("there is no output where there is no course", steg(*args, status=3) == "")


def check_revision():
    """A version in git is told of as it was when it lay on the disk."""
    course = FOLDER / "versions"
    shutil.copytree(ROOT / "tests/spec/base", course)

    def git(*args):
        subprocess.run(["git", "-c", "user.name=K", "-c", "user.email=k@example.no", *args], cwd=course, check=True, capture_output=True)

    def told(*rev):
        figures = json.loads(steg("stats", course, *rev, "--format", "json"))
        return figures, json.loads(steg("list", "--course", course, *rev, "--format", "json"))

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Først")
    git("tag", "v1")
    was = told()
    for page in sorted(course.glob("content/0*/[0-9]*.md"))[1:]:
        page.unlink()
    course.joinpath("content/course.yml").write_text("format: 1\nid: k\ntitle: Et annet kurs\n")
    now = told()
    check("the course has changed on the disk", now[0] != was[0] and now[1] != was[1])
    then = json.dumps(told("--rev", "v1"))
    check("--rev: places are in the version, as git writes it", '"content/' not in then and '"v1:content/' in then, then)
    figures, things = json.loads(then.replace('"v1:content/', '"content/'))
    check("--rev: the figures of a version are those of then", figures == was[0], figures)
    check("--rev: what is listed is what was there then", things == was[1], things)
    check("--rev: the disk is as it was", told() == now)
    for args in ["stats", course], ["list", "--course", course]:
        check("there is nothing of a version that is not there", steg(*args, "--rev", "v2", status=3) == "")


for course in COURSES:
    path = ROOT if course == "content" else ROOT / course
    figures = check_figures(course, path)
    check_list(course, path, figures)
check_apart()
check_broken()
if shutil.which("git"):
    check_revision()
else:
    skipped += 1
    print("skipped: versions in git (git is not installed)")
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
