#!/bin/sh
# Answering, on screens and line by line: what is written is what somebody chose, and nothing is said that nobody said.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/screens"
fresh() { # FILE ANSWERS…
    file=$1 && shift
    rm -f "$file"
    "$TENKEN" new "$file" --pack sample --pack sample-chain >/dev/null && "$TENKEN" set "$file" supplier.name=M perceived=2 "$@" >/dev/null || exit 1
}
play() { # FILE KEYS…: on the screens; the last screen in screen.txt
    file=$1 && shift
    echo "$*" >play.keys
    "$TENKEN" answer "$file" --keys play.keys --screen screen.txt
}
plain() { # FILE LINES…: line by line; what was said in said.txt
    file=$1 && shift
    printf '%s\n' "$@" | "$TENKEN" answer "$file" --plain >said.txt
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
has 'it says what it waits for' said.txt 'This one waits for your IT vendor.'
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

finish
