#!/usr/bin/python3
"""Why a file was held back or rejected is told in the language of whoever reads it, whatever the language of the merge was."""
import json
import re
import sqlite3
import tarfile
import zipfile

import hostile_answers
from portfolio_case import TMP, Supplier, check, equal, finish, gen, tenken

files = TMP / "files"
pins, outcomes = hostile_answers.make(files, 2 * len(hostile_answers.KINDS))
(files / "empty.json").write_bytes(b"")
(files / "text").write_text("hello")
good = Supplier(9)
pins.append((good.code, good.sha256))
good.file(TMP / "good.json")
unsigned = json.loads((TMP / "good.json").read_text(encoding="utf-8"))
(files / "unsigned.json").write_text(json.dumps(unsigned | {"signatures": []}), encoding="utf-8")
with zipfile.ZipFile(files / "inside.zip", "w") as z:
    z.write(TMP / "good.json", "good.json")
with tarfile.open(files / "inside.tar", "w") as t:
    t.add(TMP / "good.json", "good.json")
(files / "mark.json").write_bytes(b"\xef\xbb\xbf" + (TMP / "good.json").read_bytes())
deep = files
for i in range(70):
    deep = deep / "d"
deep.mkdir(parents=True)
wrong = Supplier(7)
pins.append((wrong.code, wrong.sha256))
document = wrong.document()
document["answers"]["basic10"]["1"]["level"] = 9  # signed, and wrong in form
wrong.file(files / "wrong.json", document)
older = Supplier(8)
pins.append((older.code, older.sha256))
older.file(files / "1-two.json", revision=2)
older.file(files / "2-one.json", revision=1)
(TMP / "pins.csv").write_text("supplier_code,certificate_sha256\n" + "".join(f"{code},{sha256}\n" for code, sha256 in pins))
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def portfolio(language):
    db = TMP / f"{language}.db"
    assert tenken("portfolio", "init", db).status == 0 and tenken("trust", db, "import", TMP / "pins.csv").status == 0
    ran = tenken("--lang", language, "merge", "--into", db, files, "--json")
    return db, {r["file"]: r["reason"] for r in ran.json["rejected"]}


def told(db, language):
    status = tenken("--lang", language, "status", db, "--json").json
    return ({r["file"]: r["reason"] for r in status["rejected"]}, {q["claimed_supplier_code"]: q["reason"] for q in status["quarantine"]},
            {c["supplier_code"]: c["reason"] for c in status["conflicts"]})


english, merged_en = portfolio("en")
japanese, merged_ja = portfolio("ja")
check("there are rejections of all kinds", len(merged_en) > 15, merged_en)
for name, words in (("unsigned.json", "carries no signature"), ("inside.zip", "ZIP archive"), ("inside.tar", "save or unpack"), ("mark.json", "byte order mark")):
    check(f"{name}: the reason is the one that helps", words in merged_en[str(files / name)], merged_en[str(files / name)])
for reader in ("en", "ja"):
    equal(f"a reader in {reader} is told the same, whoever merged", told(english, reader), told(japanese, reader))
equal("as the one who merges is told", told(english, "ja")[0], merged_ja)
equal("in either language", told(japanese, "en")[0], merged_en)
for reasons in told(japanese, "en"):
    check("in English there is no Japanese but what the files say", not [r for r in reasons.values() if JAPANESE.search(re.sub('"[^"]*"', "", r))], reasons)
for reasons in told(english, "ja"):
    check("in Japanese each is a Japanese sentence, to its end", reasons and all(JAPANESE.search(r) and r.rstrip()[-1] in "。)」" for r in reasons.values()), reasons)
    check("and no English is left in it", not [r for r in reasons.values() if re.search(r"\b(the|is|was|but|here|of)\b", re.sub("「[^」]*」", "", r))], reasons)
lists = TMP / "csv"
assert tenken("--lang", "ja", "report", english, "--csv", lists).status == 0
rejected = (lists / "rejected.csv").read_text(encoding="utf-8-sig")
check("the lists are in the reader's language too", "The file" not in rejected and "空" in rejected, rejected[:2000])

# ---- a sentence that is not known any more stays as it was kept; what a file says is never taken for ours
raw = sqlite3.connect(english)
kept = "The moon was full: ask \"%s\" again, %d times."
raw.execute("UPDATE file SET reason = ? WHERE name LIKE '%wrong.json'", (kept,))
raw.execute("UPDATE file SET reason = '署名が合いません。' WHERE name LIKE '%text'")
raw.commit()
raw.close()
for language in ("en", "ja"):
    reasons = told(english, language)[0]
    equal(f"kept by another version, in {language}", [r for f, r in reasons.items() if f.endswith(("wrong.json", "text"))], ["署名が合いません。", kept])
finish()
