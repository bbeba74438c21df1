#!/bin/bash
# Every screen: NAME.keys is played in both languages, the last screen compared with NAME.LANGUAGE.txt. UPDATE=1 writes those anew.
# Lines at the top of a script say on what: "# draft: empty|named|begun|last|due|full|carried|compared|fewer|planned|same|firm", "# size: 80x24", "# ambiguous: 1|2". See README.md.
. "$TOP/tests/lib.sh"
here=$TOP/tests/screens
export TENKEN_DATADIR=$here

make_draft() { # KIND LANGUAGE FILE
    firm=見本製作所 note=工場のパソコンも含みます why=パソコンは借り物です
    if [ "$2" = en ]; then firm="Mihon Works" note="Includes the PCs in the plant" why="The PCs are rented"; fi
    set -- "$1" "$3"
    if [ "$1" = carried ]; then
        "$TENKEN" new "$TMP/before.tenken" --pack sample --pack sample-chain --period 2025 &&
            set_in "$TMP/before.tenken" "supplier.name=$firm" sample:1=2 sample:2=3 "sample:2.note=$note" sample:3=na "sample:3.na_reason=$why" sample-chain:call=done &&
            "$TENKEN" new "$2" --pack sample --pack sample-chain --from "$TMP/before.tenken" && set_in "$2" perceived=3
        result=$?
        rm -f "$TMP"/before.tenken*
        return $result
    fi
    if [ "$1" = fewer ]; then # last year's second pack is not asked now
        "$TENKEN" new "$TMP/before.tenken" --pack sample --pack sample-chain --period 2025 &&
            set_in "$TMP/before.tenken" "supplier.name=$firm" sample:1=1 sample:2=3 sample-chain:survey=1 sample-chain:contracts=1 sample-chain:call=done &&
            "$TENKEN" new "$2" --pack sample --from "$TMP/before.tenken" && set_in "$2" perceived=2 sample:1=2 sample:2=3
        result=$?
        rm -f "$TMP"/before.tenken*
        return $result
    fi
    if [ "$1" = firm ]; then # only named: the guess comes next
        "$TENKEN" new "$2" --pack sample --pack sample-chain && set_in "$2" "supplier.name=$firm"
        return
    fi
    if [ "$1" = same ]; then # last year's products
        "$TENKEN" new "$TMP/before.tenken" --pack sample --pack sample-chain --period 2025 &&
            set_in "$TMP/before.tenken" "supplier.name=$firm" sample:1=1 sample:2=3 sample:3=2 sample:4=0 sample:10=1 sample-chain:survey=1 \
                sample-chain:contracts=1 sample-chain:call=done "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials" "inventory+=見本ルーター;;;internet;-" &&
            "$TENKEN" new "$2" --pack sample --pack sample-chain --from "$TMP/before.tenken" && set_in "$2" perceived=2
        result=$?
        rm -f "$TMP"/before.tenken*
        return $result
    fi
    if [ "$1" = planned ]; then # last year's plans: one whose day is past, one to come, one reached; and one question was asked for more then
        "$TENKEN" new "$TMP/before.tenken" --pack sample --pack sample-chain --period 2025 &&
            (export TENKEN_CLOCK=2025-11-21T00:00:00Z && set_in "$TMP/before.tenken" "supplier.name=$firm" sample:1=1 sample:2=1 sample:3=0 sample:4=1 sample:10=1 sample-chain:survey=1 sample-chain:contracts=1 \
                sample-chain:call=done sample:1.planned_level=2 sample:1.planned_by=2026-03-31 "sample:1.owner=Mihon Taro" sample:2.planned_level=3 sample:2.planned_by=2027-03-31 \
                "sample:2.owner=Mihon Jiro" sample:3.planned_level=1 sample:3.planned_by=2026-06-30) &&
            "$TENKEN" new "$2" --pack sample --pack sample-chain --from "$TMP/before.tenken" && set_in "$2" perceived=2 &&
            python3 - "$2" <<-'END'
		import json, sys
		draft = json.load(open(sys.argv[1], encoding="utf-8"))
		draft["last_year"]["questions"]["sample"]["2"]["target"] = 4
		json.dump(draft, open(sys.argv[1], "w", encoding="utf-8"), ensure_ascii=False)
		END
        result=$?
        rm -f "$TMP"/before.tenken*
        return $result
    fi
    if [ "$1" = compared ]; then # last year another answer here and there, this year all answered
        "$TENKEN" new "$TMP/before.tenken" --pack sample --pack sample-chain --period 2025 &&
            set_in "$TMP/before.tenken" "supplier.name=$firm" sample:1=1 sample:2=3 sample:3=2 sample:4=0 sample:10=1 sample-chain:survey=1 \
                sample-chain:contracts=1 sample-chain:call=done &&
            "$TENKEN" new "$2" --pack sample --pack sample-chain --from "$TMP/before.tenken" &&
            set_in "$2" perceived=2 sample:1=2 sample:2=3 sample:3=0 sample:4=1 sample:10=2 sample-chain:survey=1 \
                sample-chain:contracts=2 sample-chain:call=done "inventory+=Mihon Mail;;;internet;-"
        result=$?
        rm -f "$TMP"/before.tenken*
        return $result
    fi
    "$TENKEN" new "$2" --pack sample --pack sample-chain || return
    [ "$1" = empty ] && return
    set_in "$2" "supplier.name=$firm" perceived=3 || return
    [ "$1" = named ] && return
    set_in "$2" sample:1=2 sample:2=3 "sample:2.note=$note" sample:3=0 || return
    [ "$1" = begun ] && return
    set_in "$2" sample:4=1 sample:10=unknown sample-chain:survey=1 sample-chain:contracts=na "sample-chain:contracts.na_reason=-" sample:4.ask_vendor=yes || return
    [ "$1" = last ] && return
    set_in "$2" sample-chain:call=done sample:1.planned_level=3 "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials" "inventory+=見本ルーター;;;internet;-" || return
    [ "$1" = due ] && return
    # the second pass is behind it
    echo "Enter Enter Enter Enter Enter Enter" >"$TMP/keys"
    "$TENKEN" answer "$2" --keys "$TMP/keys" --screen "$TMP/screen.txt"
}
set_in() { "$TENKEN" set "$@"; }

option() { sed -n "s/^# $2: //p" "$1"; } # FILE NAME

for language in en ja; do
    for kind in empty named begun last due full carried compared fewer planned same firm; do
        ok "a draft ($kind, $language)" make_draft $kind $language "$TMP/$kind.$language.tenken"
    done
done
for keys in "$here"/*.keys; do
    screen=$(basename "$keys" .keys)
    size=$(option "$keys" size) ambiguous=$(option "$keys" ambiguous)
    for language in en ja; do
        cp "$TMP/$(option "$keys" draft).$language.tenken" "$TMP/draft.tenken"
        ok "$screen plays ($language)" "$TENKEN" --lang $language answer "$TMP/draft.tenken" --keys "$keys" --screen "$TMP/screen.txt" --size "${size:-80x24}" ${ambiguous:+--ambiguous-width "$ambiguous"}
        golden=$here/$screen.$language.txt
        [ "${UPDATE-}" != 1 ] || cp "$TMP/screen.txt" "$golden"
        diff "$golden" "$TMP/screen.txt" >"$TMP/out" 2>"$TMP/err"
        result $? "$screen shows ($language)"
    done
done
finish
