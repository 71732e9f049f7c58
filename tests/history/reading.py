"""A built site's pages as they read: a line for each heading, paragraph and fact.

    site = Site(folder, what_steg_said)
    site.read("changes.html")   lines from the h1 on: "# heading", "- item", "> folded", {+added+}, [-taken out-]
    site.words("changes.html")  the changes that a list names
"""
import html.parser
import os
import re


class Reader(html.parser.HTMLParser):
    """The text of <main>, after the breadcrumbs."""
    BLOCKS = {"h1": "# ", "h2": "## ", "p": "", "li": "- ", "summary": "> "}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.on, self.hidden, self.folded = [], False, [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "main":
            self.on = True
        if tag in ("br", "img", "input", "meta", "link"):
            return
        if tag in ("nav", "template") or "unseen" in (attrs.get("class") or "").split():
            self.hidden.append(tag)
        elif self.hidden:
            self.hidden.append(None)
        if not self.on or self.hidden:
            return
        self.folded += tag == "details"
        if tag in self.BLOCKS and not (tag == "p" and self.lines and self.lines[-1].strip() == "-"):
            self.lines.append(("  " if self.folded and tag != "summary" else "") + self.BLOCKS[tag])
        if tag in ("ins", "del"):
            self.put("{+" if tag == "ins" else "[-")

    def handle_endtag(self, tag):
        if self.hidden:
            self.hidden.pop()
            return
        if tag == "main":
            self.on = False
        if self.on and tag in ("ins", "del"):
            self.put("+}" if tag == "ins" else "-]")
        self.folded -= self.on and tag == "details"

    def put(self, text):
        if self.lines:
            self.lines[-1] += text

    def handle_data(self, text):
        if self.on and not self.hidden:
            self.put(re.sub(r"\s+", " ", text))


class Site:
    def __init__(self, root, said):
        self.root, self.said = root, said

    def raw(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as f:
            return f.read()

    def read(self, path):
        reader = Reader()
        reader.feed(self.raw(path))
        lines = [re.sub(r"(- |> |\{\+|\[-) +", r"\1", line.rstrip()) for line in reader.lines]
        return [line if line.startswith("  ") else line.strip() for line in lines if line.strip() not in ("", "-")]

    def has(self, path):
        return os.path.exists(os.path.join(self.root, path))

    def files(self):
        return sorted(os.path.relpath(os.path.join(d, f), self.root) for d, _, fs in os.walk(self.root) for f in fs
                      if "/.steg" not in d)

    def words(self, path):
        """The changes that a list names, in order."""
        return re.findall(r'class="change-words">(?:<a [^>]*>)?([^<]*)', self.raw(path))
