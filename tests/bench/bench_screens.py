#!/usr/bin/env python3
"""The screens: from start to the first full screen beside dialog(1), from a key to its repaint beside the bare work (write the same bytes, save
once), and what waiting costs. All in the same pseudo-terminal harness, paired runs.

A key's limit is four times the median of the bare work. Keys are not compared with the bare work beside them: how long a disk takes for one
fsync varies by tens, and independently of the one before, so that of two equal programs each would often seem four times as slow as the other.
Instead it is said how many of the bare works keep the limit themselves: a disk that keeps one of a hundred waiting cannot let the program do
better. In memory no disk is in the way, and a ratio that holds there holds on any disk, which adds the same time to both.

BENCH_RUNS: starts of each (default 15); BENCH_KEYS: keys pressed in each (default 300)."""
import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

TENKEN, TOP, TMP = (os.environ[name] for name in ("TENKEN", "TOP", "TMP"))
RUNS, KEYS = int(os.environ.get("BENCH_RUNS", "15")), int(os.environ.get("BENCH_KEYS", "300"))
QUIET = 0.02  # seconds without output after which a repaint counts as ended
IDLE = 5  # seconds of waiting
ENVIRONMENT = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TENKEN_DATADIR": TOP, "XDG_DATA_HOME": f"{TMP}/data", "XDG_CONFIG_HOME": f"{TMP}/config"}
DRAFT = f"{TMP}/bench.tenken"
MEMORY = "/dev/shm"  # files there never wait for a disk


class Terminal:
    def __init__(self, *command):
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=TMP, env=ENVIRONMENT, start_new_session=True,
                                        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)

    def until(self, words):
        """Seconds from the start to the first screen that is whole."""
        seen = b""
        while words not in seen:
            seen += os.read(self.master, 65536)
        return time.perf_counter() - self.begun

    def drain(self, wait):
        """What comes until it is quiet, and when the last of it came."""
        size, last = 0, None
        while select.select([self.master], [], [], wait)[0]:
            size += len(os.read(self.master, 65536))
            last = time.perf_counter()
            wait = QUIET
        return size, last

    def press(self, key):
        begun = time.perf_counter()
        os.write(self.master, key)
        size, last = self.drain(2)
        return last - begun, size

    def end(self, keys):
        os.write(self.master, keys)
        while True:
            try:
                if not os.read(self.master, 65536):
                    break
            except OSError:  # the program has closed its side
                break
        self.process.wait()
        os.close(self.master)


def start(words, keys, *command):
    terminal = Terminal(*command)
    seconds = terminal.until(words)
    terminal.drain(QUIET)
    terminal.end(keys)
    return seconds


def tenken():
    return Terminal(TENKEN, "--lang", "en", "answer", DRAFT)


def measure_start(what, *command):
    dialog = shutil.which("dialog")
    if dialog is None:
        sys.exit("bench_screens.py: dialog is not installed")
    menu = [dialog, "--menu", "What next?", "18", "60", "10", *(word for i in range(8) for word in (str(i), f"Item number {i}"))]
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(start(b"keys", b"q", TENKEN, "--lang", "en", *command))
        theirs.append(start(b"Cancel", b"\x1b\x1b", *menu))
    a, b = statistics.median(ours), statistics.median(theirs)
    ratio = statistics.median(x / y for x, y in zip(ours, theirs))
    print(f"| {what} | {a * 1000:.1f} ms, `dialog` {b * 1000:.1f} ms: {ratio:.2f} × | ≤ 1.5 × |", flush=True)


def within(seconds, limit):
    return f"{sum(s <= limit for s in seconds) / len(seconds):.1%}"


def measure_keys(folder, what, target):
    program, draft = f"{TMP}/screen_baseline", f"{folder}/keys.tenken"
    subprocess.run(["cc", "-O2", "-o", program, f"{TOP}/tests/bench/screen_baseline.c"], check=True)
    make_draft(draft)
    screen = Terminal(TENKEN, "--lang", "en", "answer", draft)
    screen.until(b"keys")
    screen.drain(QUIET)
    sizes = []
    for level in b"31":  # the first save keeps the earlier version too: not measured
        sizes.append(screen.press(bytes((level,)))[1])
        screen.press(b"h")
    bare = Terminal(program, f"{folder}/bare", str(os.path.getsize(draft)), str(max(sizes)))
    bare.until(b"ready")
    ours, theirs = [], []
    for i in range(KEYS):
        ours.append(screen.press(b"0123"[i % 4:i % 4 + 1])[0])
        theirs.append(bare.press(b"x")[0])
        screen.press(b"h")
    screen.end(b"q")
    bare.end(b"q")
    limit = 4 * statistics.median(theirs)
    print(f"| {what} | median {statistics.median(ours) * 1000:.2f} ms, the bare work {limit * 250:.2f} ms; {within(ours, limit)} within 4 ×, "
          f"of the bare work itself {within(theirs, limit)} | {target} |", flush=True)


def on_processor(pid):
    """Nanoseconds of CPU so far."""
    with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
        return int(file.read().split()[0])


def measure_idle():
    screen = tenken()
    screen.until(b"keys")
    screen.drain(0.5)
    before = on_processor(screen.process.pid)
    time.sleep(IDLE)
    spent = on_processor(screen.process.pid) - before
    screen.end(b"q")
    print(f"| CPU while waiting for {IDLE} seconds | {spent / 1000:.0f} µs | none |", flush=True)


def make_home():
    """Drafts of two earlier years, and a firm that has been asked who it is."""
    os.makedirs(f"{TMP}/data/tenken")
    for year in (2024, 2025):
        make_draft(f"{TMP}/data/tenken/{year}.tenken")
    script, screen = f"{TMP}/first.keys", f"{TMP}/first.txt"
    with open(script, "w", encoding="utf-8") as file:
        file.write("2\ntext Mihon Works\nCtrl-S\n")
    subprocess.run([TENKEN, "home", "--keys", script, "--screen", screen], env=ENVIRONMENT, check=True)


def make_draft(path):
    subprocess.run([TENKEN, "new", path, "--pack", "basic10", "--pack", "supply-chain"], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([TENKEN, "set", path, "supplier.name=Mihon Works", "perceived=2"], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


def main():
    make_draft(DRAFT)
    make_home()
    measure_start("start to the first full screen, all packs installed", "answer", DRAFT)
    measure_start("start to home, drafts of two earlier years there", "home")
    measure_keys(TMP, "from a key to its repaint, an answer saved between", "99 % within 4 ×")
    if os.access(MEMORY, os.W_OK):
        with tempfile.TemporaryDirectory(prefix="tenken-bench-", dir=MEMORY) as folder:
            measure_keys(folder, "… with the draft in memory, where no disk makes either wait", "—")
    measure_idle()


main()
