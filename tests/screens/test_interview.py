#!/usr/bin/python3
"""tenken interview: key scripts in interview/NAME.keys on one client, the last screen compared with interview/NAME.LANGUAGE.txt (UPDATE=1 writes those
anew). Lines at the top of a script: "# size: 100x30", "# ambiguous: 2"."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess

TENKEN, TMP, TOP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"]), pathlib.Path(os.environ["TOP"])
HERE = TOP / "tests" / "screens" / "interview"
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())), flush=True)


def tenken(*arguments):
    return subprocess.run([TENKEN, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


def need(*arguments):
    result = tenken(*arguments)
    assert result.returncode == 0, f"{arguments}: {result.stdout}{result.stderr}"
    return result


# The sample packs with a consultant's side: what to ask aloud and the like.
TALK = json.loads((HERE / "talk.json").read_text(encoding="utf-8"))
(TMP / "data" / "questionnaires").mkdir(parents=True)
for path in sorted((TOP / "tests" / "screens" / "questionnaires").glob("*.json")):
    pack = json.loads(path.read_text(encoding="utf-8"))
    for section in pack["sections"]:
        for item in section["items"]:
            if "same_as" not in item:
                item["interview"] = TALK.get(f"{pack['id']}:{item['id']}", TALK["*"])
    (TMP / "data" / "questionnaires" / path.name).write_text(json.dumps(pack, ensure_ascii=False), encoding="utf-8")
os.environ["TENKEN_DATADIR"] = str(TMP / "data")

KEY = TMP / "consultant.p12"
(TMP / "pass").write_text("correct horse battery\n")
need("identity", "new", KEY, "--name", "Mihon Consulting", "--sealing", "--passphrase-file", TMP / "pass")
WORDS = {
    "en": dict(firm="Mihon Works", note="Includes the PCs in the plant", shared="Agreed: a drill every spring", reason="No record of the drill",
               private="Leaves it all to the vendor; the one in charge goes next month.", snippet="Written rules are still missing"),
    "ja": dict(firm="見本製作所", note="工場のパソコンも含みます", shared="毎年春に訓練することで合意", reason="訓練の記録がない",
               private="業者任せ。担当者は来月退職。", snippet="文書にした決まりがまだない"),
}


def interview(language, keys, *more):
    script, screen = TMP / "keys", TMP / "screen.txt"
    script.write_text(keys, encoding="utf-8")
    result = tenken("--lang", language, "interview", TMP / "draft.tenken", "--workspace", TMP / "workspace", "--identity", KEY, "--passphrase-file", TMP / "pass",
                    "--keys", script, "--screen", screen, *more)
    return result, screen.read_text(encoding="utf-8") if result.returncode == 0 else ""


def forget():
    for path in (TMP / "workspace", *TMP.glob("draft.tenken*")):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


for language, w in WORDS.items():
    forget()
    need("new", TMP / "draft.tenken", "--pack", "sample", "--pack", "sample-chain")
    need("set", TMP / "draft.tenken", f"supplier.name={w['firm']}", "sample:1=2", "sample:1.assessor.level=1", "sample:1.assessor.confidence=document", f"sample:1.assessor.reason={w['reason']}",
         f"sample:1.assessor.note={w['shared']}", "sample:2=3", f"sample:2.note={w['note']}", "sample:3=2", "sample:3.assessor.level=0", "sample:3.assessor.confidence=heard",
         "sample-chain:contracts=na", "sample-chain:contracts.na_reason=-")
    result, _ = interview(language, f"g text 3\nEnter m text {w['private']}\nEsc k g text 4\nEnter m text {w['private']}\nCtrl-N Esc n text {w['snippet']}\nCtrl-N Ctrl-U Esc g text 1\nEnter\n")
    check(f"a client to interview ({language})", result.returncode == 0, result.stderr)
    shutil.copytree(TMP / "workspace", TMP / f"workspace.{language}")
    shutil.copy(TMP / "draft.tenken", TMP / f"draft.{language}")

for keys in sorted(HERE.glob("*.keys")):
    script = keys.read_text(encoding="utf-8")
    options = dict(line[2:].split(": ", 1) for line in script.splitlines() if line.startswith(("# size: ", "# ambiguous: ")))
    more = ["--size", options.get("size", "80x24")] + (["--ambiguous-width", options["ambiguous"]] if "ambiguous" in options else [])
    for language, w in WORDS.items():
        forget()
        shutil.copytree(TMP / f"workspace.{language}", TMP / "workspace")
        shutil.copy(TMP / f"draft.{language}", TMP / "draft.tenken")
        result, screen = interview(language, script, *more)
        golden = HERE / f"{keys.stem}.{language}.txt"
        if os.environ.get("UPDATE") == "1" and screen:
            golden.write_text(screen, encoding="utf-8")
        check(f"{keys.stem} shows ({language})", result.returncode == 0 and golden.exists() and screen == golden.read_text(encoding="utf-8"), result.stderr + screen)
        if "presenter" in keys.stem:
            hidden = [w["private"][:8], *(text[language][:12] for item in TALK.values() for text in (*item["probes"], *item["good_evidence"], item["overstated"]))]
            check(f"{keys.stem} shows nothing private ({language})", screen and not any(words in screen for words in hidden), screen)
print(f"1..{count}")
