#!/usr/bin/python3
"""Seeded faults between the program and a real server: every file arrives exactly once, whole, or the user is told that it did not; and the
same command, run again when the way is clear, brings the rest. NET_FAULTS: how many faults at least (1,000 unless set), NET_SEED: which."""
import collections
import concurrent.futures
import hashlib
import os
import random
import shutil

from faults import FaultServer, Plan
from prime_case import TMP, Firm, Prime, check, equal, finish, tenken
from servers import Authority, Nginx

FAULTS, SEED = int(os.environ.get("NET_FAULTS", "1000")), os.environ.get("NET_SEED", "20261121")
FILES = 60  # in one collection
os.environ["TENKEN_NET"] = "pause=0,stall=1"


class Tally:
    """One line for all runs of a kind: what went wrong in any, else what happened."""

    def __init__(self):
        self.wrong, self.results = [], collections.Counter()

    def must(self, condition, *what):
        if not condition:
            self.wrong.append(what)


def sealed(n):
    content = random.Random(f"{SEED} file {n}").randbytes(200 + n * 37 % 5000)
    return hashlib.sha256(content).hexdigest() + ".p7m", content


def told(ran):
    """Its last line is a sentence."""
    last = ran.err.decode().rstrip("\n").split("\n")[-1]
    return last.startswith("tenken: ") and last.endswith((".", "?")) and "\x1b" not in ran.err.decode()


def collect_case(tally, n, faulty, clear, root, ca):
    """One collection: a run through the faults, what it says of every file, then one without faults."""
    offered = dict(sealed(n * FILES + i) for i in range(FILES))
    (root / f"c{n}").mkdir()
    for name, content in offered.items():
        (root / f"c{n}" / name).write_bytes(content)
    into = TMP / "in" / f"c{n}"

    def run(server):
        return tenken("collect", server.url(f"c{n}/"), "--into", into, "--ca", ca.file, "--max-size", "1", "--json", "--at-once", "6")

    def here():
        return {p.name: p.read_bytes() for p in into.iterdir()} if into.exists() else {}

    ran = run(faulty)
    files = here()
    tally.must(all(offered.get(k) == v for k, v in files.items()), n, "not whole, or not offered", [k for k, v in files.items() if offered.get(k) != v])
    if ran.out:
        said = ran.json
        named = {r["name"] for r in said["failed"] + said["refused"]}
        missing = set(offered) - set(files)
        tally.must(said["collected"] == len(files), n, "says", said["collected"], "has", len(files))
        tally.must(named <= missing and len(named) + said["left"] == len(missing), n, "missing", len(missing), "named", len(named), "left", said["left"])
        tally.must((ran.status == 0) == (not missing), n, "status", ran.status, "missing", len(missing))
        tally.results.update(whole=len(files), told=len(missing))
    else:
        tally.must(ran.status in (3, 4) and told(ran) and not files, n, ran.status, ran.err)
        tally.results.update(told=FILES)
    again = run(clear)
    tally.must(again.status == 0 and here() == offered, n, "the run without faults", again.status, again.err, again.out[:300])
    tally.must(again.json["collected"] == FILES - len(files), n, "twice", again.json["collected"], len(files))


def submit_case(tally, n, faulty, clear, root, ca, firm, path):
    (root / f"s{n}").mkdir()
    name, content = hashlib.sha256(path.read_bytes()).hexdigest() + ".p7m", path.read_bytes()

    def run(server):
        return firm.run("submit", path, "--to", server.url(f"s{n}/"), "--confirm-host", f"{server.host}:{server.port}", "--ca", ca.file, "--json")

    def there():
        return {p.name: p.read_bytes() for p in (root / f"s{n}").iterdir()}

    ran = run(faulty)
    if ran.status == 0 and ran.json["result"] == "checked":
        tally.must(there() == {name: content}, n, "said to be there, is not, or not whole", list(there()))
        tally.results["whole"] += 1
    elif ran.status == 0:  # the server said that it stored it, and could not be read back: then it is the customer who is told
        tally.must(ran.json["result"] == "arrived" and list(there()) == [name], n, "not there", ran.json["result"], list(there()))
        got = tenken("collect", root / f"s{n}", "--into", TMP / "sin" / str(n), "--json").json
        tally.must((got["collected"], len(got["refused"])) == ((1, 0) if there() == {name: content} else (0, 1)), n, "not told", got)
        tally.results["stored"] += 1
    else:
        tally.must(ran.status in (3, 4) and told(ran), n, ran.status, ran.err)
        tally.must(set(there()) <= {name}, n, "under another name", list(there()))
        tally.results["told"] += 1
    again = run(clear)
    tally.must(again.status == 0 and there() == {name: content}, n, "the run without faults", again.status, again.err, list(there()))


def many(kind, plan, wanted, at_once, case):
    """Cases, several at a time, until so many faults have been given."""
    tally, n = Tally(), 0
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        while len(plan.given) < wanted and not tally.wrong:
            for done in [pool.submit(case, tally, k) for k in range(n, n + at_once)]:
                done.result()
            n += at_once
    given = collections.Counter(k for _, _, _, k in plan.given)
    check(f"{kind}: after {n} runs every file arrived once and whole, or its user was told", not tally.wrong, *tally.wrong[:10])
    check(f"{kind}: at least {wanted} faults were given, of every kind", len(plan.given) >= wanted and len(given) >= 15, len(plan.given), given)
    check(f"{kind}: some got through and some did not", min(tally.results["whole"], tally.results["told"]) >= 5, tally.results)
    print(f"# {kind}: {len(plan.given)} faults, {dict(tally.results)}; {dict(sorted(given.items()))}")


authority = Authority(TMP / "ca")
certificate = authority.server()
with Nginx(TMP / "plain", None) as plain:
    upstream, plan = ("127.0.0.1", plain.port), Plan(f"{SEED} collect")
    with FaultServer(certificate, upstream, plan) as faulty, FaultServer(certificate, upstream, Plan(0, share=0)) as clear:
        prime = Prime(TMP / "prime", clear.url("up/"), "S0001")
        firm = Firm(TMP / "firm", prime, "S0001")
        sealed_file = TMP / "alone" / "answers.json.p7m"  # no draft beside it: one draft takes one sending at a time
        sealed_file.parent.mkdir()
        shutil.copy(firm.export("answers.json.p7m"), sealed_file)
        sent = faulty.plan = Plan(f"{SEED} submit")
        many("submit", sent, FAULTS - FAULTS // 2, 8, lambda t, n: submit_case(t, n, faulty, clear, plain.files, authority, firm, sealed_file))
        faulty.plan = plan
        many("collect", plan, FAULTS // 2, 3, lambda t, n: collect_case(t, n, faulty, clear, plain.files, authority))
        equal("the server itself had no trouble", faulty.errors + clear.errors, [])
finish()
