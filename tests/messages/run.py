#!/usr/bin/env python3
"""Messages that take more than a course's files to provoke, run.

    tests/messages/run.py                      every page in tests/messages/*.md
    tests/messages/run.py disk port            cases whose heading or page contains one of the words
    tests/messages/run.py --update SENTENCE    writes what is said now into the named case; read it before
                                               you commit it: is it what a tired reader should be told?

The program is $STEG, $FAULT_SO is fault.c, compiled; tests/suites/52-messages sets both. A page is Markdown. A
second-level heading is a case: a sentence that says what holds. Below it stand

    sh, sh exit 3           what is done, for bash, in an empty folder, with the functions of helpers.sh; its exit
                            status is that of its last line, 0 where none is named
    english, norwegian      all that the terminal then shows, to the letter

What must vary from one run to the next has a name instead: {dir} is the case's folder; the functions of helpers.sh say
which others they make. Each case runs in both languages, in a folder of its own.
"""
import concurrent.futures
import difflib
import importlib.util
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = {"english": "en", "norwegian": "nb"}
SECONDS = 100
SKIPPED = 77

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)


def page_reader():
    """Pages are read as those of the specification are."""
    made = importlib.util.spec_from_file_location("specification", ROOT / "tests/spec/run.py")
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module.read_page


def script(case):
    """The script and the status it is to end with."""
    for b in case.blocks:
        if b.words[:1] == ["sh"]:
            return b, int(b.words[2]) if b.words[1:2] == ["exit"] else 0
    sys.exit(f"{case.name}: there is no script")


def surroundings(top, language):
    keep = {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}
    return {**keep, "PATH": os.environ["PATH"], "HOME": f"{top}/home", "XDG_CONFIG_HOME": f"{top}/home",
            "TMPDIR": f"{top}/tmp", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": str(top), "LC_ALL": "C.UTF-8",
            "TZ": "UTC", "NAMES": f"{top}/names", "HERE": str(HERE), "STEG": STEG, "FAULT_SO": FAULT_SO,
            "L": LANGUAGES[language]}


def names_of(top):
    """What varies, the longest first."""
    text = (top / "names").read_text(encoding="utf-8") if (top / "names").exists() else ""
    named = [line.split(" ", 1) for line in text.splitlines()] + [["dir", f"{top}/kurs"]]
    return sorted(named, key=lambda n: -len(n[1]))


def run(case, language):
    """(status, what was shown)."""
    block, _ = script(case)
    if "FAULT=" in block.text and not FAULT_SO:
        return SKIPPED, "skip: a sanitizer wants to be loaded first"
    with tempfile.TemporaryDirectory(prefix="steg-messages-") as made:
        top = pathlib.Path(os.path.realpath(made))
        top.chmod(0o755)
        for folder in "home", "tmp", "kurs":
            (top / folder).mkdir()
        (top / "tmp").chmod(0o777)
        done = subprocess.Popen(["bash", "-c", f". '{HERE}/helpers.sh'\n{block.text}"], cwd=top / "kurs",
                                env=surroundings(top, language), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, start_new_session=True)
        try:
            shown = read_until_end(done)
        finally:
            subprocess.run(["chmod", "-R", "u+rwX", str(top)], capture_output=True)
        for name, value in names_of(top):
            shown = shown.replace(value, "{%s}" % name)
        return done.returncode, shown


def read_until_end(done):
    """What is shown until the script ends; what it left running ends with it."""
    parts = []
    reader = threading.Thread(target=lambda: parts.append(done.stdout.read()))
    reader.start()
    try:
        done.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        parts.append(b"the script was still running\n")
    finally:
        try:
            os.killpg(done.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    reader.join()
    done.wait()
    return b"".join(parts).decode("utf-8", "backslashreplace")


def check(case, language, status, shown):
    wrong, want = [], case.messages(language)
    if shown != want:
        lines = difflib.unified_diff(want.split("\n"), shown.split("\n"), f"{language}: page", f"{language}: steg",
                                     lineterm="", n=1)
        wrong.append("\n    ".join(lines))
    if status != script(case)[1]:
        wrong.append(f"{language}: exit status {status}, not {script(case)[1]}")
    return wrong


def run_case(case):
    """What is wrong, why it was skipped, and {language: (status, shown)}."""
    ran = {language: run(case, language) for language in LANGUAGES}
    for status, shown in ran.values():
        if status == SKIPPED:
            return [], shown.strip().partition("skip: ")[2] or "no reason was given", {}
    return [w for language, said in ran.items() for w in check(case, language, *said)], "", ran


def fenced(info, text):
    return ["```" + info, *text.splitlines(), "```"]


def update(case, ran):
    """Puts what was said into the page, after the script."""
    lines = case.page.read_text(encoding="utf-8").split("\n")
    block, _ = script(case)
    status = ran["english"][0]
    new = fenced("sh" + (f" exit {status}" if status else ""), block.text)
    for language in LANGUAGES:
        new += ["", *fenced(language, ran[language][1])]
    old = [b for b in case.blocks if b.words[0] in ("sh", *LANGUAGES)]
    lines[old[0].first:old[-1].last + 1] = new
    case.page.write_text("\n".join(lines), encoding="utf-8")


def main(argv):
    words = [a.lower() for a in argv if not a.startswith("--")]
    read_page = page_reader()
    cases = [c for page in sorted(HERE.glob("*.md")) for c in read_page(page)
             if not words or any(w in c.sentence.lower() or w in page.name for w in words)]
    if "--update" in argv:
        for case in reversed(cases):
            _, skipped, ran = run_case(case)
            print(case.name, *[skipped] * bool(skipped), sep=": ")
            if ran:
                update(case, ran)
        return 0
    passed = failed = skips = 0
    with concurrent.futures.ThreadPoolExecutor(4) as pool:  # some do nothing but wait
        for case, (wrong, skipped, _) in zip(cases, pool.map(run_case, cases)):
            passed, failed, skips = passed + (not wrong and not skipped), failed + bool(wrong), skips + bool(skipped)
            if skipped:
                print(f"skipped: {case.name} ({skipped})")
            if wrong:
                print(f"FAILED: {case.name}", *[f"    {w}" for w in wrong], sep="\n")
    print(f"{passed} passed, {failed} failed, {skips} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    STEG = os.environ.get("STEG", str(ROOT / "build/steg"))
    FAULT_SO = os.environ.get("FAULT_SO", "")
    sys.exit(main(sys.argv[1:]))
