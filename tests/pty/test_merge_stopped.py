#!/usr/bin/python3
"""A command that another program keeps waiting says so, and Ctrl-C ends a merge there, with a word on what came of it."""
import os
import sqlite3
import subprocess

from terminal import TENKEN, TMP, Session, check, plan

os.chdir(TMP)
assert subprocess.run([TENKEN, "portfolio", "init", "p.db"], stdout=subprocess.DEVNULL).returncode == 0
os.mkdir("in")
for n in range(3):
    with open(f"in/{n}.txt", "w", encoding="utf-8") as file:
        file.write(f"no answers {n}")


def writer():
    """Somebody else is in the middle of writing."""
    db = sqlite3.connect("p.db", isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    return db


other = writer()
s = Session("--lang", "en", "merge", "--into", "p.db", "in")
check("a merge says for whom it waits", s.says("Another program is writing to p.db, perhaps a merge: this waits"))
s.type("\x03", "Stopped before the first file was taken in. Nothing is changed, and the same command begins again.", screen=False)
check("Ctrl-C ends it there, and says what came of it", s.end() == 3, s.output)

s = Session("--lang", "ja", "merge", "--into", "p.db", "in")
check("in Japanese", s.says("p.db は、ほかのプログラムが書き込んでいます"))
other.execute("ROLLBACK")
check("once the other one has finished it goes on by itself, and says no more about it", s.end() == 1 and "書き込んでいます".encode() not in s.output and "拒否".encode() in s.output, s.output.decode("utf-8", "replace"))

other.execute("BEGIN EXCLUSIVE")
waiting = subprocess.Popen([TENKEN, "--lang", "en", "status", "p.db"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
said = waiting.stderr.readline()
other.execute("ROLLBACK")
out, err = waiting.communicate()
check("so does every other command, and without a terminal", b"writing to p.db" in said and err == b"" and b"3 rejected" in out and waiting.returncode == 0, (said, err, out))
plan()
