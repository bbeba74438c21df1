#!/usr/bin/python3
"""The main screens on a real terminal without colour (NO_COLOR), in both languages: the text is what a key script leaves, no colour is sent, and
the attributes that stand for it are those of mono/STEP.LANGUAGE.txt. There a line that begins with "^" tells the attributes of the line above,
one letter for each cell: b bold, d dim, r reverse, u underlined. UPDATE=1 writes those anew."""
import os
import pathlib
import re
import select
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "pty"))
sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "screens"))
from steps import TMP, House  # noqa: E402
from terminal import Screen, Session, check, plan  # noqa: E402

LETTERS = {"1": "b", "2": "d", "4": "u", "7": "r"}
RESET = ("", "0")
ANSWERS = ["perceived=3", "sample:1=2", "sample:2=3", "sample:3=0", "sample:4=1", "sample:10=unknown", "sample-chain:survey=1",
           "sample-chain:contracts=na", "sample-chain:contracts.na_reason=-", "sample-chain:call=done",
           "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials"]
LOOKED = ["Enter"] * 6  # the second pass is behind the full draft
# name, draft (None: home), the keys of a script, the same as a terminal sends them
STEPS = [
    ("home", None, [], ""),
    ("finish", None, ["Down f"], "\x1bOBf"),
    ("question", "named", ["2 BackTab"], "2\x1b[Z"),
    ("results", "full", [], ""),
    ("planning", "full", ["s p b Down Ctrl-U", "text 50000", "Ctrl-S"], "spb\x1bOB\x1550000\x13"),
    ("review", "full", ["r Down"], "r\x1bOB"),
]


class Attributes(Screen):
    """Also remembers how each cell is drawn; what is neither an attribute above nor "none" is kept as odd."""

    odd = frozenset()

    def size(self, rows, columns):
        self.look = ""
        self.looks = [[" "] * columns for _ in range(rows)]
        super().size(rows, columns)

    def put(self, character):
        row, column = self.row, self.column
        super().put(character)
        for i in range(column, min(self.column, self.columns) if row < self.rows else column):
            self.looks[row][i] = self.look or " "

    def draw(self, text):
        for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
            if not re.fullmatch(r"\x1b\[[0-9;]*m", piece):
                super().draw(piece)
                continue
            for number in piece[2:-1].split(";"):
                self.look = "" if number in RESET else LETTERS.get(number, "?")
                if self.look == "?":
                    self.odd |= {number}

    def described(self):
        lines = []
        for cells, looks in zip(self.cells, self.looks):
            lines.append("".join(cells).rstrip())
            if "".join(looks).strip():
                lines.append("^" + "".join(looks).rstrip())
        return "\n".join(lines) + "\n"


class Mono(Session):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.screen = Attributes(24, 80)

    def until(self, reached):
        while not reached():
            if not self.read():
                return False
        return True


def settled(s):
    """Only where goldens are written anew: nothing more comes."""
    while select.select([s.master], [], [], 0.5)[0] and s.read():
        pass


def text_of(screen):
    return "\n".join(line.rstrip() for line in screen.rstrip("\n").split("\n"))


os.environ["NO_COLOR"] = "1"
for language in ("en", "ja"):
    house = House("mono", language)
    (house.home / "drafts").mkdir()
    for kind, answers in (("named", ANSWERS[:1]), ("full", ANSWERS)):
        path = house.home / "drafts" / f"{kind}.tenken"
        house.run("new", path, "--pack", "sample", "--pack", "sample-chain")
        house.run("set", path, "supplier.name=Mihon Works", *answers)
    (TMP / "keys").write_text("\n".join(LOOKED) + "\n", encoding="utf-8")
    house.run("answer", house.home / "drafts/full.tenken", "--keys", TMP / "keys", "--screen", TMP / "screen")
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S"])
    os.environ.update(house.environment)
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    os.chdir(house.desk)
    for name, draft, keys, typed in STEPS:
        path = TMP / "draft.tenken" if draft else house.data / "2026.tenken"
        command = ["--lang", language, "answer", str(path)] if draft else ["home"]
        kept = house.home / "drafts" / f"{draft or 'full'}.tenken"
        shutil.copy(kept, path)
        script, played = TMP / "keys", TMP / "screen"
        script.write_text("\n".join(keys) + "\n", encoding="utf-8")
        house.run(*command, "--keys", script, "--screen", played, "--size", "80x24")
        shutil.copy(kept, path)
        wanted = text_of(played.read_text(encoding="utf-8"))
        golden = house.folder / f"{name}.{language}.txt"
        s = Mono(*command)
        s.shows(" ? ")  # the terminal is the program's: nothing typed is echoed
        s.type(typed)
        if os.environ.get("UPDATE") == "1":
            s.until(lambda: text_of(s.screen.text()) == wanted)
            settled(s)
            golden.write_text(s.screen.described(), encoding="utf-8")
        same = golden.exists() and s.until(lambda: s.screen.described() == golden.read_text(encoding="utf-8"))
        check(f"{name}: drawn without colour as kept ({language})", same, s.screen.described())
        check(f"{name}: its text is the key script's ({language})", text_of(s.screen.text()) == wanted, wanted)
        check(f"{name}: only attributes were sent ({language})", not s.screen.odd and s.screen.described().count("\n^") > 1, s.screen.odd)
        s.process.terminate()
        s.end()
plan()
