"""The course that is put on servers: the one that ships, and a module with a file of each kind, names with æ, ø and å,
films and captions, and an older version. Built twice: for the root of a host and for /kurs/."""
import os
import pathlib
import shutil
import subprocess

# What a site's files are, and what they must be called. papers.py sees to it that none is missing.
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "epub": "application/epub+zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}

FILM = bytes(i * 7 % 251 for i in range(200_000))
MODULE = "moter-pa-tvers"
ODD_NAME = "lærende møte på ås.txt"
# A name as a course's own file may have it; in the folder of a module it is not known to be a print.
LOOKS_NAMED = "figur-0123456789abcdef.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>\n'

STEP = """\
---
title: Se sammen
minutes: ca. 20
presentations:
  - title: Filmen vår
    file: film.mp4
    captions: film.vtt
    transcript: film.vtt
    minutes: 5
    language: nb
  - title: På YouTube
    url: https://www.youtube.com/watch?v=abcdefghijk
    minutes: 5
    language: nb
    transcript: film.vtt
  - title: På Vimeo
    url: https://vimeo.com/123456
    minutes: 5
    language: nb
    transcript: film.vtt
  - title: Hos fylket
    url: https://film.example.org/mote.mp4
    minutes: 5
    language: nb
    transcript: film.vtt
---

Til utdeling:

"""


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_source(root, folder):
    """The source of the course, in folder; root is the repository."""
    content = folder / "content"
    shutil.copytree(root / "content", content)
    yml = content / "course.yml"
    yml.write_text(yml.read_text().replace("  - begynneropplaering\n", f"  - begynneropplaering\n  - møter-på-tvers\n"))
    module = content / "02-møter-på-tvers"
    write(module, "index.md", "---\ntitle: Møter på tvers\npurpose: Dere har prøvd et møte på tvers.\n---\n\nÆrlig talt, på ås.\n")
    kinds = sorted(set(TYPES) - {"html", "css", "js", "mp4", "vtt", "svg"})
    names = [f"fil.{kind}" for kind in kinds] + ["fil.ukjent", ODD_NAME, LOOKS_NAMED]
    links = "".join(f"- [{name}](<{name}>)\n" for name in names)
    write(module, "1-se-sammen.md", STEP + links)
    for name in names:
        write(module, name, f"{name}: æøå\n" * 200)
    write(module, LOOKS_NAMED, SVG)
    write(module, "film.mp4", FILM)
    write(module, "film.vtt", "WEBVTT\n\n" + "".join(f"00:{i:02}.000 --> 00:{i:02}.900\nÆrlig talt, på ås\n\n" for i in range(50)))
    keep(folder, "v1.0")
    yml.write_text(yml.read_text() + "versions: [v1.0]\n")


def git(folder, *words):
    """git, as nobody in particular: neither this machine's settings nor the repository around it."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", "Kari"), ("EMAIL", "kari@example.no"), ("DATE", "2026-11-22T12:00:00Z"))}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, env=env)
    if done.returncode:
        raise SystemExit(f"git {' '.join(words)}: {done.stderr}")
    return done.stdout.strip()


def keep(folder, tag):
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "The course")
    git(folder, "tag", tag)


def build(steg, source, out, base_url):
    yml = source / "content" / "course.yml"
    lines = [line for line in yml.read_text().splitlines() if not line.startswith("base_url:")]
    yml.write_text("\n".join(lines + [f"base_url: {base_url}", ""]))
    done = subprocess.run([steg, "build", "-q", str(source), "--out", str(out)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the course could not be built:\n{done.stdout}{done.stderr}")


def make_sites(steg, root, folder):
    """{"": folder of the site for a host of its own, "/kurs": of the one for /kurs/}. Beside each lies a secret."""
    source = folder / "source"
    source.mkdir()
    make_source(pathlib.Path(root), source)
    sites = {}
    for prefix in ("", "/kurs"):
        site = folder / ("sites" + prefix.replace("/", "-")) / "site"
        site.parent.mkdir()
        build(steg, source, site, f"https://kurs.example.no{prefix}/")
        write(site.parent, "secret.txt", "secret\n")
        # What others have put there.
        write(site, ".well-known/security.txt", "Contact: mailto:it@example.no\n")
        write(site, ".nojekyll", "")
        sites[prefix] = site
    return sites
