#!/usr/bin/python3
"""tenken find: three lists that hold every supplier once, whatever way the product is written; layout 1 brought up to date."""
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import stat

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, portfolio, refused, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))


def product(name, vendor="", version="1", internet=False, credentials=False):
    return {"name": name, "vendor": vendor, "version": version, "internet": internet, "credentials": credentials}


def find(words, *more):
    ran = tenken("find", db, "--product", words, "--json", *more)
    assert ran.status == 0, ran.err
    return ran.json


def codes(found):
    return tuple([s["supplier_code"] for s in found[k]] for k in ("affected", "not_listed", "unknown"))


HOSTILE = "=Example\u202e Mail\u001b]0;x"
INVENTORIES = {
    1: [product("Example Mail", "Example", "5.1", internet=True), product("EXAMPLE-MAIL plugin")],
    2: [product("ｅｘａｍｐｌｅ　ｍａｉｌ", version="5.0")],
    3: [product("Other Mail")],
    4: [product("マイクロソフト エクスチェンジ サーバー")],
    5: [product("Exchange Server", "Microsoft", internet=True)],
    6: [],
}
suppliers = {n: Supplier(n) for n in range(1, 11)}
db, files = portfolio("p.db", *suppliers.values()), TMP / "files"
for n, inventory in INVENTORIES.items():
    suppliers[n].file(files / f"{n}.json", inventory=inventory)
document = suppliers[7].document()
del document["inventory"]
suppliers[7].file(files / "7.json", document=document)
suppliers[8].file(files / "8.json", inventory=[product(HOSTILE)], issued_at="2025-11-20T00:00:00Z", supplier__name="=1+1\u202e<b>")
suppliers[9].file(files / "9.json", inventory=[product("Other")], issued_at="2025-11-21T00:00:00Z")  # a year to the day
expect("merged", merge(db, files), merged=9)

found = find("example mail")
equal("all three lists, the exposed first", codes(found), (["S0001", "S0002", "S0008"], ["S0003", "S0004", "S0005", "S0009"], ["S0006", "S0007", "S0010"]))
equal("an empty list reassures nobody; each of the last list says why it is there", {s["supplier_code"]: s["why"] for s in found["unknown"]}, {"S0006": "empty_inventory", "S0007": "no_inventory", "S0010": "no_answers"})
equal("counts", {k: found["counts"][k] for k in ("affected", "not_listed", "unknown", "internet")}, {"affected": 3, "not_listed": 4, "unknown": 3, "internet": 1})
equal("both products of one supplier, the exposed first", [(p["name"], p["version"]) for p in found["affected"][0]["products"]], [("Example Mail", "5.1"), ("EXAMPLE-MAIL plugin", "1")])
equal("who to ring", (found["affected"][0]["emergency_phone"], found["affected"][0]["answered_on"]), ("000-0000-0001", "2026-11-20"))
equal("an old inventory that names it counts, and is marked", [s["inventory_old"] for s in found["affected"]], [False, False, True])
for spelling in ("Example Mail", "EXAMPLEMAIL", "ｅｘａｍｐｌｅ－ｍａｉｌ", "example  ｍａｉｌ!", "example\u3000mail"):
    equal(f"spelled {spelling}", codes(find(spelling)), codes(found))
nothing = find("no such thing")
equal("nobody: an old inventory says nothing then", codes(nothing)[2], ["S0006", "S0007", "S0008", "S0010"])
equal("and that is why", [s["why"] for s in nothing["unknown"] if s["supplier_code"] == "S0008"], ["old_inventory"])
for words in ("Microsoft Exchange", "マイクロソフト　ｴｸｽﾁｪﾝｼﾞ", "ﾏｲｸﾛｿﾌﾄ Exchange", "えくすちぇんじ"):
    equal(f"known aliases: {words}", sorted(codes(find(words))[0]), ["S0004", "S0005"])

(TMP / "own.csv").write_text("product,alias\nExample Mail,見本メール\n", encoding="utf-8-sig")
equal("before the prime's own alias", codes(find("見本メール"))[0], [])
ran = tenken("find", db, "--aliases", TMP / "own.csv")
check("own aliases are read", ran.status == 0 and ran.out == b"1 alias read.\n", ran.out, ran.err)
equal("and found by", codes(find("見本ﾒｰﾙ")), codes(found))

ran = tenken("find", db, "--product", "example mail", "--csv", TMP / "out.csv")
text = ran.out.decode()
check("in words", ran.status == 0 and "Run it: 3 suppliers, 1 of them exposed to the internet.\n" in text and "Do not list it: 4 suppliers.\n" in text, text, ran.err)
shown = [re.findall(r"S00\d\d", part) for part in re.split("Do not list it:\n|Cannot tell:\n", text)]
equal("all three lists are there, each under its heading", tuple(shown), codes(found))
check("with why it cannot be told", re.search(r"S0006.*\n +empty list\n.*S0007.*\n +no list\n.*S0010.*\n +no answers\n", text) is not None, text)
check("nothing of a hostile name reaches the terminal", "\x1b" not in text and "\u202e" not in text, text)
equal("only the owner may read the CSV", stat.S_IMODE(os.stat(TMP / "out.csv").st_mode), 0o600)
raw = (TMP / "out.csv").read_bytes()
table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
check("as Excel wants it", raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 12, raw)
equal("every supplier is in the CSV", sorted({r["supplier_code"] for r in table}), [s.code for s in suppliers.values()])
hostile = [r for r in table if r["supplier_code"] == "S0008"][0]
check("no formula, no control", hostile["product"].startswith("'=") and hostile["name"].startswith("'=") and "\x1b" not in raw.decode(), hostile)
ja = tenken("find", db, "--product", "example mail", "--lang", "ja").out.decode()
check("in Japanese", "3社" in ja and "Run it" not in ja, ja)

# a newer inventory takes the place of the older one; one from the future is as old as its receipt
suppliers[1].file(TMP / "more" / "1.json", assessment_id=assessment(1), period="2027", inventory=[product("Other")], issued_at="2026-11-21T00:00:00Z")
suppliers[6].file(TMP / "more" / "6.json", assessment_id=assessment(6), period="2027", inventory=[product("Example Mail")], issued_at="2099-01-01T00:00:00Z")
expect("later answers", merge(db, TMP / "more"), merged=2)
later = find("example mail")
equal("the newest inventory counts", codes(later)[0], ["S0002", "S0006", "S0008"])
equal("no answer is fresher than its receipt", later["affected"][1]["answered_on"], "2026-11-21")
unanswered = [s for s in later["unknown"] if s["supplier_code"] == "S0010"][0]
equal("a supplier without any answer", (unanswered["answered_on"], unanswered["emergency_phone"]), (None, None))

# layout 1: what was merged then is found too. A database as that version left it: its own layout, and what both have in common.
source = (TOP / "app" / "store" / "portfolio_schema.c").read_text(encoding="utf-8")
layout = "".join(json.loads(line) for line in re.findall(r'^    ("(?:[^"\\]|\\.)*")', source[source.index("LAYOUT_1[]"):source.index("LAYOUT_2[]")], re.M))
new, old = sqlite3.connect(db), sqlite3.connect(TMP / "old.db")
old.executescript(layout)
for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
    columns = ", ".join(c[1] for c in old.execute(f"PRAGMA table_info({name})"))
    have = [c[1] for c in new.execute(f"PRAGMA table_info({name})")]
    values = new.execute(f"SELECT {', '.join(c if c in have else 'zeroblob(32)' for c in columns.split(', '))} FROM {name}").fetchall()
    old.executemany(f"INSERT INTO {name}({columns}) VALUES({', '.join('?' * (columns.count(',') + 1))})", values)
old.executescript(f"PRAGMA application_id = {new.execute('PRAGMA application_id').fetchone()[0]}; PRAGMA user_version = 1;")
old.close()
new.close()
db = TMP / "old.db"
os.chmod(db, 0o400)
if os.geteuid() != 0:
    refused("an old layout that cannot be changed", 3, ["older layout (1)"], "find", db, "--product", "x")
os.chmod(db, 0o600)
equal("filled in by the upgrade", codes(find("example mail")), codes(later))

# ---- as replies are merged
def named(name):
    pack = json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8"))
    return {"id": pack["id"], "version": pack["version"], "sha256": hashlib.sha256(gen.canonical(pack)).hexdigest()}


before = codes(find("example mail"))[0]
suppliers[2].file(TMP / "replies" / "2.json", assessment_id=assessment(92), packs=[named("emergency-malware")], inventory=[], period="2028", issued_at="2026-11-21T00:00:00Z",
                  answers={"emergency-malware": {"warn-staff": {"done": True}}})
expect("a reply", merge(db, TMP / "replies"), merged=1)
equal("a reply that was asked for no inventory takes nobody off the list", codes(find("example mail"))[0], before)
suppliers[2].file(TMP / "none-left" / "2.json", assessment_id=assessment(93), packs=[named("supply-chain")], inventory=[], issued_at="2026-11-21T00:00:00Z",
                  answers={"supply-chain": {"survey": {"level": 1}}}, period="2029")
expect("an answer that was asked for it", merge(db, TMP / "none-left"), merged=1)
check("nor does one that was, and lists nothing", "S0002" in before and codes(find("example mail"))[0] == before, codes(find("example mail")))

# layout 10: empty lists counted as inventories
plain = sqlite3.connect(TMP / "ten.db")
sqlite3.connect(db).backup(plain)
plain.executescript("""DELETE FROM inventory WHERE assessment IN (SELECT a.id FROM assessment a JOIN supplier s ON s.id = a.supplier WHERE s.code = 'S0003');
    DROP INDEX request_alarm; ALTER TABLE request DROP COLUMN about; ALTER TABLE supplier DROP COLUMN phone; PRAGMA user_version = 10;""")
plain.close()
os.chmod(TMP / "ten.db", 0o600)
new, db = db, TMP / "ten.db"
equal("an empty list that was merged before reassures nobody either", [(s["supplier_code"], s["why"]) for s in find("no such thing")["unknown"] if s["supplier_code"] == "S0003"], [("S0003", "empty_inventory")])
db = new

# ---- one step from the list to signed requests
(TMP / "pass").write_text("correct horse battery\n")
os.chmod(TMP / "pass", 0o600)
assert tenken("identity", "new", TMP / "prime.p12", "--name", "Prime", "--passphrase-file", TMP / "pass").status == 0
key = ("--identity", TMP / "prime.p12", "--passphrase-file", TMP / "pass", "--due", "2026-11-24")
ran = tenken("find", db, "--product", "example mail", "--request", TMP / "asked", *key)
check("emergency requests", ran.status == 0, ran.out, ran.err)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in sorted((TMP / "asked").iterdir()) if p.suffix != ".csv"]
equal("to each that runs it, and nobody else", sorted(d["supplier_code"] for d in made), codes(find("example mail"))[0])
equal("with the emergency questionnaire", {(tuple(p["id"] for p in d["packs"]), d["due"]) for d in made}, {(("emergency-malware",), "2026-11-24")})
ran = tenken("find", db, "--product", "example mail", "--request", TMP / "others", "--list", "unknown", "--pack", "basic10", *key)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in sorted((TMP / "others").iterdir()) if p.suffix != ".csv"]
equal("or to those of whom it cannot be told, with another one", (sorted(d["supplier_code"] for d in made), {d["packs"][0]["id"] for d in made}), (codes(find("example mail"))[2], {"basic10"}))
ran = tenken("find", db, "--product", "nothing of the kind", "--request", TMP / "none", *key)
check("nobody: no request", ran.status == 0 and b"no request was made" in ran.err and list((TMP / "none").glob("*.json")) == [], ran.out, ran.err)
refused("no due date", 2, ["--due"], "find", db, "--product", "x", "--request", TMP / "x", "--identity", TMP / "prime.p12")
refused("an unknown list", 2, ["affected"], "find", db, "--product", "x", "--request", TMP / "x", "--list", "all", *key)

refused("no database", 2, ["name the database"], "find")
refused("no product", 2, ["--product"], "find", db)
refused("a product without a letter", 2, ["letter or digit"], "find", db, "--product", " \u3000")
refused("one word too many", 2, ["too many"], "find", db, "x", "--product", "y")
refused("an alias of nothing", 3, ["own.csv", "line 2"], "find", db, "--aliases", (lambda p: (p.write_text("product,alias\nx,\n"), p)[1])(TMP / "own.csv"))
refused("a directory in the way", 3, ["directory"], "find", db, "--product", "x", "--csv", TMP)
finish()
