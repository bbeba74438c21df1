#!/usr/bin/python3
"""The portfolio workbook, against exceljs' streaming writer (which writes only one of its sheets), in paired runs."""
import os
import pathlib
import statistics
import subprocess
import sys

import make_answers
from measure import row, timed

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
SUPPLIERS, RUNS = int(os.environ.get("BENCH_FILES", "10000")), int(os.environ.get("BENCH_RUNS", "5"))
if not (TOP / "tests/bench/node_modules/exceljs").exists():
    sys.exit("exceljs is missing: npm ci in tests/bench")
data, db = TMP / "data", TMP / "p.db"
make_answers.make(data, SUPPLIERS)
for command in (("portfolio", "init", db), ("trust", db, "import", data / "pins.csv"), ("merge", "--into", db, data / "files")):
    subprocess.run([TENKEN, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
ratios, peaks = [], []
for _ in range(RUNS):
    theirs = timed("node", TOP / "tests/bench/workbook_exceljs.mjs", SUPPLIERS, make_answers.ITEMS, TMP / "theirs.xlsx")[0]
    ours, peak = timed(TENKEN, "report", db, "--xlsx", TMP / "ours.xlsx")
    ratios.append(ours / theirs)
    peaks.append(peak)
row(f"portfolio workbook, {SUPPLIERS} suppliers × {make_answers.ITEMS} items, all sheets, against exceljs for the heat map alone",
    f"{statistics.median(ratios):.2f} × its time", "≤ 0.5 ×")
row("… memory", f"{max(peaks) / 1024:.0f} MB", "≤ 16 MB")
