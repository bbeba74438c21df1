#!/usr/bin/python3
"""The end of an alarm: what is open about a product is closed, for all or for some, and opened again. Nobody is waited for or reminded then, a
reply that comes all the same counts, and each is in the log."""
import csv
import io
import json
import os

from portfolio_case import TMP, TOP, check, equal, expect, finish, merge, passphrase, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
db, draft, secret = TMP / "p.db", TMP / "2026.tenken", passphrase()
(TMP / "s.csv").write_text("supplier_code,name,email\nS1,見本めっき,s1@example.invalid\nS2,見本運送,s2@example.invalid\nS3,見本塗装,s3@example.invalid\n", encoding="utf-8")


def run(*words):
    ran = tenken("--lang", "en", *words)
    assert ran.status == 0, (words, ran.out, ran.err)
    return ran


def ask(about, due="2026-11-24"):
    """A request to each about it; the file for S1."""
    folder = TMP / about.replace(" ", "-")
    ran = run("find", db, "--product", about, "--list", "unknown", "--request", folder, "--identity", TMP / "prime.p12", *secret, "--due", due)
    return next(folder.glob("request-S1-*.json")), ran.out.decode()


def board(about):
    found = run("find", db, "--product", about, "--json").json
    return {s["supplier_code"]: s["request"] for k in ("affected", "not_listed", "unknown") for s in found[k]}


def states(about):
    return {code: r["state"] for code, r in board(about).items()}


def waited_for():
    status = run("status", db, "--json").json
    return {(u["about"], u["supplier_code"]) for u in status["urgent"]}, {(h["about"], h["supplier_code"]) for h in status["needs_help"]}


def reminded():
    run("status", db, "--mail", TMP / "mail.csv")
    text = (TMP / "mail.csv").read_text(encoding="utf-8-sig")
    (TMP / "mail.csv").unlink()
    return {r["supplier_code"] for r in csv.DictReader(io.StringIO(text, newline="")) if "Example VPN" in r["text_en"]}


def reply(name, *answers):
    """S1's next reply about the VPN."""
    run("set", draft, *answers)
    run("export", draft, "--request", vpn, "--json", TMP / name, "--identity", TMP / "firm.p12", *secret)
    return merge(db, TMP / name)


run("portfolio", "init", db)
run("suppliers", db, "import", TMP / "s.csv")
run("identity", "new", TMP / "prime.p12", "--name", "みほん自動車", *secret)
run("identity", "new", TMP / "firm.p12", "--name", "見本めっき", *secret)
vpn, _ = ask("Example VPN")
ask("Example Mail")
run("request", "confirm", vpn, "--fingerprint", run("request", "show", vpn, "--json").json["requester"]["sha256"])
run("new", draft, "--request", vpn)
items = [i["id"] for s in json.loads((TOP / "questionnaires" / "emergency-product.json").read_text(encoding="utf-8"))["sections"] for i in s["items"]]
os.environ["TENKEN_CLOCK"] = "2026-11-22T00:00:00Z"
expect("a reply", reply("first.json", *[f"emergency-product:{i}=done" for i in items if i != "mended"], "emergency-product:mended=not_done", "supplier.name=見本めっき",
                        "supplier.contact.emergency_phone=000-0000-0001", "affirmation.name=見本一郎", "affirmation.role=社長", "affirmation.date=2026-11-21", "perceived=2"), merged=1)
os.environ["TENKEN_CLOCK"] = "2026-11-27T00:00:00Z"
equal("before", (states("example vpn"), reminded()), ({"S1": "needs_help", "S2": "overdue", "S3": "overdue"}, {"S2", "S3"}))

# ---- what is refused changes nothing
for words, said in ((("--product", "example vpn", "--close"), "--reason"), (("--product", "example vpn", "--close", "--reason", " "), "--reason"),
                    (("--product", "example vpn", "--close", "--reopen", "--reason", "x"), "do not go together"), (("--product", "example vpn", "--reopen", "--reason", "x"), "belongs to --close"),
                    (("--product", "example vpn", "--close", "--reason", "x", "--csv", TMP / "no.csv"), "alone"), (("--product", "example vpn", "--close", "--reason", "x" * 401), "400 bytes"),
                    (("--product", "example vpn", "--close", "--reason", "x", "S2", "S9"), "S9"),
                    (("--product", "example", "--close", "--reason", "x"), "Example VPN"), (("--product", "example", "--close", "--reason", "x"), "Example Mail")):
    ran = tenken("--lang", "en", "find", db, *words)
    check(f"refused: {said}", ran.status in (2, 3) and said in ran.err.decode(), ran.status, ran.err)
equal("and nothing is changed", (states("example vpn"), states("example mail")), ({"S1": "needs_help", "S2": "overdue", "S3": "overdue"}, {f"S{n}": "overdue" for n in (1, 2, 3)}))

# ---- for one supplier
said = run("find", db, "--product", "example vpn", "--close", "--reason", "rang, \x1b[31mnobody\x07 there", "S2").out.decode()
check("what was closed is said, and how it is taken back", "Closed for 1 supplier: S2" in said and "of these overdue: 1; help needed: 0" in said and "--reopen" in said, said)
one = board("example vpn")["S2"]
equal("the board has its day and reason", ({c: r["state"] for c, r in board("example vpn").items()}, one["closed_at"][:10], "nobody" in one["closed_reason"], "\x1b" in one["closed_reason"]),
      ({"S1": "needs_help", "S2": "closed", "S3": "overdue"}, "2026-11-27", True, False))
equal("nobody waits for it or reminds of it, but for the others", (waited_for(), reminded()),
      (({("Example VPN", "S3"), *(("Example Mail", f"S{n}") for n in (1, 2, 3))}, {("Example VPN", "S1")}), {"S3"}))
text = run("find", db, "--product", "example vpn").out
check("in words, without control characters", b"closed on 2026-11-27 without a reply" in text and b"closed: 1." in text and b"\x1b" not in text, text)
run("find", db, "--product", "example vpn", "--csv", TMP / "found.csv")
rows = list(csv.DictReader(io.StringIO((TMP / "found.csv").read_text(encoding="utf-8-sig"), newline="")))
equal("the table has them in its last columns", (list(rows[0])[-2:], [r["closed_at"][:10] for r in rows]), (["closed_at", "closed_reason"], ["", "2026-11-27", ""]))
log = run("trust", db, "list", "--json").json["log"]
check("the log of trust keeps it", [(entry["what"], entry["supplier_code"], entry["at"][:10], entry["reason"][:17]) for entry in log][-1:] == [("close", "S2", "2026-11-27", "Example VPN: rang")], log[-1:])
_, said = ask("Example VPN", "2026-11-30")
check("who asks again does not ask it, and hears why", "For 1 supplier this was closed since" in said, said)

ran = tenken("--lang", "en", "suppliers", db, "extend", "S2", "--until", "2026-12-15", "--reason", "moving")
check("no command asks anew what is closed, where more time cannot be given", ran.status == 3 and b"Example Mail" in ran.err and b"Example VPN" not in ran.err, ran.err)

# ---- for all, a reply that comes later, and back
said = run("find", db, "--product", "example vpn", "--close", "--reason", "all mended on site", "--json").json
equal("in JSON", (said["closed"], said["requests"], said["needs_help"], said["overdue"]), (["S1", "S3"], 2, 1, 1))
equal("all are closed, and the other alarm is as it was", (states("example vpn"), waited_for()[1], reminded(), states("example mail")["S1"]), ({f"S{n}": "closed" for n in (1, 2, 3)}, set(), set(), "overdue"))
said = run("find", db, "--product", "example vpn", "--close", "--reason", "again").out.decode()
check("twice closes nothing", "is open: nothing is closed" in said, said)
page = run("report", db, "--json").json
equal("reports say the same", [(a["closed"], a["open"]) for a in page["alarms"] if a["about"] == "Example VPN"], [(3, False)])
os.environ["TENKEN_CLOCK"] = "2026-11-28T00:00:00Z"
expect("a reply after it", reply("second.json", "emergency-product:mended.note=the dealer comes on Monday"), merged=1)
equal("is looked at again", (states("example vpn")["S1"], waited_for()[1], board("example vpn")["S1"]["closed_at"]), ("needs_help", {("Example VPN", "S1")}, None))
expect("a better one", reply("third.json", "emergency-product:mended=done"), merged=1)
equal("ends it", states("example vpn"), {"S1": "clean", "S2": "closed", "S3": "closed"})
said = run("find", db, "--product", "example vpn", "--reopen", "S1", "S3").out.decode()
check("opened again, but for whose was not closed", "Open again for 1 supplier: S3" in said and "Nothing of this was closed for 1 supplier, and nothing is changed: S1" in said, said)
equal("by the day that it had", (states("example vpn"), reminded()), ({"S1": "clean", "S2": "closed", "S3": "overdue"}, {"S3"}))

# ---- what does not say what it is about
run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S3", "--pack", "emergency-malware", "--due", "2026-11-29", "--out", TMP / "malware")
said = run("find", db, "--product", "example vpn", "--close", "--reason", "over").out.decode()
check("is not closed by the name of a product, and that is said", "Closed for 1 supplier: S3" in said and "1 emergency request of the last weeks that does not say what it is about stays open" in said, said)
equal("but without one", (run("find", db, "--close", "--reason", "over", "--json").json["closed"], ("", "S3") in waited_for()[0] or (None, "S3") in waited_for()[0]), (["S3"], False))
equal("and opened again", run("find", db, "--reopen", "--json").json["reopened"], ["S3"])

# ---- on the screen
(TMP / "keys").write_text("9\ntext example mail\nEnter Tab Tab Down x\ntext rang them\nEnter\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
text = (TMP / "board.txt").read_text(encoding="utf-8")
equal("x closes it for the supplier at the cursor", states("example mail"), {"S1": "overdue", "S2": "closed", "S3": "waiting"})  # S3 by the request that does not say what it is about
check("and the board shows it", "2026-11-28 closed" in text and "closed 1" in text, text)
(TMP / "keys").write_text("9\ntext example mail\nEnter Tab Tab Down x Enter\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
equal("and x again takes it back", states("example mail")["S2"], "overdue")
(TMP / "keys").write_text("1 Down Down Enter End\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "page.txt", "--size", "100x50")
text = (TMP / "page.txt").read_text(encoding="utf-8")
check("the supplier's page says so", "about Example VPN, due 2026-11-24: closed" in text and "closed on 2026-11-28: over" in text, text)

# ---- one alarm, where its name is part of another's
ask("Example Mail Plus", "2026-12-01")
mail, plus = (lambda: {c for a, c in waited_for()[0] if a == "Example Mail"}), (lambda: {c for a, c in waited_for()[0] if a == "Example Mail Plus"})
equal("both are open", (mail(), plus()), ({"S1", "S2", "S3"}, {"S1", "S2", "S3"}))
said = run("find", db, "--product", "ＥＸＡＭＰＬＥ mail", "--close", "--reason", "mended").out.decode()
check("the one that is named exactly is closed alone", said.count("Example Mail") == 1 and "Plus" not in said, said)
equal("and the other waits", (mail(), plus()), (set(), {"S1", "S2", "S3"}))
equal("then a part of the name is enough", run("find", db, "--product", "mail plus", "--close", "--reason", "mended", "--json").json["about"], ["Example Mail Plus"])
ran = tenken("--lang", "en", "find", db, "--product", "mail", "--reopen")
check("and opening again wants one named, too", ran.status == 3 and b"Example Mail, Example Mail Plus" in ran.err and (mail(), plus()) == (set(), set()), ran.err)
finish()
