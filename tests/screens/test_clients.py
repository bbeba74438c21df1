#!/usr/bin/python3
"""A consultant's list of clients as text: every STEP is a key script that goes on where the one before stopped, in both languages; its last screen is
compared with clients/STEP.LANGUAGE.txt. UPDATE=1 writes those anew. The first digits of a client's id are masked, since it is another one each time."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests/cli"))
from consultant_case import TMP, TOP, Workspace, finish, make_key, report, said, tenken  # noqa: E402

HERE = TOP / "tests/screens/clients"
# name, keys, size
STEPS = [
    ("empty", [], "80x24"),
    ("form", ["n", "text 見本製作所", "Tab", "text nothing.json"], "80x24"),
    ("form-refused", ["n", "text 見本製作所", "Tab", "text nothing.json", "Tab", "Tab", "Enter"], "80x24"),
    ("form-nameless", ["n", "Tab", "Tab", "Tab", "Enter"], "80x24"),
    ("list", ["n", "text 見本製作所", "Ctrl-S", "2", "Esc", "q"], "80x24"),  # and back from its interview
    ("due", ["d", "text 2026/12/24", "Enter"], "80x24"),
    ("due-refused", ["d", "Ctrl-U", "text soon", "Enter"], "80x24"),
    ("twins", ["n", "text 見本製作所", "Ctrl-S", "Esc", "q"], "80x24"),
    ("adopt", ["a", "text theirs.tenken", "Enter"], "80x24"),
    ("adopt-missing", ["a", "text nothing.tenken", "Enter"], "80x24"),
    ("search", ["/", "text mihon ｐｌａｔｉｎｇ", "Enter"], "80x24"),
    ("search-nothing", ["/", "text nobody", "Enter"], "80x24"),
    ("sorted", ["s", "s", "s"], "80x24"),
    ("turned", ["F2", "n", "x", "Enter"], "80x24"),
    ("turned-back", ["F2", "x", "F2"], "80x24"),
    ("archived", ["/", "text plating", "Enter", "x"], "80x24"),
    ("archive", ["v"], "80x24"),
    ("archive-closed", ["v", "Enter"], "80x24"),
    ("large", ["v", "x", "Esc"], "120x36"),
    ("help", ["?"], "80x24"),
    ("damaged", ["/", "text plating", "Enter", "Enter"], "80x24"),
]


def damage():
    client = next(c for c in W.clients() if c["name"] == "Mihon Plating")["id"]
    path = W.folder / client / "private.p7m"
    path.write_bytes(path.read_bytes()[:-1])


def masked(screen):
    ids = {c["id"][:8] for c in W.clients()}
    screen = re.sub("|".join(ids) or "$^", "00000000", screen)
    return re.sub(r"00000000-[0-9a-f-]*", "00000000-…", screen)


os.chdir(TMP)
pathlib.Path("pass").write_text("secret\n", encoding="ascii")
make_key("a")
for language in ("en", "ja"):
    shutil.rmtree("work", ignore_errors=True)
    pathlib.Path("theirs.tenken").unlink(missing_ok=True)
    W = Workspace("work", "a")
    tenken("new", "theirs.tenken", "--pack", "basic10")
    tenken("set", "theirs.tenken", "supplier.name=Mihon Plating", "supplier.corporate_number=7000012050002", "basic10:1=3", "basic10:1.assessor.level=1", "basic10:2=1",
           "basic10:2.assessor.level=2", "basic10:2.assessor.reason=seen")
    tenken("interview", "followups", "theirs.tenken", "--add", "Restore a file", "--about", "basic10:3", "--due", "2026-11-20")
    tenken("interview", "followups", "theirs.tenken", "--add", "Send the list", "--due", "2026-12-01")
    for name, keys, size in STEPS:
        if name == "damaged":
            damage()
        pathlib.Path("keys").write_text("\n".join(keys) + "\n", encoding="utf-8")
        run = W.run("--keys", "keys", "--screen", "screen", "--size", size, "--lang", language)
        got = masked(pathlib.Path("screen").read_text(encoding="utf-8")) if run.returncode == 0 else said(run)
        golden = HERE / f"{name}.{language}.txt"
        if os.environ.get("UPDATE") == "1":
            HERE.mkdir(exist_ok=True)
            golden.write_text(got, encoding="utf-8")
        wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
        report(got == wanted, f"{name} ({language})", f"got:\n{got}\nwanted:\n{wanted}")
    rows = W.clients()
    report(sorted((c["name"], c["archived"]) for c in rows) == [("Mihon Plating", False), ("見本製作所", False), ("見本製作所", False)], f"the clients that the keys made ({language})", json.dumps(rows))
finish()
