#!/bin/sh
# tenken show and diff: numbers, words, plans; of drafts, signed answers and workbooks; foreign text made safe.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/golden/small"
is() { # NAME EXPRESSION VALUE: of the JSON that was printed last (kept in last.json)
    /usr/bin/python3 -c 'import json,sys; r = json.load(open("last.json")); print(json.dumps(eval(sys.argv[1])))' "$2" >"$TMP/out" 2>"$TMP/err"
    [ "$(cat "$TMP/out")" = "$3" ]
    result $? "$1"
}
json() { # NAME ARGUMENTS…
    name=$1 && shift
    ok "$name" "$TENKEN" show "$@" --json
    cp out last.json
}

"$TENKEN" new d.tenken --pack small --pack linked >/dev/null || exit 1
json 'an empty draft' d.tenken
is 'nothing is scored' '[r["score"]["total"], r["score"]["floor"], r["perceived"], r["perception_gap"], r["asked"], r["answered"]]' '[null, null, null, null, 5, 0]'
is 'nothing to do' '[r["gaps"], r["checks"], r["plan"]["actions"]]' '[[], [], []]'
ok 'and in words' "$TENKEN" show d.tenken
has 'there is nothing yet' out 'There is nothing to score yet.'
has 'five are open' out '5 questions are open (1 Copies,'

"$TENKEN" set d.tenken small:1=3 small:2=0 small:3=1 small:4=unknown small:5=done linked:contracts=na linked:contracts.na_reason=none perceived=4 \
    supplier.name='見本製作所' supplier.corporate_number=7000012050002 >/dev/null || exit 1
json 'everything answered' d.tenken
is 'counts' '[r["asked"], r["answered"], r["unknown"], r["na"], r["finished"]]' '[6, 6, 1, 1, true]'
is 'the total over all items, not a mean of packs' 'r["score"]["total"]' 350
is 'the floor of the essential items' 'r["score"]["floor"]' 0
is 'sections, rounded half up' 'r["score"]["packs"]["small"]["sections"]' '{"first": 438, "second": 0}'
is 'an alias counts in its pack too' 'r["score"]["packs"]["linked"]' '{"total": 750, "floor": 3, "sections": {"all": 750}}'
is 'belief against answers' '[r["perceived"], r["perception_gap"]]' '[1000, 650]'
is 'gaps by priority, each with its next action' '[[g["item"], g["level"], g["target"], g["priority"], g["action"]] for g in r["gaps"]]' \
    '[["2", 0, 3, 3, "to-1"], ["4", 0, 2, 2, null], ["3", 1, 2, 1, "to-2"]]'
is 'a contradiction, with its words' 'r["checks"]' '[{"id": "untested", "items": ["small:1", "small:2"], "message": "Copies without a test?"}]'
is 'what threats are covered' '[[t["id"], t["points"], t["items"]] for t in r["threats"]]' '[["ransom", 750, 1]]'
is 'without budgets everything' '[[a["item"], a["action"]] for a in r["plan"]["actions"]] + [r["plan"]["cost_monthly"]]' '[["2", "to-1"], ["3", "to-2"], 5000]'
json 'a budget below the cost' d.tenken --budget-monthly 4999
is 'leaves what costs nothing' '[[a["item"] for a in r["plan"]["actions"]], r["plan"]["cost_monthly"], r["plan"]["gain"]]' '[["2"], 0, 1]'
json 'a budget that is just enough' d.tenken --budget-monthly 5000 --budget-initial 0
is 'pays for it' '[[a["item"] for a in r["plan"]["actions"]], r["plan"]["cost_monthly"], r["plan"]["gain"]]' '[["2", "3"], 5000, 2]'
"$TENKEN" set d.tenken plan.budget_monthly=100 >/dev/null
json 'the budget that the draft has chosen' d.tenken
is 'holds without a flag' 'r["plan"]["cost_monthly"]' 0
status 'a budget that is no number' 2 "$TENKEN" show d.tenken --budget-monthly 5k
has 'is quoted' err '"5k"'
status 'nothing to show' 2 "$TENKEN" show
status 'two things to show' 2 "$TENKEN" show d.tenken d.tenken
status 'something else' 3 "$TENKEN" show "$TENKEN_DATADIR/questionnaires/small.json"

ok 'the same in words' "$TENKEN" show d.tenken
has 'the firm' out '見本製作所   2026   draft'
has 'the total and the weakest essential by name' out 'Total 35.0    weakest essential: 2 Restore (0 not yet)'
has 'the belief gap' out 'You expected 100.0; your answers say 35.0: 65.0 lower.'
has 'levels with their label' out '3 established'
has "what to ask for" out "don't know: 1 (ask someone)"
has 'a first step' out 'Restore one file.'
has 'the plan under the budget' out 'The best plan for any amount once and ¥100 a month:'
has 'what it costs together' out 'Together: ¥0 once, ¥0 a month.'
has 'the contradiction' out 'Copies without a test?'
has 'is headed by titles, not by ids' out '! 1 Copies, 2 Restore'
has 'a gap has one number, that of its question' out '  - 2 Restore: 0 -> 3'
told=$(grep -cF 'Restore one file.' out)
ok 'a step told among the gaps is not told again in the plan' test "$told" -eq 1
ok 'in Japanese' "$TENKEN" --lang ja show d.tenken
has 'its names' out '戻す試験'
has 'its advice' out '一つ戻す。'

echo 'correct horse battery' >pass
"$TENKEN" identity new firm.p12 --name 'Mihon Works' --passphrase-file pass >/dev/null || exit 1
ok 'signed' "$TENKEN" export d.tenken --json a.json --identity firm.p12 --passphrase-file pass
/usr/bin/python3 - <<'P'
import zipfile
with zipfile.ZipFile("a.xlsx", "w") as z:
    z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
               '<Default Extension="json" ContentType="application/json"/></Types>')
    z.write("a.json", "assessment/answers.json")
P
json 'signed answers' a.json
is 'give the same' '[r["kind"], r["score"]["total"], r["score"]["floor"], r["perceived"], r["score_differs"]]' '["answers", 350, 0, 1000, false]'
json 'so does the workbook' a.xlsx
is 'with the answers inside' '[r["kind"], r["score"]["total"]]' '["answers", 350]'
sed 's/"total": 350/"total": 900/' a.json >claim.json
json 'a claim that the answers do not bear' claim.json
is 'is recomputed' '[r["score"]["total"], r["score_differs"]]' '[350, true]'
ok 'and said' "$TENKEN" show claim.json
has 'in words' out '! The file itself claims a total of 90.0'
has 'signatures are not judged here' out 'tenken verify'
mkdir -p fewer/questionnaires && cp "$TENKEN_DATADIR/questionnaires/small.json" fewer/questionnaires/
TENKEN_DATADIR=$TMP/fewer
json 'a pack that is not at hand' a.json
is 'is listed, not scored' '[[p["id"] for p in r["missing_packs"]], sorted(r["score"]["packs"]), r["score_differs"]]' '[["linked"], ["small"], false]'
ok 'in words' "$TENKEN" show a.json
has 'by its name' out 'The pack linked (version 1) is not at hand'
mkdir -p newer/questionnaires && cp "$TOP"/tests/golden/small/questionnaires/linked.json newer/questionnaires/
sed 's/"version": "1"/"version": "2"/' "$TOP/tests/golden/small/questionnaires/small.json" >newer/questionnaires/small.json
TENKEN_DATADIR=$TMP/newer
json 'a draft whose pack has a newer version' d.tenken
is 'asks the newer one' '[r["packs_changed"], r["score"]["total"]]' '[true, 350]'
ok 'in words' "$TENKEN" show d.tenken
has 'and says so' out 'another version than when this draft was begun'
export TENKEN_DATADIR="$TOP/tests/golden/small"

/usr/bin/python3 - <<'P'
import json
f = json.load(open("a.json"))
f["document"]["supplier"]["name"] = "\x1b]0;owned\x07\x1b[31mEvil\u202e\x9b"
json.dump(f, open("evil.json", "w"))
f["document"]["answers"]["small"]["1"]["level"] = 9
json.dump(f, open("wrong.json", "w"))
f["format"] = "tenken-answers/2"
json.dump(f, open("newer.json", "w"))
P
ok 'a hostile name' "$TENKEN" show evil.json
has 'is shown' out 'Evil'
lacks 'without escape characters' out "$(printf '\033')"
lacks 'without bell' out "$(printf '\007')"
lacks 'without bidirectional overrides' out "$(printf '\342\200\256')"
lacks 'without C1 controls' out "$(printf '\302\233')"
for command in 'show evil.json' 'diff a.json evil.json'; do
    ok "$command as JSON" "$TENKEN" $command --json
    has 'has the name' out 'Evil'
    lacks 'without escape characters' out 'u001b'
    lacks 'nor overrides' out "$(printf '\342\200\256')"
    lacks 'nor C1 controls' out "$(printf '\302\233')"
done
status 'a level out of range' 3 "$TENKEN" show wrong.json
has 'by its path' err 'wrong.json: answers.small.1.level: must be 0–4'
status 'a newer format' 3 "$TENKEN" show newer.json
has 'what is needed' err 'a newer version of Tenken is needed'

cp d.tenken old.tenken
"$TENKEN" set d.tenken small:2=2 small:1=1 small:4=none linked:contracts.na_reason=other supplier.name=Mihon 'inventory+=Mail;V;2;internet;-' >/dev/null || exit 1
ok 'diff of two drafts' "$TENKEN" diff old.tenken d.tenken
has 'the totals' out 'Total 35.0 -> 31.3'
has 'raised' out 'small:2  Restore: 0 not yet -> 2 throughout'
has 'lowered' out 'small:1  Copies: 3 established -> 1 partly'
has 'gone' out "small:4  Products: don't know -> not answered"
has 'other words' out 'linked:contracts  Contracts: Reason'
has 'products' out '+ Mail'
has 'the profile' out 'Name of the firm: 見本製作所 -> Mihon'
ok 'diff against signed answers' "$TENKEN" diff a.json d.tenken --json
cp out last.json
is 'the same changes' '[[i["item"], i["change"], i["from"], i["to"]] for i in r["items"]]' \
    '[["1", "lowered", 3, 1], ["2", "raised", 0, 2], ["contracts", "text", "na", "na"], ["4", "gone", "unknown", null]]'
ok 'diff with itself' "$TENKEN" diff a.json a.xlsx
has 'no difference' out 'No difference'
status 'diff with one file' 2 "$TENKEN" diff a.json
status 'diff with nothing' 3 "$TENKEN" diff a.json none.json
# ---- this year's questions are not last year's: one reworded, one gone, one new
/usr/bin/python3 - <<'P'
import copy, json, os
pack = json.load(open(os.environ["TENKEN_DATADIR"] + "/questionnaires/small.json"))
pack["id"], pack["checks"] = "own", []
for section in pack["sections"]:
    section["items"] = [i for i in section["items"] if "same_as" not in i]
    for item in section["items"]:
        item.pop("applies_if", None)
json.dump(pack, open("own1.json", "w"))
items = pack["sections"][0]["items"]
new = copy.deepcopy(items[0])
new["id"], new["title"] = "fresh", {"ja": "新しい", "en": "Fresh"}
items[0]["levels"][2] = {"ja": "別の段階", "en": "another level"}
items[1:2] = [new]
pack["version"] = "2"
json.dump(pack, open("own2.json", "w"))
P
"$TENKEN" new y1.tenken --pack ./own1.json --period 2025 >/dev/null && "$TENKEN" set y1.tenken own:1=1 own:2=3 >/dev/null || exit 1
ok "a draft from last year's" "$TENKEN" new y2.tenken --pack ./own2.json --from y1.tenken
"$TENKEN" set y2.tenken own:1=2 own:fresh=0 perceived=2 supplier.name=M >/dev/null || exit 1
ok 'diff across two versions of a pack' "$TENKEN" diff y1.tenken y2.tenken
has 'new questions' out '  2 Fresh'
has 'reworded ones' out 'Reworded questions'
has 'retired ones by their title then' out '  Restore'
ok 'for scripts' "$TENKEN" diff y1.tenken y2.tenken --json
cp out last.json
is 'the same by id' '[r["new_questions"], r["reworded_questions"], r["retired_questions"]]' '[["own:fresh"], ["own:1"], ["own:2"]]'
is 'the totals' '[r["total"], [s for s in r["scores"] if s["section"] is None]]' \
    '[{"from": 417, "to": 250}, [{"pack": "own", "section": null, "from": 417, "to": 250}]]'
printf 's\nd\n' >years.keys
ok 'the same on screen' "$TENKEN" answer y2.tenken --keys years.keys --screen years.txt
printf 'o\nq\n' >lines
ok 'and line by line' sh -c '"$TENKEN" answer y2.tenken --plain <lines'
has 'says what is new' out 'Question 2, Fresh: then not answered, now 0 not yet; new question'
has 'what is reworded' out 'higher, reworded'
has 'what is not asked any more' out 'Restore: then 3 established; retired'
ok 'an export' "$TENKEN" export y2.tenken --json y2.json --identity firm.p12 --passphrase-file pass --unfinished
ok 'says nothing of last year' sh -c '! grep -q "last_year\|2025" y2.json'
finish
