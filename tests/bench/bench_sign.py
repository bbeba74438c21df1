#!/usr/bin/python3
"""The answers workbook: write and sign against the unsigned write, and verify against the write, in paired runs of whole commands. The key files
have one round of key derivation, or they would measure nothing else; an Ed25519 key leaves the sheets unsigned, since office programs know no
such signature, and is otherwise the same work. Starting the program and reading the packs is measured by `pack list` and taken off."""
import os
import pathlib
import statistics
import subprocess
import time

TENKEN, TOP, TMP = os.environ["TENKEN"], os.environ["TOP"], pathlib.Path(os.environ["TMP"])
RUNS = int(os.environ.get("BENCH_RUNS", "5")) * 4
os.environ["TENKEN_DATADIR"] = TOP
os.chdir(TMP)


def run(*arguments):
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def seconds(*arguments):
    begin = time.monotonic()
    run(*arguments)
    return time.monotonic() - begin


def identity(name, *kind):
    run("openssl", "req", "-x509", "-newkey", *kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", "/CN=Bench", "-days", "3650")
    run("openssl", "pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-out", f"{name}.p12", "-passout", "file:pass", "-iter", "1")


def export(name):  # the second pack is left open
    return seconds(TENKEN, "export", "d.tenken", "--unfinished", "--xlsx", f"{name}.xlsx", "--identity", f"{name}.p12", "--passphrase-file", "pass")


pathlib.Path("pass").write_text("correct horse battery\n")
identity("unsigned", "ed25519")
identity("p256", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
identity("rsa", "rsa:2048")
run(TENKEN, "new", "d.tenken", "--pack", "basic10", "--pack", "supply-chain")
run(TENKEN, "set", "d.tenken", "supplier.name=Bench", *(f"basic10:{i}=3" for i in range(1, 11)))
run(TENKEN, "set", "d.tenken", *(f"basic10:{i}.note=" + "a note of a firm about this item " * 8 for i in range(1, 11)))
names = ("unsigned", "p256", "rsa")
times = {name: [] for name in (*names, "start", "verify")}
for _ in range(RUNS):
    for name in names:
        times[name].append(export(name))
    times["start"].append(seconds(TENKEN, "pack", "list"))
    times["verify"].append(seconds(TENKEN, "verify", "p256.xlsx", "--pin", "p256.pem"))
median = {name: statistics.median(values) for name, values in times.items()}
write = median["unsigned"] - median["start"]
size = os.path.getsize("p256.xlsx") // 1024
for name, words in (("p256", "P-256"), ("rsa", "RSA-2048")):
    signed = median[name] - median["start"]
    print(f"| answers workbook of {size} KB, write and sign with {words} | {signed / write:.2f} × the unsigned write ({write * 1000:.0f} ms) | ≤ 2 × |", flush=True)
print(f"| answers workbook, verify, program start included | {median['verify'] / write:.2f} × the write | ≤ 0.5 × |", flush=True)
