#!/bin/sh
# Lists of suppliers and of certificates: what spreadsheets write, and what people get wrong.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
A=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
B=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb

ok "init" "$TENKEN" portfolio init p.db
status "init without a name" 2 "$TENKEN" portfolio init
status "portfolio does nothing else" 2 "$TENKEN" portfolio remove p.db

printf '\357\273\277supplier_code,name,corporate_number,confidential,outage,access,email\r\nS1,"見本製作所, ""本社""",8700110005901,yes,no,,a@b.example\r\nS2,見本電機,,はい,いいえ,○,\r\n' >good.csv
ok "suppliers with BOM, quotes, CRLF, Japanese yes and no" "$TENKEN" suppliers p.db import good.csv
has "says how many" out "2 suppliers added"
ok "the list" "$TENKEN" suppliers p.db list
has "the list has the quoted name" out '見本製作所, "本社"'
has "any yes makes the higher tier" out "higher tier"
ok "the list as JSON" "$TENKEN" suppliers p.db list --json
has "JSON keeps what was not said apart from no" out '"access":null,"confidential":true,"corporate_number":"8700110005901"'

printf 'supplier_code,name\nS1,\n' >noname.csv
status "an empty name" 3 "$TENKEN" suppliers p.db import noname.csv
has "line and column" err "noname.csv, line 2, column name: the name is empty"
printf 'supplier_code,name\nS1,見本\nS3,c\nS1,b\n' >twice.csv
status "a code twice" 3 "$TENKEN" suppliers p.db import twice.csv
has "both lines" err "line 4: the supplier code S1 is there already, on line 2"
ok "after a refusal" "$TENKEN" suppliers p.db list
lacks "nothing of the list was taken" out "S3"
printf 'supplier_code,nome\nS1,a\n' >column.csv
status "a list without the name" 3 "$TENKEN" suppliers p.db import column.csv
has "the missing column is named" err 'column.csv, line 1: the column "name" is missing.'
has "with what can be used" err 'Columns that can be used: supplier_code (取引先コード), name (会社名), corporate_number (法人番号),'
printf '取引先コード,会社名,担当者,電話,備考\r\nJ1,見本鍍金,見本,03-0000-0001,"a, b"\r\n' | iconv -t CP932 >excel.csv
ok "as a Japanese Excel saves it, with columns of its own" "$TENKEN" suppliers p.db import excel.csv
has "the encoding is said" err 'excel.csv was read as Shift_JIS'
has "what was passed over is named" err 'Not used from excel.csv: 担当者, 備考.'
has "so is how the tier comes about" out 'Three columns do, yes or no each: confidential'
ok "the list with it" "$TENKEN" suppliers p.db list --json
has "the name" out '"name":"見本鍍金"'
has "the telephone number" out '"phone":"03-0000-0001"'
printf 'supplier_code,name\nS1,\377\200\n' >bytes.csv
status "neither UTF-8 nor Shift_JIS" 3 "$TENKEN" suppliers p.db import bytes.csv
has "it says what to do" err 'line 2: this is not UTF-8 (perhaps Shift_JIS): in Excel, save it as "CSV UTF-8"'
printf '\377\376s\000' >wide.csv
status "UTF-16" 3 "$TENKEN" suppliers p.db import wide.csv
has "UTF-16 is said" err 'wide.csv is UTF-16'
printf 'supplier_code,name,outage\nS1,a,perhaps\n' >perhaps.csv
status "neither yes nor no" 3 "$TENKEN" suppliers p.db import perhaps.csv
has "neither: line and column" err 'perhaps.csv, line 2, column outage: "perhaps" is neither: write yes or no'
printf '仕入先コード,仕入先名,停止の影響\nS1,a,多分\n' >perhaps.csv
status "neither, in Japanese" 3 "$TENKEN" --lang ja suppliers p.db import perhaps.csv
has "the column as the file heads it, and what can be written" err '「停止の影響」の列: 「多分」はどちらでもありません。「はい」か「いいえ」(○ か × でも) を書いて'
"$TENKEN" portfolio init marks.db >/dev/null
i=0
echo '取引先番号,取引先名,秘密情報,法人番号' >marks.csv
for mark in ◯ 〇 ○ あり 有 はい Ｙ Ｙｅｓ １ × ✕ なし 無 いいえ Ｎ ０ 不明 － ー ''; do
    i=$((i + 1))
    printf 'M%02d,見本%d,%s,%s\n' $i $i "$mark" "$([ $i = 1 ] && echo ８７００１１０００５９０１)" >>marks.csv
done
ok "yes, no and not said as people mark them" "$TENKEN" suppliers marks.db import marks.csv
has "who has no tier is counted" out "4 suppliers have no tier"
has "and named" out "M17, M18, M19, M20."
ok "as JSON" "$TENKEN" suppliers marks.db list --json
has "a corporate number in full width" out '"corporate_number":"8700110005901"'
"$TENKEN" suppliers marks.db list --json | python3 -c 'import json, sys; print("".join({"higher": "h", "base": "b", None: "-", "": "-"}[s["tier"]] for s in json.load(sys.stdin)["suppliers"]))' >tiers
echo hhhhhhhhhbbbbbbb---- >meant
same "each for what it means" tiers meant
ok "the list in words" "$TENKEN" suppliers marks.db list
has "has heads, the name behind the code" out "Code  Name    Tier          Confidential  Outage  Access"
has "the answers, and a tier for each" out "M20   見本20  tier not set  ?             ?       ?"
ok "in Japanese" "$TENKEN" --lang ja suppliers marks.db list
has "with what makes the higher tier" out "一つでも「はい」なら区分「高」です。"
printf 'supplier_code,name\nＭ０１,見本\n' >wide-code.csv
ok "a code in full width" "$TENKEN" suppliers marks.db import wide-code.csv
has "is the same supplier" out "0 suppliers added, 1 changed, 0 as before."
has "and it is said" out "1 supplier code was in full width"
has "who is not in the list is named, the first of many" out "19 suppliers here are not in this list, and stay: M02, M03,"
ok "the same list again" "$TENKEN" suppliers marks.db import wide-code.csv
has "changes nothing, and says so" out "0 suppliers added, 0 changed, 1 as before."
"$TENKEN" portfolio init nobody.db >/dev/null
ok "the list of nobody" "$TENKEN" suppliers nobody.db list
has "says that there is nobody, and what to do" out "There is no supplier here yet."
printf 'PK\003\004........' >book.xlsx
status "a workbook" 3 "$TENKEN" suppliers nobody.db import book.xlsx
has "is to be saved as CSV" err "book.xlsx is a workbook: in Excel, save the sheet"
printf 'supplier_code,name\nT1,a\nＴ１,b\n' >wide-code.csv
status "two codes that differ in width only" 3 "$TENKEN" suppliers marks.db import wide-code.csv
has "are one code twice" err "line 3: the supplier code T1 is there already, on line 2"
printf 'supplier_code,name,corporate_number\nS1,a,8700110005902\n' >number.csv
status "a wrong check digit" 3 "$TENKEN" suppliers p.db import number.csv
has "check digit: line and column" err "number.csv, line 2, column corporate_number"
has "the number, and which rule it breaks" err '"8700110005902": One digit is wrong: the first digit is a check on the other twelve'
printf 'supplier_code,name,corporate_number\nS1,a,T870-0110-00590\n' >number.csv
status "a digit too few" 3 "$TENKEN" suppliers p.db import number.csv
has "is that, and no wrong digit" err '"T870-0110-00590": These are 12 digits'
"$TENKEN" portfolio init number.db >/dev/null
printf 'supplier_code,name,corporate_number\nS1,a,T8700110005901\nS2,b,8-7001-1000-5901\nS3,c,ｔ ８７００１１０００５９０１\nS4,d,\nS5,e,\n' >number.csv
ok "the number as on an invoice, with hyphens, with blanks" "$TENKEN" suppliers number.db import number.csv
has "those of one number are named, in one line" out "The same corporate number: S1 = S2 = S3. For works of one firm that is right."
ok "all of them" "$TENKEN" suppliers number.db list --json
[ "$(grep -o '"corporate_number":"8700110005901"' out | wc -l)" -eq 3 ]
result $? "as digits"
printf 'supplier_code,name,corporate_number\nS4,d,7000012050002\n' >number.csv
ok "a list that names none of them" "$TENKEN" suppliers number.db import number.csv
lacks "is told nothing of them" out "same corporate number"
"$TENKEN" portfolio init phone.db >/dev/null
printf '取引先コード,会社名,電話番号\r\nS−001,ー見本ー,（０３）１２３４−５６０２\r\nS-2,b,０３ー１２３４ー５６０３\r\nS-3,c,045‐123–4508　内線ー1\r\nＳ５,データ,\r\n' >phone.csv
ok "telephones with many a hyphen" "$TENKEN" suppliers phone.db import phone.csv
ok "in a list" "$TENKEN" suppliers phone.db list --json
for phone in '(03)1234-5602' '03-1234-5603' '045-123-4508 内線ー1'; do
    has "$phone" out "\"phone\":\"$phone\""
done
has "a code with one" out '"supplier_code":"S-001"'
has "no hyphen where it is a sound" out '"name":"ー見本ー"'
sed 's/−/－/g; s/–/‐/g' phone.csv | iconv -f UTF-8 -t CP932 >excel.csv
ok "the same list as Excel writes it" "$TENKEN" suppliers phone.db import excel.csv
has "changes nothing" out "0 suppliers added, 0 changed, 4 as before."
"$TENKEN" portfolio init close.db >/dev/null
printf 'コード,会社名,メール,備考\nS1,a,,1\n小計,1社,,\nS2,合計株式会社,,\n計,計建設,,\n2,以上,,\nEND,End,,\n合計,５社,,1,2\n' | sed 's/,1,2$/,1/' >close.csv
printf '　,合 計：5件,,\n－ 以上 －\nTotal: 1 supplier,,,\n,総計,a@b.example,\n' >>close.csv
status "an end of a list with an address" 3 "$TENKEN" suppliers close.db import close.csv
has "is a mistake like any" err "close.csv, line 12, column コード: the supplier code is empty."
has "the only one" err "has 1 mistake,"
sed -i '/総計/d' close.csv
ok "rows that add up and end the list" "$TENKEN" --lang ja suppliers close.db import close.csv
has "are passed over and told" err 'close.csv の終わりの印や合計だけの行 (5行) は取り込んでいません: 3行目「小計」、8行目「合計」、9行目「合 計：5件」、10行目「－ 以上 －」、11行目「Total: 1 supplier」。'
has "no row that may be a supplier" out "取引先を 5社加え"
# the same for those who are to be asked, where a word that closes lists may be a code
printf 'correct horse battery\n' >pass && chmod 600 pass
"$TENKEN" identity new close.p12 --name Mihon --passphrase-file pass >/dev/null 2>&1
close_ask() { "$TENKEN" --lang "$1" request new --portfolio close.db --identity close.p12 --passphrase-file pass --list "$2" --pack basic10 --due 2026-12-15 --out close; }
printf 'コード,会社名\nS1,a\n小計,1社\nEND,End\n合計\n以上,\n' >ask.csv
ok "such rows end the list of who is to be asked, too" close_ask ja ask.csv
has "and are told" err 'ask.csv の終わりの印や合計だけの行 (3行) は取り込んでいません: 3行目「小計」、5行目「合計」、6行目「以上」。'
ok "but a word that is a code is one" test -n "$(find close -name 'request-END-*')"
printf 'コード\nS1\n合計会社\n' >ask.csv
status "what is neither is a mistake" 3 close_ask en ask.csv
has "as before" err "line 3, column コード: the portfolio has no supplier with the code 合計会社."
printf 'supplier_code,name,corporate_number\nS1,a,1.23457E+12\n' >number.csv
status "a number that Excel shortened" 3 "$TENKEN" suppliers p.db import number.csv
has "is shown, with who did it and the way out" err '"1.23457E+12" is what Excel made of a corporate number: format the column as text'
printf '一覧,,,,\n,,,,\nＳｕｐｐｌｉｅｒ　Code,Company name,秘密情報,E-Mail,担当\n,a,,,\nU1,"b\nc",多分,,\nU1,d,,,\nU2,e\nU3,f,,,"\n' >many.csv
status "many mistakes" 3 "$TENKEN" suppliers p.db import many.csv
has "no code" err "many.csv, line 4, column Ｓｕｐｐｌｉｅｒ　Code: the supplier code is empty."
has "a line break" err "many.csv, line 5, column Company name: there is a line break inside the cell"
has "another one of the same row" err 'many.csv, line 5, column 秘密情報: "多分" is neither'
has "a code twice" err "many.csv, line 6: the supplier code U1 is there already, on line 5."
has "too few fields" err "many.csv, line 7: it has 2 fields, the line of heads has 5."
has "what cannot be read" err "many.csv, line 8: a quotation mark is opened and never closed."
has "and what is below it" err "What stands below that line could not be read yet."
has "all in one run, and counted" err "many.csv has 6 mistakes, so nothing was taken in."
lacks "without what is told of a list that is taken in" err "Not used from"
ok "the list as it was" "$TENKEN" suppliers p.db list
lacks "has nothing of it" out "U1"
{ echo supplier_code,name; i=0; while [ $i -lt 25 ]; do i=$((i + 1)); echo "V$i,"; done; } >many.csv
status "more mistakes than are told" 3 "$TENKEN" suppliers p.db import many.csv
has "the others are counted" err "... and 5 more."
lacks "and not told" err "line 22"
cp p.db title.db
printf '取引先一覧（2026年11月）,,\n取引先コード,会社名,メール\n００７,g,gorse@gorse\nW2,h,ｈ＠ｂ．ｅｘａｍｐｌｅ\nW3,i,i@b.example; j@b.example\n' >title.csv
ok "a title above the heads" "$TENKEN" suppliers title.db import title.csv
has "is passed over, and told" err "title.csv: the heads are on line 2; what stands above them was passed over."
has "an address that cannot be one is named, and no other" out "The mail address of 1 supplier cannot be right: 007 (gorse@gorse)."
ok "a code as it is typed in Japanese" "$TENKEN" portfolio purge title.db '　００７ ' --reason "left us"
has "is the one of the list" out "007 was purged"
printf '取引先一覧,\n見本,\n' >title.csv
status "no heads at all" 3 "$TENKEN" --lang ja suppliers title.db import title.csv
has "what to do, in the list's language" err "一行目を見出しにしてください。「取引先コード」の列が要ります。"
printf '取引先コード,住所\n1,見本\n' >title.csv
status "no names" 3 "$TENKEN" --lang ja suppliers title.db import title.csv
has "the column that is missing, in the list's language" err "「会社名」という列がありません"
printf 'code,name,company name\n1,a,b\n' >title.csv
status "two names" 3 "$TENKEN" suppliers title.db import title.csv
has "both heads are told" err '"name" and "company name" mean the same column here'
for act in "suppliers title.db end Ｗ２" "suppliers title.db resume Ｗ２" ; do
    # shellcheck disable=SC2086
    ok "$act" "$TENKEN" $act
    has "by the code of the list" out W2
done
status "until a day without its year" 2 "$TENKEN" suppliers title.db extend Ｗ２ --until 12/4 --reason x
has "the forms are told" err '--until takes a day with its year, 2026-12-15 or 2026/12/15, and "12/4" is none.'
status "more time for who was not asked" 3 "$TENKEN" suppliers title.db extend Ｗ２ --until 2027年12月4日 --reason x
has "the supplier is known" err "W2 was not asked for anything yet"
status "nothing to accept" 3 "$TENKEN" trust title.db accept Ｗ２
has "of this supplier" err "claims to be W2."
cp p.db again.db
printf 'supplier_code,name\nS1,a\nS9,b\n' >short.csv
status "a list without addresses" 0 "$TENKEN" suppliers again.db import short.csv
has "names who has none, and not who had one before" out "1 supplier has no mail address: S9."
printf 'supplier_code,name\nS1,a\033[31m\n' >escape.csv
status "control characters in a name" 3 "$TENKEN" suppliers p.db import escape.csv
printf 'supplier_code,name\n0123456789012345678901234567890123456789012345678901234567890123,a\n' >long.csv
status "a code of 64 bytes" 3 "$TENKEN" suppliers p.db import long.csv
status "no such file" 3 "$TENKEN" suppliers p.db import none.csv
status "a directory" 3 "$TENKEN" suppliers p.db import .
status "no database" 3 "$TENKEN" suppliers none.db list
status "usage" 2 "$TENKEN" suppliers p.db rename

printf 'supplier_code,certificate_sha256,subject\nS1,%s,CN=S1\nS9,%s,CN=S9\n' $A $B >pins.csv
ok "pins" "$TENKEN" trust p.db import pins.csv
has "pins make missing suppliers" out "2 certificates pinned, 0 replaced, 0 unchanged, 0 refused; 1 new suppliers"
ok "the same pins again" "$TENKEN" trust p.db import pins.csv
has "unchanged" out "0 certificates pinned, 0 replaced, 2 unchanged"
printf 'supplier_code,certificate_sha256\nS1,%s\nS2,%s\n' cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd >other.csv
status "another certificate is not taken without --replace" 1 "$TENKEN" trust p.db import other.csv
has "the supplier is named" err "other.csv, line 2: S1 is pinned to another certificate"
has "the rest of the list is taken" out "1 certificates pinned, 0 replaced, 0 unchanged, 1 refused"
ok "with --replace it is" "$TENKEN" trust p.db import other.csv --replace
has "replaced" out "0 certificates pinned, 1 replaced, 1 unchanged"
printf 'supplier_code,certificate_sha256\nS2,%s\n' $B >taken.csv
status "one certificate for two suppliers" 1 "$TENKEN" trust p.db import taken.csv --replace
has "the other supplier is named" err "pinned for the supplier S9, not S2"
printf 'supplier_code,certificate_sha256\nS2,123\n' >short.csv
status "no fingerprint" 3 "$TENKEN" trust p.db import short.csv
has "fingerprint: line and column" err "short.csv, line 2, column certificate_sha256"
"$TENKEN" trust p.db list >before
printf 'supplier_code,certificate_sha256\nS7,%s\n,%s\nS8,12\nS7,%s\nS9\nS10,x\n' $A $A $B >short.csv
status "many mistakes among pins" 3 "$TENKEN" trust p.db import short.csv
has "a pin for nobody" err "short.csv, line 3, column supplier_code: the supplier code is empty."
has "no fingerprint among others" err "short.csv, line 4, column certificate_sha256:"
has "a supplier twice" err "short.csv, line 5: the supplier code S7 is there already, on line 2."
has "a pin that is missing" err "short.csv, line 6: it has 1 fields"
has "the last line too" err "short.csv, line 7, column certificate_sha256:"
has "all pins in one run, and counted" err "short.csv has 5 mistakes, so nothing was taken in."
"$TENKEN" trust p.db list >after
same "no pin of that list is taken" before after
{ echo supplier_code,certificate_sha256; i=0; while [ $i -lt 25 ]; do i=$((i + 1)); echo "V$i,12"; done; } >short.csv
status "more mistakes among pins than are told" 3 "$TENKEN" trust p.db import short.csv
has "the other pins are counted" err "... and 5 more."
ok "trust list" "$TENKEN" trust p.db list
has "fingerprints in groups" out "cccc cccc cccc"
has "what was replaced stays on the list" out "replaced on 2026-11-21"
has "the log and its end" out "Trust log: 5 entries, ending in"
status "no JSON where there is none" 2 "$TENKEN" trust p.db revoke S9 --reason "left us" --json
has "says so" err "revoke prints text only: it takes no --json."
status "nor for a list" 2 "$TENKEN" suppliers p.db import short.csv --json
has "by its name" err "import prints text only: it takes no --json."
ok "revoke" "$TENKEN" trust p.db revoke S9 --reason "left us"
status "a revoked certificate does not come back by import" 1 "$TENKEN" trust p.db import pins.csv
has "it says so" err "this certificate of S9 was revoked"
ok "status in words" "$TENKEN" status p.db
has "who has not answered" out "Not answered yet:"
has "by code" out "S9"
finish
