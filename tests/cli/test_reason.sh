#!/bin/sh
# Why a question does not apply, line by line: only the question's own reason of last year is proposed, and kept by a word.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
year() { # the year after one in which 1 did not apply; 1 is answered anew, for a reason to be asked for
    rm -f old.tenken a.tenken
    "$TENKEN" new old.tenken --pack basic10 --period 2025 >/dev/null && "$TENKEN" set old.tenken supplier.name=M basic10:1=na 'basic10:1.na_reason=Nobody has mail' basic10:2=1 >/dev/null &&
        "$TENKEN" new a.tenken --pack basic10 --from old.tenken >/dev/null && "$TENKEN" set a.tenken perceived=2 basic10:1=1 >/dev/null || exit 1
}
reason() { sed -n 's/.*"na_reason": *"\([^"]*\)".*/\1/p' a.tenken | sort -u; } # of this year's answers and of last year's record

year
plain a.tenken 'go 2' - '' q
lacks "another question's reason is not proposed" said.txt 'Nobody has mail'
plain a.tenken 'go 2' - y q
ok 'and y is no word for it' grep -q '"na_reason": *"y"' a.tenken
year
plain a.tenken 'go 1' - y q
has "last year's reason is told" said.txt "Last year's reason: Nobody has mail"
ok 'y keeps it' test "$(reason)" = 'Nobody has mail'
ok 'as the answer of this year' test "$("$TENKEN" show a.tenken --json | sed -n 's/.*"na": *\([0-9]*\).*/\1/p')" = 1
year
plain a.tenken 'go 1' - 'Mail is gone' q
has 'other words take its place' a.tenken 'Mail is gone'
finish
