#!/usr/bin/python3
"""Answer sheets in a portfolio: a filled sheet with the right code merges once, as a sheet; another one with the same code, a wrong or old code,
a sheet for somebody else do not; signed answers take its place and never the other way round. TAP."""
import html
import json
import os
import pathlib
import re
import shutil
import sqlite3
import sys

os.environ["TENKEN_DATADIR"] = os.environ["TOP"]
sys.path.insert(0, os.environ["TOP"] + "/tests/cli")
from portfolio_case import TMP, Supplier, check, equal, finish, gen, pins, request_named, tenken  # noqa: E402
from sheet_case import Sheet, typed  # noqa: E402

os.chdir(TMP)
pathlib.Path("pass").write_text("correct horse battery\n")
PASS = ["--passphrase-file", "pass"]
prime_key = gen.new_key("ES256")
gen.write_identity("prime", prime_key, gen.certificate(prime_key, "Mihon Motors"), "pass")
pathlib.Path("suppliers.csv").write_text("supplier_code,name,corporate_number,confidential,outage,access,email\nS0001,Mihon Works,4234567890128,yes,no,no,\nS0002,Mihon Plating,,no,no,no,\n", encoding="utf-8")
for command in (("portfolio", "init", "p.db"), ("suppliers", "p.db", "import", "suppliers.csv")):
    assert tenken(*command).status == 0
made = tenken("request", "new", "--portfolio", "p.db", "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "basic10", "--out", "out", "--all", "--json")
assert made.status == 0, made.err
requests = {json.loads(p.read_text())["document"]["supplier_code"]: p for p in pathlib.Path("out").iterdir()}

LISTS = re.compile(r'<dataValidation type="list"[^>]*sqref="([A-Z]+)(\d+)"[^>]*><formula1>"([^"]*)"</formula1>')


def blank(code):
    path = pathlib.Path(f"blank-{code}.xlsx")
    if not path.exists():
        done = tenken("pack", "sheet", "--request", requests[code], "--xlsx", path)
        assert done.status == 0, done.err
    return Sheet(path)


def filled(name, code="S0001", level="2", **more):
    sheet = blank(code)
    for n in range(1, 11):
        sheet.say(f"basic10:{n}", level)
    sheet.say("supplier.name", "見本製作所")
    for key, value in more.items():
        sheet.say(key.replace("__", "."), value)
    return sheet.save(f"{name}.xlsx")


def merge(*paths, db="p.db"):
    ran = tenken("merge", "--into", db, *paths, "--json")
    return {k: v for k, v in ran.json.items() if v and k not in ("files", "complete", "sheets", "unfinished")}, ran


def lines(db="p.db"):
    with sqlite3.connect(db) as c:
        return c.execute("SELECT s.code, f.verdict, a.name, a.total, a.answered, a.unfinished FROM assessment a JOIN supplier s ON s.id = a.supplier JOIN file f ON f.id = a.file ORDER BY s.code").fetchall()


def verdict(path, *more):
    ran = tenken("verify", path, "--json", *more)
    result = ran.json["results"][0]
    return result["kind"], result["verdict"], ran.status


filled("one")
equal("a sheet without a portfolio is merely unsigned", verdict("one.xlsx"), ("sheet", "unsigned", 1))
equal("the portfolio knows its code", verdict("one.xlsx", "--portfolio", "p.db"), ("sheet", "sheet", 1))
shutil.copy("p.db", "start.db")

counts, ran = merge("one.xlsx")
equal("a sheet merges", counts, {"merged": 1})
equal("and is counted as one that nobody signed", (ran.json["sheets"], ran.json["unfinished"]), (1, 0))
equal("it is scored like any answers, and stands there as a sheet", lines(), [("S0001", "sheet", "見本製作所", 500, 10, 0)])
counts, _ = merge("one.xlsx")
equal("the same file again changes nothing", counts, {"unchanged": 1})
sheet = Sheet("one.xlsx")
sheet.replace("docProps/app.xml", "Microsoft Excel", "LibreOffice")
equal("the same answers saved by another program change nothing", merge(sheet.save("resaved.xlsx"))[0], {"unchanged": 1})
counts, ran = merge(filled("other", level="4"))
check("other answers under a used code are rejected, with what to do", counts.get("rejected") and "one-time code" in counts["rejected"][0]["reason"] and lines()[0][3] == 500, counts)

# Codes that are not good.
for name, change in (
    ("a code that somebody made up", lambda s: s.replace("xl/sharedStrings.xml", code_of(s), "0000-0000-0000-0000")),
    ("no code", lambda s: s.replace("xl/sharedStrings.xml", f"<t>{code_of(s)}</t>", "<t></t>")),
    ("the code of another supplier's request", lambda s: s.replace("xl/sharedStrings.xml", code_of(s), code_of(blank("S0001")))),
    ("a request that was never issued", lambda s: s.replace("xl/sharedStrings.xml", digest_of(s), "0" * 64)),
):
    def code_of(s):
        return s.strings[s.strings.index("code") + 1]

    def digest_of(s):
        return s.strings[s.strings.index("request_digest") + 1]

    filled("bad", "S0002")
    sheet = Sheet("bad.xlsx")
    change(sheet)
    counts, ran = merge(sheet.save("bad.xlsx"))
    check(f"{name}: rejected", ran.status == 1 and "one-time code" in counts["rejected"][0]["reason"] and len(lines()) == 1, counts)
    equal(f"{name}: not a sheet for verify", verdict("bad.xlsx", "--portfolio", "p.db")[1], "unsigned")

counts, _ = merge(filled("claims", "S0002", supplier__corporate_number="4234567890128"))
equal("nobody's corporate number is known for S2, so none can differ", counts, {"merged": 1})
shutil.copy("start.db", "q.db")
sheet = Sheet(filled("number", "S0001", supplier__corporate_number="1011001000003"))
counts, _ = merge("number.xlsx", db="q.db")
check("another corporate number than the supplier's is rejected", "corporate number" in counts["rejected"][0]["reason"], counts)
sheet = Sheet("one.xlsx")
sheet.replace("xl/sharedStrings.xml", "<t>S0001</t>", "<t>S0002</t>")
counts, _ = merge(sheet.save("thief.xlsx"), db="q.db")
check("somebody else's supplier code is rejected", "claims the supplier code S0002" in counts["rejected"][0]["reason"], counts)

# Cells that cannot be read.
filled("cells")
sheet = Sheet("cells.xlsx")
sheet.say("basic10:3", "maybe")
row = sheet.rows["basic10:3"][1]
counts, _ = merge(sheet.save("cells.xlsx"), db="q.db")
check("a cell that cannot be read rejects the sheet, by sheet and cell", f"cell D{row}" in counts["rejected"][0]["reason"] and not lines("q.db"), counts)
sheet = Sheet("one.xlsx")
sheet.say("supplier.contact.phone", "内線12")
row = sheet.rows["supplier.contact.phone"][1]
sheet.save("phone.xlsx")
counts, _ = merge("phone.xlsx", db="q.db")
check("a refused cell is named as it is labelled", f'Sheet "Answers", cell D{row}: Phone: must be' in counts["rejected"][0]["reason"], counts)
reason = tenken("--lang", "ja", "status", "q.db", "--json").json["rejected"]
check("in Japanese by the tab and the label that people see", any(f"シート「回答」のセルD{row}: 電話: " in r["reason"] for r in reason), reason)
equal("and the code stays good for the mended sheet", merge("one.xlsx", db="q.db")[0], {"merged": 1})

shutil.copy("start.db", "q.db")
sheet = Sheet("one.xlsx")
sheet.say("supplier.contact.phone", "０４５－５５５－１００４")
sheet.say("supplier.contact.email", "ｉｎｆｏ＠ｅｘａｍｐｌｅ.jp")
equal("a telephone and an address in full width are taken", merge(sheet.save("wide.xlsx"), db="q.db")[0], {"merged": 1})
with sqlite3.connect("q.db") as c:
    equal("as the plain ones", c.execute("SELECT contact_phone, contact_email FROM assessment").fetchall(), [("045-555-1004", "info@example.jp")])

# The prime's own request among the answers is known as that.
counts, ran = merge(requests["S0002"], db="q.db")
equal("our own request, come back", [(r["reason"], r["next_step"]) for r in ran.json["rejected"]], [("It is your own request to S0002, and no answer to it: nothing is to be done.", None)])

# A sheet for an alarm is done with when a good one came for the same request, though it says nothing about the year.
shutil.copy("start.db", "alarm.db")
made = tenken("request", "new", "--portfolio", "alarm.db", "--identity", "prime.p12", *PASS, "--due", "2026-12-15", "--pack", "emergency-malware", "--to", "S0002", "--out", "alarm", "--json")
assert made.status == 0, made.err
assert tenken("--lang", "en", "pack", "sheet", "--request", next(pathlib.Path("alarm").iterdir()), "--xlsx", "alarm.xlsx").status == 0
for name, word in (("alarm-bad.xlsx", "perhaps"), ("alarm-good.xlsx", None)):
    sheet = Sheet("alarm.xlsx")
    sheet.say("supplier.name", "Mihon Plating")
    for column, row, words in LISTS.findall(sheet.text("xl/worksheets/sheet1.xml")):
        sheet.cell(1, f"{column}{row}", typed(word or html.unescape(words).split(",")[0]))
    counts, ran = merge(sheet.save(name), db="alarm.db")
    line = tenken("status", "alarm.db", "--json").json["rejected"][0]
    equal(f"{name}: whether something is to be done about the bad one", (line["cause"], line["replaced"], line["next_step"] is None), ("sheet", word is None, word is None))

# Signed answers stand above sheets, in whichever order they come.
supplier = Supplier(1)
document = json.loads(requests["S0001"].read_text(encoding="utf-8"))["document"]
answered = request_named(document)
signed = supplier.file("signed.json", request=answered, supplier__corporate_number=None)
for order, name, first, second in (
    ("the sheet first", "a.db", ["one.xlsx"], [signed]),
    ("the sheet last", "b.db", [signed], ["one.xlsx"]),
    ("both in one merge", "c.db", [], ["one.xlsx", signed]),
):
    shutil.copy("start.db", name)
    assert tenken("trust", name, "import", pins("pin.csv", supplier)).status == 0
    before = merge(*first, db=name)[0] if first else {}
    after = merge(*second, db=name)[0]
    total = {k: before.get(k, 0) + after.get(k, 0) for k in ("merged", "superseded")}
    states = sorted(sqlite3.connect(name).execute("SELECT verdict, state FROM file").fetchall())
    equal(f"{order}: the signed answers stand, the sheet is superseded", ([(code, kind) for code, kind, *_ in lines(name)], states),
          ([("S0001", "trusted")], [("sheet", "superseded"), ("trusted", "merged")]))
    equal(f"{order}: the counts say so", after, {"merged": 1, "superseded": 1} if not first else {"merged": 1} if second == [signed] else {"superseded": 1})

# Whatever the drop-downs offer can be merged: every cell that has one, each of its choices in turn, in both languages.
made = tenken("request", "new", "--portfolio", "start.db", "--identity", "prime.p12", *PASS, "--due", "2026/12/15", "--pack", "basic10", "supply-chain", "emergency-malware",
              "--to", "S0001", "--again", "--out", "every", "--json")
equal("a day as a Japanese Excel writes it", (made.status, made.json["due"]), (0, "2026-12-15"))
for language in ("en", "ja"):
    assert tenken("--lang", language, "pack", "sheet", "--request", "every/request-S0001-2026.json", "--xlsx", f"every-{language}.xlsx").status == 0
    for turn in range(7):
        sheet = Sheet(f"every-{language}.xlsx")
        offered = [(column, row, html.unescape(words).split(",")) for column, row, words in LISTS.findall(sheet.text("xl/worksheets/sheet1.xml"))]
        for column, row, words in offered:
            chosen = words[turn % len(words)]
            sheet.cell(1, f"{column}{row}", typed(chosen))
            if chosen.startswith("-"):
                sheet.cell(1, f"F{row}", typed("nothing of the kind here"))
        sheet.say("supplier.name", "見本製作所")
        shutil.copy("start.db", "every.db")
        counts, ran = merge(sheet.save("every.xlsx"), db="every.db")
        with sqlite3.connect("every.db") as c:
            believed = c.execute("SELECT perceived FROM assessment").fetchall()
        equal(f"{language}, choice {turn}: {len(offered)} cells from their lists merge, what the firm believes of itself too", (counts, believed), ({"merged": 1}, [(turn % 5 * 250,)]))

# One cell that cannot be read: which one, and what to do about it.
sheet = Sheet("every-en.xlsx")
sheet.say("perceived", "rather well")
merge(sheet.save("every.xlsx"), db="start.db")
rejected = tenken("status", "start.db", "--json").json["rejected"]
check("what to do about a cell that cannot be read is to mend the sheet", rejected[0]["cause"] == "sheet" and f"cell D{sheet.rows['perceived'][1]}" in rejected[0]["reason"]
      and "correct what is named here in the same answer sheet" in rejected[0]["next_step"], rejected)
finish()
