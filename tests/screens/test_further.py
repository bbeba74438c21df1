#!/usr/bin/python3
"""A further customer asks some of what was signed for the first, and some more, line by line: the new questions are asked, what was given is put off at
first and then confirmed, what this customer is the first to ask for (products, a closer look) is offered, and only then it is signed. The same in the
full screens: tests/pty/test_owner_year.py."""
import json
import shutil

from steps import PASS, SEEN, House, check, finish

GIVEN = ["supplier.name=Mihon Works", "perceived=3", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)), "affirmation.name=Mihon Taro", "affirmation.role=owner"]
WORDS = {
    "en": dict(nobody="No customer who has asked so far sees this list.", unlisted="- the list of products and services that you use: it is not asked for", one="Of your customers only 見本自動車 (Mihon Motors) will see this list", fresh_answers="new answers since then", changed_answers="answers or plans changed", vendor="WaitsforyourITvendor;allelseisanswered", waiting="All answered, but 5 answers are still to be confirmed.", rest="answered already (4 questions)", chosen="見本自動車 (Mihon Motors): chosen.", chosen_first="見本電機 (Mihon Electric): chosen.",
               to_do="1 Answers complete: to do.", fresh="3 questions are left", list="asks, too, what you have answered already (5 questions)", left="Next: 5 answers were given before",
               saved="5 of 8 answered, saved", products="Products and services of others", offer="w: begin; Enter: another day", steps="1 Answers complete: done",
               look="Closer look 1 of the first 5: question", signed="Signed. The files are written.", done="Done. See the results", all="All answered.", some="Not all is answered.", unsent="signed on 2026-11-21, not sent yet", by_you="still to be sent by you.", noted="Noted: you have sent them.",
               sent_by_you="sent on 2026-11-21, no receipt yet", who="2 Who gets them: done. ", same="has changed since it was signed on 2026-11-21 (revision 1)",
               changed="1 answer changed since 2026-11-21", correct="hand in the corrected answers (revision 2)", late="late", answered=", answered on 2026-11-21",
               told="For見本自動車(MihonMotors)yousigned\"2throughout\":fhandsinthecorrection.見本電機(MihonElectric)hastheoldanswer,too.", alone="for 見本自動車 (Mihon Motors)", back="(u: undo)", same_yet="Nothing has changed since it was signed: there is nothing to correct yet.", yours="for-yourself", unwritten="The page of the result for yourself could not be written:"),
    "ja": dict(nobody="これまでに依頼のあった取引先には、この一覧は見えません。", unlisted="- 使っている製品とサービスの一覧 (求められていません)", one="この一覧が回答と一緒に見えるのは見本自動車 (Mihon Motors)だけです。", fresh_answers="新しい答えがあるので", changed_answers="答えか予定が変わったので", vendor="IT業者の返事待ちです。ほかはすべて答えました", waiting="すべて答えましたが、あと5問の確認が残っています。", rest="すでに答えた質問 (4問)", chosen="見本自動車 (Mihon Motors): 選択中。", chosen_first="見本電機 (Mihon Electric): 選択中。",
               to_do="1 回答はそろったか: これから", fresh="残り3問", list="すでに答えた質問 (5問)", left="依頼より前の答えが5問", saved="8問中 5問", products="使っているもの:",
               offer="w: 始める", steps="1 回答はそろったか: 済み", look="問目): 質問", signed="署名して、ファイルを書き出しました。", done="済みました。結果と",
               all="すべて答えました。f", some="まだ答えていない質問があります。", unsent="2026-11-21 に署名、まだ送っていません", by_you="取引先へはご自分で送ってください", noted="ご自身で送ったと記録しました。",
               sent_by_you="2026-11-21 に送付、受領書はまだ", who="2 提出先: 済み。", same="2026-11-21 に署名した第1版から変わっていません",
               changed="答え1問が 2026-11-21 の署名のあとに変更", correct="訂正した回答 (第2版) を提出する", late="過ぎました", answered="、2026-11-21 に回答", told="見本自動車(MihonMotors)に署名した答えは「2全部」です。fで訂正を提出できます。見本電機(MihonElectric)にも古い答えが渡っています。", alone="見本自動車 (Mihon Motors) 向け", back="(u: 取り消し)", same_yet="署名してから何も変わっていないので、訂正するものはまだありません。", yours="自社用", unwritten="自社用の結果のページは書けませんでした:"),
}

for language, w in WORDS.items():
    house = House("second", language)
    draft = house.data / "2026.tenken"

    def home(*lines):
        return house.run("home", "--plain", input="\n".join(lines) + "\n").stdout

    def body(screen):
        return "".join("".join(line.split("│")[-1] for line in screen.split("\n")).split())

    def documents():
        found = [json.loads(f.read_text(encoding="utf-8"))["document"] for f in (house.home / "Tenken/2026").glob("*.json")]
        return sorted(found, key=lambda d: len(d["packs"]))

    def given():
        return [w["answers"] for w in json.loads(house.run("show", draft, "--json").stdout)["to_confirm"]]

    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    house.screen(["r", "Down", "Enter", "y", "Enter"])  # the one who asks for one pack
    house.run("set", draft, *GIVEN)
    kept = draft.read_text(encoding="utf-8")
    house.run("set", draft, "inventory+=Mihon Mail;Mihon Soft;5.1;internet;-")
    told = home("f 1", "i", "", "4", "", "b", "q")
    check(f"a list of products that nobody asks for is said to be seen by nobody, where it is made and before signing ({language})",
          w["nobody"] in told and w["unlisted"] in told, told)
    draft.write_text(kept, encoding="utf-8")
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter"])
    first = documents()
    check(f"the first customer has its answers ({language})", [len(d["packs"]) for d in first] == [1], first)

    told = home("r", "1", "y", "s", "q", "q")
    check(f"the further one is taken in: what is new is left ({language})", w["fresh"] in told and given() == [5], told)
    told_list = home("f 2", "i", "", "b", "q")
    check(f"the list of products is seen by the one who asks for it ({language})", w["one"] in told_list and w["nobody"] not in told_list, told_list)
    check(f"the results do not claim that all is answered ({language})", w["some"] in told and w["all"] not in told, told)
    kept = draft.read_text(encoding="utf-8")
    waits = house.screen(["Enter", "v", "3", "1"])
    check(f"with one left to the IT vendor the list comes, too, before that question ({language})", "y" in waits and body(w["list"]) in body(waits), waits)
    vendor = house.screen(["Enter", "y", "y", "y", "y", "y"])
    check(f"and then the question that waits ({language})", given() == [] and w["vendor"] in body(vendor), vendor)
    draft.write_text(kept, encoding="utf-8")
    told = home("", "1", "3", "1", "", "q")
    check(f"the new questions are asked, then the list; put off, home says what is left ({language})",
          w["list"] in told and w["left"] in told.split(w["list"])[1] and w["steps"] not in told and w["products"] not in told, told)
    check(f"nothing was confirmed or signed ({language})", given() == [5] and documents() == first, given())
    farewell = house.run("--lang", language, "answer", draft, "--plain", input="\n").stdout
    check(f"where there is no home the farewell says it ({language})", f"tenken answer {draft}" in farewell.splitlines()[-1] and
          " 5 " in f" {farewell.splitlines()[-1]} ".replace("5問", " 5 ").replace("5 answers", " 5 "), farewell)
    check(f"home speaks one language ({language})", (" weakest: Contractors' state (1 partly)." if language == "en" else "一番弱い重要項目: 委託先の確認 (1 一部)。") in told, told)
    told = home("s", "q", "q")
    check(f"results are results, with the list still waiting ({language})", w["list"] not in told and w["waiting"] in told and w["all"] not in told and given() == [5], told)

    kept = draft.read_text(encoding="utf-8")
    told = home("", "2", "1", "", "q")
    check(f"one of the list answered anew: the list comes again, without it ({language})", w["rest"] in told.split(w["list"])[1] and given() == [4], told)
    told = home("", "2", "1", "", "f", "2", "b", "b", "q")
    check(f"f: the further customer is chosen, beside the first whose answer changed, and what is left is to do ({language})",
          w["chosen"] in told and w["chosen_first"] in told and w["to_do"] in told, told)
    draft.write_text(kept, encoding="utf-8")

    told = home("", "y", "", "w", "q", "", "", "", "q")
    order = [told.find(w[x]) for x in ("list", "products", "offer", "look", "steps")]
    check(f"confirmed: products, a closer look, and the steps of signing, in this order ({language})", -1 not in order and order == sorted(order), (order, told))
    check(f"all of it is confirmed ({language})", given() == [], given())
    kept = draft.read_text(encoding="utf-8")
    tree = json.loads(kept)
    tree["affirmation"]["answers_sha256"] = "0" * 64  # as the answers were, without the new ones
    draft.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    hand_in = house.screen(["f"])
    check(f"it is new answers that nobody stands behind yet: none has changed ({language})", w["fresh_answers"] in hand_in and w["changed_answers"] not in hand_in, hand_in)
    house.run("set", draft, "sample:1=1")
    hand_in = house.screen(["f"])
    check(f"and a changed one is called that ({language})", w["changed_answers"] in hand_in and w["fresh_answers"] not in hand_in, hand_in)
    draft.write_text(kept, encoding="utf-8")
    yours = house.home / "Tenken" / w["yours"]
    shutil.rmtree(yours)
    yours.write_text("in the way", encoding="utf-8")
    told = home("", "", "", "", "", PASS.removeprefix("text "), "", "q")
    both = documents()
    check(f"then it is signed ({language})", w["signed"] in told and w["by_you"] in told and len(both) == 2, told)
    check(f"with both packs, all answers, nothing unconfirmed ({language})", [p["id"] for p in both[1]["packs"]] == ["sample", "sample-chain"] and
          len(both[1]["answers"]["sample"]) == 5 and len(both[1]["answers"]["sample-chain"]) == 3 and "unfinished" not in both[1] and
          "confirmed" not in json.dumps(both[1]["answers"]), both[1]["answers"])
    check(f"although the owner's own page could not be written ({language})", w["unwritten"] in told and yours.read_text(encoding="utf-8") == "in the way", told)
    check(f"and the first one's stand as they were ({language})", both[0] == first[0])

    # both are signed: by row, corrected, sent by hand
    told = home("q")
    check(f"home says that the owner has still to send them ({language})", told.count(w["unsent"]) == 2 and w["by_you"] in told, told)
    told = home("d 2", "m", "", "q")
    check(f"m notes that it was sent, for this customer alone ({language})", w["noted"] in told and told.split(w["noted"])[1].count(w["unsent"]) == 1 and
          w["sent_by_you"] in told.split(w["noted"])[1], told)
    told = home("f 2", "l", "b", "q")
    check(f"f and a line: this customer alone ({language})", f"{w['who']}見本電機 (Mihon Electric)\n" in told, told)
    told = home("f 2", "", "b", "b", "q")
    check(f"the same is not signed twice without a word ({language})", w["same"] in told and documents() == both, told)
    kept = draft.read_text(encoding="utf-8")
    house.play("told", ["a", "Right", "1"])  # it stays at the question, and says who has the old answer
    here = house.screen(["a", "Right"])
    check(f"whenever the question is seen again, too ({language})", w["told"] in body(here) and house.screen(["a", "Right", "Left", "Right"]) == here, here)
    first_line = house.screen(["a", "Right", "f"]).split("\n")[0]
    check(f"f then hands in to whom the message named, the one whose row was opened ({language})", w["alone"] in first_line, first_line)
    draft.write_text(kept, encoding="utf-8")
    passed = house.screen(["a", "Enter", "Enter"])
    check(f"Enter goes past answers without giving them anew ({language})", w["back"] not in passed and draft.read_text(encoding="utf-8") == kept and
          passed == house.screen(["a", "Right", "Right"]), passed)
    for keys in (["a", "f"], ["a", "r", "f"]):
        check(f"with nothing changed there is nothing to hand in anew, and that is said ({language})", w["same_yet"] in house.screen(keys), house.screen(keys))
    draft.write_text(kept, encoding="utf-8")
    undone = house.screen(["a", "Right", "1", "u"])
    check(f"taken back, everybody has this answer ({language})", w["told"] not in body(undone), undone)
    draft.write_text(kept, encoding="utf-8")
    house.play("told-review", ["a", "r", "Down", "Enter", "n", "text still so", "Esc", "Esc"])  # a note is told, too; the vendor's mark is not
    unmarked = house.screen(["a", "Right", "Right", "v"])
    check(f"what no customer sees changes nothing for them ({language})", w["told"] not in body(unmarked), unmarked)
    draft.write_text(kept, encoding="utf-8")
    told = home("a 1", "go 2", "1", "go 2", "q", "q")
    check(f"line by line: when it is saved, and when it is read out ({language})", "".join(told.split()).count(w["told"]) == 2, told)
    check(f"and nothing else is asked for then ({language})", w["products"] not in told and told.count(w["all"]) == 1, told)
    draft.write_text(kept, encoding="utf-8")
    house.run("set", draft, "sample:2=1", "affirmation.name=Mihon Taro")
    told = home("q")
    check(f"an answer that both got has changed: both lines say so, and what to do ({language})", told.count(w["changed"]) == 2 and w["correct"] in told, told)
    told = home("f 2", "", "", "", "", PASS.removeprefix("text "), "", "q")
    check(f"the correction goes to that customer alone, as the next revision ({language})", [d["revision"] for d in documents()] in ([1, 1, 2], [1, 2, 1]) and
          told.split(w["signed"])[1].count(w["changed"]) == 1, (told, [d["revision"] for d in documents()]))
    house.environment["TENKEN_CLOCK"] = "2027-02-01T00:00:00Z"
    days = home("v 1", "b", "v 2", "b", "q")
    check(f"what was handed in is not late, whatever day it is ({language})", w["late"] not in days and days.count(w["answered"]) == 2, days)
finish()
