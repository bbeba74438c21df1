#!/usr/bin/python3
"""`tenken answer` in a real terminal: whole assessments by keyboard in both languages and line by line, resume, resize, hang-up, Ctrl-Z, a full
disk, unknown key sequences. Nothing sleeps: each step waits for the words that it must bring."""
import os
import re
import resource
import signal
import subprocess
import sys

from terminal import PATIENCE, TMP, TENKEN, Session, check, draft, plan, saved, window

NAMED = ("supplier.name=見本製作所", "perceived=2")

# ---- a whole assessment by keyboard, in both languages ----
WORDS = {
    "en": dict(create="Make it and begin?", firm="Name of the firm", belief="How well do you think", why="Not applicable: why?", because="no website", product="Products and services",
               name="Maker or provider", results="You expected", offer="signing without this step is fine", leave="8 of 8 answered, saved", q8="8. Have you called", made="Made "),
    "ja": dict(create="作って始めますか", firm="会社名", belief="どのくらい守られている", why="該当しない理由", because="ホームページはありません", product="使っている外の製品・サービス",
               name="メーカー・提供元", results="予想は", offer="取引先によく伝わります", leave="8問中 8問に回答", q8="8. 取引先の緊急連絡先", made="を作りました"),
}
for language, w in WORDS.items():
    path = f"{TMP}/whole.{language}.tenken"
    s = Session("--lang", language, "answer", path, "--pack", "sample", "--pack", "sample-chain")
    check(f"offers to make the draft ({language})", s.says(w["create"]))
    check(f"begins with the firm ({language})", s.type("y\r", w["firm"]))
    check(f"then what the owner believes ({language})", s.type("見本製作所\x13", w["belief"]))
    check(f"then the first question ({language})", s.type("2", " 1. "))
    for number, key in enumerate("32", 2):
        check(f"{key} answers and moves on to {number} ({language})", s.type(key, f" {number}. "))
    for terminal, home, end in (("xterm", "\x1bOH", "\x1bOF"), ("PuTTY, tmux, Linux", "\x1b[1~", "\x1b[4~"), ("rxvt", "\x1b[7~", "\x1b[8~")):
        check(f"Home and End as {terminal} sends them ({language})", s.type(end, w["q8"]) and s.type(home, " 1. "), s.screen.text())
    check(f"Right goes on ({language})", s.type("\x1bOC\x1bOC", " 3. "))
    check(f"- asks why ({language})", s.type("-", w["why"]))
    check(f"and goes on ({language})", s.type(w["because"] + "\r", " 4. "))
    check(f"v waits for the vendor ({language})", s.type("v", " 5. "))
    check(f"x: unknown ({language})", s.type("x", " 6. "))
    check(f"arrows and Enter answer ({language})", s.type("\x1bOB\x1bOB\r", " 7. "))
    check(f"the last question ({language})", s.type("1", w["q8"]))
    check(f"the one left open comes back ({language})", s.type("1", " 4. "))
    check(f"then the list of products ({language})", s.type("2", w["product"]))
    check(f"a product is added ({language})", s.type("a", w["name"]) and s.type("Mail X\t\t1.0\x13", "> Mail X"))
    check(f"then the second pass is offered ({language})", s.type("\x1b", w["offer"]))
    check(f"which may wait: the results ({language})", s.type("s", w["results"]))
    s.type("q")
    check(f"leaves with 0 ({language})", s.end() == 0, s.output[-300:])
    check(f"says that it is saved ({language})", w["leave"] in s.output.decode("utf-8", "replace"), s.output[-400:])
    check(f"the terminal is as before ({language})", s.restored(), s.output[-300:])
    d = saved(path)
    answers = d["answers"]["sample"] | d["answers"]["sample-chain"]
    check(f"the draft holds it all ({language})",
          answers["1"]["level"] == 3 and answers["2"]["level"] == 2 and answers["3"]["na_reason"] == w["because"] and answers["4"]["level"] == 2
          and "ask_vendor" not in answers["4"] and answers["10"]["unknown"] and answers["survey"]["level"] == 1 and answers["contracts"]["level"] == 1
          and answers["call"]["done"] and d["perceived"] == 2 and d["inventory"][0]["name"] == "Mail X" and d["supplier"]["name"] == "見本製作所", d)

# ---- line by line from a pipe, with an end in the middle, and resumed ----
path = f"{TMP}/lines.tenken"


def lines(text):
    return subprocess.run([TENKEN, "answer", path, "--plain", *([] if os.path.exists(path) else ["--pack", "sample", "--pack", "sample-chain"])],
                          input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


out = lines("Mihon Works\n3\n2\nn\n")
check("plain: the end of input is no failure", out.returncode == 0, out.stdout)
check("plain: says what is saved and how to go on", "Saved: 1 Phishing drills, 2 throughout." in out.stdout and f"Go on any time: tenken answer {path}" in out.stdout, out.stdout)
check("plain: no escape sequences", "\x1b" not in out.stdout)
out = lines("1\n0\n3\n3\nx\n1\nv\nx\n\n1\nq\n")
check("plain: resumes with the open question", "Question 2, Backups" in out.stdout and "Question 1," not in out.stdout, out.stdout)
out = lines("\nq\n")
check("plain: to the results", "Results." in out.stdout, out.stdout)
check("plain: everything is in the draft", len(saved(path)["answers"]["sample"]) == 5, saved(path)["answers"])

# ---- TERM=dumb: plain mode, said once ----
path = draft("dumb", *NAMED)
s = Session("answer", path, term="dumb")
check("a dumb terminal is asked line by line", s.says("one line at a time", "Question 1,"))
check("and answers are saved at once", s.type("2\n", "Saved: 1 ", screen=False) and saved(path)["answers"]["sample"]["1"]["level"] == 2)
s.type("q\n")
check("q leaves", s.end() == 0 and b"\x1b" not in s.output)

# ---- hang-up and termination: what is being typed is kept, the terminal restored ----
for name, number in (("SIGHUP", signal.SIGHUP), ("SIGTERM", signal.SIGTERM), ("Ctrl-C", None)):
    path = draft(f"gone-{number}", *NAMED)
    s = Session("answer", path)
    s.shows(" 1. ")
    s.type("2", " 2. ")
    s.type("nまだ書いている", "まだ書いている")
    if number is None:
        s.type("\x03")
    else:
        os.kill(s.process.pid, number)
    check(f"{name}: ends well", s.end() == 0, s.output[-300:])
    check(f"{name}: the answer and the note are kept", saved(path)["answers"]["sample"] == {"1": {"level": 2}, "2": {"note": "まだ書いている"}}, saved(path)["answers"])
    check(f"{name}: the terminal is as before", s.restored(), s.output[-300:])

# ---- the terminal goes away altogether ----
path = draft("closed", *NAMED)
s = Session("answer", path)
s.shows(" 1. ")
s.type("n", "Note")
s.type("unfinished", "unfinished")
os.close(s.slave)
os.close(s.master)
check("a closed terminal: ends", s.process.wait(timeout=PATIENCE) >= 0)
check("a closed terminal: the note is kept", saved(path)["answers"]["sample"]["1"]["note"] == "unfinished", saved(path)["answers"])

# ---- resized throughout ----
path = draft("resized", *NAMED)
s = Session("answer", path)
s.shows(" 1. ")


def resize(rows, columns, *words):
    s.screen.size(rows, columns)
    window(s.master, rows, columns)
    return s.shows(*words)


check("larger: everything is drawn again", resize(50, 160, " 1. ", "keys"))
check("too small: says so", resize(20, 60, "80", "24"))
s.type("3")
s.taken()
# A key and a change of size that come together may be seen in either order: two more small sizes, each drawn, leave the key behind.
resize(20, 61, "61")
resize(20, 62, "62")
check("too small: keys change nothing", resize(24, 80, " 1. ") and "answers" in saved(path) and saved(path)["answers"] == {})
s.type("n", "Note")
s.type("before ", "before")
check("in the middle of an edit", resize(30, 100, "Note", "before"))
s.type("after", "before after")
s.type("\x1b", " 1. ")
check("the note is whole", s.type("2", " 2. ") and saved(path)["answers"]["sample"]["1"]["note"] == "before after")
s.type("q")
check("leaves", s.end() == 0)

# ---- keys that the program does not know, and pasted text ----
path = draft("sequences", *NAMED)
s = Session("answer", path)
s.shows(" 1. ")
s.type("\x1b[1;6D\x1b[24;5~\x1b[200~3 2 1\x1b[201~")
check("sequences and pastes answer nothing", s.type("n", "Note") and saved(path)["answers"] == {}, saved(path)["answers"])
s.type("\x1b[200~line one\rline\x07 two\x1b[201~", "line one")
check("a paste goes in as text, cleaned", s.type("\x1b", " 1. ") and saved(path)["answers"]["sample"]["1"]["note"] == "line one\nline\ufffd two", saved(path)["answers"])
s.type("n", "line one")
s.type(b"\x1b[200~" + b"x" * 1_000_000 + b"\x1b[201~", "4000")
check("a megabyte is refused and nothing lost", s.type("\x1b", " 1. ") and saved(path)["answers"]["sample"]["1"]["note"] == "line one\nline\ufffd two")
s.type("q")
s.end()

# ---- Ctrl-Z under a shell with job control ----
path = draft("stopped", *NAMED)
s = Session("/bin/bash", "--norc", "--noprofile", "-i", shell=True)
s.says("$ ")
s.type(f"'{TENKEN}' answer '{path}'\n", " 1. ")
s.output = b""
s.type("\x1a")
check("Ctrl-Z gives the terminal back", s.says("Stopped"))
s.screen.size(24, 80)
check("fg brings the screen back", s.type("fg\n", " 1. ", "keys"))
check("and it works on", s.type("4", " 2. ") and saved(path)["answers"]["sample"]["1"]["level"] == 4)
s.output = b""
s.type("q", "saved.", "$ ", screen=False)
s.type("exit\n")
check("ends", s.end() == 0)

# ---- a full disk ----
path = draft("full", *NAMED)
before = saved(path)
s = Session("answer", path, limit=64)
s.shows(" 1. ")
check("full disk: says so", s.type("3", " 2. ", "not saved"), s.screen.text())
check("full disk: the old draft is whole", saved(path) == before)
check("full disk: leaving asks first", s.type("q", "Not saved", "memory only"), s.screen.text())
resource.prlimit(s.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
s.type("\r")
check("room again: the answer is saved after all", s.end() == 0 and saved(path)["answers"]["sample"]["1"]["level"] == 3, s.output[-300:])

path = draft("full-too", *NAMED)
s = Session("answer", path, limit=64)
s.shows(" 1. ")
s.type("3", "not saved")
s.type("q", "memory only")
s.type("q")
check("full disk to the end: a failure of the system", s.end() == 4 and b"not saved" in s.output.lower(), s.output[-300:])

# ---- drafts that cannot be answered ----
path = draft("locked", *NAMED)
s = Session("answer", path)
s.shows(" 1. ")
out = subprocess.run([TENKEN, "answer", path, "--plain"], input="2\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
check("open elsewhere: refused with the process", out.returncode == 3 and str(s.process.pid) in out.stdout, out.stdout)
s.type("q")
s.end()

# ---- colour and none ----
path = draft("colour", *NAMED)
for name, environment, coloured in (("256 colours", {}, True), ("NO_COLOR", {"NO_COLOR": "1"}, False), ("a terminal without", {"TERM": "vt100"}, False)):
    os.environ.update({k: v for k, v in environment.items() if k != "TERM"})
    s = Session("answer", path, term=environment.get("TERM", "xterm-256color"))
    s.shows(" 1. ")
    s.type("q")
    s.end()
    os.environ.pop("NO_COLOR", None)
    check(f"colour: {name}", bool(re.search(rb"\x1b\[(?:[0-9]+;)*3[0-9](?:;[0-9]+)*m", s.output)) == coloured and b"\x1b[1m" in s.output)

# ---- a terminal that draws ambiguous characters two columns wide says so when asked ----
path = draft("wide", *NAMED)
s = Session("answer", path)
s.shows(" 1. ", "│")
s.type("\x1b[1;3R")
check("wide ambiguous characters: lines become ASCII", s.shows("|", "----") and "│" not in s.screen.text(), s.screen.text())
s.type("q")
s.end()
plan()
sys.exit(0)
