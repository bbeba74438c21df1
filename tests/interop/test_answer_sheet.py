#!/usr/bin/python3
"""An answer sheet filled in by LibreOffice: cells set through its own interface, saved as a workbook of Excel, taken in by
`tenken pack import-sheet`, and merged by the customer who asked. TAP."""
import json
import os
import pathlib
import zipfile

from office import finish, options, soffice
from tap import TMP, report, tenken

PACKS = ("basic10", "supply-chain", "emergency-malware")


def fill(desktop, source, target, answers, insert_column):
    """Sets cells by the hidden names of their rows; optionally a column is inserted before the answers, which moves them."""
    book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, options(Hidden=True))
    sheets = book.getSheets()
    locked = False
    for sheet in (sheets.getByIndex(i) for i in range(sheets.getCount())):
        rows = {sheet.getCellByPosition(0, row).getString(): row for row in range(80)}
        for key, (column, value) in answers.items():
            if key not in rows:
                continue
            cell = sheet.getCellByPosition(column, rows[key])
            locked |= cell.CellProtection.IsLocked
            cell.setString(value) if isinstance(value, str) else cell.setValue(value)
        if insert_column and sheet.getCellByPosition(0, 0).getString().endswith("answers"):
            sheet.unprotect("")
            sheet.getColumns().insertByIndex(3, 1)
    book.storeToURL(target.as_uri(), options(FilterName="Calc MS Excel 2007 XML"))
    question = sheets.getByIndex(0).getCellByPosition(2, 20).CellProtection.IsLocked
    book.close(True)
    return locked, question


os.chdir(TMP)
ANSWERS = {
    "basic10:1": (3, "2 全部"), "basic10:2": (3, 3), "basic10:3": (3, "③"), "supply-chain:survey": (3, "- 該当しない"),
    "emergency-malware:macros": (3, "○ 済み"), "supplier.name": (3, "見本めっき"), "inventory:1": (1, "見本グループウェア"), "perceived": (3, "1"),
}
pathlib.Path("pass").write_text("correct horse battery\n")
pathlib.Path("suppliers.csv").write_text("supplier_code,name,corporate_number,confidential,outage,access,email\nS1,Mihon Plating,,yes,no,no,\n")
for words in (("identity", "new", "prime.p12", "--name", "Mihon Motors", "--passphrase-file", "pass"), ("portfolio", "init", "p.db"), ("suppliers", "p.db", "import", "suppliers.csv"),
              ("request", "new", "--portfolio", "p.db", "--identity", "prime.p12", "--passphrase-file", "pass", "--due", "2026-12-15", "--pack", "basic10", "--about", "Example <Mail>", "--to", "S1", "--out", "out")):
    made = tenken(*words)
    assert made.returncode == 0, made.stderr
tenken("pack", "sheet", "--request", next(pathlib.Path("out").iterdir()), "--xlsx", "asked.xlsx")
with zipfile.ZipFile("asked.xlsx") as book:
    texts = book.read("xl/sharedStrings.xml").decode()
report('It is about "Example &lt;Mail&gt;" (the words of who asks).' in texts, "what the request is about stands on its sheet", texts[:500])

with soffice() as context:
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    for language in ("ja", "en"):
        made = tenken("--lang", language, "pack", "sheet", *PACKS, "--xlsx", f"{language}.xlsx")
        report(made.returncode == 0, f"{language}: a sheet is made", made.stderr)
        for moved in (False, True):
            name = f"{language}{' with a column inserted' if moved else ''}"
            target, draft = TMP / f"filled-{language}-{moved}.xlsx", f"{language}-{moved}.tenken"
            locked, question = fill(desktop, TMP / f"{language}.xlsx", target, ANSWERS, moved)
            report(not locked and question, f"{name}: cells to fill in are open, questions are locked")
            tenken("new", draft, *[w for p in PACKS for w in ("--pack", p)])
            taken = tenken("pack", "import-sheet", target, "--into", draft)
            got = json.loads(pathlib.Path(draft).read_text())
            basic = got["answers"].get("basic10", {})
            reason = [line for line in taken.stdout.splitlines() if line.startswith("!")]
            report(taken.returncode == 1 and len(reason) == 1 and "needs a reason" in reason[0], f"{name}: only the missing reason is reported", taken.stdout + taken.stderr)
            report([basic.get(n) for n in "123"] == [{"level": 2}, {"level": 3}, {"level": 3}] and got["answers"].get("emergency-malware") == {"macros": {"done": True}},
                   f"{name}: the answers are those that LibreOffice saved", got["answers"])
            report((got["supplier"].get("name"), got.get("perceived"), [p["name"] for p in got["inventory"]]) == ("見本めっき", 1, ["見本グループウェア"]),
                   f"{name}: firm, belief and product too", (got["supplier"], got["inventory"]))

    fill(desktop, TMP / "asked.xlsx", TMP / "answered.xlsx", {f"basic10:{n}": (3, "2 throughout") for n in range(1, 11)} | {"supplier.name": (3, "見本めっき"), "perceived": (3, "3 well")}, False)
merged = tenken("merge", "--into", "p.db", "answered.xlsx", "--json")
report(json.loads(merged.stdout).get("merged") == 1, "the customer merges what LibreOffice saved", merged.stdout + merged.stderr)
verdict = json.loads(tenken("verify", "answered.xlsx", "--portfolio", "p.db", "--json").stdout)["results"][0]["verdict"]
report(verdict == "sheet", "as a sheet, not as something signed", verdict)

finish()
