#!/usr/bin/env python3
"""Long work: the progress line, signals at every moment, readers who go, disks that are full.

    long.py STEG SIGNAL.so        SIGNAL.so is signal.c, compiled; without it the sweeps are skipped

SHORT=1 tries every tenth moment. Each case is a sentence: what is done, and what then holds.
"""
import fcntl
import hashlib
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)

STEG = os.path.abspath(sys.argv[1])
SIGNAL = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
SHORT = bool(os.environ.get("SHORT"))
# Thousands of builds, each with its sync: in memory where that can be.
TOP = tempfile.mkdtemp(prefix="steg-long-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
TMP = os.path.join(TOP, "tmp")
ENV = {
    "PATH": os.environ["PATH"], "HOME": TOP, "TMPDIR": TMP, "TERM": "xterm", "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CEILING_DIRECTORIES": TOP,
}
passed = failed = skipped = 0


def check(sentence, good, *why):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"failed: {sentence}", *[f"    {line}" for w in why for line in str(w).splitlines()[:8]], sep="\n")


# ---- Courses and sites -------------------------------------------------------------------------------

def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def course(name, modules=2, words="Tenk på det.", changed=""):
    """A course in a folder of its own; `changed` stands in the first step alone."""
    top = os.path.join(TOP, name)
    write(f"{top}/content/course.yml", "format: 1\nid: k\ntitle: Kurs\n")
    for m in range(1, modules + 1):
        write(f"{top}/content/{m:03}-m{m}/index.md", f"---\ntitle: Modul {m}\npurpose: Et mål.\nreviewed: 2026-11-22\n---\n{words}\n")
        for s in range(1, 5):
            more = changed if m == s == 1 else ""
            write(f"{top}/content/{m:03}-m{m}/{s}-s{s}.md", f"---\ntitle: Steg {s}\nminutes: 10\n---\n{words} {more}\n")
    return top


def digest(folder):
    """Of all that is in it; None when it is not there."""
    if not os.path.isdir(folder):
        return None
    h = hashlib.sha256()
    for at, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(at, name), "rb") as f:
                h.update(f"{os.path.relpath(at, folder)}/{name}\0".encode() + f.read())
    return h.hexdigest()


def steg(*words, env=None, **more):
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    return subprocess.run([STEG, *words], env={**ENV, **(env or {})}, **more)


# ---- A terminal --------------------------------------------------------------------------------------

class Terminal:
    """steg on a terminal of its own; what it says is read to the end."""

    def __init__(self, *words, width=80, env=None, background=False, errors=None):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if background: # a job of a shell
                job = os.fork()
                if job:
                    os.closerange(3, 64) # the lock's too
                    os._exit(os.waitstatus_to_exitcode(os.waitpid(job, 0)[1]))
                os.setpgid(0, 0)
            if errors:
                os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT, 0o644), 2)
            os.execve(STEG, [STEG, *words], {**ENV, **(env or {})})
        self.out, self.drawn = b"", []
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.fd], [], [], left)[0]:
                return True
            try:
                new = os.read(self.fd, 65536)
            except OSError:
                return False
            if not new:
                return False
            self.out += new
            self.drawn += [time.monotonic()] * new.count(b"\x1b[K")
        return True

    def end(self):
        self.read(60)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        self.code = os.waitstatus_to_exitcode(status)
        return self

    def running(self):
        with open(f"/proc/{self.pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"

    def workers(self, what):
        """Sends them a signal; the first child is the one that draws."""
        for pid in (found := self.children()[1:]):
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                pass
        return found

    def children(self):
        with open(f"/proc/{self.pid}/task/{self.pid}/children") as f:
            return [int(w) for w in f.read().split()]


class Held:
    """The lock of a folder, as another build has it: a build into it waits."""

    def __init__(self, out):
        self.fd = os.open(os.path.join(os.path.dirname(out), f".{os.path.basename(out)}.steg-lock"), os.O_CREAT | os.O_RDONLY)
        fcntl.flock(self.fd, fcntl.LOCK_EX)

    def let_go(self):
        os.close(self.fd)


def waiting(out, *words, seconds=1.4, **how):
    """A build that waits that long for the folder, then goes on."""
    held = Held(out)
    t = Terminal("build", SMALL, "--out", out, *words, **how)
    t.read(seconds)
    held.let_go()
    return t.end()


def progress():
    out = f"{TOP}/p/site"
    os.makedirs(f"{TOP}/p")
    t = waiting(out)
    check("after a second a build on a terminal says what it does, and takes the line away",
          t.code == 0 and re.match(rb"\rWaiting for the folder\x1b\[K(\r[A-Z][^\r\n]*\x1b\[K)*\r\x1b\[K\d+ pages in 2 modules", t.out), t.out)
    t = waiting(out, "--lang", "nb", width=10)
    check("the line is shorter than the terminal is wide, in whole letters",
          t.out.startswith("\rVenter på\x1b[K".encode()) and all(len(s) < 10 for s in re.findall("\r([^\r\n]*)\x1b", t.out.decode())), t.out)
    for sentence, words, env in (("with -q there is no line", ["-q"], {}),
                                 ("a terminal that takes no control codes gets none", [], {"TERM": "dumb"}),
                                 ("nor does one of no known kind", [], {"TERM": ""})):
        t = waiting(out, *words, env=env)
        check(sentence, t.code == 0 and b"\x1b" not in t.out and b"Waiting" not in t.out, t.out)
    t = waiting(out, background=True)
    check("a build in the background draws nothing", t.code == 0 and b"\x1b" not in t.out, t.out)
    t = waiting(out, errors=f"{TOP}/p/errors")
    with open(f"{TOP}/p/errors") as f:
        said = f.read()
    check("messages that go to a file hold no control codes", t.code == 0 and not said and b"\x1b" not in t.out, t.out, said)
    t = Terminal("build", SMALL, "--out", out).end()
    check("a quick build has no line", b"\x1b" not in t.out, t.out)
    t = Held(out), Terminal("build", SMALL, "--out", out)
    t[1].read(1.3)
    os.write(t[1].fd, b"\x03")
    t[0].let_go()
    t = t[1].end()
    check("Ctrl-C takes the line away, and says how things stand",
          t.code == -signal.SIGINT and re.search(rb"\r\x1b\[K" + re.escape(UNTOUCHED.encode()) + rb"\r\n$", t.out), t.code, t.out)


def counting():
    """Workers are stopped now and then, so that a build takes longer than it does."""
    big = course("big", modules=200, words="Ord og ord. " * 200)
    t = Terminal("build", big, "--out", f"{TOP}/big-site", "-j2")

    begun = time.monotonic()
    while not t.workers(signal.SIGSTOP) and time.monotonic() < begun + 10:
        t.read(0.001)
    t.read(1.3) # the drawing begins
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        t.workers(signal.SIGCONT)
        t.workers(signal.SIGSTOP)
        t.read(0.006)
    while t.workers(signal.SIGCONT):
        t.read(0.01)
    t.end()
    counts = [(int(a), int(b)) for a, b in re.findall(rb": (\d+) of (\d+)", t.out)]
    check("files are counted, and how many there are", len(counts) > 2 and all(a <= b for a, b in counts), counts, t.out[:300])
    often = max((sum(x <= y < x + 1 for y in t.drawn) for x in t.drawn), default=0)
    check("the line is drawn no more than ten times a second", 0 < often <= 11, often)


def held_up(*words, tries=20, **how):
    """steg on a terminal, its workers stopped until something is drawn. Where they were done before they could be
    stopped, it is tried again."""
    t = Terminal(*words, **how)

    end = time.monotonic() + 10
    while not t.workers(signal.SIGSTOP) and t.running() and time.monotonic() < end:
        t.read(0.001)
    while b"\x1b[K" not in t.out and t.running() and time.monotonic() < end:
        t.workers(signal.SIGSTOP)
        t.read(0.05)
    t.workers(signal.SIGCONT)
    t.end()
    return t if tries == 1 or b"\x1b[K" in t.out else held_up(*words, tries=tries - 1, **how)


def looking():
    """The commands that look at a course and make no site. Which part of the work is held up is chance."""
    top = course("looking", modules=60, words="Ord og ord. " * 200)
    git(top, "init", "-q"), git(top, "add", "."), git(top, "commit", "-q", "-m", "Først")
    write(f"{top}/content/001-m1/1-s1.md", "---\ntitle: Et annet navn\nminutes: 10\n---\nTekst.\n")
    git(top, "commit", "-q", "-am", "Så")
    for words, says in (["check", top, "--today", "2026-11-22"], rb"(?:Reading the texts|Looking at texts and links): \d+ of 301"), \
            (["diff", "-c", top, "HEAD~1"], rb"Reading the (?:first|second) version: \d+ of 301"), \
            (["log", "-c", top], rb"Reading the changes: \d+ of \d+"), \
            (["stats", top], rb"Reading the course: \d+ of 301"), \
            (["list", "-c", top, "modules"], rb"Reading the course: \d+ of 301"), \
            (["list", "--lang", "nb", "-c", top, "modules"], rb"Leser kurset: \d+ av 301"):
        t, p = held_up(*words), steg(*words)
        lines = re.match(rb"\r" + says + rb"\x1b\[K(\r[^\r\n]*\x1b\[K)*", t.out)
        check(f"after a second steg {' '.join(w for w in words if w != top)} on a terminal says what it does", lines, t.out[:300])
        drawn = t.out[:lines.end()] if lines else b""
        check("  and takes the line away before it says the rest", drawn.endswith(b"\r\x1b[K") and t.code == p.returncode and
              re.sub(rb"\x1b\[[0-9;]*m", b"", t.out[len(drawn):]).replace(b"\r\n", b"\n") == p.stderr + p.stdout,
              t.out[len(drawn):][:300])
        check("  and nothing of the kind when it is piped", b"\x1b" not in p.stderr + p.stdout, p.stderr[:200])
    t = Terminal("check", "-q", SMALL).end()
    check("a quick check has no line", b"\x1b[K" not in t.out, t.out[:200])


# ---- Signals -----------------------------------------------------------------------------------------

# What a build says that is asked to stop; nothing before it has begun.
UNTOUCHED = "steg: stopped; nothing was changed, the last site stands as it was"
PLACED = "steg: stopped, but the new site was in its place by then"


def left_of(group):
    """Processes of a group that still are."""
    left = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                fields = f.read().rsplit(")", 1)[1].split()
            if int(fields[2]) == group and fields[0] != "Z":
                left.append(int(pid))
        except (OSError, IndexError):
            pass
    return left


def interrupted(words, at, which, cwd=None):
    """steg with a signal at its N-th call; what is left of its processes."""
    p = subprocess.Popen([STEG, *words], env={**ENV, "LD_PRELOAD": SIGNAL, "SIGNAL_AT": str(at), "SIGNAL": str(int(which))},
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, cwd=cwd)
    said = p.communicate()[1].decode()
    for _ in range(50):
        left = left_of(p.pid)
        if not left:
            break
        time.sleep(0.01)
    return p.returncode, said, left


def count_calls(words, cwd=None):
    path = f"{TOP}/count"
    steg(*words, env={"LD_PRELOAD": SIGNAL, "SIGNAL_COUNT": path}, cwd=cwd)
    with open(path) as f:
        return int(f.read())


def sweep(sentence, words, set_up, holds, cwd=None, true=lambda said: not said):
    """At every call, each in its turn with another signal: set_up before it, holds() names what is wrong after; what
    was said is to be true then."""
    global skipped
    if not SIGNAL:
        skipped += 1
        print(f"skipped: {sentence} (nothing can be preloaded)")
        return
    set_up()
    n = count_calls(words, cwd)
    wrong = []
    for at in range(1, n + 1, 10 if SHORT else 1):
        which = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[at % 3]
        set_up()
        code, said, left = interrupted(words, at, which, cwd)
        bad = holds()
        # The last calls are exit()'s own.
        if code != -which and at < n - 20:
            bad.append(f"exit status {code}")
        if not true(said):
            bad.append(f"said {said[:200]}")
        if left:
            bad.append(f"processes left: {left}")
        if bad:
            wrong.append(f"call {at} of {n}, {which.name}: {'; '.join(bad)}")
    check(f"{sentence} ({n} moments)", n > 50 and not wrong, *wrong[:8])


def names(folder):
    return sorted(os.listdir(folder))


def builds():
    home = f"{TOP}/s"
    os.makedirs(home)
    before, after = course("s/before"), course("s/after", changed="Noe nytt.")
    out, kept = f"{home}/out/site", f"{home}/kept"
    steg("build", before, "--out", kept), steg("build", after, "--out", f"{home}/new")
    was, will = digest(kept), digest(f"{home}/new")

    def set_up():
        if digest(out) != was or names(f"{home}/out") != ["site"]:
            shutil.rmtree(f"{home}/out", ignore_errors=True)
            shutil.copytree(kept, out)

    def true(said):
        return said in ("", UNTOUCHED + "\n", PLACED + "\n") and (not said or digest(out) == (will if PLACED in said else was))

    def holds():
        bad = [] if digest(out) in (was, will) else ["the site is neither the old nor the new one"]
        return bad + [f"left: {names(f'{home}/out')}"] * (names(f"{home}/out") != ["site"])

    for how in "tree", "files":
        sweep(f"a build that is asked to stop, swapping {how}: ends by the signal, old or new site, nothing left",
              ["build", after, "--out", out, "--swap", how, "-j2"], set_up, holds, true=true)
    sweep("with -q it ends without a word", ["build", after, "--out", out, "-j2", "-q"], set_up, holds)

    def nothing():
        shutil.rmtree(f"{home}/out", ignore_errors=True)

    def nothing_or_all():
        there = names(f"{home}/out") if os.path.isdir(f"{home}/out") else []
        bad = [] if digest(out) in (None, will) else ["half a site"]
        return bad + [f"left: {there}"] * (there not in ([], ["site"]))

    sweep("the first build: a whole site or none", ["build", after, "--out", out, "-j2"], nothing, nothing_or_all,
          true=lambda said: not said or digest(out) == (will if PLACED in said else None))


def whole_groups():
    """As Ctrl-C does it: to all processes at once, at moments over the whole time."""
    home, big = f"{TOP}/g", course("g/big", modules=40, words="Ord og ord. " * 100)
    out = f"{home}/out/site"
    begun = time.monotonic()
    steg("build", big, "--out", out)
    took, was = time.monotonic() - begun, digest(out)
    write(f"{big}/content/001-m1/index.md", "---\ntitle: Et annet navn\npurpose: Et mål.\nreviewed: 2026-11-22\n---\nTekst.\n")
    steg("build", big, "--out", f"{home}/new")
    will, wrong = digest(f"{home}/new"), []
    shutil.copytree(out, f"{home}/kept")
    times = 10 if SHORT else 40
    for i in range(times):
        if digest(out) != was:
            shutil.rmtree(out)
            shutil.copytree(f"{home}/kept", out)
        p = subprocess.Popen([STEG, "build", big, "--out", out], env=ENV, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(took * 1.1 * i / times)
        try:
            os.killpg(p.pid, signal.SIGINT)
        except ProcessLookupError:
            pass
        said = p.communicate()[1].decode()
        time.sleep(0.01)
        right = not said or (said == UNTOUCHED + "\n" and digest(out) == was) or (said == PLACED + "\n" and digest(out) == will)
        if p.returncode not in (0, -signal.SIGINT) or not right or digest(out) not in (was, will) or names(f"{home}/out") != ["site"] or left_of(p.pid):
            wrong.append(f"after {took * 1.1 * i / times:.3f} s: {p.returncode} {said[:100]} {names(f'{home}/out')} {left_of(p.pid)}")
    check("Ctrl-C at moments over a whole build: the same", not wrong, *wrong)
    p = subprocess.Popen(["sh", "-c", f"trap '' INT HUP; echo ready; exec '{STEG}' build '{big}' --out '{out}'"], env=ENV,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    p.stdout.readline()
    while p.poll() is None:
        os.killpg(p.pid, signal.SIGINT)
        os.killpg(p.pid, signal.SIGHUP)
        time.sleep(0.01)
    check("a build that was told to ignore signals (nohup) ignores them", p.returncode == 0 and digest(out) == will,
          p.returncode, p.stderr.read())


def git(repo, *words):
    return subprocess.run(["git", "-C", repo, *words], env=ENV, stdout=subprocess.PIPE, check=False).stdout.decode().strip()


def publishes():
    repo = course("r/repo")
    git(repo, "init", "-q", "-b", "main")
    git(repo, "add", "."), git(repo, "commit", "-q", "-m", "Først")
    steg("publish", cwd=repo)
    was, work = git(repo, "rev-parse", "site"), git(repo, "status", "--porcelain")
    write(f"{repo}/content/001-m1/index.md", "---\ntitle: Nytt\npurpose: Et mål.\nreviewed: 2026-11-22\n---\nTekst.\n")
    git(repo, "commit", "-q", "-am", "Så")
    steg("publish", cwd=repo)
    will = git(repo, "rev-parse", "site^{tree}")

    def set_up():
        git(repo, "update-ref", "refs/heads/site", was)

    def holds():
        bad = [f"left in TMPDIR: {names(TMP)}"] if names(TMP) else []
        now = git(repo, "rev-parse", "site")
        if now != was and git(repo, "rev-parse", "site^{tree}") != will:
            bad.append(f"the branch is at {now}")
        locks = git(repo, "status", "--porcelain") != work or [n for _, _, ns in os.walk(f"{repo}/.git") for n in ns if n.endswith(".lock")]
        return bad + ([f"the repository: {locks}"] if locks else [])

    sweep("publishing that is asked to stop: the branch as before or whole, no folder and no lock left",
          ["publish"], set_up, holds, cwd=repo)


def news():
    home = f"{TOP}/n"
    os.makedirs(home)
    steg("new", "course", "kurs", "--today", "2026-11-22", cwd=home)
    will = digest(f"{home}/kurs")

    def set_up():
        shutil.rmtree(home)
        os.makedirs(home)

    def holds():
        bad = [] if digest(f"{home}/kurs") in (None, will) else ["half a course"]
        return bad + [f"left: {names(home)}"] * (names(home) not in ([], ["kurs"]))

    sweep("a new course whose making is asked to stop: all of it or nothing", ["new", "course", "kurs", "--today", "2026-11-22"],
          set_up, holds, cwd=home)


# ---- Who listens -------------------------------------------------------------------------------------

def gone(words, stream, ignoring):
    """A reader of stdout or stderr who has left; what is written to the other stream."""
    r, w = os.pipe()
    os.close(r)
    how = {"stdout": w} if stream == 1 else {"stderr": w}
    p = steg(*words, restore_signals=not ignoring, **how)
    os.close(w)
    return p.returncode, (p.stderr if stream == 1 else p.stdout).decode()


def listeners():
    faulty = course("faulty")
    write(f"{faulty}/content/001-m1/9-x.md", "---\ntitel: X\n---\n")
    site = f"{TOP}/l/site"
    for ignoring in False, True:
        note = ", where the shell ignores SIGPIPE" if ignoring else ""
        for words in ["help"], ["build", SMALL, "--out", site, "-v"], ["reference", "format"]:
            code, said = gone(words, 1, ignoring)
            check(f"a reader who has heard enough of steg {words[0]} is no fault{note}", (code, said) == (0, ""), code, said)
        code, said = gone(["build", faulty, "--out", site], 2, ignoring)
        check(f"one who does not want to hear of mistakes does not change how it ends{note}", (code, said) == (1, ""), code, said)
    with open("/dev/full", "w") as full:
        for words in ["help"], ["build", SMALL, "--out", site], ["version"], ["reference", "messages"]:
            p = steg(*words, stdout=full)
            check(f"steg {words[0]} says that it could not say all, and why", p.returncode == 3 and
                  b"[output-lost]" in p.stderr and b"No space left on device" in p.stderr, p)
        p = steg("build", faulty, "--out", site, stderr=full)
        check("messages that nobody can read are told by the exit status", p.returncode == 3, p)
    p = steg("build", SMALL, "--out", site, "-q")
    check("with -q nothing is said when all is well", (p.returncode, p.stdout, p.stderr) == (0, b"", b""), p)
    p = steg("build", faulty, "--out", site, "-q")
    check("with -q mistakes are still told", p.returncode == 1 and not p.stdout and b"unknown-key" in p.stderr, p)
    p = steg("build", SMALL, "--out", f"{TOP}/l/verbose", "-v")
    check("-v says what was read and written", re.search(rb"read: 11 files.*\n  the site: \d+ files, \d+ written, 0 unch", p.stdout), p)
    write(f"{SMALL}/content/001-m1/1-s1.md", "---\ntitle: Steg 1\nminutes: 10\n---\nEndret.\n")
    p = steg("build", SMALL, "--out", f"{TOP}/l/verbose", "-v")
    check("and what was linked", re.search(rb"exchanged, with \d+ unchanged files linked", p.stdout), p)


def colours():
    faulty = course("colours")
    write(f"{faulty}/content/001-m1/9-x.md", "---\ntitel: X\n---\n")
    words = ["build", faulty, "--out", f"{TOP}/c/site"]
    for sentence, more, env, want in (
            ("on a terminal messages have colours", [], {}, True),
            ("NO_COLOR says no", [], {"NO_COLOR": "1"}, False),
            ("an empty NO_COLOR says nothing", [], {"NO_COLOR": ""}, True),
            ("--color never says no", ["--color", "never"], {}, False),
            ("--color always goes before NO_COLOR", ["--color=always"], {"NO_COLOR": "1"}, True),
            ("a dumb terminal gets none", [], {"TERM": "dumb"}, False)):
        t = Terminal(*words, *more, env=env).end()
        check(sentence, (b"\x1b[" in t.out) == want and b"unknown-key" in t.out and t.code == 1, t.out[:200])
    check("what is piped has no colours", b"\x1b" not in steg(*words).stderr)
    check("--color always: it has", b"\x1b[" in steg(*words, "--color", "always").stderr)
    check("a word that --color does not know is wrong usage", steg(*words, "--color", "blue").returncode == 2)
    p = steg("--color", "always", *words)
    check("it may stand before the command", b"\x1b[" in p.stderr, p)


try:
    os.makedirs(TMP)
    SMALL = course("small")
    for part in progress, counting, looking, builds, whole_groups, publishes, news, listeners, colours:
        if not os.environ.get("ONLY") or part.__name__ in os.environ["ONLY"].split():
            part()
finally:
    shutil.rmtree(TOP, ignore_errors=True)
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0)
