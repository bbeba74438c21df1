#!/usr/bin/python3
"""Enrolment, renewal, a lost key, and answers that belong to no request of ours: with the program, and with files forged by Python alone."""
import base64
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import sqlite3
import sys
import uuid

os.environ["TENKEN_DATADIR"] = os.environ["TOP"] + "/tests/golden/small"
sys.path.insert(0, os.environ["TOP"] + "/tests/cli")
from portfolio_case import TMP, check, equal, expect, finish, gen, merge, pack_named, refused, tenken  # noqa: E402

os.chdir(TMP)
pathlib.Path("pass").write_text("correct horse battery\n")
PASS = ["--passphrase-file", "pass"]
NAMES = {}


def identity(name, subject):
    key = gen.new_key("ES256")
    certificate = gen.certificate(key, subject)
    gen.write_identity(name, key, certificate, "pass")
    NAMES[name] = (key, certificate)
    return key, certificate


for who, subject in (("prime", "Mihon Motors"), ("firm", "Mihon Works"), ("next", "Mihon Works"), ("third", "Mihon Works"), ("thief", "Mihon Works"), ("other", "Mihon Plating")):
    identity(who, subject)
SHA = {name: gen.fingerprint(certificate) for name, (_, certificate) in NAMES.items()}
pathlib.Path("suppliers.csv").write_text("supplier_code,name\nS1,Mihon Works\nS2,Mihon Plating\n", encoding="utf-8")


def database(name):
    assert tenken("portfolio", "init", name).status == 0 and tenken("suppliers", name, "import", "suppliers.csv").status == 0
    return name


def issue(db, *more, out="out", env=os.environ):
    ran = tenken("request", "new", "--portfolio", db, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "small", "--out", out, "--json", *more, env=env)
    assert ran.status == 0, ran.err
    return {r["supplier_code"]: r["file"] for r in ran.json["requests"]}


def rows(db, sql, *values):
    with sqlite3.connect(db) as c:
        return c.execute(sql, values).fetchall()


def pinned(db):
    return rows(db, "SELECT s.code, lower(hex(p.certificate)), p.ended FROM pin p JOIN supplier s ON s.id = p.supplier ORDER BY p.id")


def log(db):
    return [r[0] for r in rows(db, "SELECT what FROM trust_log ORDER BY seq")]


def secret_of(path):
    return base64.urlsafe_b64decode(json.loads(pathlib.Path(path).read_text())["document"]["enrol_secret"] + "=")


def quarantine(db):
    return [q["reason"] for q in tenken("status", db, "--json").json["quarantine"]]


# By the program: request, draft, answers, merge.
db = database("p.db")
files = issue(db)
check("confirmed", tenken("request", "confirm", files["S1"], "--fingerprint", SHA["prime"]).status == 0)
assert tenken("new", "d.tenken", "--request", files["S1"]).status == 0
assert tenken("set", "d.tenken", "small:1=2", "small:2=1", "small:3=2", "small:4=3", "small:5=done", "supplier.name=Mihon Works", "perceived=2").status == 0
text = json.loads(pathlib.Path(files["S1"]).read_text())["document"]["enrol_secret"]
check("the draft does not hold the secret", text not in pathlib.Path("d.tenken").read_text())
digest = hashlib.sha256(gen.canonical(json.loads(pathlib.Path(files["S1"]).read_text())["document"])).hexdigest()
kept = pathlib.Path(os.environ["XDG_DATA_HOME"], "tenken", "requests", digest + ".json")
equal("the file as it came is kept for the owner's eyes only", (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777), (0o600, 0o700))


def export(out, *more, identity="firm", draft="d.tenken", env=os.environ):
    return tenken("export", draft, "--json", out, "--identity", identity + ".p12", *PASS, "--unfinished", *more, env=env)


os.makedirs("in")
ran = export("in/first.json")
check("answers with the proof", ran.status == 0 and b"this key is yours" in ran.out, ran.out, ran.err)
answers = json.loads(pathlib.Path("in/first.json").read_text())
header = json.loads(base64.urlsafe_b64decode(answers["signatures"][0]["protected"] + "=="))


def proof(secret, certificate, request, assessment):
    message = b"tenken-enrol/1\0" + hashlib.sha256(gen.der(certificate)).digest() + bytes.fromhex(request) + assessment.encode()
    return gen.base64url(hmac.new(secret, message, hashlib.sha256).digest())


equal("which Python computes alike", header["enrol"], proof(secret_of(files["S1"]), NAMES["firm"][1], digest, answers["document"]["assessment_id"]))
equal("the answers name the request as it came", answers["document"]["request"]["digest"], digest)
check("the answers do not hold the secret", text not in pathlib.Path("in/first.json").read_text())
elsewhere = os.environ | {"XDG_DATA_HOME": str(TMP / "elsewhere")}
ran = export("x.json", env=elsewhere)
check("on another computer the request's file is asked for", ran.status == 3 and b"--request FILE" in ran.err, ran.err)
ran = tenken("request", "confirm", files["S1"], "--fingerprint", SHA["prime"], env=elsewhere)
ran = export("x.json", "--request", files["S1"], env=elsewhere)
check("with it, it goes on", ran.status == 0 and b"this key is yours" in ran.out, ran.err)
expect("merge takes the first key", merge(db, "in/first.json"), merged=1)
equal("and pins it", pinned(db), [("S1", SHA["firm"], None)])
equal("with an entry in the log", log(db)[-1], "enrol")
check("for that request", digest in rows(db, "SELECT reason FROM trust_log ORDER BY seq DESC LIMIT 1")[0][0])
equal("the secret is used up", rows(db, "SELECT secret FROM request WHERE digest = ?", digest), [(None,)])
check("the log is whole", tenken("trust", db, "list", "--json").status == 0)
ran = export("in/second.json")
expect("later answers are simply known", merge(db, "in"), merged=1, unchanged=1)
pathlib.Path("alike.csv").write_text("supplier_code,name\nS1,Mihon Kogyo\nS2,Mihon Works\n", encoding="utf-8")
equal("a key that names who it is of says nothing", tenken("status", db, "--json").json["named_otherwise"], [])
assert tenken("suppliers", db, "import", "alike.csv").status == 0
equal("one that names another supplier is told", [(m["supplier_code"], m["other_code"], m["subject"], m["certificate_sha256"]) for m in tenken("status", db, "--json").json["named_otherwise"]],
      [("S1", "S2", "CN=Mihon Works", SHA["firm"])])
said = tenken("--lang", "en", "status", db).out.decode()
check("in words", "CN=Mihon Works: the key names S2 Mihon Works" in said and "went to the wrong firm" in said, said)
ran = tenken("--lang", "en", "merge", "--into", db, "in")
check("and not on and on", b"wrong firm" not in ran.out, ran.out)
copied = shutil.copy(db, "several.db")
pathlib.Path("several.csv").write_text("supplier_code,name\nS7,Mihon Works\n", encoding="utf-8")
assert tenken("suppliers", copied, "import", "several.csv").status == 0
pathlib.Path("third").mkdir()
ran = export("third/third.json")
ran = tenken("--lang", "en", "merge", "--into", copied, "third")
check("a key that names two others is one supplier's", len(tenken("status", copied, "--json").json["named_otherwise"]) == 2 and b"1 supplier has a key that names another" in ran.out, ran.out, ran.err)
pathlib.Path("keys").write_text("1 /\ntext S1\nEnter Enter End")
assert tenken("--lang", "en", "view", db, "--keys", "keys", "--screen", "screen").status == 0
check("on the supplier's page", "another supplier of yours, S2" in " ".join(pathlib.Path("screen").read_text(encoding="utf-8").split()), pathlib.Path("screen").read_text(encoding="utf-8"))
pathlib.Path("keys").write_text("1 /\ntext S2\nEnter Enter End")
assert tenken("--lang", "en", "view", db, "--keys", "keys", "--screen", "screen").status == 0
page = pathlib.Path("screen").read_text(encoding="utf-8")
check("and on no other's", "S2  Mihon Works" in page and "wrong firm" not in " ".join(page.split()), page)
assert tenken("suppliers", db, "import", "suppliers.csv").status == 0
check("and the supplier is no longer waited for", [w["supplier_code"] for w in tenken("status", db, "--json").json["waiting"]] == ["S2"])

# The same by letter.
db = database("letter.db")
files = issue(db, "--enrol-separately", "letters", out="apart")
for old in ("d2.tenken",):
    assert tenken("new", old, "--request", files["S1"]).status == 0 and tenken("set", old, "small:1=2", "supplier.name=Mihon Works").status == 0
check("show says that a letter follows", "letter" in tenken("request", "show", files["S1"]).out.decode())
check("without the letter: quarantine", export("l1.json", draft="d2.tenken").status == 0)
expect("as for any unknown signer", merge(db, "l1.json"), quarantined=1)
ran = export("l2.json", "--enrol-secret", "letters/secret-S1-2026.txt", draft="d2.tenken")
check("with the letter", ran.status == 0 and b"this key is yours" in ran.out, ran.err)
expect("it enrols", merge(db, "l2.json"), merged=1)
pathlib.Path("typed").write_text("0123 4567\n")
refused("a letter cut short", 3, ["holds no secret"], "export", "d2.tenken", "--json", "x.json", "--identity", "firm.p12", *PASS, "--unfinished", "--enrol-secret", "typed")

# Forged files: each rule of the enrolment.
pack = json.loads(pathlib.Path(os.environ["TENKEN_DATADIR"], "questionnaires/small.json").read_text(encoding="utf-8"))


def document(request, number=1, **more):
    d = gen.answers_document(number)
    d["supplier"] |= {"supplier_code": None, "corporate_number": None}
    d |= {"packs": [pack_named(pack)], "answers": {"small": {"1": {"level": 2}}},
          "assessment_id": str(uuid.UUID(int=0x10000000000040008000000000000000 + number)),
          "request": None if request is None else {"id": str(uuid.UUID(int=0x20000000000040008000000000000009)), "digest": request}}
    return d | more


def signed(name, d, *signatures):
    """signatures: (identity, role, extra members of the header)"""
    entries = [gen.signature(d, NAMES[who][0], gen.header_for(*NAMES[who], role) | extra) for who, role, extra in signatures]
    gen.write(name, {"format": "tenken-answers/1", "document": d, "signatures": entries})
    return name


def enrolling(name, secret, request, who="firm", number=1, claimed=None, certificate=None, assessment=None, digest=None, **more):
    d = document(request, number, **more)
    if claimed is not None:
        d["supplier"]["supplier_code"] = claimed
    value = proof(secret, NAMES[certificate or who][1], digest or request, assessment or d["assessment_id"])
    return signed(name, d, (who, "supplier", {"enrol": value}))


def digest_of(path):
    return hashlib.sha256(gen.canonical(json.loads(pathlib.Path(path).read_text())["document"])).hexdigest()


db = database("forged.db")
files = issue(db, out="forged")
one, two = (digest_of(files[c]) for c in ("S1", "S2"))
secret, secret_two = secret_of(files["S1"]), secret_of(files["S2"])


def stays(name, words, path, env=os.environ, **counts):
    expect(name, merge(db, path, env=env), **(counts or {"quarantined": 1}))
    equal(f"{name}: nobody is pinned", pinned(db), [])
    check(f"{name}: it says why", any(words in q for q in quarantine(db)), words, quarantine(db))


stays("a wrong secret", "does not fit", enrolling("f1.json", bytes(32), one))
stays("the proof of another certificate", "does not fit", enrolling("f2.json", secret, one, who="thief", certificate="firm", number=2))
stays("the proof for another assessment", "does not fit", enrolling("f3.json", secret, one, assessment=str(uuid.UUID(int=7)), number=3))
stays("the proof for another request", "does not fit", enrolling("f4.json", secret, one, digest=two, number=4))
stays("the secret of another supplier's request", "does not fit", enrolling("f5.json", secret, two, number=5))
stays("a request that was never issued", "did not issue", enrolling("f6.json", secret, "a" * 64, number=6))
stays("another supplier's code", "claims to be another", enrolling("f7.json", secret, one, claimed="S2", number=7))
late = os.environ | {"TENKEN_CLOCK": "2027-01-15T00:00:00Z"}
stays("31 days after the due date", "no longer valid", enrolling("f8.json", secret, one, number=8), env=late)
d = document(one, 9)
signed("f9.json", d, ("firm", "assessor", {}))
expect("an assessor's signature alone", merge(db, "f9.json"), 1, rejected=1)
d = document(one, 10)
bad = json.loads(pathlib.Path(signed("f10.json", d, ("firm", "supplier", {"enrol": proof(secret, NAMES["firm"][1], one, d["assessment_id"])}))).read_text())
bad["document"]["perceived"] = 0
gen.write("f10.json", bad)
expect("a good proof under a broken signature", merge(db, "f10.json"), 1, rejected=1)
equal("pins nobody", pinned(db), [])
in_time = os.environ | {"TENKEN_CLOCK": "2027-01-14T23:59:59Z"}
expect("30 days after the due date it still counts", merge(db, enrolling("f11.json", secret, one, number=11), env=in_time), merged=1)
equal("the right key is pinned", pinned(db), [("S1", SHA["firm"], None)])
expect("the secret works once", merge(db, enrolling("f12.json", secret, one, who="thief", number=12)), quarantined=1)
check("and that is said", any("has a trusted key already" in q for q in quarantine(db)), quarantine(db))
expect("a key that stands for somebody else cannot enrol", merge(db, enrolling("f13.json", secret_two, two, who="firm", number=13)), quarantined=1)
os.makedirs("m")
expect("two files of one merge: the proof, and later answers", merge(db, enrolling("m/a.json", secret_two, two, who="other", number=14, revision=1),
                                                                     signed("m/b.json", document(two, 14, revision=2), ("other", "supplier", {}))), merged=1, superseded=1)
equal("one pin each", pinned(db), [("S1", SHA["firm"], None), ("S2", SHA["other"], None)])

# A second key for a supplier, whichever came first, in one merge or in two: the same verdict, reason and counts, and merging again changes
# nothing.
def became(db):
    return rows(db, "SELECT name, state, verdict, cause, reason FROM file ORDER BY name")


def second_key(name, brings_secret, runs):
    db = database(f"{name}.db")
    files = issue(db, out=name)
    request, secret = digest_of(files["S1"]), secret_of(files["S1"])
    firm = enrolling(f"{name}-firm.json", secret, request, number=40, claimed="S1")
    plain = signed(f"{name}-plain.json", document(request, 41) | {"supplier": document(request)["supplier"] | {"supplier_code": "S1"}}, ("thief", "supplier", {}))
    other = enrolling(f"{name}-other.json", secret, request, who="thief", number=41, claimed="S1") if brings_secret else plain
    for run in runs(firm, other):
        ran = merge(db, *run)
    entry = ran.json["rejected"][0]
    check(f"{name}: rejected, with what to do", len(ran.json["rejected"]) == 1 and entry["file"] == other and "another key here" in entry["reason"]
          and "ring the supplier" in entry["next_step"] and "--replace" in entry["next_step"], ran.out)
    once = became(db)
    equal(f"{name}: held apart as it should be", [row[1:4] for row in once], [("merged", "trusted", ""), ("rejected", "different_signer", "verdict")])
    for again in ((firm, other), (other, firm), (other,)):
        ran = merge(db, *again)
        equal(f"{name}: merged again {again}", (len(ran.json["rejected"]), ran.json["quarantined"], became(db)), (1, 0, once))
    equal(f"{name}: the first key stays", pinned(db), [("S1", SHA["firm"], None)])
    return [row[1:] for row in once]


outcomes = [second_key("one-merge", True, lambda a, b: [(a, b)]), second_key("two-merges", True, lambda a, b: [(a,), (b,)]),
            second_key("no-secret", False, lambda a, b: [(a, b)]), second_key("before", False, lambda a, b: [(b, a)]),
            second_key("copied", False, lambda a, b: [(b,), (a, b)])]
check("the order changes nothing", all(o == outcomes[0] for o in outcomes), outcomes)
later = database("later.db")
asked = issue(later, out="later")
request = digest_of(asked["S1"])
thief = signed("later-thief.json", document(request, 41) | {"supplier": document(request)["supplier"] | {"supplier_code": "S1"}}, ("thief", "supplier", {}))
expect("it waits while nobody has a key", merge(later, thief), quarantined=1)
expect("until the supplier's own comes", merge(later, enrolling("later-firm.json", secret_of(asked["S1"]), request, claimed="S1")), merged=1)
equal("which merging it again confirms", (once := became(later), merge(later, thief).json["quarantined"], became(later)), (once, 0, once))
equal("rejected", once[1][1:4], ("rejected", "different_signer", "verdict"))

# Answers that belong to no request of ours.
expect("answers to another supplier's request", merge(db, signed("q1.json", document(two, 20), ("firm", "supplier", {}))), quarantined=1)
check("are said to be that", any("not issued to S1" in q for q in quarantine(db)), quarantine(db))
elsewhere_db = database("elsewhere.db")
foreign = digest_of(issue(elsewhere_db, out="foreign")["S1"])
expect("answers to another prime's request", merge(db, signed("q2.json", document(foreign, 21), ("firm", "supplier", {}))), quarantined=1)
issue(db, "--again", out="forged")
expect("no request where one is open", merge(db, signed("q3.json", document(None, 22), ("firm", "supplier", {}))), quarantined=1)
check("is said", any("has an open one" in q for q in quarantine(db)), quarantine(db))
expect("answers to the withdrawn request are still taken", merge(db, signed("q4.json", document(one, 11, revision=2), ("firm", "supplier", {}))), merged=1, superseded=0)

# Renewal by the program.
db = database("renew.db")
files = issue(db, out="renew")
assert tenken("new", "r.tenken", "--request", files["S1"]).status == 0 and tenken("set", "r.tenken", "small:1=2", "supplier.name=Mihon Works").status == 0
assert export("r1.json", draft="r.tenken").status == 0
expect("the firm, known by its first key", merge(db, "r1.json"), merged=1)
ran = tenken("identity", "renew", "firm.p12", "new.p12", *PASS, "--json")
check("a new key for the same name", ran.status == 0 and ran.json["subject"] == "CN=Mihon Works" and ran.json["sha256"] != SHA["firm"], ran.out, ran.err)
new = ran.json["sha256"]
refused("never over an existing file", 3, ["exists already"], "identity", "renew", "firm.p12", "new.p12", *PASS)
ran = tenken("export", "r.tenken", "--json", "r2.json", "--xlsx", "r2.xlsx", "--identity", "new.p12", "--renew-from", "firm.p12", *PASS, "--renew-passphrase-file", "pass", "--unfinished")
check("both keys sign", ran.status == 0 and b"only the new key counts" in ran.out, ran.out, ran.err)
entries = [json.loads(base64.urlsafe_b64decode(s["protected"] + "==")) for s in json.loads(pathlib.Path("r2.json").read_text())["signatures"]]
equal("the old one announces the new one", [(hashlib.sha256(base64.b64decode(e["x5c"][0])).hexdigest(), e.get("renew"), e["role"]) for e in entries], [(SHA["firm"], new, "supplier"), (new, None, "supplier")])
for pin in (SHA["firm"], new):
    check("trusted by either pin, JSON and workbook", tenken("verify", "r2.json", "r2.xlsx", "--pin", pin).status == 0, tenken("verify", "r2.json", "r2.xlsx", "--pin", pin).out)
expect("merge carries it out", merge(db, "r2.xlsx"), merged=1)
equal("the new key is the only one in force", pinned(db), [("S1", SHA["firm"], "replaced"), ("S1", new, None)])
equal("the log says so", log(db)[-2:], ["replaced", "renew"])
assert export("r3.json", draft="r.tenken", identity="new").status == 0 and export("r4.json", draft="r.tenken").status == 0
expect("answers by the new key", merge(db, "r3.json"), merged=1)
ran = merge(db, "r4.json")
check("answers by the old key no longer count", ran.json["merged"] == 0 and ran.json["quarantined"] + len(ran.json["rejected"]) == 1, ran.out)
expect("the renewal comes again", merge(db, "r2.json"), superseded=1)
equal("and changes nothing", pinned(db)[-1], ("S1", new, None))

# A renewal in the merge that enrols the old key, and answers by the new key there, too: in every order, in one merge or in several, the same.
def renewing(name, claimed, order):
    """order: merges, each with the letters of what it brings."""
    db = database(f"{name}.db")
    files = issue(db, out=name)
    request, secret = digest_of(files["S1"]), secret_of(files["S1"])
    more = {"supplier": document(request)["supplier"] | {"supplier_code": claimed}}
    paths = {"E": enrolling(f"{name}-e.json", secret, request, number=50, claimed=claimed),
             "R": signed(f"{name}-r.json", document(request, 50, revision=2) | more, ("firm", "supplier", {"renew": SHA["next"]}), ("next", "supplier", {})),
             "N": signed(f"{name}-n.json", document(request, 50, revision=3) | more, ("next", "supplier", {}))}
    pathlib.Path(f"{name}-c.json").write_text(json.dumps(json.loads(pathlib.Path(paths["R"]).read_text()), indent=2))  # the same with other bytes
    paths["C"] = f"{name}-c.json"
    for merged in order.split():
        ran = merge(db, *[paths[which] for which in merged])
    states = {row[0].removeprefix(f"{name}-")[0].upper(): row[1] for row in rows(db, "SELECT name, state FROM file")}
    return pinned(db), states, {k: ran.json[k] for k in ("merged", "unchanged", "superseded", "quarantined")}, len(ran.json["rejected"])


carried = [("S1", SHA["firm"], "replaced"), ("S1", SHA["next"], None)]
for claimed in ("S1", None):
    for order in ("ER", "RE", "E R", "R E R", "R ER"):
        pins, states, _, _ = renewing(f"rn-{order.replace(' ', '-')}-{claimed}", claimed, order)
        equal(f"renewal and enrolment in the order {order}, claiming {claimed}", (pins, states), (carried, {"E": "superseded", "R": "merged"}))
    equal(f"the counts are those of the end, claiming {claimed}", renewing(f"rc-{claimed}", claimed, "RE")[2:], ({"merged": 1, "unchanged": 0, "superseded": 1, "quarantined": 0}, 0))
    for order in ("ERC", "RCE", "E RC", "E CR", "ER C"):
        pins, states, _, rejected = renewing(f"rd-{order.replace(' ', '-')}-{claimed}", claimed, order)
        equal(f"the same renewal twice, in the order {order}, claiming {claimed}", (pins, sorted(states.values()), rejected), (carried, ["merged", "superseded", "unchanged"], 0))
for order in ("ERN", "RNE", "NRE", "ENR", "REN", "NER"):
    pins, states, counts, rejected = renewing(f"ra-{order}", None, order)
    equal(f"with answers by the new key, in the order {order}", (pins, states, counts["merged"], rejected), (carried, {"E": "superseded", "R": "superseded", "N": "merged"}, 1, 0))
ran = tenken("--lang", "en", "merge", "--into", database("told.db"), "ra-ERN-r.json")
said = tenken("--lang", "en", "merge", "--into", "told.db", "ra-ERN-r.json").err.decode()
check("one whose signer stays unknown waits", "Nobody here knows the signer" in said and "after all" not in said, said)

# Forged renewals.
db = database("forged-renew.db")
files = issue(db, out="fr")
one, two = (digest_of(files[c]) for c in ("S1", "S2"))
expect("two firms enrol", merge(db, enrolling("g1.json", secret_of(files["S1"]), one), enrolling("g2.json", secret_of(files["S2"]), two, who="other", number=2)), merged=2)
before = pinned(db)


def unmoved(name, path, status=1, **counts):
    expect(name, merge(db, path), status, **(counts or {"rejected": 1}))
    equal(f"{name}: the pins stay", pinned(db), before)


unmoved("a second signature without renew", signed("g3.json", document(one, 1, revision=2), ("firm", "supplier", {}), ("thief", "supplier", {})))
unmoved("a stranger's key that announces the known one adds nothing", signed("g4.json", document(one, 1, revision=2), ("firm", "supplier", {}), ("thief", "supplier", {"renew": SHA["firm"]})), 0, merged=1)
unmoved("announced, but the new key did not sign", signed("g5.json", document(one, 1, revision=2), ("firm", "supplier", {"renew": SHA["next"]})))
unmoved("another key signed than the one announced", signed("g6.json", document(one, 1, revision=2), ("firm", "supplier", {"renew": SHA["next"]}), ("thief", "supplier", {})))
unmoved("two steps at once", signed("g7.json", document(one, 1, revision=2), ("firm", "supplier", {"renew": SHA["next"]}), ("next", "supplier", {"renew": SHA["third"]})))
unmoved("to another supplier's key", signed("g8.json", document(one, 1, revision=2), ("firm", "supplier", {"renew": SHA["other"]}), ("other", "supplier", {})))
unmoved("renewal in answers that are not taken", signed("g9.json", document("b" * 64, 30), ("firm", "supplier", {"renew": SHA["next"]}), ("next", "supplier", {})), 0, quarantined=1)
renewal = signed("g10.json", document(one, 1, revision=3), ("firm", "supplier", {"renew": SHA["next"]}), ("next", "supplier", {}))
expect("a good one, and answers by the new key in the same merge", merge(db, renewal, signed("g11.json", document(one, 1, revision=4), ("next", "supplier", {}))), merged=1, superseded=1)
equal("is carried out", pinned(db)[-1], ("S1", SHA["next"], None))
before = pinned(db)
ran = merge(db, signed("g12.json", document(one, 1, revision=5), ("firm", "supplier", {"renew": SHA["thief"]}), ("thief", "supplier", {})))
equal("the old key's word no longer counts", (ran.json["merged"], pinned(db)), (0, before))
check("revoked", tenken("trust", db, "revoke", "S1", "--reason", "stolen").status == 0)
pathlib.Path("pin.csv").write_text(f"supplier_code,certificate_sha256,subject\nS1,{SHA['third']},CN=x\n")
check("another key of it", tenken("trust", db, "import", "pin.csv").status == 0)
before = pinned(db)
unmoved("a renewal to a revoked key", signed("g13.json", document(one, 1, revision=6), ("third", "supplier", {"renew": SHA["next"]}), ("next", "supplier", {})))

# A lost key.
db = database("lost.db")
files = issue(db, out="lost")
expect("a firm", merge(db, enrolling("h1.json", secret_of(files["S1"]), digest_of(files["S1"]))), merged=1)
again = issue(db, "--to", "S1", "--lost-key", "--reason", "disk broke", out="lost")
equal("its key is no longer trusted", pinned(db), [("S1", SHA["firm"], "key-lost")])
equal("logged with the reason", rows(db, "SELECT what, reason FROM trust_log ORDER BY seq DESC LIMIT 1"), [("key-lost", "disk broke")])
equal("what it signed before stays", len(rows(db, "SELECT 1 FROM assessment")), 1)
fresh = digest_of(again["S1"])
expect("the lost key signs no more", merge(db, signed("h2.json", document(fresh, 2), ("firm", "supplier", {}))), quarantined=1)
expect("the fresh secret enrols a new one", merge(db, enrolling("h3.json", secret_of(again["S1"]), fresh, who="next", number=3)), merged=1)
equal("which is pinned", pinned(db), [("S1", SHA["firm"], "key-lost"), ("S1", SHA["next"], None)])

# Private questions are scored with the portfolio's own copy of the pack.
gen.write("extra.json", pack | {"id": "mihon.extra"})
db = database("private.db")
files = issue(db, "--private-pack", "extra.json", "--to", "S1", out="private")
named = pack_named(pack | {"id": "mihon.extra"})
d = document(digest_of(files["S1"]), 1, packs=[named], answers={"mihon.extra": {"1": {"level": 2}}})
signed("p.json", d, ("firm", "supplier", {"enrol": proof(secret_of(files["S1"]), NAMES["firm"][1], digest_of(files["S1"]), d["assessment_id"])}))
expect("answers to private questions", merge(db, "p.json"), merged=1)
equal("are scored", rows(db, "SELECT pack, held, total FROM answer"), [("mihon.extra", 1, 500)])

# What was asked once does not change its meaning.
changed = pack | {"id": "mihon.extra", "title": {"ja": "ほか", "en": "Another"}}
ask = ("request", "new", "--portfolio", db, "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--private-pack", "extra.json", "--to", "S1", "--again", "--out", "private")
gen.write("extra.json", changed)
refused("other questions under the same version", 3, ["asked before", "--same-version"], *ask)
check("unless one says so", tenken(*ask, "--same-version").status == 0)
check("then these were asked, too", tenken(*ask).status == 0)
gen.write("extra.json", changed | {"version": "99", "title": {"ja": "版", "en": "Later"}})
check("another version may differ", tenken(*ask).status == 0)
finish()
