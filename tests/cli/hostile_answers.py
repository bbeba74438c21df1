"""Hostile and broken answers of every kind that a prime meets, with what has to become of each: for tests/cli/test_merge_many.py, and for a
merge of 100,000 files by hand."""
import copy
import json
import random

from portfolio_case import Supplier, gen

ESC = "\x1b]0;owned\x07\x1b[31m\u202e"
PACK = "a" * 64


def truncated(s, other, write, r):
    data = s.bytes()
    write(data[:r.randrange(1, len(data) - 2)])


def unsigned(s, other, write, r):
    write(json.dumps({"format": "tenken-answers/1", "document": s.document(), "signatures": []}).encode())


def by_others(s, other, write, r):
    """Signed, by somebody else than the supplier that it names."""
    write(other.bytes(supplier__supplier_code=s.code))


def by_nobody_known(s, other, write, r):
    stranger = Supplier(s.number + 500000)
    write(stranger.bytes(supplier__supplier_code=f"X{s.number}"))


def not_yet_valid(s, other, write, r):
    """From the future: the certificate begins next year."""
    late = Supplier.__new__(Supplier)
    late.__dict__.update(s.__dict__)
    late.certificate = gen.certificate(s.key, s.code, start=gen.NOW + gen.YEAR, end=gen.NOW + 2 * gen.YEAR)
    s.sha256 = gen.fingerprint(late.certificate)
    write(late.bytes())


def newer_format(s, other, write, r):
    value = json.loads(s.bytes())
    value["format"] = "tenken-answers/2"
    write(json.dumps(value).encode())


def unknown_pack(s, other, write, r):
    write(s.bytes(packs=[{"id": "nobody-has-it", "version": "9", "sha256": PACK}], answers={"nobody-has-it": {"1": {"level": 2}}}))


def impossible_number(s, other, write, r):
    write(s.bytes(supplier__corporate_number="1234567890123"))


def changed(s, other, write, r):
    """Somebody raised a level after it was signed."""
    data = s.bytes().replace(b'"level": 1', b'"level": 4').replace(b'"perceived": 2', b'"perceived": 4')
    write(data.replace(b'"revision": 1', b'"revision": 2'))


def two_of_one_code(s, other, write, r):
    """Two assessments for one supplier and period: which one holds?"""
    write(s.bytes())
    write(s.bytes(assessment_id=f"40000000-0000-4000-8000-{s.number:012}"))


def control_characters(s, other, write, r):
    write(s.bytes(supplier__name=ESC + "見本", supplier__contact__name=ESC))


def formulas_and_html(s, other, write, r):
    evil = "=HYPERLINK(\"http://x.example\")<script>alert(1)</script>"
    write(s.bytes(supplier__name=evil, inventory=[{"name": evil, "vendor": "@SUM(1)", "version": "+1", "internet": True, "credentials": True}]))


# what becomes of each file that a kind writes, in order
KINDS = [
    (truncated, ["rejected"]), (unsigned, ["rejected"]), (by_others, ["rejected"]), (by_nobody_known, ["quarantined"]), (not_yet_valid, ["rejected"]),
    (newer_format, ["rejected"]), (unknown_pack, ["merged"]), (impossible_number, ["rejected"]), (changed, ["rejected"]),
    (two_of_one_code, ["merged", "conflicts"]), (control_characters, ["merged"]), (formulas_and_html, ["merged"]),
]


class Signer(Supplier):
    def bytes(self, **changes):
        return json.dumps(gen.signed(copy.deepcopy(self.document(**changes)), self.key, self.certificate), ensure_ascii=False, indent=1).encode()


Supplier.bytes = Signer.bytes


def make(directory, count, first=900000, seed=1):
    """count hostile cases. Returns the pins (code, fingerprint) to import, and how many files there are of each outcome."""
    r = random.Random(seed)
    other = Signer(first - 1)
    pins, outcomes = [(other.code, other.sha256)], {}
    directory.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        kind, becomes = KINDS[n % len(KINDS)]
        s = Signer(first + n)
        written = [0]

        def write(data):
            (directory / f"h{first + n}-{written[0]} {kind.__name__}").write_bytes(data)
            written[0] += 1

        kind(s, other, write, r)
        assert written[0] == len(becomes)
        pins.append((s.code, s.sha256))
        for state in becomes:
            outcomes[state] = outcomes.get(state, 0) + 1
    return pins, outcomes
