#!/usr/bin/python3
"""Workbooks in LibreOffice: both of ours open, show the right values as values, print on A4, and hold nothing of a supplier's that could act.
The flat XML that LibreOffice saves says of each cell what it took it for."""
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, check, equal, expect, finish, gen, merge, portfolio, tenken  # noqa: E402

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
os.environ.setdefault("TENKEN_DATADIR", str(TOP))

HOSTILE = {"1": "=1+1", "2": '=HYPERLINK("http://127.0.0.1:9/x","click")', "3": "<script>alert(1)</script> & \"q\"", "4": "+cmd|' /C calc'!A0", "5": "-2+3",
           "6": "@SUM(1+1)", "7": "_x001B_[31m _x0041_", "8": "'=1", "9": "http://127.0.0.1:9/", "10": "点\n検"}


def soffice(kind, *files):
    """Converts files to kind beside them, in a profile of this test's own."""
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{TMP}/profile", "--headless", "--convert-to", kind, "--outdir", str(TMP), *map(str, files)],
                          capture_output=True, timeout=300)
    return [TMP / (pathlib.Path(f).stem + "." + kind) for f in files] if done.returncode == 0 else sys.exit(f"# soffice: {done.stderr!r}")


def column(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Book:
    """What LibreOffice read: sheets of cells, each (type, value)."""

    def __init__(self, path):
        self.raw = path.read_text(encoding="utf-8")
        self.sheets = {}
        for table in ET.fromstring(self.raw).find(f"{{{OFFICE}}}body/{{{OFFICE}}}spreadsheet").findall(f"{TABLE}table"):
            rows = []
            for row in table.iter(f"{TABLE}table-row"):
                cells = []
                for cell in row:
                    if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                        continue
                    kind = cell.get(f"{{{OFFICE}}}value-type")
                    text = "\n".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p"))
                    value = (kind, float(cell.get(f"{{{OFFICE}}}value")) if kind == "float" else text)
                    cells += [value] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 100)
                rows += [cells] * min(int(row.get(f"{TABLE}number-rows-repeated", "1")), 100)
            self.sheets[table.get(f"{TABLE}name")] = rows

    def cell(self, sheet, reference):
        rows = self.sheets[sheet]
        row = int(re.search("[0-9]+", reference)[0]) - 1
        return rows[row][column(reference)] if row < len(rows) and column(reference) < len(rows[row]) else (None, "")

    def inert(self):
        """Formulas, links (those to charts inside apart), scripts, control characters."""
        links = [link for link in re.findall('xlink:href="([^"]*)"', self.raw) if not link.startswith(("./", "#")) and link != ".."]
        return [w for w in ("table:formula", "office:event-listeners", "\x1b", "<text:a") if w in self.raw] + links


def pages(pdf):
    out = subprocess.run(["pdfinfo", "-f", "1", "-l", "999", str(pdf)], capture_output=True, text=True, check=True).stdout
    return re.findall(r"Page +\d+ size: +([0-9.]+) x ([0-9.]+) pts", out)


def check_a4(name, pdf, most):
    sizes = pages(pdf)
    a4 = all(sorted(round(float(n)) for n in size) in ([595, 842], [596, 842], [595, 841]) for size in sizes)
    check(f"{name}: A4 throughout, at most {most} pages", a4 and 0 < len(sizes) <= most, len(sizes), sorted(set(sizes)))


def answers_workbook():
    draft, identity, word = TMP / "firm.tenken", TMP / "firm.p12", TMP / "word"
    word.write_text("correct horse battery\n")
    assert tenken("identity", "new", identity, "--name", "Mihon Works", "--passphrase-file", word).status == 0
    assert tenken("new", draft, "--pack", "basic10").status == 0
    levels = {"1": "0", "2": "4", "3": "unknown", "4": "2", "5": "na"} | {str(i): "3" for i in range(6, 11)}
    sets = [f"basic10:{i}={v}" for i, v in levels.items()] + ["basic10:5.na_reason==1+1", "supplier.name==HYPERLINK(1) 見本 & Co <b>", "perceived=3",
                                                             "inventory+==1+1;V;5.1;internet;-"]
    ran = tenken("set", draft, *sets, *(f"basic10:{i}.note={t}" for i, t in HOSTILE.items()))
    check("hostile texts can be stored", ran.status == 0, ran.err)
    books = {}
    for language in ("en", "ja"):
        books[language] = TMP / f"answers-{language}.xlsx"
        ran = tenken("--lang", language, "export", draft, "--xlsx", books[language], "--json", TMP / f"{language}.json", "--identity", identity, "--passphrase-file", word)
        check(f"export in {language}", ran.status == 0, ran.err, ran.out)
    inside = zipfile.ZipFile(books["en"]).read("assessment/answers.json")
    equal("the signed JSON inside is the one beside, byte for byte", inside, (TMP / "en.json").read_bytes())
    return books


def check_answers(book):
    equal("name", book.cell("Summary", "A1"), ("string", "=HYPERLINK(1) 見本 & Co <b>"))
    equal("total", book.cell("Summary", "A5"), ("string", total_of(TMP / "en.json")))
    equal("answered", book.cell("Summary", "J5"), ("string", "10 / 10"))
    equal("a level is a number", book.cell("Answers", "E2"), ("float", 0.0))
    equal("its label", book.cell("Answers", "F2"), ("string", "not yet"))
    equal("unknown", book.cell("Answers", "E4"), ("string", "?"))
    equal("not applicable, with its reason", (book.cell("Answers", "E6"), book.cell("Answers", "G6")), (("string", "-"), ("string", "=1+1")))
    for item, text in HOSTILE.items():
        equal(f"note {item} is text as written", book.cell("Answers", f"L{int(item) + 1}"), ("string", text))
    equal("inventory", book.cell("Inventory", "A2"), ("string", "=1+1"))
    equal("nothing in the workbook acts", book.inert(), [])
    check("gaps are there", book.cell("Gaps", "A2")[0] == "float", book.cell("Gaps", "A2"))


def total_of(path):
    total = json.loads(path.read_text(encoding="utf-8"))["document"]["score"]["total"]
    return f"{total // 10}.{total % 10}"


def pack_of(name):
    path = TOP / "questionnaires" / f"{name}.json"
    pack = json.loads(path.read_text(encoding="utf-8"))
    return {"id": pack["id"], "version": pack["version"], "sha256": __import__("hashlib").sha256(gen.canonical(pack)).hexdigest()}


def portfolio_workbook():
    """Signed by a program of others, so that what no screen of ours lets through is in it too."""
    suppliers = [Supplier(n) for n in range(1, 4)]
    db, files = portfolio("p.db", *suppliers), TMP / "files"
    for number, supplier in enumerate(suppliers, 1):
        document = supplier.document(packs=[pack_of("basic10")])
        document["supplier"]["name"] = f"=1+{number}\x1b[31m"
        document["inventory"] = [{"name": "=cmd|' /C calc'!A0", "vendor": "\u202e@V", "version": "-1", "internet": True, "credentials": False}]
        supplier.file(files / f"{number}.json", document)
    stranger = Supplier(9)
    stranger.file(files / "=1+1.json")
    (files / "broken.json").write_text('{"format":')
    expect("merged for the report", merge(db, files), status=1, merged=3, quarantined=1, rejected=1)
    ran = tenken("--lang", "en", "report", db, "--xlsx", TMP / "portfolio.xlsx", "--csv", TMP / "csv")
    check("report", ran.status == 0 and b"3 of 3" in ran.out, ran.out, ran.err)
    return TMP / "portfolio.xlsx"


def check_portfolio(book):
    levels = [book.cell("Suppliers", f"{letter}3") for letter in "GHIJKLMNOP"]
    wanted = [("float", float((i + 1) % 5)) for i in range(1, 9)] + [("string", "?"), ("string", "-")]
    equal("levels of the first supplier", levels, wanted)
    equal("name, cleaned", book.cell("Suppliers", "B4"), ("string", "=1+2\ufffd[31m"))
    equal("state", book.cell("Suppliers", "D3"), ("string", "answered"))
    check("total is a number", book.cell("Suppliers", "E3")[0] == "float", book.cell("Suppliers", "E3"))
    equal("all suppliers, and no more", book.cell("Suppliers", "A6"), (None, ""))
    equal("summary", book.cell("Summary", "A5"), ("string", "3"))
    equal("inventory", (book.cell("Inventory", "A2"), book.cell("Inventory", "B2")), (("string", "=cmd|' /C calc'!A0"), ("string", "\ufffd@V")))
    check("quarantine names the file", book.cell("Quarantine", "A2")[1].endswith("=1+1.json"), book.cell("Quarantine", "A2"))
    check("rejected says why", "broken.json" in book.cell("Rejected", "A2")[1] and book.cell("Rejected", "F2")[1] != "", book.cell("Rejected", "F2"))
    equal("nothing in the workbook acts", book.inert(), [])


def alarm_workbook():
    """Requests after alerts, replied to in every way."""
    assert tenken("portfolio", "init", TMP / "alarm.db").status == 0
    subprocess.run([sys.executable, TOP / "tests" / "interop" / "generate_portfolio.py", TMP / "alarm.db", "40", "alarm"], check=True)
    for language in ("en", "ja"):
        ran = tenken("--lang", language, "report", TMP / "alarm.db", "--xlsx", TMP / f"alarm-{language}.xlsx")
        check(f"report on alarms in {language}", ran.status == 0, ran.err)
    return TMP / "alarm-en.xlsx", TMP / "alarm-ja.xlsx"


def check_alarms(book, japanese):
    equal("what burns comes after the summary", list(book.sheets)[:3], ["Summary", "Alarms", "Weakest items"])
    check("and one line there says so", book.cell("Summary", "A3")[1].startswith("Open alarms: 3. Need help: 5; no reply: 13, of these overdue: 9; reply not finished: 2."), book.cell("Summary", "A3"))
    told = tenken("report", TMP / "alarm.db", "--json").json
    rows = [r for r in book.sheets["Alarms"][1:] if r and r[0][1]]
    equal("a row for each supplier and alarm", len(rows), len(told["alarm_requests"]))
    labels = {"needs_help": "needs help", "overdue": "no reply: overdue", "waiting": "no reply yet", "unfinished": "reply not finished", "clean": "clean: all is done", "not_used": "not used there", "closed": "closed by us"}
    wanted = sorted((labels[r["state"]], told["alarms"][r["alarm"]]["about"] or "request of 2026-11-19 that names no product", r["supplier_code"], r["phone"]) for r in told["alarm_requests"])
    equal("with state, alarm, code and phone", sorted((r[0][1], r[1][1], r[2][1], r[5][1]) for r in rows), wanted)
    ring = [r["supplier_code"] for r in told["alarm_requests"] if r["to_ring"]]
    equal("those to be rung come first", [r[2][1] for r in rows][:len(ring)], ring)
    closed = [r for r in rows if r[0][1] == "closed by us"]
    check("what was closed has its day and its reason, as text", len(closed) == 2 and all(r[11][1].startswith("2026-03-25 </script>") for r in closed), closed)
    equal("days are days", (rows[0][8][0], rows[0][9][1]), ("date", "2026-11-20"))
    check("how it was computed says what it is", any("The sheet \"Alarms\"" in cell[1] for rows in book.sheets.values() for row in rows for cell in row if cell[0] == "string"))
    equal("nothing in it acts", book.inert(), [])
    equal("in Japanese, too", (list(japanese.sheets)[1], japanese.cell("急ぎの確認", "A2"), japanese.cell("まとめ", "A3")[1][:16]), ("急ぎの確認", ("string", "返事なし・期限切れ"), "終わっていない急ぎの確認: 3件"))


def check_csv():
    lines = (TMP / "csv" / "suppliers.csv").read_bytes()
    check("CSV: BOM, CR LF, quoted, no formula", lines.startswith(b'\xef\xbb\xbf"supplier_code"') and b',"\'=1+2\xef\xbf\xbd[31m",' in lines and
          lines.count(b"\r\n") == 4 and b"\x1b" not in lines, lines[:400])


books = answers_workbook()
report = portfolio_workbook()
opened = [Book(p) for p in soffice("fods", books["en"], books["ja"], report, *alarm_workbook())]
check_answers(opened[0])
equal("the Japanese workbook has the same answers", [opened[1].sheets[list(opened[1].sheets)[2]][r][4] for r in range(1, 11)],
      [opened[0].sheets["Answers"][r][4] for r in range(1, 11)])
check_portfolio(opened[2])
check_alarms(*opened[3:])
check_csv()
pdfs = soffice("pdf", books["en"], books["ja"], report)
check_a4("answers, English", pdfs[0], 12)
check_a4("answers, Japanese", pdfs[1], 12)
check_a4("portfolio", pdfs[2], 16)
text = subprocess.run(["pdftotext", "-layout", str(pdfs[0]), "-"], capture_output=True, text=True, check=True).stdout
check("printed: the firm's name, the page numbers", "見本 & Co" in text and re.search(r"\b1 ?/ ?\d+\b", text), text[:500])



def verdict(name, path, wanted, words):
    ran = tenken("verify", path, "--pin", pin, "--json")
    result = ran.json["results"][0]
    said = [p for p in result["problems"] if words in p]
    check(name, (ran.status == 0) == (wanted == "trusted") and result["verdict"] == wanted and (said or not words), ran.status, result, ran.err)


def repacked(path, name, change):
    """A copy of a workbook with one part changed (None: left out)."""
    out = TMP / name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = change(part, old.read(part))
            if data is not None:
                new.writestr(part, data)
    return out


pin = json.loads(tenken("verify", TMP / "en.json", "--json").out)["results"][0]["signers"][0]["sha256"]
verdict("as exported: trusted", books["en"], "trusted", "")
# LibreOffice keeps the answers inside when it saves, and drops the signature over the sheets.
(TMP / "again").mkdir()
subprocess.run(["soffice", f"-env:UserInstallation=file://{TMP}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(TMP / "again"),
                str(books["en"])], capture_output=True, timeout=300)
again = TMP / "again" / books["en"].name
verdict("saved again: no longer vouched for as a whole", again, "partial", "")
ran = tenken("verify", again, "--pin", pin, "--json")
check("but its cells still show what is signed", "edited" not in ran.out.decode(), ran.out)
edited = repacked(again, "edited.xlsx", lambda part, data: re.sub(rb'(<c r="E2"[^>]*>.*?<v>)0(</v>)', rb"\g<1>4\2", data, count=1) if part.endswith("sheet3.xml") else data)
verdict("a level edited after that is found", edited, "partial", "edited")
dropped = repacked(books["en"], "dropped.xlsx", lambda part, data: None if part.startswith("assessment/") else data)
verdict("without the answers inside", dropped, "unreadable", "drop them")
finish()
