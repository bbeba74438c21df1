#!/usr/bin/python3
"""Requests as the firm reads them: explained in words, refused when they do not hold, answered only for a confirmed requester."""
import base64
import copy
import hashlib
import json
import os
import sys

os.environ["TENKEN_DATADIR"] = os.environ["TOP"] + "/tests/golden/small"
sys.path.insert(0, os.environ["TOP"] + "/tests/cli")
from portfolio_case import TMP, check, equal, finish, gen, pack_named, refused, tenken  # noqa: E402

os.chdir(TMP)
DIGITS = lambda certificate: " ".join(gen.fingerprint(certificate)[i:i + 4] for i in range(0, 64, 4))
key, sealing_key, other_key = gen.new_key("ES256"), gen.new_key("ES256"), gen.new_key("ES256")
prime, sealing, other = gen.certificate(key, "Prime Motors"), gen.certificate(sealing_key, "Prime sealing"), gen.certificate(other_key, "Prime Motors")


def pack(name):
    with open(f"{os.environ['TENKEN_DATADIR']}/questionnaires/{name}.json", encoding="utf-8") as f:
        return json.load(f)


private = copy.deepcopy(pack("small")) | {"id": "prime.extra"}
full = gen.request_document() | {
    "packs": [pack_named(pack("small")), pack_named(private)], "embedded_packs": [private], "targets": {"small": {"1": 4, "2": 0}},
    "encrypt_to": base64.b64encode(gen.der(sealing)).decode(), "upload_url": "https://Upload.Prime.example:8443/in?x=1", "enrol_secret": gen.base64url(bytes(32))}


def write(name, document, key=key, certificate=prime, role="requester"):
    gen.write(name, gen.signed(document, key, certificate, role, "request"))
    return name


def shown(name, *words, lacks=()):
    ran = tenken("request", "show", "r.json")
    text = " ".join(ran.out.decode().split())
    check(name, ran.status == 0 and all(w in text for w in words) and not any(w in text for w in lacks), ran.status, text, ran.err)


# In words.
write("r.json", full)
shown("who asks, with the fingerprint and the upload host", "見本自動車", "CN=Prime Motors", DIGITS(prime)[:39], DIGITS(prime)[40:], "upload.prime.example:8443")
shown("that this requester was never confirmed", "You have not confirmed this requester yet")
shown("whom it asks, for when", "見本製作所 (supplier code S0001)", "2026", "2026-12-15: 24 days left")
shown("what it asks", "small 5 questions", "prime.extra 5 questions", "the requester's own questions")
shown("raised targets, not lowered ones", "For 1 question", "small:1 Copies: level 4 instead of 3", lacks=["small:2"])
shown("for whom the answers are sealed", "key of Prime sealing can", DIGITS(sealing))
shown("where they go, and the secret", "https://Upload.Prime.example:8443/in?x=1", "A secret for one use is inside", lacks=[full["enrol_secret"]])
result = tenken("request", "show", "r.json", "--json").json
equal("as JSON: the requester", (result["requester"]["state"], result["requester"]["sha256"], result["requester"]["upload_host"]),
      ("first", gen.fingerprint(prime), "upload.prime.example:8443"))
equal("as JSON: the request", (result["digest"], result["days_left"], result["questions"], result["enrol_secret"], result["sealed_for"]["sha256"]),
      (hashlib.sha256(gen.canonical(full)).hexdigest(), 24, 10, True, gen.fingerprint(sealing)))
equal("as JSON: packs and targets", ([(p["id"], p["questions"], p["private"], p["embedded"]) for p in result["packs"]], result["targets"]),
      ([("small", 5, False, False), ("prime.extra", 5, True, True)], [{"pack": "small", "item": "1", "level": 4, "usual": 3}]))
bare = {k: v for k, v in full.items() if k in ("request_id", "period", "issued_at", "requester", "packs", "embedded_packs")}
write("r.json", bare | {"due": "2026-11-20", "supplier_code": None, "supplier_name": None, "issued_at": "2026-11-30T00:00:00Z"})
shown("one that says little", "whoever received it", "2026-11-20: it is 1 day late", "issued in the future", "will not be sealed", "nowhere: you send the file yourself", lacks=["secret"])
write("r.json", full | {"due": "2026-11-21"})
shown("one that is due today", "2026-11-21: today")
write("r.json", full | {"requester": {"name": "\x1b[2J\u202eevil"}})
ran = tenken("request", "show", "r.json")
check("no control character reaches the terminal", ran.status == 0 and b"\x1b" not in ran.out and "\u202e".encode() not in ran.out and b"evil" in ran.out, ran.out)


# Not to be believed.
def bad(name, status, words, value):
    gen.write("bad.json", value)
    refused(name, status, words, "request", "show", "bad.json")
    refused(f"{name}: not to be confirmed either", status, words, "request", "confirm", "bad.json", "--fingerprint", gen.fingerprint(prime))


good = gen.signed(full, key, prime, "requester", "request")
bad("changed after signing", 1, ["is refused"], good | {"document": full | {"upload_url": "https://evil.example/"}})
bad("signed as a supplier", 1, ["is refused"], gen.signed(full, key, prime, "supplier", "request"))
bad("not signed", 1, ["is refused"], good | {"signatures": []})
expired = gen.certificate(key, "Prime Motors", end=gen.NOW - gen.datetime.timedelta(seconds=1))
bad("signed with an expired certificate", 1, ["no longer valid"], gen.signed(full, key, expired, "requester", "request"))
bad("answers", 3, ["is no request"], gen.signed(gen.answers_document(), key, prime))
for name, url in (("plain http", "http://prime.example/"), ("no host", "https://"), ("a user name before the host", "https://prime.example@evil.example/"),
                  ("a space", "https://prime.example/a b"), ("a control character", "https://prime.example/\x1b"), ("letters beyond ASCII", "https://prime。example/"),
                  ("a backslash", "https://prime.example\\@evil.example/")):
    bad(f"an upload address with {name}", 3, ["upload_url"], gen.signed(full | {"upload_url": url}, key, prime, "requester", "request"))
stranger = pack("small") | {"version": "9"}
gen.write("bad.json", gen.signed(full | {"packs": [pack_named(stranger)], "embedded_packs": [stranger]}, key, prime, "requester", "request"))
early = gen.certificate(key, "Prime Motors", start=gen.NOW + gen.datetime.timedelta(hours=9, minutes=33))
write("early.json", full, certificate=early)
refused("signed with a key that is good only later today: both hours, and what to do", 1,
        ["from 2026-11-21 09:33 on", "clock says 2026-11-21 00:00", "If this clock is wrong, set it", "ask the customer"], "request", "show", "early.json")
os.environ["TZ"] = "Asia/Tokyo"
refused("both as the clock on the wall has them", 1, ["from 2026-11-21 18:33 on", "clock says 2026-11-21 09:00"], "request", "show", "early.json")
os.environ["TZ"] = "UTC"
refused("another pack under a known name", 3, ['"small"', "differs from the one installed"], "request", "show", "bad.json")
refused("no file", 3, ["none.json"], "request", "show", "none.json")

# Confirmed over another channel, and nothing leaves before.
with open("pass", "w", encoding="utf-8") as f:
    f.write("correct horse battery\n")
tenken("identity", "new", "firm.p12", "--name", "Mihon Works", "--passphrase-file", "pass")
write("r.json", {k: v for k, v in full.items() if k != "encrypt_to"})
check("a draft for it", tenken("new", "d.tenken", "--request", "r.json").status == 0)
EXPORT = ["export", "d.tenken", "--json", "out.json", "--identity", "firm.p12", "--passphrase-file", "pass", "--unfinished"]


def closed(name, request, words):
    refused(name, 1, words, *EXPORT, *request)
    check(f"{name}: nothing is written", not os.path.exists("out.json"))


closed("the first requester", ["--request", "r.json"], ["見本自動車", "is not confirmed yet", DIGITS(prime), "tenken request confirm r.json"])
closed("also from the draft", [], ["is not confirmed yet", DIGITS(prime)])
ran = tenken("request", "confirm", "r.json", stdin=open(os.devnull, "rb"))
check("nobody to ask, no digits: nothing is confirmed", ran.status == 2 and b"--fingerprint" in ran.err, ran.err)
ran = tenken("request", "confirm", "r.json", "--fingerprint", gen.fingerprint(other))
check("other digits", ran.status == 1 and b"do not answer it" in ran.err, ran.err)
ran = tenken("request", "confirm", "r.json", "--fingerprint", gen.fingerprint(prime)[:-1])
check("too few digits", ran.status == 2 and b"no fingerprint" in ran.err, ran.err)
closed("still not confirmed", [], ["is not confirmed yet"])
ran = tenken("request", "confirm", "r.json", "--fingerprint", DIGITS(prime).upper())
check("the right digits, as they are read out", ran.status == 0 and "Confirmed" in ran.out.decode(), ran.out, ran.err)
ran = tenken(*EXPORT)
check("then the answers are signed", ran.status == 0 and os.path.exists("out.json"), ran.err)
equal("show says known", tenken("request", "show", "r.json", "--json").json["requester"]["state"], "known")
equal("the store is the owner's only", os.stat(os.environ["XDG_DATA_HOME"] + "/tenken/requesters.json").st_mode & 0o777, 0o600)
os.unlink("out.json")
second = {k: v for k, v in full.items() if k != "encrypt_to"} | {"request_id": "20000000-0000-4000-8000-000000000002"}
write("key.json", second, other_key, other)
closed("the same name under another key", ["--request", "key.json"], ["is not as you confirmed it before", DIGITS(other)])
ran = tenken("request", "show", "key.json")
check("show says what changed", "Somebody may be posing" in " ".join(ran.out.decode().split()) and DIGITS(prime) in " ".join(ran.out.decode().split()), ran.out)
write("host.json", second | {"upload_url": "https://evil.example/"})
closed("another upload host", ["--request", "host.json"], ["is not as you confirmed it before"])
ran = tenken("request", "show", "host.json")
check("show says where they went before", "upload.prime.example:8443" in ran.out.decode(), ran.out)
write("name.json", second | {"requester": {"name": "Mihon Motors"}})
closed("another name under the known key", ["--request", "name.json"], ["is not as you confirmed it before"])
draft = json.load(open("d.tenken", encoding="utf-8"))
draft["requests"][0]["document"]["upload_url"] = "https://evil.example/"
gen.write("d2.tenken", draft)
refused("a request changed inside the draft", 1, ["is refused"], "export", "d2.tenken", *EXPORT[2:])
check("a renewed key, after a call", tenken("request", "confirm", "key.json", "--fingerprint", gen.fingerprint(other)).status == 0)
closed("the former key no longer counts", [], ["is not as you confirmed it before"])
result = tenken("request", "list", "--json").json["requesters"]
equal("the list", [(r["name"], r["sha256"], r["upload_host"]) for r in result], [("見本自動車", gen.fingerprint(other), "upload.prime.example:8443")])
check("forgotten", tenken("request", "forget", DIGITS(other)).status == 0 and tenken("request", "list", "--json").json["requesters"] == [])
refused("twice", 1, ["No confirmed requester"], "request", "forget", gen.fingerprint(other))
with open(os.environ["XDG_DATA_HOME"] + "/tenken/requesters.json", "w", encoding="utf-8") as f:
    f.write("{")
refused("a damaged store is no empty one", 3, ["requesters.json", "damaged"], *EXPORT)
for words in ([], ["tell"], ["show"], ["show", "r.json", "x"], ["confirm"], ["forget", "x"], ["list", "x"]):
    check(f"request {' '.join(words)}: usage", tenken("request", *words).status == 2)

# verify says what kind of file it is.
ran = tenken("verify", "name.json")
check("verify knows a request", ran.status == 1 and "as requester" in ran.out.decode() and "It is a customer's request" in ran.out.decode(), ran.out)
equal("in one word", tenken("verify", "name.json", "--json").json["results"][0]["kind"], "request")

# A pin that is neither a file nor digits.
gen.write("answers.json", gen.signed(gen.answers_document(), key, prime))
ran = tenken("verify", "answers.json", "--pin", "abc")
check("verify --pin abc says what a pin is", ran.status == 3 and b'"abc" is neither a file nor a fingerprint of 64' in ran.err, ran.err)
finish()
