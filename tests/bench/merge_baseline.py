#!/usr/bin/python3
"""What a prime would write in an afternoon, to compare with: checks each pin and signature, puts the answers into SQLite. One thread, no
scores, no rules of supersession, no originals.

usage: merge_baseline.py DIRECTORY DATABASE      DIRECTORY as make_answers.py writes it"""
import base64
import csv
import hashlib
import json
import os
import sqlite3
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(path, pins):
    with open(path, "rb") as f:
        envelope = json.load(f)
    document = envelope["document"]
    payload = base64.urlsafe_b64encode(json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).rstrip(b"=")
    for entry in envelope["signatures"]:
        der = base64.b64decode(json.loads(unpadded(entry["protected"]))["x5c"][0])
        if pins[document["supplier"]["supplier_code"]] != hashlib.sha256(der).hexdigest():
            raise SystemExit(f"{path}: another signer")
        value = unpadded(entry["signature"])
        r, s = int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big")
        key = x509.load_der_x509_certificate(der).public_key()
        key.verify(utils.encode_dss_signature(r, s), entry["protected"].encode() + b"." + payload, ec.ECDSA(hashes.SHA256()))
    return document


def main(directory, database):
    with open(f"{directory}/pins.csv", encoding="utf-8") as f:
        pins = {row["supplier_code"]: row["certificate_sha256"] for row in csv.DictReader(f)}
    db = sqlite3.connect(database, isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE supplier(id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT);"
                     "CREATE TABLE answer(supplier INTEGER, pack TEXT, item TEXT, level INTEGER, body TEXT, PRIMARY KEY(supplier, pack, item)) WITHOUT ROWID;")
    db.execute("BEGIN")
    for number, name in enumerate(sorted(os.listdir(f"{directory}/files")), 1):
        document = verified(f"{directory}/files/{name}", pins)
        db.execute("INSERT INTO supplier VALUES(?,?,?)", (number, document["supplier"]["supplier_code"], document["supplier"]["name"]))
        db.executemany("INSERT INTO answer VALUES(?,?,?,?,?)", [(number, pack, item, a.get("level"), json.dumps(a, ensure_ascii=False))
                                                                for pack, items in document["answers"].items() for item, a in items.items()])
    db.execute("COMMIT")


main(sys.argv[1], sys.argv[2])
