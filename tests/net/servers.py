"""Real servers for the tests, each an ordinary process on a free loopback port, ended by process id by whoever started it: nginx with WebDAV
and TLS, tinyproxy; and the certificates that they need, by an authority of the tests' own."""
import datetime
import ipaddress
import os
import pathlib
import signal
import socket
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

MODULES = pathlib.Path("/usr/lib/nginx/modules")
NAMES = ("localhost", "127.0.0.1", "::1")


def free_port(host="127.0.0.1"):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as s:
        s.bind((host, 0))
        return s.getsockname()[1]


def alternative(name):
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


class Authority:
    """A certification authority: its certificate lies in self.file."""

    def __init__(self, directory, name="Test authority"):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        today = datetime.datetime.utcnow().replace(hour=0, minute=0, second=0, microsecond=0)
        self.certificate = self.build(self.name, self.key, today - datetime.timedelta(days=400), today + datetime.timedelta(days=400)).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(self.key, hashes.SHA256())
        self.file = self.directory / "ca.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        self.today = today

    def build(self, subject, key, start, end):
        return (x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key.public_key())
                .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end))

    def server(self, label="server", names=NAMES, days=30, expired=False):
        """A server's certificate and key as two PEM files."""
        key = ec.generate_private_key(ec.SECP256R1())
        start, end = (self.today - datetime.timedelta(days=60), self.today - datetime.timedelta(days=30)) if expired else (
            self.today - datetime.timedelta(days=1), self.today + datetime.timedelta(days=days))
        certificate = self.build(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]), key, start, end).add_extension(
            x509.SubjectAlternativeName([alternative(n) for n in names]), critical=False).sign(self.key, hashes.SHA256())
        chain, secret = self.directory / f"{label}.pem", self.directory / f"{label}.key"
        chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        secret.touch(mode=0o600)
        secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        return chain, secret


class Process:
    """One server process; use it in a with statement."""

    def __init__(self, command, log, ready):
        self.log = open(log, "wb")
        self.process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.await_ready(ready)

    def await_ready(self, addresses):
        """Connects until somebody answers: each attempt waits for the last, and a process that ended is noticed."""
        for host, port in addresses:
            while True:
                try:
                    socket.create_connection((host, port), timeout=5).close()
                    break
                except OSError:
                    if self.process.poll() is not None:
                        raise RuntimeError(pathlib.Path(self.log.name).read_text(errors="replace"))
                    os.sched_yield()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


NGINX = """daemon off;
pid {base}/nginx.pid;
error_log stderr;
worker_processes 1;
{user}
load_module {modules}/ngx_http_dav_ext_module.so;
events {{ worker_connections 256; }}
http {{
    access_log {base}/access.log;
    client_body_temp_path {base}/body; proxy_temp_path {base}/proxy; fastcgi_temp_path {base}/fastcgi;
    uwsgi_temp_path {base}/uwsgi; scgi_temp_path {base}/scgi;
    client_max_body_size 64m;
    server {{
        {listen}
        {tls}
        root {root};
        location / {{
            {once}
            {auth}
            dav_methods PUT DELETE MKCOL;
            dav_ext_methods PROPFIND OPTIONS;
            dav_access user:rw;
        }}
    }}
}}
"""
# nginx itself does not look at If-None-Match when it stores: a careful administrator's way to keep what is there.
ONCE = """set $taken ""; if ($request_method = PUT) { set $taken p; } if (-f $request_filename) { set $taken "${taken}f"; } if ($taken = pf) { return 412; }"""


class Nginx(Process):
    """WebDAV over TLS (certificate: a pair from Authority.server; None: plain) on 127.0.0.1 and ::1, the same port. files: where it stores.
    once: refuses to replace what is there. users: a file of htpasswd's format."""

    def __init__(self, directory, certificate, once=False, users=None):
        base = pathlib.Path(directory).absolute()
        base.mkdir(parents=True, exist_ok=True)
        self.files = base / "files"
        self.files.mkdir(exist_ok=True)
        self.port = free_port()
        self.access = base / "access.log"
        tls = certificate is not None
        word = " ssl" if tls else ""
        (base / "nginx.conf").write_text(NGINX.format(
            base=base, modules=MODULES, root=self.files, once=ONCE if once else "", user="user root;" if os.geteuid() == 0 else "",
            listen=f"listen 127.0.0.1:{self.port}{word}; listen [::1]:{self.port}{word} ipv6only=on;",
            tls=f"ssl_certificate {certificate[0]}; ssl_certificate_key {certificate[1]}; ssl_protocols TLSv1.2 TLSv1.3;" if tls else "",
            auth=f'auth_basic "suppliers"; auth_basic_user_file {users};' if users else ""))
        super().__init__(["/usr/sbin/nginx", "-p", base, "-c", base / "nginx.conf", "-e", "stderr"], base / "log",
                         [("127.0.0.1", self.port), ("::1", self.port)])

    def url(self, path="", host="localhost"):
        return f"https://{host}:{self.port}/{path}"


class Tinyproxy(Process):
    """An HTTP proxy on 127.0.0.1; self.log_file has what it was asked."""

    def __init__(self, directory):
        base = pathlib.Path(directory).absolute()
        base.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.log_file = base / "tinyproxy.log"
        (base / "tinyproxy.conf").write_text(
            f'Port {self.port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 50\nAllow 127.0.0.1\nLogFile "{self.log_file}"\nLogLevel Connect\n'
            f'PidFile "{base}/tinyproxy.pid"\n')
        super().__init__(["tinyproxy", "-d", "-c", base / "tinyproxy.conf"], base / "log", [("127.0.0.1", self.port)])

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"
