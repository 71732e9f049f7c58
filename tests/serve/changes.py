#!/usr/bin/env python3
"""What `steg serve` makes of saves, renames, deletions, editors, commits and signals.

1,000 random changes are made by a seed (SEED=… for another one); the site that is served must be, byte for byte,
what a clean build makes.
"""
import filecmp
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)

from served import FRONT, STEG, Report, Served, make_course, write

CHANGES, CHECKED_EVERY, PATIENCE = 1000, 100, 15
report = Report()
check = report.check


def read(path):
    with open(path, "rb") as f:
        return f.read()


# ---- As editors save ----------------------------------------------------------------------------------

def in_place(path, text):
    write(path, text)


def beside_and_rename(path, text):  # VS Code with atomic saves, gedit, most of what runs in a browser
    beside = os.path.join(os.path.dirname(path), "." + os.path.basename(path) + ".a1b2")
    write(beside, text)
    os.replace(beside, path)


def vim(path, text):  # backupcopy=no: tries whether it may write, moves the old one away, writes, removes it
    probe = os.path.join(os.path.dirname(path), "4913")
    write(probe, "")
    os.unlink(probe)
    os.rename(path, path + "~")
    write(path, text)
    os.unlink(path + "~")


def in_pieces(path, text):  # a slow disk, a large file
    text = text.encode()
    with open(path, "wb", buffering=0) as f:
        for at in range(0, len(text), 16):
            f.write(text[at:at + 16])
            time.sleep(0.002)


def delete_and_write(path, text):
    os.unlink(path)
    time.sleep(0.03)
    write(path, text)


EDITORS = {"written in place": in_place, "written beside and moved over it": beside_and_rename, "moved away and written anew (vim)": vim,
           "written in pieces": in_pieces, "deleted and written": delete_and_write}


def editors(s, course, told):
    page = os.path.join(course, "content/02-modul-2/2-steg-2.md")
    for i, (how, save) in enumerate(EDITORS.items()):
        s.quiet()
        save(page, FRONT % ("Steg 2", "Lagret for gang %d." % i))
        line = s.built(PATIENCE)
        shown = b"Lagret for gang %d." % i in s.get("/modul-2/steg-2.html").body
        more = s.built(0.3)
        check("a page that is %s is shown, and built once%s" % (how, told), not shown and "not shown" or more or not line)


# ---- 1,000 random changes -----------------------------------------------------------------------------

class Garden:
    """The course's content, and what may be done to it. Names are used once, so that most states are good ones."""

    def __init__(self, course, rng):
        self.content, self.rng, self.n, self.spoilt = os.path.join(course, "content"), rng, 0, None

    def name(self):
        self.n += 1
        return self.n

    def modules(self):
        return sorted(d for d in os.listdir(self.content) if os.path.isdir(os.path.join(self.content, d)) and d[0].isdigit())

    def module(self):
        return os.path.join(self.content, self.rng.choice(self.modules()))

    def step(self):
        m = self.module()
        steps = sorted(f for f in os.listdir(m) if f[0].isdigit() and f.endswith(".md"))
        return os.path.join(m, self.rng.choice(steps)) if steps else None

    def text(self):
        words = ["skole", "møte", "team", "samtale", "undervisning", "å prøve", "elever", "**sterk**", "\n\n## Del\n\n", "\n\n- punkt\n- punkt\n\n"]
        return " ".join(self.rng.choice(words) for _ in range(self.rng.randrange(3, 60)))

    def save(self):
        path = self.step()
        if path:
            self.rng.choice([in_place, beside_and_rename, vim])(path, FRONT % ("Steg %d" % self.name(), self.text()))

    def spoil(self):
        path = self.step()
        if path:
            self.spoilt = path, read(path)
            write(path, self.rng.choice([b"---\ntitle: [\n---\n", b"---\ntitle: x\nfarge: y\n---\n\nTekst.\n", b"\xff\xfe", b"", b"---\n"]))

    def add(self):
        n = self.name()
        write(os.path.join(self.module(), "%d-nytt-%d.md" % (n + 10, n)), FRONT % ("Nytt %d" % n, self.text()))

    def add_module(self):
        if len(self.modules()) > 14:
            return
        n = self.name()
        at = os.path.join(self.content, "%d-modul-%d" % (n + 100, n))
        write(os.path.join(at, "index.md"), "---\ntitle: Modul %d\n---\n\n%s\n" % (n, self.text()))
        for k in range(self.rng.randrange(1, 4)):
            write(os.path.join(at, "%d-steg-%d.md" % (k + 1, k + 1)), FRONT % ("Steg %d" % k, self.text()))

    def rename(self):
        path, n = self.step(), self.name()
        if path:
            os.rename(path, os.path.join(os.path.dirname(path), "%d-flyttet-%d.md" % (n + 10, n)))

    def move(self):
        path, n = self.step(), self.name()
        if path:
            os.rename(path, os.path.join(self.module(), "%d-hit-%d.md" % (n + 10, n)))

    def rename_module(self):
        n = self.name()
        os.rename(self.module(), os.path.join(self.content, "%d-omdopt-%d" % (n + 100, n)))

    def delete(self):
        path = self.step()
        if path:
            os.unlink(path)

    def delete_module(self):
        if len(self.modules()) > 4:
            shutil.rmtree(self.module())

    def away_and_back(self):
        m = self.module()
        os.rename(m, m + ".borte")
        time.sleep(self.rng.random() * 0.02)
        os.rename(m + ".borte", m)

    def picture(self):
        n = self.name()
        write(os.path.join(self.content, "bilder/%d/film.mp4" % (n % 5)), b"%d" % n)
        m = self.module()
        write(os.path.join(m, "%d-film-%d.md" % (n + 10, n)), FRONT % ("Film %d" % n, "[film](../bilder/%d/film.mp4)" % (n % 5)))

    def litter(self):
        m = self.module()
        write(os.path.join(m, ".x.swp"), "x")
        write(os.path.join(m, "4913"), "x")
        os.unlink(os.path.join(m, ".x.swp"))
        os.unlink(os.path.join(m, "4913"))

    WEIGHTS = {save: 30, spoil: 4, add: 8, add_module: 3, rename: 10, move: 6, rename_module: 5, delete: 10, delete_module: 2,
               away_and_back: 4, picture: 4, litter: 4}

    def change(self):
        if self.spoilt:  # somebody sees what is wrong, most often
            path, text = self.spoilt
            self.spoilt = None
            if os.path.exists(path) and self.rng.random() < 0.95:
                return write(path, text)
        return self.rng.choices(list(self.WEIGHTS), list(self.WEIGHTS.values()))[0](self)

    def tidy(self):
        """What would be a fault is put right."""
        for m in self.modules():
            at = os.path.join(self.content, m)
            for f in os.listdir(at):
                text = read(os.path.join(at, f))
                if not text.startswith(b"---\ntitle: ") or b"farge" in text or b"[\n" in text or text.count(b"---") < 2:
                    write(os.path.join(at, f), FRONT % ("Rettet", "Tekst."))


def differences(a, b):
    wrong = []

    def walk(x, y, at):
        c = filecmp.dircmp(x, y, ignore=[], hide=[])
        wrong.extend(os.path.join(at, n) for n in c.left_only + c.right_only + c.funny_files)
        wrong.extend(os.path.join(at, n) for n in filecmp.cmpfiles(x, y, c.common_files, shallow=False)[1])
        for d in c.common_dirs:
            walk(os.path.join(x, d), os.path.join(y, d), os.path.join(at, d))
    walk(a, b, "")
    return wrong


def random_changes(work, *options):
    seed = int(os.environ.get("SEED", "7834"))
    rng = random.Random(seed)
    course = make_course(os.path.join(work, "tilfeldig"), modules=8)
    garden, wrong, builds, begun = Garden(course, rng), [], 0, time.monotonic()
    with Served(course, *options) as s:
        for i in range(1, CHANGES + 1):
            garden.change()
            if rng.random() < 0.3:  # some come while it waits for quiet, some while it builds, some later
                time.sleep(rng.random() * rng.choice([0.01, 0.03, 0.2]))
            if i % CHECKED_EVERY:
                continue
            garden.tidy()
            clean = os.path.join(work, "rent")
            r = subprocess.run([STEG, "build", course, "--out", clean, "-q"], capture_output=True)
            differ, end = ["not built: " + r.stderr.decode()[:600]] if r.returncode else ["?"], time.monotonic() + PATIENCE
            while not r.returncode and differ and time.monotonic() < end:
                time.sleep(0.05)
                differ = differences(s.site, clean)
            if differ:
                wrong.append((i, differ[:5]))
            shutil.rmtree(clean, ignore_errors=True)
        while not s.lines.empty():
            builds += "Built" in (s.lines.get() or "")
        status = s.get("/").status
    check("after %d random saves, renames and deletions, and after each %d, the site is that of a clean build (seed %d)"
          % (CHANGES, CHECKED_EVERY, seed), wrong)
    check("  it is still served then", status != 200)
    check("  and nothing is left behind", s.code or s.left)
    print("%d changes, %d good builds: %.1f s" % (CHANGES, builds, time.monotonic() - begun))
    shutil.rmtree(course)


def overtaken(work):
    """Two saves, the second while the first is waited for, built, or just told."""
    rng, wrong = random.Random(2), []
    course = make_course(os.path.join(work, "forbi"), modules=20)
    one, two = (os.path.join(course, "content/0%d-modul-%d/1-steg-1.md" % (m, m)) for m in (1, 2))
    with Served(course) as s:
        for i in range(25):
            write(one, FRONT % ("Steg 1", "Først %d." % i))
            time.sleep(0.01 + rng.random() * 0.12)
            write(two, FRONT % ("Steg 1", "Så %d." % i))
            end, seen = time.monotonic() + 3, False
            while not seen and time.monotonic() < end:
                seen = ("Så %d." % i).encode() in s.get("/modul-2/steg-1.html").body
            if not seen:
                wrong.append(i)
    check("what is saved while it builds is seen too, 25 times", wrong)
    shutil.rmtree(course)


# ---- Larger things ------------------------------------------------------------------------------------

def faults(s, course):
    page, good = os.path.join(course, "content/01-modul-1/1-steg-1.md"), FRONT % ("Steg 1", "Etter feilen.")
    before = s.get("/modul-1/steg-1.html").body
    f = s.follow()
    s.quiet()
    write(page, good.replace("kind:", "knd:"))
    heard = wait_for(f, b'"fault": "content/', 5)
    check("a fault is told to those who follow, in the words of the terminal", b"1-steg-1.md:3:1: error: unknown key" not in heard.replace(b"\\u201c", b'"')
          and heard[-300:])
    check("  only what must be mended: no warnings", b"warning:" in heard)
    check("  the last good site is served meanwhile", s.get("/modul-1/steg-1.html").body != before)
    write(page, good)
    heard = wait_for(f, b'"changed": [\ndata:     "', 5)
    check("  when it is mended the fault is over, and the page is told of", b'"fault": null' not in heard or b"modul-1/steg-1.html" not in heard)
    check("  and shown", b"Etter feilen." not in s.get("/modul-1/steg-1.html").body)
    f.close()


def wait_for(f, wanted, seconds):
    got, end = b"", time.monotonic() + seconds
    f.settimeout(0.1)
    while (wanted not in got or not got.endswith(b"\r\n")) and time.monotonic() < end:
        try:
            got += f.recv(1 << 16)
        except socket.timeout:
            if wanted in got:
                break
    return got


def whole_course(s, course):
    s.quiet()
    shutil.move(os.path.join(course, "content"), os.path.join(course, "borte"))
    time.sleep(0.5)
    status = s.get("/").status
    shutil.move(os.path.join(course, "borte"), os.path.join(course, "content"))
    line = s.built(PATIENCE)
    check("content/ may go away and come back: the last site stays meanwhile", status != 200 or not line or "Mended" not in line)
    write(os.path.join(course, "layouts/i18n/nb.yml"), read_default_words(s))
    line = s.built(PATIENCE)
    check("layouts/ that comes while it runs is seen", not line)
    shutil.rmtree(os.path.join(course, "layouts"))
    s.built(PATIENCE)


def read_default_words(s):
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return read(os.path.join(root, "layouts/i18n/nb.yml")).replace(b"Hopp til innholdet", b"Hopp rett til innholdet")


def commits(work):
    course = make_course(os.path.join(work, "historie"))
    git = ["git", "-C", course, "-c", "user.name=Kari", "-c", "user.email=kari@example.no", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Første"]):
        subprocess.run(git + words, check=True)
    page = os.path.join(course, "content/01-modul-1/1-steg-1.md")
    with Served(course) as s:
        write(page, FRONT % ("Steg 1", "Ny tekst."))
        s.built(PATIENCE)
        s.quiet()
        before = s.get("/modul-1/steg-1.html").body.split(b"\n")
        subprocess.run(git + ["commit", "-qam", "Andre"], check=True)
        line = s.built(PATIENCE)
        after = s.get("/modul-1/steg-1.html").body.split(b"\n")
    check("a commit is seen: pages say when they were changed last", not line or before == after)
    shutil.rmtree(course)


def bare_folder(work):
    """A content folder alone; `steg build` puts public/ into it."""
    course = make_course(os.path.join(work, "bar"))
    content = os.path.join(course, "content")
    with Served(content) as s:
        subprocess.run([STEG, "build", content, "-q"], capture_output=True)
        extra = s.built(1)
        write(os.path.join(content, "01-modul-1/1-steg-1.md"), FRONT % ("Steg 1", "Ny tekst."))
        line = s.built(PATIENCE)
        shown = b"Ny tekst." in s.get("/modul-1/steg-1.html").body
        wrong = differences(os.path.join(content, "public"), s.site)
    check("in a bare content folder, its public/ is no part of the course", extra or not line or not shown or
          [w for w in wrong if "steg-1" not in w and "search" not in w and "print" not in w and "text/" not in w and "manifest" not in w])
    shutil.rmtree(course)


# ---- Signals, ports ------------------------------------------------------------------------------------

def interrupts(work):
    rng, wrong = random.Random(1), []
    course = make_course(os.path.join(work, "avbrutt"), modules=20)
    for i in range(16):
        s = Served(course, wait=False)
        time.sleep(rng.random() * 0.25)
        s.stop([signal.SIGINT, signal.SIGTERM, signal.SIGHUP][i % 3])
        if s.left or s.code not in (0, -[signal.SIGINT, signal.SIGTERM, signal.SIGHUP][i % 3]):
            wrong.append((i, s.code, s.left))
    check("16 times interrupted while it begins and builds, it leaves nothing behind", wrong)
    s = Served(course)
    page = os.path.join(course, "content/01-modul-1/1-steg-1.md")
    for i in range(3):
        write(page, FRONT % ("Steg 1", "Gang %d." % i))
    time.sleep(0.02)
    os.killpg(s.pid, signal.SIGINT)  # as the terminal does: everybody in the foreground
    s.stop()
    check("Ctrl+C while it builds: the same, and no fault is told", s.left or s.code or "error" in s.errors)

    s = Served(course)
    folder, work_folder = s.place, s.work
    s.process.kill()
    s.process.wait()
    left = os.path.exists(folder)
    env = dict(os.environ, TMPDIR=work_folder)
    p = subprocess.Popen([STEG, "serve", course, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    p.stdout.readline()
    swept = not os.path.exists(folder)
    p.send_signal(signal.SIGINT)
    p.wait()
    check("what a killed one leaves is taken away by the next", not left or not swept)
    s.process = p
    s.stop()
    shutil.rmtree(course)


def ports(work):
    course = make_course(os.path.join(work, "porter"), modules=1)
    with Served(course) as first:
        r = subprocess.run([STEG, "serve", course, "--port", str(first.port), "--lang", "nb"], capture_output=True, timeout=20)
        check("a port that is taken is told, and exits with 3", r.returncode != 3 or b"port-taken" not in r.stderr)
    taken = []
    for port in (7834, 7835):
        c = socket.socket()
        c.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            c.bind(("127.0.0.1", port))
            c.listen()
            taken.append(c)
        except OSError:
            c.close()
    p = subprocess.Popen([STEG, "serve", course, "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = [p.stdout.readline() for _ in range(3)]
    p.send_signal(signal.SIGINT)
    p.wait()
    for c in taken:
        c.close()
    check("without --port the next free one is used", not any(b"http://127.0.0.1:78%d/" % n in lines[2] for n in range(36, 45)) and lines)
    for options, code in ((["--port", "x"], 2), (["--port", "70000"], 2), (["--bind", "example.org"], 2), (["--bind", "192.0.2.1"], 3)):
        r = subprocess.run([STEG, "serve", course, *options], capture_output=True, timeout=20)
        check("%s is refused" % " ".join(options), r.returncode != code and (r.returncode, r.stderr))
    with Served(course, "--bind", "0.0.0.0") as s:
        name = s.get("/", Host=socket.gethostname()).status
        number, other = s.get("/", Host="192.168.0.1").status, s.get("/", Host="example.org").status
    check("--bind 0.0.0.0 warns that everybody can read it", "open-to-all" not in s.errors)
    check("  and answers to numbers and the machine's own name, no other", (name, number, other) != (200, 200, 403) and (name, number, other))
    empty = os.path.join(work, "tom")
    os.mkdir(empty)
    r = subprocess.run([STEG, "serve", empty], capture_output=True, timeout=20)
    check("where there is no course there is nothing to show", r.returncode != 1 or b"no-course" not in r.stderr and r.stderr)
    shutil.rmtree(course)


def begins_with_fault(work):
    course = make_course(os.path.join(work, "feil"), modules=1)
    page = os.path.join(course, "content/01-modul-1/1-steg-1.md")
    write(page, "---\ntitel: Steg 1\n---\n")
    with Served(course) as s:
        before, script = s.get("/"), s.get("/").body
        write(page, FRONT % ("Steg 1", "Rettet."))
        line = s.built(PATIENCE)
        after = s.get("/modul-1/steg-1.html")
    check("a course that cannot be built at first says so, with the client in the page", before.status != 503 or b"reload.js" not in script)
    check("  and is shown once it is mended", not line or after.status != 200 or b"Rettet." not in after.body)
    shutil.rmtree(course)


SAID = {"en": """\
Building the course …
13 pages in 1 module in N seconds.
The course is shown at ADDRESS and built again when you save. Ctrl+C ends it.
Building the course …
5 warnings as before.
Built in N s: 2 pages changed.
Building the course …
Not built. The pages are as before until it is mended and saved.
Building the course …
5 warnings as before.
Mended. Built in N s: no page has changed.

Ended.
""", "nb": """\
Bygger kurset …
13 sider i 1 modul på N sekunder.
Kurset vises på ADDRESS og bygges på nytt når dere lagrer. Ctrl+C avslutter.
Bygger kurset …
5 advarsler som før.
Bygget på N s: 2 sider endret.
Bygger kurset …
Ikke bygget. Sidene er som før til det er rettet og lagret.
Bygger kurset …
5 advarsler som før.
Rettet. Bygget på N s: ingen sider er endret.

Avsluttet.
"""}


def what_is_said(work):
    """Of a page that is changed, spoilt and mended: on standard output, where a line for the beginning of each build has one
    for its end."""
    course = make_course(os.path.join(work, "sagt"), modules=1)
    page = os.path.join(course, "content/01-modul-1/1-steg-1.md")
    for lang, options in ("en", []), ("nb", []), ("en", ["-q"]), ("nb", ["-q"]):
        with Served(course, *options, language=lang) as s:
            for text, until in ((FRONT % ("Steg 1", "Sagt %s." % lang), ":"), ("---\ntitel: Steg 1\n---\n", "ot b" if lang == "en" else "Ikke"),
                                (FRONT % ("Steg 1", "Sagt %s." % lang), ":")):
                write(page, text)
                s.saying(until, 2 if options else 15)
        said = re.sub(r"http://[^ ]*", "ADDRESS", re.sub(r"\d+[.,]\d\d s", "N s", s.said))
        want = SAID[lang] if not options else "".join(line for line in SAID[lang].splitlines(True) if "ADDRESS" in line)
        check("%s: what it says%s" % (lang, ", when it is to be quiet" if options else ""), said != want and said)
        check("  and what is wrong", ("unknown key" if lang == "en" else "ukjent nøkkel") not in s.errors and s.errors)
    for options, times in ([], 1), (["--repeat"], 2):
        with Served(course, *options) as s:
            write(page, FRONT % ("Steg 1", "Igjen %d." % times))
            s.built()
        check("a warning that is as before is %s" % ("said again with --repeat" if options else "counted, not said again"),
              s.errors.count("1-steg-1.md:2:8: warning") != times and s.errors or ("as before" in s.said) == (times == 2) and s.said)
    shutil.rmtree(course)


def browser(work):
    course = make_course(os.path.join(work, "apnet"), modules=1)
    heard, program = os.path.join(work, "heard"), os.path.join(work, "nettleser")
    write(program, "#!/bin/sh\necho \"$#:$1\" >'%s'\nreadlink /proc/self/fd/0 >>'%s'\n" % (heard, heard))
    os.chmod(program, 0o755)
    os.environ["BROWSER"] = program
    with Served(course, "--open") as s:
        end = time.monotonic() + 5
        while not (os.path.exists(heard) and read(heard).count(b"\n") == 2) and time.monotonic() < end:
            time.sleep(0.05)
    told = read(heard) if os.path.exists(heard) else b""
    check("--open shows the address in the user's browser, with nothing of the terminal's", told != b"1:http://127.0.0.1:%d/\n/dev/null\n" % s.port and told)
    os.environ["BROWSER"], path = "finnes-ikke", os.environ["PATH"]
    os.environ["PATH"] = "/nonexistent"
    with Served(course, "--open") as s:
        status = s.get("/").status
    os.environ["PATH"] = path
    check("  where there is none, it says so and goes on", status != 200 or "no-browser" not in s.errors)
    shutil.rmtree(course)


def main():
    with tempfile.TemporaryDirectory(prefix="steg-changes-") as work:
        course = make_course(os.path.join(work, "kurs"))
        with Served(course) as s:
            editors(s, course, "")
            faults(s, course)
            whole_course(s, course)
        with Served(course, "--poll") as s:
            editors(s, course, ", by looking")
        random_changes(work)
        overtaken(work)
        commits(work)
        bare_folder(work)
        interrupts(work)
        ports(work)
        begins_with_fault(work)
        what_is_said(work)
        browser(work)
    return report.close()


sys.exit(main())
