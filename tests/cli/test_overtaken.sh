#!/bin/sh
# "Never checked before this questionnaire" cannot be true in the second year: both ways of answering say so where it stands.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
sentence='You checked in 2026, with this program, so it is no longer "not yet": look again.'
year() { # FILE LEVEL: the year after one in which the yearly self-check stood at LEVEL
    rm -f old.tenken "$1"
    "$TENKEN" new old.tenken --pack supply-chain --period 2026 >/dev/null && "$TENKEN" set old.tenken supplier.name=M supply-chain:self-check="$2" supply-chain:outside-review=0 >/dev/null &&
        "$TENKEN" new "$1" --pack supply-chain --period 2027 --from old.tenken >/dev/null && "$TENKEN" set "$1" perceived=2 >/dev/null || exit 1
}
seen() { # KEYS: the last screen of the second year, its right side in one line in seen.txt
    year a.tenken 0
    echo "$1" >keys
    "$TENKEN" --lang en answer a.tenken --keys keys --screen screen.txt --size 80x24 || exit 1
    sed 's/^.*│ *//' screen.txt | tr '\n' ' ' | tr -s ' ' >seen.txt
}

seen ''
has 'the screen says that it was checked' seen.txt "$sentence"
lacks 'and asks for no y' seen.txt 'y if it is still so'
seen 'y Left'
has 'confirmed all the same, it still says so' seen.txt "$sentence"
seen '1 Left'
lacks 'with another answer it does not' seen.txt 'You checked in'
seen 'Right'
has 'another question from before is asked as ever' seen.txt 'y if it is still so'
lacks 'without the sentence' seen.txt 'You checked in'

year b.tenken 0
plain b.tenken '' q
has 'line by line, too' said.txt "$sentence"
plain b.tenken 1 'go 1' q
ok 'and only while it stands at 0' test "$(grep -c 'You checked in' said.txt)" = 1

year c.tenken 1
plain c.tenken '' q
lacks 'whoever had checked before is told nothing' said.txt 'You checked in'
finish
