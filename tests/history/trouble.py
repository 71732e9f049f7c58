#!/usr/bin/env python3
"""Repositories of all sorts and in all sorts of trouble: what `steg build` says of them, and what it makes.

    trouble.py STEG [WORD …]          only cases whose sentence has one of the words

Each case is a sentence, a repository that is made here, the messages in both languages to the letter, the exit
status, whether there is a site and whether its pages have dates. Dates are no condition for a site: what cannot be
read of a repository is a warning.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

WORDS = sys.argv[2:]
BASE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../spec/base")
TOP = os.path.realpath(tempfile.mkdtemp(prefix="steg-trouble-"))
HOME = os.path.join(TOP, "home")
STEG = os.path.join(TOP, "steg")
ROOT = os.geteuid() == 0
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
ENV = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "SUDO_"))}
ENV.update(HOME=HOME, XDG_CONFIG_HOME=HOME, GIT_CONFIG_NOSYSTEM="1", LC_ALL="C.UTF-8", TZ="UTC",
           GIT_AUTHOR_NAME="Kari", GIT_AUTHOR_EMAIL="kari@example.no", GIT_AUTHOR_DATE="1700000000 +0100",
           GIT_COMMITTER_NAME="Kari", GIT_COMMITTER_EMAIL="kari@example.no", GIT_COMMITTER_DATE="1700000000 +0100")
PAGE = "content/01-start/index.md"
passed = failed = skipped = 0

# The words of each message and of its remedy, in English and in Norwegian.
MESSAGES = {
    "git-owner": (
        "the repository in “{0}” belongs to another user, so its history is not read",
        "If you trust it, run: git config --global --add safe.directory '{0}'",
        "kodelageret i «{0}» tilhører en annen bruker, og derfor leses ikke historikken",
        "Stoler dere på det, kjører dere: git config --global --add safe.directory '{0}'"),
    "git-sha256": (
        "the repository in “{0}” uses SHA-256, which steg cannot read yet",
        "Make a repository with git init --object-format=sha1 and bring the course over.",
        "kodelageret i «{0}» bruker SHA-256, og det kan steg ikke lese ennå",
        "Lag et kodelager med git init --object-format=sha1, og flytt kurset dit."),
    "git-format": (
        "the repository in “{0}” is of a newer kind that steg cannot read: {1}",
        "Make a plain clone of it, with git clone, and build the course there.",
        "kodelageret i «{0}» er av et nyere slag som steg ikke kan lese (på engelsk: {1})",
        "Lag en vanlig kopi med git clone, og bygg kurset der."),
    "git-no-permission": (
        "“{0}” may not be read by this user",
        "Ask for read access to the folder “.git” and all that is in it.",
        "«{0}» kan ikke leses av denne brukeren",
        "Be om lesetilgang til mappa «.git» og alt som ligger i den."),
    "git-points-nowhere": (
        "“{0}” points to a repository that is not there: {1}",
        "If the repository was moved, run git worktree repair in it. For a submodule: git submodule update --init.",
        "«{0}» peker på et kodelager som ikke er der: {1}",
        "Er kodelageret flyttet, kjører dere git worktree repair i det. "
        "For en undermodul: git submodule update --init."),
    "git-incomplete": (
        "“{0}” is no repository that can be read: “{1}” is missing from it",
        "Fetch the repository anew, or remove the folder if there is nothing in it that you need.",
        "«{0}» er ikke et kodelager som kan leses: «{1}» mangler i det",
        "Hent kodelageret på nytt, eller fjern mappa hvis det ikke er noe i den dere trenger."),
    "git-unusable": (
        "there is a repository in “{0}”, but it cannot be read: {1}",
        "Run git status there: it usually says what is wrong.",
        "det finnes et kodelager i «{0}», men det lar seg ikke lese (på engelsk: {1})",
        "Kjør git status der. Den sier som regel hva som er galt."),
    "git-missing": (
        "something is missing from the repository: {0}",
        "Run git fsck to see what, and fetch the repository anew if you can.",
        "noe mangler i kodelageret: {0}",
        "Kjør git fsck for å se hva det er, og hent kodelageret på nytt om dere kan."),
    "git-partial": (
        "the repository is a partial clone, and something in it has not been fetched: {0}",
        "Clone it without --filter, or with --filter=blob:none, which is enough.",
        "kodelageret er en delvis klone, og noe i det er ikke hentet: {0}",
        "Klon det uten --filter, eller med --filter=blob:none, som er nok."),
    "git-broken": (
        "something is damaged in the repository: {0} ({1})",
        "Run git fsck to see what, and fetch the repository anew if you can.",
        "noe er skadet i kodelageret: {0} (på engelsk: {1})",
        "Kjør git fsck for å se hva det er, og hent kodelageret på nytt om dere kan."),
    "git-revision": (
        "the revision “{0}” cannot be read: {1}",
        "Run git fsck to see what is wrong.",
        "versjonen «{0}» lar seg ikke lese (på engelsk: {1})",
        "Kjør git fsck for å se hva som er galt."),
    "git-shallow": (
        "the repository is a shallow clone: older changes are missing, and pages that were last changed before them "
        "get no date",
        "Run git fetch --unshallow. In GitHub Actions: fetch-depth: 0.",
        "kodelageret er en grunn klone: eldre endringer mangler, og sider som sist ble endret før dem, får ingen dato",
        "Kjør git fetch --unshallow. I GitHub Actions: fetch-depth: 0."),
    "git-needed": (
        "“{0}” needs a repository that can be read",
        "Run the command in a folder under Git, and mend what the warnings say.",
        "«{0}» trenger et kodelager som kan leses",
        "Kjør kommandoen i en mappe som ligger i Git, og rett det advarslene sier."),
    "git-bare": (
        "“{0}” is a bare repository: it has no files to read a course from",
        "Name the version and a folder for the site: steg build --rev main --out FOLDER",
        "«{0}» er et kodelager uten filer (bare): det er ingenting å lese kurset fra",
        "Oppgi versjonen og en mappe til nettstedet: steg build --rev main --out MAPPE"),
}
FATAL = {"git-needed", "git-bare"}


def git(where, *args):
    r = subprocess.run(["git", "-c", "safe.directory=*", *args], cwd=where, env=ENV, text=True, encoding="utf-8",
                       capture_output=True)
    if r.returncode:
        raise RuntimeError(f"git {' '.join(args)}: {r.stderr}")
    return r.stdout.strip()


def write(path, text, mode="w"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.exists(path):
        os.chmod(path, 0o644)
    with open(path, mode, **({} if "b" in mode else {"encoding": "utf-8", "newline": ""})) as f:
        f.write(text)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def course(below="", commit=True):
    """A repository with the course in it, in the folder `below`: one commit, and one that changes the first module."""
    d = tempfile.mkdtemp(dir=TOP, prefix="k-")
    os.chmod(d, 0o755)
    shutil.copytree(BASE, os.path.join(d, below), dirs_exist_ok=True)
    git(d, "init", "-q", "-b", "main")
    if commit:
        git(d, "add", "-A")
        git(d, "commit", "-q", "-m", "Skriv")
        write(os.path.join(d, below, PAGE), "\nMer.\n", "a")
        git(d, "commit", "-q", "-a", "-m", "Mer")
    return d


def check(sentence, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"failed: {sentence}\n    {detail}")


def skip(sentence, why):
    global skipped
    skipped += 1
    print(f"skipped: {sentence} ({why})")


def build(folder, language, options=(), user=(), env=None):
    out = tempfile.mkdtemp(dir=TOP, prefix="ut-")
    os.chmod(out, 0o777)
    site = os.path.join(out, "site")
    r = subprocess.run([*user, STEG, "--lang", language, "build", folder, "--out", site, *options],
                       env={**ENV, **(env or {})}, cwd=TOP, text=True, encoding="utf-8", capture_output=True, timeout=120)
    page = os.path.join(site, "start/index.html")
    text = read(page).decode() if os.path.exists(page) else ""
    return r, site, text


def expected(messages, lang, options):
    label = {"en": ("warning", "error"), "nb": ("advarsel", "feil")}[lang]
    if "--strict" in options:
        label = label[1], label[1]
    lines = []
    for name, *args in messages:
        words = MESSAGES[name][0 if lang == "en" else 2], MESSAGES[name][1 if lang == "en" else 3]
        for i, a in enumerate(args):
            words = [w.replace("{%d}" % i, a) for w in words]
        lines += [f"steg: {label[name in FATAL]}: {words[0]} [{name}]", f"  {words[1]}"]
    return lines


CASES = []


def case(sentence, messages=(), dated=False, status=0, site=True, options=(), nobody=False, root=False, env=None,
         config=None):
    """Decorates what makes the repository: it gives the course's folder, and arguments for the messages."""
    def add(make):
        CASES.append((sentence, make, messages, dated, status, site, options, nobody, root, env, config))
        return make
    return add


def run(sentence, make, messages, dated, status, site, options, nobody, root, env, config):
    if WORDS and not any(w in sentence for w in WORDS):
        return
    if root and not ROOT:
        return skip(sentence, "only root can give files to others")
    user = NOBODY if nobody and ROOT else []
    if user and not shutil.which("setpriv"):
        return skip(sentence, "setpriv is not installed")
    made = make()
    folder, args = made if isinstance(made, tuple) else (made, {})
    args["top"] = folder
    if user and not root:
        subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
    want = [[m[0], *[a.format(**args) for a in m[1:]]] for m in messages]
    if config:
        write(os.path.join(HOME, ".gitconfig"), config.format(**args))
    try:
        for lang in ("en", "nb"):
            r, out, page = build(folder, lang, options, user, {k: v.format(**args) for k, v in (env or {}).items()})
            said = [x for x in r.stderr.splitlines() if x and not re.match(r"\d+ (warning|error|advarsel|advarsler|feil)", x)]
            name = f"{sentence} ({lang})"
            check(f"{name}: what is said", said == expected(want, lang, options),
                  "\n    ".join(said + ["is not", *expected(want, lang, options)]))
            check(f"{name}: exit status {status}", r.returncode == status, r.returncode)
            check(f"{name}: there is {'a' if site else 'no'} site", os.path.exists(out) == site, os.listdir(os.path.dirname(out)))
            check(f"{name}: pages have {'dates' if dated else 'no dates'}", ("Sist endret 14. november 2023" in page) == dated)
    except subprocess.TimeoutExpired:
        check(f"{sentence}: steg comes to an end", False)
    finally:
        if config:
            os.remove(os.path.join(HOME, ".gitconfig"))
        subprocess.run(["chmod", "-R", "u+rwX", folder], capture_output=True)


# ---- Repositories in order ------------------------------------------------------------------------------------

@case("a course in a repository has dates", dated=True)
def _():
    return course()


@case("a course in no repository has none, and nothing is said")
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    return d


@case("a course in a folder of a repository has dates", dated=True)
def _():
    return course("kurs") + "/kurs"


@case("a folder with a shortcut on the way to it has dates", dated=True)
def _():
    d = course("kurs")
    os.symlink(d, d + "-snarvei")
    return d + "-snarvei/kurs"


@case("a linked worktree has dates", dated=True)
def _():
    d = course()
    git(d, "worktree", "add", "-q", "-b", "gren", d + "-tre")
    return d + "-tre"


@case("a detached HEAD has dates", dated=True)
def _():
    d = course()
    git(d, "checkout", "-q", "--detach")
    return d


@case("HEAD without commits has no dates, and nothing is said")
def _():
    return course(commit=False)


@case("a branch without commits in a repository that has others has no dates, and nothing is said")
def _():
    d = course()
    git(d, "checkout", "-q", "--orphan", "ny")
    return d


@case("a bare repository has no files to build from", [("git-bare", "{top}")], status=1, site=False)
def _():
    d = course()
    git(d, "clone", "-q", "--bare", ".", d + "-b.git")
    return d + "-b.git"


@case("a bare repository's revision can be built", dated=True, options=["--rev", "HEAD"])
def _():
    d = course()
    git(d, "clone", "-q", "--bare", ".", d + "-b.git")
    return d + "-b.git"


@case("what lies in a bare repository's folder is not under git")
def _():
    d = course()
    git(d, "clone", "-q", "--bare", ".", d + "-b.git")
    shutil.copytree(BASE, d + "-b.git/kurs")
    return d + "-b.git/kurs"


@case("a repository inside a repository is the one that counts", dated=True)
def _():
    d = course("ytre")
    shutil.copytree(course(), d + "/indre")
    return d + "/indre"


@case("a course that the repository around it knows nothing of has no dates")
def _():
    d = course("ytre")
    shutil.copytree(BASE, d + "/indre")
    return d + "/indre"


@case("a submodule has dates", dated=True)
def _():
    d, inner = course("ytre"), course()
    git(d, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "kurs")
    return d + "/kurs"


@case("objects that are borrowed from another repository are read", dated=True)
def _():
    d = course()
    git(d, "clone", "-q", "--shared", d, d + "-lån")
    return d + "-lån"


@case("packed objects and references are read", dated=True)
def _():
    d = course()
    git(d, "gc", "-q")
    return d


@case("a sparse checkout, which git marks as an extension, has dates", dated=True)
def _():
    d = course()
    git(d, "sparse-checkout", "set", "content")
    return d


@case("a shallow clone has dates for what changed within it only", [("git-shallow",)], dated=True)
def _():
    d = course()
    write(f"{d}/{PAGE}", "\nEnda mer.\n", "a")
    git(d, "commit", "-q", "-a", "-m", "Enda mer")
    git(d, "clone", "-q", "--depth", "2", "file://" + d, d + "-grunn")
    return d + "-grunn"


@case("a clone without old contents has dates", dated=True)
def _():
    d = course()
    git(d, "mv", "content/01-start/1-les.md", "content/01-start/1-lesing.md")
    write(d + "/content/01-start/1-lesing.md", "\nEn linje til.\n", "a")
    git(d, "commit", "-q", "-a", "-m", "Flytt og rett")
    git(d, "config", "uploadpack.allowFilter", "true")
    git(d, "clone", "-q", "--filter=blob:none", "file://" + d, d + "-delvis")
    return d + "-delvis"


@case("GIT_DIR of something else does not lead away from the course", dated=True, env={"GIT_DIR": "/no/where"})
def _():
    return course()


# ---- GIT_CEILING_DIRECTORIES ----------------------------------------------------------------------------------

@case("a ceiling above the course hides the repository", env={"GIT_CEILING_DIRECTORIES": "{repo}"})
def _():
    d = course("kurs")
    return d + "/kurs", {"repo": d}


@case("a ceiling that is given by a shortcut hides it too", env={"GIT_CEILING_DIRECTORIES": "/no/where:{repo}/"})
def _():
    d = course("kurs")
    os.symlink(d, d + "-snarvei")
    return d + "/kurs", {"repo": d + "-snarvei"}


@case("after an empty ceiling, shortcuts are not followed", dated=True, env={"GIT_CEILING_DIRECTORIES": ":{repo}"})
def _():
    d = course("kurs")
    os.symlink(d, d + "-snarvei")
    return d + "/kurs", {"repo": d + "-snarvei"}


@case("a ceiling that is the course itself hides nothing that lies there", dated=True,
      env={"GIT_CEILING_DIRECTORIES": "{top}"})
def _():
    return course()


# ---- Another user's -------------------------------------------------------------------------------------------

def given_away(below=""):
    d = course(below)
    subprocess.run(["chown", "-R", "54321:54321", d], check=True)
    return (d + "/" + below if below else d), {"repo": d}


OWNER = [("git-owner", "{repo}")]


@case("another user's repository is told, and is not taken for none", OWNER, root=True)
def _():
    return given_away()


@case("so is one that the course lies in a folder of", OWNER, root=True)
def _():
    return given_away("kurs")


@case("so is root's repository, for one who is not root", OWNER, root=True, nobody=True)
def _():
    d = course()
    return d, {"repo": d}


@case("safe.directory makes another user's repository one's own", dated=True, root=True,
      config="[safe]\n\tdirectory = {repo}\n")
def _():
    return given_away()


@case("so does a star", dated=True, root=True, config="[safe]\n\tdirectory = *\n")
def _():
    return given_away()


@case("so does a folder above it with a star", dated=True, root=True, config="[safe]\n\tdirectory = " + TOP + "/*\n")
def _():
    return given_away()


@case("an empty safe.directory takes back those before it", OWNER, root=True,
      config="[safe]\n\tdirectory = *\n\tdirectory =\n")
def _():
    return given_away()


@case("a safe.directory that is another changes nothing", OWNER, root=True,
      config="[safe]\n\tdirectory = {repo}/annet\n\tdirectory = {repo}x\n")
def _():
    return given_away()


@case("settings without safe.directory change nothing", OWNER, root=True, config="[user]\n\tname = Kari\n")
def _():
    return given_away()


# ---- Not to be read -------------------------------------------------------------------------------------------

DENIED = [("git-no-permission", "{top}/{what}")]


def closed(what):
    d = course()
    if what.startswith("objects/"):
        name = git(d, "rev-parse", "HEAD")
        what = f"objects/{name[:2]}" + (f"/{name[2:]}" if what == "objects/file" else "")
    os.chmod(f"{d}/.git/{what}", 0)
    return d, {"what": f".git/{what}".rstrip("/")}


for what in ("", "HEAD", "refs", "refs/heads/main", "objects", "objects/file"):
    @case(f"a .git{'/' + what if what else ''} that may not be read is told", DENIED, nobody=True)
    def _(what=what):
        return closed(what)


@case("a folder of objects that may not be read is told", [("git-no-permission", "{top}/{what}/{rest}")], nobody=True)
def _():
    d, args = closed("objects/folder")
    os.chmod(f"{d}/{args['what']}", 0o755)
    args["rest"] = os.listdir(f"{d}/{args['what']}")[0]
    os.chmod(f"{d}/{args['what']}", 0)
    return d, args


# ---- Not a repository, or not a whole one ---------------------------------------------------------------------

NOWHERE = [("git-points-nowhere", "{top}/.git", "{to}")]


@case("a worktree whose repository is gone points nowhere", NOWHERE)
def _():
    d = course()
    git(d, "worktree", "add", "-q", "-b", "gren", d + "-tre")
    shutil.rmtree(d)
    return d + "-tre", {"to": d + "/.git/worktrees/" + os.path.basename(d) + "-tre"}


@case("a .git file that points nowhere is told", NOWHERE)
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    write(d + "/.git", "gitdir: ../borte\n")
    return d, {"to": d + "/../borte"}


@case("a .git that is a shortcut to nowhere is told", NOWHERE)
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    os.symlink("/no/where", d + "/.git")
    return d, {"to": "/no/where"}


@case("a .git file that says nothing is told",
      [("git-unusable", "{top}", "the `.git` file at '{top}/.git' is malformed")])
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    write(d + "/.git", "")
    return d


for what in ("HEAD", "objects", "refs"):
    @case(f"a .git without {what} is told", [("git-incomplete", "{top}/.git", what)])
    def _(what=what):
        d = course()
        shutil.rmtree(f"{d}/.git/{what}") if os.path.isdir(f"{d}/.git/{what}") else os.remove(f"{d}/.git/{what}")
        return d


@case("an empty .git is told, and not passed by for a repository above", [("git-incomplete", "{top}/.git", "HEAD")])
def _():
    d = course("kurs")
    os.mkdir(d + "/kurs/.git")
    return d + "/kurs"


@case("a repository with SHA-256 is told", [("git-sha256", "{top}")])
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    git(d, "init", "-q", "--object-format=sha256")
    git(d, "add", "-A")
    git(d, "commit", "-q", "-m", "Skriv")
    return d


@case("where a revision is asked for, a repository that cannot be read ends the build",
      [("git-sha256", "{top}"), ("git-needed", "--rev")], status=3, site=False, options=["--rev", "HEAD"])
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    git(d, "init", "-q", "--object-format=sha256")
    return d


@case("with --strict, a repository that cannot be read is a mistake like others", [("git-sha256", "{top}")], status=1,
      site=False, options=["--strict"])
def _():
    d = course()
    shutil.rmtree(d + "/.git")
    git(d, "init", "-q", "--object-format=sha256")
    return d


@case("a repository with an extension of tomorrow is told",
      [("git-format", "{top}", "unsupported extension name extensions.tomorrow")])
def _():
    d = course()
    git(d, "config", "core.repositoryFormatVersion", "1")
    git(d, "config", "extensions.tomorrow", "true")
    return d


@case("settings that cannot be read are told",
      [("git-unusable", "{top}", "failed to parse config file: missing ']' in section header (in {top}/.git/config:1)")])
def _():
    d = course()
    write(d + "/.git/config", "[core\n")
    return d


# ---- Damaged --------------------------------------------------------------------------------------------------

def where(d, name):
    name = git(d, "rev-parse", name)
    return f"{d}/.git/objects/{name[:2]}/{name[2:]}", name[:10]


def spoilt(name, how):
    d = course()
    path, short = where(d, name)
    whole = read(path)
    os.chmod(path, 0o644)
    if how == "missing":
        os.remove(path)
    else:
        write(path, {"empty": b"", "cut": whole[:len(whole) // 2], "flipped": whole[:20] + bytes([whole[20] ^ 4]) + whole[21:],
                     "no object": b"hallo", "another": read(where(d, "HEAD~1")[0])}[how], "wb")
    return d, {"id": short, "file": path}


# What HEAD itself leads to; an older commit; trees at the top, below and of an older commit.
for name in ("HEAD~1", "HEAD^{tree}", "HEAD:content/01-start", "HEAD~1:content"):
    for how, why in (("empty", "cut short"), ("cut", "cut short"), ("no object", "not packed by zlib")):
        @case(f"{name}, {how}, is told", [("git-broken", "{id}", why + ": '{file}'")])
        def _(name=name, how=how):
            return spoilt(name, how)

    @case(f"{name}, missing, is told", [("git-missing", "{id}")])
    def _(name=name):
        return spoilt(name, "missing")

for how, why in (("empty", "cut short"), ("cut", "cut short"), ("flipped", "not packed by zlib")):
    @case(f"the commit of HEAD, {how}, is told", [("git-revision", "HEAD", why + ": '{file}'")])
    def _(how=how):
        return spoilt("HEAD", how)


@case("the commit of HEAD, missing, is told", [("git-missing", "{id}")])
def _():
    return spoilt("HEAD", "missing")


@case("a commit that is another than its name says is told", [("git-broken", "{id}", "other content than its name says")])
def _():
    return spoilt("HEAD", "another")


@case("a text that is damaged where nobody asks for it is not told", dated=True)
def _():
    return spoilt("HEAD:" + PAGE, "cut")


@case("a text that is damaged is told where it is held against the one on the disk",
      [("git-broken", "{id}", "cut short: '{file}'")], dated=True)
def _():
    d, args = spoilt("HEAD:" + PAGE, "cut")
    write(f"{d}/{PAGE}", "\nOg enda mer.\n", "a")
    return d, args


@case("a reference to a commit that is not there is told", [("git-missing", "0000000000")])
def _():
    d = course()
    write(d + "/.git/refs/heads/main", "0" * 39 + "1\n")
    return d


for what in ("HEAD", "refs/heads/main"):
    @case(f"nonsense in {what} is told", [("git-revision", "HEAD", f"corrupted loose reference file: {what}")])
    def _(what=what):
        d = course()
        write(f"{d}/.git/{what}", "tull\n")
        return d


@case("damaged packed-refs are told", [("git-revision", "HEAD", "corrupted packed references file")])
def _():
    d = course()
    git(d, "pack-refs", "--all")
    write(d + "/.git/packed-refs", "\0\1tull\n")
    return d


@case("a damaged index changes nothing: nothing in it is asked for", dated=True)
def _():
    d = course()
    write(d + "/.git/index", "tull")
    return d


def packed():
    d = course()
    git(d, "repack", "-q", "-a", "-d")
    return d, {"id": git(d, "rev-parse", "--short=10", "HEAD")}


for what, how in (("pack", "cut"), ("pack", "empty"), ("idx", "nonsense"), ("idx", "gone")):
    @case(f"a pack whose {what} is {how} is told", [("git-missing", "{id}")])
    def _(what=what, how=how):
        d, args = packed()
        path = glob.glob(f"{d}/.git/objects/pack/*.{what}")[0]
        if how == "gone":
            os.remove(path)
        else:
            write(path, {"cut": read(path)[:100], "empty": b"", "nonsense": b"tull"}[how], "wb")
        return d, args


@case("what is not to be unpacked from a pack is told", [("git-revision", "HEAD", "unknown compression method")])
def _():
    d, args = packed()
    path = glob.glob(f"{d}/.git/objects/pack/*.pack")[0]
    whole = read(path)
    write(path, whole[:14] + bytes(len(whole) - 34) + whole[-20:], "wb")
    return d, args


@case("a repository that objects were borrowed from and is gone is told", [("git-missing", "{id}")])
def _():
    d = course()
    git(d, "clone", "-q", "--shared", d, d + "-lån")
    args = {"id": git(d, "rev-parse", "--short=10", "HEAD")}
    shutil.rmtree(d)
    return d + "-lån", args


@case("a clone without old folders is told", [("git-partial", "{id}")])
def _():
    d = course()
    git(d, "config", "uploadpack.allowFilter", "true")
    args = {"id": git(d, "rev-parse", "HEAD~1^{tree}")[:10]}
    git(d, "clone", "-q", "--filter=tree:0", "file://" + d, d + "-delvis")
    return d + "-delvis", args


# ---- Line ends ------------------------------------------------------------------------------------------------

def line_ends():
    """The same site, to the byte, whatever git does to line ends on the way to the disk."""
    d = course()
    r, plain, page = build(d, "nb")
    check("the course that line ends are changed in is built", r.returncode == 0 and "Kladd" not in page, r.stderr)
    for option in ("true", "input", "false"):
        git(d, "config", "core.autocrlf", option)
        git(d, "rm", "-q", "-r", "--cached", ".")
        git(d, "reset", "-q", "--hard")
        crlf = b"\r\n" in read(f"{d}/{PAGE}")
        check(f"core.autocrlf={option} gives {'CR LF' if option == 'true' else 'LF'} on the disk", crlf == (option == "true"))
        r, site, page = build(d, "nb")
        same = subprocess.run(["diff", "-r", plain, site], capture_output=True, text=True)
        check(f"core.autocrlf={option} changes nothing in the site", not r.returncode and not same.stdout,
              r.stderr + same.stdout[:400])
    write(f"{d}/{PAGE}", "\nIkke lagret.\n", "a")
    check("what is not committed is a draft", "Kladd" in build(d, "nb")[2])


# ---- Another file system --------------------------------------------------------------------------------------

def mounted():
    """git does not look on the other side of a mount; neither does steg, and then says nothing."""
    sentence = "a repository on another file system is not the course's"
    d = course("ytre")
    os.makedirs(d + "/kurs")
    script = f'mount -t tmpfs steg "{d}/kurs" && cp -r "{BASE}/content" "{d}/kurs/" && "{STEG}" build "{d}/kurs" --out "{d}-ut"'
    if not ROOT or subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "steg", d + "/kurs"],
                                  capture_output=True).returncode:
        return skip(sentence, "mounting is not allowed here")
    r = subprocess.run(["unshare", "-m", "sh", "-c", script], env=ENV, text=True, capture_output=True)
    check(sentence, r.returncode == 0 and r.stderr == "", r.stderr)
    r = subprocess.run(["unshare", "-m", "sh", "-c", script], env={**ENV, "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1"},
                       text=True, capture_output=True)
    check("unless git is told to look there", r.returncode == 0, r.stderr)


def main():
    os.mkdir(HOME)
    os.chmod(TOP, 0o755)
    shutil.copy(sys.argv[1], STEG)
    os.chmod(STEG, 0o755)
    for c in CASES:
        try:
            run(*c)
        except Exception as e:  # a case that breaks down is a failure with a name
            check(f"{c[0]}: runs to its end", False, repr(e))
    if not WORDS:
        line_ends()
        mounted()


if subprocess.run(["git", "--version"], capture_output=True).returncode:
    print("skipped: git is not installed\n0 passed, 0 failed, 1 skipped")
    sys.exit(0)
try:
    main()
finally:
    shutil.rmtree(TOP, ignore_errors=True)
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
