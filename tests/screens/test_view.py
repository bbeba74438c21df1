#!/usr/bin/python3
"""tenken view: key scripts in view/NAME.keys on one portfolio, the last screen compared with view/NAME.LANGUAGE.txt (UPDATE=1 writes those anew),
then what the screens do: accept, refuse, write files. Fingerprints differ from run to run and are shown as zeros."""
import copy
import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import threading
import zipfile

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, finish, gen, merge, pack_named, portfolio, refused, tenken  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
HERE = TOP / "tests" / "screens" / "view"
PACKS = {}
for path in (TOP / "tests" / "screens" / "questionnaires").glob("*.json"):
    pack = json.loads(path.read_text(encoding="utf-8"))
    PACKS[pack["id"]] = (pack, pack_named(pack))
os.environ["TENKEN_DATADIR"] = str(TMP / "data")
(TMP / "data" / "questionnaires").mkdir(parents=True)
for path in (TOP / "tests" / "screens" / "questionnaires").glob("*.json"):
    (TMP / "data" / "questionnaires" / path.name).write_bytes(path.read_bytes())
(TMP / "data" / "questionnaires" / "product-aliases.csv").write_bytes((TOP / "questionnaires" / "product-aliases.csv").read_bytes())
EMERGENCY = {"format": "tenken-pack/1", "id": "alarm", "version": "1", "title": {"ja": "急ぎの確認", "en": "Emergency check"}, "intro": {"ja": "急ぎ", "en": "Urgent"},
             "minutes": 3, "threats": [], "checks": [], "sources": [], "glossary": [],
             "sections": [{"id": "now", "title": {"ja": "今すぐ", "en": "At once"}, "items": []}]}
for number in (1, 2):
    EMERGENCY["sections"][0]["items"].append({"id": str(number), "kind": "done", "title": {"ja": f"手当{number}", "en": f"Step {number}"}, "text": {"ja": "済みましたか。", "en": "Is it done?"},
                                              "why": {"ja": "理由", "en": "Why"}, "weight": 1, "target": 0, "essential": False})
EMERGENCY["sections"][0]["items"].append({"id": "shared", "same_as": "sample:4"})
(TMP / "data" / "questionnaires" / "alarm.json").write_text(json.dumps(EMERGENCY, ensure_ascii=False), encoding="utf-8")
ALARM = pack_named(EMERGENCY)
NAMES = ["見本製作所", "Mihon Works", "見本運送", "Mihon Plating", "見本電子", "=HYPERLINK(\"x\")\u001b[31m\u202e"]


def answers(number, year):
    found = {}
    for name, (pack, _) in PACKS.items():
        for section in pack["sections"]:
            for item in section["items"]:
                if "same_as" in item:
                    continue
                level = (number * 7 + len(found) * 3 + int(item["id"][-1:].isdigit() and item["id"][-1:]) * 5 + year) % 6
                at = found.setdefault(name, {})
                if item["kind"] == "done":
                    at[item["id"]] = {"done": level > 2}
                elif level == 1 and number % 2 == 1:
                    at[item["id"]] = {"level": 1, "planned_level": 3, "planned_by": f"202{6 + number % 3 // 2}-0{number % 9 + 1}-28", "owner": "総務\u001b[31m 花子"}
                elif level == 5:
                    at[item["id"]] = {"unknown": True, "note": "確認中\u001b]0;x"}
                else:
                    at[item["id"]] = {"level": level, "note": "全社", "evidence": [{"title": "記録", "kind": "document", "reference": "a.pdf", "date": "2026-09-01"}]} if level > 2 else {"level": level}
    return found


suppliers = [Supplier(n) for n in range(1, 16)]
db = portfolio("p.db", *suppliers[:12])
(TMP / "s.csv").write_text("supplier_code,name,confidential,outage,access,email\n" + "".join(
    f"{s.code},{['見本製作所', 'Mihon Works', '見本運送', 'Mihon Plating', '見本電子'][s.number % 5]} {s.number},{'yes' if s.number % 3 == 0 else 'no'},no,no,s{s.number}@example.invalid\n" for s in suppliers), encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "s.csv").status == 0
named = [reference for _, reference in PACKS.values()]
for s in suppliers[:14]:
    if s.number == 7:
        continue
    years = (2025, 2026) if s.number == 1 else (2026,)
    for year in years:
        s.file(TMP / "in" / f"{s.number}-{year}.json", period=str(year), assessment_id=assessment(s.number * 10 + year % 10), issued_at=f"{year}-10-0{s.number % 9 + 1}T00:00:00Z",
               packs=named if year == 2026 else named[:1], answers={k: v for k, v in answers(s.number, year).items() if year == 2026 or k == named[0]["id"]}, perceived=s.number % 5,
               supplier__name=NAMES[s.number % 6], checks=[{"id": "x", "items": ["sample:1", "sample:2"]}] if s.number in (3, 11) else [],
               inventory=[{"name": ["Example Mail", "ｅｘａｍｐｌｅ　ｍａｉｌ", "Other VPN"][s.number % 3], "vendor": "Example", "version": f"5.{s.number % 3}", "internet": s.number % 2 == 0, "credentials": s.number % 4 == 0}])
# Supplier 10 was interviewed: two ratings, and what was left for later.
document = json.loads((TMP / "in" / "10-2026.json").read_text(encoding="utf-8"))["document"]
document["answers"]["sample"]["1"] = {"level": 3, "assessor": {"level": 1, "confidence": "document", "reason": "記録が2年前のもの\u001b[31m", "note": "担当者は代わったばかり"}}
document["answers"]["sample"]["2"] = {"level": 2, "assessor": {"level": 2, "confidence": "seen"}}
document["followups"] = [{"pack": "sample", "item": "1", "text": "新しい記録を送る", "owner": "総務", "due": "2026-11-15", "created_at": "2026-10-01"},
                         {"pack": "sample", "item": "2", "text": "二つ目の保管場所", "due": "2026-12-15", "done_at": "2026-11-10", "created_at": "2026-10-01"}]
suppliers[9].file(TMP / "in" / "10-2026.json", document=document)
document = copy.deepcopy(json.loads((TMP / "in" / "2-2026.json").read_text(encoding="utf-8"))["document"])
document["answers"]["sample-chain"]["contracts"] = {"level": 4, "note": "訂正: 委託先の三社とも、契約書に守秘と再委託の条を足した。写しは総務の棚にある\u001b[31m"}
document["issued_at"] = "2026-11-12T05:30:00Z"
document["perceived"] = 4
document["answers"]["sample"]["2"] |= {"planned_level": 4, "planned_by": "2027-03-31", "owner": "総務", "evidence": [{"title": "復元の記録", "kind": "document", "reference": "b.pdf", "date": "2026-11-01"}]}
document["inventory"][0]["version"] = "6.0"
suppliers[1].file(TMP / "in" / "conflict.json", document=document)
(TMP / "in" / "cut.json").write_text("{")
for s, done in ((suppliers[3], True), (suppliers[11], False)):
    s.file(TMP / "in" / f"alarm{s.number}.json", assessment_id=assessment(900 + s.number), period="2026", issued_at="2026-11-20T10:00:00Z", packs=[ALARM],
           request={"id": "00000000-0000-4000-8000-000000000001", "digest": f"{s.number:064x}"}, answers={"alarm": {"1": {"done": True}, "2": {"done": done}}, "sample": {"4": answers(s.number, 2026)["sample"]["4"]}})
os.chdir(TMP)
early = merge(db, *sorted(p for p in pathlib.Path("in").iterdir() if not p.name.startswith("alarm"))).json
tenken("report", db, "--csv", TMP / "csv-before")
raw = sqlite3.connect(db)
for s, due in ((suppliers[3], "2026-11-25"), (suppliers[11], "2026-11-25"), (suppliers[14], "2026-11-01"), (suppliers[6], "2026-12-15")):
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, alarm, about) SELECT ?, ?, id, '2026', '2026-11-19T00:00:00Z', ?, x'', ?, ? FROM supplier WHERE code = ?",
                (f"{s.number:064x}", f"r{s.number}", due, due == "2026-11-25", "example mail" if due == "2026-11-25" else "", s.code))
raw.commit()
raw.close()
result = merge(db, "in").json
equal("the portfolio", (early["merged"] + result["merged"], result["quarantined"], result["conflicts"], [r["file"] for r in result["rejected"]]), (14, 2, 1, ["in/cut.json"]))
assert tenken("suppliers", db, "clarify", "S0001", "--items", "sample:1").status == 0
assert tenken("suppliers", db, "extend", "S0007", "--until", "2026-12-31", "--reason", "moving").status == 0


def play(keys, language="en", size="80x24", name="play", clock=None, more=()):
    script = TMP / f"{name}.keys"
    script.write_text(keys, encoding="utf-8")
    ran = tenken("--lang", language, "view", db, "--keys", script, "--screen", TMP / "screen.txt", "--size", size, *more)
    if ran.status != 0:
        return ran.err.decode()
    text = (TMP / "screen.txt").read_text(encoding="utf-8")
    return re.sub(r"\b[0-9a-f]{4}\b(?= [0-9a-f]{4}\b)|(?<=\b[0-9a-f]{4} )[0-9a-f]{4}\b|^\s+[0-9a-f]{4}( [0-9a-f]{4})*$", lambda m: re.sub("[0-9a-f]", "0", m[0]), text, flags=re.M)


for keys in sorted(HERE.glob("*.keys")):
    script = keys.read_text(encoding="utf-8")
    size = re.search(r"^# size: (\S+)", script, re.M)
    for language in ("en", "ja"):
        golden = HERE / f"{keys.stem}.{language}.txt"
        screen = play(script, language, size[1] if size else "80x24")
        if os.environ.get("UPDATE") == "1":
            golden.write_text(screen, encoding="utf-8")
        check(f"{keys.stem} shows ({language})", golden.exists() and golden.read_text(encoding="utf-8") == screen, screen)
        check(f"{keys.stem}: no control reaches the screen ({language})", "\x1b" not in screen and "\u202e" not in screen)

# ---- files
play("1 / text mihon works\nEnter c Backspace Backspace Backspace Backspace Backspace Backspace Backspace Backspace text list.csv\nEnter")
rows = list(csv.reader(io.StringIO((TMP / "list.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("only the rows shown are written", [r[0] for r in rows[1:]], ["S0001", "S0006", "S0011"])
check("nothing that could be a formula", not any(c.startswith("=") for r in rows for c in r), rows)
raw = (TMP / "list.csv").read_text(encoding="utf-8-sig")
over = rows[0].index("Over")
check("and the program's own numbers are numbers, also below zero", any(r[over] for r in rows[1:]) and all(re.fullmatch(r"(-?\d+(\.\d+)?)?", c) for r in rows[1:] for c in r[over - 2:over + 1])
      and f",{rows[1][over]}," in raw, raw)
play(f"1 c {' '.join(['Backspace'] * 20)} text list.xlsx\nEnter")
with zipfile.ZipFile(TMP / "list.xlsx") as book:
    cells = re.findall(r'<c r="([E-G])\d+"[^>]*?(?: t="(\w+)")?><v>([^<]*)</v>', book.read("xl/worksheets/sheet1.xml").decode())
check("and in a workbook", {c for c, kind, _ in cells if kind == ""} == {"E", "F", "G"} and all(re.fullmatch(r"-?\d+(\.\d+)?", v) for c, kind, v in cells if kind == ""), cells)
screen = play("1 c Enter")
check("what is there already is left alone", "exists already" in screen, screen)
erase = " ".join(["Backspace"] * 8)
play(f"9\ntext example mail\nEnter ! c {erase} text board.xlsx\nEnter")
with zipfile.ZipFile(TMP / "board.xlsx") as book:
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
equal("the marked rows as a workbook", len(re.findall(r"<row ", sheet)) - 1, len(re.findall("S00", sheet)))
check("those that are exposed", 0 < sheet.count("S00") < 8 and "<f>" not in sheet and "autoFilter" in sheet, sheet.count("S00"))
screen = play("# size: 160x24\n9\ntext example mail\nEnter ! w Enter", size="160x24")
listed = (TMP / "recipients.csv").read_text(encoding="utf-8-sig").split()
equal("whom to ask, for request new --list", (listed[0].strip('"'), sorted(c.strip('"') for c in listed[1:])), ("supplier_code", sorted(set(re.findall(r"S00\d\d", sheet)))))
check("with the command to run", "tenken request new" in screen and "recipients.csv" in screen, screen)
play(f"3 s c {' '.join(['Backspace'] * 8)} text heat.csv\nEnter")
heat = list(csv.reader(io.StringIO((TMP / "heat.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("the heat map too, every supplier and every item, in the order shown", (len(heat) - 1, heat[0][:3], len(heat[0]) - 3, sorted(heat[1:], key=lambda r: float(r[2]) if r[2] not in ("", "-") else 1e9)[0][0]),
      (15, ["Code", "Supplier", "Total"], sum(1 for _ in {h for h in heat[0][3:]}), heat[1][0]))
check("with levels in its cells", {c for r in heat[1:] for c in r[3:]} >= {"0", "3", "?", ""}, heat[:3])
for number, name in enumerate(("suppliers", "items", None, "missing", "quarantine", "rejected", "conflicts", "products", None, "plans", "years")):
    if name is not None:
        for end in ("csv", "xlsx"):
            screen = play(f"{'123456789py'[number]} c {' '.join(['Backspace'] * 8)} text all-{name}.{end}\nEnter", size="120x24")
            check(f"{name} goes to a file: {end}", f"all-{name}.{end}" in screen and (TMP / f"all-{name}.{end}").stat().st_size > 20, screen)
check("rows are found by the word of the tier", "Higher" in play("1 /\ntext higher\nEnter"))
for keys, column, arrow in (("s", "Code", "▲"), ("s r", "Code", "▼"), ("s s s s s", "Total", "▼"), ("s s s s s r", "Total", "▲")):
    screen = play(f"1 {keys}")
    check(f"the column by which a list is sorted, and which way: {keys}", f"{column}{arrow}" in screen and screen.count("▲") + screen.count("▼") == 1, screen)
check("another ending is refused", ".csv or .xlsx" in play(f"1 c {erase} text list.exe\nEnter"))

# ---- requests, signed here
(TMP / "pass").write_text("correct horse battery\n")
key = gen.new_key("ES256")
board = "9\ntext example mail\nEnter ! e"
check("a key that is not there is named", "(i names another one) cannot be read" in play(f"{board} i\ntext x.p12\nEnter"))
for language, words in (("en", "Say with i which key signs"), ("ja", "i で署名の鍵を指定してください")):
    check(f"without a key nothing is signed ({language})", words in play(board, language))
check("nor by Enter", "Mend what the line with ! says first." in play(f"{board} Enter"))
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")
for language in ("en", "ja"):
    golden, screen = HERE / f"request.{language}.out", play(board, language)
    if os.environ.get("UPDATE") == "1":
        golden.write_text(screen, encoding="utf-8")
    check(f"whom, what, by when, before anything is signed ({language})", golden.exists() and golden.read_text(encoding="utf-8") == screen, screen)
check("a pack that is not there", "There is no pack" in play(f"{board} p\ntext x\nEnter"))
check("a day that has passed", "is past already" in play(f"{board} d {' '.join(['Backspace'] * 10)}\ntext 2020-01-01\nEnter"))
screen = play(f"{board} Enter\ntext wrong horse battery\nEnter")
check("a wrong passphrase signs nothing and is not shown", "passphrase" in screen.lower() and "wrong horse" not in screen and not list(TMP.glob("requests-*")), screen)
screen = play(f"{board} Enter\ntext correct horse battery\nEnter")
made = sorted(TMP.glob("requests-2026-11-21/request-*.json"))
wanted = sorted(set(re.findall(r"S00\d\d", sheet)))
equal("one request for each that was marked", [re.search(r"S\d+", p.name)[0] for p in made], wanted)
check("with the fingerprint to read out", f"{len(wanted)} requests were signed, due on 2026-11-24" in screen and "0000 0000" in screen, screen)
mails = TMP / "requests-2026-11-21" / "mail.csv"
rows = list(csv.DictReader(io.StringIO(mails.read_text(encoding="utf-8-sig"), newline="")))
check("and with the mails to send them with, named on the screen", "requests-2026-11-21/mail.csv" in screen and sorted(r["supplier_code"] for r in rows) == wanted, screen, rows)
check("which say what it is about, and are signed", all("example mail" in r["subject_ja"] and "example mail" in r["text_en"] and r["text_ja"].rstrip().endswith("Mihon Motors") for r in rows), rows)
equal("each with its own file", [r["attachment"] for r in rows], [str(p.relative_to(TMP)) for p in made])
screen = play("9\ntext example mail\nEnter")
silent = screen.count(" due 2026-11-24 ")
check("the board: who was asked and has not replied yet, beside those who have, and not those who were not asked",
      0 < silent <= len(wanted) and f"no reply {silent}." in screen and re.search(f"Of {silent + 2} asked: clean 1, not used 0, help 1, begun 0, no reply {silent}\\.", screen) is not None, screen)
shown = tenken("request", "show", made[0]).out.decode()
check("signed by us, for the emergency pack", "Mihon Motors" in shown and "Emergency check" in shown and "2026-11-24" in shown, shown)
screen = play(f"{board} Enter\ntext correct horse battery\nEnter")
check("again: nobody is asked twice", f"Nothing was done for {len(wanted)} who were asked before" in screen, screen)
check("nor are the same mails written twice", "requests-2026-11-21/mail.csv" in screen and not mails.with_name("mail-2.csv").exists() and not list(mails.parent.glob("*.new")), screen)
later = f"{board} d {' '.join(['Backspace'] * 10)}\ntext 2026-12-24\nEnter"
screen = play(later)
check("which is said before", "Nobody is asked anew" in screen and f"Nothing is done for {len(wanted)} who were asked before" in screen and "suppliers are asked" not in screen, screen)
away = made[0].rename(TMP / "away.json")
screen = play(later)
check("one file is gone: it will be written again, with its own day", "1 was asked before, due on 2026-11-24, and the file is not" in screen and "are asked" not in screen, screen)
screen = play(f"{later} Enter\ntext correct horse battery\nEnter")
check("and was, which is all that is said", "No new request was signed" in screen and "due on 2026-11-24, but its file was not here" in screen and "0 requests" not in screen and "It lies in requests-" in screen, screen)
equal("the same as before", json.loads(made[0].read_text(encoding="utf-8")), json.loads(away.read_text(encoding="utf-8")))
screen = play(f"{board} n Enter\ntext correct horse battery\nEnter")
check("but anew when that is wanted", f"{len(wanted)} requests were signed" in screen, screen)
screen = play(f"{board} n")
check("before that it names whose earlier request is withdrawn", all(re.search(rf"{code} .*\(the earlier request is withdrawn\)", screen) for code in wanted), screen)
copy_of = sqlite3.connect(TMP / "about.db")
sqlite3.connect(db).backup(copy_of)
copy_of.close()
(TMP / "about.db").chmod(0o600)
true, db = db, TMP / "about.db"
raw = sqlite3.connect(db)  # one of them lists it many times, in letters that nobody else uses
raw.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO inventory(assessment, position, name, vendor, version, internet, credentials, product)"
            " SELECT u.assessment, 100 + n.i, 'OTHER VPN', u.vendor, u.version, u.internet, u.credentials, u.product FROM n, (SELECT * FROM inventory WHERE name = 'Other VPN' LIMIT 1) AS u")
raw.commit()
raw.close()
hurry = f"9\ntext ｏｔｈｅｒ vpn\nEnter ! e o {' '.join(['Backspace'] * 30)}\ntext vpn\nEnter"
screen = play(f"{hurry} Enter\ntext correct horse battery\nEnter")
vpn = list(csv.DictReader(io.StringIO((TMP / "vpn" / "mail.csv").read_text(encoding="utf-8-sig"), newline="")))
check("the mails have the product's name as suppliers list it", vpn != [] and all("「Other VPN」" in r["subject_ja"] and '"Other VPN"' in r["text_en"] for r in vpn), vpn)
check("and are found by what was typed", f"no reply {len(vpn)}." in play("9\ntext ｏｔｈｅｒ vpn\nEnter"), play("9\ntext ｏｔｈｅｒ vpn\nEnter"))
check("in another spelling nobody is asked twice", f"Nothing is done for {len(vpn)} who were asked before" in play(hurry.replace("ｏｔｈｅｒ vpn", "Other-VPN")), play(hurry.replace("ｏｔｈｅｒ vpn", "Other-VPN")))
screen = play(f"{hurry} n Enter\ntext correct horse battery\nEnter")
ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--to", "S0013", "--due", "2026-12-01", "--pack", "sample", "--about", "works B",
             "--out", TMP / "works")
check("the same questions about one thing", ran.status == 0, ran.err)
for keys in ("", " n"):
    page = play(f"1 /\ntext S0013\nEnter Space e p {' '.join(['Backspace'] * 30)}\ntext sample\nEnter{keys}")
    check(f"are another request than without it, asked anew or not{keys}", "has another request open, for something else" in page and "(the earlier request is withdrawn)" not in page, page)
check("whose earlier request was withdrawn is said in the end", all(r["supplier_code"] in screen.split("withdrawn: ")[1].split("\n")[0] for r in vpn), screen)
db = true
screen = play("4 a e")
check("the late are not asked the emergency pack", "basic10" in screen and "There is no pack" in screen, screen)
screen = play("4 a e p Backspace Backspace Backspace Backspace Backspace Backspace Backspace\ntext sample\nEnter")
check("they are asked in the same name", "Mihon Motors" in screen and "S0015" in screen, screen)

own = TOP / "export" / "example" / "mihon.example.json"
check("a pack of our own is not known yet", "There is no pack" in play(f"4 a e p {' '.join(['Backspace'] * 20)}\ntext mihon.example\nEnter"))
(TMP / "keys-of-ours").mkdir()
(TMP / "keys-of-ours" / "firm.p12").write_bytes((TMP / "prime.p12").read_bytes())
assert tenken("request", "new", "--portfolio", db, "--identity", TMP / "keys-of-ours" / "firm.p12", "--passphrase-file", TMP / "pass", "--to", "S0015", "--due", "2026-12-01", "--private-pack", own, "--out", TMP / "own").status == 0
screen = play(f"4 a e p {' '.join(['Backspace'] * 20)}\ntext mihon.example\nEnter")
check("but by its text once it was asked", "Example, version 1: 4 questions" in screen, screen)
check("the key that signed last is offered", "keys-of-ours/firm.p12" in screen, screen)

screen = play("4 /\ntext S0015\nEnter Space e")
check("who is late is asked again what is open", "mihon.example" in screen and "Nobody is asked anew" in screen and "2026-12-01" in screen, screen)
check("or anew", "(the earlier request is withdrawn)" in play("4 /\ntext S0015\nEnter Space e n"))
screen = play("4 /\ntext S0015\nEnter Space e p " + " ".join(["Backspace"] * 30) + "\ntext sample\nEnter")
check("and other questions are said to be a further request", "another request open, for something else" in screen and "beside" in screen, screen)

assert tenken("report", db, "--csv", TMP / "csv").status == 0
table = {r["supplier_code"]: r for r in csv.DictReader(io.StringIO((TMP / "csv" / "suppliers.csv").read_text(encoding="utf-8-sig"), newline=""))}
before = {r["supplier_code"]: r for r in csv.DictReader(io.StringIO((TMP / "csv-before" / "suppliers.csv").read_text(encoding="utf-8-sig"), newline=""))}
for code in ("S0004", "S0012"):
    equal(f"an emergency reply leaves the year's score of {code} alone", [table[code][c] for c in ("total", "answered", "asked")], [before[code][c] for c in ("total", "answered", "asked")])
check("and is there", float(table["S0004"]["total"]) > 0 and table["S0004"]["alarm:1"] == "done", table["S0004"])

# ---- accept and refuse
fingerprint = suppliers[12].sha256
wrong = "0" * 8 if not fingerprint.endswith("0" * 8) else "1" * 8
groups = re.search(r"S0013", play("5"))
check("S0013 waits in quarantine", groups is not None)
screen = play(f"5 Enter a Enter\ntext {wrong}\nEnter")
check("other digits than those on the phone accept nothing", "not how this fingerprint ends" in screen, screen)
check("nor do too few", "type the last 8 digits" in play(f"5 Enter a Enter\ntext {fingerprint[-4:]}\nEnter"))
for more in (12, 64):
    check(f"more than the last eight do as well ({more})", "Accept: why" in play(f"5 Enter a Enter\ntext {fingerprint[-more:]}\nEnter"), play(f"5 Enter a Enter\ntext {fingerprint[-more:]}\nEnter"))
check("not when the first of them differs", "not how this fingerprint ends" in play(f"5 Enter a Enter\ntext {'0' if fingerprint[-9] != '0' else '1'}{fingerprint[-8:]}\nEnter"))
screen = play(f"5 Enter a Enter\ntext {fingerprint[-8:]}\nEnter Enter")
check("nor does a missing reason", "Say why" in screen, screen)
equal("so far nothing is trusted", tenken("status", db, "--json").json["files"]["quarantined"], 2)
screen = play(f"5 Enter a Enter\ntext {fingerprint[-8:-4].upper()} {fingerprint[-4:]}\nEnter\ntext rang the number in our contract\nEnter")
check("accepted, and taken in at once", "S0013 is trusted now. Of 1 file that waited, 1 was taken in." in screen, screen)
check("so there is nothing left to accept", "accept the signer" not in screen, screen)
log = tenken("trust", db, "list", "--json").json
check("with the reason in the log", any(x.get("reason") == "rang the number in our contract" and x.get("what") == "accept" for x in log.get("log", [])), log)
left = re.findall(r"S\d{4}", play("5"))
equal("it is gone from the quarantine, also when all is read anew", (len(left), re.findall(r"S\d{4}", play("5 u"))), (1, left))
check("and among those that have answered", re.search(r"S0013 .*answered", play("1")) is not None, play("1"))
equal("merging the file again brings nothing new", merge(db, "in").json["merged"], 0)
# ---- chasing from the screens
check("a reason is asked for with the day", "say why" in play("4 Enter t\ntext 2026-12-24\nEnter"))
check("no day is no day", "Begin with a day" in play("4 Enter t\ntext tomorrow because\nEnter"))
check("nor one that has passed", "in the past" in play("4 Enter t\ntext 2026-11-01 fire\nEnter"))
equal("nothing was given by these", tenken("status", db, "--json").json["late"], 1)
code = re.search(r">!(S\d{4})", play("4"))[1]
copy_of = sqlite3.connect(TMP / "late.db")
sqlite3.connect(db).backup(copy_of)
copy_of.close()
(TMP / "late.db").chmod(0o600)
true, db = db, TMP / "late.db"
late = lambda screen: re.findall(r"(\d+) (?:is|are) late", screen)
equal("the first page counts it at once, as when all is read anew", late(play("4 Enter t\ntext 2026-12-24 after the fire\nEnter q q")), late(play("u")))
behind, anew = play(f"4 /\ntext {code}\nEnter Enter t\ntext 2026-12-29 once more\nEnter q Esc"), play("4")
check("and so does the list behind the page", re.findall(r"S\d{4} .*", behind) == re.findall(r"S\d{4} .*", anew) and re.search(rf" {code} .*2026-12-29", behind), behind, anew)
db = true
screen = play("4 Enter t\ntext 2026-12-24 after the fire\nEnter")
check("more time is given, and the page shows it", f"{code} has until 2026-12-24 now" in screen and "due 2026-12-24" in screen, screen)
equal("it counts", [(w["due"], w["late"]) for w in tenken("status", db, "--json").json["waiting"] if w["supplier_code"] == code], [("2026-12-24", False)])
check("there is no such question", "There is no item" in play("1 Enter a Backspace\ntext x\nEnter"))
erased = " ".join(["Backspace"] * 30)
screen = play(f"1 Enter a {erased}\ntext sample:1, sample:4 Which accounts?\nEnter")
check("a question about two answers", "Noted as question 2 to S0001" in screen, screen)
equal("it is noted", [(c["supplier_code"], c["items"], c["text"]) for c in tenken("status", db, "--json").json["clarifications"]][1:], [("S0001", "sample:1 sample:4", "Which accounts?")])
# ---- and settled there
open_questions = lambda: [c["number"] for c in tenken("status", db, "--json").json["clarifications"]]
copy_of = sqlite3.connect(TMP / "settle.db")
sqlite3.connect(db).backup(copy_of)
copy_of.close()
(TMP / "settle.db").chmod(0o600)
true, db = db, TMP / "settle.db"
check("who was asked nothing has nothing to be settled", "No question to S0002 is open" in play("1 Down Enter s") and "settle a question" not in play("1 Down Enter ?"))
check("who was asked has", "settle a question" in play("1 Enter ?"))
assert tenken("suppliers", db, "clarify", "S0002", "--items", "sample:1").status == 0
screen = play("1 Enter End s", size="100x70")
check("the oldest one is proposed", "Settle a question" in screen and re.search(r"│ +1 +│", screen) and "s settles it" in screen, screen)
for text in ("9", "3", "one", ""):
    check(f"\"{text}\" is no question to this supplier", "Type the number of an open question to S0001" in play(f"1 Enter s Backspace\ntext {text}\nEnter" if text else "1 Enter s Backspace Enter"))
play("1 Enter s Esc")
equal("so far none is settled", open_questions(), [1, 2, 3])
screen = play("1 Enter s Enter", size="100x100")
check("the page says that it is", "Question 1 is settled" in screen and "(settled)" in screen, screen)
equal("one is", open_questions(), [2, 3])
check("the next one is proposed then", re.search(r"│ +2 +│", play("1 Enter s")), play("1 Enter s"))
db = true
screen = play("4 m Enter")
check("the letters are written", "5 letters in letters.csv" in screen, screen)
letters = list(csv.DictReader(io.StringIO((TMP / "letters.csv").read_text(encoding="utf-8-sig"), newline="")))
check("in both languages", [m["kind"] for m in letters] == ["extended", "extended", "conflict", "clarification", "clarification"] and "Which accounts?" in letters[4]["text_ja"] and "look at them again" in letters[4]["text_en"], letters)
check("and not over a file that is there", "exists already" in play("4 m Enter"))

screen = play("5 Enter x\ntext nobody there knows of it\nEnter q")
check("whoever is settled leaves the list", len(left) == 1 and left[0] not in screen and "Nothing here" in screen, left, screen)
again = tenken("status", db, "--json").json["files"]
equal("refused", (again["quarantined"], again["rejected"]), (0, 2))
again = merge(db, "in").json
equal("and stays refused when it comes again", (again["quarantined"], sorted(r["file"] for r in again["rejected"])), (0, ["in/14-2026.json", "in/cut.json"]))

screen = play("9\ntext example mail\nEnter Tab ! e d Backspace Backspace\ntext 29\nEnter Enter\ntext correct horse battery\nEnter Enter", size="100x24")
check("the board behind it knows at once who was asked", "due 2026-11-29" in screen, screen)
more = [r["supplier_code"] for r in csv.DictReader(io.StringIO(mails.with_name("mail-2.csv").read_text(encoding="utf-8-sig"), newline=""))]
check("the mails of another round are put beside those of the first", len(more) > 0 and not set(more) & set(wanted) and wanted == sorted(r["supplier_code"] for r in csv.DictReader(io.StringIO(mails.read_text(encoding="utf-8-sig"), newline=""))), more)

# ---- answers that contradict each other: in words, found by them, and marked until somebody has asked
check("the two are proposed to be asked about", " sample:1,sample:2 " in play("1 /\ntext S0003\nEnter Enter a"))
assert tenken("suppliers", db, "clarify", "S0011", "--items", "sample:1,sample:2").status == 0
for language, word in (("en", "contradictory"), ("ja", "食い違い")):
    screen = play(f"1 /\ntext {word}\nEnter !", language)
    check(f"contradictory answers ({language})", ">*S0003" in screen and "  S0011" in screen and screen.count("S00") == 2 and screen.count(word) == 3, screen)
check("the page says so at its top", "a asks about them" in play("1 /\ntext S0003\nEnter Enter", size="120x24") and "You have asked about them" in play("1 /\ntext S0011\nEnter Enter", size="120x24"))

# ---- two answers that came sealed, side by side: with the key that opens them
assert tenken("identity", "new", TMP / "seal.p12", "--name", "Mihon Motors", "--sealing", "--certificate-out", TMP / "seal.pem", "--passphrase-file", TMP / "pass").status == 0
(TMP / "came-sealed").mkdir()
for name in ("2-2026", "conflict"):
    subprocess.run(["openssl", "cms", "-encrypt", "-binary", "-outform", "DER", "-aes-256-gcm", "-in", TMP / "in" / f"{name}.json", "-out", TMP / "came-sealed" / f"{name}.json.p7m",
                    "-recip", TMP / "seal.pem", "-keyopt", "ecdh_kdf_md:sha256"], check=True)
unsealed, db = db, portfolio("sealed.db", suppliers[1])
OPENER = ("--identity", TMP / "seal.p12", "--passphrase-file", TMP / "pass")
came = tenken("merge", "--into", db, TMP / "came-sealed", *OPENER, "--json").json
equal("both are there", (came["merged"], came["conflicts"]), (1, 1))
for language, words in (("en", "--identity FILE.p12"), ("ja", "--identity 封を開ける鍵.p12")):
    check(f"without the key it says how ({language})", words in play("7 Enter", language, size="160x24"), play("7 Enter", language, size="160x24"))
screen = play("7 Enter", size="160x24", more=OPENER)
check("with it they are compared", "Held now" in screen and "Revision" not in screen and "2026-11-12" in screen and "6.0" in screen, screen)
(TMP / "prime-too.p12").hardlink_to(TMP / "prime.p12")
for name in ("prime", "prime-too"):
    given = ("--identity", TMP / f"{name}.p12", "--passphrase-file", TMP / "pass")
    ask = f"1 Space e p {' '.join(['Backspace'] * 30)}\ntext sample\nEnter i {' '.join(['Backspace'] * 200)}\ntext {TMP}/prime.p12\nEnter o {' '.join(['Backspace'] * 30)}\ntext unlocked-{name}\nEnter"
    screen = play(ask, size="200x40", more=given)
    check(f"a key whose passphrase was named in a file need not be unlocked ({name})", f"Enter signs at once: the passphrase is in {TMP}/pass." in screen, screen)
    screen = play(f"{ask} n Enter", size="200x40", more=given)
    check(f"and signs ({name})", "1 request was signed" in screen and len(list((TMP / f"unlocked-{name}").glob("request-*.json"))) == 1, screen)
os.mkfifo(TMP / "once")
giving = threading.Thread(target=(TMP / "once").write_text, args=((TMP / "pass").read_text(),), daemon=True)
giving.start()
screen = play(f"{ask} Enter", size="200x40", more=("--identity", TMP / "prime.p12", "--passphrase-file", TMP / "once"))
check("what came through a pipe is not read a second time", "signs at once" not in screen and "The passphrase of your signing key" in screen, screen)
screen = play(f"{ask} Enter", size="200x40", more=OPENER)
check("another key is, all the same", "signs at once" not in screen and "The passphrase of your signing key" in screen, screen)
refused("a passphrase for no key", 2, ["belongs to --identity"], "view", db, "--passphrase-file", TMP / "pass")
db = unsealed

refused("no terminal", 2, ["no terminal"], "view", db)
refused("no database", 2, ["name the database"], "view")
refused("keys without a screen", 2, ["--screen"], "view", db, "--keys", "x")
# ---- business with a supplier ends on its page, and goes on
copy_of = sqlite3.connect(TMP / "ended.db")
sqlite3.connect(db).backup(copy_of)
copy_of.close()
(TMP / "ended.db").chmod(0o600)
true, db = db, TMP / "ended.db"
screen = play("1 Enter x Enter")
check("no reason, nothing ends", "Say why" in screen and "End business" in screen, screen)
check("nor when it is left", not tenken("status", db, "--json").json["ended"] and "End business" not in play("1 Enter x\ntext closed\nEsc"))
screen = play("1 End Enter x\ntext 廃業\nEnter", size="120x40")
check("it has ended, and the page says so", "Business with S0015 has ended" in screen and "(廃業)" in screen and "x takes it back" in screen, screen)
equal("and is kept", [(s["supplier_code"], s["reason"]) for s in tenken("status", db, "--json").json["ended"]], [("S0015", "廃業")])
check("the list behind it knows", "ended on" in play("1 End") and "S0015" not in play("4"), play("1 End"))
for language in ("en", "ja"):
    golden, screen = HERE / f"supplier-back.{language}.out", play("1 End Enter x", language)
    if os.environ.get("UPDATE") == "1":
        golden.write_text(screen, encoding="utf-8")
    check(f"what taking it back does is said before ({language})", golden.exists() and golden.read_text(encoding="utf-8") == screen, screen)
screen = play("1 End Enter x Enter", size="120x40")
check("it is back", "S0015 is back" in screen and "ended on" not in screen and not tenken("status", db, "--json").json["ended"], screen)
db = true

# ---- which of two holds
screen = play("7 h Enter")
check("no reason, no decision", "Say why" in screen and "What is held now holds" in screen, screen)
screen = play("7 Enter t Esc")
check("and none when it is left", "Settled" not in screen and "Held now" in screen, screen)
for language in ("en", "ja"):
    golden, screen = HERE / f"conflict-holds.{language}.out", play("7 Enter t", language)
    if os.environ.get("UPDATE") == "1":
        golden.write_text(screen, encoding="utf-8")
    check(f"what becomes of the other is said before ({language})", golden.exists() and golden.read_text(encoding="utf-8") == screen, screen)
copy_of = sqlite3.connect(TMP / "held.db")
sqlite3.connect(db).backup(copy_of)
copy_of.close()
(TMP / "held.db").chmod(0o600)
true, db = db, TMP / "held.db"
for key in ("t", "h"):
    screen = play(f"7 Enter h\ntext rang Mr Yamada\nEnter {key}") if key == "t" else play(f"7 {key}")
    check(f"once it is settled {key} is neither offered nor asks anything", not any(w in screen for w in ("holds  ", "Who at the", "Nothing is in conflict")), screen)
db = true
screen = play("7 Enter t\ntext rang Mr Yamada\nEnter")
check("what is settled cannot be settled", "this file holds" not in screen and "what is held holds" not in screen, screen)
check("this file holds: settled", "Settled" in screen and "in/conflict.json holds, and counts. 1 other file is kept" in screen, screen)
check("nothing is in conflict any more, on no screen", "Nothing here" in play("7") and "conflict" not in play("u") and re.search(r"S0002 .*answered", play("1")) is not None, play("1"))
check("and the supplier's page says when, and why", "it was decided here that in/conflict.json holds: rang Mr Yamada" in " ".join(play("1\n/\ntext S0002\nEnter Enter", size="200x200").split()),
      play("1\n/\ntext S0002\nEnter Enter", size="200x200"))
again = merge(db, "in").json
equal("merged again, it does not come back", (again["conflicts"], again["merged"]), (0, 0))
finish()
