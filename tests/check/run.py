#!/usr/bin/env python3
"""steg check: what the specification cannot show on a page.

    run.py STEG [WORD…]       cases whose sentence contains one of the words

Links are tried against a server that is started here; nothing else is asked of the network. The
formats are held against validators of their own. Every message of the catalogue has a case.
"""
import collections
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STEG = os.path.abspath(sys.argv[1])
WORDS = [w.lower() for w in sys.argv[2:]]
TMP = pathlib.Path(tempfile.mkdtemp(prefix="steg-check-"))
passed = failed = skipped = 0


def check(sentence, good, *why):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"failed: {sentence}", *[f"    {line}" for w in why for line in str(w).splitlines()[:40]], sep="\n")


def same(sentence, got, want):
    check(sentence, got == want, f"got  {got!r}", f"want {want!r}")


def skip(sentence, why):
    global skipped
    skipped += 1
    print(f"skipped: {sentence} ({why})")


# ---- Courses -----------------------------------------------------------------------------------------

COURSE = {
    "course.yml": "format: 1\nid: prove\ntitle: Prøvekurs\nmodules: [start]\n"
                  "accessibility_statement: {base}/ok\n",
    "01-start/index.md": "---\ntitle: Start\npurpose: Dere begynner.\nobjectives: [Dere har begynt.]\n"
                         "reviewed: 2026-01-15\nreview_by: 2028-01-15\n---\nHer begynner modulen.\n",
    "01-start/leader.md": "---\ntitle: Til deg som leder\n---\nSkriv ut ett ark.\n",
}


def course(name, steps, base="http://127.0.0.1:1"):
    """A course whose steps have these texts."""
    folder = TMP / name / "content"
    (folder / "01-start").mkdir(parents=True)
    for path, text in COURSE.items():
        (folder / path).write_text(text.replace("{base}", base), encoding="utf-8")
    for i, text in enumerate(steps, 1):
        (folder / f"01-start/{i}-steg.md").write_text(f"---\ntitle: Del {i}\nid: steg-{i}\nminutes: 5\n---\n{text}\n",
                                                      encoding="utf-8")
    return folder.parent


class Said:
    def __init__(self, done, seconds):
        self.code, self.seconds = done.returncode, seconds
        self.out, self.err = done.stdout.decode(), done.stderr.decode()
        self.ids = re.findall(r"\[([a-z0-9-]+)\]$", self.err, re.M)

    def __str__(self):
        return f"exit {self.code}\n{self.out}{self.err}"


def steg(folder, *args, lang="en", env=None):
    """From the course's folder, in surroundings without a proxy or anything else of this machine's."""
    began = time.monotonic()
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(TMP), "TZ": "UTC", "LC_ALL": "C.UTF-8", **(env or {})}
    surroundings.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
    done = subprocess.run([STEG, *args, "--lang", lang], cwd=folder, env=surroundings, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=180)
    return Said(done, time.monotonic() - began)


def look(folder, *args, lang="en", env=None):
    return steg(folder, "check", "--today", "2026-11-22", *args, lang=lang, env=env)


# ---- The server --------------------------------------------------------------------------------------

class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []          # (method, path, headers)
        self.busy = self.most = 0
        self.lock = threading.Lock()
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, address):
        pass                     # a client that leaves early is what is tried here


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self):
        s = self.server
        with s.lock:
            s.asked.append((self.command, self.path, dict(self.headers)))
        try:
            self.reply(self.path.split("?")[0].strip("/"))
        except (BrokenPipeError, ConnectionResetError):
            pass

    do_GET = do_HEAD

    def count(self, n):
        s = self.server
        with s.lock:
            s.busy += n
            s.most = max(s.most, s.busy)

    def reply(self, name):
        base, head = self.server.base, self.command == "HEAD"
        moved = {"moved": (301, "/ok"), "moved-twice": (308, "/temporary"), "temporary": (302, "/ok"),
                 "slash": (301, "/slash/"), "moved-and-gone": (301, "/gone"), "loop": (302, "/loop"),
                 "to-file": (302, "file:///etc/hostname"), "to-ftp": (301, "ftp://127.0.0.1/x")}
        status = {"gone": 404, "long-gone": 410, "secret": 403, "login": 401, "often": 429, "broken": 503}
        if name == "slash" and self.path.endswith("/"):
            self.answer(200)
        elif name in moved:
            code, to = moved[name]
            self.answer(code, [("Location", base + to if to.startswith("/") else to), ("Set-Cookie", "who=1")])
        elif name in status:
            self.answer(status[name], body=b"x")
        elif name in ("no-head", "no-head-404") and head:
            self.answer(405 if name == "no-head" else 404)
        elif name == "closes":
            self.close_connection = True
            self.connection.close()
        elif name == "endless":
            if head:
                return self.answer(405)
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        elif name.startswith("slow"):
            self.count(1)
            time.sleep(0.2)
            self.count(-1)  # before the answer: whoever has it may ask for the next thing at once
            self.answer(200)
        else:
            self.answer(200)


def links(server, *names):
    return "\n\n".join(f"Se [lenke nummer {i}]({server.base}/{name})." for i, name in enumerate(names))


# ---- Links -------------------------------------------------------------------------------------------

def without_online():
    s = Server()
    c = course("without", [links(s, "ok", "gone")], s.base)
    r = look(c)
    same("without --online no machine is asked anything", s.asked, [])
    check("the links are listed all the same", f"{s.base}/gone  content/01-start/1-steg.md:8" in r.out, r)
    check("and nothing is said against them", r.code == 0 and r.ids == [], r)


def online():
    s = Server()
    names = ["ok", "gone", "long-gone", "moved", "moved-twice", "temporary", "slash", "moved-and-gone", "secret", "login",
             "often", "broken", "no-head", "no-head-404", "closes", "endless", "loop", "to-file", "to-ftp"]
    c = course("online", [links(s, *names), links(s, "gone", "secret")], s.base)
    r = look(c, "--online", "--format=json")
    answer = json.loads(r.out)
    state = {x["url"].rsplit("/", 1)[1]: x["state"] for x in answer["links"]}
    want = {"ok": "good", "gone": "dead", "long-gone": "dead", "moved": "moved", "moved-twice": "moved",
            "temporary": "good", "slash": "good", "moved-and-gone": "dead", "secret": "untested", "login": "untested",
            "often": "untested", "broken": "silent", "no-head": "good", "no-head-404": "good", "closes": "silent",
            "endless": "good", "loop": "silent", "to-file": "silent", "to-ftp": "silent"}
    same("each answer is what it is: there, gone, moved for good, silent, or not to be told from here", state, want)
    told = collections.Counter((f["id"], f["file"]) for f in answer["findings"])
    same("what is sure is told at each place where the link stands", told, collections.Counter({
        ("link-dead", "content/01-start/1-steg.md"): 3, ("link-dead", "content/01-start/2-steg.md"): 1,
        ("link-moved", "content/01-start/1-steg.md"): 2, ("link-unanswered", "content/01-start/1-steg.md"): 5}))
    check("an endless page is left as soon as it begins", r.seconds < 15, r.seconds)
    asked = collections.Counter(path for _, path, _ in s.asked)
    same("an address that stands twice is asked once, and for the page when its head is refused", asked["/secret"], 2)
    same("one that answers is asked for its head alone", [m for m, p, _ in s.asked if p == "/ok"][:1], ["HEAD"])
    headers = {name.lower() for _, _, h in s.asked for name in h}
    same("nothing is sent that tells who asks", headers - {"host", "user-agent", "accept"}, set())
    check("not even cookies that the server has set", not any("Cookie" in h for _, _, h in s.asked))
    agents = {h.get("User-Agent") for _, _, h in s.asked}
    same("but what it is that asks", agents, {"steg (looks whether links lead anywhere)"})


def polite():
    s = Server()
    c = course("polite", [links(s, *[f"slow{i}" for i in range(12)])], s.base)
    r = look(c, "--online")
    check("one host is asked two things at a time, at most", r.code == 0 and 1 <= s.most <= 2, s.most, r)


def strict():
    s = Server()
    c = course("strict", [links(s, "gone")], s.base)
    same("a dead link is a warning", look(c, "--online").code, 0)
    same("with --strict it is an error", look(c, "--online", "--strict").code, 1)
    table = look(c, "--online", lang="nb").out
    check("the list says how it went", f"  borte        {s.base}/gone" in table and f"  ok           {s.base}/ok" in table,
          table)


def silenced():
    s = Server()
    c = course("silenced", ["[Det](%s/gone)." % s.base], s.base)
    step = c / "content/01-start/1-steg.md"
    step.write_text(step.read_text().replace("minutes: 5", "minutes: 5\ncheck: [{ignore: link-dead, why: Under arbeid.}]"))
    r = look(c, "--online", "--strict")
    check("a dead link can be silenced, with a reason", r.code == 0 and not r.ids, r)
    r = look(c, "--strict")
    check("and the entry is left alone when nobody asks the network", r.code == 0 and not r.ids, r)


def no_library():
    folder = TMP / "nolib"
    folder.mkdir()
    (folder / "libcurl.so.4").write_bytes(b"")
    r = look(course("no-library", [links(Server(), "ok")]), env={"LD_LIBRARY_PATH": str(folder)})
    check("without libcurl, everything but --online works", r.code == 0, r)


# ---- Formats -----------------------------------------------------------------------------------------

HARD = ("Les [her](1-steg.md) 😀 og [her](1-steg.md).\n\nÆrlig talt, ring 912\u00a034\u00a0567.\n\n"
        "Roald (2012) \u202e sa det. \"Så\" \\ sa han.\n\n[feil](finnes-ikke.md)")


def formats():
    c = course("formats", [HARD])
    people = look(c, "--quiet")
    places = re.findall(r"^(content/\S+:\d+:\d+): (?:warning|error): .* \[([a-z-]+)\]$", people.err, re.M)
    gcc = look(c, "--format", "gcc")
    check("gcc has the same findings as people have, in the same order",
          re.findall(r"^(content/\S+:\d+:\d+): (?:warning|error): .* \[([a-z-]+)\]$", gcc.out, re.M) == places, gcc, people)
    check("gcc is one line for each, and one for the remedy",
          all(re.match(r"^(\S+:\d+:\d+|steg): (warning|error|note): ", line) for line in gcc.out.splitlines()), gcc)
    answer = json.loads(look(c, "--format=json").out)
    same("json has the same", [(f"{f['file']}:{f['line']}:{f['column']}", f["id"]) for f in answer["findings"]], places)
    same("and counts them", (answer["errors"], answer["warnings"]), (1, len(places) - 1))
    lines = (c / "content/01-start/1-steg.md").read_text(encoding="utf-8").split("\n")
    spans = [lines[f["line"] - 1][f["column"] - 1:f["end_column"] - 1] for f in answer["findings"] if f["id"] == "link-says-nothing"]
    same("columns are code points, and the end is the first that is not covered", spans, ["her", "her"])
    for lang in "en", "nb":
        text = look(c, "--format=sarif", lang=lang).out
        run = json.loads(text)["runs"][0]
        rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
        same(f"sarif has the same ({lang})",
             [(f"{r['locations'][0]['physicalLocation']['artifactLocation']['uri']}:"
               f"{r['locations'][0]['physicalLocation']['region']['startLine']}:"
               f"{r['locations'][0]['physicalLocation']['region']['startColumn']}", r["ruleId"]) for r in run["results"]], places)
        check(f"each result points to its rule ({lang})", all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"]))
        same(f"each rule is translated ({lang})", [r["id"] for r in run["translations"][0]["rules"]], rules)
        validate(text, lang)
    odd = course("odd", ["Les."])
    (odd / "content/01-start/2-å # 1 (ny) 100%.md").write_text("---\ntitle: Odd\nminutes: 5\n---\n[her](1-steg.md)\n")
    result = json.loads(look(odd, "--format=sarif").out)["runs"][0]["results"][0]
    same("a path with spaces and signs is a valid address",
         result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
         "content/01-start/2-%C3%A5%20%23%201%20%28ny%29%20100%25.md")


def validate(text, lang):
    tool = ROOT / "tests/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    if not tool.exists():
        skip(f"sarif is valid ({lang})", "tests/tools fetches the validator, where there is one for this machine")
        return
    tool.chmod(0o755)  # npm leaves that to an install script, and none are run
    log, found = TMP / f"{lang}.sarif", TMP / f"{lang}-found.sarif"
    log.write_text(text, encoding="utf-8")
    done = subprocess.run([str(tool), "validate", str(log), "--output", str(found), "--log", "ForceOverwrite"], cwd=TMP,
                          env={"PATH": os.environ["PATH"], "HOME": str(TMP), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
                               "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(TMP)},
                          capture_output=True, timeout=180)
    if not found.exists():
        skip(f"sarif is valid ({lang})", "the validator does not run here: " + done.stderr.decode()[:100])
        return
    results = json.loads(found.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    # SARIF2005 wants an address for the tool, which has none yet; notes are matters of taste.
    wrong = [r["ruleId"] for r in results if r.get("level", "warning") in ("error", "warning") and r["ruleId"] != "SARIF2005"]
    check(f"the SARIF validator has nothing against it ({lang})", done.returncode == 0 and not wrong, wrong,
          done.stdout.decode())


def same_in_all():
    c = course("same", [HARD] * 4)
    outs = {look(c, "--format=json", "-j", str(j)).out for j in (1, 2, 3)}
    same("one process finds what several do", len(outs), 1)
    before = sorted(p for p in c.rglob("*"))
    look(c)
    same("a check leaves nothing behind", sorted(p for p in c.rglob("*")), before)


def revision():
    if not shutil.which("git"):
        return skip("a revision can be checked", "git is not installed")
    c = course("revision", ["[her](1-steg.md)"])
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(c)]
    for args in (["init", "-q"], ["add", "."], ["commit", "-qm", "En"]):
        subprocess.run(git + args, check=True, capture_output=True)
    (c / "content/01-start/1-steg.md").write_text("---\ntitle: Del 1\nminutes: 5\n---\nLes.\n")
    r = look(c, "--quiet", "--rev", "HEAD")
    check("a revision is checked as it was", r.ids == ["link-says-nothing"] and "HEAD:content/01-start/1-steg.md:6:2" in r.err, r)
    check("and the folder as it is now", look(c, "--quiet").ids == [], r)


# ---- The catalogue -----------------------------------------------------------------------------------

def catalogue():
    """Every message has a case that provokes it: its words stand on a page, in both languages, and a suite holds
    steg to that page: 40-spec to tests/spec/*.md, 52-messages to tests/messages/*.md."""
    names = []
    for path in sorted((ROOT / "generator/base/catalogue").glob("*.def")):
        names += re.findall(r'^D\(\w+, "([a-z0-9-]+)"', path.read_text(encoding="utf-8"), re.M)
    place = re.compile(r"^(?:\S.*?:\d+:\d+|steg): .*?\[([a-z0-9-]+)\]$", re.M)
    block = re.compile(r"^(```+)(english|norwegian)\n(.*?)^\1$", re.S | re.M)
    shown = {"english": set(), "norwegian": set()}
    for page in [*(ROOT / "tests/spec").glob("*.md"), *(ROOT / "tests/messages").glob("*.md")]:
        for _, lang, text in block.findall(page.read_text(encoding="utf-8")):
            shown[lang] |= set(place.findall(text))
    for lang, ids in shown.items():
        same(f"every message has a case, in {lang}", sorted(set(names) - ids), [])
        same(f"no case shows a message that is none, in {lang}", sorted(ids - set(names)), [])

    page = (ROOT / "docs/messages.md").read_text(encoding="utf-8")
    listed = re.findall(r"^### ([a-z0-9-]+)\n\n.*\n\n- English: .+\n- Norsk: .+$", page, re.M)
    same("docs/messages.md has the words of each in both languages, once", sorted(listed), sorted(names))
    r = {lang: steg(TMP, "explain", lang=lang) for lang in ("en", "nb")}
    for lang, said in r.items():
        same(f"steg explain lists all of them ({lang})", sorted(re.findall(r"^  ([a-z0-9-]+)  ", said.out, re.M)), sorted(names))


def example(explained, name):
    """The lines under "Before:" or "After:"."""
    said = re.search(rf"^{name}:\n\n((?: {{4}}.*\n|\n)+)", explained + "\n", re.M)
    return re.sub("^    ", "", said.group(1), flags=re.M).strip() if said else ""


def explanations():
    """Every message says why. Examples of tables and figures are whole: before gives the message, after none; and so
    do those of YAML, as keys of a step, where after may lack something else."""
    rules, yaml = [], []
    for room in sorted((ROOT / "generator/base/catalogue").glob("*.def")):
        found = re.findall(r'^D\(\w+, "([a-z0-9-]+)"', room.read_text(encoding="utf-8"), re.M)
        rules += found
        yaml += found if room.stem == "yaml" else []
    for lang in ("en", "nb"):
        own = {name: re.split(r"\n(?:When it is right|Er det riktig) ", steg(TMP, "explain", name, lang=lang).out)[0] for name in rules}
        short = [name for name in rules if len(own[name].strip().split("\n\n")) < 3]
        same(f"every message says why ({lang})", short, [])
    for name in rules:
        kind = "figure" if name.startswith("figure-") else "table"
        explained = steg(TMP, "explain", name).out
        for when, wanted in (("Before", [name]), ("After", [])):
            lines = example(explained, when)
            if not lines.startswith(("columns:", "kind:")):
                continue
            caption = "" if kind == "figure" else "caption: To samtaler\n"
            said = steg(course(f"{name}-{when}", [f"```{kind}\n{caption}{lines}\n```"]), "build")
            same(f"{name}: {when.lower()}", said.ids, wanted)
    for name in yaml:
        explained = steg(TMP, "explain", name).out
        for when in ("Before", "After"):
            lines = example(explained, when)
            if not lines or name.startswith(("front-matter", "yaml-no-colon", "yaml-directive", "yaml-second-document")):
                continue  # whole files
            if lines.startswith("- "):
                lines = "tasks:\n  " + lines.replace("\n", "\n  ")
            title = "" if re.search("^title:", lines, re.M) else "title: Et steg\n"
            c = course(f"{name}-{when}", [])
            (c / "content/01-start/1-steg.md").write_text(f"---\n{title}{lines}\n---\nLes.\n", encoding="utf-8")
            same(f"{name}: {when.lower()}", name in steg(c, "build").ids, when == "Before")



CASES = [without_online, online, polite, strict, silenced, no_library, formats, same_in_all, revision, catalogue,
         explanations]


def main():
    try:
        for case in CASES:
            if not WORDS or any(w in case.__name__ for w in WORDS):
                case()
    finally:
        shutil.rmtree(TMP, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
