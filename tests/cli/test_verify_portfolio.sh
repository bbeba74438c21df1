#!/bin/sh
# Verifying against a portfolio: whose key is it, and when was the file first received.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP"
cat >files.py <<'EOF'
import json, os, sys
sys.dont_write_bytecode = True
sys.path.insert(0, os.environ["TOP"] + "/tests/interop")
import generate_answers as g
keys = {n: g.new_key("ES256") for n in (1, 2, 3)}
certs = {n: g.certificate(keys[n], f"S{n:04}") for n in keys}
with open("pins.csv", "w") as pins:
    pins.write("supplier_code,certificate_sha256,subject\n" + "".join(f"S{n:04},{g.fingerprint(certs[n])},CN=S{n:04}\n" for n in (1, 2)))
def put(path, claimed, signer, **change):
    document = g.answers_document(claimed)
    document["supplier"].update(change)
    g.write(path, g.signed(document, keys[signer], certs[signer]))
put("own.json", 1, 1)
put("late.json", 1, 1, name="Later")
put("for-another.json", 1, 2)
put("stranger.json", 3, 3)
put("stranger-as-known.json", 1, 3)
put("no-code.json", 1, 1, supplier_code=None)
EOF
/usr/bin/python3 files.py || exit 1
"$TENKEN" portfolio init p.db >/dev/null && "$TENKEN" trust p.db import pins.csv >/dev/null || exit 1

ok 'the pinned signer' "$TENKEN" verify own.json --portfolio p.db --json
has 'is resolved to the supplier' out '"supplier_code": "S0001"'
ok 'no claimed code: the signer says who it is' "$TENKEN" verify no-code.json --portfolio p.db --json
has 'S0001 again' out '"supplier_code": "S0001"'
status 'a known supplier in the name of another' 1 "$TENKEN" verify for-another.json --portfolio p.db --json
has 'is a different signer' out '"verdict": "different_signer"'
has 'in words' out 'names the supplier \"S0001\", but its signer is known as \"S0002\"'
status 'a stranger in the name of a known supplier' 1 "$TENKEN" verify stranger-as-known.json --portfolio p.db --json
has 'is a different signer too' out '"verdict": "different_signer"'
status 'a stranger' 1 "$TENKEN" verify stranger.json --portfolio p.db --json
has 'is an unknown signer' out '"verdict": "unknown_signer"'
status 'a portfolio that is not there' 3 "$TENKEN" verify own.json --portfolio none.db

ok 'merged in time' "$TENKEN" merge --into p.db own.json
export TENKEN_CLOCK=2028-01-01T00:00:00Z
ok 'stays good when the certificate has expired since' "$TENKEN" verify own.json --portfolio p.db
status 'what arrives only then does not' 1 "$TENKEN" verify late.json --portfolio p.db --json
has 'is invalid' out '"verdict": "invalid"'
finish
