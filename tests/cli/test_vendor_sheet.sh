#!/bin/sh
# The page of questions for the IT vendor: which ones, and that no text of anybody can become markup.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1

ok "a draft" "$TENKEN" new d.tenken --pack basic10 --pack supply-chain
ok "a firm with an odd name" "$TENKEN" set d.tenken 'supplier.name=<script>alert(1)</script>"&見本'
ok "without marks: what vendors normally know" "$TENKEN" show d.tenken --vendor-sheet open.html
has "backups are among it, with the number and name that the program has" open.html '<h2>2 Backups'
ok "two questions marked" "$TENKEN" set d.tenken basic10:4.ask_vendor=yes basic10:9.ask_vendor=yes
ok "the sheet in English" "$TENKEN" show d.tenken --vendor-sheet en.html
has "it counts them" "$TMP/out" "2 questions"
ok "the sheet in Japanese" "$TENKEN" --lang ja show d.tenken --vendor-sheet ja.html
has "the page says its language" en.html '<html lang="en">'
has "and the other its own" ja.html '<html lang="ja">'
has "the first question, with its number and name in the program" ja.html '<h2>4 ソフトの更新</h2>'
has "and its words" ja.html '<p class="text">パソコン'
has "the second" ja.html '<h2>9 弱点の検査</h2>'
ok "no third" sh -c 'test "$(grep -c "<section class=.question" ja.html)" = 2'
has "the firm's name as text" en.html '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;見本'
lacks "and not as markup" en.html '<script'
has "nothing may run or call out" en.html "default-src 'none'"
ok "the policy allows this style, by its digest" sh -c '
    style=$(sed -n "s/^<style>\(.*\)<\/style>$/\1/p" en.html)
    digest=$(printf %s "$style" | openssl dgst -sha256 -binary | base64)
    grep -qF "style-src '\''sha256-$digest'\''" en.html'
ok "for the owner's eyes only" sh -c 'test "$(stat -c %a en.html)" = 600'
cp d.tenken before
status "never over a file that is there" 3 "$TENKEN" show d.tenken --vendor-sheet d.tenken
same "which stays as it was" before d.tenken
status "goes with no other option" 2 "$TENKEN" show d.tenken --vendor-sheet x.html --json
for i in 1 2 3 4 5 6 7 8 9 10; do set -- "$@" "basic10:$i=2" "basic10:$i.ask_vendor=no"; done
ok "all answered" "$TENKEN" set d.tenken "$@"
for i in self-check outside-review customer-info tell-customers survey contracts subcontractors contractor-devices partner-access shared-login remote-work vulnerability-news; do
    ok "$i" "$TENKEN" set d.tenken "supply-chain:$i=2"
done
status "then there is nothing to ask" 1 "$TENKEN" show d.tenken --vendor-sheet none.html
has "and it says so" "$TMP/err" "nothing to ask"
ok "and writes no page" test ! -e none.html
finish
