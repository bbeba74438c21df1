#!/usr/bin/python3
"""Who is late, held back, in conflict: one rule in status, the reminders, the report's JSON, tables, workbook and page, and on screen; against what
was arranged here for each supplier."""
import collections
import json
import os
import pathlib
import re
import zipfile
import subprocess

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, portfolio, request_named, table, tenken
from sheet_case import Sheet

os.environ["TENKEN_DATADIR"] = str(TOP)
PACKS = {name: json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8")) for name in ("basic10", "emergency-malware")}
NAMED = {name: pack_named(p) for name, p in PACKS.items()}
(TMP / "pass").write_text("correct horse battery\n")
key = gen.new_key("ES256")
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")
suppliers = {n: Supplier(n) for n in range(1, 13)}
db = portfolio("p.db", *(s for n, s in suppliers.items() if n not in (4, 6, 8)))
(TMP / "more.csv").write_text("supplier_code,name\nS0004,四番\nS0006,六番\nS0008,八番\n", encoding="utf-8")  # whose signatures nobody knows
assert tenken("suppliers", db, "import", TMP / "more.csv").status == 0


def ask(numbers, due, *packs, period="2026"):
    out = TMP / f"out-{due}-{'-'.join(packs)}-{period}"
    (TMP / "list.csv").write_text("supplier_code\n" + "".join(f"{suppliers[n].code}\n" for n in numbers))
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--list", TMP / "list.csv", "--due", due, "--period", period,
                 *(word for p in packs for word in ("--pack", p)), "--out", out)
    assert ran.status == 0, ran.err
    asked = {}
    for path in out.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        asked[document["supplier_code"]] = request_named(document)
    return asked


def answer(n, request, name="a", level=2, period="2026"):
    suppliers[n].file(TMP / "in" / f"{n}-{name}.json", assessment_id=assessment(n), period=period, packs=[NAMED["basic10"]], request=request,
                      answers={"basic10": {str(i): {"level": level} for i in range(1, 11)}})


WANTED = {}
year = ask(range(1, 12), "2026-12-15", "basic10")


def stands(n, state):
    WANTED[suppliers[n].code] = state


def answer_by_sheet(n):
    """Nobody signs an answer sheet; it has the one-time code of its request."""
    request = next(path for path in (TMP / "out-2026-12-15-basic10-2026").glob("*.json") if suppliers[n].code in path.name)
    made = tenken("pack", "sheet", "--request", request, "--xlsx", TMP / "blank.xlsx")
    assert made.status == 0, made.err
    sheet = Sheet(TMP / "blank.xlsx")
    for i in range(1, 11):
        sheet.say(f"basic10:{i}", "2")
    sheet.save(TMP / "in" / f"{n}.xlsx")


for n in (1, 7):
    answer(n, year[suppliers[n].code])
    stands(n, "answered")
answer_by_sheet(6)
stands(6, "answered")
for n in (2, 3):
    stands(n, "late")
answer(4, year["S0004"])
stands(4, "quarantined")
stands(5, "waiting")  # has more time
stands(8, "late")  # what is held back is last year's
answer(8, None, period="2025")
answer(9, year["S0009"])
answer(9, year["S0009"], "b", level=3)  # the same revision says something else
stands(9, "conflict")
stands(10, "late")  # its time was extended, and has passed
stands(11, "late")  # answers an alarm, which is no answer for the year
stands(12, "not_asked")
ran = merge(db, TMP / "in")
expect("what came", ran, merged=4, conflicts=1, quarantined=2)
alarm = ask((1, 6, 11), "2026-11-24", "emergency-malware")
suppliers[11].file(TMP / "alarm" / "11.json", assessment_id=assessment(111), period="2026", packs=[NAMED["emergency-malware"]], request=alarm["S0011"],
                   answers={"emergency-malware": {i["id"]: {"done": True} for s in PACKS["emergency-malware"]["sections"] for i in s["items"] if i.get("kind") == "done"}})
expect("a reply to the alarm", merge(db, TMP / "alarm"), merged=1)
DONE = {"emergency-malware": {i["id"]: {"done": True} for s in PACKS["emergency-malware"]["sections"] for i in s["items"] if i.get("kind") == "done"}}
for n, signer in ((11, suppliers[11]), (1, Supplier(1)), (6, suppliers[6])):
    signer.file(TMP / "aside" / f"{n}.json", assessment_id=assessment(200 + n), period="2026", packs=[NAMED["emergency-malware"]], request=alarm[suppliers[n].code], answers=DONE)
expect("and replies that are not taken in: one contradicts it, one is signed by another, one by nobody known", merge(db, TMP / "aside"), 1, conflicts=1, quarantined=1, rejected=1)
ask((7,), "2026-12-10", "mail-relay")  # another questionnaire in the same year
for n, until in ((5, "2027-01-31"), (10, "2026-12-20")):
    assert tenken("suppliers", db, "extend", suppliers[n].code, "--until", until, "--reason", "fire").status == 0
os.environ["TENKEN_CLOCK"] = "2027-01-10T00:00:00Z"
COUNT = collections.Counter(WANTED.values())

status = tenken("status", db, "--json").json
equal("status: how many are late, and how many were never asked", (status["late"], status["not_asked"]), (COUNT["late"], 1))
rows = {w["supplier_code"]: w for w in status["waiting"]}
equal("status: whom it waits for, and why", {c: w["state"] for c, w in rows.items() if not w["further"]}, {c: s for c, s in WANTED.items() if s not in ("answered", "conflict")})
equal("and whom for another request", {c: (w["state"], w["due"], w["late"]) for c, w in rows.items() if w["further"]}, {"S0007": ("answered", "2026-12-10", False)})
check("the alarm, long past, makes nobody late", not {"S0001", "S0006"} & set(rows), rows)
said = tenken("--lang", "en", "status", db).out.decode()
said_status = said
equal("status in words", (len(re.findall(r"due (?!2026-11-24)\S+, \d+ days? late", said)), said.count("(in quarantine)"), said.count("(another request)")), (COUNT["late"], 1, 1))
check("who was never asked does not wait", re.search(r"S0012 .*not asked yet\n", said) and said.count("not asked yet") == 1, said)

report = tenken("report", db, "--json").json
equal("report --json", {s["supplier_code"]: s["state"] for s in report["suppliers"]}, WANTED)
equal("and the count", (report["late"], report["not_asked"]), (COUNT["late"], 1))
assert tenken("--lang", "en", "report", db, "--csv", TMP / "csv", "--html", TMP / "p.html", "--xlsx", TMP / "p.xlsx").status == 0
equal("tables", {r["supplier_code"]: r["state"] for r in table(TMP / "csv" / "suppliers.csv")}, WANTED)
said = tenken("--lang", "en", "report", db).out.decode()
check("report in words", f"late: {COUNT['late']}; held back or in conflict: {COUNT['quarantined'] + COUNT['conflict']}." in said and "1 supplier was not asked yet." in said, said)


page = (TMP / "p.html").read_text(encoding="utf-8")
late, held = page.split('id="late"')[1].split("</section>")[0].split("Held back: for us to clear up")
equal("page, who is late", re.findall(r"S00\d\d", late), sorted(c for c, s in WANTED.items() if s == "late"))
check("page, who was never asked", "1 supplier was not asked yet." in late and '>not asked yet</option>' in page)
equal("page, who is held back, and why", re.findall(r"(S00\d\d)[^<]*</th><td>(in quarantine|conflict)</td>", held),
      sorted((c, {"quarantined": "in quarantine"}.get(s, s)) for c, s in WANTED.items() if s in ("quarantined", "conflict")))


def cells(book, title):
    """The rows of a sheet as texts."""
    with zipfile.ZipFile(book) as z:
        number = [name for name in re.findall(r'<sheet name="([^"]*)"', z.read("xl/workbook.xml").decode())].index(title) + 1
        sheet = z.read(f"xl/worksheets/sheet{number}.xml").decode()
        shared = re.findall(r"<si>(.*?)</si>", z.read("xl/sharedStrings.xml").decode(), re.S) if "xl/sharedStrings.xml" in z.namelist() else []
    found = []
    for row in re.findall(r"<row .*?</row>", sheet, re.S):
        values = []
        for kind, inside in re.findall(r'<c (?:[^>]*?t="(\w+)")?[^>]*?>(.*?)</c>', row, re.S):
            text = re.sub(r"<.*?>", "", inside)
            values.append(re.sub(r"<.*?>", "", shared[int(text)]) if kind == "s" else text)
        found.append(values)
    return found


late = [row for row in cells(TMP / "p.xlsx", "Missing") if "late" in row]
equal("workbook, who is late", sorted(row[0] for row in late), sorted(c for c, s in WANTED.items() if s == "late"))
equal("and who was never asked", [row[0] for row in cells(TMP / "p.xlsx", "Missing") if "not asked yet" in row], ["S0012"])


def screen(keys):
    (TMP / "keys").write_text(keys)
    assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "120x40").status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


check("view, the first screen", f"{COUNT['late']} are late" in screen("u") and "1 was not asked yet" in screen("u"), screen("u"))
listed = screen("4")
# S0008, of whom a file of last year is held back, says so behind its state
equal("view, who is missing", sorted(re.findall(r"(S00\d\d) .*? late[ ,]", listed)), sorted(c for c, s in WANTED.items() if s == "late"))
check("and at its end who was never asked", re.findall(r"S00\d\d", listed)[-1] == "S0012" and re.search(r"S0012 .*not asked yet", listed), listed)
check("whose page says it", "not asked yet" in screen("1 End Enter"), screen("1 End Enter"))

# How many have answered is one number, wherever it is said: who is in conflict has answered, too.
ANSWERED = COUNT["answered"] + COUNT["conflict"]
summary, method = cells(TMP / "p.xlsx", "Summary"), cells(TMP / "p.xlsx", "How computed")
check("workbook, counted apart", [row[:2] for row in summary if row and row[0] in ("waiting", "not asked yet")] == [["waiting", "1"], ["not asked yet", "1"]], summary)
numbers = {
    "status": status["answered_in_period"],
    "status in words": int(re.search(r"of whom (\d+) ha", said_status)[1]),
    "report": report["answered"],
    "report in words": int(re.search(r"(\d+) of 12 suppliers have answered", said)[1]),
    "view": int(re.search(r"(\d+) of 12 suppliers have answered", screen("u"))[1]),
    "view, its title": int(re.search(r"(\d+) of 12 answered", screen("3") + screen("u"))[1]),
    "page": int(re.search(r"<dt>Answered</dt>\s*<dd><b>(\d+)", page)[1]),
    "page, heat map": int(re.search(r"(\d+) suppliers answered\. A row counts", page)[1]),
    "workbook": int(next(row[0] for row in summary if row and row[0].isdigit())),
    "workbook, how computed": int(next(m[1] for row in method for m in [re.search(r"taken in, here (\d+)", row[0] if row else "")] if m)),
}
equal("how many have answered", numbers, {where: ANSWERED for where in numbers})
check("how computed says of how many other answers came, and how many sheets nobody signed", any(f"of {COUNT['conflict']} suppliers" in row[0] for row in method if row)
      and any("tells: here 1." in row[0] for row in method if row), method)
tenken("status", db, "--mail", TMP / "mail.csv")
letters = collections.defaultdict(list)
for letter in table(TMP / "mail.csv"):
    letters[letter["kind"]].append(letter["supplier_code"])
equal("reminders", {k: sorted(v) for k, v in letters.items()}, {"late": sorted(c for c, s in WANTED.items() if s == "late"), "further": ["S0001", "S0007"], "extended": ["S0005"], "conflict": ["S0009", "S0011"]})
check("who may have replied is not told that nothing came", [letter["supplier_code"] for letter in table(TMP / "mail.csv") if "could not take it in" in letter["text_en"]] == ["S0001"]
      and "Two replies of yours to our emergency questions" in next(letter["text_en"] for letter in table(TMP / "mail.csv") if letter["supplier_code"] == "S0011" and letter["kind"] == "conflict"))
letters = table(TMP / "mail.csv")
check("what goes with a letter is named in it, in both languages", all(letter["attachment"] for letter in letters if letter["kind"] == "further")
      and all(f"the file {pathlib.Path(letter['attachment']).name}." in letter["text_en"] and pathlib.Path(letter["attachment"]).name in letter["text_ja"] for letter in letters if letter["attachment"]), letters)
equal("who has not replied after an alert stands apart, with the day", [(u["supplier_code"], u["due"], u["overdue"]) for u in status["urgent"]], [("S0001", "2026-11-24", True), ("S0006", "2026-11-24", True)])
check("in words too, and who has replied does not", "no full reply yet" in said_status and re.findall(r"(S00\d\d) .*due 2026-11-24, 47 days late", said_status) == ["S0001", "S0006"], said_status)
check("nor is anybody rung for being silent who may have replied", re.search(r"S0001 .*\(a file in its name was rejected\)", said_status) and re.search(r"S0006 .*\(a file is in quarantine\)", said_status)
      and [(bool(u["rejected_in_its_name_at"]), u["quarantined"]) for u in status["urgent"]] == [(True, False), (False, True)], said_status)
equal("what contradicts a reply to an alarm is none of the year", [(c["supplier_code"], c["after_alert"]) for c in status["conflicts"]], [("S0009", False), ("S0011", True)])
equal("nor what was held back or rejected", {name: [(f["file"].rsplit("/", 1)[-1], f["after_alert"]) for f in status[name]] for name in ("quarantine", "rejected")},
      {"quarantine": [("4-a.json", False), ("6.json", True), ("8-a.json", False)], "rejected": [("1.json", True)]})
equal("in words as well", said_status.count("    Reply to an alert.\n"), 2)
for keys, marked, others in (("5", "S0006", "S0004"), ("6", "1.json", None), ("7", "S0011", "S0009")):
    lines = screen(keys).splitlines()
    check(f"and on screen {keys}", all(any(who in line and ("Reply to an alert." in line) == alarm for line in lines) for who, alarm in ((marked, True), (others, False)) if who), lines)
check("and where such a file is looked at", "Reply to an alert." in screen("6 Enter"), screen("6 Enter"))
check("which status says", "11.json (reply to an alert)" in said_status and "9-b.json (answers for 2026)" in said_status, said_status)

# Answers to a newer request settle what was in conflict about an older one.
made = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0009", "--again", "--due", "2027-02-15",
              "--period", "2026", "--pack", "basic10", "--out", TMP / "again")
assert made.status == 0, made.err
(path,) = [p for p in (TMP / "again").glob("*.json")]
document = json.loads(path.read_text(encoding="utf-8"))["document"]
suppliers[9].file(TMP / "anew.json", assessment_id=assessment(109), period="2026", packs=[NAMED["basic10"]],
                  request=request_named(document),
                  answers={"basic10": {str(i): {"level": 1} for i in range(1, 11)}})
expect("answers to the newer request", merge(db, TMP / "anew.json"), merged=1)
after = tenken("status", db, "--json").json
equal("nothing is in conflict any more", ([c["supplier_code"] for c in after["conflicts"]], after["files"]["superseded"]), (["S0011"], 1))
expect("merged again, nothing of it comes back", merge(db, TMP / "in" / "9-b.json"), superseded=1)

# Who was never asked hears nothing of a file that somebody sent in their name: there is no day by which to send it again.
Supplier(12).file(TMP / "stranger.json", assessment_id=assessment(112), period="2026", packs=[NAMED["basic10"]], answers={"basic10": {"1": {"level": 1}}})
equal("signed by another than S0012", len(merge(db, TMP / "stranger.json").json["rejected"]), 1)
tenken("status", db, "--mail", TMP / "mail2.csv")
check("no letter without a day goes out", all(letter["due"] != "" or letter["kind"] == "conflict" for letter in table(TMP / "mail2.csv")) and "S0012" not in (TMP / "mail2.csv").read_text(encoding="utf-8-sig"))
finish()
