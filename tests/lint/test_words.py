#!/usr/bin/env python3
"""The words of the packs: what an owner reads must be short, plain, in both languages, and explained. TAP.

Structure (ids, references, conditions) is the business of `tenken pack lint` and of the schema; this looks at language only.
Each rule is also run on the example pack with one thing spoilt, and must notice it."""
import copy
import difflib
import json
import os
import pathlib
import re
import textwrap
import unicodedata

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
EVERYDAY = {w for w in (TOP / "tests/lint/everyday-words.txt").read_text(encoding="utf-8").split("\n") if w and not w.startswith("#")}
EXAMPLE = TOP / "tests/golden/packs/example.json"

# Columns of an 80x24 terminal: the question stands beside a rail, the levels behind digit and label; screens show two lines of each.
QUESTION_COLUMNS, LEVEL_COLUMNS, LINES = 56, 46, 2
LEVEL_CHARACTERS = 60
TITLE_COLUMNS, MESSAGE_COLUMNS, ACTION_COLUMNS, TERM_COLUMNS = 20, 200, 240, 240

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
WORD = re.compile(r"[ァ-ヴー]{3,}|[A-Za-z]*[A-Z]{2,}[A-Za-z0-9]*")


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines(text, width, language):
    """Lines that text takes: Japanese breaks anywhere, except that 、。」） never begin a line (they go down with the character before)."""
    if language == "en":
        return len(textwrap.wrap(text, width))
    count, used = 1, 0
    for i, c in enumerate(text):
        w = columns(c)
        follower = columns(text[i + 1]) if text[i + 1 : i + 2] and text[i + 1] in "、。」）ー？！ゃゅょっ" else 0
        if used + w + follower > width:
            count, used = count + 1, 0
        used += w
    return count


def items(pack):
    return [i for s in pack["sections"] for i in s["items"] if "same_as" not in i]


def texts(value, path=""):
    """All {ja, en} objects below value, as (path, object)."""
    if isinstance(value, dict):
        if "ja" in value or "en" in value:
            yield path, value
        else:
            for key, inner in value.items():
                name = inner.get("id") if isinstance(inner, dict) else None
                yield from texts(inner, f"{path}.{name or key}" if path else key)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            name = inner.get("id") if isinstance(inner, dict) else None
            yield from texts(inner, f"{path}[{name or n}]")


def read_first(item):
    """What is read in the first pass."""
    yield "title", item["title"]
    yield "text", item["text"]
    yield "why", item["why"]
    for n, level in enumerate(item.get("levels", [])):
        yield f"level {n}", level


def read_later(item):
    for action in item.get("actions", []):
        yield f"action {action['id']}", action["text"]
    for n, example in enumerate(item.get("evidence_examples", [])):
        yield f"evidence {n}", example


def names(term):
    """The spellings under which a term may stand in a text: 二段階の確認（多要素認証） → both."""
    return {part for part in re.split(r"[（）()、]", term["term"]["ja"]) if part}


def both_languages(pack):
    for path, text in texts(pack):
        ja, en = text.get("ja", ""), text.get("en", "")
        if not ja.strip() or not en.strip():
            yield f"{path}: a language is missing"
        elif JAPANESE.search(en):
            yield f"{path}: Japanese in the English text: {en}"
        elif not JAPANESE.search(ja) and ja != en:
            yield f"{path}: no Japanese in the Japanese text: {ja}"


def lengths(pack):
    for path, text in [(f"section {s['id']}", s["title"]) for s in pack["sections"]] + [(f"{i['id']} title", i["title"]) for i in items(pack)]:
        for language in ("ja", "en"):
            if columns(text[language]) > TITLE_COLUMNS:
                yield f"{path}: {columns(text[language])} columns, at most {TITLE_COLUMNS}: {text[language]}"
    for item in items(pack):
        source = " [S0]" if "why_source" in item else ""
        for name, text in read_first(item):
            for language in ("ja", "en"):
                shown = text[language] + (source if name == "why" else "")
                width = LEVEL_COLUMNS if name.startswith("level") else QUESTION_COLUMNS
                if name != "title" and lines(shown, width, language) > LINES:
                    yield f"{item['id']} {name}: more than {LINES} lines of {width} columns: {text[language]}"
            if name.startswith("level") and len(text["ja"]) > LEVEL_CHARACTERS:
                yield f"{item['id']} {name}: {len(text['ja'])} characters, at most {LEVEL_CHARACTERS}"
        for name, text in read_later(item):
            for language in ("ja", "en"):
                if columns(text[language]) > ACTION_COLUMNS:
                    yield f"{item['id']} {name}: {columns(text[language])} columns, at most {ACTION_COLUMNS}: {text[language]}"
    for limit, list_name, member in ((MESSAGE_COLUMNS, "checks", "message"), (TERM_COLUMNS, "glossary", "text")):
        for entry in pack[list_name]:
            for language in ("ja", "en"):
                if columns(entry[member][language]) > limit:
                    yield f"{list_name} {entry['id']}: {columns(entry[member][language])} columns, at most {limit}"


def level_beginnings(pack):
    for item in items(pack):
        for language, beginning in (("ja", lambda t: t[:2]), ("en", lambda t: re.split(r"[\s,;:]+", t.lower())[0])):
            seen = {}
            for n, level in enumerate(item.get("levels", [])):
                start = beginning(level[language])
                if start in seen:
                    yield f"{item['id']}: levels {seen[start]} and {n} begin alike in {language}: {start}"
                seen[start] = n


def levels_differ(pack):
    for item in items(pack):
        levels = item.get("levels", [])
        for language in ("ja", "en"):
            for a in range(len(levels)):
                for b in range(a):
                    if difflib.SequenceMatcher(None, levels[a][language], levels[b][language]).ratio() > 0.7:
                        yield f"{item['id']}: levels {b} and {a} say nearly the same in {language}"


def question_form(pack):
    seen = {}
    for item in items(pack):
        ja, en = item["text"]["ja"], item["text"]["en"]
        if not re.search(r"(ますか|ですか|ましたか)。$", ja) or ja.count("。") > 1:
            yield f"{item['id']}: not one polite question in Japanese: {ja}"
        if not en.endswith("?") or en.count("?") > 1:
            yield f"{item['id']}: not one question in English: {en}"
        if ja in seen:
            yield f"{item['id']}: the same question as {seen[ja]}"
        seen[ja] = item["id"]
        for name, text in (("why", item["why"]),):
            if not text["ja"].endswith("。"):
                yield f"{item['id']} {name}: no full stop"
        for n, level in enumerate(item.get("levels", [])):
            if level["ja"].endswith("。"):
                yield f"{item['id']} level {n}: a full stop at the end of a level"


def words_explained(pack):
    glossary = {t["id"]: t for t in pack["glossary"]}
    everywhere = " ".join(name for t in glossary.values() for name in names(t))
    for item in items(pack):
        explained = " ".join(name for t in item.get("terms", []) if t in glossary for name in names(glossary[t]))
        for where, known in ((read_first(item), explained), (read_later(item), everywhere)):
            for name, text in where:
                for word in WORD.findall(text["ja"]):
                    if word not in EVERYDAY and word not in known:
                        yield f"{item['id']} {name}: explain {word} (glossary, terms) or write it plainly"
    for check in pack["checks"]:
        for word in WORD.findall(check["message"]["ja"]):
            if word not in EVERYDAY and word not in everywhere:
                yield f"check {check['id']}: explain {word} or write it plainly"
    for term in glossary.values():
        for word in WORD.findall(term["text"]["ja"]):
            if word not in EVERYDAY and word not in everywhere:
                yield f"glossary {term['id']}: explained by another hard word: {word}"


def terms_used(pack):
    used = {t for i in items(pack) for t in i.get("terms", [])}
    for term in pack["glossary"]:
        if term["id"] not in used:
            yield f"glossary {term['id']}: no item links to it"
    glossary = {t["id"]: t for t in pack["glossary"]}
    for item in items(pack):
        shown = " ".join(t["ja"] for part in (read_first(item), read_later(item)) for _, t in part)
        for term in item.get("terms", []):
            if term in glossary and not any(name in shown for name in names(glossary[term])):
                yield f"{item['id']}: the term {term} stands nowhere in its words"


def first_steps(pack):
    for item in items(pack):
        if item["kind"] != "level":
            continue
        actions, reached = item.get("actions", []), 0
        for action in actions:
            if action["from"] != reached:
                yield f"{item['id']}: step {action['id']} does not follow on level {reached}"
            reached = action["to"]
        if reached < item["target"]:
            yield f"{item['id']}: advice ends at level {reached}, below the target {item['target']}"
        if actions and (actions[0]["initial"]["max"] or actions[0]["monthly"]["max"]) and not actions[0].get("comment"):
            yield f"{item['id']}: the first step costs money, and no comment says why"


def reasons_given(pack):
    for item in items(pack):
        if not item.get("comment", "").strip():
            yield f"{item['id']}: no comment gives the reason for weight, target and essential"


def sources_used(pack):
    cited = {i["why_source"] for i in items(pack) if "why_source" in i}
    cited |= {a["cost_source"] for i in items(pack) for a in i.get("actions", []) if "cost_source" in a}
    keys = {s["key"] for s in pack["sources"]}
    yield from (f"source {k}: nothing cites it" for k in sorted(keys - cited))
    yield from (f"source {k}: cited, but not listed" for k in sorted(cited - keys))


def spoil(change):
    pack = copy.deepcopy(json.loads(EXAMPLE.read_text(encoding="utf-8")))
    change(pack, items(pack)[0])
    return pack


def edit(path, value):
    """A change: sets item[path…] to value."""

    def change(_pack, item):
        for step in path[:-1]:
            item = item[step]
        item[path[-1]] = value

    return change


# Every rule, and changes of the example pack that it must notice.
RULES = {
    "both languages, each in its own": (both_languages, [edit(["why", "en"], " "), edit(["why", "en"], "理由"), edit(["why", "ja"], "Reason")]),
    "lengths": (lengths, [edit(["levels", 2, "ja"], "あ" * 47), edit(["levels", 2, "en"], "word " * 20), edit(["text", "ja"], "あ" * 57), edit(["title", "ja"], "あ" * 11),
                          edit(["actions", 0, "text", "ja"], "あ" * 121), lambda p, _: p["checks"][0]["message"].update(ja="あ" * 101), lambda p, _: p["glossary"][0]["text"].update(ja="あ" * 121)]),
    "levels begin differently": (level_beginnings, [edit(["levels", 1, "ja"], "全員ではない"), edit(["levels", 1, "en"], "Everyone but some")]),
    "levels do not repeat one another": (levels_differ, [edit(["levels", 1, "ja"], "ほぼ全員が、決めた一台で調べてから使う")]),
    "one polite question": (question_form, [edit(["text", "ja"], "調べること。"), edit(["text", "en"], "Examined? Always?"), edit(["levels", 0, "ja"], "しない。"),
                                            lambda p, i: p["sections"][0]["items"].append(dict(i, id="again"))]),
    "hard words are explained": (words_explained, [edit(["text", "ja"], "マルウェアを調べていますか。"), edit(["text", "ja"], "EDRを入れていますか。"), edit(["actions", 0, "text", "ja"], "マルウェアを調べます。"),
                                                   lambda p, _: p["checks"][0]["message"].update(ja="マルウェアです。"), lambda p, _: p["glossary"][0]["text"].update(ja="スキャンすること。")]),
    "glossary entries are used": (terms_used, [edit(["terms"], []), lambda p, _: p["glossary"][0]["term"].update(ja="検疫")]),
    "advice begins with a step that costs nothing and reaches the target": (first_steps, [edit(["actions", 0, "initial", "max"], 1), edit(["target"], 4), edit(["actions", 1, "from"], 1)]),
    "weight, target and essential have a reason": (reasons_given, [edit(["comment"], " ")]),
    "sources are cited and listed": (sources_used, [edit(["why_source"], "S9"), lambda p, _: p["sources"].append({"key": "S9", "title": {"ja": "本", "en": "Book"}})]),
}


def main():
    packs = [p for p in sorted((TOP / "questionnaires").glob("*.json")) if not p.name.endswith(".schema.json")] + [EXAMPLE]
    loaded = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in packs}
    number, failed = 0, 0

    def report(name, problems):
        nonlocal number, failed
        number += 1
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")

    for stem, pack in loaded.items():
        for name, (rule, _) in RULES.items():
            report(f"{stem}: {name}", list(rule(pack)))
    for name, (rule, changes) in RULES.items():
        report(f"noticed when spoilt: {name}", [f"change {n} passes" for n, change in enumerate(changes) if not list(rule(spoil(change)))])

    meanings = {}
    clashes = []
    for stem, pack in loaded.items():
        for term in pack["glossary"]:
            first = meanings.setdefault(term["id"], (stem, term["term"], term["text"]))
            if first[1:] != (term["term"], term["text"]):
                clashes.append(f"{term['id']} is explained otherwise in {first[0]} and {stem}")
    report("a term has one meaning in all packs", clashes)
    readme = (TOP / "questionnaires/README.md").read_text(encoding="utf-8")
    report("the README shows the whole example", [] if EXAMPLE.read_text(encoding="utf-8") in readme else ["the block in questionnaires/README.md differs from tests/golden/packs/example.json"])
    rows = re.findall(r"^\| (?:S\d|IPA)[^|]*\|[^|]*\|([^|]*)\|$", readme, re.MULTILINE)
    named = set(re.findall(r"`([a-z0-9-]+:[a-z0-9.-]+)`", " ".join(rows)))
    there = {f"{stem}:{item['id']}" for stem, pack in loaded.items() if stem != EXAMPLE.stem for item in items(pack)}
    report("the README's table of sources names every question, and none that is not there", sorted(f"{n} is on one side only" for n in named ^ there))
    words = {w for pack in loaded.values() for _, t in texts(pack) for w in WORD.findall(t.get("ja", ""))}
    report("every everyday word is met somewhere", [f"{w} is in no pack" for w in sorted(EVERYDAY - words)])
    print(f"1..{number}")
    return 1 if failed else 0


raise SystemExit(main())
