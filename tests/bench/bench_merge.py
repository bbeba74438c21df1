#!/usr/bin/python3
"""Merging, against `openssl speed` and against merge_baseline.py, in paired runs."""
import os
import pathlib
import re
import shutil
import statistics
import subprocess

import make_answers
from measure import cpu_of, row, timed

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
FILES, RUNS = int(os.environ.get("BENCH_FILES", "10000")), int(os.environ.get("BENCH_RUNS", "5"))


def openssl_verify():
    """P-256 verifications a second on one core."""
    text = subprocess.run(["openssl", "speed", "-seconds", "1", "ecdsap256"], capture_output=True, text=True, check=True).stdout
    return float(re.findall(r"[\d.]+$", text.strip().splitlines()[-1])[0])


def fresh(data):
    """An empty portfolio with the pins of the data."""
    db = TMP / "p.db"
    db.unlink(missing_ok=True)
    timed(TENKEN, "portfolio", "init", db)
    timed(TENKEN, "trust", db, "import", data / "pins.csv")
    return db


def merge(data):
    db = fresh(data)
    return (db, *timed(TENKEN, "merge", "--into", db, data / "files"))


def baseline(data):
    for old in TMP.glob("baseline.db*"):
        old.unlink()
    return timed("/usr/bin/python3", TOP / "tests/bench/merge_baseline.py", data, TMP / "baseline.db")[0]


SHARED = os.environ.get("BENCH_SHARED")  # a directory with merge_python.py and merge_node.mjs by somebody else: DIR DB


def others(data):
    """Seconds of other people's mergers over the same files, by name; those that cannot run here are left out."""
    found = {}
    for name, command in (("merge_python.py", "/usr/bin/python3"), ("merge_node.mjs", "node")):
        script = pathlib.Path(SHARED or "/nonexistent") / name
        if not script.exists() or (name.endswith(".mjs") and not (script.parent / "node_modules").exists()):
            continue
        for old in TMP.glob("other.db*"):
            old.unlink()
        found[name] = timed(command, script, data, TMP / "other.db")[0]
    return found


def median(values):
    return f"{statistics.median(values):.2f}"


large, small = TMP / "large", TMP / "small"
make_answers.make(large, FILES)
(small / "files").mkdir(parents=True)
for path in sorted((large / "files").iterdir())[:FILES // 10]:
    shutil.copy(path, small / "files")
shutil.copy(large / "pins.csv", small)
size = sum(p.stat().st_size for p in (small / "files").iterdir()) / (FILES // 10)

speed, per_verify, per_python, again, memory, small_memory, growth, database = ([] for _ in range(8))
per_other, work, python_work = {}, [], []
for _ in range(RUNS):
    verify = openssl_verify()
    python = baseline(large)
    _, few, few_memory = merge(small)
    db, first, peak = merge(large)
    second, _ = timed(TENKEN, "merge", "--into", db, large / "files")
    merge_cpu = cpu_of(TENKEN, "merge", "--into", fresh(large), large / "files")
    for old in TMP.glob("baseline.db*"):
        old.unlink()
    work.append(merge_cpu / FILES * verify)
    python_work.append(cpu_of("/usr/bin/python3", TOP / "tests/bench/merge_baseline.py", large, TMP / "baseline.db") / merge_cpu)
    for name, seconds in others(large).items():
        per_other.setdefault(name, []).append(seconds / first)
    speed.append(FILES / first)
    per_verify.append(FILES / first / verify)
    per_python.append(python / first)
    again.append(first / second)
    memory.append(peak)
    small_memory.append(few_memory)
    growth.append(first / few)
    database.append(db.stat().st_size)

what = f"merge {FILES} files of {size / 1024:.0f} KB with {make_answers.ITEMS} answers, pinned signers, {os.cpu_count()} cores"
row(what, f"{statistics.median(speed):.0f} files a second", "")
row("… against one core's `openssl speed ecdsap256` verifications", f"{median(per_verify)} ×", "≥ 0.5 ×")
row("… processor time of a file, in verifications (two cores, nothing else running: 2 ÷ this is the ratio above)", median(work), "≤ 4")
row("… processor time of that Python merger", f"{median(python_work)} ×", "")
row("… against a Python merger (`tests/bench/merge_baseline.py`)", f"{median(per_python)} ×", "≥ 8 ×")
for name, values in per_other.items():
    row(f"… against `{name}`", f"{median(values)} ×", "≥ 9 ×" if name.endswith(".mjs") else "≥ 8 ×")
row("merge again, nothing new", f"{median(again)} × faster", "≥ 10 ×")
row(f"memory of a merge of {FILES} and of {FILES // 10} files", f"{max(memory) / 1024:.0f} and {max(small_memory) / 1024:.0f} MB", "≤ 32 MB, the same")
row(f"time for {FILES} files against {FILES // 10}", f"{median(growth)} ×", "≤ 11 ×")
row("size of the database, originals included", f"{statistics.median(database) / FILES / 1024:.0f} KB a file", "")
