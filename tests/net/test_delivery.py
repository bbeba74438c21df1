#!/usr/bin/python3
"""From the request to the receipt: three suppliers hand in over TLS (straight, through a proxy, over IPv6), the customer collects, merges and
gives receipts, and each supplier's receipt is believed; then the same with a USB stick and no network at all."""
import hashlib
import json
import os
import shutil

from prime_case import TMP, Firm, Prime, check, equal, finish, must
from servers import Authority, Nginx, Tinyproxy

os.environ["TENKEN_NET"] = "pause=0,stall=5"
ca = Authority(TMP / "ca")
CA = ("--ca", ca.file)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def counts(ran, *names):
    return [ran.json[name] for name in names]


def last_sending(firm):
    return json.loads(firm.draft.read_text())["sendings"][-1]


with Nginx(TMP / "nginx", ca.server(), once=True) as nginx, Tinyproxy(TMP / "proxy") as proxy:
    up = nginx.files / "up"
    up.mkdir()
    prime = Prime(TMP / "prime", nginx.url("up/"), "S0001", "S0002", "S0003", "S0004")
    firms = {code: Firm(TMP / code, prime, code) for code in prime.requests}
    straight, proxied, six, stick_firm = firms.values()
    files = {firm: firm.export("answers.json.p7m") for firm in firms.values()}

    def submit(firm, *more, **env):
        return firm.run("submit", files[firm], "--draft", firm.draft, *CA, "--json", *more, **env)

    ran = submit(straight)
    check("a sealed file goes where the request says", ran.status == 0 and (up / f"{sha256(files[straight])}.p7m").read_bytes() == files[straight].read_bytes(),
          ran.status, ran.err, ran.out)
    equal("and was read back", (ran.json["result"], last_sending(straight)["result"]), ("checked", "checked"))
    ran = submit(proxied, https_proxy=proxy.url)
    check("through a proxy", ran.status == 0 and f"CONNECT localhost:{nginx.port}" in proxy.log_file.read_text(), ran.err)
    there = nginx.url("up/", host="[::1]")
    ran = submit(six, "--to", there, "--confirm-host", f"[::1]:{nginx.port}")
    check("over IPv6", ran.status == 0 and "::1 " in nginx.access.read_text(), ran.err)
    ran = submit(straight)
    check("again does no harm", ran.status == 0 and ran.json["was_there"] and len(list(up.iterdir())) == 3, ran.out, ran.err)
    ran = submit(straight, "--check")
    check("there is no receipt yet", ran.status == 1, ran.status, ran.err, ran.out)

    received = TMP / "received"
    got = must("collect", nginx.url("up/"), "--into", received, *CA, "--json").json
    equal("the customer collects three files", (got["collected"], got["listed"]), (3, 3))
    equal("merges them, and knows who each is from", counts(prime.merge(received), "merged", "quarantined", "files"), [3, 0, 3])
    equal("and gives receipts", prime.receipts(nginx.url("up/"), *CA).json, {"written": 3, "there": 0})
    for name, firm, more, env in (("straight", straight, (), {}), ("through the proxy", proxied, (), {"https_proxy": proxy.url}),
                                  ("over IPv6", six, ("--to", there, "--confirm-host", f"[::1]:{nginx.port}"), {})):
        ran = submit(firm, "--check", *more, **env)
        check(f"which the supplier believes, {name}", ran.status == 0, ran.status, ran.err, ran.out)
        equal(f"and keeps, {name}", [r["sha256"] for r in json.loads(firm.draft.read_text())["receipts"]], [sha256(files[firm])])

    straight.must("set", straight.draft, "small:1=4")
    files[straight] = straight.export("again.json.p7m")
    check("the next revision goes the same way", submit(straight).status == 0)
    got = must("collect", nginx.url("up/"), "--into", received, *CA, "--json").json
    equal("only it is new", (got["collected"], got["known"]), (1, 3))
    equal("merges with the others", counts(prime.merge(received), "merged", "unchanged", "files"), [1, 3, 4])
    equal("and has its own receipt", prime.receipts(nginx.url("up/"), *CA).json, {"written": 1, "there": 3})

    ran = submit(stick_firm, "--check")
    check("what was never sent has no receipt", ran.status == 1, ran.status, ran.err)

# No network at all: the server is gone.
stick, office = TMP / "stick", TMP / "office"
stick.mkdir()
shutil.copy(files[stick_firm], stick / "答え.p7m")
got = must("collect", stick, "--into", office, "--json").json
equal("from a stick", (got["collected"], got["known"]), (1, 0))
equal("it merges", prime.merge(office).json["merged"], 1)
got = prime.receipts(stick)
equal("the receipts go onto the stick", (got.status, got.json["written"]), (0, 5))
receipt = stick / "receipts" / f"{sha256(files[stick_firm])}.receipt.json"
ran = submit(stick_firm, "--check", "--receipt", receipt)
check("and the supplier believes its own", ran.status == 0, ran.status, ran.err, ran.out)
other = stick / "receipts" / f"{sha256(files[straight])}.receipt.json"
check("but not another's", submit(stick_firm, "--check", "--receipt", other).status == 1)
equal("the stick holds nothing new", must("collect", stick, "--into", office, "--json").json["collected"], 0)
finish()
