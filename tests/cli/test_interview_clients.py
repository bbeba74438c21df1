#!/usr/bin/env python3
"""A consultant's workspace: clients kept apart, and everything that may be wrong with their files, keys and locks, in words. TAP."""
import json
import os
import pathlib
import shutil
import stat
import subprocess

from consultant_case import TENKEN, TMP, Workspace, check, finish, make_key, openssl, report, said, tenken

os.chdir(TMP)
pathlib.Path("pass").write_text("secret\n", encoding="ascii")
pathlib.Path("wrong").write_text("not the secret\n", encoding="ascii")
make_key("a")
make_key("b")
A = Workspace("work", "a")


def tree(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def note(client, workspace=A):
    return workspace.private(client).get("items", {}).get("basic10", {}).get("1", {}).get("note")


def new(name, private, *lines):
    """A client with a private note; its id."""
    before = {c["id"] for c in A.clients()}
    run = A.plain("n", name, "", "basic10", "", f"m {private}", *lines, "q", "q")
    assert run.returncode == 0, said(run)
    return next(c["id"] for c in A.clients() if c["id"] not in before)


# ---- keys that do, and keys that do not ----
check("no key, no terminal: how to make one", tenken("interview", "--json"), 3, "tenken identity new FILE.p12", "--sealing")
tenken("identity", "new", "signing.p12", "--name", "Signer", "--passphrase-file", "pass")
made = tenken("identity", "new", "own.p12", "--name", "Consultant", "--sealing", "--passphrase-file", "wrong")
report(made.returncode == 0 and "private notes" in made.stdout, "the program makes one, and says what for", said(made))
make_key("ed", "-newkey", "ed25519", usage="critical,digitalSignature")
make_key("rsa", "-newkey", "rsa:2048", usage="critical,digitalSignature,keyEncipherment")
make_key("signs", usage="critical,digitalSignature")
for key in ("ed", "signs"):
    check(f"a key that only signs ({key}) is refused, with the way out", Workspace("none", key).run("--json"), 3, f"{key}.p12 can sign, but nothing can be encrypted for it", "--sealing")
report(not os.path.exists("none"), "and no workspace is made for it")
check("an RSA key does", Workspace("rsa-work", "rsa").run("--json"), 0, '"clients": []')
check("so does the program's own", tenken("interview", "--json", "--workspace", "own-work", "--identity", "own.p12", "--passphrase-file", "wrong"), 0, '"clients": []')
lost = Workspace("work", "a", "wrong").run("--json")
check("a wrong passphrase: what is lost, what is not, what to do", lost, 3, "a.p12: the passphrase is wrong", "private notes", "snippets", "Not lost: the firms' drafts", "everything signed", "--begin-anew")
report("Not lost" not in said(Workspace("work", "a", "no-such-file").run("--json")), "a missing passphrase file is another matter")

# ---- clients ----
mihon = new("見本製作所", "秘密のメモ", "2", "", "q")
other = new("Mihon Works", "quite another matter")
rows = {c["id"]: c for c in A.clients()}
report(rows[mihon]["name"] == "見本製作所" and rows[mihon]["asked"] == 10 and rows[mihon]["answered"] == 1 and rows[mihon]["last_session"] == "2026-11-21", "the list as JSON", rows)
report(note(mihon) == "秘密のメモ" and note(other) == "quite another matter" and A.private(mihon)["client"]["id"] == mihon, "each private record says whose it is, inside")
report(tree(f"work/{mihon}/record.tenken")["client_id"] == mihon, "the draft says it, too")
for path, mode in (("work", 0o700), (f"work/{mihon}", 0o700), (f"work/{mihon}/private.p7m", 0o600), (f"work/{mihon}/record.tenken", 0o600), ("work/workspace.json", 0o600)):
    report(stat.S_IMODE(os.lstat(path).st_mode) == mode, f"mode of {path.split('/')[-1]}", oct(os.lstat(path).st_mode))
check("the key is remembered", tenken("interview", "--json", "--workspace", "work", "--passphrase-file", "pass"), 0, mihon)

twin = new("Mihon Works", "a namesake")
listed = A.plain("q").stdout
report(f"{other[:8]} Mihon Works" in listed and f"{twin[:8]} Mihon Works" in listed and f"{mihon[:8]} " not in listed, "two of one name are told apart", listed)
tenken("set", f"work/{twin}/record.tenken", "supplier.corporate_number=7000012050002")
report("Mihon Works 7000012050002" in A.plain("q").stdout, "by the corporate number where there is one")
both = A.plain("/ mihon ｗｏｒｋｓ", "s", "/ 見本", "q").stdout
report(both.count("2 of 3 with") == 2 and "Sorted by: name" in both and "1 of 3 with \"見本\"" in both, "searched and sorted", both)
order = [c["id"] for c in A.clients()]
A.plain(f"d {order.index(other) + 1} 2026年11月20日", "q")
rows = A.clients()
report(rows[0]["id"] == other and rows[0]["next_due"] == "2026-11-20", "what is due comes first", rows)
report("was due 2026-11-20" in A.plain("q").stdout, "what is late is said to be")
check("no date at all", A.plain("d 1 soon", "q"), 0, "must be a date")
tenken("interview", "followups", f"work/{mihon}/record.tenken", "--add", "Restore", "--due", "2026-11-19")
row = A.clients()[0]
report(row["id"] == mihon and (row["followups_open"], row["followups_overdue"], row["next_due"]) == (1, 1, "2026-11-19"), "a follow-up is due, too", row)
tenken("set", f"work/{mihon}/record.tenken", "basic10:1=3", "basic10:1.assessor.level=1")
row = A.clients()[0]
report((row["differences"], row["without_reason"]) == (1, 1), "differences are counted, and those without a reason", row)

place = [c["id"] for c in A.clients()].index(twin) + 1
check("into the archive", A.plain(f"x {place}", "q"), 0, "in the archive now; nothing was deleted")
report({c["id"]: c["archived"] for c in A.clients()} == {mihon: False, other: False, twin: True}, "it is listed apart", A.clients())
check("and not opened there", A.plain("v", "1", "q"), 0, "x takes it out first")
check("out of it again", A.plain("v", "x 1", "q"), 0, "among your clients again")
report(note(twin) == "a namesake", "with all that was in it")

# ---- drafts that come from elsewhere ----
tenken("new", "theirs.tenken", "--pack", "basic10")
tenken("set", "theirs.tenken", "supplier.name=Third", "basic10:1=2")
before = pathlib.Path("theirs.tenken").read_bytes()
check("taken over as a copy, and said so", A.run("--adopt", "theirs.tenken"), 0, "A copy of theirs.tenken is a client now", "does not go into the file that you named")
third = next(c for c in A.clients() if c["name"] == "Third")
report(third["answered"] == 1 and pathlib.Path("theirs.tenken").read_bytes() == before, "with its answers; the file itself is untouched")
check("an interview of a draft where it lies", A.plain("go 1", "m about the fourth", "q", draft=("theirs.tenken",)), 0, "theirs.tenken: 1 of 10 answered, saved.")
fourth = tree("theirs.tenken")["client_id"]
report(fourth != third["id"] and note(fourth) == "about the fourth", "it has an id now, and its private record in the workspace", (fourth, note(fourth)))
listed = {c["id"]: c for c in A.clients()}
report(listed[fourth]["name"] == "Third" and listed[fourth]["answered"] == 1 and "problem" not in listed[fourth], "it is listed with the others, wherever it lies", listed[fourth])
run = A.plain("/ " + fourth, "1", "go 1", "q", "q")
report("about the fourth" in run.stdout, "and opened from the list", said(run))
os.rename("theirs.tenken", "moved.tenken")
report("is not there any more" in next(c for c in A.clients() if c["id"] == fourth).get("problem", ""), "gone from there, the list says where it was")
os.rename("moved.tenken", "theirs.tenken")
shutil.copy("theirs.tenken", "from-elsewhere.tenken")
B = Workspace("work-b", "b")
check("another workspace's client is refused", B.plain("q", draft=("from-elsewhere.tenken",)), 3, "of another workspace", "--adopt")
check("a copy of it becomes a new client there", B.run("--adopt", "from-elsewhere.tenken"), 0)
report(B.clients()[0]["id"] not in (fourth, third["id"]) and tree(f"work-b/{B.clients()[0]['id']}/record.tenken")["client_id"] == B.clients()[0]["id"], "under an id of its own")

# ---- an owner who changes the id ----
tenken("new", "tampered.tenken", "--pack", "basic10")
tenken("set", "tampered.tenken", "supplier.name=Curious")


def tampered(**members):
    draft = tree("tampered.tenken")
    draft.update(members)
    pathlib.Path("tampered.tenken").write_text(json.dumps(draft), encoding="utf-8")
    return A.plain("m", "q", draft=("tampered.tenken",))


def quiet(name, run, status, *texts):
    """Refused, and nothing of what is noted about anybody is said."""
    report(run.returncode == status and all(t in said(run) for t in texts) and "quite another" not in said(run) and "秘密" not in said(run), name, f"{run.returncode}\n{said(run)}")


quiet("another client's id in a firm's draft", tampered(client_id=other), 3, "another firm's private record", "--renamed")
quiet("and without a name", tampered(client_id=other, supplier={}), 3, "another firm's private record")
quiet("an id of nobody", tampered(client_id="00000000-1111-4222-8333-444444444444"), 3, "of another workspace")
quiet("an id that leads elsewhere", tampered(client_id="../../../../etc"), 3, "client_id: must be a UUID")
quiet("an id in capitals", tampered(client_id=other.upper()), 3, "client_id: must be a UUID")
quiet("an id that is a number", tampered(client_id=7), 3, "client_id")

# ---- files in each other's place, damaged, or no files at all ----
PRIVATE, RECORD = f"work/{mihon}/private.p7m", f"work/{mihon}/record.tenken"
kept = {path: pathlib.Path(path).read_bytes() for path in (PRIVATE, RECORD)}


def restore():
    for path, data in kept.items():
        if os.path.lexists(path):
            os.remove(path)
        pathlib.Path(path).write_bytes(data)
        os.chmod(path, 0o600)


def opened(lines=("q",)):
    """Opens that client from the list by its place."""
    place = [c["id"] for c in A.clients()].index(mihon) + 1
    return A.plain(str(place), *lines, "q")


def broken(name, *texts):
    run = opened()
    problem = next(c for c in A.clients() if c["id"] == mihon).get("problem", "")
    report(run.returncode == 0 and all(t in said(run) for t in texts) and all(t in problem for t in texts) and "quite another" not in said(run) and len(A.clients()) == 5, name,
           f"{problem}\n{said(run)}")
    restore()


shutil.copy(f"work/{other}/private.p7m", PRIVATE)
broken("another client's private file", "another client")
shutil.copy(f"work/{other}/record.tenken", RECORD)
broken("another client's draft", "but is of the client")
os.remove(PRIVATE)
os.symlink(f"../{other}/private.p7m", PRIVATE)
broken("a link to another client's private file", "symbolic link")
os.remove(RECORD)
os.symlink(f"../{other}/record.tenken", RECORD)
broken("a link to another client's draft", "symbolic link")
pathlib.Path(PRIVATE).write_bytes(kept[PRIVATE][:-1])
broken("cut off by a byte", "cannot be opened", "private.p7m.1")
pathlib.Path(PRIVATE).write_bytes(b"")
broken("empty", "cannot be opened")
flipped = bytearray(kept[PRIVATE])
flipped[len(flipped) // 2] ^= 1
pathlib.Path(PRIVATE).write_bytes(flipped)
broken("one bit turned", "cannot be opened")
pathlib.Path("plain.json").write_text(json.dumps(A.private(mihon)), encoding="utf-8")
shutil.copy("plain.json", PRIVATE)
broken("in the clear", "cannot be opened")
SEAL = ("cms", "-encrypt", "-binary", "-outform", "DER", "-in", "plain.json", "-out", PRIVATE)
openssl(*SEAL, "-aes-256-gcm", "-recip", "b.pem", "-keyopt", "ecdh_kdf_md:sha256")
broken("sealed for another key", "cannot be opened")
openssl(*SEAL, "-aes-256-cbc", "-recip", "a.pem", "-keyopt", "ecdh_kdf_md:sha256")
broken("plain CBC", "cannot be opened")
openssl(*SEAL, "-aes-256-gcm", "-recip", "a.pem")
broken("with a weak key derivation", "cannot be opened")
with open(PRIVATE, "wb") as file:
    file.truncate(40 * 1024 * 1024)
broken("huge", "larger than the limit")
for name, content, text in (("no private record", '{"format":"tenken-draft/1"}', "no private record"), ("of a newer version", '{"format":"tenken-interview/2"}', "tenken-interview/2"),
                            ("with a key twice", '{"format":"tenken-interview/1","format":"x"}', "private.p7m")):
    pathlib.Path("plain.json").write_text(content, encoding="utf-8")
    openssl(*SEAL, "-aes-256-gcm", "-recip", "a.pem", "-keyopt", "ecdh_kdf_md:sha256")
    broken(f"sealed well, but {name}", text)
os.remove(PRIVATE)
run = opened()
report("is missing" in said(run) and "private.p7m.1" in said(run) and not os.path.exists(PRIVATE), "missing, with an earlier version: not begun over", said(run))
restore()
check("after all that it opens again", opened(("go 1", "q")), 0, "秘密のメモ")
os.makedirs("work/not-a-client")
os.symlink(os.path.abspath(f"work/{other}"), "work/00000000-1111-4222-8333-444444444444")
report(len(A.clients()) == 5, "other folders and links to folders are no clients")
os.remove("work/00000000-1111-4222-8333-444444444444")

# ---- several at once, and who may not write ----
first = subprocess.Popen([TENKEN, "interview", "--plain", *map(str, A.options())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
place = [c["id"] for c in A.clients()].index(mihon) + 1
first.stdin.write(f"{place}\n")
first.stdin.flush()
seen = ""
while "The firm's level" not in seen:  # it is open now
    seen += first.stdout.read(1)
run = opened()
report(f"見本製作所" in said(run) and "is open in another window (process" in said(run) and str(first.pid) in said(run), "open twice: which client, by whom, what to do", said(run))
report("is open in another window" in said(A.plain(f"x {place}", "q")), "nor is it put away meanwhile")
run = A.plain(str([c["id"] for c in A.clients()].index(other) + 1), "keep m", "q", "q")
report(run.returncode == 0 and "Question 1" in run.stdout and "is open in another window" in said(run), "another client can be worked on; snippets cannot be added there, and that is said", said(run))
first.communicate("q\nq\n")
lock = pathlib.Path(f"work/{mihon}/.record.tenken.lock")
report(not lock.exists(), "no lock is left")
check("another consultant's key", Workspace("work", "b").run("--json"), 3, 'belongs to "Consultant a"', 'not to "Consultant b"', "--workspace FOLDER")
os.makedirs("photos")
pathlib.Path("photos/1.jpg").write_bytes(b"x")
check("a folder of other things is left alone", Workspace("photos", "a").run("--json"), 3, "holds other things")
report(os.listdir("photos") == ["1.jpg"], "nothing was put into it")
os.chmod(RECORD, 0o400)
run = opened()
report("read-only" in said(run), "a read-only draft is said to be", said(run))
os.chmod(RECORD, 0o600)

# ---- a lost key ----
Workspace("work", "b").run("--identity", "b.p12", "--begin-anew")  # the option is given twice: the last counts
run = Workspace("work", "b").run("--json")
report(run.returncode == 0, "the workspace goes on with another key", said(run))
W = Workspace("work", "b")
rows = {c["id"]: c for c in W.clients()}
report(rows[mihon]["name"] == "見本製作所" and rows[mihon]["answered"] == 1 and rows[mihon]["last_session"] is None, "answers are there, private records are new", rows[mihon])
aside = sorted(p.name for p in pathlib.Path(f"work/{mihon}").iterdir())
report(any(n.startswith("private.p7m.") and len(n) == len("private.p7m.12345678") for n in aside), "the old files are kept beside", aside)
old = next(n for n in aside if len(n) == len("private.p7m.12345678") and n.startswith("private.p7m."))
report(A.private(mihon, old)["items"]["basic10"]["1"]["note"] == "秘密のメモ", "and the old key still opens them")
check("the old key is refused by name now", A.run("--json"), 3, 'belongs to "Consultant b"')

# ---- the command line ----
for arguments in (("--adopt", "x", "y"), ("--json", "x"), ("--renamed",), ("--begin-anew",), ("x", "y"), ("--size", "1")):
    check(f"wrong: {' '.join(arguments)}", tenken("interview", *arguments), 2, "tenken interview")
check("in Japanese", tenken("--lang", "ja", "interview", "--json", "--workspace", "new", "--identity", "signs.p12", "--passphrase-file", "pass"), 3, "署名だけができる鍵")
finish()
