#!/usr/bin/python3
"""`tenken` alone, as `make run` ends: at a terminal it opens this year's questionnaire, elsewhere it prints the first commands."""
import os
import pathlib
import pty
import subprocess
import sys

TENKEN, TMP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"])


def talk(answer):
    """Starts the program in a terminal, answers its first question, and gives back all that it showed."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(TENKEN, [TENKEN], os.environ | {"TERM": "dumb"})
    shown, sent = b"", False
    while True:
        try:
            got = os.read(fd, 4096)
        except OSError:  # EIO: the program has ended
            break
        if not got:
            break
        shown += got
        if not sent and b"2026.tenken" in shown and b"?" in shown:
            os.write(fd, answer)
            sent = True
    os.close(fd)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main():
    os.chdir(TMP)
    results = []
    shown, _ = talk(b"n\n")
    results.append(("asks before it makes this year's draft", "2026.tenken does not exist yet" in shown))
    results.append(("and makes none when told not to", not (TMP / "2026.tenken").exists()))
    shown, _ = talk(b"x\n")
    results.append(("nor for a key that is no answer", not (TMP / "2026.tenken").exists()))
    shown, _ = talk(b"y\n\x04\x04\x04\x04\x04\x04")
    results.append(("makes it when told to, and begins", (TMP / "2026.tenken").exists()))
    plain = subprocess.run([TENKEN], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
    results.append(("without a terminal it prints the first commands", plain.returncode == 0 and b"tenken new" in plain.stdout))
    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    if not all(good for _, good in results):
        print("# " + shown.replace("\n", "\n# "))
    return 0 if all(good for _, good in results) else 1


sys.exit(main())
