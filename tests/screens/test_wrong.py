#!/usr/bin/python3
"""An answer that was signed in two years is found wrong in the second one: home and the screen after sending say which customer of the year before
still has it, until it is corrected there or said to have been right. And what only waits to be confirmed again, since the year before was corrected,
does not count as changed. On screen and line by line, in both languages."""
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "net"))
from delivery_case import Prime  # noqa: E402
from steps import PASS, SEEN, TOP, House, check, finish  # noqa: E402

HERE = {"pack": "sample", "seals": False, "TENKEN_DATADIR": f"{TOP}/tests/screens"}
PRIMES = {"2027": Prime("Mihon Heavy", None, period="2027", **HERE), "2026": Prime("Mihon Electric", None, **HERE)}
ANSWERS = ["supplier.name=Mihon Works", "affirmation.name=Mihon Taro", "affirmation.role=owner", "perceived=3",
           "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10))]
WORDS = {"en": dict(changed="changed since", again="Next: confirm or change 1 answer from before.", marked="1 answer to confirm again", done="For Mihon Electric, nothing more is to be done now.",
               later="Still to do: for 2027, Mihon Heavy has the old answer to 2 Backups kept apart.", elsewhere="Not done yet: the row of Mihon Heavy for 2027 has 1 answer to be confirmed again.", after="Still to do: in 2026, Mihon Electric got the answer that you found wrong now.",
                    row="1 answer found wrong in 2027", next="Next: in 2027 you found 2 Backups kept apart wrong; Mihon Electric still has that answer for 2026.",
                    other="Next: choose the row of Mihon Electric for 2026, with an answer (2 Backups kept apart) that you found wrong in 2027.",
                    wait="Not done yet: the row of Mihon Electric for 2026", question='In 2027 you found "2 throughout" wrong and corrected it to "1 partly".',
                    here="First here: one that was found wrong later.", noted="Noted: it was right then"),
         "ja": dict(changed="署名のあとに変更", again="次: 前の答え1問を、確かめるか答え直す。", marked="もう一度確かめる答え1問", done="Mihon Electricについては、今はこれで終わりです。",
               later="まだ残っていること: 2027年度の分では、Mihon Heavyに「2 バックアップ」の直す前の答えを渡したままです。", elsewhere="まだ残っていること: Mihon Heavyの2027年度の行に、もう一度確かめる答えが1問あります。", after="まだ残っていること: 今回違っていたと分かった答えは、2026年度に Mihon Electricにも渡してあります。",
                    row="2027年度に違っていたと分かった答え1問", next="次: 2027年度に「2 バックアップ」の答えが違っていたと分かりました。Mihon Electric には、2026年度に同じ答えを渡したままです。",
                    other="次: Mihon Electricの2026年度の行を選ぶ。2027年度に違っていたと分かった答え (2 バックアップ) が、そこに残っています。",
                    wait="まだ残っていること: Mihon Electricの2026年度の行に", question="2027年度に、「2 全部」は違っていたとして「1 一部」に直しました。",
                    here="あとで違っていたと分かった質問から始めます。", noted="当時は正しかったと記録しました。")}

for language, w in WORDS.items():
    house = House("wrong", language, requests=())
    downloads = house.home / "Downloads"
    downloads.mkdir()
    drafts = {year: house.data / f"{year}.tenken" for year in PRIMES}

    def has(name, words, text, there=True):
        found = "".join(words.split()) in "".join("".join(line.split("│")[-1] for line in text.split("\n")).split())
        check(f"{name} ({language})", found == there, text)

    def receive(year):
        """Of the last revision."""
        digest = json.loads(drafts[year].read_text(encoding="utf-8"))["recipients"][0]["files"][0]["sha256"]
        (downloads / f"{digest}.receipt.json").write_bytes(PRIMES[year].receipt(digest))
        return house.screen(["d"])

    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S"])
    for year, prime in reversed(PRIMES.items()):
        house.run("request", "confirm", prime.request, "--fingerprint", prime.fingerprint())
        house.run("new", drafts[year], "--request", prime.request, *(["--from", drafts["2026"]] if year == "2027" else []))
        house.run("set", drafts[year], *ANSWERS[:4], *(ANSWERS[4:5] if year == "2026" else []), *ANSWERS[5:])
        key = ["Enter", PASS, "Tab", PASS, "Enter", "Up", "Enter", "Enter"] if year == "2026" else [PASS, "Enter"]
        house.screen(["f", *SEEN, "Enter", *key, "Enter", "m"])
        receive(year)
    before = {path: path.read_bytes() for path in drafts.values()}
    row = house.screen([])
    has("all is done in both years", w["changed"], row, False)

    house.screen(["Home", "Down", "a", "Right", "1"])
    answer = json.loads(drafts["2027"].read_text(encoding="utf-8"))["answers"]["sample"]["2"]
    check(f"this year's answer is to be confirmed again ({language})", answer.get("confirmed") is False, answer)
    row = house.screen(["Home"])
    has("but it did not change since it was signed", w["changed"], row.split("Mihon Electric")[0], False)
    has("it is asked for", w["again"], row)
    has("and its customer's row does not look done", w["marked"], row)
    sent = house.screen(["Home", "Down", "f", *SEEN, "Enter", PASS, "Enter", "m"])
    has("when the correction is sent, only that customer is done", w["done"], sent)
    has("the year after is still to be confirmed", w["later"], sent)
    has("and the cursor goes there", w["again"], house.screen([]))
    has("while the receipt is awaited home says so, too", w["elsewhere"], house.screen(["Home", "Down"]))
    for path, data in before.items():
        path.write_bytes(data)

    house.screen(["Home", "a", "Right", "1"])
    sent = house.screen(["Home", "f", *SEEN, "Enter", PASS, "Enter", "m"])
    has("when the correction is sent, the year before is still to be corrected", w["after"], sent)
    has("while the receipt is awaited home says so", w["wait"], house.screen(["Home"]))
    receive("2027")
    home = house.screen([])
    has("then that row says what is to be done", w["next"], home)
    has("and what it is about", w["row"], home)
    check(f"the cursor stands on it ({language})", any(line.startswith("  >") and "Mihon Electric" in line for line in home.split("\n")), home)
    has("another row names it", w["other"], house.screen(["Home"]))
    heard = house.run("home", "--plain", input="q\n").stdout
    has("line by line, too", w["next"], heard)
    house.play("home", [])
    opened = house.screen(["Enter"])
    has("Enter opens that question", w["question"], opened)
    has("and says why", w["here"], opened)
    house.play("question", ["Enter"])
    kept = {path: path.read_bytes() for path in drafts.values()}
    has("y says that it was right then", w["noted"], house.screen(["Enter", "y"]))
    has("and nobody asks again", w["row"], house.screen([]), False)
    for path, data in kept.items():
        path.write_bytes(data)
    heard = house.run("home", "--plain", input="2\ny\nq\nq\n").stdout
    has("line by line, too: the question", w["question"], heard)
    has("and what y does", w["noted"], heard)
    has("and nobody asks again there", w["row"], house.run("home", "--plain", input="q\n").stdout, False)
    for path, data in kept.items():
        path.write_bytes(data)
    house.screen(["Enter", "1"])
    has("or it is corrected, and handed in anew", w["changed"], house.screen([]))
    has("and is no longer wrong", w["row"], house.screen([]), False)
finish()
