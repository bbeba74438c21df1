#!/bin/sh
# Line by line, heard and not seen: what a sentence announces is what happens, and nothing that is typed is taken for something else.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/screens"
order() { # the questions that were read out, in order.txt
    grep -o '^Question [0-9]*' said.txt | tr '\n' ' ' >order.txt
}
all='sample:1=2 sample:2=2 sample:3=2 sample:4=2 sample:10=2 sample-chain:survey=2 sample-chain:contracts=2 sample-chain:call=done'

# g leads where it was just said, from the question after and when all is answered.
fresh a.tenken sample:1=1 sample:3=0
plain a.tenken 3 g q
has 'an answer that does not go together with another says where g goes' said.txt 'The other answer: 3 Restore tests, 0 not yet. g: to question 3.'
order
has 'and g goes there, from the question after' order.txt 'Question 2 Question 4 Question 3 '

# shellcheck disable=SC2086
fresh b.tenken $all sample:3=0
plain b.tenken '' '' 'go 2' 3 g q
order
has 'from where all is answered, too' order.txt 'Question 2 Question 3 '
lacks 'it is understood there' said.txt '"g" is not understood'
plain b.tenken '' '' 'go 1' 1 g q
has 'what was said elsewhere is not meant any more' said.txt 'Nothing here contradicts another answer.'
plain b.tenken '' '' go2 q
order
has 'go and its number need no blank between them' order.txt 'Question 2 '
plain b.tenken '' '' 'ｇｏ２' q
order
has 'nor the narrow letters' order.txt 'Question 2 '
plain b.tenken '' '' 'go 1' x1 n2 q
has 'what takes no number is not understood with one' said.txt '"x1" is not understood.'
lacks 'and answers nothing' b.tenken '"state": "unknown"'
plain b.tenken '' '' 7 q
has 'a number where no question is open is not asked for again' said.txt '"7" is not understood. ? lists'

# y and n, and nothing that only begins like them.
fresh c.tenken
plain c.tenken i 'Mihon Mail' '' '' 'YAMAHA RTX830' y maybe n '' q
has 'other words are no yes' said.txt 'Please type y or n; b goes back, ? explains it.'
ok 'twice' test "$(grep -c 'Please type y or n;' said.txt)" = 2
has 'what is kept is read back, without signs that are not heard' said.txt '1 Mihon Mail. Maker or provider: not known. Version: not known. Seen from the internet: yes. Keeps passwords: no.'
has 'and is what was said' c.tenken '"internet": true'
lacks 'no was said to the other' c.tenken '"credentials": true'
fresh d.tenken
plain d.tenken i 'Mihon Mail' '' '' maybe
lacks 'where the input ends in between, nothing is kept' d.tenken 'Mihon Mail'
plain d.tenken i 'Mihon Mail' '?' '' '' '?' b b b '' q
has '? is a question, not a maker' said.txt 'Who makes or runs it'
has 'and explains what is asked for in the yes or no' said.txt 'y is the careful answer'
has 'nobody has to claim what they do not know' said.txt 'Left out: Mihon Mail.'
lacks 'what is left out is not kept' d.tenken 'Mihon Mail'
plain d.tenken i Alpha '' '' n n Beta '' '' n n 'remove 1' '' q
has 'what is taken away is named, with what stays' said.txt 'Removed: Alpha. What stays:'
has 'under its new number' said.txt '1 Beta. Maker'
fresh d.tenken
plain d.tenken i q
lacks 'taking one away is offered where there is one' said.txt 'remove 2'
plain d.tenken i Alpha '' '' n n q
has 'and by its own number' said.txt ' 1: changes number 1; remove 1: takes it away'
lacks 'not by one that is none' said.txt 'remove 2'
plain d.tenken i Beta '' '' n n remove1 '' q
has 'also without the blank' said.txt 'Removed: Alpha. What stays:'

# The plan: what is enough to be listened to, and the rest by the number of its question.
fresh e.tenken sample:1=1 sample:2=1 sample:3=0
plain e.tenken budget '' q
has 'the plan opens with what it is about' said.txt 'Once all is done:'
lacks 'its steps are not read out unasked' said.txt ', proposed: '
plain e.tenken budget list '' q
has 'list names them, a line a question' said.txt 'Question 3, Restore tests, from 0 to 3, 3 steps'
ok 'what costs nothing before what the vendor is needed for' test "$(grep -n '^In the plan, what costs nothing:' said.txt | cut -d: -f1)" -lt "$(grep -n '^In the plan, what takes hours of the IT vendor' said.txt | cut -d: -f1)"
ok 'where a question stands whose later steps need them' test "$(grep -n '^In the plan, what takes hours of the IT vendor' said.txt | cut -d: -f1)" -lt "$(grep -n '^Question 3, Restore tests, from 0 to 3' said.txt | cut -d: -f1)"
plain e.tenken budget b 'go 1' q
has 'b goes back from it, as from everywhere' said.txt 'Phishing drills'
lacks 'not each of them' said.txt ', proposed: '
plain e.tenken budget 'list 3' '' q
ok 'which a number reads in full' test "$(grep -c '^Question 3, Restore tests, from .*, proposed: ' said.txt)" = 3
plain e.tenken budget 'who 3' 2 2027-03-31 Sato 'list 3' 'who 3' - '' q
ok 'what is planned there stands at the last of its steps alone' test "$(grep -c '^   Planned by you: 2 ' said.txt)" = 2
plain e.tenken budget 'list 3' '' q
ok 'those of that question alone' test "$(grep -c ', proposed: ' said.txt)" = 3
plain e.tenken budget 'list all' '' q
ok 'or of all of them' test "$(grep -c ', proposed: ' said.txt)" -gt 3

# Money by the month that buys nothing by itself is told apart from money that is used up.
fresh m.tenken sample:1=0 sample:2=0 sample:3=0 sample:4=0 sample:10=2 plan.budget_monthly=12000 plan.budget_initial=0
plain m.tenken budget '' q
has 'what nothing can be bought with, for want of a first payment' said.txt 'No further step can be paid by the month alone. The next, question 2, Backups kept apart, from '
"$TENKEN" set m.tenken plan.budget_monthly=2000 >/dev/null
plain m.tenken budget '' q
has 'where more by the month would do, the budget is at its end' said.txt 'The rest of the budget buys no further step.'

# What Enter keeps is named, and what was mistyped is asked again.
plain e.tenken budget budget 10000 '' '' q
has 'the amount that Enter takes is named' said.txt 'Yen once, this year (Enter: ¥0; -: no limit):'
plain e.tenken budget budget '' - '' q
has 'once there is one, that one' said.txt 'Yen each month (Enter: ¥10,000; -: no limit):'
plain e.tenken budget 'who 3' boss '' 2027-02-28 Hanako '' q
has 'no level: asked again' said.txt 'a number from 0 to 4, as the question says them'
has 'the level of the plan is proposed' said.txt 'Level to reach, 0 to 4 (Enter: 3; -: no plan; b: back):'
has 'Enter takes it and goes on to the day' e.tenken '"planned_by": "2027-02-28"'
has 'and to the person' e.tenken '"owner": "Hanako"'
plain e.tenken budget 'who 3' 2 '' '' '' q
has 'what is there is kept' e.tenken '"owner": "Hanako"'
has 'beside what is changed' e.tenken '"planned_level": 2'
plain e.tenken budget 'who 3' b '' q
has 'nothing ends without a word' said.txt 'Nothing was changed: the plan stays as it was.'
has 'nor is it changed' e.tenken '"planned_by": "2027-02-28"'
ok 'nor is the step told as if it had been' test "$(grep -c '^In the plan:' said.txt)" = 0
plain e.tenken budget 'who 3' - 'who 3' - '' q
has 'what is taken out again is said to be' said.txt 'What you had planned there is taken out.'
has 'and where there was nothing, that' said.txt 'Nothing was planned there by you, and nothing is now.'
lacks 'none is left' e.tenken '"planned_by"'

# What changed is told alone, and a step that is there already is no missing one.
fresh f.tenken sample:1=1 sample:2=1 sample:3=0
plain f.tenken budget 'take 3' 'leave 3' 'take 3' '' q
has 'a step in the plan cannot be taken, and that is why' said.txt 'Question 3, Restore tests, is in the plan already; list 3 reads its steps.'
ok 'the whole is told once' test "$(grep -c 'Once all is done:' said.txt)" = 1
has 'what has become of the question follows its change' said.txt 'Question 3, Restore tests, from 0 to 1, left out by you'

# What can be typed next is said after a list that stops between its pages, not inside it.
plain f.tenken s q
ok 'the results end with what can be typed then' test "$(grep -n 'budget makes a plan' said.txt | cut -d: -f1)" -gt "$(grep -n '^Sample questions: ' said.txt | tail -1 | cut -d: -f1)"

# The total stands below both questionnaires where what they share is better than the rest: what is shared is said, and named.
fresh t2.tenken sample:1=1 sample:2=1 sample:3=1 sample:4=4 sample:10=1 sample-chain:survey=1 sample-chain:contracts=1 plan.budget_monthly=0 plan.budget_initial=0
plain t2.tenken s q
has 'it says how often what they share counts' said.txt '1 question belongs to both questionnaires; in the total it counts once.'
has 'and which question that is' said.txt '4 Updates counts here, too.'
has 'a threat says how far it is covered' said.txt 'Ransomware: covered '
has 'which first steps these are' said.txt 'Do these first, of the plan within your budget:'
has 'how far the first leads' said.txt '; the first step leads to 2'
has 'and every step that the budget leaves open is named' said.txt 'Left open, over the whole budget: question 2, Backups kept apart, from 1 to 2: at most '

# After a list with numbers a number is an answer still: the prompt says to which question.
fresh g.tenken
plain g.tenken s i 2 q
has 'the prompt after the results names its question' said.txt 'Question 1, your answer (Enter: hear it again; ? help): '
ok 'right after the question it needs no name' grep -q '^Your answer: ' said.txt
plain g.tenken 'plating works by the river' q
has 'what is typed at the wrong place' said.txt 'That is not understood. Type 0 to 4'
lacks 'is not read out: it may be a passphrase' said.txt 'plating works'

# The form of the firm: a slip is put right a line back.
plain g.tenken c 'Mihon Works' b 'Mihon Works 2' '?' '' '' '' '' b '' '' '' '' '' q
has 'b goes back a line' g.tenken 'Mihon Works 2'
has '? is help in each line' said.txt 'For a Japanese name only: customers sort firms by it. Enter alone leaves it as it is'
lacks 'neither becomes a name' g.tenken '"name": "b"'

# Last year's answers that wait are named in one line.
# shellcheck disable=SC2086
fresh h.tenken $all
rm -f n.tenken && "$TENKEN" new n.tenken --pack sample --pack sample-chain --from h.tenken --period 2027 >/dev/null && "$TENKEN" set n.tenken perceived=2 >/dev/null || exit 1
plain n.tenken 'go 1' t q
has 'what y does is said at the prompt of an answer from before' said.txt 'Question 1, your answer (y: still so; Enter: hear it again; ? help): '
plain n.tenken o q
has 'what is to be confirmed is told together' said.txt 'Question 2, Backups kept apart: 2 throughout'
lacks 'not in the same words for each' said.txt 'confirm: y'
has 'how they are confirmed is said after the list, where it can be done' said.txt 'go and a number opens such a question, and y there keeps the answer.'
lacks 'not where the list stops' said.txt 'y if it is still so.$'

# Every prompt helps with its own words, and takes nothing for something else.
fresh k.tenken
plain k.tenken a n '?' b e '?' b p '?' b '?' 'correcthorse' q
has 'a letter of another place is told so' said.txt 'Not here: a works at home. Type 0 to 4'
has 'a note has its help' said.txt 'What your customer shall read beside the answer.'
has 'evidence, too' said.txt 'What you could show: a list, a record, a photo.'
lacks 'b is no note and no evidence' k.tenken '"b"'
lacks 'one word may be a passphrase' said.txt '"correcthorse"'

# Evidence has its own day and kind, and is put right without being added again.
fresh v.tenken sample:1=2
plain v.tenken 'go 1' e 'Photo of the wall' '' 'Folder IT' plating 2 2026-20-11 2026-11-20 e q
has 'the kind is one of those that are named' v.tenken '"kind": "record"'
has 'what is none of them is asked again' said.txt '"plating" is not understood. Here it is one of these:'
has 'they are listed' said.txt 'Kind: 1 document, 2 record or log, 3 photo or screenshot, 4 contract, 5 report of another firm (Enter: not said):'
has 'today is only proposed' v.tenken '"date": "2026-11-20"'
has 'what is no day is asked again' said.txt 'That is no date'
has 'the day is heard as such' said.txt '1. Photo of the wall, Folder IT, record or log, dated 2026-11-20'
plain v.tenken 'go 1' e '直す１' '' '' - 2026-11-19 q
has 'another day for the same piece' v.tenken '"date": "2026-11-19"'
lacks 'a kind can be taken back' v.tenken '"kind"'
has 'Enter keeps the rest' v.tenken '"reference": "Folder IT"'
plain v.tenken 'go 1' e 'change 1' Wall b q
lacks 'what is broken off changes nothing' v.tenken '"Wall"'
plain v.tenken 'go 1' e 'change 2' e 'remove 2' e '消す 1' q
ok 'a number that is none' test "$(grep -c 'There is no evidence 2.' said.txt)" = 2
lacks 'and Japanese takes it away, too' v.tenken 'Photo of the wall'

# What last year's answers take off the list is not announced a year later, and why something is not asked is said where it happens.
there="$XDG_DATA_HOME/tenken"
mkdir -p "$there"
fresh "$there/2026.tenken" sample:1=2 sample:2=2 sample:3=2 sample:4=2 sample:10=2 sample-chain:call=done
plain "$there/2026.tenken" '- none work here' f q
has 'what an answer takes off the list follows from it' said.txt 'So question 7 is not asked.'
"$TENKEN" new "$there/2027.tenken" --pack sample --pack sample-chain --from "$there/2026.tenken" --period 2027 >new.txt || exit 1
lacks 'what is not asked as things stand is no new question' new.txt 'New questions'
printf '%s\n' 2 M q q | TENKEN_CLOCK=2027-02-01T00:00:00Z "$TENKEN" home --plain >said.txt
has 'what waits to be confirmed is announced' said.txt 'Next: confirm or change 7 answers from before.'
lacks 'what will not be asked is not' said.txt 'no answer yet'
plain "$there/2027.tenken" '' 'go 6' q
ok 'why an answer was no level comes before it is asked again' awk '/^Not applicable then, because: none work here/ { before = NR } /^Your answer from before:/ { after = NR } END { exit !(before && after && before < after) }' said.txt
"$TENKEN" set "$there/2027.tenken" sample-chain:survey=1 >/dev/null || exit 1
printf '%s\n' q | TENKEN_CLOCK=2027-02-01T00:00:00Z "$TENKEN" home --plain >said.txt
has 'once the answer is another one, what follows is announced' said.txt '1 question has no answer yet.'

# Beside last year is offered where there is one.
# shellcheck disable=SC2086
fresh o.tenken $all
plain o.tenken '' '' s q
lacks 'o is not named in a first year' said.txt 'o last year'
rm -f o2.tenken && "$TENKEN" new o2.tenken --pack sample --pack sample-chain --from o.tenken --period 2027 >/dev/null && "$TENKEN" set o2.tenken $all perceived=2 >/dev/null || exit 1
plain o2.tenken '' '' s q
has 'in a second one it is, where all is answered' said.txt 's results, o last year, r review'
has 'and by the results' said.txt 'o reads this year beside last year, question by question.'

# The closer look takes back, too.
fresh w.tenken sample:2=1
plain w.tenken w 3 u q q
has 'in the closer look something can be changed' said.txt 'Saved: 2 Backups kept apart, 3 established.'
has 'and taken back' said.txt 'Saved: 2 Backups kept apart, 1 partly.'
lacks 'so that it is as it was' w.tenken '"level": 3'


# What an answer leaves to be planned or shown: said where, once in full, a plan shortly twice more, until it was done; and advice about
# products names them, at its own question.
fresh low.tenken
plain low.tenken 2 0 0 3 q
has 'after an answer that something may show it is said where that is written' said.txt 'such as a photo or a list: go 1, then e.'
has 'after an answer below its target where its plan is made' said.txt 'To say what is planned for it: go 2, then p.'
has 'from then on shortly' said.txt 'go 3, then p: plan.'
ok 'in full once' test "$(grep -c 'To say what is planned' said.txt)" = 1
lacks 'not what an answer of this level leaves to be planned' said.txt 'go 4, then p'
has 'and what asks for both at the end' said.txt 'Or at the end: w goes through plans and evidence, one by one.'
fresh low.tenken
plain low.tenken 0 0 1 0 1 0 q
ok 'three times in all' test "$(grep -c ', then p' said.txt)" = 3
fresh low.tenken
plain low.tenken 2 0 0 3 q
plain low.tenken 'go 3' p 2 2027-03-31 Ken 'go 1' e list '' '' '' '' 'go 2' 0 'go 4' 3 q
lacks 'no more once a plan was made' said.txt 'then p'
lacks 'nor once there is evidence' said.txt 'then e'
plain low.tenken 'go 3' p 3 '' y q
ok 'the plan that is there is heard before it is made anew' sh -c "grep -A1 '^Plan: 2 throughout, 2027-03-31, Ken' said.txt | grep -q '^Level to reach'"

has 'y to what Enter takes is no name' said.txt 'Plan: 3 established, 2027-03-31, Ken'

# What Enter does is said where there is an answer that it leaves: it goes on. ? helps with the question, ?? lists the keys.
fresh on.tenken
plain on.tenken 1 'go 1' n 'On paper.' '' q
has 'after a note it is said what stands and what can be done' said.txt 'Question 1 stays "1 partly". Enter: go on; q leave; or another answer: '
ok 'Enter goes on from there' test "$(grep -c '^Question 2, ' said.txt)" = 2
plain on.tenken 'go 1' '' q
has 'and from an answer that was just read out' said.txt 'Another answer (Enter: leave it so and go on; ? help): '
ok 'too' test "$(grep -c '^Question 2, ' said.txt)" = 2
plain on.tenken '' q
ok 'an open question is heard again' test "$(grep -c '^Question 2, ' said.txt)" = 2
plain on.tenken '?' q
has '? helps with the question' said.txt 'Type the number of the highest level of which you can say'
lacks 'without all keys' said.txt 'budget: a plan'
plain on.tenken '??' '? keys' '？？' q
ok '?? lists them, or ? keys, and wide ones' test "$(grep -c 'budget: a plan' said.txt)" = 3
plain on.tenken 'go 2' b q
ok 'b goes back, as everywhere' grep -q '^Question 1, ' said.txt
plain on.tenken v v v q
ok 'how the IT vendor gets what is marked is said with the first mark' test "$(grep -c 'page writes it as a page for your IT vendor' said.txt)" = 1

export TENKEN_DATADIR="$TOP"
"$TENKEN" new real.tenken --pack basic10 --pack supply-chain >/dev/null && "$TENKEN" set real.tenken supplier.name='Mihon Works' perceived=2 basic10:4=1 \
    'inventory+=Mihon Mail;Mihon Soft;5.1;internet;-' 'inventory+=Press;;;-;-' >/dev/null || exit 1
plain real.tenken 'go 4' q
has 'advice about products names them' said.txt 'why not begin there? Seen from the internet: Mihon Mail.'
plain real.tenken 'go 4' 0 q
has 'at its own question, not behind an answer' said.txt 'Saved: 4 Updates, 0 not yet.'
ok 'where it would be said again' test "$(grep -c 'Seen from the internet: Mihon Mail' said.txt)" -eq 1

finish
