#!/usr/bin/python3
"""Home and the steps of handing in as text: every STEP below is a key script that goes on where the one before stopped, in both languages; its last screen
is compared with STEP.LANGUAGE.txt. UPDATE=1 writes those anew. Digits of our own new key are masked, since it is another one each time. At the end the
files that were signed on screen are verified."""
import json
import os
import pathlib
import re
import shutil
import subprocess

TENKEN, TMP, TOP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"]), os.environ["TOP"]
HERE = pathlib.Path(TOP) / "tests/screens/home"
count = 0

SEEN = ["Enter", "End", "Enter", "End", "Enter"]  # what both customers will see
PASS = "text correct horse battery"
LAST_YEAR = ["supplier.name=Mihon Works", "perceived=2", *(f"sample:{i}=1" for i in (1, 2, 3, 4, 10)), "sample-chain:survey=1",
             "sample-chain:contracts=na", "sample-chain:contracts.na_reason=-", "sample-chain:call=done"]
# name, keys, size, what is done before
STEPS = [
    ("language", [], "80x24"),
    ("first-profile", ["1", "2"], "80x24"),  # index into the languages, below
    ("number-explained", ["Tab", "Tab", "text 8000012050002", "Tab"], "80x24"),
    ("home-empty", ["text Mihon Works", "Ctrl-S"], "80x24"),
    ("open", ["r"], "80x24"),
    ("open-missing", ["r", "Down", "Down", "text nothing.json", "Enter"], "80x24"),
    ("request-first", ["r", "Enter"], "80x24"),
    ("begin", ["r", "Enter", "Enter"], "80x24"),
    ("home-requests", ["r", "Enter", "Enter", "Enter", "r", "Enter", "y", "Enter"], "80x24"),
    ("home-large", [], "120x36"),
    ("home-help", ["?"], "80x24"),
    ("todo", ["f", "Enter"], "80x24"),
    ("finish-answered", ["f"], "80x24"),
    ("recipients", ["f", "Enter"], "80x24"),
    ("recipients-confirmed", ["f", "Enter", "y"], "80x24"),
    ("affirm", ["f", "Enter"], "80x24"),
    ("preview", ["f", "Enter", "text Mihon Taro", "Enter", "text owner", "Enter", "Enter"], "80x24"),
    ("preview-end", ["f", "Enter", "End"], "80x24"),
    ("preview-large", ["f", "Enter"], "120x36"),
    ("key-none", ["f", *SEEN, "Enter"], "80x24"),
    ("key-differ", ["f", *SEEN, "Enter", "Enter", "Tab", PASS, "Tab", "text another one", "Enter"], "80x24"),
    ("key-made", ["f", *SEEN, "Enter", "Enter", "Tab", PASS, "Tab", PASS, "Enter"], "80x24"),
    ("sign-wrong", ["f", *SEEN, "Enter", "text wrong", "Enter"], "80x24"),
    ("signed", ["f", *SEEN, "Enter", PASS, "Enter"], "80x24"),
    ("home-signed", [], "80x24"),
]


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))


def masked(screen):
    """Times eight groups of four hex digits that are not a requester's, whose key is in the files here."""
    known = [" ".join(d[i:i + 4] for i in range(0, 32, 4)) for d in re.findall(r"[0-9a-f]{32}", "".join(REQUESTERS))]
    return re.sub(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", lambda m: m.group() if m.group() in known else " ".join(["0000"] * 8), screen)


def requesters():
    import base64
    import hashlib
    found = []
    for path in HERE.glob("request*.json"):
        header = json.loads(path.read_text(encoding="utf-8"))["signatures"][0]["protected"]
        header = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
        found.append(hashlib.sha256(base64.b64decode(header["x5c"][0])).hexdigest())
    return found


REQUESTERS = requesters()
for language in ("en", "ja"):
    house = TMP / language
    (house / "desk").mkdir(parents=True)
    data = house / ".local/share/tenken"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")} | {"HOME": str(house), "TENKEN_DATADIR": f"{TOP}/tests/screens"}
    for path in HERE.glob("request*.json"):
        shutil.copy(path, house / "desk")

    def run(*arguments):
        return subprocess.run([TENKEN, *map(str, arguments)], cwd=house / "desk", env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)

    data.mkdir(parents=True)
    for name, keys, size in STEPS:
        if name == "first-profile":
            keys = ["2" if language == "en" else "1"]
        if name == "open":  # last year's answers are there from here on
            run("new", data / "2025.tenken", "--pack", "sample", "--pack", "sample-chain", "--period", "2025")
            run("set", data / "2025.tenken", *LAST_YEAR)
        if name == "finish-answered":
            run("set", data / "2026.tenken", "perceived=3", *(a.replace("=1", "=2") if a.startswith("sample") else a for a in LAST_YEAR[2:]),
                "sample:2.note=Every spring.", "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials")
        if name == "number-explained":
            keys = ["p", *keys]
        if name == "home-empty":
            keys = ["p", *keys]
        script, screen = TMP / "keys", TMP / "screen"
        script.write_text("\n".join(keys) + "\n", encoding="utf-8")
        asked = run("home", "--keys", script, "--screen", screen, "--size", size)
        text = masked(screen.read_text(encoding="utf-8")) if asked.returncode == 0 else asked.stderr
        golden = HERE / f"{name}.{language}.txt"
        if os.environ.get("UPDATE") == "1":
            golden.write_text(text, encoding="utf-8")
        expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
        check(f"{name} ({language})", text == expected, text)
        screen.unlink(missing_ok=True)
    files = sorted((house / "Tenken/2026").glob("*"))
    settings = json.loads((house / ".config/tenken/settings.json").read_text(encoding="utf-8"))
    verified = run("verify", *files, "--pin", settings["identity"]["sha256"], "--json")
    check(f"two customers, two files each, all valid ({language})", len(files) == 4 and verified.returncode == 0, f"{files}\n{verified.stdout}")
    documents = [json.loads(f.read_text(encoding="utf-8"))["document"] for f in files if f.suffix == ".json"]
    packs = sorted([p["id"] for p in d["packs"]] for d in documents)
    check(f"each with its own questions only ({language})", packs == [["sample"], ["sample", "sample-chain"]] and
          len({d["assessment_id"] for d in documents}) == 2, packs)
print(f"1..{count}")
