"""Screens as steps: every step is a key script for `tenken home` that goes on where the one before stopped; its last screen is compared with
FOLDER/STEP.LANGUAGE.txt, and UPDATE=1 writes those anew. Digits of our own new key are masked, since it is another one each time."""
import base64
import contextlib
import hashlib
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess

TENKEN, TMP, TOP = os.environ["TENKEN"], pathlib.Path(os.environ["TMP"]), os.environ["TOP"]
REQUESTS = sorted((pathlib.Path(TOP) / "tests/screens/home").glob("request*.json"))
SEEN = ["Enter", "End", "Enter"]  # what one customer will see
PASS = "text correct horse battery"
count = 0


def check(name, good, detail=""):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}" + ("" if good else "".join(f"\n# {line}" for line in str(detail).splitlines())))


def finish():
    print(f"1..{count}")


def requesters():
    found = []
    for path in REQUESTS:
        header = json.loads(path.read_text(encoding="utf-8"))["signatures"][0]["protected"]
        header = json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))
        found.append(hashlib.sha256(base64.b64decode(header["x5c"][0])).hexdigest())
    return found


def masked(screen):
    """Times eight groups of four hex digits that are not a requester's, whose key is in the files here."""
    known = [" ".join(d[i:i + 4] for i in range(0, 32, 4)) for d in re.findall(r"[0-9a-f]{32}", "".join(requesters()))]
    return re.sub(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", lambda m: m.group() if m.group() in known else " ".join(["0000"] * 8), screen)


class House:
    """One user's home, with requests on the desk."""

    def __init__(self, folder, language, requests=REQUESTS):
        self.folder, self.language = pathlib.Path(TOP) / "tests/screens" / folder, language
        self.home = TMP / language
        self.desk, self.data = self.home / "desk", self.home / ".local/share/tenken"
        self.before = None
        self.desk.mkdir(parents=True)
        self.data.mkdir(parents=True)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")} | {"HOME": str(self.home), "TENKEN_DATADIR": f"{TOP}/tests/screens"}
        for path in requests:
            shutil.copy(path, self.desk)

    @contextlib.contextmanager
    def small_disk(self, room):
        """No file can grow beyond so many bytes: what a full disk looks like to a program."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        self.before = limit
        yield
        self.before = None

    def run(self, *arguments, **more):
        given = {"stdin": subprocess.DEVNULL} if "input" not in more else {}
        return subprocess.run([TENKEN, *map(str, arguments)], cwd=self.desk, env=self.environment, capture_output=True, text=True, preexec_fn=self.before, **given, **more)

    def screen(self, keys, size="80x24"):
        script, screen = TMP / "keys", TMP / "screen"
        script.write_text("\n".join(keys) + "\n", encoding="utf-8")
        screen.unlink(missing_ok=True)
        ran = self.run("home", "--keys", script, "--screen", screen, "--size", size)
        return masked(screen.read_text(encoding="utf-8")) if ran.returncode == 0 else ran.stderr

    def play(self, name, keys, size="80x24"):
        text = self.screen(keys, size)
        golden = self.folder / f"{name}.{self.language}.txt"
        if os.environ.get("UPDATE") == "1":
            golden.write_text(text, encoding="utf-8")
        check(f"{name} ({self.language})", golden.exists() and text == golden.read_text(encoding="utf-8"), text)

    def pin(self):
        return json.loads((self.home / ".config/tenken/settings.json").read_text(encoding="utf-8"))["identity"]["sha256"]
