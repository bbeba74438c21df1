#!/usr/bin/python3
"""tenken receipts: signed, for what the portfolio has taken in and nothing else; to a WebDAV folder and to a folder; again changes nothing."""
import hashlib
import csv
import io
import json
import os
import shutil
import sqlite3

from prime_case import PASS, TMP, Firm, Prime, check, equal, finish, gen, must, refused, tenken
from servers import Authority, Nginx

os.environ["TENKEN_NET"] = "pause=0,stall=5"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(directory):
    return sorted(p.name for p in directory.iterdir())


def receipt_of(path):
    return f"{sha256(path)}.receipt.json"


ca = Authority(TMP / "ca")
with Nginx(TMP / "nginx", ca.server(), once=True) as nginx:
    up = nginx.files / "up"
    up.mkdir()
    prime = Prime(TMP / "prime", nginx.url("up/"), "S0001", "S0002", "S0003")
    one, two = Firm(TMP / "one", prime, "S0001"), Firm(TMP / "two", prime, "S0002")
    CA = ("--ca", ca.file)
    got = prime.receipts(nginx.url("up/"), *CA)
    equal("nothing arrived, nothing to tell", (got.status, got.json), (0, {"written": 0, "there": 0}))

    received = TMP / "received"
    received.mkdir()
    first = one.export("first.json")
    one.must("set", one.draft, "small:1=4")
    second, other = one.export("second.json"), two.export("other.json")
    stranger_key = gen.new_key("ES256")
    stranger = gen.signed(gen.answers_document(3), stranger_key, gen.certificate(stranger_key, "Stranger"))
    (received / "stranger.json").write_text(json.dumps(stranger))
    (received / "broken.json").write_text("{")
    for n, path in enumerate((first, second, other)):
        shutil.copy(path, received / f"{n}.p7m")
    merged = prime.merge(received).json
    equal("two merged, one superseded, one unknown, one broken",
          [merged[k] for k in ("merged", "superseded", "quarantined")] + [len(merged["rejected"])], [2, 1, 1, 1])

    got = prime.receipts(nginx.url("up/"), *CA)
    equal("receipts to the WebDAV folder", (got.status, got.json), (0, {"written": 3, "there": 0}))
    wanted = sorted(map(receipt_of, (first, second, other)))
    equal("for what was taken in, the older revision too, and not for the others", names(up / "receipts"), wanted)
    before = {n: (up / "receipts" / n).read_bytes() for n in wanted}
    got = prime.receipts(nginx.url("up"), *CA)
    equal("again: nothing to do", (got.status, got.json), (0, {"written": 0, "there": 3}))
    equal("and nothing changed", {n: (up / "receipts" / n).read_bytes() for n in names(up / "receipts")}, before)
    (up / "receipts" / wanted[0]).unlink()
    got = prime.receipts(nginx.url("up"), *CA)
    equal("one that was lost is written again", (got.json, names(up / "receipts")), ({"written": 1, "there": 2}, wanted))

    document = json.loads(before[receipt_of(other)])
    request = json.loads(two.request.read_text())["document"]
    equal("it says that this file arrived for this request, and nothing of what is in it", document["document"],
          {"state": "received", "request": {"id": request["request_id"], "digest": hashlib.sha256(gen.canonical(request)).hexdigest()},
           "file": {"sha256": sha256(other)}, "received_at": "2026-11-21T00:00:00Z"})
    found = tenken("verify", up / "receipts" / receipt_of(other), "--pin", prime.sha256, "--json").json["results"][0]
    equal("signed by the prime", (found["kind"], found["verdict"], found["signers"][0]["role"]), ("receipt", "trusted", "requester"))

    got = prime.receipts(TMP / "stick")
    equal("to a folder the same", (got.status, names(TMP / "stick" / "receipts")), (0, wanted))
    equal("again nothing", prime.receipts(TMP / "stick").json, {"written": 0, "there": 3})
    ran = tenken("collect", nginx.url("up"), "--into", TMP / "in", "--json", *CA)
    equal("receipts are not collected", (ran.status, ran.json["listed"], ran.json["folders"]), (0, 0, 1))

    TO = ("--to", TMP / "x", *PASS)
    refused("the key that opens files does not sign receipts", 3, [prime.sha256], "receipts", prime.database, "--identity", prime.opener, *TO)
    refused("nowhere to write", 2, ["--to"], "receipts", prime.database, "--identity", prime.identity)
    refused("no portfolio", 2, ["portfolio"], "receipts", "--identity", prime.identity, *TO)
    refused("no such collection", 3, [], "receipts", prime.database, "--identity", prime.identity, *PASS, *CA, "--to", nginx.url("nowhere/deep"))
    refused("a folder that cannot be", 3, ["prime.db"], "receipts", prime.database, "--identity", prime.identity, *PASS, "--to", prime.database)
    ran = tenken("receipts", prime.database, "--to", TMP / "ja", "--identity", prime.identity, *PASS, "--lang", "ja")
    check("in Japanese", ran.status == 0 and "受領書 3 件" in ran.out.decode(), ran.out, ran.err)
    check("each with whose it is", f"S0001" in ran.out.decode() and f"-> {TMP}/ja/receipts/{receipt_of(second)}" in ran.out.decode() and "--mail" in ran.out.decode(), ran.out)
    ran = tenken("receipts", prime.database, "--to", TMP / "ja", "--identity", prime.identity, *PASS, "--mail", TMP / "mail.csv")
    rows = list(csv.DictReader(io.StringIO((TMP / "mail.csv").read_text(encoding="utf-8-sig"), newline="")))
    equal("and a mail for each, also of those that were there", sorted((r["kind"], r["supplier_code"], r["attachment"]) for r in rows),
          sorted(("receipt_before", c, f"{TMP}/ja/receipts/{receipt_of(f)}") for c, f in (("S0001", first), ("S0001", second), ("S0002", other))))
    letters = (TMP / "mail.csv").read_bytes()
    MAILED = ("receipts", prime.database, "--identity", prime.identity, *PASS, "--mail", TMP / "mail.csv", "--to")
    equal("the same letters once more", (tenken(*MAILED, TMP / "ja").status, (TMP / "mail.csv").read_bytes() == letters), (0, True))
    ran = tenken(*MAILED, TMP / "new")
    check("other letters that lie there stay, and no receipt is written that none would tell of", ran.status == 3 and b"mail.csv exists already" in ran.err and
          names(TMP / "new" / "receipts") == [] and (TMP / "mail.csv").read_bytes() == letters, ran.out, ran.err)
    check("nor is it said that the letters are there", b"mail.csv" not in ran.out, ran.out)
    (TMP / "mail.csv").write_text("another list")
    ran = tenken(*MAILED, TMP / "ja")
    check("not even where nothing is new", ran.status == 3 and b"mail.csv exists already" in ran.err and b"mail.csv" not in ran.out, ran.out, ran.err)
    check("every receipt that is named is there", all(os.path.exists(r["attachment"]) for r in rows), rows)
    os.chdir(TMP)
    assert tenken("receipts", prime.database, "--to", "near", "--identity", prime.identity, *PASS, "--mail", "near.csv").status == 0
    near = list(csv.DictReader(io.StringIO((TMP / "near.csv").read_text(encoding="utf-8-sig"), newline="")))
    check("from where the list lies, too", len(near) == 3 and all((TMP / r["attachment"]).is_file() for r in near), near)
    check("which names the file as it came, and none of our folders", all(any(f"{n}.p7m" in r["text_en"] for r in rows) for n in range(3)) and not any("/" in r["text_en"] + r["text_ja"] for r in rows), rows)
    equal("those for the answers of one year", [prime.receipts(TMP / year, "--period", year).json for year in ("2025", "2026")], [{"written": 0, "there": 0}, {"written": 3, "there": 0}])
    refused("no year", 2, ["no period"], "receipts", prime.database, "--identity", prime.identity, *TO, "--period", "20 26")
    check("of one year alone nothing is said about years", b"--period" not in tenken("receipts", prime.database, "--to", TMP / "words", "--identity", prime.identity, *PASS).out)
    check("beside the receipts nothing is written", names(TMP / "ja" / "receipts") == wanted)
    two.must("set", two.draft, "supplier.contact.email=two@mihon.example")
    shutil.copy(two.export("address.json"), received / "address.p7m")
    (prime.directory / "none.csv").write_text("supplier_code,name,email\nS0001,Mihon S0001,Mihon <s0001@example>\nS0002,Mihon S0002,\n")
    must("suppliers", prime.database, "import", prime.directory / "none.csv")
    merged = prime.merge(received).json
    equal("newer answers", merged["merged"], 1)
    ran = tenken("receipts", prime.database, "--to", TMP / "ja", "--identity", prime.identity, *PASS, "--mail", TMP / "addresses.csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO((TMP / "addresses.csv").read_text(encoding="utf-8-sig"), newline="")))
    equal("as the answers say, where the list says nothing", {(r["supplier_code"], r["email"]) for r in rows}, {("S0001", ""), ("S0002", "two@mihon.example")})
    check("what is no address is none", b"1 supplier has no mail address: S0001." in ran.out, ran.out)
    must("suppliers", prime.database, "clarify", "S0002", "--items", "small:1")
    must("status", prime.database, "--mail", TMP / "asked.csv")
    asked = list(csv.DictReader(io.StringIO((TMP / "asked.csv").read_text(encoding="utf-8-sig"), newline="")))
    equal("a question about single answers goes there, too", [r["email"] for r in asked if r["kind"] == "clarification"], ["two@mihon.example"])
    must("portfolio", "purge", prime.database, "S0002", "--reason", "contract ended")
    equal("a purged supplier's are not written again", prime.receipts(TMP / "after").json, {"written": 2, "there": 0})
    raw = sqlite3.connect(prime.database)  # as if somebody else had answered in its place, which came out
    raw.execute("UPDATE file SET decided = 'x' WHERE digest = ?", (bytes.fromhex(sha256(first)),))
    raw.execute("UPDATE pin SET ended_at = '2026-11-21T00:00:00Z', ended = 'replaced', reason = 'not theirs' WHERE id = (SELECT pin FROM file WHERE digest = ?)", (bytes.fromhex(sha256(first)),))
    raw.commit()
    raw.close()
    equal("of a file that it did not send a supplier hears nothing", prime.receipts(TMP / "theirs").json, {"written": 1, "there": 0})
finish()
