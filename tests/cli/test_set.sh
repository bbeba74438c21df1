#!/bin/sh
# tenken set: answers from a script, all or none, with the same checks as on the screen.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/golden/small"
"$TENKEN" new d.tenken --pack small --pack linked >/dev/null || exit 1

ok 'levels, unknown, done' "$TENKEN" set d.tenken small:1=3 small:2=unknown small:3=1 small:5=done small:5.done_at=2026-11-01
has 'it says what was set' out 'small:1  Copies: 3 established'
has 'in words' out "small:2  Restore: don't know"
has 'and how far it is' out 'Saved in d.tenken: 4 of 6 questions answered.'
ok 'in Japanese the names are Japanese' "$TENKEN" --lang ja set d.tenken small:1=3
has 'the name' out '控え'
ok 'no contradiction' "$TENKEN" set d.tenken small:2=1
lacks 'no remark' out 'Copies without a test?'
ok 'a contradiction' "$TENKEN" set d.tenken small:2=0
has 'is remarked on' out '! Copies without a test?'
ok 'another answer' "$TENKEN" set d.tenken small:3=2
lacks 'does not repeat the remark' out 'Copies without a test?'

ok 'setting the alias' "$TENKEN" set d.tenken linked:copies=2
ok 'sets the home' sh -c '"$TENKEN" show d.tenken --json | grep -q "\"total\": 500"'

cp d.tenken before
none() { # NAME TEXT ASSIGNMENT…: refused, and nothing of it is kept
    name=$1 text=$2 && shift 2
    status "$name" 3 "$TENKEN" set d.tenken supplier.name=changed "$@" small:1=4
    has "$name: in words" err "$text"
    same "$name: nothing is kept" d.tenken before
}
none 'level out of range' 'small:1 takes a level 0–4, unknown, na or none, not "5"' small:1=5
none 'unknown item' 'The pack "small" has no item "99"' small:99=1
none 'unknown pack' 'The draft does not ask the pack "basic10"' basic10:1=1
none 'na without a reason' 'small:3: "not applicable" needs a reason: add small:3.na_reason=TEXT' small:3=na
none 'a reason without na' 'is not answered "not applicable"' small:3.na_reason=why
none 'another kind' 'small:5 is answered with done, not done or not applicable' small:5=2
none 'a date that is none' 'planned_by: must be a date like 2026-11-21' small:1.planned_by=2026-02-30
none 'a day that is past, as on the screens' '2026-11-20 is past: give a day that is still to come' small:1.planned_level=2 small:1.planned_by=2026-11-20
none 'belief out of range' 'perceived takes a level 0–4, not "5"' perceived=5
none 'a wrong check digit' 'corporate_number: must be a corporate number' supplier.corporate_number=1000012050002
none 'an escape sequence' 'note: holds a control character' "small:1.note=$(printf 'a\033[31mb')"
none 'a name that is none' '"colour" cannot be set' colour=red
status 'several mistakes are told at once' 3 "$TENKEN" set d.tenken supplier.name=changed supplier.employees=40 supplier.industry=manufacturing perceived=5
has 'how many' err '3 of the assignments cannot be taken, so none of them was'
has 'the first' err 'employees: must be one of 1-5, 6-20'
has 'the second' err 'industry: must be a letter A–T'
has 'the third' err 'perceived takes a level 0–4, not "5"'
status 'what belongs to a refused answer' 3 "$TENKEN" set d.tenken small:3=n/a small:3.na_reason=why
has 'which is refused' err 'takes a level 0–4, unknown, na or none, not "n/a"'
lacks 'is not refused for it' err 'is not answered'
same 'nothing of either is kept' d.tenken before
ok 'the help says what they take' "$TENKEN" set --help
has 'the sizes' out '101-300, 301-'
status 'no assignment' 2 "$TENKEN" set d.tenken small:1
status 'nothing to set' 2 "$TENKEN" set d.tenken
status 'an option that is none' 2 "$TENKEN" set d.tenken --force small:1=1
same 'and nothing is changed' d.tenken before

ok 'the reason may come first' "$TENKEN" set d.tenken 'small:3.na_reason=one machine, bought new' small:3=na
has 'it is kept' d.tenken '"na_reason": "one machine, bought new"'
ok 'a question that is not asked at present' "$TENKEN" set d.tenken small:4=2
has 'is answered all the same' out 'kept, but not asked at present'
ok 'the firm' "$TENKEN" set d.tenken supplier.name='見本 "製作所"' supplier.corporate_number=7000012050002 supplier.employees=6-20 \
    supplier.contact.email=a@b.example affirmation.name=Boss perceived=4 'inventory+=Example Mail;Example;5.1;internet;-' \
    'small:1.evidence+=Plan;document;plan.pdf;2026-01-02'
has 'quotes are safe' d.tenken '見本 \"製作所\"'
has 'the inventory' d.tenken '"version": "5.1"'
ok 'taking an answer back' "$TENKEN" set d.tenken small:1=none
ok 'leaves its evidence' grep -q plan.pdf d.tenken
ok 'real packs' env TENKEN_DATADIR="$TOP" "$TENKEN" new real.tenken --pack basic10 --pack supply-chain
ok 'real items' env TENKEN_DATADIR="$TOP" "$TENKEN" set real.tenken basic10:1=2 basic10:10=1 supply-chain:self-check=3
finish
