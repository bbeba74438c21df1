#!/usr/bin/python3
"""What is only begun is not answered, wherever it is said: it is expected like what is missing, late on its day, and reminded of; on a signed file and on an
answer sheet. And what is true beside that (an answer sheet, late, contradictory) is not lost over it."""
import json
import os
import re
import shutil
import sqlite3

from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, passphrase, portfolio, request_named, table, tenken
from sheet_case import Sheet

os.environ["TENKEN_DATADIR"] = str(TOP)
PACKS = {id: json.loads((TOP / "questionnaires" / f"{id}.json").read_text(encoding="utf-8")) for id in ("basic10", "mail-relay")}
BASIC, RELAY = (pack_named(p) for p in PACKS.values())
suppliers = {n: Supplier(n) for n in range(1, 8)}
db = portfolio("p.db", *suppliers.values())
key = gen.new_key("ES256")
secret = passphrase()
gen.write_identity(TMP / "prime", key, gen.certificate(key, "Mihon Motors"), TMP / "pass")
os.environ["TENKEN_CLOCK"] = "2026-10-01T00:00:00Z"
(TMP / "sheets.csv").write_text("supplier_code,name\nS0003,三番\nS0008,八番\n", encoding="utf-8")
assert tenken("suppliers", db, "import", TMP / "sheets.csv").status == 0
raw = sqlite3.connect(db)
raw.execute("DELETE FROM pin WHERE supplier = (SELECT id FROM supplier WHERE code = 'S0003')")  # who answers on sheets signs nothing
raw.commit()
raw.close()


def ask(out, pack, due, *codes, again=False):
    listed = TMP / f"{out}.csv"
    listed.write_text("supplier_code\n" + "".join(f"{code}\n" for code in codes))
    ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", due, "--period", "2026", "--pack", pack, "--out", TMP / out,
                 "--list", listed, *(["--again"] if again else []))
    assert ran.status == 0, ran.err
    found = {}
    for path in (TMP / out).glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        found[document["supplier_code"]] = (path, request_named(document))
    return found


def codes(*numbers):
    return [f"S{n:04}" for n in numbers]


asked = ask("year", "basic10", "2026-11-20", *codes(1, 2, 3, 4, 5, 6, 7, 8))


def answer(n, name, questions, day, unfinished=False, revision=1, request=True, **more):
    if unfinished:
        more["unfinished"] = True
    more = {"packs": [BASIC], "period": "2026", "answers": {"basic10": {str(i): {"level": 2} for i in range(1, questions + 1)}}, "checks": []} | more
    suppliers[n].file(TMP / name, assessment_id=more.pop("assessment_id", assessment(n)), revision=revision, issued_at=f"{day}T00:00:00Z",
                      request=asked[suppliers[n].code][1] if request else None, **more)
    return TMP / name


def on_sheet(name, request, **levels):
    (TMP / "blank.xlsx").unlink(missing_ok=True)
    made = tenken("pack", "sheet", "--request", request, "--xlsx", TMP / "blank.xlsx")
    assert made.status == 0, made.err
    sheet = Sheet(TMP / "blank.xlsx")
    for item, level in levels.items():
        sheet.say(f"basic10:{item[1:]}", level)
    sheet.save(TMP / name)
    return TMP / name


os.environ["TENKEN_CLOCK"] = "2026-11-01T00:00:00Z"
answer(1, "day1/1.json", 10, "2026-10-20")
answer(2, "day1/2.json", 4, "2026-10-20", unfinished=True, checks=[{"id": "updated-but-nothing-listed", "items": ["basic10:4"]}])  # the products are still to come
answer(4, "day1/4.json", 9, "2026-10-20", unfinished=True)
answer(6, "day1/6.json", 4, "2026-10-20", unfinished=True, checks=[{"id": "tested-not-updated", "items": ["basic10:4", "basic10:9"]}])  # 9 has no answer
answer(7, "day1/7.json", 10, "2026-10-20")
(TMP / "day1").mkdir(exist_ok=True)
on_sheet("day1/3.xlsx", asked["S0003"][0], **{f"i{i}": "2" for i in range(1, 11) if i not in (4, 8)}, i4="0")  # one is blank, and 9 tests what 4 does not update
on_sheet("day1/8.xlsx", asked["S0008"][0], **{f"i{i}": "2" for i in range(1, 11)})
ran = merge(db, TMP / "day1")
expect("all are taken in", ran, merged=7)
equal("and it is said how many are begun, and how many nobody signed", (ran.json["unfinished"], ran.json["sheets"]), (4, 2))
shutil.copy(db, TMP / "words.db")
again = tenken("--lang", "en", "merge", "--into", TMP / "words.db", answer(2, "2-more.json", 5, "2026-10-21", unfinished=True, revision=2))
check("in words", b"1  of them begun, not finished: the rest is still expected" in again.out, again.out)
assert tenken("suppliers", db, "extend", "S0004", "--until", "2026-12-24", "--reason", "moving").status == 0
relay = ask("relay", "mail-relay", "2026-12-10", "S0007")
items = {str(i["id"]): {"level": 1} for s in PACKS["mail-relay"]["sections"] for i in s["items"] if "same_as" not in i}
suppliers[7].file(TMP / "7b.json", assessment_id=assessment(77), period="2026", issued_at="2026-11-01T00:00:00Z", packs=[RELAY], request=relay["S0007"][1], unfinished=True,
                  checks=[], answers={"mail-relay": dict(list(items.items())[:2])})
expect("another request, begun", merge(db, TMP / "7b.json"), merged=1)


def screen(keys, size="160x40"):
    (TMP / "keys").write_text(keys)
    assert tenken("--lang", "en", "view", db, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", size).status == 0
    return (TMP / "screen").read_text(encoding="utf-8")


def letters():
    (TMP / "mail.csv").unlink(missing_ok=True)
    ran = tenken("--lang", "en", "status", db, "--mail", TMP / "mail.csv")
    return {(r["supplier_code"], r["kind"]): r for r in table(TMP / "mail.csv")}, ran.out.decode()


def said():
    """Each supplier's state by every way to ask for it."""
    status, report = tenken("status", db, "--json").json, tenken("report", db, "--json").json
    assert tenken("--lang", "en", "report", db, "--csv", TMP / "csv", "--html", TMP / "p.html").status == 0
    waiting = {w["supplier_code"]: w["state"] for w in status["waiting"] if not w["further"]}
    return {"status": {s["supplier_code"]: waiting.get(s["supplier_code"], "answered") for s in report["suppliers"]},
            "report": {s["supplier_code"]: s["state"] for s in report["suppliers"]},
            "tables": {r["supplier_code"]: r["state"] for r in table(TMP / "csv" / "suppliers.csv")}}, status, report


# ---- before the day
os.environ["TENKEN_CLOCK"] = "2026-11-10T00:00:00Z"
before, status, report = said()
wanted = dict(zip(codes(*range(1, 9)), ("answered", "unfinished", "unfinished", "unfinished", "waiting", "unfinished", "answered", "answered")))
equal("begun is begun, by every way to ask", before, {way: wanted for way in before})
equal("and not answered", (status["answered_in_period"], status["begun_in_period"], report["answered"], report["begun"], status["late"]), (3, 4, 3, 4, 0))
check("on the screens, too", "3 of 8 suppliers have answered" in screen("u") and "4 more have begun and not finished" in screen("u"), screen("u"))
words = tenken("--lang", "en", "status", db).out.decode()
check("status says how much there is", re.search(r"S0002 .*\(begun, not finished: 4 of 10 questions\)", words) and "4 more have begun and not finished, and are still expected." in words, words)
check("and of what nobody signs it", re.search(r"Answered on an answer sheet.*\n  S0003 .*3\.xlsx\n  S0008 ", words), words)
check("no figure is made of it", "3 suppliers answered. A row counts" in (TMP / "p.html").read_text(encoding="utf-8"))
listed = screen("1")
check("a sheet that is begun and contradicts itself is all of it", re.search(r"S0003 .*answer sheet, unfinished \(9 of 10\), contradictory", listed), listed)
check("one that is answered and begun for another request says both", re.search(r"S0007 .*answered, another unfinished", listed), listed)
for word in ("answer sheet", "unfinished", "contradictory"):
    check(f"and is found by {word}", "S0003" in screen(f"1 /\ntext {word}\nEnter"), screen(f"1 /\ntext {word}\nEnter"))
check("its page says how much is open", "Begun, not finished: 9 of 10 questions are answered." in screen("1 /\ntext S0003\nEnter Enter"))
equal("what contradicts itself on a sheet is told by status as well", [(c["supplier_code"], c["items"]) for c in status["contradictions"]], [("S0003", "basic10:4 basic10:9")])
check("against what is still to come nothing is a contradiction", listed.count("contradictory") == 1 and "contradict" not in screen("1 /\ntext S0002\nEnter Enter End")
      and [s["supplier_code"] for s in report["suppliers"] if s.get("contradiction", "") not in ("", "none", None)] in ([], ["S0003"]), listed)
check("nor on the first screen, where one is", "1 supplier contradicts itself: ask" in screen("u"), screen("u"))
mails, _ = letters()
equal("nobody is reminded before the day; who has more time hears of it", sorted(mails), [("S0004", "extended")])
check("and how much is missing", "1 of 10 questions still has no answer." in mails["S0004", "extended"]["text_en"], mails)

# ---- after the day
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
suppliers[5].file(TMP / "5.json", assessment_id=assessment(55), period="2025", packs=[BASIC], request=None, answers={"basic10": {"1": {"level": 2}}}, checks=[], unfinished=True)
after, status, report = said()
wanted |= {"S0002": "late", "S0003": "late", "S0005": "late", "S0006": "late"}
equal("on its day it is late like the others", after, {way: wanted for way in after})
late = (TMP / "p.html").read_text(encoding="utf-8").split('id="late"')[1].split("</section>")[0]
check("the page says what is begun, and what nobody signed", "late, answer sheet, unfinished (9 of 10), contradictory" in late, late)
data = (TMP / "p.html").read_text(encoding="utf-8").split('id="data">')[1].split("</script>")[0]
check("also of who has answered", re.search(r'"S0008".*"answer sheet"\]', data), data)
check("view lists them as late", re.findall(r"(S00\d\d) .*? late", screen("4")) == codes(2, 3, 5, 6), screen("4"))
mails, out = letters()
equal("all of them are reminded", sorted(c for c, kind in mails if kind == "late"), codes(2, 3, 5, 6))
late, begun = (mails[code, "late"] for code in ("S0005", "S0002"))
check("of whom nothing came gets the request once more, where it was written", late["attachment"] == str(asked["S0005"][0]) and f"once more: the file {asked['S0005'][0].name}." in late["text_en"]
      and asked["S0005"][0].name in late["text_ja"], late)
check("and not who has begun on it", begun["attachment"] == "" and "once more" not in begun["text_en"], begun)
check("of how much is missing, and how to go on", "6 of 10 questions still have no answer.\nIn Tenken, open your answers" in mails["S0002", "late"]["text_en"] and "Nothing has reached us" not in mails["S0002", "late"]["text_en"])
check("who began on a sheet needs a new one", "can come back only once" in mails["S0003", "late"]["text_en"] and mails["S0003", "late"]["attachment"] == "sheet-S0003-2026.xlsx" and "New" not in mails["S0003", "late"]["kind"])
check("and who sends the letters hears how to make it", "pack sheet --request FILE" in out.split("For mail merge")[1] and "goes with 1 of them" in out, out)

# ---- asked again: to begin is not to have answered what was asked
mailed = ("--mail", TMP / "round.csv")
ran = tenken("--lang", "en", "request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", "2026-12-20", "--period", "2026", "--pack", "basic10", "--out", TMP / "year", *mailed)
check("the round again: nobody who has begun is said to have answered", b"and 3 who have answered" in ran.out and b"4 suppliers have begun to answer and not finished" in ran.out, ran.out, ran.err)
equal("nor written to as if nothing had come", [r["supplier_code"] for r in table(TMP / "round.csv")], ["S0005"])
ran = tenken("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", "2026-12-20", "--period", "2026", "--pack", "basic10", "--out", TMP / "elsewhere", "--to", "S0002", "--json")
check("and nothing is made for it", ran.json["begun"] == 1 and [r["state"] for r in ran.json["requests"]] == ["begun"] and not list((TMP / "elsewhere").iterdir()), ran.out)
chosen = "4 /\ntext S0002\nEnter Space e"
page = screen(chosen)
check("who has begun is asked what it was asked, not what somebody else was asked since", "basic10" in page and "mail-relay" not in page, page)
page = screen(f"{chosen} p {' '.join(['Backspace'] * 30)}\ntext mail-relay\nEnter")
check("and of other questions it is said that they come beside that", "(beside another request that is open)" in page, page)
kept, db = db, shutil.copy(db, TMP / "both.db")
page = screen(f"{chosen} n p {' '.join(['Backspace'] * 30)}\ntext basic10 mail-relay\nEnter")
check("more questions in its place withdraw it", "(the earlier request is withdrawn)" in page, page)
ran = tenken("--lang", "en", "request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", "2026-12-20", "--period", "2026", "--to", "S0002", "--again",
             "--pack", "basic10", "--pack", "mail-relay", "--out", TMP / "both")
check("and so it is", ran.status == 0 and b"withdrawn: S0002" in ran.out, ran.out, ran.err)
equal("who is late by it no more", [w["due"] for w in tenken("status", db, "--json").json["waiting"] if w["supplier_code"] == "S0002"], ["2026-12-20"])
db = kept

# ---- two sets of answers, neither finished: each question counts once, wherever it is told
kept, db = db, shutil.copy(db, TMP / "several.db")
further = ask("further", "mail-relay", "2026-12-20", "S0002")
shared = next(i["same_as"].split(":")[1] for s in PACKS["mail-relay"]["sections"] for i in s["items"] if i.get("same_as", "").startswith("basic10:"))
answer(2, "2b.json", 0, "2026-11-10", unfinished=True, assessment_id=assessment(72), packs=[RELAY], answers={"mail-relay": dict(list(items.items())[:1]), "basic10": {shared: {"level": 3}}})
raw = json.loads((TMP / "2b.json").read_text(encoding="utf-8"))["document"] | {"request": further["S0002"][1]}
suppliers[2].file(TMP / "2b.json", document=raw)
expect("begun, and another beside it", merge(db, TMP / "2b.json"), merged=1)
report = next(s for s in tenken("report", db, "--json").json["suppliers"] if s["supplier_code"] == "S0002")
words = tenken("--lang", "en", "status", db).out.decode()
told = re.search(r"S0002 .*\(begun, not finished: (\d+) of (\d+) questions\)", words)
page = screen("1 /\ntext S0002\nEnter Enter")
check("status and the screen count the same", told is not None and f"Begun, not finished: {told[1]} of {told[2]} questions are answered." in page and int(told[2]) > 10, words, page)
mails, _ = letters()
check("so do the letters", f"{int(told[2]) - int(told[1])} of {told[2]} questions still have no answer." in mails["S0002", "late"]["text_en"], mails["S0002", "late"]["text_en"])

# ---- finished too late, and begun with something else since
os.environ["TENKEN_CLOCK"] = "2026-11-25T00:00:00Z"
expect("the first one is finished", merge(db, answer(2, "2-all.json", 10, "2026-11-22", revision=9)), merged=1)
raw |= {"issued_at": "2026-11-24T00:00:00Z", "revision": raw["revision"] + 1}
suppliers[2].file(TMP / "2b.json", document=raw)
expect("the other one goes on", merge(db, TMP / "2b.json"), merged=1)
page = screen("1 /\ntext S0002\nEnter Enter")
check("it has answered on the day of what is finished, which was late", "answered on 2026-11-22" in page and "from after the day they were due on" in page and "Answers to another request are begun" in page, page)
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
db = kept

# ---- answers that came for another year, taken in by hand
raw = sqlite3.connect(db)
raw.execute("UPDATE request SET withdrawn_at = '2026-11-20T00:00:00Z' WHERE supplier = (SELECT id FROM supplier WHERE code = 'S0005')")
raw.commit()
answer(5, "5.json", 10, "2026-10-20", period="2025", request=False)
expect("answers for 2025", merge(db, TMP / "5.json"), merged=1)
raw.execute("UPDATE request SET withdrawn_at = NULL WHERE supplier = (SELECT id FROM supplier WHERE code = 'S0005')")
raw.commit()
raw.close()
mails, out = letters()
check("are not nothing", "answers for 2025: your answers to this request are still missing" in mails["S0005", "late"]["text_en"] and "(what came was for 2025)" in out, mails["S0005", "late"]["text_en"])

# ---- finished after the day
os.environ["TENKEN_CLOCK"] = "2026-11-23T00:00:00Z"
expect("the rest comes", merge(db, answer(6, "6-all.json", 10, "2026-11-22", revision=2)), merged=1)
listed = screen("1")
check("and is answered late, though something had come in time", re.search(r"S0006 .*answered late", listed), listed)

# ---- questions to who answered on a sheet
ran = tenken("--lang", "en", "suppliers", db, "clarify", "S0003", "--items", "basic10:4,basic10:9")
check("how to make the new sheet is said at once", ran.status == 0 and b"--to S0003 --again" in ran.out and b"pack sheet --request FILE" in ran.out, ran.out)
mails, _ = letters()
question = mails["S0003", "clarification"]
check("the letter says how they contradict each other", "They seem to contradict each other.\n" in question["text_en"] and "Please tell us a little more" not in question["text_en"], question)
check("which ones, and in whose words", "\n- Updates / Testing defences\n  Tenken's remark on your screens: \"" in question["text_en"] and "『" in question["text_ja"], question)
check("and asks for nothing that a sheet cannot do", "In Tenken" not in question["text_en"] and question["attachment"] == "sheet-S0003-2026.xlsx", question)
new = ask("anew", "basic10", "2026-12-20", "S0003", again=True)
expect("the new sheet, filled in", merge(db, on_sheet("3-new.xlsx", new["S0003"][0], **{f"i{i}": "2" for i in range(1, 11)})), merged=1)
equal("is answered", {w["supplier_code"]: w["state"] for w in tenken("status", db, "--json").json["waiting"] if w["supplier_code"] == "S0003"}, {})

# ---- a check of one answer and the list of products
supply = json.loads((TOP / "questionnaires" / "supply-chain.json").read_text(encoding="utf-8"))
one = Supplier(20)
db = portfolio("one.db", one)
nothing = {"packs": [pack_named(supply)], "period": "2026", "inventory": [], "answers": {"basic10": {"4": {"level": 3}}},
           "checks": [{"id": "updated-but-nothing-listed", "items": ["basic10:4"]}]}
one.file(TMP / "20.json", unfinished=True, **nothing)
expect("it lists nothing yet", merge(db, TMP / "20.json"), merged=1)
equal("which status does not call a contradiction", tenken("status", db, "--json").json["contradictions"], [])
shutil.copy(db, TMP / "one-finished.db")
assert tenken("suppliers", db, "clarify", "S0020", "--items", "basic10:4").status == 0
mails, _ = letters()
check("nor does the letter of who asks all the same", "list of products" not in mails["S0020", "clarification"]["text_en"] and "Please tell us a little more" in mails["S0020", "clarification"]["text_en"], mails)
begun, db = db, str(TMP / "one-finished.db")
one.file(TMP / "20f.json", revision=2, **nothing)
expect("it finishes, and still lists nothing", merge(db, TMP / "20f.json"), merged=1)
equal("now it is one", [(c["supplier_code"], c["items"]) for c in tenken("status", db, "--json").json["contradictions"]], [("S0020", "basic10:4")])
assert tenken("suppliers", db, "clarify", "S0020", "--items", "basic10:4").status == 0
mails, _ = letters()
check("and is told so", "the list of products is still empty" in mails["S0020", "clarification"]["text_en"], mails)
db = begun

ran = tenken("--lang", "en", "report", db, "--letters", TMP / "results")
check("results go to who has only begun, too, and how many they are is said", b"1 letter in " in ran.out and b"1 of them goes to a supplier that has begun and not finished." in ran.out, ran.out, ran.err)

# ---- a questionnaire that is not at hand: nobody can count its questions
two = Supplier(21)
db = portfolio("two.db", two)
two.file(TMP / "21.json", packs=[{"id": "other", "version": "1", "sha256": "ab" * 32}], period="2026", answers={"other": {"1": {"level": 2}}}, checks=[], unfinished=True)
expect("what is unknown is taken in", merge(db, TMP / "21.json"), merged=1)
ways, status, _ = said()
equal("it is begun all the same, by every way to ask", (ways, status["begun_in_period"]), ({way: {"S0021": "unfinished"} for way in ways}, 1))
check("also in words", re.search(r"S0021 .*\(begun, not finished\)", tenken("--lang", "en", "status", db).out.decode()))
finish()
