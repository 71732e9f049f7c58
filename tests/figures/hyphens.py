#!/usr/bin/env python3
"""Where figures break long words, held against Debian's Norwegian dictionaries.

    tests/figures/hyphens.py build/tests/hyphens content

The program prints each word with "=" at a joint and "-" at the border of a syllable. The words are
those of sixteen letters and more of the course's texts. The dictionaries (hyphen-no) may not be
carried inside steg (see figure_hyphen.c), but they can say how often it is right.
"""
import pathlib
import re
import subprocess
import sys

PATTERNS = "/usr/share/hyphen/hyph_nb_NO.dic"
LETTERS = 16
PRECISION = .9  # of the joints, which are taken first; and of all places


def patterns():
    """Liang's patterns, as libhyphen reads them: letters with digits between them."""
    raw = pathlib.Path(PATTERNS).read_bytes()
    text = raw.decode("utf-8" if raw.startswith(b"UTF-8") else "latin-1")
    found = {}
    for line in text.splitlines()[1:]:
        line = line.split("%")[0].strip().split("/")[0]
        if not line or re.match(r"[A-Z]", line):
            continue
        letters = re.sub(r"\d", "", line)
        values = [int(v or 0) for v in re.split(r"[^\d]", line)]
        found[letters] = values
    return found


def places(word, known):
    dotted, points = f".{word}.", [0] * (len(word) + 3)
    for start in range(len(dotted)):
        for end in range(start + 1, min(len(dotted), start + 30) + 1):
            for i, v in enumerate(known.get(dotted[start:end], ())):
                points[start + i] = max(points[start + i], v)
    return {i for i in range(2, len(word) - 1) if points[i + 1] % 2}


def ours(marked):
    joints, borders, at = set(), set(), 0
    for c in marked:
        if c == "=":
            joints.add(at)
        elif c == "-":
            borders.add(at)
        else:
            at += 1
    return joints, borders


def main():
    program, content = sys.argv[1:3]
    if not pathlib.Path(PATTERNS).exists():
        print("skipped: Debian's hyphenation is not here: apt-get install hyphen-no")
        print("0 passed, 0 failed, 1 skipped")
        return
    text = "\n".join(p.read_text() for p in sorted(pathlib.Path(content).rglob("*.md")) if ".nn." not in p.name)
    words = sorted({w.lower() for w in re.findall(r"[A-Za-zÆØÅæøåé]{%d,}" % LETTERS, text)})
    marked = subprocess.run([program], input="\n".join(words), capture_output=True, text=True, check=True).stdout.split()
    known, joint, right_joint, all_, right, without = patterns(), 0, 0, 0, 0, []
    for word, m in zip(words, marked):
        theirs = places(word, known)
        joints, borders = ours(m)
        joint, right_joint = joint + len(joints), right_joint + len(joints & theirs)
        all_, right = all_ + len(joints | borders), right + len((joints | borders) & theirs)
        wrong = (joints | borders) - theirs
        if "-v" in sys.argv and wrong:
            print(m, "".join(c + ("-" if i + 1 in theirs else "") for i, c in enumerate(word)))
        if not joints | borders:
            without.append(word)
    good = [right_joint >= PRECISION * joint, right >= PRECISION * all_, not without]
    print(f"{len(words)} words; joints {right_joint} of {joint} as in the dictionary, all places {right} of {all_}; "
          f"without a place: {', '.join(without) or 'none'}")
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed, 0 skipped")
    sys.exit(not all(good))


main()
