"""docs/hosting/upload.sh against an object store: as much of S3 as rclone asks for, in memory, that keeps what it is
told and in which order."""
import email.utils
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import threading
import urllib.parse
from xml.sax.saxutils import escape

import checks
import course
from checks import equal
from papers import edited, fails

BUCKET = "kurs"
BRIEF = "public, max-age=0, s-maxage=300, must-revalidate"


class Store(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        self.objects, self.done, self.lock = {}, [], threading.Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(headers.get("length", len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def key(self):
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        return path[len(BUCKET) + 2:]

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        key = self.key()
        tag = hashlib.md5(body).hexdigest()
        if key:
            with self.server.lock:
                kept = {name: self.headers[name] for name in ("Content-Type", "Cache-Control")}
                kept["meta"] = {n.lower(): v for n, v in self.headers.items() if n.lower().startswith("x-amz-meta-")}
                self.server.objects[key] = {"body": body, "tag": tag, **kept}
                self.server.done.append(("put", key))
        self.answer(200, ETag=f'"{tag}"')

    def do_DELETE(self):
        with self.server.lock:
            self.server.objects.pop(self.key(), None)
            self.server.done.append(("delete", self.key()))
        self.answer(204)

    def do_HEAD(self):
        found = self.server.objects.get(self.key())
        if not self.key():
            self.answer(200)
        elif not found:
            self.answer(404)
        else:
            self.answer(200, found["body"], ETag=f'"{found["tag"]}"', Last_Modified=email.utils.formatdate(0, usegmt=True),
                        Content_Type=found["Content-Type"], **{n.replace("-", "_"): v for n, v in found["meta"].items()})

    def do_GET(self):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query, keep_blank_values=True))
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        coded = urllib.parse.quote if query.get("encoding-type") == "url" else escape
        contents, folders = "", set()
        with self.server.lock:
            for key, o in sorted(self.server.objects.items()):
                rest = key[len(prefix):]
                if not key.startswith(prefix):
                    continue
                if delimiter and delimiter in rest:
                    folders.add(prefix + rest.split(delimiter)[0] + delimiter)
                else:
                    contents += (f"<Contents><Key>{coded(key)}</Key><LastModified>2026-11-22T12:00:00.000Z</LastModified>"
                                 f"<ETag>&quot;{o['tag']}&quot;</ETag><Size>{len(o['body'])}</Size></Contents>")
        contents += "".join(f"<CommonPrefixes><Prefix>{coded(f)}</Prefix></CommonPrefixes>" for f in sorted(folders))
        body = ('<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
                f"<Name>{BUCKET}</Name><IsTruncated>false</IsTruncated><MaxKeys>1000</MaxKeys>{contents}</ListBucketResult>")
        self.answer(200, body.encode(), Content_Type="application/xml")


def run(script, store, *words, status=0):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "RCLONE_"))}
    env = {**env, "RCLONE_CONFIG": "/dev/null", "RCLONE_RETRIES": "1", "RCLONE_CONFIG_LAGER_TYPE": "s3",
           "RCLONE_CONFIG_LAGER_PROVIDER": "Other", "RCLONE_CONFIG_LAGER_ACCESS_KEY_ID": "a",
           "RCLONE_CONFIG_LAGER_SECRET_ACCESS_KEY": "b",
           "RCLONE_CONFIG_LAGER_ENDPOINT": f"http://127.0.0.1:{store.server_port}", "no_proxy": "127.0.0.1"}
    done = subprocess.run(["sh", str(script), *map(str, words)], capture_output=True, text=True, env=env, timeout=120)
    equal(done.returncode, status, f"upload.sh {words}: {done.stdout}{done.stderr}")
    return done.stdout


def stage(key):
    if checks.NAMED.fullmatch(key):
        return 0
    return 2 if key.endswith(".html") else 1


def uploaded(script, site):
    """First all, then nothing, then what differs, then what is gone."""
    files = {str(p.relative_to(site)): p for p in site.rglob("*") if p.is_file() and "/." not in f"/{p.relative_to(site)}"}
    to = f"lager:{BUCKET}"
    with Store() as store:
        run(script, store, site, to)
        equal(sorted(store.objects), sorted(files), "what is there")
        for key, o in store.objects.items():
            equal(o["body"], files[key].read_bytes(), key)
            equal(o["Cache-Control"], BRIEF if stage(key) else checks.FOREVER, key)
            equal(o["Content-Type"], course.TYPES.get(key.rsplit(".", 1)[1], "application/octet-stream"), key)
        stages = [stage(key) for _, key in store.done]
        equal(stages, sorted(stages), "the order: named after their content, others, pages")

        store.done.clear()
        run(script, store, site, to)
        equal(store.done, [], "a second time")

        page, old = site / "om-kurset.html", site / "begynneropplaering/forarbeid.html"
        page.write_text(page.read_text() + "<!-- changed -->\n")
        old.unlink()
        run(script, store, site, to)
        equal(store.done, [("put", "om-kurset.html")], "what differs, and nothing is removed yet")

        store.done.clear()
        said = run(script, store, "--remove", site, to)
        equal(store.done, [("delete", "begynneropplaering/forarbeid.html")], "what is gone")
        equal(said, "removed: begynneropplaering/forarbeid.html\n")
        store.done.clear()
        equal(run(script, store, "--remove", site, to), "", "nothing is gone")
        run(script, store, site / "assets", to, status=2)
        run(script, store, site, status=2)
        equal(store.done, [], "a folder that is no site is refused")


BROKEN = [
    ("send named \"$forever\"\nsend others \"$brief\"\nsend pages \"$brief\"", "send pages \"$brief\"\nsend others \"$brief\"\nsend named \"$forever\""),
    ("! -path '*/.*'", ""),
    ("mp4 video/mp4\n", ""),
    ("(v/[^/]+/)?assets/.+", "assets/.+"),
    (" --checksum", " --ignore-times"),
    ("comm -13", "comm -12"),
]


def upload(tally, root, site, work):
    if not tally.wanted("upload.sh"):
        return
    if not shutil.which("rclone"):
        tally.skip("upload.sh", "rclone is not installed")
        return
    script = root / "docs/hosting/upload.sh"

    def fresh(name):
        """A copy with fewer kinds: each costs rclone a start."""
        shutil.copytree(site, work / name)
        for path in (work / name).rglob("fil.*"):
            if path.suffix not in (".png", ".ukjent"):
                path.unlink()
        return work / name

    table = {}
    for endings, kind in re.findall(r"^([a-z0-9|]+) ([a-z]+/\S.*)$", script.read_text(), re.M):
        table.update(dict.fromkeys(endings.split("|"), kind))
    tally.holds("upload.sh knows a type for each kind of file", lambda: equal(table, course.TYPES))

    tally.holds("upload.sh sends what pages use, then pages, with their types and times, and removes another day",
                lambda: uploaded(script, fresh("upload")))
    for i, (stands, instead) in enumerate(BROKEN):
        bad = work / f"upload-{i}.sh"
        bad.write_text(edited(script.read_text(), stands, instead))
        tally.holds(f"upload.sh with “{' '.join(instead.split())}” for “{' '.join(stands.split())}” is noticed",
                    fails(lambda: uploaded(bad, fresh(f"upload-{i}"))))
