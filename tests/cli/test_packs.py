#!/usr/bin/env python3
"""The packs as the program runs them: every contradiction is reached and leaves again when one side is answered otherwise, "not applicable" hides
what follows from it, and the README's example can be answered as its commands are typed. TAP."""
import json
import re

from tap import TMP, TOP, finish, report, tenken

EXAMPLE = TOP / "tests/golden/packs/example.json"
drafts = 0


def result(packs, assignments):
    """`show --json` of a new draft with these packs and assignments."""
    global drafts
    drafts += 1
    draft = TMP / f"{drafts}.tenken"
    made = tenken("new", draft, *[a for p in packs for a in ("--pack", p)])
    put = tenken("set", draft, *assignments) if assignments else made
    shown = tenken("show", draft, "--json")
    if made.returncode or put.returncode or shown.returncode:
        raise AssertionError(made.stderr + put.stderr + shown.stderr)
    return json.loads(shown.stdout)


def name(reference, pack):
    return reference if ":" in reference else f"{pack}:{reference}"


def wanted(condition, pack):
    """Assignments that make a condition hold: {target: value}. Enough for conditions as checks use them."""
    if "all" in condition:
        return {k: v for c in condition["all"] for k, v in wanted(c, pack).items()}
    if "any" in condition:
        return wanted(condition["any"][0], pack)
    if "not" in condition:
        assert "inventory" in condition["not"], condition
        return {}
    if "inventory" in condition:
        return {"inventory+": f"Mihon Mail;Mihon;1;{'internet' if condition['inventory'] == 'internet' else '-'};{'credentials' if condition['inventory'] == 'credentials' else '-'}"}
    return {name(condition["item"], pack): condition.get("min", condition.get("max", condition.get("state")))}


def otherwise(condition, pack):
    """For each part of an {"all": …}: assignments that make just this part fail."""
    for part in condition["all"]:
        rest = {k: v for c in condition["all"] if c is not part for k, v in wanted(c, pack).items()}
        if "min" in part:
            yield rest | {name(part["item"], pack): part["min"] - 1}
        elif "max" in part and part["max"] < 4:
            yield rest | {name(part["item"], pack): part["max"] + 1}
        elif "not" in part:
            yield rest | wanted(part["not"], pack)
        elif "any" in part:
            yield rest | {name(part["any"][0]["item"], pack): 4}
        elif part.get("state") == "not_done":
            yield rest | {name(part["item"], pack): "done"}
        else:
            yield rest


def assignments(targets):
    lines = [f"{k}={v}" for k, v in targets.items()]
    return lines + [f"{k}.na_reason=none found" for k, v in targets.items() if v == "na"]


packs = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted((TOP / "questionnaires").glob("*.json")) if not p.name.endswith(".schema.json")}

for pack_id, pack in packs.items():
    asked = sorted({pack_id} | set(re.findall(r'"([a-z0-9-]+):[a-z0-9.-]+"', json.dumps([c["when"] for c in pack["checks"]]))))
    for check in pack["checks"]:
        hit = result(asked, assignments(wanted(check["when"], pack_id)))
        found = [c for c in hit["checks"] if c["id"] == check["id"]]
        report(len(found) == 1 and found[0]["items"] == [name(i, pack_id) for i in check["items"]], f"{pack_id}: {check['id']} is noticed", hit["checks"])
        quiet = [a for a in map(assignments, otherwise(check["when"], pack_id)) if check["id"] in [c["id"] for c in result(asked, a)["checks"]]]
        report(not quiet, f"{pack_id}: {check['id']} is silent when either side is answered otherwise", quiet)

every = {f"{p}:{i['id']}": i for p, pack in packs.items() for s in pack["sections"] for i in s["items"] if "same_as" not in i}
for level in range(5):
    calm = result(packs, [f"{k}={level}" for k, i in every.items() if i["kind"] == "level"] + ["inventory+=Mihon Mail;Mihon;1;-;-"])
    report(calm["checks"] == [], f"a firm that answers {level} throughout contradicts itself nowhere", calm["checks"])

both = result(["basic10", "supply-chain"], [])
report(both["asked"] == 22, "both packs together ask 22 questions: the three that they share only once", both["asked"])
whole = result(packs, [])
report(whole["asked"] == len(every), "all packs together ask every question exactly once", whole["asked"])
NO_SITE = ["third-party:web-updates=na", "third-party:web-updates.na_reason=no website"]
no_site = result(["third-party"], NO_SITE)
report(result(["third-party"], [])["asked"] - no_site["asked"] == 3, "without a website the three questions that follow are not asked", no_site["asked"])
walls = [result(["assume-breach", "third-party"], a)["asked"] for a in ([], NO_SITE)]
report(walls[0] - walls[1] == 4, "nor, in another pack, the one about a website's firewall", walls)
report(result(["assume-breach"], [])["asked"] == 14, "which is asked of whoever was not asked about a website", result(["assume-breach"], [])["asked"])
alone = result(["basic10", "supply-chain"], ["supply-chain:survey=na", "supply-chain:survey.na_reason=no contractors"])
report(alone["asked"] == both["asked"] - 3, "without contractors the three questions about them are not asked", alone["asked"])

other = result([EXAMPLE], ["supplier.industry=H", "basic10:2=1"])
report(other["asked"] == 1, "the example asks a carrier only the question that it shares with the basic ten", other["asked"])
works = result([EXAMPLE], ["supplier.industry=E", "mihon.workshop:usb-sticks=1", "basic10:2=0"])
report(works["asked"] == 2 and works["answered"] == 2, "the example asks a manufacturer both", works)
report([c["id"] for c in works["checks"]] == ["stick-without-backup"], "the example's contradiction is noticed", works["checks"])
report(works["score"]["packs"]["mihon.workshop"]["total"] == 94, "the example scores (1 x 250 x 3 + 0 x 5) / 8, rounded half up", works["score"])
step = {g["item"]: g["action"] for g in works["gaps"]}
report(step == {"usb-sticks": "to-2", "backups": "to-1"}, "each gap of the example comes with its next step", step)

finish()
