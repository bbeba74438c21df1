#!/usr/bin/python3
"""A draft for a customer's request, and one with last year's answers: who signed, what is proposed, whose answers they are."""
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
count = 0


def ok(condition, name, detail=""):
    global count
    count += 1
    print(("ok" if condition else "not ok"), count, "-", name)
    if not condition:
        for line in str(detail).splitlines():
            print("#", line)


def tenken(*arguments, **more):
    return subprocess.run([TENKEN, *arguments], capture_output=True, text=True, env=os.environ | {"TENKEN_DATADIR": SMALL}, stdin=subprocess.DEVNULL, **more)


def check(name, run, status, *texts):
    said = run.stdout + run.stderr
    ok(run.returncode == status and all(t in said for t in texts), name, f"{run.returncode}\n{said}")


def pack(name):
    with open(f"{SMALL}/questionnaires/{name}.json", encoding="utf-8") as f:
        return json.load(f)


def named(p):
    return {"id": p["id"], "version": p["version"], "sha256": hashlib.sha256(g.canonical(p)).hexdigest()}


def own_pack(pack_id, text):
    p = copy.deepcopy(pack("small"))
    p["id"] = pack_id
    for section in p["sections"]:
        for item in section["items"]:
            item["title"] = {"ja": text, "en": text}
    return p


def request(packs, embedded=(), **more):
    document = g.request_document()
    document |= {"packs": [named(p) for p in packs], "embedded_packs": list(embedded)} | more
    return document


def write(name, value):
    with open(name, "w", encoding="utf-8") as f:
        json.dump(value, f, ensure_ascii=False, indent=1)
    return name


def read(name):
    with open(name, encoding="utf-8") as f:
        return json.load(f)


os.chdir(TMP)
key = g.new_key("ES256")
certificate = g.certificate(key, "Prime Motors")
signed = lambda document, **more: g.signed(document, key, certificate, **({"role": "requester", "kind": "request"} | more))

# A request as it should be.
private = own_pack("prime.extra", "private question")
good = request([pack("linked"), private], [private])
write("request.json", signed(good))
run = tenken("new", "r.tenken", "--request", "request.json")
digits = g.fingerprint(certificate)
check("a signed request makes a draft", run, 0, "Made r.tenken: 6 questions")
check("it says whose request it is", run, 0, "見本自動車", "2026-12-15", "CN=Prime Motors")
check("with the fingerprint in groups, to be read out", run, 0, " ".join(digits[i:i + 4] for i in range(0, 32, 4)), "have not confirmed this requester")
draft = read("r.tenken")
ok(draft["requests"] == [signed(good)] or draft["requests"][0]["document"] == good, "the request is kept as received", draft["requests"])
ok(draft["period"] == "2026" and draft["packs"] == [], "period and packs are the request's")
ok(draft["supplier"] == {"name": "見本製作所"}, "the firm's name is a first guess, the customer's code for it is not taken over", draft["supplier"])
check("its private question can be answered", tenken("set", "r.tenken", "prime.extra:1=2", "linked:copies=1"), 0, "private question")
check("and an alias whose home is not asked", tenken("show", "r.tenken"), 0, "Copies")

# Requests that are none, or not to be believed.
refusals = 0


def refused(name, value, status, *texts):
    global refusals
    refusals += 1
    file = f"bad{refusals}.json"
    if isinstance(value, bytes):
        with open(file, "wb") as f:
            f.write(value)
    else:
        write(file, value)
    run = tenken("new", "x.tenken", "--request", file)
    check(name, run, status, *texts)
    ok(not os.path.exists("x.tenken"), f"{name}: nothing is made")


changed = signed(good)
changed["document"] = good | {"due": "2027-12-15"}
refused("a request changed after signing", changed, 1, "is refused")
refused("a request signed as a supplier", signed(good, role="supplier"), 1, "is refused")
refused("a request signed as answers", signed(good, kind="answers") | {"format": "tenken-request/1"}, 1, "is refused")
refused("a request without signature", signed(good) | {"signatures": []}, 1, "is refused")
refused("answers in place of a request", g.signed(g.answers_document(), key, certificate), 3, "is no request")
refused("a request of a newer format", signed(good) | {"format": "tenken-request/2"}, 3, "a newer version of Tenken is needed")
refused("no JSON", b"Dear supplier,", 3)
refused("a pack that is nowhere", signed(request([own_pack("prime.gone", "q")])), 3, '"prime.gone"', "neither installed nor in the request")
stranger = own_pack("small", "other words")
refused("other questions under a name that everybody knows", signed(request([stranger], [stranger])), 3, '"small"', "differs from the one installed")
other = pack("small") | {"version": "2"}
refused("another version of an installed pack", signed(request([other])), 3, "in version 2, version 1 is installed")
broken = own_pack("prime.broken", "q")
del broken["sections"][0]["items"][0]["levels"]
refused("a pack that is not valid", signed(request([broken], [broken])), 3, "levels")
refused("a due date that is none", signed(good | {"due": "soon"}), 3)
check("a request that is not there", tenken("new", "x.tenken", "--request", "none.json"), 3, "none.json")
check("another period than the request's", tenken("new", "x.tenken", "--request", "request.json", "--period", "2025"), 3, "2026", "2025")

# Last year's answers.
tenken("new", "old.tenken", "--pack", "small", "--pack", "linked", "--period", "2025")
check("last year", tenken("set", "old.tenken", "small:1=3", "small:1.note=kept", "small:2=1", "small:5=done", "linked:contracts=2", "perceived=2",
                          "supplier.name=見本製作所", "inventory+=Mail;V;1;internet;-"), 0)
run = tenken("new", "n.tenken", "--pack", "small", "--from", "old.tenken")
check("each answer is proposed", run, 0, "3 answers from before are proposed")
check("new questions are named", run, 0, "New questions:", "small:3  Updates")
check("what is no longer asked is named", run, 0, "No longer asked", "linked:contracts")
draft = read("n.tenken")
ok(draft["answers"]["small"] == {"1": {"level": 3, "note": "kept", "confirmed": False}, "2": {"level": 1, "confirmed": False},
                                 "5": {"done": True, "confirmed": False}}, "but not confirmed", draft["answers"])
ok(draft["period"] == "2026" and draft["supplier"]["name"] == "見本製作所" and len(draft["inventory"]) == 1 and "perceived" not in draft,
   "the profile and the products come along, the belief is asked anew", draft)
ok(draft["last_year"]["period"] == "2025" and draft["last_year"]["answers"]["linked"] == {"contracts": {"level": 2}}, "the old record stands beside", draft["last_year"])
result = json.loads(tenken("show", "n.tenken", "--json").stdout)
ok(result["answered"] == 0 and result["unconfirmed"] == 3 and result["score"]["total"] is None, "and nothing is scored before that", result)
check("an answer given now is confirmed", tenken("set", "n.tenken", "small:1=3", "small:2.confirmed=yes"), 0, "2 of 4 questions answered")
with open("pass", "w") as f:
    f.write("correct horse battery\n")
tenken("identity", "new", "firm.p12", "--name", "Mihon Works", "--passphrase-file", "pass")
check("signed answers of last year", tenken("export", "old.tenken", "--json", "old.json", "--identity", "firm.p12", "--passphrase-file", "pass", "--unfinished"), 0)
check("a draft with last year's record in it exports", tenken("export", "n.tenken", "--json", "n.json", "--identity", "firm.p12", "--passphrase-file", "pass", "--unfinished"), 0)
ok("last_year" not in read("n.json")["document"] and "contracts" not in json.dumps(read("n.json")["document"]), "without that record")
check("serve as well", tenken("new", "s.tenken", "--pack", "small", "--from", "old.json"), 0, "3 answers from before are proposed")
ok(read("s.tenken")["answers"] == draft["answers"], "and propose the same")

# Reworded questions.
os.makedirs("next/questionnaires", exist_ok=True)
newer = copy.deepcopy(pack("small"))
newer["version"] = "2"
newer["sections"][0]["items"][0]["text"]["en"] = "Quite another question?"
write("next/questionnaires/small.json", newer)
write("old-pack.json", pack("small"))
tenken("new", "own.tenken", "--pack", "./old-pack.json")
tenken("set", "own.tenken", "small:1=3", "small:2=1")
run = subprocess.run([TENKEN, "new", "w.tenken", "--pack", "small", "--from", "own.tenken"], capture_output=True, text=True,
                     env=os.environ | {"TENKEN_DATADIR": TMP + "/next"}, stdin=subprocess.DEVNULL)
check("what was reworded since is named", run, 0, "Reworded since then:", "small:1  Copies")
ok("small:2" not in run.stdout.split("Reworded")[1].split("\n  N")[0], "what was not is not", run.stdout)

# A customer's own pack, not installed, that leads to a question of one that is, and that nobody names.
private = own_pack("prime.far", "Far")
private["sections"] = [private["sections"][0] | {"items": [{"id": "there", "same_as": "small:1"}]}]
private["checks"] = []
write("far.json", signed(request([private], [private])))
check("a request with a pack of its own", tenken("new", "far.tenken", "--request", "far.json"), 0, "1 question")
tenken("set", "far.tenken", "supplier.name=Mihon Works", "perceived=2")
with open("far.keys", "w", encoding="utf-8") as f:
    f.write("3\n")
check("is answered on screen", tenken("--lang", "en", "answer", "far.tenken", "--keys", "far.keys", "--screen", "far.txt"), 0)
ok(read("far.tenken")["answers"].get("small", {}).get("1", {}).get("level") == 3, "the answer lives where the question does", open("far.txt", encoding="utf-8").read())

# Somebody else's answers.
tenken("set", "old.tenken", "supplier.name=Another Firm")
run = tenken("new", "m.tenken", "--request", "request.json", "--from", "old.tenken")
check("another firm's answers are not mixed in", run, 3, "見本製作所", "Another Firm", "--force")
ok(not os.path.exists("m.tenken"), "nothing is made")
check("unless that is insisted on", tenken("new", "m.tenken", "--request", "request.json", "--from", "old.tenken", "--force"), 0, "Made m.tenken")
check("last year's file is not there", tenken("new", "y.tenken", "--pack", "small", "--from", "none.tenken"), 3, "none.tenken")
ok(not os.path.exists("y.tenken"), "nothing is made then either")
print(f"1..{count}")
