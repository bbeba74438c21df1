#!/usr/bin/python3
"""The day is that of the calendar on the wall, in whatever zone: what is due, late, left, given in days, and shown of moments. What is signed keeps
its moments in UTC, and a signed day is the same wherever it is read. Zones by rule, so that no zone data is needed."""
import csv
import io
import json
import os

from portfolio_case import TMP, TOP, Supplier, check, equal, expect, finish, gen, merge, pack_named, portfolio, refused, request_named, tenken

os.chdir(TMP)
os.environ["TENKEN_DATADIR"] = str(TOP)
TOKYO, ANGELES = "JST-9", "PST8PDT,M3.2.0,M11.1.0"


def at(clock, zone="UTC"):
    return {"env": os.environ | {"TENKEN_CLOCK": clock, "TZ": zone}}


(TMP / "pass").write_text("correct horse battery\n")
key = gen.new_key("ES256")
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")
KEY = ("--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass")
PACK = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
NAMED = pack_named(PACK)
suppliers = [Supplier(1), Supplier(2)]
db = portfolio("p.db", *suppliers)
DUE = "2026-11-20"
MIDNIGHT = ((TOKYO, "2026-11-20T14:59:59Z", "2026-11-20T15:00:00Z"), ("UTC", "2026-11-20T23:59:59Z", "2026-11-21T00:00:00Z"),
            (ANGELES, "2026-11-21T07:59:59Z", "2026-11-21T08:00:00Z"))  # the last second of the 20th, the first of the 21st


def ask(clock, zone, out):
    return ("request", "new", "--portfolio", db, *KEY, "--to", "S0001", "--due", DUE, "--pack", "basic10", "--out", TMP / out), at(clock, zone)


for zone, before, after in MIDNIGHT:
    words, more = ask(after, zone, "late")
    refused(f"{zone}: no request for a day that is over", 2, ["is past already"], *words, **more)
words, more = ask("2026-11-20T14:59:59Z", TOKYO, "asked")
ran = tenken(*words, **more)
check("but for the day itself", ran.status == 0, ran.err)
[path] = (TMP / "asked").glob("*.json")
request = json.loads(path.read_text(encoding="utf-8"))["document"]
equal("the moment of issue is signed in UTC, the day as it was written", (request["issued_at"], request["due"], request["period"]), ("2026-11-20T14:59:59Z", DUE, "2026"))
for zone, before, after in MIDNIGHT:
    for clock, late, left in ((before, False, 0), (after, True, -1)):
        waits = tenken("status", db, "--json", **at(clock, zone)).json["waiting"]
        equal(f"{zone} {clock}: late in status", [w["late"] for w in waits if w["supplier_code"] == "S0001"], [late])
        equal("and in the report", [s["state"] for s in tenken("report", db, "--json", **at(clock, zone)).json["suppliers"] if s["supplier_code"] == "S0001"], ["late" if late else "waiting"])
        equal("days left, to the supplier", tenken("request", "show", path, "--json", **at(clock, zone)).json["days_left"], left)
    extend = ("suppliers", db, "extend", "S0001", "--until", DUE, "--reason", "fire")
    check(f"{zone}: more time until the end of today", tenken(*extend, **at(before, zone)).status == 0)
    refused("but not until yesterday", 3, ["in the past"], *extend, **at(after, zone))

# ---- moments are shown as the reader's own days
for zone, day in ((TOKYO, "2026-11-20"), (ANGELES, "2026-11-20")):
    check(f"{zone}: issued on", f"Issued on {day}" in " ".join(tenken("request", "show", path, **at("2026-11-20T15:00:00Z", zone)).out.decode().split()))
early = "2026-11-20T22:30:00Z"  # half past seven in the morning of the 21st in Tokyo
suppliers[0].file(TMP / "in" / "1.json", packs=[NAMED], issued_at=early, request=request_named(request),
                  answers={"basic10": {str(i): {"level": 2} for i in range(1, 11)}}, inventory=[{"name": "Example Mail"}])
expect("answers of an early morning", merge(db, TMP / "in", **at(early, TOKYO)), merged=1)
for zone, day in ((TOKYO, "2026-11-21"), ("UTC", "2026-11-20"), (ANGELES, "2026-11-20")):
    assert tenken("report", db, "--csv", TMP / zone[:3], "--html", TMP / f"{zone[:3]}.html", **at("2026-11-20T23:30:00Z", zone)).status == 0
    rows = {r["supplier_code"]: r for r in csv.DictReader(io.StringIO((TMP / zone[:3] / "suppliers.csv").read_text(encoding="utf-8-sig"), newline=""))}
    equal(f"{zone}: answered on, in the tables", rows["S0001"]["answered_on"], day)
    check("the page's own date", f"as of {day}" in (TMP / f"{zone[:3]}.html").read_text(encoding="utf-8"), day)
    shown = tenken("show", TMP / "in" / "1.json", **at("2026-11-20T23:30:00Z", zone)).out.decode()
    check("and of a file", f"answers of {day}, revision" in shown, shown)
found = tenken("find", db, "--product", "example mail", "--json", **at("2026-11-20T23:30:00Z", TOKYO)).json
equal("the day of the inventory", found["affected"][0]["answered_on"], "2026-11-21")

# ---- a firm's own days
for zone, clock, year in ((TOKYO, "2026-12-31T15:00:00Z", "2027"), ("UTC", "2026-12-31T15:00:00Z", "2026"), (ANGELES, "2027-01-01T07:59:59Z", "2026")):
    draft = TMP / f"new-{zone[:3]}.tenken"
    assert tenken("new", draft, "--pack", "basic10", **at(clock, zone)).status == 0
    saved = json.loads(draft.read_text(encoding="utf-8"))
    equal(f"{zone} {clock}: the year of a new draft; saved in UTC", (saved["period"], saved["saved_at"]), (year, clock))
F = ("interview", "followups", draft)
assert tenken(*F, "--add", "Show the records", "--due", DUE).status == 0
for zone, before, after in MIDNIGHT:
    equal(f"{zone}: a follow-up's last day counts", [json.loads(tenken(*F, "--json", **at(clock, zone)).out)["followups"][0]["state"] for clock in (before, after)], ["open", "overdue"])
assert tenken(*F, "--done", "1", **at(early, TOKYO)).status == 0
equal("done on the local day", json.loads(draft.read_text(encoding="utf-8"))["followups"][0]["done_at"], "2026-11-21")

tenken("set", draft, "supplier.name=Mihon Works", "perceived=2", "affirmation.name=Boss", *(f"basic10:{n}=2" for n in range(1, 11)))
ran = tenken("export", draft, "--json", TMP / "signed.json", *KEY, **at(early, TOKYO))
check("signed in an early morning", ran.status == 0, ran.err, ran.out)
document = json.loads((TMP / "signed.json").read_text(encoding="utf-8"))["document"]
equal("the day of the affirmation is local, the moment UTC", (document["affirmation"]["date"], document["issued_at"]), ("2026-11-21", early))
for zone in (TOKYO, ANGELES):
    page = TMP / "signed.html"
    assert tenken("show", TMP / "signed.json", "--html", page, **at("2026-11-21T00:00:00Z", zone)).status == 0
    check(f"{zone}: the signed day is read as signed", "2026-11-21" in page.read_text(encoding="utf-8").split("Boss")[1][:200], zone)
finish()
