#!/usr/bin/python3
"""The page of a firm's answers: who sees what on it, the digest of what is signed, what is refused. How it looks: tests/interop/test_answers_page.mjs."""
import copy
import hashlib
import json
import os
import subprocess
import sys

TOP, TMP, TENKEN = os.environ["TOP"], os.environ["TMP"], os.environ["TENKEN"]
sys.path.insert(0, TOP + "/tests/interop")
import generate_answers as g  # noqa: E402

SMALL = TOP + "/tests/golden/small"
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I"
count = 0


def ok(condition, name, detail=""):
    global count
    count += 1
    print(("ok" if condition else "not ok"), count, "-", name)
    if not condition:
        print("".join(f"# {line}\n" for line in str(detail).splitlines()[:20]), end="")


def tenken(*arguments):
    return subprocess.run([TENKEN, *arguments], capture_output=True, text=True, env=os.environ | {"TENKEN_DATADIR": SMALL}, stdin=subprocess.DEVNULL)


def check(name, run, status, *texts):
    said = run.stdout + run.stderr
    ok(run.returncode == status and all(t in said for t in texts), name, f"{run.returncode}\n{said}")


def read(name):
    with open(name, encoding="utf-8") as f:
        return f.read()


def private_pack(pack_id, words):
    with open(f"{SMALL}/questionnaires/small.json", encoding="utf-8") as f:
        p = copy.deepcopy(json.load(f))
    p["id"] = pack_id
    for section in p["sections"]:
        for item in section["items"]:
            item["title"] = {"ja": words, "en": words}
    return p


def request(number, requester, pack, **more):
    named = {"id": pack["id"], "version": pack["version"], "sha256": hashlib.sha256(g.canonical(pack)).hexdigest()}
    document = g.request_document() | {"request_id": f"20000000-0000-4000-8000-00000000000{number}", "requester": {"name": requester},
                                       "packs": [named], "embedded_packs": [pack], "targets": {}, "enrol_secret": SECRET} | more
    certificate = g.certificate(key, requester)
    g.write(f"r{number}.json", g.signed(document, key, certificate, "requester", "request"))
    check(f"{requester} is confirmed", tenken("request", "confirm", f"r{number}.json", "--fingerprint", g.fingerprint(certificate)), 0)


os.chdir(TMP)
key = g.new_key("ES256")
with open("pass", "w", encoding="ascii") as f:
    f.write("correct horse battery\n")
signer = ("--identity", "firm.p12", "--passphrase-file", "pass")
tenken("identity", "new", "firm.p12", "--name", "Mihon Works", "--passphrase-file", "pass")
request(1, "Prime Motors", private_pack("motors.own", "Motors asks"))
request(2, "Prime Electric", private_pack("electric.own", "Electric asks"))
tenken("new", "d.tenken", "--request", "r1.json")
tenken("export", "d.tenken", "--json", "x.json", "--request", "r2.json", "--unfinished", *signer)
items = [i["id"] for s in private_pack("motors.own", "")["sections"] for i in s["items"]]
tenken("set", "d.tenken", "supplier.name=Mihon", "perceived=2", f"motors.own:{items[0]}=1", f"motors.own:{items[0]}.note=for motors only",
       f"electric.own:{items[0]}=2", f"electric.own:{items[0]}.note=for electric only", f"electric.own:{items[0]}.evidence+=Plan;document;/home/me/plan.pdf;2026-01-01")

check("the whole record", tenken("show", "d.tenken", "--html", "all.html"), 0, "It is not the signed answers")
page = read("all.html")
ok("Motors asks" in page and "Electric asks" in page and "for electric only" in page, "has all customers' questions")
ok("it is not for any of them" in page, "and says that it is for none of them")
ok("Not finished" in page, "and that it is not finished")
ok(SECRET not in page, "no secret of a request is in it")
ok("plan.pdf" not in page and ">Plan" in page, "of evidence the title, not the place")
ok(os.stat("all.html").st_mode & 0o777 == 0o600, "only the owner may read it")

before = read("d.tenken")
check("an unfinished page for one customer is refused", tenken("export", "d.tenken", "--html", "one.html", "--request", "r1.json"), 1, "--unfinished")
ok(not os.path.exists("one.html"), "and not written")
check("on demand it is made, and needs no key", tenken("export", "d.tenken", "--html", "one.html", "--request", "r1.json", "--unfinished"), 0, "It answers the request of Prime Motors")
page = read("one.html")
ok("Motors asks" in page and "for motors only" in page and "Prime Motors" in page, "with what this customer asked")
ok("lectric" not in page and SECRET not in page, "and nothing of the other one")
ok("nothing has been signed yet" in page and "SHA-256" not in page, "nothing was signed with it, and it names no digest")
ok(read("d.tenken") == before, "no revision is used up")

run = tenken("export", "d.tenken", "--json", "a.json", "--html", "a.html", "--request", "r2.json", "--unfinished", *signer)
check("together with signed answers", run, 0, "a.json", "a.html")
document = json.loads(read("a.json"))["document"]
digest = hashlib.sha256(g.canonical(document)).hexdigest()
page = read("a.html")
ok(digest in page and "made together with the signed answers" in page, "it names the digest of what was signed", digest)
ok("otors" not in page, "and shows what the signed answers show")
check("from signed answers", tenken("show", "a.json", "--html", "b.html"), 0)
page = read("b.html")
ok(digest in page and "is not judged here" in page, "it names their digest, and judges no signature")

answers = json.loads(read("a.json"))
answers["document"]["packs"][0]["sha256"] = "0" * 64
g.write("unknown.json", answers)
check("answers to a questionnaire that is not at hand", tenken("show", "unknown.json", "--html", "u.html"), 0)
page = read("u.html")
ok("is not at hand" in page and ">electric.own<" in page and ">2 throughout<" in page, "are listed under their names")

old = json.loads(read("d.tenken")) | {"period": "2025"}
for r in old["requests"]:
    r["document"]["period"] = "2025"
g.write("old.tenken", old)
check("a new year from the old one", tenken("new", "next.tenken", "--request", "r1.json", "--from", "old.tenken", "--force"), 0)
tenken("set", "next.tenken", f"motors.own:{items[0]}=3")
check("its page", tenken("show", "next.tenken", "--html", "next.html"), 0)
page = read("next.html")
ok("What has changed since 2025" in page and "<td>1 partly</td>\n<td>3 established</td>" in page, "says what has changed since, without being told the file")
ok("lectric" not in page, "and nothing of what is not asked any more of another customer's questionnaire")
check("compared with another file", tenken("show", "next.tenken", "--html", "next.html", "--since", "next.tenken"), 0)
ok("Every answer is the same as then." in read("next.html"), "that one counts")

check("the draft is not overwritten", tenken("show", "d.tenken", "--html", "d.tenken"), 2, "would be overwritten")
check("nor by an export", tenken("export", "d.tenken", "--html", "d.tenken", "--request", "r1.json", "--unfinished"), 2, "would be overwritten")
check("one name for two files", tenken("export", "d.tenken", "--json", "y", "--html", "y", *signer), 2)
check("--since without a page", tenken("show", "d.tenken", "--since", "d.tenken"), 2)
check("a file of last year that is not there", tenken("show", "d.tenken", "--html", "z.html", "--since", "none.tenken"), 3, "none.tenken")
check("a directory that is not there", tenken("show", "d.tenken", "--html", "no/z.html"), 3)
ok(read("d.tenken").count("motors.own") == before.count("motors.own"), "the draft is whole")
print(f"1..{count}")
