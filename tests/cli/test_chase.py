#!/usr/bin/python3
"""Tiers, more time, questions about single answers, and the letters for mail merge."""
import csv
import io
import json
import os
import shutil
import sqlite3

from portfolio_case import TMP, TOP, Supplier, check, equal, expect, finish, merge, pack_named, portfolio, refused, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
PACK = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
NAMED = pack_named(PACK)
suppliers = [Supplier(n) for n in range(1, 6)]
db = portfolio("p.db", *suppliers)
LIST = """supplier_code,name,confidential,outage,access,email
S0001,一番,no,no,no,one@example.invalid
S0002,二番,no,yes,no,two@example.invalid
S0003,"=三番",,,,three@example.invalid
S0004,四番,yes,no,no,
S0005,五番,no,no,,
"""
(TMP / "s.csv").write_text(LIST, encoding="utf-8")
ran = tenken("suppliers", db, "import", TMP / "s.csv")
equal("imported", ran.out, b"0 suppliers added, 5 changed, 0 as before.\n1 supplier has no tier, because none of the three questions (confidential, outage, access) is answered for it: S0003.\n2 suppliers are in the higher tier now: S0002, S0004.\nA request that was made before has the targets of the former tier: \"tenken request new\" with --to and --again asks anew.\n2 suppliers have no mail address: S0004, S0005.\n")
equal("tiers: any yes, only no, nothing said", [s["tier"] for s in tenken("suppliers", db, "list", "--json").json["suppliers"]], ["base", "higher", None, "higher", "base"])

# ---- targets by tier
for s in suppliers[:2]:
    s.file(TMP / "files" / f"{s.code}.json", packs=[NAMED], checks=[{"id": "x", "items": ["basic10:2", "basic10:3"]}] if s is suppliers[0] else [], answers={"basic10": {str(i): {"level": 2} for i in range(1, 11)}})
expect("merged", merge(db, TMP / "files"), merged=2)


def table(name):
    assert tenken("report", db, "--csv", TMP / "csv").status == 0
    return list(csv.DictReader(io.StringIO((TMP / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig"), newline="")))


items = {i["id"]: i for s in PACK["sections"] for i in s["items"]}
worst = {i: max(t["weight"] for t in PACK["threats"] if t["id"] in items[i]["threats"]) for i in items}
gaps = table("gaps")
for code, higher in (("S0001", False), ("S0002", True)):
    wanted = {}
    for i, item in items.items():
        target = min(item["target"] + 1, 3) if higher and item["target"] < 3 else item["target"]
        if target > 2:
            wanted[i] = (str(target), str((target - 2) * item["weight"] * worst[i]))
    equal(f"targets and priorities of {code}", {g["item"]: (g["target"], g["priority"]) for g in gaps if g["supplier_code"] == code}, wanted)
(TMP / "s.csv").write_text(LIST.replace("二番,no,yes", "二番,no,no"), encoding="utf-8")
tenken("suppliers", db, "import", TMP / "s.csv")
equal("the tier can change after the answers came", *({g["item"] for g in table("gaps") if g["supplier_code"] == c} for c in ("S0001", "S0002")))

# ---- due dates
raw = sqlite3.connect(db)
for n, due in ((1, "2026-10-31"), (3, "2026-11-10"), (4, "2026-11-20"), (5, "2026-11-21")):
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document) SELECT ?, ?, id, '2026', '2026-10-01T00:00:00Z', ?, x'' FROM supplier WHERE code = ?",
                (f"d{n}", f"r{n}", due, f"S000{n}"))
# what was asked the year before and never answered: overtaken for S0001, who has answered the same questions and more since; not for one who was asked others
for n, packs in ((1, "a,b"), (1, "b"), (2, "c")):
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, packs) SELECT ?, ?, id, '2025', '2025-10-01T00:00:00Z', '2027-10-31', x'', ? FROM supplier WHERE code = ?",
                (f"old{n}{packs}", f"o{n}{packs}", packs, f"S000{n}"))
raw.execute("UPDATE request SET packs = 'a,b' WHERE digest IN ('d1', 'd2')")
raw.execute("UPDATE assessment SET request = 'd1' WHERE supplier = (SELECT id FROM supplier WHERE code = 'S0001')")
raw.commit()
raw.close()


def waiting():
    return {w["supplier_code"]: (w["due"], w["first_due"], w["late"]) for w in tenken("status", db, "--json").json["waiting"]}


status = tenken("status", db, "--json").json
equal("who is waited for, the earliest first", [w["supplier_code"] for w in status["waiting"]], ["S0003", "S0004", "S0005", "S0002"])
equal("and how many have answered for the newest period", (status["period"], status["answered_in_period"]), ("2026", 2))
check("in words", b"5 suppliers, of whom 2 have answered for 2026." in tenken("status", db).out)
equal("two are late: the last day still counts", (status["late"], waiting()["S0005"]), (2, ("2026-11-21", "2026-11-21", False)))
equal("how many are in the higher tier", status["higher_tier"], 1)
ran = tenken("suppliers", db, "extend", "S0004", "--until", "2026-12-15", "--reason", "rebuilding after a fire")
check("more time, and how to tell the supplier", ran.status == 0 and ran.out.startswith(b"S0004 has until 2026-12-15 now.\n") and f"tenken status {db} --mail CSV".encode() in ran.out, ran.out)
equal("counts", waiting()["S0004"], ("2026-12-15", "2026-11-20", False))
check("and is shown", b"2026-12-15 (extended)" in tenken("status", db).out)
equal("in the report too", [(r["due"], r["state"]) for r in table("suppliers") if r["supplier_code"] in ("S0003", "S0004")], [("2026-11-10", "late"), ("2026-12-15", "waiting")])
later = {**os.environ, "TENKEN_CLOCK": "2026-12-16T00:00:00Z"}
equal("it ends", tenken("status", db, "--json", env=later).json["late"], 3)

copy = TMP / "copy.db"
shutil.copy(db, copy)
assert tenken("suppliers", copy, "extend", "S0001", "--until", "2026-12-20", "--reason", "x").status == 0
(TMP / "keys").write_text("1 Enter")
assert tenken("--lang", "en", "view", copy, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "100x200").status == 0
shown = (TMP / "screen").read_text(encoding="utf-8")
check("more time does not move the day of what was answered before", "due 2026-10-31: answered" in shown and "due 2026-12-20: answered" not in shown, shown)

refused("an extension into the past", 3, ["past"], "suppliers", db, "extend", "S0004", "--until", "2026-11-20", "--reason", "x")
refused("no day", 2, ["2026-12-15"], "suppliers", db, "extend", "S0004", "--until", "2026-02-30", "--reason", "x")
refused("no reason", 2, ["--reason"], "suppliers", db, "extend", "S0004", "--until", "2026-12-30")
refused("nobody", 3, ["no supplier", "S9"], "suppliers", db, "extend", "S9", "--until", "2026-12-30", "--reason", "x")

# ---- questions about single answers
ran = tenken("suppliers", db, "clarify", "S0001", "--items", "basic10:2,basic10:3")
check("a question", ran.status == 0 and b"question 1 to S0001" in ran.out, ran.out, ran.err)
tenken("suppliers", db, "clarify", "S0002", "--items", "basic10:5", "--text", "Which accounts does this include?")
equal("both are listed", [(c["number"], c["supplier_code"], c["items"], c["answered_since"]) for c in tenken("status", db, "--json").json["clarifications"]],
      [(1, "S0001", "basic10:2 basic10:3", False), (2, "S0002", "basic10:5", False)])
NUMBERED = [i["id"] for s in json.loads((TOP / "questionnaires" / "supply-chain.json").read_text(encoding="utf-8"))["sections"] for i in s["items"]]
tenken("suppliers", db, "clarify", "S0003", "--items", f"supply-chain:{NUMBERED.index('contracts') + 1}")
equal("by the number that screens and sheets show, too", tenken("status", db, "--json").json["clarifications"][-1]["items"], "supply-chain:contracts")
assert tenken("suppliers", db, "settle", "3").status == 0
for number, code, asked, why in ((4, "S0002", "basic10:2,basic10:3", "a pair that no file came with"), (5, "S0001", "basic10:2", "one of a pair alone"),
                                 (6, "S0001", "basic10:2,basic10:3,basic10:4", "a third answer beside them"), (7, "S0001", "basic10:4", "another answer")):
    assert tenken("suppliers", db, "clarify", code, "--items", asked).status == 0
    (TMP / "mail.csv").unlink(missing_ok=True)
    tenken("status", db, "--mail", TMP / "mail.csv")
    asks = list(csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline="")))[-1]
    check(f"no contradiction is claimed: {why}", asks["items"] == asked.replace(",", " ") and "contradict" not in asks["text_en"] and "食い違" not in asks["text_ja"]
          and "tell us a little more" in asks["text_en"] and "くわしく" in asks["text_ja"], asks)
    assert tenken("suppliers", db, "settle", str(number)).status == 0
assert tenken("suppliers", db, "clarify", "S0002", "--items", "supply-chain:vulnerability-news").status == 0
(TMP / "mail.csv").unlink()
tenken("status", db, "--mail", TMP / "mail.csv")
asks = list(csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline="")))[-1]
number = str(NUMBERED.index("vulnerability-news") + 1)
check("a question by its name and its questionnaire, not by its id nor by a number that is another one on the supplier's screens",
      "- 「弱点の知らせ」(取引先と委託先の確認)\n" in asks["text_ja"] and not any(w in asks["text_ja"] + asks["text_en"] for w in ("vulnerability-news", number)), asks)
assert tenken("suppliers", db, "settle", "8").status == 0
refused("a number that there is not", 3, ["supply-chain:99"], "suppliers", db, "clarify", "S0001", "--items", "supply-chain:99")
refused("an unknown item", 3, ["basic10:99"], "suppliers", db, "clarify", "S0001", "--items", "basic10:99")
refused("no item", 2, ["--items"], "suppliers", db, "clarify", "S0001")
refused("nobody to ask", 3, ["S9"], "suppliers", db, "clarify", "S9", "--items", "basic10:1")

(TMP / "mail.csv").unlink()
ran = tenken("status", db, "--mail", TMP / "mail.csv")
check("who has a letter and no address, once, and nobody else", b"1 supplier has no mail address: S0004." in ran.out, ran.out)
check("letters", ran.status == 0 and b"4 letters" in ran.out, ran.out, ran.err)
raw = (TMP / "mail.csv").read_bytes()
letters = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
check("for Japanese Excel", raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw)
told = letters.pop(1)
equal("who has more time is told", [told[k] for k in ("kind", "supplier_code", "due", "extended_until")], ["extended", "S0004", "2026-11-20", "2026-12-15"])
tiers = {s["supplier_code"]: s["tier"] or "" for s in tenken("suppliers", db, "list", "--json").json["suppliers"]}
check("each with its tier", any(tiers.values()) and all(m["tier"] == tiers[m["supplier_code"]] for m in [told, *letters]), letters, tiers)
equal("and with the day by which it was asked, if it was", [m["due"] for m in letters], ["2026-11-10", "2026-10-31", ""])

check("until when", "until 2026-12-15 instead of 2026-11-20" in told["text_en"] and "2026年12月15日まで" in told["text_ja"], told)
equal("who is late, and who was asked", [(m["kind"], m["supplier_code"], m["email"]) for m in letters],
      [("late", "S0003", "three@example.invalid"), ("clarification", "S0001", "one@example.invalid"), ("clarification", "S0002", "two@example.invalid")])
check("a reminder in both languages", "2026年11月10日" in letters[0]["text_ja"] and "までに" in letters[0]["text_ja"] and "2026-11-10" in letters[0]["text_en"]
      and "Nothing has reached us yet" in letters[0]["text_en"], letters[0])
check("the items in words", items["3"]["text"]["ja"] in letters[1]["text_ja"] and items["3"]["text"]["en"] in letters[1]["text_en"] and "contradict" in letters[1]["text_en"], letters[1])
check("or the prime's own words", "Which accounts does this include?" in letters[2]["text_ja"] and "contradict" not in letters[2]["text_en"], letters[2])
check("no formula, no control", letters[0]["name"].startswith("'=") and "\u202e" not in raw.decode(), letters[0])
check("the language of the command stays", "suppliers" in tenken("status", db, "--mail", TMP / "mail.csv", "--lang", "en").out.decode() and "通" in tenken("status", db, "--mail", TMP / "mail.csv", "--lang", "ja").out.decode())

suppliers[0].file(TMP / "again" / "1.json", revision=2, issued_at="2026-11-21T10:00:00Z", packs=[NAMED], request={"id": "00000000-0000-4000-8000-000000000001", "digest": "d1"},
                  answers={"basic10": {str(i): {"level": 3} for i in range(1, 11)}})
merge(db, TMP / "again")
equal("settled", tenken("suppliers", db, "settle", "2").out, b"Question 2 is settled.\n")
refused("twice", 3, ["no open question 2"], "suppliers", db, "settle", "2")

# ---- what waits for us is no reason to write "nothing has reached us yet"
suppliers[2].file(TMP / "held" / "3.json", packs=[NAMED], answers={"basic10": {"1": {"level": 3}}})
expect("a file that names no request, where one is open", merge(db, TMP / "held"), quarantined=1)
before = (TMP / "mail.csv").read_bytes()
ran = tenken("status", db, "--mail", TMP / "mail.csv")
check("other letters that lie there already stay as they are", ran.status == 3 and b"exists already" in ran.err and (TMP / "mail.csv").read_bytes() == before, ran.err)
(TMP / "mail.csv").unlink()
ran = tenken("--lang", "en", "status", db, "--mail", TMP / "mail.csv")
letters = list(csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("no reminder to whom it names", [m["supplier_code"] for m in letters if m["kind"] == "late"], [])
check("and that is said", b"1 supplier whose day has passed gets no reminder" in ran.out and b"quarantine" in ran.out, ran.out)
equal("one is left", [c["number"] for c in tenken("status", db, "--json").json["clarifications"]], [1])
finish()
