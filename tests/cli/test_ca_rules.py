#!/usr/bin/python3
"""Suppliers known by a CA and a rule instead of a pin: who is resolved, what a claimed code is worth, what revocation lists do, and what is
taken out when bundle or rules change. The certificates are made without the project's code."""
import contextlib
import csv
import datetime
import json
import shutil
import sqlite3
import sys
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True
import os
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import LAYOUT_8, TMP, Supplier, check, equal, expect, finish, gen, merge, portfolio, refused, tenken  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.x509.oid import NameOID  # noqa: E402

DAY = datetime.timedelta(days=1)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CA_USAGE = ("key_cert_sign", "crl_sign")
ca_key, other_ca_key, stranger_key = (gen.new_key("ES256") for _ in range(3))
ca = gen.certificate(ca_key, "Test CA", ca=True, usage=CA_USAGE)
lookalike = gen.certificate(other_ca_key, "Test CA", ca=True, usage=CA_USAGE)


def issue(key, attributes, issuer=ca, issuer_key=ca_key):
    """A certificate whose subject has exactly these attributes, in this order."""
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
    return (x509.CertificateBuilder().subject_name(name).issuer_name(issuer.subject).public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before((gen.NOW - gen.YEAR / 2).replace(tzinfo=None)).not_valid_after((gen.NOW + gen.YEAR / 2).replace(tzinfo=None))
            .add_extension(x509.BasicConstraints(False, None), critical=True).sign(issuer_key, hashes.SHA256()))


def crl(revoked=(), key=ca_key, issuer=ca, start=gen.NOW - DAY, end=gen.NOW + 30 * DAY, delta=False):
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.subject).last_update(start.replace(tzinfo=None)).next_update(end.replace(tzinfo=None))
    for certificate, since in revoked:
        builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(since.replace(tzinfo=None)).build())
    if delta:
        builder = builder.add_extension(x509.DeltaCRLIndicator(1), critical=True)
    return builder.sign(key, hashes.SHA256())


def pem(name, *things):
    path = TMP / name
    path.write_bytes(b"".join(t.public_bytes(serialization.Encoding.PEM) for t in things))
    return path


def named(number):
    return [(NameOID.COMMON_NAME, f"Works {number}"), (NameOID.SERIAL_NUMBER, f"0100-01-{number:06}")]


class Ruled(Supplier):
    def __init__(self, number, attributes=None, issuer=ca, issuer_key=ca_key):
        super().__init__(number)
        self.certificate = issue(self.key, attributes or named(number), issuer, issuer_key)
        self.sha256 = gen.fingerprint(self.certificate)


def rule(db, code, number=None, issuer="ca.pem", subject=None, **more):
    return tenken("trust", db, "rule", code, "--issuer", TMP / issuer, "--subject", subject or f"serialNumber=0100-01-{number:06}", **more)


def listing(db):
    return tenken("trust", db, "list", "--json").json


def quarantine(db):
    return [q["reason"] for q in tenken("status", db, "--json").json["quarantine"]]


pem("ca.pem", ca)
A, B, C = Ruled(1), Ruled(2), Ruled(3)
suppliers = TMP / "suppliers.csv"
suppliers.write_text("supplier_code,name\n" + "".join(f"{s.code},Works {s.number}\n" for s in (A, B, C)), encoding="utf-8")


def new(name, *ruled):
    db = portfolio(name)
    assert tenken("suppliers", db, "import", suppliers).status == 0
    assert tenken("trust", db, "ca", TMP / "ca.pem").status == 0
    for s in ruled:
        ran = rule(db, s.code, s.number)
        assert ran.status == 0, ran.err
    return db


# Who is resolved.
db = new("who.db", A, B)
files = TMP / "who"
A.file(files / "1-a.json")
B.file(files / "2-b.json", supplier__supplier_code=None)
C.file(files / "3-no-rule.json")
Ruled(1, issuer=lookalike, issuer_key=other_ca_key).file(files / "4-lookalike.json")
Ruled(1, [(NameOID.COMMON_NAME, "Works 1"), (NameOID.SERIAL_NUMBER, "0100-01-000001"), (NameOID.SERIAL_NUMBER, "0100-01-000002")]).file(files / "5-two-numbers.json")
Ruled(1, [(NameOID.COMMON_NAME, "0100-01-000001")]).file(files / "6-other-attribute.json")
Ruled(1, [(NameOID.COMMON_NAME, "Works 1"), (NameOID.SERIAL_NUMBER, "0100-01-0000011")]).file(files / "7-longer.json")
Ruled(2).file(files / "8-claims-another.json", document=A.document())
ran = merge(db, files)
expect("only exact rules resolve", ran, 1, merged=2, quarantined=5, rejected=1)
check("a claimed code does not bind", "S0001" in ran.json["rejected"][0]["reason"] and "S0002" in ran.json["rejected"][0]["reason"], ran.json["rejected"])
check("and the reason says what is missing", all("rule" in r or "nobody" in r.lower() for r in quarantine(db)), quarantine(db))
verified = tenken("verify", "--portfolio", db, files / "1-a.json", files / "3-no-rule.json", "--json")
results = verified.json["results"]
equal("verify agrees", [r["verdict"] for r in results], ["trusted", "unknown_signer"])
equal("and names the supplier", results[0]["supplier_code"], "S0001")
check("and says that no rule fits", "no supplier has a rule" in " ".join(results[1]["problems"]), results[1])
again = Ruled(1)
again.file(TMP / "renewed.json", revision=2)
expect("a new certificate of the same CA for the same number", merge(db, TMP / "renewed.json"), merged=1)
expect("nothing new the second time", merge(db, files / "1-a.json", files / "2-b.json"), unchanged=1, superseded=1)
log = [(e["what"], e["supplier_code"]) for e in listing(db)["log"]]
check("all of it is in the log", ("ca-bundle", None) in log and log.count(("ca-rule", "S0001")) == 1 and log.count(("ca-signer", "S0001")) == 2, log)
check("the rules are listed", [r["value"] for r in listing(db)["rules"]] == ["0100-01-000001", "0100-01-000002"] and listing(db)["ca_certificates"] == 1, listing(db)["rules"])

# Rules that are refused.
ran = rule(db, "S0003", 1)
check("one certificate cannot be two suppliers'", ran.status == 3 and b"Another supplier" in ran.err, ran.status, ran.err)
ran = rule(db, "S0009", 9)
check("nor an unknown supplier's", ran.status == 3 and b"S0009" in ran.err, ran.status, ran.err)
refused("an attribute that is not known", 2, ["serialNumber"], "trust", db, "rule", "S0003", "--issuer", TMP / "ca.pem", "--subject", "dnQualifier=1")
refused("a rule without an issuer", 2, ["--issuer"], "trust", db, "rule", "S0003", "--subject", "CN=x")
refused("removing one that is not there", 3, ["S0003"], "trust", db, "rule", "S0003", "--remove", "--reason", "x")
refused("removing without a reason", 2, ["--reason"], "trust", db, "rule", "S0001", "--remove")
rule(db, "S0003", subject="CN=Works 1")
Ruled(1).file(TMP / "clash.json", revision=3)
expect("two rules that fit name nobody", merge(db, TMP / "clash.json"), quarantined=1)

# A rule goes, and with it what it merged.
db = new("gone.db", A, B)
A.file(TMP / "gone" / "a.json")
B.file(TMP / "gone" / "b.json")
expect("both are in", merge(db, TMP / "gone"), merged=2)
ran = tenken("trust", db, "rule", "S0001", "--remove", "--reason", "left the group")
check("removing a rule takes out what it merged", ran.status == 0 and b"1 file that they signed was taken out" in ran.out, ran.status, ran.out, ran.err)
expect("which does not come back", merge(db, TMP / "gone"), 0, unchanged=1, quarantined=1)
ran = rule(db, "S0001", 1)
expect("until there is a rule again", merge(db, TMP / "gone"), merged=1, unchanged=1)
ran = tenken("trust", db, "revoke", "S0002", "--reason", "key stolen")
check("a signer by rule is revoked like a pinned one", ran.status == 0 and b"1 file that" in ran.out, ran.out, ran.err)
check("it says that every year is meant, and what to do next", b"of every year" in ran.out and b"request new --to S0002" in ran.out, ran.out)
expect("and stays so, though the rule fits", merge(db, TMP / "gone" / "b.json"), 1, rejected=1)
ran = tenken("trust", db, "ca", "none", "--reason", "no CA any more")
check("without a bundle nobody is trusted by rule", ran.status == 0 and b"S0001" in ran.out, ran.out, ran.err)
equal("nothing is left of them", tenken("status", db, "--json").json["answered"], 0)

# What is no CA's certificate vouches for nobody, and a bundle that carries fewer is taken only with a word.
db = new("bundle.db", A, B)
A.file(TMP / "bundle" / "a.json")
B.file(TMP / "bundle" / "b.json")
expect("both are in", merge(db, TMP / "bundle"), merged=2)
pem("works.pem", A.certificate)
refused("a supplier's own certificate is no bundle", 3, ["Works 1", "no CA's"], "trust", db, "ca", TMP / "works.pem")
refused("nor a rule's issuer", 3, ["Works 1", "no CA's"], "trust", db, "rule", "S0003", "--issuer", TMP / "works.pem", "--subject", "CN=x")
pem("lookalike.pem", lookalike)
refused("another bundle would take them out: said before", 3, ["S0001", "S0002", "2 signers would be trusted no more", "Nothing was changed", "--replace"], "trust", db, "ca", TMP / "lookalike.pem")
equal("and not done", tenken("status", db, "--json").json["answered"], 2)
ran = tenken("trust", db, "ca", TMP / "lookalike.pem", "--replace")
check("with the word it is", ran.status == 0 and b"2 files that they signed were taken out" in ran.out, ran.out, ran.err)
equal("in nobody's English", "unable" in tenken("--lang", "ja", "status", db).out.decode(), False)
equal("they are no longer trusted, not replaced", sorted((p["supplier_code"], p["ended"]) for p in listing(db)["pins"]), [("S0001", "untrusted"), ("S0002", "untrusted")])
ran = tenken("trust", db, "ca", TMP / "ca.pem")
check("the bundle before: what waits is to be merged again", f"tenken merge --into {db} {TMP}/bundle/" in ran.out.decode(), ran.out, ran.err)
expect("which takes them in", merge(db, TMP / "bundle"), merged=2)
text = tenken("trust", db, "list").out.decode()
check("each is listed once, as it stands", text.count("S0001  ") == 1 and "no longer by a CA" not in text, text)

# A rule that comes after the file, and one that is wrong.
db = new("after.db", A)
B.file(TMP / "after" / "b.json")
expect("no rule yet", merge(db, TMP / "after"), quarantined=1)
ran = rule(db, "S0002", 2)
check("with the rule comes what to do", f"tenken merge --into {db} {TMP}/after/b.json" in ran.out.decode(), ran.out)
check("which status says, too", "S0002 has a rule: merge the file again" in quarantine(db)[0], quarantine(db))
expect("and it helps", merge(db, TMP / "after"), merged=1)
db = new("wrong.db")
rule(db, "S0003", 1)
A.file(TMP / "wrong" / "a.json")
ran = merge(db, TMP / "wrong")
check("a rule that makes it another's is named", ran.json["rejected"][0]["reason"] == 'The file names the supplier "S0001", but by your rule its signer\'s certificate is that of "S0003".'
      and "look at your rules" in ran.json["rejected"][0]["next_step"], ran.json["rejected"])
assert tenken("trust", db, "rule", "S0003", "--remove", "--reason", "wrong number").status == 0
ran = rule(db, "S0001", 1)
check("corrected, the file is to be merged again", f"tenken merge --into {db} {TMP}/wrong/a.json" in ran.out.decode(), ran.out)
expect("as it can be", merge(db, TMP / "wrong"), merged=1)

# Revocation lists.
db = new("crl.db", A, B, C)
for s in (A, B, C):
    s.file(TMP / "crl" / f"{s.code}.json")
expect("without a list all are in", merge(db, TMP / "crl"), merged=3)
pem("lists.pem", ca, crl([(A.certificate, gen.NOW - 10 * DAY), (B.certificate, gen.NOW + DAY)]))
ran = tenken("trust", db, "ca", TMP / "lists.pem")
check("a list takes out what was revoked before it came", ran.status == 0 and b"S0001" in ran.out and b"revoked" in ran.out, ran.out, ran.err)
check("and only that", b"S0002" not in ran.out and b"S0003" not in ran.out, ran.out)
expect("it does not come back", merge(db, TMP / "crl"), unchanged=2, quarantined=1)
equal("the list is counted", listing(db)["revocation_lists"], 1)
ran = tenken("verify", TMP / "crl" / "S0001.json", TMP / "crl" / "S0002.json", "--ca", TMP / "lists.pem", "--json")
equal("verify --ca looks at lists too", [r["verdict"] for r in ran.json["results"]], ["unknown_signer", "trusted"])
check("and says so", "was revoked by its issuer on 2026-11-11" in " ".join(ran.json["results"][0]["problems"]) and ran.status == 1, ran.json)
pem("old-list.pem", ca, crl(start=gen.NOW - 60 * DAY, end=gen.NOW - DAY))
ran = tenken("verify", TMP / "crl" / "S0002.json", "--ca", TMP / "old-list.pem")
check("a list that has run out vouches for nobody", ran.status == 1 and "ended on 2026-11-20" in " ".join(ran.out.decode().split()), ran.out)
refused("and is not taken into a portfolio", 3, ["ended on 2026-11-20"], "trust", db, "ca", TMP / "old-list.pem")
refused("a list by somebody else", 3, ["not signed by"], "trust", db, "ca", pem("stranger.pem", ca, crl(key=stranger_key)))
refused("a list of changes only", 3, ["not understood"], "trust", db, "ca", pem("delta.pem", ca, crl(delta=True)))
refused("a list alone", 3, ["no CA certificate"], "trust", db, "ca", pem("alone.pem", crl()))
refused("no bundle at all", 3, ["no CA certificate"], "trust", db, "ca", suppliers)
equal("what was refused changed nothing", listing(db)["revocation_lists"], 1)
late = dict(env={**os.environ, "TENKEN_CLOCK": "2027-03-01T00:00:00Z"})
new_one = Ruled(3)
new_one.file(TMP / "late.json", revision=2)
expect("later the list has run out, and merging waits", merge(db, TMP / "late.json", **late), quarantined=1)
ran = rule(db, "S0003", 3, **late)
check("and no rule is changed on its ground", ran.status == 3 and b"get a new one" in ran.err, ran.status, ran.err)

# Assessors.
assessor_key, other_key = gen.new_key("ES256"), gen.new_key("ES256")
assessor, other = gen.certificate(assessor_key, "Consultant"), gen.certificate(other_key, "Other")
pem("assessor.pem", assessor)
document = C.document()
document["answers"]["basic10"]["1"]["assessor"] = {"level": 1, "confidence": "seen", "reason": "=1+1 no record of it\nby word only", "note": "once more in May"}
signed = gen.signed(document, C.key, C.certificate)
(TMP / "plain.json").write_text(json.dumps(signed), encoding="utf-8")
signed["signatures"].append(gen.signature(document, assessor_key, gen.header_for(assessor_key, assessor, "assessor")))
(TMP / "cosigned.json").write_text(json.dumps(signed), encoding="utf-8")


def ratings(db):
    return tenken("verify", TMP / "cosigned.json", "--portfolio", db, "--json").json["results"][0]["assessor_ratings"]


db = new("assessors.db", C)
equal("an assessor nobody knows", ratings(db), "claimed")
refused("without a name", 2, ["--name"], "trust", db, "assessor", TMP / "assessor.pem")
check("is made known", tenken("trust", db, "assessor", TMP / "assessor.pem", "--name", "Mihon Consulting").status == 0)
refused("once", 3, ["already"], "trust", db, "assessor", TMP / "assessor.pem", "--name", "x")
equal("and then counts", ratings(db), "trusted")
equal("is listed", [a["name"] for a in listing(db)["assessors"]], ["Mihon Consulting"])
expect("the plain file", merge(db, TMP / "plain.json"), merged=1)
expect("the co-signed one is the same content", merge(db, TMP / "cosigned.json"), unchanged=1)


def reported(db):
    """What the tables and the workbook of the portfolio say of the ratings."""
    out = TMP / "report"
    shutil.rmtree(out, ignore_errors=True)
    ran = tenken("report", db, "--csv", out, "--xlsx", TMP / "report.xlsx")
    assert ran.status == 0, ran.err
    with open(out / "suppliers.csv", encoding="utf-8-sig", newline="") as file:
        ratings = {row["supplier_code"]: row["assessor_ratings"] for row in csv.DictReader(file)}
    with zipfile.ZipFile(TMP / "report.xlsx") as z:
        texts = " ".join(z.read(n).decode() for n in z.namelist() if n.startswith("xl/worksheets/sheet") or n in ("xl/sharedStrings.xml", "xl/workbook.xml"))
    return ratings["S0003"], "Assessors" in texts, "Mihon Consulting" in texts, "only claimed" in texts


def words(db):
    """What the assessors' sheet says to the only rating there is: how sure, why, the note."""
    assert tenken("--lang", "en", "report", db, "--xlsx", TMP / "words.xlsx").status == 0
    with zipfile.ZipFile(TMP / "words.xlsx") as z:
        names = [s.get("name") for s in ElementTree.fromstring(z.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        sheet = ElementTree.fromstring(z.read(f"xl/worksheets/sheet{names.index('Assessors') + 1}.xml"))
    heads, row = [{c.get("r").rstrip("0123456789"): "".join(c.itertext()) for c in row.iter(MAIN + "c")} for row in sheet.iter(MAIN + "row")]
    found = {heads[column]: text for column, text in row.items()}
    return tuple(found.get(head, "") for head in ("Assessor's level", "How sure", "Why they differ", "Assessor's note"))


equal("the portfolio's reports show whose word they are", reported(db), ("known", True, True, False))
said = ("1", "seen working", "=1+1 no record of it\nby word only", "once more in May")
equal("and why they differ", words(db), said)
with contextlib.closing(sqlite3.connect(db)) as older:  # as the version before left it
    older.executescript(LAYOUT_8 + "ALTER TABLE answer DROP COLUMN ratings; PRAGMA user_version = 7")
equal("read again from what was received, where a portfolio had not kept it", words(db), said)
with contextlib.closing(sqlite3.connect(db)) as older:
    older.executescript(LAYOUT_8 + "ALTER TABLE answer DROP COLUMN ratings; UPDATE original SET bytes = x'00'; PRAGMA user_version = 7")
equal("and said where it cannot be", words(db), ("1", "", "not known here", ""))
check("is no longer known", tenken("trust", db, "assessor", gen.fingerprint(assessor), "--remove", "--reason", "left").status == 0)
equal("and no longer counts", ratings(db), "claimed")
equal("also for what is merged already", reported(db), ("claimed", True, False, True))
refused("removing somebody unknown", 3, ["No assessor"], "trust", db, "assessor", gen.fingerprint(other), "--remove", "--reason", "x")
finish()
