#!/usr/bin/python3
"""The pictures of screens in the introductions are the screens that test_screens.sh plays: below each `picture:` remark stands that file."""
import os
import pathlib
import re

TOP = pathlib.Path(os.environ["TOP"])
INTRODUCTIONS = ("README.md", "i18n/README.ja.md")

for number, name in enumerate(INTRODUCTIONS, 1):
    text = (TOP / name).read_text(encoding="utf-8")
    pictures = re.findall(r"^<!-- picture: (\S+) -->\n(?:```text\n(.*?)```$)?", text, re.DOTALL | re.MULTILINE)
    stale = [file for file, shown in pictures if shown != (TOP / file).read_text(encoding="utf-8")]
    print(f"{'ok' if pictures and not stale else 'not ok'} {number} - {name} shows the screens as they are")
    for file in stale:
        print(f"# copy {file} anew into {name}")
print(f"1..{len(INTRODUCTIONS)}")
