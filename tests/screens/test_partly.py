#!/usr/bin/python3
"""A customer who asks only a part of what the firm answers: what counts as complete, what they see, and what they do not."""
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "net"))
from delivery_case import Prime  # noqa: E402
from steps import TOP, House, check, finish  # noqa: E402

prime = Prime("Mihon Motors", None, pack="sample-chain", seals=False, TENKEN_DATADIR=f"{TOP}/tests/screens")
WORDS = {
    "en": dict(name="In the request they write Mihon Works: is that you?", done="1 Answers complete: done. Not together: 6 with 7; products", open="1 Answers complete: to do. 1 thing is still to be done", nobody="1 Answers complete: done. it depends on who gets them: see 2",
               look="Worth another look: 6 Contractors' state: ", other="Backups kept apart: Your backups", unseen='- the other 4 questions of "Sample questions" and their answers: others ask them', both="\nAnswers to look at together (they see this, too)\n6 Contractors' state (3 established), 7 Contract terms (0 not yet)\n   You settle dates", products="4 Updates (2 throughout)\n   All is updated",
               whole='- the questions "'),
    "ja": dict(name="依頼のあて名は「Mihon Works」です。御社のことですか。", done="1 回答はそろったか: 済み。食い違う答え: 6 と 7; 製品の一覧", open="1 回答はそろったか: これから。残り1件です", nobody="1 回答はそろったか: 済み。提出先によります (2で選ぶ)",
               look="見直しませんか: 6 委託先の確認: ", other="バックアップ: 控えは", unseen="- ほかの取引先が聞いた、残り4問と答え (「見本の質問集」)", both="\nあわせて見直したい答え (取引先にも見えます)\n6 委託先の確認 (3 定着)、7 契約の約束 (0 まだ)\n   委託先と期限まで", products="4 ソフトの更新 (2 全部)\n   全部を更新", whole="- 「見本の質問集」"),
}

for language, w in WORDS.items():
    house = House("second", language, requests=())
    draft = house.data / "2026.tenken"
    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", "text Mihon Works", "Ctrl-S"])
    house.run("new", draft, "--pack", "sample", "--pack", "sample-chain")
    house.run("set", draft, "supplier.name=Mihon Works", "perceived=2", "sample:2=3", "sample:3=0", "sample:4=2", "sample:10=2", "sample-chain:survey=3", "sample-chain:contracts=0", "sample-chain:call=done")
    (house.desk / "request.json").write_bytes(prime.request.read_bytes())
    house.screen(["r", "Enter", "y", "Enter"])
    house.run("set", draft, "sample:4=2", "sample-chain:survey=3", "sample-chain:contracts=0", "sample-chain:call=done")  # for them, too

    def home(*lines):
        return house.run("home", "--plain", input="\n".join(lines) + "\n").stdout

    told = home("f 1", "1", "", "4", "", "b", "q")
    check(f"what others ask may still be open ({language})", w["done"] in told and w["look"] in told, told)
    check(f"what does not go together among others' answers is no matter here ({language})", w["other"] not in told, told)
    check(f"of a pack that is partly seen the rest is counted ({language})", w["unseen"] in told and w["whole"] not in told, told)
    check(f"advice is called no contradiction, and says which answers it is about ({language})", w["both"] in told, told)
    check(f"so are products that nobody was asked for yet, since they are sent, too ({language})", w["products"] in told, told)
    seen = [int(n) for n in re.findall(r"^(\d+) [^(\n]+: ", told.split(w["both"])[0], re.M)][-4:]
    check(f"the answers come in the order of their numbers, also one that another questionnaire asked first ({language})", seen == [4, 6, 7, 8], (seen, told))
    check(f"the firm's own name in the request asks nothing ({language})", w["name"] not in told, told)
    house.run("set", draft, "supplier.name=ＭＩＨＯＮ　ｗｏｒｋｓ")
    check(f"nor does one that differs in width and case alone ({language})", w["name"] not in home("f 1", "4", "", "b", "q"), home("f 1", "4", "", "b", "q"))
    house.run("set", draft, "supplier.name=見本製作所")
    check(f"another name is asked about ({language})", w["name"] in home("f 1", "4", "", "b", "q"), home("f 1", "4", "", "b", "q"))
    told = home("f 1", "2", "1", "", "b", "q")
    check(f"with nobody chosen nothing is claimed ({language})", w["nobody"] in told, told)
    house.run("set", draft, "sample-chain:survey=na", "sample-chain:survey.na_reason=-")
    draft.write_text(draft.read_text(encoding="utf-8").replace('"na_reason": "-"', '"na_reason": ""'), encoding="utf-8")
    told = home("f 1", "b", "q")
    check(f"what they ask, not ({language})", w["open"] in told, told)
finish()
