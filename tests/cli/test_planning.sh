#!/bin/sh
# The plan, chosen on screen and line by line: kept in the draft, shown by show, exported; assigned steps stand at their answers and raise no score.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/screens"
is() { # NAME EXPRESSION VALUE: of the JSON in FILE
    /usr/bin/python3 -c 'import json,sys; r = json.load(open(sys.argv[2])); print(json.dumps(eval(sys.argv[1])))' "$3" "$2" >"$TMP/out" 2>"$TMP/err"
    [ "$(cat "$TMP/out")" = "$4" ]
    result $? "$1"
}
shown() { # FILE OPTIONS…: what show says of a draft
    "$TENKEN" show "$@" --json >shown.json
}
actions='[[a["item"], a["action"]] for a in r["plan"]["actions"]]'

"$TENKEN" new d.tenken --pack sample >/dev/null && "$TENKEN" set d.tenken supplier.name=M perceived=2 sample:1=2 sample:2=2 sample:3=0 sample:4=1 sample:10=3 >/dev/null || exit 1
shown d.tenken
is 'the score before' shown.json 'r["score"]["total"]' 375
shown d.tenken --budget-monthly 0 --budget-initial 0
is 'what costs no money' shown.json "$actions" '[["2", "to-3"], ["3", "to-1"], ["3", "to-2"], ["3", "to-3"]]'

# Budgets in full-width digits; the step of question 4 is taken beyond them; the first row is assigned.
cat >plan.keys <<'K'
s p b Ctrl-U
text ０
Ctrl-S End Space Home Enter Down
text 2027年3月31日
Down
text Sato
Ctrl-S
K
ok 'chosen on screen' "$TENKEN" answer d.tenken --keys plan.keys --screen screen.txt
is 'kept in the draft' d.tenken 'r["plan"]["budget_monthly"], r["plan"]["budget_initial"], r["plan"]["wishes"]' \
    '[0, 0, [{"pack": "sample", "item": "4", "action": "to-2", "wish": "take"}]]'
is 'the assignment stands at the answer' d.tenken '[r["answers"]["sample"]["2"][m] for m in ("planned_level", "planned_by", "owner")]' '[3, "2027-03-31", "Sato"]'
shown d.tenken
is 'what is taken is in the plan, beyond the budget' shown.json "[a for a in $actions if a[0] == '4'], r['plan']['cost_monthly'] > 0" '[[["4", "to-2"], ["4", "to-3"]], true]'
is 'a plan raises no score' shown.json 'r["score"]["total"]' 375

printf 'budget\nleave 3\nwho 4\n3\n2027.6.30\nSuzuki\n\nq\n' >lines
ok 'and line by line' sh -c '"$TENKEN" answer d.tenken --plain <lines'
has 'says what it leads to' out 'Once all is done:'
is 'kept too' d.tenken '[[w["item"], w["wish"]] for w in r["plan"]["wishes"]], r["answers"]["sample"]["4"]["planned_by"]' '[[["4", "take"], ["3", "leave"]], "2027-06-30"]'
cp d.tenken e.tenken
"$TENKEN" set e.tenken sample:4.planned_level=1 sample:4.planned_by= sample:3.planned_level=2 sample:3.planned_by=2027-03-31 sample:3.owner=Sato >/dev/null
printf 'budget\nauto 3\nauto 4\nlist\n\nq\n' >lines
ok 'the list' sh -c '"$TENKEN" answer e.tenken --plain <lines'
has 'the plan may lead further than the firm' out 'Question 3, Restore tests, from 0 to 3, 3 steps'
has 'whose own plan is said as that' out '   Planned by you: 2 throughout by 2027-03-31, Sato'
has 'what stays open says which step it is, and its price' out 'Left open, over the whole budget: question 4, Updates, from 1 to 2: at most ¥10,000 a month'
lacks 'and not beside it which it is not' out 'from 1 to 3'
cp d.tenken f.tenken
/usr/bin/python3 -c 'import json,sys; d = json.load(open("f.tenken")); [d["plan"].pop(m, None) for m in ("budget_monthly", "budget_initial")]; json.dump(d, open("f.tenken", "w"))'
printf 'budget\nlist\n\ns\nq\n' >lines
ok 'before a budget' sh -c '"$TENKEN" answer f.tenken --plain <lines'
lacks 'nothing goes beyond it' out 'beyond the budget'
lacks 'and nothing is beyond it' out 'over the whole budget'
printf 'budget\nleave 4\n\nq\n' >lines
ok 'what is planned with a level' sh -c '"$TENKEN" answer d.tenken --plain <lines'
has 'is left out where it was planned' out 'Question 4, Updates, is planned by you: who 4 changes that, or takes it out.'
printf 'budget\nauto 3\nundo\nauto 3\nauto 4\n\nq\n' >lines
ok 'given back to the plan' sh -c '"$TENKEN" answer d.tenken --plain <lines'
has 'the promise stays in it, beyond the budget' out 'What you took or planned yourself goes beyond the budget: 4 Updates, at most ¥10,000 a month.'
is 'no wish is left' d.tenken 'r["plan"]' '{"budget_initial": 0, "budget_monthly": 0}'
printf 'budget\ntake 4\nbudget\nabout ten\n1万\n-\n\nq\n' >lines
ok 'amounts as people write them' sh -c '"$TENKEN" answer d.tenken --plain <lines'
has 'others are refused in words' out 'is no amount of yen'
is 'no limit for what is paid once' d.tenken 'r["plan"]["budget_monthly"], "budget_initial" in r["plan"]' '[10000, false]'

echo 'correct horse battery' >pass
"$TENKEN" identity new firm.p12 --name M --passphrase-file pass >/dev/null || exit 1
ok 'exported' "$TENKEN" export d.tenken --json a.json --identity firm.p12 --passphrase-file pass --unfinished
is 'the plan goes along' a.json '[a["action"] for a in r["document"]["plan"]["actions"] if a["item"] == "4"]' '["to-2", "to-3"]'
shown d.tenken
is 'what the program proposes beside it' shown.json 'sorted({a["item"] for a in r["plan"]["actions"]})' '["2", "3", "4"]'
is 'is no promise and stays in the firm' a.json 'sorted({a["item"] for a in r["document"]["plan"]["actions"]})' '["2", "4"]'
is 'budgets and wishes stay in the firm' a.json 'sorted(r["document"]["plan"])' '["actions", "cost_initial", "cost_monthly", "gain"]'
is 'with who and by when at the answer' a.json 'r["document"]["answers"]["sample"]["4"]["owner"]' '"Suzuki"'

# What answers change in the plan is said once, to whoever has looked at it; not what the owner changes there, or with the budget.
"$TENKEN" new s.tenken --pack sample >/dev/null && "$TENKEN" set s.tenken supplier.name=M perceived=2 sample:1=2 sample:2=3 sample:3=3 sample:4=1 sample:10=3 \
    plan.budget_monthly=10000 plan.budget_initial=50000 >/dev/null || exit 1
heard() { printf "$1" >lines && "$TENKEN" answer s.tenken --plain <lines >out 2>&1; } # LINES
since='Since you looked at the plan on'
heard 's\nbudget\n\nq\n'
lacks 'on the first look nothing is said' out "$since"
heard 's\nbudget\nleave 4\nauto 4\n\nq\n'
lacks 'nor when nothing has changed but by hand' out "$since"
"$TENKEN" set s.tenken sample:2=1 >/dev/null
heard 's\nq\n'
has 'the results say what answers have changed' out " it has changed. In: 2 Backups kept apart (to 3). Out: 4 Updates (to 3: not enough money left). It leads to"
heard 'budget\n\nbudget\n\ns\nq\n'
has 'so does the plan' out 'Out: 4 Updates (to 3: not enough money left).'
result "$([ "$(grep -c "$since" out)" = 1 ]; echo $?)" 'once'
"$TENKEN" set s.tenken plan.budget_monthly=20000 >/dev/null
heard 's\nbudget\n\nq\n'
lacks 'another budget is of the owner' out "$since"
"$TENKEN" set s.tenken sample:2=3 >/dev/null
heard 'budget\n\nq\n'
lacks 'nor is a step told that was done' out "$since"
ok 'signed after a look' "$TENKEN" export s.tenken --json s.json --identity firm.p12 --passphrase-file pass --unfinished
lacks 'customers get nothing of it' s.json plan_seen

/usr/bin/python3 - <<'P'
import json
d = json.load(open("d.tenken"))
d["plan"]["wishes"] = [{"pack": "sample", "item": "4", "action": 7, "wish": "take"}]
json.dump(d, open("wrong.tenken", "w"))
d["plan"]["wishes"] = [{"pack": "sample", "item": "4", "action": "to-2", "wish": "perhaps"}, {"pack": "x", "item": "y", "action": "z", "wish": "take"}]
json.dump(d, open("odd.tenken", "w"))
P
status 'a wish of a wrong type' 3 "$TENKEN" show wrong.tenken
has 'is refused by its place' err 'plan.wishes'
ok 'a wish about nothing that is asked' "$TENKEN" show odd.tenken
finish
