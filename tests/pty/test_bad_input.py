#!/usr/bin/python3
"""What no program likes to be given, typed and pasted into the questionnaire: binary, a megabyte, combining and right-to-left text, emoji with joiners,
control characters; a clock set back; a wrong corporate number; another firm's answers."""
import json
import os
import random
import subprocess

from terminal import TENKEN, TMP, Session, check, draft, plan, saved

NAMED = ("supplier.name=見本製作所", "perceived=2")
EN = ("--lang", "en")
EDITOR = "Esc keep and go back"  # the bar, drawn last: a sentence above it begins alike


def note(path):
    return saved(path)["answers"].get("sample", {}).get("1", {}).get("note")


def paste(data):
    return b"\x1b[200~" + data + b"\x1b[201~"


# ---- pasted and typed ----
seeded = random.Random(4)
path = draft("pasted", *NAMED, "sample:1.note=mine")
s = Session(*EN, "answer", path)
s.shows(" 1. ", "? keys")
binary = bytes(b for b in (seeded.randrange(256) for _ in range(900)) if b not in (0x1b, 0x03, 0x1a, 0x1c)) + b"."  # Esc ends a paste, the others are signals
s.type(paste(binary) + b"n", EDITOR, "mine")
check("binary pasted onto the question answers nothing", list(saved(path)["answers"]["sample"]) == ["1"] and note(path) == "mine", saved(path)["answers"])
s.type(paste(binary), "mine")
s.type("!END", "!END")
s.type("\x1b", "? keys")
kept = note(path)
check("pasted into a note it is text without controls", kept.startswith("mine") and kept.endswith("!END") and not [c for c in kept if ord(c) < 32 and c != "\n" or 0x7F <= ord(c) < 0xA0],
      ascii(kept))
check("and shows none", s.type("n", EDITOR) and b"\x07" not in s.output.split(EDITOR.encode())[-1])
s.type("\x1b", "? keys")
s.type("u", "Taken back")
check("u takes the whole paste back", note(path) == "mine")
s.type("n", EDITOR, "mine")
check("a megabyte is refused with the limit", s.type(paste(b"y" * 1_000_000), "4000 bytes", "Nothing was added"), s.screen.text())
check("and nothing is lost", s.type("\x1b", "? keys") and note(path) == "mine")
STRANGE = "か\u309aけ\u3099 e\u0301 שלום مرحبا 👨\u200d👩\u200d👧 🇯🇵 ｱｲｳ ①Ⅳ"
s.type("n", EDITOR, "mine")
s.type(paste((" " + STRANGE).encode()), "①Ⅳ")
check("combining, right-to-left, joined and half-width text stays as it is", s.type("\x1b", "? keys") and note(path) == "mine " + STRANGE, ascii(note(path)))
s.type("n", EDITOR)
s.type("\x7f\x7f\x7f\x7f\x7f\x7f\x7f")  # Ⅳ ① and a space, three kana and a space
s.type("\x7f\x7f\x7f")  # the flag, a space, the family: one each
check("Backspace takes what looks like one character", s.loses("①Ⅳ", "👨") and s.type("\x1b", "? keys") and note(path).endswith("مرحبا "), ascii(note(path)))
s.type("n", EDITOR)
s.type("\u202eevil\u2066", "evil")
check("overrides of the direction are made harmless", s.type("\x1b", "? keys") and note(path).endswith("مرحبا evil") and b"\xe2\x80\xae" not in s.output, ascii(note(path)))
check("bytes that are no text do not swallow the key after them", s.type(b"\xff\xe3\x81?", "Keys that work here") and s.type("?", "? keys"), s.screen.text())
s.type("\x02\x04\x06\x07\x0e\x0f\x10\x11\x12\x13\x14\x16\x18\x19\x1d\x1e\x1f\x00?", "Keys that work here")
check("control characters do nothing", s.type("?", " 1. ") and list(saved(path)["answers"]["sample"]) == ["1"], saved(path)["answers"])
s.type("q")
check("ends with the terminal as it was", s.end() == 0 and s.restored())

# ---- the same from a pipe ----
path = draft("piped", *NAMED, "sample:1.note=mine")


def plain(data, *options):
    return subprocess.run([TENKEN, *EN, "answer", path, "--plain", *options], input=data, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


out = plain(b"n\n" + b"z" * 1_000_000 + b"\nn " + b"z" * 1_000_000 + b"\nq\n")
check("plain: a megabyte is refused, nothing is lost", out.returncode == 0 and b"4000" in out.stdout and note(path) == "mine", out.stdout[-600:])
out = plain(b"n\n" + binary.replace(b"\n", b" ").replace(b"\r", b" ") + b"\x1b[2J\n\x1b[2J\x07\nq\n")
check("plain: binary shows and keeps no control character", b"\x1b" not in out.stdout and b"\x07" not in out.stdout and "\x1b" not in note(path), out.stdout[-300:])
out = plain(b"n\n" + STRANGE.encode() + b"\nq\n")
check("plain: strange text stays as it is", note(path) == STRANGE, ascii(note(path)))

# ---- a clock set back ----
path = draft("clock", *NAMED)
d = saved(path)
d["saved_at"] = "2027-03-01T09:00:00Z"
with open(path, "w", encoding="utf-8") as file:
    json.dump(d, file)
out = plain(b"2\nq\n")
check("plain: a clock set back is said, and answering goes on", b"clock says 2026-11-21" in out.stdout and b"saved on 2027-03-01" in out.stdout and b"Saved: 1" in out.stdout, out.stdout[-400:])
d["saved_at"] = "2027-03-01T09:00:00Z"
with open(path, "w", encoding="utf-8") as file:
    json.dump(d, file)
s = Session(*EN, "answer", path)
check("on the screen too", s.shows(" 1. ", "clock says 2026-11-21", "2027-03-01"), s.screen.text())
check("until the next key", s.type("j", "> 0  not yet") and "clock says" not in s.screen.text())
s.type("q")
s.end()

# ---- a wrong corporate number ----
path = draft("number", *NAMED)
s = Session(*EN, "answer", path)
s.shows(" 1. ", "? keys")
s.type("c", "Corporate number")
s.type("\t\t8000012050002\x13", "would have to be 7, not 8")
check("a wrong corporate number: the digit is named, nothing is kept", "corporate_number" not in saved(path)["supplier"] and "8000012050002" in s.screen.text(), s.screen.text())
check("corrected in place it is taken", s.type("\x15" + "７０００－０１２０５０００２\x13", " 1. ") and saved(path)["supplier"]["corporate_number"] == "7000012050002", saved(path)["supplier"])
s.type("q")
s.end()
plan()
