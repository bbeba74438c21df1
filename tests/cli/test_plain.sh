#!/bin/sh
# Line by line, heard and not seen: what a sentence announces is what happens, and nothing that is typed is taken for something else.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/screens"
fresh() { # FILE ANSWERS…
    file=$1 && shift
    rm -f "$file"
    "$TENKEN" new "$file" --pack sample --pack sample-chain >/dev/null && "$TENKEN" set "$file" supplier.name=M perceived=2 "$@" >/dev/null || exit 1
}
plain() { # FILE LINES…: what was said in said.txt
    file=$1 && shift
    printf '%s\n' "$@" | "$TENKEN" answer "$file" --plain >said.txt
}
order() { # the questions that were read out, in order.txt
    grep -o '^Question [0-9]*' said.txt | tr '\n' ' ' >order.txt
}
all='sample:1=2 sample:2=2 sample:3=2 sample:4=2 sample:10=2 sample-chain:survey=2 sample-chain:contracts=2 sample-chain:call=done'

# g leads where it was just said, from the question after and when all is answered.
fresh a.tenken sample:1=1 sample:3=0
plain a.tenken 3 g q
has 'an answer that does not go together with another says where g goes' said.txt 'g goes to 3 Restore tests.'
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
plain b.tenken '' '' 7 q
has 'a number where no question is open is not asked for again' said.txt '"7" is not understood. ? lists'

# y and n, and nothing that only begins like them.
fresh c.tenken
plain c.tenken i 'Mihon Mail' '' '' 'YAMAHA RTX830' y maybe n '' q
has 'other words are no yes' said.txt 'Please type y or n.'
ok 'twice' test "$(grep -c 'Please type y or n.' said.txt)" = 2
has 'what is kept is read back, without signs that are not heard' said.txt '1 Mihon Mail. Maker or provider: not known. Version: not known. Seen from the internet: yes. Holds passwords or keys: no.'
has 'and is what was said' c.tenken '"internet": true'
lacks 'no was said to the other' c.tenken '"credentials": true'
fresh d.tenken
plain d.tenken i 'Mihon Mail' '' '' maybe
lacks 'where the input ends in between, nothing is kept' d.tenken 'Mihon Mail'
plain d.tenken i q
lacks 'taking one away is offered where there is one' said.txt 'remove 2'

finish
