#!/usr/bin/python3
"""Data for the merge benches: N suppliers, each with an own P-256 key, who answer 60 items of the project's packs. About 24 KB a file, indented
and unsorted: a reader must canonicalise. Certificates are self-signed, or with --ca issued by one CA.

usage: make_answers.py OUT N [--ca]      writes OUT/files/s000001.json …, OUT/pins.csv and with --ca OUT/ca.pem"""
import functools
import itertools
import json
import multiprocessing
import os
import pathlib
import random
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests" / "interop"))
import generate_answers as gen  # noqa: E402

BYTES = 24000
ITEMS_WANTED = 60
WORDS = "手順書を作り、年に一度は見直して、担当と日付を記録している。".split("、")


def packs():
    """(reference, ids of the items that are answered here) of the first packs at hand that have ITEMS_WANTED items in all."""
    found = []
    for path in sorted((TOP / "questionnaires").glob("*.json")):
        pack = json.loads(path.read_text(encoding="utf-8"))
        if pack.get("format") == "tenken-pack/1":
            reference = {"id": pack["id"], "version": pack["version"], "sha256": gen.hashlib.sha256(gen.canonical(pack)).hexdigest()}
            found.append((reference, [i["id"] for s in pack["sections"] for i in s["items"] if "same_as" not in i and i["kind"] == "level"]))
    for count in range(1, len(found) + 1):
        for some in itertools.combinations([f for f in found if f[1]], count):
            if sum(len(ids) for _, ids in some) == ITEMS_WANTED:
                return list(some)
    sys.exit(f"no packs have {ITEMS_WANTED} items together")


PACKS = packs()
ITEMS = sum(len(ids) for _, ids in PACKS)


def answer(r):
    if r.random() < 0.07:
        return {"unknown": True}
    length = max(20, BYTES // ITEMS // 3 - 200)  # the rest of a file is evidence and what is around it
    text = "".join(r.choice(WORDS) for _ in range(length // 10))
    evidence = [{"title": "記録", "kind": "document", "reference": f"evidence/{r.getrandbits(32):08x}.pdf", "sha256": f"{r.getrandbits(256):064x}", "date": "2026-09-01"}]
    return {"level": r.randrange(5), "scope": "全社", "note": text[:length], "evidence": evidence * r.randrange(3)}


@functools.cache
def issuer_of(out):
    """The CA's certificate and key, when there is one."""
    path = pathlib.Path(out, "ca.key")
    if not path.exists():
        return None, None
    return (gen.x509.load_pem_x509_certificate(pathlib.Path(out, "ca.pem").read_bytes()),
            gen.serialization.load_pem_private_key(path.read_bytes(), None))


def make_ca(out):
    key = gen.new_key("ES256")
    issuer = gen.certificate(key, "Bench CA", ca=True, usage=("key_cert_sign", "crl_sign"))
    pathlib.Path(out, "ca.pem").write_bytes(issuer.public_bytes(gen.serialization.Encoding.PEM))
    pathlib.Path(out, "ca.key").write_bytes(key.private_bytes(gen.serialization.Encoding.PEM, gen.serialization.PrivateFormat.PKCS8,
                                                              gen.serialization.NoEncryption()))


def one(job):
    out, number = job
    r = random.Random(number)
    document = gen.answers_document(number)
    code = f"S{number:06}"
    document["supplier"]["supplier_code"] = code
    document["packs"] = [reference for reference, _ in PACKS]
    document["answers"] = {reference["id"]: {i: answer(r) for i in ids} for reference, ids in PACKS}
    del document["an_unknown_member"]
    key = gen.new_key("ES256")
    certificate = gen.certificate(key, code, *issuer_of(out))
    with open(f"{out}/files/s{number:06}.json", "w", encoding="utf-8") as f:
        json.dump(gen.signed(document, key, certificate), f, ensure_ascii=False, indent=1)
    return f"{code},{gen.fingerprint(certificate)},CN={code}\n"


def make(out, count, ca=False):
    os.makedirs(f"{out}/files", exist_ok=True)
    if ca:
        make_ca(out)
    with multiprocessing.Pool() as pool, open(f"{out}/pins.csv", "w", encoding="utf-8") as pins:
        pins.write("supplier_code,certificate_sha256,subject\n")
        pins.writelines(pool.imap(one, ((out, n) for n in range(1, count + 1)), 64))


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), sys.argv[3:] == ["--ca"])
