"""A program on a pseudo-terminal, with enough of a screen to read from; and TAP. Nothing sleeps: each step waits for the words that it must bring."""
import errno
import fcntl
import json
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import termios
import unicodedata

TENKEN, TMP, TOP = os.environ["TENKEN"], os.environ["TMP"], os.environ["TOP"]
os.environ["TENKEN_DATADIR"] = f"{TOP}/tests/screens"
PATIENCE = 60  # seconds until a word that does not come counts as missing
LEAVE_ALTERNATE, SHOW_CURSOR, PASTE_OFF = b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l"
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())), flush=True)


def window(fd, rows, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Screen:
    """Enough of a terminal to read from: places, text, clearing. Wide characters take two cells."""

    def __init__(self, rows, columns):
        self.begun = ""
        self.size(rows, columns)

    def size(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0

    def put(self, character):
        wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if self.row < self.rows and self.column + wide <= self.columns:
            self.cells[self.row][self.column] = character
            if wide == 2:
                self.cells[self.row][self.column + 1] = ""
        self.column += wide

    def whole(self, text):
        """Without the last sequence when its rest is still to come: that begins the next text."""
        text = self.begun + text
        self.begun = re.search(r"(?:\x1b(?:\[[?0-9;]*|[()])?)?$", text).group()
        return text[:len(text) - len(self.begun)]

    def feed(self, text):
        self.draw(self.whole(text))

    def draw(self, text):
        for match in re.finditer(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b[()].|\x1b[=>]|(\r)|(\n)|([^\x00-\x1f])", text):
            arguments, final, back, down, character = match.groups()
            if character:
                self.put(character)
            elif back:
                self.column = 0
            elif down:
                self.row += 1
            elif final == "H":
                place = [int(a or 1) for a in (arguments or "1;1").split(";")]
                self.row, self.column = place[0] - 1, (place + [1])[1] - 1
            elif final == "J":
                self.size(self.rows, self.columns)

    def holds(self, words):
        """Also where a line was broken between them."""
        text = self.text()
        return words in text or words in re.sub(r"\s+", " ", text)

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Session:
    """The program on a pseudo-terminal of its own, as its session's leader."""

    def __init__(self, *arguments, rows=24, columns=80, term="xterm-256color", limit=None, shell=False):
        self.screen = Screen(rows, columns)
        self.output = b""
        self.status = None
        self.master, slave = pty.openpty()
        window(self.master, rows, columns)
        self.before = termios.tcgetattr(slave)  # before the program runs, which may change them at once

        def become_leader():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if limit is not None:  # a "full disk": files may grow to so many bytes
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

        command = [TENKEN, *arguments] if not shell else list(arguments)
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, close_fds=True, preexec_fn=become_leader,
                                        env=dict(os.environ, TERM=term, PS1="$ "))
        self.slave = slave
        self.undecoded = b""

    def read(self):
        """One piece of output; False at the end."""
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError as error:
            if error.errno == errno.EIO:
                return False
            raise
        self.output += data
        data = self.undecoded + data
        whole = data.decode("utf-8", "ignore")
        self.undecoded = data[len(whole.encode()):]
        self.screen.feed(whole)
        return bool(data)

    def shows(self, *words):
        while not all(self.screen.holds(w) for w in words):
            if self.process.poll() is not None and not select.select([self.master], [], [], 0)[0]:
                return False
            if not self.read():
                return False
        return True

    def loses(self, *words):
        """The words have gone from the screen: what was drawn before they went has been read, too."""
        while any(self.screen.holds(w) for w in words):
            if not self.read():
                return False
        return True

    def says(self, *words):
        """For output line by line: the words have come since the last time."""
        while not all(w.encode() in self.output for w in words):
            if not self.read():
                return False
        self.output = b""
        return True

    def type(self, keys, *words, screen=True):
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)
        if words and screen:
            self.taken()
        return (self.shows(*words) if screen else self.says(*words)) if words else True

    def taken(self):
        """What was typed has been read by the program, and what it had drawn before by the test: a screen that has come in part only still holds
        words of the one before."""
        while self.process.poll() is None and struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0] > 0:
            if select.select([self.master], [], [], 0.01)[0]:
                self.read()
        while select.select([self.master], [], [], 0)[0] and self.read():
            pass

    def end(self):
        """Exit status, after reading everything."""
        if self.slave is not None:
            self.after = None
            try:
                os.set_blocking(self.master, True)
                for _ in range(PATIENCE * 20):
                    if self.process.poll() is not None:
                        break
                    ready, _, _ = select.select([self.master], [], [], 0.05)
                    if ready and not self.read():
                        break
                else:
                    self.process.kill()
                while select.select([self.master], [], [], 0)[0] and self.read():
                    pass
                self.after = termios.tcgetattr(self.slave)
            finally:
                os.close(self.slave)
                self.slave = None
        return self.process.wait()

    def same_modes(self):
        """The terminal's modes are as they were found. PENDIN is the kernel's own note that typed input waits to be looked at again."""
        before, after = ([*modes[:3], modes[3] & ~termios.PENDIN] for modes in (self.before, self.after))
        return before == after

    def restored(self):
        """The terminal is as it was found."""
        return LEAVE_ALTERNATE in self.output and SHOW_CURSOR in self.output and PASTE_OFF in self.output and self.same_modes()


def draft(name, *assignments):
    path = f"{TMP}/{name}.tenken"
    subprocess.run([TENKEN, "new", path, "--pack", "sample", "--pack", "sample-chain"], stdout=subprocess.DEVNULL, check=True)
    if assignments:
        subprocess.run([TENKEN, "set", path, *assignments], stdout=subprocess.DEVNULL, check=True)
    return path


def saved(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def plan():
    print(f"1..{count}")
