"""nginx and Apache, in the foreground, on a free port of the loopback, with a snippet of docs/hosting in a small main
configuration. That one does the opposite of what the snippet must see to: it lists folders, logs, knows no types."""
import grp
import http.client
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time

NOBODY = pwd.getpwnam("nobody")
NOGROUP = grp.getgrgid(NOBODY.pw_gid).gr_name
# Each of these must stand in a snippet; what readers change too, or what a machine without root cannot use.
PLACES = {
    "nginx.conf": {"listen 80;": "listen 127.0.0.1:{port};", "/srv/kurs": "{site}", "/var/log/nginx": "{logs}"},
    "nginx-subfolder.conf": {"listen 80;": "listen 127.0.0.1:{port};", "/srv/kurs": "{site}", "/var/log/nginx": "{logs}"},
    "apache.conf": {"*:80": "127.0.0.1:{port}", "/srv/kurs": "{site}", "/var/log/apache2": "{logs}"},
    "apache-subfolder.conf": {"/srv/kurs": "{site}"},
    "htaccess": {},
}

NGINX = """\
{user}worker_processes 1;
daemon off;
pid {work}/pid;
error_log {work}/main.log info;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    access_log {logs}/access.log;
    error_log {logs}/error.log;
    autoindex on;
    default_type text/x-main;
    include {work}/snippet.conf;
}}
"""

APACHE = """\
ServerRoot {work}
ServerName main.example.no
{user}PidFile {work}/pid
Listen 127.0.0.1:{port}
Mutex file:{work}
ErrorLog {logs}/error.log
CustomLog {logs}/access.log "%h %r"
TypesConfig /dev/null
KeepAliveTimeout 1
GracefulShutdownTimeout 1
<Directory />
    AllowOverride None
    Require all denied
    Options Indexes FollowSymLinks MultiViews
</Directory>
"""
APACHE_MODULES = (
    "mpm_event authn_core authz_core authz_host mime dir alias headers filter setenvif autoindex negotiation deflate".split()
)


class Failed(Exception):
    pass


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def program(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin:/sbin")


def filled(snippet, text, values):
    for place, value in PLACES[snippet].items():
        if place not in text:
            raise Failed(f"“{place}” does not stand in {snippet}")
        text = text.replace(place, value.format(**values))
    return text


class Server:
    """with Server("nginx.conf", text, site, work, root=False) as s: s.get("/…"). `text` is the snippet's."""

    def __init__(self, snippet, text, site, work, root=False, brotli=False):
        self.snippet, self.site, self.root, self.brotli = snippet, pathlib.Path(site), root, brotli
        self.kind = "nginx" if snippet.startswith("nginx") else "apache2"
        self.work = pathlib.Path(work)
        self.logs = self.work / "logs"
        self.text, self.process = text, None

    def __enter__(self):
        self.logs.mkdir(parents=True)
        self.port = free_port()
        values = {"port": self.port, "site": self.site, "logs": self.logs, "work": self.work}
        command = self.nginx(values) if self.kind == "nginx" else self.apache(values)
        as_user = {}
        if os.getuid() == 0 and not self.root:
            as_user = {"user": NOBODY.pw_uid, "group": NOBODY.pw_gid, "extra_groups": []}
            for path in (self.work, self.logs):
                os.chown(path, NOBODY.pw_uid, NOBODY.pw_gid)
        test = subprocess.run(command + ["-t"], capture_output=True, text=True, **as_user)
        self.said = test.stdout + test.stderr
        if test.returncode:
            raise Failed(f"{self.kind} -t: {self.said}")
        self.process = subprocess.Popen(
            command + ([] if self.kind == "nginx" else ["-DFOREGROUND"]),
            stdout=subprocess.DEVNULL, stderr=open(self.work / "stderr", "wb"), **as_user)
        self.wait()
        return self

    def user(self):
        return os.getuid() == 0 and self.root

    def nginx(self, values):
        user = f"user nobody {NOGROUP};\n" if self.user() else ""
        (self.work / "main.conf").write_text(NGINX.format(user=user, **values))
        (self.work / "snippet.conf").write_text(filled(self.snippet, self.text, values))
        return [program("nginx"), "-e", str(self.work / "main.log"), "-p", str(self.work), "-c", str(self.work / "main.conf")]

    def apache(self, values):
        user = f"User nobody\nGroup {NOGROUP}\n" if self.user() else ""
        main = APACHE.format(user=user, **values)
        modules = pathlib.Path(os.environ.get("APACHE_MODULES", "/usr/lib/apache2/modules"))
        for name in APACHE_MODULES + (["brotli"] if self.brotli else []):
            main += f"LoadModule {name}_module {modules}/mod_{name}.so\n"
        text = filled(self.snippet, self.text, values)
        if self.snippet == "apache.conf":
            main += text
        else:
            inside = f"DocumentRoot {self.work}\n"
            if self.snippet == "htaccess":
                (self.site / ".htaccess").write_text(text)
                alias = "/kurs" if "/kurs/404.html" in text else ""
                inside = f"Alias /kurs {self.site}\n" if alias else f"DocumentRoot {self.site}\n"
                inside += f"<Directory {self.site}>\nAllowOverride All\nRequire all granted\n</Directory>\nCustomLog /dev/null common\n"
                inside += 'ErrorLogFormat "%M"\n'
            else:
                # Its log is the reader's own, with what the snippet says to put there.
                inside += text + f'\nCustomLog {self.logs}/vhost.log "%h %r" env=!kurs\nErrorLogFormat "%M"\n'
            main += f"<VirtualHost 127.0.0.1:{self.port}>\nServerName intranett.example.no\n{inside}</VirtualHost>\n"
        (self.work / "main.conf").write_text(main)
        return [program("apache2"), "-d", str(self.work), "-f", str(self.work / "main.conf")]

    def wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        said = (self.work / "stderr").read_text() + "".join(p.read_text() for p in self.logs.glob("error.log"))
        self.__exit__(None, None, None)
        raise Failed(f"{self.kind} does not answer: {said}")

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        (self.site / ".htaccess").unlink(missing_ok=True)

    def get(self, path, method="GET", **headers):
        """The path as it is, byte for byte; headers with _ for -. Gives an Answer."""
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            c.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                c.putheader(name.replace("_", "-"), value)
            c.endheaders()
            r = c.getresponse()
            return Answer(r.status, r.getheaders(), r.read())
        finally:
            c.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def all(self, name):
        return [v for n, v in self.headers if n.lower() == name.lower()]

    def one(self, name):
        """The header's value; None without it. Twice is a failure."""
        found = self.all(name)
        if len(found) > 1:
            raise AssertionError(f"{name} is there {len(found)} times: {found}")
        return found[0] if found else None
