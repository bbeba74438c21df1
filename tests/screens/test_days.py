#!/usr/bin/python3
"""A planned day goes by before the answers are signed: the check and the preview say so, in both modes, and hold nothing back; what changes
beside the answers after signing is named; a year later a correction of
those answers sends what was done since to this year's answers; and the new year's answers, which the plan came along with, are not signed as if
it had never been."""
from steps import PASS, SEEN, House, check, finish

ANSWERS = ["supplier.name=Mihon Works", "perceived=3", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)), "affirmation.name=Mihon Taro", "affirmation.role=owner",
           "sample-chain:survey=1", "sample-chain:contracts=3", "sample-chain:call=done", "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials"]
BESIDE = ["sample:2.note=Restored in spring", "sample:2.evidence+=Backup log;;;2026-03-02"]
PLANS = ["sample:2.planned_level=3", "sample:2.planned_by=2026-12-01", "sample:1.planned_level=3", "sample:1.planned_by=2027-06-30"]
W = {"en": dict(undone="Planned then, day past, not done: 2 Backups kept apart (2026-12-01).", off="Put off: 2 Backups kept apart (from 2026-12-01 to 2028-03-31).", products="New products: Mihon Lathe.", past="! past: 2026-12-01", then_planned="Planned last year: 3 established by 2026-12-01 (that day is past)", begun="First here: one whose planned day is past.", step="Past day: 2", row="2 Backups kept apart: planned for 2026-12-01: that day is past", way="Your customers see this day.", head="2 Backups kept apart: planned for 2026-12-01, and that day is past.",
                mark="2026-12-01 (for you: that day is past)", other="1 Phishing drills: planned", plan="(that day is past)", then="belongs in this year's", answer="if it is done, answer so", like="by which date, like 2027-03-31", parts="your firm, the products", person="who stands behind it", plans="Not as you signed it for 見本自動車 (Mihon Motors): its plan.", moved="its plan (2027-06-30 -> 2027-12-31)",
                kept=("Note (n if no longer true): Restored in spring", "Evidence kept: 2026-03-02 Backup log"),
                postponed=("Note (n if no longer true): Restored in spring", "its note is last year's, from when it was planned for 2026-12-01", "is last year's note still true?", "If it is no longer true, n at"), mark_then="2028-12-01 (for you: last year it was 2026-12-01)", anew="its plan (last year for 2026-12-01, now for 2028-12-01)",
                left="2 Backups kept apart: last year's plan for 2026-12-01 is left open", unplanned="Neither done nor planned anew: signed so, your customers see no plan here any more.", seen="They see no plan here any more.", home="The day planned for 2 Backups kept apart is past"),
     "ja": dict(undone="前の年の予定で、期日を過ぎてまだのもの: 2 バックアップ (2026-12-01)。", off="期日を延ばしたもの: 2 バックアップ (2026-12-01 を 2028-03-31 に)。", products="増えた製品: Mihon Lathe。", past="! 期日切れ 2026-12-01", then_planned="前の年の予定: 2026-12-01までに 3 定着 (期日を過ぎています)", begun="予定の期日を過ぎた質問から始めます。", step="期日切れの予定: 2", row="2 バックアップ: 予定の期日 2026-12-01 を過ぎています", way="この期日は取引先に見えます。", head="2 バックアップ: 予定の期日 2026-12-01 を過ぎています。",
                mark="2026-12-01 (御社向け: 期日を過ぎています)", other="1 偽メール訓練: 予定の期日", plan="(期日を過ぎています)", then="今年の回答に書きます", answer="済んだなら答え直し", like="いつまでに。2027-03-31のように", parts="会社の情報、製品とサービス", person="責任者の確認。", plans="見本自動車 (Mihon Motors) に署名した回答とは、予定が違います。", moved="予定 (2027-06-30 -> 2027-12-31)",
                kept=("メモ (違っていれば n で): Restored in spring", "証拠: 2026-03-02 Backup log"),
                postponed=("メモ (違っていれば n で): Restored in spring", "メモは、2026-12-01 までの予定だった前の年のままです", "前の年のメモは、今も合っていますか", "今は違うなら、質問の画面の n"), mark_then="2028-12-01 (御社向け: 前の年の予定は 2026-12-01 でした)", anew="予定 (前の年は 2026-12-01、今は 2028-12-01)",
                left="2 バックアップ: 前の年の予定 (期日 2026-12-01) がそのままです", unplanned="済みにも新しい予定にもなっていません。このまま署名すると、取引先への回答に予定は載りません。", seen="この回答には、予定が載りません。", home="「2 バックアップ」は、予定の期日を過ぎています。")}


def flat(screen):
    return "".join("".join(line.split("│")[-1] for line in screen.split("\n")).split())


for language, w in W.items():
    house = House("home", language)
    draft = house.data / "2026.tenken"
    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    house.screen(["r", "Enter", "y", "Enter"])
    house.run("set", draft, *ANSWERS, *BESIDE, *PLANS)

    def has(name, words, text, good=True):
        check(f"{name} ({language})", ("".join(words.split()) in flat(text)) == good, text)

    has("a day to come is no news", w["step"], house.screen(["f"]), False)
    house.environment["TENKEN_CLOCK"] = "2026-12-05T00:00:00Z"
    has("the steps of handing in say that a planned day is past", w["step"], house.screen(["f"]))
    todo = house.screen(["f", "1"])
    has("the check before signing names question and day", w["row"], todo)
    has("and no day that is to come", w["other"], todo, False)
    has("with the way to change it", w["way"], house.screen(["f", "1", "Down"]))
    preview = house.screen(["f", "4"])
    has("the preview begins with it", w["head"], preview)
    pages = "".join(house.screen(["f", "4", *["Down"] * n]) for n in (0, 15, 30))
    has("and marks the answer", w["mark"], pages)
    said = house.run("--lang", language, "home", "--plain", input="f\n1\n\n4\n\nb\nq\nq\n").stdout
    for part in ("row", "way", "head", "mark"):
        has(f"line by line, too: {part}", w[part], said)
    has("the plan marks the row", w["past"], house.screen(["s", "p"]))
    has("and its detail says why", w["plan"], house.screen(["s", "p"]))
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter"])
    check(f"it is signed all the same ({language})", "as_signed" in draft.read_text(encoding="utf-8"))
    signed = draft.read_text(encoding="utf-8")
    begun = house.screen(["a"])
    has("whoever corrects begins with the question whose day is past", w["begun"], begun)
    has("which is that one", "2. ", begun)
    draft.write_text(signed, encoding="utf-8")
    house.run("set", draft, "supplier.name=Mihon Metal Works", "inventory+=Mihon Router;;;internet;-")
    for name, screen in (("the preview", house.run("--lang", language, "answer", draft, "--plain", input="f\n4\nn\nb\nq\n").stdout), ("home", house.screen([*["Up"] * 5, "Down"]))):
        has(f"{name} names what else has changed since", w["parts"], screen)
        has(f"{name} names no more", w["person"], screen, False)
    draft.write_text(signed, encoding="utf-8")
    house.run("set", draft, "sample:1.planned_by=2027-12-31")
    for name, screen in (("the preview", house.run("--lang", language, "answer", draft, "--plain", input="f\n4\nn\nb\nq\n").stdout), ("what was handed in, line by line,", house.run("--lang", language, "home", "--plain", input="d\n\nq\nq\n").stdout)):
        has(f"{name} names the day before and the day now where only the plan has changed", w["moved"], screen)
    for name, screen in (("screen", house.screen(["a", "Left"])), ("line by line", house.run("--lang", language, "home", "--plain", input="a\ngo 1\nq\nq\n").stdout)):
        has(f"the question says that its plan alone is not as signed ({name})", w["plans"], screen)
    draft.write_text(signed, encoding="utf-8")
    question = house.run("--lang", language, "answer", draft, "--plain", input="go 2\nq\n").stdout
    has("this year the answer of today is asked for", w["answer"], question)

    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"
    late = house.run("--lang", language, "answer", draft, "--plain", input="go 2\nq\n").stdout
    has("a year later what was done since is not asked into the old answers", w["then"], late)
    has("in no way", w["answer"], late, False)

    new = house.data / "2027.tenken"
    house.run("new", new, "--pack", "sample", "--period", "2027", "--from", draft)
    house.run("set", new, "perceived=3")
    carried = {"line by line": house.run("--lang", language, "answer", new, "--plain", input="go 2\nq\n").stdout, "screen": house.screen(["Down", "a"])}
    for mode, text in carried.items():
        for part in w["kept"]:
            has(f"what y confirms is shown: {part} ({mode})", part, text)
    house.run("set", new, "sample:1=3", *(f"sample:{i}=2" for i in (3, 4, 10)))
    said = house.run("--lang", language, "answer", new, "--plain", input="go 2\ny\nf\n1\n\n4\n\nb\nq\n").stdout
    for part in ("left", "unplanned", "seen", "step"):
        has(f"last year's plan, confirmed unseen, is told before signing: {part}", w[part], said)
    for keys, part in ((["f"], "step"), (["f", "1"], "left"), (["f", "1", "Down"], "unplanned"), (["f", "4"], "seen"), ([], "home")):
        has(f"on the screens, too: {part}", w[part], house.screen(["Down", *keys]))

    has("the plan marks the row whose day of last year is past", w["past"], house.screen(["Down", "s", "p"]))
    has("and says line by line what was planned", w["then_planned"], house.run("--lang", language, "answer", new, "--plain", input="budget\nlist 2\n\nq\n").stdout)
    def beside(name, part):
        has(f"beside last year {name}", w[part], house.screen(["Down", "s", "o"]))
        has(f"line by line, too: {name}", w[part], house.run("--lang", language, "answer", new, "--plain", input="o\nq\n").stdout)

    beside("what was planned and is not done is named", "undone")
    house.run("set", new, "affirmation.name=Mihon Taro", "affirmation.role=owner")
    house.screen(["Down", "f", "4", "End", "Enter", "Enter", PASS, "Enter"])
    unplanned = new.read_text(encoding="utf-8")
    check(f"signed without a plan ({language})", "as_signed" in unplanned)
    house.run("set", new, "sample:2.planned_level=3", "sample:2.planned_by=2028-12-01")
    said = house.run("--lang", language, "answer", new, "--plain", input="go 2\nf\n1\n\n4\n\nb\nq\n").stdout
    for words in (*w["postponed"], w["anew"]):
        has(f"a plan that was postponed, and the note of the one before, are told as such: {words}", words, said)
    has("there the note is asked about", w["postponed"][2], house.screen(["Down", "f", "1"]))
    has("and the day before is marked", w["mark_then"], "".join(house.screen(["Down", "f", "4", *["Down"] * n]) for n in (0, 15, 30)))
    house.run("set", new, "sample:2.note=Restored in November")
    said = house.run("--lang", language, "answer", new, "--plain", input="go 2\nf\n1\n\n4\n\nb\nq\n").stdout
    for words in w["postponed"]:
        has(f"a new note is no last year's: {words}", words, said, False)

    house.run("set", new, "sample:2.planned_level=3", "sample:2.planned_by=2028-03-31", "inventory+=Mihon Lathe;;;-;-")
    beside("what was put off is named with both days", "off")
    beside("and so are products that came", "products")

    house.environment["TENKEN_CLOCK"] = "2028-02-01T00:00:00Z"
    fresh = house.data / "2028.tenken"
    house.run("new", fresh, "--pack", "sample", "--period", "2028")
    house.run("set", fresh, "supplier.name=Mihon Works", "perceived=3", "sample:1=1")
    said = house.run("--lang", language, "answer", fresh, "--plain", input="go 1\np\n?\n2\n?\n\n\nq\n").stdout
    has("the example of a day lies ahead", w["like"].replace("2027", "2029"), said.lower())
finish()
