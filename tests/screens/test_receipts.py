#!/usr/bin/python3
"""Receipts of several customers and two years lie among the downloads: one key at home takes in all of them, whichever row the cursor is on, and says
whose they are and which are still awaited; on screen and line by line, in both languages."""
import json
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "net"))
from delivery_case import Prime  # noqa: E402
from steps import PASS, SEEN, TOP, House, check, finish  # noqa: E402

HERE = {"pack": "sample", "seals": False, "TENKEN_DATADIR": f"{TOP}/tests/screens"}
PRIMES = [Prime("Mihon Heavy", None, period="2027", **HERE), *(Prime(f"Mihon {name}", None, **HERE) for name in ("Electric", "Motors"))]  # as the rows stand
ANSWERS = ["supplier.name=Mihon Works", "affirmation.name=Mihon Taro", "affirmation.role=owner", "perceived=3",
           "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10))]
WORDS = {"en": dict(waits="2 more receipts are awaited, too.", lie="Next: 2 receipts lie among your downloads; Enter takes them in.", wait="wait some days",
                    two="2 receipts are here: Mihon Heavy (2027), Mihon Electric (2026). Still awaited: the receipt of Mihon Motors (2026).",
                    left="Still awaited: the receipt of Mihon Motors (2026).", last="1 receipt is here: Mihon Motors (2026).",
                    elsewhere="1 receipt lies among your downloads: d takes it in."),
         "ja": dict(waits="ほかに2通の受領書も待っています。", lie="次: ダウンロードに届いている受領書2通を、Enter で受け取る。", wait="数日待つ",
                    two="受領書を2通受け取りました: Mihon Heavy (2027年度)、Mihon Electric (2026年度)。まだ届いていない受領書: Mihon Motors (2026年度)。",
                    left="まだ届いていない受領書: Mihon Motors (2026年度)。", last="受領書を1通受け取りました: Mihon Motors (2026年度)。",
                    elsewhere="ダウンロードに受領書が1通届いています。d で受け取れます。")}

for language, w in WORDS.items():
    house = House("receipts", language, requests=())
    downloads = house.home / "Downloads"
    downloads.mkdir()
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S"])
    for i, year in ((0, "2027"), (1, "2026")):
        house.run("request", "confirm", PRIMES[i].request, "--fingerprint", PRIMES[i].fingerprint())
        house.run("new", house.data / f"{year}.tenken", "--request", PRIMES[i].request)
        house.run("set", house.data / f"{year}.tenken", *ANSWERS)
    shutil.copy(PRIMES[2].request, house.desk)
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter", "Up", "Enter", "Enter", "Enter", "m"])
    house.screen(["r", "Enter", "y", "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"])
    house.screen(["Enter", "a"])  # the second one of the year: all holds for that customer, too
    house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"])

    def has(name, words, text):
        check(f"{name} ({language})", "".join(words.split()) in "".join(text.split()), text)

    def kept():
        return [len(json.loads((house.data / f"{year}.tenken").read_text(encoding="utf-8")).get("receipts", [])) for year in ("2027", "2026")]

    def lay(i):
        """As it was handed in: the answers as one file in the open."""
        draft = json.loads((house.data / f"{2027 if i == 0 else 2026}.tenken").read_text(encoding="utf-8"))
        request = [e["document"]["requester"]["name"] for e in draft["requests"]].index(PRIMES[i].name)
        digest = draft["recipients"][request]["files"][0]["sha256"]
        (downloads / f"{digest}.receipt.json").write_bytes(PRIMES[i].receipt(digest))

    none = house.screen([])
    has("home counts receipts that are awaited", w["waits"], none)
    has("and waits for them", w["wait"], none)
    lay(0)
    lay(1)
    before = {path: path.read_bytes() for path in house.data.glob("*.tenken")}
    house.play("lie", [])
    for name, keys in (("d", ["d"]), ("Enter", ["Enter"]), ("d in the row of one that has none yet", ["Down", "Down", "d"]), ("d in a year's row", ["End", "d"])):
        for path, data in before.items():
            path.write_bytes(data)
        has(f"{name} takes in all that lie there, says whose and which are awaited", w["two"], house.screen(keys))
        check(f"and they are kept ({name}, {language})", kept() == [1, 1], kept())
    for line in ("d 3", "d 1", ""):
        for path, data in before.items():
            path.write_bytes(data)
        has(f"so it is line by line ({line})", w["two"], house.run("home", "--plain", input=f"{line}\nq\nq\n").stdout)
        check(f"and they are kept ({line}, {language})", kept() == [1, 1], kept())
    house.play("done", ["Home", "d"])
    has("of a customer whose receipt is here: line by line, too, what is awaited elsewhere", w["left"], house.run("home", "--plain", input="d 1\n\nq\n").stdout)
    lay(2)
    has("a row that is done tells of a receipt that has come for another", w["elsewhere"], house.screen(["Home"]))
    has("and d there takes it in", w["last"], house.screen(["Home", "d"]))
    check(f"none is left ({language})", kept() == [1, 2], kept())
finish()
