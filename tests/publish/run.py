#!/usr/bin/env python3
"""steg publish, with git as the oracle: real repositories, made here.

    run.py STEG FAULT.so          FAULT.so is fault.c, compiled

Each case is a sentence: what is there, what is run, what is said, what the branch holds.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from repo import COURSE, ENV, FAULT, HOME, PIXEL, STEG, TMP, TOP, Repo, clean_up, export, same_folders

passed = failed = skipped = 0
SEED = 20260101


def check(sentence, good, *why):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"failed: {sentence}", *[f"    {line}" for w in why for line in str(w).splitlines()[:12]], sep="\n")


def same(sentence, got, want):
    check(sentence, got == want, f"got  {got!r}", f"want {want!r}")


def skip(sentence, why):
    global skipped
    skipped += 1
    print(f"skipped: {sentence} ({why})")


def refused(sentence, r, *ids, repo=None, tip=""):
    """Exit 3, these messages and no others, and the branch is where it was."""
    good = r.code == 3 and r.ids == list(ids) and not r.out and (not repo or repo.tip() == tip)
    check(sentence, good, r, f"want [{', '.join(ids)}]", f"branch {repo and repo.tip()}, want {tip}")


# ---- The ordinary way --------------------------------------------------------------------------------

def first():
    r = Repo()
    said = r.steg()
    head, site = r.tip("HEAD"), r.tip()
    same("the first publishing makes the branch, and says what to run to send it out", said.out,
         f"Published on the branch site ({site[:7]}): {len(r.files()) - 2} files, {len(r.files()) - 2} new, 0 changed, "
         "0 removed.\nThe repository does not know yet where to send the branch. Add the address, and send it:\n"
         "  git remote add origin ADDRESS\n  git push origin site\n")
    same("the message names the course, the commit and the version", r.git("log", "--format=%B", "site").strip(),
         f"Publish Prøvekurs from {head[:7]}\n\nSource: {head}\nSubject: Første utgave\nVersion: 2.1")
    same("author and committer are those of git's settings",
         r.git("log", "--format=%an <%ae> %cn <%ce>", "site").strip(),
         "Kari Nordmann <kari@example.no> Kari Nordmann <kari@example.no>")
    same("the first commit has no parent", r.git("log", "--format=%P", "site").strip(), "")
    r.steg("--out", os.path.join(TOP, "built"), command="build")
    there = export(r)
    check(".nojekyll is written, and empty", os.path.getsize(os.path.join(there, ".nojekyll")) == 0)
    os.remove(os.path.join(there, ".nojekyll"))
    same("the branch holds what steg build makes, byte for byte", same_folders(there, os.path.join(TOP, "built")), "")
    same("all files are plain", {mode for mode, _ in r.files().values()}, {"100644"})
    same("git fsck --strict has nothing to say", r.fsck(), "")
    same("no temporary folder is left", os.listdir(TMP), [])


def second():
    r = Repo()
    r.steg()
    old = r.tip()
    r.edit("Mer.")
    for name in ("2-snakk", "3-skriv"):
        r.write(f"content/01-start/{name}.md", f"---\ntitle: {name[2:]}\nminutes: 5\n---\n\nSnakk.\n")
    r.commit("Nye steg")
    r.git("rm", "-q", "content/01-start/1-les.md")
    r.commit("Uten det gamle")
    said = r.steg("--lang", "nb")
    status = r.git("diff-tree", "-r", "--name-status", "--no-renames", old, "site").split()[::2]
    n = {s: status.count(s) for s in "AMD"}
    same("a change is one more commit, with the counts that git gives", said.out.splitlines()[0],
         f"Publisert på grenen site ({r.tip()[:7]}): {len(r.files()) - 2} filer, {n['A']} nye, {n['M'] - 1} endret, "
         f"{n['D']} fjernet.")
    same("its parent is what the branch was", r.git("log", "--format=%P", "-1", "site").strip(), old)
    check("what is no longer part of the site is gone", "start/les.html" not in r.files(), r.files())
    tip = r.tip()
    again = r.steg("--lang", "nb")
    same("where nothing has changed there is no commit", (again.code, r.tip()), (0, tip))
    same("and it is said", again.out.splitlines()[0],
         f"Ingenting nytt: grenen site har allerede dette nettstedet ({tip[:7]}).")
    r.write("README.md", "Utenfor kurset.\n")
    r.commit("Noe annet")
    same("a commit that does not change the site is no reason for one", (r.steg("-q").code, r.tip()), (0, tip))
    same("-q says nothing", (r.steg("-q").out, r.steg("-q").err), ("", ""))
    r.edit("Enda mer.")
    r.steg("-b", "nettsted", "-q")
    check("--branch names another branch", r.tip("refs/heads/nettsted") and r.tip() == tip)
    same("git fsck --strict has nothing to say of any of it", r.fsck(), "")


def log():
    r = Repo()
    r.steg()
    one = r.tip()
    r.edit("Mer.")
    r.steg()
    two = r.tip()
    lines = r.read(".git/logs/refs/heads/site").decode().splitlines()
    same("the reflog tells both", [line.split(" Kari Nordmann <kari@example.no> ")[0] for line in lines],
         [f"{'0' * 40} {one}", f"{one} {two}"])
    same("and git reads it", r.git("rev-parse", "site@{1}").strip(), one)
    r.git("pack-refs", "--all", "--prune")
    r.edit("Enda mer.")
    r.steg()
    same("a branch among the packed references moves on", r.git("rev-parse", "site~1").strip(), two)
    quiet = Repo()
    quiet.git("config", "core.logAllRefUpdates", "false")
    quiet.steg()
    check("no reflog where git is told to keep none", quiet.tip() and not os.path.exists(quiet.path(".git/logs/refs/heads/site")))
    nested = Repo()
    os.makedirs(nested.path(".git/refs/heads/site/gammel"))
    os.makedirs(nested.path(".git/logs/refs/heads/site/gammel"))
    said = nested.steg("-q")
    check("empty folders that branches have left are in nobody's way", said.code == 0 and nested.tip()
          and "steg publish" in nested.git("reflog", "site"), said)


def untouched():
    r = Repo()
    r.write("notat.txt", "i indeksen\n")
    r.git("add", "notat.txt")
    r.write("notat.txt", "på disken\n")
    r.write("løst.txt", "ikke lagt til\n")
    r.git("tag", "v1")
    r.git("branch", "annen")
    r.git("status")
    before, status = r.untouched(), r.git("status", "--porcelain")
    first = r.steg()
    r.git("update-index", "-q", "--refresh")
    check("files that are not committed elsewhere in the repository do not matter", first.code == 0, first)
    same("the first publishing leaves index, HEAD, settings, other branches and every file alone", r.untouched(), before)
    r.steg("-b", "site")
    same("so does the second", (r.untouched(), r.git("status", "--porcelain")), (before, status))


# ---- What is not committed ---------------------------------------------------------------------------

def dirty():
    r = Repo()
    r.write("content/01-start/1-les.md", "---\ntitle: Les\n---\n\nEndret.\n")
    r.write("content/01-start/film.mp4", b"film")
    os.remove(r.path("content/01-start/bilde.png"))
    said = r.steg()
    same("what is changed, new or gone is listed, and nothing is published", (said.code, said.err, r.tip()), (3, f"""\
steg: error: “content/01-start/1-les.md” has changes that are not committed [publish-changed]

steg: error: “content/01-start/film.mp4” is not in the commit [publish-new]

steg: error: “content/01-start/bilde.png” is in the commit and no longer in the folder [publish-gone]

steg: error: files of the course that are not as in the commit {r.tip('HEAD')[:7]}: 3 [publish-dirty]
  Commit them, so that what is published can be found again. Or publish them all the same with --dirty.

4 errors
""", ""))
    r.write("content/01-start/bilde.png", PIXEL)
    said = r.steg("--dirty", "-v")
    same("--dirty publishes it, and the message says so",
         (said.code, r.git("log", "--format=%b", "site").strip().split("\n\n")[1]),
         (0, "With changes that are in no commit:\n- content/01-start/1-les.md (changed)\n- content/01-start/film.mp4 (new)"))
    check("-v says how many", "  not committed: 2\n" in said.out, said)
    for i in range(12):
        r.write(f"content/01-start/{i + 10}-x{i}.md", f"---\ntitle: X{i}\n---\n")
    said = r.steg("-b", "to")
    check("ten are listed, and how many there are more", said.ids.count("publish-new") + said.ids.count("publish-changed") == 10
          and ": 14, and 4 of them are not listed above" in said.err, said)
    r.steg("--dirty", "-b", "to")
    check("in the message too", r.git("log", "--format=%b", "to").strip().endswith("- and 4 more"), r.git("log", "to"))
    r.git("add", "-A")
    check("what is only staged is in no commit", r.steg("-b", "tre").ids[-1:] == ["publish-dirty"])
    r.git("commit", "-qm", "Alt")
    same("what is committed is fine", r.steg("-b", "tre").code, 0)


def same_as_committed():
    r = Repo()
    crlf = r.read("content/01-start/1-les.md").replace(b"\n", b"\r\n")
    r.write("content/01-start/1-les.md", crlf)
    same("line ends that git turns are no difference", r.steg("-q").code, 0)
    r.git("checkout", "-q", ".")
    r.write(".git/info/exclude", "Thumbs.db\nhemmelig.png\n*.lokal.md\n")
    r.write("content/01-start/Thumbs.db", b"windows")
    same("an ignored file that is not on the site does not matter", r.steg("-q").code, 0)
    r.write("content/01-start/hemmelig.png", PIXEL + b"x")
    r.write("content/01-start/1-les.md", COURSE["content/01-start/1-les.md"] + "\n![x](hemmelig.png)\n")
    r.commit("Med bilde")
    tip = r.tip()
    refused("an ignored picture that the site shows does", r.steg(), "publish-new", "publish-dirty", repo=r, tip=tip)
    r.git("rm", "-q", "--cached", "content/01-start/1-les.md")
    r.git("update-index", "--add", "content/01-start/1-les.md")
    r.edit("Uten.")
    r.write("layouts/partials/egen.html", "<p>x</p>\n")
    refused("a layout of one's own does", r.steg(), "publish-new", "publish-dirty", repo=r, tip=tip)
    os.remove(r.path("layouts/partials/egen.html"))
    r.write("content/public/x.html", "x")
    bare = Repo()
    said = bare.steg("content", command="build")
    same("in a content folder alone, what steg build wrote there does not matter",
         (said.code, os.path.exists(bare.path("content/public/index.html")), bare.steg("content").code), (0, True, 0))


def filtered():
    r = Repo()
    r.git("config", "filter.peker.clean", "sha256sum")
    r.git("config", "filter.peker.smudge", "cat")
    r.write(".gitattributes", "*.mp4 filter=peker\n")
    r.write("content/01-start/film.mp4", os.urandom(3000))
    r.commit("Film i et filter")
    time.sleep(0.02)
    r.git("update-index", "-q", "--refresh")
    r.write("annet", "x")
    r.git("add", "annet")  # the index is younger than the film
    same("a file that a filter keeps otherwise, as Git LFS, is unchanged when git says so", r.steg("-q").code, 0)
    r.write("content/01-start/film.mp4", os.urandom(3000))
    check("and changed when it is", r.steg().ids == ["publish-changed", "publish-dirty"])


def links():
    r = Repo()
    r.write("felles/tekst.md", "---\ntitle: Felles\nminutes: 5\n---\n\nFelles.\n")
    os.symlink("../../felles/tekst.md", r.path("content/01-start/2-felles.md"))
    os.symlink("2-felles.md", r.path("content/01-start/3-igjen.md"))
    said = r.steg()
    check("links that are not committed are told", said.ids == ["publish-new"] * 2 + ["publish-dirty"], said)
    r.commit("Lenker")
    same("links whose targets are committed are fine", r.steg("-q").code, 0)
    r.write("felles/tekst.md", "---\ntitle: Felles\nminutes: 5\n---\n\nEndret.\n")
    check("a changed target is a change of each", r.steg().ids == ["publish-changed"] * 2 + ["publish-dirty"])
    r.git("checkout", "-q", ".")
    os.remove(r.path("content/01-start/3-igjen.md"))
    os.symlink("1-les.md", r.path("content/01-start/3-igjen.md"))
    check("so is a link that leads elsewhere", r.steg().ids == ["publish-changed", "publish-dirty"])


def meanwhile():
    """Something changes while the site is built: a slow disk is played by stopping the process."""
    for what in ("file", "commit"):
        r = Repo()
        p = subprocess.Popen([STEG, "publish"], cwd=r.top, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while not any(n.startswith("steg-publish-") for n in os.listdir(TMP)) and p.poll() is None:
            pass
        p.send_signal(signal.SIGSTOP)
        stopped = p.poll() is None
        if what == "file":
            r.write("content/01-start/1-les.md", "---\ntitle: Les\n---\n\nEndret.\n")
        else:
            r.edit("Sjekket inn imens.")
        p.send_signal(signal.SIGCONT)
        _, err = p.communicate()
        want = "publish-dirty" if what == "file" else "publish-moving"
        check(f"a {what} that comes while the site is built is noticed", stopped and p.returncode == 3 and want in err and not r.tip(),
              p.returncode, err, r.tip())


# ---- Files of others ---------------------------------------------------------------------------------

def others():
    r = Repo()
    r.steg()
    mine = {"CNAME": b"kurs.example.no\n", ".github/workflows/lenker.yml": b"on: push\n",
            "verktoy/sjekk.sh": ("100755", b"#!/bin/sh\n"), "verktoy.txt": b"sorteres mellom\n", "siste": ("120000", b"index.html"),
            "start/notat.txt": b"ligger mellom sidene\n"}
    r.amid(mine, branch="site")
    by_hand, kept = r.tip(), r.files()
    r.edit("Mer.")
    said = r.steg("-v")
    now = r.files()
    same("what others put there stays, with its mode, also between the pages", {p: now.get(p) for p in mine},
         {p: kept[p] for p in mine})
    check("-v says how many", "  kept from others: 6\n" in said.out, said)
    same("  and git fsck --strict finds every folder in order", r.fsck(), "")
    same("on top of their commit", r.git("rev-parse", "site~1").strip(), by_hand)
    r.git("rm", "-q", "content/01-start/1-les.md")
    r.commit("Uten steget")
    r.steg()
    check("a page that goes away takes nothing of others with it", "start/les.html" not in r.files()
          and "start/notat.txt" in r.files(), r.files())
    r.amid({".nojekyll": b"deres\n"}, branch="site")
    r.edit("Mer enda.")
    r.steg()
    same("a .nojekyll of theirs stays as it is", r.git("show", "site:.nojekyll"), "deres\n")

    for path, what, why in (("start/snakk.html", b"deres\n", "a page of the same name"),
                            ("start/snakk.html/x", b"deres\n", "a folder where a page is to be"),
                            ("ny", b"deres\n", "a file where a folder is to be")):
        c = Repo()
        c.steg()
        c.amid({path: what}, branch="site")
        tip = c.tip()
        c.write("content/01-start/2-snakk.md", "---\ntitle: Snakk\nminutes: 5\n---\n\nSnakk.\n")
        c.write("content/02-ny/index.md", COURSE["content/01-start/index.md"].replace("![et bilde](bilde.png)", "ord"))
        c.commit("Mer")
        refused(f"{why} is refused", c.steg(), "branch-conflict", repo=c, tip=tip)
        same("  and names it", c.git("show", f"site:{path}"), "deres\n")


def not_ours():
    r = Repo()
    r.amid({"index.html": b"deres\n"}, branch="site")
    refused("a branch that somebody else has made is refused", r.steg(), "branch-not-ours", repo=r, tip=r.tip())
    h = Repo()
    h.amid({"CNAME": b"x\n", ".gitignore": b"y\n"}, branch="site")
    h.steg()
    check("one with nothing but what hosts want is taken into use", {"CNAME", ".gitignore", "index.html"} <= set(h.files()), h.files())
    h.amid({".steg/manifest": b"steg manifest 2\n"}, branch="site")
    refused("a damaged list of what is steg's is no list", h.steg(), "branch-manifest", repo=h, tip=h.tip())


# ---- Where it may not be done ------------------------------------------------------------------------

def refusals():
    r = Repo()
    refused("the course's own branch", r.steg("-b", "main"), "branch-is-source", repo=r)
    r.git("branch", "site", "main")
    r.git("worktree", "add", "-q", r.path("../annet"), "site")
    refused("a branch that is checked out in another folder", r.steg(), "branch-checked-out", repo=r, tip=r.tip())
    for name in ("-x", "to ord", "a..b", "site.lock", "HEAD", "x/"):
        refused(f"the name “{name}”", r.steg(f"--branch={name}"), "git-branch-name")
    same("no name at all is wrong usage", r.steg("--branch=").code, 2)
    same("so are processes that are none", r.steg("-j", "0").code, 2)
    r.git("branch", "ut/gammel")
    r.git("pack-refs", "--all")
    refused("a branch where another one's folder is", r.steg("-b", "ut"), "branch-in-way")
    refused("and the other way round", r.steg("-b", "ut/gammel/ny"), "branch-in-way")
    n = Repo()
    shutil.rmtree(n.path(".git"))
    refused("without a repository", n.steg(), "git-needed")
    u = Repo(commit=False)
    refused("before the first commit", u.steg(), "publish-no-commit")
    b = Repo()
    b.git("clone", "-q", "--bare", b.top, b.path("../bar.git"))
    bare = Repo(folder=b.path("../bar.git"))
    refused("in a bare repository", bare.steg(), "publish-bare")
    refused("  from outside too", b.steg(bare.top), "publish-bare")
    w = Repo()
    w.git("config", "--unset", "user.email")
    refused("when nobody is known to publish", w.steg(), "git-nobody", repo=w)
    same("GIT_COMMITTER_NAME and _EMAIL will do",
         w.steg("-q", env={"GIT_COMMITTER_NAME": "Ola", "GIT_COMMITTER_EMAIL": "ola@example.no"}).code, 0)
    e = Repo()
    e.write("content/01-start/1-les.md", "---\ntitel: Les\n---\n")
    e.commit("Feil")
    said = e.steg()
    check("a course with mistakes is not published, and the mistakes are told once",
          said.code == 1 and said.ids.count("unknown-key") == 1 and not e.tip(), said)
    s = Repo()
    s.edit("Se [der](finnes-ikke.md).")
    check("nor one with warnings under --strict", s.steg("--strict").code == 1 and not s.tip() or s.steg().code == 1)
    missing = Repo()
    refused("a folder that is not there", missing.steg("ingen"), "no-such-folder")


def locks():
    r = Repo()
    r.steg()
    tip = r.tip()
    r.edit("Mer.")
    lock = r.path(".git/refs/heads/site.lock")
    open(lock, "w").close()
    said = r.steg()
    refused("a lock of git's is left alone", said, "git-locked", repo=r, tip=tip)
    check("  and named", lock in said.err and os.path.exists(lock), said)
    os.remove(lock)
    same("  without it, all is well", (r.steg("-q").code, r.git("rev-parse", "site~1").strip()), (0, tip))
    same("  nothing of ours is left in .git", [n for n in os.listdir(r.path(".git")) if "steg" in n], [])


def damaged():
    r = Repo()
    r.steg()
    tree = r.git("rev-parse", "site^{tree}").strip()
    r.edit("Mer.")
    tip = r.tip()
    path = r.path(".git/objects", tree[:2], tree[2:])
    os.chmod(path, 0o644)
    os.remove(path)
    said = r.steg()
    check("a branch whose tree is missing is told, with exit 3", said.code == 3 and said.ids[-1:] == ["git-needed"]
          and r.read(".git/refs/heads/site").decode().strip() == tip, said)


# ---- Places ------------------------------------------------------------------------------------------

def places():
    r = Repo()
    r.git("checkout", "-q", "--detach")
    same("a detached HEAD", r.steg("-q").code, 0)
    sub = Repo(below="skole/kurs")
    sub.write("annet/fil.txt", "x")
    said = sub.steg("skole/kurs")
    check("a course in a folder of the repository", said.code == 0 and "start/index.html" in sub.files(), said)
    sub.write("skole/kurs/content/01-start/1-les.md", "---\ntitle: Les\n---\n\nEndret.\n")
    said = sub.steg(cwd="skole/kurs/content/01-start")
    check("from within, files are named as one would type them there", "“../../content/01-start/1-les.md”" in said.err, said)
    sub.git("checkout", "-q", ".")
    outside = tempfile.mkdtemp(dir=TOP)
    said = Repo(folder=outside).steg(sub.path("skole/kurs"))
    check("from outside, git is told where", f"  git -C {sub.path('skole/kurs')} push origin site\n" in said.out, said)
    w = Repo()
    w.git("worktree", "add", "-q", "-b", "annen", w.path("../tre"))
    tree = Repo(folder=w.path("../tre"))
    tree.edit("Fra arbeidstreet.")
    before = tree.untouched()
    same("another worktree", (tree.steg("-q").code, tree.git("log", "--format=%s", "site").strip()),
         (0, f"Publish Prøvekurs from {tree.tip('HEAD')[:7]}"))
    same("  which stays as it is", tree.untouched(), before)
    refused("  whose branch the first one cannot be published to", w.steg("-b", "annen"), "branch-checked-out")
    c = Repo()
    same("a content folder alone", (c.steg("content", "-q").code, "index.html" in c.files()), (0, True))
    n = Repo()
    n.write("content/course.yml", COURSE["content/course.yml"].replace("Prøvekurs", "Kurs med «ord» og 100 % moro"))
    n.commit("Linje én\nlinje to\n\nResten.")
    n.steg("-q")
    check("subject and title are taken as they are", "Publish Kurs med «ord» og 100 % moro from " in n.git("log", "site")
          and "Subject: Linje én linje to\n" in n.git("log", "--format=%b", "site"), n.git("log", "site"))


def revisions():
    r = Repo()
    r.git("tag", "v1")
    old = r.tip("HEAD")
    r.edit("Nyere.")
    r.write("content/01-start/1-les.md", "ikke sjekket inn")
    said = r.steg("--rev", "v1")
    check("--rev publishes a revision, whatever lies in the folder", said.code == 0
          and r.git("log", "--format=%b", "site").strip() == f"Source: {old}\nSubject: Første utgave\nRevision: v1\nVersion: 2.1", said)
    check("  as it was then", "Nyere" not in r.git("show", "site:start/les.html"))
    refused("a revision that is none", r.steg("--rev", "v9"), "revision-unknown", repo=r, tip=r.tip())
    r.git("clone", "-q", "--bare", r.top, r.path("../ren.git"))
    bare = Repo(folder=r.path("../ren.git"))
    bare.git("config", "user.name", "Kari")
    bare.git("config", "user.email", "kari@example.no")
    bare.git("branch", "-q", "-D", "site")
    said = bare.steg("--rev", "main")
    check("a bare repository is published from with --rev", said.code == 0 and "Nyere" in bare.git("show", "site:start/les.html"), said)


def remotes():
    r = Repo()
    far = r.path("../fjern.git")
    r.git("init", "-q", "--bare", far)
    r.git("remote", "add", "origin", far)
    said = r.steg()
    same("with a remote, one line says it all", said.out.splitlines()[1:], ["Send it out: git push origin site"])
    r.git("push", "-q", "origin", "site", "main")
    same("  and it works", r.git("ls-remote", far, "refs/heads/site").split()[0], r.tip())

    clone = Repo(folder=r.path("../klone"))
    r.git("clone", "-q", "-b", "main", far, clone.top)
    clone.git("config", "user.name", "Ola")
    clone.git("config", "user.email", "ola@example.no")
    said = clone.steg()
    same("a fresh clone knows the remote's branch: nothing new, and the branch is there", (said.code, clone.tip()), (0, r.tip()))
    clone.edit("Fra klonen.")
    clone.steg("-q")
    same("  its parent is the remote's", clone.git("rev-parse", "site~1").strip(), r.tip())
    clone.git("push", "-q", "origin", "site", "main")

    r.git("pull", "-q", "origin", "main")
    r.git("fetch", "-q", "origin")
    r.edit("Og herfra.")
    same("a branch that is behind the remote's goes on from there", (r.steg("-q").code, r.git("rev-parse", "site~1").strip()),
         (0, clone.tip()))
    r.git("push", "-q", "origin", "site", "main")

    clone.edit("Uten å hente.")
    clone.steg("-q")
    clone.git("fetch", "-q", "origin")
    clone.edit("Fortsatt uten å flette.")
    said = clone.steg()
    check("where both have gone on, there is a warning and a way", said.code == 0 and said.ids == ["branch-diverged"]
          and "git branch -f site origin/site" in said.err, said)
    clone.git("branch", "-q", "-f", "site", "origin/site")
    same("  which works", (clone.steg().ids, clone.git("rev-parse", "site~1").strip()), ([], r.tip()))

    for settings, want in (({"branch.main.remote": "skolen"}, "skolen"),
                           ({"branch.main.remote": "skolen", "remote.pushDefault": "min"}, "min"),
                           ({"branch.main.remote": "skolen", "branch.site.remote": "vert"}, "vert"),
                           ({"branch.site.pushRemote": "ut", "remote.pushDefault": "min"}, "ut"),
                           ({"branch.site.remote": "https://x.example/kurs.git"}, "https://x.example/kurs.git"),
                           ({"remote.origin.url": "/x", "branch.main.remote": "."}, "origin")):
        p = Repo()
        for key, value in settings.items():
            p.git("config", key, value)
        said = p.steg()
        same(f"{settings}: git push {want} site", said.out.splitlines()[1:], [f"Send it out: git push {want} site"])
    q = Repo()
    q.git("remote", "add", "origin", "/x")
    said = q.steg("-b", "o'site$x")
    check("a name that the shell would take apart is quoted", "git push origin 'o'\\''site$x'\n" in said.out, said)


# ---- Two at once -------------------------------------------------------------------------------------

def at_once():
    r = Repo()
    trees = [r]
    for i in range(3):
        r.git("worktree", "add", "-q", "-b", f"gren{i}", r.path(f"../samtidig{i}"))
        trees.append(Repo(folder=r.path(f"../samtidig{i}")))
    overtaken, wrong = 0, []
    for turn in range(12):
        for i, t in enumerate(trees):
            t.edit(f"Runde {turn} i tre {i}.")
        before = len(r.history()) if turn else 0
        running = [subprocess.Popen([STEG, "publish"], cwd=t.top, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                   for t in trees]
        ends = [(p.communicate(), p.returncode) for p in running]
        won = sum(code == 0 for _, code in ends)
        for (out, err), code in ends:
            lost = code == 3 and "[branch-overtaken]" in err and not out
            overtaken += lost
            if not lost and code != 0:
                wrong.append((code, out, err))
        if not won or len(r.history()) - before != won:
            wrong.append(f"{won} said that they had published, {len(r.history()) - before} commits")
    check("four publish at once, twelve times: each commit is one that was told, the others say who came first",
          not wrong and overtaken, *wrong[:3], f"{overtaken} overtaken")
    same("git fsck --strict has nothing to say", r.fsck(), "")
    same("no lock is left", [n for n in os.listdir(r.path(".git/refs/heads")) if n.endswith(".lock")]
         + [n for n in os.listdir(r.path(".git")) if n.startswith("steg")], [])
    print(f"four at once, twelve times: {overtaken} of 48 were overtaken")


# ---- Killed ------------------------------------------------------------------------------------------

def run_killed(r, delay=None, at=None):
    """Starts a publishing in a group of its own, and ends the whole group: after a time, or at its N-th change."""
    env = {**ENV, "LD_PRELOAD": FAULT, "FAULT_AT": str(at)} if at else ENV
    p = subprocess.Popen([STEG, "publish", "-q"], cwd=r.top, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True)
    if delay is not None:
        time.sleep(delay)
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return p.wait() == -signal.SIGKILL


class Killing:
    """The branch before a kill, and whether what stands there after it is that or a whole new commit."""

    def __init__(self):
        self.r = Repo()
        self.r.steg("-q")
        self.n = self.killed = self.old = self.new = self.locks = 0
        self.wrong, self.late, self.took = [], [], []

    def at(self):
        return self.r.read(".git/refs/heads/site").decode().strip()

    def publish(self):
        begun = time.monotonic()
        said = self.r.steg("-q")
        self.took.append(time.monotonic() - begun)
        return said

    def span(self):
        """How long a publishing takes, as busy as the machine is now."""
        return sorted(self.took[-5:])[2]

    def round(self, **how):
        r = self.r
        self.n += 1
        text = f"Utgave {self.n}."
        r.write("content/01-start/1-les.md", COURSE["content/01-start/1-les.md"] + f"\n{text}\n")
        r.git("commit", "-q", "-a", "-m", text)
        source, before, rest = r.read(".git/refs/heads/main").decode()[:7], self.at(), r.untouched()
        self.killed += run_killed(r, **how)
        now = self.at()
        self.locks += os.path.exists(r.path(".git/refs/heads/site.lock"))
        self.old += now == before
        self.new += now != before
        if now != before:
            whole = r.git("log", "-1", "--format=%P %s", now).strip() == f"{before} Publish Prøvekurs from {source}"
            if not whole or text.encode() not in r.git("archive", now, text=False):  # reads every object
                self.wrong.append((how, "neither the old commit nor the new one", now))
        left = {k: v for k, v in r.untouched().items() if "/.git/steg-" not in k and not k.endswith("site.lock")}
        if left != rest:
            self.wrong.append((how, "changed", [k for k in left.keys() | rest.keys() if left.get(k) != rest.get(k)]))
        if self.n % 20 == 0 and r.fsck():
            self.wrong.append((how, r.fsck()))
        again = self.publish()
        if again.code or again.ids or text not in r.git("show", "site:start/les.html"):
            self.wrong.append((how, "the next publishing", again))
        # A worker may outlive its parent by a moment, and hold the folder: then the one after clears it.
        left = [n for n in os.listdir(r.path(".git")) if n.startswith("steg")] + [n for n in self.late if n in os.listdir(TMP)]
        self.late = os.listdir(TMP)
        if left:
            self.wrong.append((how, "the next publishing left", left))

    def report(self, sentence):
        fsck = self.r.fsck()
        self.r.git("prune", "--expire=now")
        litter = [os.path.join(f, n) for f, _, names in os.walk(self.r.path(".git/objects")) for n in names if "tmp" in n]
        if litter:
            self.wrong.append(("git prune leaves", litter))
        check(sentence, not self.wrong and not fsck, *self.wrong[:3], f"{len(self.wrong)} wrong", fsck)
        print(f"{self.n} publishings, {self.killed} killed: the branch was old {self.old} times, new {self.new} times; "
              f"a lock of ours was left {self.locks} times, and cleared by the next")


def killed_at_random():
    k, rng = Killing(), random.Random(SEED)
    for i in range(5):
        k.r.edit(f"Mål {i}.")
        k.publish()
    print(f"200 kills over {k.span():.3f} s, or as long as the last ones took; seed {SEED}")
    while k.killed < 200 and k.n < 400:  # one that came to its end first is another round
        k.round(delay=rng.random() * k.span())
    check("200 were killed", k.killed == 200, k.killed)
    k.report("killed at 200 random points: old or new commit, all objects there, and the next publishing is as if nothing was")


def changes(r):
    """How many changes to the disk a publishing makes; a few more or less the next time."""
    counted = os.path.join(TOP, "count")
    r.steg("-q", env={"LD_PRELOAD": FAULT, "FAULT_COUNT": counted})
    with open(counted) as f:
        return int(f.read())


def killed_at_each():
    """At changes to the disk that the first process makes, from the temporary folder on; at each of the last, where
    the commit is written and the branch moves."""
    k = Killing()
    k.r.edit("Tell.")
    total, at = changes(k.r), 1
    while k.killed == k.n:
        k.round(at=at)
        at += 3 if at < total - 40 else 1
    k.report(f"killed at its changes to the disk, some {total}, one by one where the branch moves: the same")
    check("  some of them between the lock and the branch, which the next publishing clears", k.locks >= 2, k.locks)
    check("  some before and some after the branch moved", k.old > 20 and k.new > 1, k.old, k.new)


def first_killed_at_each():
    """The same where the branch is yet to be made."""
    wrong, seen = [], set()
    r = Repo()
    r.steg("-q")
    r.git("update-ref", "-d", "refs/heads/site")
    total = changes(r)  # the objects are there already
    for at in range(total - 40, total + 1, 2):
        r.git("update-ref", "-d", "refs/heads/site")
        run_killed(r, at=at)
        seen.add(bool(r.tip()))
        again = r.steg("-q")
        if again.code or r.git("log", "--format=%s", "site").strip() != f"Publish Prøvekurs from {r.tip('HEAD')[:7]}":
            wrong.append((at, again))
    check("killed while it makes the branch: there is none or a whole one", not wrong and seen == {False, True} and not r.fsck(),
          *wrong[:3], seen)


def no_hard_links():
    env = {"LD_PRELOAD": FAULT, "FAULT_NO_LINKS": "1"}
    r = Repo()
    same("a disk without hard links is published on", (r.steg("-q", env=env).code, bool(r.tip())), (0, True))
    r.edit("Mer.")
    tip = r.tip()
    lock = r.path(".git/refs/heads/site.lock")
    for at in range(changes(r) + 5, 0, -1):
        r.edit(f"Utgave {at}.")
        tip = r.tip()
        subprocess.run([STEG, "publish", "-q"], cwd=r.top, env={**ENV, **env, "FAULT_AT": str(at)}, start_new_session=True,
                       capture_output=True)
        if os.path.exists(lock):
            break
    refused("  a kill may leave a lock there, which is told, with its name", r.steg(), "git-locked", repo=r, tip=tip)
    os.remove(lock)
    same("  and without it all is well", r.steg("-q").code, 0)


def temporary():
    r = Repo()
    dead = tempfile.mkdtemp(prefix="steg-publish-", dir=TMP)[:-8] + "AbCdEf"
    os.mkdir(dead)
    os.mkdir(os.path.join(dead, "site"))
    others = os.path.join(TMP, "steg-publish-notes")
    os.mkdir(others)
    live = os.path.join(TMP, "steg-publish-LiVe00")
    os.mkdir(live)
    holder = subprocess.Popen(["flock", live, "sleep", "60"], env=ENV)
    time.sleep(0.1)
    r.steg("-q")
    same("a folder of one who was killed is removed; one that is held, and other names, are not",
         (os.path.exists(dead), os.path.exists(live), os.path.exists(others)), (False, True, True))
    holder.kill()
    holder.wait()
    r.steg("-q", "--dirty")
    for path in os.listdir(TMP):
        shutil.rmtree(os.path.join(TMP, path))
    said = r.steg(env={"TMPDIR": os.path.join(TOP, "finnes-ikke")})
    refused("a TMPDIR that is not there is told", said, "publish-no-place")


# ---- Disks and permissions ---------------------------------------------------------------------------

def full_disk():
    r = Repo()
    r.write("content/01-start/stor.png", PIXEL + os.urandom(400_000))
    words = "\n\n".join(" ".join(f"{random.getrandbits(64):x}" for _ in range(60)) for _ in range(400))
    r.edit("![x](stor.png)\n\n" + words, "En stor side")
    head = r.tip("HEAD")
    unshare = ["unshare", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), "--mount", "--propagation", "private"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        return skip("full disks", "mount namespaces are not allowed here")

    def apart(script):
        return subprocess.run([*unshare, "bash", "-c", script, "-", STEG], cwd=r.top, env=ENV, capture_output=True, text=True)

    # What is there stays, by alternates, the picture too; new objects go to a disk of their own, where
    # there is room for all but the large page.
    os.rename(r.path(".git/objects"), r.path(".git/gamle"))
    os.mkdir(r.path(".git/objects"))
    said = apart('mount -t tmpfs -o size=300k tmpfs .git/objects && mkdir .git/objects/info .git/objects/pack && '
                 'echo "$PWD/.git/gamle" >.git/objects/info/alternates && "$1" publish; echo "exit $?"; '
                 'git rev-parse -q --verify site; git fsck --strict --no-dangling; '
                 'mount -o remount,size=20m .git/objects && "$1" publish -q && git log --format=%s site && '
                 'git fsck --strict --no-dangling')
    check("a disk that gets full of objects: told so, no branch; with room again all is well",
          "[git-not-written]" in said.stderr and said.stdout == f"exit 3\nPublish Prøvekurs from {head[:7]}\n",
          said.stdout, said.stderr)
    os.rmdir(r.path(".git/objects"))
    os.rename(r.path(".git/gamle"), r.path(".git/objects"))
    os.remove(r.path(".git/refs/heads/site"))
    said = apart('mount -t tmpfs -o size=500k tmpfs "$TMPDIR" && "$1" publish; echo "exit $?"; ls "$TMPDIR"')
    check("a disk that is full for the temporary folder: told so, and it is cleared",
          "[disk-full]" in said.stderr and said.stdout == "exit 3\n", said.stdout, said.stderr)


def permissions():
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    r = Repo()
    r.steg("-q")
    r.edit("Mer.")
    tip = r.tip()
    places = {".git/objects": "git-not-written", ".git": "git-not-written", ".git/refs/heads": "git-not-written"}
    if as_nobody:
        r.git("config", "--add", "safe.directory", r.top)
        subprocess.run(["chown", "-R", "65534:65534", r.top, TMP, HOME], check=True)
        os.chmod(TOP, 0o755)
    if as_nobody and subprocess.run([*as_nobody, STEG, "--help"], cwd=r.top, env=ENV, capture_output=True).returncode:
        return skip("no permission", "cannot become another user here")
    for place, want in places.items():
        folders = [os.path.join(f, d) for f, ds, _ in os.walk(r.path(place)) for d in ds] if place.endswith("objects") else []
        for f in [r.path(place), *folders]:
            os.chmod(f, 0o555)
        p = subprocess.run([*as_nobody, STEG, "publish"], cwd=r.top, env=ENV, capture_output=True, text=True)
        for f in [r.path(place), *folders]:
            os.chmod(f, 0o755)
        check(f"nothing may be written in {place}: exit 3, the branch stays", p.returncode == 3 and f"[{want}]" in p.stderr
              and r.read(".git/refs/heads/site").decode().strip() == tip, p.returncode, p.stderr)
    p = subprocess.run([*as_nobody, STEG, "publish", "-q"], cwd=r.top, env=ENV, capture_output=True, text=True)
    same("with permission again all is well", (p.returncode, p.stderr), (0, ""))


CASES = [first, second, log, untouched, dirty, same_as_committed, filtered, links, meanwhile, others, not_ours, refusals, locks,
         damaged, places, revisions, remotes, at_once, temporary, full_disk, permissions]
if FAULT:
    CASES += [no_hard_links, first_killed_at_each, killed_at_each]
else:
    skip("killed at each change", "nothing to preload: a sanitizer wants to be first")
CASES += [killed_at_random]

if __name__ == "__main__":
    if subprocess.run(["git", "--version"], capture_output=True).returncode:
        print("git is not installed")
        print("0 passed, 0 failed, 1 skipped")
        sys.exit(0)
    words = os.environ.get("ONLY", "").split()
    for case in CASES:
        if words and case.__name__ not in words:
            continue
        begun = time.monotonic()
        try:
            case()
        except Exception as e:  # a case that breaks down is a failure with a name
            check(f"{case.__name__} runs to its end", False, repr(e))
        if os.environ.get("TIMES"):
            print(f"{time.monotonic() - begun:6.2f} s {case.__name__}")
    clean_up()
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed else 0)
