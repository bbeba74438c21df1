#!/usr/bin/python3
"""A second customer asks when the first one's answers are signed: what both ask is marked, shown on one list, and confirmed for the second; the first
one's answers stay as they are, and can be signed again while the marks stand."""
import json
import shutil

from steps import PASS, SEEN, House, check, finish

ANSWERS = ["supplier.name=Mihon Works", "perceived=3", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)), "affirmation.name=Mihon Taro", "affirmation.role=owner"]
CHAIN = ["sample-chain:survey=1", "sample-chain:contracts=3", "sample-chain:call=done", "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials"]

for language in ("en", "ja"):
    house = House("second", language)
    draft = house.data / "2026.tenken"

    def documents():
        return [json.loads(f.read_text(encoding="utf-8"))["document"] for f in sorted((house.home / "Tenken/2026").glob("*.json"))]

    def given(path=draft):
        return json.loads(house.run("show", path, "--json").stdout)["to_confirm"]

    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    house.screen(["r", "Enter", "y", "Enter"])  # the one who asks for both packs: nothing is answered yet
    house.run("set", draft, *ANSWERS, *CHAIN)
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter"])
    first = documents()
    check(f"the first customer has signed answers ({language})", len(first) == 1 and "unfinished" not in first[0], first)
    check(f"before a second one asks nothing is to be confirmed ({language})", given() == [], given())
    before = house.desk / "before.tenken"
    shutil.copy(draft, before)
    house.screen(["r", "Enter", "y", "Enter"])
    waiting = given()
    check(f"the second one's {5} answers are to be confirmed ({language})", [w["answers"] for w in waiting] == [5], waiting)
    text = house.run("show", draft).stdout
    check(f"show says so ({language})", waiting[0]["requester"] in text and " 5" in text, text)

    house.play("home", [])
    kept = house.desk / "kept.tenken"
    shutil.copy(draft, kept)
    house.run("set", draft, "sample-chain:survey=3")
    marked = house.screen([])
    check(f"an answer that is to be confirmed is named as the weakest by its level alone ({language})", ("weakest: questions 2, 3, 4, 5 at level 2\n"
          if language == "en" else "一番弱い重要項目: 質問2、3、4、5 (段階2)\n") in marked, marked)
    shutil.copy(kept, draft)
    house.play("list", ["Enter"])
    house.play("question", ["Enter", "Down", "Enter"])
    house.play("later", ["Enter", "Esc"])
    check(f"put off, nothing is confirmed or signed ({language})", [w["answers"] for w in given()] == [5] and len(documents()) == 1, given())
    house.play("review", ["s", "r", "Tab", "Tab"])
    handing = house.screen(["f"])
    check(f"f hands in from the review and the years, too ({language})", house.screen(["s", "r", "Tab", "f"]) == handing and
          house.screen(["s", "o", "f"]) == handing, house.screen(["s", "r", "Tab", "f"]))
    check(f"Esc from results goes back home, where they were chosen ({language})", house.screen(["s", "Esc"]) == house.screen([]), house.screen(["s", "Esc"]))
    check(f"and to the question, where they were chosen there ({language})", house.screen(["Enter", "Enter", "s", "Esc"]) == house.screen(["Enter", "Enter"]))
    house.play("todo", ["f", "Enter"])
    house.play("finish", ["f"])
    house.play("taken-back", ["Enter", "y", "u"])
    house.play("one-confirmed", ["Enter", "y"])
    check(f"one key confirmed one ({language})", [w["answers"] for w in given()] == [4], given())

    # What concerns the second customer does not stop the first one's export; a script for the second one is refused.
    secret = house.home / "pass"
    secret.write_text(PASS.removeprefix("text ") + "\n", encoding="utf-8")
    key = next(house.data.glob("*.p12"))
    sign = ["--identity", key, "--passphrase-file", secret]
    one, two = first[0]["request"]["id"], waiting[0]["request_id"]
    again = house.run("export", draft, "--request", one, "--json", "again.json", *sign)
    check(f"the first customer's answers can be signed meanwhile ({language})", again.returncode == 0, again.stderr)
    again = json.loads((house.desk / "again.json").read_text(encoding="utf-8"))["document"]
    check(f"as they were, in a new revision ({language})", again["answers"] == first[0]["answers"] and again["revision"] == first[0]["revision"] + 1)
    refused = house.run("--lang", language, "export", draft, "--request", two, "--json", "two.json", *sign)
    check(f"the second one's not ({language})", refused.returncode == 1 and not (house.desk / "two.json").exists(), refused.stderr)
    check(f"and why is said ({language})", ("before this customer asked" if language == "en" else "依頼より前に") in refused.stderr, refused.stderr)
    copy = house.desk / "copy.tenken"
    shutil.copy(draft, copy)
    partly = house.run("export", copy, "--request", two, "--json", "partly.json", "--unfinished", *sign)
    partly = json.loads((house.desk / "partly.json").read_text(encoding="utf-8"))["document"]
    check(f"an unfinished one says which are unconfirmed ({language})", partly["unfinished"] is True and
          sorted(a.get("confirmed", True) for a in partly["answers"]["sample"].values()).count(False) == 4, partly["answers"])
    check(f"no mark leaves the firm ({language})", "to_confirm" not in json.dumps([again, partly]))

    # The same on copies: line by line, from a script, and a mark that somebody spoiled.
    shutil.copy(draft, copy)
    told = house.run("--lang", language, "answer", copy, "--plain", input="9\n2\ny\ny\nq\n").stdout
    check(f"line by line the list is told, one is looked at, then all are confirmed ({language})", given(copy) == [] and
          told.count(waiting[0]["requester"]) > 2 and ("Saved: 2 Backups kept apart" if language == "en" else "保存しました: 2 バックアップ") in told, told)
    steps = ("1 Answers complete: done", "signing without this step is fine") if language == "en" else ("1 回答はそろったか: 済み", "書き足すと")
    check(f"and what is left is signing, without the second pass again ({language})", steps[0] in told and steps[1] not in told, told)
    shutil.copy(draft, copy)
    house.run("set", copy, "sample:3=2", "sample:4.confirmed=yes")
    check(f"an answer given anew and one confirmed by a script wait no longer ({language})", [w["answers"] for w in given(copy)] == [2], given(copy))
    text = json.loads(draft.read_text(encoding="utf-8"))
    text["answers"]["sample"]["3"]["to_confirm"][0]["on"] = "yesterday"
    copy.write_text(json.dumps(text), encoding="utf-8")
    spoiled = house.run("show", copy)
    check(f"a spoiled mark is refused by its place ({language})", spoiled.returncode == 3 and "answers.sample.3.to_confirm[1].on" in spoiled.stderr, spoiled.stderr)

    straight = house.run("export", before, "--request", "request-2.json", "--json", "straight.json", *sign)
    check(f"an export for a request that is new to the draft takes it in, with the same marks ({language})",
          straight.returncode == 1 and [w["answers"] for w in given(before)] == [5] and not (house.desk / "straight.json").exists(), straight.stderr)
    own = house.desk / "own.tenken"
    house.run("new", own, "--pack", "sample")
    house.run("set", own, *ANSWERS)
    straight = house.run("export", own, "--request", "request-2.json", "--json", "straight.json", *sign)
    check(f"answers that nobody had asked for are given with the export that names the request ({language})", straight.returncode == 0, straight.stderr)

    house.play("all-confirmed", ["Enter", "a"])
    check(f"nothing is left to confirm ({language})", given() == [], given())
    done = house.run("export", draft, "--request", two, "--json", "two.json", *sign)
    check(f"and the second one's can be signed ({language})", done.returncode == 0, done.stderr)
finish()
