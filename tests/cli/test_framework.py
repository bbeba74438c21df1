#!/usr/bin/env python3
"""`tenken show --framework`: the coverage and the points, recomputed here from the packs for answers drawn with a fixed seed; the data
itself; what a broken framework file is refused with. TAP."""
import json
import random
import shutil

from tap import TMP, TOP, finish, report, tenken

PACKS = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (TOP / "questionnaires").glob("*.json") if not p.name.endswith(".schema.json")}
FRAMEWORKS = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (TOP / "questionnaires/frameworks").glob("*.json")}


def draft(name, packs, answers):
    path = TMP / f"{name}.tenken"
    made = tenken("new", path, *[a for p in packs for a in ("--pack", p)])
    put = tenken("set", path, *[x for k, v in answers.items() for x in ([f"{k}={v}"] + ([f"{k}.na_reason=none"] if v == "na" else []))]) if answers else made
    if made.returncode or put.returncode:
        raise AssertionError(made.stderr + put.stderr)
    return path


def requirements(framework):
    return [r for g in framework["groups"] for r in g["requirements"]]


def expected(framework, packs, answers):
    """The state of each requirement, and the points, said again independently of the program."""
    items = {f"{p}:{i['id']}": i for p in packs for s in PACKS[p]["sections"] for i in s["items"]}
    items = {k: i for k, i in items.items() if i.get("kind") == "level" and not hidden(i, k.split(":")[0], answers)}
    states, points = {}, 0
    for r in requirements(framework):
        given = [answers.get(k) for k, i in items.items() if any((x["framework"], x["id"]) == (framework["id"], r["id"]) for x in i.get("refs", []))]
        levels = [-1 if a == "unknown" else a for a in given if a not in (None, "na")]
        if not given:
            state = "not_asked"
        elif levels and min(levels) < 2:
            state = "weak"
        elif None in given:
            state = "open"
        elif not levels:
            state = "na"
        else:
            state = "covered"
        states[r["id"]] = state
        if state == "weak":
            points += {-1: -1, 0: 0, 1: 2}[min(levels)]
        elif state in ("na", "covered"):
            points += 4
    return states, points


def hidden(item, pack, answers):
    """The only conditions in these packs: an item that is not asked when another one does not apply."""
    condition = item.get("applies_if")
    if condition is None:
        return False
    assert set(condition) == {"not"} and condition["not"]["state"] == "na", condition
    return answers.get(f"{pack}:{condition['not']['item']}") == "na"


every = {f"{p}:{i['id']}" for p, pack in PACKS.items() for s in pack["sections"] for i in s["items"] if i.get("kind") == "level"}
parents = {f"{p}:{i['applies_if']['not']['item']}" for p, pack in PACKS.items() for s in pack["sections"] for i in s["items"] if "applies_if" in i}
chance = random.Random(20261121)
for trial, packs in enumerate([["basic10"], ["basic10", "supply-chain"], sorted(PACKS), sorted(PACKS), sorted(PACKS)]):
    there = sorted(k for k in every if k.split(":")[0] in packs)
    choices = [0, 1, 2, 3, 4, "unknown", "na"] + ([None] if trial != 4 else [])
    answers = {k: chance.choice([2, 3] if trial == 3 and k in parents else choices) for k in there}
    answers = {k: v for k, v in answers.items() if v is not None and not any(hidden(i, k.split(":")[0], answers) for i in [next(i for s in PACKS[k.split(":")[0]]["sections"] for i in s["items"] if i["id"] == k.split(":")[1])])}
    path = draft(f"trial{trial}", packs, answers)
    for name, framework in sorted(FRAMEWORKS.items()):
        shown = tenken("show", path, "--framework", name, "--json")
        got = json.loads(shown.stdout) if shown.returncode == 0 else {"requirements": []}
        states, points = expected(framework, packs, answers)
        report({r["id"]: r["state"] for r in got["requirements"]} == states, f"trial {trial}: {name}: every requirement has the state that its answers give",
               [(r["id"], r["state"], states.get(r["id"])) for r in got["requirements"] if r["state"] != states.get(r["id"])] or shown.stderr)
        if name == "ipa-25":
            report(got.get("points") == points, f"trial {trial}: points by IPA's rules", (got.get("points"), points))

for level, band, points in ((0, 4, 0), (1, 3, 50), (2, 1, 100)):
    path = draft(f"band{level}", sorted(PACKS), {k: level for k in sorted(every)})
    got = json.loads(tenken("show", path, "--framework", "ipa-25", "--json").stdout)
    report((got["points"], got["band"]) == (points, band), f"all answers {level}: {points} points, band {band}", got)
path = draft("unknown", sorted(PACKS), {k: "unknown" for k in sorted(every)})
report(json.loads(tenken("show", path, "--framework", "ipa-25", "--json").stdout)["points"] == -25, "nothing known: 25 points below nothing")

text = tenken("show", TMP / "band1.tenken", "--framework", "ipa-25").stdout
report("Points: 50 of 100. Band 3 of 4: 50 to 69." in text and "not asked 0" in text, "people are told points and band in words", text)
report(max(map(len, text.splitlines())) <= 80, "the table fits 80 columns", text)
report("点数: 100点中50点" in tenken("--lang", "ja", "show", TMP / "band1.tenken", "--framework", "ipa-25").stdout, "and in Japanese")

known = {(f["id"], r["id"]) for f in FRAMEWORKS.values() for r in requirements(f)}
loose = {(x["framework"], x["id"]) for p in PACKS.values() for s in p["sections"] for i in s["items"] for x in i.get("refs", [])} - known
report(all(f == "cis-v8" for f, _ in loose), "packs refer to requirements that are there (of CIS also to those beyond IG1)", [x for x in loose if x[0] != "cis-v8"])
asked = {x["id"] for p in PACKS.values() for s in p["sections"] for i in s["items"] for x in i.get("refs", []) if x["framework"] == "ipa-25"}
report(asked == {str(n) for n in range(1, 26)}, "the packs together ask about all of IPA's 25 subjects", asked)
report({k: len(requirements(f)) for k, f in FRAMEWORKS.items()} == {"ipa-25": 25, "cis-v8": 56, "nist-csf-2.0": 106, "iso27001-2022": 93}, "each framework is complete")

unknown = tenken("show", path, "--framework", "iso9001")
report(unknown.returncode == 2 and "cis-v8, ipa-25, iso27001-2022, nist-csf-2.0" in unknown.stderr, "an unknown framework is refused with those that are known", unknown.stderr)
outside = tenken("show", path, "--framework", "../basic10")
report(outside.returncode == 2 and "There is no framework" in outside.stderr, "a name never leads out of the folder", outside.stderr)

good = FRAMEWORKS["ipa-25"]
broken = {
    "no format": ({k: v for k, v in good.items() if k != "format"}, "format"),
    "another format": (dict(good, format="tenken-framework/2"), "tenken-framework/1"),
    "a text without Japanese": (dict(good, title={"en": "x"}), "title.ja"),
    "a requirement twice": (dict(good, groups=good["groups"] + good["groups"][:1]), "twice"),
    "bands that rise": (dict(good, points=dict(good["points"], bands=[50, 70, 100])), "bands"),
    "bands that are no numbers": (dict(good, points=dict(good["points"], bands=["a", "b", "c"])), "bands"),
    "too many requirements": (dict(good, groups=[dict(good["groups"][0], requirements=[{"id": str(n), "title": {"ja": "あ", "en": "a"}} for n in range(500)]), good["groups"][1]]), "500"),
}
data = TMP / "data"
shutil.copytree(TOP / "questionnaires", data / "questionnaires")
for name, (content, word) in broken.items():
    (data / "questionnaires/frameworks/ipa-25.json").write_text(json.dumps(content), encoding="utf-8")
    refused = tenken("show", path, "--framework", "ipa-25", TENKEN_DATADIR=str(data))
    report(refused.returncode == 3 and word in refused.stderr and "ipa-25.json" in refused.stderr, f"refused in words: {name}", refused.stderr or refused.stdout)

finish()
