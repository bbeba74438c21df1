#!/usr/bin/python3
"""Every way in which a signed file can be right or wrong, each with the verdict that `tenken verify` must give. The files are made by
generate_answers.py, without the project's code."""
import copy
import hmac
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate_answers as g  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils  # noqa: E402

TENKEN, TMP = os.environ["TENKEN"], os.environ["TMP"]
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in detail.splitlines())))


key, other_key, assessor_key = g.new_key("ES256"), g.new_key("ES256"), g.new_key("ES256")
cert, other_cert, assessor_cert = (g.certificate(k, n) for k, n in ((key, "Mihon Works"), (other_key, "Somebody Else"), (assessor_key, "Consultant")))
PIN = ["--pin", g.fingerprint(cert)]
doc = g.answers_document()
good = g.signed(doc, key, cert)
rows = []  # (name, bytes, verdict, arguments, part of a problem)


def row(name, verdict, value, arguments=None, problem=""):
    content = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    rows.append((name, content, verdict, PIN if arguments is None else arguments, problem))


def pinned(c):
    return ["--pin", g.fingerprint(c)]


def with_header(change=None, k=key, c=cert, raw=None):
    """The good document under a header that was changed before signing."""
    header = g.header_for(k, c)
    if change:
        header.update(change)
    header = {name: value for name, value in header.items() if value is not ...}
    return {**good, "signatures": [g.signature(doc, k, raw if raw is not None else header)]}


def with_signature(change):
    changed = copy.deepcopy(good)
    changed["signatures"][0].update(change)
    return changed


def b64std(octets):
    return g.base64.b64encode(octets).decode()


# Good ones.
row("ES256", "trusted", good)
row("re-indented and re-ordered", "trusted", json.dumps(dict(reversed(good.items())), indent=3, sort_keys=True).encode())
row("escaped differently", "trusted", json.dumps(good, ensure_ascii=True).encode())
for alg in ("PS256", "EdDSA"):
    k = g.new_key(alg)
    c = g.certificate(k, "Mihon Works")
    row(alg, "trusted", g.signed(doc, k, c), pinned(c))
for bits in (3072, 4096):
    k = rsa.generate_private_key(65537, bits)
    c = g.certificate(k, "Mihon Works")
    row(f"PS256 with {bits} bits", "trusted", g.signed(doc, k, c), pinned(c))
row("key usage digitalSignature", "trusted", *(lambda c: (g.signed(doc, key, c), pinned(c)))(g.certificate(key, "x", usage=("digital_signature",))))
row("key usage nonRepudiation", "trusted", *(lambda c: (g.signed(doc, key, c), pinned(c)))(g.certificate(key, "x", usage=("content_commitment",))))
row("header members without meaning", "trusted", with_header({"kid": "1", "x5t#S256": "whatever", "cty": "json"}))
row("a timestamp in the unprotected header", "trusted", with_signature({"header": {"tst": {"tokens": []}}}))
row("last second of validity", "trusted", *(lambda c: (g.signed(doc, key, c), pinned(c)))(g.certificate(key, "x", end=g.NOW)))

# Whom the reader trusts.
row("nobody is trusted", "unknown_signer", good, [], "read out on the phone")
row("another one is pinned", "different_signer", good, pinned(other_cert), "not the one expected")
ca_key, late_key = g.new_key("ES256"), g.new_key("ES256")
ca = g.certificate(ca_key, "Test CA", ca=True, usage=("key_cert_sign", "crl_sign"))
lookalike = g.certificate(late_key, "Test CA", ca=True, usage=("key_cert_sign", "crl_sign"))
expired_ca = g.certificate(ca_key, "Test CA", ca=True, usage=("key_cert_sign",), end=g.NOW - g.YEAR / 2)
middle_key = g.new_key("ES256")
middle = g.certificate(middle_key, "Middle CA", ca, ca_key, ca=True, usage=("key_cert_sign",))
no_ca = g.certificate(ca_key, "Test CA", ca=False)
leaf = g.certificate(key, "Mihon Works", ca, ca_key)
for name, certs in (("ca", [ca]), ("lookalike", [lookalike]), ("expired", [expired_ca]), ("no-ca", [no_ca]), ("both", [lookalike, ca]),
                    ("middle", [middle]), ("chain", [middle, ca])):
    with open(f"{TMP}/{name}.pem", "wb") as file:
        file.write(b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certs))
by_ca = g.signed(doc, key, leaf)
row("issued by the CA", "trusted", by_ca, ["--ca", f"{TMP}/ca.pem"])
row("issued by one of the CAs", "trusted", by_ca, ["--ca", f"{TMP}/both.pem"])
by_middle = g.signed(doc, key, g.certificate(key, "Mihon Works", middle, middle_key))
row("issued by an intermediate CA, which is what the reader chose", "trusted", by_middle, ["--ca", f"{TMP}/middle.pem"])
row("issued by an intermediate CA, with its root", "trusted", by_middle, ["--ca", f"{TMP}/chain.pem"])
row("issued by an intermediate CA that the reader does not have", "unknown_signer", by_middle, ["--ca", f"{TMP}/ca.pem"], "No chain")
row("issued by a CA of the same name", "unknown_signer", by_ca, ["--ca", f"{TMP}/lookalike.pem"], "No chain")
row("self-signed under a CA", "unknown_signer", good, ["--ca", f"{TMP}/ca.pem"], "No chain")
row("the CA expired", "unknown_signer", by_ca, ["--ca", f"{TMP}/expired.pem"], "not valid on that day")
row("the issuer is no CA", "unknown_signer", by_ca, ["--ca", f"{TMP}/no-ca.pem"], "No chain")

# Algorithms and keys.
none = with_header({"alg": "none"})
none["signatures"][0]["signature"] = ""
row("alg none", "invalid", none, problem="alg")
header = g.base64url(json.dumps({**g.header_for(key, cert), "alg": "HS256"}).encode())
public = cert.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
tag = hmac.new(public, f"{header}.{g.base64url(g.canonical(doc))}".encode(), "sha256").digest()
row("alg HS256 with the public key as secret", "invalid", {**good, "signatures": [{"protected": header, "signature": g.base64url(tag)}]}, problem="alg")
for alg in ("PS256", "EdDSA", "ES384", "RS256", "es256", "", 256, None):
    row(f"alg {alg!r} on a P-256 key", "invalid", with_header({"alg": alg}), problem="alg")
row("no alg", "invalid", with_header({"alg": ...}), problem="alg")
k = ec.generate_private_key(ec.SECP384R1())
c = g.certificate(k, "x")
row("P-384", "invalid", g.signed(doc, k, c), pinned(c), "P-256")
k = ec.generate_private_key(ec.SECP256K1())
c = g.certificate(k, "x")
row("secp256k1", "invalid", g.signed(doc, k, c), pinned(c), "P-256")
k = rsa.generate_private_key(65537, 1024)
c = g.certificate(k, "x")
row("RSA with 1024 bits", "invalid", g.signed(doc, k, c), pinned(c), "1024 bits")
k = rsa.generate_private_key(3, 2048)
c = g.certificate(k, "x")
row("RSA with exponent 3", "invalid", g.signed(doc, k, c), pinned(c), "exponent")

rsa_key = g.new_key("PS256")
rsa_cert = g.certificate(rsa_key, "x")
rsa_header = g.base64url(json.dumps(g.header_for(rsa_key, rsa_cert)).encode())
message = f"{rsa_header}.{g.base64url(g.canonical(doc))}".encode()
for name, scheme in (("salt of 0 bytes", padding.PSS(padding.MGF1(hashes.SHA256()), 0)), ("longest salt", padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)),
                     ("MGF1 with SHA-1", padding.PSS(padding.MGF1(hashes.SHA1()), 32)), ("PKCS#1 v1.5", padding.PKCS1v15())):
    octets = rsa_key.sign(message, scheme, hashes.SHA256())
    row(f"PS256 with {name}", "invalid", {**good, "signatures": [{"protected": rsa_header, "signature": g.base64url(octets)}]}, pinned(rsa_cert))

# An Ed25519 key of small order: the constant signature fits every document.
point = bytes([1]) + bytes(31)
honest = g.new_key("EdDSA")
spki = honest.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
forged_der = g.der(g.certificate(honest, "x")).replace(spki, point)
header = g.base64url(json.dumps({**g.header_for(honest, g.certificate(honest, "x")), "x5c": [b64std(forged_der)]}).encode())
row("Ed25519 key of small order", "invalid", {**good, "signatures": [{"protected": header, "signature": g.base64url(point + bytes(32))}]},
    ["--pin", g.hashlib.sha256(forged_der).hexdigest()], "proves nothing")

# The signature value.
raw = g.raw_signature(key, f"{good['signatures'][0]['protected']}.{g.base64url(g.canonical(doc))}".encode())
r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
for name, octets in (("as DER", utils.encode_dss_signature(r, s)), ("cut", raw[:63]), ("with a byte more", raw + b"\0"), ("of zeros", bytes(64)), ("empty", b""),
                     ("with one bit changed", bytes([raw[0] ^ 1]) + raw[1:]), ("r and s swapped", raw[32:] + raw[:32])):
    row(f"signature {name}", "invalid", with_signature({"signature": g.base64url(octets)}))
text = g.base64url(raw)
row("signature padded", "invalid", with_signature({"signature": text + "=="}), problem="base64url")
alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
row("signature with spare bits", "invalid", with_signature({"signature": text[:-1] + alphabet[alphabet.index(text[-1]) | 1]}), problem="base64url")
row("signature with white space", "invalid", with_signature({"signature": text[:40] + "\n" + text[40:]}), problem="base64url")
row("signature of another document", "invalid", {**good, "document": g.answers_document(2)}, problem="does not fit")
tampered = copy.deepcopy(good)
tampered["document"]["answers"]["basic10"]["3"]["level"] ^= 1
row("one level changed", "invalid", tampered, problem="does not fit")
tampered = copy.deepcopy(good)
del tampered["document"]["an_unknown_member"]
row("an unknown member removed", "invalid", tampered)
tampered = copy.deepcopy(good)
tampered["document"]["answers"]["basic10"]["3"]["level"] = 9
row("tampered beyond the structure", "invalid", tampered)
row("protected header exchanged", "invalid", with_signature({"protected": g.base64url(json.dumps(g.header_for(other_key, other_cert)).encode())}))

# The protected header.
for member, value in (("crit", []), ("crit", ["exp"]), ("b64", False), ("b64", True), ("jku", "https://evil.example/k"), ("jwk", {"kty": "EC"}), ("x5u", "https://evil.example/c")):
    row(f"header with {member} {value!r}", "invalid", with_header({member: value}), problem=f'"{member}"')
row("crit with b64", "invalid", with_header({"crit": ["b64"], "b64": False}), problem="crit")
for typ in ("tenken-request+jws", "tenken-answers/2+jws", "JWT", "TENKEN-ANSWERS+JWS", "application/tenken-answers+jws", ...):
    row(f"typ {typ!r}", "invalid", with_header({"typ": typ}), problem="typ")
for role in ("requester", "Supplier", "", 1, ...):
    row(f"role {role!r}", "invalid", with_header({"role": role}), problem="role")
for iat in ("2026-11-21", -1, None, True, ...):
    row(f"iat {iat!r}", "invalid", with_header({"iat": iat}), problem="iat")
compact = json.dumps(g.header_for(key, cert), separators=(",", ":"))
row("header with a duplicate key", "invalid", with_header(raw=(compact[:-1] + ',"alg":"ES256"}').encode()))
row("header with a duplicate key by escape", "invalid", with_header(raw=(compact[:-1] + ',"\\u0061lg":"ES256"}').encode()))
row("header with a float", "invalid", with_header(raw=compact.replace('"iat":', '"iat":1.0,"x":').encode()))
row("header with text behind it", "invalid", with_header(raw=(compact + "x").encode()))
row("header that is a list", "invalid", with_header(raw=b"[]"))
row("header that is no JSON", "invalid", with_header(raw=b"\xff\xfe"))
protected = good["signatures"][0]["protected"]
row("header padded", "invalid", with_signature({"protected": protected + "="}))
row("header in the other alphabet", "invalid", with_header(raw=None) | {"signatures": [{"protected": "+/8", "signature": text}]})
row("header empty", "invalid", with_signature({"protected": ""}))
row("header of 30,000 bytes", "invalid", with_header({"kid": "x" * 30000}), problem="at most 16384 bytes")
row("header of a megabyte", "unreadable", with_header({"kid": "x" * 1000000}))
row("unprotected header with x5c", "invalid", with_signature({"header": {"x5c": [b64std(g.der(cert))]}}), problem="x5c")
row("unprotected header with alg", "invalid", with_signature({"header": {"tst": {}, "alg": "ES256"}}), problem="alg")

# The certificate.
own = b64std(g.der(cert))
for name, x5c in (("two certificates", [own, own]), ("no certificate", []), ("a certificate as text", own), ("a null", [None]), ("an empty text", [""]),
                  ("trailing bytes after the DER", [b64std(g.der(cert) + b"\0")]), ("a cut certificate", [b64std(g.der(cert)[:-1])]), ("no padding", [b64std(g.der(cert) + b"\0").rstrip("=")]),
                  ("base64url", [b64std(b"\xff" * 30).replace("/", "_")]), ("line breaks", [own[:64] + "\n" + own[64:]]), ("PEM", [cert.public_bytes(serialization.Encoding.PEM).decode()]), ("no X.509", [b64std(b"\x30\x00")])):
    row(f"x5c with {name}", "invalid", with_header({"x5c": x5c}))
row("x5c missing", "invalid", with_header({"x5c": ...}), problem="x5c")
for name, change in (("expired", {"end": g.NOW - g.datetime.timedelta(seconds=1)}), ("not yet valid", {"start": g.NOW + g.datetime.timedelta(seconds=1)}),
                     ("for key agreement only", {"usage": ("key_agreement",)}), ("for a CA only", {"usage": ("key_cert_sign", "crl_sign")}),
                     ("with an unknown critical extension", {"extensions": [(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), True)]})):
    c = g.certificate(key, "Mihon Works", **change)
    row(f"certificate {name}", "invalid", g.signed(doc, key, c), pinned(c), {"expired": "no longer valid", "not yet valid": "not yet valid"}.get(name, ""))
c = g.certificate(key, "Mihon Works", extensions=[(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), False)])
row("certificate with an unknown extension that is not critical", "trusted", g.signed(doc, key, c), pinned(c))
c = g.certificate(key, "Mihon Works", ca, ca_key, end=g.NOW - g.datetime.timedelta(1))
row("expired, issued by the CA", "invalid", g.signed(doc, key, c), ["--ca", f"{TMP}/ca.pem"], "no longer valid")
c = g.certificate(key, "\x1b[2J\u202eevil")
row("escape sequences in the subject", "trusted", g.signed(doc, key, c), pinned(c))


# Several signatures.
def signatures(*entries):
    return {**good, "signatures": [g.signature(doc, k, {**g.header_for(k, c, r), **extra}) for k, c, r, extra in entries]}


first, second, assessor = (key, cert, "supplier", {}), (other_key, other_cert, "supplier", {}), (assessor_key, assessor_cert, "assessor", {})
renewing = (key, cert, "supplier", {"renew": g.fingerprint(other_cert)})
row("supplier and assessor", "trusted", signatures(first, assessor))
row("assessor before supplier", "trusted", signatures(assessor, first))
row("assessor alone", "unsigned", signatures(assessor), pinned(assessor_cert))
row("the pinned supplier's key as assessor only", "unsigned", signatures((key, cert, "assessor", {})))
row("second supplier without renew", "invalid", signatures(first, second), problem="renew")
row("the same supplier twice", "invalid", signatures(first, first), problem="renew")
row("renewal, old key pinned", "trusted", signatures(renewing, second))
row("renewal in the other order", "trusted", signatures(second, renewing))
row("renewal, new key pinned", "trusted", signatures(renewing, second), pinned(other_cert))
row("renewal, neither pinned", "different_signer", signatures(renewing, second), pinned(assessor_cert))
row("renewal for another certificate", "invalid", signatures(first, (other_key, other_cert, "supplier", {"renew": g.fingerprint(assessor_cert)})), problem="renew")
row("renewal in both directions", "invalid", signatures(renewing, (other_key, other_cert, "supplier", {"renew": g.fingerprint(cert)})), problem="renew")
row("renewal to itself", "invalid", signatures((key, cert, "supplier", {"renew": g.fingerprint(cert)})), problem="renew")
row("renewal to itself, signed twice", "invalid", signatures((key, cert, "supplier", {"renew": g.fingerprint(cert)}), first), problem="renew")
row("renewal without the new key's signature", "invalid", signatures(renewing), problem="renew")
row("renewal with a third supplier", "invalid", signatures(renewing, second, (assessor_key, assessor_cert, "supplier", {})))
row("assessor who renews", "invalid", signatures(first, (assessor_key, assessor_cert, "assessor", {"renew": g.fingerprint(other_cert)})), problem="renew")
row("enrolment", "trusted", signatures((key, cert, "supplier", {"enrol": g.base64url(bytes(32))})))
row("enrolment cut", "invalid", signatures((key, cert, "supplier", {"enrol": g.base64url(bytes(31))})), problem="enrol")
bad_assessor = signatures(first, assessor)
bad_assessor["signatures"][1]["signature"] = text
row("the assessor's signature is bad", "invalid", bad_assessor, problem="Signature 2 of 2")
old_assessor = g.certificate(assessor_key, "Consultant", end=g.NOW - g.YEAR / 2)
row("the assessor's certificate expired", "invalid", signatures(first, (assessor_key, old_assessor, "assessor", {})), problem="no longer valid")
row("eight signatures", "trusted", signatures(first, *[assessor] * 7))
row("nine signatures", "unreadable", signatures(first, *[assessor] * 8))
rated = copy.deepcopy(doc)
rated["answers"]["basic10"]["1"]["assessor"] = {"level": 1, "note": "x", "confidence": "seen", "reason": "y"}
row("ratings without an assessor", "trusted", g.signed(rated, key, cert), None, "only claimed")

# The envelope and the document.
row("no signature", "unsigned", {**good, "signatures": []}, problem="no signature")
row("no member signatures", "unsigned", {k: v for k, v in good.items() if k != "signatures"}, problem="no signature")
row("a member too many", "unreadable", {**good, "comment": "x"}, problem="comment")
row("a newer format", "unreadable", {**good, "format": "tenken-answers/2"}, problem="tenken-answers/2")
row("another format", "unreadable", {**good, "format": "other/1"})
row("answers under the format of a request", "invalid", {**good, "format": "tenken-request/1"}, problem="typ")
row("document is a list", "unreadable", {**good, "document": []})
broken = copy.deepcopy(doc)
broken["answers"]["basic10"]["1"]["level"] = 9
row("signed, but level 9", "unreadable", g.signed(broken, key, cert), problem="level")
broken = copy.deepcopy(doc)
broken["supplier"]["corporate_number"] = "1234567890123"
row("signed, but a wrong corporate number", "unreadable", g.signed(broken, key, cert), problem="corporate_number")
whole = json.dumps(good, ensure_ascii=False)
for name, content in (("empty", b""), ("cut", whole[: len(whole) // 2].encode()), ("with a BOM", b"\xef\xbb\xbf" + whole.encode()), ("with text behind it", (whole + "{}").encode()),
                      ("in UTF-16", whole.encode("utf-16")), ("binary", bytes(range(256)) * 4), ("with a duplicate key in the document", whole.replace('"revision": 1', '"revision": 1, "revision": 1').encode()),
                      ("with a duplicate key by escape", whole.replace('"revision": 1', '"revision": 1, "\\u0072evision": 1').encode()), ("with a number 1.0", whole.replace('"revision": 1', '"revision": 1.0').encode()),
                      ("with a number 1e0", whole.replace('"revision": 1', '"revision": 1e0').encode()), ("with a number -0", whole.replace('"perceived": 3', '"perceived": -0').encode()),
                      ("with a number too large", whole.replace('"perceived": 3', '"perceived": 9007199254740992').encode()), ("with a NUL", whole.replace("確認中", "\\u0000").encode()),
                      ("with a lone surrogate", whole.replace("確認中", "\\ud800").encode()), ("nested without end", b"[" * 100000), ("an HTML page", b"<html>")):
    row(f"file {name}", "unreadable", content)

# Requests and receipts.
prime_key = g.new_key("ES256")
prime = g.certificate(prime_key, "Mihon Motors")
row("request", "trusted", g.signed(g.request_document(), prime_key, prime, "requester", "request"), pinned(prime))
row("request by nobody known", "unknown_signer", g.signed(g.request_document(), prime_key, prime, "requester", "request"), [])
row("request signed as supplier", "invalid", g.signed(g.request_document(), prime_key, prime, "supplier", "request"), pinned(prime), "role")
row("receipt", "trusted", g.signed(g.receipt_document(), prime_key, prime, "requester", "receipt"), pinned(prime))

KINDS = {"request": "request", "request by nobody known": "request", "request signed as supplier": "request", "receipt": "receipt",
         "answers under the format of a request": "request"}
EXIT = {"trusted": 0, "unreadable": 3}


def verify(arguments):
    run = subprocess.run([TENKEN, "verify", "--json", *arguments], capture_output=True, text=True, check=False)
    try:
        return run.returncode, json.loads(run.stdout), run.stderr
    except ValueError:
        return run.returncode, {"results": []}, run.stderr + run.stdout


os.makedirs(f"{TMP}/rows")
groups = {}
for index, (name, content, verdict, arguments, problem) in enumerate(rows):
    path = f"{TMP}/rows/{index}.json"
    with open(path, "wb") as file:
        file.write(content)
    groups.setdefault(tuple(arguments), []).append((path, name, verdict, problem))
for arguments, group in groups.items():
    status, output, errors = verify([*[path for path, *_ in group], *arguments])
    results = {result["file"]: result for result in output["results"]}
    for path, name, verdict, problem in group:
        result = results.get(path, {"verdict": "no result", "problems": [], "kind": ""})
        problems = "\n".join(result["problems"])
        kind = KINDS.get(name, "answers-json")
        fits = result["verdict"] == verdict and problem in problems and (verdict == "trusted" or problems != "") and (verdict == "unreadable" or result["kind"] == kind)
        check(f"{name}: {verdict}", fits, f"{result}\n{errors}")
    verdicts = {verdict for _, _, verdict, _ in group}
    expected = 0 if verdicts == {"trusted"} else 1 if verdicts - {"trusted", "unreadable"} else 3
    check(f"exit status {expected} for {', '.join(sorted(verdicts))} ({arguments[0] if arguments else 'no anchor'})", status == expected, f"{status} {errors}")
for wanted in sorted({verdict for _, _, verdict, _, _ in rows}):
    index, arguments = next((i, r[3]) for i, r in enumerate(rows) if r[2] == wanted)
    status, _, errors = verify([f"{TMP}/rows/{index}.json", *arguments])
    check(f"exit status of one file that is {wanted}", status == EXIT.get(wanted, 1), f"{status} {errors}")

# What a script reads, and how a pin may be written.
path = f"{TMP}/rows/0.json"
_, output, _ = verify([path, *PIN])
check("signers as promised", output["results"][0]["signers"] == [{"subject": "CN=Mihon Works", "name": "Mihon Works", "sha256": g.fingerprint(cert), "role": "supplier", "alg": "ES256", "trusted": True}],
      str(output))
with open(f"{TMP}/cert.pem", "wb") as file:
    file.write(cert.public_bytes(serialization.Encoding.PEM))
with open(f"{TMP}/cert.der", "wb") as file:
    file.write(g.der(cert))
fingerprint = g.fingerprint(cert)
colons = ":".join(fingerprint[i : i + 2] for i in range(0, 64, 2)).upper()
groups_of_four = " ".join(fingerprint[i : i + 4] for i in range(0, 64, 4))
for name, pin in (("as PEM", f"{TMP}/cert.pem"), ("as DER", f"{TMP}/cert.der"), ("as openssl prints it", colons), ("as it is read out", groups_of_four)):
    check(f"pin {name}", verify([path, "--pin", pin])[0] == 0)
for name, arguments, wanted in (("pin that is no certificate", ["--pin", path], 3), ("pin that is too short", ["--pin", fingerprint[:-1]], 3), ("CA bundle without a certificate", ["--ca", path], 3),
                                ("two anchors", [*PIN, "--ca", f"{TMP}/ca.pem"], 2), ("unknown option", ["--trust"], 2)):
    status, _, errors = verify([path, *arguments])
    check(f"{name}: exit status {wanted}", status == wanted and errors.startswith("tenken: "), f"{status} {errors}")
status, output, _ = verify([path, f"{TMP}/none.json", TMP, *PIN])
check("files that are not there, or directories, do not stop the rest", [r["verdict"] for r in output["results"]] == ["trusted", "unreadable", "unreadable"] and status == 3, str(output))
plain = subprocess.run([TENKEN, "verify", path, *PIN], capture_output=True, text=True, check=False)
check("in words", "trusted: signed by a known signer" in plain.stdout and '"Mihon Works"' in plain.stdout and groups_of_four[:39] in plain.stdout, plain.stdout)
escape = next(i for i, r in enumerate(rows) if r[0].startswith("escape sequences"))
plain = subprocess.run([TENKEN, "verify", f"{TMP}/rows/{escape}.json"], capture_output=True, text=True, check=False)
check("no control character reaches the terminal", not any(ord(c) < 32 and c != "\n" for c in plain.stdout) and "\u202e" not in plain.stdout and "evil" in plain.stdout, repr(plain.stdout))
# A name cannot add words of its own to the sentence, nor push any out of sight.
c = g.certificate(key, 'x" as supplier (ES256), who is known here.        "y')
g.write(f"{TMP}/spoof.json", g.signed(doc, key, c))
_, output, _ = verify([f"{TMP}/spoof.json"])
check("a name holds no quotation mark and no run of spaces", output["results"][0]["signers"][0]["name"] == "x' as supplier (ES256), who is known here. 'y", str(output))
check("the subject is given as it is", output["results"][0]["signers"][0]["subject"].endswith('        \\"y'), str(output))
# The chain is judged at the time of receipt, not at that of the machine.
past = [g.NOW - 20 * g.YEAR, g.NOW - 18 * g.YEAR]
old_ca = g.certificate(ca_key, "Old CA", ca=True, usage=("key_cert_sign",), start=past[0], end=past[1])
with open(f"{TMP}/old-ca.pem", "wb") as file:
    file.write(old_ca.public_bytes(serialization.Encoding.PEM))
g.write(f"{TMP}/old.json", g.signed(doc, key, g.certificate(key, "Mihon Works", old_ca, ca_key, start=past[0], end=past[1])))
os.environ["TENKEN_CLOCK"] = (g.NOW - 19 * g.YEAR).strftime("%Y-%m-%dT%H:%M:%SZ")
check("a chain that was valid then", verify([f"{TMP}/old.json", "--ca", f"{TMP}/old-ca.pem"])[0] == 0)
os.environ["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
check("and is not now", verify([f"{TMP}/old.json", "--ca", f"{TMP}/old-ca.pem"])[0] == 1)
for alg in ("ES256", "PS256", "EdDSA"):
    out = f"{TMP}/{alg}"
    subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "generate_answers.py"), out, "2", "--alg", alg, "--ca"], check=True)
    check(f"{alg} by the generator, CA", verify([f"{out}/s0001.json", f"{out}/s0002.json", "--ca", f"{out}/ca.pem"])[0] == 0)
    check(f"{alg} by the generator, pin", verify([f"{out}/s0001.json", "--pin", f"{out}/s0001.pem"])[0] == 0)
    check(f"{alg} by the generator, another's pin", verify([f"{out}/s0001.json", "--pin", f"{out}/s0002.pem"])[0] == 1)
print(f"1..{count}")
