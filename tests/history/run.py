#!/usr/bin/env python3
"""Dates from git, with git itself as the oracle: real repositories, made here.

    run.py PROGRAM          PROGRAM is build/tests/history

Each case is a sentence. `same` compares every file of HEAD with `git log -1 --format=%H -- PATH`.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
ENV.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", LC_ALL="C.UTF-8", TZ="UTC")
passed = failed = skipped = 0
TOP = tempfile.mkdtemp(prefix="steg-history-")


class Repo:
    """A repository in a folder of its own, whose commits are an hour apart."""

    def __init__(self, folder=None):
        self.dir = folder or tempfile.mkdtemp(dir=TOP)
        self.clock = 1_700_000_000
        if not folder:
            self.git("init", "-q", "-b", "main")
            self.git("config", "user.name", "Kari")
            self.git("config", "user.email", "kari@example.no")
            self.git("config", "commit.gpgsign", "false")

    def git(self, *args, env=None, ok=True):
        r = subprocess.run(["git", *args], cwd=self.dir, env={**ENV, **(env or {})}, text=True,
                           encoding="utf-8", capture_output=True)
        if ok and r.returncode:
            raise RuntimeError(f"git {' '.join(args)}: {r.stderr}")
        return r.stdout

    def dates(self, zone="+0100"):
        self.clock += 3600
        return {"GIT_AUTHOR_DATE": f"{self.clock} {zone}", "GIT_COMMITTER_DATE": f"{self.clock} {zone}"}

    def write(self, path, text):
        whole = os.path.join(self.dir, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8", newline="") as f:
            f.write(text)

    def commit(self, subject, **files):
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject, env=self.dates())

    def put(self, subject, path, text):
        self.write(path, text)
        self.commit(subject)

    def merge(self, *branches, subject="Slå sammen", how=()):
        self.git("merge", "-q", "--no-ff", "-m", subject, *how, *branches, env=self.dates(), ok=False)


def ask(repo, rev="HEAD", *options, folder=None):
    """path → {date, commit, name, changes}"""
    r = subprocess.run([PROGRAM, folder or repo.dir, rev, *options], env=ENV, text=True,
                       encoding="utf-8", capture_output=True)
    out = {}
    for line in r.stdout.splitlines():
        f = line.split("\t")
        if len(f) == 2:
            out[f[1]] = {"date": f[0], "commit": "", "name": "", "changes": []}
        else:
            out[f[5]] = {"date": f[0], "commit": f[1], "name": f[2], "changes": f[4].split(" < ")}
    return out, r


def touched(repo, rev="HEAD", *options, folder=None):
    """path → [(commit, blob, the path it had, open)], newest first"""
    r = subprocess.run([PROGRAM, folder or repo.dir, rev, "--touched", *options], env=ENV, text=True,
                       encoding="utf-8", capture_output=True)
    out = {}
    for line in r.stdout.splitlines():
        f = line.split("\t")
        out.setdefault(f[4], []).append((f[0], f[1], f[2], f[3] == "open"))
    return out


def gone(repo, below="content/", rev="HEAD", folder=None):
    """[(subject of the commit that took it away, path)]; the blob must be what the path was before"""
    r = subprocess.run([PROGRAM, folder or repo.dir, rev, "--gone", below], env=ENV, text=True,
                       encoding="utf-8", capture_output=True)
    out = []
    for line in r.stdout.splitlines():
        f = line.split("\t")
        if f[0] != "gone":
            continue
        was = repo.git("rev-parse", f"{f[1]}^1:{f[3]}", ok=False).strip()
        subject = repo.git("log", "-1", "--format=%s", f[1]).strip()
        out.append((subject if was == f[2] else f"{subject}, but {f[2]} is not {was}", f[3]))
    return out if r.returncode == 0 else r.stderr


def oracle(repo):
    """The same of git's, for all files at once where no merge stands in the way, else one by one."""
    paths = [p for p in repo.git("ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0") if p]
    return {p: repo.git("log", "-1", "--format=%H", "--", p).strip() for p in paths}


def check(sentence, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"not ok: {sentence}\n    {detail}")


def same(sentence, repo):
    got, r = ask(repo)
    want = oracle(repo)
    wrong = [f"{p}: {got.get(p, {}).get('commit')} is not {c}" for p, c in want.items()
             if got.get(p, {}).get("commit") != c]
    last, _ = ask(repo, "HEAD", "--last")
    wrong += [f"{p} with --last" for p, c in want.items() if last.get(p, {}).get("commit") != c]
    check(sentence, want and not wrong, "; ".join(wrong[:3]) + r.stderr)


def straight():
    r = Repo()
    for i in range(40):
        r.put(f"Endring {i}", f"content/0{i % 5}-modul/{i % 7}-steg.md", f"tekst {i}\n")
    same("in a straight history each file has the date of the commit that changed it last", r)
    got, _ = ask(r)
    check("a file's changes are told newest first",
          got["content/00-modul/0-steg.md"]["changes"] == ["Endring 35", "Endring 0"],
          got["content/00-modul/0-steg.md"]["changes"])
    r.git("rm", "-q", "content/00-modul/0-steg.md")
    r.commit("Ta bort")
    r.put("Skriv den på nytt", "content/00-modul/0-steg.md", "helt ny\n")
    same("a file that was removed and written anew has the date of the new one", r)


def merges():
    r = Repo()
    r.commit("Begynn", a="1\n2\n3\n", b="b\n", c="c\n")
    r.git("checkout", "-q", "-b", "gren")
    r.put("På grenen", "b", "b på grenen\n")
    r.git("checkout", "-q", "main")
    r.put("På hovedlinja", "c", "c på hovedlinja\n")
    r.merge("gren")
    same("what a branch brought in has the branch's date, not the merge's", r)
    r.git("checkout", "-q", "-b", "forkastet")
    r.put("Blir forkastet", "a", "forkastet\n")
    r.git("checkout", "-q", "main")
    r.put("Videre", "c", "c videre\n")
    r.merge("forkastet", how=("-s", "ours"))
    same("what a merge with -s ours left out is not counted", r)
    r.git("checkout", "-q", "-b", "en")
    r.put("En", "a", "én\n2\n3\n")
    r.git("checkout", "-q", "main")
    r.put("To", "a", "1\n2\ntre\n")
    r.merge("en")
    r.write("a", "én\n2\ntre\nog litt til\n")
    r.git("add", "-A")
    r.git("commit", "-q", "--no-edit", "--allow-empty", "-m", "Slå sammen for hånd", env=r.dates())
    same("a file that a merge itself made different has the merge's date", r)
    for n in ("x", "y", "z"):
        r.git("checkout", "-q", "-b", n, "main")
        r.put(f"Gren {n}", f"{n}.md", n)
    r.git("checkout", "-q", "main")
    r.merge("x", "y", "z", subject="Tre på én gang")
    same("an octopus merge gives each file its own branch's date", r)


def renames():
    r = Repo()
    text = "".join(f"linje {i}\n" for i in range(20))
    r.put("Skriv", "content/1-gammel.md", text)
    born, _ = ask(r)
    r.git("mv", "content/1-gammel.md", "content/2-ny.md")
    r.commit("Gi nytt navn")
    got, _ = ask(r)
    check("a file that was only renamed keeps the date it had",
          got["content/2-ny.md"]["commit"] == born["content/1-gammel.md"]["commit"], got)
    r.git("mv", "content/2-ny.md", "content/3-nyest.md")
    r.put("Flytt og rett en linje", "content/3-nyest.md", text.replace("linje 3\n", "linje tre\n"))
    got, _ = ask(r)
    check("a file that was renamed and edited has the date of that commit, and its old history",
          got["content/3-nyest.md"]["changes"] == ["Flytt og rett en linje", "Skriv"], got)
    r.git("mv", "content", "kurs")
    r.commit("Flytt mappa")
    got, _ = ask(r)
    check("a folder that was moved takes the dates along",
          got["kurs/3-nyest.md"]["changes"] == ["Flytt og rett en linje", "Skriv"], got)
    r.git("rm", "-q", "kurs/3-nyest.md")
    r.put("Noe helt annet", "kurs/4-annet.md", "ingenting\nfelles\n")
    got, _ = ask(r)
    check("a new file is not taken for one that went away in the same commit",
          got["kurs/4-annet.md"]["changes"] == ["Noe helt annet"], got)


def people():
    r = Repo()
    r.put("Skriv", "a.md", "a\n")
    r.put("Samle", ".mailmap", "Kari Nordmann <kari.nordmann@example.no> <kari@example.no>\n")
    got, _ = ask(r)
    check("an author has the name that .mailmap gives", got["a.md"]["name"] == "Kari Nordmann", got)
    zone = Repo()
    zone.write("a.md", "a\n")
    zone.git("add", "-A")
    zone.git("commit", "-q", "-m", "Et annet sted", env=zone.dates("-0330"))
    got, _ = ask(zone)
    check("a date keeps the author's own time zone", got["a.md"]["date"].endswith(" -210"), got)


def places():
    r = Repo()
    r.put("Skriv", "kurs/content/a.md", "a\n")
    r.put("Mer", "kurs/content/a.md", "b\n")
    got, _ = ask(r, "HEAD~1", folder=os.path.join(r.dir, "kurs"))
    check("a folder inside a repository finds it", got["kurs/content/a.md"]["changes"] == ["Skriv"], got)
    tree = tempfile.mkdtemp(dir=TOP) + "/annet tre"
    r.git("worktree", "add", "-q", tree, "HEAD")
    got, _ = ask(r, folder=tree)
    check("a worktree has the repository's history", len(got["kurs/content/a.md"]["changes"]) == 2, got)
    bare = tempfile.mkdtemp(dir=TOP) + "/b.git"
    r.git("clone", "-q", "--bare", r.dir, bare)
    got, _ = ask(r, folder=bare)
    check("a bare repository can be asked", len(got["kurs/content/a.md"]["changes"]) == 2, got)
    shallow = tempfile.mkdtemp(dir=TOP) + "/grunn"
    r.put("Noe annet", "kurs/content/b.md", "b\n")
    r.git("clone", "-q", "--depth", "1", "file://" + r.dir, shallow)
    got, _ = ask(r, folder=shallow)
    check("a shallow clone gives no date rather than a wrong one",
          got["kurs/content/a.md"]["date"] == "cut" and got["kurs/content/b.md"]["date"] == "cut", got)
    r.git("clone", "-q", "--depth", "2", "file://" + r.dir, shallow + "2")
    got, _ = ask(r, folder=shallow + "2")
    check("what changed within a shallow clone has its date",
          got["kurs/content/a.md"]["date"] == "cut" and got["kurs/content/b.md"]["changes"] == ["Noe annet"], got)


TEXT = "".join(f"linje {i}\n" for i in range(20))


def told_gone(sentence, repo, want, **how):
    got = gone(repo, **how)
    check(sentence, got == want, f"{got}\n    is not {want}")


def taken_away():
    r = Repo()
    r.commit("Begynn", **{f"content/{m}/{s}.md": f"{m}{s}\n" + TEXT.replace("l", m + s)
                          for m in ("a", "b", "c") for s in ("1", "2")},
             **{"content/a/bilde.png": "bilde", "content/course.yml": "id: x\n", "annet.md": "annet\n"})
    told_gone("where nothing was taken away, nothing is told", r, [])
    r.git("rm", "-q", "content/a/1.md", "content/a/bilde.png", "annet.md")
    r.commit("Ta bort et steg")
    one = ("Ta bort et steg", "content/a/1.md")
    told_gone("a text that was removed is told with its commit, other files and folders are not", r, [one])
    r.git("rm", "-q", "-r", "content/b")
    r.commit("Ta bort en modul")
    module = [("Ta bort en modul", "content/b/1.md"), ("Ta bort en modul", "content/b/2.md")]
    told_gone("a whole folder that is not there any more is told file by file", r, [*module, one])
    r.git("mv", "content/c/1.md", "content/c/3.md")
    r.commit("Gi nytt navn")
    r.git("mv", "content/c", "content/d")
    r.put("Flytt modulen og rett", "content/d/3.md", "rettet\n" + TEXT.replace("l", "c1"))
    told_gone("what was moved, edited or not, is not gone", r, [*module, one])
    r.put("Skriv den på nytt", "content/a/1.md", "helt ny\n")
    told_gone("what was removed and later written anew was gone all the same", r, [*module, one])
    check("the new one begins where it was written anew",
          [t[1:] for t in touched(r)["content/a/1.md"]] ==
          [(r.git("rev-parse", "HEAD:content/a/1.md").strip(), "content/a/1.md", False)])
    r.git("rm", "-q", "content/a/1.md")
    r.commit("Ta bort igjen")
    told_gone("what was removed twice is told twice, newest first", r,
              [("Ta bort igjen", "content/a/1.md"), *module, one])
    told_gone("with no folder named, all texts of the repository are told", r,
              [("Ta bort igjen", "content/a/1.md"), *module, ("Ta bort et steg", "annet.md"), one], below="")
    r.git("mv", "content/a/2.md", "2.md")
    r.commit("Legg den utenfor")
    told_gone("what was moved out of the folder is gone from it", r,
              [("Legg den utenfor", "content/a/2.md"), ("Ta bort igjen", "content/a/1.md"), *module, one])
    r.git("rm", "-q", "-r", "content")
    r.commit("Alt bort")
    check("all that was there is told when the folder itself goes away",
          [p for s, p in gone(r) if s == "Alt bort"] == ["content/course.yml", "content/d/2.md", "content/d/3.md"], gone(r))
    r = Repo()
    r.commit("Begynn", **{"kurs/content/1.md": "en\n", "kurs/content2/1.md": "to\n", "kurs/content.md": "tre\n"})
    r.git("rm", "-q", "-r", "kurs")
    r.commit("Ta bort", a="a")
    told_gone("folders whose names only begin alike are others", r, [("Ta bort", "kurs/content/1.md")],
              below="kurs/content/")
    r.commit("Like", **{"content/a/index.md": "likt\n", "content/b/index.md": "likt\n"})
    r.git("mv", "content", "ny")
    r.git("mv", "ny", "content/")
    r.git("mv", "content/a", "content/c")
    r.git("mv", "content/b", "content/d")
    r.commit("Flytt begge")
    told_gone("of two files with the same content that were moved, neither is gone", r, [])


def taken_away_by_merges():
    r = Repo()
    r.commit("Begynn", **{f"content/{s}.md": f"{s}\n" + TEXT.replace("l", s) for s in "abcdef"})
    r.git("checkout", "-q", "-b", "gren")
    r.git("rm", "-q", "content/a.md")
    r.commit("Ta bort på grenen")
    r.put("Kladd", "content/kladd.md", "kladd\n")
    r.git("rm", "-q", "content/kladd.md")
    r.commit("Kladden bort")
    r.git("checkout", "-q", "main")
    r.put("Videre", "content/b.md", "b videre\n")
    r.merge("gren")
    branch = ("Ta bort på grenen", "content/a.md")
    told_gone("a removal on a branch is told once, with the branch's commit; what only the branch ever had is not told",
              r, [branch])
    r.git("checkout", "-q", "-b", "forkastet")
    r.git("rm", "-q", "content/c.md")
    r.commit("Blir forkastet")
    r.git("checkout", "-q", "main")
    r.put("Videre igjen", "content/b.md", "b enda videre\n")
    r.merge("forkastet", how=("-s", "ours"))
    told_gone("a removal that a merge with -s ours left out is not told", r, [branch])
    r.git("checkout", "-q", "-b", "begge")
    r.git("rm", "-q", "content/d.md")
    r.commit("Ta bort på sidegrenen")
    r.git("checkout", "-q", "main")
    r.git("rm", "-q", "content/d.md")
    r.commit("Ta bort på hovedlinja")
    r.merge("begge")
    told_gone("what both sides removed is told with the first parent's commit", r,
              [("Ta bort på hovedlinja", "content/d.md"), branch])
    r.git("checkout", "-q", "-b", "ond")
    r.put("På en gren", "content/b.md", "b på en gren\n")
    r.git("checkout", "-q", "main")
    r.put("På hovedlinja", "content/c.md", "c\n")
    r.git("merge", "-q", "--no-ff", "--no-commit", "ond")
    r.git("rm", "-q", "content/e.md")
    r.commit("Slå sammen og ta bort")
    evil = ("Slå sammen og ta bort", "content/e.md")
    told_gone("what all parents have and the merge has not, the merge removed", r,
              [evil, ("Ta bort på hovedlinja", "content/d.md"), branch])
    r.git("checkout", "-q", "-b", "vinner")
    r.put("Vinner", "content/b.md", "vinner\n")
    r.git("checkout", "-q", "main")
    r.git("rm", "-q", "content/c.md")
    r.commit("Taper")
    r.git("merge", "-q", "-s", "ours", "--no-commit", "vinner")
    r.git("read-tree", "vinner")
    r.git("checkout", "-q", "-f", "--", ".")
    r.commit("Ta den andre siden")
    told_gone("a removal on the first parent's side that the merge left out is not told", r,
              [evil, ("Ta bort på hovedlinja", "content/d.md"), branch])
    same("and every date is git's", r)


def at_random(seed):
    """Branches, merges of all sorts, edits; every file is asked of git."""
    rng = random.Random(seed)
    r = Repo()
    files = [f"content/{m}/{s}.md" for m in "abcd" for s in "1234"]
    for f in files:
        r.write(f, "".join(f"{f} {i}\n" for i in range(12)))
    r.commit("Begynn")
    branches = ["main"]
    for i in range(60):
        r.git("checkout", "-q", rng.choice(branches))
        what = rng.random()
        if what < 0.6:
            f = rng.choice(files)
            try:
                with open(os.path.join(r.dir, f), encoding="utf-8") as old:
                    lines = old.read().splitlines()
            except FileNotFoundError:
                lines = ["ny"]
            lines[rng.randrange(len(lines))] = f"endret {i}"
            r.put(f"Endring {i}", f, "\n".join(lines) + "\n")
        elif what < 0.75 and len(branches) < 6:
            branches.append(f"g{i}")
            r.git("checkout", "-q", "-b", branches[-1])
        else:
            others = rng.sample(branches, min(len(branches), rng.choice([1, 1, 2])))
            how = rng.choice([(), (), ("-s", "ours"), ("-X", "theirs")])
            r.git("merge", "-q", "--no-ff", "-m", f"Sammen {i}", *(how if len(others) == 1 else ()), *others,
                  env=r.dates(), ok=False)
            if r.git("status", "--porcelain"):
                r.git("add", "-A")
                r.git("commit", "-q", "-m", f"Løst for hånd {i}", env=r.dates(), ok=False)
    r.git("checkout", "-q", "main")
    for b in branches[1:]:
        r.git("merge", "-q", "-m", f"Inn {b}", "-X", "ours", b, env=r.dates(), ok=False)
    same(f"branches and merges at random, {seed}: every date is git's", r)


def large():
    """2,000 commits on 5,000 files, made with fast-import; the walk against `git log --name-only`."""
    r = Repo()
    out = []
    for c in range(2000):
        t = 1_700_000_000 + c * 600
        out.append(f"commit refs/heads/main\nauthor Kari <kari@example.no> {t} +0100\n"
                   f"committer Kari <kari@example.no> {t} +0100\ndata 7\nEndring\n")
        touched = range(5000) if c == 0 else [(c * 7919 + k * 104729) % 5000 for k in range(3)]
        for i in touched:
            text = f"tekst {c} {i}\n"
            out.append(f"M 100644 inline content/{i // 5:04d}-modul/{i % 5}-steg.md\ndata {len(text)}\n{text}\n")
    subprocess.run(["git", "fast-import", "--quiet"], cwd=r.dir, input="".join(out), text=True, env=ENV, check=True)
    r.git("repack", "-q", "-a", "-d")
    want = {}
    commit = None
    for line in r.git("log", "--format=@%H", "--name-only").splitlines():
        if line.startswith("@"):
            commit = line[1:]
        elif line:
            want.setdefault(line, commit)
    got, said = ask(r)
    wrong = [p for p, c in want.items() if got.get(p, {}).get("commit") != c]
    check("2,000 commits on 5,000 files: every date is git's", len(want) == 5000 and not wrong, wrong[:3])
    def quickest(command):
        best = 9e9
        for _ in range(5):
            t = time.monotonic()
            subprocess.run(command, cwd=r.dir, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            best = min(best, time.monotonic() - t)
        return best
    mine, last, git = (quickest([PROGRAM, ".", "HEAD"]), quickest([PROGRAM, ".", "HEAD", "--last"]),
                       quickest(["git", "log", "--name-only", "--format=%H"]))
    print(f"2,000 commits × 5,000 files: whole history {mine / git:.2f}, last changes {last / git:.2f} "
          f"of git log --name-only ({git:.3f} s)")


CASES = [straight, merges, renames, people, places, taken_away, taken_away_by_merges, *[lambda s=s: at_random(s) for s in range(12)], large]
if subprocess.run(["git", "--version"], capture_output=True).returncode:
    print("git is not installed")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)
for case in CASES if len(sys.argv) < 3 else [globals()[name] for name in sys.argv[2:]]:
    try:
        case()
    except Exception as e:  # a case that breaks down is a failure with a name
        check(f"{getattr(case, '__name__', 'case')} runs to its end", False, repr(e))
shutil.rmtree(TOP, ignore_errors=True)
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
