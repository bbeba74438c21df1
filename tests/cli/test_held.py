#!/usr/bin/python3
"""What is held back or rejected: why, who sent it as far as it says so, what is to be done, and when it asks for nothing any more."""
import json
import os
import shutil
import sqlite3

from portfolio_case import LAYOUT_18, LAYOUT_12, TMP, TOP, Supplier, check, equal, expect, finish, gen, merge, pins, portfolio, table, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
A, B, C, D, E = (Supplier(n) for n in range(1, 6))
db = portfolio("held.db", A, B, C)
(TMP / "s.csv").write_text("supplier_code,name,email\nS0001,一番,one@example.invalid\nS0002,二番,\nS0003,三番,three@example.invalid\nS0004,四番,\n", encoding="utf-8")
tenken("suppliers", db, "import", TMP / "s.csv")
at = {"n": 0}


def asked(code, digest, alarm=0):
    raw = sqlite3.connect(db)
    raw.execute("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, packs, alarm)"
                " SELECT ?, ?, id, '2026', '2026-10-01T00:00:00Z', '2026-11-10', x'', ?, ? FROM supplier WHERE code = ?", (digest, digest, digest, alarm, code))
    raw.commit()
    raw.close()


def to(digest):
    return {"id": "00000000-0000-4000-8000-000000000001", "digest": digest}


def inbox(name, *files):
    """Each in a folder of its own: a file as the post brings it."""
    ran = None
    for supplier, changes in files:
        at["n"] += 1
        supplier.file(TMP / "in" / name / f"{at['n']}.json", **changes)
        ran = merge(db, TMP / "in" / name)
    return ran


def status():
    return tenken("status", db, "--json").json


def words(*arguments):
    return tenken("--lang", "en", *arguments)


def uuid(n):
    return f"00000000-0000-4000-8000-{n:012}"


D1, D2, D3, D4 = (f"{n}" * 64 for n in "1234")
for code, digest in (("S0001", D1), ("S0002", D2), ("S0003", D3), ("S0004", D4)):
    asked(code, digest)
asked("S0002", "a" * 64, 1)

# ---- each reason has a heading and a way out of its own
expect("an answer to nothing, one to another's request, and an unknown signer",
       inbox("first", (A, {"request": None}), (B, {"request": to("9" * 64)}), (D, {"supplier__supplier_code": "S0004", "request": to(D4)})), quarantined=3)
equal("each has its kind", sorted((q["claimed_supplier_code"], q["kind"]) for q in status()["quarantine"]),
      [("S0001", "no_answer_to_request"), ("S0002", "no_answer_to_request"), ("S0004", "unknown_signer")])
text = words("status", db).out.decode()
signer, other = text.index("signed by a key that nobody here knows"), text.index("answer no request of yours")
check("the unknown signer comes first, with the command on this very database", f"tenken trust {db} accept" in text[signer:other] and "S0004" in text[signer:other], text)
check("what answers no request is not to be accepted", "accept" not in text[other:].split("\n\n")[0] and "S0001" in text[other:] and f"tenken status {db} --mail" in text[other:], text)
check("in Japanese too", "こちらの依頼への回答ではないもの" in tenken("--lang", "ja", "status", db).out.decode())


def letters():
    (TMP / "mail.csv").unlink(missing_ok=True)
    assert words("status", db, "--mail", TMP / "mail.csv").status == 0
    return {(m["kind"], m["supplier_code"]): m for m in table(TMP / "mail.csv")}


raw = sqlite3.connect(db)
raw.execute("UPDATE request SET file = 'requests/request-S0001-2026-2.json', due = '2026-12-20' WHERE digest = ?", (D1,))
raw.execute("UPDATE supplier SET outage = 1 WHERE code = 'S0001'")
raw.commit()
raw.close()
mail = letters()
equal("who answered no request of ours is written to, and nobody whose signer is unknown", sorted(k for k in mail if k[0] == "no_answer_to_request"),
      [("no_answer_to_request", "S0001"), ("no_answer_to_request", "S0002")])
letter = mail["no_answer_to_request", "S0001"]
check("with the request to answer, where it was written", letter["attachment"] == "requests/request-S0001-2026-2.json" and "the file request-S0001-2026-2.json" in letter["text_en"]
      and " request-S0001-2026-2.json " in letter["text_ja"] and letter["email"] == "one@example.invalid", letter)
check("by when, and for which tier", "answers by 2026-12-20." in letter["text_en"] and "2026年12月20日" in letter["text_ja"] and (letter["due"], letter["tier"]) == ("2026-12-20", "higher"), letter)
letter = mail["no_answer_to_request", "S0002"]
check("no file is named where none was noted", letter["attachment"] == "" and "the request that you have from us" in letter["text_en"] and "request-" not in letter["text_en"] + letter["text_ja"], letter)


def screen(keys):
    (TMP / "keys").write_text(keys)
    ran = words("view", db, "--keys", TMP / "keys", "--screen", TMP / "screen")
    assert ran.status == 0, ran.err
    return (TMP / "screen").read_text(encoding="utf-8")


page = screen("5 Enter")
check("the screen offers to accept the unknown signer", "a accept" in page and "Fingerprint" in page, page)
page = screen("5 Down Enter")
check("and only to refuse what answers no request, with what to do", "accept" not in page and "x refuse" in page and "answer the request file" in page, page)

ran = words("trust", db, "accept", "S0004")
equal("accepted", (ran.status, status()["quarantine"][0]["kind"]), (0, "accepted_since"))
check("what waited is to be merged again, and no more to be accepted", "trusted by now" in words("status", db).out.decode() and f"tenken trust {db} accept" not in words("status", db).out.decode())
expect("which takes it in", merge(db, TMP / "in" / "first"), merged=1, quarantined=2)

# ---- a later answer settles what was held back before it
expect("the reply to an alarm is no answer for the year", inbox("alarm", (B, {"request": to("a" * 64), "assessment_id": uuid(21), "issued_at": "2026-11-20T00:00:00Z", "revision": 1})), merged=1)
check("what was held back goes on asking", any(q["claimed_supplier_code"] == "S0002" for q in status()["quarantine"]), status()["quarantine"])
expect("answers to the request", inbox("second", (A, {"request": to(D1), "assessment_id": uuid(11)}), (B, {"request": to(D2), "assessment_id": uuid(22)})), merged=1, unchanged=1)
equal("settle it", (status()["quarantine"], status()["files"]["quarantined"], status()["files"]["superseded"]), ([], 0, 2))
expect("and for good", merge(db, TMP / "in" / "first"), unchanged=1, superseded=2)
raw = sqlite3.connect(db)
equal("the history says so", raw.execute("SELECT count(*) FROM file WHERE state = 'superseded' AND reason LIKE 'Answers of the same supplier%'").fetchone()[0], 2)
raw.close()
expect("an older one without a request, come late, is no second set of answers", inbox("late", (A, {"request": None, "assessment_id": uuid(12), "issued_at": "2026-01-01T00:00:00Z"})), superseded=1)
expect("a newer one is in conflict with them: what answers no request takes no place by itself", inbox("newer", (A, {"request": None, "assessment_id": uuid(13), "issued_at": "2026-11-21T00:00:00Z"})), conflicts=1)
expect("what answers no request, come after the good ones, is held back", inbox("other", (B, {"request": to("8" * 64), "assessment_id": uuid(23)})), quarantined=1)

# ---- rejected: who it claims to be from
bad = gen.signed(C.document(request=to(D3), supplier__name="三番\u202e\u001b[2J工業"), C.key, C.certificate)
bad["document"]["answers"]["basic10"] = {}
(TMP / "bad").mkdir()
(TMP / "bad" / "mock.json").write_text(json.dumps(bad, ensure_ascii=False), encoding="utf-8")
(TMP / "bad" / "mail.txt").write_text("よろしくお願いします。\n", encoding="utf-8")
ran = merge(db, TMP / "bad")
expect("a damaged file, and a covering letter", ran, 1, rejected=2)
said = {os.path.basename(r["file"]): r for r in ran.json["rejected"]}
equal("whose name it bears, and what to do", (said["mock.json"]["claimed_supplier_code"], "send the file again" in said["mock.json"]["next_step"]), ("S0003", True))
equal("the letter bears none, and breaks no rules of JSON", (said["mail.txt"]["claimed_supplier_code"], said["mail.txt"]["reason"]), (None, "This is no answers file."))
ran = words("merge", "--into", db, TMP / "bad")
check("in words, as not verified", b"Claims to be S0003" in ran.err and b"nobody has verified" in ran.err and b"send the file again" in ran.err, ran.err)
check("nothing of the hostile name reaches the terminal", b"\x1b" not in ran.err and "\u202e" not in ran.err.decode() and b"\x1b" not in words("status", db).out, ran.err)
before = status()
line = next(r for r in before["rejected"] if r["supplier_code"] == "S0003")
equal("status knows it", (line["replaced"], line["verdict"], "send the file again" in line["next_step"]), (False, "invalid", True))
late = {w["supplier_code"]: w for w in before["waiting"]}["S0003"]
equal("the claim changes nothing but words", (late["state"], late["late"], bool(late["rejected_in_its_name_at"])), ("late", True, True))
letter = letters()["late", "S0003"]
check("a reminder all the same, which says that a file came", "could not be verified" in letter["text_en"] and "確かめることができませんでした" in letter["text_ja"]
      and "Nothing has reached us" not in letter["text_en"], letter)
check("which it does", "a file in its name was rejected" in words("status", db).out.decode())
check("the screen has the claim and the step", "not verified" in screen("6 Enter") or "nobody has verified" in screen("6 Enter"), screen("6 Enter"))
expect("a good one comes", inbox("good", (C, {"request": to(D3), "assessment_id": uuid(31)})), merged=1)
line = next(r for r in status()["rejected"] if r["supplier_code"] == "S0003")
equal("the bad one asks for nothing any more", (line["replaced"], line["next_step"]), (True, None))
text = words("status", db).out.decode()
check("and is only counted", "mock.json" not in text and "1 rejected file needs nothing more" in text and "mail.txt" in text, text)

# ---- what was rejected in one year is not the next year's matter
asked("S0004", "b" * 64)
raw = sqlite3.connect(db)
raw.execute("UPDATE request SET period = '2027', issued_at = '2027-10-01T00:00:00Z' WHERE digest = ?", ("b" * 64,))
raw.executemany("INSERT INTO request(digest, request_id, supplier, period, issued_at, due, document, packs, alarm)"
                " SELECT ?, ?, id, '2027', '2027-10-01T00:00:00Z', '2027-11-10', x'', '', 0 FROM supplier WHERE code = ?", [(c * 64, c * 64, s) for c, s in (("c", "S0001"), ("d", "S0002"))])
raw.commit()
raw.close()
os.environ["TENKEN_CLOCK"] = "2027-11-21T00:00:00Z"
(TMP / "bad" / "next.txt").write_text("今年もよろしくお願いします。\n", encoding="utf-8")
expect("a covering letter again, and one more", merge(db, TMP / "bad"), 1, rejected=3)
now = status()
equal("another year is meant", now["period"], "2027")
equal("each belongs to the year in which it came", sorted((os.path.basename(r["file"]), r["period"], r["earlier"]) for r in now["rejected"]),
      [("mail.txt", "2026", True), ("mock.json", "2026", True), ("next.txt", "2027", False)])
text = words("status", db).out.decode()
check("those of the year before are only counted", "next.txt" in text and "mail.txt" not in text and "1 file that was rejected in another year is kept" in text, text)
page = screen("6")
check("on the screen likewise", "next.txt" in page and "mail.txt" not in page and "mock.json" not in page, page)
page = screen("o 6")
check("there they stand under their year", "next.txt" not in page and "mail.txt" in page and "mock.json" in page, page)
check("and open", "no answers file" in screen("o 6 Enter"), screen("o 6 Enter"))
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
raw = sqlite3.connect(db)
raw.execute("DELETE FROM request WHERE period = '2027'")
raw.commit()
raw.close()

# ---- contradictions that travelled with the answers
E.file(TMP / "e" / "1.json", request=None, checks=[{"id": "x", "items": ["basic10:2", "basic10:3", "basic10:2", "a b; rm"]}, {"id": "y", "items": ["basic10:3", "basic10:5"]}])
tenken("trust", db, "import", pins(TMP / "e.csv", E))
expect("answers that contradict each other", merge(db, TMP / "e"), merged=1)
equal("which, each once, and nothing that is no item", [(c["supplier_code"], c["items"]) for c in status()["contradictions"]], [("S0005", "basic10:2 basic10:3 basic10:5")])
command = f"tenken suppliers {db} clarify S0005 --items basic10:2,basic10:3,basic10:5"
check("with the command that asks", command in words("status", db).out.decode(), words("status", db).out)
equal("which works", tenken(*command.split()[1:]).status, 0)
equal("and once asked they are with what was asked", (status()["contradictions"], status()["clarifications"][0]["items"]), ([], "basic10:2 basic10:3 basic10:5"))

# ---- two files for one place, and answers that do not go together: two things, two words
japanese = tenken("--lang", "ja", "status", db).out.decode()
check("in Japanese, too", "二通りの回答 " in japanese.split("\n\n")[0] and "食い違い" not in japanese.split("\n\n")[0]
      and all("二通り" not in line for line in japanese.splitlines() if "--mail で文面" in line), japanese)

# ---- a supplier sends the file that it works in
draft = TMP / "drafts" / "a.tenken"
draft.parent.mkdir()
assert tenken("new", draft, "--pack", "basic10").status == 0
ran = merge(db, draft.parent)
equal("it is told from a letter, and what to ask for", [(r["reason"], r["next_step"]) for r in ran.json["rejected"]],
      [("This is the supplier's own working file, with nothing signed in it: it is not what handing in made.", "What to do: ask the supplier for the signed files that Tenken wrote when it handed in.")])

# ---- the command that helps, ready to be copied: this portfolio and the claimed code, each one word to a shell
spaced = TMP / "our suppliers.db"
shutil.copy(db, spaced)
Supplier(3).file(TMP / "claims" / "other.json", request=to(D3), assessment_id=uuid(61))  # in the name of S0003, with another key
wanted = f"tenken trust '{spaced}' accept S0003 --certificate"
ran = merge(spaced, TMP / "claims")
check("in the merge's JSON", wanted in ran.json["rejected"][0]["next_step"], ran.json["rejected"])
check("in its words", wanted in (said := words("merge", "--into", spaced, TMP / "claims")).err.decode(), said.err)
check("in the status", wanted in (said := words("status", spaced)).out.decode(), said.out)

# ---- a portfolio of the layout before
raw = sqlite3.connect(db)
raw.executescript(LAYOUT_12)
raw.execute("UPDATE file SET reason = 'Nobody here knows the signer yet: compare the fingerprint on the phone, then \"tenken trust accept\".', verdict = 'unknown_signer'"
            " WHERE state = 'quarantined'")
raw.commit()
raw.close()
equal("contradictions too, from the originals", (tenken("suppliers", db, "settle", "1").status, [c["items"] for c in status()["contradictions"]]), (0, ["basic10:2 basic10:3 basic10:5"]))
equal("kinds are found again", [(q["kind"], q["reason"]) for q in status()["quarantine"]], [("accepted_since", "Its signer was accepted after it came, and it has not been merged again since.")])
check("with the command that takes it in", f"tenken merge --into {db} {TMP}/in/" in (said := words("status", db)).out.decode(), said.out)

# ---- of a signer whom nobody knows, what will hold the file back once the signer is accepted is said before anybody rings for nothing
F, G = Supplier(6), Supplier(7)
(TMP / "f.csv").write_text("supplier_code,name,email\nS0006,六番,six@example.invalid\nS0007,七番,seven@example.invalid\n", encoding="utf-8")
tenken("suppliers", db, "import", TMP / "f.csv")
for code, digest in (("S0006", "6" * 64), ("S0007", "7" * 64)):
    asked(code, digest)
expect("answers without a request, which name no code", inbox("unasked", (F, {"request": None, "supplier__supplier_code": None, "supplier__name": "六番"})), quarantined=1)
held = next(q for q in status()["quarantine"] if q["claimed_name"] == "六番")
equal("they are known by the name in the list, and not to be accepted", (held["claimed_supplier_code"], held["kind"]), ("S0006", "no_answer_to_request"))
report = tenken("report", db, "--json").json
equal("and the report has the same firms", next(r["state"] for r in report["suppliers"] if r["supplier_code"] == "S0006"), "quarantined")
equal("counted as in the lists, also beside good answers", report["held_back"],
      len({q["claimed_supplier_code"] for q in status()["quarantine"]} & {r["supplier_code"] for r in report["suppliers"]} | {c["supplier_code"] for c in status()["conflicts"]}))
assert tenken("report", db, "--csv", TMP / "held").status == 0
row = next(r for r in table(TMP / "held" / "quarantine.csv") if r["supplier_code"] == "S0006")
equal("the tables name it, with the reason of status", row["reason"], held["reason"])
check("with the reason that accepting would come to", "S0006 has an open one" in held["reason"] and "does not take it in" in held["reason"], held)
mail = letters()
check("the letter asks for the request to be answered, and no other says that nothing came",
      mail["no_answer_to_request", "S0006"]["email"] == "six@example.invalid" and ("late", "S0006") not in mail, mail)
ran = words("trust", db, "accept", "S0006", "--certificate", F.sha256)
check("who accepts all the same is told", ran.status == 0 and "S0006 has an open one" in ran.out.decode() and "waits until the request is answered" in ran.out.decode(), ran.out)
check("and gets no command that would change nothing", "tenken merge" not in ran.out.decode(), ran.out)
expect("as merging again does", merge(db, TMP / "in" / "unasked"), quarantined=1)

# ---- the same of a stranger, before and after the supplier has answered; and a second key takes no place by the way
H, STRANGER = Supplier(8), Supplier(8)
(TMP / "h.csv").write_text("supplier_code,name,email\nS0008,八番,\n", encoding="utf-8")
tenken("suppliers", db, "import", TMP / "h.csv")
asked("S0008", "e" * 64)
tenken("trust", db, "import", pins(TMP / "h.pins.csv", H))
expect("a stranger's answers to no request", inbox("stranger", (STRANGER, {"request": None, "supplier__supplier_code": None, "supplier__name": "八番", "assessment_id": uuid(81),
                                                                          "issued_at": "2026-11-20T00:00:00Z"})), quarantined=1)
check("merging says so at once, with the year", "answers no request, and is for 2026" in (said := words("merge", "--into", db, TMP / "in" / "stranger")).err.decode(), said.err)
expect("the supplier's own answers", inbox("own", (H, {"request": to("e" * 64), "assessment_id": uuid(82), "issued_at": "2026-11-19T00:00:00Z"})), merged=1)
merge(db, TMP / "in" / "stranger")
held = next(q for q in status()["quarantine"] if q["claimed_name"] == "八番")
equal("why the stranger's waits is not forgotten", (held["claimed_supplier_code"], held["kind"]), ("S0008", "no_answer_to_request"))
check("nor that accepting comes to nothing", "answers of S0008 to the one for this period are here" in held["reason"], held)
check("with the way to be rid of it", f'refuse it in "tenken view {db}": 5, Enter, x' in words("status", db).out.decode())
check("who has answered gets no letter because of it", ("no_answer_to_request", "S0008") not in letters())
page = screen("5 End Enter")
check("the screen asks whose it is, and offers to refuse", "which of the two holds" in page and "x refuse" in page and "a accept" not in page, page)
accept = ("trust", db, "accept", "S0008", "--certificate", STRANGER.sha256)
ran = words(*accept)
check("a second key is not accepted by the way", ran.status == 3 and "has a certificate already" in ran.err.decode() and "--replace" in ran.err.decode(), ran.err)
equal("so nothing has changed", [p["ended"] for p in tenken("trust", db, "list", "--json").json["pins"] if p["supplier_code"] == "S0008"], [None])
ran = words(*accept, "--replace")
check("with the word it is, and what to merge is said", ran.status == 0 and f"tenken merge --into {db} {TMP}/in/stranger/" in ran.out.decode(), ran.out, ran.err)
expect("what answers no request displaces nothing, whatever its key", merge(db, TMP / "in" / "stranger"), conflicts=1)
conflict = next(c for c in status()["conflicts"] if c["supplier_code"] == "S0008")
check("with its reason, and what counts meanwhile", "answers no request" in conflict["reason"] and "/own/" in conflict["counts_now"], conflict)
page = screen("7 End Enter")
check("side by side: who signed each, and when it came", "Signed by" in page and H.sha256[:4] + " " + H.sha256[4:8] in page and STRANGER.sha256[:4] + " " + STRANGER.sha256[4:8] in page
      and "First received" in page, page)
copied = TMP / "settled.db"
shutil.copy(db, copied)
equal("the prime may say that it holds", words("trust", copied, "settle", "S0008", "--file", conflict["file"], "--reason", "asked").status, 0)
equal("then it counts", [c for c in tenken("status", copied, "--json").json["conflicts"] if c["supplier_code"] == "S0008"], [])
equal("or that the answers do", (words("trust", db, "settle", "S0008", "--file", conflict["counts_now"], "--reason", "asked").status,
                                 [c for c in status()["conflicts"] if c["supplier_code"] == "S0008"]), (0, []))
expect("for good", merge(db, TMP / "in" / "stranger"), superseded=1)

# ---- answers for another year: that this year's request stays open is said before and after
I = Supplier(9)
(TMP / "i.csv").write_text("supplier_code,name,email\nS0009,九番,\n", encoding="utf-8")
tenken("suppliers", db, "import", TMP / "i.csv")
asked("S0009", "f" * 64)
expect("last year's answers", inbox("year", (I, {"request": None, "supplier__supplier_code": None, "supplier__name": "九番", "period": "2025", "assessment_id": uuid(91)})), quarantined=1)
held = next(q for q in status()["quarantine"] if q["claimed_name"] == "九番")
check("the year, and what stays open", "is for 2025" in held["reason"] and "The request to S0009 for 2026 stays open" in held["reason"], held)
ran = words("trust", db, "accept", "S0009", "--certificate", I.sha256)
check("when it is accepted, too", ran.status == 0 and "It is for 2025: the request to S0009 for 2026 stays open" in ran.out.decode(), ran.out)
expect("it is taken in", merge(db, TMP / "in" / "year"), merged=1)

# ---- what the prime said against a signer stays
J = Supplier(10)
expect("a stranger", inbox("refused", (J, {"request": to("7" * 64), "supplier__supplier_code": None, "supplier__name": "Nobody Ltd", "assessment_id": uuid(95)})), quarantined=1)
at_row = next(i for i, q in enumerate(status()["quarantine"]) if q["claimed_name"] == "Nobody Ltd")
(TMP / "keys").write_text("5 " + "Down " * at_row + "Enter x\ntext nobody there has sent it\nEnter\n")
assert words("view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
ran = merge(db, TMP / "in" / "refused")
equal("the same file, refused on the screen", [(r["reason"], r["next_step"]) for r in ran.json["rejected"]], [("Refused: nobody there has sent it", None)])
ran = inbox("refused-2", (J, {"request": to("7" * 64), "supplier__supplier_code": None, "supplier__name": "Nobody Ltd", "assessment_id": uuid(96)}))
check("and another one of the signer", "was refused here on 2026-11-21: nobody there has sent it" in ran.json["rejected"][-1]["reason"] and ran.json["rejected"][-1]["next_step"] is None, ran.json["rejected"])
ran = words("verify", next((TMP / "in" / "refused").iterdir()), "--portfolio", db)
check("verify knows it, too", "refused here on 2026-11-21: nobody there has sent it" in " ".join(ran.out.decode().split()) and "phone" not in ran.out.decode(), ran.out)
ran = words("trust", db, "accept", "S0007", "--certificate", J.sha256)
check("accepting wants a word then", ran.status == 3 and "was refused here on 2026-11-21: nobody there has sent it" in ran.err.decode(), ran.err)
assert words("trust", db, "revoke", "S0009", "--reason", "key stolen").status == 0
ran = merge(db, TMP / "in" / "year")
check("a revocation keeps its day and its words", "was revoked on 2026-11-21: key stolen" in ran.json["rejected"][0]["reason"], ran.json["rejected"])
check("so in verify", "was revoked on 2026-11-21: key stolen" in " ".join((said := words("verify", next((TMP / "in" / "year").iterdir()), "--portfolio", db)).out.decode().split())
      and said.status == 1 and "nobody here knows" not in said.out.decode(), said.out)
for asks in ((), ("--certificate", I.sha256)):
    ran = words("trust", db, "accept", "S0009", *asks)
    check(f"and accepting it again says so first {asks[:1]}", ran.status == 3 and "was revoked here on 2026-11-21: key stolen" in ran.err.decode(), ran.err)
equal("with the word it comes back", words("trust", db, "accept", "S0009", "--certificate", I.sha256, "--replace").status, 0)
line = next(r for r in status()["rejected"] if "/year/" in r["file"])
check("and status says to merge again", f"tenken merge --into {db} {line['file']}" in line["next_step"], line)
expect("which takes it in", merge(db, TMP / "in" / "year"), merged=1)

# ---- the list of what was rejected can get clear
junk = TMP / "junk"
junk.mkdir()
for name, content in (("~$a.xlsx", "x"), ("mail.txt", "x"), ("cut.json", "{"), ("empty.xlsx", "")):
    (junk / name).write_text(content, encoding="utf-8")
ran = merge(db, junk)
equal("only what may have been answers asks for something", sorted(os.path.basename(r["file"]) for r in ran.json["rejected"] if r["next_step"]), ["cut.json", "empty.xlsx"])


def warned(page, name):
    return any(line[:1] == "!" or line[:1] == ">" for line in page.splitlines() if name in line)


names = [os.path.basename(r["file"]) for r in status()["rejected"] if not r["earlier"]]
for name in ("cut.json", "empty.xlsx"):
    page = screen("6")
    check(f"{name} is marked", warned(page, name) and not warned(page, "~$a.xlsx"), page)
    where = "Down " * names.index(name)
    check("and its page says what is to be done", "What to do" in screen(f"6 {where}Enter") and "x tick off" in screen(f"6 {where}Enter"), screen(f"6 {where}Enter"))
    (TMP / "keys").write_text(f"6 {where}Enter x\ntext asked them\nEnter q Home\n")
    assert words("view", db, "--keys", TMP / "keys", "--screen", TMP / "screen").status == 0
    page = (TMP / "screen").read_text(encoding="utf-8")
    check("ticked off it is marked no more", not any(line[:1] == "!" for line in page.splitlines() if name in line), page)
ran = merge(db, junk)
equal("also when it comes again", [r for r in ran.json["rejected"] if r["next_step"]], [])
equal("with the words", sum("Ticked off: asked them" in r["reason"] for r in ran.json["rejected"]), 2)

# ---- in an earlier layout the sentences alone told why what could not be read was not
raw = sqlite3.connect(db)
raw.executescript(LAYOUT_18)
raw.executemany("INSERT INTO unreadable(name, reason, received_at) VALUES(?, ?, '2026-11-20T00:00:00Z')", [
    ("old-1", "It could not be opened: Permission denied"), ("old-2", "This folder could not be opened: Permission denied"),
    ("old-3", "It could not be opened: Permission denied\nTicked off: asked them"), ("old-4", "The file is empty.")])
raw.commit()
raw.close()
told = {r["file"]: bool(r["next_step"]) for r in status()["rejected"] if r["file"].startswith("old-")}
raw = sqlite3.connect(db)
equal("each has its cause now", raw.execute("SELECT name, cause FROM unreadable WHERE name LIKE 'old-%' ORDER BY name").fetchall(),
      [("old-1", "unread"), ("old-2", "unread"), ("old-3", "refused"), ("old-4", "")])
equal("and what was ticked off stays so", [told.get(f"old-{i}") for i in (1, 3)], [True, False])
raw.execute("DELETE FROM unreadable WHERE name LIKE 'old-%'")
raw.commit()
raw.close()

# ---- a file that was rejected is written about at once, not when its day has passed
raw = sqlite3.connect(db)
raw.execute("UPDATE request SET due = '2026-12-31' WHERE digest = ?", ("7" * 64,))
raw.commit()
raw.close()
bad = gen.signed(G.document(request=to("7" * 64), supplier__supplier_code="S0007"), G.key, G.certificate)
bad["document"]["answers"]["basic10"] = {}
(TMP / "soon").mkdir()
(TMP / "soon" / "7.json").write_text(json.dumps(bad, ensure_ascii=False), encoding="utf-8")
expect("a damaged file before the day", merge(db, TMP / "soon"), 1, rejected=1)
letter = letters()["not_verified", "S0007"]
check("a letter that says so", "by 2026-12-31" in letter["text_en"] and "could not be verified" in letter["text_en"] and "確かめることができません" in letter["text_ja"]
      and "exactly as the program wrote them" in letter["text_en"], letter)

# ---- of many files of one signer, each that can be taken in has its command, and none of the others
K = Supplier(12)
(TMP / "k.csv").write_text("supplier_code,name,email\nS0012,十二番,\n", encoding="utf-8")
tenken("suppliers", db, "import", TMP / "k.csv")
asked("S0012", "c" * 64)
expect("six years of answers, and one to no request of this year", inbox("many", *((K, {"request": None, "period": str(2020 + n), "assessment_id": uuid(300 + n)}) for n in range(7))), quarantined=7)
ran = words("trust", db, "accept", "S0012")
said = ran.out.decode()
equal("each has its command", (ran.status, said.count(f"tenken merge --into {db} {TMP}/in/many/"), "waited for it (6)" in said), (0, 6, True))
check("and what stays held its reason", "S0012 has an open one" in said, said)
for line in [line for line in said.splitlines() if line.startswith("  tenken merge")]:
    equal(f"which takes it in: {line.split('/')[-1]}", words(*line.split()[1:], "--json").json["merged"], 1)
# ---- two strangers claim one code: what the heading of status says works for each of them, as its fingerprint stands below it
twice = portfolio("twice.db", A)
strangers = [Supplier(7), Supplier(7)]
for n, s in enumerate(strangers):
    s.file(TMP / "twice" / f"{n}.json", supplier__supplier_code="007", assessment_id=uuid(700 + n))
expect("two in the name of 007", merge(twice, TMP / "twice"), quarantined=2)
said = words("status", twice).out.decode()
grouped = " ".join(strangers[1].sha256[i:i + 4] for i in range(0, 64, 4))
check("the heading names the key to accept, not only the supplier", f"tenken trust {twice} accept SUPPLIER --certificate 'FINGERPRINT'" in said and grouped in said, said)
equal("the code alone would be refused", words("trust", twice, "accept", "007").status, 3)
equal("with the fingerprint one of them is accepted", (words("trust", twice, "accept", "007", "--certificate", grouped).status, merge(twice, TMP / "twice").json["merged"]), (0, 1))

# ---- each says what makes the next file a good one
late = Supplier.__new__(Supplier)
late.__dict__.update(G.__dict__)
late.certificate = gen.certificate(G.key, G.code, start=gen.NOW + gen.YEAR, end=gen.NOW + 2 * gen.YEAR)
for n, (name, content, wanted, other) in enumerate((
        ("unsigned", json.dumps({"format": "tenken-answers/1", "document": G.document(supplier__supplier_code="S0007"), "signatures": []}), ("no signature of your firm", "署名がありません"), "exactly as"),
        ("with its signatures cut out", json.dumps({"format": "tenken-answers/1", "document": G.document(supplier__supplier_code="S0007", revision=2)}),
         ("no signature of your firm", "署名がありません"), "exactly as"),
        ("of a key that begins next year", late.file(TMP / "late.json", supplier__supplier_code="S0007").read_text(encoding="utf-8"),
         ("sign again on a day on which your key is valid", "署名し直す"), "exactly as"),
        ("with an impossible number", G.file(TMP / "number.json", supplier__supplier_code="S0007", supplier__corporate_number="1234567890123").read_text(encoding="utf-8"),
         ("not as Tenken writes it", "署名し直し"), "exactly as"),
        ("of a stranger who wants something", G.file(TMP / "bait.json", supplier__supplier_code="S0007",
                                                    answers={"basic10": {"Call 0900-EVIL or see https://evil.example": {"level": 1}}}).read_text(encoding="utf-8"),
         ("not as Tenken writes it", "署名し直し"), "EVIL"))):
    os.environ["TENKEN_CLOCK"] = f"2026-11-21T0{n + 2}:00:00Z"
    (TMP / "causes" / str(n)).mkdir(parents=True)
    (TMP / "causes" / str(n) / "7.json").write_text(content, encoding="utf-8")
    expect(name, merge(db, TMP / "causes" / str(n)), 1, rejected=1)
    check(f"{name}: the one who waits is shown to have sent it", any(w["supplier_code"] == "S0007" and w["rejected_in_its_name_at"] for w in status()["waiting"]), status()["waiting"])
    letter = letters()["not_verified", "S0007"]
    check(f"{name}: the letter tells what to do", all(w in letter["text_en"] + letter["text_ja"] for w in wanted) and other not in letter["text_en"] and "If you have sent us nothing" in letter["text_en"], letter)
finish()
