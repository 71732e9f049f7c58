#!/usr/bin/env python3
"""docs/hosting, tried: nginx and Apache run what readers copy, and the rest is read or carried out.

    tests/hosting/run.py              all
    tests/hosting/run.py nginx iis    what has one of the words in its name

$STEG is the program, by default build/steg. A case is a sentence; a server that is not installed is a skip. Each check
of a server is also tried on snippets that are broken on purpose (broken.py)."""
import os
import pathlib
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing is left in the checkout

import broken
import checks
import course
import papers
import servers
import store

ROOT = pathlib.Path(__file__).resolve().parents[2]
SNIPPETS = [(name, prefix) for name, prefix in (
    ("nginx.conf", ""), ("nginx-subfolder.conf", "/kurs"), ("apache.conf", ""), ("apache-subfolder.conf", "/kurs"),
    ("htaccess", ""), ("htaccess", "/kurs"))]


class Tally:
    def __init__(self, words):
        self.words, self.passed, self.failed, self.skipped = words, 0, 0, 0

    def wanted(self, group):
        return not self.words or any(word in group for word in self.words)

    def holds(self, sentence, f):
        """f raises what is wrong."""
        try:
            f()
        except Exception as e:  # whatever it is, it is told and the others run
            kind = "" if isinstance(e, (AssertionError, servers.Failed)) else type(e).__name__ + ": "
            self.failed += 1
            print(f"failed: {sentence}\n    {kind}{e}"[:2000])
        else:
            self.passed += 1

    def skip(self, what, why, n=1):
        self.skipped += n
        print(f"skipped: {what} ({why})")

    def close(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        return 1 if self.failed else 0


def snippet_text(name, prefix):
    """The file; htaccess changed for a folder as its head tells."""
    text = (ROOT / "docs/hosting" / name).read_text()
    if name == "htaccess" and prefix:
        for place, times in ((" /404.html", 2), ("^/(v/", 1)):
            rules = text[text.index("\n\n"):]
            if rules.count(place) != times:
                raise servers.Failed(f"“{place.strip()}” stands {rules.count(place)} times in {name}, its head says {times}")
            text = text.replace(place, place.replace("/", prefix + "/", 1))
    return text


def users():
    """(what to call it, as root, with brotli): with one packer Apache is another than with two."""
    if os.getuid() == 0:
        return [(", begun by root", True, False), (", begun by nobody", False, True)]
    return [("", False, False), (", with Brotli", False, True)]


def serve(tally, sites, work):
    for name, prefix in SNIPPETS:
        text = snippet_text(name, prefix)
        for how, root, brotli in users():
            title = name + (" in /kurs" if name == "htaccess" and prefix else "") + how
            folder = work / f"run-{name}{prefix.replace('/', '-')}-{root}-{brotli}"
            if not tally.wanted(title):
                continue
            try:
                server = servers.Server(name, text, sites[prefix], folder, root, brotli)
                if not servers.program(server.kind):
                    tally.skip(title, f"{server.kind} is not installed")
                    continue
                with server:
                    tally.holds(f"{title}: its own test has nothing to say", lambda: checks.calm(server.said))
                    visit = checks.Visit(server, prefix)
                    for sentence, f, only in checks.checks:
                        if server.kind in only:
                            tally.holds(f"{title}: {sentence}", lambda: f(visit))
            except servers.Failed as e:
                tally.failed += 1
                print(f"failed: {title} runs\n    {e}")


def serve_https_name(tally, sites, work):
    """What docs/hosting.md says for Apache behind a proxy that speaks https."""
    if not tally.wanted("apache.conf") or not servers.program("apache2"):
        return
    text = snippet_text("apache.conf", "").replace(
        "ServerName kurs.example.no", "ServerName https://kurs.example.no\n    UseCanonicalName On")

    def led():
        with servers.Server("apache.conf", text, sites[""], work / "https-name") as server:
            checks.equal(server.get("/begynneropplaering").one("Location"), "https://kurs.example.no/begynneropplaering/")

    tally.holds("apache.conf behind a proxy: with https:// in ServerName, nobody is led to http", led)


def serve_log_without_address(tally, sites, work):
    """The log that docs/hosting.md offers to those who want to count."""
    for name, kind in (("nginx.conf", "nginx"), ("apache.conf", "apache2")):
        if not tally.wanted(name) or not servers.program(kind):
            continue
        lines = papers.fenced(ROOT / "docs/hosting.md", f"log-{kind}")

        def counted():
            text = snippet_text(name, "")
            if kind == "nginx":
                text = lines[0] + "\n" + text.replace("access_log off;", lines[1])
            else:
                text = text.replace("CustomLog /dev/null common", "\n".join(lines))
            with servers.Server(name, text, sites[""], work / f"log-{kind}") as server:
                server.get("/index.html", User_Agent="Somebody/1.0", Referer="https://example.no/from")
            said = (server.logs / "kurs-besok.log").read_text()
            if "GET /index.html" not in said or " 200 " not in said:
                raise AssertionError(f"what was asked for is not in it: {said}")
            for private in ("127.0.0.1", "Somebody", "example.no/from"):
                if private in said:
                    raise AssertionError(f"{private} is in it: {said}")

        tally.holds(f"{name}: the log without addresses says what was asked for, and not by whom", counted)


def notice(tally, sites, work):
    """Broken snippets: the check that is named must fail."""
    for i, (name, stands, instead, sentence) in enumerate(broken.BROKEN):
        title = f"{name} with “{' '.join(instead.split())}” for “{' '.join(stands.split())}” is noticed"
        if not tally.wanted(title):
            continue
        prefix = "/kurs" if "subfolder" in name else ""
        text = (ROOT / "docs/hosting" / name).read_text()
        server = servers.Server(name, text.replace(stands, instead), sites[prefix], work / f"broken-{i}", brotli=True)
        if not servers.program(server.kind):
            continue  # told above

        def noticed():
            if stands not in text:
                raise AssertionError("that does not stand there")
            named = [f for s, f, only in checks.checks if s.startswith(sentence) and server.kind in only]
            checks.equal(len(named), 1, f"checks that begin with “{sentence}”")
            with server:
                try:
                    named[0](checks.Visit(server, prefix))
                except AssertionError:
                    return
            raise AssertionError(f"“{sentence} …” holds all the same")

        tally.holds(title, noticed)


def main(words):
    os.umask(0o022)
    steg = os.environ.get("STEG", str(ROOT / "build/steg"))
    tally = Tally(words)
    work = pathlib.Path(tempfile.mkdtemp(prefix="steg-hosting."))
    work.chmod(0o755)  # nobody reads it
    try:
        sites = course.make_sites(steg, ROOT, work)
        serve(tally, sites, work)
        serve_https_name(tally, sites, work)
        serve_log_without_address(tally, sites, work)
        notice(tally, sites, work)
        papers.read(tally, ROOT, steg, sites, work)
        store.upload(tally, ROOT, sites[""], work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
