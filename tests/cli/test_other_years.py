#!/usr/bin/python3
"""Looking back: a year's lists have that year's requests, extensions and files only; and a year whose answers are only a part so far."""
import collections
import csv
import io
import json
import os
import re

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, refused, request_named, tenken

os.environ["TENKEN_DATADIR"] = str(TOP)
PACKS = {name: json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8")) for name in ("basic10", "supply-chain")}
NAMED = {name: pack_named(p) for name, p in PACKS.items()}
key = gen.new_key("ES256")
secret = passphrase()
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), secret[1])
suppliers = [Supplier(n) for n in range(1, 6)]
db = portfolio("years.db", *suppliers)


def at(day):
    os.environ["TENKEN_CLOCK"] = f"{day}T03:00:00Z"


def ask(year, due, *codes, packs=("basic10",)):
    (TMP / "list.csv").write_text("supplier_code\n" + "".join(f"{c}\n" for c in codes), encoding="utf-8")
    out = TMP / f"requests-{year}-{'-'.join(packs)}"
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--list", TMP / "list.csv", "--due", due, "--period", year, "--pack", *packs, "--out", out)
    check(f"asked for {year}", ran.status == 0, ran.err)
    asked = (json.loads(path.read_text(encoding="utf-8"))["document"] for path in out.glob("request-*.json"))
    return {document["supplier_code"]: request_named(document) for document in asked}


def answer(n, year, request, day, packs=("basic10",), level=3):
    s = suppliers[n - 1]
    answers = {p: {i["id"]: {"level": level} for part in PACKS[p]["sections"] for i in part["items"] if "same_as" not in i} for p in packs}
    return s.file(TMP / f"in-{day}" / f"{s.code}-{year}.json", assessment_id=assessment(10 * int(year) + n), period=year, packs=[NAMED[p] for p in packs], request=request, answers=answers,
                  issued_at=f"{day}T01:00:00Z")


def junk(day, name):
    (TMP / f"in-{day}").mkdir(exist_ok=True)
    (TMP / f"in-{day}" / name).write_text(f"{name}\n", encoding="utf-8")


ALL = tuple(s.code for s in suppliers)
at("2026-10-01")
first = ask("2026", "2026-11-20", *ALL[:4], packs=("basic10", "supply-chain"))
at("2026-11-10")
for n in (1, 2, 3):
    answer(n, "2026", first[f"S000{n}"], "2026-11-10", packs=("basic10", "supply-chain"))
answer(5, "2025", None, "2026-11-10")  # nobody was asked for that year
junk("2026-11-10", "letter-2026.txt")
expect("2026: three answer, one for the year before, and a letter", merge(db, TMP / "in-2026-11-10"), 1, merged=4, rejected=1)
assert tenken("suppliers", db, "extend", "S0004", "--until", "2026-12-15", "--reason", "moving").status == 0
refused("who was never asked has no day to extend", 3, ["S0005", "not asked"], "suppliers", db, "extend", "S0005", "--until", "2026-12-15", "--reason", "x")

at("2027-10-01")
second = ask("2027", "2027-11-10", *ALL)
further = ask("2027", "2027-10-31", "S0001", "S0002", packs=("supply-chain",))
at("2027-11-05")
answer(1, "2027", second["S0001"], "2027-11-05")
junk("2027-11-05", "letter-2027.txt")
expect("2027: one answers", merge(db, TMP / "in-2027-11-05"), 1, merged=1, rejected=1)
for code in ("S0003", "S0004"):
    assert tenken("suppliers", db, "extend", code, "--until", "2027-12-20", "--reason", "fire").status == 0
at("2027-11-15")


def seen(year):
    status, report = tenken("status", db, "--period", year, "--json").json, tenken("report", db, "--period", year, "--json").json
    return {w["supplier_code"]: (w["state"], w["due"], w["further"]) for w in status["waiting"]}, {r["supplier_code"]: (r["state"], r.get("due") or "") for r in report["suppliers"]}


wanted = {"S0001": ("answered", "2026-11-20"), "S0002": ("answered", "2026-11-20"), "S0003": ("answered", "2026-11-20"), "S0004": ("late", "2026-12-15"), "S0005": ("not_asked", "")}
waits, rows = seen("2026")
equal("2026: who has answered it waits for nothing, and more time for 2027 is none for 2026", rows, wanted)
equal("nor in status", {c: w[:2] for c, w in waits.items()}, {"S0004": ("late", "2026-12-15"), "S0005": ("not_asked", None)})
check("no request of another year", not any(w[2] for w in waits.values()), waits)
waits, rows = seen("2025")
equal("2025: nobody was asked, and only one answered: the others came to the list later", (rows, waits), ({"S0005": ("answered", "")}, {}))
waits, _ = seen("2027")
equal("2027: the present year has all that is open", {c: (w[0], w[1]) for c, w in waits.items()},
      {"S0001": ("answered", "2027-10-31"), "S0002": ("late", "2027-10-31"), "S0003": ("waiting", "2027-12-20"), "S0004": ("waiting", "2027-12-20"), "S0005": ("late", "2027-11-10")})

for year, here, there in (("2026", "letter-2026", "letter-2027"), ("2027", "letter-2027", "letter-2026")):
    said = tenken("--lang", "en", "status", db, "--period", year).out.decode()
    check(f"{year}: files that name no year are told in the one in which they came", here in said and there not in said, said)
    assert tenken("report", db, "--period", year, "--csv", TMP / year).status == 0
    rejected = (TMP / year / "rejected.csv").read_text(encoding="utf-8-sig")
    check(f"{year}: in the tables too", here in rejected and there not in rejected, rejected)
said = tenken("--lang", "en", "status", db, "--period", "2025").out.decode()
check("later years are not called earlier", "2 files that were rejected in other years are kept" in said and "earlier" not in said, said)
equal("nor in JSON", [r["earlier"] for r in tenken("status", db, "--period", "2025", "--json").json["rejected"]], [False, False])
check("nor now", "1 file that was rejected in another year is kept" in tenken("--lang", "en", "status", db).out.decode())


def screen(period, keys):
    (TMP / "keys").write_text(keys)
    assert tenken("--lang", "en", "view", db, "--period", period, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


listed = screen("2026", "4")
equal("view: the list of a past year", re.findall(r"(S\d{4}) .*?(late|waiting|not asked yet) +(2\d{3}-\d\d-\d\d)?", listed), [("S0004", "late", "2026-12-15"), ("S0005", "not asked yet", "")])
check("its first page", "1 is late" in screen("2026", "u") and "0 are late" in screen("2025", "u"), screen("2026", "u"), screen("2025", "u"))

# ---- a request of a year that is over, and was never answered
kept = db.read_bytes()
at("2027-11-16")
answer(4, "2027", second["S0004"], "2027-11-16")
expect("2027 is answered, 2026 is not", merge(db, TMP / "in-2027-11-16"), merged=1)
status = tenken("status", db, "--json").json
check("it was asked anew since: nobody waits for the older one", all(w["supplier_code"] != "S0004" for w in status["waiting"]), status["waiting"])
said = tenken("--lang", "en", "status", db).out.decode()
missing, answered = (said.split(f"\n{title}\n")[1].split("\n\n")[0] for title in ("Not answered yet:", "Answered for the period, but not another request:"))
equal("who has not answered is told apart from who has, but for another request, and all are counted once",
      (re.findall(r"S\d{4}", missing), re.findall(r"(S\d{4}) .*2027-10-31 \(another request\)", answered), status["suppliers"] - status["answered_in_period"]), (["S0002", "S0005", "S0003"], ["S0001"], 3))
check("and the older one is not forgotten", status["open_before"] == 1 and "1 supplier has not answered all that it was asked for before 2027." in said, said)
mails = TMP / "mails.csv"
assert tenken("status", db, "--mail", mails).status in (0, 1)
check("nor is anybody reminded of it", "S0004" not in mails.read_text(encoding="utf-8-sig"), mails.read_text(encoding="utf-8-sig"))
equal("what is of the year itself says that", {w["due_period"] for w in status["waiting"]}, {"2027"})
db.write_bytes(kept)
at("2027-11-15")

# ---- a year of which a part is open still
letters = TMP / "letters"
assert tenken("report", db, "--letters", letters, "--to", "S0001").status == 0
letter = (letters / "letter-S0001-2027.html").read_text(encoding="utf-8")
check("the letter says what is open, by when, and praises only the rest", "2027-10-31" in letter and "Supply chain" in letter and "the rest is still open" in letter and "please keep it so" not in letter
      and "2027年10月31日" in letter and "まだ届いていません" in letter, letter)
years = {r["supplier_code"]: r for r in csv.DictReader(io.StringIO((TMP / "2027" / "years.csv").read_text(encoding="utf-8-sig"), newline=""))}
equal("what is asked still is not called no longer asked", [years["S0001"][k] for k in ("gone", "changed")], ["0", "0"])

# ---- who comes and who goes: one rule in status, report, tables, workbook, page and on screen
(TMP / "come.csv").write_text("supplier_code,name\nS0006,六番\nS0007,七番\n", encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "come.csv").status == 0  # in November 2027
assert tenken("suppliers", db, "end", "S0004", "S0005", "--reason", "廃業").status == 0
ask("2026", "2027-12-20", "S0007", packs=("mail-relay",))


def told(year):
    """The states of a year's suppliers, how many they are wherever it is said, and who is missing."""
    status, report, numbers = tenken("status", db, "--period", year, "--json").json, tenken("report", db, "--period", year, "--json").json, {}
    out = TMP / f"told-{year}"
    assert tenken("--lang", "en", "report", db, "--period", year, "--csv", out, "--html", TMP / "told.html", "--xlsx", TMP / "told.xlsx").status == 0
    rows = {r["supplier_code"]: r["state"] for r in report["suppliers"]}
    numbers["status"] = status["suppliers"]
    numbers["status in words"] = int(re.search(r"(\d+) suppliers?, of whom", tenken("--lang", "en", "status", db, "--period", year).out.decode())[1])
    numbers["report"] = report["suppliers_count"]
    numbers["page"] = int(re.search(r"<dt>Answered</dt>\s*<dd><b>\d+</b>\D*(\d+)", (TMP / "told.html").read_text(encoding="utf-8"))[1])
    numbers["view"] = int(re.search(r"\d+ of (\d+) suppliers have answered", screen(year, "u"))[1])
    tables = {r["supplier_code"]: r["state"] for r in csv.DictReader(io.StringIO((out / "suppliers.csv").read_text(encoding="utf-8-sig"), newline=""))}
    equal(f"{year}: tables have the same suppliers", tables, rows)
    equal(f"{year}: screens, too", sorted(set(re.findall(r"S000\d", screen(year, "1")))), sorted(rows))
    open_rows = {c: s for c, s in rows.items() if s not in ("answered", "ended")}
    equal(f"{year}: status waits for the same", {w["supplier_code"]: w["state"] for w in status["waiting"] if w["state"] != "answered"}, open_rows)
    equal(f"{year}: and screens", set(re.findall(r"S000\d", screen(year, "4"))), set(open_rows))
    equal(f"{year}: one number everywhere", numbers, {where: sum(s != "ended" for s in rows.values()) for where in numbers})
    return rows


THEN = {"S0001": "answered", "S0002": "answered", "S0003": "answered", "S0004": "late", "S0005": "not_asked"}
equal("2026: who came later is no supplier of it, unless it was asked for it; who ended later stands as it stood", told("2026"), {**THEN, "S0007": "waiting"})
equal("2027, which is meant: all who came, and who ended is waited for no more", told("2027"),
      {"S0001": "answered", "S0002": "late", "S0003": "waiting", "S0004": "ended", "S0005": "ended", "S0006": "not_asked", "S0007": "not_asked"})
check("its state is not that it has ended", re.search(r"S0004 +Not set +late\n", screen("2026", "1")) and "ended on" not in screen("2026", "1"), screen("2026", "1"))
ask("2028", "2028-11-20", "S0001", "S0002", "S0003", "S0006", packs=("basic10",))
at("2028-10-01")
equal("2028: who ended in the year before is no supplier of it", told("2028"), {"S0001": "waiting", "S0002": "waiting", "S0003": "waiting", "S0006": "waiting", "S0007": "not_asked"})
equal("2027 is as it was", told("2027")["S0005"], "ended")
equal("so is 2026", told("2026")["S0007"], "late")
Supplier(5, end=gen.NOW + 3 * gen.YEAR).file(TMP / "in-2028" / "S0005.json", assessment_id=assessment(55), period="2026", packs=[NAMED["basic10"]], request=None, answers={"basic10": {}}, issued_at="2028-09-01T01:00:00Z")
expect("somebody uses its name", merge(db, TMP / "in-2028"), 1, rejected=1)
check("who is none of the year's suppliers is in the list all the same", re.search(r"Claims to be: S0005 [^$]*In your list that code is:", screen("2028", "6 Enter")), screen("2028", "6 Enter"))
os.environ["TZ"] = "Asia/Tokyo"
os.environ["TENKEN_CLOCK"] = "2027-12-31T20:00:00Z"  # New Year's morning in Tokyo
(TMP / "come.csv").write_text("supplier_code,name\nS0008,八番\n", encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "come.csv").status == 0
at("2028-10-01")
check("a year begins where its readers are", "S0008" not in told("2027") and "S0008" in told("2028"))
finish()
