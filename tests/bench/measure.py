"""Shared by the benches: a row of the table, and the time and memory of a command."""
import os
import pathlib
import re
import subprocess
import sys
import threading
import time


def row(what, measured, target):
    print(f"| {what} | {measured} | {target} |", flush=True)


def peak_of(pid):
    """VmHWM in KB. (wait4's ru_maxrss would count what this program held when it forked.)"""
    try:
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])
    except (OSError, TypeError):
        return 0


def at_hand(directory, size=1 << 30):
    """Brings what a command is about to read into memory, and so much free memory that it has for what it writes. Virtual machines give
    memory that lies idle for some seconds back to their host, files read before as well as free pages: who then comes first would pay for
    getting it again, and who is compared with it would not."""
    for path in pathlib.Path(directory).rglob("*"):
        if path.is_file():
            path.read_bytes()
    subprocess.run([sys.executable, "-c", "import sys; b'x' * int(sys.argv[1])", str(size)], check=True)


def timed(*arguments):
    """(seconds, peak KB as seen 20 times a second, seconds of processor time) of a command that must succeed. Processor time is what is left
    of a comparison when the machine does other things as well."""
    peak, begin = [0], time.monotonic()
    child = subprocess.Popen([str(a) for a in arguments], stdout=subprocess.DEVNULL)
    done = threading.Event()

    def watch():
        while not done.wait(0.05):
            peak[0] = max(peak[0], peak_of(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begin
    done.set()
    watcher.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{arguments}: {child.returncode}")
    return seconds, peak[0], used.ru_utime + used.ru_stime
