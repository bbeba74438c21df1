#!/usr/bin/python3
"""Merged again: files that have not changed since an earlier merge read them are not opened, which the kernel tells, and counted all the same."""
import ctypes
import datetime
import os
import shutil
import sqlite3
import struct

from portfolio_case import LAYOUT_13, TMP, TOP, Supplier, check, equal, expect, finish, gen, merge, pack_named, pins, portfolio, tenken

os.chdir(TMP)
LATER = "2090-01-01T00:00:00Z"  # long after the files of this test were written, whenever it is run
A, B, C = (Supplier(n, end=gen.NOW + 90 * gen.YEAR) for n in range(1, 4))
IN_OPEN, IN_ISDIR = 0x20, 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def at(clock=LATER, **more):
    return os.environ | {"TENKEN_CLOCK": clock} | more


def opened(database, directory, *paths, env=None):
    """The merge, and how many files of the directory it opened."""
    watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert watch >= 0 and libc.inotify_add_watch(watch, os.fsencode(directory), IN_OPEN) >= 0
    ran = merge(database, *(paths or [directory]), env=env or at())
    events = b""
    try:
        while more := os.read(watch, 65536):
            events += more
    except BlockingIOError:
        pass
    os.close(watch)
    names = []
    while events:
        _, mask, _, n = struct.unpack_from("iIII", events)
        if not mask & IN_ISDIR:
            names.append(events[16:16 + n].rstrip(b"\0").decode())
        events = events[16 + n:]
    return ran, names


def again(name, database, directory, wanted, *paths, status=0, rejected=0, env=None, **counts):
    """What becomes of the files, and which of them are opened for it."""
    ran, names = opened(database, directory, *paths, env=env)
    expect(name, ran, status, rejected, **counts)
    equal(f"{name}: opened", sorted(names), sorted(wanted))


def in_place(path, supplier, **changes):
    """Other content of the same size in the same file, with its mtime as it was."""
    before = os.stat(path)
    while os.stat(path).st_ctime_ns == before.st_ctime_ns:  # until the clock of the file system has ticked
        supplier.file(path, **changes)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = os.stat(path)
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns)


def unchanged():
    db, files = portfolio("unchanged.db", A, B), TMP / "unchanged"
    A.file(files / "a.json")
    B.file(files / "b.json")
    B.file(files / "b0.json", revision=2)
    again("a first merge", db, files, ["a.json", "b.json", "b0.json"], merged=2, superseded=1)
    again("the same again", db, files, [], unchanged=2, superseded=1)
    again("named one by one", db, files, [], files / "a.json", files / "b.json", unchanged=1, superseded=1)
    again("to be read whatever it seems", db, files, ["a.json", "b.json", "b0.json"], "--reread", files, unchanged=2, superseded=1)
    again("which changes nothing", db, files, [], unchanged=2, superseded=1)
    os.rename(files / "a.json", files / "z.json")
    again("under another name", db, files, ["z.json"], unchanged=2, superseded=1)
    again("known by that, too", db, files, [], unchanged=2, superseded=1)
    copied = TMP / "copied"
    shutil.copytree(files, copied)
    again("in a copied directory", db, copied, ["b.json", "b0.json", "z.json"], unchanged=2, superseded=1)
    again("known there, too", db, copied, [], unchanged=2, superseded=1)
    C.file(copied / "c.json")
    ran, names = opened(db, copied)
    check("only what is new is opened: of an unknown signer", names == ["c.json"] and ran.json["quarantined"] == 1 and ran.json["files"] == 4, names, ran.json)


def changed():
    db, files = portfolio("changed.db", A, B), TMP / "changed"
    A.file(files / "a.json", revision=1)
    B.file(files / "b.json", revision=1)
    again("two files", db, files, ["a.json", "b.json"], merged=2)
    in_place(files / "b.json", B, revision=2)
    again("one of them changed in place", db, files, ["b.json"], merged=1, unchanged=1)
    again("and is what it is now", db, files, [], unchanged=2)
    in_place(files / "b.json", B, revision=1)
    again("taken back", db, files, ["b.json"], unchanged=1, superseded=1)


def judged_again():
    db, files = portfolio("judged.db", A), TMP / "judged"
    A.file(files / "a.json")
    B.file(files / "b.json")
    C.file(files / "c.json")
    (files / "text.json").write_text("no answers")
    again("two unknown signers", db, files, ["a.json", "b.json", "c.json", "text.json"], status=1, merged=1, quarantined=2, rejected=1)
    again("wait, and are looked at", db, files, ["b.json", "c.json", "text.json"], status=1, unchanged=1, quarantined=2, rejected=1)
    assert tenken("trust", db, "import", pins(TMP / "b.csv", B), env=at()).status == 0
    again("one is known now", db, files, ["b.json", "c.json", "text.json"], status=1, merged=1, unchanged=1, quarantined=1, rejected=1)
    assert tenken("trust", db, "accept", C.code, env=at()).status == 0
    again("the other is accepted", db, files, ["c.json", "text.json"], status=1, merged=1, unchanged=2, rejected=1)
    again("now both are passed over", db, files, ["text.json"], status=1, unchanged=3, rejected=1)
    assert tenken("trust", db, "revoke", B.code, "--reason", "lost", env=at()).status == 0
    again("revoked", db, files, ["b.json", "text.json"], status=1, unchanged=2, rejected=2)
    assert tenken("portfolio", "purge", db, A.code, "--reason", "over", env=at()).status == 0
    again("purged", db, files, ["a.json", "b.json", "text.json"], status=1, unchanged=1, rejected=3)


def pack_comes():
    bare, db, files = TMP / "bare", portfolio("packs.db", A), TMP / "packs"
    (bare / "questionnaires").mkdir(parents=True)
    pack = gen.json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
    A.file(files / "a.json", packs=[pack_named(pack)], answers={"basic10": {"1": {"level": 2}}})
    without, present = at(TENKEN_DATADIR=str(bare)), at(TENKEN_DATADIR=str(TOP))
    again("its questionnaire is not here", db, files, ["a.json"], env=without, merged=1)
    again("nor is it now", db, files, [], env=without, unchanged=1)
    again("it is here now", db, files, ["a.json"], env=present, unchanged=1)
    equal("and the answers are scored", sqlite3.connect(db).execute("SELECT held FROM answer").fetchall(), [(1,)])
    again("once", db, files, [], env=present, unchanged=1)


def just_written():
    """Within two seconds another change could leave the same times: nothing is concluded from them."""
    db, files = portfolio("young.db", A), TMP / "young"
    path = A.file(files / "a.json")
    second = int(os.stat(path).st_ctime)

    def clock(seconds):
        return datetime.datetime.fromtimestamp(second + seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    again("just written", db, files, ["a.json"], env=at(clock(2)), merged=1)
    again("so it is read again", db, files, ["a.json"], env=at(clock(2)), unchanged=1)
    again("and once more", db, files, ["a.json"], env=at(clock(3)), unchanged=1)
    again("then it has settled", db, files, [], env=at(clock(3)), unchanged=1)


def layout_before():
    db, files = portfolio("older.db", A, B), TMP / "older"
    A.file(files / "a.json")
    B.file(files / "b.json")
    again("two files", db, files, ["a.json", "b.json"], merged=2)
    raw = sqlite3.connect(db)
    raw.executescript(LAYOUT_13)
    raw.close()
    again("a portfolio of the layout before knows them by their digests", db, files, ["a.json", "b.json"], unchanged=2)
    again("and notes the rest", db, files, [], unchanged=2)
    equal("without a run of its own", sqlite3.connect(db).execute("SELECT value FROM counter WHERE name = 'run'").fetchall(), [(1,)])


for scene in (unchanged, changed, judged_again, pack_comes, just_written, layout_before):
    scene()
finish()
