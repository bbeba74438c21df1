#!/usr/bin/python3
"""Merging, against `openssl speed` and against merge_baseline.py, in paired runs."""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time

import make_answers

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
FILES, RUNS = int(os.environ.get("BENCH_FILES", "10000")), int(os.environ.get("BENCH_RUNS", "5"))


def row(what, measured, target):
    print(f"| {what} | {measured} | {target} |", flush=True)


def peak_of(pid):
    """VmHWM in KB. (wait4's ru_maxrss would count what this program held when it forked.)"""
    try:
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])
    except (OSError, TypeError):
        return 0


def timed(*arguments):
    """(seconds, peak KB as seen 20 times a second) of a command that must succeed."""
    peak, begin = [0], time.monotonic()
    child = subprocess.Popen([str(a) for a in arguments], stdout=subprocess.DEVNULL)
    done = threading.Event()

    def watch():
        while not done.wait(0.05):
            peak[0] = max(peak[0], peak_of(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = child.wait()
    seconds = time.monotonic() - begin
    done.set()
    watcher.join()
    if status != 0:
        sys.exit(f"{arguments}: {status}")
    return seconds, peak[0]


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
for _ in range(RUNS):
    verify = openssl_verify()
    python = baseline(large)
    _, few, few_memory = merge(small)
    db, first, peak = merge(large)
    second, _ = timed(TENKEN, "merge", "--into", db, large / "files")
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
row("… against a Python merger (`tests/bench/merge_baseline.py`)", f"{median(per_python)} ×", "≥ 8 ×")
row("merge again, nothing new", f"{median(again)} × faster", "≥ 10 ×")
row(f"memory of a merge of {FILES} and of {FILES // 10} files", f"{max(memory) / 1024:.0f} and {max(small_memory) / 1024:.0f} MB", "≤ 32 MB, the same")
row(f"time for {FILES} files against {FILES // 10}", f"{median(growth)} ×", "≤ 11 ×")
row("size of the database, originals included", f"{statistics.median(database) / FILES / 1024:.0f} KB a file", "")
