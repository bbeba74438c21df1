#!/usr/bin/env python3
"""What a consultant notes privately is nowhere but in ciphertext: its bytes are looked for, in every form that a file may hold them, in drafts and all
their versions, in locks and temporary files of sessions that were killed at every kind of point, in everything that is exported, and in the whole
workspace. At the same points nothing that was reported as saved is lost. TAP."""
import base64
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import zipfile
import zlib

from consultant_case import TENKEN, TMP, TOP, Workspace, check, finish, make_key, report, said, tenken

os.chdir(TMP)
pathlib.Path("pass").write_text("secret\n", encoding="ascii")
make_key("a")
W = Workspace("work", "a")
POINTS = 12 if os.environ.get("SANITIZED") == "1" else 60
NOTES = {"1": "zq-private: the owner's nephew knows every password", "2": "社長の甥がすべての合い言葉を知っている", "3": "zq-kept-phrase for \"every\" client\\", "4": "定型の内緒話・壱弐参"}
SHARED = {"1": "zs-shared: seen on 3 May", "2": "共有してよいメモ"}


def forms(text):
    """The text as bytes in each form that a file may hold it in."""
    utf8, out = text.encode(), {}
    out["UTF-8"] = utf8
    for name in ("utf-16-le", "utf-16-be", "utf-32-le"):
        out[name] = text.encode(name)
    for name in ("shift_jis", "euc_jp"):
        out[name] = text.encode(name)
    units = text.encode("utf-16-be")
    escaped = "".join(chr(u) if u < 128 and chr(u) not in '"\\' else {0x22: '\\"', 0x5C: "\\\\"}.get(u, f"\\u{u:04x}") for u in (units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)))
    out["JSON"], out["JSON, capitals"] = escaped.encode(), re.sub(r"\\u....", lambda m: "\\u" + m[0][2:].upper(), escaped).encode()
    out["JSON, only quotes escaped"] = text.replace("\\", "\\\\").replace('"', '\\"').encode()
    out["HTML"] = text.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;").encode()
    for offset in range(3):
        for encode, name in ((base64.b64encode, "base64"), (base64.urlsafe_b64encode, "base64url")):
            whole = encode(b"\0" * offset + utf8)
            out[f"{name} at {offset}"] = whole[4 if offset else 0:-4]
    out["hex"] = utf8.hex().encode()
    return out


SECRET = [(text, name, data) for text in NOTES.values() for name, data in forms(text).items()]
OPEN = [(text, name, data) for text in SHARED.values() for name, data in forms(text).items()]


def contents(path):
    """(what it is, bytes): the file, its parts when it is a package, and what is compressed in them."""
    data = path.read_bytes()
    yield str(path), data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for part in package.namelist():
                yield f"{path}:{part}", package.read(part)
    for at in (m.start() for m in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)):
        try:
            yield f"{path}: deflated at {at}", zlib.decompressobj().decompress(data[at:], 1 << 20)
        except zlib.error:
            pass


def found(wanted, *roots):
    hits = []
    for root in roots:
        root = pathlib.Path(root)
        for path in [root] if root.is_file() else sorted(p for p in root.rglob("*")):
            hits += [f"{path}: its name" for text, _, data in wanted if data in os.fsencode(str(path))]
            if path.is_symlink() or not path.is_file():
                continue
            for what, data in contents(path):
                hits += [f"{what}: {name} of {text}" for text, name, needle in wanted if needle in data]
    return hits


# ---- a session that leaves something private in every place there is ----
lines = []
for item, text in NOTES.items():
    lines += [f"go {item}", f"m {text}", "keep m", "k"]
for item, text in SHARED.items():
    lines += [f"go {item}", f"n {text}"]
run = W.plain("n", "Mihon Works", "", "basic10", "", *lines, "T 33", "q", "d 1 2026-12-24", "q")
report(run.returncode == 0, "a session", said(run))
client = W.clients()[0]["id"]
record = W.private(client)
report({i: v["note"] for i, v in record["items"]["basic10"].items()} == NOTES and all(v["parked"] for v in record["items"]["basic10"].values()) and record["next_due"] == "2026-12-24",
       "the private record holds it all", record)
snippets = subprocess.run(["openssl", "cms", "-decrypt", "-inform", "DER", "-in", "work/snippets.p7m", "-recip", "a.pem", "-inkey", "a.key"], capture_output=True, check=True).stdout
report("定型の内緒話" in snippets.decode(), "so do the snippets", snippets)
for _ in range(4):  # earlier versions of everything
    W.plain("1", "go 1", f"m {NOTES['1']}", "n " + SHARED["1"], "q", "q")
versions = sorted(p.name for p in pathlib.Path(f"work/{client}").iterdir())
report(versions == sorted(f"{name}{end}" for name in ("private.p7m", "record.tenken") for end in ("", ".1", ".2", ".3")), "with three earlier versions of both files", versions)

# ---- everything that leaves ----
DRAFT = f"work/{client}/record.tenken"
os.mkdir("out")
tenken("set", DRAFT, *(f"basic10:{i}=2" for i in range(1, 11)), "perceived=2", "plan.budget_initial=100000")
tenken("interview", "followups", DRAFT, "--add", "Send it", "--about", "basic10:1", "--due", "2026-12-01")
pathlib.Path("firm-pass").write_text("a firm's own secret\n", encoding="ascii")
tenken("identity", "new", "firm.p12", "--name", "Mihon Works", "--passphrase-file", "firm-pass")
EXPORTS = [("export", DRAFT, "--identity", "firm.p12", "--passphrase-file", "firm-pass", "--json", "out/a.json", "--xlsx", "out/a.xlsx", "--html", "out/a.html"),
           ("interview", "report", DRAFT, "--html", "out/report.html", "--xlsx", "out/report.xlsx"), ("interview", "sheet", DRAFT, "--xlsx", "out/sheet.xlsx"),
           ("show", DRAFT, "--json"), ("show", DRAFT), ("show", "out/a.json", "--json"), ("interview", "followups", DRAFT, "--json"), ("interview", "recheck", DRAFT, "--json"),
           ("diff", DRAFT, "out/a.json", "--json"), ("interview", "--json", *W.options())]
for n, arguments in enumerate(EXPORTS):
    run = tenken(*arguments)
    report(run.returncode == 0, f"{arguments[0]} {arguments[1] if arguments[0] == 'interview' else ''}", said(run))
    pathlib.Path(f"out/said-{n}.txt").write_text(said(run), encoding="utf-8")
report(sorted(p.name for p in pathlib.Path("out").iterdir() if not p.name.startswith("said")) == ["a.html", "a.json", "a.xlsx", "report.html", "report.xlsx", "sheet.xlsx"], "all exports are there")
hits = found(SECRET, "work", "out", os.environ["HOME"])
report(not hits, "nothing private in the workspace, in what is exported or at home", "\n".join(hits))
shown = found(OPEN, "work", "out")
for place in (DRAFT, "out/a.json", "out/a.xlsx:", "out/a.html", "out/report.html", "out/report.xlsx:", "out/sheet.xlsx:"):
    report(any(h.startswith(place) for h in shown), f"what is shared is found in {place.rstrip(':')}: the search does find", "\n".join(shown))
ids = found([(client, "UTF-8", client.encode()), (client, "UTF-16", client.encode("utf-16-le"))], *(f"out/{n}" for n in ("a.json", "a.xlsx", "a.html", "report.html", "report.xlsx", "sheet.xlsx")))
report(not ids, "nor does anything that leaves say which client it is", "\n".join(ids))
printable = [(p, s) for p in pathlib.Path("work").rglob("*.p7m*") for s in re.findall(rb"[\x20-\x7e]{5,}", p.read_bytes())]
known = [s for _, s in printable if re.search(rb"note|tenken|basic10|parked|seconds|session|2026-|Mihon|private", s)]
report(len(printable) > 0 and not known, "strings of the sealed files say nothing of what is in them", known)
report(any(b"Consultant a" in s for _, s in printable), "but whose they are (the recipient's name): the search of strings does find", printable[:5])

# ---- one's own editor gets its text in a file ----
pathlib.Path("editor").write_text(f'#!/bin/sh\ncat "$1" >>{TMP}/edited\n', encoding="utf-8")
os.chmod("editor", 0o700)
for key, name, ran in (("n", "a shared note may be changed in another editor", True), ("m", "a private one never: it would lie on the disk", False)):
    pathlib.Path("edited").unlink(missing_ok=True)
    pathlib.Path("keys").write_text(f"Enter\nG\nHome\nEsc\n{key}\nCtrl-E\n", encoding="ascii")
    run = W.run("--keys", "keys", "--screen", "screen", EDITOR=f"{TMP}/editor", VISUAL="")
    report(run.returncode == 0 and os.path.exists("edited") == ran and ("unencrypted" in pathlib.Path("screen").read_text(encoding="utf-8")) != ran, name,
           said(run) + pathlib.Path("screen").read_text(encoding="utf-8"))

# ---- killed at every kind of point ----
shim = subprocess.run([*os.environ.get("CC", "cc").split(), "-std=c17", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", "kill_at.so", f"{TOP}/tests/kill_at.c"], capture_output=True, text=True, check=False)
report(shim.returncode == 0, "the shim compiles", shim.stderr)
PRELOAD = {"LD_PRELOAD": f"{TMP}/kill_at.so", "ASAN_OPTIONS": "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")}


def session(n, **kill):
    """Ratings, notes on both sides and a snippet; each run others."""
    text = [f"go {i}\nm {NOTES[i]} #{n}\nn {SHARED.get(i, 'shared')} #{n}\n" for i in NOTES]
    return W.run("--plain", text="1\n" + "".join(text) + f"go 1\nkeep m\nk\nq\nq\n", **PRELOAD, **kill)


def noted():
    items = W.private(client)["items"]["basic10"]
    return [items[i]["note"] for i in NOTES]


calls = session(0, KILL_COUNT=f"{TMP}/calls")
length = int(pathlib.Path("calls").read_text(encoding="ascii"))
report(calls.returncode == 0 and length > 60, "a session has many points to be killed at", (length, said(calls)))
seeded = random.Random(8)
points = [(n, how) for n in range(1, length + 1) for how in ("before", "after", "torn")]
problems, killed, told, temporaries = [], 0, 0, 0
before = noted()
for number, (n, how) in enumerate(seeded.sample(points, min(POINTS, len(points))), 1):
    run = session(number, KILL_AT=str(n), KILL_HOW=how)
    killed += run.returncode == -signal.SIGKILL
    temporaries += sum(".tmp" in p.name for p in pathlib.Path("work").rglob("*"))
    hits = found(SECRET, "work")
    saved = min(run.stdout.count("Saved.") // 2, len(NOTES))  # a note of each side to every question
    told += saved
    now = noted()
    wanted = [f"{text} #{number}" for text in NOTES.values()]
    whole = all(now[i] == wanted[i] if i < saved else now[i] in (wanted[i], before[i]) for i in range(len(NOTES)))
    if hits or not whole or run.returncode not in (0, -signal.SIGKILL):
        problems.append(f"call {n} {how}: status {run.returncode}, {saved} said to be saved, {now}; {hits} {run.stdout[-200:]}")
    before = now
report(not problems, f"killed at {POINTS} points: no trace of anything private, nothing lost that was said to be saved", "\n".join(problems))
report(killed >= POINTS * 3 // 4 and told >= POINTS and temporaries > 0, "killed indeed, with temporary files on the disk", (killed, told, temporaries))
run = W.plain("1", "go 1", "m the end", "q", "q")
left = sorted(p.name for p in pathlib.Path(f"work/{client}").iterdir())
report(run.returncode == 0 and left == versions, "the next session opens, and clears away what they left", (said(run), left))
report(W.private(client)["sessions"][-1].get("ended_at") is not None and any("ended_at" not in s for s in W.private(client)["sessions"]), "sessions that were cut off say no end")

# ---- no room ----
def no_room():
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))


before = noted()
process = subprocess.run([TENKEN, "interview", "--plain", *map(str, W.options())], input="1\ngo 1\nm lost\nq\nq\n", capture_output=True, text=True, check=False, preexec_fn=no_room,
                         env=dict(os.environ, TENKEN_DATADIR=str(TOP)))
report("Cannot write" in process.stdout + process.stderr and noted() == before and sorted(p.name for p in pathlib.Path(f"work/{client}").iterdir()) == versions,
       "a full disk: said, and the old files are whole", process.stdout + process.stderr)
hits = found(SECRET, "work")
report(not hits, "and nothing private lies about", "\n".join(hits))
shutil.rmtree("work")
finish()
