#!/usr/bin/python3
"""tenken find: three lists that hold every supplier once, whatever way the product is written; layout 1 brought up to date."""
import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import stat
import unicodedata

from portfolio_case import LAYOUT_12, TMP, TOP, Supplier, assessment, check, equal, expect, finish, merge, pack_named, passphrase, portfolio, refused, request_named, tenken

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

slip = find("exampel mial")
equal("a slip of the finger: nobody, and what may have been meant", (codes(slip)[0], slip["similar"][0]), ([], {"name": "Example Mail", "suppliers": 2}))
equal("nothing is offered where nothing is like it", (find("zzzzz")["similar"], find("zzzzz")["same_maker"]), ([], []))
equal("nor is it by another name of it: what runs is offered", {s["name"] for s in find("エクスチュンジ")["similar"]}, {"Exchange Server", "マイクロソフト エクスチェンジ サーバー"})
said = tenken("find", db, "--product", "exampel mial").out.decode()
check("in words", 'Nobody lists anything by the name "exampel mial". Did you mean: "Example Mail" (2 suppliers)' in said, said)
(TMP / "keys").write_text("9\ntext exampel mial\nEnter\n")
tenken("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "80x24")
check("and on the board", 'Nobody lists this. Did you mean "Example Mail" (2 suppliers)' in (TMP / "board.txt").read_text(encoding="utf-8"), (TMP / "board.txt").read_text(encoding="utf-8"))

sounds = portfolio("sounds.db", *[suppliers[n] for n in range(1, 8)])
for n, (name, vendor) in enumerate((("サクラゲート", "サクラ通信機"), ("SakuraGate 60", "サクラ通信機"), ("ＳａｋｕｒａＧａｔｅ　６０", "Sakura"), ("SakuraGete 60", "サクラ通信機"),
                                    ("花ルータ", "サクラ通信機"), ("Other", "サクラ通信機工業"), ("サーバー", "Example")), 1):
    suppliers[n].file(TMP / "sounds" / f"{n}.json", assessment_id=assessment(500 + n), inventory=[dict(product(name), vendor=vendor)])
expect("one product under many names", merge(sounds, TMP / "sounds"), merged=7)


def offered(words):
    heard = json.loads(tenken("find", sounds, "--product", words, "--json").out)
    return [len(heard["affected"])] + [{unicodedata.normalize("NFKC", s["name"]): s["suppliers"] for s in heard[kind]} for kind in ("similar", "same_maker")]


kana, latin = offered("サクラゲート"), offered("SakuraGate")
equal("kana: the same in Latin letters, misspelled too, and what else the maker makes", kana, [1, {"SakuraGate 60": 2, "SakuraGete 60": 1}, {"花ルータ": 1}])
equal("Latin letters: the same in kana", latin, [2, {"サクラゲート": 1, "SakuraGete 60": 1}, {"花ルータ": 1}])
equal("how a word of English is written in kana", offered("server"), [0, {"サーバー": 1}, {}])
said = tenken("find", sounds, "--product", "サクラゲート").out.decode()
check("said before what to do next", 0 < said.find('" (2 suppliers), "SakuraGete 60" (1 supplier).') < said.find("are not asked: search") < said.find("Next:"), said)
(TMP / "keys").write_text("9\ntext サクラゲート\nEnter\n")
tenken("view", sounds, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "80x24")
said = (TMP / "board.txt").read_text(encoding="utf-8")
check("and on the board", "much like it" in said and "Of the same maker" in said, said)

loan = portfolio("loan.db", *[suppliers[n] for n in range(1, 8)])
for n, (name, vendor) in enumerate((("VaultGate SSL-VPN", "Norivex"), ("ヴォルトゲート　ＳＳＬ－ＶＰＮ", "ノリベックス"), ("ﾎﾞﾙﾄｹﾞｰﾄ SSL-VPN", ""), ("Mail Filter", "ノリヴェックス"),
                                    ("メールフィルター", "Noritake"), ("SSL-VPN", "見本"), ("WatchGuard", "WatchGuard")), 1):
    suppliers[n].file(TMP / "loan" / f"{n}.json", assessment_id=assessment(600 + n), inventory=[dict(product(name), vendor=vendor)])
expect("a name that each supplier writes by ear", merge(loan, TMP / "loan"), merged=7)
for words, others, made in (("VaultGate SSL-VPN", {"ヴォルトゲート SSL-VPN", "ボルトゲート SSL-VPN"}, {"Mail Filter"}), ("ヴォルトゲート SSL-VPN", {"VaultGate SSL-VPN", "ボルトゲート SSL-VPN"}, set())):
    heard = json.loads(tenken("find", loan, "--product", words, "--json").out)
    like, maker = ({unicodedata.normalize("NFKC", s["name"]) for s in heard[kind]} for kind in ("similar", "same_maker"))
    equal(f"{words}: the other spellings, and nothing else", (len(heard["affected"]), like, maker), (1, others, made))

names = portfolio("names.db", *[suppliers[n] for n in (1, 2, 3)])
for n, name in ((1, "EXAMPLE GATE"), (2, "Example Gate"), (3, "Example Gate")):
    suppliers[n].file(TMP / "names" / f"{n}.json", assessment_id=assessment(400 + n), inventory=[product(name)])
expect("three spellings", merge(names, TMP / "names"), merged=3)
(TMP / "keys").write_text("8\n")
tenken("view", names, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "80x24")
said = (TMP / "board.txt").read_text(encoding="utf-8")
check("one row, as most of them write it", "Example Gate" in said and "EXAMPLE GATE" not in said, said)

(TMP / "own.csv").write_text("product,alias\nExample Mail,見本メール\n", encoding="utf-8-sig")
equal("before the prime's own alias", codes(find("見本メール"))[0], [])
ran = tenken("find", db, "--aliases", TMP / "own.csv")
check("own aliases are read", ran.status == 0 and ran.out == b"1 alias read.\n", ran.out, ran.err)
equal("and found by", codes(find("見本ﾒｰﾙ")), codes(found))
equal("and by a part of the alias", codes(find("見本")), codes(found))
equal("a part of a known one", sorted(codes(find("ﾏｲｸﾛ"))[0]), ["S0004", "S0005"])
equal("and the other way", sorted(codes(find("microso"))[0]), ["S0004", "S0005"])

ran = tenken("find", db, "--product", "example mail", "--csv", TMP / "out.csv")
text = ran.out.decode()
check("and how to ask them", "tenken find" in text and "--request urgent" in text and str(db) in text, text)
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

# a product that many run is looked for in another way than one among many: what is found is the same
wanted = {words: find(words) for words in ("example mail", "mail", "exchange", "other", "e")}
crowded = sqlite3.connect(TMP / "crowded.db")
sqlite3.connect(db).backup(crowded)
crowded.executescript("""INSERT INTO product(id, key) VALUES(1000, 'zzz');
    WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
    INSERT INTO inventory(assessment, position, name, vendor, version, internet, credentials, product)
    SELECT a.id, n.i, 'Zzz', '', '1', 0, 0, 1000 FROM n, assessment a JOIN supplier s ON s.id = a.supplier WHERE s.code = 'S0003'""")
crowded.close()
os.chmod(TMP / "crowded.db", 0o600)
full, db = db, TMP / "crowded.db"
equal("among many others all is found as before", {words: find(words) for words in wanted}, wanted)
db = full

# whom to ring is told by the newest answers that say it, also where an older list of products puts a supplier on the list
rung = portfolio("rung.db", *[suppliers[n] for n in (1, 3)])
for n, name in ((1, "Example Mail"), (3, "Other")):
    suppliers[n].file(TMP / "rung" / f"{n}.json", assessment_id=assessment(500 + n), inventory=[product(name)])
    newer = suppliers[n].document(assessment_id=assessment(510 + n), period="2027", issued_at="2026-11-20T12:00:00Z", supplier__contact={"name": "", "email": "", "phone": "", "emergency_phone": f"090-7777-000{n}"})
    del newer["inventory"]
    suppliers[n].file(TMP / "rung" / f"{n}n.json", document=newer)
expect("answers with products, then newer ones without", merge(rung, TMP / "rung"), merged=4)
full, db = db, rung
told = find("example mail")
equal("the newest number for emergencies, and the rest as told before", [(s["emergency_phone"], s["contact_name"]) for s in told["affected"] + told["not_listed"]],
      [("090-7777-0001", suppliers[1].document()["supplier"]["contact"]["name"]), ("090-7777-0003", suppliers[3].document()["supplier"]["contact"]["name"])])
db = full

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
    return pack_named(pack)


before = codes(find("example mail"))[0]
suppliers[2].file(TMP / "replies" / "2.json", assessment_id=assessment(92), packs=[named("emergency-malware")], inventory=[], period="2028", issued_at="2026-11-21T00:00:00Z",
                  answers={"emergency-malware": {"warn-staff": {"done": True}}})
expect("a reply", merge(db, TMP / "replies"), merged=1)
assert tenken("--lang", "en", "report", db, "--html", TMP / "year.html", "--csv", TMP / "year-csv", "--period", "2028").status == 0
quiet = {"name": "", "email": "", "phone": "", "emergency_phone": ""}
suppliers[7].file(TMP / "quiet" / "7.json", assessment_id=assessment(97), packs=[named("emergency-malware")], inventory=[], period="2028", issued_at="2026-11-21T00:00:00Z",
                  answers={"emergency-malware": {"warn-staff": {"done": True}}}, supplier=suppliers[7].document()["supplier"] | {"contact": quiet})
expect("a reply that names nobody to ring", merge(db, TMP / "quiet"), merged=1)
equal("leaves the phone as it was told before", [s["emergency_phone"] for s in find("example mail")["unknown"] if s["supplier_code"] == "S0007"], ["000-0000-0001"])
alarm = json.loads((TOP / "questionnaires" / "emergency-malware.json").read_text(encoding="utf-8"))["sections"][0]["items"][0]
check("questions after an alert are no part of the year's page, but of the tables", alarm["title"]["en"] not in (TMP / "year.html").read_text(encoding="utf-8")
      and f"emergency-malware:{alarm['id']}" in (TMP / "year-csv" / "suppliers.csv").read_text(encoding="utf-8-sig"))
equal("a reply that was asked for no inventory takes nobody off the list", codes(find("example mail"))[0], before)
suppliers[2].file(TMP / "none-left" / "2.json", assessment_id=assessment(93), packs=[named("supply-chain")], inventory=[], issued_at="2026-11-21T00:00:00Z",
                  answers={"supply-chain": {"survey": {"level": 1}}}, period="2029")
expect("an answer that was asked for it", merge(db, TMP / "none-left"), merged=1)
check("nor does one that was, and lists nothing", "S0002" in before and codes(find("example mail"))[0] == before, codes(find("example mail")))

# layout 10: empty lists counted as inventories
plain = sqlite3.connect(TMP / "ten.db")
sqlite3.connect(db).backup(plain)
plain.executescript("""DELETE FROM inventory WHERE assessment IN (SELECT a.id FROM assessment a JOIN supplier s ON s.id = a.supplier WHERE s.code = 'S0003');
    """ + LAYOUT_12 + """ DROP INDEX request_alarm; ALTER TABLE request DROP COLUMN about; ALTER TABLE supplier DROP COLUMN phone; PRAGMA user_version = 10;""")
plain.close()
os.chmod(TMP / "ten.db", 0o600)
new, db = db, TMP / "ten.db"
equal("an empty list that was merged before reassures nobody either", [(s["supplier_code"], s["why"]) for s in find("no such thing")["unknown"] if s["supplier_code"] == "S0003"], [("S0003", "empty_inventory")])
db = new

# ---- one step from the list to signed requests
secret = passphrase()
assert tenken("identity", "new", TMP / "prime.p12", "--name", "Prime", *secret).status == 0
key = ("--identity", TMP / "prime.p12", *secret, "--due", "2026-11-24")
ran = tenken("find", db, "--product", "example mail", "--request", TMP / "asked", *key)
check("emergency requests", ran.status == 0, ran.out, ran.err)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in sorted((TMP / "asked").iterdir()) if p.suffix != ".csv"]
equal("to each that runs it, and nobody else", sorted(d["supplier_code"] for d in made), codes(find("example mail"))[0])
equal("with the emergency questionnaire", {(tuple(p["id"] for p in d["packs"]), d["due"]) for d in made}, {(("emergency-product",), "2026-11-24")})
equal("which say what they are about", {d.get("about") for d in made}, {"example mail"})
check("and say it", b'"emergency-product"' in ran.out and b'about "example mail"' in ran.out, ran.out)
shown = tenken("request", "show", next((TMP / "asked").glob("request-*.json"))).out.decode()
check("the supplier reads it as the customer's words", '"example mail" (the requester\'s own words)' in shown and "a breached product" in shown, shown)
ran = tenken("find", db, "--product", "example mail", "--request", TMP / "asked", "--mail", TMP / "go.csv", *key)
check("again: nobody is asked twice", ran.status == 0 and b"No new request was issued: all of them were asked this before." in ran.out, ran.out, ran.err)
rows = list(csv.DictReader(io.StringIO((TMP / "go.csv").read_text(encoding="utf-8-sig"), newline="")))
check("but the mails that go with them can be had", sorted(r["supplier_code"] for r in rows) == codes(find("example mail"))[0] and all(r["attachment"].endswith(f"request-{r['supplier_code']}-emergency-2026-11-21.json") and "example mail" in r["subject_ja"] + r["subject_en"] for r in rows), rows)
kept = (TMP / "asked" / "recipients.csv").read_bytes()
plain, copy = sqlite3.connect(db), sqlite3.connect(TMP / "apart.db")
plain.backup(copy)
plain.close(), copy.close()
os.chmod(TMP / "apart.db", 0o600)
for again in range(2):
    ran = tenken("find", TMP / "apart.db", "--product", "example mail", "--list", "not_listed", "--request", TMP / "asked", *key)
    check("another list in the same folder has a name of its own", ran.status == 0 and b"asked/recipients-2.csv" in ran.out, ran.out, ran.err)
others = [line.strip('"') for line in (TMP / "asked" / "recipients-2.csv").read_text(encoding="utf-8-sig").split()[1:]]
equal("with those that it asked", others, codes(find("example mail"))[1])
equal("the same list is not kept twice", sorted(p.name for p in (TMP / "asked").glob("recipients*")), ["recipients-2.csv", "recipients.csv"])
check("what was there stays", (TMP / "asked" / "recipients.csv").read_bytes() == kept and not list((TMP / "asked").glob("*.new")))
asked = sorted(d["supplier_code"] for d in made)


def replies(words="example mail"):
    return {s["supplier_code"]: s["request"]["state"] for k in ("affected", "not_listed", "unknown") for s in find(words)[k] if s["request"]["state"] != "not_asked"}


equal("who was asked waits, and nobody else was asked", replies(), {c: "waiting" for c in asked})
equal("the same under another spelling of it", replies("ＥＸＡＭＰＬＥ－ｍａｉｌ"), replies())
equal("but nobody was asked about something else", replies("exchange"), {})
plain, copy = sqlite3.connect(db), sqlite3.connect(TMP / "by-part.db")
plain.backup(copy)
plain.close(), copy.close()
os.chmod(TMP / "by-part.db", 0o600)
assert tenken("find", TMP / "by-part.db", "--aliases", TMP / "own.csv").status == 0
equal("who was asked is found by a part of its alias", sorted(s["supplier_code"] for s in tenken("find", TMP / "by-part.db", "--product", "見本", "--json").json["affected"] if s["request"]["state"] == "waiting"), asked)
ran = tenken("find", TMP / "by-part.db", "--product", "ﾏｲｸﾛ", "--request", TMP / "by-part", *key)
equal("a part of an alias asks them too", sorted(p.name.split("-")[1] for p in (TMP / "by-part").glob("request-*")), ["S0004", "S0005"])
document = next(d for d in made if d["supplier_code"] == asked[0])
supplier = suppliers[int(asked[0][1:])]
done = [i["id"] for s in document["embedded_packs"][0]["sections"] for i in s["items"]]
reply = lambda n, answers, **more: supplier.file(TMP / f"answered{n}" / "1.json", assessment_id=assessment(300), packs=document["packs"], inventory=[], revision=n, issued_at="2026-11-21T00:00:00Z", period=document["period"],
                                         request=request_named(document), answers={"emergency-product": answers}, **more)
reply(1, {"in-use": {"done": True}, "mended": {"done": False}})
expect("a first reply", merge(db, TMP / "answered1"), merged=1)
equal("something is not done: help", replies()[asked[0]], "needs_help")
needy = tenken("status", db, "--json").json["needs_help"]
equal("status names who needs help, and the phone to ring", [(n["supplier_code"], n["phone"], n["about"]) for n in needy], [(asked[0], "000-0000-0001", "example mail")])
said = tenken("status", db).out.decode()
check("in words", "call them" in said and "replied on 2026-11-21  000-0000-0001  example mail" in said, said)
tonight = {"name": "夜勤 担当", "email": "", "phone": "", "emergency_phone": "000-0000-0099"}
reply(2, {"in-use": {"na": True, "na_reason": "not used"}, "who-tonight": {"done": True}}, supplier=supplier.document()["supplier"] | {"contact": tonight})
expect("a second one", merge(db, TMP / "answered2"), merged=1)
equal("not in use: told apart from clean, though the rest was not asked", replies()[asked[0]], "not_used")
equal("with the reason as typed", ([s["request"]["reason"] for s in find("example mail")["affected"] if s["supplier_code"] == asked[0]], find("example mail")["counts"]["not_used"]), (["not used"], 1))
said = tenken("find", db, "--product", "example mail").out.decode()
check("in words", 'replied on 2026-11-21: does not use it: "not used"' in said and "that it is not used: 1," in said, said)
(TMP / "keys").write_text("9\ntext example mail\nEnter\n")
tenken("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "160x24")
said = (TMP / "board.txt").read_text(encoding="utf-8")
check("and on the board", "2026-11-21 not used" in said and "not used 1" in said and re.search("Why not used: not used|not used$", said, re.M), said)
equal("nobody needs help any more", tenken("status", db, "--json").json["needs_help"], [])
plain, copy = sqlite3.connect(db), sqlite3.connect(TMP / "begun.db")
plain.backup(copy)
plain.close(), copy.close()
os.chmod(TMP / "begun.db", 0o600)
reply(3, {"in-use": {"done": True}})
expect("one that was only begun", merge(TMP / "begun.db", TMP / "answered3"), merged=1)
ran = tenken("find", TMP / "begun.db", "--product", "example mail", "--json").json
equal("is neither clean nor help: it is not finished", ([s["request"]["state"] for s in ran["affected"] if s["supplier_code"] == asked[0]], ran["counts"]["unfinished"], ran["counts"]["needs_help"]), (["unfinished"], 1, 0))
begun = tenken("find", TMP / "begun.db", "--product", "example mail").out.decode()
check("in words", "replied on 2026-11-21: not finished" in begun and "not finished: 1;" in begun, begun)
(TMP / "keys").write_text("9\ntext example mail\nEnter\n")
tenken("view", TMP / "begun.db", "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
board = (TMP / "board.txt").read_text(encoding="utf-8")
check("and on the board", "2026-11-21 begun" in board and "begun 1" in board, board)
status = tenken("status", TMP / "begun.db").out.decode()
check("status waits for the rest", asked[0] in status and "begun, not finished" in status, status)
first = next(s for s in find("example mail")["affected"] if s["supplier_code"] == asked[0])
equal("who is there tonight is rung, as the reply says", (first["contact_name"], first["emergency_phone"]), ("夜勤 担当", "000-0000-0099"))
check("in words, too", "000-0000-0099" in tenken("find", db, "--product", "example mail").out.decode())
(TMP / "keys").write_text("9\ntext example mail\nEnter\n")
tenken("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
check("and on the board", "000-0000-0099" in (TMP / "board.txt").read_text(encoding="utf-8"), (TMP / "board.txt").read_text(encoding="utf-8"))
equal("replied, and still on the list that its inventory put it on", (codes(find("example mail"))[0], find("example mail")["counts"]["waiting"]), (asked, len(asked) - 1))
os.environ["TENKEN_CLOCK"] = "2026-11-25T00:00:00Z"
equal("who lets the day pass is overdue", replies(), {c: "not_used" if c == asked[0] else "overdue" for c in asked})
table = list(csv.DictReader(io.StringIO((tenken("find", db, "--product", "example mail", "--csv", TMP / "who.csv"), (TMP / "who.csv").read_text(encoding="utf-8-sig"))[1], newline="")))
equal("in the CSV", {r["supplier_code"]: (r["request"], r["due"]) for r in table if r["supplier_code"] in asked}, {c: ("not_used" if c == asked[0] else "overdue", "2026-11-24") for c in asked})
text = tenken("find", db, "--product", "example mail").out.decode()
check("in words", text.count("no reply: it was due on 2026-11-24") == len(asked) - 1 and "asked on 2026-11-21, replied on 2026-11-21: does not use it" in text and f"Asked about it: {len(asked)}." in text, text)
tenken("status", db, "--mail", TMP / "mail.csv")
letters = [r for r in csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline="")) if r["kind"] == "further"]
equal("a letter to each of them", sorted(r["supplier_code"] for r in letters), asked[1:])
check("with its request once more", all(pathlib.Path(r["attachment"]).is_file() and r["supplier_code"] in r["attachment"] and f"once more: the file {pathlib.Path(r['attachment']).name}." in r["text_en"]
      for r in letters), letters)
check("which names the product, in both languages", all("example mail" in r["text_ja"] and "example mail" in r["text_en"] and "2026年11月24日までに" in r["text_ja"] for r in letters), letters)
check("who writes stands first, by name", all(re.match(r"To .*\n\nThis is .*, whom you supply\.\n\n\S", r["text_en"]) and re.match(r".* 御中\n\nいつもお世話になっております。.*です。\n\n\S", r["text_ja"]) for r in letters), letters)
check("status names it too", "example mail" in tenken("status", db).out.decode())
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
ran = tenken("find", db, "--product", "exchange", "--request", TMP / "second", *key)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in (TMP / "second").glob("request-*.json")]
check("a second product is a second round", ran.status == 0 and {d["about"] for d in made} == {"exchange"} and sorted(d["supplier_code"] for d in made) == sorted(codes(find("exchange"))[0]), ran.out, ran.err)
ran = tenken("find", db, "--product", "Example Mail" + " " * 200 + "x" * 10, "--list", "unknown", "--request", TMP / "long", *key)
check("words too long for a request", ran.status == 3 and b"about" in ran.err and not list((TMP / "long").glob("request-*")), ran.err)
ran = tenken("find", db, "--product", "example mail", "--request", TMP / "others", "--list", "unknown", "--pack", "basic10", *key)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in sorted((TMP / "others").iterdir()) if p.suffix != ".csv"]
equal("or to those of whom it cannot be told, with another one", (sorted(d["supplier_code"] for d in made), {d["packs"][0]["id"] for d in made}), (codes(find("example mail"))[2], {"basic10"}))
ran = tenken("find", db, "--product", "nothing of the kind", "--request", TMP / "none", *key)
check("nobody: no request", ran.status == 0 and b"no request was made" in ran.err and list((TMP / "none").glob("*.json")) == [], ran.out, ran.err)
contact = ("--name", "Mihon Motors", "--contact-name", "Hanako", "--contact-email", "buy@prime.example", "--contact-phone", "03-0000-0001")
ran = tenken("find", db, "--product", "nothing of the kind", "--list", "not_listed", "--request", TMP / "anew", *key)
check("who names nobody is told how", ran.status == 0 and b"With --contact-name" in ran.out and b"--again" in ran.out, ran.out, ran.err)
ran = tenken("find", db, "--product", "nothing of the kind", "--list", "not_listed", "--request", TMP / "anew", "--again", *contact, *key)
made = [json.loads(p.read_text(encoding="utf-8"))["document"] for p in sorted((TMP / "anew").glob("request-*"))]
equal("and these words are known here", (ran.status, [r for d in made for r in [d["requester"]] if r != {"name": "Mihon Motors", "contact": {"name": "Hanako", "email": "buy@prime.example", "phone": "03-0000-0001"}}], len(made) > 0), (0, [], True))
for option in (("--again",), ("--contact-phone", "1"), ("--name", "x")):
    refused(f"{option[0]} without --request", 2, ["belong to --request"], "find", db, "--product", "x", *option)
refused("no due date", 2, ["--due"], "find", db, "--product", "x", "--request", TMP / "x", "--identity", TMP / "prime.p12")
refused("an unknown list", 2, ["affected"], "find", db, "--product", "x", "--request", TMP / "x", "--list", "all", *key)

refused("no database", 2, ["name the database"], "find")
refused("no product", 2, ["--product"], "find", db)
refused("a product without a letter", 2, ["letter or digit"], "find", db, "--product", " \u3000")
refused("one word too many", 2, ["too many"], "find", db, "x", "--product", "y")
refused("an alias of nothing", 3, ["own.csv", "line 2"], "find", db, "--aliases", (lambda p: (p.write_text("product,alias\nx,\n"), p)[1])(TMP / "own.csv"))
refused("a directory in the way", 3, ["directory"], "find", db, "--product", "x", "--csv", TMP)
finish()
