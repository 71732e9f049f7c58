"""What is read, or carried out without a server: the two pages of documentation, web.config, the policy in the header
beside those in the pages, and the files for GitHub and GitLab."""
import html
import os
import re
import shutil
import subprocess
import textwrap
import xml.etree.ElementTree as xml

import checks
import course
from checks import equal

DOCS = ("hosting.md", "hosting.nb.md")


def fenced(doc, name):
    """The lines of the fenced block below <!-- name -->."""
    found = re.search(rf"<!-- {re.escape(name)} -->\n```[a-z]*\n(.*?)```", doc.read_text(), re.S)
    if not found:
        raise AssertionError(f"{doc.name} has no block {name}")
    return found[1].splitlines()


# ---- The documentation ------------------------------------------------------------------------------------------------


def says_what_files_say(doc, folder):
    text = doc.read_text()
    linked = set(re.findall(r"\]\(hosting/([^)]+)\)", text))
    there = {p.name for p in folder.iterdir()}
    equal(linked, there, "files that are linked, and those that are there")
    shown = re.findall(r"<!-- hosting/(\S+) -->", text)
    for name in shown:
        block = "\n".join(fenced(doc, f"hosting/{name}"))
        if block not in (folder / name).read_text():
            raise AssertionError(f"what stands in {doc.name} is not in hosting/{name}")
    for header, value in checks.HEADERS.items():
        if f"| `{header}` | `{value}` |" not in text:
            raise AssertionError(f"{header}: {value}")
    for value in (checks.FOREVER, "public, max-age=0, s-maxage=300, must-revalidate"):
        if f"`{value}`" not in text:
            raise AssertionError(value)
    if "style-0b54726304408f7c.css" not in text or not checks.NAMED.fullmatch("assets/style-0b54726304408f7c.css"):
        raise AssertionError("the example of a name")


def same_in_both(docs):
    blocks = [re.findall(r"^```[a-z]*\n(.*?)^```", d.read_text(), re.S | re.M) for d in docs]
    equal(blocks[0], blocks[1], "blocks")
    shapes = [re.findall(r"^#+ ", d.read_text(), re.M) for d in docs]
    equal(shapes[0], shapes[1], "headings")
    for doc in docs:
        text = doc.read_text()
        anchors = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", text, re.M)}
        equal(set(re.findall(r"\]\(#([^)]+)\)", text)) - anchors, set(), f"{doc.name}: links to headings that are not there")
        for name in re.findall(r"\]\(((?!hosting/)[a-z.]+\.md)\)", text):
            equal((doc.parent / name).exists(), True, name)


def rules(text):
    """The lines of a snippet without indentation, comments and what belongs to the folder it is shown in."""
    lines = (line.strip() for line in text.replace("/kurs/404.html", "/404.html").replace("/kurs/(v/", "/(v/").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def twins_agree(folder):
    """The snippets for a host and for a folder differ in nothing but where they are."""
    def between(name, first, last):
        lines = rules((folder / name).read_text())
        return lines[lines.index(first):lines.index(last) + 1]

    first, last = "types {", "error_log /var/log/nginx/kurs.log crit;"
    equal(between("nginx.conf", first, last), between("nginx-subfolder.conf", first, last), "nginx")
    head = [line for line in rules((folder / "nginx.conf").read_text()) if line.startswith('"~^(200')]
    equal(head, [line for line in rules((folder / "nginx-subfolder.conf").read_text()) if line.startswith('"~^(200')], "nginx")
    first = "Options -Indexes -MultiViews"
    last = f'Header always set Permissions-Policy "{checks.HEADERS["Permissions-Policy"]}"'
    for other in ("apache-subfolder.conf", "htaccess"):
        equal(between("apache.conf", first, last), between(other, first, last), other)


# ---- Types ------------------------------------------------------------------------------------------------------------


def kinds_in_code(root):
    """{ending: type or None}: what steg itself publishes or knows."""
    step = (root / "generator/site/page_step.c").read_text()
    media = dict(re.findall(r'\{"(\w+)", "([a-z]+/[\w+-]+)", PRESENTATION_IS', step))
    theme = (root / "generator/site/theme.c").read_text()
    endings = re.findall(r'"(\w+)"', re.search(r"endings\[\] = \{(.*?)\};", theme, re.S)[1])
    images = re.search(r"enum image_kind \{(.*?)\}", (root / "generator/parts/image.h").read_text())[1]
    pictures = [name.lower() for name in re.findall(r"IMAGE_(\w+)", images) if name != "UNKNOWN"]
    if len(media) < 5 or len(endings) < 4 or len(pictures) < 4:
        raise AssertionError(f"not found in the code: {media}, {endings}, {pictures}")
    return {**dict.fromkeys(endings + pictures + ["vtt", "html"]), **media}


def types_are_all(root):
    for ending, kind in kinds_in_code(root).items():
        if ending == "md":
            continue  # published as a page
        if ending not in course.TYPES:
            raise AssertionError(f".{ending} has no type")
        if kind:
            equal(course.TYPES[ending].split(";")[0], kind, ending)


# ---- IIS --------------------------------------------------------------------------------------------------------------


def iis(text):
    server = xml.fromstring(text.encode()).find("system.webServer")
    static = list(server.find("staticContent"))
    types, removed = {}, set()
    for e in static:
        ending = (e.get("fileExtension") or "")[1:]
        if e.tag == "remove":
            removed.add(ending)
        elif e.tag == "mimeMap":
            equal((ending in removed, ending in types), (True, False), f".{ending} is removed before it is set, and set once")
            types[ending] = e.get("mimeType")
    equal(types, course.TYPES, "types")
    equal(static[-1].attrib, {"cacheControlMode": "DisableCache"}, "clientCache")
    headers = {e.get("name"): e.get("value") for e in server.find("httpProtocol/customHeaders") if e.tag == "add"}
    equal(headers, checks.HEADERS, "headers")
    gone = [e.get("name") for e in server.find("httpProtocol/customHeaders") if e.tag == "remove"]
    equal(sorted(gone), sorted([*headers, "X-Powered-By"]), "headers that are removed first")
    for status in ("403", "404"):
        page = [e.attrib for e in server.find("httpErrors") if e.tag == "error" and e.get("statusCode") == status]
        equal(page, [{"statusCode": status, "prefixLanguageFilePath": "", "path": "404.html", "responseMode": "File"}], status)
        if status not in [e.get("statusCode") for e in server.find("httpErrors") if e.tag == "remove"]:
            raise AssertionError(f"{status} is not removed first")
    equal(server.find("directoryBrowse").get("enabled"), "false", "lists of folders")
    equal([e.get("value") for e in server.find("defaultDocument/files") if e.tag == "add"], ["index.html"], "index")
    hidden = [e.get("segment") for e in server.find("security/requestFiltering/hiddenSegments") if e.tag == "add"]
    equal(hidden, [".steg"], "hidden")


# ---- The policy in the header, and those in the pages -----------------------------------------------------------------


def directives(policy):
    words = (part.split() for part in policy.split(";") if part.strip())
    return {w[0]: w[1:] for w in words}


def header_takes_nothing_from_pages(headers, site):
    """Whatever a page's own policy and frames allow, the headers allow too: browsers follow both."""
    head = directives(headers["Content-Security-Policy"])
    denied = set(re.findall(r"([\w-]+)=\(\)", headers["Permissions-Policy"]))
    films = 0
    for page in sorted(site.rglob("*.html")):
        text = page.read_text()
        metas = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        equal(len(metas), 1, f"policies in {page.name}")
        own = directives(html.unescape(metas[0]))
        for name, sources in own.items():
            allowed = head.get(name, head.get("default-src") if name.endswith("-src") else None)
            if allowed is not None and sources != ["'none'"] and not set(sources) <= set(allowed):
                raise AssertionError(f"{page.name}: {name} {sources}; the header allows {allowed}")
        films += "frame-src" in own
        for frame in re.findall(r"<iframe [^>]*>", text):
            equal('referrerpolicy="strict-origin-when-cross-origin"' in frame, True, f"{page.name}: its player is told who asks")
            asked = set(re.search(r'allow="([^"]*)"', frame)[1].replace(";", " ").split()) | {"fullscreen"}
            equal(asked & denied, set(), f"{page.name}: what players ask for and the header denies")
    if not films:
        raise AssertionError("no page has a film from elsewhere")
    for name in ("script-src", "frame-ancestors"):
        equal(head.get(name), ["'self'"], name)


# ---- GitHub and GitLab ------------------------------------------------------------------------------------------------


def well_formed(work):
    """A function that takes YAML and raises what is wrong, by libyaml."""
    program = work / "yaml"
    source = os.path.join(os.path.dirname(__file__), "yaml.c")
    subprocess.run([os.environ.get("CC", "gcc"), "-o", str(program), source, "-lyaml"], check=True)

    def read(text):
        done = subprocess.run([str(program)], input=text, capture_output=True, text=True)
        if done.returncode or "\t" in text:
            raise AssertionError(done.stdout or "a tab")
    return read


def script(text):
    """The lines of `script:`."""
    lines = re.search(r"^  script:\n((?:    - .*\n)+)", text, re.M)[1]
    return [line[6:] for line in lines.splitlines()]


def pages_job(text, site, work):
    """What the job makes of the branch: the site, and nothing of the branch's own."""
    branch = work / "branch"
    shutil.rmtree(branch, ignore_errors=True)
    shutil.copytree(site, branch)
    course.write(branch, ".gitlab-ci.yml", text)
    course.write(branch, "public/index.html", "a module that is called public")
    course.git(branch, "init", "-q")
    done = subprocess.run(["bash", "-euc", "\n".join(script(text))], cwd=branch, capture_output=True, text=True)
    equal(done.returncode, 0, done.stderr)
    public = branch / "public"
    equal(sorted(p.name for p in public.iterdir() if p.name.startswith(".")), [], "hidden names")
    equal((public / "public/index.html").read_text(), "a module that is called public")
    for page in site.rglob("*"):
        name = page.relative_to(site)
        if page.is_file() and not str(name).startswith("."):
            equal((public / name).read_bytes(), page.read_bytes(), str(name))
            packed = page.suffix in (".html", ".css", ".js", ".svg", ".vtt")
            equal((public / f"{name}.gz").exists(), packed, f"{name}.gz")


def whole_history(text, steg, root, work):
    """The command builds a whole clone, and refuses one that was cut: so the file must ask for all of it."""
    if not re.search(r'^ *(fetch-depth: 0|GIT_DEPTH: "0")( |$)', text, re.M):
        raise AssertionError("it does not ask for the whole history")
    command = re.search(r"/tmp/steg/build/steg (build .*)", text)[1]
    source = work / "written"
    if not source.exists():
        shutil.copytree(root / "content", source / "content")
        course.keep(source, "first")
        (source / "content" / "om-kurset.md").open("a").write("\nMer.\n")
        course.git(source, "commit", "-qam", "More")
    for depth, status in (([], 0), (["--depth", "1"], 1)):
        clone = work / "cloned"
        shutil.rmtree(clone, ignore_errors=True)
        course.git(work, "clone", "-q", *depth, f"file://{source}", str(clone))
        words = command.replace("/tmp/site", str(work / "cloned-site")).split()
        done = subprocess.run([steg, *words, "--lang", "en"], cwd=clone, capture_output=True, text=True)
        said = done.stdout + done.stderr
        equal(done.returncode, status, f"{depth}: {said}")
        equal("[git-shallow]" in said, status == 1, f"{depth}: {said}")


# ---- All --------------------------------------------------------------------------------------------------------------


def fails(f):
    """The opposite: f must raise."""
    def opposite():
        try:
            f()
        except Exception:
            return
        raise AssertionError("nothing is said")
    return opposite


def edited(text, stands, instead):
    if stands not in text:
        raise SystemExit(f"“{stands}” does not stand there")
    return text.replace(stands, instead)


BROKEN_IIS = [
    ("</system.webServer>", ""),
    ('<mimeMap fileExtension=".webp" mimeType="image/webp" />', ""),
    ('<remove fileExtension=".js" />', ""),
    ('mimeType="text/css; charset=utf-8"', 'mimeType="text/css"'),
    ('<add segment=".steg" />', ""),
    ('path="404.html"', 'path="/404.html"'),
    ('directoryBrowse enabled="false"', 'directoryBrowse enabled="true"'),
    ('value="nosniff"', 'value="sniff"'),
    ('<remove name="Referrer-Policy" />', ""),
    ('cacheControlMode="DisableCache"', 'cacheControlMode="UseMaxAge"'),
]
BROKEN_HEADERS = [
    {"Content-Security-Policy": "default-src 'self'; script-src 'self'; frame-ancestors 'self'"},
    {"Content-Security-Policy": "script-src 'none'; frame-ancestors 'self'"},
    {"Content-Security-Policy": "script-src 'self'; frame-src 'self'; frame-ancestors 'self'"},
    {"Content-Security-Policy": "script-src 'self'; media-src 'self'; frame-ancestors 'self'"},
    {"Content-Security-Policy": "script-src 'self'"},
    {"Permissions-Policy": "camera=(), fullscreen=()"},
]


def read(tally, root, steg, sites, work):
    folder = root / "docs/hosting"
    docs = [root / "docs" / name for name in DOCS]
    if tally.wanted("docs"):
        for doc in docs:
            tally.holds(f"docs: {doc.name} says what the files say, and names each", lambda: says_what_files_say(doc, folder))
        tally.holds("docs: the two languages have the same blocks and headings, and links that lead somewhere", lambda: same_in_both(docs))
        tally.holds("docs: snippets for a host and for a folder differ in nothing else", lambda: twins_agree(folder))
        tally.holds("docs: every kind of file that steg knows has a type", lambda: types_are_all(root))
        bad = work / "bad"
        shutil.copytree(root / "docs", bad)
        (bad / "hosting/upload.sh").unlink()
        tally.holds("docs: a link to a file that is not there is noticed",
                    fails(lambda: says_what_files_say(bad / "hosting.md", bad / "hosting")))
        page = bad / "hosting.nb.md"
        page.write_text(edited(page.read_text(), "gzip -9", "gzip -8"))
        tally.holds("docs: a block that only one language has is noticed", fails(lambda: same_in_both([bad / n for n in DOCS])))
        snippet = bad / "hosting/htaccess"
        snippet.write_text(edited(snippet.read_text(), "nosniff", "sniff"))
        tally.holds("docs: snippets that differ are noticed", fails(lambda: twins_agree(bad / "hosting")))
    if tally.wanted("policy"):
        tally.holds("policy: the headers take nothing from any page, nor from its films",
                    lambda: header_takes_nothing_from_pages(checks.HEADERS, sites[""]))
        for change in BROKEN_HEADERS:
            tally.holds(f"policy: {change} is noticed",
                        fails(lambda: header_takes_nothing_from_pages({**checks.HEADERS, **change}, sites[""])))
    if tally.wanted("iis"):
        text = (folder / "web.config").read_text()
        tally.holds("iis: web.config is XML, with a type for each kind of file, the headers, the 404 page", lambda: iis(text))
        for stands, instead in BROKEN_IIS:
            tally.holds(f"iis: “{instead}” for “{stands}” is noticed", fails(lambda: iis(edited(text, stands, instead))))
    if tally.wanted("git"):
        ci(tally, root, steg, sites, work, folder)


def ci(tally, root, steg, sites, work, folder):
    yaml = well_formed(work)
    for path in sorted(folder.glob("*.yml")):
        tally.holds(f"git: {path.name} is YAML", lambda: yaml(path.read_text()))
    tally.holds("git: what is no YAML is noticed", fails(lambda: yaml("a: b: c\n")))
    for name in ("github-check.yml", "gitlab-check.yml"):
        text = (folder / name).read_text()
        tally.holds(f"git: {name} builds with the whole history, and must", lambda: whole_history(text, steg, root, work))
        shallow = re.sub(r'fetch-depth: 0|GIT_DEPTH: "0"', "depth: 1", text)
        tally.holds(f"git: {name} without it is noticed", fails(lambda: whole_history(shallow, steg, root, work)))
    pages = (folder / "gitlab-pages.yml").read_text()
    tally.holds("git: GitLab's job shows the branch's site, and nothing else of the branch", lambda: pages_job(pages, sites[""], work))
    for stands, instead in (("cp -R -- *", "cp -R -- . "), ("rm -rf public", "true"), ("html\\|css", "css")):
        tally.holds(f"git: “{instead}” for “{stands}” is noticed",
                    fails(lambda: pages_job(edited(pages, stands, instead), sites[""], work)))
