#!/bin/sh
# Exporting: who gets what, what is refused, and revisions that are never used twice.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP"
echo 'correct horse battery' >pass
"$TENKEN" identity new firm.p12 --name 'Mihon Works' --passphrase-file pass >/dev/null || exit 1
sign() { "$TENKEN" export "$@" --identity firm.p12 --passphrase-file pass; }
member() { # FILE EXPRESSION of the parsed file f
    python3 -c 'import json,sys; f = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2" >"$TMP/out" 2>"$TMP/err"
}
is() { # NAME FILE EXPRESSION VALUE
    member "$2" "$3"
    test "$(cat "$TMP/out")" = "$4"
    result $? "$1"
}

"$TENKEN" new d.tenken --pack basic10 >/dev/null || exit 1
"$TENKEN" set d.tenken supplier.name='見本製作所' perceived=3 basic10:1=2 basic10:2=unknown basic10:3=na basic10:3.na_reason=none >/dev/null || exit 1

status 'an unfinished draft is refused' 1 sign d.tenken --json a.json
ok 'and nothing is written' test ! -e a.json
cp d.tenken before
status 'no identity' 2 "$TENKEN" export d.tenken --json a.json
status 'nothing to write' 2 sign d.tenken
status 'the draft would be overwritten' 2 sign d.tenken --json d.tenken --unfinished
status 'the identity would be overwritten' 2 sign d.tenken --json firm.p12 --unfinished
echo 'another passphrase' >wrong
status 'wrong passphrase' 3 "$TENKEN" export d.tenken --json a.json --unfinished --identity firm.p12 --passphrase-file wrong
status 'no such draft' 3 sign none.tenken --json a.json
same 'the draft is as before all that' d.tenken before

ok 'unfinished on demand' sign d.tenken --json a.json --unfinished
has 'and the file says so' out 'not finished'
is 'in the document too' a.json 'f["document"]["unfinished"]' True
ok 'only the owner may read it' test "$(stat -c %a a.json)" = 600
status 'verify without an anchor' 1 "$TENKEN" verify a.json
fingerprint=$(openssl pkcs12 -in firm.p12 -clcerts -nokeys -passin file:pass 2>/dev/null | openssl x509 -outform DER | sha256sum | cut -c 1-64)
ok 'verify with the pin' "$TENKEN" verify a.json --pin "$fingerprint"

for i in 1 2 3 4 5 6 7 8 9 10; do set -- "$@" "basic10:$i=3"; done
"$TENKEN" set d.tenken "$@" >/dev/null || exit 1
ok 'finished' sign d.tenken --json b.json
is 'the revision rises' b.json 'f["document"]["revision"]' 2
is 'unfinished is not said' b.json '"unfinished" in f["document"]' False
id=$(member a.json 'f["document"]["assessment_id"]'; cat out)
is 'the assessment is the same' b.json 'f["document"]["assessment_id"]' "$id"
is 'the certificate is that of the identity' b.json '__import__("hashlib").sha256(__import__("base64").b64decode(json.loads(__import__("base64").urlsafe_b64decode(f["signatures"][0]["protected"] + "=="))["x5c"][0])).hexdigest()' "$fingerprint"

# The number is used up before the file appears: what cannot be written leaves a gap, never the same number twice.
mkdir dir
status 'the output cannot be written' 3 sign d.tenken --json dir
is 'its number is used up' d.tenken 'f["recipients"][0]["revision"]' 3
ok 'next time' sign d.tenken --json b.json
is 'goes on after it' b.json 'f["document"]["revision"]' 4
chmod 400 d.tenken
cp b.json kept
status 'a draft that cannot be saved' 4 sign d.tenken --json b.json
chmod 600 d.tenken
same 'the earlier export stays' b.json kept

# Expired or not yet valid.
TENKEN_CLOCK=2031-11-21T00:00:01Z status 'an expired identity' 3 sign d.tenken --json c.json
has 'says since when' err 'no longer valid: it ended on 2031-11-21'
ok 'nothing was written for it' test ! -e c.json
TENKEN_CLOCK=2031-11-21T00:00:01Z status 'a file whose certificate has expired since' 1 "$TENKEN" verify b.json --pin "$fingerprint"

# Workbooks: trusted when the same key signed everything in them, partial when only the answers inside are signed.
ok 'both at once' sign d.tenken --json w.json --xlsx w.xlsx
is 'one revision for both' w.json 'f["document"]["revision"]' 5
is 'the same bytes inside' w.json 'open("w.json", "rb").read() == __import__("zipfile").ZipFile("w.xlsx").read("assessment/answers.json")' True
ok 'only the owner may read the workbook' test "$(stat -c %a w.xlsx)" = 600
status 'one name for two files' 2 sign d.tenken --json w.json --xlsx w.json
ok 'the workbook is trusted' "$TENKEN" verify w.xlsx --pin "$fingerprint" --json
has 'as what it is' out '"kind": "answers-xlsx"'
status 'and nobody knows it without the pin' 1 "$TENKEN" verify w.xlsx --json
has 'quarantine, not less' out '"verdict": "unknown_signer"'
cat >rewrite.py <<'EOF'
import sys, zipfile
source, target, part, old, new = sys.argv[1:]
with zipfile.ZipFile(source) as a, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as b:
    for info in a.infolist():
        data = a.read(info)
        if info.filename == part:
            assert old.encode() in data, part
            data = data.replace(old.encode(), new.encode(), 1)
        b.writestr(zipfile.ZipInfo(info.filename), data)
EOF
/usr/bin/python3 rewrite.py w.xlsx same.xlsx none none none && status 'packed anew it is the same' 0 "$TENKEN" verify same.xlsx --pin "$fingerprint"
/usr/bin/python3 rewrite.py w.xlsx edited.xlsx xl/sharedStrings.xml '見本製作所' '見本'
status 'an edited workbook' 1 "$TENKEN" verify edited.xlsx --pin "$fingerprint" --json
has 'is invalid' out '"verdict": "invalid"'
/usr/bin/python3 rewrite.py w.xlsx inside.xlsx assessment/answers.json '"level": 3' '"level": 4'
status 'edited answers inside' 1 "$TENKEN" verify inside.xlsx --pin "$fingerprint" --json
has 'are invalid' out '"verdict": "invalid"'
cat >ed.py <<'EOF'
import os, sys
sys.dont_write_bytecode = True
sys.path.insert(0, os.environ["TOP"] + "/tests/interop")
import generate_answers as g
from cryptography.hazmat.primitives import serialization as s
key = g.new_key("EdDSA")
cert = g.certificate(key, "Edwards").public_bytes(s.Encoding.PEM)
open("ed.pem", "wb").write(cert)
open("ed.both", "wb").write(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()) + cert)
EOF
/usr/bin/python3 ed.py && "$TENKEN" identity import ed.p12 --from ed.both --passphrase-file pass >/dev/null || exit 1
ok 'an Ed25519 key' "$TENKEN" export d.tenken --json e.json --xlsx e.xlsx --identity ed.p12 --passphrase-file pass
has 'says what office programs cannot do' err 'only the answers inside are signed'
ok 'signs the answers' "$TENKEN" verify e.json --pin ed.pem
status 'and leaves the workbook partial' 1 "$TENKEN" verify e.xlsx --pin ed.pem --json
has 'in one word' out '"verdict": "partial"'
/usr/bin/python3 rewrite.py e.xlsx e-edited.xlsx xl/sharedStrings.xml '見本製作所' '見本'
status 'whose sheets anybody may edit' 1 "$TENKEN" verify e-edited.xlsx --pin ed.pem
has 'which is noticed' out 'The sheets were edited'

# Requests: made and signed by the tests' own generator.
cat >requests.py <<'EOF'
import json, os, sys
sys.dont_write_bytecode = True
sys.path.insert(0, os.environ["TOP"] + "/tests/interop")
import generate_answers as g
key = g.new_key("ES256")
cert = g.certificate(key, "Mihon Motors")
packs = {name: json.load(open(f"{os.environ['TOP']}/questionnaires/{name}.json", encoding="utf-8")) for name in ("basic10", "supply-chain")}
other_key = g.new_key("ES256")
other = g.certificate(other_key, "Second Customer")
def request(number, names, key=key, cert=cert, **more):
    document = {**g.request_document(), "request_id": f"20000000-0000-4000-8000-00000000000{number}", **more}
    document["packs"] = [{"id": n, "version": packs[n]["version"], "sha256": g.hashlib.sha256(g.canonical(packs[n])).hexdigest()} for n in names]
    return g.signed(document, key, cert, "requester", "request")
g.write("r1.json", request(1, ["basic10"], targets={"basic10": {"1": 4}}))
g.write("r2.json", request(2, ["basic10", "supply-chain"], other_key, other, requester={"name": "Second \u001b[31mCustomer"}, supplier_code="X-9"))
forged = request(3, ["basic10"])
forged["document"]["upload_url"] = "https://evil.example/"
g.write("forged.json", forged)
g.write("other-period.json", request(4, ["basic10"], period="2025"))
unsigned = request(5, ["basic10"])
unsigned["signatures"] = []
g.write("unsigned.json", unsigned)
open("motors", "w").write(g.fingerprint(cert))
open("second", "w").write(g.fingerprint(other))
print(g.hashlib.sha256(g.canonical(json.load(open("r1.json"))["document"])).hexdigest())
EOF
digest=$(/usr/bin/python3 requests.py) || exit 1
cp d.tenken before
status 'a forged request' 1 sign d.tenken --json r.json --request forged.json
has 'is refused in words' err 'The request forged.json is refused'
status 'an unsigned request' 1 sign d.tenken --json r.json --request unsigned.json
status 'a request of another period' 3 sign d.tenken --json r.json --request other-period.json
status 'answers are no request' 3 sign d.tenken --json r.json --request b.json
status 'a request that is not there' 3 sign d.tenken --json r.json --request none.json
status 'a request of somebody never confirmed' 1 sign d.tenken --json r.json --request r1.json
has 'is not answered, and it says what to do' err 'run "tenken request confirm r1.json"'
same 'none of these touched the draft' d.tenken before
ok 'after the telephone call' "$TENKEN" request confirm r1.json --fingerprint "$(cat motors)"
ok 'for a request' sign d.tenken --json r1-answers.json --request r1.json
has 'says for whom, and until when' out '見本自動車, due on 2026-12-15'
is 'names the request by its digest' r1-answers.json 'f["document"]["request"]["digest"]' "$digest"
is 'with its own assessment' r1-answers.json "f['document']['assessment_id'] != '$id'" True
is 'from revision 1' r1-answers.json 'f["document"]["revision"]' 1
is 'under the code that this customer uses' r1-answers.json 'f["document"]["supplier"]["supplier_code"]' S0001
ok 'the only request needs no naming' sign d.tenken --json r1-answers.json
is 'and is the one taken' r1-answers.json 'f["document"]["request"]["digest"], f["document"]["revision"]' "('$digest', 2)"
ok 'the second customer was called too' "$TENKEN" request confirm r2.json --fingerprint "$(cat second)"
status 'a request that asks more than is answered' 1 sign d.tenken --json r2-answers.json --request r2.json
has 'is taken into the draft' err 'The request was taken into the draft'
is 'which holds both now' d.tenken 'len(f["requests"])' 2
status 'with two requests nothing is guessed' 2 sign d.tenken --json x.json
has 'they are named' err '20000000-0000-4000-8000-000000000002'
lacks 'without control characters' err "$(printf '\033')"
ok 'by its id' sign d.tenken --json r1-answers.json --request 20000000-0000-4000-8000-000000000001
is 'that one' r1-answers.json 'f["document"]["request"]["digest"]' "$digest"
ok 'unfinished for the second' sign d.tenken --json r2-answers.json --request r2.json --unfinished
is 'which asks two packs' r2-answers.json '[p["id"] for p in f["document"]["packs"]]' "['basic10', 'supply-chain']"
is 'and knows nothing of the first' r2-answers.json "'$digest' in open('r2-answers.json').read() or 'S0001' in open('r2-answers.json').read()" False
ok 'none on demand' sign d.tenken --json n.json --request none --unfinished
is 'then there is no request in it' n.json 'f["document"]["request"]' None
is 'and the first assessment goes on' n.json 'f["document"]["assessment_id"]' "$id"

# Contradictions travel with the answers; advice stays with whoever answers.
"$TENKEN" new advised.tenken --pack basic10 --pack supply-chain >/dev/null || exit 1
"$TENKEN" set advised.tenken supplier.name='Mihon Works' basic10:2=3 basic10:3=0 basic10:4=1 'inventory+=Mihon Mail;Mihon Soft;5.1;internet' >/dev/null || exit 1
"$TENKEN" show advised.tenken --json >advised.json
is 'the firm is advised' advised.json '[c["id"] for c in f["checks"] if "product" in c["id"]]' "['exposed-product-not-updated']"
ok 'it is handed in' sign advised.tenken --json a.json --unfinished
is 'the customer reads contradictions alone' a.json '[c["id"] for c in f["document"]["checks"]]' "['backup-untested']"
finish
