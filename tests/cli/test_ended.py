#!/usr/bin/python3
"""Suppliers with whom the prime no longer works: kept with all that they sent, asked for nothing, waited for nowhere; and taken back."""
import json
import os
import re
import sqlite3
import zipfile

from portfolio_case import LAYOUT_15, TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, refused, request_named, table, tenken

os.environ["TENKEN_DATADIR"] = str(TOP)
PACKS = {name: json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8")) for name in ("basic10", "supply-chain", "emergency-malware")}
NAMED = {name: pack_named(p) for name, p in PACKS.items()}
secret = passphrase()
key = gen.new_key("ES256")
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), secret[1])
ASK = ("--portfolio", TMP / "p.db", "--identity", TMP / "prime.p12", *secret)
suppliers = [Supplier(n) for n in range(1, 8)]
db = portfolio("p.db", *suppliers)
LIST = "supplier_code,name,confidential,outage,access,email\n" + "".join(f"S000{n},見本{n},{'yes' if n in (2, 4) else 'no'},no,no,s{n}@example.invalid\n" for n in range(1, 8))
(TMP / "list.csv").write_text(LIST, encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "list.csv").status == 0


def at(day):
    os.environ["TENKEN_CLOCK"] = f"{day}T03:00:00Z"


def english(*words):
    ran = tenken("--lang", "en", *words)
    assert ran.status in (0, 1), ran.err
    return ran.out.decode()


def ask(out, due, *more):
    ran = tenken("--lang", "en", "request", "new", *ASK, "--due", due, "--period", "2026", "--pack", "basic10", "--out", TMP / out, *more)
    asked = (json.loads(p.read_text(encoding="utf-8"))["document"] for p in (TMP / out).glob("request-*.json"))
    return ran, {d["supplier_code"]: request_named(d) for d in asked}


def answer(n, request, name="a", inventory=(), **changes):
    changes = {"issued_at": "2026-11-20T01:00:00Z", "period": "2026", **changes}
    return suppliers[n - 1].file(TMP / "in" / f"{n}-{name}.json", assessment_id=changes.pop("assessment_id", assessment(n)), request=request, packs=[NAMED["basic10"]],
                                 answers={"basic10": {str(i): {"level": 2} for i in range(1, 11)}}, inventory=list(inventory), **changes)


MAIL = {"name": "Example Mail", "vendor": "", "version": "5", "internet": True, "credentials": False}
OTHER = {**MAIL, "name": "Other"}
at("2026-11-01")
ran, asked = ask("first", "2026-12-15", "--all")
equal("all are asked", (ran.status, len(asked)), (0, 7))
at("2026-11-21")
answer(1, asked["S0001"], inventory=[OTHER])
answer(2, asked["S0002"], inventory=[MAIL])
answer(6, asked["S0006"], inventory=[OTHER])
answer(5, None, period="2025", issued_at="2025-11-20T01:00:00Z", assessment_id=assessment(55))
expect("three answer", merge(db, TMP / "in"), merged=4)
assert tenken("suppliers", db, "extend", "S0004", "--until", "2027-03-31", "--reason", "moving").status == 0
assert tenken("suppliers", db, "clarify", "S0002", "--items", "basic10:2").status == 0
at("2027-01-10")


def status(*more):
    return tenken("status", db, "--json", *more).json


def waits():
    return {w["supplier_code"]: w["state"] for w in status()["waiting"]}


def letters():
    (TMP / "mail.csv").unlink(missing_ok=True)
    assert tenken("status", db, "--mail", TMP / "mail.csv").status == 0
    return sorted((r["supplier_code"], r["kind"]) for r in table(TMP / "mail.csv"))


def report():
    return tenken("report", db, "--json").json


def view(keys):
    (TMP / "keys").write_text(keys)
    assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "140x60").status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


equal("before: who is waited for", waits(), {"S0003": "late", "S0004": "waiting", "S0005": "late", "S0007": "late"})
before = {"status": waits(), "report": report(), "letters": letters()}
equal("and written to", before["letters"], [("S0002", "clarification"), ("S0003", "late"), ("S0004", "extended"), ("S0005", "late"), ("S0007", "late")])

# ---- ending
refused("nobody named", 2, ["codes"], "suppliers", db, "end", "--reason", "x")
refused("no such supplier: none is ended", 3, ["no supplier", "S9"], "suppliers", db, "end", "S0003", "S9")
equal("so all are as before", waits(), before["status"])
refused("a reason belongs to ending", 2, ["--reason"], "suppliers", db, "resume", "S0003", "--reason", "x")
refused("a reason has an end", 2, ["400"], "suppliers", db, "end", "S0003", "--reason", "x" * 401)
said = english("suppliers", db, "end", "S0003", "S0004", "S0002", "S0005", "--reason", "廃業\u001b[31m =1+1")
check("ended, and how to take one back", said.startswith("Business with 4 suppliers has ended: S0002, S0003, S0004, S0005. What they sent stays.") and f"tenken suppliers {db} resume SUPPLIER" in said, said)
check("once more changes nothing, and says so", english("suppliers", db, "end", "S0003", "--reason", "another") == "Business with 1 supplier had ended before, and nothing is changed: S0003.\n")
equal("as JSON", tenken("suppliers", db, "end", "S0003", "S0006", "--json").json, {"ended": ["S0006"], "ended_before": ["S0003"]})
equal("one named twice is in one list only", tenken("suppliers", db, "end", "S0007", "Ｓ０００７", "S0003", "S0007", "--json").json, {"ended": ["S0007"], "ended_before": ["S0003"]})
equal("as when it is taken back", tenken("suppliers", db, "resume", "S0007", "S0007", "--json").json, {"resumed": ["S0007"], "not_ended": []})
equal("and back", tenken("suppliers", db, "resume", "S0006", "S0001", "--json").json, {"resumed": ["S0006"], "not_ended": ["S0001"]})

equal("nobody of them is waited for", waits(), {"S0007": "late"})
now = status()
equal("nor counted, but who has answered", (now["suppliers"], now["answered_in_period"], now["late"], now["not_asked"], now["higher_tier"]), (4, 3, 1, 0, 1))
equal("they have a list of their own", [(s["supplier_code"], s["ended_at"], s["reason"]) for s in now["ended"]], [(f"S000{n}", "2027-01-10T03:00:00Z", "廃業\ufffd[31m =1+1") for n in (2, 3, 4, 5)])
equal("nor asked about single answers", now["clarifications"], [])
said = english("status", db)
check("in words", "4 suppliers, of whom 3 have answered for 2026.\n3 more are not counted: your business with them has ended.\n" in said and "In the higher tier: 1 of the 4 suppliers." in said
      and re.search(r"S0003 .*ended on 2027-01-10 \(廃業.\[31m =1\+1\)\n", said) and "\u001b" not in said, said)
equal("nobody writes to them", letters(), [("S0007", "late")])
equal("a year that they answered keeps them, and nobody who came to the list later is one of its suppliers", (status("--period", "2025")["answered_in_period"], status("--period", "2025")["suppliers"]), (1, 1))

listed = {s["supplier_code"]: (s["ended_at"], s["ended_reason"]) for s in tenken("suppliers", db, "list", "--json").json["suppliers"]}
equal("the list has it", (listed["S0001"], listed["S0003"]), ((None, None), ("2027-01-10T03:00:00Z", "廃業\ufffd[31m =1+1")))
said = english("suppliers", db, "list")
check("in words", said.count("ended on 2027-01-10 (廃業") == 4 and re.search(r"S0001 .*s1@example.invalid\n", said), said)

# ---- reports
got = report()
rows = {s["supplier_code"]: s for s in got["suppliers"]}
equal("report: states", {c: r["state"] for c, r in rows.items()}, {"S0001": "answered", "S0002": "answered", "S0003": "ended", "S0004": "ended", "S0005": "ended", "S0006": "answered", "S0007": "late"})
equal("report: since when, and no day to wait for", (rows["S0002"]["ended_on"], rows["S0003"]["ended_on"], rows["S0003"]["due"], rows["S0001"]["ended_on"]), ("2027-01-10", "2027-01-10", None, None))
equal("report: figures", (got["suppliers_count"], got["answered"], got["late"], got["not_asked"], got["ended"], got["mean"]), (4, 3, 1, 0, 3, before["report"]["mean"]))
equal("report: tiers", {t: n["suppliers"] for t, n in got["tiers"].items()}, {"none": 0, "base": 3, "higher": 1})
said = english("report", db, "--csv", TMP / "csv", "--html", TMP / "p.html", "--xlsx", TMP / "p.xlsx", "--letters", TMP / "letters") + english("report", db)
check("report in words", "3 of 4 suppliers have answered; late: 1;" in said and "3 more are not counted: your business with them has ended." in said, said)
check("no letter about results to who ended, unless it is named", "2 letters in" in said and "1 supplier gets none, since business with it has ended" in said and "Of 1 supplier no answers have come: it gets none." in said
      and "1 letter in" in english("report", db, "--letters", TMP / "letters", "--to", "Ｓ０００２"), said)
states = {r["supplier_code"]: (r["state"], r["ended_on"], r["ended_reason"]) for r in table(TMP / "csv" / "suppliers.csv")}
equal("tables", (states["S0001"], states["S0002"][:2], states["S0003"][:2]), (("answered", "", ""), ("answered", "2027-01-10"), ("ended", "2027-01-10")))
page = (TMP / "p.html").read_text(encoding="utf-8")
late = page.split('id="late"')[1].split("</section>")[0]
check("page", re.findall(r"S000\d", late) == ["S0007"] and "of 4 suppliers" in page and ">ended</option>" in page and page.count('"ended on 2027-01-10"') == 3
      and '"ended on 2027-01-10, answered"' in page, late)
with zipfile.ZipFile(TMP / "p.xlsx") as book:
    strings = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", book.read("xl/sharedStrings.xml").decode()) if "xl/sharedStrings.xml" in book.namelist() else []
    names = dict(re.findall(r'<sheet name="([^"]*)" sheetId="(\d+)"', book.read("xl/workbook.xml").decode()))
    cells = {name: re.sub(r"<[^>]*>", " ", book.read(f"xl/worksheets/sheet{n}.xml").decode()) for name, n in names.items()}
check("workbook: missing", "S0007" in cells["Missing"] and "S0003" not in cells["Missing"], names, cells.get("Missing"), strings[:5])
check("workbook: suppliers", cells["Suppliers"].count("ended on 2027-01-10") == 4 and "of 4 suppliers" in cells["Summary"], cells["Summary"])

# ---- screens
shown = view("")
check("first screen", "3 of 4 suppliers have answered" in shown and "3 more: business with them has ended" in shown and "1 is late" in shown, shown)
shown = view("1")
check("table", len(re.findall(r"S000[345] .*ended on 2027-01-10", shown)) == 3 and re.search(r"S0002 .*ended on 2027-01-10, answered", shown), shown)
shown = view("1 /\ntext ended\nEnter")
check("filtered like any other state", "S0003" in shown and "S0001" not in shown, shown)
shown = view("1 Down Down Enter")
check("its page", re.search(r"ended on 2027-01-10 \(廃業", shown) and "x takes it back" in shown and ": no longer waited for" in shown and ", due" not in shown.split("What it was asked")[0], shown)
check("late and missing", re.findall(r"S000\d", view("4")) == ["S0007"])

# ---- asking
ran, asked_now = ask("second", "2027-02-15", "--all", "--again")
check("all: left out and said", ran.status == 0 and sorted(asked_now) == ["S0001", "S0006", "S0007"] and b"4 suppliers are not asked, since business with them has ended: S0002, S0003, S0004, S0005\n" in ran.out, ran.out, ran.err)
ran = tenken("request", "new", *ASK, "--due", "2027-02-15", "--period", "2026", "--pack", "supply-chain", "--out", TMP / "tier", "--tier", "base", "--json").json
equal("by tier as well", (sorted(r["supplier_code"] for r in ran["requests"]), ran["ended"], ran["without_tier"]), (["S0001", "S0006", "S0007"], ["S0003", "S0005"], []))
refused("nobody is left in a tier", 3, ["business with all of these suppliers has ended", "resume"], "--lang", "en", "request", "new", *ASK, "--due", "2027-02-15", "--period", "2026", "--pack", "supply-chain", "--out", TMP / "tier", "--tier", "higher")
refused("named, it says how to take it back", 3, ["S0003", "resume"], "--lang", "en", "request", "new", *ASK, "--due", "2027-02-15", "--pack", "basic10", "--out", TMP / "one", "--to", "S0003")
(TMP / "some.csv").write_text("supplier_code\nS0001\nS0003\nS0004\n")
refused("so in a list, all of them at once", 3, ["2 suppliers", "S0003, S0004", "resume"], "--lang", "en", "request", "new", *ASK, "--due", "2027-02-15", "--pack", "basic10", "--out", TMP / "some", "--list", TMP / "some.csv")
check("and nobody was asked", not (TMP / "some").exists() and not (TMP / "one").exists())
refused("no more time for it", 3, ["Business with S0003 ended on 2027-01-10", "resume"], "--lang", "en", "suppliers", db, "extend", "S0003", "--until", "2027-03-01", "--reason", "x")
refused("no question to it", 3, ["Business with S0002 ended on", "resume"], "--lang", "en", "suppliers", db, "clarify", "S0002", "--items", "basic10:3")

# ---- after an alert
found = tenken("find", db, "--product", "example mail", "--json").json
equal("who lists it may still have what it was given", [(s["supplier_code"], s["ended_on"]) for s in found["affected"]], [("S0002", "2027-01-10")])
equal("the others are in no list", ([s["supplier_code"] for s in found["not_listed"]], [s["supplier_code"] for s in found["unknown"]]), (["S0001", "S0006"], ["S0007"]))
equal("nor counted", {k: found["counts"][k] for k in ("affected", "ended", "not_listed", "unknown")}, {"affected": 1, "ended": 1, "not_listed": 2, "unknown": 1})
said = english("find", db, "--product", "example mail")
check("in words", "      business ended on 2027-01-10: it may still have what you gave it" in said and "Business with 1 of them has ended" in said and "Cannot tell (no list of products, an empty one, or one older than a year): 1 supplier." in said, said)
check("and nobody is told to ask those who run it", "Next: ask those" not in said, said)
URGENT = ("--identity", TMP / "prime.p12", *secret, "--due", "2027-01-12")
ran = tenken("--lang", "en", "find", db, "--product", "example mail", "--request", TMP / "urgent", *URGENT)
check("no emergency request to it", b"There is nobody in that list" in ran.err and not list((TMP / "urgent").glob("request-*")), ran.out, ran.err)
ran = tenken("--lang", "en", "find", db, "--product", "example mail", "--request", TMP / "urgent", "--list", "unknown", *URGENT)
check("but to those who are left", sorted(p.name for p in (TMP / "urgent").glob("request-*")) and all("S0007" in p.name for p in (TMP / "urgent").glob("request-*")), ran.out, ran.err)
assert tenken("suppliers", db, "end", "S0007").status == 0
equal("one asked before it ended is not waited for", status()["urgent"], [])
check("a reason may be left out", re.search(r"S0007 .*ended on 2027-01-10\n", english("status", db)))
assert tenken("suppliers", db, "resume", "S0007").status == 0
equal("until it is back", [u["supplier_code"] for u in status()["urgent"]], ["S0007"])

# ---- the next list
(TMP / "list.csv").write_text("".join(line for line in LIST.splitlines(True) if not line.startswith(("S0001", "S0002", "S0004"))), encoding="utf-8")
said = english("suppliers", db, "import", TMP / "list.csv")
check("who is not in the list and has not ended is named, with what to do", "1 supplier here is not in this list, and stays: S0001." in said and f'"tenken suppliers {db} end SUPPLIER"' in said, said)
check("who is in the list and has ended is named, and not taken back", "2 suppliers in this list are ones that you have ended business with, and nothing is asked of them: S0003, S0005." in said and f"tenken suppliers {db} resume" in said
      and len(status()["ended"]) == 4, said)

# ---- what still arrives
answer(3, asked["S0003"], inventory=[OTHER])
expect("is merged as ever", merge(db, TMP / "in"), merged=1, unchanged=4)
now = status()
equal("and counts", (now["suppliers"], now["answered_in_period"], len(now["ended"])), (5, 4, 4))

answer(4, None)
expect("what answers no request is held back as ever", merge(db, TMP / "in"), unchanged=5, quarantined=1)
equal("for us to look at; nobody is waited for, and nobody writes", ([q["claimed_supplier_code"] for q in status()["quarantine"]], waits(), letters(), {s["supplier_code"]: s["state"] for s in report()["suppliers"]}["S0004"]),
      (["S0004"], {"S0001": "answered", "S0006": "answered", "S0007": "waiting"}, [], "ended"))

# ---- taking back
said = english("suppliers", db, "resume", "S0002", "S0003", "S0004", "S0005", "S0001")
check("resumed", said.startswith("4 suppliers are back: S0002, S0003, S0004, S0005. What was open to them is waited for again") and "Business with 1 supplier had not ended: S0001.\n" in said, said)
back = waits()
check("what was open is open again, with the time that it was given", back["S0004"] == "quarantined" and back["S0005"] == "late" and {w["supplier_code"]: w["due"] for w in status()["waiting"]}["S0004"] == "2027-03-31", back)
check("and letters", {("S0002", "clarification"), ("S0004", "no_answer_to_request")} <= set(letters()))
equal("questions too", [c["supplier_code"] for c in status()["clarifications"]], ["S0002"])
equal("nothing is left of it", (status()["ended"], {r["state"] for r in report()["suppliers"]} & {"ended"}), ([], set()))
log = [(entry["what"], entry["supplier_code"], entry["reason"]) for entry in tenken("trust", db, "list", "--json").json["log"] if entry["what"] in ("end", "resume")]
equal("the log has both, in their order", (log[0], log[-1], len(log)), (("end", "S0003", "廃業\ufffd[31m =1+1"), ("resume", "S0005", None), 14))
equal("and is whole", status()["trust_log_intact"], True)

# ---- a database of the layout before
raw = sqlite3.connect(db)
raw.executescript(LAYOUT_15)
raw.close()
equal("an older one is brought up to date", (tenken("suppliers", db, "end", "S0001").status, [s["supplier_code"] for s in status()["ended"]]), (0, ["S0001"]))
finish()
