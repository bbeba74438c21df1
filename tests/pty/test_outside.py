#!/usr/bin/python3
"""What the question screens take from outside: files as evidence (vanished, folders, huge, unreadable, with hostile names), and a note changed in
the user's own editor (which fails, leaves binary, a megabyte, too much)."""
import hashlib
import os
import pathlib
import subprocess

from terminal import TENKEN, TMP, Session, check, draft, plan, saved

NAMED = ("supplier.name=Mihon Works", "perceived=2", "sample:1=3")
FILES = pathlib.Path(TMP) / "files"
REPORT = b"who took part in April\n"
FILES.mkdir()
(FILES / "minutes").mkdir()
(FILES / "drill 2026-04.pdf").write_bytes(REPORT)
(FILES / "other.txt").write_bytes(b"x" * 1500)
(FILES / ".hidden").write_bytes(b"")
(FILES / "minutes" / "april.txt").write_bytes(b"april")
os.utime(FILES / "drill 2026-04.pdf", (1775000000, 1775000000))  # 2026-03-31
with open(FILES / "huge.iso", "wb") as file:
    file.truncate(513 * 1024 * 1024)
HOSTILE = b"re\x1b[2Jport\xff\n.txt"
(pathlib.Path(os.fsdecode(os.fsencode(FILES) + b"/" + HOSTILE))).write_bytes(b"?")
os.mkfifo(FILES / "pipe")
downloads = pathlib.Path(os.environ["HOME"]) / "Downloads"
downloads.parent.mkdir(parents=True, exist_ok=True)
downloads.symlink_to(FILES)


def evidence(path, item="1"):
    return saved(path)["answers"]["sample"][item].get("evidence", [])


# ---- picking a file ----
path = draft("picked", *NAMED)
s = Session("answer", path)
s.shows(" 2. ")
s.type("h", " 1. ")
s.type("e", "None yet")
check("the folder is listed, folders first, with sizes", s.type("f", "minutes/", "other.txt", "1.4 KB", "513 MB"), s.screen.text())
check("hidden files and pipes are not", ".hidden" not in s.screen.text() and "pipe" not in s.screen.text())
check("a hostile name shows no control character", "re�[2Jport" in s.screen.text() and b"\x1b[2Jport" not in s.output)
check("typing narrows down", s.type("DRILL", "> drill 2026-04.pdf") and "other.txt" not in s.screen.text(), s.screen.text())
digest = hashlib.sha256(REPORT).hexdigest()
check("the form is filled in from the file", s.type("\r", "2026-03-31", digest[:40]), s.screen.text())
check("and kept", s.type("\x13", "> 2026-03-31", "file"), s.screen.text())
check("title, name without its folder, date and SHA-256 are in the draft",
      evidence(path) == [{"title": "drill 2026-04", "reference": "drill 2026-04.pdf", "sha256": digest, "date": "2026-03-31"}], evidence(path))
check("it can be changed", s.type("\r", "What it is") and s.type(" B\x13", "drill 2026-04 B") and evidence(path)[0]["sha256"] == digest and len(evidence(path)) == 1, evidence(path))
s.type("f", "other.txt")
check("a folder opens", s.type("minutes\r", "april.txt", "files/minutes"), s.screen.text())
check("and Backspace leads out of it", s.type("\x7f", "other.txt"), s.screen.text())
s.type("huge", "> huge.iso")
check("a huge file is refused with the limit", s.type("\r", "larger than the limit of 512 MB"), s.screen.text())
s.type("\x1b", "other.txt")
s.type("other", "> other.txt")
(FILES / "other.txt").unlink()
check("a file that has vanished: said", s.type("\r", "Cannot open", "No such file"), s.screen.text())
s.type("\x1b", "minutes/")
for typed, words in ((f"{FILES}/pipe", "not a regular file"), ("/proc/self/mem", "Cannot read /proc/self/mem"), ("/nowhere/at.all", "No such file")):
    s.type(typed, typed)
    check(f"{os.path.basename(typed)}: {words}", s.type("\r", words), s.screen.text())
    s.type("\x1b", "minutes/")
s.type("/proc/self/", "> attr/")
check("the list follows a typed path", "other.txt" not in s.screen.text() and "fdinfo/" in s.screen.text(), s.screen.text())
s.type("\x1b", "minutes/")
s.type(f"{FILES}/minutes")
check("a typed folder opens", s.type("\r", "april.txt"), s.screen.text())
s.type("\x1b", "> 2026-03-31")
check("it starts again where it was", s.type("f", "april.txt"), s.screen.text())
s.type("\x7f", "huge.iso")
s.type(b"port", "> re")
s.type("\r", "Check number")
s.type("\x13", "> 2026-03-31")
check("a hostile name is stored harmless", evidence(path)[1]["reference"] == "re�[2Jport��.txt", evidence(path))
s.type("\x1b", " 1. ")
check("u takes it back", s.type("u", "Taken back") and len(evidence(path)) == 1)
check("the question names what there is", "Evidence kept: 2026-03-31 drill 2026-04 B" in s.screen.text(), s.screen.text())
s.type("q")
check("ends", s.end() == 0)

# ---- the same line by line ----
path = draft("lines", *NAMED)
out = subprocess.run([TENKEN, "answer", path, "--plain"], input=f"go 1\ne\nDrill\n/nowhere\n{FILES}/minutes\n{FILES}/pipe\n{FILES}/drill 2026-04.pdf\n\n\nq\n",
                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout
check("plain: asks until the file can be read", all(w in out for w in ("No such file", "That is a folder", "not a regular file", "Its fingerprint is kept")), out)
check("plain: without reading 64 digits out", digest not in out, out)
check("plain: and keeps it", evidence(path) == [{"title": "Drill", "reference": "drill 2026-04.pdf", "sha256": digest, "date": "2026-03-31"}], evidence(path))

# ---- a note in the user's own editor ----
EDITOR = pathlib.Path(TMP) / "my editor"
EDITOR.write_text("""#!/bin/bash
file=${@: -1}
{ echo "$@"; stat -c %a "$file"; stty -a | grep -o -w -e -*icanon -e -*echo; wc -c <"$file"; } >"$TMP/seen"
. "$TMP/do"
""", encoding="utf-8")
EDITOR.chmod(0o755)


def editor(commands):
    (pathlib.Path(TMP) / "do").write_text(commands, encoding="utf-8")


def seen():
    return (pathlib.Path(TMP) / "seen").read_text(encoding="utf-8").split("\n")


os.environ["VISUAL"] = f"'{EDITOR}' --wait"
os.environ["EDITOR"] = "/bin/false"
path = draft("edited", *NAMED, "sample:1.note=before")
s = Session("answer", path)
s.shows(" 2. ")
s.type("h", " 1. ")
s.type("n", "Note", "before")
editor('printf "first\\r\\n\\tsecond 日本語\\n\\n" >"$file"')
check("Ctrl-E brings what the editor left", s.type("\x05", "first", " second 日本語"), s.screen.text())
check("it got its options, a file of its own, and a terminal in normal mode", seen()[0].startswith("--wait ") and seen()[1:4] == ["600", "icanon", "echo"], seen())
check("the temporary file is gone", not os.path.exists(seen()[0].split(" ", 1)[1]), seen()[0])
check("keys work as before", s.type("!", "日本語!"))
for name, commands, words in (("failing", "exit 3", "ended with"),
                              ("killed", "kill -9 $$", "ended with"),
                              ("leaving binary", 'printf "\\377\\000\\001" >"$file"', "no text"),
                              ("leaving control characters", 'printf "a\\033[2Jb" >"$file"', "no text"),
                              ("leaving a megabyte", 'head -c 1000000 /dev/zero | tr "\\0" x >"$file"', "more than 64 KB"),
                              ("removing the file", 'rm "$file"', "cannot be read"),
                              ("leaving a folder", 'rm "$file"; mkdir "$file"', "cannot be read")):
    editor(commands)
    check(f"an editor {name}: said, nothing lost", s.type("\x05", words, "日本語!"), s.screen.text())
    s.type(" ", "Your customer")
    s.type("\x7f")
editor('head -c 5000 /dev/zero | tr "\\0" y >"$file"')
check("too long: said", s.type("\x05", "5000 bytes", "4000", "日本語!"), s.screen.text())
editor('printf concise >"$file"')
check("and opened again with all of it, to be shortened", s.type("\x05", "concise") and seen()[4] == "5001", seen())
s.type("\x1b", " 1. ")
check("the note is saved", saved(path)["answers"]["sample"]["1"]["note"] == "concise", saved(path)["answers"])
s.type("q")
check("ends with the terminal as it was", s.end() == 0 and s.restored())

os.environ["VISUAL"] = ""
os.environ["EDITOR"] = "no-such-editor"
s = Session("answer", path)
s.shows(" 2. ")
s.type("h", " 1. ")
s.type("n", "concise")
check("an editor that is not there: said", s.type("\x05", "no-such-editor", "cannot be started", "concise"), s.screen.text())
s.type("\x1b", " 1. ")
s.type("q")
s.end()
check("no temporary file is left", not [name for name in os.listdir(TMP) if name.startswith("tenken-")], os.listdir(TMP))
plan()
