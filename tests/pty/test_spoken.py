#!/usr/bin/python3
"""Line by line at a terminal: lines end between words, at the width that the window has at that moment, and nothing is padded; elsewhere a sentence is one
line. A long list stops between its entries."""
import codecs
import re
import subprocess
import unicodedata

from terminal import TENKEN, Session, check, draft, plan, window

NAMED = ("supplier.name=Mihon Works", "perceived=2")
PROMPT = {"en": "Your answer:", "ja": "答え:"}
AGAIN = {"en": "Question 1, your answer (Enter: hear it again; ? help):", "ja": "質問1の答え (Enter: もう一度聞く、? 説明):"}


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def heard(s):
    """Without the last character while its rest is still to come: the terminal may give it in two."""
    return codecs.getincrementaldecoder("utf-8")().decode(s.output).replace("\r", "")


def until(s, words):
    """Everything up to these words."""
    while words not in heard(s):
        if not s.read():
            break
    return heard(s)


def squeezed(text, language):
    return re.sub(r"\s+", " " if language == "en" else "", text)


for language in ("en", "ja"):
    path = draft(f"width-{language}", *NAMED)
    piped = subprocess.run([TENKEN, "--lang", language, "answer", path, "--plain"], input="q\n", stdout=subprocess.PIPE, text=True, check=True).stdout
    question = piped[piped.index("\n\n") + 2:piped.index(PROMPT[language])]
    sentence = max(question.splitlines(), key=width)
    check(f"a pipe gets a sentence as one line, however long ({language})", width(sentence) > 80, sentence)
    s = Session("--lang", language, "answer", path, term="dumb", columns=80)
    shown = until(s, PROMPT[language])
    shown = shown[shown.index("\n\n") + 2:shown.index(PROMPT[language])]
    check(f"a terminal gets the same words ({language})", squeezed(shown, language) == squeezed(question, language), shown)
    check(f"in lines that it need not cut ({language})", max(width(line) for line in shown.splitlines()) < 80 and len(shown.splitlines()) > len(question.splitlines()), shown)
    check(f"without padding ({language})", all(line == line.strip() and line for line in shown.splitlines()) and "  " not in shown, shown)
    if language == "ja":
        check("no line begins with a mark that ends a sentence", not re.search(r"^[、。」）ー)]", shown, re.M), shown)
    s.output = b""
    s.type("?\n")
    helped = until(s, AGAIN[language])
    check(f"a key stays on the line of what it does ({language})", not re.search(r"(^|[ 、。（(])[A-Za-z0-9]$", helped, re.M), helped)
    window(s.master, 24, 40)
    s.output = b""
    s.type("\n")
    narrow = until(s, PROMPT[language])
    check(f"a window made narrower: so are the lines ({language})", 30 < max(width(line) for line in narrow.splitlines()) < 40, narrow)
    window(s.master, 24, 200)
    s.output = b""
    s.type("\n")
    wide = until(s, PROMPT[language])
    check(f"made wide again, a sentence is a line again ({language})", sentence in wide.splitlines(), wide)
    s.type("q\n")
    check(f"leaves ({language})", s.end() == 0)

# ---- a path is one word, to be copied ----
path = draft("word", *NAMED)
s = Session("--lang", "en", "answer", path, term="dumb", columns=40)
until(s, "Your answer:")
word = "/srv/" + "long-name-" * 12 + "end"
s.type(f"n see {word} there\n")
until(s, "Saved")
s.output = b""
s.type("\n")
check("a word longer than the line stays whole", f"\nNote: see\n{word}\nthere\n" in until(s, "Your answer:"), heard(s))
s.type("q\n")
s.end()

# ---- a closing mark starts no line, and a number stays with its word, at any width ----
path = draft("marks", *NAMED)
s = Session("--lang", "ja", "answer", path, term="dumb", columns=80)
until(s, "答え:")
s.type("n 訂正した回答 (第2版) を提出する 二段階の確認: わからない who 3 担当を始めるには 4。\n")
until(s, AGAIN["ja"])
notes = []
for columns in range(22, 70):
    window(s.master, 24, columns)
    s.output = b""
    s.type("\n")
    said = until(s, PROMPT["ja"])
    notes.append(said[said.index("訂正した"):said.index(PROMPT["ja"])])
check("the note is broken somewhere at most of the widths", sum("\n" in note.strip() for note in notes) > 30, notes[-1])
check("no line begins with a closing mark", not [note for note in notes if re.search(r"^[):」]", note, re.M)], notes)
check("nor with a lone number, heard as one to choose", not [note for note in notes if re.search(r"^[0-9]+[ 。]", note, re.M)], notes)
check("nor is a short bracket broken", not [note for note in notes if re.search(r"\([^)]*\n", note)], notes)
check("nor is a word parted from its number", not [note for note in notes if re.search(r"who$", note, re.M)], notes)
s.type("q\n")
s.end()

# ---- the stops of a long list ----
path = draft("stops", *NAMED, *[f"sample:{i}=0" for i in (2, 3, 4, 10)], "sample-chain:survey=0", "sample-chain:contracts=0", "sample-chain:call=not_done")
s = Session("--lang", "en", "answer", path, term="dumb", columns=200)
STOP, END = "Enter: more; b: that is enough:", AGAIN["en"]
until(s, "Your answer:")
s.output = b""
s.type("s\n")
pages = []
while not pages or STOP in pages[-1]:
    while STOP not in heard(s) and END not in heard(s) and s.read():
        pass
    pages.append(heard(s))
    s.output = b""
    s.type("\n" if STOP in pages[-1] else "q\n")
check("the results stop on the way, and come to their end", len(pages) > 1 and END in pages[-1], pages)
before = [page[:page.index(STOP)].splitlines()[-1] for page in pages[:-1]]
after = [page.splitlines()[1] for page in pages[1:]]
check("never between a heading and what it heads", before and not any(line.endswith(":") for line in before), before)
check("nor between a question and its step", after and not any(line.startswith(" ") for line in after), after)
check("leaves", s.end() == 0)

# ---- the same with a year before ----
zero = [f"sample:{i}=0" for i in (1, 2, 3, 4, 10)] + ["sample-chain:survey=0", "sample-chain:contracts=0", "sample-chain:call=not_done"]
later = draft("then", *NAMED, *zero).replace("then", "now")
subprocess.run([TENKEN, "new", later, "--pack", "sample", "--pack", "sample-chain", "--from", path.replace("stops", "then")], stdout=subprocess.DEVNULL, check=True)
subprocess.run([TENKEN, "set", later, "perceived=2", *zero], stdout=subprocess.DEVNULL, check=True)
s = Session("--lang", "en", "answer", later, term="dumb", columns=200)
until(s, "no more):")
s.type("\n")
until(s, "q leave, ? help:")
s.output = b""
s.type("s\n")
until(s, "Enter: more; o: this year beside last year; b: that is enough:")
s.output = b""
s.type("o\n")
beside = until(s, "q leave, ? help:")
check("o at the first stop reads it beside last year, and the rest of the results is left", "8 answers are the same as then." in beside and "Threats that" not in beside, beside)
s.type("q\n")
check("leaves that, too", s.end() == 0)
plan()
