#!/usr/bin/python3
"""An owner's year in the full screens alone, in Japanese and in English: from the first start to files that the customer merges, the key made on the way.
Then a further customer asks some of the same and some more: only what is new is asked, what was given is put off and then confirmed, and the sealed
answers are sent from the screens."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

from terminal import TENKEN, TMP, TOP, Session, check, plan

sys.path.insert(0, f"{TOP}/tests/net")
from delivery_case import Prime, Proxy, Store, certificate, openssl  # noqa: E402

WORDS = {
    "en": dict(choice="2", firm="Name of the firm", lies="new request, not opened yet, due", fresh="New to you", confirmed="Confirmed:", taken="The request is taken in",
               belief="How well do you think", offer="signing without this step is fine", second="second pass   1 of", evidence="None yet", left="%d to look at",
               last="That was the last one", results="You expected", finish="Sign your answers and hand them in", affirm="Who stands behind these", owner="代表",
               affirmed="見本 太郎, 代表", sees="What %s will see", unseen="What they do not see", looked="looked at", key="is your firm's seal", make="Name of the firm",
               again="The same again", differ="The two passphrases differ", kept="見本製作所, valid until 2031-11-21", hidden="lies in a hidden folder", sign="Folder for the files", copy="> keep a copy", copied="The copy is written: stick/signing-key.p12 in your home", gone="There is no such folder", no_stick="! No USB stick is there yet", elsewhere="> keep a copy in another folder", back="> done, back", making="Making the key …",
               signing="Signing and writing the files …", open="Enter signs.", phrase="Passphrase",
               signed="Signed. The files are written.", done="sent on 2026-11-21, no receipt yet", noted="Noted: you have sent them.", asked="Send now to", next="Next: wait some days", fresh_left="3 questions are left",
               list="Mihon Electric asks, too, what you have answered already (%d questions)", later="Next: 5 answers were given before", all="4 answers are confirmed",
               products="Products and services of others", listed="1 entry", send="press s to send",
               sent="Sent: everything has arrived.", home_sent="sent on 2026-11-21, no receipt yet"),
    "ja": dict(choice="1", firm="会社名", lies="まだ開いていない依頼、期限", fresh="はじめての依頼元", confirmed="確認済みにしました", taken="依頼を受け取りました",
               belief="どのくらい守られている", offer="取引先によく伝わります", second="件中 1件目", evidence="まだありません", left="残り %d件",
               last="これで最後です", results="予想は", finish="回答に署名して提出する", affirm="責任者はどなた", owner="代表",
               affirmed="見本 太郎、代表", sees="%sに見える内容", unseen="取引先に見えないもの", looked="確かめました", key="会社の印鑑のようなもの", make="会社名",
               again="もう一度", differ="二つの合い言葉が違います", kept="見本製作所、有効期限 2031-11-21", hidden="ふだんは表示されないフォルダー", sign="書き出すフォルダー", copy="> USBメモリーに控えを取る", copied="控えを書きました: ホームフォルダーの中の stick/signing-key.p12", gone="そのフォルダーはありません", no_stick="! USBメモリーが見つかりません", elsewhere="> ほかのフォルダーに控えを取る", back="> これでよい、戻る", making="鍵を作っています…",
               signing="署名して、ファイルを書き出しています…", open="Enterで署名", phrase="合い言葉",
               signed="署名して、ファイルを書き出しました。", done="2026-11-21 に送付、受領書はまだ", noted="ご自身で送ったと記録しました。", asked="へ送りますか", next="次: Mihon Motorsの受領書がメールで届くのを", fresh_left="残り3問です",
               list="Mihon Electricも、すでに答えた質問 (%d問)", later="依頼より前の答えが5問", all="4問の答えを確かめました",
               products="使っている外の製品・サービス", listed="1件", send="s を押すと送れます",
               sent="送りました。すべて届いています。", home_sent="2026-11-21 に送付、受領書はまだ"),
}
PASSPHRASE = "correct horse battery"
FIRST, NEW = "23120", "131"  # the levels for the first customer; what the second one asks besides, the last of them done or not
HOST = "share.prime.example"
DATA = {"TENKEN_DATADIR": f"{TOP}/tests/screens"}
END, ESC = "\x1b[F", "\x1b"


def run(*arguments):
    return subprocess.run([TENKEN, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


class Story:
    """One session of one owner: each step is keys and the words that they must bring; told by name where it stops."""

    def __init__(self, language):
        self.language, self.w = language, WORDS[language]
        self.session = Session()

    def step(self, name, *keys_and_words):
        for keys, *words in keys_and_words:
            if not self.session.type(keys, *words):
                check(f"{self.language}: {name}", False, f"{keys!r} did not bring {words}\n{self.session.screen.text()}")
                raise SystemExit(plan())
        check(f"{self.language}: {name}", True)

    def said(self):
        return self.session.output.decode("utf-8", "replace")

    def leave(self, name):
        self.session.type("q")
        check(f"{self.language}: {name}, the terminal as it was", self.session.end() == 0 and self.session.restored())
        return self.session.output.decode("utf-8", "replace")

    def take_in_first(self, prime):
        digits = [prime.fingerprint()[i:i + 4] for i in range(0, 64, 4)]
        self.step(f"follows Enter: the request of {prime.name} that lies beside, its digits compared, then the questions",
                  ("\r", self.w["fresh"], " ".join(digits[:8]), " ".join(digits[8:])), ("y", self.w["confirmed"]), ("\r", self.w["belief"]))

    def take_in(self, prime):
        digits = [prime.fingerprint()[i:i + 4] for i in range(0, 64, 4)]
        self.step(f"opens the request that lies beside, compares the digits of {prime.name}, takes it in", ("r", f"> {prime.name}"),
                  ("\r", self.w["fresh"], " ".join(digits[:8]), " ".join(digits[8:])), ("y", self.w["confirmed"]), ("\r", self.w["taken"], f"> {prime.name}"))

    def look(self, prime):
        self.step(f"sees what {prime.name} will see, and what not", ("\r", self.w["sees"] % prime.name), (END, self.w["unseen"]), ("\r", self.w["finish"], self.w["looked"]))


def firm(language):
    """A computer where the program was never started, and the desk that it is started from."""
    home = pathlib.Path(TMP) / language
    desk = home / "desk"
    desk.mkdir(parents=True)
    for name in [n for n in os.environ if n.startswith("XDG_")]:
        del os.environ[name]
    os.environ["HOME"] = str(home)
    os.chdir(desk)
    return home, desk


def begins(language):
    s, w = Story(language), WORDS[language]
    s.session.shows("1  日本語", "2  English")
    s.step("the first start asks language and firm, once", (w["choice"], w["firm"]), ("見本製作所\x13", w["lies"]))
    return s


def answers(s):
    w = s.w
    s.step("the guess leads to the questions", ("3", " 1. "))
    s.step("five keys, five answers", *((level, f" {number}. ") for number, level in enumerate(FIRST[:-1], 2)), (FIRST[-1], w["offer"]))
    s.step("evidence in the second pass", ("\r", w["second"]), ("e", w["evidence"]), ("a", "2026-11-21"), ("復旧の記録\x13", "> 2026-11-21  復旧の記録"),
           (ESC, w["left"] % 4, "復旧の記録"))
    s.step("the rest is looked at; then the results", *(("\r", w["left"] % n) for n in (3, 2, 1)), ("\r", w["results"], w["last"]))


def signs(s, prime):
    w = s.w
    s.step("who stands behind the answers", ("f", w["finish"]), ("\r", w["affirm"]), (f"見本 太郎\r{w['owner']}\r", w["finish"], w["affirmed"]))
    s.look(prime)
    s.step("makes the key: two passphrases that differ are refused", ("\r", w["key"]), ("\r", w["make"], w["again"]),
           (f"{PASSPHRASE}\t{PASSPHRASE}!\r", w["differ"]), (f"{PASSPHRASE}\t{PASSPHRASE}\r\r\r", w["kept"], w["hidden"], w["copy"]))
    check(f"{s.language}: that it is being made is said, and keys pressed meanwhile pass over nothing", w["making"] in s.said())
    stick = pathlib.Path(os.environ["HOME"]) / "stick"
    s.step("a copy is what comes first; a stick that is not plugged in is none", ("\r", w["no_stick"]), ("\x1bOB", w["elsewhere"]), ("\r", "E:"), ("stick\r", w["gone"]))
    check(f"{s.language}: nothing was written then", not stick.exists())
    stick.mkdir()
    s.step("it is written and said where", ("\r", w["copied"], w["back"]))
    check(f"{s.language}: and is the key", (stick / "signing-key.p12").read_bytes() == (stick.parent / ".local/share/tenken/signing-key.p12").read_bytes())
    s.step("signs with it; a passphrase typed without looking becomes no folder", ("\r", w["finish"], "2031-11-21"), ("\r", w["open"], w["sign"]),
           (f"{PASSPHRASE}\r", w["signed"], "Mihon-Motors.xlsx"))
    check(f"{s.language}: that it is being signed is said", w["signing"] in s.said())
    s.step("notes that the owner sends it", ("m", w["noted"]))
    s.step("and home says so", ("\r", w["done"], w["next"]))
    check(f"{s.language}: home names no file that was taken in", w["lies"] not in s.session.screen.text(), s.session.screen.text())


def files(home, prime):
    return sorted((home / "Tenken/2026").glob(f"*-for-{prime.name.replace(' ', '-')}.*"))


def merged(prime, *paths):
    openssl("pkcs12", "-export", "-inkey", str(prime.dir / "seal.key"), "-in", str(prime.dir / "seal.pem"), "-out", str(prime.dir / "seal.p12"), "-passout", "pass:correct horse")
    key = ["--identity", prime.dir / "seal.p12", "--passphrase-file", f"{TMP}/pass"]
    ran = run("merge", "--into", prime.db, *paths, *key, "--json")
    verdicts = run("verify", *paths, "--portfolio", prime.db, *key, "--json")
    return json.loads(ran.stdout), [r["verdict"] for r in json.loads(verdicts.stdout)["results"]]


def document(path):
    return json.loads(path.read_text(encoding="utf-8"))["document"]


def levels(answers):
    return [a.get("level", int(a.get("done", False))) for a in answers.values()]


def first_customer(language, prime):
    home, desk = firm(language)
    shutil.copy(prime.request, desk / "request.json")
    s = begins(language)
    s.take_in_first(prime)
    answers(s)
    signs(s, prime)
    shown = s.leave("leaves")
    check(f"{language}: no passphrase was ever shown", "horse" not in shown)
    paths = files(home, prime)
    counts, verdicts = merged(prime, *paths)
    check(f"{language}: the customer merges the files and trusts them", (counts["files"], counts["merged"], counts["unchanged"]) == (2, 1, 1) and
          verdicts == ["trusted", "trusted"], (counts, verdicts))
    signed = document(paths[0])
    check(f"{language}: every answer as given, the evidence, who stands behind it", levels(signed["answers"]["sample"]) == list(map(int, FIRST)) and
          "復旧の記録" in json.dumps(signed, ensure_ascii=False) and signed["affirmation"] == {"name": "見本 太郎", "role": "代表", "date": "2026-11-21"} and
          "unfinished" not in signed and "looked" not in signed, signed)
    s = Story(language)
    check(f"{language}: the second start asks nothing again and says that it is done", s.session.shows(WORDS[language]["done"], WORDS[language]["next"]), s.session.screen.text())
    s.leave("leaves again")
    return home, desk


def further_customer(language, home, desk, prime, store):
    w = WORDS[language]
    shutil.copy(prime.request, desk / "further.json")
    (home / ".config/tenken/ca.pem").write_bytes(pathlib.Path(TMP, "ca.pem").read_bytes())
    before = files(home, prime)
    s = Story(language)
    s.session.shows(w["next"])
    s.take_in(prime)
    s.step("only what is new is asked", ("", w["fresh_left"]), ("\r", " 6. "), (NEW[0], " 7. "), (NEW[1], " 8. "), (NEW[2], w["list"] % 5))
    s.step("what was given is put off: home says what is left", (ESC, w["later"]))
    check(f"{language}: nothing was signed", before == files(home, prime) == [])
    s.step("one key confirms one, one the rest", ("\r", w["list"] % 5), ("y", w["list"] % 4), ("a", w["products"], w["all"]))
    s.step("products are asked, which the first one did not ask for", ("a", "Version" if language == "en" else "バージョン"), ("Mihon Mail\x13", "Mihon Mail", w["listed"]))
    s.step("a closer look is offered, and handing in beside it", (ESC, w["offer"]), ("f", w["finish"]))
    s.step("who stands behind them confirms them as they are now", ("\r", w["affirm"]), ("\r\r", w["finish"], w["affirmed"]))
    s.look(prime)
    s.step("signs, sealed", ("\r", w["sign"], w["phrase"]), (f"{PASSPHRASE}\r", w["signed"], "Mihon-Electric.xlsx.p7m", w["send"]))
    s.step("sends from here", ("s", w["asked"], HOST), ("y", w["sent"], HOST))
    s.step("home says that it is sent", ("\r", w["home_sent"], w["done"]))
    s.leave("leaves a third time")
    sealed = [p for p in files(home, prime) if p.suffixes[-2:] == [".json", ".p7m"]]
    bodies = {hashlib.sha256(p.read_bytes()).hexdigest(): p.read_bytes() for p in sealed}
    check(f"{language}: it has arrived, whole, and nothing else", len(bodies) == 1 and store.files == {f"/in/{digest}.p7m": body for digest, body in bodies.items()}, list(store.files))
    arrived = pathlib.Path(TMP) / f"arrived.{language}.p7m"
    arrived.write_bytes(next(iter(store.files.values())))
    counts, verdicts = merged(prime, arrived)
    check(f"{language}: the customer merges what arrived and trusts it", (counts["files"], counts["merged"]) == (1, 1) and verdicts == ["trusted"], (counts, verdicts))
    opened = pathlib.Path(TMP) / f"opened.{language}.json"
    openssl("cms", "-decrypt", "-inform", "DER", "-in", str(arrived), "-recip", str(prime.dir / "seal.pem"), "-inkey", str(prime.dir / "seal.key"), "-binary", "-out", str(opened))
    signed = document(opened)
    check(f"{language}: the given answers and the new ones, none unconfirmed, and the product", levels(signed["answers"]["sample"]) == list(map(int, FIRST)) and
          levels(signed["answers"]["sample-chain"]) == list(map(int, NEW)) and "confirmed" not in json.dumps(signed["answers"]) and
          [p["name"] for p in signed["inventory"]] == ["Mihon Mail"] and "unfinished" not in signed, signed)


certificate("ca", names="")
certificate("server", "ca", f"DNS:{HOST}")
store = Store()
proxy = Proxy(store.port)
os.environ |= {"TENKEN_NET": "pause=0,stall=20", "https_proxy": proxy.url}
for place in WORDS:
    motors = Prime("Mihon Motors", None, pack="sample", seals=False, folder=f"motors.{place}", **DATA)
    electric = Prime("Mihon Electric", f"https://{HOST}/in/", pack=["sample", "sample-chain"], folder=f"electric.{place}", **DATA)
    store.files.clear()
    further_customer(place, *first_customer(place, motors), electric, store)
store.stop()
plan()
