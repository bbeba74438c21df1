#!/usr/bin/python3
"""The tamper matrix: one good workbook and one good JSON file, every way to tamper with them, and for each the verdict and the exit status
that `tenken verify` must give, with a cap on memory and processor time. Where it says "by the firm's own key", the mathematics are made good again
with the firm's key (without the project's code), so that nothing but the rule in question can catch it.

Rows that need other keys, headers or certificates: tests/interop/test_verify_table.py; strict JSON: test_hostile_json.py; archives: test_packages.py."""
import base64
import hashlib
import io
import json
import os
import re
import resource
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from portfolio_case import TENKEN, TMP, TOP, Supplier, assessment, check, expect, finish, gen, merge, portfolio, tenken  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils  # noqa: E402
from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: E402

os.environ.setdefault("TENKEN_DATADIR", str(TOP))
MEMORY = 512 * 1024 * 1024  # bytes of address space; a good workbook takes about a quarter of it
SECONDS = 20  # of processor time, for the largest bomb
SIG, JSON_PART, RELS, TYPES = "_xmlsignatures/sig1.xml", "assessment/answers.json", "_rels/.rels", "[Content_Types].xml"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
STATUS = {"trusted": 0, "partial": 1, "invalid": 1, "unsigned": 1, "unreadable": 3}


def capped():
    if not os.environ.get("SANITIZED"):  # a sanitizer reserves terabytes
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def verdict_of(path, pin):
    ran = subprocess.run([TENKEN, "verify", str(path), "--pin", pin, "--json"], capture_output=True, preexec_fn=capped, check=False)
    try:
        result = json.loads(ran.stdout)["results"][0]
        return result["verdict"], ran.returncode, " ".join(result["problems"])
    except (ValueError, LookupError):
        return "none", ran.returncode, ran.stderr.decode("utf-8", "replace")


def pack(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            z.writestr(info, data)
    return out.getvalue()


class Firm:
    """Somebody who answers, with a key of this kind, and both files that came out."""

    def __init__(self, kind):
        self.kind = kind
        home = TMP / kind
        home.mkdir()
        word, identity, draft = home / "word", home / "firm.p12", home / "d.tenken"
        word.write_text("correct horse battery\n")
        if kind == "P-256":
            assert tenken("identity", "new", identity, "--name", "Mihon", "--passphrase-file", word).status == 0
        else:
            key = gen.new_key("PS256")
            identity.write_bytes(pkcs12.serialize_key_and_certificates(b"", key, gen.certificate(key, "Mihon"), None, serialization.BestAvailableEncryption(b"correct horse battery")))
        assert tenken("new", draft, "--pack", "basic10").status == 0
        assert tenken("set", draft, "supplier.name=Mihon", *(f"basic10:{i}=3" for i in range(1, 11)), "basic10:1.assessor.level=1", "basic10:1.assessor.reason=seen only once").status == 0
        ran = tenken("export", draft, "--xlsx", home / "good.xlsx", "--json", home / "good.json", "--identity", identity, "--passphrase-file", word)
        assert ran.status == 0, ran.err
        self.key, certificate, _ = pkcs12.load_key_and_certificates(identity.read_bytes(), b"correct horse battery")
        self.pin = gen.fingerprint(certificate)
        self.workbook, self.json = (home / "good.xlsx").read_bytes(), (home / "good.json").read_bytes()
        with zipfile.ZipFile(home / "good.xlsx") as z:
            self.parts = {n: z.read(n) for n in z.namelist()}

    def sign_anew(self, xml):
        """Makes the digests in SignedInfo and the signature fit what the XML now says."""
        def digest_of(text):
            return base64.b64encode(hashlib.sha256(ET.canonicalize(text).encode()).digest()).decode()
        for name in ("idPackageObject", "idOfficeObject"):
            found = re.search(rf'<Object Id="{name}">.*?</Object>', xml, re.S)
            if found:
                value = digest_of(found.group(0).replace("<Object ", f'<Object xmlns="{DSIG}" ', 1))
                xml = re.sub(rf'(URI="#{name}">(?:<Transforms>.*?</Transforms>)?<DigestMethod [^>]*/><DigestValue>)[^<]*', rf"\g<1>{value}", xml, count=1)
        info = re.search(r"<SignedInfo>.*?</SignedInfo>", xml, re.S).group(0)
        message = ET.canonicalize(info.replace("<SignedInfo>", f'<SignedInfo xmlns="{DSIG}">', 1)).encode()
        if self.kind == "P-256":
            r, s = utils.decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
            value = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        else:
            value = self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        return re.sub(r"<SignatureValue>[^<]*", "<SignatureValue>" + base64.b64encode(value).decode(), xml, count=1)


def edit(part, old, new, count=1):
    """Replaces text in one part; what is not there would be no tampering."""
    def change(parts, firm):
        assert old in parts[part].decode(), (part, old)
        parts[part] = parts[part].decode().replace(old, new, count).encode()
    return change


def signed_edit(*pairs):
    """Changes the signature's XML, then signs it anew with the firm's own key."""
    def change(parts, firm):
        xml = parts[SIG].decode()
        for old, new in pairs:
            assert re.search(old, xml, re.S), old
            xml = re.sub(old, new, xml, count=1, flags=re.S)
        parts[SIG] = firm.sign_anew(xml).encode()
    return change


def several(*changes):
    def change(parts, firm):
        for one in changes:
            one(parts, firm)
    return change


def put(part, data):
    def change(parts, firm):
        parts[part] = data
    return change


def drop(part):
    def change(parts, firm):
        del parts[part]
    return change


def fix_digest(part):
    """The manifest's digest of a part made to fit the part."""
    def change(parts, firm):
        value = base64.b64encode(hashlib.sha256(parts[part]).digest()).decode()
        xml, n = re.subn(rf'(URI="/{re.escape(part)}\?ContentType=[^"]*"><DigestMethod [^>]*/><DigestValue>)[^<]*', rf"\g<1>{value}", parts[SIG].decode())
        assert n == 1
        parts[SIG] = xml.encode()
    return change


def flip(part, where):
    def change(parts, firm):
        data = bytearray(parts[part])
        data[data.index(where) + len(where)] ^= 1
        parts[part] = bytes(data)
    return change


def second_signature(parts, firm):
    parts["_xmlsignatures/sig2.xml"] = re.sub(rb"<SignatureValue>....", b"<SignatureValue>AAAA", parts[SIG])
    edit("_xmlsignatures/_rels/origin.sigs.rels", "</Relationships>",
         '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" Target="sig2.xml"/></Relationships>')(parts, firm)
    edit(TYPES, "</Types>", '<Override PartName="/_xmlsignatures/sig2.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>')(parts, firm)


def stripped(parts, firm):
    for name in [n for n in parts if n.startswith("_xmlsignatures/")]:
        del parts[name]
    parts[RELS] = re.sub(rb'<Relationship Id="rIdSignatureOrigin"[^>]*/>', b"", parts[RELS])
    parts[TYPES] = re.sub(rb'<(Default Extension="sigs"|Override PartName="/_xmlsignatures)[^>]*/>', b"", parts[TYPES])


SHEET = "xl/worksheets/sheet3.xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
EVIL = '<Relationship Id="rIdEvil" Type="urn:x" Target="xl/evil.xml"/>'
REFERENCE = rf'<Reference URI="/{SHEET}\?ContentType=[^"]*">.*?</Reference>'
SECOND_REFERENCE = r'(<Reference Type="[^"]*" URI="#idOfficeObject">)'
TRANSFORM = '<Transforms><Transform Algorithm="{}"/></Transforms>'
XSLT, XPATH, BASE64 = ("http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116", "http://www.w3.org/2000/09/xmldsig#base64")
METHOD = r"(<SignatureMethod Algorithm=\")[^\"]*(\"/>)"
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
nothing = several()

# name, what is done to the parts, verdict
WORKBOOK = [
    ("nothing: packed anew", nothing, "trusted"),
    ("nothing: signed anew by the firm's own key", signed_edit(), "trusted"),
    # content
    ("a byte of a cell", edit(SHEET, "<v>3</v>", "<v>4</v>"), "invalid"),
    ("a byte of a text that sheets show", flip("xl/sharedStrings.xml", b"<t>"), "invalid"),
    ("a byte of the JSON", edit(JSON_PART, '"level": 3', '"level": 4'), "invalid"),
    ("white space of the JSON", edit(JSON_PART, '"level": 3', '"level":  3'), "invalid"),
    ("a byte of the map", edit("assessment/map.json", "tenken-map/1", "tenken-map/1 "), "invalid"),
    ("a byte of the signature", flip(SIG, b"<SignatureValue>"), "invalid"),
    ("a byte of the certificate", flip(SIG, b"<X509Certificate>MII"), "invalid"),
    ("a cell and its digest in the manifest", several(edit(SHEET, "<v>3</v>", "<v>4</v>"), fix_digest(SHEET)), "invalid"),
    ("a cell and its digest, by the firm's own key", several(edit(SHEET, "<v>3</v>", "<v>4</v>"), fix_digest(SHEET), signed_edit()), "partial"),
    ("the JSON and its digest", several(edit(JSON_PART, '"level": 3', '"level": 4'), fix_digest(JSON_PART)), "invalid"),
    ("a reference of the manifest removed", lambda parts, firm: parts.update({SIG: re.sub(REFERENCE.encode(), b"", parts[SIG], flags=re.S)}), "invalid"),
    ("a reference of the manifest removed, by the firm's own key", signed_edit((REFERENCE, "")), "partial"),
    ("a reference twice, by the firm's own key", signed_edit((f"({REFERENCE})", r"\1\1")), "invalid"),
    # parts
    ("a part added", several(put("xl/evil.xml", b"<x/>"), edit(TYPES, "</Types>", '<Override PartName="/xl/evil.xml" ContentType="application/xml"/></Types>')), "partial"),
    ("a part added by the extension's type", put("xl/evil.xml", b"<x/>"), "partial"),
    ("a part added with a relationship", several(put("xl/evil.xml", b"<x/>"), edit(RELS, "</Relationships>", EVIL + "</Relationships>")), "partial"),
    ("a sheet added", several(put("xl/worksheets/sheet99.xml", b"<worksheet/>"), edit(TYPES, "</Types>", f'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="{SHEET_TYPE}"/></Types>')), "partial"),
    ("a sheet added and listed", several(put("xl/worksheets/sheet99.xml", b"<worksheet/>"), edit(TYPES, "</Types>", f'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="{SHEET_TYPE}"/></Types>'),
                                         edit("xl/workbook.xml", "</sheets>", '<sheet name="x" sheetId="99" r:id="rId99"/></sheets>')), "invalid"),
    ("a part removed", drop("xl/theme/theme1.xml"), "invalid"),
    ("a sheet removed", drop(SHEET), "invalid"),
    ("the JSON removed", drop(JSON_PART), "unreadable"),
    ("two sheets exchanged", lambda parts, firm: parts.update({SHEET: parts["xl/worksheets/sheet4.xml"], "xl/worksheets/sheet4.xml": parts[SHEET]}), "invalid"),
    ("a name equal but for case", put("XL/styles.xml", b"<x/>"), "unreadable"),
    # relationships
    ("a relationship added", edit(RELS, "</Relationships>", EVIL.replace("evil.xml", "styles.xml") + "</Relationships>"), "partial"),
    ("a relationship removed", lambda parts, firm: parts.update({RELS: re.sub(rb'<Relationship Id="rIdMap"[^>]*/>', b"", parts[RELS])}), "invalid"),
    ("a relationship and a part added, and a cell changed", several(put("xl/evil.xml", b"<x/>"), edit(RELS, "</Relationships>", EVIL + "</Relationships>"), edit(SHEET, "<v>3</v>", "<v>4</v>")), "invalid"),
    ("a relationship's target swapped", edit(RELS, "xl/workbook.xml", "xl/styles.xml"), "invalid"),
    ("a relationship's type changed", edit(RELS, "urn:tenken:relationships:answers", "urn:tenken:relationships:other"), "invalid"),
    ("a relationship made external", edit(RELS, 'Target="assessment/map.json"', 'Target="http://evil.example/" TargetMode="External"'), "invalid"),
    ("the properties' relationship aimed elsewhere", edit(RELS, "docProps/core.xml", "xl/styles.xml"), "invalid"),
    # content types
    ("a content type changed", edit(TYPES, "spreadsheetml.styles+xml", "spreadsheetml.other+xml"), "invalid"),
    ("a content type's case changed", edit(TYPES, "spreadsheetml.styles+xml", "spreadsheetml.Styles+xml"), "invalid"),
    ("a content type twice", edit(TYPES, "</Types>", '<Override PartName="/xl/styles.xml" ContentType="text/plain"/></Types>'), "invalid"),
    ("a content type twice but for case", edit(TYPES, "</Types>", '<Override PartName="/XL/styles.xml" ContentType="text/plain"/></Types>'), "invalid"),
    ("a default type that no part has", edit(TYPES, 'Extension="xml" ContentType="application/xml"', 'Extension="xml" ContentType="text/html"'), "trusted"),
    # the signature as a whole
    ("the signature stripped", stripped, "partial"),
    ("the signature's part removed", drop(SIG), "invalid"),
    ("its relationship removed", lambda parts, firm: parts.update({RELS: re.sub(rb'<Relationship Id="rIdSignatureOrigin"[^>]*/>', b"", parts[RELS])}), "invalid"),
    ("the origin not empty", put("_xmlsignatures/origin.sigs", b"x"), "invalid"),
    ("something else in its folder", several(put("_xmlsignatures/note.xml", b"<x/>")), "invalid"),
    ("the signing time changed", edit(SIG, "<mdssi:Value>20", "<mdssi:Value>19"), "invalid"),
    ("the signing time of XAdES changed", edit(SIG, "<xd:SigningTime>20", "<xd:SigningTime>19"), "invalid"),
    ("the certificate's digest of XAdES changed", flip(SIG, b'<xd:CertDigest><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>'), "invalid"),
    ("white space inside a tag, which means nothing", edit(SIG, "<xd:SigningCertificate>", "<xd:SigningCertificate >"), "trusted"),
    ("a second signature that is bad", second_signature, "invalid"),
    ("a second copy of the signature", several(second_signature, lambda parts, firm: parts.update({"_xmlsignatures/sig2.xml": parts[SIG]})), "trusted"),
    # the signature's XML, always with good mathematics where that is possible
    ("a manifest outside of the signed object", edit(SIG, "</Signature>", "<Object><Manifest/></Object></Signature>"), "invalid"),
    ("the manifest moved to another object (wrapping)", signed_edit((r'(<Object Id="idPackageObject">)(<Manifest>.*?</Manifest>)(.*?</Object>)', r"\1\3<Object>\2</Object>")), "invalid"),
    ("the signed object wrapped in another", signed_edit((r'(<Object Id="idPackageObject">.*?</Object>)', r"<Object>\1</Object>")), "invalid"),
    ("a second object under the same Id", edit(SIG, "</Signature>", '<Object Id="idPackageObject"><Manifest/></Object></Signature>'), "invalid"),
    ("the same Id in other spelling", edit(SIG, "</Signature>", '<Object ID="idPackageObject"/></Signature>'), "invalid"),
    ("xml:id", edit(SIG, "</Signature>", '<Object xml:id="idPackageObject"/></Signature>'), "invalid"),
    ("a second SignedInfo", edit(SIG, "</Signature>", "<SignedInfo/></Signature>"), "invalid"),
    ("a foreign root", several(edit(SIG, "<Signature ", "<x><Signature "), edit(SIG, "</Signature>", "</Signature></x>")), "invalid"),
    ("a reference of SignedInfo removed, by the firm's own key", signed_edit((r'<Reference Type="[^"]*" URI="#idOfficeObject">.*?</Reference>', "")), "invalid"),
    *[(f"transform {name} in SignedInfo, by the firm's own key", signed_edit((SECOND_REFERENCE, r"\1" + TRANSFORM.format(uri))), "invalid") for name, uri in (("XSLT", XSLT), ("XPath", XPATH), ("base64", BASE64))],
    *[(f"transform {name} in the manifest, by the firm's own key", signed_edit((rf'(<Reference URI="/{SHEET}\?ContentType=[^"]*">)', r"\1" + TRANSFORM.format(uri))), "invalid") for name, uri in (("XSLT", XSLT), ("XPath", XPATH), ("base64", BASE64))],
    ("HMAC instead of the key", edit(SIG, "xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256"), "invalid"),
    ("HMAC with an empty output", lambda parts, firm: parts.update({SIG: re.sub(METHOD.encode(), rb"\1http://www.w3.org/2000/09/xmldsig#hmac-sha1" + b'"><HMACOutputLength>0</HMACOutputLength></SignatureMethod>', parts[SIG])}), "invalid"),
    ("SHA-1 as the digest, by the firm's own key", signed_edit((rf'({REFERENCE[:-len(".*?</Reference>")]}<DigestMethod Algorithm=")[^"]*', rf"\1{DSIG}sha1")), "invalid"),
    ("exclusive canonical XML, by the firm's own key", signed_edit((r'<CanonicalizationMethod Algorithm="[^"]*"/>', '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>')), "invalid"),
    ("a reference to a file", signed_edit((SECOND_REFERENCE, r'<Reference URI="file:///etc/passwd"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>\1')), "invalid"),
    ("a reference to a host", signed_edit((SECOND_REFERENCE, r'<Reference URI="http://127.0.0.1:9/"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>\1')), "invalid"),
    ("a file in the manifest", signed_edit((rf'(<Reference URI=")/{SHEET}\?', r"\1file:///etc/passwd?")), "invalid"),
    *[(f"{what} in {part}", edit(part, "?>", "?>" + text), "invalid") for what, text in (("expanding entities", DTD), ("an external entity", XXE)) for part in (SIG, RELS, TYPES)],
    # archives
    ("a bomb beside", put("xl/bomb.xml", bytes(15 * 1024 * 1024)), "unreadable"),
    ("a traversing name", put("../evil.xml", b"<x/>"), "unreadable"),
    ("3,000 entries", lambda parts, firm: parts.update({f"xl/p{i}.xml": b"" for i in range(3000)}), "unreadable"),
]


def lying(offset, value):
    def change(data):
        data = bytearray(data)
        central = data.rindex(b"PK\x01\x02", 0, data.rindex(JSON_PART.encode()))
        struct.pack_into("<I", data, central + offset, value)
        return bytes(data)
    return change


def encrypted(data):
    data = bytearray(data)
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(JSON_PART.encode()))
    struct.pack_into("<H", data, central + 8, 1)
    return bytes(data)


# name, what is done to the file's bytes, verdict
BYTES = [
    ("truncated", lambda d: d[:-40], "unreadable"),
    ("cut in half", lambda d: d[:len(d) // 2], "unreadable"),
    ("a size that lies, large", lying(24, 0x7fffffff), "unreadable"),
    ("a size that lies, small", lying(24, 10), "unreadable"),
    ("said to be encrypted", encrypted, "unreadable"),
    ("bytes behind the end", lambda d: d + b"x", "unreadable"),
    ("bytes in front", lambda d: b"x" + d, "unreadable"),
]


def tree(change):
    def tamper(data):
        value = json.loads(data)
        change(value)
        return json.dumps(value, ensure_ascii=False).encode()
    return tamper


def set_level(value):
    value["document"]["answers"]["basic10"]["1"]["level"] = 4


def number(form):
    def tamper(data):
        assert b'"revision": 1,' in data
        return data.replace(b'"revision": 1,', b'"revision": ' + form + b",", 1)
    return tamper


FILE = [
    ("nothing", lambda d: d, "trusted"),
    ("re-indented and re-ordered", lambda d: json.dumps(json.loads(d), indent=7, sort_keys=True).encode(), "trusted"),
    ("escaped differently", lambda d: json.dumps(json.loads(d), ensure_ascii=True).encode(), "trusted"),
    ("a level", tree(set_level), "invalid"),
    ("a member added", tree(lambda v: v["document"].update(more=1)), "invalid"),
    ("the score removed", tree(lambda v: v["document"].pop("score")), "invalid"),
    ("an assessor's rating", tree(lambda v: v["document"]["answers"]["basic10"]["1"]["assessor"].update(level=4)), "invalid"),
    ("a byte of the signature", tree(lambda v: v["signatures"][0].update(signature="AAAA" + v["signatures"][0]["signature"][4:])), "invalid"),
    ("the signature removed", tree(lambda v: v.update(signatures=[])), "unsigned"),
    ("a bad signature added", tree(lambda v: v["signatures"].append({**v["signatures"][0], "signature": "AAAA" + v["signatures"][0]["signature"][4:]})), "invalid"),
    ("the signature twice", tree(lambda v: v["signatures"].append(v["signatures"][0])), "invalid"),
    ("another kind of document", tree(lambda v: v.update(format="tenken-request/1")), "invalid"),
    ("another version", tree(lambda v: v.update(format="tenken-answers/2")), "unreadable"),
    ("a member beside the three", tree(lambda v: v.update(x=1)), "unreadable"),
    ("a key twice", lambda d: d.replace(b'"revision": 1,', b'"revision": 1, "revision": 1,', 1), "unreadable"),
    ("a key twice by escapes", lambda d: d.replace(b'"revision": 1,', b'"revision": 1, "\\u0072evision": 2,', 1), "unreadable"),
    *[(f"a number as {form.decode()}", number(form), "unreadable") for form in (b"1.0", b"1e0", b"01", b"+1", b"-0", b"9007199254740993", b"NaN")],
    ("something behind the end", lambda d: d + b"{}", "unreadable"),
    ("a byte order mark", lambda d: b"\xef\xbb\xbf" + d, "unreadable"),
    ("truncated", lambda d: d[:-20], "unreadable"),
    ("16 MB of nesting", lambda d: b"[" * (16 * 1024 * 1024), "unreadable"),
]


def row(name, path, firm, content, wanted):
    path.write_bytes(content)
    verdict, status, said = verdict_of(path, firm.pin)
    check(f"{name}: {wanted}, exit status {STATUS[wanted]}", (verdict, status) == (wanted, STATUS[wanted]) and (wanted == "trusted" or said), verdict, status, said)
    path.unlink()


for firm in (Firm("P-256"),) if os.environ.get("SANITIZED") else (Firm("P-256"), Firm("RSA")):
    for name, change, wanted in WORKBOOK:
        if name == "HMAC instead of the key" and firm.kind == "RSA":
            change = edit(SIG, "xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256")
        parts = dict(firm.parts)
        change(parts, firm)
        row(f"{firm.kind} workbook, {name}", TMP / "row.xlsx", firm, pack(parts), wanted)
    for name, change, wanted in BYTES:
        row(f"{firm.kind} workbook, {name}", TMP / "row.xlsx", firm, change(firm.workbook), wanted)
    row(f"{firm.kind} workbook, an odd method", TMP / "row.xlsx", firm, pack(firm.parts, zipfile.ZIP_BZIP2), "unreadable")
    for name, change, wanted in FILE:
        row(f"{firm.kind} JSON, {name}", TMP / "row.json", firm, change(firm.json), wanted)

# What no signature tells: the place where the answers belong.
A, B = Supplier(1), Supplier(2)
db = portfolio("place.db", A, B)
A.file(TMP / "new.json", revision=2)
A.file(TMP / "old.json", revision=1)
expect("a revision", merge(db, TMP / "new.json"), merged=1)
expect("replay of an older one", merge(db, TMP / "old.json"), superseded=1)
A.file(TMP / "other.json", revision=3, request={"id": assessment(9), "digest": "a" * 64})
expect("answers to another prime's request", merge(db, TMP / "other.json"), quarantined=1)
B.file(TMP / "claims.json", document=A.document())
expect("another's supplier code", merge(db, TMP / "claims.json"), 1, rejected=1)
rated = B.document()
rated["answers"]["basic10"]["1"]["assessor"] = {"level": 4, "confidence": "seen"}
B.file(TMP / "rated.json", document=rated)
ran = tenken("verify", TMP / "rated.json", "--portfolio", db, "--json")
check("ratings without an assessor's signature are claimed", ran.json["results"][0].get("assessor_ratings") == "claimed" and ran.status == 0, ran.out)
finish()
