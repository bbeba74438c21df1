#!/usr/bin/python3
"""A customer without an address sends the receipt as a file (steps.py), in both languages: it is looked for where downloads land, whichever of
the files it is for, and counts only when this customer signed it."""
import hashlib
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "net"))
from delivery_case import TMP, Prime, identity  # noqa: E402
from steps import PASS, SEEN, TOP, House, check, finish  # noqa: E402

prime = Prime("Mihon Motors", None, pack="sample", seals=False, TENKEN_DATADIR=f"{TOP}/tests/screens")
other = identity(TMP / "other.p12", "Mihon Motors")  # nobody whom the firm knows
LOOK = ["d"]
WORDS = {"en": ("a number: opens that row", "Enter: what they see; a: correct an answer; d: the files sent; s: results; b: back:", "What Mihon Motors sees:"),
         "ja": ("番号: その行を開く", "Enter: 取引先に見える内容、a: 回答を訂正する、d: 送ったファイル、s: 結果、b: 戻る:", "Mihon Motorsに見える内容:")}

for language, folder in (("en", "Downloads"), ("ja", "ダウンロード")):
    house = House("receipt", language, requests=())
    draft, downloads = house.data / "2026.tenken", house.home / folder
    downloads.mkdir()
    house.run("request", "confirm", prime.request, "--fingerprint", prime.fingerprint())
    house.run("new", draft, "--request", prime.request)
    house.run("set", draft, "supplier.name=Mihon Works", "affirmation.name=Mihon Taro", "affirmation.role=owner", "perceived=3",
              "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)))
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S", "f", *SEEN, "Enter", "Enter", PASS, "Tab", PASS, "Enter", "Up", "Enter", "Enter",
                  "Enter", "m"])

    def kept():
        return [r["sha256"] for r in json.loads(draft.read_text(encoding="utf-8")).get("receipts", [])]

    files = {f["file"].rsplit(".", 1)[1]: f["sha256"] for f in json.loads(draft.read_text(encoding="utf-8"))["recipients"][0]["files"]}
    check(f"the answers as two files, in the open ({language})", sorted(files) == ["json", "xlsx"], files)
    house.play("none", LOOK)
    house.environment["TENKEN_CLOCK"] = "2026-12-11T00:00:00Z"  # two weeks are over
    house.play("home-late", [])
    house.play("late", ["d"])
    house.environment["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
    name = f"{files['xlsx']}.receipt.json"  # the customer merged only the workbook
    (downloads / name).write_bytes(prime.receipt(files["xlsx"], key=other))
    house.play("forged", LOOK)
    (downloads / name).write_bytes(prime.receipt(hashlib.sha256(b"").hexdigest()))
    house.play("other-file", LOOK)
    check(f"none of these is kept ({language})", kept() == [], kept())
    (downloads / name).write_bytes(prime.receipt(files["xlsx"]))
    house.play("found", LOOK)
    check(f"the workbook's receipt is one for these answers ({language})", kept() == [files["xlsx"]], kept())
    house.play("home", [])
    house.play("home-customer", ["Up"])  # nothing is left: Enter leads to what this customer has had
    house.play("page", ["Up", "Enter"])
    house.play("seen-end", ["Up", "Enter", "Enter", "End"])  # nothing is to be decided: only a way back
    house.play("back", ["Up", "Enter", "Enter", "End", "Enter"])  # to the page that it was opened from
    home, page = (house.screen(["Up", *keys]) for keys in ([], ["Enter"]))
    check(f"Esc leads back to the page, too, and from there home to its row ({language})",
          house.screen(["Up", "Enter", "Enter", "Esc"]) == page and house.screen(["Up", "Enter", "Enter", "Esc", "Esc"]) == home, page)
    house.play("page-results", ["Up", "Enter", "s"])
    house.play("page-files", ["Up", "Enter", "d"])
    house.play("page-correction", ["Up", "Enter", "a"])
    heard = house.run("home", "--plain", input="1\n\n\nb\n1\ns\nq\nf 1\nb\nq\n").stdout
    row, page, seen = WORDS[language]
    check(f"line by line a number opens a customer's row, whose page leads to what this customer sees ({language})",
          heard.index(page) < heard.index(seen) and row in heard and "4:" in heard, heard)
    check(f"and Enter at its end back to the page ({language})", page in heard[heard.index(seen):heard.index(row, heard.index(seen))], heard)
    kept_draft, request = draft.read_text(encoding="utf-8"), json.loads(draft.read_text(encoding="utf-8"))
    recipient = request["recipients"][0]
    recipient["revisions"] = [dict(recipient["revisions"][0], revision=n) for n in range(1, 7)]
    draft.write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
    house.play("page-many", ["Up", "Enter"])  # the last ones, as far as there is room
    draft.write_text(kept_draft, encoding="utf-8")
finish()
