#!/usr/bin/python3
"""A portfolio of many suppliers, written straight into the database, for the tests of what is made from it.

usage: generate_portfolio.py DB COUNT      DB: made by `tenken portfolio init`
Two packs, this year and (every other supplier) the year before; every tenth has not answered, of whom every other is late; three of a hundred run
"Example Mail", written in three ways; supplier 3 has a name full of markup."""
import hashlib
import json
import pathlib
import random
import sqlite3
import sys
import unicodedata

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
EVIL = "</script><script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)> \u202e& '\"=1+1"
NOW = "2026-10-02T00:00:00Z"
MAIL = ("Example Mail", "EXAMPLE-MAIL", "ｅｘａｍｐｌｅ　ｍａｉｌ")


def packs():
    for name in ("basic10", "supply-chain"):
        pack = json.loads((TOP / "questionnaires" / f"{name}.json").read_text(encoding="utf-8"))
        canonical = json.dumps(pack, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        items = [i for s in pack["sections"] for i in s["items"] if "same_as" not in i and i["kind"] == "level"]
        yield name, pack["version"], hashlib.sha256(canonical).hexdigest(), items


PACKS = list(packs())


def folded(name):
    """A product's name as the program keeps it to find it by: letters and digits in one form and case (base/fold.h)."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def answers(db, assessment, r, low):
    """Answers of all packs; returns (total, floor)."""
    points = weights = 0
    floor = 4
    for name, version, digest, items in PACKS:
        said = {}
        for item in items:
            level = r.choice([0, 1, 1, 2, 2, 3, 3, 4, -2, -3]) if not low else r.choice([0, 0, 1])
            said[item["id"]] = [level, item["target"], max(0, item["target"] - max(level, 0)) * item["weight"] if level != -3 else 0, -1, -1]
            if level != -3:
                points, weights = points + max(level, 0) * 250 * item["weight"], weights + item["weight"]
                floor = min(floor, max(level, 0)) if item.get("essential") else floor
        first = next(iter(said))
        plans = json.dumps({first: [3, "2026-10-31" if assessment % 2 else "2027-03-31", EVIL if assessment % 50 == 3 else "総務"]}) if said[first][0] in (0, 1) else ""
        db.execute("INSERT INTO answer(assessment, pack, version, digest, held, total, floor, sections, items, plans) VALUES(?, ?, ?, ?, 1, 500, 0, '{}', ?, ?)",
                   (assessment, name, version, digest, json.dumps(said), plans))
    return points // weights, floor


def make(path, count):
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    keys = {}
    number = 0
    for n in range(1, count + 1):
        r = random.Random(n)
        name = EVIL if n == 3 else f"{r.choice(['見本', 'ミホン', 'Sample'])}{r.choice(['製作所', '運輸', 'めっき', '電機', ' Works'])} {n}"
        db.execute("INSERT INTO supplier(id, code, name, confidential, outage, access, email, created_at) VALUES(?, ?, ?, ?, 0, 0, ?, ?)",
                   (n, f"S{n:06}", name, n % 3 == 0, f"s{n}@example.invalid", NOW))
        if n % 10 == 9:
            due = "2026-11-01" if n % 20 == 9 else "2026-12-20"
            db.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document) VALUES(?, ?, ?, '2026', ?, ?, '{}')",
                       (f"{n:064x}", f"r{n}", n, NOW, due))
            continue
        for period in ("2025", "2026")[n % 2:]:
            number += 1
            on = f"{period}-{r.randrange(6, 11):02}-{r.randrange(1, 29):02}"
            db.execute("INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note, supplier, period)"
                       " VALUES(?, ?, 1, 'x', ?, 1, 'merged', 'trusted', '', '', ?, ?)", (number, number.to_bytes(32, "big"), NOW, n, period))
            total, floor = answers(db, number, r, period == "2025")
            db.execute("INSERT INTO assessment(id, supplier, assessment_id, revision, file, period, issued_at, unfinished, name, name_kana, employees,"
                       " industry, contact_name, contact_email, contact_phone, emergency_phone, perceived, total, floor, answered, asked, score_differs, packs_held,"
                       " has_inventory, inventory_on) VALUES(?, ?, ?, 1, ?, ?, ?, 0, ?, '', '6-20', 'E', '担当', ?, '000', ?, 750, ?, ?, 22, 22, 0, 2, 1, ?)",
                       (number, n, f"a{number}", number, period, on + "T00:00:00Z", name, f"s{n}@example.invalid", f"000-{n:04}", total, floor, on))
            if period == "2026" and n % 4 != 0:
                own = EVIL if n == 3 else MAIL[n % 3] if n % 33 == 1 else f"Product {n % 500}"
                key = folded(own)
                if key not in keys:
                    keys[key] = db.execute("INSERT INTO product(key) VALUES(?)", (key,)).lastrowid
                db.execute("INSERT INTO inventory(assessment, position, name, vendor, version, internet, credentials, product) VALUES(?, 0, ?, ?, ?, ?, ?, ?)",
                           (number, own, "Example", f"5.{n % 3}", n % 2, n % 3 == 0, keys[key]))
    db.commit()


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]))
