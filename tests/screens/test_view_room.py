#!/usr/bin/python3
"""tenken view with names that are longer than their columns: telephone numbers and days stay whole, what is cut stands at the foot. And what its
lists and pages say of answer sheets, late answers, other names of a product, codes that are not in the list, and another signer than expected."""
import json
import os
import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, assessment, check, equal, finish, merge, pack_named, portfolio, tenken  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
os.chdir(TMP)


def play(keys, language="en", size="80x24", database="p.db"):
    pathlib.Path("keys").write_text(keys + "\n", encoding="utf-8")
    ran = tenken("--lang", language, "view", database, "--keys", "keys", "--screen", "screen", "--size", size)
    return pathlib.Path("screen").read_text(encoding="utf-8") if ran.status == 0 else repr(ran.err)


def flat(screen):
    return re.sub(r"\s+", " ", screen)


NAMES = {1: "Mihon Precision Castings and Sons (fictitious)", 2: "見本精密鋳造工業株式会社本社第一工場（架空）", 3: "Mihon Works", 4: "Mihon Plating"}
PHONES = {1: "+44 7700 900001", 2: "000-0000-0002", 3: "+44 20 7946 0003", 4: "+44 7700 900004"}
known = {n: Supplier(n) for n in range(1, 5)}
db = portfolio("p.db", *known.values())
pathlib.Path("s.csv").write_text("supplier_code,name,confidential,outage,access,email,phone\n" + "".join(
    f"{s.code},{NAMES[n]},yes,no,no,s{n}@example.invalid,{PHONES[n]}\n" for n, s in known.items()) + "S0005,Ōkami Kogyo,yes,no,no,,\n", encoding="utf-8")
assert tenken("suppliers", db, "import", "s.csv").status == 0
use = lambda name: [{"name": name, "vendor": "Example", "version": "1", "internet": True}]
contact = {f"supplier__contact__{key}": value for key, value in (("name", "担当"), ("phone", ""), ("email", ""), ("emergency_phone", ""))}
known[3].file("in/3.json", assessment_id=assessment(3), inventory=use("Mail Gate Professional"), **contact)
pack = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
named = pack_named(pack)
answers = {str(i): {"level": 4} for i in range(1, 11)} | {"1": {"level": 3, "planned_level": 4, "planned_by": "2027-03-31"}, "2": {"level": 3, "planned_level": 4}}
known[4].file("in/4.json", assessment_id=assessment(4), inventory=use("MailGate Pro"), packs=[named], answers={"basic10": answers}, **contact)
Supplier(4).file("in/other.json", assessment_id=assessment(5))
nobody = Supplier(9)
nobody.file("in/nobody.json", assessment_id=assessment(9), supplier__supplier_code=None)
counts = merge(db, "in").json
equal("the portfolio", (counts["merged"], counts["quarantined"], len(counts["rejected"])), (2, 1, 1))
raw = sqlite3.connect(db)
period = raw.execute("SELECT max(period) FROM assessment").fetchone()[0]
for s in known.values():
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document) SELECT ?, ?, id, ?, '2026-01-01T00:00:00Z', '2026-02-01', x'' FROM supplier WHERE code = ?",
                (f"{s.number:064x}", f"r{s.number}", period, s.code))
raw.execute("UPDATE assessment SET issued_at = '2026-02-02T12:00:00Z'")
raw.execute("UPDATE file SET verdict = 'sheet' WHERE name = 'in/3.json'")
raw.commit()
raw.close()

# ---- room
for language in ("en", "ja"):
    for size in ("80x24", "160x40"):
        screen = play("4", language, size)
        check(f"who is late: telephone numbers and days are whole ({language}, {size})", all(PHONES[n] in screen for n in (1, 2)) and screen.count("2026-02-01") == 2, screen)
    screen = play("4 Down", language)
    foot = screen.split("─\n")[-2]
    check(f"a name that is cut, and what has no column, stand at the foot ({language})", all(w in foot for w in (NAMES[2], "s2@example.invalid")) and NAMES[2] not in screen.replace(foot, ""), screen)
    check(f"with room nothing is cut ({language})", all(w in play("4", language, "200x40") for w in (NAMES[1], NAMES[2], "s1@example.invalid")) and "…" not in play("4", language, "200x40"), play("4", language, "200x40"))
screen = play("3 Down")
check("the heat map has a cut name in full below it", screen.count("…") >= 1 and NAMES[2] in screen, screen)
check("and whole where there is room", NAMES[1] in play("3", size="200x40"), play("3", size="200x40"))

# ---- one long name leaves room for what many rows say
many = {n: Supplier(n) for n in range(21, 33)}
wide = portfolio("wide.db", *many.values())
pathlib.Path("wide.csv").write_text("supplier_code,name\n" + "".join(
    f"{s.code},{NAMES[2] if n == 21 else '見本製作所'}\n" for n, s in many.items()), encoding="utf-8")
assert tenken("suppliers", wide, "import", "wide.csv").status == 0
many[32].file("wide/32.json", assessment_id=assessment(32))
for n in range(22, 26):
    Supplier(n).file(f"wide/{n}.json", assessment_id=assessment(n))
merge(wide, "wide")
screen = play("1", "ja", database="wide.db")
check("the state is told in full", screen.count("未依頼、拒否あり") == 4, screen)
check("who has no tier has words for it", "S0021" in screen and screen.count("なし  ") == 12, screen)

# ---- what stands for a supplier
for language, sheet, late in (("en", "answer sheet, late", "answered late"), ("ja", "回答用紙、期限後", "期限後に回答")):
    screen = play("1", language, "120x24")
    check(f"an answer sheet and answers after their day are told apart ({language})", re.search(rf"S0003 .*{sheet}", screen) and re.search(rf"S0004 .*{late}", screen), screen)
page = play("1 /\ntext S0003\nEnter Enter")
check("the page names its supplier above, and says that nobody signed it", page.split("\n")[0].startswith(" S0003  Mihon Works") and "Not signed" in page and "after the day" in page, page)
page = flat(play("1 /\ntext S0004\nEnter Enter", size="120x60"))
check("that there is no gap is a sentence", "No gap: no answer is below what you ask for." in page and "0 gaps" not in page, page)
check("a plan without a name or a day says so", "level 4 by 2027-03-31 (nobody is named who does it)" in page and "level 4, neither a day nor a person is named" in page and "(?)" not in page, page)
check("what became of a file is one sentence", "taken in; trusted" in page, page)
down = play("1 /\ntext S0003\nEnter Enter PgDn")
check("also further down", down.split("\n")[0].startswith(" S0003  Mihon Works") and down != page, down)

# ---- products
rows = {m[1]: int(m[2]) for m in re.finditer(r"^[> ] (Mail ?Gate \w+) +Example +(\d+)", play("8"), re.M)}
equal("two names are two rows", rows, {"MailGate Pro": 1, "Mail Gate Professional": 1})
opened = play("8 s Down Enter", size="120x24")
check("where more are found than the row counts, that is said", "MailGate Pro: run it, 1 of them by another name or maker" in opened and "run it 2" in opened, opened)
check("not where somebody searched", "another name" not in play("9\ntext mailgate pro\nEnter"))

# ---- what suppliers are asked about: a name as it is written, not as somebody typed it in a hurry
for typed, name in (("ｍａｉｌｇａｔｅ pro", "MailGate Pro"), ("mail gate prof", "Mail Gate Professional"), ("ｍａｉｌgate", "mailgate"), ("ｏ365", "O365"), ("ﾊｺﾆﾜvpn", "ハコニワvpn")):
    screen = play(f"9\ntext {typed}\nEnter Tab Tab e")
    check(f"{typed} is {name}", re.search(rf"a Product +{name}\n", screen) and f'that it is about "{name}"' in flat(screen) and "will not show" not in screen, screen)
again = f"9\ntext mailgate pro\nEnter Tab Tab e a {' '.join(['Backspace'] * 20)}"
screen = play(f"{again}\ntext MailGate Pro 5\nEnter")
check("another name is taken", re.search(r"a Product +MailGate Pro 5\n", screen) and "will not show" not in screen, screen)
check("one that the search would not find says so", 'The list of "mailgate pro" will not show who has replied: for that, search for "箱庭"' in flat(play(f"{again}\ntext 箱庭\nEnter")), play(f"{again}\ntext 箱庭\nEnter"))
check("nor one that is longer than fits", "The name is too long." in play(f"{again}\ntext {'箱' * 70}\nEnter"))
check("none is no name", "Type the name of a product" in play(f"{again} Enter"))
check("other requests are about no product", "Product" not in play("1 e") and "works here" not in play("1 e a") and "What it is about" not in play("1 e a"), play("1 e a"))

# ---- codes
for typed, near in (("S004", "S0004 Mihon Plating"), ("s0003", "S0003 Mihon Works"), ("plating", "S0004 Mihon Plating"), ("okami", "S0005 Ōkami Kogyo"),
                    ("ｍihōn plating", "S0004 Mihon Plating")):
    screen = flat(play(f"5 Enter a\ntext {typed}\nEnter", size="100x30"))
    check(f"{typed} is no code, but like one", "has no supplier with the code" in screen and near in screen and "Accept: as which supplier" in screen, screen)
screen = flat(play("5 Enter a\ntext zzzzzzzz\nEnter", size="100x30"))
check("nothing is like that", "and none like it" in screen and "Accept: as which supplier" in screen, screen)
check("one that is there goes on", "Accept: the fingerprint" in play("5 Enter a\ntext S0004\nEnter"))

# ---- another signer
screen = flat(play("6 Enter", size="160x40"))
command = re.search(r"accept S0004 --certificate '([0-9a-f ]+)'", screen)
check("the command is whole, with the fingerprint to compare", command is not None and len(command[1].replace(" ", "")) == 64 and "The signer calls itself: CN=S0004" in screen, screen)
told = tenken("--lang", "en", "status", db).out.decode()
check("the status has it, too", command is not None and command[0] in told, told)
equal("and it does what it says", tenken("trust", db, "accept", "S0004", "--certificate", command[1] if command else "", "--replace").status, 0)
finish()
