#!/bin/sh
# The program itself: help, language, environment, and output that does not arrive.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/golden/small"

ok 'without arguments: the first commands' "$TENKEN"
has 'start with new' out 'tenken new FILE.tenken --pack basic10'
has 'every command is listed' out '  show '
ok 'no line is wider than a small terminal' awk 'length > 79 { exit 1 }' out
ok 'version' "$TENKEN" --version
has 'version has a number' out 'tenken 0.'
for command in new set show diff identity; do
    ok "$command --help" "$TENKEN" "$command" --help
    has "$command --help shows how it is used" out "tenken $command"
    ok "help $command without a terminal" "$TENKEN" help "$command"
    has "help $command shows how it is used" out "tenken $command"
done
ok 'help within a command line' "$TENKEN" set d.tenken small:1=2 -h
ok 'nothing was done' test ! -e d.tenken
status 'help for no command' 2 "$TENKEN" help nonsense
status 'no such command' 2 "$TENKEN" nonsense
has 'it is named' err 'There is no command "nonsense"'
status 'no such option' 2 "$TENKEN" show --nonsense
has 'usage follows' err 'tenken show DRAFT'
status 'an unknown option of a command with many' 2 "$TENKEN" request new --no-such
has 'the form that was meant' err 'tenken request new --portfolio DB'
lacks 'and no other' err 'tenken request forget'
has 'and where the rest is' err 'More: tenken request --help'
status 'an option that is missing' 2 "$TENKEN" --lang ja request new --portfolio p.db --identity p12
has 'is called an option' err 'オプション --due 2026-12-15 を付けてください。'
ok 'help explains each option' "$TENKEN" request --help
has 'one beside the other' out '  --tier higher|base          only suppliers of this tier'
ok 'in Japanese' "$TENKEN" --lang ja request --help
has 'too' out '  --tier higher|base          この区分の取引先だけに依頼します'
ok 'help of set' "$TENKEN" set --help
has 'names every key' out '.planned_by=DATE, .owner=TEXT'

status '--lang with another language' 2 "$TENKEN" --lang fr
has 'ja or en' err 'ja or en, not "fr"'
status '--lang without a language' 2 "$TENKEN" show d.tenken --lang
ok 'made for the language tests' "$TENKEN" new d.tenken --pack small
ok 'English without a locale' env -u LC_ALL -u LANG "$TENKEN" show d.tenken
has 'English titles' out 'Copies'
ok '--lang ja before the command' "$TENKEN" --lang ja show d.tenken
has 'Japanese titles' out '控え'
ok '--lang=ja after it' "$TENKEN" show d.tenken --lang=ja
has 'Japanese titles too' out '控え'
ok 'a locale that is not installed still names the language' env -u LC_ALL LANG=ja_JP.UTF-8 "$TENKEN" show d.tenken
has 'Japanese by LANG' out '控え'
ok 'LANGUAGE goes before it' env -u LC_ALL LANG=ja_JP.UTF-8 LANGUAGE=en "$TENKEN" show d.tenken
has 'English by LANGUAGE' out 'Copies'
ok '--lang goes before messages in the C locale' env -u LC_ALL LANG=C.UTF-8 LC_MESSAGES=C "$TENKEN" --lang ja --help
has 'Japanese by --lang' out '全部の命令'
ok '--lang goes before both' env -u LC_ALL LANG=ja_JP.UTF-8 LANGUAGE=ja "$TENKEN" --lang en show d.tenken
has 'English by --lang' out 'Copies'
ok 'LC_ALL goes before LANG' env LC_ALL=C LANG=ja_JP.UTF-8 LANGUAGE=ja "$TENKEN" show d.tenken
has 'the C locale is English' out 'Copies'

status 'a clock that is no time' 2 env TENKEN_CLOCK=yesterday "$TENKEN" show d.tenken
has 'the variable is named' err 'TENKEN_CLOCK'
status 'a data directory that is none' 3 env TENKEN_DATADIR="$TMP/none" "$TENKEN" show d.tenken
has 'the directory is named' err "$TMP/none/questionnaires"
mkdir -p broken/questionnaires && echo '{' >broken/questionnaires/bad.json
status 'a broken pack is named' 3 env TENKEN_DATADIR="$TMP/broken" "$TENKEN" show d.tenken
has 'with its file' err 'questionnaires/bad.json'

full() { "$TENKEN" show d.tenken >/dev/full; }
status 'a full disk under the output is no success' 4 full
has 'and is said' err 'could not be written in full'
closed() { "$TENKEN" show d.tenken >&-; }
status 'neither is a closed output' 4 closed
gone() { { "$TENKEN" show d.tenken; echo $? >status; } | true; }
ok 'a reader that goes away' gone
lacks 'is not complained about' err 'full'
closed_input() { "$TENKEN" set d.tenken small:1=1 <&- >/dev/null 2>&-; }
ok 'closed descriptors harm no file' closed_input
ok 'the draft is whole' "$TENKEN" show d.tenken
finish
