#!/usr/bin/python3
"""tenken view of a portfolio with more than a thousand suppliers: large numbers have their thousands apart on screen, and are plain in files;
and twenty files in quarantine are gone through one after the other."""
import csv
import io
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, check, equal, finish, merge, tenken  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
os.chdir(TMP)
assert tenken("portfolio", "init", "p.db").status == 0
subprocess.run([sys.executable, TOP / "tests" / "interop" / "generate_portfolio.py", "p.db", "12000"], check=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})


def play(keys, size="100x30"):
    (TMP / "keys").write_text(keys + "\n", encoding="utf-8")
    ran = tenken("view", "p.db", "--keys", "keys", "--screen", "screen", "--size", size)
    return (TMP / "screen").read_text(encoding="utf-8") if ran.status == 0 else repr(ran.err)


home = play("")
check("the first screen", "10,800 of 12,000 suppliers have answered" in home and "3,600 of 4,000 with a score, mean" in home, home)
check("the place in a list", "1 / 12,000" in play("1") and "12,000 / 12,000" in play("1 End"), play("1"))
check("the heat map", "1 / 12,000" in play("3"), play("3"))
screen = play("1 /\ntext ミホン\nEnter")
check("how many a filter leaves", " of 12,000 with " in screen, screen)
screen = play("2 c Ctrl-U\ntext items.csv\nEnter")
rows = list(csv.DictReader(io.StringIO((TMP / "items.csv").read_text(encoding="utf-8-sig"), newline="")))
counts = [row["0"] for row in rows]
check("a file has plain numbers", all(c.isdigit() for c in counts) and max(map(int, counts)) >= 1000, counts)
screen = play("2")
check("the same number apart on screen", f"{max(map(int, counts)):,}" in screen and str(max(map(int, counts))) not in screen, screen)
found = play("9\ntext example mail\nEnter", "120x30")
equal("and in what a search says", [w in found for w in ("not listed 10,5", "unknown 1,200")], [True, True])
check("in lines, too", b"12,000 suppliers, of whom 10,800 have answered for 2026." in tenken("status", "p.db").out, tenken("status", "p.db").out)

# ---- twenty decisions
held = [Supplier(10 * n + 9) for n in range(20)]
for s in held:
    s.code = f"S{s.number:06}"
    s.file(f"in/{s.number}.json", supplier__supplier_code=s.code)
equal("files in quarantine", merge("p.db", "in").json["quarantined"], 20)

decided = "".join(f"Enter a Enter\ntext {s.sha256[-8:]}\nEnter\ntext rang them\nEnter q\n" if s.number % 20 == 9 else "Enter x\ntext nobody knows of it\nEnter q\n" for s in held)
screen = play(f"5\n{decided}")
check("all twenty are decided: ten are refused, and ten are trusted but answer no request", len(re.findall(r"\n[> ] S\d+ .*answers no request", screen)) == 10 and "knows the signer" not in screen, screen)
finish()
