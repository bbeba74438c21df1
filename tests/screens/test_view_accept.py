#!/usr/bin/python3
"""Accepting a signer in tenken view takes in what waited for it, from the originals that the portfolio has kept: as merging the files again would."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, finish, gen, merge, portfolio, tenken  # noqa: E402

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

# ---- a contradiction that travelled with the answers is told in the words of the questionnaire
pack = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
named = {"id": pack["id"], "version": pack["version"], "sha256": hashlib.sha256(gen.canonical(pack)).hexdigest()}
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
finish()
