#!/usr/bin/python3
"""The portfolio workbook, against exceljs' streaming writer, in paired runs: once for the same cells, and once against the heat map alone."""
import html
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import zipfile

import make_answers
from measure import row, timed

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
SUPPLIERS, RUNS = int(os.environ.get("BENCH_FILES", "10000")), int(os.environ.get("BENCH_RUNS", "5"))


def cells_of(xml):
    """What stands in the cells of a row: texts and numbers."""
    found = []
    for cell in re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", xml):
        text, number = re.search(r"<t[^>]*>(.*?)</t>", cell, re.S), re.search(r"<v>(.*?)</v>", cell)
        found.append(html.unescape(text[1]) if text else float(number[1]) if number else "")
    return found


def sheets_of(path):
    """Name, rows and a row in the middle of each sheet of our workbook; the heat map is the one with the most columns."""
    book, sheets = zipfile.ZipFile(path), []
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    for i, name in enumerate(names, 1):
        xml = book.read(f"xl/worksheets/sheet{i}.xml").decode()
        middle = xml.find("<row ", len(xml) // 2)
        middle = middle if middle > 0 else xml.find("<row ")
        sheets.append({"name": html.unescape(name), "rows": xml.count("<row "), "cells": cells_of(xml[middle:xml.find("</row>", middle)])})
    max(sheets, key=lambda s: len(s["cells"]))["levels"] = True
    return sheets


if not (TOP / "tests/bench/node_modules/exceljs").exists():
    sys.exit("exceljs is missing: npm ci in tests/bench")
data, db = TMP / "data", TMP / "p.db"
make_answers.make(data, SUPPLIERS)
for command in (("portfolio", "init", db), ("trust", db, "import", data / "pins.csv"), ("merge", "--into", db, data / "files"),
                ("report", db, "--xlsx", TMP / "ours.xlsx")):
    subprocess.run([TENKEN, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
sheets = sheets_of(TMP / "ours.xlsx")
(TMP / "sheets.json").write_text(json.dumps(sheets), encoding="utf-8")
cells = sum(s["rows"] * len(s["cells"]) for s in sheets)
same, same_work, map_only, peaks, their_peaks = [], [], [], [], []
for _ in range(RUNS):
    ours, peak, our_work = timed(TENKEN, "report", db, "--xlsx", TMP / "ours.xlsx")
    theirs, their_peak, their_work = timed("node", TOP / "tests/bench/workbook_exceljs.mjs", TMP / "sheets.json", TMP / "theirs.xlsx")
    their_map = timed("node", TOP / "tests/bench/workbook_exceljs.mjs", TMP / "sheets.json", TMP / "theirs.xlsx", "map")[0]
    same.append(ours / theirs)
    same_work.append(our_work / their_work)
    map_only.append(ours / their_map)
    peaks.append(peak)
    their_peaks.append(their_peak)
row(f"portfolio workbook, {SUPPLIERS} suppliers × {make_answers.ITEMS} items with heat-map formats, {len(sheets)} sheets with {cells / 1e6:.1f} million cells,"
    " against exceljs' streaming writer for as many", f"{statistics.median(same):.2f} × its time, {statistics.median(same_work):.2f} × its processor time", "≤ 0.5 ×")
row("… all of ours against exceljs for the heat map alone", f"{statistics.median(map_only):.2f} × its time", "")
row("… memory, and exceljs'", f"{max(peaks) / 1024:.0f} MB, {max(their_peaks) / 1024:.0f} MB", "≤ 16 MB")
