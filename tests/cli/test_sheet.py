#!/usr/bin/env python3
"""`tenken pack sheet` and `import-sheet`: what is filled in arrives, whatever way the cells are stored; what cannot be read is said by sheet
and cell and nothing else is lost; sheets of another year, pack or version, with macros or without their hidden parts are refused. TAP."""
import json
import pathlib
import re

from sheet_case import Sheet, formula
from tap import TMP, finish, report, tenken

PACKS = ["basic10", "supply-chain", "emergency-malware"]
drafts = 0


def draft(packs=PACKS):
    global drafts
    drafts += 1
    path = TMP / f"draft{drafts}.tenken"
    made = tenken("new", path, *[a for p in packs for a in ("--pack", p)])
    assert made.returncode == 0, made.stderr
    return path


def tree(path):
    return json.loads(path.read_text(encoding="utf-8"))


def taken(sheet, into=None, name="filled.xlsx"):
    """What import-sheet says, and the draft afterwards."""
    into = into or draft()
    done = tenken("pack", "import-sheet", sheet.save(TMP / name), "--into", into)
    return done, tree(into)


def fresh(language="en"):
    path = TMP / f"blank-{language}.xlsx"
    if not path.exists():
        made = tenken("--lang", language, "pack", "sheet", *PACKS, "--xlsx", path)
        assert made.returncode == 0, made.stderr
    return Sheet(path)


# ---- what is filled in arrives ----
ANSWERS = {
    "0 not yet": {"level": 0}, "1": {"level": 1}, "２": {"level": 2}, "③": {"level": 3}, " 4 改善 ": {"level": 4}, "2.0": {"level": 2}, 3: {"level": 3},
    "?": {"unknown": True}, "？ わからない": {"unknown": True}, "don't know": {"unknown": True},
}
for language in ("en", "ja"):
    sheet = fresh(language)
    for n, value in enumerate(ANSWERS, 1):
        sheet.say(f"basic10:{n}", value)
    sheet.say("basic10:1", "everyone, <b>twice</b> a year & more\n=1+1", "G")
    sheet.say("supply-chain:survey", "該当しない" if language == "ja" else "- not applicable")
    sheet.say("supply-chain:survey", "no contractors", "F")
    sheet.say("emergency-malware:warn-staff", "○ 済み")
    sheet.say("emergency-malware:warn-staff", 46347, "H")
    sheet.say("emergency-malware:scan-all", "× not yet")
    sheet.say("emergency-malware:macros", "done")
    sheet.say("emergency-malware:macros", "２０２６/11/3", "H")
    sheet.say("supplier.name", "見本製作所（株）")
    sheet.say("supplier.corporate_number", 4234567890128 if language == "en" else "４２３４５６７８９０１２８")
    sheet.say("supplier.industry", "E 製造業")
    sheet.say("supplier.employees", "6-20")
    sheet.say("supplier.contact.phone", "03-0000-0001")
    sheet.say("perceived", "3 fairly well")
    for column, value in zip("BCDE", ("見本メール", "見本社", "5.1", "○")):
        sheet.say("inventory:2", value, column)
    done, got = taken(sheet)
    wrong = [l for l in done.stdout.splitlines() if l.startswith("!")]
    report(done.returncode == 0 and not wrong, f"{language}: a filled sheet is taken in whole", done.stdout + done.stderr)
    basic = got.get("answers", {}).get("basic10", {})
    report(all({k: basic.get(str(n), {}).get(k) for k in v} == v for n, v in enumerate(ANSWERS.values(), 1)), f"{language}: digits of every kind, marks and words are the answers they mean", basic)
    report(basic.get("1", {}).get("note") == "everyone, <b>twice</b> a year & more\n=1+1", f"{language}: a note arrives letter by letter", basic.get("1"))
    report(got["answers"].get("supply-chain", {}).get("survey") == {"na": True, "na_reason": "no contractors"}, f"{language}: not applicable comes with its reason", got["answers"].get("supply-chain"))
    urgent = got["answers"].get("emergency-malware", {})
    report(urgent.get("warn-staff") == {"done": True, "done_at": "2026-11-21"} and urgent.get("macros") == {"done": True, "done_at": "2026-11-03"} and urgent.get("scan-all") == {"done": False},
           f"{language}: days arrive, as numbers and as texts", urgent)
    firm = got.get("supplier", {})
    report((firm.get("name"), firm.get("corporate_number"), firm.get("industry"), firm.get("employees"), firm.get("contact", {}).get("phone"), got.get("perceived")) ==
           ("見本製作所（株）", "4234567890128", "E", "6-20", "03-0000-0001", 3), f"{language}: the firm's own fields arrive", (firm, got.get("perceived")))
    report(got.get("inventory") == [{"name": "見本メール", "vendor": "見本社", "version": "5.1", "internet": True, "credentials": False}], f"{language}: a product arrives", got.get("inventory"))

again = draft()
sheet = fresh()
sheet.say("basic10:1", "2")
sheet.say("inventory:1", "Mihon Mail", "B")
taken(sheet, again)
done, got = taken(sheet, again)
report(done.returncode == 0 and len(got["inventory"]) == 1, "the same sheet twice adds no product twice", got.get("inventory"))

# ---- what cannot be read is said, by sheet and cell ----
CASES = [
    ("a word that is no answer", lambda s: s.say("basic10:3", "maybe"), "basic10:3", "D", '"maybe"'),
    ("a level beyond 4", lambda s: s.say("basic10:3", 5), "basic10:3", "D", '"5"'),
    ("half a level", lambda s: s.say("basic10:3", 2.5), "basic10:3", "D", '"2.5"'),
    ("a formula as answer", lambda s: s.cell(1, f"D{s.rows['basic10:3'][1]}", formula('HYPERLINK("http://x.invalid")', 3)), "basic10:3", "D", "formula"),
    ("not applicable without a reason", lambda s: s.say("basic10:3", "-"), "basic10:3", "F", "reason"),
    ("a day that does not exist", lambda s: (s.say("emergency-malware:macros", "○"), s.say("emergency-malware:macros", "2026-02-30", "H")), "emergency-malware:macros", "H", "2026-02-30"),
    ("a wrong corporate number", lambda s: s.say("supplier.corporate_number", "1234567890123"), "supplier.corporate_number", "D", ""),
    ("a huge text", lambda s: s.say("basic10:3", "x" * 5000, "G"), "basic10:3", "G", "4000"),
    ("a product without a name", lambda s: s.say("inventory:1", "Mihon", "C"), "inventory:1", "B", "name"),
]
for name, change, key, column, words in CASES:
    sheet = fresh()
    sheet.say("basic10:1", "2")
    change(sheet)
    done, got = taken(sheet)
    place = f"cell {column}{sheet.rows[key][1]}"
    said = [l for l in done.stdout.splitlines() if place in l and words in l]
    kept = got.get("answers", {}).get("basic10", {})
    report(done.returncode == 1 and len(said) == 1 and kept.get("1") == {"level": 2} and "level" not in kept.get("3", {}), f"{name}: said with its cell, the rest is taken", done.stdout + done.stderr + str(kept))
    report("\x1b" not in done.stdout, f"{name}: no control character reaches the terminal")

sheet = fresh()
sheet.say("basic10:3", "[31m\x7f")
sheet.replace("xl/worksheets/sheet1.xml", "[31m", "&#9;[31m")
done, _ = taken(sheet)
report("\x7f" not in done.stdout and done.returncode == 1, "control characters in a cell are neutralised", repr(done.stdout))

# ---- rows and columns that were moved, deleted, merged ----
sheet = fresh()
sheet.say("basic10:3", "2")
text = sheet.text("xl/worksheets/sheet1.xml")
swap = {"D": "J", "J": "D"}
text = re.sub(r'<c r="D(\d+)"', r'<c r="J\1"', text)
sheet.put("xl/worksheets/sheet1.xml", text)
done, got = taken(sheet)
report(done.returncode == 0 and got["answers"]["basic10"]["3"] == {"level": 2}, "a moved answer column is found by its hidden head", done.stdout + done.stderr)

sheet = fresh()
row = sheet.rows["basic10:3"][1]
sheet.say("basic10:4", "2")
sheet.put("xl/worksheets/sheet1.xml", re.sub(rf'<row r="{row}".*?</row>', "", sheet.text("xl/worksheets/sheet1.xml"), flags=re.S))
done, got = taken(sheet)
report(done.returncode == 1 and 'row of "basic10:3" is missing' in done.stdout and got["answers"]["basic10"] == {"4": {"level": 2}}, "a deleted row is missed, and shifts no other answer", done.stdout)

sheet = fresh()
one, two = sheet.rows["basic10:3"][1], sheet.rows["basic10:4"][1]
key = re.search(CELL_A := rf'<c r="A{one}".*?</c>', sheet.text("xl/worksheets/sheet1.xml"))[0]
sheet.put("xl/worksheets/sheet1.xml", re.sub(rf'<c r="A{two}".*?</c>', key.replace(f'r="A{one}"', f'r="A{two}"'), sheet.text("xl/worksheets/sheet1.xml")))
sheet.say("basic10:3", "2")
done, got = taken(sheet)
report(done.returncode == 1 and "twice" in done.stdout and 'row of "basic10:4" is missing' in done.stdout and got["answers"]["basic10"] == {"3": {"level": 2}}, "a copied row is said, and the first one counts", done.stdout)

sheet = fresh()
sheet.say("basic10:3", "2")
sheet.replace("xl/worksheets/sheet1.xml", "</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="D{one}:D{two}"/></mergeCells>')
done, got = taken(sheet)
report(got["answers"]["basic10"] == {"3": {"level": 2}}, "of merged cells the first holds the answer; the other question stays open", got["answers"])

# ---- whole sheets that are refused ----
def refused(name, sheet, words, into=None, status=3):
    before = tree(into := into or draft())
    done = tenken("pack", "import-sheet", sheet if isinstance(sheet, pathlib.Path) else sheet.save(TMP / "refused.xlsx"), "--into", into)
    report(done.returncode == status and words in done.stderr and tree(into) == before, f"refused: {name}", done.stderr or done.stdout)


sheet = fresh()
sheet.parts["xl/vbaProject.bin"] = b"x"
refused("macros", sheet, "macros")
sheet = fresh()
del sheet.parts["xl/worksheets/sheet3.xml"]
refused("the hidden sheet removed", sheet, "hidden parts")
sheet = fresh()
sheet.put("xl/worksheets/sheet1.xml", re.sub(r'<row r="1".*?</row>', "", sheet.text("xl/worksheets/sheet1.xml"), flags=re.S))
refused("the hidden row removed", sheet, "hidden parts")
sheet = fresh()
sheet.put("xl/worksheets/sheet1.xml", re.sub(r'<c r="D1".*?</c>', "", sheet.text("xl/worksheets/sheet1.xml"), flags=re.S))
refused("the hidden head of the answers removed", sheet, "which column")
sheet = fresh()
sheet.replace("xl/sharedStrings.xml", "tenken-sheet/1 map", "tenken-sheet/2 map")
refused("another version of the format", sheet, "no answer sheet")
sheet = fresh()
sheet.replace("xl/worksheets/sheet1.xml", "?>", "?><!DOCTYPE x>")
refused("a DTD", sheet, "cannot be read")
plain = TMP / "plain.xlsx"
plain.write_bytes(b"PK nothing")
refused("no workbook", plain, "plain.xlsx")

old = TMP / "old.xlsx"
tenken("pack", "sheet", *PACKS, "--xlsx", old, TENKEN_CLOCK="2025-11-21T00:00:00Z")
refused("last year's sheet", Sheet(old), "2025")
sheet = fresh()
digest = re.search(r"<si><t>([0-9a-f]{64})</t>", sheet.text("xl/sharedStrings.xml"))[1]
sheet.replace("xl/sharedStrings.xml", digest, "0" * 64)
refused("made from another version of the questions", sheet, "another version")

done, got = taken(fresh(), draft(["emergency-malware"]))
report(done.returncode == 1 and "basic10:1: the draft does not ask this question" in done.stdout, "a sheet of another pack: each question that the draft does not ask is named", done.stdout)
into = draft()
made = tenken("--lang", "en", "pack", "sheet", "emergency-product", "--xlsx", TMP / "alarm.xlsx")
words = Sheet(TMP / "alarm.xlsx").text("xl/sharedStrings.xml")
report("Emergency questions" in words and "How to answer" in words and not any(w in words for w in ("Security answers", "Before you begin", "we have come this far", "What the lines mean")),
       "questions after an alert have no levels, and ask nobody what to expect of the year", words)
done, got = taken(Sheet(TMP / "alarm.xlsx"), draft(["emergency-product"]), "alarm-back.xlsx")
report(done.returncode == 0 and "perceived" not in got, "and are read back", done.stdout + done.stderr)
for pack, last in (("basic10", "G"), ("emergency-product", "H")):
    made = tenken("pack", "sheet", pack, "--xlsx", TMP / f"{pack}-heads.xlsx")
    sheet = Sheet(TMP / f"{pack}-heads.xlsx")
    first = re.search(rf'<c r="B(\d+)"[^>]*><v>{sheet.strings.index("No.")}</v>', sheet.text("xl/worksheets/sheet1.xml"))[1]
    heads = re.findall(rf'<c r="([A-Z]+){first}"', sheet.text("xl/worksheets/sheet1.xml"))
    report(heads[-1] == last, f"the bar of heads of {pack} ends with its last column", heads)
made = tenken("pack", "sheet", "basic10", "--xlsx", TMP / "blank-en.xlsx")
report(made.returncode != 0 and "blank-en.xlsx" in made.stderr, "a sheet is never written over a file that is there", made.stderr)
report(tenken("pack", "sheet", "--xlsx", TMP / "x.xlsx").returncode == 2 and tenken("pack", "import-sheet", TMP / "blank-en.xlsx").returncode == 2, "usage is explained")
report((TMP / "blank-en.xlsx").stat().st_mode & 0o777 == 0o600, "the sheet is for its owner only")
one, two = (tenken("pack", "sheet", "basic10", "--xlsx", TMP / f"same{n}.xlsx") for n in (1, 2))
report((TMP / "same1.xlsx").read_bytes() == (TMP / "same2.xlsx").read_bytes(), "equal input gives an equal sheet")

finish()
