#!/usr/bin/python3
"""Three fictitious firms interviewed in one workspace, at a real terminal: begun from the list of clients, rated on the question screen and in the table,
notes, follow-ups, parking, the screen turned to the firm, the terminal gone in the middle and resumed; then signed by each firm, co-signed by
the consultant, and verified with both ratings. Nothing sleeps: each step waits for the words that it must bring."""
import json
import os
import pathlib
import signal
import subprocess

from terminal import TENKEN, TMP, Session, check, plan, saved

WORKSPACE, PASS = f"{TMP}/workspace", f"{TMP}/pass"
PRIVATE = ("ONLY-FOR-ME-ONE", "ONLY-FOR-ME-TWO", "ONLY-FOR-ME-THREE")
ESC = "\x1b"
F2, CTRL_T, CTRL_N = "\x1bOQ", "\x14", "\x0e"
with open(PASS, "w", encoding="utf-8") as file:
    file.write("correct horse battery\n")


def tenken(*arguments):
    return subprocess.run([TENKEN, *arguments], capture_output=True, text=True, timeout=120, check=False)


def works(name, *arguments):
    result = tenken(*arguments)
    check(name, result.returncode == 0, result.stdout + result.stderr)
    return result.stdout


works("the consultant has a key to keep notes", "identity", "new", f"{TMP}/notes.p12", "--name", "Mihon Consulting", "--sealing", "--passphrase-file", PASS)


def start(language="en"):
    return Session("--lang", language, "interview", "--workspace", WORKSPACE, "--identity", f"{TMP}/notes.p12", "--passphrase-file", PASS, columns=100, rows=30)


def clean(s, *words):
    """Nothing of this is on the screen."""
    return not any(w in s.screen.text() for w in words)


# ---- the first firm: question by question ----
s = start()
check("the list of clients is empty", s.shows("Clients"), s.screen.text())
check("n asks for a new one", s.type("n", "A new client"))
check("and its interview begins", s.type("Mihon Works\r\rsample sample-chain\r\r", "interview   1/8", "Assessor"), s.screen.text())
check("a digit is the firm's level", s.type("2", "Firm      2 throughout"))
check("the next one the assessor's; they differ", s.type("1", "The ratings differ: why?"))
check("the reason is kept", s.type("no record of the last drill\r", "no record of the last drill", "How sure"))
check("c says how sure", s.type("cc", "[document read]"))
check("a note that stays", s.type("m", "stays with me") and s.type(f"{PRIVATE[0]} leaves it to the vendor", "vendor") and s.type(ESC, "My note, stays with me"))
check("a note that leaves", s.type("n", "the firm and its customer read it") and s.type("a drill every spring", "spring") and s.type(ESC, "Shared note"))
check("a follow-up", s.type("f", "What comes later") and s.type("the list of who took part\rSato\r2026-12-15\r", "Follow-up    the list of who took part", "Sato  2026-12-15"), s.screen.text())
check("parked", s.type("k", "Parked"))
check("F2 turns the screen to the firm", s.type(F2, "The firm may see the screen now."))
check("and everything private is gone", clean(s, PRIVATE[0], "Ask aloud", "overstated", "parked", "min"), s.screen.text())
check("what was talked about is there", s.screen.holds("no record of the last drill") and s.screen.holds("a drill every spring"))
check("q does not go to the other clients now", s.type("q", "F2 first"))
check("F2 again brings it back", s.type(F2, PRIVATE[0], "parked"))
check("the list of what is parked", s.type("K", "[parked 1]"))
check("back", s.type(ESC, "1/8"))
for number in range(2, 8):
    check(f"question {number}", s.type(f"g{number}\r", f" {number}/8") and s.type("33", "As 3 established"), s.screen.text())
check("done or not done has one rating", s.type("g8\r", " 8/8") and s.type("1", "Firm      done"))
check("q goes back to the list", s.type("q", "Clients", "Mihon Works", "8 / 8"), s.screen.text())

# ---- the second firm: straight through the table ----
check("a second client", s.type("n", "A new client") and s.type("Mihon Plating\r\rsample sample-chain\r\r", "interview   1/8"))
check("the table", s.type("G", "all questions"))
check("a row is four keys and its note", s.type("221agreed\r", "> "), s.screen.text())
check("where they differ the reason comes first", s.type("312only heard of it\rask again\r", "only heard of it"))
check("three keys, and Enter twice passes over an empty note", s.type("222\r\r", " 4/8"), s.screen.text())
s.type(ESC)
check("back at the question that the row was on", s.shows("interview   4/8"), s.screen.text())
check("the table again", s.type("G", "all questions"))
check("the shared note is kept as a snippet", s.type("\x1bOA\x1bOA\t\t\t\t" + CTRL_N, "Kept as a snippet"), s.screen.text())
check("and picked in another row", s.type("\x1bOB" + CTRL_T, "Begins with") and s.type("ask\r", "ask again") and s.type("\t", "ask again"))
check("the private column", s.type("\x1bOA", "> ") and s.type(f"{PRIVATE[1]}\r", PRIVATE[1][:12]), s.screen.text())
s.type(ESC)
check("out of the table", s.shows("interview  "), s.screen.text())
for number in range(3, 8):
    check(f"question {number} of the second firm", s.type(f"g{number}\r", f" {number}/8") and s.type("22", "As 2 throughout"), s.screen.text())
check("the last one", s.type("g8\r", " 8/8") and s.type("0", "Firm      not done"))
check("the list has both", s.type("q", "Mihon Works", "Mihon Plating"))

# ---- the third: the terminal goes away in the middle of a private note ----
check("a third client", s.type("n", "A new client") and s.type("見本運送\r\rsample sample-chain\r\r", "interview   1/8"))
check("rated", s.type("22", "As 2 throughout") and s.type("g4\r", "4/8") and s.type("33", "As 3 established"))
check("a note is being typed", s.type("m", "stays with me") and s.type(PRIVATE[2], PRIVATE[2]))
s.process.send_signal(signal.SIGHUP)
s.end()
check("the terminal is given back as it was found", s.restored())
s = start("ja")
check("the next day it is in the list", s.shows("見本運送", "Mihon Plating", "2 / 8"), s.screen.text())
s.type("/見本運送\r")
check("it goes on where it was left, in Japanese", s.type("\r", "面談   4/8", PRIVATE[2]), s.screen.text())
check("nothing of another firm is there", clean(s, PRIVATE[0], PRIVATE[1], "Mihon Works", "Mihon Plating"))
for number in (2, 3, 5, 6, 7):
    check(f"question {number} of the third firm", s.type(f"g{number}\r", f" {number}/8") and s.type("33", "評 3 定着"), s.screen.text())
check("the last one of the third", s.type("g8\r", " 8/8") and s.type("1", "済み"))
check("leaves", s.type("q", "見本運送") and (s.type("q") or s.end() == 0), s.screen.text())

# ---- what lies on the disk ----
records = {saved(p)["supplier"]["name"]: p for p in map(str, pathlib.Path(WORKSPACE).glob("*/record.tenken"))}
check("three drafts", sorted(records) == ["Mihon Plating", "Mihon Works", "見本運送"], records)
everything = b"".join(p.read_bytes() for p in pathlib.Path(TMP).rglob("*") if p.is_file())
check("no private word lies on it as text", not any(w.encode() in everything for w in PRIVATE))
first = saved(records["Mihon Works"])
check("ratings, reason and shared note are the firm's as well", first["answers"]["sample"]["1"]["assessor"] ==
      {"level": 1, "reason": "no record of the last drill", "confidence": "document", "note": "a drill every spring"}, first["answers"]["sample"]["1"])
check("so is the follow-up", [f["text"] for f in first["followups"]] == ["the list of who took part"])
second = saved(records["Mihon Plating"])["answers"]["sample"]
check("the table wrote the same", [second[i]["assessor"].get("note") for i in "123"] == ["agreed", "ask again", "ask again"] and second["2"]["assessor"]["reason"] == "only heard of it", second)

# ---- signed by the firms, co-signed, verified ----
works("the consultant's signing key", "identity", "new", f"{TMP}/assessor.p12", "--name", "Mihon Consulting", "--passphrase-file", PASS)


for number, (firm, path) in enumerate(sorted(records.items()), 1):
    key, made, final = f"{TMP}/firm{number}.p12", f"{TMP}/firm{number}.json", f"{TMP}/firm{number}.signed.json"
    works(f"{firm} has a key", "identity", "new", key, "--name", firm, "--passphrase-file", PASS)
    works(f"{firm} affirms", "set", path, "affirmation.name=Sato", "affirmation.role=President", "affirmation.date=2026-11-21", "cosign_expected=yes", "perceived=2")
    works(f"{firm} signs", "export", path, "--json", made, "--identity", key, "--passphrase-file", PASS)
    works(f"the consultant signs too ({firm})", "sign", made, "--role", "assessor", "--identity", f"{TMP}/assessor.p12", "--passphrase-file", PASS, "--out", final)
    for name, p12 in (("firm", key), ("assessor", f"{TMP}/assessor.p12")):
        pem = subprocess.run(["openssl", "pkcs12", "-in", p12, "-passin", f"file:{PASS}", "-nokeys"], capture_output=True, text=True, check=True).stdout
        with open(f"{TMP}/{name}{number}.pem", "w", encoding="utf-8") as out:
            out.write(pem)
    result = tenken("verify", final, "--pin", f"{TMP}/firm{number}.pem", "--assessor", f"{TMP}/assessor{number}.pem", "--json")
    verdict = json.loads(result.stdout)["results"][0]
    check(f"the customer trusts it, with both ratings ({firm})", verdict["verdict"] == "trusted" and verdict.get("assessor_ratings") == "trusted", result.stdout)
    with open(final, encoding="utf-8") as file:
        text = file.read()
    check(f"and finds nothing private in it ({firm})", not any(w in text for w in PRIVATE) and "client_id" not in text)
plan()
