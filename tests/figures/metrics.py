#!/usr/bin/python3
"""How wide letters are at most: generator/course/figure_metrics.c, made from fonts of Debian's.

    tests/figures/metrics.py --write    makes the table anew
    tests/figures/metrics.py            tells which font is wider than the table, and fails then

A figure's lines are broken when the site is built, and shown in whatever sans font the reader has.
So each letter counts as wide as in the widest of many: DejaVu is of Verdana's width, Liberation of
Arial's, Cantarell, Inter, Lato, Noto, Open Sans and Roboto are the faces that systems of today use
or that theirs resemble (Segoe UI, San Francisco). Kerning brings letters nearer, hardly ever apart.
"""
import logging
import pathlib
import subprocess
import sys

from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.ERROR)
ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "generator/course/figure_metrics.c"
FIRST, LAST = 0x20, 0x17F
BEYOND = [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026,
          0x2190, 0x2191, 0x2192, 0x2193, 0x2212]
FACES = {  # family: files of the regular and the bold face; semibold counts as bold
    "DejaVu Sans": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
    "Liberation Sans": ("liberation2/LiberationSans-Regular.ttf", "liberation2/LiberationSans-Bold.ttf"),
    "Noto Sans": ("noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"),
    "Roboto": ("RobotoTTF/Roboto-Regular.ttf", "RobotoTTF/Roboto-Bold.ttf"),
    "Open Sans": ("open-sans/OpenSans-Regular.ttf", "open-sans/OpenSans-Bold.ttf"),
    "Lato": ("lato/Lato-Regular.ttf", "lato/Lato-Bold.ttf"),
    "Cantarell": ("cantarell/Cantarell-Regular.otf", "cantarell/Cantarell-Bold.otf"),
    "Inter": ("inter/Inter-Regular.otf", "inter/Inter-Bold.otf"),
}


def installed():
    out = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True)
    return sorted(set(out.stdout.split()))


def advances(path):
    font = TTFont(path, lazy=True)
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    em = font["head"].unitsPerEm
    return {r: -(-1000 * widths[glyphs[r]][0] // em)
            for r in [*range(FIRST, LAST + 1), *BEYOND] if r in glyphs and not 0x7F <= r < 0xA0}


def measure():
    """Per weight, letter by letter, the widest; and what each face has."""
    files, faces = installed(), {}
    for family, ends in FACES.items():
        for bold, end in enumerate(ends):
            found = [f for f in files if f.endswith("/" + end)]
            if found:
                faces[family, bold] = advances(found[0])
    return faces


def widest(faces):
    table = [{}, {}]
    for (_, bold), widths in faces.items():
        for rune, w in widths.items():
            table[bold][rune] = max(w, table[bold].get(rune, 0))
    return table


def written():
    """The table as it stands in the C file: lines of numbers after "regular" and "bold"."""
    text = TABLE.read_text()
    tables = []
    for name in ("regular", "bold"):
        body = text.split(f"static const uint16_t {name}[")[1].split("{", 1)[1].split("}")[0]
        numbers = [int(n) for n in body.replace("\n", " ").split(",") if n.strip()]
        tables.append(dict(zip([*range(FIRST, LAST + 1), *BEYOND], numbers)))
    return tables


def rows(widths):
    numbers = [widths.get(r, 0) for r in [*range(FIRST, LAST + 1), *BEYOND]]
    lines = [numbers[i:i + 16] for i in range(0, len(numbers), 16)]
    return "\n".join("    " + ", ".join(str(n) for n in line) + "," for line in lines)


def write(table):
    beyond = ", ".join(f"0x{r:04X}" for r in BEYOND)
    TABLE.write_text(f"""/* Made by tests/figures/metrics.py --write; not by hand.
 *
 * How wide a letter is at most, in thousandths of the font's size: the widest of {', '.join(FACES)}. */
#include "course/figure_internal.h"

#define FIRST 0x{FIRST:X}
#define LAST 0x{LAST:X}

/* clang-format off */
static const uint16_t beyond[] = {{{beyond}}};

/* FIRST to LAST, then those of `beyond`; 0: not known. */
static const uint16_t regular[] = {{
{rows(table[0])}
}};
static const uint16_t bold[] = {{
{rows(table[1])}
}};
/* clang-format on */

unsigned figure_advance(uint32_t rune, bool is_bold)
{{
    const uint16_t *table = is_bold ? bold : regular;
    uint16_t width = 0;
    if (rune >= FIRST && rune <= LAST) width = table[rune - FIRST];
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
        if (rune == beyond[i]) width = table[LAST - FIRST + 1 + i];
    return width ? width : FIGURE_ADVANCE_UNKNOWN;
}}
""")


def check(faces):
    table, wider = written(), 0
    for (family, bold), widths in faces.items():
        bad = [r for r, w in widths.items() if w > table[bold].get(r, 0)]
        wider += bool(bad)
        for r in bad[:5]:
            print(f"{family}{' bold' if bold else ''}: {chr(r)!r} is {widths[r]}, the table says {table[bold].get(r, 0)}")
    return wider


def main():
    faces = measure()
    if "--write" in sys.argv:
        missing = [f for f in FACES if (f, 0) not in faces or (f, 1) not in faces]
        if missing:
            sys.exit("not installed: " + ", ".join(missing))
        write(widest(faces))
        return
    failed = check(faces)
    skipped = 2 * len(FACES) - len(faces)
    print(f"{len(faces) - failed} passed, {failed} failed, {skipped} skipped")
    sys.exit(failed > 0)


main()
