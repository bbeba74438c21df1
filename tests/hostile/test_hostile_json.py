#!/usr/bin/python3
"""Hundreds of hostile files among good ones: each is refused in one clear sentence with the right status, none gets past, none ends the program,
and the good ones are merged as if they were alone."""
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import hostile_json as h  # noqa: E402

TENKEN, TMP = os.environ["TENKEN"], os.environ["TMP"]
SANITIZED = os.environ.get("SANITIZED") == "1"
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    name = name.encode("unicode_escape").decode("ascii").replace("#", "")
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))
    return good


def run(*arguments):
    """(status, stdout, stderr), as bytes. A status below 0 or above 4, or a sanitizer's report, is a crash."""
    process = subprocess.run([TENKEN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    crash = process.returncode < 0 or process.returncode > 4 or b"Sanitizer" in process.stderr or b"runtime error" in process.stderr
    return (None if crash else process.returncode), process.stdout, process.stderr


# What foreign text may do to a terminal: C0 but newline, DEL, C1, bidirectional controls, separators, BOM.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def clean(octets):
    try:
        return not UNSAFE.search(octets.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def sentence(text):
    return 10 < len(text) < 1024 and not UNSAFE.search(text) and "\n" not in text and text[-1] in ".:)" or bool(re.search(r"[0-9a-f]$", text))


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


cases = h.all_cases()
hostile, mixed = f"{TMP}/hostile", f"{TMP}/mixed"
os.mkdir(hostile)
os.mkdir(mixed)
for file, name, verdict, content in cases:
    write(f"{hostile}/{file}", content)
    write(f"{mixed}/{file}", content)
check("there are at least 300", len(cases) >= 300)

# The file that all others are changed from is a good one: it is the change that is refused.
pin = h.g.fingerprint(h.CERTIFICATE)
write(f"{TMP}/good.json", h.dump(h.good_file()).encode())
status, out, err = run("verify", "--pin", pin, f"{TMP}/good.json")
check("the unchanged file is trusted", status == 0, out + err)

# All in one run: one hostile file must not spoil the verdict on the next.
status, out, err = run("verify", "--json", "--pin", pin, *(f"{hostile}/{file}" for file, *_ in cases))
check("verify of all ends with status 1", status == 1, err)
check("verify of all prints clean text", clean(out) and clean(err))
results = {os.path.basename(r["file"]): r for r in json.loads(out)["results"]} if status is not None else {}
for file, name, verdict, content in cases:
    result = results.get(file, {"verdict": "no result", "problems": []})
    good = result["verdict"] == verdict and len(result["problems"]) >= 1 and all(sentence(p) for p in result["problems"])
    check(f"{file[:-5]}: {name}", good, json.dumps(result, indent=1))

# Each alone, for its exit status and what a person sees; under sanitizers, which are slow to start, one in eight.
wrong = []
for file, name, verdict, content in cases[:: 8 if SANITIZED else 1]:
    status, out, err = run("verify", "--pin", pin, f"{hostile}/{file}")
    if status != (3 if verdict == "unreadable" else 1) or not clean(out) or not clean(err) or not out.strip():
        wrong.append(f"{file} ({verdict}): {status} {out!r} {err!r}")
check("verify of each alone: the right status and clean words", not wrong, "\n".join(wrong))
wrong = []
for file, name, verdict, content in cases[:: 40 if SANITIZED else 10]:
    if name == "a draft":
        continue
    for command in (["show"], ["diff", f"{TMP}/good.json"]):
        status, out, err = run(*command, f"{hostile}/{file}")
        if verdict == "unreadable" and (status != 3 or not clean(out) or not clean(err)) or status is None:
            wrong.append(f"{command[0]} {file} ({verdict}): {status} {out!r} {err!r}")
check("show and diff refuse them too", not wrong, "\n".join(wrong))

# Merging: good files of other firms, before, between and after the hostile ones.
firms = [h.identity(number) for number in range(1, 8)]
with open(f"{TMP}/pins.csv", "w", encoding="utf-8") as pins:
    pins.write("supplier_code,certificate_sha256,subject\n")
    for number, (key, certificate) in enumerate([(h.KEY, h.CERTIFICATE), *firms]):
        pins.write(f"S{number:04},{h.g.fingerprint(certificate)},Hostile Works {number}\n")
for number, (key, certificate) in enumerate(firms, 1):
    document = {**h.full_document(number), "request": None} # one that this portfolio did not issue would be put in quarantine
    text = h.dump(h.g.signed(document, key, certificate), indent=number % 3 or None)
    write(f"{mixed}/{'amz'[number % 3]}-good-{number}", text.encode())
status, out, err = run("portfolio", "init", f"{TMP}/db")
check("a portfolio is made", status == 0, err)
status, out, err = run("trust", f"{TMP}/db", "import", f"{TMP}/pins.csv")
check("the firms are pinned", status == 0, err)

status, out, err = run("merge", "--json", "--into", f"{TMP}/db", mixed)
check("merge says that some were rejected", status == 1, err)
check("merge prints clean text", clean(out) and clean(err))
merged = json.loads(out) if status is not None else {}
check("every file is counted", merged.get("files") == len(cases) + len(firms), out[:300])
check("every good file is merged", merged.get("merged") == len(firms), out[-300:])
check("no other becomes anything but rejected", all(merged.get(k) == 0 for k in ("unchanged", "superseded", "conflicts", "quarantined")), out[-300:])
rejected = {os.path.basename(r["file"]): r["reason"] for r in merged.get("rejected", [])}
missing = sorted({file for file, *_ in cases} ^ set(rejected))
check("every hostile file is named", not missing, "\n".join(missing))
bad = [f"{file}: {reason}" for file, reason in rejected.items() if not sentence(reason)]
check("each with its reason in a sentence", not bad, "\n".join(bad))

status, out, err = run("merge", "--json", "--into", f"{TMP}/db", mixed)
again = json.loads(out) if status is not None else {}
check("merged again, nothing changes", again.get("files") == merged.get("files") and again.get("merged") == 0 and again.get("unchanged") == len(firms), out[-300:])
status, out, err = run("merge", "--into", f"{TMP}/db", mixed)
check("merge in words prints clean text", status == 1 and clean(out) and clean(err), out + err)

# File names are foreign text as well.
named = f"{TMP}/named"
os.mkdir(named)
for name in (b"esc\x1b[2J\x1b]0;x\x07.json", b"line\nbreak.json", b"\xff\xfe.json", "rtl\u202egnp.json".encode(), b"c1\xc2\x9b31m.json", b"-rf", b"--json"):
    write(os.path.join(named.encode(), name), b"{")
for command in (["merge", "--into", f"{TMP}/db"], ["merge", "--json", "--into", f"{TMP}/db"]):
    status, out, err = run(*command, named)
    check(f"{' '.join(command[:2])}: file names are shown clean", status == 1 and clean(out) and clean(err), (status, out, err))
status, out, err = run("verify", *sorted(os.path.join(named.encode(), n) for n in os.listdir(named.encode())))
check("verify: file names are shown clean", status == 3 and clean(out) and clean(err), (status, out, err))
print(f"1..{count}")
