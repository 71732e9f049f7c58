"""What a reader meets on a built page: its text, block by block, each in the language it is in.

    for block in blocks(site, "module/index.html"):    block.where, .lang, .text, .around

A block is what stands between two breaks on the page: a paragraph, a point, a heading, a cell, a
label. What has no language is left out: code, addresses, works, words drawn into figures (a figure
has them as text, too). `around` is the tags and classes that enclose it, for rules that hold in
some places only; `individual` is among them inside a phase where each works alone.
"""
import html.parser
import pathlib
from dataclasses import dataclass

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
INLINE = {"a", "abbr", "b", "bdi", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub",
          "sup", "time", "u"}
SILENT = {"script", "style", "code", "pre", "kbd", "samp", "text"}  # text: in a drawing
WORKS = {"cite", "entry"}  # a work in a sentence, and in a list
SPOKEN = ("title", "alt", "aria-label", "placeholder", "content")  # attributes that are read
ALONE = {"Hver for seg", "Kvar for seg"}


@dataclass
class Block:
    where: str
    lang: str
    text: str
    around: frozenset


class Reader(html.parser.HTMLParser):
    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.page, self.blocks, self.open = page, [], []  # open: (tag, lang, around, silent)
        self.runs, self.around, self.closed = [], frozenset(), False

    def now(self):
        return self.open[-1][1:] if self.open else ("", frozenset(), False)

    def say(self, lang, text, around):
        text = " ".join(text.split())
        if text:
            self.blocks.append(Block(self.page, lang, text, around))

    def end_block(self):
        runs, self.runs = self.runs, []
        for lang in dict.fromkeys(lang for lang, _ in runs):  # a word in English leaves a gap in the others
            self.say(lang, "".join(text if its == lang else " … " for its, text in runs), self.around)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        lang, around, silent = self.now()
        classes = (attributes.get("class") or "").split()
        inner = (attributes.get("lang") or lang, around | {tag, *classes},
                 silent or tag in SILENT or bool(WORKS & set(classes)))
        if tag not in INLINE:
            self.end_block()
        elif self.runs and (inner[2] and not silent):
            self.runs.append((lang, " … "))
        elif self.runs and self.closed:  # two labels side by side are two words
            self.runs.append((lang, " "))
        self.closed = False
        if not inner[2]:
            for name in SPOKEN:
                if name == "content" and attributes.get("name") != "description":
                    continue
                if name != "title" or "term" not in classes:  # a term's title is the glossary's text, without languages
                    self.say(inner[0], attributes.get(name) or "", inner[1] | {name})
        if tag not in VOID:
            self.open.append((tag, *inner))

    def handle_endtag(self, tag):
        if tag in VOID or not any(t == tag for t, *_ in self.open):
            return
        if tag not in INLINE:
            self.end_block()
        while self.open.pop()[0] != tag:
            pass
        self.closed = True

    def handle_data(self, data):
        lang, around, silent = self.now()
        self.closed = False
        if silent:
            return
        if not self.runs:
            self.around = around
        if data.strip() in ALONE:  # from here to the end of the phase
            for i in reversed(range(len(self.open))):
                tag, *rest = self.open[i]
                if tag == "li" and i and "phases" in rest[1] and self.open[i - 1][0] == "ol":
                    self.open[i] = (tag, rest[0], rest[1] | {"individual"}, rest[2])
        self.runs.append((lang, data))

    def end(self):
        self.close()
        self.end_block()
        return self.blocks


def blocks(site, page):
    reader = Reader(page)
    reader.feed(pathlib.Path(site, page).read_text(encoding="utf-8"))
    return reader.end()
