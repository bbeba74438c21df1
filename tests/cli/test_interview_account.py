#!/usr/bin/env python3
"""After the interview: follow-ups, what is to be rated again, the report, the sheet there and back, and the refusal to sign a difference that
says not why. How the report looks: tests/interop/test_interview_report.mjs. TAP."""
import json
import os
import pathlib
import re
import stat
import zipfile

from sheet_case import Sheet, formula
from tap import TMP, TOP, check, finish, report, tenken


def tree(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def answers(path):
    return tree(path)["answers"]


def new(path, *sets):
    made = tenken("new", path, "--pack", "basic10", "--pack", "emergency-malware")
    assert made.returncode == 0, made.stderr
    made = tenken("set", path, "supplier.name=Mihon Works", *sets)
    assert made.returncode == 0, made.stderr
    return path


os.chdir(TMP)
DONE = [f"basic10:{n}=2" for n in range(1, 11)]
new("d.tenken", *DONE)

# ---- follow-ups ----
F = ("interview", "followups", "d.tenken")
check("nothing was left for later", tenken(*F), 0, "Nothing was left for later.")
check("one about a question", tenken(*F, "--add", "復旧の記録を送る", "--about", "basic10:3", "--owner", "総務 田中", "--due", "2026-11-15"), 0, "Overdue:", "復旧の記録を送る", "総務 田中")
check("one about the firm", tenken(*F, "--add", "Call again", "--due", "2026-12-20"), 0, "Open:", "the firm as a whole")
tenken(*F, "--add", "Show the VPN", "--about", "basic10:5")
check("done, on a day", tenken(*F, "--done", "3", "--on", "2026-11-20"), 0, "Done:", "2026-11-20")
states = {f["text"]: (f["state"], f["number"], f["due"], f["done_at"]) for f in json.loads(tenken(*F, "--json").stdout)["followups"]}
report(states == {"復旧の記録を送る": ("overdue", 1, "2026-11-15", None), "Call again": ("open", 2, "2026-12-20", None), "Show the VPN": ("done", 3, None, "2026-11-20")}, "as JSON", states)
check("opened again", tenken(*F, "--open", "3"), 0)
report("done_at" not in tree("d.tenken")["followups"][2], "it is open in the draft")
check("ticked off today", tenken(*F, "--done", "3"), 0, "2026-11-21")
check("no such number", tenken(*F, "--done", "9"), 3, "There is no follow-up 9")
check("no number at all", tenken(*F, "--done", "-1"), 3, "There is no follow-up -1")
check("no such question", tenken(*F, "--add", "x", "--about", "basic10:99"), 3, "asks no question")
check("no such day", tenken(*F, "--add", "x", "--due", "2026-02-30"), 3, "due")
check("without words", tenken(*F, "--add", " "), 3, "Say what is to be done")
check("two changes at once", tenken(*F, "--done", "1", "--remove", "1"), 2, "one change at a time")
check("an owner without a follow-up", tenken(*F, "--owner", "x"), 2, "--add")
report(len(tree("d.tenken")["followups"]) == 3, "a refusal changes nothing")

# ---- recheck ----
R = ("interview", "recheck", "d.tenken")
tenken("set", "d.tenken", "basic10:5.assessor.level=2", "basic10:3.assessor.level=2", "basic10:3.evidence+=Old plan;document;plan.pdf;2026-01-01")
check("evidence after the rating", tenken(*R), 0, "basic10:3", "evidence: Old plan", "2026-01-01")
tenken("set", "d.tenken", "basic10:3.assessor.level=2")
check("rated with it, nothing is due", tenken(*R), 0, "nothing is to be rated again")
tenken(*F, "--done", "1")
news = json.loads(tenken(*R, "--json").stdout)["recheck"]
report(news == [{"pack": "basic10", "item": "3", "news": [{"kind": "followup", "text": "復旧の記録を送る", "date": "2026-11-21"}]}], "a follow-up done after the rating", news)
check("the rating stands", tenken(*R, "--keep", "basic10:3"), 0, "nothing is to be rated again")
check("a question without a rating cannot stand", tenken(*R, "--keep", "basic10:1"), 3, "no rating")

# ---- a difference without a reason ----
pathlib.Path("pass").write_text("correct horse battery\n")
tenken("identity", "new", "firm.p12", "--name", "Mihon Works", "--passphrase-file", "pass")
X = ("export", "d.tenken", "--json", "x.json", "--identity", "firm.p12", "--passphrase-file", "pass")
items = [i for i in tree(TOP / "questionnaires/emergency-malware.json")["sections"] for i in i["items"]]
tenken("set", "d.tenken", *[f"emergency-malware:{i['id']}=done" for i in items if "same_as" not in i], *[f"emergency-malware:{i['id']}.done_at=2026-11-20" for i in items if "same_as" not in i], "basic10:3.assessor.level=1", "basic10:7.assessor.level=3")
check("is not signed", tenken(*X), 1, "2 ratings of the assessor differ from the firm's and say not why (3 Restore tests, 7 Shadow IT)")
check("in Japanese either", tenken("--lang", "ja", *X), 1, "理由がない項目が2件あります (3 戻せるかの確認、7 無断のIT利用)")
report(not pathlib.Path("x.json").exists(), "nothing was written")
check("nor as a workbook", tenken("export", "d.tenken", "--xlsx", "x.xlsx", "--identity", "firm.p12", "--passphrase-file", "pass"), 1, "say not why")
tenken("set", "d.tenken", "basic10:3.assessor.reason=no record was there", "basic10:7.assessor.reason=  ")
check("blanks are no reason", tenken(*X), 1, "1 rating of the assessor differs", "7 Shadow IT")
tenken("set", "d.tenken", "basic10:7.assessor.reason=saw the list")
tenken("set", "d.tenken", "cosign_expected=yes")
check("with reasons it is", tenken(*X), 0)
document = tree("x.json")["document"]
report(document["answers"]["basic10"]["3"]["assessor"] == {"level": 1, "reason": "no record was there"}, "both ratings and the reason are signed, no note on what it rests on", document["answers"]["basic10"]["3"])
report([(f["item"], f["text"], f.get("done_at")) for f in document["followups"]] == [("3", "復旧の記録を送る", "2026-11-21"), ("5", "Show the VPN", "2026-11-21")], "follow-ups of questions go along, the firm's own do not", document["followups"])
report(document["cosign_expected"] is True, "and that a co-signature is to come")
check("show names both ratings", tenken("show", "x.json"), 0, "Assessor: 1 partly", "no record was there")
check("show names the follow-ups", tenken("show", "x.json"), 0, "復旧の記録を送る")

# ---- the report ----
check("both files", tenken("interview", "report", "d.tenken", "--html", "r.html", "--xlsx", "r.xlsx", "--assessor", "Mihon Consulting"), 0, "r.html", "r.xlsx")
report(all(stat.S_IMODE(os.stat(f).st_mode) == 0o600 for f in ("r.html", "r.xlsx")), "for the owner's eyes alone")
page = pathlib.Path("r.html").read_text(encoding="utf-8")
report("no record was there" in page and "復旧の記録を送る" in page and "Mihon Consulting" in page, "ratings, follow-ups and who held it are on the page")
report("plan.pdf" not in page, "where evidence lies is not")
with zipfile.ZipFile("r.xlsx") as z:
    book = z.read("xl/workbook.xml").decode()
    strings = z.read("xl/sharedStrings.xml").decode()
report(re.findall(r'<sheet name="([^"]*)"', book)[:4] == ["Report", "Plan", "Two views", "Follow-ups"], "the workbook's sheets", book)
report("no record was there" in strings and "復旧の記録を送る" in strings and "plan.pdf" not in strings, "the workbook says the same")
check("nothing to write", tenken("interview", "report", "d.tenken"), 2, "--html OUT")
check("the same file twice", tenken("interview", "report", "d.tenken", "--html", "o", "--xlsx", "o"), 2, "name two")
check("not over the draft", tenken("interview", "report", "d.tenken", "--html", "d.tenken"), 2)
check("not from signed answers", tenken("interview", "report", "x.json", "--html", "o.html"), 3, "no draft")
report(not pathlib.Path("o.html").exists(), "and nothing is written")
new("empty.tenken")
check("from a draft without an answer", tenken("interview", "report", "empty.tenken", "--html", "e.html", "--xlsx", "e.xlsx"), 0)
page = pathlib.Path("e.html").read_text(encoding="utf-8")
report("The assessor has rated nothing yet." in page and "Nothing was left for later." in page and "No step is known that costs nothing" in page, "says what is not there")

# ---- the sheet ----
SAME = ("interview", "import-sheet", "s.xlsx", "--into", "w.tenken")
new("w.tenken", "basic10:1=2", "basic10:1.note=before", "basic10:2=3", "basic10:2.assessor.level=2", "basic10:2.assessor.confidence=document", "basic10:2.assessor.reason=old reason",
    "basic10:4=na", "basic10:4.na_reason=no server", "emergency-malware:macros=not_done")
check("is written", tenken("interview", "sheet", "w.tenken", "--xlsx", "s.xlsx"), 0, "import-sheet")
report(stat.S_IMODE(os.stat("s.xlsx").st_mode) == 0o600, "0600")
check("never over something", tenken("interview", "sheet", "w.tenken", "--xlsx", "s.xlsx"), 3)
before = tree("w.tenken")
check("untouched it changes nothing", tenken(*SAME), 0, "0 changed cells")
report(tree("w.tenken") == before, "not even the time of saving")
S = Sheet("s.xlsx")
S.say("basic10:1", "3")                       # firm, by its digit
S.say("basic10:1", "1 partly", "E")           # assessor, from the list
S.say("basic10:1", "3", "F")                  # seen working
S.say("basic10:1", "the list is old\nand short", "G")
S.say("basic10:1", "shared", "H")
S.say("basic10:1", "", "I")                   # the firm's note is emptied
S.say("basic10:2", "2", "D")                  # the two agree now
S.say("basic10:2", "", "G")
S.say("basic10:3", "9", "E")                  # no level
S.say("basic10:4", "2 throughout")            # applies after all
S.say("basic10:5", "- not applicable")        # without a reason
S.cell(1, f"D{S.rows['basic10:6'][1]}", formula("1+1", 2))
S.say("basic10:7", 4, "E")                    # a number
S.say("emergency-malware:macros", "○")
S.say("emergency-malware:macros", "2026/11/20", "K")
S.save(TMP / "s.xlsx")
done = tenken(*SAME)
refused = [line for line in done.stdout.splitlines() if line.startswith("!")]
got = answers("w.tenken")
check("the status says that some cells were not taken", done, 1, "3 cells were not taken", "12 changed cells taken")
report(len(refused) == 3 and "E" in refused[0] and '"9"' in refused[0] and "formula" in refused[1] and "basic10:5" in refused[2] and "reason" in refused[2], "each of them is named", done.stdout)
report(got["basic10"]["1"] == {"level": 3, "assessor": {"level": 1, "confidence": "seen", "reason": "the list is old\nand short", "note": "shared"}}, "what was filled in", got["basic10"]["1"])
report(got["basic10"]["2"]["level"] == 2 and "reason" not in got["basic10"]["2"]["assessor"] and got["basic10"]["2"]["assessor"]["confidence"] == "document", "what was emptied is gone, what was not touched stays", got["basic10"]["2"])
report(got["basic10"]["4"].get("level") == 2 and "na" not in got["basic10"]["4"], "not applicable became a level", got["basic10"]["4"])
report("5" not in got["basic10"] and "6" not in got["basic10"] and got["basic10"]["7"]["assessor"]["level"] == 4, "and nothing else", got["basic10"])
report(got["emergency-malware"] == {"macros": {"done": True, "done_at": "2026-11-20"}}, "done with its day", got["emergency-malware"])
check("a second time only what is still refused", tenken(*SAME), 1, "0 changed cells taken", "3 cells were not taken")

# The draft goes on while the sheet is out.
tenken("interview", "sheet", "w.tenken", "--xlsx", "t.xlsx")
tenken("set", "w.tenken", "basic10:1.assessor.note=said on the phone", "basic10:8=1")
T = Sheet("t.xlsx")
T.say("basic10:1", "typed in the sheet", "H")
T.say("basic10:9", "1")
T.save(TMP / "t.xlsx")
done = tenken("interview", "import-sheet", "t.xlsx", "--into", "w.tenken")
check("a cell that both changed is not taken but named", done, 1, "said on the phone", "typed in the sheet", "1 changed cell taken")
got = answers("w.tenken")["basic10"]
report(got["1"]["assessor"]["note"] == "said on the phone" and got["8"] == {"level": 1} and got["9"] == {"level": 1}, "the draft's own news stays", got)

# Sheets that belong elsewhere, or were damaged.
new("other.tenken")
other = tree("other.tenken")
other["created_at"] = "2026-10-01T00:00:00Z"
pathlib.Path("other.tenken").write_text(json.dumps(other))
check("another draft's sheet", tenken("interview", "import-sheet", "t.xlsx", "--into", "other.tenken"), 3, 'a draft of "Mihon Works"')
report("answers" not in tree("other.tenken") or not answers("other.tenken"), "nothing was taken in")
tenken("set", "w.tenken", "supplier.name=Mihon Plating")
check("the firm has another name by now", tenken("interview", "import-sheet", "t.xlsx", "--into", "w.tenken"), 3, "Mihon Works", "Mihon Plating")
tenken("set", "w.tenken", "supplier.name=Mihon Works")
tenken("pack", "sheet", "basic10", "--xlsx", "answer.xlsx")
check("an answer sheet is no interview sheet", tenken("interview", "import-sheet", "answer.xlsx", "--into", "w.tenken"), 3, "no interview sheet")
check("nor the other way", tenken("pack", "import-sheet", "t.xlsx", "--into", "w.tenken"), 3, "no answer sheet")
check("a customer takes none", tenken("verify", "t.xlsx"), 3, "unreadable")
T = Sheet("t.xlsx")
row = T.rows["basic10:2"][1]
T.put("xl/worksheets/sheet1.xml", re.sub(rf'<row r="{row}".*?</row>', "", T.text("xl/worksheets/sheet1.xml"), flags=re.S))
T.save(TMP / "cut.xlsx")
check("a missing row is named", tenken("interview", "import-sheet", "cut.xlsx", "--into", "w.tenken"), 1, "basic10:2")
report(answers("w.tenken")["basic10"]["2"]["level"] == 2, "and removes nothing")
T = Sheet("t.xlsx")
T.cell(1, "H1", ("", ""))
T.save(TMP / "column.xlsx")
tenken("interview", "import-sheet", "column.xlsx", "--into", "w.tenken")
report(answers("w.tenken")["basic10"]["1"]["assessor"]["note"] == "said on the phone", "nor does a missing column")
T = Sheet("t.xlsx")
T.say("basic10:1", "x" * 4001, "H")
T.save(TMP / "long.xlsx")
check("a text beyond the limit", tenken("interview", "import-sheet", "long.xlsx", "--into", "w.tenken"), 1, "longer than 4000 bytes")
pathlib.Path("junk.xlsx").write_bytes(b"PK\3\4junk")
check("no workbook at all", tenken("interview", "import-sheet", "junk.xlsx", "--into", "w.tenken"), 3)

# A catalogue of words that are no action is left to the screens.
check("without a word", tenken("interview", "import-sheet"), 2)

finish()
