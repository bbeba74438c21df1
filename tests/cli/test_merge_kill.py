#!/usr/bin/python3
"""tenken merge killed at seeded points, each right before a change to a file: the database is whole, and the next merge completes it, whether or not it passes over what the killed one has
read (its clock is long after the files were written, in every other one)."""
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess

from portfolio_case import TMP, TOP, Supplier, check, expect, finish, gen, merge, portfolio, tenken

POINTS = int(os.environ.get("KILL_POINTS", "20"))
JUNK = max(1100, 30 * POINTS)  # more than one batch, at little cost
LATER = {"TENKEN_CLOCK": "2090-01-01T00:00:00Z"}
everybody = [Supplier(n, end=gen.NOW + 90 * gen.YEAR) for n in range(1, 9)]
files = TMP / "files"
for n, s in enumerate(everybody):
    for revision in range(1, 6):
        s.file(files / f"{revision}-{s.code}.json", revision=revision, perceived=revision % 5)
for n in range(JUNK):
    (files / f"3-{n:04}.txt").write_text(f"no answers {n}")
empty = portfolio("empty.db", *everybody)


def shim():
    path = TMP / "kill_at.so"
    subprocess.run([*os.environ.get("CC", "gcc").split(), "-std=c17", "-D_GNU_SOURCE", "-shared", "-fPIC", "-O1", "-o", path, pathlib.Path(TOP) / "tests/kill_at.c"], check=True)
    return path


def environment(**more):
    asan = os.environ.get("ASAN_OPTIONS", "")
    return os.environ | {"LD_PRELOAD": str(library), "ASAN_OPTIONS": f"{asan}:verify_asan_link_order=0:detect_leaks=0"} | more


def content(database):
    """What stands in the database, without the numbers that depend on how often a merge was begun."""
    with sqlite3.connect(database) as db:
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
        rows = db.execute("SELECT s.code, a.assessment_id, a.revision, w.pack, w.items FROM assessment a JOIN supplier s ON s.id = a.supplier"
                          " JOIN answer w ON w.assessment = a.id ORDER BY 1, 2, 4").fetchall()
        received = db.execute("SELECT f.digest, f.state, o.bytes FROM file f LEFT JOIN original o ON o.file = f.id ORDER BY 1").fetchall()
        lost = db.execute("SELECT count(*) FROM original WHERE file NOT IN (SELECT id FROM file)").fetchone()[0]
    return whole, rows, received, lost


library = shim()
reference = TMP / "reference.db"
shutil.copy(empty, reference)
ran = merge(reference, files, env=environment(KILL_COUNT=str(TMP / "calls")))
expect("the merge that nobody kills", ran, 1, merged=8, superseded=32, rejected=JUNK)
wanted = content(reference)
calls = int((TMP / "calls").read_text())
check("there are enough points to choose from", calls >= 2 * POINTS, calls)

chosen = sorted(random.Random(20261121).sample(range(1, calls + 1), POINTS))
killed = 0
for number, point in enumerate(chosen):
    clock = LATER if number % 2 else {}
    db = TMP / "killed.db"
    for old in TMP.glob("killed.db*"):
        old.unlink()
    shutil.copy(empty, db)
    first = tenken("merge", "--into", db, "--json", files, env=environment(KILL_AT=str(point), **clock))
    killed += first.status == -9
    opened = tenken("status", db, "--json")
    whole = content(db)[0]
    again = tenken("merge", "--into", db, "--json", files, env=os.environ | clock)
    done = again.json
    check(f"killed before change {point} of {calls}: whole, and complete after another merge",
          opened.status == 0 and whole == "ok" and again.status == 1 and done["files"] == 40 + JUNK
          and len(done["rejected"]) == JUNK and content(db) == wanted, opened.err, whole, again.status, again.err, done["merged"], done["unchanged"])
check("the kills happened", killed >= POINTS - 1, killed)

# ---- stopped with Ctrl-C or by the system at such points: it keeps what it has, says how far it came, and the same command goes on
stopped = 0
for number, point in enumerate(chosen[:-1:max(1, POINTS // 8)]):
    shutil.copy(empty, db)
    signal_number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[number % 3]
    first = tenken("--lang", "en", "merge", "--into", db, "--json", files, env=environment(KILL_AT=str(point), KILL_WITH=str(int(signal_number))))
    whole, told = content(db), first.err.decode().splitlines()
    with sqlite3.connect(db) as raw:
        unread = raw.execute("SELECT count(*) FROM unreadable").fetchone()[0]
    kept = len(whole[2]) + unread
    again = tenken("merge", "--into", db, "--json", files)
    if first.status != 3:  # it came while the last file was stored: there was nothing left to stop
        check(f"{signal_number.name} before change {point} of {calls}, when nothing is left", first.status == 1 and first.json["complete"], first.status, first.err)
        continue
    stopped += 1
    n = first.json["files"]
    check(f"{signal_number.name} before change {point} of {calls}: as many files as it says are in, and the rest comes with the same command",
          not first.json["complete"] and kept == n and told[-1].startswith(f"tenken: Stopped after {n:,} file" if n else "tenken: Stopped before the first file") and whole[0] == "ok"
          and again.status == 1 and again.json["files"] == 40 + JUNK and content(db) == wanted, first.status, first.err, n, kept, again.status, again.err)
check("the stops happened", stopped >= 4, stopped)
ignoring = tenken("merge", "--into", shutil.copy(empty, TMP / "nohup.db"), "--json", files, env=environment(KILL_AT=str(chosen[0]), KILL_WITH=str(int(signal.SIGHUP))),
                  preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
check("what was told to go on after the terminal closes does", ignoring.status == 1 and ignoring.json["complete"], ignoring.status, ignoring.err)
finish()
