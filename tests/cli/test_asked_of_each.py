#!/usr/bin/python3
"""What a request asks is what its answers are measured by, what the lists have columns for, and what a reminder names."""
import csv
import io
import json
import os
import shutil

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, request_named, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
os.environ["TENKEN_CLOCK"] = "2026-09-01T00:00:00Z"
key = gen.new_key("ES256")
secret = passphrase()
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")


def pack(id):
    return json.loads((TOP / "questionnaires" / f"{id}.json").read_text(encoding="utf-8"))


def items(id):
    return [i for s in pack(id)["sections"] for i in s["items"]]


def ask(db, supplier, packs, out, *more, due="2026-10-15", status=0):
    """What answers name, or what is said when it is refused."""
    ran = tenken("--lang", "en", "request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", due, "--period", "2026", "--pack", *packs, "--to", supplier.code, "--out", TMP / out, *more)
    if ran.status != status:
        check(f"{out}: exit status {status}", False, ran.status, ran.err)
    if ran.status != 0:
        return ran.err.decode()
    return request_named(json.loads((TMP / out / f"request-{supplier.code}-2026.json").read_text(encoding="utf-8"))["document"])


def answer(supplier, n, request, packs, level, where):
    given = {}
    for id in packs:
        for item in items(id):
            home, item = item.get("same_as", f"{id}:{item['id']}").split(":")
            given.setdefault(home, {})[item] = {"level": level}
    return supplier.file(TMP / where / f"{supplier.code}-{n}.json", assessment_id=assessment(10 * supplier.number + n), packs=[pack_named(pack(id)) for id in packs], issued_at="2026-09-01T00:00:00Z",
                         period="2026", request=request, answers=given, checks=[])


def table(db, name):
    assert tenken("report", db, "--csv", TMP / "csv", "--period", "2026").status == 0
    return list(csv.DictReader(io.StringIO((TMP / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))


def letter(db, supplier):
    assert tenken("report", db, "--letters", TMP / "letters", "--to", supplier.code).status == 0
    return {a.split('"')[0]: a for a in (TMP / "letters" / f"letter-{supplier.code}-2026.html").read_text(encoding="utf-8").split('id="page-')[1:]}


def page(db, keys):
    (TMP / "keys").write_text(keys)
    assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "110x70").status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


# ---- targets that one request raises
one, two, three = suppliers = [Supplier(n) for n in (1, 2, 3)]
db = portfolio("p.db", *suppliers)
targets = {i["id"]: i["target"] for i in items("basic10")}
(TMP / "t.json").write_text(json.dumps({"basic10": {"1": 4, "7": 4, "2": 1}}))
raised = ask(db, one, ["basic10"], "raised", "--targets", TMP / "t.json")
plain = ask(db, two, ["basic10"], "plain")
for supplier, request in ((one, raised), (two, plain)):
    answer(supplier, 1, request, ["basic10"], 3, "files")
expect("merged", merge(db, TMP / "files"), merged=2)
equal("gaps below what this request asked, and nobody else's", [(g["supplier_code"], g["item"], g["level"], g["target"]) for g in sorted(table(db, "gaps"), key=lambda g: g["item"])],
      [("S0001", "1", "3", "4"), ("S0001", "7", "3", "4")])
check("each with its priority", all(int(g["priority"]) > 0 for g in table(db, "gaps")))
told = letter(db, one)
check("the letter measures by it", f"{len(targets) - 2} of {len(targets)} items are at the level" in told["en"] and told["en"].count("we ask: 4") == 2, told["en"][:3000])
check("and the other one by the questionnaire", "Nothing that you answered lies below" in letter(db, two)["en"])
check("the page about the supplier, too", "2 gaps" in page(db, "1\nEnter\n") and "target 4" in page(db, "1\nEnter\n"), page(db, "1\nEnter\n"))
check("days of a Japanese letter as Japanese write them", "2026年9月1日" in told["ja"] and "2026-09" not in told["ja"].split("</article>")[0], told["ja"][:2000])
for name, wrong, words in (("level 0", {"basic10": {"1": 0}}, "basic10:1"), ("an unknown item", {"basic10": {"99": 3}}, "basic10:99"), ("an unknown pack", {"basic99": {"1": 3}}, "basic99")):
    (TMP / "bad.json").write_text(json.dumps(wrong))
    said = ask(db, three, ["basic10"], "refused", "--targets", TMP / "bad.json", status=3)
    check(f"targets with {name} are refused by name", "bad.json" in said and words in said, said)

# ---- questions of another questionnaire, asked by reference, are columns; its others are none
shared = [i["same_as"] for i in items("mail-relay") if "same_as" in i]
homes = {s.split(":")[0] for s in shared} - {"basic10"}
check("mail-relay refers to other questionnaires", homes, shared)
relay = ask(db, three, ["mail-relay"], "relay")
answer(three, 1, relay, ["mail-relay"], 2, "relayed")
expect("taken in", merge(db, TMP / "relayed"), merged=1)
columns = [c for c in table(db, "suppliers")[0] if ":" in c]
equal("columns are what was asked", sorted(c for c in columns if c.split(":")[0] in homes), sorted(s for s in shared if s.split(":")[0] in homes))
equal("all of what was asked itself", len([c for c in columns if c.startswith("basic10:")]), len(targets))

# ---- suppliers without a tier are in every table of tiers
tiers = tenken("report", db, "--json").json["tiers"]
equal("as JSON", (tiers["none"]["suppliers"], tiers["base"]["suppliers"], tiers["higher"]["suppliers"]), (3, 0, 0))
check("in the lines", b"Tier not set: 3 of 3 with a score" in tenken("--lang", "en", "report", db).out)
check("on the first page", "Tier not set: 3 of 3 with a score" in page(db, ""), page(db, ""))

# ---- both telephones, each under its name
contact = {"name": "担当 一郎", "email": "", "phone": "000-0000-0000", "emergency_phone": "000-0000-0009"}
two.file(TMP / "phones" / "2.json", assessment_id=assessment(21), revision=2, packs=[pack_named(pack("basic10"))], issued_at="2026-09-01T01:00:00Z", period="2026", request=plain,
         answers={"basic10": {i: {"level": 3} for i in targets}}, checks=[], supplier__contact=contact)
expect("a newer revision", merge(db, TMP / "phones"), merged=1)
row = next(r for r in table(db, "suppliers") if r["supplier_code"] == "S0002")
equal("in the table", (row["contact_phone"], row["emergency_phone"]), ("000-0000-0000", "000-0000-0009"))
shown = page(db, "1\nDown\nEnter\n")
check("on the page", "Contact: 担当 一郎  000-0000-0000" in shown and "In an emergency: 000-0000-0009" in shown, shown)

# ---- what a spreadsheet or a mail merge would take for more than it is
contact |= {"email": "x\nBcc: evil@evil.example@mihon.example", "phone": "000-0000-0000\n=1+1"}
two.file(TMP / "heads" / "2.json", assessment_id=assessment(21), revision=3, packs=[pack_named(pack("basic10"))], issued_at="2026-09-01T02:00:00Z", period="2026", request=plain,
         answers={"basic10": {i: {"level": 3} for i in targets}}, checks=[], supplier__contact=contact)
expect("an address that is none", merge(db, TMP / "heads"), merged=1)
row = next(r for r in table(db, "suppliers") if r["supplier_code"] == "S0002")
equal("no address, and a telephone on one line", (row["contact_email"], row["contact_phone"]), ("", "000-0000-0000\ufffd=1+1"))

# ---- asked anew for less: what asked any of it and was not answered is waited for no longer; other requests are, and reminders name them
again = portfolio("again.db", one)
old = ask(again, one, ["basic10", "incident"], "first")
ask(again, one, ["mail-relay"], "beside", due="2026-09-20")
new = ask(again, one, ["basic10"], "second", "--again")
answer(one, 2, new, ["basic10"], 3, "newer")
expect("the new one is answered", merge(again, TMP / "newer"), merged=1)
os.environ["TENKEN_CLOCK"] = "2026-11-01T00:00:00Z"
equal("only the request for something else is open", [(w["due"], w["further"]) for w in tenken("status", again, "--json").json["waiting"]], [("2026-09-20", True)])
assert tenken("status", again, "--mail", TMP / "m.csv").status == 0
(mail,) = csv.DictReader(io.StringIO((TMP / "m.csv").read_text(encoding="utf-8-sig"), newline=""))
titles = pack("mail-relay")["title"]
check("the reminder says which, and of when", titles["en"] in mail["text_en"] and "of 2026-09-01" in mail["text_en"] and titles["ja"] in mail["text_ja"] and "2026年9月1日" in mail["text_ja"], mail)

# ---- slips
for command in ("report", "status", "view"):
    ran = tenken("--lang", "en", command, db, "--period", "2031", *(("--keys", TMP / "keys", "--screen", TMP / "screen") if command == "view" else ()))
    check(f"{command}: a year that nobody was asked for", ran.status == 3 and b"2031" in ran.err and b"2026 (3)" in ran.err and ran.out == b"", ran.status, ran.err, ran.out)
ran = tenken("--lang", "en", "report", db, "--letters", TMP / "late", "--by", "2020-01-01")
check("letters that ask for steps by a day that is over", ran.status == 2 and b"2020-01-01 is over" in ran.err and not (TMP / "late").exists(), ran.err)
shutil.rmtree(TMP / "letters")
finish()
