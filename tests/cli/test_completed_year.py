#!/usr/bin/python3
"""A supplier answers a further request of the same year, for a part of the questions: that completes its year and replaces nothing, in whatever
order the files are merged. Questions asked after an alert are of no year."""
import csv
import io
import json
import os
import shutil
import sqlite3

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, request_named, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))


def named(id):
    pack = json.loads((TOP / "questionnaires" / f"{id}.json").read_text(encoding="utf-8"))
    return pack_named(pack), [i for s in pack["sections"] for i in s["items"]]


BASIC, basic_items = named("basic10")
INCIDENT, incident_items = named("incident")
ALERT, alert_items = named("emergency-product")
MALWARE, malware_items = named("emergency-malware")
one, two = suppliers = [Supplier(1), Supplier(2)]
NIGHT = {"name": "夜勤 担当", "email": "night@mihon.example", "phone": "000-0000-0070", "emergency_phone": "000-0000-0099"}  # of a reply to an alarm
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


asked = {(year, pack["id"]): ask(year, pack) for year, pack in (("2026", BASIC), ("2026", INCIDENT), ("2026", ALERT), ("2026", MALWARE), ("2027", BASIC))}
os.environ["TENKEN_CLOCK"] = "2027-08-01T00:00:00Z"


def answers(supplier, where, n, pack, items, day, level, **more):
    more["request"] = asked[day[:4], pack["id"]] if supplier is one else None
    given = {}
    for item in items:
        home, id = item.get("same_as", f"{pack['id']}:{item['id']}").split(":")
        given.setdefault(home, {})[id] = {"level": level} if item.get("kind", "level") == "level" else {"done": True}
        given[home][id] |= {"note": f"as said in {n} of {day[:4]}"}
        if where == "main" and (home, id) in PLANNED:
            given[home][id] |= {"planned_level": 4, "planned_by": "2026-12-31", "owner": "総務", "evidence": [{"title": f"record of {id}", "kind": "document", "reference": "a.pdf", "date": day}]}
    return supplier.file(TMP / where / f"{supplier.code}-{n}.json", assessment_id=assessment(10 * supplier.number + n), packs=[pack], issued_at=f"{day}T00:00:00Z",
                         period=day[:4], answers=given, **{"checks": []} | more)


# what is planned and proven in the first document, for a question that the second one asks, too, and for one that it does not
BOTH = next(tuple(i["same_as"].split(":")) for i in incident_items if i.get("same_as", "").startswith("basic10:"))
ALONE = next(("basic10", i["id"]) for i in basic_items if ("basic10", i["id"]) not in {tuple(j.get("same_as", ":").split(":")) for j in incident_items})
PLANNED = {BOTH, ALONE}
answers(one, "main", 1, BASIC, basic_items, "2026-06-01", 3, perceived=4, supplier__contact=CONTACT, checks=[{"id": "not-known-here", "items": ["elsewhere:1"]}])
answers(one, "later", 2, INCIDENT, incident_items, "2026-09-01", 1, perceived=None, supplier__contact={"name": "", "email": "", "phone": "", "emergency_phone": "000-0000-0009"})
answers(one, "alert", 3, ALERT, alert_items, "2026-10-01", 0, inventory=[], supplier__contact=NIGHT)
answers(one, "alert", 4, MALWARE, malware_items, "2026-11-01", 0, inventory=[], supplier__contact={"name": "", "email": "", "phone": "", "emergency_phone": ""})
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
(TMP / "keys").write_text("1\nEnter\n")


def page_of(year):
    assert tenken("--lang", "en", "view", db, "--period", year, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x400").status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


def written_to():
    """By who asks for the next year."""
    return [w["email"] for w in tenken("status", db, "--period", "2027", "--json").json["waiting"] if w["supplier_code"] == "S0001"]


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
        if where == order[0] == "alert":
            equal("whom the reply names for tonight is no contact of the year", [row(db)[k] for k in ("contact_name", "contact_email", "contact_phone", "emergency_phone")], [""] * 4)
            equal("but is written to while nobody else is known", written_to(), ["night@mihon.example"])
            page = page_of("2026")
            check("who has replied to an alarm and to nothing else is read all the same", "replied on 2026-10-01" in page and "as said in 3 of 2026" in page and "late, due" in page, page)
    now = row(db)
    equal(f"{name}: the total of all questions that were asked", (now["total"], now["floor"]), WANTED)
    equal(f"{name}: what was expected and who is rung stay", (now["perceived"], now["contact_name"], now["contact_email"]), ("100.0", "担当 一郎", "one@mihon.example"))
    check(f"{name}: nothing is open", now["state"] == "answered" and now["answered"] == now["asked"] == str(len(levels)), now)
    equal(f"{name}: at the numbers of the year's answers", (now["contact_phone"], now["emergency_phone"]), ("000-0000-0000", "000-0000-0009"))
    equal(f"{name}: and written to at their address", written_to(), ["one@mihon.example"])
    told.append(now)
equal("the order of merging changes nothing", told[0], told[1])



def beside(page, home):
    """What the page has below an answer."""
    title = next(i["title"]["en"] for i in named(home[0])[1] if i["id"] == home[1])
    lines = page.splitlines()
    at = [n for n, line in enumerate(lines) if f" {title}: " in line and "target" not in line]
    return " ".join(" ".join(lines[at[-1] + 1:at[-1] + 6]).split(": 3 ")[0].split(": 1 ")[0].split()) if at else ""


page = page_of("2026")
check("the page says that they count together", "2 sets of answers of this year count together" in page, page)
check("an answer that the later ones leave alone stands with what was written, planned and proven then", all(w in beside(page, ALONE) for w in ("note: as said in 1 of 2026", "plan: level 4 by 2026-12-31", f"record of {ALONE[1]}")), page)
check("contradictions that came with the first are there, where the page points to them", "see further down" in page and page.count("elsewhere:1: not-known-here") == 1, page)
check("one that they answer anew with what they say", "note: as said in 2 of 2026" in beside(page, BOTH) and "plan" not in beside(page, BOTH) and "record" not in beside(page, BOTH), page)
for n, day in ((3, "2026-10-01"), (4, "2026-11-01")):
    reply = page.split(f"replied on {day}")[-1].split("replied on")[0].split("the most urgent first")[0]
    check(f"and the reply to the alarm of {day} with its own", "replied on " + day in page and f"as said in {n} of 2026" in reply and f"as said in {7 - n} of 2026" not in reply, page)
plans = list(csv.DictReader(io.StringIO((TMP / "csv" / "plans.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("so do the lists of what is planned", [(p["pack"], p["item"], p["planned_by"]) for p in plans if p["supplier_code"] == "S0001"], [(*ALONE, "2026-12-31")])

# ---- nothing came yet for the next year: the person of this year is rung, at that number, not at the switchboard of the list
(TMP / "list.csv").write_text("supplier_code,name,email,phone\nS0001,見本製作所,list@prime.example,000-0000-1111\n", encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "list.csv").status == 0
waiting = row(db, year="2027")
equal("whom to ring", (waiting["state"], waiting["contact_name"], waiting["contact_phone"], waiting["emergency_phone"], waiting["contact_email"]),
      ("waiting", "担当 一郎", "000-0000-0000", "000-0000-0009", "list@prime.example"))

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
check("the year before is told without what came later", "of 2027" not in (page := page_of("2026")) and "note: as said in 1 of 2026" in page and "Since" not in page, page)
# ---- one rule of which documents count, for the year and for the year before another: the newest does, whatever became of its answers; an older one only for answers that stand
def changed(*statements):
    """Answers as other packs and versions might have left them."""
    global db
    db = shutil.copy(TMP / "back.db", TMP / "changed.db")
    with sqlite3.connect(db) as raw:
        first, second = (row[0] for row in raw.execute("SELECT a.id FROM assessment a JOIN supplier s ON s.id = a.supplier WHERE s.code = 'S0001' AND a.period = '2026'"
                                                       " AND a.issued_at < '2026-10-01' ORDER BY a.issued_at"))
        for statement in statements:
            raw.execute(statement.format(first=first, second=second))


changed("UPDATE answer SET items = '{{}}' WHERE assessment = {second}", "UPDATE assessment SET total = 123 WHERE id = {first}")
equal("a newest document without an answer that stands", (row(db)["total"], row(db, "years", "2027")["total_before"]), ("75.0", "75.0"))
changed("DELETE FROM answer WHERE assessment IN ({first}, {second}) AND pack <> 'basic10'", "UPDATE answer SET items = '{{\"1\":[-1,2,0,-1,-1]}}' WHERE assessment = {first}",
        "UPDATE answer SET items = '{{\"1\":[-1,2,0,-1,-1],\"2\":[3,2,0,-1,-1]}}' WHERE assessment = {second}")
check("what two leave open does not make the older one count", "sets of answers" not in page_of("2026") and "1 of 2 questions" not in page_of("2026"), page_of("2026"))
finish()
