#!/usr/bin/python3
"""A supplier answers a further request of the same year, for a part of the questions: that completes its year and replaces nothing, in whatever
order the files are merged. Questions asked after an alert are of no year."""
import csv
import io
import json
import os
import shutil

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, request_named, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))


def named(id):
    pack = json.loads((TOP / "questionnaires" / f"{id}.json").read_text(encoding="utf-8"))
    return pack_named(pack), [i for s in pack["sections"] for i in s["items"]]


BASIC, basic_items = named("basic10")
INCIDENT, incident_items = named("incident")
ALERT, alert_items = named("emergency-product")
one, two = suppliers = [Supplier(1), Supplier(2)]
CONTACT = {"name": "担当 一郎", "email": "one@mihon.example", "phone": "000-0000-0000", "emergency_phone": ""}


os.environ["TENKEN_CLOCK"] = "2026-01-10T00:00:00Z"
empty = portfolio("empty.db", *suppliers)
key = gen.new_key("ES256")
secret = passphrase()
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")


def ask(year, pack):
    """What S0001's answers name."""
    out = TMP / f"asked-{year}-{pack['id']}"
    ran = tenken("request", "new", "--portfolio", empty, "--identity", TMP / "prime.p12", *secret, "--due", f"{year}-12-15", "--period", year, "--pack", pack["id"], "--to", "S0001", "--out", out)
    assert ran.status == 0, ran.err
    document = json.loads(next(out.glob("request-S0001-*.json")).read_text(encoding="utf-8"))["document"]
    return request_named(document)


asked = {(year, pack["id"]): ask(year, pack) for year, pack in (("2026", BASIC), ("2026", INCIDENT), ("2026", ALERT), ("2027", BASIC))}
os.environ["TENKEN_CLOCK"] = "2027-08-01T00:00:00Z"


def answers(supplier, where, n, pack, items, day, level, **more):
    more["request"] = asked[day[:4], pack["id"]] if supplier is one else None
    given = {}
    for item in items:
        home, id = item.get("same_as", f"{pack['id']}:{item['id']}").split(":")
        given.setdefault(home, {})[id] = {"level": level} if item.get("kind", "level") == "level" else {"done": True}
    return supplier.file(TMP / where / f"{supplier.code}-{n}.json", assessment_id=assessment(10 * supplier.number + n), packs=[pack], issued_at=f"{day}T00:00:00Z",
                         period=day[:4], answers=given, checks=[], **more)


answers(one, "main", 1, BASIC, basic_items, "2026-06-01", 3, perceived=4, supplier__contact=CONTACT)
answers(one, "later", 2, INCIDENT, incident_items, "2026-09-01", 1, perceived=None, supplier__contact={"name": "", "email": "", "phone": "", "emergency_phone": "000-0000-0009"})
answers(one, "alert", 3, ALERT, alert_items, "2026-10-01", 0, inventory=[], supplier__contact={"name": "", "email": "", "phone": "", "emergency_phone": ""})
answers(two, "main", 1, BASIC, basic_items, "2026-06-01", 2)


def row(db, name="suppliers", year="2026"):
    assert tenken("report", db, "--csv", TMP / "csv", "--period", year).status == 0
    return next((r for r in csv.DictReader(io.StringIO((TMP / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")) if r["supplier_code"] == "S0001"), None)


def homes(pack, items):
    """Each question at the home of its answer."""
    return [tuple(item.get("same_as", f"{pack['id']}:{item['id']}").split(":")) for item in items]


def total(levels):
    """As anyone can recompute it (formats.md): levels by weight, rounded half up."""
    weights = {home: next(i["weight"] for i in named(home[0])[1] if i["id"] == home[1]) for home in levels}
    points, all = sum(weights[h] * level * 250 for h, level in levels.items()), sum(weights.values())
    score = (2 * points + all) // (2 * all)
    return f"{score // 10}.{score % 10}"


basic, incident = homes(BASIC, basic_items), homes(INCIDENT, incident_items)
check("some questions are asked in both", set(basic) & set(incident) and set(incident) - set(basic))
levels = dict.fromkeys(basic, 3) | dict.fromkeys(incident, 1)
WANTED = (total(levels), "1")
told = []
for name, order in (("forth", ("main", "later", "alert")), ("back", ("alert", "later", "main"))):
    db = shutil.copy(empty, TMP / f"{name}.db")
    if name == "forth":
        expect("the year's answers", merge(db, TMP / "main"), merged=2)
        alone = row(db)
        equal("one document stands for itself", (alone["total"], alone["perceived"]), ("75.0", "100.0"))
    for where in order:
        ran = merge(db, TMP / where)
        check(f"{name}: {where} is taken in", ran.status == 0 and not ran.json["rejected"] and ran.json["quarantined"] == 0, ran.out)
    now = row(db)
    equal(f"{name}: the total of all questions that were asked", (now["total"], now["floor"]), WANTED)
    equal(f"{name}: what was expected and who is rung stay", (now["perceived"], now["contact_name"], now["contact_email"]), ("100.0", "担当 一郎", "one@mihon.example"))
    check(f"{name}: nothing is open", now["state"] == "answered" and now["answered"] == now["asked"] == str(len(levels)), now)
    told.append(now)
equal("the order of merging changes nothing", told[0], told[1])

(TMP / "keys").write_text("1\nEnter\n")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x60").status == 0
page = (TMP / "screen").read_text(encoding="utf-8")
check("the page says that they count together", "2 sets of answers of this year count together" in page, page)

# ---- nothing came yet for the next year: the person of this year is rung, at that number, not at the switchboard of the list
(TMP / "list.csv").write_text("supplier_code,name,email,phone\nS0001,見本製作所,list@prime.example,000-0000-1111\n", encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "list.csv").status == 0
waiting = row(db, year="2027")
equal("whom to ring", (waiting["state"], waiting["contact_name"], waiting["contact_phone"], waiting["contact_email"]), ("waiting", "担当 一郎", "000-0000-0009", "list@prime.example"))

# ---- the next year: questions after an alert are neither retired nor gone, and the page compares with the same total
before = row(db)["total"]
answers(one, "next", 5, BASIC, basic_items, "2027-06-01", 3)
answers(two, "next", 5, BASIC, basic_items, "2027-06-01", 3)
expect("the next year", merge(db, TMP / "next"), merged=2)
both = row(db, "years", "2027")
equal("totals of both years", (both["total"], both["total_before"]), ("75.0", before))
equal("gone is what the year asked for", both["gone"], str(len(set(incident) - set(basic))))
assert tenken("report", db, "--csv", TMP / "csv", "--period", "2027").status == 0
check("no question of an alert is compared", "emergency-product" not in (TMP / "csv" / "questions.csv").read_text(encoding="utf-8") + (TMP / "csv" / "changes.csv").read_text(encoding="utf-8"))
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x60").status == 0
page = (TMP / "screen").read_text(encoding="utf-8")
check("nor by the page, which has the same totals", f"Since 2026: total {before} > 75.0" in page, page)
finish()
