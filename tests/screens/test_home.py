#!/usr/bin/python3
"""Home and the steps of handing in as text (steps.py), in both languages. At the end the files that were signed on screen are verified."""
import json
import subprocess

from steps import PASS, SEEN, TENKEN, House, check, finish

BOTH = [*SEEN, *SEEN[1:]]  # what both customers will see
YEAR = ["Down", "Down", "f"]  # hand in from the year's row: to everybody who has nothing yet
LAST_YEAR = ["supplier.name=Mihon Works", "perceived=2", *(f"sample:{i}=1" for i in (1, 2, 3, 4, 10)), "sample-chain:survey=1",
             "sample-chain:contracts=na", "sample-chain:contracts.na_reason=-", "sample-chain:call=done"]
# name, keys, size, what is done before
STEPS = [
    ("language", [], "80x24"),
    ("first-profile", ["1", "2"], "80x24"),  # index into the languages, below
    ("number-explained", ["Tab", "Tab", "text 8000012050002", "Tab"], "80x24"),
    ("home-empty", ["text Mihon Works", "Ctrl-S"], "80x24"),
    ("begin-first", ["Down", "Enter"], "80x24"),  # nothing to take over
    ("open", ["r"], "80x24"),
    ("open-missing", ["r", "Down", "Down", "text nothing.json", "Enter"], "80x24"),
    ("request-first", ["r", "Enter"], "80x24"),
    ("begin", ["r", "Enter", "Enter"], "80x24"),
    ("begun", ["r", "Enter", "Enter", "Enter"], "80x24"),  # what confirming means
    ("begun-home", ["q"], "80x24"),
    ("home-requests", ["r", "Enter", "y", "Enter"], "80x24"),
    ("home-large", [], "120x36"),
    ("home-help", ["?"], "80x24"),
    ("todo", [*YEAR, "Enter"], "80x24"),
    ("preview-no-products", [*YEAR, "4", "End"], "80x24"),
    ("products-from-steps", [*YEAR, "i"], "80x24"),
    ("finish-answered", [*YEAR], "80x24"),
    ("finish-second", ["Down", "f"], "80x24"),  # only the customer of the row
    ("recipients", [*YEAR, "Enter"], "80x24"),
    ("recipients-confirmed", [*YEAR, "Enter", "y"], "80x24"),
    ("affirm", [*YEAR, "Enter"], "80x24"),
    ("preview", [*YEAR, "Enter", "text Mihon Taro", "Enter", "text owner", "Enter", "Enter"], "80x24"),
    ("preview-end", [*YEAR, "Enter", "End"], "80x24"),
    ("preview-large", [*YEAR, "Enter"], "120x36"),
    ("key-none", [*YEAR, *BOTH, "Enter"], "80x24"),
    ("key-differ", [*YEAR, *BOTH, "Enter", "Enter", PASS, "Tab", "text another one", "Enter"], "80x24"),
    ("key-made", [*YEAR, *BOTH, "Enter", "Enter", PASS, "Tab", PASS, "Enter"], "80x24"),
    ("sign-open", [*YEAR, *BOTH, "Enter", "Enter", PASS, "Tab", PASS, "Enter", "Up", "Enter", "Enter", PASS], "80x24"),  # once more
    ("sign-folder", [*YEAR, *BOTH, "Enter", "Ctrl-F"], "80x24"),
    ("sign-elsewhere", [*YEAR, *BOTH, "Enter", "Ctrl-F", "text ~/elsewhere", "Enter", PASS], "80x24"),
    ("sign-wrong", [*YEAR, *BOTH, "Enter", "text wrong", "Enter"], "80x24"),
    ("signed", [*YEAR, *BOTH, "Enter", PASS, "Enter"], "80x24"),
    ("home-signed", [], "80x24"),
    ("finish-signed", [*YEAR], "80x24"),
    ("key-from-home", ["K"], "80x24"),  # as home says
    ("key-from-home-and-back", ["K", "Esc"], "80x24"),
    ("products-from-home", ["i"], "80x24"),
    ("products-from-home-and-back", ["Down", "i", "Esc"], "80x24"),
    ("finish-signed-second", ["Down", "f"], "80x24"),
]

for language in ("en", "ja"):
    house = House("home", language)
    run, data = house.run, house.data
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
        if name == "sign-open":
            (data / "signing-key.p12").unlink()
        house.play(name, keys, size)
    back = house.screen(["f", "4", "Esc"])
    check(f"leaving what they see of signed answers does not say that the step is open ({language})", ("stays open" if language == "en" else "最後まで読んで") not in back, back)
    said = subprocess.run([TENKEN, "--lang", language, "--plain"], input="f 3\n\n\nb\nq\n", text=True, env=house.environment, stdout=subprocess.PIPE, check=True).stdout
    pair = "two files: the first is for" if language == "en" else "どの取引先にも二つで一組です"
    check(f"line by line what is true of the files for both is heard once, below them ({language})", said.count(".xlsx") == 2 and said.count(pair) == 1 and
          said.rindex(".xlsx") < said.index(pair) and said.count("Excel") == 1, said)
    files = sorted((house.home / "Tenken/2026").glob("*"))
    verified = run("verify", *files, "--pin", house.pin(), "--json")
    check(f"two customers, two files each, all valid ({language})", len(files) == 4 and verified.returncode == 0, f"{files}\n{verified.stdout}")
    page = house.home / "Tenken" / ("for-yourself" if language == "en" else "自社用") / "2026-Mihon-Works.html"
    text = page.read_text(encoding="utf-8")
    check(f"the owner's own page lies apart from them, readable by nobody else ({language})", page.stat().st_mode & 0o077 == 0 and page.parent.stat().st_mode & 0o077 == 0 and
          "Mihon Works" in text and "Every spring." in text and ("You have signed these answers for: " if language == "en" else "次の取引先あてに署名した回答です") in text and "tenken " not in text, page)
    documents = [json.loads(f.read_text(encoding="utf-8"))["document"] for f in files if f.suffix == ".json"]
    packs = sorted([p["id"] for p in d["packs"]] for d in documents)
    check(f"each with its own questions only ({language})", packs == [["sample"], ["sample", "sample-chain"]] and
          len({d["assessment_id"] for d in documents}) == 2, packs)
finish()
