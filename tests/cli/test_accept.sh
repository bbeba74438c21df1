#!/bin/sh
# The flow of the README: a supplier's first answers wait until its key is accepted by its code, and status counts what it lists.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1

echo "correct horse" >pass
ok "a firm's key" "$TENKEN" identity new firm.p12 --name "Mihon Works" --passphrase-file pass
ok "its answers" "$TENKEN" new d.tenken --pack basic10
ok "which claim no supplier code" "$TENKEN" set d.tenken supplier.name=見本製作所 supplier.corporate_number=1123456789001 basic10:1=2
mkdir in
ok "signed" "$TENKEN" export d.tenken --unfinished --identity firm.p12 --passphrase-file pass --json in/a.json
: >in/empty.json

ok "the customer's portfolio" "$TENKEN" portfolio init p.db
printf 'supplier_code,name,corporate_number,confidential,outage,access,email\nS1,見本製作所,1123456789001,yes,no,no,a@works.example\nS2,見本運輸,,no,no,no,b@x.example\n' >s.csv
ok "and its list" "$TENKEN" suppliers p.db import s.csv
status "what came: one waits, one is rejected" 1 "$TENKEN" merge --into p.db in
"$TENKEN" status p.db >status.txt
has "status counts the empty file that it lists" status.txt "1 in quarantine, 1 rejected"
status "another supplier's code finds nothing" 3 "$TENKEN" trust p.db accept S2
has "and points to the fingerprints" "$TMP/err" "tenken status"
ok "the supplier's code is enough" "$TENKEN" trust p.db accept S1 --reason "called"
status "then its answers are merged" 1 "$TENKEN" merge --into p.db in --json
has "one file" "$TMP/out" '"merged": 1,'
finish
