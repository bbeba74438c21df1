#!/bin/sh
# Answering, on screens and line by line: what is written is what somebody chose, and nothing is said that nobody said.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/screens"
play() { # FILE KEYS…: on the screens; the last screen in screen.txt
    file=$1 && shift
    echo "$*" >play.keys
    "$TENKEN" answer "$file" --keys play.keys --screen screen.txt
}
answered() { # FILE: "item level", of all with a level
    "$TENKEN" show "$1" --json | /usr/bin/python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["answered"], r["unknown"], r["na"])'
}
is() { # NAME FILE VALUE
    [ "$(answered "$2")" = "$3" ] || echo "# $(answered "$2")"
    [ "$(answered "$2")" = "$3" ]
    result $? "$1"
}

# Nothing is chosen for anybody.
fresh a.tenken
play a.tenken Enter Enter v Left Enter Enter
is 'Enter alone answers nothing, with or without a mark for the vendor' a.tenken '0 0 0'
fresh a.tenken
play a.tenken Down Enter
is 'chosen with an arrow, Enter answers' a.tenken '1 0 0'
play a.tenken Left Delete
is 'and Delete takes it away' a.tenken '0 0 0'
fresh b.tenken
plain b.tenken '' '' v h '' q
is 'no line alone answers, either' b.tenken '0 0 0'
plain b.tenken 'go 1' 2 'go 1' . q
is 'a point takes an answer away' b.tenken '0 0 0'
plain b.tenken 'go 1' . q
has 'none to take away is said' said.txt 'There is no answer here to take away.'

# What waits for the vendor comes last, and waits no longer once it is answered.
fresh c.tenken
plain c.tenken v 1 1 1 1 1 1 1 q
grep -o '^Question [0-9]*' said.txt | tr '\n' ' ' >order.txt
has 'the question for the vendor comes after all others' order.txt 'Question 1 Question 2 Question 3 Question 4 Question 5 Question 6 Question 7 Question 8 Question 1 '
has 'it says what it waits for' said.txt 'This one waits for your IT vendor'
has 'the mark stands in the draft' c.tenken '"ask_vendor"'
plain c.tenken 1 q
lacks 'and goes when it is answered' c.tenken '"ask_vendor"'

# "Don't know" contradicts nothing.
fresh d.tenken sample:2=3 sample:3=0
"$TENKEN" show d.tenken --json >shown.json
has 'two answers that do not go together' shown.json '"backup-untested"'
fresh d.tenken sample:2=3 sample:3=unknown
"$TENKEN" show d.tenken --json >shown.json
lacks 'one of them not known: nothing is said' shown.json '"backup-untested"'

# Typing replaces a proposed amount; what only a slip makes is refused, in both ways of answering.
printf 's p b\ntext 20000\nCtrl-S\n' >budget.keys
fresh e.tenken sample:1=1 sample:2=1 sample:3=1
"$TENKEN" answer e.tenken --keys budget.keys --screen screen.txt
has 'the amount typed is the budget' screen.txt '¥20,000 a month'
printf 's p b\nBackspace\ntext 5\nCtrl-S\n' >budget.keys
"$TENKEN" answer e.tenken --keys budget.keys --screen screen.txt
has 'a key that edits keeps the rest' screen.txt '¥20,005 a month'
printf 's p b\ntext 10,00010,000\nCtrl-S\n' >budget.keys
"$TENKEN" answer e.tenken --keys budget.keys --screen screen.txt
has 'commas in odd places are refused' screen.txt 'is no amount of yen'
plain e.tenken budget budget 1000010000 10000 '' '' q
has 'and so is too much, line by line' said.txt '¥1,000,010,000 looks like a slip: at most ¥10,000,000 here.'
has 'the amount is told back' said.txt '¥10,000 a month'

# A plan leads above today's level.
fresh f.tenken sample:1=2
printf 'Left p Down Ctrl-S\n' >plan.keys
"$TENKEN" answer f.tenken --keys plan.keys --screen screen.txt
has 'the first level offered is the next one' f.tenken '"planned_level": 3'
plain f.tenken 'go 1' p 2 1 b q
has 'today'\''s own is refused' said.txt "That is no plan: today's level is 2 throughout already."
lacks 'and asks for no date' said.txt 'By which date'

# People are a number; fields have the names that they have on screen.
fresh g.tenken
printf 'c Down Down Down 1 2 Ctrl-S\n' >people.keys
"$TENKEN" answer g.tenken --keys people.keys --screen screen.txt
has 'twelve people are 6 to 20' g.tenken '"6-20"'
plain g.tenken c '' '' '' 60 '' '' '' 1 03-0000-0001 '' q
has 'sixty are 51 to 100' g.tenken '"51-100"'
has 'one digit is no phone, and the field is named as it is asked for' said.txt 'Phone: must be a phone number with its area code'
has 'a whole number is taken' g.tenken '03-0000-0001'

# What waits for the IT vendor becomes a page to hand over: from the review, and from the first step of handing in; the answer takes the mark away.
page=$HOME/Tenken/for-yourself/2026-M-IT-vendor.html
fresh h.tenken sample:1=2 sample:2=2 sample:3=2 sample:4=2 sample:10=2 sample-chain:survey=2 sample-chain:contracts=2 sample:3.ask_vendor=yes
play h.tenken v r v
has 'the review writes the page, and says where' screen.txt 'Tenken/for-yourself/2026-M-IT-vendor.html'
has 'with every question that is marked' screen.txt 'A page with 2 questions'
has 'the page is there' "$page" '<h2>3 '
lacks 'without the others' "$page" '<h2>2 '
ok 'and nobody else reads it' sh -c "test \$(stat -c %a '$page') = 600"
rm "$page"
play h.tenken f
has 'handing in says what is waited for' screen.txt '[ ]   1 question waits for your IT vendor'
play h.tenken f v
ok 'and writes it, too' test -s "$page"
rm "$page"
play h.tenken f Enter
has 'in its list the way out is said' screen.txt 'If you cannot wait, answer 0'
play h.tenken f Enter v
ok 'and the page written' test -s "$page"
rm "$page"
plain h.tenken q
has 'line by line, where all else is answered, the way on is named' said.txt 'waits for your IT vendor; all else is answered.'
has 'also where one types' said.txt "The IT vendor's answer to question 8 (a digit: put it in; Enter: hear it; s: results so far; page; f; q leave; ? help):"
has 'it is named, and not read out: it was heard, and nobody here can answer it' said.txt 'Question 8, '
lacks 'nor are its levels' said.txt 'Why: '
plain h.tenken '' q
has 'Enter reads it whole' said.txt 'Why: '
ok 'what can be done meanwhile is said once' test "$(grep -c 'all else is answered' said.txt)" = 1
plain h.tenken 'go 8' q
has 'so does going there' said.txt 'Why: '
plain h.tenken f b q
lacks 'coming back from elsewhere does not' said.txt 'Why: '
plain h.tenken q
has 'and so is the list that is still to be made' said.txt 'products: the list.'
plain h.tenken 'r vendor' page q
has 'line by line the list names it' said.txt 'page: writes these questions as a page for your IT vendor.'
has 'and it is written' said.txt 'A page with 2 questions for your IT vendor is written'
ok 'to the same place' test -s "$page"
rm "$page"
plain h.tenken f 1 v b b q
has 'it is offered where it is needed' said.txt 'If you cannot wait, answer 0, not done, and correct it later'
ok 'and written there' test -s "$page"
play h.tenken f Enter Enter 1
has 'answered: nothing more is required, and the cursor goes on' screen.txt '> go on'
has 'which is said' screen.txt 'Everything required is there.'
play h.tenken Esc Esc f Up Up Enter Enter
has 'Enter then leads to the next step' screen.txt '> 3 Who stands behind them'
lacks 'no mark is left' screen.txt 'waits'
plain h.tenken '' '' f 1 '' b q
has 'line by line, too' said.txt 'Everything required is there.'
# "Don't know", to hand in all the same: the vendor still owes a reply.
fresh j.tenken sample:1=2 sample:2=2 sample:4=2 sample:10=2 sample-chain:survey=2 sample-chain:contracts=2 sample-chain:call=done sample:3.ask_vendor=yes
play j.tenken f Enter
has 'what x costs is said before' screen.txt 'counts like 0'
play j.tenken f Enter Enter x
has 'nothing more is required' screen.txt 'Everything required is there.'
has 'the mark stays' j.tenken '"ask_vendor": true'
play j.tenken Esc Esc r
has 'in the review, too' screen.txt 'vendor 1'
plain j.tenken '' '' 'r vendor' 'go 3' page q
has 'line by line the list says so' said.txt ', waits for the IT vendor'
has 'and the question' said.txt 'until then customers read "don'\''t know", which counts like 0.'
has 'it is on the page' said.txt 'A page with 1 question for your IT vendor is written'
plain j.tenken '' '' 'go 3' 2 q
lacks 'a level takes the mark away' j.tenken 'ask_vendor'
fresh i.tenken sample:1=2 sample:2=2 sample:3=2 sample:4=2 sample:10=2 sample-chain:survey=2 sample-chain:contracts=2 sample-chain:call=done
play i.tenken Esc Esc r v
has 'nothing to ask is said' screen.txt 'There is nothing to ask the IT vendor'
plain i.tenken '' '' page q
has 'line by line, too' said.txt 'There is nothing to ask the IT vendor'
ok 'nothing is written over the page that was' test -s "$page"

# What does not go together has one name and one count: in the review, where it is handed in, and in the results, which tell advice apart.
export TENKEN_DATADIR="$TOP"
"$TENKEN" new k.tenken --pack basic10 >/dev/null && "$TENKEN" set k.tenken supplier.name=M perceived=2 basic10:1=2 basic10:2=3 \
    basic10:3=0 basic10:4=1 basic10:5=1 basic10:6=3 basic10:7=1 basic10:8=1 basic10:9=1 basic10:10=0 >/dev/null || exit 1
play k.tenken Esc Esc r
has 'two pairs are two in the review, and four questions' screen.txt 'another look 2 (4 marked)'
plain k.tenken f b q
has 'and where it is handed in' said.txt '1 Answers complete: done. Not together: '
plain k.tenken 's' q
ok 'and in the results' test "$(grep -c '^Worth another look: ' said.txt)" = 2
has 'where advice is told apart' said.txt 'Worth knowing: You read the logs every month.'
play k.tenken s End
has 'on the screen, too' screen.txt 'Worth knowing:'
export TENKEN_DATADIR="$TOP/tests/screens"

# Last year's plans: told as such, kept while they can still be reached, and never taken over once their day is past.
rm -f old.tenken new.tenken
"$TENKEN" new old.tenken --pack sample --period 2025 >/dev/null && TENKEN_CLOCK=2025-11-21T00:00:00Z "$TENKEN" set old.tenken supplier.name=M sample:1=1 sample:2=1 sample:3=0 sample:4=1 sample:10=1 \
    sample:1.planned_level=2 sample:1.planned_by=2026-03-31 sample:1.owner=Taro sample:2.planned_level=3 sample:2.planned_by=2027-03-31 sample:2.owner=Jiro \
    sample:3.planned_level=1 sample:3.planned_by=2026-06-30 >/dev/null && "$TENKEN" new new.tenken --pack sample --from old.tenken >/dev/null && "$TENKEN" set new.tenken perceived=2 >/dev/null || exit 1
cp new.tenken script.tenken
plain new.tenken y y 1 'r late' q
has 'a plan whose day is past is told with its day and its name' said.txt 'Planned for 2026-03-31: 2 throughout (Taro). That day is past: if it is done, answer so'
has 'one to come is told as last year'"'"'s' said.txt "Last year's plan, kept with y: 3 established  2027-03-31  Jiro"
has 'the late ones are a list' said.txt '1 Phishing drills: 1 partly, target 2, its plan is late'
lacks 'without the one that was reached' said.txt '3 Restore tests: 1 partly'
plans() { /usr/bin/python3 -c 'import json,sys; a = json.load(open(sys.argv[1], encoding="utf-8"))["answers"]["sample"]; print([(k, v["planned_level"], v.get("planned_by"), v.get("owner")) for k, v in sorted(a.items()) if "planned_level" in v and "confirmed" not in v])' "$1" >plans.txt; }
plans new.tenken
has 'confirmed, only the one to come is this year'"'"'s' plans.txt "[('2', 3, '2027-03-31', 'Jiro')]"
plain new.tenken 'go 1' p 2 2026-01-31 2027-01-31 Taro q
has 'a day that is past is refused' said.txt '2026-01-31 is past: give a day that is still to come.'
plans new.tenken
has 'a new day is a plan of this year' plans.txt "('1', 2, '2027-01-31', 'Taro')"
"$TENKEN" set script.tenken sample:1.confirmed=yes sample:2.confirmed=yes sample:3=1 sample:4=1 sample:4.planned_level=2 sample:10=2 >/dev/null
plans script.tenken
has 'the same from a script' plans.txt "[('2', 3, '2027-03-31', 'Jiro'), ('4', 2, None, None)]"
# Empty lines at the end of a note are nobody's words.
fresh n.tenken
printf 'n\ntext first\nEnter\nEnter\ntext second\nEnter\nEnter\nEsc\n' >note.keys
"$TENKEN" answer n.tenken --keys note.keys --screen screen.txt
has 'those within stay, those at the end go' n.tenken '"note": "first\n\nsecond"'
printf 'n\nCtrl-U\n' >note.keys
"$TENKEN" answer n.tenken --keys note.keys --screen screen.txt
has 'what the keys do there is said' screen.txt 'Enter begins a new line; Esc keeps'

# Last year's budget is proposed, not taken.
fresh o.tenken sample:1=1 sample:2=1 sample:3=1 plan.budget_monthly=7000 plan.budget_initial=30000
"$TENKEN" new p.tenken --pack sample --from o.tenken --period 2027 >/dev/null
"$TENKEN" set p.tenken perceived=2 sample:1=1 sample:2=1 sample:3=1 >/dev/null
play p.tenken s p
has 'it is named where none is chosen yet' screen.txt 'Last year it was'
lacks 'and decides nothing' screen.txt 'The best for'
has 'what to begin with is marked' screen.txt '[1]   3 Restore tests'
has 'over the columns stands what they hold' screen.txt 'question, step        level cost once  monthly'
play p.tenken s p b
has 'the form proposes it' screen.txt '7,000'
plain p.tenken budget budget '' '' '' q
has 'line by line, too' said.txt 'Proposed is what it was last year'
has 'Enter twice takes it' said.txt 'The best for ¥7,000 a month and ¥30,000 once'

# Last year's products are asked about once.
"$TENKEN" set old.tenken 'inventory+=Mihon Mail;Mihon Soft;5.1;internet;-' >/dev/null
rm -f new.tenken && "$TENKEN" new new.tenken --pack sample --pack sample-chain --from old.tenken >/dev/null && "$TENKEN" set new.tenken perceived=2 >/dev/null || exit 1
has 'they are marked' new.tenken '"inventory_carried"'
plain new.tenken y y 1 y y 1 1 1 y q
has 'they are asked about when all is confirmed' said.txt "This is last year's list. y: it is right as it stands now"
lacks 'and y says that they are the same' new.tenken '"inventory_carried"'
has 'which takes none away' new.tenken '"Mihon Mail"'
plain new.tenken 'go 1' 1 '' q
lacks 'nobody is asked again' said.txt "This is last year's list."
rm -f new.tenken && "$TENKEN" new new.tenken --pack sample --pack sample-chain --from old.tenken >/dev/null && "$TENKEN" set new.tenken perceived=2 >/dev/null || exit 1
plain new.tenken i c 1 '' '' 6.0 '' n 'Mihon Router' '' '' y n '' y q
has 'one is changed by its number, Enter keeps the rest' said.txt '1 Mihon Mail. Maker or provider: Mihon Soft. Version: 6.0. Seen from the internet: yes. Keeps passwords: no.'
has 'its name is asked for as a product'\''s' said.txt 'Name of the product or service (Enter: Mihon Mail):'
ok 'after a change the list as it stands is asked about' test "$(grep -c "Is the list right now? y: it is right as it stands" said.txt)" = 1
lacks 'and y says that it is right' new.tenken '"inventory_carried"'
rm -f new.tenken && "$TENKEN" new new.tenken --pack sample --pack sample-chain --from old.tenken >/dev/null && "$TENKEN" set new.tenken perceived=2 >/dev/null || exit 1
plain new.tenken i c 1 '' '' 6.0 '' '' '' '' q
has 'a change alone does not confirm the rest' new.tenken '"inventory_carried"'
play new.tenken i y
lacks 'nor on the screen, where y does' new.tenken '"inventory_carried"'
rm -f new.tenken && "$TENKEN" new new.tenken --pack sample --pack sample-chain --from old.tenken >/dev/null && "$TENKEN" set new.tenken perceived=2 >/dev/null || exit 1
plain new.tenken i c 'remove 1' '' q
lacks 'where none is left, there is nothing to confirm' new.tenken '"inventory_carried"'
finish
