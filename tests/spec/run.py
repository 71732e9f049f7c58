#!/usr/bin/env python3
"""The specification of the course format and its messages, run.

    tests/spec/run.py                      every page in tests/spec/*.md
    tests/spec/run.py minutes citation     cases whose heading or page contains one of the words
    tests/spec/run.py --update SENTENCE    writes what steg says now into the named case; read it
                                           before you commit it: is it what an author should be told?
    tests/spec/run.py --ids                messages of the catalogue that no case shows
    tests/spec/run.py --counts             how many cases there are of which kind

The program is $STEG, by default build/steg. A page is Markdown. A second-level heading is a case: a
sentence that says what holds. What follows it, up to the next heading, is prose and fenced blocks;
the first word after the fence says what a block is:

    content/x.md          a file, laid over the course in base/. More words change that:
                              keys       lines to add to the front matter of the file in base/
                              body       what to put below the front matter of the file in base/
                              delete     no such file (or folder); the block is empty
                              crlf cr bom latin1 utf16   how it is stored
                              escaped    \\xNN, \\uNNNN, \\t, \\r and \\0 stand for bytes
                              generated  lines "text" or "text" * 70000, set end to end
                              carried    steg's own file, with these lines "key: value" first in it
                                         instead of its own; "key" alone takes the line away
    setup                 lines: link PATH -> TARGET · fifo PATH · folder PATH · unreadable PATH ·
                          copy PATH -> PATH · move PATH -> PATH · remove PATH ·
                          empty (no base course)
    command               the command line, by default `steg build`, to which --out and --lang are
                          added where it lacks them (LANG is the language); `exit 3`: its status
    english, norwegian    all that is said, without the line that sums up, which is counted
    output english        all that goes to standard output (norwegian too); else it is not looked at
    output lacks          lines of which none may stand in it; `output has`: all of them, in this order
    site/x.html           lines that must be in the file of the site, in this order, white space
                          aside; with `lacks` they must not be there; with `missing`, no such file

Blocks before the first case hold for all cases of the page: files lie below those of the case, a
block of the same name in the case replaces the command.

A case without messages expects none. Each case runs in both languages, in a folder of its own, from
which the messages' paths count. When the status is not 0 there must be no site.
"""
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

SPEC = pathlib.Path(__file__).resolve().parent
ROOT = SPEC.parent.parent
LANGUAGES = {"english": "en", "norwegian": "nb"}
WORDS = {"english": ("error", "errors", "warning", "warnings"),
         "norwegian": ("feil", "feil", "advarsel", "advarsler")}
SECONDS = 120


class Block:
    def __init__(self, info, line):
        self.words = info.split()
        self.first, self.last = line, line  # lines of the fences, from 0
        self.lines = []

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


class Case:
    def __init__(self, page, sentence, line, common):
        self.page, self.sentence, self.line = page, sentence, line
        self.last = line
        self.common = common  # the page's own blocks
        self.blocks = []

    def block(self, *words):
        for b in self.blocks + self.common:
            if b.words == list(words):
                return b
        return None

    def messages(self, language):
        b = self.block(language)
        return b.text if b else ""

    @property
    def name(self):
        return f"{self.page.name}:{self.line + 1}: {self.sentence}"


def read_page(page):
    """The cases of a page; headings and fences as in Markdown."""
    cases, common, block, fence = [], [], None, ""
    lines = page.read_text(encoding="utf-8").split("\n")
    for n, line in enumerate(lines):
        opening = re.match(r"^(```+)\s*(.*)$", line)
        if block is not None:
            if opening and len(opening[1]) >= len(fence) and not opening[2]:
                block.last = n
                (cases[-1].blocks if cases else common).append(block)
                block = None
            else:
                block.lines.append(line)
        elif opening:
            block, fence = Block(opening[2], n), opening[1]
        elif line.startswith("## "):
            cases.append(Case(page, line[3:].strip(), n, common))
        if cases and line.strip():
            cases[-1].last = n
    if block is not None:
        sys.exit(f"{page.name}:{block.first + 1}: this fence is never closed")
    return cases


# ---- The folder of a case ------------------------------------------------------------------------


def unescape(text):
    def one(m):
        s = m[1]
        if s[0] == "x":
            return bytes([int(s[1:], 16)])
        if s[0] == "u":
            return chr(int(s[1:], 16)).encode("utf-8", "surrogatepass")
        return {"t": b"\t", "r": b"\r", "0": b"\0", "\\": b"\\"}[s]

    out, at = b"", 0
    for m in re.finditer(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[tr0\\])", text):
        out += text[at:m.start()].encode() + one(m)
        at = m.end()
    return out + text[at:].encode()


def generate(lines):
    out = ""
    for line in lines:
        m = re.match(r'^"(.*)"(?: \* (\d+))?$', line)
        if not m:
            raise ValueError(f"cannot generate: {line}")
        text = m[1].replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
        out += text * int(m[2] or 1)
    return out


def carried(path, lines):
    keys = {line.partition(":")[0] for line in lines}
    own = (ROOT / path).read_text(encoding="utf-8").split("\n")
    kept = [line for line in own if line.partition(":")[0] not in keys]
    return "\n".join([line for line in lines if ":" in line] + kept)


def split_front(text):
    m = re.match(r"^---\n(.*?)^---\n(.*)$", text, re.S | re.M)
    return (m[1], m[2]) if m else ("", text)


def write_file(folder, block):
    path, words = folder / block.words[0], block.words[1:]
    if "delete" in words:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    text = generate(block.lines) if "generated" in words else block.text
    if "carried" in words:
        text = carried(block.words[0], block.lines)
    if "keys" in words or "body" in words:
        keys, body = split_front(path.read_text(encoding="utf-8"))
        keys = keys + text if "keys" in words else keys
        body = text if "body" in words else body
        text = f"---\n{keys}---\n{body}"
    data = unescape(text) if "escaped" in words else text.encode()
    for word in words:
        if word == "crlf":
            data = data.replace(b"\n", b"\r\n")
        elif word == "cr":
            data = data.replace(b"\n", b"\r")
        elif word == "bom":
            data = b"\xef\xbb\xbf" + data
        elif word in ("latin1", "utf16"):
            data = data.decode().encode({"latin1": "latin-1", "utf16": "utf-16"}[word])
        elif word not in ("keys", "body", "escaped", "generated", "carried"):
            raise ValueError(f"unknown word in the info string: {word}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def set_up(folder, line):
    verb, _, rest = line.partition(" ")
    path, _, target = (part.strip() for part in rest.partition(" -> "))
    path = folder / path
    if verb == "remove":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif verb == "move":
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        path.rename(folder / target)
    elif verb == "copy":
        shutil.copy(path, folder / target)
    elif verb != "empty":
        path.parent.mkdir(parents=True, exist_ok=True)
        {"link": lambda: path.symlink_to(target), "fifo": lambda: os.mkfifo(path),
         "folder": path.mkdir, "unreadable": lambda: path.chmod(0)}[verb]()


def lay_out(case, folder):
    setup = case.block("setup")
    lines = setup.lines if setup else []
    if "empty" in lines:
        folder.mkdir()
    else:
        shutil.copytree(SPEC / "base", folder)
    # What the base course has is moved away before files are laid over it, the rest after.
    early = [line for line in lines if line.split()[0] in ("move", "remove")
             and (folder / line.partition(" ")[2].partition(" -> ")[0].strip()).exists()]
    for line in early:
        set_up(folder, line)
    for b in case.common + case.blocks:
        if b.words and "/" in b.words[0] and not b.words[0].startswith("site/"):
            write_file(folder, b)
    for line in (line for line in lines if line not in early):
        set_up(folder, line)


# ---- Running -------------------------------------------------------------------------------------


class Ran:
    def __init__(self, status, out, err, site):
        self.status, self.out, self.err, self.site = status, out, err, site


def command(case, language):
    """The arguments, and the expected status if the page names it."""
    b = case.block("command")
    lines = b.lines if b else ["steg build"]
    status = [int(line.split()[1]) for line in lines if line.startswith("exit ")]
    args = [LANGUAGES[language] if a == "LANG" else a for a in shlex.split(lines[0])[1:]]
    if args[:1] == ["build"] and "--out" not in lines[0]:
        args += ["--out", "../site"]
    if "--lang" not in lines[0]:
        args += ["--lang", LANGUAGES[language]]
    return args, status[0] if status else None


def run(case, language, folder):
    args, _ = command(case, language)
    program = os.environ.get("STEG", str(ROOT / "build" / "steg"))
    env = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    try:
        done = subprocess.run([program, *args], cwd=folder, env=env, capture_output=True,
                              timeout=SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return Ran(-1, "", f"steg was still running after {SECONDS} seconds\n", folder.parent / "site")
    return Ran(done.returncode, done.stdout.decode("utf-8", "replace"),
               done.stderr.decode("utf-8", "replace"), folder.parent / "site")


def count(messages, language, strict):
    """Errors and warnings among messages, by their first lines."""
    error, _, warning, _ = WORDS[language]
    head = re.compile(rf"^(?:steg|[^\s].*?:\d+:\d+): ({error}|{warning}): ", re.M)
    kinds = head.findall(messages)
    return kinds.count(error), kinds.count(warning)


def sum_up(errors, warnings, language):
    one, many, one_w, many_w = WORDS[language]
    parts = []
    if errors:
        parts.append(f"{errors} {one if errors == 1 else many}")
    if warnings:
        parts.append(f"{warnings} {one_w if warnings == 1 else many_w}")
    return ", ".join(parts)


def without_sum(err, language):
    """What was said, without the last line and the blank one before it, if that line is right."""
    errors, warnings = count(err, language, False)
    last = sum_up(errors, warnings, language) + "\n"
    return err[:-len(last)].rstrip("\n") + "\n" if last != "\n" and err.endswith("\n" + last) else err


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def check_site(block, site):
    path, words = site / block.words[0][len("site/"):], block.words[1:]
    if "missing" in words:
        return [f"{block.words[0]} is there"] if path.exists() else []
    if not path.is_file():
        return [f"{block.words[0]} is missing"]
    text, at, wrong = squeeze(path.read_text(encoding="utf-8")), 0, []
    for line in filter(None, map(squeeze, block.lines)):
        found = text.find(line, 0 if "lacks" in words else at)
        if "lacks" in words and found >= 0:
            wrong.append(f"{block.words[0]} must not have: {line}")
        elif "lacks" not in words and found < 0:
            where = "later " if text.find(line) >= 0 else ""
            wrong.append(f"{block.words[0]} does not {where}have: {line}")
        elif "lacks" not in words:
            at = found + len(line)
    return wrong


def check_output(case, language, out):
    wrong, at = [], 0
    has, lacks = case.block("output", "has"), case.block("output", "lacks")
    for line in filter(None, map(squeeze, has.lines if has else [])):
        found = out.find(line, at)
        if found < 0:
            wrong.append(f"{language} output: does not have: {line}")
        at = max(at, found + len(line))
    for line in filter(None, map(squeeze, lacks.lines if lacks else [])):
        if line in out:
            wrong.append(f"{language} output: must not have: {line}")
    return wrong


def differences(want, got, name):
    lines = difflib.unified_diff(want.split("\n"), got.split("\n"), f"{name}: page", f"{name}: steg",
                                 lineterm="", n=1)
    return ["\n    ".join(lines)]


def check(case, language, ran):
    wrong = []
    want, got = case.messages(language), without_sum(ran.err, language)
    if want != got:
        wrong += differences(want, got, language)
    errors, _ = count(want, language, False)
    _, status = command(case, language)
    if status is None:
        status = 1 if errors else 0
    if ran.status != status:
        wrong.append(f"{language}: exit status {ran.status}, not {status}")
    output = case.block("output", language)
    if output and output.text != ran.out:
        wrong += differences(output.text, ran.out, f"{language} output")
    wrong += check_output(case, language, squeeze(ran.out))
    if status != 0 and ran.site.exists():
        wrong.append(f"{language}: there is a site in spite of the errors")
    if status == 0 and ran.status == 0:
        for b in case.blocks:
            if b.words[0].startswith("site/"):
                wrong += check_site(b, ran.site)
    return wrong


def run_case(case):
    """(what is wrong, {language: Ran}); None as first: skipped."""
    setup = case.block("setup")
    if setup and any(line.startswith("unreadable") for line in setup.lines) and os.geteuid() == 0:
        return None, {}
    wrong, ran = [], {}
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="steg-spec-") as tmp:
            folder = pathlib.Path(tmp) / "project"
            try:
                lay_out(case, folder)
            except (ValueError, OSError, KeyError) as e:
                return [f"the case cannot be laid out: {e}"], {}
            ran[language] = run(case, language, folder)
            wrong += check(case, language, ran[language])
    return wrong, ran


# ---- Updating ------------------------------------------------------------------------------------


def fenced(word, text):
    ticks = max([2, *map(len, re.findall(r"^```+", text, re.M))]) + 1
    lines = text.rstrip("\n").split("\n") if text else []
    return ["`" * ticks + word, *lines, "`" * ticks]


def update(case, ran):
    """Puts what steg said into the page; blocks that are there are replaced, others follow last."""
    lines = case.page.read_text(encoding="utf-8").split("\n")
    edits, extra = [], []
    for language in LANGUAGES:
        said, block = without_sum(ran[language].err, language), case.block(language)
        new = fenced(language, said) if said.strip() else []
        if block:
            edits.append((block.first, block.last + 1, new))
        elif new:
            extra += ["", *new]
        output = case.block("output", language)
        if output in case.blocks:
            new = fenced(f"output {language}", ran[language].out)
            edits.append((output.first, output.last + 1, new))
    edits.append((case.last + 1, case.last + 1, extra))
    for first, end, new in sorted(edits, reverse=True):
        lines[first:end] = new
    case.page.write_text("\n".join(lines), encoding="utf-8")


def places(text):
    return re.findall(r"^(\S.*?:\d+:\d+|steg): .*?\[([a-z0-9-]+)\]$", text, re.M)


def update_named(cases):
    # From the last case to the first, so that line numbers stay right.
    for case in reversed(cases):
        _, ran = run_case(case)
        if len(ran) < len(LANGUAGES):
            print(f"{case.name}: not run")
            continue
        before, after = places(case.messages("english")), places(ran["english"].err)
        update(case, ran)
        print(case.name)
        for place, name in (p for p in before if p not in after):
            print(f"    no longer: {place} [{name}]")
        for place, name in (p for p in after if p not in before):
            print(f"    new:       {place} [{name}]")
        if ran["english"].status not in (0, 1):
            print(f"    exit status {ran['english'].status}")


# ---- The command ---------------------------------------------------------------------------------


def catalogue_ids():
    ids = []
    for path in sorted((ROOT / "generator/base/catalogue").glob("*.def")):
        ids += re.findall(r'^D\(\w+, "([a-z0-9-]+)"', path.read_text(encoding="utf-8"), re.M)
    return ids


def main(argv):
    flags = [a for a in argv if a.startswith("--")]
    words = [a.lower() for a in argv if not a.startswith("--")]
    cases = [c for page in sorted(SPEC.glob("*.md")) for c in read_page(page)]
    if "--counts" in flags:
        bad = [c for c in cases if c.messages("english") or c.messages("norwegian")]
        print(f"{len(cases)} cases, {len(bad)} of them with messages; {len(catalogue_ids())} messages")
        return 0
    if "--ids" in flags:
        shown = {name for c in cases for _, name in places(c.messages("english"))}
        print("\n".join(i for i in catalogue_ids() if i not in shown))
        return 0
    if words:
        cases = [c for c in cases
                 if any(w in c.sentence.lower() or w in c.page.name.lower() for w in words)]
    if "--update" in flags:
        if not words:
            sys.exit("--update: name the cases, and read what is written into them")
        update_named(cases)
        return 0
    passed = failed = skipped = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for case, (wrong, _) in zip(cases, pool.map(run_case, cases)):
            if wrong is None:
                skipped += 1
                print(f"skipped: {case.name}")
            elif wrong:
                failed += 1
                print(f"FAILED: {case.name}")
                for w in wrong:
                    print(f"    {w}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
