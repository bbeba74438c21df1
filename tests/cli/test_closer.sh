#!/bin/sh
# The second pass after many answers: the few that count most are named, not the long way; both ways of answering say when they are behind.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
answers=$(seq -f 'basic10:%.0f=0' 1 10)
begin() { # FILE: ten answers, no products to list
    rm -f "$1"
    # shellcheck disable=SC2086
    "$TENKEN" new "$1" --pack basic10 >/dev/null && "$TENKEN" set "$1" supplier.name=M perceived=2 $answers "inventory+=Mihon Mail;;;-;-" >/dev/null || exit 1
}
offer='The first 5 take about 5 minutes. 5 more can wait for another day;'
behind='Those were the first 5; q leaves the others for another day.'

begin a.tenken
plain a.tenken '' w '' '' '' '' q q
has 'line by line it offers five of ten' said.txt "$offer"
lacks 'after four nothing is said' said.txt "$behind"
begin a.tenken
plain a.tenken '' w '' '' '' '' '' q q
has 'after the fifth it is' said.txt "$behind"

screen() { # KEYS…: the last screen in one line in seen.txt
    begin a.tenken
    echo "$@" >keys
    "$TENKEN" --lang en answer a.tenken --keys keys --screen screen.txt --size 80x24 || exit 1
    tr '\n' ' ' <screen.txt | tr -s ' ' >seen.txt
}
screen
has 'the screen offers the same' seen.txt "$offer"
behind='Those were the first 5; Esc leaves the others for another day.'
screen Enter Enter Enter Enter Enter
lacks 'after four nothing is said on it' seen.txt "$behind"
has 'the fifth is the last of the first' seen.txt 'second pass 5 of first 5, then 5 more'
screen Enter Enter Enter Enter Enter Enter
has 'after the fifth it is' seen.txt "$behind"
has 'and the sixth is there' seen.txt 'second pass 6 of 10'
screen Enter Enter Enter Enter Enter Enter Esc
has 'Esc leads to the results' seen.txt 'results'
screen
has 'where it is offered the bar names handing in and the results' seen.txt 'Enter begin f hand in s results Esc back'
screen Esc
has 'Esc goes back to the questions' seen.txt 'Enter next'
finish
