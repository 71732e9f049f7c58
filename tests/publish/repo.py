"""Courses in repositories of their own, and what a publishing must leave alone. Used by run.py."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

STEG = os.path.abspath(sys.argv[1])
FAULT = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None  # fault.c, compiled
# Thousands of small files, and a sync for each publishing: in memory where that can be.
FAST = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
TOP = os.path.realpath(tempfile.mkdtemp(prefix="publish-test-", dir=FAST))
HOME, TMP = os.path.join(TOP, "home"), os.path.join(TOP, "tmp")
os.makedirs(HOME)
os.makedirs(TMP)
ENV = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") and k != "TMPDIR"}
ENV.update(HOME=HOME, XDG_CONFIG_HOME=HOME, GIT_CONFIG_NOSYSTEM="1", GIT_CEILING_DIRECTORIES=TOP, LC_ALL="C.UTF-8",
           TZ="UTC", TMPDIR=TMP)

COURSE = {
    "content/course.yml": "format: 1\nid: prove\ntitle: Prøvekurs\nversion: '2.1'\n",
    "content/01-start/index.md": "---\ntitle: Start\nreviewed: 2026-01-01\npurpose: Etter modulen har dere prøvd.\n---\n\n"
                                 "Tekst, og ![et bilde](bilde.png).\n",
    "content/01-start/1-les.md": "---\ntitle: Les\nminutes: 5\n---\n\nLes dette.\n",
}
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                      "1f15c4890000000d4944415478da63fccfc0f01f0005010180d6e9b2e30000000049454e44ae426082")


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def ids(self):
        return re.findall(r"^\S.*\[([a-z0-9-]+)\]$", self.err, re.M)

    def __repr__(self):
        return f"exit {self.code}\n{self.out}{self.err}"


class Repo:
    """A course (in `below` of a repository), committed. `git` and `steg` run in the folder given or at the top."""

    def __init__(self, below="", commit=True, folder=None):
        self.top = folder or tempfile.mkdtemp(dir=TOP)
        self.clock = 1_700_000_000
        self.places = None
        if folder:
            return
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Kari Nordmann")
        self.git("config", "user.email", "kari@example.no")
        self.git("config", "gc.auto", "0")  # which would pack, and remove, in the background
        for path, text in COURSE.items():
            self.write(os.path.join(below, path), text)
        self.write(os.path.join(below, "content/01-start/bilde.png"), PIXEL)
        if commit:
            self.commit("Første utgave")

    def path(self, *parts):
        return os.path.join(self.top, *parts)

    def git(self, *args, cwd=None, ok=True, env=None, text=True):
        r = subprocess.run(["git", *args], cwd=self.path(cwd or ""), env={**ENV, **(env or {})}, capture_output=True)
        if ok and r.returncode:
            raise RuntimeError(f"git {' '.join(args)}: {r.stderr.decode()}")
        return r.stdout.decode() if text else r.stdout

    def steg(self, *args, cwd=None, env=None, command="publish"):
        r = subprocess.run([STEG, command, *args], cwd=self.path(cwd or ""), env={**ENV, **(env or {})},
                           capture_output=True, text=True)
        return Result(r.returncode, r.stdout, r.stderr)

    def write(self, path, content):
        whole = self.path(path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())

    def read(self, path):
        with open(self.path(path), "rb") as f:
            return f.read()

    def commit(self, subject):
        self.clock += 3600
        when = {"GIT_AUTHOR_DATE": f"{self.clock} +0100", "GIT_COMMITTER_DATE": f"{self.clock} +0100"}
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject, env=when)

    def edit(self, text, subject=None):
        """The step gets another text; committed."""
        self.write("content/01-start/1-les.md", COURSE["content/01-start/1-les.md"] + f"\n{text}\n")
        self.commit(subject or text)

    def tip(self, ref="refs/heads/site"):
        return self.git("rev-parse", "-q", "--verify", ref, ok=False).strip()

    def files(self, ref="site"):
        """Path → mode and id."""
        rows = self.git("ls-tree", "-r", "-z", ref).split("\0")[:-1]
        return {row.split("\t")[1]: tuple(row.split("\t")[0].split()[::2]) for row in rows}

    def history(self, ref="site"):
        return self.git("rev-list", ref).split()

    def fsck(self):
        r = subprocess.run(["git", "fsck", "--strict", "--no-dangling", "--no-progress"], cwd=self.top, env=ENV,
                           capture_output=True, text=True)
        return (r.stdout + r.stderr if r.returncode else "") + "".join(
            line for line in r.stderr.splitlines(True) if "warning" in line or "error" in line)

    def amid(self, changes, branch="side", subject="For hånd"):
        """A commit by hand on a branch, without touching anything else: path → bytes, (mode, bytes) or None."""
        index = {"GIT_INDEX_FILE": os.path.join(TOP, "index-by-hand")}
        ref = f"refs/heads/{branch}"
        parent = self.tip(ref)
        self.git("read-tree", parent or "--empty", env=index)
        for path, what in changes.items():
            if what is None:
                self.git("rm", "-q", "--cached", path, env=index)
                continue
            mode, data = what if isinstance(what, tuple) else ("100644", what)
            r = subprocess.run(["git", "hash-object", "-w", "--stdin"], cwd=self.top, env=ENV, input=data,
                               capture_output=True, check=True)
            self.git("update-index", "--add", "--cacheinfo", f"{mode},{r.stdout.decode().strip()},{path}", env=index)
        tree = self.git("write-tree", env=index).strip()
        commit = self.git("commit-tree", tree, *(["-p", parent] if parent else []), "-m", subject).strip()
        self.git("update-ref", ref, commit)
        return commit

    def untouched(self, branch="site"):
        """All that a publishing must leave as it is, to compare before with after: every file of the repository but
        objects, the branch and its log, with its bytes; every file of the working tree, with its times."""
        if not self.places:
            ask = ("rev-parse", "--path-format=absolute")
            self.places = {self.git(*ask, "--git-common-dir").strip(), self.git(*ask, "--git-dir").strip()}
        seen = {}
        for place in self.places:
            for folder, folders, files in os.walk(place):
                folders[:] = [f for f in folders if f not in ("objects", "hooks")]
                for name in files:
                    path = os.path.join(folder, name)
                    if not path.endswith((f"refs/heads/{branch}", f"logs/refs/heads/{branch}")):
                        with open(path, "rb") as f:
                            seen[path] = hashlib.sha256(f.read()).hexdigest()
        for folder, folders, files in os.walk(self.top):
            if folder == self.top:
                folders[:] = [f for f in folders if f != ".git"]
            for name in files + folders:
                path = os.path.join(folder, name)
                st = os.lstat(path)
                seen[path] = (st.st_mode, st.st_mtime_ns if not os.path.isdir(path) else 0, st.st_size, st.st_ino)
        return seen


def export(repo, ref="site"):
    """A branch's files in a folder."""
    to = tempfile.mkdtemp(dir=TOP)
    data = repo.git("archive", ref, text=False)
    subprocess.run(["tar", "-x", "-C", to], input=data, check=True)
    return to


def same_folders(a, b):
    r = subprocess.run(["diff", "-r", a, b], capture_output=True, text=True)
    return r.stdout + r.stderr


def clean_up():
    shutil.rmtree(TOP, ignore_errors=True)
