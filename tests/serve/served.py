"""A course, and `steg serve` showing it: for the tests beside this file.

    with Served(course_folder) as s:
        s.port, s.pid, s.site                 the folder that is served
        s.get("/index.html")                  -> Answer(status, fields, body)
        s.raw(b"GET / HTTP/1.1\\r\\n…")         -> the bytes that came back
        s.built()                             waits for the next line that tells of a build
    s.left, s.code, s.errors                  what it left behind, how it ended, what it said on stderr

STEG is the program (build/steg). What is written to TMPDIR is looked at when it has ended.
"""
import glob
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

# Whoever starts this may ignore signals (nohup, a shell's background), and children inherit that.
for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    signal.signal(ignored, signal.SIG_DFL)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
STEG = os.path.abspath(os.environ.get("STEG", os.path.join(BUILD, "steg")))
FRONT = "---\ntitle: %s\nkind: text\n---\n\n%s\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(text if isinstance(text, bytes) else text.encode())


def make_course(folder, modules=3, steps=3):
    """A course with a film's worth of bytes in it; its front page names a picture."""
    content = os.path.join(folder, "content")
    write(os.path.join(content, "course.yml"), "format: 1\nid: vist\ntitle: Det viste kurset\n")
    write(os.path.join(content, "index.md"), "Velkommen.\n\nMer om dette i [opptaket](opptak.mp4).\n")
    write(os.path.join(content, "opptak.mp4"), bytes(range(256)) * 4096)  # 1 MiB
    for m in range(1, modules + 1):
        at = os.path.join(content, "%02d-modul-%d" % (m, m))
        write(os.path.join(at, "index.md"), "---\ntitle: Modul %d\nsummary: Kort.\n---\n\nTekst.\n" % m)
        for s in range(1, steps + 1):
            write(os.path.join(at, "%d-steg-%d.md" % (s, s)), FRONT % ("Steg %d" % s, "Tekst i steg %d." % s))
    return folder


class Answer:
    def __init__(self, raw):
        self.raw = raw
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ")
        self.status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
        self.fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.fields[name.lower()] = value.strip()


class Served:
    def __init__(self, course, *options, wait=True, language="en"):
        self.work = tempfile.mkdtemp(prefix="steg-served-")
        env = dict(os.environ, TMPDIR=self.work, LC_ALL="C.UTF-8", NO_COLOR="1", GIT_CEILING_DIRECTORIES=os.path.dirname(course))
        env.setdefault("ASAN_OPTIONS", "quarantine_size_mb=8:detect_leaks=1")
        self.errors_file = open(os.path.join(self.work, "errors"), "w+b")
        self.process = subprocess.Popen([STEG, "serve", course, "--port", "0", "--lang", language, *options], stdout=subprocess.PIPE,
                                        stderr=self.errors_file, env=env, start_new_session=True)
        self.pid, self.lines, self.port, self.said = self.process.pid, queue.Queue(), None, ""
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if wait:
            self.wait_ready()

    def _read(self):
        for line in self.process.stdout:
            self.said += line.decode()
            self.lines.put(line.decode())
        self.lines.put(None)

    def wait_ready(self, seconds=30):
        while True:
            line = self.lines.get(timeout=seconds)
            if line is None:
                raise RuntimeError("steg serve ended: " + self.read_errors())
            found = re.search(r"http://(.*):(\d+)/", line)
            if found:
                self.port = int(found.group(2))
                return

    def saying(self, words, seconds=30):
        """Waits until a line that has not been looked at holds the words."""
        end, line = time.monotonic() + seconds, ""
        while line is not None and words not in line and time.monotonic() < end:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                return

    def built(self, seconds=30):
        """The next line that tells of a build, or None when none comes."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                return None
            if line is None or "Built in" in line:
                return line
        return None

    def quiet(self, seconds=0.4):
        """Waits until nothing has been told for so long."""
        while True:
            try:
                if self.lines.get(timeout=seconds) is None:
                    return
            except queue.Empty:
                return

    def read_errors(self):
        self.errors_file.seek(0)
        return self.errors_file.read().decode("utf-8", "replace")

    @property
    def place(self):
        return glob.glob(os.path.join(self.work, "steg-serve-*"))[0]

    @property
    def site(self):
        return os.path.join(self.place, "site")

    def connect(self, timeout=5):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return s

    def raw(self, request, timeout=5, close=True):
        """What comes back until the other end closes; None when it does not within the time."""
        got = b""
        try:
            with self.connect(timeout) as s:
                try:
                    s.sendall(request)
                    if close:
                        s.shutdown(socket.SHUT_WR)
                except OSError:
                    pass  # refused before all was sent: what it said counts
                while True:
                    piece = s.recv(1 << 16)
                    if not piece:
                        return got
                    got += piece
        except socket.timeout:
            return None
        except OSError:
            return got

    def get(self, path, method="GET", **fields):
        lines = ["%s %s HTTP/1.1" % (method, path)]
        fields = {"Host": "127.0.0.1:%d" % self.port, "Connection": "close", **{k.replace("_", "-"): v for k, v in fields.items()}}
        lines += ["%s: %s" % item for item in fields.items() if item[1] is not None]
        raw = self.raw(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"), close=False)
        return Answer(raw or b"")

    def follow(self, path="/.steg-serve/events"):
        s = self.connect()
        s.sendall(("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % path).encode())
        return s

    def memory(self):
        """Resident bytes of the process that serves."""
        with open("/proc/%d/status" % self.pid) as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) * 1024

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.pid))

    def stop(self, how=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.code = self.process.wait(timeout=30)
        self.errors = self.read_errors()
        self.errors_file.close()
        os.unlink(os.path.join(self.work, "errors"))
        self.left = os.listdir(self.work)
        shutil.rmtree(self.work)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Report:
    """Sentences that hold or do not; the closing line."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, sentence, problem):
        """`problem`: what is wrong; "" or False or [] when all is well."""
        if problem:
            self.failed += 1
            print("failed: %s: %s" % (sentence, str(problem)[:600]), flush=True)
        else:
            self.passed += 1

    def skip(self, sentence, why):
        self.skipped += 1
        print("skipped: %s (%s)" % (sentence, why))

    def close(self):
        print("%d passed, %d failed, %d skipped" % (self.passed, self.failed, self.skipped))
        return 1 if self.failed else 0
