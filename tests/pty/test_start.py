#!/usr/bin/python3
"""`tenken` alone, as `make run` ends: at a terminal it opens home, which asks language and company once; elsewhere it prints the first commands.
Then the whole way in plain mode at a terminal: a request is opened and confirmed, answered, signed; the passphrase is never shown."""
import hashlib
import json
import os
import pathlib
import pty
import select
import subprocess
import sys

TENKEN, TMP, TOP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"]), os.environ["TOP"]
sys.path.insert(0, TOP + "/tests/interop")
import generate_answers as g  # noqa: E402

PATIENCE = 60
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())), flush=True)


class Talk:
    """The program in a terminal that shows no full screens."""

    def __init__(self, *arguments):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(TENKEN, [TENKEN, *arguments], os.environ | {"TERM": "dumb"})
        self.shown, self.mark = "", 0

    def until(self, words):
        """Reads until the words have come since the last time; False when they do not."""
        while words not in self.shown[self.mark:]:
            if not select.select([self.fd], [], [], PATIENCE)[0]:
                return False
            try:
                got = os.read(self.fd, 4096)
            except OSError:  # EIO: the program has ended
                return False
            self.shown += got.decode("utf-8", "replace").replace("\r", "")
        self.mark = self.shown.index(words, self.mark) + len(words)
        return True

    def through(self, words):
        """The same, past the stops of a long list."""
        stop = "b: that is enough:"
        while words not in self.shown[self.mark:]:
            if stop in self.shown[self.mark:]:
                self.mark = self.shown.index(stop, self.mark) + len(stop)
                os.write(self.fd, b"\n")
            elif not select.select([self.fd], [], [], PATIENCE)[0]:
                return False
            else:
                self.shown += os.read(self.fd, 4096).decode("utf-8", "replace").replace("\r", "")
        self.mark = self.shown.index(words, self.mark) + len(words)
        return True

    def say(self, line, words):
        os.write(self.fd, (line + "\n").encode())
        good = self.until(words)
        if not good:
            print("# " + self.shown[-1500:].replace("\n", "\n# "))
        return good

    def leave(self):
        os.write(self.fd, b"q\n")
        self.until("\0")  # to the end
        return self.end()

    def end(self):
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def request(path, name="Mihon Motors", **other):
    with open(f"{TOP}/questionnaires/basic10.json", encoding="utf-8") as file:
        pack = json.load(file)
    key = g.new_key("ES256")
    cert = g.certificate(key, name, usage=("digital_signature",))
    document = g.request_document() | {"packs": [{"id": pack["id"], "version": pack["version"], "sha256": hashlib.sha256(g.canonical(pack)).hexdigest()}]} | other
    document["requester"] = {"name": name}
    g.write(path, g.signed(document, key, cert, "requester", "request"))
    return cert


os.chdir(TMP)
cert = request("request.json")
home = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "tenken"
draft = home / "2026.tenken"

t = Talk()
check("the first start asks for the language, in both", t.until("1 日本語, 2 English:"), t.shown)
check("and tells why it is line by line", "this terminal shows no full screens" in t.shown, t.shown)
check("then for the firm", t.say("2", "Name of the firm:"))
check("and its number", t.say("Mihon Works", "Reading") and t.say("", "Corporate number (13 digits):"))
check("a wrong one is explained at once", t.say("8000012050002", "One digit is wrong") and t.until("Corporate number (13 digits):"))
check("the number of people is said back as its class", t.say("7000012050002", "How many people work there") and t.say("12", "6 to 20 people"))
check("an industry is found by a trade; what may be several is listed", t.until("Industry, in a word such as plating (? lists them):") and
      t.say("services", "may be one of these:") and t.until("R Other services") and t.until("(? lists them):") and
      "Fisheries" not in t.shown and t.say("nonsense", "is none of these:") and t.until("T Other") and t.until("(? lists them):") and t.say("plating", "\nE Manufacturing"))
check("the rest can wait", all(t.say("", words) for words in ("Mail:", "Phone:", "Emergency phone:", "Saved.")))
check("home says what there is, first the request that nobody has opened", t.until("1 Request from Mihon Motors: new, not opened yet, due 2026-12-15.") and
      t.until("2 Answers of 2026: not begun yet.") and t.until("Signing key: none yet"))
check("a request among the files comes before answers for nobody", t.until("Next: open the request of Mihon Motors, due 2026-12-15. To begin without one, type 2.") and t.until("q leave:") and
      "Next: begin" not in t.shown)
for line in ("", "1", "v 1"):
    check(f"which {line or 'Enter'} opens at once", t.say(line, "New to you") and t.until("n: back, nothing is lost:") and t.say("n", "Home. Mihon Works") and t.until("q leave:"))
check("and makes nothing unasked", not draft.exists())
check("q leaves", t.leave() == 0)

t = Talk()
check("the second start asks nothing again", t.until("Home. Mihon Works, 2026-11-21.") and "Language" not in t.shown and "no full screens" not in t.shown, t.shown)
t.until("q leave:")
check("r finds the request beside it", t.say("r", "1 Mihon Motors, due 2026-12-15: request.json") and t.until("(Enter: back):"))
check("what is no number of it is told what may be typed", t.say("3", '"3" is not understood. Type the number before a file, the path of another') and t.until("(Enter: back):"))
fingerprint = g.fingerprint(cert)
check("an unknown sender is shown with its fingerprint", t.say("1", "New to you") and t.until("\n" + "\n".join(" ".join(fingerprint[i:i + 4] for i in range(k, k + 32, 4)) for k in (0, 32)) + "\n") and t.until("n: back, nothing is lost:"))
check("taken in without the call it stays to be confirmed", t.say("", "Request from Mihon Motors: not confirmed, due 2026-12-15, 24 days left.") and t.until("q leave:"))
check("q leaves", t.leave() == 0 and draft.exists())

answers = [f"basic10:{i}=2" for i in range(1, 11)]
subprocess.run([TENKEN, "set", draft, *answers, "perceived=3", "basic10:1.note=Every spring.", "supplier.contact.name=Mihon Hanako"], check=True, stdout=subprocess.DEVNULL)

t = Talk("--plain")
check("everything answered: the next step is to hand in", t.until("Next: everything is answered") and t.until("q leave:"))
check("it begins with whom", t.say("", "2 Who gets them: to do. Mihon Motors (to be confirmed)") and t.until("Enter: 2 Who gets them"))
check("the fingerprint is there again", t.say("", "1 Mihon Motors: chosen.") and t.until(fingerprint[:4]) and t.until("chosen or not:"))
check("confirmed by y", t.say("y 1", "Confirmed: Mihon Motors.") and t.until("chosen or not:"))
check("then who stands behind the answers", t.say("", "Enter: 3 Who stands behind them") and t.say("", "Name of the person in charge (Enter: Mihon Hanako; b: back):"))
check("the contact person is proposed; without a role nobody does", t.say("", "Role") and t.say("", "In which role?") and t.until("Enter: 3 Who stands behind them") and
      t.say("", "(Enter: Mihon Hanako; b: back):") and t.say("Mihon Taro", "Role") and t.say("owner", "Enter: 4 What they will see"))
check("then what the customer will see", t.say("", "What Mihon Motors will see:") and t.through("Note: Every spring.") and t.through("What they do not see") and
      t.through("to change something there; b: back:"))
check("then the key", t.say("", "Enter: 5 Signing key") and t.say("", "A signing key is your firm's seal") and t.until("a key file that you have:") and
      t.say("", "Passphrase (not shown;"))
check("a short passphrase is refused", t.say("short", "too short") and t.until("Passphrase (not shown;"))
check("two that differ are refused", t.say("correct horse battery", "The same again:") and t.say("correct horse buttery", "differ") and t.until("Passphrase (not shown;"))
check("Enter alone leaves it, and says so", t.say("", "No key was made: it needs a passphrase.") and t.until("5 Signing key: to do.") and t.until("Enter: 5 Signing key") and "1 Are the answers" not in t.shown[-200:])
check("a good one makes it", t.say("", "a key file that you have:") and t.say("", "Passphrase (not shown;") and
      t.say("correct horse battery", "The same again:") and t.say("correct horse battery\n", "Making the key …") and t.until("The signing key is made."))
(TMP / "stick").mkdir()
check("and offers a copy", t.until("Folder for the copy") and t.say(str(TMP / "stick"), f"The copy is written: {TMP / 'stick/signing-key.p12'}") and t.until("Enter: 6 Sign"))
check("what is typed where only Enter signs becomes no folder", t.say("", "no passphrase is asked") and t.say("another", "Here it is one of these:") and t.until("no passphrase is asked"))
check("another folder is asked for by a letter", t.say("o", "Folder for the files") and t.say("", "The files go into Tenken/2026 in your home folder.") and t.until("b: back:"))
check("then it signs", t.say("", "Signing and writing the files …") and t.until("Signed. The files are written.") and t.until("2026-Mihon-Works-for-Mihon-Motors.json"))
check("a page of the result is for the owner, apart", t.until("For yourself, not to be sent") and t.until("2026-Mihon-Works.html") and t.until("Folder: Tenken/for-yourself in your home folder"))
check("m notes that the owner sends them", t.until("m: I have sent the files for Mihon Motors myself; Enter: not yet:") and t.say("m", "Noted: you have sent them."))
check("home says so", t.until("1 Request from Mihon Motors: sent on 2026-11-21, no receipt yet.") and t.until("Signing key: valid until 2031-11-21.") and t.until("q leave:"))
check("q leaves", t.leave() == 0)
check("no passphrase was ever shown", "horse" not in t.shown, t.shown)

out = pathlib.Path(os.environ["HOME"]) / "Tenken/2026"
key = home / "signing-key.p12"
check("the copy is the key", (TMP / "stick/signing-key.p12").read_bytes() == key.read_bytes())
check("only the owner reads the key and the answers", all(p.stat().st_mode & 0o077 == 0 for p in [key, draft, *out.iterdir()]))
settings = json.loads((pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "tenken/settings.json").read_text(encoding="utf-8"))
files = sorted(out.iterdir())
run = subprocess.run([TENKEN, "verify", *files, "--pin", settings["identity"]["sha256"], "--json"], stdout=subprocess.PIPE, text=True)
verdicts = [r["verdict"] for r in json.loads(run.stdout)["results"]]
check("tenken verify trusts what was written", run.returncode == 0 and verdicts == ["trusted", "trusted"], run.stdout)
document = json.loads((out / "2026-Mihon-Works-for-Mihon-Motors.json").read_text(encoding="utf-8"))["document"]
check("it answers this request, for this firm, affirmed", document["request"]["id"] == g.request_document()["request_id"] and
      document["supplier"]["name"] == "Mihon Works" and document["affirmation"] == {"name": "Mihon Taro", "role": "owner", "date": "2026-11-21"}, document)

t = Talk("--plain")
t.until("q leave:")
request("second.json", "Mihon Denki", request_id="00000000-0000-4000-8000-00000000d001")
check("a request that comes meanwhile is named instead of what Enter was said to do", t.say("", "A request has come meanwhile.") and t.until("2 Request from Mihon Denki"), t.shown)
pathlib.Path("second.json").unlink()
t.until("q leave:")
check("and no more when it is gone", t.say("h", "1 Request from Mihon Motors") and t.until("q leave:"), t.shown)
check("done, s shows the result", t.say("s 2", "Results.") and t.through("? help:"))
nothing = "Nothing that Mihon Motors sees has changed since it was signed on 2026-11-21 (revision 1)."
check("f says that nothing is to be handed in again", t.say("f", nothing) and t.until("Nothing is to be signed. Enter:") and t.until("b: back:") and t.say("b", "? help:"), t.shown)
check("f and a line the same", t.say("q", "Home.") and t.until("q leave:") and t.say("f 1", nothing) and t.until("b: back:"), t.shown)
check("the same is not signed again without a word", t.say("6", "y: sign the same again") and t.say("b", "Nothing is to be signed. Enter:"), t.shown)
t.end()

subprocess.run([TENKEN, "set", draft, "basic10:2=1"], check=True, stdout=subprocess.DEVNULL)
t = Talk("--plain")
t.until("q leave:")
check("how a mistake is corrected is named where something was signed", t.say("h", "Home.") and t.until("a 1: correct what was signed; ? help; q leave:"), t.shown)
request("second.json", "Mihon Denki", request_id="00000000-0000-4000-8000-00000000d001")
check("a request that comes meanwhile is told then, and changes no number that was heard", t.say("h", "1 Request from Mihon Motors") and
      t.until("2 Request from Mihon Denki: new, not opened yet, due 2026-12-15.\n3 Answers of 2026"), t.shown)
check("its number opens it", t.until("q leave:") and t.say("2", "From: Mihon Denki") and t.until("nothing is lost:") and t.say("n", "2 Request from Mihon Denki"), t.shown)
pathlib.Path("second.json").unlink()
t.until("q leave:")
check("the questions of answers that were signed say so", t.say("a 1", "Sent to Mihon Motors: a change makes a correction.") and
      t.until("go and a number goes to a question, like go 6;") and t.until("Another answer (Enter:"), t.shown)
check("handing in names the year", t.say("q", "q leave:") and t.say("f 2", "Sign your answers of 2026 and hand them in.") and t.until("Enter: 3 Who stands behind them") and
      t.say("", "(Enter: Mihon Taro; b: back):") and t.say("y", "(Enter: owner; b: back):") and t.say("", "3 Who stands behind them: done. Mihon Taro, owner") and t.until("Enter: 4 What they will see"), t.shown)
check("of a correction what has changed is read out", t.say("", "Changed since revision 1 of 2026-11-21") and t.until("then 2 throughout, now 1 partly") and
      t.until("l: all that they will see;") and "What they do not see" not in t.shown, t.shown)
check("and the rest when it is asked for", t.say("l", "Your firm") and t.through("What they do not see") and t.through("l: all that they will see;"))
check("then it is looked at", t.say("", "4 What they will see: done.") and t.until("Enter: 6 Sign"), t.shown)
t.end()

request("third.json", "Mihon Denki", request_id="00000000-0000-4000-8000-00000000d002", period="2027", due="2027-12-15")
subprocess.run([TENKEN, "set", draft, "basic10:2=2"], check=True, stdout=subprocess.DEVNULL)  # as signed
os.environ["TENKEN_CLOCK"] = "2027-11-21T00:00:00Z"
t = Talk()
check("in a later year, too, a request among the files comes before answers for nobody",
      t.until("Next: open the request of Mihon Denki, due 2027-12-15. To begin without one, type 3."), t.shown)
check("the question about earlier answers says what Enter does", t.until("q leave:") and t.say("3", "Enter or y: with those of 2026; n: with none;"), t.shown)
t.end()

plain = subprocess.run([TENKEN], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
check("without a terminal it prints the first commands", plain.returncode == 0 and b"tenken new" in plain.stdout, plain.stdout)
print(f"1..{count}")
