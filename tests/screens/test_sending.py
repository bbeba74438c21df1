#!/usr/bin/python3
"""Sending from the screens of handing in, in both languages, through a proxy to a store over TLS: without a network, refused, asked for a
password, sent, and the receipt at home; the same in plain mode."""
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "net"))
sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "screens"))
from delivery_case import TMP, Prime, Proxy, Store, certificate, identity, openssl  # noqa: E402
from steps import PASS, TOP, House, check, finish  # noqa: E402

HOST = "share.prime.example"
certificate("ca", names="")
certificate("server", "ca", f"DNS:{HOST}")
store = Store()
proxy = Proxy(store.port)
prime = Prime("Mihon Motors", f"https://{HOST}/in/", pack="sample", TENKEN_DATADIR=f"{TOP}/tests/screens")
other = identity(TMP / "other.p12", "Mihon Motors")  # nobody whom the firm knows
ANSWERS = ["perceived=3", "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials"]
SEEN = ["f", "Enter", "End", "Enter", "Enter"]  # hand in: what they will see, and on to the next step
HAND_IN = [*SEEN, PASS, "Enter"]
SEND = ["s", "y"]
PLAIN = ["4", "", "6", "", "correct horse battery", "y", "y", "mihon", "geheim"]
LINES = {"en": ["asks for a user name", "Sent to share.prime.example"], "ja": ["ユーザー名とパスワードを求めています", "share.prime.example へ 2026-11-21 に送り、届きました"]}
OFFLINE = {"en": "There is no network here.", "ja": "ここにはネットワークがありません。"}
UNSENT = {"en": "Next: signed, but not sent yet", "ja": "次: 署名しましたが、まだ送っていません"}
NAMED = {"en": "y: send now to share.prime.example", "ja": "y: 今 share.prime.example"}

OLD = {"en": ["What Mihon Motors has (revision 1) is out of date", "are out of date: something was changed after they were signed", "\n6 Sign and write the files", "The receipt for the old answers may still come"],
       "ja": ["Mihon Motorsに渡した第1版は、古くなっています", "は、古くなっています。署名のあとで、内容が変わりました", "\n6 署名", "前の回答の受領書は、まだ届くかもしれません"]}
NOTHING = {"en": ["Nothing is to be signed. Enter:", "6 Sign and write the files: to do"], "ja": ["署名するものはありません。Enter:", "Enter: 6"]}
CALL = {"en": ["Next: sent to Mihon Motors 20 days ago, and no receipt: call them", "Sent 20 days ago, and no receipt. What to do now: call your customer"],
        "ja": ["次: Mihon Motorsに送ってから20日たちますが、受領書がありません。電話し", "送ってから20日たちますが、受領書がありません。今すること: 取引先に電話し"]}

for language in ("en", "ja"):
    store.files.clear()
    store.password = None
    house = House("sending", language, requests=())
    settings = house.home / ".config/tenken"
    settings.mkdir(parents=True)
    (settings / "ca.pem").write_bytes((TMP / "ca.pem").read_bytes())
    draft = house.data / "2026.tenken"
    house.run("request", "confirm", prime.request, "--fingerprint", prime.fingerprint())
    house.run("new", draft, "--request", prime.request)
    house.run("set", draft, "supplier.name=Mihon Works", "affirmation.name=Mihon Taro", "affirmation.role=owner", "perceived=3",
              "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)))
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S", *SEEN, "Enter", PASS, "Tab", PASS, "Enter"])
    # no room for the files to hand in
    with house.small_disk(4096):
        house.play("disk-full", HAND_IN)
    made = sorted(str(p.relative_to(house.home)) for p in (house.home / "Tenken").rglob("*") if p.is_file())
    check(f"nothing half-written is left ({language})", made == [], made)

    def last():
        return json.loads(draft.read_text(encoding="utf-8"))["sendings"][-1]

    def arrived():
        files = json.loads(draft.read_text(encoding="utf-8"))["recipients"][0]["files"]
        sent = next(f for f in files if f["file"].endswith(".json.p7m"))
        return store.files == {f"/in/{sent['sha256']}.p7m": pathlib.Path(sent["file"]).read_bytes()} and sent["sha256"]

    # without a network
    house.environment |= {"TENKEN_NET": "offline,pause=0", "https_proxy": "http://127.0.0.1:1"}
    house.play("no-network", HAND_IN)
    house.environment["TENKEN_CLOCK"] = "2027-11-15T00:00:00Z"
    house.run("new", house.data / "2027.tenken", "--pack", "sample")
    said = house.run("--lang", language, "home", "--plain", input="q\n").stdout
    check(f"in another year, too, files that still wait to be sent come first ({language})", UNSENT[language] in said, said)
    (house.data / "2027.tenken").unlink()
    house.environment["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
    made = json.loads(draft.read_text(encoding="utf-8"))["recipients"][0]["files"]
    sealed = next(f["file"] for f in made if f["file"].endswith(".json.p7m"))
    openssl("cms", "-decrypt", "-inform", "DER", "-in", sealed, "-recip", str(prime.dir / "seal.pem"), "-inkey", str(prime.dir / "seal.key"), "-binary", "-out", str(TMP / "opened.json"))
    opened = json.loads((TMP / "opened.json").read_text(encoding="utf-8"))["document"]
    check(f"the customer's key opens what was handed in ({language})", opened["supplier"]["name"] == "Mihon Works" and opened["request"]["id"] == prime.document["request_id"], opened)
    house.play("home-unsent", [])
    house.play("asked", ["Enter", "s"])  # the address first: only y sends
    house.play("not-agreed", ["Enter", "s", "e"])
    check(f"nothing was tried without y ({language})", "sendings" not in json.loads(draft.read_text(encoding="utf-8")))
    house.play("unreachable", ["Enter", *SEND])
    check(f"noted as failed ({language})", last()["result"] == "failed" and last()["to"] == f"https://{HOST}/in/", last())
    house.play("home-failed", [])
    # with one
    house.environment |= {"TENKEN_NET": "pause=0", "https_proxy": proxy.url}
    house.play("network", ["Enter"])
    store.faults[:] = [(307, {"Location": "https://elsewhere.example/in/x"})]
    house.play("redirected", ["Enter", *SEND])
    store.password = "mihon:geheim"
    house.play("login", ["Enter", *SEND])
    house.play("login-wrong", ["Enter", *SEND, "text mihon", "Tab", "text falsch", "Enter"])
    store.faults[:] = ["cut", (503, {})]
    house.play("sent", ["Enter", *SEND, "text mihon", "Tab", "text geheim", "Enter"])
    check(f"it has arrived, whole ({language})", arrived(), list(store.files))
    check(f"through the proxy, to that host only ({language})", set(proxy.asked) == {f"{HOST}:443"}, proxy.asked)
    check(f"no password in the draft ({language})", "geheim" not in draft.read_text(encoding="utf-8"))
    house.play("home-sent", [])
    store.password = None
    # no receipt: two weeks are the customer's, then the firm calls
    for name, day in (("waiting", "2026-11-24"), ("late", "2026-12-11")):
        house.environment["TENKEN_CLOCK"] = f"{day}T00:00:00Z"
        house.play(f"home-{name}", [])
        house.play(f"receipt-{name}", ["Enter"])
    said = house.run("--lang", language, "home", "--plain", input="1\n\n\nq\n").stdout
    check(f"line by line: whom to call is said at home and where the receipt is looked for ({language})", all(w in said for w in CALL[language]), said)
    # what was sent is out of date by now: nobody is told to send the same again
    kept = draft.read_text(encoding="utf-8")
    house.run("set", draft, "sample:1=3")
    house.play("old-late", ["d"])
    said = house.run("--lang", language, "home", "--plain", input="d 1\nl\n?\n\nd 1\nf\nb\nq\n").stdout
    check(f"line by line: sent answers that are out of date are to be signed again, not sent again ({language})",
          OLD[language][0] in said and CALL[language][1] not in said and said.index(OLD[language][0]) < said.index(OLD[language][2]) and OLD[language][3] in said, said)
    draft.write_text(kept, encoding="utf-8")
    house.environment["TENKEN_CLOCK"] = "2026-11-21T00:00:00Z"
    house.play("receipt-none", ["Enter"])
    digest = arrived()
    store.files[f"/in/receipts/{digest}.receipt.json"] = prime.receipt(digest, key=other)
    house.play("receipt-forged", ["d"])
    check(f"a receipt of somebody else is not kept ({language})", "receipts" not in json.loads(draft.read_text(encoding="utf-8")))
    store.files[f"/in/receipts/{digest}.receipt.json"] = prime.receipt(digest)
    store.password = "mihon:geheim"
    house.play("receipt", ["d", "d", "text mihon", "Tab", "text geheim", "Enter"])
    kept = json.loads(draft.read_text(encoding="utf-8"))["receipts"]
    check(f"the receipt is fetched ({language})", [r["sha256"] for r in kept] == [digest], kept)
    house.play("home-received", [])
    said = house.run("--lang", language, "home", "--plain", input="f 2\nl\nb\nq\n").stdout
    check(f"line by line: where all have what the answers say now, nothing is offered for signing ({language})",
          NOTHING[language][0] in said and NOTHING[language][1] not in said, said)
    house.play("finish-received", ["Up", "f"])
    house.play("sign-again", ["Up", "f", "Enter"])
    revision = json.loads(draft.read_text(encoding="utf-8"))["recipients"][0]["revision"]
    house.screen(["Up", "f", "Enter", "Esc"])
    check(f"nothing new to say: no new revision unasked ({language})", json.loads(draft.read_text(encoding="utf-8"))["recipients"][0]["revision"] == revision == 1, revision)
    house.run("set", draft, "sample:1=3", "sample:2=3", "affirmation.name=Mihon Taro")
    house.play("home-changed", [])
    house.play("finish-changed", ["Enter"])
    house.play("preview-changed", ["Enter", "Enter"])

    # line by line
    store.files.clear()
    store.password = "mihon:geheim"
    said = house.run("home", "--plain", input="\n".join(["", *PLAIN]) + "\n")
    lines = [line for line in said.stdout.splitlines() if HOST in line or "Not sent" in line]
    wanted = LINES[language]
    check(f"line by line: offered, asked, sent ({language})", arrived() and all(any(w in line for line in lines) for w in wanted) and NAMED[language] in said.stdout, said.stdout[-3000:] + said.stderr)
    house.environment |= {"TENKEN_NET": "offline,pause=0", "https_proxy": "http://127.0.0.1:1"}
    house.run("set", draft, "sample:1=2", "affirmation.name=Mihon Taro")
    said = house.run("home", "--plain", input="\n".join(["f 1", *PLAIN[:6], ""]) + "\n").stdout
    check(f"line by line: by file first without a network ({language})", OFFLINE[language] in said and last()["result"] == "failed", said[-3000:])
    house.run("set", draft, "sample:1=3")
    said = house.run("home", "--plain", input="d 1\n\nd 1\nl\n\nq\n").stdout
    check(f"line by line: a file that was never sent and is out of date is not offered for sending before that is said ({language})",
          OLD[language][1] in said and 0 < said.index(OLD[language][1]) < said.index(HOST), said)
    house.play("old", ["d"])
    house.play("old-signed-again", ["d", "f"])
    check(f"no line shows the password ({language})", "geheim" not in said)
store.stop()
finish()
