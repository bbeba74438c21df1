#!/usr/bin/python3
"""Going on begins at the question where the owner left, on the screens and line by line; those that wait for the IT vendor come last, and say so."""
import json

from steps import House, check, finish

ASKED = {"en": "\nQuestion %d, ", "ja": "\n質問%d、"}
WAITS = {"en": "This one waits for your IT vendor; all else is answered.", "ja": "IT業者の返事を待っています。ほかはすべて答えました。"}
for language in ("en", "ja"):
    house = House("home", language)
    draft = house.data / "2026.tenken"
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S"])
    house.run("new", draft, "--pack", "sample")
    house.run("set", draft, "supplier.name=Mihon Works", "perceived=3", "sample:1=2", "sample:2.ask_vendor=yes")

    def left_at():
        return json.loads(draft.read_text(encoding="utf-8")).get("left_at")

    def number(keys):
        """Of the question on the screen."""
        return next((line.split("│")[1].split(".")[0].strip() for line in house.screen(keys).splitlines() if "│" in line and line.split("│")[1].strip()[:1].isdigit()), None)

    def told(*lines):
        return house.run("home", "--plain", input="\n".join(lines) + "\n").stdout

    check(f"the vendor's question is left for later ({language})", number(["Enter"]) == "3", house.screen(["Enter"]))
    check(f"nothing needs to be noted for that ({language})", left_at() is None, left_at())
    house.screen(["Enter", "Tab", "q"])
    check(f"left at another one ({language})", left_at() == {"pack": "sample", "item": "4"}, left_at())
    check(f"going on begins there ({language})", number(["Enter"]) == "4", house.screen(["Enter"]))
    def order(said):
        found = [(said.find(ASKED[language] % n), n) for n in (1, 2, 3, 4, 5)]
        return [n for place, n in sorted(found) if place >= 0]

    said = told("", "q", "q")
    check(f"line by line, too ({language})", order(said) == [4], said)
    said = told("", "2", "2", "q", "q")
    check(f"then the one that was passed over ({language})", order(said) == [4, 5, 3], said)
    said = told("", "2", "q", "q")
    check(f"the vendor's last, and before it is read it says why it is there ({language})", order(said) == [3, 2] and WAITS[language] in said.split(ASKED[language] % 3)[1].split(ASKED[language] % 2)[0], said)
finish()
