#!/usr/bin/python3
"""tenken report: what it says, writes, refuses, and leaves behind."""
import csv
import io
import json
import os
import re
import resource
import signal
import stat
import subprocess
import sys
import zipfile

from portfolio_case import TMP, TOP, Supplier, check, equal, expect, finish, merge, pack_named, portfolio, refused, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
PACK = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
NAMED = pack_named(PACK)


def rows(name):
    text = (TMP / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def leftovers():
    return sorted(p.name for p in TMP.rglob(".*") if p.name.startswith("."))


suppliers = [Supplier(n) for n in range(1, 4)]
db, files = portfolio("p.db", *suppliers, Supplier(7)), TMP / "files"
for number, supplier in enumerate(suppliers, 1):
    supplier.file(files / f"{number}.json", packs=[NAMED], perceived=4)
expect("merged", merge(db, files), merged=3)

ran = tenken("report", db)
check("without a file: a few lines", ran.status == 0 and b"3 of 4 suppliers have answered" in ran.out and b"Mean total:" in ran.out, ran.out, ran.err)
check("and the weakest items", ran.out.count(b" of 3\n") >= 3, ran.out)

ran = tenken("report", db, "--xlsx", TMP / "r.xlsx", "--csv", TMP / "csv")
check("both kinds", ran.status == 0 and b"r.xlsx" in ran.out and b"csv" in ran.out, ran.out, ran.err)
(TMP / "in").mkdir()
(TMP / "in" / "broken.json").write_text("{")
other = portfolio("local.db")
assert merge(other, TMP / "in").status == 1
local = tenken("--lang", "en", "report", other, "--xlsx", TMP / "local.xlsx", env=os.environ | {"TZ": "JST-9"})
book = zipfile.ZipFile(TMP / "local.xlsx")
sheets = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet"))
check("times are those of the clock on the wall: when it was made", "Made on 2026-11-21 at 09:00 for the period " in sheets, local.err, sheets[-3000:])
check("and when a file came, as a time of Excel's", "<v>46347.375</v>" in sheets and "T00:00:00Z" not in sheets)
equal("only the owner may read them", {stat.S_IMODE(os.stat(p).st_mode) for p in [TMP / "r.xlsx", *(TMP / "csv").iterdir()]}, {0o600})
first = (TMP / "r.xlsx").read_bytes()
tenken("report", db, "--xlsx", TMP / "r.xlsx")
equal("the same portfolio at the same time gives the same workbook", (TMP / "r.xlsx").read_bytes(), first)

table = rows("suppliers")
equal("suppliers in the order of codes", [r["supplier_code"] for r in table], ["S0001", "S0002", "S0003", "S0007"])
equal("levels as answered", [table[0][f"basic10:{i}"] for i in range(1, 11)], ["2", "3", "4", "0", "1", "2", "3", "4", "unknown", "na"])
equal("who has not answered", (table[3]["state"], table[3]["total"], table[3]["basic10:1"]), ("not_asked", "", ""))
weights = {i["id"]: i["weight"] for s in PACK["sections"] for i in s["items"]}
levels = {str(i): [2, 3, 4, 0, 1, 2, 3, 4, 0][i - 1] for i in range(1, 10)}
points, total = sum(250 * weights[i] * n for i, n in levels.items()), sum(weights[i] for i in levels)
score = (2 * points + total) // (2 * total)
equal("the total, recomputed here, as the screens have it", table[0]["total"], f"{score // 10}.{score % 10}")
items = rows("items")
equal("all items of the pack", [i["item"] for i in items], [i["id"] for s in PACK["sections"] for i in s["items"]])
targets = {i["item"]: int(i["target"]) for i in items}
gaps = [g for g in rows("gaps") if g["supplier_code"] == "S0001"]
equal("gaps: every item below its target", sorted(g["item"] for g in gaps), sorted(i for i, n in levels.items() if n < targets[i]))
priorities = [int(g["priority"]) for g in rows("gaps")]
equal("the most urgent first", priorities, sorted(priorities, reverse=True))
check("each with its next step", all(g["next_step"] for g in gaps), gaps)
equal("inventory", {(p["product"], p["internet"]) for p in rows("inventory")}, {("Example Mail", "yes")})

told = tenken("report", db, "--json").json
equal("the same as JSON", [(s["supplier_code"], s["total"], s["peers"]) for s in told["suppliers"]], [(r["supplier_code"], int(r["total"].replace(".", "")) if r["total"] else None, None) for r in table])
equal("and the figures", (told["period"], told["answered"], told["suppliers_count"], sum(told["items"][0]["levels"])), ("2026", 3, 4, 3))
many = [Supplier(n) for n in range(101, 113)]
crowd = portfolio("crowd.db", *many)
for n, s in enumerate(many):
    s.file(TMP / "crowd" / f"{n}.json", packs=[NAMED], supplier__employees="6-20" if n < 10 else "51-100" if n < 11 else "", answers={"basic10": {str(i): {"level": n % 5} for i in range(1, 11)}})
expect("ten peers, one alone and one who does not say", merge(crowd, TMP / "crowd"), merged=12)
told = tenken("report", crowd, "--json").json["suppliers"]
totals = [s["total"] for s in told[:10]]
equal("totals 0, 250 … twice", totals, [0, 250, 500, 750, 1000] * 2)
equal("quartiles and deviation scores", [(s["peers"]["count"], s["peers"]["first_quartile"], s["peers"]["median"], s["peers"]["third_quartile"], s["peers"]["deviation_score"]) for s in told[:3]],
      [(10, 250, 500, 750, 359), (10, 250, 500, 750, 429), (10, 250, 500, 750, 500)])
equal("one alone is not compared", told[10]["peers"], None)
equal("nor who names no size", told[11]["peers"], None)
assert tenken("report", crowd, "--letters", TMP / "peers").status == 0


def compared(n):
    page = (TMP / "peers" / f"letter-S{n:04}-2026.html").read_text(encoding="utf-8")
    return "deviation score is" in page, "偏差値は" in page


equal("ten are told where they stand, nobody else", [compared(n) for n in (101, 110, 111, 112)], [(True, True), (True, True), (False, False), (False, False)])
equal("and only of the others it is said that the letter rests on their answers alone", ["your own answers alone" in (TMP / "peers" / f"letter-S{n:04}-2026.html").read_text(encoding="utf-8") for n in (101, 111)], [False, True])
check("with what the figure means", "50 is the average of these firms, and 10 is one standard deviation" in (TMP / "peers" / "letter-S0101-2026.html").read_text(encoding="utf-8"))
for place, words in ((0, ["Among 10 firms of its size and industry, itself included: deviation score 35.9", "Deviation score: 50 is the average"]), (10, ["itself included: 1, too few"]),
                     (11, ["did not name its size", "nobody to compare it with"])):
    (TMP / "keys").write_text("1\n" + "Down\n" * place + "Enter\n")
    assert tenken("--lang", "en", "view", crowd, "--keys", TMP / "keys", "--screen", TMP / "screen", "--size", "150x60").status == 0
    shown = (TMP / "screen").read_text(encoding="utf-8")
    check(f"the page of the {place + 1}th firm", all(w in shown for w in words) and "Size: ." not in shown, shown)
(TMP / "good").mkdir()
good = portfolio("good.db", suppliers[0])
suppliers[0].file(TMP / "good" / "1.json", packs=[NAMED], answers={"basic10": {str(i): {"level": 4} for i in range(1, 11)}})
expect("one that has done all", merge(good, TMP / "good"), merged=1)
check("no weakest items where nobody is below", b"below the target" not in tenken("report", good).out)

refused("a period that nobody was asked for", 3, ["2031", "2026 (3)"], "report", db, "--period", "2031")
refused("no database", 2, ["name the database"], "report")
refused("an unknown option", 2, ["--yaml"], "report", db, "--yaml", "x")
refused("an option without its value", 2, ["--xlsx"], "report", db, "--xlsx")
refused("one word too many", 2, ["again"], "report", db, "again")
refused("no such database", 3, ["none.db"], "report", TMP / "none.db")
ran = tenken("report", db, "--xlsx", TMP / "csv")
check("a directory in the way", ran.status == 3 and b"directory" in ran.err, ran.status, ran.err)
ran = tenken("report", db, "--xlsx", "/dev/null")
check("a device in the way", ran.status == 3 and b"regular file" in ran.err, ran.status, ran.err)
ran = tenken("report", db, "--csv", TMP / "r.xlsx")
check("a file where the directory should be", ran.status in (3, 4) and b"r.xlsx" in ran.err, ran.status, ran.err)
ran = tenken("report", db, "--xlsx", TMP / "none" / "r.xlsx")
check("no such directory", ran.status == 3 and b"none" in ran.err, ran.status, ran.err)
equal("nothing half-made stays behind", leftovers(), [])
equal("the workbook of before is whole", (TMP / "r.xlsx").read_bytes(), first)


def full(kilobytes):
    """As on a disk with so much room: every file ends there, the temporary ones of the workbook library too."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))
    return limit


for kilobytes in (1, 4, 8, 12):
    ran = tenken("report", db, "--xlsx", TMP / "r.xlsx", preexec_fn=full(kilobytes))
    check(f"a disk that is full after {kilobytes} KB", ran.status == 4 and b"cannot be written" in ran.err, ran.status, ran.out, ran.err)
ran = tenken("report", db, "--csv", TMP / "csv", preexec_fn=full(1))
check("the same with CSV", ran.status == 4 and b"Cannot write" in ran.err, ran.status, ran.out, ran.err)
assert tenken("report", db, "--html", TMP / "r.html").status == 0
page = (TMP / "r.html").read_bytes()
ran = tenken("report", db, "--html", TMP / "r.html", preexec_fn=full(8))
check("and with the page", ran.status == 4 and b"Cannot write" in ran.err and ran.err.count(b"\n") == 1, ran.status, ran.out, ran.err)
check("of which the one before stays", len(page) > 8 * 1024 and (TMP / "r.html").read_bytes() == page, len(page))
equal("nothing half-made is left then either", leftovers(), [])
equal("and the workbook of before is still whole", (TMP / "r.xlsx").read_bytes(), first)
equal("and the table too", rows("suppliers"), table)
empty = portfolio("empty.db")
ran = tenken("report", empty, "--xlsx", TMP / "empty.xlsx", "--csv", TMP / "empty")
check("an empty portfolio", ran.status == 0 and b"0 of 0" in ran.out and (TMP / "empty.xlsx").stat().st_size > 4000, ran.out, ran.err)

# ---- names, codes and states as long as they become: their rows are as tall as they need, the others as they were
long = TMP / "long.db"
tenken("portfolio", "init", long)
subprocess.run([sys.executable, TOP / "tests" / "interop" / "generate_portfolio.py", long, "40", "long"], check=True)
for language in ("en", "ja"):
    assert tenken("--lang", language, "report", long, "--xlsx", TMP / "long.xlsx").status == 0
    with zipfile.ZipFile(TMP / "long.xlsx") as book:
        sheets = {n: book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 3)}
    tall = {code: float((re.search(r' ht="([0-9.]+)"', head) or [0, 0])[1]) for head, code in
            re.findall(r'<row ([^>]*)><c r="A[0-9]+"[^>]*><is><t>([^<]*S[0-9]{6}[^<]*)</t>', sheets[3])}
    equal(f"{language}: all suppliers have a row", len(tall), 40)
    check(f"{language}: a long one has more than a line", all(h > 25 for code, h in tall.items() if int(re.search("S([0-9]{6})", code)[1]) % 2 == 1), tall)
    check(f"{language}: a short one has one", all(h < 20 for code, h in tall.items() if code[0] == "S" and int(code[1:]) % 2 == 0), tall)
    check(f"{language}: what a card says has its lines", '<row r="6" ht="30"' in sheets[1])

# ---- no room: one sentence, and nothing that the library of the workbook tells of its own
def no_room():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


ran = tenken("--lang", "en", "report", db, "--xlsx", TMP / "full.xlsx", preexec_fn=no_room)
check("a workbook that does not fit is refused in one sentence", ran.status == 4 and ran.err.count(b"\n") == 1 and b"full.xlsx" in ran.err and b"[ERROR]" not in ran.err, ran.status, ran.err)
check("and leaves nothing", not list(TMP.glob("*full.xlsx*")))
finish()
