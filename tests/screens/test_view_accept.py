#!/usr/bin/python3
"""Accepting a signer in tenken view takes in what waited for it, from the originals that the portfolio has kept: as merging the files again would."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, finish, merge, pack_named, portfolio, tenken  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
os.chdir(TMP)
PASS = ("--passphrase-file", "pass")
(TMP / "pass").write_text("correct horse\n")
assert tenken("identity", "new", "prime.p12", "--name", "Mihon Motors", "--sealing", "--certificate-out", "prime.pem", *PASS).status == 0


def play(database, supplier, keys):
    (TMP / "keys").write_text(f"{keys}\ntext {supplier.sha256[-8:]}\nEnter\ntext rang the number in our contract\nEnter\n", encoding="utf-8")
    ran = tenken("view", database, "--keys", "keys", "--screen", "screen", "--size", "100x30")
    return (TMP / "screen").read_text(encoding="utf-8") if ran.status == 0 else repr(ran.err)


def states(database):
    return {k: v for k, v in tenken("status", database, "--json").json["files"].items() if v}


one = Supplier(1)
one.file("in/a-first.json", revision=1)
one.file("in/b-second.json", revision=2)
one.file("in/c-last-year.json", period="2025", assessment_id=assessment(90))
one.file("in/d-not-asked.json", request={"id": assessment(9), "digest": "a" * 64}, assessment_id=assessment(91), period="2024")
db = portfolio("p.db")
equal("four files wait", merge(db, "in").json["quarantined"], 4)
shutil.rmtree("in")
screen = play(db, one, "5 Enter a Enter")
check("how many were taken in, and where the others are", "Of 4 files that waited, 3 were taken in. The others say why not" in re.sub(r"\s+", " ", screen), screen)
equal("with the states that a merge gives", states(db), {"merged": 2, "superseded": 1, "quarantined": 1})
(TMP / "keys").write_text("5", encoding="utf-8")
tenken("view", db, "--keys", "keys", "--screen", "screen", "--size", "160x30")
check("which is held back for another reason now", "not issued to S0001" in (TMP / "screen").read_text(encoding="utf-8"))

sealed = Supplier(2)
sealed.file("in/open.json")
subprocess.run(["openssl", "cms", "-encrypt", "-binary", "-outform", "DER", "-aes-256-gcm", "-in", "in/open.json", "-out", "in/sealed.p7m", "-recip", "prime.pem",
                "-keyopt", "ecdh_kdf_md:sha256"], check=True)
os.remove("in/open.json")
db = portfolio("sealed.db")
equal("a sealed file waits", merge(db, "in", "--identity", "prime.p12", *PASS).json["quarantined"], 1)
screen = play(db, sealed, "5 Enter a Enter")
check("it says what a sealed file needs", "Of 1 file that waited, 0 was taken in. What is sealed needs your key" in re.sub(r"\s+", " ", screen) and "--identity" in screen, screen)
equal("and keeps it", states(db), {"quarantined": 1})
equal("which merges then", merge(db, "in", "--identity", "prime.p12", *PASS).json["merged"], 1)

# ---- a second key of a supplier who has one is accepted only after that was said, and the code typed once more
four, other = Supplier(4), Supplier(4)
four.file("four/1.json")
other.file("four/2.json", supplier__supplier_code=None, revision=2)
db = portfolio("four.db", four)
equal("a key that nobody knows", (merge(db, "four").json["merged"], states(db)), (1, {"merged": 1, "quarantined": 1}))
begun = f"5 Enter a\ntext S0004\nEnter\ntext {other.sha256[-8:]}\nEnter\n"
why = "text rang the number in our contract\nEnter\n"


def typed(keys):
    (TMP / "keys").write_text(keys, encoding="utf-8")
    ran = tenken("view", db, "--keys", "keys", "--screen", "screen", "--size", "100x30")
    return re.sub(r"[\s│]+", " ", (TMP / "screen").read_text(encoding="utf-8")) if ran.status == 0 else repr(ran.err)


screen = typed(begun)
check("the screen says that it would replace one", "has a trusted key, which this one would replace" in screen, screen)
screen = typed(f"{begun}text yes\nEnter\n")
equal("another word changes nothing", ("Nothing was changed" in screen, states(db)), (True, {"merged": 1, "quarantined": 1}))
screen = typed(begun.replace("S0004", "Ｓ０００４") + f"text ｓ０００４\nEnter\n")
equal("nor does the code in other letters", ("Nothing was changed" in screen, states(db)), (True, {"merged": 1, "quarantined": 1}))
screen = typed(begun.replace("S0004", "Ｓ０００４") + f"text Ｓ０００４\nEnter\n{why}")
equal("the code does it, in full width too, as Japanese keyboards type it", ("S0004 is trusted now" in screen, states(db)), (True, {"merged": 1, "superseded": 1}))
equal("and the log has it", [e["what"] for e in tenken("trust", db, "list", "--json").json["log"]], ["import", "replaced", "key-lost"])

# ---- a contradiction that travelled with the answers is told in the words of the questionnaire
pack = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
named = pack_named(pack)
chosen = pack["checks"][0]
three = Supplier(3)
three.file("three/1.json", packs=[named], answers={"basic10": {str(i): {"level": 2} for i in range(1, 11)}},
           checks=[{"id": chosen["id"], "items": chosen["items"]}, {"id": "not-known-here", "items": ["elsewhere:1"]}])
db = portfolio("three.db", three)
equal("answers with contradictions", merge(db, "three").json["merged"], 1)
(TMP / "keys").write_text("1 Enter", encoding="utf-8")
tenken("view", db, "--keys", "keys", "--screen", "screen", "--size", "160x80")
screen = re.sub(r"\s+", " ", (TMP / "screen").read_text(encoding="utf-8"))
check("what it says", chosen["message"]["en"][:60] in screen and chosen["id"] not in screen, screen)
check("one whose questionnaire is not at hand", "elsewhere:1: not-known-here" in screen, screen)

# ---- whoever goes through several of them sees after each what reading everything anew would show
other = json.loads((TOP / "questionnaires" / "supply-chain.json").read_text(encoding="utf-8"))
other_named = pack_named(other)
other_answers = {i["id"]: {"level": 1} for s in other["sections"] for i in s["items"] if "same_as" not in i and i["kind"] == "level"}
many = {n: Supplier(n) for n in range(21, 31)}
for s in many.values():
    s.file(f"many/{s.number}.json", packs=[named], assessment_id=assessment(s.number), supplier__name=f"Mihon {s.number}",
           answers={"basic10": {str(i): {"level": (i * s.number) % 5} for i in range(1, 11)}})
many[24].file("many/24.json", packs=[named, other_named], assessment_id=assessment(24), answers={"basic10": {str(i): {"level": 3} for i in range(1, 11)}, "supply-chain": other_answers})
many[25].file("many/25-before.json", packs=[named], period="2025", assessment_id=assessment(125), answers={"basic10": {str(i): {"level": 1} for i in range(1, 11)}})
many[28].file("many/28.json", packs=[named], request={"id": assessment(9), "digest": "a" * 64})
db = portfolio("many.db", many[30])
(TMP / "many.csv").write_text("supplier_code,name,confidential\n" + "".join(f"{s.code},Mihon {s.number},{'yes' if s.number % 2 else 'no'}\n" for s in many.values() if s.number not in (23, 26)))
assert tenken("suppliers", db, "import", "many.csv").status == 0
raw = sqlite3.connect(db)
for s in many.values():
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document) SELECT ?, ?, id, '2026', '2026-10-01T00:00:00Z', '2026-11-01', x'' FROM supplier WHERE code = ?",
                (f"{s.number:064x}", f"r{s.number}", s.code))
raw.execute("DELETE FROM request WHERE request_id IN ('r21', 'r24', 'r25', 'r28')")
raw.commit()
raw.close()
result = merge(db, "many").json
equal("most wait, one is known", (result["quarantined"], result["merged"]), (11, 0))


def show(database, keys, size="120x40"):
    (TMP / "keys").write_text(f"{keys}\n", encoding="utf-8")
    ran = tenken("view", database, "--keys", "keys", "--screen", "screen", "--size", size)
    return (TMP / "screen").read_text(encoding="utf-8") if ran.status == 0 else repr(ran.err)


def decide(supplier):
    if supplier.number in (22, 26, 27, 28):
        return "Enter x\ntext nobody there knows of it\nEnter q\n"
    return f"Enter a Enter\ntext {supplier.sha256[-8:]}\nEnter\ntext rang the number in our contract\nEnter q\n"


def after(keys):
    """The last screen, and the same of a program that has been started since."""
    with sqlite3.connect(db) as source, sqlite3.connect(TMP / "copy.db") as copy:
        source.backup(copy)
    os.chmod("copy.db", 0o600)
    return show("copy.db", f"{decided}{keys}"), show("copy.db", keys.replace("q", "", 1) if keys.startswith("q") else f"5 {keys}")


# those whom to accept would change nothing come last, and can be refused only: 22 answers no request though one is open, 28 one that was never made. 23 is new, 24 has answers with other questions, 25 those of two years, 26 is in no list, 27 is late then
decided = "5\n"
for number in (21, 23, 24, 25, 26, 22, 27, 28):
    decided += decide(many[number])
    for name, keys in (("what is left", ""), ("the first page", "q")):
        at_once, anew = after(keys)
        check(f"after the decision about {many[number].code}: {name}", at_once == anew and f"> {many[number].code}" not in at_once, at_once, anew)
for name, keys in (("suppliers", "q 1"), ("one of them", "q 1 Enter"), ("items", "q 2"), ("the heat map", "q 3 End"), ("who is late", "q 4"), ("what was rejected", "q 6"), ("another year", "q o"),
                   ("who uses what", "q 8"), ("both years", "q y")):
    at_once, anew = after(keys)
    check(f"and at the end: {name}", at_once == anew, at_once, anew)
check("the first page counts all of it", all(w in after("q")[0] for w in ("4 of 9 suppliers have answered", "2 are late", "2 files or groups are held back: 5", "2025 (1)")), after("q"))
finish()
