#!/usr/bin/python3
"""What tenken view has worked out it shows again until somebody writes to the portfolio; then it shows what is there now, and what it works out from
what it has read is what it works out from the portfolio alone."""
import os
import pathlib
import sqlite3
import subprocess
import sys

import terminal
from terminal import TENKEN, TMP, TOP, Session, check, plan

os.environ["TENKEN_DATADIR"] = TOP
os.chdir(TMP)
assert subprocess.run([TENKEN, "portfolio", "init", "p.db"], stdout=subprocess.DEVNULL).returncode == 0
subprocess.run([sys.executable, f"{TOP}/tests/interop/generate_portfolio.py", "p.db", "300"], check=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})


def write(*statements):
    """Somebody else is at work."""
    db = sqlite3.connect("p.db")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def twice(assessment, later, plans, period="2026"):
    """A second assessment of the supplier's year, issued so much later, with other answers to one questionnaire."""
    number = 100000 + assessment
    write(f"INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note, supplier, period) SELECT {number}, zeroblob(28) || x'{number:08x}', 1, 'x',"
          f" received_at, 1, 'merged', 'trusted', '', '', supplier, '{period}' FROM file WHERE id = {assessment}",
          "INSERT INTO assessment(id, supplier, assessment_id, revision, file, period, issued_at, unfinished, name, name_kana, employees, industry, contact_name, contact_email,"
          " contact_phone, emergency_phone, perceived, total, floor, answered, asked, score_differs, packs_held, has_inventory)"
          f" SELECT {number}, supplier, 'x' || id, 1, {number}, '{period}', '{later}', unfinished, name, name_kana, employees, industry, contact_name, contact_email, contact_phone,"
          f" emergency_phone, perceived, NULL, NULL, answered, asked, 0, packs_held, 0 FROM assessment WHERE id = {assessment}",
          "INSERT INTO answer(assessment, pack, version, digest, held, total, floor, sections, items, plans)"
          f" SELECT {number}, pack, version, digest, 1, 500, 0, '{{}}', replace(items, '[1,', '[0,'), {plans} FROM answer WHERE assessment = {assessment} AND pack = 'basic10'")


db = sqlite3.connect("p.db")
one, two, three = [row[0] for row in db.execute("SELECT a.id FROM assessment a JOIN answer r ON r.assessment = a.id WHERE a.period = '2026' AND r.pack = 'basic10' AND r.plans <> '' LIMIT 3")]
past = db.execute("SELECT id FROM assessment WHERE period = '2025' LIMIT 1").fetchone()[0]
db.close()
twice(one, "2026-12-01T00:00:00Z", "''")  # takes the plan back
twice(two, "2026-01-01T00:00:00Z", "''")  # has come late, and is older
twice(three, "2026-12-01T00:00:00Z", "NULL")  # of which the plans are not known
twice(past, "2025-12-01T00:00:00Z", "''", "2025")

write("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, packs, alarm, about)"
      " SELECT printf('%064d', id), 'alarm' || id, id, '2026', '2026-11-20T00:00:00Z', '2026-11-22', '{}', '', 1, 'Example Mail' FROM supplier WHERE id % 2 = 0")

session = Session("view", "p.db", rows=40, columns=160)
check("the first screen", session.shows("270 of 300"), session.screen.text())
made = 0


def written():
    """The list that is shown, as a file has it."""
    global made
    made += 1
    session.type("c", "Write to a file")
    session.type(f"\x15{made}.csv\r", f"written to {made}.csv")
    return pathlib.Path(f"{made}.csv").read_text(encoding="utf-8-sig")


def listed(key, *words):
    session.type(key, {"p": "What suppliers plan", "y": "This year and last year", "1": "Weakest", "8": "Products in use"}[key], "q back", *words)
    rows = written()
    session.type("q", "q quit")
    return rows


def searched(words, *more):
    """The three lists of a product, one after the other."""
    session.type("9", "Who runs a product")
    session.type(f"{words}\r", f"{words}: run it", "q back", *more)
    lists = [written()]
    for which in ("do not list it", "cannot tell"):
        session.type("\t", f"{words}: {which}", "q back")
        lists.append(written())
    session.type("q", "q quit")
    return lists


plans, years = listed("p", "Of 1 suppliers the plans are not known"), listed("y", "of the 150 suppliers")
check("both are there", "2027-03-31" in plans and "2025" in years and years.count("\n") > 20, years)
check("the plans again", listed("p", "Of 1 suppliers") == plans)
check("the years again", listed("y", "of the 150 suppliers") == years)
write("INSERT INTO product_alias(product, alias) VALUES('a', 'b')")
check("from the portfolio alone come the same plans", listed("p", "Of 1 suppliers") == plans)
check("and years", listed("y", "of the 150 suppliers") == years)
check("and both again", (listed("p"), listed("y")) == (plans, years))
board, other = searched("example mail", "no reply 150"), searched("product 7")
check("boards have who was asked", "2026-11-22" in board[0] and "2026-11-22" not in other[0], board[0])
check("they are the same again", (searched("example mail", "no reply 150"), searched("product 7")) == (board, other))
products = listed("8")
check("and so are the products", "Product 7" in products and listed("8") == products, products)
write("INSERT INTO product_alias(product, alias) VALUES('c', 'd')")
check("and searched for anew", (searched("example mail"), searched("product 7")) == (board, other))
write("INSERT INTO extension(supplier, until, reason, given_at) SELECT id, '2026-11-29', 'x', '2026-11-21T00:00:00Z' FROM supplier")
check("more time that somebody gave for the year moves no alarm's day", searched("example mail") == board)
write("UPDATE request SET due = '2026-11-29' WHERE alarm = 1")
again = searched("example mail")
check("another day of the alarm is on the board", "2026-11-29" in again[0] and "2026-11-22" not in again[0], again[0])
write("UPDATE inventory SET product = (SELECT id FROM product WHERE key = 'product7') WHERE product IN (SELECT id FROM product WHERE key LIKE '%mail%')")
check("and what somebody uses now", listed("8") != products and searched("example mail") != again and searched("product 7") != other)
write("UPDATE answer SET plans = replace(plans, '2027-03-31', '2027-03-03')")
check("what somebody has written is among the plans", "2027-03-03" in listed("p") and "2027-03-03" not in plans)
write("UPDATE answer SET items = replace(items, '[0,', '[4,') WHERE assessment IN (SELECT id FROM assessment WHERE period = '2025')")
check("and the years", listed("y") != years)
check("it says that somebody has written since, and which key reads anew", session.shows("newer: u", "u read anew"), session.screen.text())
session.type("u", "Read anew")
check("once that is done it says so no more", session.loses("newer: u"), session.screen.text())
before = listed("1")
session.type("u", "Read anew")
check("read anew without a change, all is as before", listed("1") == before)
write("UPDATE supplier SET name = 'Renamed Works' WHERE id = 5")
check("it stays so until somebody reads anew", listed("1") == before)
session.type("u", "Read anew")
check("then it is there", "Renamed Works" in listed("1") and "Renamed Works" not in before)
session.type("1", "Weakest")
session.type("\r", "Contact")
session.type("a", "go on")
session.type("\x15basic10:2 which?\r", "Noted as question 1")
session.type("q", "q back", "Weakest")
check("what was written here is no change by somebody else", session.loses("newer: u"), session.screen.text())
for words in ("\x15moved away\r", "\r"):
    session.type("\r", "Contact")
    session.type("x", "Esc")
    session.type(words, "has ended" if "moved" in words else "is back")
    session.type("q", "q back", "Weakest")
    check("nor is that business has ended, or goes on", session.loses("newer: u"), session.screen.text())
write("UPDATE supplier SET name = 'Renamed Again' WHERE id = 6")
session.type("j", "newer: u")
check("on a list it stands, too", session.shows("newer: u"), session.screen.text())
session.type("\r", "Contact")
check("not on a page without that key", session.loses("newer: u"), session.screen.text())
session.type("a", "go on")
session.type("\x15basic10:3 which?\r", "Noted as question 2")
session.type("q", "newer: u", "Weakest")
check("writing something of one's own does not hide what somebody else wrote", session.shows("newer: u"), session.screen.text())
session.type("u", "Read anew")
check("until it is read", session.loses("newer: u"), session.screen.text())
session.type("q", "q quit")
session.type("o", "2025")
check("another period has its own plans", listed("p") != plans)
session.type("q")
check("the end", session.end() == 0)
plan()
