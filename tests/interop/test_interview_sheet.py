#!/usr/bin/python3
"""An interview sheet typed through in LibreOffice: cells set through its own interface, saved as a workbook of Excel, taken back in both
languages, also with a column moved in. What LibreOffice only saved again changes nothing. TAP."""
import json
import os
import pathlib

from office import finish, options, soffice
from tap import TMP, report, tenken


def type_through(desktop, source, target, cells, insert_column):
    """Sets cells by the hidden names of row and column, as the sheet's head has them."""
    book = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, options(Hidden=True))
    sheet = book.getSheets().getByIndex(0)
    columns = {sheet.getCellByPosition(c, 0).getString(): c for c in range(14)}
    rows = {sheet.getCellByPosition(0, r).getString(): r for r in range(60)}
    locked = []
    for (row, column), value in cells.items():
        cell = sheet.getCellByPosition(columns[column], rows[row])
        locked.append(cell.CellProtection.IsLocked)
        cell.setString(value) if isinstance(value, str) else cell.setValue(value)
    if insert_column:
        sheet.unprotect("")
        sheet.getColumns().insertByIndex(4, 1)
    book.storeToURL(target.as_uri(), options(FilterName="Calc MS Excel 2007 XML"))
    question = sheet.getCellByPosition(2, rows["basic10:1"]).CellProtection.IsLocked
    book.close(True)
    return any(locked), question


os.chdir(TMP)
CELLS = {
    ("basic10:1", "answer"): "2 全部", ("basic10:1", "assessor.level"): "1", ("basic10:1", "assessor.confidence"): "3 動いているのを確認",
    ("basic10:1", "assessor.reason"): "記録がない。\n口頭のみ。", ("basic10:1", "assessor.note"): "来月もう一度見る", ("basic10:2", "assessor.level"): 3, ("basic10:2", "note"): "",
    ("basic10:3", "answer"): "③", ("emergency-malware:macros", "answer"): "○ 済み", ("emergency-malware:macros", "done_at"): "2026-11-20", ("basic10:4", "assessor.confidence"): "perhaps",
}
with soffice() as context:
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    for language in ("ja", "en"):
        for moved in (False, True):
            name = f"{language}{' with a column inserted' if moved else ''}"
            draft, sheet, back = f"{language}-{moved}.tenken", TMP / f"{language}-{moved}.xlsx", TMP / f"back-{language}-{moved}.xlsx"
            tenken("new", draft, "--pack", "basic10", "--pack", "emergency-malware")
            tenken("set", draft, "supplier.name=見本製作所", "basic10:2=2", "basic10:2.note=old", "basic10:2.scope=all", "basic10:5=1", "basic10:5.assessor.reason=kept\nas it is")
            made = tenken("--lang", language, "interview", "sheet", draft, "--xlsx", sheet)
            report(made.returncode == 0, f"{name}: a sheet is made", made.stderr)
            before = json.loads(pathlib.Path(draft).read_text())
            type_through(desktop, sheet, TMP / "same.xlsx", {}, moved)
            same = tenken("interview", "import-sheet", TMP / "same.xlsx", "--into", draft)
            report(same.returncode == 0 and json.loads(pathlib.Path(draft).read_text()) == before, f"{name}: saved again without a change it changes nothing", same.stdout + same.stderr)
            locked, question = type_through(desktop, sheet, back, CELLS, moved)
            report(not locked and question, f"{name}: cells to fill in are open, questions are locked")
            taken = tenken("interview", "import-sheet", back, "--into", draft)
            refused = [line for line in taken.stdout.splitlines() if line.startswith("!")]
            report(taken.returncode == 1 and len(refused) == 1 and "perhaps" in refused[0], f"{name}: only what is no confidence is refused", taken.stdout + taken.stderr)
            got = json.loads(pathlib.Path(draft).read_text())["answers"]
            wanted = {"level": 2, "assessor": {"level": 1, "confidence": "seen", "reason": "記録がない。\n口頭のみ。", "note": "来月もう一度見る"}}
            report(got["basic10"]["1"] == wanted, f"{name}: firm, assessor, confidence, reason and note", got["basic10"]["1"])
            report(got["basic10"]["2"] == {"level": 2, "scope": "all", "assessor": {"level": 3}} and got["basic10"]["3"] == {"level": 3}, f"{name}: emptied, as a number, in a circle", got["basic10"])
            report(got["basic10"]["5"]["assessor"]["reason"] == "kept\nas it is" and got["emergency-malware"] == {"macros": {"done": True, "done_at": "2026-11-20"}}, f"{name}: the rest", got)

finish()
