#!/bin/sh
# The firm's identity: new, import, show, and each wrong file or passphrase in words.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
echo 'correct horse battery' >pass
echo 'another passphrase' >pass2
echo 'short' >short

status 'usage without an action' 2 "$TENKEN" identity
status 'usage without a name' 2 "$TENKEN" identity new a.p12 --passphrase-file pass
has 'says --name' err '--name'
status 'a short passphrase is refused' 3 "$TENKEN" identity new a.p12 --name 'Mihon' --passphrase-file short
ok 'nothing was written' test ! -e a.p12

ok 'new' "$TENKEN" identity new a.p12 --name '見本製作所' --passphrase-file pass
cp out new.out
has 'shows the name' new.out 'Signs as:     見本製作所'
has 'five years' new.out '2026-11-20 to 2031-11-21'
has 'asks for a backup' new.out 'Make a backup now: copy a.p12'
has 'says what is lost without it' new.out 'nobody can ever sign as you again'
ok 'no line is wider than a small terminal' awk 'length > 79 { exit 1 }' new.out
ok 'only the owner may read it' test "$(stat -c %a a.p12)" = 600
cp a.p12 before
status 'never overwrites' 3 "$TENKEN" identity new a.p12 --name 'Other' --passphrase-file pass
has 'says so' err 'a.p12 exists already'
same 'the file is as before' a.p12 before
status 'import never overwrites' 3 "$TENKEN" identity import a.p12 --from a.p12 --passphrase-file pass
same 'the file is still as before' a.p12 before

openssl pkcs12 -in a.p12 -info -noout -passin file:pass >info 2>&1
has 'MAC with SHA-256 and 600,000 iterations' info 'MAC: sha256, Iteration 600000'
has 'key under PBES2, AES-256, 600,000 iterations' info 'Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256'
openssl pkcs12 -in a.p12 -clcerts -nokeys -passin file:pass -out a.pem 2>/dev/null
fingerprint=$(openssl x509 -in a.pem -outform DER | sha256sum | cut -c 1-64)
ok 'show as JSON' "$TENKEN" identity show a.p12 --passphrase-file pass --json
has 'the fingerprint is that of the certificate' out "\"sha256\": \"$fingerprint\""
has 'validity as a time' out '"not_after": "2031-11-21T00:00:00Z"'
ok 'fingerprint in groups of four' grep -q "$(printf %s "$fingerprint" | cut -c 1-4) $(printf %s "$fingerprint" | cut -c 5-8) " new.out

status 'wrong passphrase' 3 "$TENKEN" identity show a.p12 --passphrase-file pass2
has 'says so in words' err 'a.p12: the passphrase is wrong.'
status 'not a PKCS#12 file' 3 "$TENKEN" identity show a.pem --passphrase-file pass
has 'says what it is not' err 'a.pem is not a PKCS#12 file'
status 'a file that is not there' 3 "$TENKEN" identity show none.p12 --passphrase-file pass
status 'no terminal, no passphrase' 3 setsid "$TENKEN" identity show a.p12

# Import: PEM with an encrypted RSA key, P-384 refused, and an old RC2 file.
openssl req -x509 -newkey rsa:2048 -subj '/O=Mihon/CN=Registered' -days 30 -passout file:pass2 -keyout key.pem -out cert.pem 2>/dev/null
ok 'import key and certificate' "$TENKEN" identity import b.p12 --from key.pem --certificate cert.pem --from-passphrase-file pass2 --passphrase-file pass --json
has 'as PS256' out '"alg": "PS256"'
has 'with its subject' out '"subject": "CN=Registered,O=Mihon"'
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -subj '/CN=P384' -keyout k384.pem -out c384.pem 2>/dev/null
cat k384.pem c384.pem >both.pem
status 'P-384 is refused' 3 "$TENKEN" identity import c.p12 --from both.pem --passphrase-file pass
has 'says which keys are accepted' err 'P-256'
if openssl pkcs12 -export -legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-RC2-40 -inkey key.pem -passin file:pass2 -in cert.pem -passout file:pass -out old.p12 2>/dev/null; then
    status 'an old RC2 file' 3 "$TENKEN" identity import c.p12 --from old.p12 --from-passphrase-file pass --passphrase-file pass
    has 'says how to convert it' err 'openssl pkcs12 -legacy -in OLD.p12'
fi
ok 'nothing was written for those' test ! -e c.p12
finish
