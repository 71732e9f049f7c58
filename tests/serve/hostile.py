#!/usr/bin/env python3
"""Hostile requests against `steg serve`: nothing outside the site is served, nothing crashes, memory is bounded.

STEG is the program: the suite runs this with the sanitized one. Sockets are raw, since a client library would put
right what must be wrong.
"""
import itertools
import os
import random
import signal
import socket
import struct
import sys
import tempfile
import threading
import time

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)

from served import Answer, Report, Served, make_course, write

SECRET = b"BARE-FOR-OSS-0451"
GROWTH_MAX = 48 << 20  # bytes of memory that hostile clients may cost
PATIENCE = 20          # HTTP_PATIENCE
LATE = 12              # seconds after that by which slow clients must be gone
report = Report()
check = report.check


# ---- Paths ------------------------------------------------------------------------------------------

UP = ["..", "%2e%2e", "%2E%2e", ".%2e", "%2e.", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%e0%80%ae%e0%80%ae", "%uff0e%uff0e",
      "..;", ". .", "...", "....//", "\\..", "..\\", "%5c..", "..%5c", "．．"]
SLASH = ["/", "//", "/./", "%2f", "%2F", "%5c", "\\", "%252f", "%c0%af", "%00/", "/%00", "/;/", "?/", "#/"]
TARGETS = ["hemmelig.txt", "../hemmelig.txt", "etc/passwd", "proc/self/environ"]


def traversals(rng):
    for up, slash, depth, target in itertools.product(UP, SLASH, (1, 2, 3, 6), TARGETS):
        yield "/" + (up + slash) * depth + target
    for up, slash in itertools.product(UP, SLASH):
        yield "/modul-1" + slash + (up + slash) * 3 + "hemmelig.txt"
        yield "/.steg-serve/" + (up + slash) * 3 + "hemmelig.txt"
        yield "/.steg-serve" + slash + up + slash + "reload.js"
    pieces = UP + SLASH + ["a", "modul-1", "hemmelig.txt", "index.html", "%", "%0", "%zz", "\x01", "\xff"]
    for _ in range(600):
        yield "/" + "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 12)))


def no_way_out(s, rng):
    leaks, odd, n = [], [], 0
    connection = None
    for path in traversals(rng):
        n += 1
        request = b"GET " + path.encode("utf-8", "surrogateescape") + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        got = s.raw(request, close=False)
        if got == b"":
            continue  # the connection was closed: no answer is no leak
        if got is None or SECRET in got or b"root:" in got or b"PATH=" in got:
            leaks.append((path, got and got[:80]))
        elif Answer(got).status not in (302, 400, 403, 404, 200):
            odd.append((path, got[:60]))
        elif Answer(got).status == 200 and not any(mark in got for mark in (b"steg-serve", b"Velkommen")):
            odd.append((path, got[:200]))
    check("%d addresses that lead out, in every encoding, give nothing from outside" % n, leaks)
    check("  and none an answer that a site would not give", odd[:5])


def planted(s):
    """What lies in the served folder and must not be served: as if somebody had got it there."""
    outside = os.path.join(s.work, "utenfor")
    write(os.path.join(outside, "hemmelig.txt"), SECRET)
    os.symlink(os.path.join(outside, "hemmelig.txt"), os.path.join(s.site, "lenke.html"))
    os.symlink(outside, os.path.join(s.site, "mappe"))
    os.symlink("/proc/self", os.path.join(s.site, "selv"))
    os.mkfifo(os.path.join(s.site, "ror.html"))
    write(os.path.join(s.site, ".skjult"), SECRET)
    write(os.path.join(s.site, ".git/config"), SECRET)
    wrong = []
    for path in ("/lenke.html", "/mappe/hemmelig.txt", "/mappe/", "/selv/environ", "/selv/root/etc/passwd", "/ror.html", "/.skjult",
                 "/%2eskjult", "/.git/config", "/.steg/manifest", "/%2Esteg/manifest"):
        a = s.get(path)
        if a.status != 404 or SECRET in a.raw:
            wrong.append((path, a.status))
    check("symlinks, pipes and hidden names in the site's own folder are nothing", wrong)
    for name in ("lenke.html", "mappe", "selv", "ror.html", ".skjult"):
        os.unlink(os.path.join(s.site, name))
    os.unlink(os.path.join(s.site, ".git/config"))
    os.rmdir(os.path.join(s.site, ".git"))
    os.unlink(os.path.join(outside, "hemmelig.txt"))
    os.rmdir(outside)


# ---- Heads ------------------------------------------------------------------------------------------

def hosts(s):
    wrong = []
    port = s.port
    for host, status in (("127.0.0.1:%d" % port, 200), ("localhost:%d" % port, 200), ("LOCALHOST", 200), ("[::1]:%d" % port, 200),
                         ("127.0.0.1", 200), ("127.9.9.9:1", 200), ("example.org", 403), ("example.org:%d" % port, 403),
                         ("127.0.0.1.example.org", 403), ("localhost.example.org", 403), ("0.0.0.0", 403), ("192.168.0.1", 403),
                         ("[::]", 403), ("[fe80::1]", 403), ("", 403), ("localhost ", 200), ("localhost@example.org", 403),
                         ("example.org/localhost", 403), ("[::1", 200), ("[", 403), (":", 403), ("a" * 3000, 403)):
        a = s.get("/", Host=host)
        if a.status != status or (status != 200 and b"Velkommen" in a.body):
            wrong.append((host, a.status))
    check("only who calls this machine by a name of its own is answered", wrong)


def methods(s):
    wrong = []
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "GETS", "Q" * 500):
        a = s.get("/", method=method)
        if a.status != 405 or b"Velkommen" in a.raw or "GET, HEAD" not in a.fields.get("allow", ""):
            wrong.append((method, a.status))
    check("other methods than GET and HEAD are refused, and told which there are", wrong)
    head, get = s.get("/", method="HEAD"), s.get("/")
    check("HEAD is GET without the body", head.body or head.fields.get("content-length") != str(len(get.body)))


def heads(s):
    """Malformed, endless, enormous. Each ends within five seconds, with an error or nothing."""
    good = b"Host: localhost\r\n"
    cases = {
        "nothing": b"",
        "a line end": b"\r\n",
        "NULs": b"\0" * 4096,
        "no version": b"GET /\r\n\r\n",
        "HTTP/0.9": b"GET / HTTP/0.9\r\n" + good + b"\r\n",
        "HTTP/2's preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        "a NUL in a field": b"GET /x HTTP/1.1\r\nHost: local\0host\r\n\r\n",
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "two hosts": b"GET / HTTP/1.1\r\n" + good + b"Host: example.org\r\n\r\n",
        "an address of 64 KiB": b"GET /" + b"a" * 65536 + b" HTTP/1.1\r\n" + good + b"\r\n",
        "a field of 64 KiB": b"GET / HTTP/1.1\r\n" + good + b"X: " + b"a" * 65536 + b"\r\n\r\n",
        "a field of 1 MiB": b"GET / HTTP/1.1\r\n" + good + b"X: " + b"a" * (1 << 20) + b"\r\n\r\n",
        "100,000 fields": b"GET / HTTP/1.1\r\n" + good + b"".join(b"X%d: y\r\n" % i for i in range(100000)) + b"\r\n",
        "a method of 64 KiB": b"G" * 65536 + b" / HTTP/1.1\r\n" + good + b"\r\n",
        "a body": b"GET / HTTP/1.1\r\n" + good + b"Content-Length: 5\r\n\r\nabcde",
        "a body that never comes": b"POST / HTTP/1.1\r\n" + good + b"Content-Length: 99999999999\r\n\r\n",
        "a negative length": b"GET / HTTP/1.1\r\n" + good + b"Content-Length: -1\r\n\r\n",
        "a length that overflows": b"GET / HTTP/1.1\r\n" + good + b"Content-Length: 18446744073709551617\r\n\r\n",
        "pieces without end": b"POST / HTTP/1.1\r\n" + good + b"Transfer-Encoding: chunked\r\n\r\n" + b"ffffffffffffffffff\r\n" * 50,
        "both lengths": b"GET / HTTP/1.1\r\n" + good + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "a field without a colon": b"GET /x HTTP/1.1\r\n" + good + b"nonsense\r\n\r\n",
        "an address of another server": b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "an address of no file": b"GET file:///etc/passwd HTTP/1.1\r\n" + good + b"\r\n",
        "no address": b"GET  HTTP/1.1\r\n" + good + b"\r\n",
        "a range that overflows": b"GET /opptak.mp4 HTTP/1.1\r\n" + good + b"Range: bytes=99999999999999999999999-\r\n\r\n",
        "10,000 ranges": b"GET /x HTTP/1.1\r\n" + good + b"Range: bytes=" + b"0-0," * 5000 + b"0-0\r\n\r\n",
        "10,000 tags": b"GET /x HTTP/1.1\r\n" + good + b"If-None-Match: " + b'"a",' * 5000 + b"\r\n\r\n",
    }
    wrong = []
    for what, request in cases.items():
        got = s.raw(request)
        status = Answer(got).status if got else 0
        if got is None or status == 200 or status >= 600 or SECRET in got:
            wrong.append((what, got and got[:60]))
    check("malformed, endless and enormous heads end with an error, at once", wrong)
    # To the library a NUL ends the address: what stands before it is served, and checked.
    for path, status in ((b"/modul-1/\0.png", 200), (b"/../hemmelig.txt\0.png", 404), (b"/.steg/manifest\0.html", 404)):
        got = s.raw(b"GET " + path + b" HTTP/1.1\r\n" + good + b"Connection: close\r\n\r\n")
        check("a NUL in an address gives no more than what stands before it", Answer(got).status != status and (path, got[:60]))
    big = s.get("/", X="a" * 60000)
    check("a head of 64 KiB is told that it is too large", big.status not in (413, 414, 431) and big.status)
    pair = s.raw(b"GET / HTTP/1.1\r\n" + good + b"\r\nGET /index.html HTTP/1.1\r\n" + good + b"\r\n")
    check("two requests in one go get two answers", (pair or b"").count(b"HTTP/1.1 200") != 2)


def noise(s, rng):
    wrong = []
    for i in range(300):
        kind, n = rng.randrange(3), rng.randrange(1, 4000)
        blob = rng.randbytes(n)
        if kind == 1:
            blob = b"GET /" + blob.replace(b"\r", b"").replace(b"\n", b"") + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        if kind == 2:
            blob = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + blob + b"\r\n\r\n"
        got = s.raw(blob)
        if got is None:
            wrong.append(("no end", kind, blob[:40]))
    check("300 times noise ends, each time", wrong)


# ---- Many, slow, gone --------------------------------------------------------------------------------

class Slow(threading.Thread):
    """80 clients that send their request byte by byte, and 20 that send none; they note when they are cut off."""

    def __init__(self, s):
        super().__init__(daemon=True)
        self.sockets = [s.connect(timeout=0.01) for _ in range(100)]
        self.begun, self.ended = time.monotonic(), None
        self.start()

    def run(self):
        text = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 10000
        alive, i = list(self.sockets), 0
        while alive and time.monotonic() - self.begun < PATIENCE + LATE:
            for c in list(alive):
                try:
                    if self.sockets.index(c) < 80:
                        c.send(text[i:i + 1])
                    if c.recv(1 << 16) == b"":
                        alive.remove(c)
                except socket.timeout:
                    pass
                except OSError:
                    alive.remove(c)
            i += 1
            time.sleep(0.5)
        self.left, self.ended = len(alive), time.monotonic()
        for c in self.sockets:
            c.close()


def parallel(s):
    page, film = s.get("/").body, s.get("/opptak.mp4").body
    bad, lock = [], threading.Lock()

    def one(i):
        try:
            for _ in range(4):
                want, path = (film, "/opptak.mp4") if i % 10 == 0 else (page, "/")
                if s.get(path).body != want:
                    raise ValueError("another body")
        except Exception as e:  # noqa: whatever it is, it is told
            with lock:
                bad.append((i, repr(e)))
    threads = [threading.Thread(target=one, args=(i,)) for i in range(200)]
    begun = time.monotonic()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    check("200 clients at once, four requests each, all get all of it", bad[:5])
    return time.monotonic() - begun


def open_all_at_once(s):
    """200 connections are open before the first one asks."""
    sockets = [s.connect() for _ in range(200)]
    for c in sockets:
        c.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    bad = 0
    for c in sockets:
        got = b""
        while piece := c.recv(1 << 16):
            got += piece
        bad += Answer(got).status != 200 or b"Velkommen" not in got
        c.close()
    check("200 connections that are open at once are all answered", bad)


def deaf(s):
    """Who asks for a film and does not read."""
    sockets = []
    for _ in range(100):
        c = s.connect()
        c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        c.sendall(b"GET /opptak.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        sockets.append(c)
    begun = time.monotonic()
    status = s.get("/").status
    check("100 clients that ask for a film and do not read it are in nobody's way", status != 200 or time.monotonic() - begun > 2)
    for c in sockets:  # gone without a word: RST
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        c.close()


def heard(c, wanted, seconds=5):
    got, end = b"", time.monotonic() + seconds
    c.settimeout(0.2)
    while wanted not in got and time.monotonic() < end:
        try:
            piece = c.recv(1 << 16)
        except socket.timeout:
            continue
        if not piece:
            break
        got += piece
    return wanted in got


def followers(s, page):
    c = [s.follow() for _ in range(64)]
    check("64 follow the events and hear how things stand", [i for i, f in enumerate(c) if not heard(f, b'"fault": null')][:3])
    extra = s.follow()
    check("  the 65th is asked to come later", not heard(extra, b" 503 "))
    extra.close()
    for f in c[:32]:
        f.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        f.close()
    write(page, "---\ntitle: Steg 1\nkind: text\n---\n\nNy tekst.\n")
    check("  when half of them have gone, the others hear of the next build", [i for i, f in enumerate(c[32:]) if not heard(f, b"modul-1/steg-1.html")][:3])
    more = [s.follow() for _ in range(32)]
    check("  and there is room for as many new ones", [i for i, f in enumerate(more) if not heard(f, b'"fault": null')][:3])
    for f in c[32:] + more:
        f.close()


def come_and_go(s):
    """Connections to the events that are dropped at once, before or while they are answered."""
    for i in range(600):
        f = s.follow("/.steg-serve/events?%s" % ("x" * (i % 50)))
        if i % 3 == 0:
            f.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif i % 3 == 1:
            f.shutdown(socket.SHUT_WR)
        f.close()
    f = s.follow()
    check("600 that follow and go at once leave room for the next", not heard(f, b'"fault": null'))
    f.close()


def flood(s, page):
    """Followers that do not read, while long faults are told again and again."""
    mute = []
    for _ in range(20):
        f = s.connect()
        f.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        f.sendall(b"GET /.steg-serve/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        mute.append(f)
    wrong = "\n".join("- [lenke %d](finnes-ikke-%d.md)" % (i, i) for i in range(600))
    for i in range(30):
        write(page, "---\ntitle: Steg 1\nkind: text\n---\n\nTekst %d.\n\n%s\n" % (i, wrong))
        time.sleep(0.15)
    write(page, "---\ntitle: Steg 1\nkind: text\n---\n\nTekst.\n")
    s.built()
    f = s.follow()
    check("followers that do not read while long faults are told are cut off, and others hear", not heard(f, b'"fault": null'))
    f.close()
    for f in mute:
        f.close()


def main():
    rng = random.Random(7834)
    with tempfile.TemporaryDirectory(prefix="steg-hostile-") as work:
        course = make_course(os.path.join(work, "kurs"))
        write(os.path.join(work, "hemmelig.txt"), SECRET)
        write(os.path.join(course, "hemmelig.txt"), SECRET)  # beside content: not published
        write(os.path.join(course, "content", ".hemmelig.txt"), SECRET)
        page = os.path.join(course, "content/01-modul-1/1-steg-1.md")
        s = Served(course)
        parallel_s = parallel(s)  # first, so that what the server keeps for itself is there already
        before, fds = s.memory(), s.descriptors()
        most = [0]
        done = threading.Event()

        def sample():
            while not done.wait(0.05):
                most[0] = max(most[0], s.memory())
        threading.Thread(target=sample, daemon=True).start()

        slow = Slow(s)
        begun = time.monotonic()
        status = s.get("/").status
        check("100 slow clients are in nobody's way", status != 200 or time.monotonic() - begun > 1)
        no_way_out(s, rng)
        planted(s)
        hosts(s)
        methods(s)
        heads(s)
        noise(s, rng)
        open_all_at_once(s)
        deaf(s)
        followers(s, page)
        come_and_go(s)
        flood(s, page)
        slow.join()
        check("slow clients are cut off when their time is up", slow.left)
        end = time.monotonic() + 5
        while s.descriptors() > fds + 2 and time.monotonic() < end:
            time.sleep(0.1)
        check("no descriptor is left open", s.descriptors() > fds + 2 and os.listdir("/proc/%d/fd" % s.pid))
        done.set()
        growth = most[0] - before
        check("memory is bounded: at most %d MiB more than before" % (GROWTH_MAX >> 20), growth > GROWTH_MAX and "%d MiB" % (growth >> 20))
        check("after all of it the front page is served", s.get("/").status != 200)
        s.stop(signal.SIGINT)
        check("it ends with 0 when it is told to", s.code)
        check("  without a word from the sanitizers", "Sanitizer" in s.errors and s.errors[s.errors.find("Sanitizer") - 40:])
        check("  and leaves nothing behind", s.left)
        print("200 clients: %.1f s; memory %d MiB, at most %d more" % (parallel_s, before >> 20, max(0, growth) >> 20))
    return report.close()


sys.exit(main())
