#!/usr/bin/python3
"""tenken collect: from nginx with WebDAV over TLS and from folders; only what is new, each once and whole; hostile listings and trees."""
import hashlib
import http.server
import os
import pathlib
import ssl
import subprocess
import sys
import threading

sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "net")]
from portfolio_case import TMP, check, equal, finish, refused, tenken  # noqa: E402
from servers import Authority, Nginx, Tinyproxy  # noqa: E402

os.environ["TENKEN_NET"] = "pause=0,stall=5"
COUNTS = ("listed", "collected", "known", "same", "left", "folders", "hidden")


def collect(source, into, *more, **env):
    return tenken("collect", source, "--into", into, "--json", *more, env=os.environ | env)


def counts(name, ran, status, **wanted):
    got = ran.json if ran.out else {}
    have = {k: got.get(k) for k in COUNTS if k in wanted} | {k: len(got.get(k, ())) for k in ("refused", "failed")}
    wanted = {"refused": 0, "failed": 0} | wanted
    check(name, ran.status == status and have == wanted, ran.status, have, ran.err)


def tree(directory):
    return {p.name: p.read_bytes() for p in pathlib.Path(directory).iterdir()}


def sealed(n, size=3000):
    content = hashlib.shake_128(str(n).encode()).digest(size + n)
    return hashlib.sha256(content).hexdigest() + ".p7m", content


def from_nginx(ca):
    server = ca.server()
    with Nginx(TMP / "nginx", server) as nginx, Tinyproxy(TMP / "proxy") as proxy:
        up = nginx.files / "up"
        (up / "receipts").mkdir(parents=True)
        offered = dict(sealed(n) for n in range(25)) | {"回答 & 1.json": b"{}", "plain name.xlsx": b"PK"}
        for name, content in offered.items():
            (up / name).write_bytes(content)
        here, ca_file = TMP / "in", ("--ca", ca.file)
        counts("everything the first time", collect(nginx.url("up"), here, *ca_file), 0, listed=27, collected=27, known=0, folders=1)
        equal("byte for byte, and nothing else in the directory", tree(here), offered)
        gets = nginx.access.read_text().count('"GET ')
        counts("nothing the second time", collect(nginx.url("up/"), here, *ca_file), 0, listed=27, collected=0, known=27)
        equal("and nothing was fetched for that", nginx.access.read_text().count('"GET '), gets)

        name, content = sealed(99)
        (up / name).write_bytes(content)
        (up / "plain name.xlsx").write_bytes(b"PK, changed")
        (up / "copy.xlsx").write_bytes(b"PK")
        (here / "回答 & 1.json").unlink()
        ran = collect(nginx.url("up"), here, *ca_file, https_proxy=proxy.url)
        counts("what came since, through a proxy", ran, 0, listed=29, collected=2, known=26, same=1)
        changed = hashlib.sha256(b"PK, changed").hexdigest() + "-plain name.xlsx"
        equal("the new file, the changed one beside the old one; no copy, and not what was moved away",
              set(tree(here)) - set(offered), {name, changed})
        check("what was moved away stays away", "回答 & 1.json" not in tree(here))
        check("the proxy saw a tunnel and no names", "CONNECT localhost" in proxy.log_file.read_text() and "p7m" not in proxy.log_file.read_text())
        counts("over IPv6", collect(nginx.url("up", host="[::1]"), TMP / "in6", *ca_file), 0, collected=29, same=0)

        (up / ("0" * 64 + ".p7m")).write_bytes(b"something else")
        ran = collect(nginx.url("up"), here, *ca_file)
        counts("a file that is not what its name promises", ran, 1, collected=0, known=29, refused=1)
        check("is refused by its name", ran.json["refused"][0]["name"] == "0" * 64 + ".p7m" and "promises" in ran.json["refused"][0]["reason"], ran.json)
        check("and does not lie in the directory", "0" * 64 + ".p7m" not in tree(here))

        refused("an authority that is not known", 3, ["localhost", "issuer", "--ca"], "collect", nginx.url("up"), "--into", TMP / "x")
        refused("no such folder", 3, ["404"], "collect", nginx.url("nowhere"), "--into", TMP / "x", *ca_file)
        refused("a file is no folder", 3, ["folder"], "collect", nginx.url("up/copy.xlsx"), "--into", TMP / "x", *ca_file)
        refused("http", 3, ["https://"], "collect", "http://localhost/up", "--into", TMP / "x")
        refused("a password in the address", 3, ["--credentials"], "collect", f"https://u:geheim@localhost:{nginx.port}/up", "--into", TMP / "x")
        refused("a query", 3, ["?"], "collect", nginx.url("up?a=b"), "--into", TMP / "x")
    refused("nobody there", 4, ["localhost"], "collect", nginx.url("up"), "--into", TMP / "x", *ca_file)
    check("a refusal leaves nothing behind", not (TMP / "x").exists() or not any((TMP / "x").iterdir()))
    for label, words, certificate in (("expired", ["expired"], ca.server("expired", expired=True)), ("other", ["other"], ca.server("other", names=("other.example",)))):
        with Nginx(TMP / label, certificate) as nginx:
            refused(f"a certificate that is {label}", 3, ["certificate"], "collect", nginx.url("up"), "--into", TMP / "x", "--ca", ca.file)


def with_credentials(ca):
    users = TMP / "users"
    users.write_text("prime:{PLAIN}geheim\n")
    users.chmod(0o644)
    with Nginx(TMP / "auth", ca.server("auth"), users=users) as nginx:
        (nginx.files / "up").mkdir()
        (nginx.files / "up" / "a.json").write_text("{}")
        common = ("collect", nginx.url("up"), "--into", TMP / "auth-in", "--ca", ca.file)
        refused("without a password", 3, ["user name"], *common)
        netrc = TMP / "credentials"
        netrc.write_text("machine localhost login prime password geheim\n")
        netrc.chmod(0o644)
        refused("a password that others can read", 3, ["chmod 600"], *common, "--credentials", netrc)
        netrc.chmod(0o600)
        ran = tenken(*common, "--credentials", netrc)
        check("with the password", ran.status == 0 and list(tree(TMP / "auth-in")) == ["a.json"] and b"1 new file" in ran.out, ran.err)
        netrc.write_text("machine localhost login prime password falsch\n")
        ran = tenken(*common, "--credentials", netrc)
        check("a wrong one is refused, and not said", ran.status == 3 and b"user name" in ran.err and b"falsch" not in ran.err, ran.err)


class Listing(http.server.BaseHTTPRequestHandler):
    """Answers PROPFIND with what the test wants, and GET with the name asked for."""
    protocol_version = "HTTP/1.1"
    answer = b""
    asked = []

    def log_message(self, *_):
        pass

    def do_PROPFIND(self):
        Listing.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if callable(Listing.answer):
            return Listing.answer(self)
        self.send_response(207)
        self.send_header("Content-Length", str(len(Listing.answer)))
        self.end_headers()
        self.wfile.write(Listing.answer)

    def do_GET(self):
        Listing.asked.append(self.path)
        body = b"content of " + self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def response(href, more=""):
    return f"<D:response><D:href>{href}</D:href><D:propstat><D:prop>{more}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"


def multistatus(*responses):
    return ('<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">' + "".join(responses) + "</D:multistatus>").encode()


def redirect(handler, to):
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def endless(handler):
    handler.send_response(207)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        handler.wfile.write(b'<D:multistatus xmlns:D="DAV:">')
        while True:
            handler.wfile.write(b" " * 1048576)
    except OSError:
        pass


def hostile_listings(ca):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*map(str, ca.server("hostile")))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listing)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    base, ca_file = f"https://127.0.0.1:{server.server_port}", ("--ca", ca.file)
    top = TMP / "fence"
    try:
        names = ["../a", "%2E%2E%2Fa", "..%2fa", "/etc/passwd", "https://evil.example/up/a", f"http://127.0.0.1:{server.server_port}/up/a", "a%00b",
                 "a%0d%0aSet-Cookie", "%1b%5b2J", "%ff", "sub/a", "a?x", "x" * 300, "%e2%80%aetxt.exe", "..", "%2e"]
        Listing.answer = multistatus(response("/up/"), *(response(n if "//" in n or n.startswith("/") else f"/up/{n}") for n in names), response("/up/good.json"),
                                     response("/up/good.json"), response("/up/g%6fod.json"), response("/up/loop/", "<D:resourcetype><D:collection/></D:resourcetype>"))
        ran = collect(base + "/up", top / "in", *ca_file)
        counts("of a hostile listing the good file alone", ran, 1, listed=19, collected=1, folders=1, refused=len(names) + 2)
        equal("lies there", {str(p.relative_to(top)) for p in top.rglob("*") if p.is_file() and ".collect" not in str(p)}, {"in/good.json"})
        equal("and only it was asked for", Listing.asked, ["/up/", "/up/good.json"])
        check("every refusal has a reason, and no control character", all(r["reason"] and r["name"].isprintable() for r in ran.json["refused"]), ran.json)
        plain = tenken("collect", base + "/up", "--into", top / "in", *ca_file)
        check("for people too", plain.status == 1 and plain.err.count(b"\n") == len(names) + 2 and b"\x1b" not in plain.err, plain.err)

        Listing.answer = multistatus(response("/up/"), *(response(f"/up/{n:05}.txt", "<D:getcontentlength>4</D:getcontentlength>") for n in range(3000)))
        ran = collect(base + "/up", TMP / "many", *ca_file, "--max-files", "40")
        counts("the listing is longer than what is wanted, and its sizes are wrong", ran, 1, listed=3000, collected=0, left=2995 - (len(ran.json["failed"]) - 5),
               failed=len(ran.json["failed"]))
        check("the run ends when one file after the other fails", 5 <= len(ran.json["failed"]) <= 8, len(ran.json["failed"]))
        Listing.answer = multistatus(*(response(f"/up/{n:05}.txt") for n in range(3000)))
        ran = collect(base + "/up", TMP / "many", *ca_file, "--max-files", "40", "--at-once", "8")
        counts("as many as are wanted", ran, 1, listed=3000, collected=40, left=2960)
        Listing.answer = multistatus(response("/up/large", f"<D:getcontentlength>{2 << 20}</D:getcontentlength>"), response("/up/small"))
        counts("too large by its own account", collect(base + "/up", TMP / "large", *ca_file, "--max-size", "1"), 1, listed=2, collected=1, refused=1)

        for name, status, words, answer in (
                ("entities", 3, ["WebDAV"], b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + multistatus(response("/up/&a;"))),
                ("a web page", 3, ["WebDAV"], b"<html></html>"),
                ("another host", 3, ["127.0.0.1"], lambda h: redirect(h, "https://evil.example/up/")),
                ("http", 3, ["127.0.0.1"], lambda h: redirect(h, f"http://127.0.0.1:{server.server_port}/up/")),
                ("itself", 3, ["127.0.0.1"], lambda h: redirect(h, "/up/")),
                ("a listing without end", 3, ["127.0.0.1"], endless)):
            Listing.answer = answer
            refused(f"a listing that is or leads to {name}", status, words, "collect", base + "/up", "--into", TMP / "x", *ca_file)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def from_folders():
    share = TMP / "share %41"
    (share / "receipts").mkdir(parents=True)
    (share / "a.json").write_text("{}")
    (share / ".half-an-upload").write_text("{")
    (share / "b.p7m").write_bytes(b"b" * 100000)
    (TMP / "secret").write_text("the prime's own")
    (share / "link.json").symlink_to(TMP / "secret")
    os.mkfifo(share / "pipe.json")
    os.mkfifo(share / "\x1b[2J.json")
    ran = collect(share, TMP / "from-share")
    counts("from a folder: files, no links and no pipes", ran, 1, listed=5, collected=2, folders=1, hidden=1, refused=3)
    equal("byte for byte", tree(TMP / "from-share"), {"a.json": b"{}", "b.p7m": b"b" * 100000})
    for odd in ("link.json", "pipe.json", "\x1b[2J.json"):
        (share / odd).unlink()
    counts("by a file: address", collect("file://" + str(share).replace("%", "%25"), TMP / "from-share"), 0, listed=2, known=2, collected=0)
    (share / "a.json").write_text("[]")
    counts("a changed file", collect(share, TMP / "from-share"), 0, collected=1, known=1)
    counts("at most so much in one run", collect(share, TMP / "little", "--max-total", "1"), 0, collected=2)
    ran = tenken("collect", share, "--into", TMP / "ja", "--lang", "ja")
    check("in Japanese", ran.status == 0 and "新しいファイル 2 件" in ran.out.decode(), ran.out, ran.err)
    refused("no such folder", 3, ["nowhere"], "collect", TMP / "nowhere", "--into", TMP / "x")
    refused("no file address", 3, ["file:///"], "collect", "file://host/share", "--into", TMP / "x")
    refused("another scheme", 3, ["https://"], "collect", "ftp://host/share", "--into", TMP / "x")
    refused("no --into", 2, ["--into"], "collect", share)
    refused("a number that is none", 2, ["--at-once"], "collect", share, "--into", TMP / "x", "--at-once", "99")
    database = TMP / "some.db"
    subprocess.run([os.environ["TENKEN"], "portfolio", "init", database], check=True, capture_output=True)
    ran = tenken("merge", "--into", database, "--json", TMP / "from-share")
    check("merge finds the collected files and nothing else", ran.json["files"] == 3, ran.json)


authority = Authority(TMP / "ca")
from_nginx(authority)
with_credentials(authority)
hostile_listings(authority)
from_folders()
finish()
