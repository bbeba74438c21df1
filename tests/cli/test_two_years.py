#!/usr/bin/python3
"""What suppliers plan, by when and by whom, and this year beside last year while the pack changes: tables, JSON, and databases of before."""
import csv
import io
import json
import os
import re
import sqlite3
import zipfile

from portfolio_case import LAYOUT_8, TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, portfolio, request_named, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))


base = json.loads((TOP / "export" / "example" / "mihon.example.json").read_text(encoding="utf-8"))


def edition(version, *items):
    """The example's pack with these items: (id, words)."""
    made = json.loads(json.dumps(base))
    made["version"] = version
    item = next(i for s in made["sections"] for i in s["items"] if i.get("kind", "level") == "level" and "applies_if" not in i)
    made["sections"] = made["sections"][:1]
    made["sections"][0]["items"] = []
    for id, words in items:
        one = json.loads(json.dumps(item)) | {"id": id}
        one["text"] = {"ja": words, "en": words}
        made["sections"][0]["items"].append(one)
    made["checks"] = []
    return made


packs = {"2025": edition("1", ("kept", "same"), ("worded", "before"), ("gone", "old")), "2026": edition("2", ("kept", "same"), ("worded", "after"), ("fresh", "new"))}
named = {}
for year, made in packs.items():
    (TMP / f"{year}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    named[year] = pack_named(made)
    ran = tenken("pack", "lint", TMP / f"{year}.json")
    check(f"the pack of {year} is good", ran.status == 0, ran.out, ran.err)

one, two, late = suppliers = [Supplier(n) for n in (1, 2, 3)]
db = portfolio("p.db", *suppliers)
(TMP / "pass").write_text("correct horse battery\n")
key = gen.new_key("ES256")
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")
for year in packs:  # the packs come into the portfolio with requests to a supplier that does not matter here
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0003", "--due", "2026-12-15",
                 "--period", year, "--private-pack", TMP / f"{year}.json", "--out", TMP / f"requests{year}")
    check(f"asked with the pack of {year}", ran.status == 0, ran.err)


def answers(supplier, year, given, **more):
    number = 100 * int(year) + supplier.number
    return supplier.file(TMP / "files" / f"{supplier.code}-{year}.json", period=year, assessment_id=assessment(number), packs=[named[year]],
                         issued_at=f"{year}-06-01T00:00:00Z", answers={"mihon.example": given}, **more)


HOSTILE = "=1+1 <script>\x1b[2J"
answers(one, "2025", {"kept": {"level": 1}, "worded": {"level": 3}, "gone": {"level": 2}})
answers(one, "2026", {"kept": {"level": 2, "planned_level": 3, "planned_by": "2027-03-31", "owner": "総務 \"花子\""},
                      "worded": {"level": 2, "planned_level": 3, "planned_by": "2026-10-31", "owner": HOSTILE}, "fresh": {"unknown": True}})
answers(two, "2026", {"kept": {"level": 0, "planned_level": 1}, "worded": {"level": 4, "planned_level": 3, "planned_by": "2026-10-31", "owner": "who reached it"}, "fresh": {"level": 1, "owner": "somebody without a plan"}})
expect("merged", merge(db, TMP / "files"), merged=3)


def table(name, database=db):
    assert tenken("report", database, "--csv", TMP / "csv").status == 0
    return list(csv.DictReader(io.StringIO((TMP / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))


plans = table("plans")
equal("plans by date, those without one last; what has passed is overdue",
      [(p["planned_by"], p["overdue"], p["supplier_code"], p["item"], p["level"], p["planned_level"]) for p in plans],
      [("2026-10-31", "yes", "S0001", "worded", "2", "3"), ("2027-03-31", "no", "S0001", "kept", "2", "3"), ("", "no", "S0002", "kept", "0", "1")])
equal("owners as they are, disarmed", [p["owner"] for p in plans], ["'=1+1 <script>\ufffd[2J", "総務 \"花子\"", ""])

equal("questions: the same, reworded, new, retired", {q["item"]: q["question"] for q in table("questions")},
      {"kept": "same", "worded": "reworded", "fresh": "new", "gone": "retired"})
kept = next(q for q in table("questions") if q["item"] == "kept")
equal("means by question", (kept["answered_before"], kept["mean_before"], kept["answered"], kept["mean"], kept["raised"], kept["lowered"]), ("1", "1.00", "2", "1.00", "1", "0"))
changes = table("changes")
equal("changes of who answered in both years", {(c["supplier_code"], c["item"]): (c["before"], c["now"], c["change"], c["question"]) for c in changes},
      {("S0001", "kept"): ("1", "2", "raised", "same"), ("S0001", "worded"): ("3", "2", "lowered", "reworded"),
       ("S0001", "fresh"): ("not_asked", "unknown", "new", "new"), ("S0001", "gone"): ("2", "not_asked", "gone", "retired")})
equal("one row a supplier", [(y["supplier_code"], y["raised"], y["lowered"], y["new"], y["gone"]) for y in table("years")], [("S0001", "1", "1", "1", "1")])

told = tenken("report", db, "--json").json
equal("the same in JSON: plans", [(p["planned_by"], p["overdue"], p["supplier_code"], p["item"], p["level"], p["planned_level"]) for p in told["plans"]],
      [("2026-10-31", True, "S0001", "worded", 2, 3), ("2027-03-31", False, "S0001", "kept", 2, 3), (None, False, "S0002", "kept", 0, 1)])
equal("periods and questions", (told["period"], told["period_before"], {q["item"]: q["question"] for q in told["questions"]}),
      ("2026", "2025", {"kept": "same", "worded": "reworded", "fresh": "new", "gone": "retired"}))
equal("and changes", [(y["supplier_code"], {c["item"]: (c["before"], c["now"], c["change"]) for c in y["changes"]}) for y in told["years"]],
      [("S0001", {"kept": (1, 2, "raised"), "worded": (3, 2, "lowered"), "fresh": ("not_asked", "unknown", "new"), "gone": (2, "not_asked", "gone")})])

assert tenken("--lang", "en", "report", db, "--xlsx", TMP / "y.xlsx").status == 0
book = zipfile.ZipFile(TMP / "y.xlsx")
names = re.findall('<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
sheet = {n: book.read(f"xl/worksheets/sheet{names.index(n) + 1}.xml").decode() for n in ("Changed answers", "Questions, two years")}
equal("the workbook's changed answers have what changed; what is new or retired is said once, by question",
      [(w in sheet["Changed answers"], w in sheet["Questions, two years"]) for w in ("raised", "lowered", "new question", "retired question")],
      [(True, True), (True, True), (False, True), (False, True)])

# ---- the page: both years of a question, and nothing of a hostile owner's in it
assert tenken("report", db, "--html", TMP / "p.html").status == 0
page = (TMP / "p.html").read_text(encoding="utf-8")
check("the page has both years, question by question", "Mean level 2025" in page and "Mean level 2026" in page and "retired question" in page)

# ---- the screens: who answered an item how in both years, who fell and who rose first
(TMP / "keys").write_text("y\nEnter\n")
assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x24").status == 0
shown = (TMP / "screen").read_text(encoding="utf-8").split("\n")
rose = next(r for r in shown if "S0001" in r)
check("both answers, and what became of them", rose.startswith(">") and "1 partly" in rose and "2 throughout" in rose and rose.rstrip().endswith("raised") and any("2025" in r and "2026" in r for r in shown), shown)

# ---- the letter: this year's total beside that of the year before, as the table of years has them
def letter(supplier, of=db):
    assert tenken("report", of, "--letters", TMP / "letters", "--to", supplier.code).status == 0
    return {a.split('"')[0]: a for a in (TMP / "letters" / f"letter-{supplier.code}-2026.html").read_text(encoding="utf-8").split('id="page-')[1:]}


row = table("years")[0]
by = round(float(row["total"]) - float(row["total_before"]), 1)
check("there is something to compare", by < 0, row)
told = letter(one)
check("the letter has both totals", f"In 2025 your total was {row['total_before']}: it has fallen by {-by}." in told["en"], told["en"][:2000])
check("in Japanese, too", f"2025年度の合計点は {row['total_before']} でした。そこから {-by} 下がりました。" in told["ja"], told["ja"][:2000])
check("with a word on the questions, which have changed", "Not all questions were the same then" in told["en"])
check("nothing is said of a year without answers", "class=\"before\"" not in letter(two)["en"])

same = portfolio("same.db", *suppliers)
for year in packs:
    assert tenken("request", "new", "--portfolio", same, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0003", "--due", "2026-12-15",
                  "--period", year, "--private-pack", TMP / "2025.json", "--out", TMP / f"again{year}").status == 0
named["2026"] = named["2025"]
for year, levels in (("2025", (1, 1, 2)), ("2026", (1, 1, 2))):
    answers(one, year, dict(zip(("kept", "worded", "gone"), ({"level": n} for n in levels))))
    answers(two, year, {id: {"level": 1 if year == "2025" else 2} for id in ("kept", "worded", "gone")})
expect("merged with one pack for both years", merge(same, TMP / "files"), merged=4)
check("the same total", re.search(r"In 2025 your total was [0-9.]+, too\.</p>", letter(one, same)["en"]))
check("a higher one, of the same questions", re.search(r"In 2025 your total was 25\.0: it has risen by 25\.0\.</p>", letter(two, same)["en"]))

# ---- what is only begun, in either year, is compared with nothing: it is listed with what it says
begun = portfolio("begun.db", *suppliers)
for year in packs:
    assert tenken("request", "new", "--portfolio", begun, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0003", "--due", "2026-12-15",
                  "--period", year, "--private-pack", TMP / "2025.json", "--out", TMP / f"begun{year}").status == 0
for supplier, unfinished in ((one, "2025"), (two, "2026"), (late, "")):
    for year, level in (("2025", 1), ("2026", 3)):
        request = request_named(json.loads((TMP / f"begun{year}" / f"request-S0003-{year}.json").read_text(encoding="utf-8"))["document"]) if supplier is late else None
        answers(supplier, year, {"kept": {"level": level}}, request=request, **({"unfinished": True} if year == unfinished else {}))
expect("merged with what is begun", merge(begun, TMP / "files"), merged=6)
kept = next(q for q in table("questions", begun) if q["item"] == "kept")
equal("two of three answered in each year, one in both", [kept[k] for k in ("answered_before", "mean_before", "answered", "mean", "raised")], ["2", "1.00", "2", "3.00", "1"])
equal("one is compared", ([y["supplier_code"] for y in table("years", begun)], [c["supplier_code"] for c in table("changes", begun)]), (["S0003"], ["S0003"]))
told = tenken("report", begun, "--json").json
equal("in JSON, too", ([y["supplier_code"] for y in told["years"]], [q["raised"] for q in told["questions"] if q["item"] == "kept"]), (["S0003"], [1]))
assert tenken("--lang", "en", "report", begun, "--xlsx", TMP / "begun.xlsx").status == 0
book = zipfile.ZipFile(TMP / "begun.xlsx")
names = re.findall('<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
for name in ("Suppliers, two years", "Changed answers"):
    cells = book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml").decode()
    equal(f"and in the workbook: {name}", [code in cells for code in ("S0001", "S0002", "S0003")], [False, False, True])
(TMP / "keys").write_text("y\nEnter\n")
assert tenken("--lang", "en", "view", begun, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x24").status == 0
rows = {r[1:].split()[0]: r.rstrip() for r in (TMP / "screen").read_text(encoding="utf-8").split("\n") if re.match("[> ]+S000", r)}
equal("the item's page lists all three, with a change where there is one", [(code, "1 partly" in r and "3 " in r, r.endswith("raised")) for code, r in rows.items()],
      [("S0003", True, True), ("S0001", True, False), ("S0002", True, False)])

# ---- all declared not applicable: nothing was assessed, which is no praise
nothing = portfolio("na.db", *suppliers)
assert tenken("request", "new", "--portfolio", nothing, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0003", "--due", "2026-12-15",
              "--private-pack", TMP / "2025.json", "--out", TMP / "na").status == 0
na = {"na": True, "na_reason": "none"}
answers(two, "2026", {"kept": na, "worded": {"level": 4}, "gone": na})
asked = request_named(json.loads((TMP / "na" / "request-S0003-2026.json").read_text(encoding="utf-8"))["document"])
answers(late, "2026", {"kept": na, "worded": na, "gone": na}, request=asked)
expect("merged", merge(nothing, TMP / "files" / "S0002-2026.json", TMP / "files" / "S0003-2026.json"), merged=2)
told = letter(two, nothing)["en"]
check("what is left out is said", "1 of 1 items" in told and "2 items are left out" in told and "please keep it so" in told, told[:3000])
told = letter(late, nothing)
check("who left out everything is asked to look at the reasons", "Nothing could be assessed" in told["en"] and "All that we asked was declared not applicable" in told["en"], told["en"][:3000])
check("and not thanked for it", "keep it so" not in told["en"] and "0 of 0" not in told["en"] and "該当しない" in told["ja"], told["en"][:3000])
(TMP / "na.keys").write_text("1\n/\ntext S0003\nEnter Enter\n")
assert tenken("--lang", "en", "view", nothing, "--keys", TMP / "na.keys", "--screen", TMP / "na.txt").status == 0
page = (TMP / "na.txt").read_text(encoding="utf-8")
check("the prime reads it, too", "Nothing was assessed: all was declared not applicable." in page and "No gap" not in page, page)

# ---- a database of before: the plans come back from the originals, those of a workbook or of no original stay unknown
tenken("portfolio", "compact", db)
raw = sqlite3.connect(db)
layout = raw.execute("PRAGMA user_version").fetchone()[0]
raw.execute("ALTER TABLE answer DROP COLUMN plans")
raw.executescript(LAYOUT_8 + "ALTER TABLE answer DROP COLUMN ratings")  # layout 8
raw.execute("PRAGMA user_version = 6")
raw.commit()
raw.close()
equal("plans of a database of layout 6", table("plans"), plans)
raw = sqlite3.connect(db)
equal("its layout now, and the table says nothing where there is no plan", (raw.execute("PRAGMA user_version").fetchone()[0],
      raw.execute("SELECT count(*) FROM answer WHERE plans = ''").fetchone()[0]), (layout, 1))
raw.execute("ALTER TABLE answer DROP COLUMN plans")
raw.executescript(LAYOUT_8 + "ALTER TABLE answer DROP COLUMN ratings")
raw.execute("DELETE FROM original WHERE file = (SELECT file FROM assessment WHERE supplier = (SELECT id FROM supplier WHERE code = 'S0002'))")
raw.execute("PRAGMA user_version = 6")
raw.commit()
raw.close()
check("and it is said", b"The plans of 1 supplier are not known here" in tenken("report", db).out)
equal("also in JSON", tenken("report", db, "--json").json["plans_unknown"], 1)
equal("what cannot be read again is not taken for no plan", [p["supplier_code"] for p in table("plans")], ["S0001", "S0001"])
finish()
