#!/usr/bin/python3
"""Which period is meant when nobody names one: an early reply, a single request or an alarm for next year puts no empty year before anybody;
and alarms that a version before took for answers of the year."""
import csv
import io
import json
import os
import sqlite3

from portfolio_case import LAYOUT_8, TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, portfolio, refused, request_named, tenken

os.environ["TENKEN_DATADIR"] = str(TOP)
PACKS = {name: json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8")) for name in ("basic10", "emergency-malware")}
NAMED = {name: pack_named(p) for name, p in PACKS.items()}
ITEMS = {name: [i for s in p["sections"] for i in s["items"]] for name, p in PACKS.items()}
HOME, SHARED = next(i["same_as"] for i in ITEMS["emergency-malware"] if "same_as" in i).split(":")
check("the alarm shares a question with the questionnaire of the year", HOME == "basic10")

(TMP / "pass").write_text("correct horse battery\n")
key = gen.new_key("ES256")
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")


def ask(db, pack, period, due, *to):
    out = TMP / f"out-{db.name}-{pack}-{period}"
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", *(to or ("--all",)), "--due", due, "--period", period,
                 "--pack", pack, "--out", out)
    check(f"{db.name}: asked {pack} for {period}", ran.status == 0, ran.err)
    asked = {}
    for path in out.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        asked[document["supplier_code"]] = request_named(document)
    return asked


def reply(db, supplier, pack, period, request=None, level=2):
    path = TMP / f"{db.name}-{supplier.code}-{pack}-{period}.json"
    answers = {pack: {i["id"]: {"done": True} if i["kind"] == "done" else {"level": level} for i in ITEMS[pack] if "same_as" not in i}}
    if pack != HOME:
        answers[HOME] = {SHARED: {"level": 4}}
    supplier.file(path, assessment_id=assessment(supplier.number * 100 + int(period) % 50 + 50 * (pack != HOME)), period=period, packs=[NAMED[pack]], request=request, answers=answers)
    return path


def seen(db):
    """The period in everything that shows one, and how many have answered in it."""
    status, report = tenken("status", db, "--json").json, tenken("report", db, "--json").json
    (TMP / "keys").write_text("u")
    for name, command in (("page", ("--html", TMP / "p.html")), ("book", ("--xlsx", TMP / "p.xlsx")), ("tables", ("--csv", TMP / "csv"))):
        assert tenken("report", db, *command).status == 0, name
    assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
    answered = sum(r["state"] == "answered" for r in csv.DictReader(io.StringIO((TMP / "csv" / "suppliers.csv").read_text(encoding="utf-8-sig"), newline="")))
    titles = [(TMP / "screen").read_text(encoding="utf-8").split("\n")[0].split()[0], (TMP / "p.html").read_text(encoding="utf-8").split("<title>")[1].split("</title>")[0].split()[-1]]
    said = {status["period"], report["period"], *titles}
    counts = {status["answered_in_period"], report["answered"], answered}
    return said.pop() if len(said) == 1 else said, counts.pop() if len(counts) == 1 else counts


suppliers = [Supplier(n) for n in range(1, 22)]
db = portfolio("year.db", *suppliers)
equal("nobody was asked: the year that it is", tenken("report", db, "--json").json["period"], "2026")
asked = ask(db, "basic10", "2026", "2026-12-15")
equal("asked, and nothing has come", seen(db), ("2026", 0))
ran = merge(db, *(reply(db, s, "basic10", "2026", asked[s.code]) for s in suppliers[:12]))
expect("twelve answer", ran, merged=12)
equal("the year", seen(db), ("2026", 12))

early = ask(db, "basic10", "2027", "2027-12-15", "--to", "S0021")
equal("one is asked for the next: the year stays", seen(db), ("2026", 12))
expect("and answers", merge(db, reply(db, suppliers[20], "basic10", "2027", early["S0021"])), merged=1)
equal("the year stays all the same", seen(db), ("2026", 12))
out = tenken("--lang", "en", "status", db).out.decode()
check("that there is another is said, with how to see it", "Answers for other periods: 2027 (1)" in out and "--period" in out, out)
check("on the page too", "answers for other periods: 2027 (1)" in (TMP / "p.html").read_text(encoding="utf-8"))
equal("and in JSON", tenken("status", db, "--json").json["periods"], [{"period": "2027", "asked": 1, "answered": 1}, {"period": "2026", "asked": 21, "answered": 12}])
equal("also in the report's", tenken("report", db, "--json").json["periods"], tenken("status", db, "--json").json["periods"])
(TMP / "keys").write_text("o")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
check("o on the first screen shows it", (TMP / "screen").read_text(encoding="utf-8").startswith(" 2027   1 of 21 answered"), (TMP / "screen").read_text(encoding="utf-8"))
(TMP / "keys").write_text("1")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
check("a list says which period it shows", (TMP / "screen").read_text(encoding="utf-8").startswith(" Suppliers   2026"))
(TMP / "keys").write_text("o o")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
check("and o once more comes back", (TMP / "screen").read_text(encoding="utf-8").startswith(" 2026   12 of 21 answered"), (TMP / "screen").read_text(encoding="utf-8"))
equal("who names it gets it", tenken("report", db, "--period", "2027", "--json").json["answered"], 1)

# ---- an alarm in the next year, to everybody
before = {s["supplier_code"]: s["total"] for s in tenken("report", db, "--json").json["suppliers"]}
alarm = ask(db, "emergency-malware", "2027", "2026-11-24")
expect("fifteen reply", merge(db, *(reply(db, s, "emergency-malware", "2027", alarm[s.code]) for s in suppliers[:15])), merged=15)
equal("an alarm switches nothing", seen(db), ("2026", 12))
alarm = ask(db, "emergency-malware", "2026", "2026-11-23")
os.environ["TENKEN_CLOCK"] = "2026-12-01T00:00:00Z"
expect("one in this year", merge(db, *(reply(db, s, "emergency-malware", "2026", alarm[s.code]) for s in suppliers[10:15])), merged=5)
equal("who has only replied to it has not answered for the year", seen(db), ("2026", 12))


def rows():
    assert tenken("report", db, "--csv", TMP / "csv").status == 0
    return {r["supplier_code"]: r for r in csv.DictReader(io.StringIO((TMP / "csv" / "suppliers.csv").read_text(encoding="utf-8-sig"), newline=""))}


table = rows()
equal("nor is anybody late by the day of an alarm", sorted({(r["state"], r["due"]) for r in table.values()}), [("answered", "2026-12-15"), ("waiting", "2026-12-15")])
equal("the scores of the year are what they were", {c: int(r["total"].replace(".", "")) if r["total"] else None for c, r in table.items()}, before)

# ---- a portfolio that a version before left: it knew no alarms, and scored the shared question of a reply as if it were the year
raw = sqlite3.connect(db)
wrong = "UPDATE assessment SET total = 1000, floor = 4 WHERE request IN (SELECT digest FROM request WHERE alarm = 1)"
equal("replies that had a score", raw.execute(wrong).rowcount, 20)
raw.executescript(LAYOUT_8)
raw.close()
equal("come right when it is opened", rows(), table)
raw = sqlite3.connect(db)
equal("and are known for alarms", (raw.execute("SELECT count(*), sum(alarm) FROM request").fetchone(), raw.execute("SELECT count(*) FROM assessment WHERE total = 1000").fetchone()[0]), ((64, 42), 0))
raw.close()
equal("nothing is switched then either", seen(db), ("2026", 12))

# ---- a tenth
expect("two more answer for 2027", merge(db, *(reply(db, s, "basic10", "2027", None) for s in suppliers[:2])), merged=2)
equal("answers that nobody asked for move nothing, a tenth or not", seen(db), ("2026", 12))
other = tenken("status", db, "--period", "2027", "--json").json
equal("status shows the other year to who names it", (other["period"], other["answered_in_period"]), ("2027", 3))
out = tenken("--lang", "en", "status", db, "--period", "2027").out.decode()
check("in words, with the way back", "have answered for 2027" in out and "Answers for other periods: 2026 (12)" in out, out)
check("who is missing this year is still told without it", len([w for w in tenken("status", db, "--json").json["waiting"] if not w["further"]]) == 9)
refused("letters are for the present year", 2, ["--mail"], "status", db, "--period", "2027", "--mail", TMP / "m.csv")
ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--all", "--due", "2027-10-31", "--pack", "basic10", "--out", TMP / "which-year")
check("a day in another year is asked about before anything is signed", ran.status == 2 and b"--period 2027" in ran.err and not (TMP / "which-year").exists(), ran.err)
ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--all", "--due", "２０２７年10月31日", "--pack", "basic10", "--out", TMP / "which-year")
check("in full width, too", ran.status == 2 and b"--period 2027" in ran.err, ran.err)
ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0020", "--due", "2027-01-31", "--period", "2026", "--pack", "basic10", "--again",
             "--out", TMP / "again")
check("who is asked anew is named, and that no products are asked for", b"1 earlier request of this round was withdrawn: S0020\n" in ran.out and b"no list of products" in ran.out, ran.out, ran.err)
equal("who asks everybody wants to see that year", (ask(db, "basic10", "2028", "2028-12-15") != {}, seen(db)), (True, ("2028", 0)))
equal("the year before is one that somebody answered", tenken("report", db, "--json").json["period_before"], "2027")

silent = {r["supplier_code"]: (r["state"], r["contact_name"], r["emergency_phone"]) for r in rows().values()}
equal("who is silent this year is rung at the number of the answers before", (silent["S0005"], silent["S0020"]), (("waiting", "担当", "000-0000-0001"), ("waiting", "", "")))

few = portfolio("few.db", *suppliers[:2])
expect("two suppliers: both this year, one the next", merge(few, reply(few, suppliers[0], "basic10", "2026"), reply(few, suppliers[1], "basic10", "2026"), reply(few, suppliers[0], "basic10", "2027")), merged=3)
equal("one alone is no year where another has more", seen(few), ("2026", 2))
finish()
