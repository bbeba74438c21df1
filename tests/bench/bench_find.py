#!/usr/bin/python3
"""tenken find over 100,000 suppliers, against the bare SQLite query on an indexed table that holds nothing else (asked in this process, so that
it pays for no start of a program)."""
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import time

TENKEN, TOP, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TOP"]), pathlib.Path(os.environ["TMP"])
SUPPLIERS, RUNS = int(os.environ.get("BENCH_SUPPLIERS", "100000")), int(os.environ.get("BENCH_RUNS", "5"))
PRODUCTS = 4       # a supplier
NAMES = 5000       # different ones; the one that is looked for is run by 7 in 100
WORDS = "Example Mail"


def names(number):
    found = [f"Product {(number * 7919 + i * 104729) % NAMES}" for i in range(PRODUCTS)]
    if number % 100 < 7:
        found[0] = ("Example Mail", "EXAMPLE-MAIL", "ｅｘａｍｐｌｅ　ｍａｉｌ")[number % 3]
    return found


def folded(name):
    return "examplemail" if "roduct" not in name else name.lower().replace(" ", "")


def portfolio():
    path = TMP / "p.db"
    subprocess.run([TENKEN, "portfolio", "init", path], check=True, stdout=subprocess.DEVNULL)
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    keys = {}
    for n in range(1, SUPPLIERS + 1):
        on = "2025-01-01" if n % 10 == 9 else "2026-10-01"
        db.execute("INSERT INTO supplier(id, code, name, corporate_number, confidential, outage, access, email, created_at) VALUES(?, ?, ?, NULL, 1, 0, 0, 'x@example.invalid', '2026-01-01T00:00:00Z')", (n, f"S{n:06}", f"見本製作所 {n}"))
        if n % 20 == 19:
            continue
        db.execute("INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note) VALUES(?, ?, 1, 'x', '2026-10-02T00:00:00Z', 1, 'merged', 'trusted', '', '')",
                   (n, n.to_bytes(32, "big")))
        db.execute("INSERT INTO assessment(id, supplier, assessment_id, revision, file, period, issued_at, unfinished, name, name_kana, employees, industry, contact_name,"
                   " contact_email, contact_phone, emergency_phone, answered, asked, score_differs, packs_held, has_inventory, inventory_on)"
                   " VALUES(?, ?, ?, 1, ?, '2026', ?, 0, ?, '', '', '', '担当', '', '000', '000-0000-0001', 60, 60, 0, 1, 1, ?)",
                   (n, n, f"a{n}", n, on + "T00:00:00Z", f"見本製作所 {n}", on))
        for i, name in enumerate(names(n)):
            key = folded(name)
            if key not in keys:
                keys[key] = db.execute("INSERT INTO product(key) VALUES(?)", (key,)).lastrowid
            db.execute("INSERT INTO inventory VALUES(?, ?, ?, 'Example', '5.1', ?, 0, ?)", (n, i, name, n % 2, keys[key]))
    db.commit()
    db.close()
    return path


def bare():
    db = sqlite3.connect(TMP / "bare.db")
    db.execute("CREATE TABLE supplier(id INTEGER PRIMARY KEY, code TEXT, name TEXT, answered_on TEXT, phone TEXT)")
    db.execute("CREATE TABLE uses(supplier INTEGER, key TEXT, product TEXT, version TEXT, internet INTEGER)")
    for n in range(1, SUPPLIERS + 1):
        on = None if n % 20 == 19 else "2025-01-01" if n % 10 == 9 else "2026-10-01"
        db.execute("INSERT INTO supplier VALUES(?, ?, ?, ?, '000-0000-0001')", (n, f"S{n:06}", f"見本製作所 {n}", on))
        if on is not None:
            for name in names(n):
                db.execute("INSERT INTO uses VALUES(?, ?, ?, '5.1', ?)", (n, folded(name), name, n % 2))
    db.execute("CREATE INDEX uses_key ON uses(key)")
    db.commit()
    db.close()
    return TMP / "bare.db"


AFFECTED = ("SELECT s.code, s.name, u.product, u.version, u.internet, s.answered_on, s.phone FROM uses u JOIN supplier s ON s.id = u.supplier"
            " WHERE u.key = 'examplemail' ORDER BY u.internet DESC, s.code")
OTHERS = ("SELECT s.code, s.name, s.answered_on, s.phone, COALESCE(s.answered_on, '') >= '2025-11-21' FROM supplier s"
          " WHERE s.id NOT IN (SELECT supplier FROM uses WHERE key = 'examplemail') ORDER BY s.code")


def asked(path, everything):
    """The bare query: rows fetched and written as text, counts as find prints them."""
    begin = time.monotonic()
    db = sqlite3.connect(path)
    with open(TMP / "bare.txt", "w", encoding="utf-8") as out:
        rows = db.execute(AFFECTED).fetchall()
        if everything:
            json.dump([rows, db.execute(OTHERS).fetchall()], out, ensure_ascii=False)
        else:
            out.writelines("%s %s %s %s %s %s %s\n" % r for r in rows)
            out.write(str(db.execute("SELECT COALESCE(answered_on, '') >= '2025-11-21', count(*) FROM supplier GROUP BY 1").fetchall()))
    db.close()
    return time.monotonic() - begin, len(rows)


def found(path, *more):
    begin = time.monotonic()
    with open(TMP / "find.txt", "wb") as out:
        subprocess.run([TENKEN, "find", path, "--product", WORDS, *more], check=True, stdout=out, env=os.environ | {"TENKEN_CLOCK": "2026-11-21T00:00:00Z"})
    return time.monotonic() - begin


def main():
    ours, theirs = portfolio(), bare()
    for words, more, everything, target in (("the suppliers that run it, and counts", [], False, "≤ 3 ×"), ("all three lists, JSON", ["--json"], True, "")):
        pairs = [(found(ours, *more), asked(theirs, everything)[0]) for _ in range(RUNS)]
        ratio = statistics.median(a / b for a, b in pairs)
        a, b = (statistics.median(p[i] for p in pairs) * 1000 for i in (0, 1))
        print(f"| find over {SUPPLIERS:,} suppliers: {words} | {ratio:.2f} × the bare SQLite query ({a:.0f} ms, {b:.0f} ms) | {target} |", flush=True)
    counts = json.loads((TMP / "find.txt").read_text(encoding="utf-8"))["counts"]
    rows = asked(theirs, False)[1]
    if counts["affected"] != rows:
        raise SystemExit(f"not the same answer: {counts}, {rows}")


main()
