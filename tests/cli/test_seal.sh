#!/bin/sh
# Sealed answers: only the recipient reads them, with this program and with openssl; verify and merge open them.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1

echo "correct horse" >pass
for key in ec rsa; do
    case $key in ec) new="ec -pkeyopt ec_paramgen_curve:P-256" ;; *) new=rsa:2048 ;; esac
    # shellcheck disable=SC2086 # words
    openssl req -x509 -newkey $new -keyout $key.key -out $key.pem -nodes -subj "/CN=Prime $key" -days 30 2>"$TMP/err"
    openssl pkcs12 -export -inkey $key.key -in $key.pem -out $key.p12 -passout file:pass
done
openssl req -x509 -newkey ed25519 -keyout ed.key -out ed.pem -nodes -subj "/CN=Prime ed" -days 30 2>"$TMP/err"

ok "a firm" "$TENKEN" identity new firm.p12 --name "Mihon Works" --passphrase-file pass
ok "its answers" "$TENKEN" new d.tenken --pack basic10
ok "its name" "$TENKEN" set d.tenken "supplier.name=見本製作所" basic10:1=2
export_sealed() { "$TENKEN" export d.tenken --unfinished --identity firm.p12 --passphrase-file pass "$@"; }

for key in ec rsa; do
    ok "$key: sealed JSON and workbook" export_sealed --json $key.p7m --xlsx $key.xlsx.p7m --seal $key.pem
    has "$key: it says for whom" "$TMP/out" "Sealed for \"Prime $key\""
    lacks "$key: nothing shows" $key.p7m "tenken-answers"
    ok "$key: openssl opens it" openssl cms -decrypt -inform DER -in $key.p7m -recip $key.pem -inkey $key.key -out $key.json
    has "$key: and finds the answers" $key.json '"tenken-answers/1"'
    status "$key: without the key it cannot be read" 3 "$TENKEN" verify $key.p7m
    has "$key: and verify says what is needed" "$TMP/out" "--identity"
    ok "$key: with the key it is verified" "$TENKEN" verify $key.p7m $key.xlsx.p7m --identity $key.p12 --passphrase-file pass --pin \
        "$(openssl pkcs12 -in firm.p12 -passin file:pass -nokeys | openssl x509 -outform DER | sha256sum | cut -c1-64)"
done
fingerprint=$(openssl pkcs12 -in firm.p12 -passin file:pass -nokeys 2>/dev/null | openssl x509 -outform DER | sha256sum | cut -c1-64)
ok "openssl seals for P-256" openssl cms -encrypt -binary -outform DER -aes-256-gcm -in ec.json -out theirs.ec -recip ec.pem -keyopt ecdh_kdf_md:sha256
ok "openssl seals for RSA" openssl cms -encrypt -binary -outform DER -aes-256-gcm -in ec.json -out theirs.rsa -recip rsa.pem \
    -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha256
ok "openssl seals with its defaults" openssl cms -encrypt -binary -outform DER -aes-256-gcm -in ec.json -out weak.ec -recip ec.pem
for key in ec rsa; do
    ok "what openssl sealed for $key opens" "$TENKEN" verify theirs.$key --identity $key.p12 --passphrase-file pass --pin "$fingerprint"
done
status "its defaults (SHA-1) are refused" 3 "$TENKEN" verify weak.ec --identity ec.p12 --passphrase-file pass --pin "$fingerprint"
status "another key does not open it" 3 "$TENKEN" verify ec.p7m --identity rsa.p12 --passphrase-file pass
has "one sentence for every failure" "$TMP/out" "cannot be opened"
"$TENKEN" verify ec.p7m --identity ec.p12 --passphrase-file pass --json >kind.json
has "it is a sealed file" kind.json '"sealed"'
has "by a signer that nobody named" kind.json '"unknown_signer"'
status "Ed25519 cannot receive" 3 export_sealed --json x.p7m --seal ed.pem
has "and it says why" "$TMP/err" "only signs"
ok "no file is left" test ! -e x.p7m
status "no certificate" 3 export_sealed --json x.p7m --seal pass

ok "a portfolio" "$TENKEN" portfolio init p.db
printf 'supplier_code,certificate_sha256,subject\nS1,%s,CN=Mihon Works\n' \
    "$(openssl pkcs12 -in firm.p12 -passin file:pass -nokeys 2>/dev/null | openssl x509 -outform DER | sha256sum | cut -c1-64)" >pins.csv
ok "the firm's pin" "$TENKEN" trust p.db import pins.csv
mkdir in && cp rsa.p7m in/
status "merging without the key: rejected, with the reason" 1 "$TENKEN" merge --into p.db in
ok "with the key: merged" "$TENKEN" merge --into p.db in --identity rsa.p12 --passphrase-file pass --json
has "one file" "$TMP/out" '"merged"'
ok "again: nothing new" "$TENKEN" merge --into p.db in --identity rsa.p12 --passphrase-file pass
has "it was here already" "$TMP/out" "unchanged"
ok "the supplier has begun" sh -c '"$TENKEN" status p.db | grep -q "1 more has begun"'
finish
