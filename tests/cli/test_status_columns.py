#!/usr/bin/python3
"""The columns of the status stand one below the other whatever suppliers are called, and no name or code is cut."""
import os
import re
import sqlite3
import unicodedata

from portfolio_case import TMP, TOP, check, equal, finish, portfolio, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
NAMES = {"S1": "Mihon Works", "S2": "見本製作所", "S3": "株式会社見本電機製作所東日本第一営業所 購買部", "S4": "Mihon Precision Machinery Holdings (Kyushu) Limited", "S5": "あ" * 15, "S6": "あ" * 15 + "x",
         "S7": "ﾐﾎﾝ工業 Ltd. ガ", "MIHON-KYUSHU-0008": "見本運輸", "S9": "x", "MIHON-KYUSHU-0010": "見本" * 20}
db = portfolio("columns.db")
(TMP / "s.csv").write_text("supplier_code,name,confidential,outage,access\n" + "".join(f'{code},"{name}",{"yes" if i % 2 else "no"},no,no\n' for i, (code, name) in enumerate(NAMES.items())), encoding="utf-8")
ran = tenken("suppliers", db, "import", TMP / "s.csv")
assert ran.status == 0, ran.err
with sqlite3.connect(db) as raw:
    for alarm in (0, 1):
        raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, packs, alarm, about)"
                    " SELECT printf('%064d', id + 1000 * ?1), id + 1000 * ?1, id, '2026', '2026-10-01T00:00:00Z', '2026-11-10', x'', ?2, ?1, ?3 FROM supplier", (alarm, "p" * (alarm + 1), "Example Mail" if alarm else ""))


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def column(lines, pattern):
    """At which columns it stands."""
    return {width(line[:found.start()]) for line in lines if (found := re.search(pattern, line))}


for language, tier, late, urgent in (("en", "higher tier|base tier", r"due 2026-11-10, \d+ days? late", r"due 2026-11-10, \d+ days? late"), ("ja", "高|標準", r"\S*2026-11-10", r"\S*2026-11-10")):
    said = tenken("--lang", language, "status", db).out.decode()
    lists = [part.splitlines()[1:] for part in said.split("\n\n")]
    waiting, alarm = (next(lines for lines in lists if len([line for line in lines if "2026-11-10" in line]) == len(NAMES) and any("Example Mail" in line for line in lines) == wanted) for wanted in (False, True))
    for name, lines, pattern in (("who is late", waiting, late), ("who has not replied", alarm, urgent)):
        equal(f"{name}: the days stand in one column ({language})", len(column(lines, pattern)), 1)
        whole = "\n".join(lines)
        check(f"{name}: nobody's name or code is cut ({language})", all(code in whole and n in whole for code, n in NAMES.items()), whole)
    check(f"and tiers do, too ({language})", len(column(waiting, r"(?<=\s\s)(" + tier + ")")) == 1, "\n".join(waiting))
finish()
