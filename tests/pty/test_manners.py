#!/usr/bin/python3
"""Manners at real kinds of terminals: every size, 256, 16, 8 and no colours, ambiguous widths both ways, the mouse, and repainting only what changed."""
import os
import re

from terminal import Session, check, draft, plan, saved, window

NAMED = ("supplier.name=見本製作所", "perceived=2")
COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(3[0-9]|9[0-7])(?:;[0-9]+)*m")


def resize(s, rows, columns, *words):
    s.screen.size(rows, columns)
    window(s.master, rows, columns)
    return s.shows(*words)


def lines(s):
    return s.screen.text().split("\n")


# ---- live resize over the whole range, in the middle of a text ----
path = draft("sizes", *NAMED)
s = Session("--lang", "en", "answer", path)
s.shows(" 1. ")
s.type("n", "Note")
text = ""
for number, (rows, columns) in enumerate(((30, 90), (100, 300), (24, 300), (100, 80), (40, 120), (25, 81), (24, 80))):
    shown = resize(s, rows, columns, "Note", "Ctrl-E")
    word = f"word{number}"
    text = f"{text} {word}".strip()
    s.type(("" if number == 0 else " ") + word, word)
    check(f"{columns}x{rows}: drawn whole, and typing goes on", shown and s.shows(word) and lines(s)[rows - 1].startswith(" Esc"), s.screen.text())
s.type("\x1b", " 1. ")
check("the text typed through seven sizes is whole", saved(path)["answers"]["sample"]["1"]["note"] == text, saved(path)["answers"])
check("a large window gets air, not a longer line", resize(s, 100, 300, " 1. ") and max(len(line.rstrip()) for line in lines(s)[3:40]) < 140, s.screen.text())
check("back at 80x24 the rail, the levels and the bar are there", resize(s, 24, 80, " 1. ", "4  improving", "? keys", "Your contractors"), s.screen.text())
s.type("q")
check("ends", s.end() == 0 and s.restored())

# ---- kinds of terminals ----
path = draft("kinds", *NAMED)
SANITIZER = os.environ.get("ASAN_OPTIONS", "")


def leaks_of_curses(term):
    """On the Linux console curses loads a library for the mouse and unloads it again; for a terminal that it does not know it keeps a screen:
    what they lose is not ours to free, so leaks are not looked for there."""
    os.environ["ASAN_OPTIONS"] = f"{SANITIZER}:detect_leaks=0" if term in ("linux", "xterm-x", "unknown-kind-of-terminal") else SANITIZER


for term, coloured in (("xterm-256color", True), ("xterm", True), ("linux", True), ("screen-256color", True), ("tmux-256color", True),
                       ("vt100", False), ("vt220", False), ("xterm-mono", False)):
    for background in ("15;0", "0;15"):
        os.environ["COLORFGBG"] = background
        leaks_of_curses(term)
        s = Session("--lang", "en", "answer", path, term=term)
        good = s.shows(" 1. ", "? keys") and s.type("j", "> 0  not yet")
        colour = bool(COLOUR.search(s.output))
        s.type("q")
        status = s.end()
        name = f"{term}, {'light' if background == '0;15' else 'dark'}"
        check(f"{name}: shows, {'in colour' if coloured else 'without colour'}, and leaves the modes as they were",
              good and colour == coloured and status == 0 and s.same_modes(), s.output[-300:])
        if background == "15;0":
            dark = s.output
    check(f"{term}: the cursor and what was chosen are shapes too", ">" in s.screen.text() or ">" in dark.decode("utf-8", "replace"))
del os.environ["COLORFGBG"]
for term in ("dumb", "unknown-kind-of-terminal", "xterm-x"):
    leaks_of_curses(term)
    s = Session("--lang", "en", "answer", path, term=term)
    check(f"{term}: plain mode, said once", s.shows("one line at a time", "Your answer:") and s.output.count(b"one line at a time") == 1, s.output)
    s.type("q\n")
    check(f"{term}: no escape sequence", s.end() == 0 and b"\x1b" not in s.output, s.output)

leaks_of_curses("xterm")

# ---- ambiguous widths, told ----
for width, rule in (("1", "│"), ("2", "|")):
    s = Session("--lang", "en", "answer", path, "--ambiguous-width", width)
    check(f"--ambiguous-width {width}: lines are {'drawn' if width == '1' else 'ASCII'}, the terminal is not asked", s.shows(" 1. ", rule) and b"\x1b[6n" not in s.output)
    s.type("q")
    s.end()

# ---- the mouse ----
path = draft("mouse", *NAMED)
s = Session("--lang", "en", "answer", path)
s.shows(" 1. ", "? keys")
SGR = b"1006" in s.output  # the newer way of reporting, if the terminal's description has it


def click(row, column, *words):
    """The left button, as this terminal would report it."""
    report = f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m".encode() if SGR else b"\x1b[M " + bytes((33 + column, 33 + row))
    return s.type(report, *words)


def find(words):
    for row, line in enumerate(lines(s)):
        if words in line:
            return row, line.index(words)
    return 0, 0


check("the mouse is asked for", re.search(rb"\x1b\[\?[0-9;]*100[02]h", s.output), s.output[:300])
check("a click reported in the old way, which this terminal should not use, answers nothing",
      s.type("\x1b[M 33", "? keys") and s.type("?", "Keys that work here") and saved(path)["answers"] == {}, saved(path)["answers"])
s.type("q", " 1. ", "  3  established", "? keys")
check("a click on a level chooses it", click(*find("3  established"), "> 3  established"), s.screen.text())
check("and answers nothing yet", saved(path)["answers"] == {})
check("the second click answers", click(*find("3  established"), " 2. ", "4 Updates") and saved(path)["answers"]["sample"]["1"]["level"] == 3, saved(path)["answers"])
check("a click in the rail goes there", click(*find("4 Updates"), " 4. ", "n note"), s.screen.text())
check("a click on the bar presses its key", click(23, lines(s)[23].index("n note"), "Note"), s.screen.text())
s.type("\x1b", " 4. ", "? keys", "n note")
click(23, lines(s)[23].index("? keys"), "Keys that work here")
check("a click closes what lies over the question", click(5, 5, " 4. ") and "Keys that work here" not in s.screen.text())
wheel = b"\x1b[<65;40;12M" if SGR else b"\x1b[Ma" + bytes((33 + 40, 33 + 12))
check("the wheel moves the cursor", s.type(wheel, "> 0  not yet"), s.screen.text())
s.type("q")
check("the mouse is given back", s.end() == 0 and re.search(rb"\x1b\[\?[0-9;]*100[02]l", s.output))

# ---- only what changed is painted again ----
path = draft("repaint", *NAMED)
s = Session("--lang", "en", "answer", path)
s.shows(" 1. ", "? keys")
whole = len(s.output)
s.type("j", "> 0  not yet")
s.output = b""
s.type("j", "> 1  partly")
check("moving the cursor repaints its two lines, not the screen", 0 < len(s.output) < whole / 4, (whole, len(s.output)))
s.type("k", "> 0  not yet")
s.output = b""
s.type("n", "Note", "Ctrl-E own editor")
s.type("w", "    w")
s.output = b""
s.type("x", "    wx")
check("a letter typed costs a few bytes", len(s.output) <= 80, s.output)
s.output = b""
s.type("\x7f\x7f")
s.taken()
s.type("\x1b", " 1. ")
s.output = b""
window(s.master, 24, 80)
check("the same size again paints nothing new", s.type("zj", "> 0  not yet") and b"\x1b[2J" not in s.output and b"\x1b[H\x1b[J" not in s.output, s.output[:200])
s.type("q")
s.end()
plan()
