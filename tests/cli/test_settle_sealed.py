#!/usr/bin/python3
"""Of two sealed answers one is said to hold: it counts once it is opened again, and until then the decision is kept and said everywhere."""
import os
import shutil
import subprocess

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, merge, passphrase, portfolio, tenken, finish

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
A, B = Supplier(1), Supplier(2)
PASS = passphrase()
assert tenken("identity", "new", TMP / "seal.p12", "--name", "Mihon Motors", "--sealing", "--certificate-out", TMP / "seal.pem", *PASS).status == 0
KEY = ("--identity", TMP / "seal.p12", *PASS)


def sealed(supplier, path, **changes):
    supplier.file(TMP / "open.json", **changes)
    path.parent.mkdir(exist_ok=True)
    subprocess.run(["openssl", "cms", "-encrypt", "-binary", "-outform", "DER", "-aes-256-gcm", "-in", TMP / "open.json", "-out", path, "-recip", TMP / "seal.pem",
                    "-keyopt", "ecdh_kdf_md:sha256"], check=True)


def status(*more):
    return tenken("--lang", "en", "status", db, *more)


def files():
    return {state: n for state, n in status("--json").json["files"].items() if n}


def settle(file):
    return tenken("--lang", "en", "trust", db, "settle", A.code, "--file", file, "--reason", "rang Mr Yamada")


def counts():
    return [s["perceived"] for s in tenken("report", db, "--json").json["suppliers"]]


def play(keys, *more):
    (TMP / "keys").write_text(f"{keys}\n", encoding="utf-8")
    ran = tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "200x24", *more)
    return (TMP / "screen").read_text(encoding="utf-8") if ran.status == 0 else repr(ran.err)


db, inbox = portfolio("sealed.db", A), TMP / "in"
sealed(A, inbox / "a.p7m", perceived=0)
sealed(A, inbox / "b.p7m", perceived=1, assessment_id=assessment(2))
expect("two sets of answers, both sealed", merge(db, inbox, *KEY), merged=1, conflicts=1)
shutil.copy(db, TMP / "view.db")
ran = settle("b.p7m")
check("said to hold, it waits for its key", ran.status == 0 and b"b.p7m holds. It came sealed" in ran.out and b"--identity" in ran.out, ran.out, ran.err)
(conflict,) = status("--json").json["conflicts"]
check("the status says that it is decided, and with which command it is opened", "was decided here" in conflict["reason"] and "--identity" in conflict["next_step"] and "which one holds" not in conflict["next_step"], conflict)
check("and so does the screen", "decided here" in play("7"), play("7"))
assert status("--mail", TMP / "mail.csv").status == 0
check("nobody is asked any more", "which ones hold" not in (TMP / "mail.csv").read_text(encoding="utf-8-sig"))
equal("what counted goes on counting", (files(), counts()), ({"merged": 1, "conflict": 1}, [0]))
expect("a merge without the key says so", merge(db, inbox), 1, unchanged=1, rejected=1)
equal("and forgets neither file nor decision", (files(), status("--json").json["conflicts"][0]["reason"]), ({"merged": 1, "conflict": 1}, conflict["reason"]))
expect("with the key it takes its place", merge(db, inbox, *KEY), merged=1, unchanged=1)
equal("and counts", (files(), counts(), status("--json").json["conflicts"]), ({"merged": 1, "superseded": 1}, [250], []))
expect("for good", merge(db, inbox, *KEY), unchanged=1, superseded=1)

# ---- and back: what was superseded by a decision is looked at again by the next merge
check("the other one after all", settle("a.p7m").status == 0)
equal("waits in turn", (files(), counts()), ({"merged": 1, "conflict": 1}, [250]))
check("until somebody changes their mind", settle("b.p7m").status == 0)
equal("which costs nothing", (files(), counts()), ({"merged": 1, "superseded": 1}, [250]))
check("or not", settle("a.p7m").status == 0)
expect("with the key it is back", merge(db, inbox, *KEY), merged=1, unchanged=1)
equal("and counts again", (files(), counts()), ({"merged": 1, "superseded": 1}, [0]))

# ---- on screen with the key: at once
db = TMP / "view.db"
screen = play("7 t\ntext rang Mr Yamada\nEnter", *KEY)
check("the key at hand opens it", "b.p7m holds, and counts. 1 other file is kept" in screen, screen)
equal("nothing is left to merge", (files(), counts()), ({"merged": 1, "superseded": 1}, [250]))

# ---- what waits in quarantine
db = portfolio("held.db")
sealed(B, TMP / "held" / "b.p7m")
expect("a sealed file of an unknown signer", merge(db, TMP / "held", *KEY), quarantined=1)
expect("comes again without the key", merge(db, TMP / "held"), 1, rejected=1)
equal("and is in quarantine as before", files(), {"quarantined": 1})
accept = f"5 Enter a Enter\ntext {B.sha256[-8:]}\nEnter\ntext rang the number in our contract\nEnter"
check("accepted with the key at hand it is taken in", "Of 1 file that waited, 1 was taken in." in play(accept, *KEY))
equal("as by a merge", files(), {"merged": 1})
finish()
