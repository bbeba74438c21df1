#!/usr/bin/python3
"""tenken merge over directories that were made to break it, and on disks and databases that fail."""
import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3

from portfolio_case import TMP, Supplier, check, equal, expect, finish, gen, merge, portfolio, refused, tenken

A, B, C = (Supplier(n) for n in range(1, 4))
ESC = "\x1b]0;owned\x07\x1b[31m"


def clean(name, ran):
    """No control character but the newline reaches stdout or stderr."""
    text = (ran.out + ran.err).decode("utf-8")
    bad = {c for c in text if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff"}
    check(name, not bad, bad, text)


def directory():
    db, files = portfolio("directory.db", A, B), TMP / "hostile"
    A.file(files / "good.json")
    B.file(files / ("name with\nnewline and " + ESC.replace("/", "") + "\u202e.json"))
    (files / "empty.json").write_bytes(b"")
    (files / "not json at all").write_bytes(bytes(range(0xFF, 0x7F, -1)) * 4)
    (files / b"\xff\xfe not utf-8".decode("utf-8", "surrogateescape")).write_bytes(b"{}")
    huge = files / "huge.json"
    with open(huge, "wb") as f:
        f.truncate(10 * 1024**3)  # sparse: ten gigabytes that nobody should read
    os.mkfifo(files / "pipe")
    os.symlink("/dev/zero", files / "zero")
    os.symlink("/nowhere/at/all", files / "dangling")
    os.symlink(files, files / "loop")
    os.symlink("/etc", files / "etc")
    s = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(files)
    s.bind("socket")
    deep = files / "deep"
    deep.mkdir()
    os.chdir(deep)
    for _ in range(200):
        os.mkdir("d" * 40)
        os.chdir("d" * 40)
    with open("unreachable.json", "w") as f:
        f.write("{}")
    os.chdir(here)
    ran = merge(db, files)
    expect("a hostile directory", ran, 1, merged=2, rejected=5)
    equal("links, pipes and sockets are passed over and said so", ran.json["skipped"], 6)
    reasons = "\n".join(sorted(r["reason"] for r in ran.json["rejected"]))
    for words in ("The file is empty", "larger than 32 MB", "more than 64 levels deep", "This is no answers file."):
        check(f"a reason: {words}", words in reasons, reasons)
    clean("nothing of it reaches the terminal, as JSON", ran)
    expect("the same again", merge(db, files), 1, unchanged=2, rejected=5)
    text = tenken("merge", "--into", db, files)
    clean("nor in words", text)
    check("in words: reasons on stderr, counts on stdout", len([line for line in text.err.splitlines() if not line.startswith(b"    ")]) == 5 and b"5  rejected" in text.out, text.out, text.err)
    clean("nor from status", tenken("status", db))
    listed = tenken("status", db, "--json")
    clean("nor from status as JSON", listed)
    equal("status lists each rejected file once", len(listed.json["rejected"]), 5)
    many = TMP / "many"
    many.mkdir()
    for name in ("1.txt", "2.txt", "3.txt", "4.txt"):
        (many / name).write_text("a letter" if name < "4" else "another")
    ran = merge(db, many)
    expect("copies are rejected one by one", ran, 1, rejected=4)
    said = tenken("--lang", "en", "merge", "--into", db, many)
    check("and it is said that they are copies", ran.json["rejected_copies"] == 2 and b"2  of them copies of others" in said.out, ran.json, said.out)
    B.file(TMP / "twice" / "1.json")
    shutil.copy(TMP / "twice" / "1.json", TMP / "twice" / "2.json")
    stranger = portfolio("stranger.db")
    said = tenken("--lang", "en", "merge", "--into", stranger, TMP / "twice")
    ran = merge(stranger, TMP / "twice")
    check("so are those that wait in quarantine", ran.json["quarantined"] == 2 and ran.json["quarantined_copies"] == 1 and b"1  of them copies of others" in said.out, ran.json, said.out)
    equal("where status has one", tenken("status", stranger, "--json").json["quarantined_files"], 1)
    equal("since status has them once", len(tenken("status", db, "--json").json["rejected"]), 7)
    s.close()
    check("each with its name", all(w in text.out for w in (b"6  passed over (links", b"dangling")), text.out)
    link = TMP / "link"
    os.symlink(files, link)
    expect("a link that the user names is followed", merge(db, link), 1, unchanged=2, rejected=5)
    shutil.rmtree(deep)


def alike():
    """Many files of which the same is said leave room for the others, whichever come first."""
    db, files = portfolio("alike.db"), TMP / "alike"
    files.mkdir()
    for n in range(60):
        (files / f"a{n:02}.json").write_text("")
    (files / "y.json").write_text("{}")
    (files / "z.txt").write_text("a letter")
    for n in range(30):
        (files / f"b{n:02}.json").write_text(json.dumps(gen.signed(C.document(assessment_id=str(gen.uuid.UUID(int=n)) if hasattr(gen, "uuid") else C.document()["assessment_id"]), C.key, C.certificate)).replace('"revision": 1', f'"revision": {n + 2}'))
    ran = merge(db, files)
    text = tenken("--lang", "en", "merge", "--into", db, files).err.decode()
    shown = re.findall(rf"^{re.escape(str(files))}/(\w)\d*\.\w+: ", text, re.M)
    equal("of the empty ones five are named, of the others with numbers more, and each other one", {k: shown.count(k) for k in set(shown)}, {"a": 5, "b": 5, "y": 1, "z": 1})
    check("the end counts the rest by kind", re.search(rf"… and {len(ran.json['rejected']) - len(shown)} more rejected: tenken status \S+ --json lists them all\.\n    55 of them for the same reason as {re.escape(str(files))}/a00\.json\n", text), text[-600:])
    said = tenken("--lang", "en", "status", db).out.decode()
    check("so does status", all(w in said for w in ("y.json", "z.txt", "more: --json lists them all.\n    55 of them for the same reason as ")) and said.count("/a0") == 6, said)
    equal("the JSON has them all", len(tenken("status", db, "--json").json["rejected"]), len(ran.json["rejected"]))


def alike():
    """Many files of which the same is said leave room for the others, whichever come first."""
    db, files = portfolio("alike.db"), TMP / "alike"
    files.mkdir()
    for n in range(60):
        (files / f"a{n:02}.json").write_text("")
        (files / f"b{n:02}.json").write_text("{" + (n + 1) * "\n" + '"a": 1,,}')
    (files / "y.json").write_text("{}")
    (files / "z.txt").write_text("a letter")
    text = tenken("--lang", "en", "merge", "--into", db, files).err.decode()
    shown = re.findall(rf"^{re.escape(str(files))}/(\w)\d*\.\w+: ", text, re.M)
    equal("of equal ones five are named, of the others as many as fit, and each that is alone", {k: shown.count(k) for k in sorted(set(shown))}, {"a": 5, "b": 45, "y": 1, "z": 1})
    rest = "more rejected: tenken status {db} --json lists them all.\n    55 of them for the same reason as {files}/a00.json\n    15 of them for the same reason as {files}/b00.json\n"
    check("the end counts the rest by kind", text.endswith("… and 70 " + rest.format(db=db, files=files)), text[-600:])
    said = tenken("--lang", "en", "status", db).out.decode()
    check("so does status", all(w in said for w in ("y.json", "z.txt", "  … and 100 more: --json lists them all.\n    55 of them for the same reason as ")) and len(re.findall(r"/[abyz]\d*\.\w+  2026", said)) == 22, said)
    said = tenken("--lang", "ja", "status", db).out.decode()
    check("in Japanese, too", "y.json" in said and "55件" in said and len(re.findall(r"/[abyz]\d*\.\w+  2026", said)) == 22, said)
    equal("the JSON has them all", len(tenken("status", db, "--json").json["rejected"]), 122)


def litter():
    """What programs leave in an inbox is not rejected for ever."""
    db, files = portfolio("litter.db", A), TMP / "litter"
    A.file(files / "good.json")
    left = (".hidden.json", ".DS_Store", "Thumbs.db", "thumbs.DB", "Desktop.ini", "~$list.xlsx")
    for name in left:
        (files / name).write_bytes(b"{}")
    (files / ".git").mkdir()
    B.file(files / ".git" / "b.json")
    (files / "Thumbs.db.json").write_bytes(b"{}")
    ran = merge(db, files)
    expect("litter is passed over, what is only called like it is not", ran, 1, merged=1, rejected=1)
    equal("and counted", ran.json["skipped"], 7)
    text = tenken("merge", "--into", db, files).out
    check("with the first names", b"7  passed over (hidden files" in text and b".DS_Store, .git, .hidden.json, Desktop.ini, Thumbs.db, \xe2\x80\xa6\n" in text, text)
    expect("who names such a file means it", merge(db, files / ".hidden.json"), 1, rejected=1)


def broken_files():
    """Good files, each broken in one place: every one is rejected or quarantined, none stops the others."""
    db, files = portfolio("broken.db", A, C), TMP / "broken"
    good = A.file(files / "000 good.json").read_bytes()
    C.file(files / "zzz good.json")
    value = json.loads(good)

    def put(name, content):
        (files / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode())

    for i in range(0, len(good), max(1, len(good) // 150)):  # cut anywhere
        put(f"cut {i:05}", good[:i] or b" ")
    for i in range(0, len(good), max(1, len(good) // 150)):  # one bit flipped anywhere
        put(f"flip {i:05}", good[:i] + bytes([good[i] ^ 0x04]) + good[i + 1:])
    put("unsigned", {**value, "signatures": []})
    put("no signatures", {k: v for k, v in value.items() if k != "signatures"})
    put("newer", {**value, "format": "tenken-answers/2"})
    put("extra", {**value, "more": 1})
    put("nine", {**value, "signatures": value["signatures"] * 9})
    put("document of another", {**value, "document": C.document()})
    put("array", [value])
    put("deep", b"[" * 100000)
    put("wide", b"[" + b"0," * 300000 + b"0]")
    put("request", gen.signed(gen.request_document(), A.key, A.certificate, "requester", "request"))
    put("assessor only", gen.signed(A.document(), A.key, A.certificate, "assessor"))
    put("zip", b"PK\x03\x04" + b"\0" * 100)
    ran = merge(db, files)
    result = ran.json
    broken = len(os.listdir(files)) - 2
    check("at least 300 hostile files among good ones", broken >= 300, broken)
    text = tenken("--lang", "en", "merge", "--into", db, files).err.decode()
    found = re.search(f"… and ([0-9]+) more rejected: tenken status {re.escape(str(db))} --json lists them all.\n((?:    [0-9]+ of them for the same reason as .*\n)+)$", text)
    check("who reads the names of the first learns of the rest", found and len(result["rejected"]) - 70 < int(found[1]) <= len(result["rejected"]) - 20, text[-500:])
    check("by kinds, as far as they are alike", found and 0 < sum(int(line.split()[0]) for line in found[2].splitlines()) <= int(found[1]), text[-500:])
    # a flipped bit in an indentation or a name of the outer object changes white space or is refused, never anything signed
    check("every broken file is rejected or says the same as the good one", result["merged"] == 2 and result["unchanged"] + len(result["rejected"]) == broken
          and result["unchanged"] <= 12 and ran.status == 1, result["merged"], result["unchanged"], len(result["rejected"]))
    check("each with a reason", all(r["reason"] for r in result["rejected"]), [r for r in result["rejected"] if not r["reason"]][:3])
    clean("and nothing unprintable", ran)


def names():
    db, files = portfolio("names.db", A), TMP / "names"
    evil = f"{ESC}<script>alert(1)</script>\u202e=HYPERLINK(1)"
    A.file(files / "a.json", supplier__name=evil, supplier__contact__name=evil, inventory=[{"name": evil, "vendor": evil, "version": evil, "internet": True, "credentials": True}])
    B.file(files / "b.json", supplier__name=evil, supplier__supplier_code="B\u202eX")
    ran = merge(db, files)
    clean("names with control characters: merge", ran)
    check("they are merged or waiting, never lost", ran.json["merged"] + ran.json["quarantined"] + len(ran.json["rejected"]) == 2, ran.out)
    for arguments in (("status", db), ("status", db, "--json"), ("suppliers", db, "list"), ("trust", db, "list"), ("trust", db, "accept", "S0002")):
        clean(f"{arguments[0]} {arguments[-1]}", tenken(*arguments))


def paths():
    db = portfolio("paths.db", A)
    files = TMP / "paths"
    A.file(files / "a.json")
    shutil.copy(db, files / "copy.db")  # a database lying among the answers is a file like any other …
    inside = files / "own.db"
    os.rename(db, inside)
    expect("… but the portfolio itself is none", merge(inside, files), 1, merged=1, rejected=1)
    refused("a path that is not there: nothing is merged", 3, ["nowhere.json", "nothing was merged"], "merge", "--into", inside, files, TMP / "nowhere.json")
    refused("no portfolio", 3, ["There is no portfolio"], "merge", "--into", TMP / "none.db", files)
    refused("no path", 2, ["name the files"], "merge", "--into", inside)
    refused("no database", 2, ["--into"], "merge", files)
    refused("an unknown option", 2, ["--frobnicate"], "merge", "--into", inside, "--frobnicate", files)


def databases():
    db = portfolio("old.db", A)
    files = A.file(TMP / "databases" / "a.json").parent
    newer = TMP / "newer.db"
    shutil.copy(db, newer)
    with sqlite3.connect(newer) as c:
        c.execute("PRAGMA user_version = 1000")
    before = newer.read_bytes()
    for arguments in (("merge", "--into", newer, files), ("status", newer), ("trust", newer, "list"), ("suppliers", newer, "list"),
                      ("report", newer, "--json"), ("find", newer, "--product", "x"), ("view", newer, "--keys", os.devnull, "--screen", TMP / "screen.txt")):
        refused(f"a newer version: {arguments[0]}", 3, ["newer version", "update the program"], *arguments)
    check("a newer database was left as it was", newer.read_bytes() == before)
    (TMP / "text.db").write_text("just some text, and long enough to be looked at\n" * 50)
    refused("no database", 3, ["is not a portfolio database"], "merge", "--into", TMP / "text.db", files)
    damaged = TMP / "damaged.db"
    content = bytearray(db.read_bytes())
    content[16384:49152] = b"\xa5" * 32768
    damaged.write_bytes(content)
    ran = tenken("status", damaged)
    check("a damaged database", ran.status == 3 and b"is damaged" in ran.err and b"backup" in ran.err, ran.status, ran.err)
    refused("init overwrites nothing", 3, ["exists already"], "portfolio", "init", db)


def reachable(user):
    """Whether another user can run the program where it lies, and finds its questionnaires: not in a closed home directory."""
    try:
        return tenken("pack", "list", **user).status == 0
    except PermissionError:
        return False


def read_only():
    """As another user where the tests run as root, whom modes do not stop."""
    db = portfolio("readonly.db", A)
    files = A.file(TMP / "readonly" / "a.json").parent
    merge(db, files)
    os.chmod(db, 0o444)
    before = db.read_bytes()
    user = {}
    if os.geteuid() == 0:
        user = {"user": 65534, "group": 65534, "extra_groups": []}
        os.chmod(TMP, 0o755)
        if not reachable(user):
            print("# the program cannot be run as another user here: only the refusals that need none")
            os.chmod(db, 0o600)
            return
    refused("a read-only database", 4, ["readonly.db", "read-only"], "merge", "--into", db, files, **user)
    ran = tenken("status", db, "--json", **user)
    check("reading it works", ran.status == 0 and ran.json["answered"] == 1, ran.status, ran.err)
    check("it was left as it was", db.read_bytes() == before)


def full_disk():
    """A limit on the size of files stands for a full disk: writing fails in the middle of a merge."""
    everybody = [Supplier(n) for n in range(200, 260)]
    db, files = portfolio("full.db", *everybody), TMP / "full"
    for s in everybody:
        s.file(files / f"{s.code}.json")
    size = db.stat().st_size

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50000, size + 50000))

    ran = merge(db, files, preexec_fn=limit)
    check("a full disk is said in one sentence", ran.status == 4 and b"full.db" in ran.err and ran.err.count(b"\n") == 1, ran.status, ran.err)
    check("and the counts say what was kept", ran.json["complete"] is False and ran.json["files"] == 0, ran.out)
    equal("the database is whole", [sqlite3.connect(db).execute("PRAGMA integrity_check").fetchone()[0], tenken("status", db, "--json").json["answered"]], ["ok", 0])
    expect("with room again the merge completes", merge(db, files), merged=60)


for scene in (directory, alike, litter, broken_files, names, paths, databases, read_only, full_disk):
    scene()
finish()
