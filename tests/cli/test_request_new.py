#!/usr/bin/python3
"""tenken request new: one signed file a supplier, recorded in the portfolio; running it again changes nothing, a kill leaves nothing half done."""
import base64
import csv
import functools
import hashlib
import io
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys

os.environ["TENKEN_DATADIR"] = os.environ["TOP"] + "/tests/golden/small"
sys.path.insert(0, os.environ["TOP"] + "/tests/cli")
from portfolio_case import TMP, TOP, Supplier, check, equal, finish, gen, pins, refused, tenken  # noqa: E402

os.chdir(TMP)
pathlib.Path("pass").write_text("correct horse battery\n")
PASS = ["--passphrase-file", "pass"]
prime_key = gen.new_key("ES256")
gen.write_identity("prime", prime_key, gen.certificate(prime_key, "Mihon Motors"), "pass")
assert tenken("identity", "new", "seal.p12", "--name", "Mihon sealing", "--sealing", "--certificate-out", "seal.pem", *PASS).status == 0
FINGERPRINT = tenken("identity", "show", "prime.p12", "--json", *PASS).json["sha256"]
LIST = "supplier_code,name,corporate_number,confidential,outage,access,email\nS0001,見本製作所,,yes,no,no,a@example\nS/2 x,Mihon Plating,,no,no,no,\n../S3,Mihon Logistics,,,,,\n"
pathlib.Path("suppliers.csv").write_text(LIST, encoding="utf-8")


def database(name, *pinned):
    assert tenken("portfolio", "init", name).status == 0 and tenken("suppliers", name, "import", "suppliers.csv").status == 0
    if pinned:
        assert tenken("trust", name, "import", pins(name + ".csv", *pinned)).status == 0
    return name


def new(db, *more, out="out", due="2026-12-15", packs=("--pack", "linked"), **options):
    return tenken("request", "new", "--portfolio", db, "--identity", "prime.p12", *PASS, "--due", due, *packs, "--out", out, "--json", *more, **options)


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def rows(db, sql="SELECT s.code, r.digest, r.due, r.secret, r.withdrawn_at IS NOT NULL FROM request r JOIN supplier s ON s.id = r.supplier ORDER BY s.code, r.rowid"):
    with sqlite3.connect(db) as c:
        return c.execute(sql).fetchall()


def digest(path):
    return hashlib.sha256(gen.canonical(read(path)["document"])).hexdigest()


def secret(path):
    text = read(path)["document"].get("enrol_secret")
    return None if text is None else base64.urlsafe_b64decode(text + "=")


# One round.
private = json.loads((TOP / "tests/golden/small/questionnaires/small.json").read_text(encoding="utf-8")) | {"id": "mihon.extra"}
gen.write("extra.json", private)
gen.write("targets.json", {"linked": {"contracts": 4}, "mihon.extra": {"2": 3}})
pinned = Supplier(1)
db = database("p.db", pinned)
ran = new(db, "--private-pack", "extra.json", "--targets", "targets.json", "--encrypt-to", "seal.pem", "--upload", "https://up.prime.example/in", "--contact-email", "buy@prime.example")
check("three requests", ran.status == 0 and ran.json["issued"] == 3, ran.out, ran.err)
equal("one file each, under safe names", sorted(os.listdir("out")), ["request-%2E%2E%2FS3-2026.json", "request-S%2F2%20x-2026.json", "request-S0001-2026.json"])
equal("for the owner's eyes only", {os.stat(f"out/{f}").st_mode & 0o777 for f in os.listdir("out")}, {0o600})
first = read("out/request-S0001-2026.json")["document"]
check("signed by the prime as requester", tenken("verify", "--pin", "prime.pem", *[f"out/{f}" for f in os.listdir("out")]).status == 0)
equal("who, whom, when", (first["requester"], first["supplier_code"], first["supplier_name"], first["period"], first["due"], first["issued_at"], first["tier"]),
      ({"name": "Mihon Motors", "contact": {"email": "buy@prime.example"}}, "S0001", "見本製作所", "2026", "2026-12-15", "2026-11-21T00:00:00Z", "higher"))
equal("packs asked by digest", [p["id"] for p in first["packs"]], ["linked", "mihon.extra"])
equal("embedded with the homes of aliases", [p["id"] for p in first["embedded_packs"]], ["linked", "mihon.extra", "small"])
equal("each with the digest that is named", {p["id"]: hashlib.sha256(gen.canonical(p)).hexdigest() for p in first["embedded_packs"] if p["id"] != "small"},
      {p["id"]: p["sha256"] for p in first["packs"]})
check("targets are the file's", first["targets"]["linked"]["contracts"] == 4 and first["targets"]["mihon.extra"]["2"] == 3, first["targets"])
usual = {i["id"]: i for s in private["sections"] for i in s["items"] if i.get("kind", "level") == "level"}
low = {i: item["target"] + 1 for i, item in usual.items() if item["target"] < 3}
check("the higher tier raises what is below 3 by one level", low and all(first["targets"]["mihon.extra"].get(i, 0) >= n for i, n in low.items()), low, first["targets"])
equal("the base tier only what the file says", read("out/request-S%2F2%20x-2026.json")["document"]["targets"], {"linked": {"contracts": 4}, "mihon.extra": {"2": 3}})
der = subprocess.run(["openssl", "x509", "-in", "seal.pem", "-outform", "DER"], capture_output=True, check=True).stdout
equal("sealing and upload", (base64.b64decode(first["encrypt_to"]), first["upload_url"]), (der, "https://up.prime.example/in"))
secrets = [secret(f"out/{f}") for f in sorted(os.listdir("out"))]
check("a secret for those without a trusted key, one each", secrets[2] is None and all(len(s) == 32 for s in secrets[:2]) and secrets[0] != secrets[1], secrets)
equal("all is in the portfolio", [(c, d, due, s, w) for c, d, due, s, w in rows(db)],
      [("../S3", digest("out/request-%2E%2E%2FS3-2026.json"), "2026-12-15", secrets[0], 0), ("S/2 x", digest("out/request-S%2F2%20x-2026.json"), "2026-12-15", secrets[1], 0),
       ("S0001", digest("out/request-S0001-2026.json"), "2026-12-15", None, 0)])
check("the secret is in no other place of it", not any(base64.urlsafe_b64encode(s).rstrip(b"=") in d for s in secrets[:2] for (d,) in rows(db, "SELECT document FROM request")))
status = tenken("status", db, "--json").json["waiting"]
equal("status knows the due date", [(w["supplier_code"], w["due"], w["late"]) for w in status], [(c, "2026-12-15", False) for c in ("../S3", "S/2 x", "S0001")])
late = tenken("status", db, "--json", env=os.environ | {"TENKEN_CLOCK": "2026-12-16T00:00:00Z"}).json["waiting"]
check("and who is late", all(w["late"] for w in late), late)
show = tenken("request", "show", "out/request-S0001-2026.json", "--json").json
equal("the firm reads the same", (show["digest"], [(t["pack"], t["item"]) for t in show["targets"]][:1], show["requester"]["sha256"]), (digest("out/request-S0001-2026.json"), [("linked", "contracts")], FINGERPRINT))
check("and can answer it", tenken("new", "firm.tenken", "--request", "out/request-S0001-2026.json").status == 0)

# Again.
before, kept = {f: pathlib.Path("out", f).read_bytes() for f in os.listdir("out")}, rows(db)
MORE = ("--private-pack", "extra.json", "--targets", "targets.json", "--encrypt-to", "seal.pem", "--upload", "https://up.prime.example/in", "--contact-email", "buy@prime.example")
ran = new(db, *MORE)
equal("the same command again asks nobody twice", (ran.json["issued"], ran.json["asked_before"], rows(db)), (0, 3, kept))
os.unlink("out/request-S%2F2%20x-2026.json")
ran = new(db, *MORE)
equal("a file that is gone is written again", (ran.json["restored"], ran.json["asked_before"], rows(db)), (1, 2, kept))
equal("as it was", {f: json.loads(b)["document"] for f, b in before.items()}, {f: read(f"out/{f}")["document"] for f in os.listdir("out")})
check("with a good signature", tenken("verify", "--pin", "prime.pem", "out/request-S%2F2%20x-2026.json").status == 0)
ran = new(db, *MORE, "--again", "--to", "S/2 x", due="2027-01-31")
check("--again issues a new one with a fresh secret", ran.json["issued"] == 1 and secret("out/request-S%2F2%20x-2026.json") not in secrets, ran.out, ran.err)
equal("and withdraws the old one with its secret", [(r[2], r[3] is None, r[4]) for r in rows(db) if r[0] == "S/2 x"], [("2026-12-15", True, 1), ("2027-01-31", False, 0)])
status = {w["supplier_code"]: w["due"] for w in tenken("status", db, "--json").json["waiting"]}
equal("only the new one is waited for", status["S/2 x"], "2027-01-31")
ran = new(db, packs=("--pack", "small"), out="other")
equal("other packs are another request", (ran.json["issued"], len(rows(db))), (3, 7))

# Other questions of one year in one directory: neither file takes the other's place.
db = database("two.db")
first = new(db, out="two")
before = {f: pathlib.Path("two", f).read_bytes() for f in os.listdir("two")}
ran = new(db, packs=("--pack", "small"), out="two", *("--mail", "two.csv"))
equal("each further request has a number in its name", sorted(set(os.listdir("two")) - set(before)), ["request-%2E%2E%2FS3-2026-2.json", "request-S%2F2%20x-2026-2.json", "request-S0001-2026-2.json"])
check("and nothing of the first is written over", all(pathlib.Path("two", f).read_bytes() == b for f, b in before.items()))
equal("the mails name the files they go with", sorted(m["attachment"].lstrip("'") for m in csv.DictReader(io.StringIO(pathlib.Path("two.csv").read_text(encoding="utf-8-sig"), newline=""))),
      sorted(r["file"] for r in ran.json["requests"]))
equal("what they ask", sorted(p["id"] for f in os.listdir("two") if "S0001" in f for p in read(f"two/{f}")["document"]["packs"]), ["linked", "small"])
kept = {f: pathlib.Path("two", f).read_bytes() for f in os.listdir("two")}
for packs in ("linked", "small"):
    equal(f"asked again, each is found by what is in it ({packs})", (new(db, packs=("--pack", packs), out="two").json["asked_before"], {f: pathlib.Path("two", f).read_bytes() for f in os.listdir("two")}), (3, kept))
os.unlink("two/request-S0001-2026-2.json")
equal("and comes back under its name", (new(db, packs=("--pack", "small"), out="two").json["restored"], read("two/request-S0001-2026-2.json")["document"] == json.loads(kept["request-S0001-2026-2.json"])["document"]), (1, True))
ran = new(db, "--again", "--to", "S0001", packs=("--pack", "small"), out="two", due="2027-01-31")
equal("a new one takes the place of the one it withdraws", (sorted(os.listdir("two")), read("two/request-S0001-2026-2.json")["document"]["due"], read("two/request-S0001-2026.json")["document"]["due"]),
      (sorted(kept), "2027-01-31", "2026-12-15"))
pathlib.Path("two/request-S0001-2026-2.json").write_bytes(kept["request-S0001-2026-2.json"])  # as a run left it that was killed before it wrote the new one
new(db, packs=("--pack", "small"), out="two")
equal("nor does the withdrawn one stay beside it", (sorted(os.listdir("two")), read("two/request-S0001-2026-2.json")["document"]["due"]), (sorted(kept), "2027-01-31"))
host = functools.reduce(lambda h, c: (h ^ c) * 16777619 % 2**32, socket.gethostname().encode(), 2166136261)
os.makedirs("two", exist_ok=True)
left = [f".request-S0001.{2**30}-0-{h:08x}.tmp" for h in (host, host ^ 1)]
for name in left:
    (TMP / "two" / name).write_text("left", encoding="utf-8")
human = tenken("--lang", "en", "request", "new", "--portfolio", db, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "small", "--about", "Example VPN", "--out", "two", "--to", "S0001")
equal("what a run that was killed here left is gone", [(TMP / "two" / name).exists() for name in left], [False, True])
(TMP / "two" / left[1]).unlink()
check("whoever asks hears of it", b"1 file has a number in its name: another one lay there already, and stays as it was." in human.out and "request-S0001-2026-3.json" in os.listdir("two"), human.out)
for packs in ("linked", "small"):
    new(db, "--to", "S/2 x", "--again", "--enrol-separately", "two-letters", packs=("--pack", packs), out=f"two-{packs}")
equal("letters of two requests lie side by side too", sorted(os.listdir("two-letters")), ["secret-S%2F2%20x-2026-2.txt", "secret-S%2F2%20x-2026.txt"])
new(db, "--to", "S/2 x", "--again", "--enrol-separately", "two-letters", out="two-linked")
equal("one whose secret has ended gives way", sorted(os.listdir("two-letters")), ["secret-S%2F2%20x-2026-2.txt", "secret-S%2F2%20x-2026.txt"])

# Asked anew for more: what is withdrawn does not keep the better name, and the portfolio knows which file stands, and where.
db = database("more.db")
new(db, packs=("--pack", "small"), out="more")
first = {f: pathlib.Path("more", f).read_bytes() for f in os.listdir("more")}
pathlib.Path("more/request-S0001-2026.json").write_text("a file of somebody else's\n", encoding="utf-8")
ran = new(db, "--again", packs=("--pack", "small", "--pack", "linked"), out="more")
equal("the names are those of the withdrawn ones", sorted(r["file"] for r in ran.json["requests"]),
      sorted(["more/request-%2E%2E%2FS3-2026.json", "more/request-S%2F2%20x-2026.json", "more/request-S0001-2026-2.json"]))
equal("and nothing else is written over", pathlib.Path("more/request-S0001-2026.json").read_text(encoding="utf-8"), "a file of somebody else's\n")
STANDING = "SELECT file FROM request WHERE withdrawn_at IS NULL ORDER BY file"
equal("noted where they lie", [f for (f,) in rows(db, STANDING)], sorted(r["file"] for r in ran.json["requests"]))
pathlib.Path("more/request-S0001-2026.json").write_bytes(first["request-S0001-2026.json"])  # the withdrawn one, as an earlier version left it
equal("the one that stands is found behind a withdrawn one", (new(db, packs=("--pack", "small", "--pack", "linked"), out="more").json["asked_before"], [f for (f,) in rows(db, STANDING)]),
      (3, sorted(r["file"] for r in ran.json["requests"])))
moved = new(db, packs=("--pack", "small", "--pack", "linked"), out="moved").json
equal("written again elsewhere, that is where", [f for (f,) in rows(db, STANDING)], sorted(r["file"] for r in moved["requests"]))

# Whom.
db = database("some.db")
equal("--to", [r["supplier_code"] for r in new(db, "--to", "　Ｓ０００１ ", out="to").json["requests"]], ["S0001"])
pathlib.Path("list.csv").write_text("supplier_code\n../S3\nS0001\n")
equal("--list", [r["supplier_code"] for r in new(db, "--list", "list.csv", "--again", out="list").json["requests"]], ["../S3", "S0001"])
equal("--tier", [r["supplier_code"] for r in new(db, "--tier", "base", out="tier").json["requests"]], ["S/2 x"])
ran = new(db, "--again", "--to", "S0001", "--enrol-separately", "letters", out="apart")
letter = pathlib.Path("letters/secret-S0001-2026.txt")
(stored,) = rows(db, "SELECT r.secret FROM request r JOIN supplier s ON s.id = r.supplier WHERE s.code = 'S0001' AND r.withdrawn_at IS NULL")[0]
document = read("apart/request-S0001-2026.json")["document"]
check("the secret can go by letter", "enrol_secret" not in document and document["enrol_apart"] is True and letter.stat().st_mode & 0o777 == 0o600, document)
digits = stored.hex()
check("in groups", " ".join(digits[i:i + 4] for i in range(0, 32, 4)) in letter.read_text(), letter.read_text())
letter.unlink()
os.unlink("apart/request-S0001-2026.json")
ran = new(db, "--to", "S0001", "--enrol-separately", "letters", out="apart")
check("request and letter come back together", ran.json["restored"] == 1 and digits[:4] in letter.read_text() and "enrol_secret" not in read("apart/request-S0001-2026.json")["document"], ran.out, ran.err)


# What is refused, and leaves no trace.
db = database("none.db")
def no(name, words, *more, status=3, **options):
    ran = new(db, *more, out="none", **options)
    text = ran.err.decode()
    check(name, ran.status == status and all(w in text for w in words) and not os.path.exists("none") and rows(db) == [], ran.status, ran.err)


no("the signing key cannot receive answers", ["is the key that signs the requests"], "--encrypt-to", "prime.pem")
subprocess.run("openssl req -x509 -newkey ed25519 -keyout ed.key -out ed.pem -nodes -subj /CN=ed -days 3000", shell=True, check=True, capture_output=True)
no("nor can Ed25519", ["Ed25519"], "--encrypt-to", "ed.pem")
no("a pack that is not there", ["There is no pack", "small"], packs=("--pack", "basic99"))
gen.write("plain.json", private | {"id": "extra"})
ran = tenken("--lang", "en", "request", "new", "--portfolio", db, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "linked", "--out", "none", "--to", "S0001", "--lost-key", "--reason", "x")
check("and what to do then", b"without --lost-key" in ran.err, ran.err)
no("own questions without a namespace", ["your name in front", "extra"], "--private-pack", "plain.json")
no("a pack twice", ["named twice"], "--pack", "linked", status=2)
for name, targets in (("another pack", {"basic10": {"1": 3}}), ("another item", {"linked": {"nothing": 3}}), ("a level that is none", {"linked": {"contracts": 5}}), ("a list", [])):
    gen.write("bad.json", targets)
    no(f"targets with {name}", ["bad.json"], "--targets", "bad.json")
for name, url in (("http", "http://up.example/"), ("no host", "https:///x"), ("a user", "https://a@up.example/")):
    no(f"an upload address with {name}", ["https://"], "--upload", url, status=2)
no("a due date in the past", ["past"], due="2026-11-20", status=2)
no("a due date that is none", ["2026-12-15"], due="soon", status=2)
no("a supplier that is not there", ["S9"], "--to", "S9")
pathlib.Path("list.csv").write_text("supplier_code\nS0001\nS9\n")
no("a list with a supplier that is not there", ["list.csv, line 3", "no supplier with the code S9", f"suppliers {db} import CSV", "1 mistake, so nobody was asked"], "--list", "list.csv")
pathlib.Path("list.csv").write_text('supplier_code\nS0001\nS0001\n""\n' + "".join(f"X{n}\n" for n in range(30)))
no("a list with many mistakes tells the first of them, and counts them", ["line 3: the supplier code S0001", "code X0.", "code X18.", "... and 11 more.", "31 mistakes, so nobody was asked"], "--list", "list.csv")
broken = shutil.copy(db, "broken.db")
with sqlite3.connect(broken) as raw:
    (size,), (root,) = raw.execute("PRAGMA page_size").fetchone(), raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_supplier_1'").fetchone()
with open(broken, "r+b") as file:
    file.seek((root - 1) * size)
    file.write(b"\xff" * 8)  # the index of the codes
ran = new(broken, "--list", "list.csv", out="none")
check("a portfolio that is damaged is said to be so, and no mistake of the list", ran.status == 3 and b"is damaged" in ran.err and b"mistake" not in ran.err and len(ran.err.splitlines()) == 1, ran.status, ran.err)
no("two ways to say whom", ["only once"], "--to", "S0001", "--all", status=2)
no("a lost key without a reason", ["--reason"], "--to", "S0001", "--lost-key", status=2)
no("a lost key where there was none", ["none can be lost"], "--to", "S0001", "--lost-key", "--reason", "x")
os.makedirs("taken")
pathlib.Path("taken/request-S0001-2026.json").write_text("mine")
ran = new(db, "--to", "S0001", out="taken")
check("no stranger's file is written over", ran.status == 0 and pathlib.Path("taken/request-S0001-2026.json").read_text() == "mine" and digest("taken/request-S0001-2026-2.json") == rows(db)[0][1], ran.err)

# The mails that go with the files.
mailed = database("mail.db", Supplier(1))
human = tenken("--lang", "en", "request", "new", "--portfolio", mailed, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "linked", "--out", "m")
check("how to get them is said last", human.status == 0 and b"--mail CSV" in human.out.strip().split(b"\n")[-1], human.out)
ran = new(mailed, "--mail", "m.csv", "--contact-phone", "03-0000-0000", out="m")
letters = list(csv.DictReader(io.StringIO(pathlib.Path("m.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("asked before, nobody is asked twice, and each has one", (ran.json["issued"], ran.json["asked_before"], sorted(m["supplier_code"] for m in letters)), (0, 3, ["../S3", "S/2 x", "S0001"]))
first = next(m for m in letters if m["supplier_code"] == "S0001")
equal("to whom, and with which file", [first[k] for k in ("kind", "email", "attachment", "due")], ["request", "a@example", "m/request-S0001-2026.json", "2026-12-15"])
for language, wanted in (("en", ("request-S0001-2026.json", "2026-12-15", "2 questions at most, about 2 min", "Tenken", "ring us", "fingerprint", "firm alone", "reply to this mail", "Mihon Motors", "03-0000-0000")),
                         ("ja", ("request-S0001-2026.json", "2026年12月15日までに", "最大2問、時間はおよそ2分", "Tenken", "電話", "指紋", "貴社専用", "返信", "Mihon Motors", "03-0000-0000"))):
    check(f"what it is, how to answer and send it, whom to ring ({language})", all(w in first[f"text_{language}"] for w in wanted), first[f"text_{language}"])
human = tenken("--lang", "en", "request", "new", "--portfolio", mailed, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "linked", "--out", "m", "--mail", "m2.csv")
without = sorted(m["supplier_code"] for m in letters if m["email"] == "")
check("who has no address is named", without != [] and f"no mail address: {', '.join(without)}." in human.out.decode(), human.out, without)
check("who writes stands first, by name", first["text_en"].startswith("To 見本製作所\n\nThis is Mihon Motors, whom you supply.\n") and first["text_ja"].startswith("見本製作所 御中\n\nいつもお世話になっております。Mihon Motorsです。\n"),
      first["text_en"], first["text_ja"])
new(mailed, "--again", "--mail", "named.csv", "--contact-name", "Sato", out="m")
named = next(csv.DictReader(io.StringIO(pathlib.Path("named.csv").read_text(encoding="utf-8-sig"), newline="")))
check("and the person", "\nThis is Sato of Mihon Motors, whom you supply.\n" in named["text_en"] and "\nいつもお世話になっております。Mihon MotorsのSatoです。\n" in named["text_ja"], named)
before = pathlib.Path("named.csv").read_bytes()
asked = len(rows(mailed))
ran = new(mailed, "--mail", "named.csv", packs=("--pack", "small"), out="m")
check("other mails that lie there are not written over, and nothing is issued", ran.status == 3 and b"named.csv exists already" in ran.err and pathlib.Path("named.csv").read_bytes() == before and len(rows(mailed)) == asked, ran.err)
equal("the same ones are", (new(mailed, "--mail", "named.csv", out="m").status, pathlib.Path("named.csv").read_bytes() == before), (0, True))
tiered = database("tier.db")
ran = new(tiered, "--tier", "higher", out="tier")
equal("by tier, who has none is named", (ran.json["issued"], ran.json["without_tier"]), (1, ["../S3"]))
human = tenken("--lang", "en", "request", "new", "--portfolio", tiered, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "linked", "--out", "tier", "--tier", "base")
check("in words as well", human.status == 0 and b"1 supplier has no tier, so neither --tier higher nor --tier base asks it: ../S3" in human.out, human.out)
ran = new(tiered, "--tier", "base", "--to", "../S3", out="tier")
check("and nobody is left then", ran.status == 3 and b"without a tier" in ran.err, ran.err)
equal("all are asked without it", new(tiered, out="tier").json["without_tier"], [])
second_key = gen.new_key("ES256")
gen.write_identity("other", second_key, gen.certificate(second_key, "Mihon Motors"), "pass")
ran = tenken("--lang", "en", "request", "new", "--portfolio", tiered, "--identity", "other.p12", *PASS, "--due", "2026-12-15", "--pack", "small", "--out", "tier")
check("another key in the same name is told", ran.status == 0 and b"Another key than before" in ran.err and FINGERPRINT[:4].encode() in ran.err, ran.err)
new(tiered, packs=("--pack", "small"), out="tier")  # the key that is remembered is the first one again
check("every file that is named is there", all(os.path.exists(m["attachment"].lstrip("'")) for m in letters), letters)

# Killed at every call that changes a file: afterwards the same command completes the round.
subprocess.run([*os.environ.get("CC", "gcc").split(), "-std=c17", "-D_GNU_SOURCE", "-shared", "-fPIC", "-O1", "-o", TMP / "kill_at.so", TOP / "tests/kill_at.c"], check=True)
preload = os.environ | {"LD_PRELOAD": str(TMP / "kill_at.so"), "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0:detect_leaks=0"}
clean = database("clean.db")
shutil.copy(clean, "count.db")
assert new("count.db", out="count", env=preload | {"KILL_COUNT": str(TMP / "calls")}).status == 0
calls = int(pathlib.Path("calls").read_text())
whole = killed = 0
points = range(1, calls + 1, max(1, calls // 25))
for point in points:
    for old in TMP.glob("k.db*"):
        old.unlink()
    shutil.rmtree("kill", ignore_errors=True)
    shutil.copy(clean, "k.db")
    killed += new("k.db", out="kill", env=preload | {"KILL_AT": str(point)}).status < 0
    complete = all(digest(f"kill/{f}") in {r[1] for r in rows("k.db")} for f in (os.listdir("kill") if os.path.isdir("kill") else []) if f.startswith("request-"))
    ran = new("k.db", out="kill")
    files = sorted(f for f in os.listdir("kill") if f.startswith("request-"))
    issued = {r[1] for r in rows("k.db")}
    whole += complete and ran.status == 0 and len(files) == 3 and len(issued) == 3 and {digest(f"kill/{f}") for f in files} == issued
equal(f"killed at {len(points)} points: no file that the portfolio does not know, and a second run completes it", (whole, killed), (len(points), len(points)))
finish()
