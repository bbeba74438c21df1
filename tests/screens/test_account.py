#!/usr/bin/python3
"""After the interview: key scripts in account/NAME.keys on one client, the last screen compared with account/NAME.LANGUAGE.txt (UPDATE=1 writes
those anew); then what the steps do: the report, the draft for the firm, the firm's signature, the consultant's; the same in plain mode. TAP."""
import json
import os
import pathlib
import re
import shutil

from tap import TMP, TOP, finish, report, tenken

HERE = TOP / "tests" / "screens" / "account"
os.environ["TENKEN_DATADIR"] = str(TOP / "tests" / "screens")


def good(*arguments):
    done = tenken(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


os.chdir(TMP)
pathlib.Path("pass").write_text("correct horse battery\n", encoding="utf-8")
KEY = ("--passphrase-file", "pass")
good("identity", "new", "me.p12", "--name", "Mihon Consulting", "--sealing", *KEY)
good("identity", "new", "firm.p12", "--name", "Mihon Works", *KEY)
ME = ("--workspace", "ws", "--identity", "me.p12", *KEY)


def draft(name, language):
    english = language == "en"
    good("new", name, "--pack", "sample", "--pack", "sample-chain")
    good("set", name, f"supplier.name={'Mihon Works' if english else '見本製作所'}", "perceived=3", "sample:1=2", "sample:2=3", "sample:3=0", "sample:4=1", "sample:10=2",
         "sample-chain:survey=1", "sample-chain:contracts=1", "sample-chain:call=done", "sample:1.assessor.level=1", "sample:2.assessor.level=3", "sample:3.assessor.level=0",
         "sample:2.assessor.confidence=document")
    F = ("interview", "followups", name, "--add")
    good(*F, "The record of the last restore" if english else "最後に戻したときの記録", "--about", "sample:3", "--owner", "Tanaka" if english else "総務 田中", "--due", "2026-11-15")
    good(*F, "List of contractors" if english else "委託先の一覧", "--due", "2026-12-20")
    good(*F, "Photo of the second place" if english else "もう一つの保管場所の写真", "--about", "sample:2", "--due", "2026-12-01")
    good("interview", "followups", name, "--done", "3", "--on", "2026-11-20")
    good("set", name, f"sample:3.evidence+={'Restore test' if english else '復旧の記録'};record;;2026-11-19")
    shutil.copy(name, f"kept-{name}")


def play(language, keys, size="80x24", fresh=True, name=None):
    name = name or f"{language}.tenken"
    if fresh:
        for f in pathlib.Path(".").glob(f"{name}*"):
            f.unlink()
        shutil.rmtree("ws", ignore_errors=True)
        shutil.copy(f"kept-{name}", name)
    pathlib.Path("k").write_text(keys, encoding="utf-8")
    ran = tenken("--lang", language, "interview", name, *ME, "--keys", "k", "--screen", "screen.txt", "--size", size)
    return pathlib.Path("screen.txt").read_text(encoding="utf-8") if ran.returncode == 0 else ran.stdout + ran.stderr


for language in ("en", "ja"):
    draft(f"{language}.tenken", language)
for keys in sorted(HERE.glob("*.keys")):
    script = keys.read_text(encoding="utf-8")
    size = re.search(r"^# size: (\S+)", script, re.M)
    for language in ("en", "ja"):
        golden = HERE / f"{keys.stem}.{language}.txt"
        screen = play(language, script, size[1] if size else "80x24")
        if os.environ.get("UPDATE") == "1":
            golden.write_text(screen, encoding="utf-8")
        report(golden.exists() and golden.read_text(encoding="utf-8") == screen, f"{keys.stem} shows ({language})", screen)

# ---- what the keys do ----
play("en", "F d u")
tree = json.loads(pathlib.Path("en.tenken").read_text(encoding="utf-8"))
report("done_at" not in tree["followups"][0], "u takes the last change back", tree["followups"])
play("en", "F Enter Tab Tab text 2027-01-31\nEnter Enter")
screen = play("en", "R = =", fresh=True)
report("Nothing came after your ratings" in screen, "both stand: nothing is left to rate again", screen)
play("en", "R Down 2 Esc", fresh=True)
answers = json.loads(pathlib.Path("en.tenken").read_text(encoding="utf-8"))["answers"]["sample"]
report(answers["3"]["assessor"]["level"] == 2 and len(answers["3"]["assessor"]["basis"]) == 1, "one key rates again, with what it rests on", answers["3"])

# ---- the whole way: reason, co-signature, report, draft to the firm, its signature, the consultant's ----
screen = play("en", "X Down Enter\ntext no record of it\nEnter\nDown Down Down Down Enter")
tree = json.loads(pathlib.Path("en.tenken").read_text(encoding="utf-8"))
report(tree["answers"]["sample"]["1"]["assessor"].get("reason") == "no record of it" and tree.get("cosign_expected") is True, "the reason is asked for, the co-signature announced", screen)
erase = " ".join(["Backspace"] * 40)
screen = play("en", f"X End Up Up Enter {erase}\ntext out\nEnter", fresh=False)
report("out/2026-Mihon-Works-report.html" in screen and pathlib.Path("out/2026-Mihon-Works-report.xlsx").exists(), "the report is written", screen)
screen = play("en", f"X End Up Enter {erase}\ntext out\nEnter", fresh=False)
report("out/2026-Mihon-Works-draft.tenken" in screen and "tenken answer" in screen.replace("\n    ", " "), "the draft for the firm, and what it does with it", screen)
screen = play("en", f"X End Up Enter {erase}\ntext out\nEnter", fresh=False)
report("exists" in screen, "never over one that was handed over", screen)
screen = play("en", "X End Enter\ntext out/none.json\nEnter", fresh=False)
report("none.json" in screen and "!" in screen, "a file that is not there is said", screen)
handed = "out/2026-Mihon-Works-draft.tenken"
good("set", handed, "affirmation.name=Taro", "affirmation.role=owner")
good("export", handed, "--json", "out/a.json", "--identity", "firm.p12", *KEY)
screen = play("en", "X End Enter\ntext out/a.json\nEnter", fresh=False)
report("out/a.cosigned.json" in screen, "co-signed", screen)
signed = json.loads(pathlib.Path("out/a.cosigned.json").read_text(encoding="utf-8"))
report(len(signed["signatures"]) == 2 and signed["document"]["cosign_expected"] is True, "two signatures")
me = re.sub(r"[^0-9a-f]", "", re.search(r"Fingerprint:\s*((?:[0-9a-f]{4}\s*){16})", good("identity", "show", "me.p12", *KEY))[1])
firm = re.sub(r"[^0-9a-f]", "", re.search(r"Fingerprint:\s*((?:[0-9a-f]{4}\s*){16})", good("identity", "show", "firm.p12", *KEY))[1])
verdict = json.loads(good("verify", "out/a.cosigned.json", "--pin", firm, "--assessor", me, "--json"))["results"][0]
report(verdict["verdict"] == "trusted" and verdict["assessor_ratings"] == "trusted", "whoever knows both sees both signatures", verdict)
good("export", handed, "--from-signed", "out/a.cosigned.json", "--xlsx", "out/a.xlsx", "--identity", "firm.p12", *KEY)
report(json.loads(good("verify", "out/a.xlsx", "--pin", firm, "--json"))["results"][0]["verdict"] == "trusted", "the firm's workbook around it")
private = "SECRET-9f3a"
play("en", f"m\ntext {private}\nEsc\nX End Up Up Enter {erase}\ntext out\nEnter\nUp Enter {erase}\ntext out2\nEnter", fresh=False)
leaks = [f.name for f in pathlib.Path(".").rglob("*") if f.is_file() and f.name not in ("k",) and private.encode() in f.read_bytes()]
report(leaks == [], "a private note is in no file: report, draft, workspace", leaks)
play("en", "m", fresh=False)
report(private in pathlib.Path("screen.txt").read_text(encoding="utf-8"), "though it was kept")
pathlib.Path("screen.txt").unlink()

# ---- plain mode ----
def plain(lines, fresh=False):
    if fresh:
        play("en", "", fresh=True)
    return tenken("--lang", "en", "interview", "en.tenken", *ME, "--plain", text="\n".join(lines) + "\nq\n").stdout


said = plain(["F", "F 1", "2026-11-18", "F 9", "R", "X", "X 6", "X 7", "plain"], fresh=True)
report("1: overdue 2026-11-15  Restore tests: The record of the last restore, Tanaka" in said, "plain: follow-ups", said)
report("1: done 2026-11-18" in said and "no follow-up with this number" in said, "plain: done on a day", said)
report("done: 2026-11-20  Photo of the second place" in said and "evidence: 2026-11-19  Restore test" in said, "plain: what to rate again", said)
report("2 Differences explained: open, 1 difference, 1 without a reason" in said and "6 Co-signature: none" in said, "plain: the steps", said)
tree = json.loads(pathlib.Path("en.tenken").read_text(encoding="utf-8"))
report(tree.get("cosign_expected") is True and tree["followups"][0]["done_at"] == "2026-11-18", "plain: kept", tree["followups"])
report(pathlib.Path("plain/2026-Mihon-Works-report.html").exists(), "plain: the report is written", said)
said = plain(["go 2", "=", "R"])
report("Photo of the second place" not in said.split("go 2")[-1] or said.count("Photo of the second place") == 0, "plain: the rating stands", said)
said = plain(["show", "R", "X 4"])
report("Restore test" not in said.split("nothing private is said")[-1], "plain: nothing to rate again is named while the firm looks on", said)

finish()
