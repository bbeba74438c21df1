#!/usr/bin/python3
"""tenken merge, trust and status: what becomes of suppliers' files, run after run."""
import hashlib
import json
import os
import re
import shlex
import shutil
import sqlite3
import stat
import threading
import zipfile

from portfolio_case import COUNTS, TMP, TOP, Supplier, assessment, check, equal, expect, finish, gen, merge, pack_named, portfolio, refused, tenken

A, B, C, D = (Supplier(n) for n in range(1, 5))


def status(database):
    return tenken("status", database, "--json").json


def idempotent():
    db, files = portfolio("idempotent.db", A, B), TMP / "idempotent"
    equal("the database is its owner's alone", stat.S_IMODE(os.stat(db).st_mode), 0o600)
    A.file(files / "a.json")
    B.file(files / "below" / "b.json")
    expect("first merge", merge(db, files), merged=2)
    expect("the same again", merge(db, files), unchanged=2)
    A.file(TMP / "indented.json", indent=4)
    expect("re-indented: the same content, whatever the bytes", merge(db, TMP / "indented.json"), unchanged=1)
    expect("and again", merge(db, files, TMP / "indented.json"), unchanged=3)
    (TMP / "copy.json").write_bytes((files / "a.json").read_bytes())
    expect("the same bytes under another name", merge(db, TMP / "copy.json"), unchanged=1)
    text = tenken("merge", "--into", db, files)
    check("words for people, the counts on stdout", text.status == 0 and b"2  files" in text.out and b"unchanged" in text.out, text.out)
    s = status(db)
    equal("status counts who answered", (s["suppliers"], s["answered"], s["waiting"]), (2, 2, []))


def revisions():
    db, files = portfolio("revisions.db", A, B), TMP / "revisions"
    A.file(files / "1.json", revision=1, perceived=1)
    A.file(files / "2.json", revision=3, perceived=2)
    A.file(files / "3.json", revision=2, perceived=3)
    expect("in one merge each file is counted as what it is in the end", merge(db, files), merged=1, superseded=2)
    expect("again", merge(db, files), unchanged=1, superseded=2)
    A.file(TMP / "settled" / "1.json", revision=1, assessment_id=assessment(4), period="2024")
    A.file(TMP / "settled" / "2.json", revision=1, assessment_id=assessment(4), period="2024", perceived=0)
    A.file(TMP / "settled" / "3.json", revision=2, assessment_id=assessment(4), period="2024")
    expect("a conflict that a higher revision of the same merge settles", merge(db, TMP / "settled"), merged=1, superseded=2)
    expect("is settled", merge(db, TMP / "settled"), unchanged=1, superseded=2)
    A.file(TMP / "later.json", revision=4, perceived=4)
    expect("a higher revision", merge(db, TMP / "later.json"), merged=1)
    expect("the old ones come once more", merge(db, files), superseded=3)
    A.file(TMP / "other.json", revision=4, perceived=0)
    expect("same revision, other content", merge(db, TMP / "other.json"), conflicts=1)
    expect("still a conflict", merge(db, TMP / "other.json"), conflicts=1)
    B.file(TMP / "b1.json")
    B.file(TMP / "b2.json", assessment_id=assessment(2))
    expect("two assessments for one period", merge(db, TMP / "b1.json", TMP / "b2.json"), merged=1, conflicts=1)
    B.file(TMP / "b3.json", assessment_id=assessment(3), period="2027")
    expect("another period is no conflict", merge(db, TMP / "b3.json"), merged=1)
    conflicts = status(db)["conflicts"]
    equal("status lists conflicts with supplier and reason", [(c["supplier_code"], "other content" in c["reason"]) for c in conflicts],
          [("S0001", True), ("S0002", False)])
    A.file(TMP / "settled.json", revision=5, perceived=0)
    expect("a higher revision settles it", merge(db, TMP / "settled.json"), merged=1)


def settle(db, supplier, file, *more):
    return tenken("--lang", "en", "trust", db, "settle", supplier.code, "--file", file, "--reason", "rang 山田", *more)


def decisions():
    db, files = portfolio("decisions.db", A, B), TMP / "decisions"
    A.file(files / "a.json")
    A.file(files / "b.json", assessment_id=assessment(2), perceived=1)
    expect("two assessments for one request", merge(db, files / "a.json"), merged=1)
    expect("the second", merge(db, files / "b.json"), conflicts=1)
    (conflict,) = status(db)["conflicts"]
    check("and for which year", b"b.json (answers for 2026)" in tenken("--lang", "en", "status", db).out, tenken("--lang", "en", "status", db).out)
    check("status says what counts now, and the command that settles it", conflict["counts_now"].endswith("a.json") and "settle S0001 --file" in conflict["next_step"], conflict)
    said = tenken("--lang", "en", "merge", "--into", db, files / "b.json")
    check("merge names the next step", b"settle it" in said.err and str(db).encode() + b"\" shows the command" in said.err, said.err)
    refused("no such file", 3, ["no file", "a.json"], "--lang", "en", "trust", db, "settle", A.code, "--file", "c.json", "--reason", "x")
    refused("and no reason", 2, ["--reason"], "--lang", "en", "trust", db, "settle", A.code, "--file", "a.json")
    tenken("status", db, "--mail", TMP / "mail.csv")
    letters = (TMP / "mail.csv").read_text(encoding="utf-8-sig")
    check("one letter asks which ones hold", letters.count("which ones hold?") == 1 and letters.count("conflict") == 1 and "a.json" in letters and "b.json" in letters, letters)
    check("with days as people write them in either language", re.search(r"ファイル a.json \(\d{4}年\d+月\d+日に受け取りました\) と、ファイル b.json \(\d{4}年\d+月\d+日に", letters)
          and re.search(r"the file a.json on \d{4}-\d\d-\d\d, and the file b.json on \d{4}-\d\d-\d\d\.", letters), letters)
    for words in (said.err, tenken("--lang", "en", "status", db).out):
        check("whom to ask is said once", words.count(b"ask which one holds") + words.count(b"ask the supplier") == 1, words)
    ran = settle(db, A, "b.json")
    check("the other one holds", ran.status == 0 and b"b.json holds" in ran.out, ran.out, ran.err)
    s = status(db)
    equal("nothing is in conflict, nothing was deleted", (s["conflicts"], s["files"]["merged"], s["files"]["superseded"], s["answered"]), ([], 1, 1, 1))
    equal("what counts are its answers", tenken("report", db, "--json").json["suppliers"][0]["perceived"], 250)
    expect("merge again", merge(db, files), unchanged=1, superseded=1)
    A.file(files / "a-indented.json", indent=4)
    expect("the same answers in another file", merge(db, files / "a-indented.json"), superseded=1)
    A.file(files / "a2.json", revision=2)
    expect("a new revision of what did not hold is said anew", merge(db, files / "a2.json"), conflicts=1)
    ran = settle(db, A, "b.json")
    check("and settled the other way: what is held holds", ran.status == 0 and status(db)["conflicts"] == [], ran.out, ran.err)
    ran = settle(db, A, "b.json")
    check("once", ran.status == 3 and b"Nothing is in conflict" in ran.err, ran.err)
    log = [entry for entry in tenken("trust", db, "list", "--json").json["log"] if entry["what"] == "settle"]
    equal("the log of trust has it", [(entry["supplier_code"], "山田" in entry["reason"]) for entry in log], [("S0001", True)] * 2)
    assert tenken("trust", db, "revoke", A.code, "--reason", "stolen").status == 0
    expect("of a revoked key nothing comes in", merge(db, files), status=1, rejected=4)
    ran = settle(db, A, "a.json")
    check("not by a decision either", ran.status == 3 and status(db)["answered"] == 0, ran.err)
    B.file(files / "same" / "1.json")
    B.file(files / "same" / "2.json", perceived=0)
    expect("one revision that says two things", merge(db, files / "same"), merged=1, conflicts=1)
    other = status(db)["conflicts"][0]["file"]
    ran = settle(db, B, other)
    check("is settled by its full name", ran.status == 0 and status(db)["conflicts"] == [], ran.out, ran.err)
    expect("for good", merge(db, files / "same"), unchanged=1, superseded=1)


def alike():
    """Everybody's file has the name answers.json."""
    db, file = portfolio("alike.db", A), TMP / "alike" / "answers.json"
    digests = []
    for n in (1, 2, 3):
        A.file(file, assessment_id=assessment(n), period="2026" if n < 3 else "2027", perceived=n)
        digests.append(hashlib.sha256(file.read_bytes()).hexdigest())
        expect("one after the other under one name", merge(db, file), **({"conflicts": 1} if n == 2 else {"merged": 1}))
    (conflict,) = status(db)["conflicts"]
    equal("both are told apart", (conflict["sha256"], conflict["counts_now_sha256"]), (digests[1], digests[0]))
    check("the command names each by its digest and its day", all(f"{digests[n][:12]} (first received on 20" in conflict["next_step"] for n in (0, 1)) and "answers.json" not in conflict["next_step"], conflict["next_step"])
    check("who is asked can tell them apart", tenken("status", db, "--mail", TMP / "alike.csv").status == 0
          and f"begins with {digests[0][:12]}, that of the other with {digests[1][:12]}" in (TMP / "alike.csv").read_text(encoding="utf-8-sig"))
    for name in ("answers.json", str(file)):
        ran = settle(db, A, name)
        check("a name that several have means none of them", ran.status == 3 and all(ran.err.count(f"{d}  {file}  first received on 20".encode()) == 1 for d in digests) and len(status(db)["conflicts"]) == 1, ran.err)
    refused("nor do digits that are too few", 3, ["no file"], "--lang", "en", "trust", db, "settle", A.code, "--file", digests[1][:7], "--reason", "x")
    ran = settle(db, A, digests[1][:8].upper())
    check("the beginning of a digest does", ran.status == 0 and f"answers.json (SHA-256 {digests[1][:12]}) holds".encode() in ran.out and status(db)["conflicts"] == [], ran.out, ran.err)
    (entry,) = [entry for entry in tenken("trust", db, "list", "--json").json["log"] if entry["what"] == "settle"]
    check("and the log says which", f"answers.json (SHA-256 {digests[1][:12]}): rang" in entry["reason"], entry)


def corrected():
    db, files = portfolio("corrected.db", A, B), TMP / "corrected"
    A.file(files / "1.json")
    A.file(files / "2.json", assessment_id=assessment(2), perceived=1)
    B.file(files / "3.json")
    B.file(files / "4.json", perceived=0)
    expect("two assessments, and one that says two things", merge(db, files), merged=2, conflicts=2)
    words = {c["supplier_code"]: c["cause"] for c in status(db)["conflicts"]}
    equal("each for its cause", words, {"S0001": "second_assessment", "S0002": "same_revision"})
    said = tenken("--lang", "en", "status", db).out.decode()
    check("what a correction would change is said of each", all(said.count(w) == 1 for w in ("A correction of one of the two does not settle it.", "A correction by the supplier, which has a higher revision, settles it, too.")), said)
    A.file(files / "5.json", revision=2, perceived=0)
    B.file(files / "6.json", revision=2)
    expect("both are corrected", merge(db, files), merged=2, conflicts=1, superseded=1, unchanged=2)
    (conflict,) = status(db)["conflicts"]
    check("and so it is: the correction counts until the prime decides", conflict["supplier_code"] == A.code and conflict["counts_now"].endswith("5.json"), conflict)


def quarantine():
    db, files = portfolio("quarantine.db", B), TMP / "quarantine"
    A.file(files / "a.json")
    expect("an unknown signer waits", merge(db, files), quarantined=1)
    expect("and waits", merge(db, files), quarantined=1)
    (group,) = status(db)["quarantine"]
    equal("status names the signer by fingerprint, the claim, and how many files", (group["certificate_sha256"], group["claimed_supplier_code"], group["files"]),
          (A.sha256, "S0001", 1))
    text = tenken("status", db).out.decode()
    check("for people: groups of four to read out", " ".join(A.sha256[i:i + 4] for i in range(0, 64, 4)) in text, text)
    impostor = Supplier(1)
    impostor.file(files / "impostor.json", revision=7)
    expect("a second key claims the same code", merge(db, files), quarantined=2)
    ran = tenken("trust", db, "accept", "S0001")
    check("accept does not choose between two keys", ran.status == 3 and b"2 different keys claim to be S0001" in ran.err, ran.err)
    equal("nothing was pinned", [p["supplier_code"] for p in tenken("trust", db, "list", "--json").json["pins"]], ["S0002"])
    refused("a fingerprint must be one", 2, ["64 hexadecimal digits"], "trust", db, "accept", "S0001", "--certificate", "abc")
    colons = ":".join(A.sha256[i:i + 2] for i in range(0, 64, 2)).upper()
    equal("accept by fingerprint, as openssl prints it", tenken("trust", db, "accept", "S0001", "--certificate", colons).status, 0)
    equal("the other is a different signer at once", [r["verdict"] for r in status(db)["rejected"]], ["different_signer"])
    expect("then it merges, and the impostor never does", merge(db, files), 1, merged=1, rejected=1)
    expect("again", merge(db, files), 1, unchanged=1, rejected=1)
    entry = status(db)["rejected"][0]
    check("the reason names the other signer", entry["verdict"] == "different_signer" and "has another key here" in entry["reason"], entry)
    A.file(TMP / "alone" / "c.json")
    C.file(TMP / "alone" / "d.json")
    expect("one unknown key", merge(db, TMP / "alone"), unchanged=1, quarantined=1)
    equal("accept by code alone", tenken("trust", db, "accept", "S0003", "--reason", "called Ms Sato").status, 0)
    expect("merged", merge(db, TMP / "alone"), merged=1, unchanged=1)
    refused("nobody claims to be that", 3, ["Nothing in quarantine claims to be S0099"], "trust", db, "accept", "S0099")
    text = C.file(TMP / "lent" / "1.json", supplier__supplier_code="S0002")
    ran = merge(db, text)
    (entry,) = ran.json["rejected"]
    step = next(r["next_step"] for r in status(db)["rejected"] if r["file"] == str(text))
    check("the key of another supplier is not to be put in the place of this one's", entry["next_step"] == step and "this one for S0003" in step and f"trust {db} revoke S0003 --reason TEXT" in step, entry, step)
    copied = shutil.copy(db, TMP / "lent.db")
    os.chmod(copied, 0o600)
    accept = shlex.split(re.search(r'"tenken (trust \S+ accept [^"]*)"', step)[1].replace(str(db), str(copied)))
    refused("which is refused while it stands for the other", 3, ["stands for S0003"], *accept)
    assert tenken("trust", copied, "revoke", "S0003", "--reason", "never theirs").status == 0
    ran = tenken(*accept)
    check("what the advice says works", ran.status == 0 and b"S0002: the certificate" in ran.out, ran.err)
    refused("its files say otherwise", 3, ["stands for S0003", "S0002 needs one of its own", "trust DB revoke S0003"], "trust", db, "accept", "S0002", "--certificate", C.sha256)


def lost_key():
    db, files = portfolio("lost.db", A), TMP / "lost"
    A.file(files / "a.json")
    new = Supplier(1)
    new.file(files / "b.json", revision=2)
    expect("another key than the pinned one", merge(db, files), 1, merged=1, rejected=1)
    refused("a pinned key is not replaced by the way", 3, ["has a certificate already"], "trust", db, "accept", "S0001")
    refused("nor with its fingerprint alone", 3, ["has a certificate already", "--replace"], "trust", db, "accept", "S0001", "--certificate", new.sha256, "--reason", "lost")
    refused("nor with the word alone", 3, ["has a certificate already"], "trust", db, "accept", "S0001", "--replace")
    equal("with both it is", tenken("trust", db, "accept", "S0001", "--certificate", new.sha256, "--replace", "--reason", "lost").status, 0)
    expect("the new key's revision merges", merge(db, files / "b.json"), merged=1)
    log = tenken("trust", db, "list", "--json").json["log"]
    equal("the log says what happened, in order, intact", [(e["what"], e["intact"]) for e in log], [("import", True), ("replaced", True), ("key-lost", True)])
    A.file(TMP / "old-key.json", revision=3)
    expect("the old key is a different signer now", merge(db, TMP / "old-key.json"), 1, rejected=1)


def revoked():
    db, files = portfolio("revoked.db", A, B), TMP / "revoked"
    A.file(files / "a.json")
    B.file(files / "b.json")
    expect("merged", merge(db, files), merged=2)
    refused("revoke wants a reason", 2, ["--reason"], "trust", db, "revoke", "S0001")
    ran = tenken("trust", db, "revoke", "S0001", "--reason", "stolen laptop")
    check("revoke takes out what the key merged", ran.status == 0 and b"1 file that it signed was taken out" in ran.out, ran.out)
    equal("nothing of it is left", status(db)["answered"], 1)
    expect("nor does it come back", merge(db, files), 1, unchanged=1, rejected=1)
    long = "A" + "端末が盗まれたと、先方の総務から電話があった。" * 40  # so that no cut at bytes is one between characters
    assert tenken("trust", db, "revoke", "S0002", "--reason", long).status == 0
    at_once = status(db)["rejected"]
    ran = merge(db, files)
    expect("nor after a reason of many words", ran, 1, rejected=2)
    kept = at_once + status(db)["rejected"] + ran.json["rejected"] + [tenken("verify", files / "b.json", "--portfolio", db, "--json").json]
    check("which is kept in whole characters", "総務から電話" in str(kept) and "\ufffd" not in str(kept), kept)
    refused("no key is left to revoke", 3, ["no certificate that could be revoked"], "trust", db, "revoke", "S0001", "--reason", "x")


def claims():
    suppliers = TMP / "suppliers.csv"
    suppliers.write_text(f"supplier_code,name,corporate_number\nS0001,見本製作所,{gen.corporate_number('100000000001')}\n"
                         f"S0002,見本電機,{gen.corporate_number('100000000009')}\n", encoding="utf-8")
    db = portfolio("claims.db", A, B, C)
    equal("suppliers of a list", tenken("suppliers", db, "import", suppliers).status, 0)
    files = TMP / "claims"
    A.file(files / "1-own-number.json")
    B.file(files / "2-other-number.json")
    C.file(files / "3-other-code.json", supplier__supplier_code="S0001")
    C.file(files / "4-no-claims.json", supplier__supplier_code=None, supplier__corporate_number=None)
    C.file(files / "5-bad-number.json", supplier__corporate_number="1234567890123", revision=2)
    C.file(files / "6-other-request.json", revision=2, request={"id": assessment(9), "digest": "a" * 64})
    ran = merge(db, files)
    expect("claims are compared with the signer's supplier", ran, 1, merged=2, rejected=3, quarantined=1)
    reasons = {os.path.basename(r["file"]): r["reason"] for r in ran.json["rejected"]}
    check("another corporate number", "corporate number" in reasons.get("2-other-number.json", ""), reasons)
    check("another's code", "S0001" in reasons.get("3-other-code.json", "") and "S0003" in reasons.get("3-other-code.json", ""), reasons)
    check("an impossible corporate number", "corporate_number" in reasons.get("5-bad-number.json", ""), reasons)
    check("a request that was never issued", "was not issued" in status(db)["quarantine"][0]["reason"], status(db)["quarantine"])


def workbook():
    db, path = portfolio("workbook.db", A), TMP / "workbook.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   '<Default Extension="json" ContentType="application/json"/>'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>')
        z.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')
        z.writestr("assessment/answers.json", A.file(TMP / "inner.json").read_bytes())
    ran = merge(db, path)
    expect("a workbook whose sheets nobody signed is not taken for trusted, whatever lies inside", ran, 1, rejected=1)
    check("the reason says what to ask for", "no signature covers its sheets" in ran.json["rejected"][0]["reason"] and "JSON file" in ran.json["rejected"][0]["reason"],
          ran.json["rejected"])
    expect("the JSON itself", merge(db, TMP / "inner.json"), merged=1)
    expect("the workbook again", merge(db, path), 1, rejected=1)
    broken = TMP / "broken.xlsx"
    broken.write_bytes(path.read_bytes()[:-30])
    expect("a damaged one", merge(db, broken), 1, rejected=1)


def two_at_once():
    everybody = [Supplier(n) for n in range(100, 140)]
    db, files = portfolio("two.db", *everybody), TMP / "two"
    for s in everybody:
        s.file(files / f"{s.code}.json")
    runs = []
    workers = [threading.Thread(target=lambda: runs.append(merge(db, files))) for _ in range(2)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    total = {c: sum(r.json[c] for r in runs) for c in COUNTS}
    check("two merges at once", [r.status for r in runs] == [0, 0] and total["merged"] == 40 and total["unchanged"] == 40, total, [r.err for r in runs])
    equal("each supplier once", status(db)["answered"], 40)


def algorithms():
    signers = [Supplier(1, "ES256"), Supplier(2, "PS256"), Supplier(3, "EdDSA")]
    db = portfolio("algorithms.db", *signers)
    for s in signers:
        s.file(TMP / "algorithms" / f"{s.code}.json")
    expired = Supplier(4, start=gen.NOW - 2 * gen.YEAR, end=gen.NOW - gen.YEAR)
    tenken("trust", db, "import", TMP / "algorithms.db.pins.csv")
    expect("every algorithm of the format", merge(db, TMP / "algorithms"), merged=3)
    (TMP / "expired.csv").write_text(f"supplier_code,certificate_sha256\nS0004,{expired.sha256}\n")
    equal("a pin needs no subject", tenken("trust", db, "import", TMP / "expired.csv").status, 0)
    expired.file(TMP / "expired.json")
    expect("an expired certificate", merge(db, TMP / "expired.json"), 1, rejected=1)


def scores():
    pack = json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))
    reference = pack_named(pack)
    answers = {item["id"]: {"level": 2} for section in pack["sections"] for item in section["items"] if item.get("kind") == "level"}
    asked = len(answers)
    db, files = portfolio("scores.db", A, B, C, D), TMP / "scores"
    total = {"total": 500, "floor": 2, "answered": asked, "asked": asked,
             "packs": {"basic10": {"total": 500, "floor": 2, "sections": {s["id"]: 500 for s in pack["sections"]}}}}
    A.file(files / "none.json", packs=[reference], answers={"basic10": answers})
    B.file(files / "right.json", packs=[reference], answers={"basic10": answers}, score=total)
    C.file(files / "wrong.json", packs=[reference], answers={"basic10": answers}, score=total | {"total": 990})
    D.file(files / "not-held.json", packs=[reference | {"sha256": "f" * 64}], answers={"basic10": answers}, score=total | {"total": 990})
    expect("scores do not decide about merging", merge(db, files), merged=4)
    s = status(db)
    equal("a wrong score is flagged, an absent or right one is not", [x["supplier_code"] for x in s["scores_differ"]], ["S0003"])
    equal("a pack that is not held is listed", [(x["pack"], x["sha256"], x["answers"]) for x in s["packs_not_held"]], [("basic10", "f" * 64, 1)])
    with sqlite3.connect(db) as raw:
        rows = raw.execute("SELECT s.code, a.total, a.floor, w.held, w.items FROM assessment a JOIN supplier s ON s.id = a.supplier"
                           " JOIN answer w ON w.assessment = a.id ORDER BY 1").fetchall()
    equal("recomputed with own packs, not scored without", [r[:4] for r in rows], [("S0001", 500, 2, 1), ("S0002", 500, 2, 1), ("S0003", 500, 2, 1), ("S0004", None, None, 0)])
    first = pack["sections"][0]["items"][0]
    weight = {t["id"]: t["weight"] for t in pack["threats"]}
    priority = max(0, first["target"] - 2) * first["weight"] * max([weight[t] for t in first.get("threats", [])] or [1])
    equal("level, target and priority of an item", json.loads(rows[0][4])[first["id"]][:3], [2, first["target"], priority])
    equal("levels are kept also where they cannot be scored", json.loads(rows[3][4])[first["id"]][:3], [2, -1, 0])


for scene in (scores, idempotent, revisions, decisions, alike, corrected, quarantine, lost_key, revoked, claims, workbook, two_at_once, algorithms):
    scene()
finish()
