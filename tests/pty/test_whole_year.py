#!/usr/bin/python3
"""Three of the five real assessments from the first question to a signed file that verifies: line by line, interrupted by a hang-up, and with the window
changing throughout. The two by keyboard alone, in Japanese and in English, from the first start on, are in test_owner_year.py."""
import json
import os
import re
import signal
import subprocess

from terminal import TENKEN, TMP, Session, check, plan, saved, window

W = dict(firm="Name of the firm", belief="How well do you think", products="Products and services", offer="signing without this step is fine", second="second pass",
         results="You expected", evidence="None yet", last="That was the last one", place="second pass   1 of")
LEVELS = "23120101"  # of the eight questions, in order; the last one is of kind done
PASS = f"{TMP}/pass"
KEY = f"{TMP}/firm.p12"
with open(PASS, "w", encoding="utf-8") as file:
    file.write("correct horse battery\n")


def run(*arguments, text=None):
    return subprocess.run([TENKEN, *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


run("identity", "new", KEY, "--name", "Mihon Works", "--passphrase-file", PASS)
PIN = re.search(r"[0-9a-f]{64}", re.sub(r"\s", "", run("identity", "show", KEY, "--passphrase-file", PASS).stdout)).group(0)


def signs(name, path):
    """Exports the finished draft and lets `verify` judge the file."""
    answers = f"{path}.json"
    made = run("export", path, "--identity", KEY, "--passphrase-file", PASS, "--json", answers)
    verdict = run("verify", answers, "--pin", PIN, "--json")
    check(f"{name}: signed, without a word about something unfinished", made.returncode == 0, made.stdout)
    check(f"{name}: the signed file verifies", verdict.returncode == 0 and json.loads(verdict.stdout)["results"][0]["verdict"] == "trusted", verdict.stdout)
    with open(answers, encoding="utf-8") as signed:
        document = json.load(signed)["document"]
    levels = [a.get("level", int(a.get("done", False))) for pack in ("sample", "sample-chain") for a in document["answers"][pack].values()]
    check(f"{name}: with every answer as it was given", sorted(levels) == sorted(map(int, LEVELS)) and "unfinished" not in document, document["answers"])
    return document


def open_screens(path):
    return Session("--lang", "en", "answer", path, "--pack", "sample", "--pack", "sample-chain")


def begin(s):
    s.says("[Y/n]")
    s.type("y\r", W["firm"])
    s.type("見本製作所\x13", W["belief"])
    return s.type("3", " 1. ")


def answer(s, numbers, before=lambda: None):
    """The questions of these numbers, all but the very last, which leads elsewhere. The next question's number is waited for."""
    good = True
    for number in numbers:
        before()
        good = s.type(LEVELS[number - 1], f" {number + 1}. ") and good
    return good


def to_second_pass(s):
    good = s.type(LEVELS[-1], W["products"])
    return s.type("\x1b", W["offer"]) and good


def second_pass(s, before=lambda: None):
    """Evidence for the first answer shown; every other one is only looked at. Ends at the results."""
    good = s.type("\r", W["second"])
    good = s.type("e", W["evidence"]) and good
    good = s.type("a", "2026-11-21") and good
    good = s.type("Proof\x13", "> 2026-11-21  Proof") and good
    good = s.type("\x1b", W["place"], "Proof") and good
    first, more = re.search(W["second"] + r"   1 of (?:first )?(\d+), (?:then (\d+) more)?", s.screen.text()).groups()
    for at in range(2, int(first) + int(more or 0) + 1):
        before()
        good = s.type("\r", f'{W["second"]}   {at} of ') and good
    before()
    s.type("\r")
    return s.shows(W["results"], W["last"]) and good


# ---- line by line ----
path = f"{TMP}/plain.tenken"
out = run("--lang", "en", "answer", path, "--plain", "--pack", "sample", "--pack", "sample-chain",
          text="見本製作所\n3\n" + "".join(f"{c}\n" for c in LEVELS) + "\nw\ne\nProof\n\nbinder 3\n" + "\n" * 12 + "q\n")
check("plain: to the end, through the second pass", out.returncode == 0 and "8 of 8 answered, saved." in out.stdout and "That was the last one" in out.stdout, out.stdout[-800:])
check("plain: no escape sequence", "\x1b" not in out.stdout)
signs("plain", path)

# ---- interrupted by a hang-up, in the middle of a note; resumed ----
path = f"{TMP}/hangup.tenken"
s = open_screens(path)
begin(s)
answer(s, range(1, 4))
s.type("n", "Esc keep and go back")
s.type("half a sen", "half a sen")
os.kill(s.process.pid, signal.SIGHUP)
check("hang-up: the terminal is as it was", s.end() == 0 and s.restored())
answers = saved(path)["answers"]["sample"]
check("hang-up: all of it is kept, the half note too", len(answers) == 4 and answers["4"] == {"note": "half a sen"}, answers)
s = Session("--lang", "en", "answer", path)
check("hang-up: goes on at the same question", s.shows(" 4. ", "half a sen"), s.screen.text())
answer(s, range(4, 8))
to_second_pass(s)
s.type("\r", "1 of")
os.kill(s.process.pid, signal.SIGHUP)
s.end()
s = Session("--lang", "en", "answer", path)
s.shows(W["products"])
check("hang-up: in the second pass too", s.type("\x1b", W["offer"]) and second_pass(s), s.screen.text())
s.type("q")
s.end()
signs("hang-up", path)

# ---- the window changing throughout ----
path = f"{TMP}/resized.tenken"
s = open_screens(path)
sizes = [(24, 80), (40, 132), (100, 300), (24, 200), (60, 80)]


def change():
    sizes.append(sizes.pop(0))
    rows, columns = sizes[0]
    s.screen.size(rows, columns)
    window(s.master, rows, columns)
    s.shows("? keys")


check("resized: begins", begin(s))
check("resized: every question in another size", answer(s, range(1, 8), change), s.screen.text())
change()
check("resized: to the second pass", to_second_pass(s), s.screen.text())
check("resized: and through it", second_pass(s, change), s.screen.text())
s.type("q")
check("resized: leaves, the terminal as it was", s.end() == 0 and s.restored())
signs("resized", path)
plan()
