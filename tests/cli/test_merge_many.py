#!/usr/bin/python3
"""Many files of which some are hostile in every way that is known: the counts add up, each rejection has its reason, nothing leaks."""
import os
import re

import hostile_answers
from portfolio_case import TMP, Supplier, check, equal, expect, finish, merge, tenken

GOOD, CASES = 30, 4 * len(hostile_answers.KINDS)
files, db = TMP / "many", TMP / "many.db"
good = [Supplier(n) for n in range(1, GOOD + 1)]
for s in good:
    s.file(files / f"{s.number % 3}" / f"{s.code}.json")
pins, outcomes = hostile_answers.make(files / "hostile", CASES)
pins += [(s.code, s.sha256) for s in good]
(TMP / "pins.csv").write_text("supplier_code,certificate_sha256\n" + "".join(f"{code},{sha256}\n" for code, sha256 in pins))
assert tenken("portfolio", "init", db).status == 0 and tenken("trust", db, "import", TMP / "pins.csv").status == 0
total = GOOD + sum(outcomes.values())
wanted = outcomes | {"merged": outcomes["merged"] + GOOD}


def clean(name, *texts):
    bad = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(t.decode("utf-8") for t in texts))
    check(name, not bad, bad)


ran = merge(db, files)
expect("every file becomes what it has to", ran, 1, **wanted)
equal("the counts add up to the files", ran.json["files"], total)
check("every rejection has its reason, a sentence", all(len(r["reason"]) > 20 and r["reason"][0] != " " for r in ran.json["rejected"]), ran.json["rejected"])
by_kind = {}
for r in ran.json["rejected"]:
    by_kind.setdefault(r["file"].split()[-1], set()).add(re.sub(r"[0-9A-Fa-f]{4}|[0-9]+|\"[^\"]*\"", "…", r["reason"])[:60])
words = {"truncated": "ends too early", "unsigned": "no signature", "not_yet_valid": "not yet valid", "newer_format": "newer version", "impossible_number": "corporate number",
         "changed": "was changed", "by_others": "is known as"}
for kind, text in words.items():
    reasons = [r["reason"] for r in ran.json["rejected"] if r["file"].endswith(kind)]
    check(f"{kind}: the reason says {text}", len(reasons) == 4 and all(text in r for r in reasons), reasons)
clean("nothing of it reaches the terminal", ran.out, ran.err)
steps = {"newer_format": "install the newest Tenken", "not_yet_valid": "the date of this machine", "impossible_number": "correct what is named here", "changed": "exactly as the program wrote it"}
for kind, text in steps.items():
    found = [r["next_step"] for r in ran.json["rejected"] if r["file"].endswith(kind)]
    check(f"{kind}: what to do is {text}", len(found) == 4 and all(text in s for s in found), found)
other = TMP / "other.db"
assert tenken("portfolio", "init", other).status == 0 and tenken("trust", other, "import", TMP / "pins.csv").status == 0
said = tenken("merge", "--into", other, files)
lines = said.err.decode().splitlines()
for kind, whose in (("two_of_one_code", "    Supplier: S900009 "), ("by_nobody_known", "    Claims to be X900003 "), ("unsigned", "    Claims to be S900001 ")):
    check(f"{kind}: in words, whose it is", any(kind in line and below.startswith(whose) for line, below in zip(lines, lines[1:])), lines)
clean("in words too nothing reaches the terminal", said.out, said.err)
again = merge(db, files)
expect("the same again changes nothing", again, 1, unchanged=wanted["merged"], **{k: v for k, v in wanted.items() if k != "merged"})
status = tenken("status", db, "--json")
clean("nor does it from status", status.out, status.err, tenken("status", db).out)
equal("status counts the same", {k: status.json["files"][k] for k in ("merged", "rejected", "quarantined", "conflict")},
      {"merged": wanted["merged"], "rejected": wanted["rejected"], "quarantined": wanted["quarantined"], "conflict": wanted["conflicts"]})
equal("and has each reason", len(status.json["rejected"]), wanted["rejected"])
equal("a pack that nobody has is listed with its answers", [p["answers"] for p in status.json["packs_not_held"] if p["sha256"] == hostile_answers.PACK], [4])

xlsx, page, lists = TMP / "many.xlsx", TMP / "many.html", TMP / "csv"
ran = tenken("report", db, "--xlsx", xlsx, "--html", page, "--csv", lists)
check("the reports are written", ran.status == 0 and xlsx.stat().st_size > 0 and page.stat().st_size > 0, ran.status, ran.err)
check("no script of a supplier's in the page", b"<script>alert" not in page.read_bytes())
cells = "".join(p.read_text(encoding="utf-8-sig") for p in sorted(lists.iterdir()))
check("no cell of the lists begins a formula", not re.search(r"(^|,)\"?[=@+](HYPERLINK|SUM|1)", cells, re.M), re.findall(r".{0,20}HYPERLINK.{0,5}", cells)[:3])
clean("no control character in the lists", re.sub(r"\r\n", "\n", cells).encode())
unpacked = os.popen(f"unzip -p '{xlsx}' 'xl/worksheets/*.xml'").read()
check("no formula of a supplier's in the workbook", "<f>HYPERLINK" not in unpacked and "<f>@SUM" not in unpacked and "<f>=HYPER" not in unpacked)
finish()
