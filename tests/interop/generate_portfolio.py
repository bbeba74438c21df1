#!/usr/bin/python3
"""A portfolio of many suppliers, written straight into the database, for the tests of what is made from it.

usage: generate_portfolio.py DB COUNT [long] [alarm]     DB: made by `tenken portfolio init`
Two packs, this year and (every other supplier) the year before; every tenth has not answered, of whom every other is late; three of a hundred run
"Example Mail", written in three ways; supplier 3 has a name full of markup. alarm: requests after alerts, replied to in every way. long: names, codes, addresses and states as long as they become."""
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


def lengthen(path):
    """Every other supplier: a long name, code or address; whoever has answered did so late, on a sheet, contradicting itself, with more to come."""
    db = sqlite3.connect(path)
    db.execute("UPDATE supplier SET name = name || ' 株式会社 東日本統括事業本部 北関東第二製造センター 品質保証部 情報システム課' WHERE id % 4 = 1")
    db.execute("UPDATE supplier SET name = name || ' Precision Machinery and Electrical Engineering Works (Northern Division)' WHERE id % 4 = 3 AND id <> 3")
    db.execute("UPDATE supplier SET email = 'information-security-management.' || id || '@engineering-division.long-company-name.example.invalid'")
    db.execute("UPDATE assessment SET contact_email = 'information-security-management@very-long-company-name.example.invalid'")
    db.execute("UPDATE supplier SET code = 'PARTNER-EAST-JAPAN-DIVISION-' || code || '-ACCOUNT' WHERE id % 8 = 5")
    answered = db.execute("SELECT supplier, id, file FROM assessment WHERE period = '2026' AND supplier % 2 = 1").fetchall()
    columns = [c[1] for c in db.execute("PRAGMA table_info(assessment)") if c[1] not in ("id", "file", "assessment_id", "unfinished", "issued_at")]
    names = ", ".join(columns)
    for n, assessment, file in answered:
        db.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document) VALUES(?, ?, ?, '2026', '2026-01-05T00:00:00Z', '2026-02-01', '{}')",
                   (f"{n + (1 << 40):064x}", f"long{n}", n))
        db.execute("UPDATE file SET verdict = 'sheet' WHERE id = ?", (file,))
        db.execute("UPDATE assessment SET contradictions = 'basic10:x basic10:y' WHERE id = ?", (assessment,))
        for offset, state in ((1 << 30, "merged"), (1 << 31, "quarantined")):
            db.execute("INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note, supplier, period)"
                       " VALUES(?, ?, 1, 'x', ?, 1, ?, 'trusted', '', '', ?, '2026')", (file + offset, (file + offset).to_bytes(32, "big"), NOW, state, n))
        db.execute(f"INSERT INTO assessment(id, file, assessment_id, unfinished, issued_at, {names}) SELECT ?, ?, 'more' || assessment_id, 1, '2026-11-19T00:00:00Z', {names}"
                   " FROM assessment WHERE id = ?", (assessment + (1 << 30), file + (1 << 30), assessment))
    db.execute("UPDATE supplier SET ended_at = '2026-11-10T00:00:00Z' WHERE id % 16 = 7")
    db.commit()


DONE, NOT_DONE, UNANSWERED, NA = -5, -6, -1, -3
REPLIES = {"clean": (DONE, DONE), "help": (DONE, NOT_DONE), "begun": (DONE, UNANSWERED), "unused": (NA, DONE)}


def alarm(path):
    """One that burns, about "Example VPN", for every other supplier: of ten asked four are overdue, one has time, two need help, one each is clean, does not
    use it, has begun; one with a name of markup; one that names no product; and two that are over, of this year (where one was late and one needed help until
    they were closed) and of the one before."""
    db = sqlite3.connect(path)
    count = db.execute("SELECT count(*) FROM supplier").fetchone()[0]
    vpn = ("late", "late", "late", "late", "waiting", "help", "help", "clean", "unused", "begun")
    rounds = [("Example VPN", f"2026-11-{18 + n // 2 % 2}T01:00:00Z", "2026-11-24" if vpn[n // 2 % 10] == "waiting" else "2026-11-20", n, vpn[n // 2 % 10]) for n in range(2, count + 1, 2)]
    rounds += [(EVIL, "2026-11-10T01:00:00Z", "2026-11-12", n, "help" if n == 3 else "late") for n in (3, 5)]
    rounds += [("", "2026-11-19T01:00:00Z", "2026-11-30", n, "waiting") for n in (1, 7)]
    rounds += [(about, day, day[:10], n, "unused" if n == 4 else "clean") for about, day in (("Example Mail", "2026-03-02T01:00:00Z"), ("Example Old", "2025-03-02T01:00:00Z")) for n in (1, 2, 4)]
    rounds += [("Example Mail", "2026-03-02T01:00:00Z", "2026-03-02", n, what) for n, what in ((6, "late"), (8, "help"))]
    number = 1 << 42
    for about, issued, due, n, what in rounds:
        number += 1
        digest = f"{number:064x}"
        db.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, alarm, about) VALUES(?, ?, ?, '2026', ?, ?, '{}', 1, ?)",
                   (digest, f"alarm{number}", n, issued, due, about))
        if what in REPLIES:
            items = {item: [value, -1, 0, -1, -1] for item, value in zip(("in-use", "mended"), REPLIES[what])}
            db.execute("INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note, supplier, period)"
                       " VALUES(?, ?, 1, 'x', ?, 1, 'merged', 'trusted', '', '', ?, '2026')", (number, number.to_bytes(32, "big"), f"{issued[:8]}20T02:00:00Z", n))
            db.execute("INSERT INTO assessment(id, supplier, assessment_id, revision, file, period, request, issued_at, unfinished, name, name_kana, employees, industry,"
                       " contact_name, contact_email, contact_phone, emergency_phone, answered, asked, score_differs, packs_held, has_inventory)"
                       " VALUES(?, ?, ?, 1, ?, '2026', ?, ?, 0, 'x', '', '', '', '当直', '', '', ?, 2, 2, 0, 1, 0)",
                       (number, n, f"a{number}", number, digest, f"{issued[:8]}20T02:00:00Z", f"000-9{n:05}-0000"))
            db.execute("INSERT INTO answer(assessment, pack, version, digest, held, sections, items, plans) VALUES(?, 'emergency-product', '1', 'x', 1, '{}', ?, '')",
                       (number, json.dumps(items)))
    db.execute("UPDATE request SET closed_at = '2026-03-25T01:00:00Z', closed_reason = ?, closed_file = ? WHERE about = 'Example Mail' AND supplier IN (6, 8)", (EVIL, number))
    db.commit()


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]))
    if "long" in sys.argv[3:]:
        lengthen(sys.argv[1])
    if "alarm" in sys.argv[3:]:
        alarm(sys.argv[1])
