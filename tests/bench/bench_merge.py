#!/usr/bin/python3
"""Merging, against `openssl speed`, merge_baseline.py and merge_baseline.mjs, in paired runs; and the same with signers known by a CA.

BENCH_FILES: files (default 10000); BENCH_RUNS: runs (5), each with three merges of either kind; BENCH_SHARED: a directory with mergers by
somebody else, merge_python.py and merge_node.mjs DIR DB."""
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import time

import make_answers
from measure import at_hand, row, timed

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
BENCH = TOP / "tests/bench"
FILES, RUNS = int(os.environ.get("BENCH_FILES", "10000")), int(os.environ.get("BENCH_RUNS", "5"))
MERGES = 3  # of either kind in a run, beside `openssl speed`: the median of few would be chance
OTHERS = {"a Python merger (`tests/bench/merge_baseline.py`)": (("/usr/bin/python3", BENCH / "merge_baseline.py"), "≥ 8 ×"),
          "a JavaScript merger (`tests/bench/merge_baseline.mjs`: jose, canonicalize, better-sqlite3)": (("node", BENCH / "merge_baseline.mjs"), "≥ 9 ×")}
if "BENCH_SHARED" in os.environ:
    shared = pathlib.Path(os.environ["BENCH_SHARED"])
    OTHERS["`merge_python.py` by others"] = (("/usr/bin/python3", shared / "merge_python.py"), "≥ 8 ×")
    OTHERS["`merge_node.mjs` by others"] = (("node", shared / "merge_node.mjs"), "≥ 9 ×")


def openssl_verify():
    """P-256 verifications of one core: in a second by the clock, as merges are measured, and in a second of its processor time, which is less
    than one by the clock when the machine does other things as well."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    text = subprocess.run(["openssl", "speed", "-elapsed", "-seconds", "1", "ecdsap256"], capture_output=True, text=True, check=True).stdout
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rate = float(re.findall(r"[\d.]+$", text.strip().splitlines()[-1])[0])
    return rate, rate * seconds / used


def beside(merges):
    """(files a second in verifications, processor time of a file in verifications, result of the merge) of each merge: verifications are
    counted before and after it, since the machine is not as fast from one second to the next."""
    before, found = openssl_verify(), []
    for prepare, data in merges:
        result = merge(prepare(), data)
        after = openssl_verify()
        by_clock, by_processor = ((x + y) / 2 for x, y in zip(before, after))
        found.append((FILES / result[0] / by_clock, result[2] / FILES * by_processor, result))
        before = after
    return found


def fresh(data, db=TMP / "p.db"):
    """An empty portfolio with the pins of the data."""
    db.unlink(missing_ok=True)
    timed(TENKEN, "portfolio", "init", db)
    timed(TENKEN, "trust", db, "import", data / "pins.csv")
    return db


def ruled(data):
    """An empty portfolio whose suppliers are known by the CA, each by a rule for its common name. One rule is made by the program, the others
    like it: ten thousand commands would take longer than all the rest."""
    db = TMP / "ca.db"
    suppliers = TMP / "suppliers.csv"
    suppliers.write_text("supplier_code,name\n" + "".join(f"S{n:06},S{n:06}\n" for n in range(1, FILES + 1)), encoding="utf-8")
    timed(TENKEN, "portfolio", "init", db)
    timed(TENKEN, "suppliers", db, "import", suppliers)
    timed(TENKEN, "trust", db, "ca", data / "ca.pem")
    timed(TENKEN, "trust", db, "rule", "S000001", "--issuer", data / "ca.pem", "--subject", "CN=S000001")
    opened = sqlite3.connect(db)
    opened.execute("INSERT INTO ca_rule(supplier, issuer, attribute, value, since) SELECT s.id, r.issuer, r.attribute, s.code, r.since"
                   " FROM supplier s, ca_rule r WHERE s.code <> 'S000001'")
    opened.commit()
    opened.close()
    return db


def merge(db, data):
    at_hand(data)
    result = timed(TENKEN, "merge", "--into", db, data / "files")
    with sqlite3.connect(db) as opened:
        if opened.execute("SELECT count(*) FROM assessment").fetchone()[0] != len(os.listdir(data / "files")):
            raise SystemExit(f"{db}: not everything was merged")
    return result


def merged_by(command, data):
    for old in TMP.glob("other.db*"):
        old.unlink()
    at_hand(data)
    return timed(*command, data, TMP / "other.db")


def median(values):
    return f"{statistics.median(values):.2f}"


large, small, issued = TMP / "large", TMP / "small", TMP / "issued"
make_answers.make(large, FILES)
make_answers.make(issued, FILES, ca=True)
(small / "files").mkdir(parents=True)
for path in sorted((large / "files").iterdir())[:FILES // 10]:
    shutil.copy(path, small / "files")
shutil.copy(large / "pins.csv", small)
size = sum(p.stat().st_size for p in (small / "files").iterdir()) / (FILES // 10)
by_rule = ruled(issued)

speed, per_verify, by_ca, ca_work, again, work, memory, small_memory, growth, database = ([] for _ in range(10))
times, processor = {name: [] for name in OTHERS}, {name: [] for name in OTHERS}
for _ in range(RUNS):
    rates, works, results = zip(*beside([(lambda: fresh(large), large)] * MERGES))
    first, peak, used = results[-1]
    db = TMP / "p.db"
    second = merge(db, large)[0]
    small_seconds, small_peak, _ = merge(fresh(small, TMP / "small.db"), small)
    ca_rates, ca_works, _ = zip(*beside([(lambda: shutil.copy(by_rule, TMP / "ca-run.db"), issued)] * MERGES))
    for name, (command, _) in OTHERS.items():
        seconds, _, theirs = merged_by(command, large)
        times[name].append(seconds / first)
        processor[name].append(theirs / used)
    speed += [FILES / seconds for seconds, _, _ in results]
    per_verify += rates
    work += works
    by_ca += ca_rates
    ca_work += ca_works
    again.append(first / second)
    memory.append(peak)
    small_memory.append(small_peak)
    growth.append(first / small_seconds)
    database.append(db.stat().st_size)

what = f"merge {FILES} files of {size / 1024:.0f} KB with {make_answers.ITEMS} answers, pinned signers, {os.cpu_count()} cores"
row(what, f"{statistics.median(speed):.0f} files a second", "")
row("… against one core's `openssl speed ecdsap256` verifications", f"{median(per_verify)} ×", "≥ 0.5 ×")
row("… processor time of a file, in verifications (two cores, nothing else running: 2 ÷ this is the ratio above)", median(work), "≤ 4")
for name, (_, target) in OTHERS.items():
    row(f"… against {name}", f"{median(times[name])} × as fast, {median(processor[name])} × in processor time", target)
row("… signers known by a chain to a CA and a rule, against those verifications", f"{median(by_ca)} ×", "≥ 0.3 ×")
row("… processor time of such a file, in verifications", median(ca_work), "≤ 6.7")
row("merge again, nothing new", f"{median(again)} × faster", "≥ 10 ×")
row(f"memory of a merge of {FILES} and of {FILES // 10} files", f"{max(memory) / 1024:.0f} and {max(small_memory) / 1024:.0f} MB", "≤ 32 MB, the same")
row(f"time for {FILES} files against {FILES // 10}", f"{median(growth)} ×", "≤ 11 ×")
row("size of the database, originals included", f"{statistics.median(database) / FILES / 1024:.0f} KB a file", "")
