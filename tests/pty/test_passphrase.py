#!/usr/bin/python3
"""Passphrases at a real terminal: no echo, asked twice when new, and the echo comes back however it ends."""
import fcntl
import os
import pty
import signal
import struct
import termios

TENKEN, TMP = os.environ["TENKEN"], os.environ["TMP"]
TIOCGPTN = 0x80045430  # ioctl_tty(2): the number of the pseudo-terminal
count = 0


def ok(condition, name, detail=""):
    global count
    count += 1
    print(("ok" if condition else "not ok"), count, "-", name)
    if not condition:
        for line in str(detail).splitlines():
            print("#", line)


class Session:
    def __init__(self, *arguments):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execv(TENKEN, [TENKEN, *arguments])
        self.text = ""

    def until(self, prompt):
        """Reads until the prompt has come once more; False when the program ended before."""
        seen = self.text.count(prompt)
        while self.text.count(prompt) == seen:
            try:
                got = os.read(self.master, 4096)
            except OSError:  # Linux: the other side is closed
                got = b""
            if not got:
                return False
            self.text += got.decode("utf-8", "replace")
        return True

    def echoes(self):
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def send(self, text):
        os.write(self.master, text.encode())

    def end(self):
        self.until("\0never\0")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


os.chdir(TMP)
s = Session("identity", "new", "firm.p12", "--name", "Mihon Works")
ok(s.until("New passphrase: "), "a new passphrase is asked for", s.text)
ok(not s.echoes(), "without echo")
s.send("correct horse battery\n")
ok(s.until("The same again: "), "and once more", s.text)
ok(not s.echoes(), "without echo too")
s.send("correct horse battery\n")
status = s.end()
ok(status == 0 and os.path.exists("firm.p12"), "the identity is made", s.text)
ok("horse" not in s.text, "the passphrase was never shown", s.text)

s = Session("identity", "new", "other.p12", "--name", "Mihon Works")
s.until("New passphrase: ")
s.send("correct horse battery\n")
s.until("The same again: ")
s.send("correct horse buttery\n")
ok(s.end() == 3 and "differ" in s.text and not os.path.exists("other.p12"), "two that differ make nothing", s.text)

s = Session("identity", "new", "other.p12", "--name", "Mihon Works")
s.until("New passphrase: ")
s.send("short\n")
ok(s.end() == 3 and "too short" in s.text and not os.path.exists("other.p12"), "a short one is refused", s.text)

s = Session("identity", "new", "other.p12", "--name", "Mihon Works")
s.until("New passphrase: ")
s.send("\x04")
ok(s.end() == 3 and not os.path.exists("other.p12"), "none is refused", s.text)

for number, key in ((signal.SIGINT, "\x03"), (signal.SIGQUIT, "\x1c"), (signal.SIGTERM, None)):
    # A second descriptor of the terminal keeps its settings readable after the program's end.
    s = Session("identity", "new", "other.p12", "--name", "Mihon Works")
    s.until("New passphrase: ")
    number_of_pty = struct.unpack("I", fcntl.ioctl(s.master, TIOCGPTN, b"\0" * 4))[0]
    terminal = os.open(f"/dev/pts/{number_of_pty}", os.O_RDWR | os.O_NOCTTY)
    ok(not s.echoes(), f"{number.name}: asked without echo")
    if key:
        s.send(key)
    else:
        os.kill(s.pid, number)
    status = os.waitstatus_to_exitcode(os.waitpid(s.pid, 0)[1])
    ok(status == -number and s.echoes(), f"{number.name}: ends the program, and the echo is back", status)
    os.close(terminal)
    os.close(s.master)
print(f"1..{count}")
