#!/usr/bin/env python3
"""The words of the course and of steg in Norwegian: spelling, the forms we have chosen, how readers are
addressed, English left over, and how heavy the pre-work is to read. README.md beside says what is asked.

    tests/spelling/run.py STEG COURSE SITE       COURSE built at SITE: tests/whole
    tests/spelling/run.py --unused STEG COURSE SITE    words in the lists that nothing needs now

A case is a page or a file for each thing that is asked; a fault is told with its place, once.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import pages  # noqa: E402
import sources  # noqa: E402

ROOT = HERE.parent.parent
DICTIONARY = {"nb": "nb_NO", "nn": "nn_NO"}
LETTERS = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
WORD, JOINED = re.compile(LETTERS), re.compile(rf"{LETTERS}(?:-{LETTERS})+")
LIX = range(35, 51)
SHOWN, AROUND = 60, 45
NOT_OURS = ("Ikke bruk:", "Ikkje bruk:")  # the glossary's words that the course avoids


def entries(name):
    """The lines of a list, without comments."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in (re.sub(r"\s*#.*", "", line).strip() for line in text.split("\n")) if line]


def lists(name):
    return [tuple(part.strip() for part in line.split(" = ", 1)) for line in entries(name) if not line.startswith("!")]


# ---- Spelling ------------------------------------------------------------------------------------------

def hunspell(words, lang, *options):
    ran = subprocess.run(["hunspell", "-d", DICTIONARY[lang], "-i", "utf-8", *options], input="\n".join(words) + "\n",
                         capture_output=True, text=True, check=True)
    return ran.stdout


def unknown(words, lang):
    """Those that the dictionary does not have."""
    return set(hunspell(sorted(words), lang, "-l").split()) if words else set()


def suggested(word, lang):
    found = re.search(r"^[&#] .*?: (.*)$", hunspell([word], lang, "-a"), re.M)
    return ", ".join(found[1].split(", ")[:3]) if found else ""


def machine_words(steg):
    """What one types to steg, or meets on a screen in English: right in texts about steg, not on pages."""
    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        elif isinstance(value, str) and re.fullmatch(r"[a-z-]+", value):
            yield value
    def told(*args):
        return subprocess.run([steg, *args, "--lang", "en"], capture_output=True, text=True, check=True).stdout
    said = {*entries("typed.txt"), *walk(json.loads(told("schema"))), *re.findall(r"^  ([a-z]+) ", told("help"), re.M)}
    keys = subprocess.run([steg, "reference", "format"], capture_output=True, text=True, check=True).stdout
    said |= set(re.findall(r"(?:`|^## )([a-z_-]+)", keys, re.M))
    return {part for word in said for part in re.split(r"[-_]", word)}


def spelling(blocks, steg):
    machine, names = machine_words(steg), set(entries("names.txt"))
    for lang in DICTIONARY:
        ours = set(entries(f"{lang}.txt"))
        mine = [b for b in blocks if b.lang == lang and not b.text.startswith(NOT_OURS)]
        used = {w for b in mine for w in WORD.findall(b.text) if len(w) > 1}
        bad = {w for w in unknown(used, lang) if w not in ours and w.lower() not in ours and w not in names}
        for b in mine:
            whole = [range(*m.span()) for m in JOINED.finditer(b.text) if m[0].lower() in ours]
            for found in WORD.finditer(b.text):
                if any(found.start() in joined for joined in whole):
                    continue
                if found[0] in bad and not ("source" in b.around and found[0] in machine):
                    yield b, found, lambda word=found[0], lang=lang: f"“{word}” is in no dictionary ({suggested(word, lang)})"


def unused(blocks):
    """Words that no text has, or that the dictionary has itself."""
    for lang in DICTIONARY:
        used = {w for b in blocks if b.lang == lang for w in WORD.findall(b.text) + JOINED.findall(b.text)}
        used |= {w.lower() for w in used}
        ours = entries(f"{lang}.txt")
        for word in ours:
            if word not in used:
                yield f"{lang}.txt: {word}: in no text"
        yield from (f"{lang}.txt: {word}: in the dictionary" for word in set(ours) - unknown(ours, lang) if "-" not in word)
    used = {w for b in blocks for w in WORD.findall(b.text)}
    for name in ("names.txt", "typed.txt"):
        yield from (f"{name}: {word}: in no text" for word in entries(name) if word not in used)


# ---- Chosen forms, other languages' ways, English ----------------------------------------------------------

def chosen(blocks):
    forms = {unwanted: wanted for unwanted, wanted in lists("variants.txt")}
    for b in blocks:
        if b.lang != "nb" or b.text.startswith(NOT_OURS):
            continue
        for found in WORD.finditer(b.text):
            if found[0].lower() in forms:
                yield b, found, f"“{found[0]}”: we write “{forms[found[0].lower()]}”"


def loans(blocks):
    """Turns and words that are English under a Norwegian coat; `!` before a line of the list: right there."""
    allowed = [re.compile(line[1:].strip(), re.I) for line in entries("loans.txt") if line.startswith("!")]
    patterns = [(re.compile(rf"\b(?:{p})", re.I), w) for p, w in lists("loans.txt")]
    for b in blocks:
        if b.lang not in DICTIONARY or "source" in b.around:
            continue
        right = [range(*m.span()) for a in allowed for m in a.finditer(b.text)]
        for pattern, instead in patterns:
            for found in pattern.finditer(b.text):
                if not any(found.start() in place for place in right):
                    yield b, found, f"“{found[0]}”: {instead}"


def english(blocks):
    """English in a Norwegian text: words that the Norwegian dictionaries know, too, or that hide in quotations."""
    words = set(entries("english.txt"))
    right = {"nb": set(), "nn": {"same"}}  # «det same» is nynorsk
    for b in blocks:
        if b.lang in DICTIONARY and "source" not in b.around:
            for found in WORD.finditer(b.text):
                if found[0].lower() in words - right[b.lang]:
                    yield b, found, f"“{found[0]}” is English; mark it with its language, or say it in Norwegian"


# ---- How readers are addressed -------------------------------------------------------------------------

ONE = re.compile(r"\b(?:[Dd]u|[Dd]eg|[Dd]in|[Dd]itt|[Dd]ine)\b")
POLITE = re.compile(r"(?<=[a-zæøå,] )(?:De|Dem|Deres)\b")
SPEECH = re.compile(r"«[^»]*»|“[^”]*”")
TO_ONE = re.compile(r"(?:leader|missed)\.html$")       # pages for one: who leads, who was away
TITLES = re.compile(r"For (?:deg som (?:leder|leier)\b.*|den som leder For deg.*)|Var du borte\?")
ALONE = re.compile(r"\bEr du (?:alene|eneste|åleine|einaste)\b.*")  # a leader without colleagues, to the end


def address(blocks):
    right = entries("address.txt")
    titles = {b.text for b in blocks if TO_ONE.search(b.where) and "h1" in b.around}
    for b in blocks:
        if b.lang not in DICTIONARY or "source" in b.around or TO_ONE.search(b.where):
            continue
        if {"dialogue", "individual", "blockquote"} & b.around or "methods/" in b.where and "phases" in b.around:
            continue
        text = b.text
        for said in [*titles, *right]:
            text = text.replace(said, " " * len(said))
        for pattern in (SPEECH, TITLES, ALONE):
            text = pattern.sub(lambda m: " " * len(m[0]), text)
        for found in [*ONE.finditer(text), *POLITE.finditer(text)]:
            yield b, found, f"“{found[0]}”: the reader is a team, «dere»"


# ---- How heavy the pre-work is ---------------------------------------------------------------------------

def lix(steg, course):
    told = subprocess.run([steg, "stats", "--format", "json", course], capture_output=True, text=True, check=True).stdout
    for module in json.loads(told)["modules"]:
        for step in module["steps"]:
            if step["kind"] == "prework":
                yield step["page"], step["text"]["lix"]


# ---- The report -------------------------------------------------------------------------------------------

class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def of(self, question, places, faults):
        """A case for each place; the same fault on several pages is told where it comes first."""
        seen, bad = set(), collections.defaultdict(list)
        for b, found, why in faults:
            around = b.text[max(0, found.start() - AROUND):found.end() + AROUND]
            key = (found[0], around)
            if key not in seen:
                seen.add(key)
                bad[re.sub(r":\d+$", "", b.where)].append((b.where, around, why))
        told = 0
        for place in sorted(bad):
            for where, around, why in bad[place]:
                told += 1
                if told <= SHOWN:
                    print(f"failed: {question}: {where}: {why() if callable(why) else why}\n    … {around} …")
        if told > SHOWN:
            print(f"failed: {question}: … and {told - SHOWN} more")
        self.failed += len(bad)
        self.passed += len(set(places) - set(bad))

    def check(self, sentence, good, detail=""):
        self.passed += good
        self.failed += not good
        if not good:
            print(f"failed: {sentence}" + (f": {detail}" if detail else ""))


RULES = {"spelling": None, "chosen forms": chosen, "loans": loans, "English left over": english, "«dere»": address}


def rule(name, blocks, steg):
    return spelling(blocks, steg) if name == "spelling" else RULES[name](blocks)


# A rule that cannot fail proves nothing: each has a page with one fault, and one without.
FAULTS = {
    "spelling": ("<p>Dere skal samarbeiddde.</p>", '<p>Dere skal samarbeide om <em lang="en">learning</em>.</p>'),
    "chosen forms": ("<p>Legg det fram.</p>", "<p>Legg det frem.</p>"),
    "loans": ("<p>Vi fokuserer på lesing.</p>", "<p>Vi legger vekt på lesing.</p>"),
    "English left over": ("<p>Møtet and samtalen.</p>", '<p>Møtet <span lang="en">and</span> samtalen.</p>'),
    "«dere»": ("<p>Skriv ned det du mener.</p>",
               '<p>«Skriv det du mener», sier hun.</p><ol class="phases"><li><ul class="facts"><li>Hver for seg</li></ul>'
               "<p>Skriv det du mener.</p></li></ol>"),
}


def self_test(report, steg):
    for name, (bad, good) in FAULTS.items():
        for html, faults in ((bad, 1), (good, 0)):
            reader = pages.Reader("page.html")
            reader.feed(f'<html lang="nb"><body>{html}</body></html>')
            found = list(rule(name, reader.end(), steg))
            report.check(f"{name}: {faults} fault in {html}", len(found) == faults, f"{len(found)} found")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--unused"]
    steg, course, site = arguments
    blocks = [b for p in sorted(pathlib.Path(site).rglob("*.html")) for b in pages.blocks(site, p.relative_to(site).as_posix())]
    # What each page shows of the interface, and sheets repeat of steps, is told of the steps.
    blocks.sort(key=lambda b: bool(re.search(r"(print|cards|record|worksheet|runsheet|notesheet|missed|404)\.html", b.where)))
    blocks += sources.sources(ROOT, steg)
    if "--unused" in sys.argv:
        print("\n".join(unused(blocks)))
        return
    report = Report()
    self_test(report, steg)
    places = {re.sub(r":\d+$", "", b.where) for b in blocks}
    on_pages = {p for p in places if p.endswith(".html")}
    for name in RULES:
        report.of(name, places if name in ("spelling", "chosen forms") else on_pages, rule(name, blocks, steg))
    heavy = list(lix(steg, course))
    report.check("every module has pre-work", len(heavy) == len(list(pathlib.Path(course, "content").glob("[0-9]*-*"))))
    for page, value in heavy:
        report.check(f"LIX of {page} is from {LIX.start} to {LIX.stop - 1}", value in LIX, f"it is {value}")
    print(f"{report.passed} passed, {report.failed} failed, 0 skipped")
    sys.exit(report.failed > 0)


if __name__ == "__main__":
    main()
