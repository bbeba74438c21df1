#!/usr/bin/python3
"""The box of `?` on every screen of answering: each key that it names does something there, and each key that does something is named, itself or the key
that it is another way to type. Which keys do something is found by pressing all of them."""
import os
import pathlib
import re
import shutil
import string
import subprocess

TENKEN, TMP, TOP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"]), os.environ["TOP"]
os.environ["TENKEN_DATADIR"] = f"{TOP}/tests/screens"
count = 0
UNUSED = "That key does nothing here"
SIGNS = {".", "~", "!"}  # explained in the same box: they stand in the list of questions
# Other ways to type a key that is named.
SAME = {"q": "Esc", "r": "Esc", "s": "Esc", "j": "Down", "k": "Up", "h": "Left", "l": "Right", "PgDn": "Down Right", "PgUp": "Up Left", "Home": "Up Left", "End": "Down Right",
        "Backspace": "Left", "BackTab": "Left Tab", "Tab": "Right", "Space": "Enter", "+": "a", "Delete": "x", "w": "Enter", "Up": "arrows", "Down": "arrows"}
KEYS = [*string.ascii_letters, *string.digits, *"-+/.~!", "Enter", "Esc", "Tab", "BackTab", "Space", "Backspace", "Delete", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn"]


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else f"\n# {detail}"))


def run(*arguments):
    return subprocess.run([TENKEN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout


def screen(draft, keys):
    shutil.copy(draft, TMP / "played.tenken")
    (TMP / "keys").write_text(keys + "\n", encoding="utf-8")
    run("--lang", "en", "answer", str(TMP / "played.tenken"), "--keys", str(TMP / "keys"), "--screen", str(TMP / "screen"))
    return (TMP / "screen").read_text(encoding="utf-8")


def above(text):
    """Without the rows of a message and the bar: a key may say why it does nothing."""
    return text.splitlines()[:-5]


def named(box):
    """Of the lines within the box, LABEL  TEXT once or twice; a label may name several keys."""
    keys = set()
    for line in re.findall(r"│  (\S.*?) *│", box[box.index("Keys that work here"):]):
        for label in re.split(r" {2,}", line)[::2]:
            keys |= {str(n) for n in range(5)} if label == "0-4" else set(label.split())
    return keys | ({"Enter"} if "Enter answers" in box else set())


def drafts():
    run("new", f"{TMP}/before.tenken", "--pack", "sample", "--pack", "sample-chain", "--period", "2025")
    run("set", f"{TMP}/before.tenken", "supplier.name=M", "sample:1=1", "sample:2=3", "sample:4=0", "inventory+=Mail;;;-;-", "inventory+=Router;;;-;-")
    run("new", f"{TMP}/carried", "--pack", "sample", "--pack", "sample-chain", "--from", f"{TMP}/before.tenken")
    run("set", f"{TMP}/carried", "perceived=3")
    run("new", f"{TMP}/full", "--pack", "sample", "--pack", "sample-chain")
    run("set", f"{TMP}/full", "supplier.name=M", "perceived=3", "sample:1=2", "sample:2=3", "sample:3=0", "sample:4=1", "sample:10=unknown", "sample-chain:survey=1",
        "sample-chain:contracts=2", "sample-chain:call=done", "inventory+=Mail;;;-;-", "inventory+=Router;;;-;-")
    run("new", f"{TMP}/begun", "--pack", "sample", "--pack", "sample-chain")
    run("set", f"{TMP}/begun", "supplier.name=M", "perceived=3", "sample:1=2", "sample:2=3", "sample:3=0", "sample:4.ask_vendor=yes")


# The draft, and how the screen is come to; something to take back first, so that u is no key that only says so.
SCREENS = {"an open question": ("begun", ""), "a given answer": ("begun", "Left"), "an answer from before": ("carried", "Right"), "a question from the list": ("begun", "r Down Enter"),
           "a question from the list, from before": ("carried", "r Down Enter"), "all questions": ("begun", "r Down"), "all questions, from before": ("carried", "r Down"), "products": ("begun", "i"), "products listed": ("full", "Esc i"),
           "last year's products": ("carried", "i"), "evidence": ("begun", "e"), "evidence kept": ("begun", "e a S Ctrl-S"),
           "the second pass": ("full", "Enter Enter"), "the second pass offered": ("full", "")}
drafts()
for name, (draft, way) in SCREENS.items():
    base = screen(TMP / draft, way)
    help_ = screen(TMP / draft, way + " ?")
    if "Keys that work here" not in help_:
        check(f"{name}: ? shows the keys", False, base + help_)
        continue
    names = named(help_)
    says, does = {"?"}, {"?"}
    for key in KEYS:
        after = screen(TMP / draft, f"{way} {key}")
        if after != base and UNUSED not in after:
            says.add(key)
        if above(after) != above(base) and UNUSED not in after:
            does.add(key)
    idle = names - says - {"q", "Up", "arrows"} - SIGNS  # q closes, and the cursor is at the top
    silent = {key for key in does if key not in names and not names & set(SAME.get(key, "").split())}
    check(f"{name}: every key named works", not idle, f"{sorted(idle)}\n{help_}")
    check(f"{name}: every key that works is named", not silent, f"{sorted(silent)}\n{base}")
print(f"1..{count}")
