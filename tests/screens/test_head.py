#!/usr/bin/python3
"""The head line of every screen of the owner says whose answers these are and of which year, however long the firm's name is; a screen for one
customer names that one. Plain mode says it first. At home the cursor comes to a request that nobody has opened, not to a row that is done."""
from steps import PASS, SEEN, House, check, finish

ANSWERS = ["supplier.name=Mihon Works", "affirmation.name=Mihon Taro", "affirmation.role=owner", *(f"sample:{i}=1" for i in (2, 3, 4, 10)), "sample-chain:survey=1", "sample-chain:contracts=na",
           "sample-chain:contracts.na_reason=-", "sample-chain:call=done"]

LONG = {"en": "Mihon Precision Plating and Surface Treatment Works Company Limited of Kawaguchi", "ja": "株式会社見本精密めっき表面処理製作所川口第二工場事業本部品質保証統括部購買管理課"}
SCREENS = {"question": ["a"], "second pass": ["a", "w"], "review": ["a", "r"], "results": ["s"], "plan": ["s", "p"], "products": ["a", "i"],
           "comparison": ["a", "o"], "evidence": ["a", "e"], "note": ["a", "n"], "firm": ["a", "c"], "hand-in": ["f"], "still to do": ["f", "Enter"], "who gets them": ["f", "Down", "Enter"]}
FOR_ONE = ("hand-in", "still to do")
for language in ("en", "ja"):
    house = House("home", language)
    house.screen(["1" if language == "ja" else "2"])
    house.screen(["p", f"text {LONG[language]}", "Ctrl-S"])
    house.screen(["r", "Enter", "y", "Enter"])
    house.run("set", house.data / "2026.tenken", f"supplier.name={LONG[language]}", "perceived=2", "sample:1=1")
    for name, keys in SCREENS.items():
        text = house.screen(keys)
        head = text.split("\n")[0]
        check(f"{name} says the year behind a long name ({language})", "  2026" in head and head.startswith(" " + LONG[language][:6]) and "…" in head, text)
        check(f"{name} names the customer only where one is meant ({language})", ((" for " in head) if language == "en" else ("向け" in head)) == (name in FOR_ONE), text)
    told = house.run("--lang", language, "home", "--plain", input="a 1\nq\nq\n").stdout
    check(f"plain mode says it first ({language})", f"{LONG[language]}, answers of 2026." in told or f"{LONG[language]}、2026年度の回答です。" in told, told)
    house.run("set", house.data / "2026.tenken", *ANSWERS)
    house.screen(["f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter"])
    house.screen(["f", *SEEN, "Enter", PASS, "Enter", "m"])
    back = house.screen(["Down", "Down", "s", "Esc"])
    here = next((line for line in back.split("\n") if line.startswith("  >")), "")
    check(f"the cursor comes to a request that nobody has opened, not to what is done ({language})", "見本電機" in here, back)
finish()
