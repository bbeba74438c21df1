#!/usr/bin/python3
"""Two alarms in one year: what a supplier answered about the first product is no answer about the second, neither in its draft nor at the
customer's, and real replies end up as clean or as in need of help."""
import csv
import io
import json
import os
import pathlib
import re
import shlex
import shutil

from portfolio_case import TMP, TOP, check, equal, expect, finish, merge, passphrase, tenken

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
db, draft = TMP / "p.db", TMP / "2026.tenken"
secret = passphrase()
(TMP / "s.csv").write_text("supplier_code,name,email\nS1,見本めっき,s1@example.invalid\nS2,見本運送,s2@example.invalid\n", encoding="utf-8")


def run(*words):
    ran = tenken(*words)
    assert ran.status == 0, (words, ran.out, ran.err)
    return ran


def ask(about):
    """A request to each about it, as on the morning after; the file for S1."""
    folder = TMP / about.replace(" ", "-")
    run("find", db, "--product", about, "--list", "unknown", "--request", folder, "--identity", TMP / "prime.p12", *secret, "--due", "2026-11-24")
    return next(folder.glob("request-S1-*.json"))


def state(about):
    found = run("find", db, "--product", about, "--json").json
    return {s["supplier_code"]: s["request"]["state"] for k in ("affected", "not_listed", "unknown") for s in found[k]}


def answered():
    shown = run("show", draft, "--json").json
    return shown["answered"], shown["unknown"]


def export(name, request, *more):
    return tenken("export", draft, "--request", request, "--json", TMP / "out" / f"{name}.json", "--identity", TMP / "firm.p12", *secret, *more)


def said(name):
    return json.loads((TMP / "out" / f"{name}.json").read_text(encoding="utf-8"))["document"]["answers"].get("emergency-product", {})


(TMP / "out").mkdir()
run("portfolio", "init", db)
run("suppliers", db, "import", TMP / "s.csv")
run("identity", "new", TMP / "prime.p12", "--name", "みほん自動車", *secret)
run("identity", "new", TMP / "firm.p12", "--name", "見本めっき", *secret)
mail, vpn = ask("Example Mail"), ask("Example VPN")
both = TMP / "both"
for about in ("Example Router", "Example Switch", "Example Router"):
    run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S1", "--pack", "emergency-product", "--about", about, "--due", "2026-11-24", "--out", both)
equal("questions after an alert have files of their own, of each alert one", sorted((p.name, json.loads(p.read_text(encoding="utf-8"))["document"]["about"]) for p in both.iterdir()),
      [("request-S1-emergency-2026-11-21-2.json", "Example Switch"), ("request-S1-emergency-2026-11-21.json", "Example Router")])
equal("each was asked about both", (state("example mail"), state("example vpn")), ({"S1": "waiting", "S2": "waiting"},) * 2)

# ---- whom to ask does not get lost with a request that names nobody
ran = run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S2", "--pack", "basic10", "--due", "2026-11-24", "--out", TMP / "year", "--lang", "en")
check("who names nobody hears of it", b"name nobody" in ran.out, ran.out)
contact = ("--contact-name", "調達部 見本", "--contact-phone", "000-0000-0003")
run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S2", "--pack", "basic10", "--due", "2026-11-24", "--out", TMP / "year", "--again", *contact)
ran = run("find", db, "--product", "Example Hub", "--list", "unknown", "--request", TMP / "hub", "--identity", TMP / "prime.p12", *secret, "--due", "2026-11-24", "--mail", TMP / "hub.csv")
named = [json.loads(p.read_text(encoding="utf-8"))["document"]["requester"].get("contact") for p in sorted((TMP / "hub").glob("request-*.json"))]
equal("the questions after an alert name the same", named, [{"name": "調達部 見本", "phone": "000-0000-0003"}] * 2)
check("and so do the mails, and the command says so", "000-0000-0003" in (TMP / "hub.csv").read_text(encoding="utf-8") and "調達部 見本" in ran.out.decode(), ran.out)

# ---- the supplier's side, in one draft
run("request", "confirm", mail, "--fingerprint", run("request", "show", mail, "--json").json["requester"]["sha256"])
run("new", draft, "--request", mail)
items = [i["id"] for s in json.loads((TOP / "questionnaires" / "emergency-product.json").read_text(encoding="utf-8"))["sections"] for i in s["items"]]
run("set", draft, *[f"emergency-product:{i}=done" for i in items], "supplier.name=見本めっき", "supplier.contact.emergency_phone=000-0000-0001", "affirmation.name=見本一郎", "affirmation.role=社長", "affirmation.date=2026-11-21", "perceived=2")
ran = export("mail", mail)
check("the first is answered", ran.status == 0 and len(said("mail")) == len(items), ran.err)
ran = export("early", vpn)
check("which is no answer to the second: nothing is signed", ran.status == 1 and not (TMP / "out" / "early.json").exists(), ran.status, ran.err)
ran = export("early", vpn, "--unfinished")
check("not even as unfinished", ran.status == 0 and said("early") == {}, ran.err, said("early"))
(TMP / "out" / "early.json").unlink()
equal("its questions begin with nothing answered", answered()[0], 0)
request = json.loads(mail.read_text(encoding="utf-8"))["document"]["request_id"]
ran = export("again", request)
check("what was said about the first stays for whom it was said", ran.status == 0 and said("again") == said("mail"), ran.err)
(TMP / "out" / "again.json").unlink()
run("set", draft, "emergency-product:in-use=done", "emergency-product:mended=not_done", *[f"emergency-product:{i}=done" for i in items if i not in ("in-use", "mended")])
ran = export("vpn", vpn)
check("the second is answered on its own", ran.status == 0 and said("vpn")["mended"] == {"done": False}, ran.err, said("vpn"))
ran = export("again", request)
check("and leaves the first as it was", ran.status == 0 and said("again") == said("mail"), ran.err)
(TMP / "out" / "again.json").unlink()
home = pathlib.Path(os.environ["XDG_DATA_HOME"], "tenken")
home.mkdir(parents=True, exist_ok=True)
shutil.copy(draft, home)
lines = tenken("home", "--plain", input="2\n見本めっき\n".encode() + 9 * b"\n" + b"q\n").out.decode()
check("home tells the two apart by what they are about", all(re.search(f'Request from みほん自動車: .*, about "Example {what}"', lines) for what in ("Mail", "VPN")), lines)
broken = json.loads(draft.read_text(encoding="utf-8"))
equal("kept apart in the draft", [list(s["answers"]) for s in broken["set_aside"]], [["emergency-product"]])
for spoilt, words in (({"answers": {}}, "set_aside[1].request"), ({"request": "0" * 64, "answers": {"emergency-product": {"mended": {"level": 9}}}}, "set_aside[1].answers"), ({"request": "0" * 64, "answers": {"e": []}}, "set_aside[1].answers")):
    (TMP / "broken.tenken").write_text(json.dumps(broken | {"set_aside": [spoilt]}), encoding="utf-8")
    ran = tenken("show", TMP / "broken.tenken")
    check(f"a draft that is not as it was written: {words}", ran.status == 3 and words.encode() in ran.err, ran.status, ran.err)

# ---- the customer's side
(TMP / "out" / "mail.json").rename(TMP / "mail.json")
os.environ["TENKEN_CLOCK"] = "2026-11-20T00:00:00Z"
run("suppliers", db, "clarify", "S1", "--items", "emergency-product:mended")
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
expect("a reply to the second", merge(db, TMP / "out"), merged=1)
equal("counts for the second alone: help is needed there", (state("example mail")["S1"], state("example vpn")), ("waiting", {"S1": "needs_help", "S2": "waiting"}))
expect("a reply to the first", merge(db, TMP / "mail.json"), merged=1)
equal("and that one for the first", (state("example mail")["S1"], state("example vpn")["S1"]), ("clean", "needs_help"))
text = run("find", db, "--product", "example vpn").out.decode()
check("in words", "replied on 2026-11-21: needs help" in text and "Asked about it: 2. Replied that all is done: 0, that it is not used: 0, that help is needed: 1, not finished: 0; not replied: 1" in text, text)
(TMP / "keys").write_text("9\ntext example vpn\nEnter Tab Tab\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
board = (TMP / "board.txt").read_text(encoding="utf-8")
check("on the board", "2026-11-21 help" in board and "Of 2 asked: clean 0, not used 0, help 1, begun 0, no reply 1." in board, board)
(TMP / "keys").write_text(f"3 c {' '.join(['Backspace'] * 8)}\ntext {TMP}/heat.csv\nEnter")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "heat.txt", "--size", "100x24")
heat, columns = (TMP / "heat.txt").read_text(encoding="utf-8"), (TMP / "heat.csv").read_text(encoding="utf-8-sig").splitlines()[0]
check("what was asked after an alert has no column in the heat map, nor in its file", "Emergency" not in heat and columns.count(",") == 2, heat, columns)
equal("a reply to an alarm answers no question about other answers", [c["answered_since"] for c in run("status", db, "--json").json["clarifications"]], [False])
(TMP / "keys").write_text("1 Enter End\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "page.txt", "--size", "100x40")
page = (TMP / "page.txt").read_text(encoding="utf-8")
check("the page about the supplier tells alarms from the year's requests", all(f"emergency request of 2026-11-21 about Example {what}, due 2026-11-24: answered" in page for what in ("Mail", "VPN")), page)
(TMP / "spoilt.json").write_text((TMP / "out" / "vpn.json").read_text(encoding="utf-8").replace("000-0000-0001", "000-0000-0009"), encoding="utf-8")
expect("a reply that somebody has changed", merge(db, TMP / "spoilt.json"), 1, rejected=1)
text = run("find", db, "--product", "example switch").out.decode()
check("who may have replied is not taken for silent", "no reply yet: due 2026-11-24\n      a file in its name came on 2026-11-21, and was rejected" in text, text)
(reply,) = [s["request"] for s in run("find", db, "--product", "example switch", "--json").json["unknown"] if s["supplier_code"] == "S1"]
equal("in JSON", (reply["state"], reply["rejected_in_its_name_at"][:10]), ("waiting", "2026-11-21"))
check("what was replied to before stays as it is", "a file in its name" not in run("find", db, "--product", "example vpn").out.decode())
(TMP / "keys").write_text("9\ntext example switch\nEnter Tab Tab\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "board.txt", "--size", "100x24")
check("on the board", "2026-11-21 rejected" in (TMP / "board.txt").read_text(encoding="utf-8"), (TMP / "board.txt").read_text(encoding="utf-8"))
os.environ["TENKEN_CLOCK"] = "2026-11-26T00:00:00Z"
text = run("status", db).out.decode()
check("status asks nothing more of who has replied", "example vpn" in text.lower() and "S2" in text and "見本めっき" not in text.split("Example VPN")[0][-200:], text)

# ---- more time is for the year: the day of an alarm stays, everywhere
def urgent_days():
    return {(u["supplier_code"], u["due"]) for u in run("status", db, "--json").json["urgent"]}


asked_days = urgent_days()
said = run("suppliers", db, "extend", "S2", "--until", "2026-12-15", "--reason", "moving", "--lang", "en").out.decode()
check("the command says so", "Its emergency questions are still due on 2026-11-24" in said, said)
equal("the year's sheet has more time", [w["due"] for w in run("status", db, "--json").json["waiting"] if w["supplier_code"] == "S2"], ["2026-12-15"])
equal("the alarms have not", (urgent_days(), {d for _, d in asked_days}), (asked_days, {"2026-11-24"}))
run("status", db, "--mail", TMP / "more.csv")
rows = [r for r in csv.DictReader(io.StringIO((TMP / "more.csv").read_text(encoding="utf-8-sig"), newline="")) if r["supplier_code"] == "S2"]
letter = next(r for r in rows if r["kind"] == "extended")
check("the letter says both days", "until 2026-12-15 instead of 2026-11-24" in letter["text_en"] and "emergency questions: please reply to them by 2026-11-24" in letter["text_en"], letter["text_en"])
check("and the alarm is reminded of by its own", any(r["kind"] == "further" and r["due"] == "2026-11-24" and r["extended_until"] == "" for r in rows), rows)
(TMP / "keys").write_text("1 Down Enter End\n")
run("view", db, "--keys", TMP / "keys", "--screen", TMP / "page.txt", "--size", "100x40", "--lang", "en")
page = (TMP / "page.txt").read_text(encoding="utf-8")
check("the page about the supplier as well", "emergency request of 2026-11-21 about Example VPN, due 2026-11-24: open" in page and re.search(r"request for 2026 of \S+, due 2026-12-15: open", page), page)
equal("and the board", {s["request"]["state"] for k in ("affected", "not_listed", "unknown") for s in run("find", db, "--product", "example vpn", "--json").json[k] if s["supplier_code"] == "S2"}, {"overdue"})
ran = tenken("--lang", "en", "suppliers", db, "extend", "S1", "--until", "2026-12-15", "--reason", "moving")
check("who was asked nothing else has no day to extend", ran.status == 3 and b"emergency questions only, due 2026-11-24" in ran.err, ran.err)
commands = re.findall("  tenken (request new .*)", ran.err.decode())
equal("and the command for each of its alarms that are open is there, to be copied", [c for c in commands if "Example Switch" in c],
      [f"request new --portfolio {db} --to S1 --pack emergency-product --about 'Example Switch' --due 2026-12-15 --again --identity FILE.p12 --out DIR"])
check("those that were answered are not among them", not [c for c in commands if "Example VPN" in c or "Example Mail" in c], commands)
said = run("suppliers", db, "extend", "S2", "--until", "2026-12-16", "--reason", "moving", "--lang", "en").out.decode()
check("nor does it lack where more time is given for the rest", f"  tenken request new --portfolio {db} --to S2 --pack emergency-product --about 'Example VPN' --due 2026-12-16 --again" in said, said)
words = shlex.split(next(c for c in commands if "Example Switch" in c).replace("FILE.p12", str(TMP / "prime.p12")).replace("DIR", str(TMP / "anew")))
before = sorted(u["due"] for u in run("status", db, "--json").json["urgent"] if u["supplier_code"] == "S1" and u["about"] == "Example Switch")
run(*words, *secret)
equal("which gives the alarm its later day", (before, sorted(u["due"] for u in run("status", db, "--json").json["urgent"] if u["supplier_code"] == "S1" and u["about"] == "Example Switch")), (["2026-11-24"], ["2026-12-15"]))

# ---- business has ended: nothing is waited for, but who needs help may still have what it was given
equal("before", ([h["ended_on"] for h in run("status", db, "--json").json["needs_help"]], "S1" in {c for c, _ in urgent_days()}), ([None], True))
run("suppliers", db, "end", "S1")
equal("no reply is waited for; who needs help is named, and since when it ended", ([h["ended_on"] for h in run("status", db, "--json").json["needs_help"]], {c for c, _ in urgent_days()}), (["2026-11-26"], {"S2"}))
text = run("status", db, "--lang", "en").out.decode()
check("in words", re.search(r"S1 .*replied on 2026-11-21 .*Example VPN \(business ended on 2026-11-26\)", text), text)

# ---- reports tell the same as find, status and the screens
def alarms(*more):
    return run("report", db, "--json", *more).json


STATES = ("waiting", "overdue", "clean", "not_used", "needs_help", "unfinished", "closed")
told = alarms()
counted = {a["about"]: {s: a[s] for s in STATES} for a in told["alarms"]}
equal("every alarm is in the report, but those that only who ended was asked about, without a reply", set(counted), {"Example Mail", "Example VPN", "Example Hub"})
found = {about: run("find", db, "--product", about, "--json").json["counts"] for about in counted}
equal("counted as find counts them", counted, {about: {s: n.get(s, 0) for s in STATES} for about, n in found.items()})
each = [(told["alarms"][r["alarm"]]["about"], r) for r in told["alarm_requests"]]
named = run("status", db, "--json").json
equal("who is waited for is who status names", {(about, r["supplier_code"], r["due"]) for about, r in each if r["state"] in ("waiting", "overdue", "unfinished") and r["ended_at"] is None},
      {(u["about"], u["supplier_code"], u["due"]) for u in named["urgent"]})
equal("and so is who needs help, and the phone to ring", {(about, r["supplier_code"], r["phone"]) for about, r in each if r["state"] == "needs_help"}, {(h["about"], h["supplier_code"], h["phone"]) for h in named["needs_help"]})
check("the page and the text say that it burns", b"Open alarms: " in run("report", db, "--lang", "en", "--html", TMP / "r.html").out and "Example VPN</h3>" in (TMP / "r.html").read_text(encoding="utf-8"))
os.environ["TENKEN_CLOCK"] = "2028-02-01T00:00:00Z"
run("request", "new", "--portfolio", db, "--identity", TMP / "prime.p12", *secret, "--to", "S2", "--period", "2027", "--pack", "basic10", "--due", "2028-03-01", "--out", TMP / "next", *contact)
later = alarms("--period", "2027")
equal("of an earlier year a report has what is open still", ({a["about"] for a in later["alarms"]}, {a["open"] for a in later["alarms"]}), ({a["about"] for a in told["alarms"] if a["open"]}, {True}))
finish()
