#!/usr/bin/python3
"""More time, and a question about two answers, from both sides: the supplier answers within the time that it was given, its answers contradict each
other, it is asked, corrects them, and the question is settled."""
import csv
import io
import json
import os

from portfolio_case import TMP, TOP, check, equal, expect, finish, merge, passphrase, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
db, draft = TMP / "p.db", TMP / "2026.tenken"
secret = passphrase()
(TMP / "s.csv").write_text("supplier_code,name,email\nS1,見本めっき,s1@example.invalid\n", encoding="utf-8")


def run(*words):
    ran = tenken("--lang", "en", *words)
    assert ran.status == 0, (words, ran.out, ran.err)
    return ran


def letters():
    (TMP / "mail.csv").unlink(missing_ok=True)
    run("status", db, "--mail", TMP / "mail.csv")
    return {r["kind"]: r for r in csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline=""))}


def export(name):
    run("export", draft, "--json", TMP / name, "--identity", TMP / "firm.p12", *secret)
    return TMP / name


run("portfolio", "init", db)
run("suppliers", db, "import", TMP / "s.csv")
run("identity", "new", TMP / "prime.p12", "--name", "みほん自動車", *secret)
run("identity", "new", TMP / "firm.p12", "--name", "見本めっき", *secret)
run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--due", "2026-12-15", "--pack", "basic10", "--to", "S1", "--out", TMP / "out")
request = TMP / "out" / "request-S1-2026.json"
said = run("suppliers", db, "extend", "S1", "--until", "2027-02-28", "--reason", "a fire").out.decode()
check("with both ways to tell it", "--mail" in said and "--to S1 --due 2027-02-28 --again" in said, said)
letter = letters()["extended"]
check("the supplier is told of more time", "2027年2月28日まで" in letter["text_ja"] and letter["extended_until"] == "2027-02-28", letter)

os.environ["TENKEN_CLOCK"] = "2027-02-20T00:00:00Z"
run("request", "confirm", request, "--fingerprint", run("request", "show", request, "--json").json["requester"]["sha256"])
run("new", draft, "--request", request)
run("set", draft, *[f"basic10:{i}=2" for i in range(1, 11)], "basic10:2=0", "basic10:3=4", "supplier.name=見本めっき", "supplier.contact.emergency_phone=000-0000-0001",
    "affirmation.name=見本一郎", "affirmation.role=社長", "affirmation.date=2027-02-20", "perceived=2")
os.environ["TENKEN_CLOCK"] = "2027-02-21T00:00:00Z"
expect("answers within that time are taken in, and their key made known, long after the first day", merge(db, export("first.json")), merged=1)

status = run("status", db).out.decode()
command = f"tenken suppliers {db} clarify S1 --items basic10:2,basic10:3"
check("they contradict each other", command in status, status)
run(*command.split()[1:])
text = letters()["clarification"]["text_en"]
check("the letter names both questions and the way", "\"Backups kept apart\" (The basic ten)" in text and "\"Restore tests\" (The basic ten)" in text and "open your answers as before" in text, text)
said = next(c["message"]["en"] for c in json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))["checks"] if c["id"] == "restore-without-backup")
other = next(c["message"]["en"] for c in json.loads((TOP / "questionnaires" / "basic10.json").read_text(encoding="utf-8"))["checks"] if c["id"] == "backup-untested")
check("and how they contradict each other, not how else the two could", said in text and other not in text, text)
status = run("status", db).out.decode()
check("the list says who was asked", any("S1" in line and "見本めっき" in line and "basic10:2 basic10:3" in line for line in status.splitlines()), status)

os.environ["TENKEN_CLOCK"] = "2027-02-23T00:00:00Z"
run("set", draft, "basic10:2=3")
os.environ["TENKEN_CLOCK"] = "2027-02-24T00:00:00Z"
expect("corrected answers", merge(db, export("second.json")), merged=1)
equal("nobody is asked again what has been answered", letters(), {})
run("report", db, "--letters", TMP / "letters", "--to", "S1")
check("not in the letter about the result either", "Please clear this up" not in (TMP / "letters" / "letter-S1-2026.html").read_text(encoding="utf-8"))
(TMP / "keys").write_text("1 Enter End\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "page.txt", "--size", "100x24")
page = (TMP / "page.txt").read_text(encoding="utf-8")
check("the page about the supplier says how to settle it", "new answers have come since" in page and "s settles it" in page, page)
status = run("status", db)
check("which is to be read, and settled", "new answers have come since" in status.out.decode() and "clarify" not in status.out.decode(), status.out)
(TMP / "keys").write_text("1 Enter s Enter\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "page.txt")
check("then the list is empty", "basic10:2" not in run("status", db).out.decode())

# ---- more time on the supplier's own screens: the request signed anew takes the place of the earlier one
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
for name in ("HOME", "XDG_DATA_HOME"):
    os.environ[name] = str(TMP / "own")
(TMP / "own").mkdir()
anew = TMP / "anew.db"
run("portfolio", "init", anew)
run("suppliers", anew, "import", TMP / "s.csv")
ask = ("request", "new", "--portfolio", anew, "--identity", TMP / "prime.p12", *secret, "--pack", "basic10", "--to", "S1")
run(*ask, "--due", "2026-12-15", "--out", TMP / "first")
os.environ["TENKEN_CLOCK"] = "2026-11-22T00:00:00Z"
run(*ask, "--due", "2027-02-28", "--again", "--out", TMP / "second")
first, second = TMP / "first" / "request-S1-2026.json", TMP / "second" / "request-S1-2026.json"
run("request", "confirm", first, "--fingerprint", run("request", "show", first, "--json").json["requester"]["sha256"])


def home(keys, *request):
    (TMP / "home.keys").write_text(keys + "\n")
    run("home", *request, "--keys", TMP / "home.keys", "--screen", TMP / "home.txt")
    return (TMP / "home.txt").read_text(encoding="utf-8")


home("2 Enter")
home("Enter", first)
own = TMP / "own" / "tenken" / "2026.tenken"
given = [f"basic10:{i}=2" for i in range(1, 11)]
run("set", own, *given[:3])
shown = home("", second)
check("the later one says whose place it takes", "It takes the place of the request due 2026-12-15; your answers stay." in shown, shown)
shown = home("Enter", second)
check("then there is one request, with its day and the answers so far", "due 2027-02-28" in shown and "2026-12-15" not in shown and "3 of 10" in shown, shown)
shown = home("", first)
check("the file of the earlier one is nothing new", "Take it" not in shown and "takes the place" not in shown, shown)
run("set", own, *given, "supplier.name=見本めっき", "supplier.contact.emergency_phone=000-0000-0001", "affirmation.name=見本一郎", "affirmation.role=社長", "perceived=2")
run("export", own, "--json", TMP / "own.json", "--identity", TMP / "firm.p12", *secret)
expect("its answers make the key known", merge(anew, TMP / "own.json"), merged=1)
os.environ["TENKEN_CLOCK"] = "2026-11-23T00:00:00Z"
run(*ask, "--due", "2027-03-31", "--again", "--out", TMP / "third")
home("Enter", TMP / "third" / "request-S1-2026.json")
shown = home("")
check("what something was signed for keeps its place", "signed on 2026-11-22" in shown and "due 2027-03-31" in shown, shown)
finish()
