#!/usr/bin/env python3
"""What the author guides show can be written as it stands: each file that a guide gives is built, the messages are
those that steg gives, links lead somewhere, and the two languages tell the same.

    run.py STEG
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STEG = os.path.abspath(sys.argv[1])
DOCS = os.path.join(ROOT, "docs")
PAIRS = {"forfatter/din-forste-modul.md": "author/your-first-module.md",
         "forfatter/fra-word-til-steg.md": "author/from-word-to-steg.md",
         "forfatter/god-modul.md": "author/a-good-module.md",
         "forfatter/figurer.md": "author/figures.md",
         "forfatter/ark.md": "author/sheets.md",
         "forfatter/sprak.md": "author/languages.md"}
ENV = {**os.environ, "GIT_CEILING_DIRECTORIES": tempfile.gettempdir(), "LC_ALL": "C.UTF-8"}
counts = {"passed": 0, "failed": 0}


def check(what, *problems):
    problems = [p for p in problems if p]
    counts["failed" if problems else "passed"] += 1
    if problems:
        print("failed: " + what, *("    " + str(p)[:1500] for p in problems), sep="\n")


def read(path):
    with open(os.path.join(DOCS, path), encoding="utf-8") as f:
        return f.read()


def blocks(text):
    """(info string, text) of each fenced block."""
    return [(info, body) for _, info, body in re.findall(r"(?ms)^(```+)([^\n`]*)\n(.*?)^\1$", text)]


def files_of(text):
    return [(info.split()[1], body) for info, body in blocks(text) if len(info.split()) == 2]


def build(files, language):
    """A course with these files and nothing else but what a course needs."""
    top = tempfile.mkdtemp()
    os.makedirs(os.path.join(top, "content"))
    shutil.copy(os.path.join(ROOT, "content/literature.yml"), os.path.join(top, "content"))
    with open(os.path.join(top, "content/course.yml"), "w", encoding="utf-8") as f:
        f.write(f"format: 1\nid: veiledning\ntitle: Veiledning\nlanguage: {language}\n")
    for path, body in files:
        os.makedirs(os.path.join(top, os.path.dirname(path)), exist_ok=True)
        if os.path.dirname(path) == "content":
            continue
        with open(os.path.join(top, os.path.dirname(path), "index.md"), "w", encoding="utf-8") as f:
            f.write("---\ntitle: Modul\npurpose: Prøve.\nreviewed: 2026-11-22\n---\nTekst.\n")
    for path, body in files:
        with open(os.path.join(top, path), "w", encoding="utf-8") as f:
            f.write(body)
    r = subprocess.run([STEG, "build", "--strict", "--lang", language], cwd=top, env=ENV, capture_output=True, text=True)
    page = lambda name: open(os.path.join(top, "public", name), encoding="utf-8").read()
    return r.returncode, r.stdout + r.stderr, page


def cites(text, language):
    """The table of citations: what is written, and what it becomes."""
    rows = re.findall(r"(?m)^\| `([^`]*@[^`]*)` \| (.*) \|$", text)
    body = "".join(f"- rad{i}: {written} slutt\n" for i, (written, _) in enumerate(rows))
    code, said, page = build([("content/01-x/1-y.md", f"---\ntitle: Y\nkind: text\nminutes: 5\n---\n{body}")], language)
    shown = re.sub(r"<[^>]*>", "", page("x/y.html")).replace("&amp;", "&") if not code else ""
    return rows, [said if code else ""] + [f"{w} does not become {b}" for i, (w, b) in enumerate(rows)
                                            if f"rad{i}: {b} slutt" not in shown]


for nb, en in PAIRS.items():
    for path, language in (nb, "nb"), (en, "en"):
        text, files = read(path), files_of(read(path))
        if files:
            code, said, _ = build(files, language)
            check(f"{path}: the files it shows are built without a word", said if code or "warning" in said or "advarsel" in said else "")
        for info, body in blocks(text):
            shown = re.match(r"(\S+):(\d+):(\d+): (?:feil|error): ", body)
            if not shown:
                continue
            name, line = shown.group(1), int(shown.group(2))
            wrong = [(p, b) if p != name else (p, "\n".join(
                re.match(r"\s*\d+ \| (.*)", body.splitlines()[1]).group(1) if i + 1 == line else x
                for i, x in enumerate(b.split("\n")))) for p, b in files]
            _, said, _ = build(wrong, language)
            check(f"{path}: the message it shows is the one that steg gives", "" if body.strip() in said else said)
        links = re.findall(r"\]\(([^)#:…]+)\)", re.sub(r"`[^`]*`", "", text))
        check(f"{path}: its links lead somewhere", *(u for u in links if not os.path.exists(os.path.join(DOCS, os.path.dirname(path), u))))
        rows, problems = cites(text, language)
        if rows:
            check(f"{path}: citations become what it says", *problems)
    outline = lambda p: [len(m) for m in re.findall(r"(?m)^(#+) ", re.sub(r"(?ms)^```.*?^```$", "", read(p)))]
    check(f"{nb} and {en} have the same parts", "" if len(outline(nb)) - len(outline(en)) in (0, 1) else f"{outline(nb)} {outline(en)}")

print(f"{counts['passed']} passed, {counts['failed']} failed, 0 skipped")
sys.exit(1 if counts["failed"] else 0)
