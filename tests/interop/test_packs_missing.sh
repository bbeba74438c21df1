#!/bin/bash
# What a report says of questionnaires that suppliers answered and that are not at hand: which ones, and what to do. Never that nobody has answered.
. "$TOP/tests/lib.sh"

export TENKEN_DATADIR="$TOP" PYTHONDONTWRITEBYTECODE=1
cd "$TMP" || exit 1
alter() { # SQL
    /usr/bin/python3 -c 'import sqlite3, sys; db = sqlite3.connect("p.db"); db.executescript(sys.argv[1]); db.commit()' "$1"
}
report() { # NAME OPTIONS…: NAME.html, and the sheet of the weakest items in NAME.xml
    local name=$1
    shift
    "$TENKEN" "$@" report p.db --html "$name.html" --xlsx "$name.xlsx" > said.txt 2>&1 &&
        /usr/bin/python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet2.xml").decode())' "$name.xlsx" > "$name.xml"
}
"$TENKEN" portfolio init p.db > said.txt
/usr/bin/python3 "$TOP/tests/interop/generate_portfolio.py" p.db 20

ok "a report with all questionnaires at hand" report all
lacks "whose page misses none" all.html "not at hand"
lacks "nor does its workbook" all.xml "not at hand"

alter "UPDATE answer SET held = 0, digest = 'ff' || substr(digest, 3) WHERE pack = 'supply-chain'"
ok "one that is not at hand" report one
has "the page names it" one.html "Answered, but not at hand here: supply-chain (1)."
has "the workbook names it" one.xml "Answered, but not at hand here: supply-chain (1)."
has "and has what the other one says" one.html '<table class="heat"'

alter "UPDATE answer SET held = 0, items = '{}', digest = 'ff' || substr(digest, 3); UPDATE assessment SET total = NULL, floor = NULL"
ok "none at hand, and no question known" report none
has "the page names both" none.html "Answered, but not at hand here: basic10 (1), supply-chain (1)."
has "and says what to do" none.html "then merge the suppliers&#39; files again."
lacks "it has no empty table" none.html '<table class="heat"'
lacks "it does not say that nobody answered" none.html "Nobody has answered yet."
has "the workbook names both" none.xml "Answered, but not at hand here: basic10 (1), supply-chain (1)."
lacks "and does not say that nobody answered" none.xml "Nobody has answered yet."
ok "the same in Japanese" report ja --lang ja
has "on the page" ja.html "回答にあるのに、手元にない質問集: basic10 (1)、supply-chain (1)。"
has "in the workbook" ja.xml "もう一度取り込んでください。"
lacks "where nobody is said not to have answered" ja.xml "まだ回答がありません"

alter "DELETE FROM answer; DELETE FROM inventory; DELETE FROM assessment; DELETE FROM file"
ok "nobody has answered" report empty
has "the page says so" empty.html "Nobody has answered yet."
has "and the workbook" empty.xml "Nobody has answered yet."
finish
