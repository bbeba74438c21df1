#!/usr/bin/python3
"""The second year from home, with the real questionnaires, in both languages: how it begins is told whole; answers that no customer asks for yet are kept, not
gone; scores are compared on the questions that both years ask; and what is corrected in last year's draft afterwards is compared, and proposed, as corrected."""
import json
import pathlib

from steps import TOP, House, check, finish

PACKS = ("basic10", "supply-chain", "third-party")


def items(pack):
    found = json.loads((pathlib.Path(TOP) / "questionnaires" / f"{pack}.json").read_text(encoding="utf-8"))
    return [i["id"] for s in found["sections"] for i in s["items"] if "same_as" not in i]


ANSWERS = [f"{p}:{i}=1" for p in PACKS for i in items(p)]
BOTH, KEPT = sum(len(items(p)) for p in PACKS[:2]), len(items(PACKS[2]))
W = {"en": dict(closer="deserve a closer look: evidence", after="answers of 2026 deserve a closer look, if you like", waits="Next: 1 question waits for your IT vendor (3 ", begun=f"{BOTH} answers from before are proposed; each counts once you confirm it (y: still so) or answer anew. {KEPT} more are kept until a customer asks for them.",
                alike=f"On the {BOTH} questions that both years ask: 25.0 in 2026,", asked=f"In 2026 {BOTH + KEPT} questions were asked, this year {BOTH}.",
                counts=f"Answers: higher 1, lower 0, kept until a customer asks {KEPT}.", changed="changed 1 ", plain=f"{KEPT} answers are kept until a customer asks for them.",
                then="In 2026: 3 established", corrected='you corrected the answer to "3 established"', open=f"In 2026 it was 25.0 on the {BOTH} questions that both years ask."),
     "ja": dict(closer="の答えを仕上げる (証拠・範囲・予定を書き足す)", after="2026年度の行では", waits="次: 残りの1問 (3 ", begun=f"前回の答え{BOTH}問を引き継ぎました。どれも、今も同じと確かめるか (y)、答え直すと、有効になります。", alike=f"両方の年度で聞いた{BOTH}問では、2026年度は25.0点、今は",
                asked=f"質問の数は、前回 (2026) が{BOTH + KEPT}問、今年が{BOTH}問です。", counts=f"答え: 上がった 1、下がった 0、依頼が来るまで取ってある {KEPT}。", changed="変わった 1 ",
                plain=f"ほかの{KEPT}問の答えは、依頼が来るまで取ってあります。", then="2026年度の答え: 3 定着", corrected="2026年度の答えを「3 定着」に直しました。", open=f"両方の年度で聞く{BOTH}問では、2026年度は 25.0点でした。")}


def flat(screen):
    return "".join("".join(line.split("│")[-1] for line in screen.split("\n")).split())


for language, w in W.items():
    house = House("home", language)
    house.environment["TENKEN_DATADIR"] = TOP
    last, this = house.data / "2026.tenken", house.data / "2027.tenken"
    house.screen(["2" if language == "en" else "1"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    house.run("new", last, "--period", "2026", *(x for p in PACKS for x in ("--pack", p)))
    house.run("set", last, "supplier.name=Mihon Works", "perceived=2", *ANSWERS)
    text = house.screen(["Down"])
    check(f"what is answered, and asked by nobody, leads on to the closer look ({language})", "".join(w["closer"].split()) in flat(text), text)
    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"

    def has(name, words, keys):
        text = house.screen(keys)
        check(f"{name} ({language})", "".join(words.split()) in flat(text), text)

    has("in the new year that comes after it", w["after"], [])
    text = house.screen(["Enter", "Enter"])
    check(f"how the year begins is told whole ({language})", "".join(w["begun"].split()) in flat(text) and "…" not in text and this.exists(), text)
    has("while answers are open, last year's score is that of the questions that both years ask", w["open"], ["a", "Esc", "o"])
    house.run("set", this, *(f"{p}:{i}={3 if (p, i) == ('basic10', '2') else 1}" for p in PACKS[:2] for i in items(p)), "perceived=2")
    has("the scores are compared on the same questions", w["alike"], ["s"])
    has("and how many were asked is said", w["asked"], ["s"])
    has("what nobody asks now is kept", w["counts"], ["s", "o"])
    has("which is no change", w["changed"], ["s", "o", "Tab"])
    said = house.run("--lang", language, "home", "--plain", input="a 1\no\nq\nq\n").stdout
    check(f"line by line, too ({language})", w["plain"] in said and "".join(w["counts"].split()) in "".join(said.split()), said)
    house.run("set", this, "basic10:3=none")
    house.screen(["Enter", "v", "q"])
    has("who waits for the vendor alone is told for what", w["waits"], [])
    said = house.run("--lang", language, "home", "--plain", input="q\n").stdout
    check(f"line by line, too: the vendor ({language})", w["waits"] in said, said)

    home = flat(house.screen([]))
    check(f"home names with each total how many questions it stands on ({language})", ("(all%d)" if language == "en" else "(全%d問)") % (BOTH + KEPT) in home, home)

    # corrected afterwards: what is confirmed stays, the comparison follows, and what still waits is proposed as corrected
    this.unlink()
    house.screen(["Enter", "Enter"])
    house.run("set", this, "perceived=2", "basic10:1=1")
    house.run("set", last, "basic10:1=3", "basic10:2=3")
    has("a question confirmed before shows the corrected answer of last year", w["corrected"], ["a", "Left"])
    has("one that waits is proposed as corrected", w["then"], ["a", "Right"])
    house.screen(["a", "y"])
    answers = json.loads(this.read_text(encoding="utf-8"))["answers"]["basic10"]
    check(f"and confirmed so; what was answered before stays ({language})", [answers["2"]["level"], answers["1"]["level"]] == [3, 1], (answers["1"], answers["2"]))
finish()
