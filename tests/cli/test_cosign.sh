#!/bin/sh
# Co-signing by exchanging files: the firm exports, an assessor signs too, the firm makes a workbook around what came back. Who counts as an
# assessor is the reader's to say.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP"
echo "correct horse battery" >pass
sha256() { openssl pkcs12 -in "$1" -passin file:pass -nokeys 2>/dev/null | openssl x509 -outform DER | sha256sum | cut -c1-64; }
sign() { "$TENKEN" sign "$@" --role assessor --passphrase-file pass; }

ok "the firm" "$TENKEN" identity new firm.p12 --name "Mihon Works" --passphrase-file pass
ok "the assessor" "$TENKEN" identity new assessor.p12 --name "Consultant" --passphrase-file pass
ok "somebody else" "$TENKEN" identity new other.p12 --name "Other" --passphrase-file pass
firm=$(sha256 firm.p12) assessor=$(sha256 assessor.p12) other=$(sha256 other.p12)
"$TENKEN" new d.tenken --pack basic10 >out
"$TENKEN" set d.tenken supplier.name=Mihon basic10:1=3 basic10:1.assessor.level=1 basic10:1.assessor.confidence=seen \
    "basic10:1.assessor.note=one drill, three years ago" cosign_expected=yes >out
export_it() { "$TENKEN" export d.tenken --unfinished --identity firm.p12 --passphrase-file pass "$@"; }
ok "the firm exports" export_it --json answers.json --xlsx answers.xlsx
ok "without the assessor it is the firm's all the same" "$TENKEN" verify answers.json --pin "$firm"
has "it says that a signature is to come" "$TMP/out" "none has"
has "and that the ratings are claimed" "$TMP/out" "only claimed"

status "a workbook is not co-signed" 3 sign answers.xlsx --identity assessor.p12 --out no.json
has "it says to send the JSON" "$TMP/err" "Ask the firm for the JSON file"
status "the firm does not assess itself" 3 sign answers.json --identity firm.p12 --out no.json
has "and is told" "$TMP/err" "the firm's own identity"
openssl req -x509 -newkey rsa:2048 -keyout k.pem -out c.pem -nodes -subj "/CN=Short" -days 1 2>err
openssl pkcs12 -in firm.p12 -passin file:pass -nocerts -nodes -out firm.key 2>err
openssl req -x509 -new -key firm.key -out again.pem -subj "/CN=Independent assessor" -days 3650 2>err
openssl pkcs12 -export -inkey firm.key -in again.pem -out again.p12 -passout file:pass
TENKEN_CLOCK=2027-06-01T00:00:00Z status "nor under another certificate for its key" 3 sign answers.json --identity again.p12 --out no.json
has "and is told" "$TMP/err" "the firm's own identity"
openssl pkcs12 -export -inkey k.pem -in c.pem -out short.p12 -passout file:pass
TENKEN_CLOCK=2031-01-01T00:00:00Z status "an expired certificate does not sign" 3 sign answers.json --identity short.p12 --out no.json
has "and says since when" "$TMP/err" "no longer valid"
status "nobody signs as the firm here" 2 "$TENKEN" sign answers.json --role supplier --identity assessor.p12 --passphrase-file pass --out no.json
has "and is told who does" "$TMP/err" "tenken export"
sed 's/"level": 3/"level": 4/' answers.json >changed.json
status "nothing is put beside a broken signature" 1 sign changed.json --identity assessor.p12 --out no.json
has "and the reason is given" "$TMP/err" "does not fit the document"
python3 -c 'import json; a = json.load(open("answers.json")); a["signatures"] = []; json.dump(a, open("unsigned.json", "w"))'
status "nor beside none" 1 sign unsigned.json --identity assessor.p12 --out no.json
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout p.key -out p.pem -nodes -subj "/CN=Prime" -days 30 2>err
export_it --json sealed.p7m --seal p.pem >out
status "nor into a sealed file" 3 sign sealed.p7m --identity assessor.p12 --out no.json
has "which has to be opened first" "$TMP/err" "sealed"
status "the firm's file is not overwritten" 2 sign answers.json --identity assessor.p12 --out answers.json
ok "nothing was written" test ! -e no.json

ok "the assessor signs" sign answers.json --identity assessor.p12 --out signed.json
has "and learns for what" "$TMP/out" "1 rating"
ok "the file is private" test "$(stat -c %a signed.json)" = 600
status "once is enough" 3 sign signed.json --identity assessor.p12 --out no.json
python3 -c 'import json, sys; a, b = (json.load(open(f)) for f in sys.argv[1:]); sys.exit(a["document"] != b["document"] or a["signatures"] != b["signatures"][:1])' answers.json signed.json
result $? "the document and the firm's signature are as they were"
"$TENKEN" verify signed.json --pin "$firm" --assessor "$assessor" --json >out.json
has "a known assessor's ratings are theirs" out.json '"assessor_ratings": "trusted"'
ok "in words too" "$TENKEN" verify signed.json --pin "$firm" --assessor "$assessor"
has "known here" "$TMP/out" "signed by an assessor known here"
"$TENKEN" verify signed.json --pin "$firm" --assessor "$other" --json >out.json
has "an unknown one's are claimed" out.json '"assessor_ratings": "claimed"'
"$TENKEN" verify signed.json --pin "$firm" --assessor "$firm" --json >out.json
has "the firm's key is no assessor's, whatever the reader says" out.json '"assessor_ratings": "claimed"'
status "the assessor is not the firm" 1 "$TENKEN" verify signed.json --pin "$assessor"
"$TENKEN" show signed.json --json >out.json
has "show knows them as claimed" out.json '"assessor_ratings": "claimed"'
ok "show" "$TENKEN" show signed.json
has "show has what the assessor saw" "$TMP/out" "one drill, three years ago"

around() { "$TENKEN" export --from-signed "$@" --passphrase-file pass; }
ok "a workbook around it" around signed.json --xlsx signed.xlsx --identity firm.p12
unzip -p signed.xlsx assessment/answers.json >inside.json
same "holds it byte for byte" inside.json signed.json
"$TENKEN" verify signed.xlsx --pin "$firm" --assessor "$assessor" --json >out.json
has "it is trusted" out.json '"verdict": "trusted"'
has "with its ratings" out.json '"assessor_ratings": "trusted"'
unzip -p signed.xlsx xl/sharedStrings.xml >strings.xml
has "its sheets name the assessor" strings.xml "Consultant"
lacks "and do not call the level claimed" strings.xml "only claimed"
unzip -p answers.xlsx xl/sharedStrings.xml >strings.xml
has "those before did" strings.xml "only claimed"
status "only the firm makes it" 3 around signed.json --xlsx no.xlsx --identity assessor.p12
status "not around a changed file" 1 around changed.json --xlsx no.xlsx --identity firm.p12
status "not around a workbook" 3 around signed.xlsx --xlsx no.xlsx --identity firm.p12
status "and nothing else beside" 2 around signed.json --xlsx no.xlsx --json no.json --identity firm.p12
ok "sealed, when wanted" around signed.json --xlsx signed.p7m --identity firm.p12 --seal p.pem
openssl cms -decrypt -inform DER -in signed.p7m -recip p.pem -inkey p.key -out opened.xlsx
unzip -p opened.xlsx assessment/answers.json >inside.json
same "the same inside" inside.json signed.json
ok "nothing else was written" test ! -e no.xlsx
finish
