"""Norwegian that stands in the repository and on no page of the course: guides, starters, the words of
the interface, messages with their explanations, the manual.

    for block in sources(root, steg):     pages.Block, `where` with the line

Code, keys, addresses and identifiers are left out.
"""
import pathlib
import re
import subprocess

from pages import Block

MARK = " … "  # where something was left out
CODE = re.compile(r"`[^`]*`")
TARGET = re.compile(r"\]\([^)]*\)|\]\[[^]]*\]|<[^>]*>|https?://\S+|\{\{[^}]*\}\}|\{[^}]*\}|&[a-z]+;|\$\w+")
ENGLISH = re.compile(r"\[([^]]*)\]\{lang=en\}")
# What a word in a source may be besides Norwegian: something one types.
TYPED = re.compile(r"\b(?:git [a-z]+(?: [a-z.]+)?|steg new \w+ \S+)"  # git fetch
                   r"|(?<!\w)--?[a-z][\w-]*"                       # --lang
                   r"|[\w-]*/[\w./-]+|\b[A-Za-z]\w*(?:\.[a-z]\w+)+\b"  # content/index.md, course.yml
                   r"|\b[a-z]+(?:-[a-z]+)*="                      # aria-current=
                   r"|\b[a-z]+_[a-z_]+\b"                         # review_by
                   r"|\b[a-z][a-z-]*:(?=\s|$|,|\.)"               # minutes:
                   r"|“[^”]*”")


def prose(text):
    text = ENGLISH.sub(MARK, text)
    return TYPED.sub(MARK, TARGET.sub(lambda m: "]" if m[0][0] == "]" else MARK, CODE.sub(MARK, text)))


def block(path, number, text, lang="nb"):
    return Block(f"{path}:{number}", lang, " ".join(prose(text).split()), frozenset({"source"}))


VALUE = re.compile(r"^(\s*(?:- )?)([\w.-]+):(?:\s+(.*)|)$")
IDENTIFIER = re.compile(r"^[\"']?[a-z0-9_./-]*[\"']?$")


def yaml_line(line):
    """The words of a line of YAML: a comment, or what stands behind the key."""
    comment = ""
    if re.match(r"\s*#", line):
        comment, line = re.sub(r"^\s*#+\s?", "", line), ""
        inner = VALUE.match(comment)  # `# draft: true`, to be switched on
        if inner and re.fullmatch(r"[a-z_]+", inner[2]):
            comment, line = "", comment
    found = VALUE.match(line)
    value = (found[3] or "") if found else line.strip()
    if found and (IDENTIFIER.match(value.split(" #")[0].strip()) or found[2] in ("terms", "modules", "run", "if")):
        value = ""
    return f"{comment} {value}".strip()


def markdown(path, lines):
    """Text and, between fences and lines of ---, code and YAML. In the author guides a fence of
    Markdown or YAML is an example that is copied, and is read as such."""
    guide = "forfatter" in str(path)
    state, fence = "text", ""
    for number, line in enumerate(lines, 1):
        opened = re.match(r"\s*(`{3,}|~{3,})\s*(\w*)", line)
        if opened and state != "code" and not fence:
            fence = opened[1]
            state = {"markdown": "text", "yaml": "yaml"}.get(opened[2], "code") if guide else "code"
        elif fence and line.strip() == fence:
            state, fence = "text", ""
        elif line.rstrip() == "---" and state != "code":
            state = "text" if state == "yaml" else "yaml"
        elif state == "text":
            yield number, re.sub(r"^\s*:{3,}\s*[a-z]*|\[-?@[^]]*\]|\[![A-Z]+\]|<!-- Made by .*", " ", line)
        elif state == "yaml":
            yield number, yaml_line(line)


def in_nynorsk(lines):
    """The numbers of the lines in fences that show a file in nynorsk: 1-samtale.nn.md."""
    inside, found = "", set()
    for number, line in enumerate(lines, 1):
        fence = re.match(r"(`{3,}).*", line)
        if fence:
            inside = "" if inside else line
        elif re.search(r"\.nn\.\w+$", inside):
            found.add(number)
    return found


def mdoc(lines):
    """The manual: lines of text, headings, and what stands in quotation marks."""
    for number, line in enumerate(lines, 1):
        macro = re.match(r"\.(\S+)\s*(.*)", line)
        if not macro:
            text = line
        elif macro[1] in ("Sh", "Ss"):
            text = "" if re.fullmatch(r"[a-z\\-]+", macro[2]) else macro[2].capitalize()
        elif macro[1] in ("It", "Nd"):
            text = " ".join(re.findall(r'"([^"]*)"', macro[2]))
        else:
            text = ""
        yield number, re.sub(r"\\\(dq|\\&|\\f.", "", text).replace("\\-", "-").replace("\\(en", "–")


def explained(steg):
    """What steg explain says of each message, without the examples, which are indented."""
    listed = subprocess.run([steg, "explain", "--lang", "nb"], capture_output=True, text=True, check=True).stdout
    for name in re.findall(r"^  ([a-z][a-z0-9-]+) ", listed, re.M):
        told = subprocess.run([steg, "explain", name, "--lang", "nb"], capture_output=True, text=True, check=True).stdout
        for number, line in enumerate(told.split("\n")[1:], 2):
            if not line.startswith("    "):
                yield f"steg explain {name}", number, line


def sources(root, steg):
    root = pathlib.Path(root)
    for path in [*sorted(root.glob("docs/forfatter/*.md")), *sorted(root.glob("docs/*.nb.md")), root / "docs/questions.md"]:
        if path.exists():
            name, lines = path.relative_to(root), path.read_text(encoding="utf-8").split("\n")
            nynorsk = in_nynorsk(lines)
            yield from (block(name, n, text, "nn" if n in nynorsk else "nb") for n, text in markdown(name, lines))
    for path in sorted(root.glob("starters/nb/**/*")):
        if path.suffix not in (".md", ".yml") or path.name == "literature.yml":
            continue
        name, lines = path.relative_to(root), path.read_text(encoding="utf-8").split("\n")
        if path.suffix == ".md":
            read = markdown(name, lines)
        else:  # of what a machine runs, the comments
            read = ((n, yaml_line(t)) for n, t in enumerate(lines, 1) if "ci" not in path.parts or re.match(r"\s*#", t))
        yield from (block(name, n, text) for n, text in read)
    for lang in ("nb", "nn"):
        for number, line in enumerate((root / f"layouts/i18n/{lang}.yml").read_text(encoding="utf-8").split("\n"), 1):
            found = re.match(r'[a-z_0-9]+: "(.*)"', line)
            text = found[1] if found else re.sub(r"^#", "", line) if line.startswith("#") else ""
            yield Block(f"layouts/i18n/{lang}.yml:{number}", lang, prose(text), frozenset({"source"}))
    for number, line in enumerate((root / "docs/messages.md").read_text(encoding="utf-8").split("\n"), 1):
        found = re.match(r"- Norsk: (.*)|\*([^*]+)\*$", line)
        if found:
            yield block("docs/messages.md", number, (found[1] or found[2]).replace("*", ""))
    for name, number, line in explained(steg):
        yield block(name, number, line)
    for path in sorted(root.glob("man/nb/*/*")):
        name = path.relative_to(root)
        yield from (block(name, n, text) for n, text in mdoc(path.read_text(encoding="utf-8").split("\n")))
