#!/usr/bin/python3
"""tenken portfolio compact, purge and original: what is kept of the files received, and what is left of a supplier who was purged."""
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess

from portfolio_case import TMP, TOP, Supplier, check, equal, expect, finish, merge, portfolio, refused, tenken

A, B, C = (Supplier(n) for n in range(1, 4))
SECRET = "a note that nobody else may read 秘密"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rows(db, sql):
    with sqlite3.connect(db) as c:
        return c.execute(sql).fetchall()


def whole(db):
    return rows(db, "PRAGMA integrity_check")[0][0]


def originals(db, paths):
    """The files come out byte for byte."""
    out = TMP / "out.json"
    for path in paths:
        out.unlink(missing_ok=True)
        ran = tenken("portfolio", "original", db, digest(path), "--out", out)
        if ran.status != 0 or out.read_bytes() != path.read_bytes():
            return False
    return True


def receipt():
    """Kept as received, with the verdict and the time of the first receipt, also when it comes again later."""
    db = portfolio("receipt.db", A)
    path = A.file(TMP / "receipt" / "a.json", indent=7)
    B.file(TMP / "receipt" / "b.json")
    for clock in ("2026-11-21T08:00:00Z", "2026-12-01T00:00:00Z"):
        merge(db, TMP / "receipt", env=os.environ | {"TENKEN_CLOCK": clock})
    kept = rows(db, "SELECT f.digest, f.verdict, f.received_at, f.size, o.bytes FROM file f JOIN original o ON o.file = f.id ORDER BY f.name")
    equal("digest, verdict, first receipt, size and bytes",
          [(d.hex(), v, at, n, b) for d, v, at, n, b in kept],
          [(digest(p), v, "2026-11-21T08:00:00Z", p.stat().st_size, p.read_bytes()) for p, v in ((path, "trusted"), (TMP / "receipt" / "b.json", "unknown_signer"))])


def compact():
    db, files = portfolio("compact.db", A, B, C), TMP / "compact"
    paths = [s.file(files / f"{s.code}-{revision}.json", revision=revision, supplier__name="見本" * 60) for s in (A, B, C) for revision in (1, 2, 3)]
    merge(db, files)
    before, status = db.stat().st_size, tenken("status", db, "--json").json
    shutil.copy(db, TMP / "uncompacted.db")
    check("before, the files come out as received", originals(db, paths))
    ran = tenken("portfolio", "compact", db)
    check("compacting says what it saved", ran.status == 0 and b"9 files" in ran.out, ran.out, ran.err)
    check("the database is smaller, and whole", db.stat().st_size <= before and whole(db) == "ok", before, db.stat().st_size)
    check("each original is packed", all(n is not None and len(b) < n for n, b in rows(db, "SELECT unpacked, bytes FROM original")))
    check("after, too, the files come out as received", originals(db, paths))
    equal("nothing else has changed", tenken("status", db, "--json").json, status)
    ran = tenken("portfolio", "compact", db)
    check("a second time there is nothing to do, and it says so", ran.status == 0 and b"Nothing was left to pack: 9 files" in ran.out and originals(db, paths), ran.out)
    expect("the same files are known", merge(db, files), unchanged=3, superseded=6)
    newest = files / f"{A.code}-3.json"
    (TMP / "spaced.json").write_text(newest.read_text().replace("\n", "\n\n"))
    expect("a packed original still tells that the same comes again", merge(db, TMP / "spaced.json"), unchanged=1)
    with sqlite3.connect(db) as c:
        c.execute("UPDATE original SET bytes = zeroblob(50) WHERE file = 1")
    refused("a damaged original is said, not handed out", 3, ["is damaged"], "portfolio", "original", db, rows(db, "SELECT hex(digest) FROM file WHERE id = 1")[0][0].lower(), "--out", TMP / "no.json")
    return paths


def compact_killed(paths):
    library = TMP / "kill_at.so"
    subprocess.run([*os.environ.get("CC", "gcc").split(), "-std=c17", "-D_GNU_SOURCE", "-shared", "-fPIC", "-O1", "-o", library, pathlib.Path(TOP) / "tests/kill_at.c"], check=True)
    env = os.environ | {"LD_PRELOAD": str(library), "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0:detect_leaks=0"}
    db = TMP / "killed.db"
    shutil.copy(TMP / "uncompacted.db", db)
    tenken("portfolio", "compact", db, env=env | {"KILL_COUNT": str(TMP / "calls")})
    calls = int((TMP / "calls").read_text())
    check("there are points to choose from", calls > 10, calls)
    for point in range(1, calls + 1, max(1, calls // 12)):
        for old in TMP.glob("killed.db*"):
            old.unlink()
        shutil.copy(TMP / "uncompacted.db", db)
        killed = tenken("portfolio", "compact", db, env=env | {"KILL_AT": str(point)})
        opened = tenken("status", db)
        check(f"killed before change {point} of {calls}: whole, nothing lost, and done the next time",
              killed.status == -9 and opened.status == 0 and whole(db) == "ok" and originals(db, paths)
              and tenken("portfolio", "compact", db).status == 0 and originals(db, paths), killed.status, opened.err)


def purge():
    db, files = portfolio("purge.db", A, B), TMP / "purge"
    A.file(files / "a.json", answers__basic10={"1": {"level": 2, "note": SECRET}})
    B.file(files / "b.json")
    C.file(files / "claims.json", supplier__supplier_code=A.code, supplier__name=SECRET)
    expect("before", merge(db, files), merged=2, rejected=1, status=1)
    check("the note is in the file", SECRET.encode() in db.read_bytes())
    refused("without a reason", 2, ["--reason"], "portfolio", "purge", db, A.code)
    refused("a reason that is too long", 3, ["The reason is longer than"], "portfolio", "purge", db, A.code, "--reason", "x" * 100000)
    refused("an unknown supplier", 3, ["no supplier with the code S9999"], "portfolio", "purge", db, "S9999", "--reason", "x")
    ran = tenken("portfolio", "purge", db, A.code, "--reason", "contract ended")
    check("purged, with the files that only claimed to be its", ran.status == 0 and b"2 files" in ran.out, ran.out, ran.err)
    check("whole", whole(db) == "ok")
    check("nothing of the content is left in the file", SECRET.encode() not in db.read_bytes())
    known = [("supplier", "supplier"), ("assessment", "assessment"), ("file", "file"), ("pin", "pin")]
    tables = [t for t, in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    orphans = {f"{t}.{c}": n for c, of in known for t in tables if c in [r[1] for r in rows(db, f"PRAGMA table_info({t})")] and t != "trust_log"
               for n in [rows(db, f"SELECT count(*) FROM {t} WHERE {c} IS NOT NULL AND {c} NOT IN (SELECT id FROM {of})")[0][0]] if n > 0}
    equal("no table refers to what is gone", orphans, {})
    left = {t: rows(db, f"SELECT count(*) FROM {t}")[0][0] for t in ("supplier", "pin", "file", "original", "assessment")}
    equal("only the other supplier is left", left, {"supplier": 1, "pin": 1, "file": 1, "original": 1, "assessment": 1})
    status = tenken("status", db, "--json").json
    equal("a tombstone says what, when and why", status["purged"], [{"supplier_code": A.code, "purged_at": "2026-11-21T00:00:00Z", "reason": "contract ended", "files": 2}])
    check("the log has it, and its chain holds", status["trust_log_intact"] and rows(db, "SELECT what, supplier, reason FROM trust_log ORDER BY seq DESC LIMIT 1") == [("purge", A.code, "contract ended")])
    again = merge(db, files)
    expect("the old files do not come back", again, unchanged=1, rejected=2, status=1)
    check("and the reason is said", all("purged on 2026-11-21" in r["reason"] for r in again.json["rejected"]), again.json["rejected"])
    (files / "a.json").write_text((files / "a.json").read_text().replace("\n", "\n\n"))
    expect("nor with other white space", merge(db, files), unchanged=1, rejected=2, status=1)
    check("nothing of them is stored", SECRET.encode() not in db.read_bytes() and rows(db, "SELECT count(*) FROM file")[0][0] == 1)
    A.file(files / "a.json", revision=2)
    (TMP / "old.csv").write_text(f"supplier_code,name\n{A.code},Mihon Works\n{B.code},Mihon Unyu\n", encoding="utf-8")
    kept = shutil.copy(db, TMP / "returned.db")
    ran = tenken("--lang", "en", "suppliers", kept, "import", TMP / "old.csv")
    check("a list from before brings it back, and says so", b"1 supplier had been purged, and is here anew: S0001 (2026-11-21: contract ended)." in ran.out, ran.out, ran.err)
    ran = tenken("--lang", "en", "suppliers", kept, "import", TMP / "old.csv")
    check("once", ran.status == 0 and b"purged" not in ran.out, ran.out)
    (TMP / "pins.csv").write_text(f"supplier_code,certificate_sha256\n{A.code},{A.sha256}\n", encoding="utf-8")
    ran = tenken("--lang", "en", "trust", shutil.copy(db, TMP / "returned.db"), "import", TMP / "pins.csv")
    check("so does a list of certificates", b"is here anew: S0001 (2026-11-21: contract ended)." in ran.out, ran.out, ran.err)
    expect("new answers wait in quarantine, since the key is no longer known", merge(db, files), unchanged=1, quarantined=1, rejected=1, status=1)


receipt()
compact_killed(compact())
purge()
refused("an unknown digest", 3, ["holds no file"], "portfolio", "original", TMP / "purge.db", "0" * 64, "--out", TMP / "none.json")
refused("no such action", 2, ["there is no \"shrink\" here"], "portfolio", "shrink", TMP / "purge.db")
finish()
