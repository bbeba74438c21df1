#!/usr/bin/python3
"""Answers whose sender's clock runs ahead count as of their receipt, and nothing that comes later is outranked by them."""
import json
import os
import sqlite3

from portfolio_case import LAYOUT_16, TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, pins, portfolio, refused, request_named, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))


def at(day):
    os.environ["TENKEN_CLOCK"] = f"{day}T00:00:00Z"


def named(id):
    return pack_named(json.loads((TOP / "questionnaires" / f"{id}.json").read_text(encoding="utf-8")))


BASIC, INCIDENT = named("basic10"), named("incident")
at("2026-01-10")
ahead, honest, stranger, one, other = [Supplier(n) for n in range(1, 6)]
db = portfolio("p.db", ahead, honest, one, other)
secret = passphrase()
gen.write_identity(TMP / "prime", key := gen.new_key("ES256"), gen.certificate(key, "Mihon Motors"), secret[1])
asked = {}
for pack in (BASIC, INCIDENT):
    out = TMP / pack["id"]
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", "2026-12-15", "--period", "2026", "--pack", pack["id"], "--out", out)
    assert ran.status == 0, ran.err
    for path in out.glob("request-*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        asked[document["supplier_code"], pack["id"]] = request_named(document)


def answers(supplier, folder, pack, level, issued_at, **more):
    """To both requests the same questions are answered: the newest of the two counts."""
    number = 10 * supplier.number + (pack is INCIDENT)
    return supplier.file(TMP / folder / f"{supplier.code}-{pack['id']}.json", assessment_id=assessment(number), packs=[BASIC, INCIDENT], request=asked.get((supplier.code, pack["id"])),
                         issued_at=issued_at, answers={"basic10": {str(i): {"level": level} for i in range(1, 11)}}, **{"checks": [], "inventory": []} | more)


def report():
    return {r["supplier_code"]: (r["total"], r["answered_on"]) for r in tenken("report", db, "--json").json["suppliers"]}


def dated():
    return [(d["supplier_code"], d["issued_at"][:10], d["received_at"][:10]) for d in tenken("status", db, "--json").json["dated_ahead"] if d["supplier_code"] not in (one.code, other.code)]


at("2026-03-01")
first = answers(ahead, "first", BASIC, 0, "2099-01-01T00:00:00Z")
answers(honest, "first", BASIC, 0, "2026-02-28T00:00:00Z")
expect("both are taken in", merge(db, TMP / "first"), merged=2)
equal("what is dated ahead counts as of its receipt", {code: on for code, (_, on) in report().items() if on}, {"S0001": "2026-03-01", "S0002": "2026-02-28"})
equal("and is said to be", dated(), [("S0001", "2099-01-01", "2026-03-01")])
answers(one, "ahead", BASIC, 0, "2097-01-01T00:00:00Z")
answers(one, "ahead", INCIDENT, 4, "2098-01-01T00:00:00Z")
answers(other, "ahead", BASIC, 4, "2098-01-01T00:00:00Z")
answers(other, "ahead", INCIDENT, 0, "2097-01-01T00:00:00Z")
expect("two have the same wrong clock for all they send", merge(db, TMP / "ahead"), merged=4)
text = tenken("--lang", "en", "status", db).out.decode()
check("to people, too", "Dated after they were received" in text and "dated 2099-01-01, received on 2026-03-01  " in text, text)
text = tenken("--lang", "en", "verify", first, "--portfolio", db).out.decode()
check("verify says it", "The answers are dated 2099-01-01, which is after they were received" in " ".join(text.split()), text)
equal("and in JSON", [r.get("dated_ahead") for r in tenken("verify", first, TMP / "first" / "S0002-basic10.json", "--portfolio", db, "--json").json["results"]], ["2099-01-01T00:00:00Z", None])
(TMP / "keys").write_text("1 Enter\n")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "100x40").status == 0
screen = " ".join((TMP / "screen").read_text(encoding="utf-8").split())
check("and the supplier's page", "Answers are dated 2099-01-01, which is after they were received" in screen, screen)
at("2026-04-01")
for supplier in (ahead, honest):
    answers(supplier, "second", INCIDENT, 4, "2026-03-31T00:00:00Z")
expect("their answers to the other request", merge(db, TMP / "second"), merged=2)
now = report()
check("what came later counts, whatever the earlier answers claim", now["S0001"] == now["S0002"] and now["S0001"][1] == "2026-03-31" and now["S0001"][0] > 0, now)
equal("that of the first is still said", dated(), [("S0001", "2099-01-01", "2026-03-01")])

check("of two that came together with the same wrong clock the later counts", now["S0004"][0] == now["S0005"][0] == now["S0001"][0], now)

# held back first: the first receipt counts, not the day on which its signer was accepted
at("2026-05-01")
answers(stranger, "held", BASIC, 2, "2098-01-01T00:00:00Z")
expect("of a stranger", merge(db, TMP / "held"), quarantined=1)
at("2026-06-01")
assert tenken("trust", db, "import", pins(TMP / "more.csv", stranger)).status == 0
expect("who is known now", merge(db, TMP / "held"), merged=1)
equal("the first receipt counts", report()["S0003"][1], "2026-05-01")

# ---- a database of the layout before, as it took them in
raw = sqlite3.connect(db)
raw.executescript("UPDATE assessment SET issued_at = dated WHERE dated IS NOT NULL;" + LAYOUT_16)
raw.close()
equal("an older one is brought up to date", (report(), dated()), (now | {"S0003": report()["S0003"]}, [("S0001", "2099-01-01", "2026-03-01"), ("S0003", "2098-01-01", "2026-05-01")]))
equal("with the length of its log", tenken("status", db, "--json").json["trust_log_intact"], True)
raw = sqlite3.connect(db)
raw.executescript("DROP TRIGGER trust_log_delete; DELETE FROM trust_log WHERE seq = (SELECT max(seq) FROM trust_log)")
raw.close()
cut = tenken("--lang", "en", "status", db, "--json")
check("what is cut off is missed", cut.status == 1 and cut.json["trust_log_intact"] is False and b"1 entry is missing at its end" in cut.err, cut.status, cut.err)
check("in the list of trust, too", tenken("trust", db, "list").status == 1)
finish()
