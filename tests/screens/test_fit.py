#!/usr/bin/python3
"""Every question of every installed pack fits an 80×24 screen in both languages without scrolling: its text, all its levels, the other answers. Its
words explained may take more than a screen, and then say so."""
import json
import os
import pathlib
import re
import subprocess
import unicodedata

TENKEN, TMP, TOP = os.environ["TENKEN"], os.environ["TMP"], os.environ["TOP"]
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))


def run(*arguments):
    return subprocess.run([TENKEN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout


def squeezed(text):
    """Without white space: what remains of a text however it was wrapped."""
    return re.sub(r"\s", "", text)


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def screen(draft, language, right, then=""):
    with open(f"{TMP}/keys", "w", encoding="utf-8") as file:
        file.write("Home " + "Right " * right + then)
    run("--lang", language, "answer", draft, "--keys", f"{TMP}/keys", "--screen", f"{TMP}/screen")
    with open(f"{TMP}/screen", encoding="utf-8") as file:
        return file.read().splitlines()


def body(lines):
    """Right of the rail, which has a bar of its own at the question."""
    return "".join(line[1:].split("│", 1)[1] for line in lines if "│" in line[1:])


MORE, END = {"en": "more below: PgDn", "ja": "続きは PgDn"}, {"en": "end│", "ja": "終わり│"}
long = 0


def box(lines):
    return squeezed("".join(line.split("│")[1] for line in lines if line.count("│") == 2))


def check_terms(pack, item, draft, language, right):
    global long
    texts = [squeezed(term["text"][language]) for term in pack["glossary"] if term["id"] in item["terms"]]
    first = screen(draft, language, right, "t")
    hidden = [text for text in texts if text not in box(first)]
    says = any(MORE[language] in line for line in first)
    if hidden or says:
        long += 1
        rest = screen(draft, language, right, "t PgDn PgDn PgDn")
        missing = [text for text in hidden if text not in box(rest) and text[-8:] not in box(rest)]
        check(f"{pack['id']}:{item['id']}: words that take more than a screen say so, and PgDn shows the rest ({language})",
              says and not missing and any(END[language] in squeezed(line) for line in rest), "\n".join(first + rest))


for path in sorted((pathlib.Path(TOP) / "questionnaires").glob("*.json")):
    if path.name.endswith(".schema.json"):
        continue
    pack = json.loads(path.read_text(encoding="utf-8"))
    items = [item for section in pack["sections"] for item in section["items"] if "same_as" not in item and "applies_if" not in item]
    draft = f"{TMP}/{pack['id']}.tenken"
    run("new", draft, "--pack", pack["id"])
    run("set", draft, "supplier.name=Mihon Works", "perceived=2")
    for language in ("en", "ja"):
        seen = set()
        last = None
        for right in range(100):
            lines = screen(draft, language, right)
            if lines == last:  # the end
                break
            last = lines
            text = squeezed(body(lines))
            item = next((i for i in items if squeezed(i["text"][language]) in text), None)
            if item is None:  # an alias, or one that applies only under a condition
                continue
            seen.add(item["id"])
            levels = item.get("levels", [])
            missing = [level[language] for level in levels if not all(squeezed(word) in text for word in level[language].split())]
            answers = [key for key in ("-", "v") + (("x", "0", "1", "2", "3", "4") if levels else ("0", "1")) if f" {key} " not in "".join(lines)]
            wide = [line for line in lines if columns(line) > 80]
            check(f"{pack['id']}:{item['id']} fits ({language})", not missing and not answers and not wide and len(lines) == 24,
                  f"missing: {missing} {answers} {wide}\n" + "\n".join(lines))
            if len(item.get("terms", [])) > 2:
                check_terms(pack, item, draft, language, right)
        check(f"{pack['id']}: all questions were seen ({language})", seen >= {i["id"] for i in items}, {i["id"] for i in items} - seen)
check("some words take more than a screen", long > 0)
print(f"1..{count}")
