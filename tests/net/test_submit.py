#!/usr/bin/env python3
"""tenken submit against a store that misbehaves: every file arrives once and whole, or the user is told; receipts count only from the customer."""
import datetime
import hashlib
import json
import os
import ssl
import subprocess
import warnings

from delivery_case import TENKEN, TMP, Prime, Store, canonical, certificate, check, equal, finish, firm, hand_in, identity, seal, tenken

certificate("ca", names="")
certificate("server", "ca")
CA = ["--ca", TMP / "ca.pem"]
store = Store()
firm()
prime = Prime("Mihon Motors", store.url())
draft, sealed = hand_in(prime, "a")
bytes_sent = sealed.read_bytes()
digest = hashlib.sha256(bytes_sent).hexdigest()
NAME = f"/in/{digest}.p7m"


def submit(*arguments, **more):
    return tenken("submit", *arguments, *CA, **more)


def fresh(*faults):
    store.files.clear()
    store.seen.clear()
    store.faults[:] = faults


def puts():
    return [s for s in store.seen if s[0] == "PUT"]


def last():
    return json.loads(draft.read_text())["sendings"][-1]


def says(name, ran, status, *words):
    text = ran.err.decode("utf-8", "replace")
    check(name, ran.status == status and all(w in text for w in words), ran.status, ran.err, ran.out)


# ---- arriving ----
fresh()
ran = submit(sealed)
check("it arrives, whole, under its digest", ran.status == 0 and store.files == {NAME: bytes_sent}, ran.err, list(store.files))
check("and replaces nothing", puts()[0][2].get("if-none-match") == "*", puts())
check("that it was read back is said, on a line of its own", b"read back" in ran.out and ran.out.endswith(b"\n"), ran.out)
check("with progress", b"100 %" in ran.err and b"/s" in ran.err, ran.err)
equal("the draft knows", (last()["result"], last()["sha256"], last()["to"]), ("checked", digest, store.url()))
ran = submit(draft, "--json")
check("the draft alone is enough, and what is there already is success", ran.status == 0 and ran.json["was_there"] and ran.json["result"] == "checked", ran.out, ran.err)
equal("still one file", store.files, {NAME: bytes_sent})
ran = submit(sealed, "--to", store.url(), cwd="/")
check("its draft is found beside it", b"No draft" not in ran.out and ran.status == 0, ran.out, ran.err)

# ---- what can be tried again is tried again ----
for name, faults in {
    "the connection breaks": ["cut"],
    "the connection breaks twice": ["cut", "cut"],
    "503": [(503, {})],
    "429 with a time to wait": [(429, {"Retry_After": "0"})],
    "429 until a date that has passed": [(429, {"Retry_After": "Sun, 22 Nov 2020 00:00:00 GMT"})],
    "408, 425, 500, 502": [(408, {}), (425, {}), (500, {}), (502, {})],
    "the answer is lost": ["cut after storing"],
    "reading back breaks half-way": [None, "half"],
}.items():
    fresh(*faults)
    ran = submit(sealed)
    check(f"{name}: it arrives once, whole", ran.status == 0 and store.files == {NAME: bytes_sent}, ran.err, list(store.files))
check("the second half only was fetched again", any("range" in s[2] for s in store.seen), store.seen)
fresh(*[(503, {})] * 9)
says("503 to the end: told, after six attempts", submit(sealed), 4, "503", "6 attempts")
equal("six", len(puts()), 6)
equal("and the draft says that it failed", last()["result"], "failed")
fresh((503, {"Retry_After": "86400"}))
says("a day is too long to wait: the user is told", submit(sealed), 4, "1440 minutes")
equal("one attempt", len(puts()), 1)
for status, words in {400: "400", 401: "user name", 403: "does not allow", 404: "no such place", 413: "too large", 501: "takes no files", 505: "505"}.items():
    fresh(*[(status, {})] * 3)
    says(f"{status} is final", submit(sealed), 3, words)
    equal(f"{status}: asked once", len(puts()), 1)
fresh(*[(507, {})] * 20)
says("no room", submit(sealed), 4, "no room")

# ---- broken on the other side ----
fresh("truncate")
says("what was cut off there is noticed", submit(sealed), 4, "not this file")
equal("and noted", last()["result"], "failed")
ran = submit(sealed)
check("sent again it replaces the broken one", ran.status == 0 and store.files == {NAME: bytes_sent}, ran.err)
check("that one only", puts()[-1][2].get("if-match") is not None, puts()[-1])
fresh()
store.files[NAME] = b"x" * (len(bytes_sent) + 70000)
ran = submit(sealed)
check("something larger under this name, too", ran.status in (0, 4) and (store.files[NAME] == bytes_sent) == (ran.status == 0), ran.status, ran.err)
fresh(None, (403, {}))
ran = submit(sealed)
check("a box that nobody may look into", ran.status == 0 and last()["result"] == "arrived", ran.err, last())
fresh(*["cut"] * 40)
says("never an answer: told that it is not known", submit(sealed), 4, "not known")
equal("noted so", last()["result"], "unknown")

# ---- redirects ----
other = Store()
for name, target, words in (
    ("another computer", other.url(host="localhost"), "another computer"),
    ("plain http", f"http://localhost:{store.port}/in/x", "without https"),
    ("a user name in it", f"https://a:b@localhost:{store.port}/in/x", "user name"),
    ("a file", "file:///etc/passwd", "without https"),
    ("nothing", "", "nowhere"),
):
    for status in (301, 302, 307, 308):
        fresh((status, {"Location": target} if target else {}))
        says(f"{status} to {name} is refused", submit(sealed), 3, words)
equal("nothing went there", other.seen, [])
fresh((307, {"Location": f"/in/moved/{digest}.p7m"}))
ran = submit(sealed)
check("within the same computer it is followed", f"/in/moved/{digest}.p7m" in store.files, ran.err, list(store.files))
fresh(*[(308, {"Location": NAME})] * 30)
says("in circles", submit(sealed), 3, "circles")
check("not for ever", len(store.seen) < 10, len(store.seen))

# ---- who is at the other end ----
says("an unknown issuer", tenken("submit", sealed), 3, "issuer", "--ca")
equal("and says what it sent: nothing", "nothing was exchanged" in json.loads(draft.read_text())["sendings"][-1]["note"], True)


warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.1 is what is refused here


def server_with(name, cert, **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for key, value in settings.items():
        setattr(context, key, value)
    if settings:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(TMP / f"{cert}.pem", TMP / f"{cert}.key")
    return Store(context=context)


certificate("wrong", "ca", "DNS:somebody.example")
certificate("selfish")


def expired():
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    ca = x509.load_pem_x509_certificate((TMP / "ca.pem").read_bytes())
    key = serialization.load_pem_private_key((TMP / "ca.key").read_bytes(), None)
    server = serialization.load_pem_private_key((TMP / "server.key").read_bytes(), None)
    old = datetime.datetime(2020, 1, 1)
    made = x509.CertificateBuilder(ca.subject, x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "old")]), server.public_key(), 7, old, old + datetime.timedelta(days=30), [
        x509.Extension(x509.SubjectAlternativeName.oid, False, x509.SubjectAlternativeName([x509.DNSName("localhost")]))]).sign(key, hashes.SHA256())
    (TMP / "old.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (TMP / "old.key").write_bytes((TMP / "server.key").read_bytes())


expired()
for name, cert, words, settings in (
    ("another name", "wrong", "another name", {}),
    ("expired", "old", "expired", {}),
    ("signed by itself", "selfish", "signed its certificate itself", {}),
    ("TLS 1.1", "server", "old kind", {"minimum_version": ssl.TLSVersion.TLSv1_1, "maximum_version": ssl.TLSVersion.TLSv1_1}),
):
    bad = server_with(name, cert, **settings)
    says(f"{name}: refused in words", submit(sealed, "--to", bad.url(), "--confirm-host", f"localhost:{bad.port}"), 3, words)
    equal(f"{name}: nothing was sent", bad.seen, [])
    bad.stop()
says("no such authority file", tenken("submit", sealed, "--ca", TMP / "none.pem"), 3, "none.pem")
says("an authority file without certificates", tenken("submit", sealed, "--ca", TMP / "pass"), 3, "--ca")

# ---- no network ----
closed = f"https://localhost:{other.port}/in/"
other.stop()
ran = submit(sealed, "--to", closed, "--confirm-host", f"localhost:{other.port}")
says("nobody there", ran, 4, "cannot be reached")
ran = submit(sealed, "--to", "https://no-such-host.invalid/in/", "--confirm-host", "no-such-host.invalid", "--lang", "ja")
says("no such host, in Japanese", ran, 4, "no-such-host.invalid が見つかりません")
says("a proxy that is down", submit(sealed, env=os.environ | {"https_proxy": f"http://127.0.0.1:{other.port}"}), 4, "cannot be reached")

# ---- where to ----
elsewhere = Store()
fresh()
says("another host than the confirmed one", submit(sealed, "--to", elsewhere.url()), 1, "--confirm-host", "Nothing was sent")
says("a confirmation for yet another", submit(sealed, "--to", elsewhere.url(), "--confirm-host", "localhost:1"), 1, "Nothing was sent")
equal("it saw nothing", elsewhere.seen, [])
ran = submit(sealed, "--to", elsewhere.url(), "--confirm-host", f"localhost:{elsewhere.port}")
check("confirmed in so many words it goes", ran.status == 0 and NAME in elsewhere.files, ran.err)
for url, words in (("http://localhost/in/", "http://"), ("https://me:geheim@localhost/in/", "--credentials"), ("ftp://x/", "https://"), ("", "https://")):
    ran = submit(sealed, "--to", url)
    says(f"{url or 'an empty address'} is refused", ran, 3, words)
    check("without its password", b"geheim" not in ran.err + ran.out, ran.err)

# ---- an address that is a permission itself ----
TOKEN = "X-Amz-Signature=feedbeef%2F0"
(TMP / "address").write_text(store.url(f"/signed/one.p7m?{TOKEN}") + "\n")
(TMP / "netrc").write_text("machine localhost login mihon password geheim\n")
(TMP / "netrc").chmod(0o600)
for _ in range(2):
    fresh()
    ran = submit(sealed, "--to-file", TMP / "address", "--credentials", TMP / "netrc")
    check("one object, written again when sent again", ran.status == 0 and store.files == {"/signed/one.p7m": bytes_sent}, ran.err, list(store.files))
    check("without a user name", all("authorization" not in s[2] and "if-none-match" not in s[2] for s in store.seen), store.seen)
fresh("cut after storing")
equal("an answer lost: written again", (submit(sealed, "--to-file", TMP / "address").status, len(puts())), (0, 2))
fresh(*["cut"] * 9)
says("lost to the end: not known", submit(sealed, "--to-file", TMP / "address"), 4, "not known")
fresh((403, {}))
says("run out", submit(sealed, "--to-file", TMP / "address"), 3, "run out")
says("no receipt can come from there", submit(sealed, "--check", "--to-file", TMP / "address"), 3, "--receipt")
check("the token is nowhere", b"feedbeef" not in draft.read_bytes() + ran.out + ran.err)
equal("the draft shows that something was left out", last()["to"], store.url("/signed/one.p7m?..."))

seen = {}


def look_at_arguments(handler, _):
    seen["arguments"] = open(f"/proc/{running.pid}/cmdline", "rb").read()
    with open(f"/proc/{running.pid}/limits") as limits:
        seen["core"] = [line.split()[4] for line in limits if line.startswith("Max core")] if os.geteuid() == 0 else ["0"]
    handler.answer(201)


fresh(look_at_arguments)
running = subprocess.Popen([TENKEN, "submit", str(sealed), "--to", store.url(f"/signed/two.p7m?{TOKEN}"), *map(str, CA)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
out, err = running.communicate()
check("while it runs the token is not in its arguments", running.returncode == 0 and b"two.p7m" in seen["arguments"] and b"feedbeef" not in seen["arguments"], seen, err)
equal("and no core file would hold it", seen["core"], ["0"])

# ---- a user name and password ----
store.password = "mihon:geheim"
fresh()
says("asked for, not given", submit(sealed), 3, "user name", "--credentials")
ran = submit(sealed, "--credentials", TMP / "netrc")
check("given", ran.status == 0 and store.files == {NAME: bytes_sent}, ran.err)
fresh((307, {"Location": f"/in/moved/{digest}.p7m"}))
check("also where the same computer redirects to", submit(sealed, "--credentials", TMP / "netrc").status == 0, store.seen)
(TMP / "netrc").write_text("machine localhost login mihon password falsch\n")
fresh()
ran = submit(sealed, "--credentials", TMP / "netrc")
says("wrong", ran, 3, "user name")
check("in no sentence, in no draft", b"falsch" not in ran.out + ran.err + draft.read_bytes() and b"geheim" not in draft.read_bytes())
(TMP / "netrc").chmod(0o644)
says("a file that others may read", submit(sealed, "--credentials", TMP / "netrc"), 3, "chmod 600")
store.password = None

# ---- what may leave ----
seal(draft, "open", "--seal", "none")
(TMP / "open.json.p7m").rename(TMP / "open.json")
(TMP / "open.xlsx.p7m").rename(TMP / "open.xlsx")
fresh()
says("answers in the open stay here", submit(TMP / "open.json"), 1, "not sealed", "--unsealed")
says("for a wrong word, too", submit(TMP / "open.json", "--unsealed", "yes"), 1, "not sealed")
equal("nothing was sent", store.seen, [])
for words, kind in (("everybody may read it", "json"), ("だれに読まれてもよい", "xlsx")):
    ran = submit(TMP / f"open.{kind}", "--unsealed", words)
    check(f"insisted in words: {kind} goes", ran.status == 0 and any(n.endswith(f".{kind}") for n in store.files), ran.err)
fresh()
(TMP / "half.p7m").write_bytes(bytes_sent[:-1])
(TMP / "more.p7m").write_bytes(bytes_sent + b"x")
(TMP / "empty").write_bytes(b"")
os.mkfifo(TMP / "fifo")
for name in ("firm.p12", "half.p7m", "more.p7m", "empty", "fifo", "pass", "ca.key", "none", "Mihon Motors"):
    ran = submit(TMP / name, "--to", store.url(), "--unsealed", "everybody may read it")
    check(f"{name} never leaves", ran.status in (1, 3) and ran.err.count(b"\n") == 1, ran.status, ran.err)
equal("nothing was sent", store.seen, [])
seal(draft, "a2")
ran = submit(TMP / "a2.json.p7m", "--draft", TMP / "firm.p12")
check("another draft is not taken for its own", ran.status == 3, ran.err)
ran = tenken("submit", sealed, "--to", store.url(), *CA, "--json")
check("an earlier revision is still known by its sending", ran.status == 0 and ran.json["draft"] == str(draft), ran.out, ran.err)
(TMP / "away").mkdir()
(TMP / "away" / "x.p7m").write_bytes(prime.request.read_bytes()[:0] + (TMP / "a2.xlsx.p7m").read_bytes())
ran = submit(TMP / "away" / "x.p7m", "--to", store.url(), cwd="/")
check("of an unknown file it says that nothing is noted", ran.status == 0 and b"--draft" in ran.out, ran.out, ran.err)

# ---- never exported ----
seal(draft, "plain", "--seal", "none")
text = (TMP / "plain.json.p7m").read_text()
check("what the draft knows of sendings stays in it", all(word not in text for word in ("sendings", "receipts", "files", "localhost", digest)), text[:300])

# ---- receipts ----
draft2, sealed2 = hand_in(prime, "b")
digest2 = hashlib.sha256(sealed2.read_bytes()).hexdigest()
PLACE = f"/in/receipts/{digest2}.receipt.json"
fresh()
check("sent", submit(draft2).status == 0)
says("none yet", submit(draft2, "--check"), 1, "no receipt yet")
check("that there is none has no progress", b"%" not in submit(draft2, "--check").err)
good = prime.receipt(digest2)
tampered = json.loads(good)
tampered["document"]["received_at"] = "2026-11-23T09:30:00Z"
HOSTILE = {
    "by somebody else": (prime.receipt(digest2, key=identity(TMP / "impostor.p12", "Mihon Motors")), 1, "somebody else"),
    "for another file": (prime.receipt(digest), 1, "another file"),
    "for another request": (prime.receipt(digest2, request={"id": prime.document["request_id"], "digest": "0" * 64}), 1, "another request"),
    "tampered with": (json.dumps(tampered).encode(), 1, "proves nothing"),
    "signed as answers": (prime.receipt(digest2, typ="tenken-answers+jws"), 1, "proves nothing"),
    "in a supplier's role": (prime.receipt(digest2, role="supplier"), 1, "proves nothing"),
    "that says something else": (prime.receipt(digest2, state="accepted"), 1, "proves nothing"),
    "unsigned": (json.dumps(json.loads(good) | {"signatures": []}).encode(), 1, ""),
    "a request": (json.dumps({"format": "tenken-request/1", "document": {}, "signatures": []}).encode(), 3, "no receipt"),
    "no JSON": (b"\x1b[2J" * 100, 3, "no receipt"),
    "too large": (good + b" " * 70000, 3, "more than"),
}
for name, (data, status, words) in HOSTILE.items():
    fresh()
    store.files[PLACE] = data
    ran = submit(draft2, "--check")
    check(f"a receipt {name} counts for nothing", ran.status == status and words.encode() in ran.err and b"\x1b" not in ran.err, ran.status, ran.err)
check("and is not kept", "receipts" not in json.loads(draft2.read_text()))


def endless(handler, _):
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b"[" * 65536)
    except OSError:
        seen["ended"] = True


def endless_headers(handler, _):
    handler.send_response(200)
    handler.close_connection = True
    handler.flush_headers()
    try:
        while True:
            handler.wfile.write(b"X-More: " + b"y" * 900 + b"\r\n")
    except OSError:
        seen["headers ended"] = True


fresh(endless)
says("an endless receipt is cut off", submit(draft2, "--check"), 3, "more than")
fresh(endless_headers)
check("endless headers are cut off", submit(draft2, "--check").status == 3)
fresh()
store.files[PLACE] = good
ran = submit(draft2, "--check", "--json")
check("the customer's own receipt counts", ran.status == 0 and ran.json["receipt"] == "received" and ran.json["received_at"] == "2026-11-22T09:30:00Z", ran.out, ran.err)
kept = json.loads(draft2.read_text())["receipts"]
check("and is kept, with its proof", len(kept) == 1 and canonical(kept[0]["envelope"]) == canonical(json.loads(good)), kept)
sealed2.unlink()
check("also when the file is gone by now", submit(draft2, "--check").status == 0)
draft3, sealed3 = hand_in(prime, "c")
digest3 = hashlib.sha256(sealed3.read_bytes()).hexdigest()
(TMP / "r.json").write_bytes(prime.receipt(digest3))
fresh()
ran = tenken("submit", sealed3, "--check", "--receipt", TMP / "r.json", "--lang", "ja")
check("by file, without a network", ran.status == 0 and "2026-11-22".encode() in ran.out and store.seen == [], ran.out, ran.err)

# the customer took in the workbook of the same answers, which came by another way
draft4, sealed4 = hand_in(prime, "d")
book4 = TMP / "d.xlsx.p7m"
digest4 = hashlib.sha256(book4.read_bytes()).hexdigest()
(TMP / "book.json").write_bytes(prime.receipt(digest4))
says("a receipt for the workbook is none for the file that was named", submit(sealed4, "--check", "--receipt", TMP / "book.json"), 1, "another file")
check("and is not kept then", "receipts" not in json.loads(draft4.read_text()))
fresh()
store.files[f"/in/receipts/{digest4}.receipt.json"] = (TMP / "book.json").read_bytes()
ran = submit(draft4, "--check", "--json")
check("of a draft's hand-in it counts, and is found", ran.status == 0 and ran.json["sha256"] == digest4 and ran.json["file"] == str(book4), ran.out, ran.err)
equal("and is kept", [r["sha256"] for r in json.loads(draft4.read_text())["receipts"]], [digest4])
equal("verify names it", tenken("verify", TMP / "r.json", "--pin", prime.fingerprint(), "--json").json["results"][0]["kind"], "receipt")
equal("and trusts it", tenken("verify", TMP / "r.json", "--pin", prime.fingerprint(), "--json").json["results"][0]["verdict"], "trusted")

# ---- whom it belongs to ----
forgotten = tenken("request", "forget", prime.fingerprint())
fresh()
ran = submit(draft2)
check("a requester who is not confirmed any more gets nothing", ran.status in (1, 3) and store.seen == [], ran.status, ran.err)

# ---- the command line ----
for arguments, words in (([], "name one file"), (["a", "b"], "name one file"), (["a", "--to", "x", "--to-file", "y"], "together"), (["a", "--receipt", "r"], "--check"), (["a", "--nonsense"], "--nonsense")):
    says(f"submit {' '.join(arguments)}", tenken("submit", *arguments), 2, words)
store.stop()
finish()
