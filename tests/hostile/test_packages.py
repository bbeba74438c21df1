#!/usr/bin/python3
"""Hostile workbooks: every trick of zip and of the XML inside, made from one good signed workbook. None is trusted, each gets a sentence that
names the file, nothing is written, and a merge goes on to the good file behind them."""
import io
import json
import os
import pathlib
import re
import struct
import sys
import warnings
import zipfile

sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TMP, TOP, Supplier, check, equal, finish, merge, portfolio, tenken  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
ANSWERS = "assessment/answers.json"
files = TMP / "files"
files.mkdir()
word, identity, draft, good = TMP / "word", TMP / "firm.p12", TMP / "d.tenken", TMP / "good.xlsx"
word.write_text("correct horse battery\n")
assert tenken("identity", "new", identity, "--name", "Mihon", "--passphrase-file", word).status == 0
assert tenken("new", draft, "--pack", "basic10").status == 0
assert tenken("set", draft, "supplier.name=Mihon", *(f"basic10:{i}=3" for i in range(1, 11))).status == 0
assert tenken("export", draft, "--xlsx", good, "--identity", identity, "--passphrase-file", word).status == 0
pin = json.loads(tenken("verify", good, "--json").out)["results"][0]["signers"][0]["sha256"]
bytes_of_good = good.read_bytes()
with zipfile.ZipFile(good) as z:
    parts = [(n, z.read(n)) for n in z.namelist()]
made = {}


def case(name, content):
    made[name] = files / f"{len(made):03}.xlsx"
    made[name].write_bytes(content)


def pack(entries, method=zipfile.ZIP_DEFLATED, comment=b"", mode=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if mode is not None and name == ANSWERS:
                info.external_attr = mode << 16
            z.writestr(info, data)
        z.comment = comment
    return out.getvalue()


def changed(part, change):
    assert change(dict(parts)[part]) != dict(parts)[part], part
    return pack([(n, change(d) if n == part else d) for n, d in parts])


def renamed(old, new):
    """Same length: the name is changed where it stands, so that Python does not tidy it."""
    assert len(old) == len(new)
    return bytes_of_good.replace(old, new)


def patched(offset, fmt, value, local_offset=None):
    """A field of the central header (and of the local one) of the answers."""
    data = bytearray(bytes_of_good)
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(ANSWERS.encode()))
    struct.pack_into(fmt, data, central + offset, value)
    if local_offset is not None:
        local = data.rindex(b"PK\x03\x04", 0, data.index(ANSWERS.encode(), data.index(b"PK\x03\x04")))
        struct.pack_into(fmt, data, local + local_offset, value)
    return bytes(data)


# The archive.
case("empty file", b"")
case("only the magic number", b"PK\x03\x04")
case("empty archive", b"PK\x05\x06" + bytes(18))
case("half of it", bytes_of_good[:len(bytes_of_good) // 2])
case("without its last byte", bytes_of_good[:-1])
case("something behind it", bytes_of_good + b"MORE")
case("something in front", b"#!/bin/sh\nid\n" + bytes_of_good)
case("a comment behind it", pack(parts, comment=b"hello"))
case("twice", bytes_of_good + bytes_of_good)
case("a second archive in front", pack([("x", b"y")]) + bytes_of_good)
case("unknown method", patched(10, "<H", 99, 8))
case("bzip2", pack(parts, zipfile.ZIP_BZIP2))
case("lzma", pack(parts, zipfile.ZIP_LZMA))
case("said to be encrypted", patched(8, "<H", 1, 6))
case("wrong checksum", patched(16, "<I", 0xdeadbeef, 14))
case("size one too small", patched(24, "<I", len(dict(parts)[ANSWERS]) - 1, 22))
case("size far too large", patched(24, "<I", 0x7fffffff, 22))
case("compressed size far too large", patched(20, "<I", 0x7fffffff, 18))
case("starts elsewhere", patched(42, "<I", 0x7fffff00))
case("old Excel with password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
case("a bomb beside", pack(parts + [("xl/bomb.xml", bytes(30 * 1024 * 1024))]))
case("many bombs", pack(parts + [(f"xl/b{i}.xml", bytes(15 * 1024 * 1024)) for i in range(6)]))
case("thousands of parts", pack(parts + [(f"xl/p{i}.xml", b"") for i in range(3000)]))

# Names.
case("climbs out", renamed(b"docProps/app.xml", b"../../../tmp/ten"))
case("absolute", renamed(b"docProps/app.xml", b"/tmp/tenken.evil"))
case("backslash", renamed(b"docProps/app.xml", b"docProps\\app.xml"))
case("drive letter", renamed(b"docProps/app.xml", b"c:/tmp/tenkenevl"))
case("percent", renamed(b"docProps/app.xml", b"docProps/%61.xml"))
case("control character", renamed(b"docProps/app.xml", b"docProps/a\x1b[.xml"))
case("zero byte", renamed(b"docProps/app.xml", b"docProps/app\x00xml"))
case("the answers again, in capitals", pack(parts + [(ANSWERS.upper(), b"{}")]))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    case("the very same name twice", pack(parts + [(ANSWERS, dict(parts)[ANSWERS])]))
case("a folder", pack(parts + [("assessment/", b"")]))
case("a link", pack(parts, mode=0o120777))

# What is inside.
case("no answers", pack([p for p in parts if p[0] != ANSWERS]))
case("answers under another name", pack([(n if n != ANSWERS else "assessment/Answers.json", d) for n, d in parts]))
case("answers empty", changed(ANSWERS, lambda d: b""))
case("answers not JSON", changed(ANSWERS, lambda d: b"<html>"))
case("answers of somebody else's making", changed(ANSWERS, lambda d: re.sub(rb'"level": *3', b'"level":4', d, count=1)))
case("answers with a second name", changed(ANSWERS, lambda d: re.sub(rb'"supplier": *{', b'"supplier":{"name":"x",', d, count=1)))
case("map not JSON", changed("assessment/map.json", lambda d: b"]"))
case("map with a deep pointer", changed("assessment/map.json", lambda d: d.replace(b"/supplier/name", b"/supplier" + b"/a" * 30000)))
case("map of a later version", changed("assessment/map.json", lambda d: d.replace(b"tenken-map/1", b"tenken-map/7")))
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet3.xml", "[Content_Types].xml", "_rels/.rels", "_xmlsignatures/sig1.xml"):
    case(f"entities in {part}", changed(part, lambda d: d.replace(b"?>", b"?>" + DTD, 1)))
    case(f"external entity in {part}", changed(part, lambda d: d.replace(b"?>", b"?>" + XXE, 1)))
    case(f"UTF-16 in {part}", changed(part, lambda d: d.decode().replace("UTF-8", "UTF-16").encode("utf-16")))
    case(f"broken {part}", changed(part, lambda d: d[:len(d) // 2]))
    case(f"very deep {part}", changed(part, lambda d: b"<?xml version=\"1.0\"?>" + b"<a>" * 100000))
case("a shared string that is not there", changed("xl/worksheets/sheet3.xml", lambda d: d.replace(b't="s"><v>', b't="s"><v>99999')))
case("a cell with a formula", changed("xl/worksheets/sheet3.xml", lambda d: d.replace(b"<v>3</v>", b"<f>1+2</f><v>3</v>", 1)))

ran = tenken("verify", good, "--pin", pin)
check("the good one is trusted", ran.status == 0, ran.out, ran.err)
before = sorted(p.name for p in TMP.iterdir())
for name, path in made.items():
    ran = tenken("verify", path, "--pin", pin, "--json")
    words = ran.err.decode("utf-8", "replace")
    try:
        result = ran.json["results"][0]
        verdict, said = result["verdict"], " ".join(result["problems"])
    except (ValueError, LookupError):
        verdict, said = "none", words
    calm = not any(ord(c) < 32 and c != "\n" for c in said) and "root:" not in said
    check(f"{name}: {verdict}", ran.status in (1, 3) and verdict not in ("trusted", "none") and said and calm, ran.status, ran.out, words)
equal("nothing was written", sorted(p.name for p in TMP.iterdir()), before)

supplier = Supplier(1)
supplier.file(files / "zzz.json")
db = portfolio("p.db", supplier)
ran = merge(db, files)
equal("all of them in one merge: the good one is merged", ran.json["merged"], 1)
equal("and no hostile one", ran.json["merged"] + ran.json["quarantined"] + len(ran.json["rejected"]) + ran.json["unchanged"], len(made) + 1)
check("each rejected file is named with its reason", all(pathlib.Path(r["file"]).suffix == ".xlsx" and r["reason"] for r in ran.json["rejected"]), ran.json["rejected"][:3])
finish()
