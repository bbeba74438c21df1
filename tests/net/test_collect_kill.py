#!/usr/bin/python3
"""tenken collect killed at seeded points, right before, right after and in the middle of a change to a file: the directory holds whole files
only, and the next run completes it, once. KILL_POINTS for more."""
import hashlib
import os
import pathlib
import random
import shutil
import subprocess
import sys

sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "net")]
from portfolio_case import TMP, TOP, check, finish, tenken  # noqa: E402
from servers import Authority, Nginx  # noqa: E402

POINTS = int(os.environ.get("KILL_POINTS", "24"))
os.environ["TENKEN_NET"] = "pause=0,stall=5"
library = TMP / "kill_at.so"
subprocess.run([*os.environ.get("CC", "gcc").split(), "-std=c17", "-D_GNU_SOURCE", "-shared", "-fPIC", "-O1", "-o", library, TOP / "tests/kill_at.c"], check=True)


def environment(**more):
    asan = os.environ.get("ASAN_OPTIONS", "")
    return os.environ | {"LD_PRELOAD": str(library), "ASAN_OPTIONS": f"{asan}:verify_asan_link_order=0:detect_leaks=0"} | more


def here(directory):
    return {p.name: p.read_bytes() for p in pathlib.Path(directory).iterdir()} if directory.exists() else {}


ca = Authority(TMP / "ca")
with Nginx(TMP / "nginx", ca.server()) as nginx:
    up = nginx.files / "up"
    up.mkdir()
    offered = {f"plain {n}.json": f"content {n}".encode() * 99 for n in range(6)}
    for n in range(6):
        content = random.Random(n).randbytes(40000)
        offered[hashlib.sha256(content).hexdigest() + ".p7m"] = content
    for name, content in offered.items():
        (up / name).write_bytes(content)
    into, beside = TMP / "in", TMP / ".in.collect"

    def collect(**more):
        return tenken("collect", nginx.url("up"), "--into", into, "--ca", ca.file, "--json", "--at-once", "2", **more)

    ran = collect(env=environment(KILL_COUNT=str(TMP / "calls")))
    check("the run that nobody kills", ran.status == 0 and here(into) == offered, ran.status, ran.err)
    calls = int((TMP / "calls").read_text())
    check("there are enough points to choose from", calls >= POINTS, calls)
    draw, killed = random.Random(20261122), 0
    for point in sorted(draw.choices(range(1, calls + 1), k=POINTS)):
        shutil.rmtree(into, ignore_errors=True)
        shutil.rmtree(beside, ignore_errors=True)
        how = draw.choice(("before", "after", "torn"))
        first = collect(env=environment(KILL_AT=str(point), KILL_HOW=how))
        killed += first.status == -9
        left = here(into)
        whole = all(offered.get(k) == v for k, v in left.items())
        again = collect()
        done = again.json if again.out else {}
        gets = nginx.access.read_text().count('"GET ')
        third = collect().json
        check(f"killed {how} change {point} of {calls}: whole files only, and complete after another run",
              whole and again.status == 0 and here(into) == offered and done["collected"] == len(offered) - len(left)
              and third["known"] == len(offered) and nginx.access.read_text().count('"GET ') == gets and not list(beside.glob("*.part")),
              sorted(left), again.status, again.err, done, third)
    check("the kills happened", killed >= POINTS - 2, killed)
finish()
