#!/bin/sh
# tenken pack: list, show, lint.
# shellcheck source=tests/lib.sh
. "$TOP/tests/lib.sh"
export TENKEN_DATADIR="$TOP"
example="$TOP/tests/golden/packs/example.json"

ok "packs are listed" "$TENKEN" pack list
has "with their ids" "$TMP/out" "basic10"
has "and titles" "$TMP/out" "The basic ten"
has "and what they take" "$TMP/out" "version 1, 10 questions, about 8 min"
has "one that leans on another" "$TMP/out" "version 1, 15 questions (3 of them answered in another questionnaire), about 11 min"
ok "the same pack alone" "$TENKEN" pack show supply-chain
has "is counted alike" "$TMP/out" "version 1, 15 questions (3 of them answered in another questionnaire), about 11 min"
ok "listed in Japanese" "$TENKEN" --lang ja pack list
has "with Japanese titles" "$TMP/out" "セキュリティ基本10項目"
ok "listed as JSON" "$TENKEN" pack list --json
cp "$TMP/out" "$TMP/list.json"
ok "JSON that is JSON" python3 -c '
import json, sys
packs = {p["id"]: p for p in json.load(open(sys.argv[1]))["packs"]}
assert packs["basic10"]["items"] == 10 and packs["basic10"]["aliases"] == 0 and packs["basic10"]["title"]["ja"]
assert packs["supply-chain"]["aliases"] == 3
assert len(packs["basic10"]["sha256"]) == 64' "$TMP/list.json"

ok "a pack is shown" "$TENKEN" pack show basic10
cp "$TMP/out" "$TMP/shown"
has "with the question" "$TMP/shown" "Does everyone who uses mail practise spotting phishing"
has "why" "$TMP/shown" "In drills 10–30%"
has "its source" "$TMP/shown" "[S1] "
has "the levels, the target marked" "$TMP/shown" ">2 throughout"
has "what counts as essential" "$TMP/shown" "Target 3, weight 5, essential."
has "evidence" "$TMP/shown" "What can show it:"
has "next steps" "$TMP/shown" "0 -> 1"
has "their cost, marked as an estimate" "$TMP/shown" "once up to ¥300,000 (estimate)"
ok "an alias shows the question of its home" "$TENKEN" pack show supply-chain
has "and where it is answered" "$TMP/out" "Asked and answered once, as basic10:10."
ok "a pack of the kind done is shown" "$TENKEN" pack show emergency-malware
has "without levels" "$TMP/out" "Answered done or not done; never scored."
lacks "and without a target" "$TMP/out" "Target"
ok "a file is shown too" "$TENKEN" --lang ja pack show "$example"
has "in Japanese" "$TMP/out" "外から持ち込まれたUSBメモリ"
ok "shown as JSON" "$TENKEN" pack show basic10 --json
cp "$TMP/out" "$TMP/shown.json"
ok "the pack as it was written, and its digest as listed" python3 -c '
import json, sys
shown = json.load(open(sys.argv[1]))
assert shown["pack"] == json.load(open(sys.argv[3]))
assert shown["sha256"] == [p["sha256"] for p in json.load(open(sys.argv[2]))["packs"] if p["id"] == "basic10"][0]' "$TMP/shown.json" "$TMP/list.json" "$TOP/questionnaires/basic10.json"
status "an unknown pack is refused" 3 "$TENKEN" pack show nothing
has "by name" "$TMP/err" "nothing"

ok "lint finds nothing in a good pack" "$TENKEN" pack lint "$example"
has "says so, and what it is" "$TMP/out" "example.json is sound: mihon.workshop, version 1, 2 questions."
has "with its digest" "$TMP/out" "SHA-256 $("$TENKEN" pack show "$example" --json | grep -o '[0-9a-f]\{64\}' | head -1)"
sed -e 's/"weight": 3/"weight": 9/' -e 's/"title": { "ja": "持ち込みのUSB"/"title": { "ja": "持ち込みのUSBメモリとその検査"/' \
    -e 's/"same_as": "basic10:2"/"same_as": "basic10:77"/' "$example" >"$TMP/bad.json"
status "lint refuses a bad one" 1 "$TENKEN" pack lint "$TMP/bad.json"
has "naming item and member" "$TMP/out" "bad.json: mihon.workshop:usb-sticks weight: This must be a whole number from 1 to 5."
has "and every further problem" "$TMP/out" "mihon.workshop:usb-sticks title.ja: The title takes"
has "counted" "$TMP/err" "2 problems found."
sed 's/"same_as": "basic10:2"/"same_as": "basic10:77"/' "$example" >"$TMP/alias.json"
status "lint knows the installed packs" 1 "$TENKEN" pack lint "$TMP/alias.json"
has "when an alias leads nowhere" "$TMP/out" 'mihon.workshop:backups refers to basic10:77, but the pack "basic10" has no item "77".'
sed -e 's/"id": "mihon.workshop"/"id": "mihon.second"/' -e 's/"same_as": "basic10:2"/"same_as": "mihon.workshop:usb-sticks"/' "$example" >"$TMP/second.json"
status "a reference into a pack that is not there" 1 "$TENKEN" pack lint "$TMP/second.json"
ok "is fine when both files are given" "$TENKEN" pack lint "$TMP/second.json" "$example"
status "every file is looked at" 1 "$TENKEN" pack lint "$TMP/bad.json" "$TMP/alias.json"
has "the first" "$TMP/out" "bad.json"
has "and the second" "$TMP/out" "alias.json"
head -c 500 "$example" >"$TMP/short.json"
status "a truncated file is a problem" 1 "$TENKEN" pack lint "$TMP/short.json"
has "with line and column" "$TMP/out" "line"
printf '{"format":"tenken-pack/2"}' >"$TMP/newer.json"
status "so is a newer format" 1 "$TENKEN" pack lint "$TMP/newer.json"
has "which is said" "$TMP/out" "newer version"
status "no JSON of it" 2 "$TENKEN" pack lint "$TMP/bad.json" --json
has "says so" err "lint prints text only: it takes no --json."
status "a file that is not there cannot be read" 3 "$TENKEN" pack lint "$TMP/none.json"
printf '{"format":"tenken-pack/1","id":"\\u001b[31mred","\\u001b[2J":1}' >"$TMP/escape.json"
status "control characters in a pack" 1 "$TENKEN" pack lint "$TMP/escape.json"
lacks "reach no terminal" "$TMP/out" "$(printf '\033')"

status "no word" 2 "$TENKEN" pack
status "an unknown word" 2 "$TENKEN" pack sheets
status "show without a pack" 2 "$TENKEN" pack show
status "lint without a file" 2 "$TENKEN" pack lint
status "an unknown option" 2 "$TENKEN" pack list --yaml
finish
