#!/usr/bin/python3
"""Hostile answers files, several hundred, each with the verdict that `tenken verify` must give. The same bytes on every run.

usage: hostile_json.py OUT        writes OUT/CATEGORY-NNN.json and prints, one a line, file, verdict, what it is

Whatever can be is signed well: a file is to be refused for the one fault that it has. Where a lenient parser would not see that fault (it takes
the last of two equal keys, skips a comment, reads 1.0 as 1), it would arrive at the signed document and call the file trusted."""
import copy
import datetime
import hashlib
import json
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "interop"))
import generate_answers as g  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: E402
from cryptography.x509.oid import NameOID  # noqa: E402


def identity(number):
    """Key and certificate of a firm. Ed25519 signatures are deterministic, and so is what follows from the number."""
    key = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"hostile %d" % number).digest())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Hostile Works {number}")])
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1000 + number)
                   .not_valid_before(datetime.datetime(2026, 1, 1)).not_valid_after(datetime.datetime(2027, 1, 1)).sign(key, None))
    return key, certificate


KEY, CERTIFICATE = identity(0)
SIGNED_WELL = g.signed  # (document, key, certificate)
UUID = "5b2ac97c-2794-4899-a92c-98f17f5cc457"


def full_document(number=0):
    """Every member that the format names, once."""
    document = g.answers_document(number)
    document.update({
        "request": {"id": UUID, "digest": "1" * 64}, "unfinished": True, "cosign_expected": True, "checks": [{"id": "backup-untested", "items": ["2", "3"]}],
        "plan": {"budget_initial": 100000, "budget_monthly": 10000}, "affirmation": {"name": "見本 太郎", "role": "代表取締役", "date": "2026-11-20"},
        "followups": [{"pack": "basic10", "item": "3", "text": "復旧の記録を送る", "owner": "担当", "due": "2026-12-01", "done": False}],
        "score": {"total": 500, "floor": 0, "answered": 10, "asked": 10, "packs": {"basic10": {"total": 500, "floor": 0, "sections": {"a": 500, "b": None}}}}})
    document["answers"]["basic10"]["1"] = {
        "level": 2, "scope": "本社", "exceptions": "工場", "compensating": "毎月確認", "note": "見本", "planned_level": 3, "planned_by": "2027-03-31", "owner": "総務",
        "confirmed": True, "ask_vendor": False, "evidence": [{"title": "規程", "kind": "document", "reference": "棚 3", "sha256": "2" * 64, "date": "2026-10-01"}],
        "assessor": {"level": 1, "note": "書面のみ", "confidence": "document", "reason": "記録なし"}}
    document["answers"]["emergency"] = {"scan": {"done": True, "done_at": "2026-11-01"}}
    return document


def dump(value, **options):
    return json.dumps(value, ensure_ascii=False, **options)


def replaced(text, old, new):
    """The text with its one occurrence of old replaced."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


class Cases(list):
    """(name, verdict, content as bytes)"""

    def add(self, category, name, verdict, content):
        content = content.encode("utf-8") if isinstance(content, str) else content
        self.append((category, name, verdict, content))


def paths(value, path=()):
    """Every member of an object anywhere in value, as the path to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path + (key,)
            yield from paths(inner, path + (key,))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


class Twice:
    """Dumps a value with one member written a second time, before the real one, under another spelling of its key."""

    def __init__(self, path, spelling, other):
        self.path, self.spelling, self.other = path, spelling, other

    def dump(self, value, path=()):
        if isinstance(value, dict):
            parts = []
            for key, inner in value.items():
                if path + (key,) == self.path:
                    parts.append(f"{self.spelling}:{self.other}")
                parts.append(f"{dump(key)}:{self.dump(inner, path + (key,))}")
            return "{" + ",".join(parts) + "}"
        if isinstance(value, list):
            return "[" + ",".join(self.dump(inner, path + (index,)) for index, inner in enumerate(value)) + "]"
        return dump(value)


def duplicate_keys(cases, good):
    for path in paths(good):
        key = path[-1]
        label = ".".join(map(str, path))
        cases.add("twice", f"{label} twice", "unreadable", Twice(path, dump(key), '"other"').dump(good))
        escaped = f'"\\u{ord(key[0]):04x}{key[1:]}"'
        cases.add("twice", f"{label} twice, once escaped", "unreadable", Twice(path, escaped, dump(at(good, path))).dump(good))
    many = {f"k{i}": i for i in range(5000)}
    text = dump({**good, "document": {**good["document"], "many": many}})
    cases.add("twice", "one of 5000 keys twice", "unreadable", replaced(text, '"k4999": 4999', '"k4999": 4999, "k17": 0'))


def encodings(cases, text):
    cases.add("encoding", "byte order mark", "unreadable", b"\xef\xbb\xbf" + text.encode())
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "shift_jis", "euc_jp", "iso2022_jp", "utf-7"):
        cases.add("encoding", encoding, "unreadable", text.encode(encoding, "ignore"))
    sequences = [b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xc2", b"\xdf\x41", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xe3\x81", b"\xe3\x41\x81", b"\xed\xa0\x80",
                 b"\xed\xa0\xbd\xed\xb8\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80",
                 b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff"]
    for sequence in sequences:
        cases.add("encoding", f"bytes {sequence.hex()} in a text", "unreadable", text.encode().replace("ミホン".encode(), sequence, 1))
        cases.add("encoding", f"bytes {sequence.hex()} between values", "unreadable", text.encode().replace(b'"period"', sequence + b'"period"', 1))
    cases.add("encoding", "a text cut within a character", "unreadable", text.encode()[: text.encode().index("見".encode()) + 2])


def escapes(cases, text):
    def note(content):
        return replaced(text, "ミホンセイサクショ", content)

    for content in (r"\ud800", r"\udbff", r"\udc00", r"\udfff", r"\ud800A", r"\ud800\u0041", r"\ude00\ud83d", r"\ud83d\ud83d", r"\uD83D", r"\ud83d\\ude00", "\\ud83d\n"):
        cases.add("escape", f"half of a character: {content!r}", "unreadable", note(content))
    for content in (r"\u0000", r"a\u0000b", "a\0b", r"\x41", r"\U00000041", r"\'", r"\0", r"\u12", r"\u12g4", r"\u 041", r"\u{41}", r"\u+041", r"\uff1", "\\", "\\\n", r"\a",
                    r"\v", r"\e", r"\N", "\\あ", r"\u００４１"):
        cases.add("escape", f"{content!r} in a text", "unreadable", note(content))
    for code in list(range(0x20)):
        cases.add("escape", f"raw control character {code:#04x} in a text", "unreadable", note(f"a{chr(code)}b"))
    for key in (r"\u0000", r"note\u0000", r"n\u006fte\ud800"):
        cases.add("escape", f"key {key}", "unreadable", text.replace('"name_kana"', f'"{key}"', 1))
    for key in ("名前", "naïve", "\u200bname", r"\u540d", "\u007f\u0080", "😀"):
        cases.add("key", f"key {key!r} is not ASCII", "unreadable", text.replace('"an_unknown_member"', f'"{key}"', 1))


def numbers(cases, text):
    for number in ("1.0", "1.", "1.5", "1e0", "1E0", "1e+0", "10e-1", "0.1e1", "01", "001", "-01", "+1", "-0", "-0.0", "0x1", "0b1", "0o1", "1_0", "1,000", "--1", "- 1", "1-", "1f",
                   "1n", ".1", "-.1", "-", "e1", "١", "１", "½", "1e400", "-1e400", "1e-400", "NaN", "nan", "-NaN", "Infinity", "-Infinity", "inf", "9007199254740992",
                   "-9007199254740992", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
                   "18446744073709551617", "-9223372036854775809", "1" * 400, "0" * 400 + "1", "1" + "0" * 100000, "1." + "0" * 100000, "4294967297.0", "1 1", "1/1", "(1)", "'1'", "$1"):
        shown = number if len(number) < 40 else f"{number[:5]}… of {len(number)} characters"
        cases.add("number", f"the number {shown}", "unreadable", replaced(text, '"revision": 1,', f'"revision": {number},'))
    for word in ("True", "TRUE", "tru", "truee", "true1", "Null", "nul", "None", "undefined", "nil", "FALSE", "fals", "yes", "t", "n"):
        cases.add("number", f"the word {word}", "unreadable", replaced(text, '"unfinished": true', f'"unfinished": {word}'))


def syntax(cases, text, good):
    start = text.index('"period"')
    for name, inserted in (("a line comment", "// comment\n"), ("a comment", "/* comment */"), ("a hash comment", "# comment\n"), ("a comma more", ","), ("a semicolon", ";"),
                           ("a vertical tab", "\v"), ("a form feed", "\f"), ("a no-break space", "\u00a0"), ("an ideographic space", "\u3000"), ("U+2028", "\u2028"),
                           ("U+FEFF", "\ufeff"), ("U+0085", "\u0085"), ("a backspace", "\b"), ("an escape sequence", "\x1b[2K"), ("NUL", "\0"), ("a right-to-left override", "\u202e"),
                           ("a brace", "{"), ("a closing bracket", "]"), ("a value without key", "1,"), ("a key without value", '"x",'), ("a key with null byte", '"x\0":1,')):
        cases.add("syntax", f"{name} between members", "unreadable", text[:start] + inserted + text[start:])
    for name, old, new in (("a comma at the end of an object", "}", ",}"), ("a comma at the end of a list", "]", ",]"), ("no comma", '", "', '" "'), ("no colon", '": ', '" '),
                           ("equals for colon", '": ', '"= '), ("an unquoted key", '"period"', "period"), ("a key in single quotes", '"period"', "'period'"),
                           ("a key in back quotes", '"period"', "`period`"), ("a text in single quotes", '"2026"', "'2026'"), ("a number as key", '"period"', "1"),
                           ("a list as key", '"period"', "[]"), ("no quote at the end of a text", '"2026"', '"2026'), ("typographic quotes", '"period"', "“period”"),
                           ("parentheses", "[", "("), ("two texts in a row", '"2026"', '"20" "26"'), ("a concatenation", '"2026"', '"20"+"26"')):
        position = text.index(old, text.index('"period"') - 1)
        cases.add("syntax", name, "unreadable", text[:position] + new + text[position + len(old):])
    for name, trail in (("a letter", "x"), ("a brace", "}"), ("an object", "{}"), ("the same again", text), ("NUL", "\0"), ("many NULs", "\0" * 4096), ("Control-Z", "\x1a"), ("a comma", ","),
                        ("a comment", "// end"), ("null", "null"), ("a BOM", "\ufeff"), ("a form feed", "\f"), ("a script", "<script>alert(1)</script>"), ("a newline and a digit", "\n0")):
        cases.add("syntax", f"{name} after the end", "unreadable", text + trail)
    for name, prefix in (("JSONP", "callback("), ("an anti-hijack prefix", ")]}',\n"), ("a letter", "x"), ("NUL", "\0"), ("a BOM in UTF-16", "\ufeff\ufeff"), ("a record separator", "\x1e")):
        cases.add("syntax", f"{name} before the beginning", "unreadable", prefix + text)
    for count in range(60):
        cut = len(text.encode()) * count // 60 if count else 1
        cases.add("cut", f"cut after {cut} bytes", "unreadable", text.encode()[:cut])
    cases.add("cut", "the last byte missing", "unreadable", text.encode()[:-1])


def limits(cases, good):
    def with_member(value):
        document = {**good["document"], "extra": "@"}
        return dump(SIGNED_WELL(document, KEY, CERTIFICATE)).replace('"@"', value, 1)

    for depth in (31, 100, 1001, 100000):
        cases.add("limit", f"{depth} lists in one another", "unreadable", with_member("[" * depth + "]" * depth))
        cases.add("limit", f"{depth} objects in one another", "unreadable", with_member('{"a":' * depth + "1" + "}" * depth))
        cases.add("limit", f"{depth} brackets that never close", "unreadable", "[" * depth)
    cases.add("limit", "objects and lists in turn, 2000 deep", "unreadable", with_member('[{"a":' * 1000 + "1" + "}]" * 1000))
    cases.add("limit", "a text of 64 KB and a byte", "unreadable", with_member('"' + "a" * 65537 + '"'))
    cases.add("limit", "a text too long once unescaped", "unreadable", with_member('"' + r"\u3042" * 21846 + '"'))
    cases.add("limit", "a key of 64 KB and a byte", "unreadable", with_member('{"' + "k" * 65537 + '":1}'))
    cases.add("limit", "200,000 numbers", "unreadable", with_member("[" + "1," * 200000 + "1]"))
    cases.add("limit", "200,000 empty objects", "unreadable", with_member("[" + "{}," * 200000 + "1]"))
    cases.add("limit", "120,000 keys of which the last is there before", "unreadable", with_member("{" + "".join(f'"{i}":1,' for i in range(120000)) + '"7":1}'))
    cases.add("limit", "more than 16 MB", "unreadable", dump(good) + " " * (16 << 20))


def other_files(cases):
    noise = random.Random(1)
    for name, content in (("empty", b""), ("a space", b" "), ("newlines", b"\n\n\n"), ("NULs", bytes(100)), ("HTML", "<!DOCTYPE html><title>404</title>"), ("XML", "<?xml version='1.0'?><a/>"),
                          ("CSV", "supplier,level\nS1,4\n"), ("YAML", "format: tenken-answers/1\n"), ("a PNG's beginning", b"\x89PNG\r\n\x1a\n" + bytes(30)),
                          ("gzip's beginning", b"\x1f\x8b\x08\0" + bytes(20)), ("PDF", b"%PDF-1.7\n"), ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
                          ("a program", b"\x7fELF\x02\x01\x01" + bytes(57)), ("a zip's beginning", b"PK\x03\x04" + bytes(26)), ("an empty zip", b"PK\x05\x06" + bytes(18)),
                          ("a zip's end without a beginning", b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + b"\xff" * 18), ("an e-mail", "From: a@example\r\nSubject: x\r\n\r\n{}"),
                          ("null", "null"), ("true", "true"), ("a number", "1"), ("a text", '"tenken-answers/1"'), ("an empty list", "[]"), ("an empty object", "{}"),
                          ("a list of files", "[{},{}]"), ("a draft", '{"format":"tenken-draft/1","period":"2026","packs":[]}'), ("a pack", '{"format":"tenken-pack/1","id":"x"}'),
                          ("an identity's beginning", b"\x30\x82\x04\x00\x02\x01\x03"), ("a PEM certificate", "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n")):
        cases.add("other", name, "unreadable", content)
    for count in range(10):
        cases.add("other", f"noise {count}", "unreadable", noise.randbytes(50 + 400 * count))


def envelope(cases, good):
    def changed(**members):
        return dump({k: v for k, v in {**good, **members}.items() if v is not ...})

    for member in good:
        cases.add("envelope", f"no {member}", "unsigned" if member == "signatures" else "unreadable", changed(**{member: ...}))
        for value in (None, True, 0, "", "x", [], {}, [[]]):
            if (member, value) not in (("signatures", []), ("document", {})):
                cases.add("envelope", f"{member} is {value!r}", "unreadable", changed(**{member: value}))
    cases.add("envelope", "document is empty, though signed", "unreadable", dump(SIGNED_WELL({}, KEY, CERTIFICATE)))
    for name in ("Format", "FORMAT", "payload", "score", "signature", "", "__proto__", "document "):
        cases.add("envelope", f"a member {name!r} beside", "unreadable", changed(**{name: {}}))
    for value in ("tenken-answers/2", "tenken-answers/10", "tenken-answers/0", "tenken-answers/01", "tenken-answers/1.0", "tenken-answers/1 ", " tenken-answers/1", "tenken-answers",
                  "tenken-answers/", "tenken-answers/-1", "tenken-answers/99999999999999999999", "Tenken-Answers/1", "tenken-answers/1\u0001", "tenken-answers/１",
                  "tenken-draft/1", "tenken-answer/1", "tenken-answers/1/1", "\u202etenken-answers/1", "tenken-answers/" + "9" * 5000):
        cases.add("envelope", f"format {value[:40]!r}", "unreadable", changed(format=value))
    one = good["signatures"][0]
    for name, value in (("nine signatures", [one] * 9), ("a thousand signatures", [one] * 1000), ("null among them", [one, None]), ("a text among them", [one, "x"]), ("a list among them", [[one]]),
                        ("an object for the list", {"0": one}), ("compact serialization", one["protected"] + ".." + one["signature"])):
        cases.add("envelope", f"signatures: {name}", "unreadable", changed(signatures=value))
    for member in ("protected", "signature"):
        cases.add("envelope", f"a signature without {member}", "unreadable", changed(signatures=[{k: v for k, v in one.items() if k != member}]))
        for value in (None, 1, True, [], {}, [one[member]]):
            cases.add("envelope", f"{member} is {str(value)[:20]!r}", "unreadable", changed(signatures=[{**one, member: value}]))
    for value in (None, 1, "tst", [], [{}]):
        cases.add("envelope", f"the unprotected header is {value!r}", "unreadable", changed(signatures=[{**one, "header": value}]))
    cases.add("envelope", "a payload within", "unreadable", changed(signatures=[{**one, "payload": "e30"}]))
    cases.add("envelope", "no signature at all", "unsigned", changed(signatures=[]))


def signatures(cases, good):
    one = good["signatures"][0]
    value = one["signature"]

    def changed(name, verdict="invalid", **members):
        cases.add("signature", name, verdict, dump({**good, "signatures": [{**one, **members}]}))

    raw = bytearray(g.base64.urlsafe_b64decode(value + "=="))
    for bit in (0, 7, 255, 256, 300, 511):
        flipped = bytearray(raw)
        flipped[bit // 8] ^= 1 << bit % 8
        changed(f"bit {bit} of the signature turned", signature=g.base64url(bytes(flipped)))
    for name, text in (("empty", ""), ("cut", value[:-4]), ("padded", value + "=="), ("with a space", value + " "), ("with a newline", value[:40] + "\n" + value[40:]), ("with a byte more", value + "AA"),
                       ("with spare bits", value[:-1] + chr(ord(value[-1]) + 1)), ("in plain base64", "+" + value[1:]), ("of zeros", "A" * 86), ("not base64 at all", "点検"),
                       ("of 60 KB", "A" * 60000)):
        changed(f"signature {name}", signature=text)
    for name, header in (("empty", ""), ("not base64", "{}"), ("another one", g.base64url(b"{}")), ("a list", g.base64url(b"[]")), ("noise", g.base64url(bytes(range(256))))):
        changed(f"protected header {name}", protected=header)
    header = json.dumps(g.header_for(KEY, CERTIFICATE))
    for name, text in (("with a key twice", replaced(header, '"role"', '"role": "assessor", "role"')), ("with an escaped key twice", replaced(header, '"role"', '"r\\u006fle": "assessor", "role"')),
                       ("with a BOM", "\ufeff" + header), ("with text after it", header + " x"), ("with a fraction", header.replace('"iat": ', '"iat": 0.5e1, "x": ')),
                       ("with a comment", header.replace("{", "{/**/", 1)), ("in depth", header[:-1] + ', "x": ' + "[" * 200 + "]" * 200 + "}"),
                       ("with a lone surrogate", header[:-1] + ', "x": "\\ud800"}'), ("with crit", header[:-1] + ', "crit": ["x"], "x": 1}'), ("with jku", header[:-1] + ', "jku": "https://a.example"}')):
        entry = g.signature(good["document"], KEY, text.encode())
        cases.add("signature", f"protected header {name}, signed", "invalid", dump({**good, "signatures": [entry]}))
    for name, change in (("level raised", ("answers", "basic10", "2", "level")), ("revision raised", ("revision",)), ("supplier renamed", ("supplier", "name"))):
        document = copy.deepcopy(good["document"])
        where = at(document, change[:-1])
        where[change[-1]] = where[change[-1]] + (1 if isinstance(where[change[-1]], int) else "x")
        cases.add("signature", name, "invalid", dump({**good, "document": document}))


# By path within the document: values that the member must not have. A case each, well signed.
WRONG = {
    ("assessment_id",): ["", "x", UUID.upper(), UUID[:-1], UUID + "0", UUID.replace("-", ""), 1, None, ["x"]],
    ("revision",): [0, -1, "1", None, True, 9007199254740991, [1]],
    ("period",): ["", "2" * 21, 2026, None, "2026/27", "２０２６", "20 26"],
    ("issued_at",): ["", "2026-11-20", "2026-02-30T00:00:00Z", "2026-11-20T24:00:00Z", "2026-11-20T09:30:00+09:00", "2026-11-20 09:30:00Z", 1795219200, None, "2026-11-20T09:30:00Z "],
    ("supplier",): [None, [], "x", 1],
    ("supplier", "name"): [1, None, [], "長" * 1000],
    ("supplier", "name_kana"): [1, {}],
    ("supplier", "corporate_number"): ["", "100000000000", "0" * 14, "1999999999999", 1234567890123, "７１００００００００００１"],
    ("supplier", "supplier_code"): ["", 1, [], "S" * 1000],
    ("supplier", "employees"): [6, []],
    ("supplier", "industry"): [1, True],
    ("supplier", "contact"): [None, [], "mail"],
    ("supplier", "contact", "email"): [1, ["a@b"]],
    ("supplier", "contact", "phone"): [0],
    ("supplier", "contact", "emergency_phone"): [110],
    ("request",): [1, "x", [], {}, {"id": UUID}, {"id": UUID, "digest": "x"}, {"id": UUID.upper(), "digest": "1" * 64}],
    ("packs",): [None, [], {}, "basic10", [None], [1], [{}], [{"id": "basic10", "version": "1"}], [{"id": "basic10", "version": 1, "sha256": "0" * 64}],
                 [{"id": "basic10", "version": "1", "sha256": "A" * 64}], [{"id": "../basic10", "version": "1", "sha256": "0" * 64}], [{"id": "basic10", "version": "1", "sha256": "0" * 64}] * 2,
                 [{"id": f"p{i}", "version": "1", "sha256": "0" * 64} for i in range(65)]],
    ("unfinished",): [1, "true", []],
    ("cosign_expected",): [0, "yes"],
    ("perceived",): [-1, 5, "3", True, []],
    ("answers",): [None, [], "x", 1, {"basic10": None}, {"basic10": []}, {"basic10": {"1": None}}, {"basic10": {"1": 4}}, {"basic10": {"1": []}}, {"": {}}, {"../x": {}}, {"basic10": {"": {}}},
                   {"basic10": {"a b": {}}}, {"=cmd": {}}],
    ("answers", "basic10", "1", "level"): [-1, 5, 4294967296, "2", True, None, [2], 9007199254740991],
    ("answers", "basic10", "1", "scope"): [1, [], "長" * 4000],
    ("answers", "basic10", "1", "note"): [1, None, {}, "長" * 4000],
    ("answers", "basic10", "1", "planned_level"): [-1, 5, "3"],
    ("answers", "basic10", "1", "planned_by"): ["2027", "2027-02-29", "2027-03-31T00:00:00Z", 2027],
    ("answers", "basic10", "1", "confirmed"): ["false", 0],
    ("answers", "basic10", "1", "ask_vendor"): ["true", 1],
    ("answers", "basic10", "1", "evidence"): [{}, "x", [None], ["x"], [{}], [{"title": 1}], [{"title": ""}], [{"title": "x"}] * 51, [{"title": "x", "sha256": "0"}], [{"title": "x", "date": "today"}]],
    ("answers", "basic10", "1", "assessor"): [[], "x", {"level": 5}, {"level": "1"}, {"confidence": "sure"}, {"note": 1}],
    ("answers", "basic10", "9"): [{"unknown": True, "level": 1}, {"unknown": "true"}, {"na": True, "unknown": True}, {"na": 1}, {"done": "yes"}, {"done": True, "level": 0},
                                  {"na": True, "na_reason": 5}, {"done_at": "2026-13-01"}],
    ("inventory",): [None, {}, "x", [None], ["Mail"], [{}], [{"name": ""}], [{"name": 1}], [{"name": "x", "internet": "yes"}], [{"name": "x", "credentials": 1}],
                     [{"name": "x", "version": 5}], [{"name": "x"}] * 501],
    ("checks",): [{}, "x", [None], [{"id": 1, "items": []}], [{"id": "x"}], [{"id": "x", "items": "3"}], [{"id": "x", "items": [3]}]],
    ("plan",): [[], "x", 1],
    ("followups",): [{}, "x", [None], [{"text": 1}], [{"due": "soon"}], [{"done": "no"}]],
    ("affirmation",): [[], "x", {"name": 1}, {"date": "2026"}, {"role": []}],
    ("score",): [[], "x", 500, {"total": 1001}, {"total": -1}, {"total": "500"}, {"floor": 5}, {"answered": -1}, {"asked": "10"}, {"packs": []}, {"packs": {"basic10": 500}},
                 {"packs": {"basic10": {"total": 1001}}}, {"packs": {"basic10": {"sections": []}}}, {"packs": {"basic10": {"sections": {"a": "x"}}}}, {"packs": {"basic10": {"sections": {"a": 1001}}}}],
}


def documents(cases, document):
    for path, values in WRONG.items():
        label = ".".join(path)
        for value in values:
            changed = copy.deepcopy(document)
            at(changed, path[:-1])[path[-1]] = value
            shown = dump(value)
            cases.add("document", f"{label} is {shown[:60]}{'…' if len(shown) > 60 else ''}", "unreadable", dump(SIGNED_WELL(changed, KEY, CERTIFICATE)))
    finished = {k: v for k, v in document.items() if k != "unfinished"}
    for path, value in ((("supplier", "name"), ""), (("answers", "basic10", "9"), {"na": True}), (("answers", "basic10", "9"), {"na": True, "na_reason": ""})):
        changed = copy.deepcopy(finished)
        at(changed, path[:-1])[path[-1]] = value
        cases.add("document", f"finished, though {'.'.join(path)} is {dump(value)}", "unreadable", dump(SIGNED_WELL(changed, KEY, CERTIFICATE)))
    for member in ("assessment_id", "revision", "period", "issued_at", "supplier", "packs", "answers"):
        changed = {k: v for k, v in document.items() if k != member}
        cases.add("document", f"no {member}", "unreadable", dump(SIGNED_WELL(changed, KEY, CERTIFICATE)))


def good_file():
    return SIGNED_WELL(full_document(), KEY, CERTIFICATE)


def all_cases():
    """[(file name, what it is, verdict, content)]"""
    cases, good = Cases(), good_file()
    text = dump(good)
    duplicate_keys(cases, good)
    encodings(cases, text)
    escapes(cases, text)
    numbers(cases, text)
    syntax(cases, text, good)
    limits(cases, good)
    other_files(cases)
    envelope(cases, good)
    signatures(cases, good)
    documents(cases, good["document"])
    seen, out, count = set(), [], {}
    for category, name, verdict, content in cases:
        assert content != text.encode(), f"not changed at all: {name}"
        if content in seen: # two ways to the same file
            continue
        seen.add(content)
        count[category] = count.get(category, 0) + 1
        out.append((f"{category}-{count[category]:03}.json", name, verdict, content))
    return out


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    for file, name, verdict, content in all_cases():
        with open(os.path.join(sys.argv[1], file), "wb") as out:
            out.write(content)
        print(file, verdict, name.encode("unicode_escape").decode("ascii"), sep="\t")
