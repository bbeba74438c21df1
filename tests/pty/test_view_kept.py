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

session = Session("view", "p.db", rows=40, columns=160)
check("the first screen", session.shows("270 of 300"), session.screen.text())
made = 0


def listed(key):
    """A list as it shows and as a file has it."""
    global made
    made += 1
    session.type(key, {"p": "What suppliers plan", "y": "This year and last year", "1": "Weakest"}[key], "q back")
    shown = session.screen.text()
    session.type("c", "Write to a file")
    session.type(f"\x15{made}.csv\r", f"written to {made}.csv")
    session.type("q", "look inside")
    session.shows("q quit")
    return shown, pathlib.Path(f"{made}.csv").read_text(encoding="utf-8-sig")


plans, years = listed("p"), listed("y")
check("plans are there, and one is taken back", "総務" in plans[1] and "Of 1 suppliers the plans are not known" in plans[0], plans[0])
check("years are there", "2025" in years[0] and "2026" in years[0], years[0])
check("the plans again", listed("p") == plans)
check("the years again", listed("y") == years)
write("INSERT INTO product_alias(product, alias) VALUES('a', 'b')")
check("from the portfolio alone come the same plans", listed("p") == plans, listed("p")[0])
check("and years", listed("y") == years, listed("y")[0])
check("and both again", (listed("p"), listed("y")) == (plans, years))
write("UPDATE answer SET plans = replace(plans, '2027-03-31', '2027-03-03')")
check("what somebody has written is among the plans", "2027-03-03" in listed("p")[1] and "2027-03-03" not in plans[1])
write("UPDATE answer SET items = replace(items, '[0,', '[4,') WHERE assessment IN (SELECT id FROM assessment WHERE period = '2025')")
check("and the years", listed("y") != years)
before = listed("1")
session.type("u", "q quit")
check("read anew without a change, all is as before", listed("1") == before)
write("UPDATE supplier SET name = 'Renamed Works' WHERE id = 5")
session.type("u", "q quit")
check("with one, it is there", "Renamed Works" in listed("1")[1] and "Renamed Works" not in before[1])
session.type("o", "2025")
check("another period has its own plans", listed("p")[1] != plans[1])
session.type("q")
check("the end", session.end() == 0)
plan()
