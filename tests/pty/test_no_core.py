#!/usr/bin/python3
"""While a passphrase is in memory no crash may write it to disk: the limit on core files is 0, and stays so."""
import os
import pty
import signal

pid, terminal = pty.fork()
if pid == 0:
    os.execv(os.environ["TENKEN"], ["tenken", "identity", "new", os.environ["TMP"] + "/firm.p12", "--name", "Mihon"])
seen = b""
while b"assphrase" not in seen:
    try:
        seen += os.read(terminal, 4096)
    except OSError:
        break
with open(f"/proc/{pid}/limits", encoding="ascii") as file:
    limits = [line.split()[4:6] for line in file if line.startswith("Max core file size")]
os.kill(pid, signal.SIGSEGV)
_, status = os.waitpid(pid, 0)
print(f"{'ok' if b'assphrase' in seen else 'not ok'} 1 - it asks for a passphrase")
print(f"{'ok' if limits == [['0', '0']] else 'not ok'} 2 - no core file may be written, and the limit cannot be raised again\n# {limits}")
print(f"{'ok' if not os.WCOREDUMP(status) else 'not ok'} 3 - a crash leaves none")
print("1..3")
