#!/usr/bin/python3
"""Which of a supplier's documents counts as its newest, where several are of one second: the same one in whatever order they were merged; and what
the newest does not name stays as it was told before."""
import json
import os

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, table, tenken

os.environ["TENKEN_DATADIR"] = str(TOP)
BASIC = pack_named(json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8")))
key = gen.new_key("ES256")
secret = passphrase()
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), secret[1])
one = Supplier(1)


def document(n, period, email, product, day="2026-11-20"):
    return one.file(TMP / f"{n}.json", assessment_id=assessment(n), period=period, packs=[BASIC], request=None, answers={"basic10": {"1": {"level": 2}}}, issued_at=f"{day}T01:00:00Z",
                    supplier__contact={"name": f"担当 {n}", "email": email, "phone": f"000-0000-000{n}", "emergency_phone": ""},
                    inventory=[{"name": product, "vendor": "", "version": "1", "internet": True, "credentials": False}] if product else [])


def told(name, *files):
    """All that depends on the choice."""
    os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
    db = portfolio(name, one)
    for file in files:
        expect(f"{name}: {file.name}", merge(db, file), merged=1)
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S0001", "--due", "2026-11-22", "--period", "2027", "--pack", "basic10", "--out", TMP / f"{name}.out")
    check("asked", ran.status == 0, ran.err)
    os.environ["TENKEN_CLOCK"] = "2026-11-25T00:00:00Z"
    waiting = tenken("status", db, "--period", "2027", "--json").json["waiting"]
    assert tenken("report", db, "--period", "2027", "--csv", TMP / f"{name}.csv").status == 0
    (row,) = table(TMP / f"{name}.csv" / "suppliers.csv")
    found = {p: [sorted((k, str(v)) for k, v in s.items()) for s in tenken("find", db, "--product", p, "--json").json["affected"]] for p in ("Example Mail", "Example Wiki")}
    (TMP / "keys").write_text("1 Enter")
    assert tenken("--lang", "en", "view", db, "--period", "2027", "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
    screen = (TMP / "screen").read_text(encoding="utf-8")
    assert tenken("status", db, "--mail", TMP / f"{name}.mail").status in (0, 1)
    return {"waiting": [(w["supplier_code"], w["email"]) for w in waiting], "row": {k: v for k, v in row.items() if k.startswith("contact") or k.endswith("phone")}, "found": found,
            "screen": [line for line in screen.splitlines() if "Contact" in line], "mail": [r["email"] for r in table(TMP / f"{name}.mail")]}


first, second = document(1, "2025", "old@example.invalid", "Example Wiki"), document(2, "2026", "", "Example Mail")
there, back = told("there.db", first, second), told("back.db", second, first)
equal("in either order", back, there)
equal("the inventory is the newest one's", {p: bool(s) for p, s in there["found"].items()}, {"Example Mail": True, "Example Wiki": False})
equal("who is waited for is written to at the newest address that anybody named", there["waiting"], [("S0001", "old@example.invalid")])
equal("in the tables as well", there["row"]["contact_email"], "old@example.invalid")
equal("and in letters", set(there["mail"]), {"old@example.invalid"})
check("and on screen", "old@example.invalid" in there["screen"][0], there["screen"])

later = document(3, "2027", "", "", day="2026-11-21")
db = portfolio("answered.db", one)
expect("answers without an address", merge(db, first, later), merged=2)
assert tenken("report", db, "--period", "2027", "--csv", TMP / "answered.csv").status == 0
(row,) = table(TMP / "answered.csv" / "suppliers.csv")
equal("who has answered for the year is written to there, too", (row["state"], row["contact_email"]), ("answered", "old@example.invalid"))
finish()
