"""For the tests of sending: certificates of an authority of our own, a small store over TLS that misbehaves on demand, and a firm with sealed
answers for a customer's request. Everything on loopback; servers live in threads of the test."""
import base64
import datetime
import http.server
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "cli"))
from portfolio_case import TENKEN, TMP, check, equal, finish, refused, tenken  # noqa: E402,F401


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def certificate(name, issuer=None, names="DNS:localhost", days="30"):
    """NAME.pem and NAME.key, signed by issuer (else by itself); returns the paths."""
    cert, key, wish = TMP / f"{name}.pem", TMP / f"{name}.key", TMP / f"{name}.csr"
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(key), "-out", str(wish), "-subj", f"/CN={name}")
    extra = TMP / f"{name}.ext"
    extra.write_text("basicConstraints=critical,CA:TRUE\n" if issuer is None and names == "" else f"subjectAltName={names}\n" if names else "")
    signer = ["-CA", str(TMP / f"{issuer}.pem"), "-CAkey", str(TMP / f"{issuer}.key"), "-CAcreateserial"] if issuer else ["-signkey", str(key)]
    openssl("x509", "-req", "-in", str(wish), *signer, "-out", str(cert), "-days", days, "-extfile", str(extra))
    return cert, key


class Store:
    """A WebDAV collection under /in/ and single objects under /signed/. Each request takes the next of `faults` (a word, or a function)."""

    def __init__(self, name="server", context=None, host="127.0.0.1"):
        self.files, self.seen, self.faults, self.password = {}, [], [], None
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key.replace("_", "-"), str(value))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def cut(self):
                self.close_connection = True
                self.connection.close()

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                store.seen.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, len(body)))
                fault = store.faults.pop(0) if store.faults else None
                if callable(fault):
                    return fault(self, body)
                if fault == "cut":
                    return self.cut()
                if isinstance(fault, tuple):
                    return self.answer(fault[0], b"", **fault[1])
                if store.password and self.headers.get("Authorization") != "Basic " + base64.b64encode(store.password.encode()).decode():
                    return self.answer(401, WWW_Authenticate='Basic realm="in"')
                path = self.path.split("?")[0]
                if self.command == "PUT":
                    there = path in store.files
                    if there and self.headers.get("If-None-Match") == "*":
                        return self.answer(412)
                    if self.headers.get("If-Match") and (not there or self.headers["If-Match"] != store.etag(path)):
                        return self.answer(412)
                    store.files[path] = body[: len(body) // 2] if fault == "truncate" else body
                    return self.cut() if fault == "cut after storing" else self.answer(204 if there else 201)
                if path not in store.files:
                    return self.answer(404, b"no such thing")
                data = store.files[path]
                headers = {"ETag": store.etag(path)}
                if self.headers.get("Range"):
                    begin = int(self.headers["Range"][6:].rstrip("-"))
                    return self.answer(206, data[begin:], Content_Range=f"bytes {begin}-{len(data) - 1}/{len(data)}", **headers)
                if fault == "half":
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(data)))
                    self.send_header("ETag", store.etag(path))
                    self.end_headers()
                    self.wfile.write(data[: len(data) // 2])
                    self.wfile.flush()
                    return self.cut()
                return self.answer(200, data, **headers)

            do_PUT = do_GET = do_HEAD = handle_one

        family = socket.AF_INET6 if ":" in host else socket.AF_INET

        class Server(http.server.ThreadingHTTPServer):
            address_family = family
            daemon_threads = True

            def handle_error(self, *_):
                pass

            def finish_request(self, request, address):
                request.settimeout(30)
                super().finish_request(request, address)

        self.server = Server((host, 0), Handler)
        if context is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TMP / f"{name}.pem", TMP / f"{name}.key")
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def etag(self, path):
        return f'"{hash(self.files[path]) & 0xFFFFFFFF:x}-{len(self.files[path])}"'

    def url(self, path="/in/", host="localhost"):
        return f"https://{host}:{self.port}{path}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def identity(path, name):
    """A key and its certificate as the program makes them, but with few iterations, which saves the tests half a minute."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    since, until = datetime.datetime(2026, 1, 1), datetime.datetime(2031, 1, 1)
    cert = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), since, until).sign(key, hashes.SHA256())
    path.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, cert, None, BestAvailableEncryption(b"correct horse")))
    return key, cert


class Proxy:
    """Tunnels every CONNECT to one port of this computer, whatever host is asked for; counts what was asked."""

    def __init__(self, port):
        self.asked = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.target = port
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.tunnel, args=(client,), daemon=True).start()

    def tunnel(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(4096)
            if not piece:
                return
            head += piece
        self.asked.append(head.split()[1].decode())
        server = socket.create_connection(("127.0.0.1", self.target))
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        threading.Thread(target=self.copy, args=(server, client), daemon=True).start()
        self.copy(client, server)

    @staticmethod
    def copy(source, target):
        try:
            while piece := source.recv(65536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Prime:
    """A customer with a portfolio, and a request for the firm; its answers come sealed unless seals is False."""

    def __init__(self, name, upload, suppliers="S1", pack="basic10", seals=True, folder=None, period=None, **more_environment):
        self.name, self.dir = name, TMP / (folder or name)
        self.dir.mkdir()
        (TMP / "pass").write_text("correct horse\n")
        self.key = identity(self.dir / "sign.p12", name)
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", str(self.dir / "seal.key"), "-out",
                str(self.dir / "seal.pem"), "-subj", f"/CN={name} seal", "-days", "30")
        self.db = self.dir / "p.db"
        tenken("portfolio", "init", self.db)
        (self.dir / "list.csv").write_text(f"supplier_code,name\n{suppliers},Mihon Works\n")
        tenken("suppliers", self.db, "import", self.dir / "list.csv")
        more = ["--upload", upload] if upload else []
        more += ["--encrypt-to", self.dir / "seal.pem"] if seals else []
        more += ["--period", period] if period else []
        packs = [word for p in ([pack] if isinstance(pack, str) else pack) for word in ("--pack", p)]
        ran = tenken("request", "new", "--portfolio", self.db, "--identity", self.dir / "sign.p12", "--passphrase-file", TMP / "pass", "--to", suppliers,
                     "--due", "2026-12-15", *packs, *more, "--name", name, "--out", self.dir / "out",
                     env=os.environ | more_environment)
        found = list((self.dir / "out").glob("*.json"))
        assert len(found) == 1, (ran.status, ran.err)
        self.request = found[0]
        self.document = json.loads(self.request.read_text())["document"]

    def fingerprint(self):
        from cryptography.hazmat.primitives import hashes

        return self.key[1].fingerprint(hashes.SHA256()).hex()

    def receipt(self, sha256, key=None, role="requester", typ="tenken-receipt+jws", **changes):
        """Signed without any code of the project."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, utils
        from cryptography.hazmat.primitives.serialization import Encoding
        import hashlib

        private, cert = key or self.key
        digest = hashlib.sha256(canonical(self.document)).hexdigest()
        document = {"state": "received", "request": {"id": self.document["request_id"], "digest": digest}, "file": {"sha256": sha256},
                    "received_at": "2026-11-22T09:30:00Z"} | changes
        header = {"alg": "ES256", "typ": typ, "x5c": [base64.b64encode(cert.public_bytes(Encoding.DER)).decode()], "iat": 1795000000, "role": role}
        protected = b64u(json.dumps(header).encode())
        der = private.sign(f"{protected}.{b64u(canonical(document))}".encode(), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        signature = b64u(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return json.dumps({"format": "tenken-receipt/1", "document": document, "signatures": [{"protected": protected, "signature": signature}]}).encode()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def firm():
    """The firm's key, once."""
    (TMP / "pass").write_text("correct horse\n")
    identity(TMP / "firm.p12", "Mihon Works")


def hand_in(prime, name):
    """A draft answered for the prime's request, confirmed, signed and sealed: NAME.tenken, NAME.json.p7m, NAME.xlsx.p7m."""
    draft = TMP / f"{name}.tenken"
    tenken("request", "confirm", prime.request, "--fingerprint", prime.fingerprint())
    ran = tenken("new", draft, "--request", prime.request)
    assert ran.status == 0, ran.err
    tenken("set", draft, "supplier.name=見本製作所", "basic10:1=2", "basic10:1.note=SECRET-NOTE")
    seal(draft, name)
    return draft, TMP / f"{name}.json.p7m"


def seal(draft, name, *more):
    ran = tenken("export", draft, "--unfinished", "--identity", TMP / "firm.p12", "--passphrase-file", TMP / "pass", "--json", TMP / f"{name}.json.p7m",
                 "--xlsx", TMP / f"{name}.xlsx.p7m", *more)
    assert ran.status == 0, ran.err
