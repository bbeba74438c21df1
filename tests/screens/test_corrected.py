#!/usr/bin/python3
"""A wrong answer of last year is found in this year, where it was confirmed as still so, and corrected there: whoever corrects it is told that this
year has it, too; this year asks again instead of showing progress; and the second customer who was told the wrong answer is not forgotten."""
import json

from steps import PASS, SEEN, House, check, finish

ANSWERS = ["supplier.name=Mihon Works", "perceived=3", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)), "affirmation.name=Mihon Taro", "affirmation.role=owner"]
CHAIN = ["sample-chain:survey=1", "sample-chain:contracts=3", "sample-chain:call=done", "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials"]
WORDS = {"en": dict(unknown="First here: one that you did not know.", had="Revision 1: signed 2026-11-21, sent 2026-11-21, no receipt here", offered="Those of 2026 are offered: only what has changed is to be answered.", row="Next: choose the row of 見本電機 (Mihon Electric), who still has the old answers.", wait="Next: wait", answered=", answered on 2026-11-21", once="Next: confirm or change 1 answer from before.", later="2027 has the old answer, too", higher="Answers: higher 1",
                    confirm="! confirm: y", other="Still to do:", still="still has the old answers", which=("Changed since it was signed: 2 Backups kept apart: then 2 throughout, now 1 partly. What was changed by mistake is put back", "2 Backups kept apart: 1 partly, signed as 2 throughout", "(revision 1) is out of date: it was changed here after it was signed. What to do now: sign again and hand in the new files. Changed since"), repeat="The answers of 2027 repeat the old answer",
                    since="This is the record of 2026: correct only what was wrong then.", done="if it is done, answer so",
                    plain='In 2026 you corrected the answer to "1 partly". In 2027 it still is "2 throughout": y keeps that', earlier='In 2026 you signed "2 throughout" for 見本自動車 (Mihon Motors), 見本電機 (Mihon Electric). Was it wrong then, too? Correct it: at home, a on any row of 2026.', numbered="Correct it: at home, a and the number of a line of 2026, like a 2.", total="2026: as corrected on 2027-11-15 (revision 2), not as first signed."),
         "ja": dict(unknown="「わからない」と答えた最初の質問から始めます。", had="第1版: 2026-11-21 に署名、2026-11-21 に送付、受領書なし", offered="2026年度の答えを案として出すので、変わった所だけ答え直せば済みます。", row="次: 見本電機 (Mihon Electric) の行を選ぶ。古い答えが渡ったままです。", wait="受領書がメールで", answered="、2026-11-21 に回答", once="次: 前の答え1問を、確かめるか答え直す。", later="2027年度も前の答えのままです", higher="答え: 上がった 1",
                    confirm="! 未確認 y", other="まだ残っています:", still="には古い答えが渡ったままです", which=("署名のあとで変わった答え: 2 バックアップ: 前回 2 全部、今 1 一部。間違えて変えたものは", "2 バックアップ: 1 一部、署名した答えは 2 全部", "に渡した第1版は、古くなっています。署名のあとで、こちらの内容が変わりました。今すること: もう一度署名して、新しいファイルを渡してください。署名のあとで変わった答え"), repeat="2027年度の回答も前の答えのままです",
                    since="これは2026年度の記録です。", done="済んだなら答え直し",
                    plain="2026年度の答えを「1 一部」に直しました。2027年度の答えは「2 全部」のままです。", earlier="2026年度には「2 全部」と、見本自動車 (Mihon Motors)、見本電機 (Mihon Electric) あてに署名しました。当時も違っていたなら、はじめの画面の2026年度のどれかの行で a を押して直します。", numbered="はじめの画面で a 2 のように、a と2026年度の行の番号を入れて直します。", total="2026年度の点は、2027-11-15 に訂正したあと (第2版) のもので、最初に署名したときの点ではありません。")}


def flat(screen):
    return "".join("".join(line.split("│")[-1] for line in screen.split("\n")).split())


for language, w in WORDS.items():
    house = House("corrected", language)
    old, new = house.data / "2026.tenken", house.data / "2027.tenken"
    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    for _ in range(2):
        house.screen(["r", "Enter", "y", "Enter"])
    house.run("set", old, *ANSWERS, *CHAIN)
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"])
    signed = old.read_text(encoding="utf-8")
    visit = house.screen(["a", "Right", "1", "f", *SEEN, "Enter", PASS, "Enter", "m", "Esc", "Esc", "q"])
    here = next((line for line in visit.split("\n") if line.startswith("  >")), "")
    check(f"corrected and handed in for one, the cursor comes home to the one who still has the old answer ({language})",
          "見本電機" in here and w["wait"] not in visit, visit)
    old.write_text(signed, encoding="utf-8")
    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"
    started = house.screen([])
    check(f"before the second year begins home says that last year's answers are offered ({language})", "".join(w["offered"].split()) in "".join(started.split()), started)
    house.run("new", new, "--period", "2027", "--pack", "sample", "--from", old)
    house.run("set", new, "perceived=3", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)))
    stands = {"screen": house.screen(["Down", "Down", "f", "Home", "Down", "Down", "Enter"]), "line by line": house.run("home", "--plain", input="f 3\n3\n\n\n\nq\nq\n").stdout}
    for mode, text in stands.items():
        check(f"who stood behind last year's answers is proposed, name and role ({mode}, {language})", "Mihon Taro" in text and "owner" in text, text)
    before = old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8")

    def has(name, words, text):
        check(f"{name} ({language})", "".join(words.split()) in flat(text), text)

    lowered = {"screen": house.screen(["a", "Right", "1"]), "line by line": ""}
    new.write_text(before[1], encoding="utf-8")
    lowered["line by line"] = house.run("home", "--plain", input="a 3\ngo 2\n1\nq\nq\n").stdout
    new.write_text(before[1], encoding="utf-8")
    for mode, text in lowered.items():
        has(f"a confirmed answer that is lowered this year tells who was told the old one last year ({mode})", w["earlier" if mode == "screen" else "numbered"], text)
    unconfirmed = house.run("home", "--plain", input="a 3\ngo 2\n3\nq\nq\n").stdout
    check(f"one that is raised does not ({language})", "".join(w["earlier"].split()) not in flat(unconfirmed), unconfirmed)
    new.write_text(before[1], encoding="utf-8")

    undone = house.screen(["Up", "Up", "a", "Right", "1", "u"])
    check(f"what is taken back asks nothing again ({language})", new.read_text(encoding="utf-8") == before[1] and "".join(w["later"].split()) not in flat(undone), undone)
    old.write_text(before[0], encoding="utf-8")
    house.environment["TENKEN_CLOCK"] = "2027-11-20T00:00:00Z"
    house.run("set", new, "sample:3=3")
    elsewhere = new.read_text(encoding="utf-8")
    house.screen(["Up", "Up", "a", "Right", "Right", "1"])
    check(f"an answer that this year does not repeat is changed in last year's alone ({language})",
          old.read_text(encoding="utf-8") != before[0] and new.read_text(encoding="utf-8") == elsewhere, new)
    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"
    for path, text in zip((old, new), before):
        path.write_text(text, encoding="utf-8")
    told = house.run("home", "--plain", input="a 1\ngo 2\n1\nq\nq\n").stdout
    has("line by line, whoever corrects an answer is told that this year repeats it", w["repeat"], told)
    told = house.run("home", "--plain", input="3\nq\nq\n").stdout
    has("and this year asks it again", w["plain"], told)
    for path, text in zip((old, new), before):
        path.write_text(text, encoding="utf-8")
    house.environment["TENKEN_CLOCK"] = "2027-01-15T00:00:00Z"
    house.run("set", old, "sample:4.planned_level=3", "sample:4.planned_by=2027-01-31")
    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"
    late = {"screen": house.screen(["Up", "Up", "a", "Left", "Right"]), "line by line": house.run("home", "--plain", input="a 1\ngo 4\nq\nq\n").stdout}
    for mode, text in late.items():
        has(f"last year's record is not to be changed by what was done since ({mode})", w["since"], text)
        check(f"nor does a plan whose day is past ask for it ({mode}, {language})", "".join(w["done"].split()) not in flat(text), text)
    for path, text in zip((old, new), before):
        path.write_text(text, encoding="utf-8")

    house.run("set", old, "sample:4=unknown")
    for mode, text in {"screen": house.screen(["Up", "Up", "a"]), "line by line": house.run("home", "--plain", input="a 1\nq\nq\n").stdout}.items():
        has(f"whoever corrects begins with what was not known ({mode})", w["unknown"], text)
    for path, text in zip((old, new), before):
        path.write_text(text, encoding="utf-8")

    house.play("opened", ["Up", "Up", "a"])
    house.play("opened-wide", ["Up", "Up", "a"], "100x30")
    house.play("choosing", ["Up", "Up", "a", "Down"])
    house.play("told", ["Up", "Up", "a", "Right", "1"])
    house.play("changed", ["Up", "Up", "a"])
    told = house.run("home", "--plain", input="a 1\nr\nq\nd 1\n\nq\n").stdout
    for name, words in zip(("whoever opens corrected answers again hears which, and how to put one back", "the review says it of the answer", "and so does what was handed in"), w["which"]):
        has(name, words, told)
    answer = json.loads(new.read_text(encoding="utf-8"))["answers"]["sample"]["2"]
    check(f"this year's answer waits to be confirmed again, as it was ({language})", (answer["level"], answer.get("confirmed")) == (2, False), answer)
    has("home counts it", w["once"], house.screen(["Down", "Down"]))
    house.play("question", ["Down", "Down", "Enter"])
    years = house.screen(["Down", "Down", "Enter", "o"])
    has("the comparison says so", w["confirm"], years)
    check(f"and shows no progress ({language})", w["higher"] not in years, years)
    first = years
    check(f"before the correction is signed last year's points are as first sent ({language})", "".join(w["total"].split()) not in flat(first), first)
    has("after one customer's correction the other one is named", w["other"], house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"]))
    told = house.run("home", "--plain", input="f 1\nb\nq\n").stdout
    has("line by line, too, with the step that adds that one", "2: who else gets them; 6:" if language == "en" else "2: ほかの提出先を加える、6:", told)
    has("then the comparison says that last year's points are the corrected ones", w["total"], house.screen(["Down", "s", "o"]))
    has("line by line, too", w["total"], house.run("home", "--plain", input="s 3\no\nq\nq\nq\n").stdout)
    house.play("home", [])
    has("the row of the one who has the correction sends to the one who has not", w["row"], house.screen(["Up"]))
    has("the day of the first answers is the one that counts for the day when they were due", w["answered"], house.screen(["Up", "v"]))
    had = w["had"] + w["had"].replace("1", "2", 1).replace("2026-11-21", "2027-11-15")
    has("all that this customer has had is on the request's screen", had, house.screen(["Up", "v"]))
    has("and line by line", had, house.run("home", "--plain", input="v 1\n\nq\n").stdout)
    has("what was handed in before has the earlier one below", w["had"], house.screen(["Up", "d", "PgDn"]))
    has("and line by line, too", w["had"], house.run("home", "--plain", input="d 1\nl\n\nq\n").stdout)
    has("and last year is not done", w["still"], house.screen(["Down", "Down"]))
    house.screen(["Down", "Enter", "y"])
    answer = json.loads(new.read_text(encoding="utf-8"))["answers"]["sample"]["2"]
    check(f"still so: it is confirmed, and not asked a second time ({language})", "confirmed" not in answer and w["once"] not in house.screen(["Down"]), answer)
    visit = house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m", "Esc"])
    here = next((line for line in visit.split("\n") if line.startswith("  >")), "")
    check(f"with the last of them handed in the cursor stays on that customer's row ({language})", "見本電機" in here and w["wait"] in visit, visit)
finish()
