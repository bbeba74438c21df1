#!/usr/bin/python3
"""export/FORMAT.md is true: its commands run and print what it says, its example is what the program makes and scores, and its two verifiers
agree with the program about good and changed files of every algorithm."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate_answers as g  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402

TOP, TMP, TENKEN = (pathlib.Path(os.environ[name]) for name in ("TOP", "TMP", "TENKEN"))
text = (TOP / "export/FORMAT.md").read_text(encoding="utf-8")
blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))


def blocks_of(language):
    return [body for kind, body in blocks if kind == language]


os.chdir(TMP)
shutil.copytree(TOP / "export/example", "example")
os.symlink(TOP / "tests/interop/node_modules", "node_modules")
os.mkdir("bin")
os.symlink(TENKEN, "bin/tenken")
os.symlink("/usr/bin/python3", "bin/python3")
os.environ["PATH"] = f"{TMP}/bin:{os.environ['PATH']}"
os.environ["TENKEN_DATADIR"] = str(TOP)
pathlib.Path("verify.mjs").write_text(blocks_of("js")[0], encoding="utf-8")
pathlib.Path("verify.py").write_text(blocks_of("python")[0], encoding="utf-8")
pathlib.Path("unpack.py").write_text(blocks_of("python")[1], encoding="utf-8")
pathlib.Path("keys.py").write_text(blocks_of("python")[2], encoding="utf-8")

for block in blocks_of("console"):
    command, expected = block.split("\n", 1)
    run = subprocess.run(command.removeprefix("$ "), shell=True, capture_output=True, text=True, check=False)
    check(command, command.startswith("$ ") and run.returncode == 0 and run.stdout == expected, run.stdout + run.stderr)

# The example, made anew, differs only in what is drawn by chance.
os.mkdir("again")
shutil.copy("example/mihon.example.json", "again")
run = subprocess.run(["sh", "-e"], input=blocks_of("sh")[0], cwd="again", capture_output=True, text=True, check=False)
check("the example's commands run", run.returncode == 0, run.stderr)
example, again = (json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["document"] for path in ("example/answers.json", "again/answers.json"))
check("and make the example", {**again, "assessment_id": example["assessment_id"]} == example, again)
run = subprocess.run(["sh", "-e"], input=blocks_of("sh")[1], cwd="again", capture_output=True, text=True, check=False)
check("so do those of the enrolment and the renewal", run.returncode == 0 and re.search(r"\b1 +merged", run.stdout), run.stdout + run.stderr)
run = subprocess.run(["python3", "keys.py", *[f"again/{name}.json" for name in ("request", "enrolled", "renewed")]], capture_output=True, text=True, check=False)
check("and the check agrees with what they made", run.stdout == "good\n", run.stderr)
for name, change in (("request", lambda f: f["document"].update(enrol_secret=g.base64url(bytes(32)))), ("enrolled", lambda f: f["document"].update(assessment_id="0" * 36))):
    changed = json.loads(pathlib.Path(f"again/{name}.json").read_text(encoding="utf-8"))
    change(changed)
    g.write("changed.json", changed)
    files = ["changed.json" if n == name else f"again/{n}.json" for n in ("request", "enrolled", "renewed")]
    check(f"but not with another {name}", subprocess.run(["python3", "keys.py", *files], capture_output=True, check=False).returncode != 0)
fingerprint = re.search(r"signer's fingerprint is `([0-9a-f]{64})`", text)[1]
canonical = g.canonical(example)
pack = json.loads(pathlib.Path("example/mihon.example.json").read_text(encoding="utf-8"))
der = subprocess.run(["openssl", "x509", "-in", "example/firm.pem", "-outform", "DER"], capture_output=True, check=True).stdout
check("the fingerprint", hashlib.sha256(der).hexdigest() == fingerprint)
check("the digest of the canonical form", f"`{hashlib.sha256(canonical).hexdigest()}`" in text and f"has {len(canonical)} bytes" in text)
check("its beginning", f"begins with `{canonical[:36].decode()}`" in text, canonical[:36])
check("the digest of the pack", f"`{hashlib.sha256(g.canonical(pack)).hexdigest()}`" in text and example["packs"][0]["sha256"] in text)


def mean(items):
    points = sum(i["weight"] * 250 * level for i, level in items)
    weights = sum(i["weight"] for i, _ in items)
    return (2 * points + weights) // (2 * weights) if weights else None


# Scored by the rules as the text states them.
answers = example["answers"]["mihon.example"]
scope = {s["id"]: [(i, answers[i["id"]].get("level", 0)) for i in s["items"] if "level" in answers[i["id"]] or answers[i["id"]].get("unknown")] for s in pack["sections"]}
everything = [pair for pairs in scope.values() for pair in pairs]
score = {"total": mean(everything), "floor": min(level for i, level in everything if i["essential"]), "answered": len(answers), "asked": 4}
score["packs"] = {"mihon.example": {"total": score["total"], "floor": score["floor"], "sections": {name: mean(pairs) for name, pairs in scope.items()}}}
check("the score by hand", score == example["score"] and all(f"**{n}**" in text for n in (313, 1000, 389, 2)), score)


LAST = {"ES256": ["openssl asn1parse -genconf signature.cnf -noout -out signature.der && openssl dgst -sha256 -verify signer.pub -signature signature.der input"],
        **{alg: re.findall(rf"`(openssl {start}[^`]*input[^`]*)`", text) for alg, start in (("PS256", "dgst -sha256 -sigopt"), ("EdDSA", "pkeyutl"))}}


def openssl_agrees(file, alg, pin):
    """What the document says of openssl, for each algorithm."""
    assert len(LAST[alg]) == 1, alg
    commands = (f"python3 unpack.py {file} && openssl x509 -inform DER -in signer.der -noout -pubkey -out signer.pub && {LAST[alg][0]}"
                f" && test \"$(openssl x509 -inform DER -in signer.der -noout -fingerprint -sha256 | tr -d : | tr A-F a-f | cut -d= -f2)\" = {pin}")
    return subprocess.run(commands, shell=True, capture_output=True, check=False).returncode == 0


def verdicts(file, pin):
    return [subprocess.run([*command, file, *arguments], capture_output=True, check=False).returncode == 0
            for command, arguments in ((["node", "verify.mjs"], [pin]), (["python3", "verify.py"], [pin]), ([TENKEN, "verify"], ["--pin", pin]))]


# Files by this program under each kind of key, and files of others with texts that are hard to canonicalise.
pathlib.Path("pass").write_text("correct horse battery\n", encoding="utf-8")
subprocess.run([TENKEN, "new", "draft.tenken", "--pack", "example/mihon.example.json"], capture_output=True, check=True)
nasty = 'a"b\\c/d\t\u007f\u00e9e\u0301\u2028\u2029\ufffd\U0001f600 </script> =1+1 見本'
typed = re.sub("[\t\u007f\u2028\u2029]", "", nasty)  # what a person may type
subprocess.run([TENKEN, "set", "draft.tenken", f"supplier.name={typed}", f"mihon.example:backup.note={typed}",
                *[f"mihon.example:{i['id']}=1" for s in pack["sections"] for i in s["items"]]], capture_output=True, check=True)
for alg in ("ES256", "PS256", "EdDSA"):
    key = g.new_key(alg)
    cert = g.certificate(key, "Mihon Works")
    pathlib.Path("key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                                        + cert.public_bytes(serialization.Encoding.PEM))
    subprocess.run([TENKEN, "identity", "import", f"{alg}.p12", "--from", "key.pem", "--passphrase-file", "pass"], capture_output=True, check=True)
    run = subprocess.run([TENKEN, "export", "draft.tenken", "--json", f"{alg}.json", "--identity", f"{alg}.p12", "--passphrase-file", "pass"], capture_output=True, text=True, check=False)
    check(f"{alg}: exported", run.returncode == 0, run.stderr)
    check(f"{alg}: good for all three", verdicts(f"{alg}.json", g.fingerprint(cert)) == [True] * 3)
    check(f"{alg}: good for openssl", openssl_agrees(f"{alg}.json", alg, g.fingerprint(cert)))
    check(f"{alg}: another signer for openssl", not openssl_agrees(f"{alg}.json", alg, fingerprint))
    check(f"{alg}: another signer for all three", verdicts(f"{alg}.json", fingerprint) == [False] * 3)
    envelope = json.loads(pathlib.Path(f"{alg}.json").read_text(encoding="utf-8"))
    check(f"{alg}: the note arrived", "</script>" in envelope["document"]["answers"]["mihon.example"]["backup"]["note"])
    envelope["document"]["answers"]["mihon.example"]["backup"]["level"] = 4
    g.write("changed.json", envelope)
    check(f"{alg}: changed for openssl", not openssl_agrees("changed.json", alg, g.fingerprint(cert)))
    check(f"{alg}: changed for all three", verdicts("changed.json", g.fingerprint(cert)) == [False] * 3)
    document = g.answers_document()
    document["hard"] = {"\u007f": nasty, "a": ["\b\f\n\r\x01\x1f", {"B": 1, "A": -9007199254740991, "AA": 9007199254740991, "": None, "ab": [], "a~/": {}}, True, False]}
    g.write("foreign.json", g.signed(document, key, cert))
    check(f"{alg}: made elsewhere, good for all three", verdicts("foreign.json", g.fingerprint(cert)) == [True] * 3)
# Sealing, by the commands of the document.
subprocess.run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout prime.key -out prime.pem -subj /CN=Prime -days 30", shell=True, capture_output=True, check=True)
decrypt, encrypt = re.findall(r"^    (openssl cms .*)$", text, re.M)
shutil.copy("example/answers.json", "answers.json")
run = subprocess.run(encrypt, shell=True, capture_output=True, text=True, check=False)
check("the command that seals", run.returncode == 0, run.stderr)
subprocess.run("openssl pkcs12 -export -inkey prime.key -in prime.pem -out prime.p12 -passout file:pass", shell=True, check=True)
run = subprocess.run([TENKEN, "verify", "answers.p7m", "--identity", "prime.p12", "--passphrase-file", "pass", "--pin", fingerprint], capture_output=True, text=True, check=False)
check("what it made is opened here", run.returncode == 0, run.stdout + run.stderr)
os.remove("answers.json")
run = subprocess.run(decrypt, shell=True, capture_output=True, text=True, check=False)
check("the command that opens", run.returncode == 0 and pathlib.Path("answers.json").read_bytes() == pathlib.Path("example/answers.json").read_bytes(), run.stderr)
run = subprocess.run("openssl pkcs12 -in ES256.p12 -info -noout -passin file:pass", shell=True, capture_output=True, text=True, check=False)
check("openssl knows the identity file, as the text says", all(w in run.stderr for w in ("PBES2", "AES-256-CBC", "Iteration 600000", "hmacWithSHA256")), run.stderr)
print(f"1..{count}")
