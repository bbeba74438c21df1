#!/usr/bin/python3
"""Killed with SIGKILL at 200 seeded points while answering, with set and with answer --plain: no answer that was reported as saved is lost, every draft opens, and nothing is left
lying about after the next session."""
import json
import os
import random
import re
import signal
import subprocess

TENKEN, TMP, TOP = os.environ["TENKEN"], os.environ["TMP"], os.environ["TOP"]
POINTS = 30 if os.environ.get("SANITIZED") == "1" else 100  # each of the two ways; sanitizers are slow to start
HOWS = ("before", "after", "torn")
ITEMS = [str(i) for i in range(1, 11)]
DRAFT = f"{TMP}/drafts/a.tenken"
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))


def run(*arguments, text=None, **kill):
    """kill: KILL_AT and so on; without, nothing is preloaded. (status or -signal, stdout)"""
    environment = dict(os.environ, ASAN_OPTIONS="verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", ""))
    if kill:
        environment.update(kill, LD_PRELOAD=f"{TMP}/kill_at.so")
    process = subprocess.run([TENKEN, *arguments], input=text, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return process.returncode, process.stdout


def calls(*arguments, **options):
    """How many calls of a whole session could be the last."""
    status, out = run(*arguments, KILL_COUNT=f"{TMP}/count", **options)
    assert status == 0, out
    with open(f"{TMP}/count", encoding="ascii") as file:
        return int(file.read())


def levels(path=DRAFT):
    """The answers on the disk; fails when the file is not whole."""
    with open(path, encoding="utf-8") as file:
        return {item: answer.get("level") for item, answer in json.load(file)["answers"].get("basic10", {}).items()}


def opens():
    """The program itself takes the draft, and each earlier version that is there is whole."""
    status, out = run("show", DRAFT, "--json")
    if status != 0:
        return out
    for number in (1, 2, 3):
        if os.path.exists(f"{DRAFT}.{number}"):
            levels(f"{DRAFT}.{number}")
    return ""


compiled = subprocess.run([*os.environ.get("CC", "cc").split(), "-std=c17", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", f"{TMP}/kill_at.so",
                           f"{TOP}/tests/kill_at.c"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
check("the shim compiles", compiled.returncode == 0, compiled.stdout)
os.mkdir(f"{TMP}/drafts")
status, out = run("new", DRAFT, "--pack", "basic10")
check("a draft is made", status == 0, out)

# tenken set, one answer a session: whoever sees exit status 0 has it saved.
seeded = random.Random(20261121)
run("set", DRAFT, "basic10:1=0")
length = calls("set", DRAFT, "basic10:1=1")
check("a session has enough points to be killed at", length >= 12, length)
saved = levels()
killed, problems = 0, []
points = [(n, how) for n in range(1, length + 1) for how in HOWS]
seeded.shuffle(points)
points = (points + [seeded.choice(points) for _ in range(POINTS)])[:POINTS]  # each once, as far as it goes; then some again
for n, how in points:
    item = seeded.choice(ITEMS)
    level = seeded.choice([l for l in range(5) if l != saved.get(item)])
    status, out = run("set", DRAFT, f"basic10:{item}={level}", KILL_AT=str(n), KILL_HOW=how)
    killed += status == -signal.SIGKILL
    found = levels()
    wanted = [{**saved, item: level}] + ([saved] if status == -signal.SIGKILL else [])  # a killed one may be there or not, the others must
    if status not in (0, -signal.SIGKILL) or found not in wanted or opens():
        problems.append(f"call {n} {how}: status {status}, {found} instead of {wanted}; {out} {opens()}")
    saved = found
check(f"set, killed at {POINTS} points: nothing saved is lost, every draft opens", not problems, "\n".join(problems))
check("nearly every session was killed", killed >= POINTS * 9 // 10, killed)
status, out = run("set", DRAFT, "basic10:1=4")
left = sorted(os.listdir(f"{TMP}/drafts"))
check("the next session clears away what they left", status == 0 and left == ["a.tenken", "a.tenken.1", "a.tenken.2", "a.tenken.3"], (status, out, left))

# tenken answer --plain, several answers a session: whoever reads "Saved: 3 …" has it saved.
def script(steps):
    return "".join(f"go {item}\n{level}\n" for item, level in steps)


def steps(start, number):
    """Seeded answers, each of them a change."""
    state, out = dict(start), []
    for _ in range(number):
        item = seeded.choice(ITEMS)
        state[item] = seeded.choice([l for l in range(5) if l != state.get(item)])
        out.append((item, state[item]))
    return out


def after(start, done):
    return {**start, **dict(done)}


run("set", DRAFT, "supplier.name=Mihon Works", "perceived=2", *(f"basic10:{item}=2" for item in ITEMS))
saved = levels()
planned = steps(saved, 8)
length = calls("answer", DRAFT, "--plain", text=script(planned))
saved = levels()
check("a whole session saves what it was told", saved == after({item: 2 for item in ITEMS}, planned), saved)
killed, told, problems = 0, 0, []
for _ in range(POINTS):
    n, how, planned = seeded.randint(1, length), seeded.choice(HOWS), steps(saved, 8)
    status, out = run("answer", DRAFT, "--plain", text=script(planned), KILL_AT=str(n), KILL_HOW=how)
    killed += status == -signal.SIGKILL
    reported = re.findall(r"^Saved: (\d+) .*, (\d) [^,]+\.$", out, re.M)
    told += len(reported)
    found = levels()
    wanted = [after(saved, planned[:k]) for k in (len(reported), len(reported) + 1)]
    if [(i, int(l)) for i, l in reported] != planned[:len(reported)] or found not in wanted or status not in (0, -signal.SIGKILL) or opens():
        problems.append(f"call {n} {how}: status {status}, reported {reported}, planned {planned}, found {found}; {out[-300:]} {opens()}")
    saved = found
check(f"answer --plain, killed at {POINTS} points: nothing reported as saved is lost, every draft opens", not problems, "\n".join(problems))
check("every session was killed, after some answers each", killed == POINTS and told >= 2 * POINTS, (killed, told))
status, out = run("set", DRAFT, "basic10:1=4")
left = sorted(os.listdir(f"{TMP}/drafts"))
check("again the next session clears away what they left", status == 0 and left == ["a.tenken", "a.tenken.1", "a.tenken.2", "a.tenken.3"], (status, out, left))
print(f"1..{count}")
