#!/usr/bin/python3
"""Signed files made without any code of the project, from export/FORMAT.md alone: what other software would write.

usage: generate_answers.py OUT COUNT [--alg ES256|PS256|EdDSA] [--ca]
Writes OUT/s0001.json …, OUT/s0001.pem and .key (the signer's certificate and private key), OUT/pins.csv and, with --ca, OUT/ca.pem. As a module: the same in pieces.
Files are indented and their members unsorted: a reader must canonicalise."""
import argparse
import base64
import csv
import datetime
import hashlib
import json
import os
import uuid

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

UTC = datetime.timezone.utc
NOW = datetime.datetime(2026, 11, 21, tzinfo=UTC)  # the tests' clock
YEAR = datetime.timedelta(days=365)


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def canonical(value):
    """RFC 8785 for what the format allows: ASCII keys, integers, no floats."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def new_key(alg):
    return {"ES256": lambda: ec.generate_private_key(ec.SECP256R1()), "EdDSA": ed25519.Ed25519PrivateKey.generate,
            "PS256": lambda: rsa.generate_private_key(65537, 2048)}[alg]()


def certificate(key, subject, issuer=None, issuer_key=None, start=NOW - YEAR, end=NOW + YEAR, ca=False, usage=None, extensions=()):
    """A certificate for the key: self-signed unless an issuer (a certificate) is given."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    signing = issuer_key or key
    builder = (x509.CertificateBuilder().subject_name(name).issuer_name(issuer.subject if issuer else name).public_key(key.public_key())
               .serial_number(x509.random_serial_number()).not_valid_before(start.replace(tzinfo=None)).not_valid_after(end.replace(tzinfo=None))
               .add_extension(x509.BasicConstraints(ca, None), critical=True)
               .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
               .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False))
    if usage:
        names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
                 "crl_sign", "encipher_only", "decipher_only")
        builder = builder.add_extension(x509.KeyUsage(**{n: n in usage for n in names}), critical=True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signing, None if isinstance(signing, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def der(cert):
    return cert.public_bytes(serialization.Encoding.DER)


def fingerprint(cert):
    return hashlib.sha256(der(cert)).hexdigest()


def raw_signature(key, message):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(message, padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32), hashes.SHA256())
    digest = hashes.SHA256()
    r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(digest)))
    size = (key.curve.key_size + 7) // 8
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def algorithm(key):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "EdDSA"
    return "PS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"


def header_for(key, cert, role="supplier", kind="answers"):
    return {"alg": algorithm(key), "typ": f"tenken-{kind}+jws", "x5c": [base64.b64encode(der(cert)).decode("ascii")], "iat": int(NOW.timestamp()),
            "role": role}


def signature(document, key, header):
    """header: a dict, or the bytes of a header that is no JSON."""
    octets = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    protected = base64url(octets)
    return {"protected": protected, "signature": base64url(raw_signature(key, f"{protected}.{base64url(canonical(document))}".encode("ascii")))}


def signed(document, key, cert, role="supplier", kind="answers"):
    return {"format": f"tenken-{kind}/1", "document": document, "signatures": [signature(document, key, header_for(key, cert, role, kind))]}


def corporate_number(body):
    """12 digits and the check digit in front of them."""
    total = sum(int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(body)))
    return f"{9 - total % 9}{body}"


def answers_document(number=1):
    items = {str(i): {"level": (i + number) % 5, "note": f"見本 {i} \"\\ \u2028\u007f😀"} for i in range(1, 9)}
    items["9"] = {"unknown": True, "note": "確認中"}
    items["10"] = {"na": True, "na_reason": "該当する業務がない"}
    return {"assessment_id": str(uuid.UUID(int=0x10000000000040008000000000000000 + number)), "revision": 1, "period": "2026",
            "issued_at": "2026-11-20T09:30:00Z",
            "supplier": {"name": "見本製作所", "name_kana": "ミホンセイサクショ", "corporate_number": corporate_number(f"{100000000000 + number}"),
                         "supplier_code": f"S{number:04}", "employees": "6-20", "industry": "E",
                         "contact": {"name": "担当", "email": "security@mihon.example", "phone": "000-0000-0000", "emergency_phone": "000-0000-0001"}},
            "request": None, "packs": [{"id": "basic10", "version": "1", "sha256": "0" * 64}], "perceived": 3, "answers": {"basic10": items},
            "inventory": [{"name": "Example Mail", "vendor": "Example", "version": "5.1", "internet": True, "credentials": False}], "checks": [],
            "an_unknown_member": {"kept": ["and", "signed"]}}


def request_document():
    return {"request_id": str(uuid.UUID(int=0x20000000000040008000000000000001)), "period": "2026", "issued_at": "2026-11-01T00:00:00Z", "due": "2026-12-15",
            "requester": {"name": "見本自動車", "contact": {"name": "購買部", "email": "purchasing@prime.example"}},
            "supplier_code": "S0001", "supplier_name": "見本製作所", "packs": [{"id": "basic10", "version": "1", "sha256": "0" * 64}]}


def receipt_document():
    return {"state": "received", "request": {"id": "00000000-0000-4000-8000-000000000001", "digest": "0" * 64}, "file": {"sha256": "1" * 64},
            "received_at": "2026-11-21T00:00:00Z"}


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)


def write_identity(name, key, cert, passphrase_file):
    """NAME.p12, quick to open, and NAME.pem with the certificate alone."""
    with open(passphrase_file, "rb") as file:
        passphrase = file.readline().rstrip(b"\r\n")
    protection = serialization.PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1).key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
    with open(f"{name}.p12", "wb") as file:
        file.write(pkcs12.serialize_key_and_certificates(b"tenken", key, cert, None, protection.build(passphrase)))
    with open(f"{name}.pem", "wb") as file:
        file.write(cert.public_bytes(serialization.Encoding.PEM))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out")
    parser.add_argument("count", type=int)
    parser.add_argument("--alg", default="ES256")
    parser.add_argument("--ca", action="store_true")
    a = parser.parse_args()
    os.makedirs(a.out, exist_ok=True)
    issuer = issuer_key = None
    if a.ca:
        issuer_key = new_key("ES256")
        issuer = certificate(issuer_key, "Test CA", ca=True, usage=("key_cert_sign", "crl_sign"))
        with open(f"{a.out}/ca.pem", "wb") as file:
            file.write(issuer.public_bytes(serialization.Encoding.PEM))
    with open(f"{a.out}/pins.csv", "w", encoding="utf-8", newline="") as file:
        pins = csv.writer(file, lineterminator="\n")
        pins.writerow(["supplier_code", "certificate_sha256", "subject"])
        for number in range(1, a.count + 1):
            key = new_key(a.alg)
            document = answers_document(number)
            code = document["supplier"]["supplier_code"]
            cert = certificate(key, code, issuer, issuer_key)
            write(f"{a.out}/s{number:04}.json", signed(document, key, cert))
            with open(f"{a.out}/s{number:04}.pem", "wb") as pem:
                pem.write(cert.public_bytes(serialization.Encoding.PEM))
            with open(f"{a.out}/s{number:04}.key", "wb") as pem:
                pem.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
            pins.writerow([code, fingerprint(cert), f"CN={code}"])


if __name__ == "__main__":
    main()
