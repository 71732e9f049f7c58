"""What must hold of a course on a server. Each check is a sentence and a function of a Visit."""
import gzip
import re
import time

import course

HEADERS = {
    "Content-Security-Policy": "script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
}
FOREVER = "public, max-age=31536000, immutable"
NAMED = re.compile(r"(v/[^/]+/)?assets/(?!text/).+-[0-9a-f]{16}\.(css|js|svg|png|jpg|webp)")

checks = []


def check(sentence, only=("nginx", "apache2")):
    def add(f):
        checks.append((sentence, f, only))
        return f
    return add


def equal(got, wanted, what=""):
    if got != wanted:
        raise AssertionError(f"{what}: {got!r}, not {wanted!r}")


class Visit:
    """A server and the site that it shows under `prefix`."""

    def __init__(self, server, prefix):
        self.server, self.prefix, self.site = server, prefix, server.site
        self.files = sorted(str(p.relative_to(self.site)) for p in self.site.rglob("*") if p.is_file())

    def get(self, path, method="GET", **headers):
        return self.server.get(self.prefix + "/" + path, method, **headers)

    def codings(self):
        return ["gzip"] + (["br"] if self.server.brotli and self.server.kind == "apache2" else [])

    def raw(self, path):
        return self.server.get(path)

    def a_file(self, pattern):
        return next(f for f in self.files if re.fullmatch(pattern, f))


def quoted(name):
    return "".join(chr(b) if chr(b).isalnum() and b < 128 or chr(b) in "-._/" else f"%{b:02X}" for b in name.encode())


@check("every file comes whole, as what it is, in UTF-8 where it is text")
def _(v):
    seen = set()
    for name in v.files:
        if name.startswith(".") or "/." in name:
            continue
        kind = name.rsplit(".", 1)[1]
        seen.add(kind)
        r = v.get(quoted(name))
        equal(r.status, 200, name)
        equal(r.body, (v.site / name).read_bytes(), name)
        if kind != "ukjent":
            equal(r.one("Content-Type"), course.TYPES[kind], name)
    equal(set(course.TYPES) - seen, set(), "kinds that the course does not have")


@check("a file of an unknown kind is not taken for a page")
def _(v):
    r = v.get(f"{course.MODULE}/fil.ukjent")
    equal(r.status, 200)
    if r.one("Content-Type") not in (None, "application/octet-stream"):
        raise AssertionError(r.one("Content-Type"))
    equal(r.one("X-Content-Type-Options"), "nosniff")


@check("the front page and a folder's page come without index.html in the address")
def _(v):
    for folder in ("", "begynneropplaering/", f"{course.MODULE}/"):
        r = v.get(folder)
        equal((r.status, r.body), (200, (v.site / folder / "index.html").read_bytes()), folder)


@check("a folder without its slash leads to the one with it, on the same host")
def _(v):
    folders = ["/begynneropplaering"] + ([""] if v.prefix else [])
    for folder in folders:
        r = v.raw(v.prefix + folder)
        equal(r.status, 301, folder)
        place = re.sub(r"^http://127\.0\.0\.1:" + str(v.server.port), "", r.one("Location"))
        equal(place, v.prefix + folder + "/", folder)


@check("behind a proxy that speaks https, nobody is led to http", only=("nginx",))
def _(v):
    equal(v.raw(v.prefix + "/begynneropplaering").one("Location"), v.prefix + "/begynneropplaering/")


@check("each header is on every kind of answer, once and exactly so")
def _(v):
    for path, more in (("index.html", {}), (v.a_file(r"assets/style-.*\.css"), {}), ("assets/search.js", {}),
                       (f"{course.MODULE}/film.mp4", {"Range": "bytes=0-9"}), ("begynneropplaering", {}), ("nothing/here.html", {}),
                       (".steg/manifest", {})):
        r = v.get(path, **more)
        for name, value in HEADERS.items():
            equal(r.one(name), value, f"{path}: {name}")


@check("nothing sets a cookie, and no Strict-Transport-Security comes unasked")
def _(v):
    for path in ("index.html", "nothing.html"):
        r = v.get(path)
        equal((r.one("Set-Cookie"), r.one("Strict-Transport-Security")), (None, None))


@check("files named after their content are kept for a year, all others asked for again")
def _(v):
    named = 0
    for name in v.files:
        if name.startswith(".") or "/." in name:
            continue
        forever = bool(NAMED.fullmatch(name))
        named += forever
        equal(v.get(quoted(name)).one("Cache-Control"), FOREVER if forever else "no-cache", name)
    if named < 40:  # of the course, and of its older version under v/
        raise AssertionError(f"only {named} are named after their content")


@check("an address under assets/ that is not there, or not all there, is not kept")
def _(v):
    equal(v.get("assets/style-0123456789abcdef.css").one("Cache-Control"), "no-cache", "not there")
    name = v.a_file(r"assets/style-.*\.css")
    r = v.get(name, Range="bytes=99999999-")
    equal(r.status, 416)
    if "no-cache" not in r.all("Cache-Control"):  # nginx adds to a 416 what it has added to the 200 it was to be
        raise AssertionError(f"416: {r.all('Cache-Control')}")
    r = v.get(name, "DELETE")
    if r.status < 400 or r.one("Cache-Control") == FOREVER:
        raise AssertionError(f"DELETE: {r.status}, {r.one('Cache-Control')}")


@check("what is not there is 404, with the site's own page, which finds its style from anywhere")
def _(v):
    for path in ("nothing.html", "begynneropplaering/nothing/deep/down.html", "m%C3%B8te.html"):
        r = v.get(path)
        equal((r.status, r.one("Content-Type")), (404, "text/html; charset=utf-8"), path)
        equal(r.body, (v.site / "404.html").read_bytes(), path)
        equal(r.one("Cache-Control"), "no-cache", path)
    for link in re.findall(r'(?:href|src)="([^"#]+)"', r.body.decode()):
        if not link.startswith("https://"):
            raise AssertionError(f"relative: {link}")


@check("a film is sent in the parts that are asked for")
def _(v):
    path, film = f"{course.MODULE}/film.mp4", course.FILM
    equal(v.get(path).one("Accept-Ranges"), "bytes")
    for asked, said, part in (("bytes=0-99", f"bytes 0-99/{len(film)}", film[:100]),
                              ("bytes=199990-", f"bytes 199990-199999/{len(film)}", film[199990:]),
                              ("bytes=-5", f"bytes 199995-199999/{len(film)}", film[-5:])):
        r = v.get(path, Range=asked)
        equal((r.status, r.one("Content-Range"), r.body), (206, said, part), asked)
    r = v.get(path, Range="bytes=200000-")
    equal(r.status, 416)
    if r.one("Content-Range") not in (None, f"bytes */{len(film)}"):  # Apache does not say how long it is
        raise AssertionError(r.one("Content-Range"))


@check("what has not changed is answered with 304, packed or not")
def _(v):
    for path in ("index.html", "assets/search.js", v.a_file(r"assets/style-.*\.css")):
        for coding in v.codings() + ["identity"]:
            tag = v.get(path, Accept_Encoding=coding).one("ETag")
            if not tag:
                raise AssertionError(f"{path}, {coding}: no ETag")
            r = v.get(path, Accept_Encoding=coding, If_None_Match=tag)
            equal((r.status, r.body), (304, b""), f"{path}, {coding}, {tag}")
            equal(r.one("Cache-Control"), FOREVER if NAMED.fullmatch(path) else "no-cache", path)
            equal(v.get(path, Accept_Encoding=coding, If_None_Match='"other"').status, 200, path)


@check("HEAD says the same as GET, without the body")
def _(v):
    for path in ("index.html", f"{course.MODULE}/film.mp4", "nothing.html"):
        get, head = v.get(path), v.get(path, "HEAD")
        equal((head.status, head.body), (get.status, b""), path)
        for name in ("Content-Type", "Cache-Control", "Content-Security-Policy", "Content-Length"):
            equal(head.one(name), get.one(name), f"{path}: {name}")


@check("text is packed for who asks, and only text")
def _(v):
    for path in ("index.html", v.a_file(r"assets/style-.*\.css"), v.a_file(r"assets/record-.*\.js"), f"{course.MODULE}/film.vtt"):
        whole = (v.site / path).read_bytes()
        for coding in v.codings():
            r = v.get(path, Accept_Encoding=coding)
            equal((r.status, r.one("Content-Encoding"), r.one("Vary")), (200, coding, "Accept-Encoding"), path)
            if coding == "gzip":
                equal(gzip.decompress(r.body), whole, path)
            if len(r.body) > len(whole) * 0.7:
                raise AssertionError(f"{path}, {coding}: {len(r.body)} of {len(whole)} bytes")
        r = v.get(path)
        equal((r.one("Content-Encoding"), r.body), (None, whole), path)
    for path in (f"{course.MODULE}/film.mp4", f"{course.MODULE}/fil.png"):
        equal(v.get(path, Accept_Encoding="gzip, br").one("Content-Encoding"), None, path)


@check("hidden names are as if they were not there")
def _(v):
    for path in (".steg/manifest", ".steg/", ".steg", ".nojekyll", "%2esteg/manifest", ".ste%67/manifest", "assets/../.steg/manifest",
                 "assets/%2e%2e/.steg/manifest", ".git/config", ".htaccess"):
        r = v.get(path)
        equal((r.status, b"manifest" in r.body), (404, False), path)


@check("what certificates are renewed by is there")
def _(v):
    if not v.prefix:
        equal(v.get(".well-known/security.txt").status, 200)


@check("a folder without a page is not listed")
def _(v):
    for path in ("assets/", "assets/text/"):
        r = v.get(path)
        if r.status not in (403, 404) or b"search" in r.body and r.body != (v.site / "404.html").read_bytes():
            raise AssertionError(f"{path}: {r.status} {r.body[:200]!r}")


@check("nothing beside the site can be reached")
def _(v):
    p = v.prefix
    for path in ("/secret.txt", "../secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
                 "/%2e%2e%2fsecret.txt", "/assets/../../secret.txt",
                 "/assets/%2e%2e/%2e%2e/secret.txt", "/..%5csecret.txt", "/%252e%252e/secret.txt", "/.%00./secret.txt", "//../secret.txt",
                 "..%2fsecret.txt", "%2e%2e/secret.txt", "/..;/secret.txt", "/%c0%ae%c0%ae/secret.txt"):
        r = v.raw(p + path if p or path.startswith("/") else "/" + path)
        if r.status < 400 or b"secret\n" in r.body:
            raise AssertionError(f"{p}{path}: {r.status} {r.body[:60]!r}")


@check("a NUL in an address ends nothing but the request")
def _(v):
    for path in ("index.html%00", "index.html%00.png", "%00", f"{course.MODULE}/film.mp4%00.html"):
        r = v.get(path)
        if r.status not in (400, 403, 404):
            raise AssertionError(f"{path}: {r.status}")
    equal(v.get("index.html").status, 200)


@check("a name with æ, ø and å is found, as browsers write it")
def _(v):
    r = v.get(f"{course.MODULE}/" + quoted(course.ODD_NAME))
    equal((r.status, r.body), (200, (v.site / course.MODULE / course.ODD_NAME).read_bytes()))


@check("visitors leave no address in any log")
def _(v):
    for path in ("index.html", "assets/", ".steg/manifest", "assets/..%2f..%2fsecret.txt", f"{course.MODULE}/etter-alt-annet.html"):
        v.get(path)
    time.sleep(0.1)  # the log is written after the answer
    for log in sorted(v.server.logs.iterdir()):
        for line in log.read_text(errors="replace").splitlines():
            # What leads out of /kurs/, or is no address at all, is not the course's.
            if v.prefix and ("secret.txt" in line or "%00" in line):
                continue
            if "etter-alt-annet" in line or "127.0.0.1" in line.replace(f"127.0.0.1:{v.server.port}", ""):
                raise AssertionError(f"{log.name}: {line}")


def calm(said):
    """What nginx -t and apache2 -t say: nothing but that all is well."""
    for line in said.splitlines():
        if not any(known in line for known in ("Syntax OK", "syntax is ok", "test is successful")):
            raise AssertionError(line)
