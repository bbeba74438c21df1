#!/usr/bin/python3
"""The screen of the signing key (steps.py), in both languages: copies on sticks that are plugged in and on a drive of Windows, a key made again
because of its name, and another one once something was signed."""
from steps import PASS, SEEN, House, check, finish

KEY = ["f", "End", "Up", "Enter"]  # the step before signing
NEW = [PASS, "Tab", PASS, "Enter"]
FILE = "signing-key.p12"

for language in ("en", "ja"):
    house = House("key", language)
    house.environment["TENKEN_MEDIA"] = "sticks"  # a folder on the desk
    draft, key, sticks = house.data / "2026.tenken", house.data / FILE, house.desk / "sticks"
    for path in house.desk.glob("*"):
        path.unlink()
    house.screen(["2" if language == "en" else "1", "text Mihon Wroks", "Ctrl-S"])
    house.run("new", draft, "--pack", "sample")
    house.run("set", draft, "supplier.name=Mihon Wroks", "affirmation.name=Mihon Taro", "affirmation.role=owner", "perceived=3",
              "inventory+=Mihon Mail;Mihon Soft;5.1;internet;credentials", *(f"sample:{i}=2" for i in (1, 2, 3, 4, 10)))
    house.play("made", [*KEY, "Enter", *NEW])

    # copies
    (sticks / "media/taro/USB").mkdir(parents=True)
    house.play("stick", [*KEY])
    (sticks / "run/media/taro/BACKUP").mkdir(parents=True)
    house.play("sticks", [*KEY])
    house.play("copied", [*KEY, "Down", "Enter"])
    copies = sorted(str(p.relative_to(sticks)) for p in sticks.rglob("*.p12"))
    check(f"on the stick of that row, and nowhere else ({language})", copies == [f"run/media/taro/BACKUP/{FILE}"] and (sticks / copies[0]).read_bytes() == key.read_bytes(), copies)
    house.play("copied-before", [*KEY, "Down", "Down", "Enter"])  # it is there already
    (sticks / "mnt/e/keys").mkdir(parents=True)
    house.play("drive", [*KEY, "Down", "Down", "Down", "Enter", "text E:\\keys", "Enter"])
    check(f"a drive of Windows is where WSL has it ({language})", (sticks / "mnt/e/keys" / FILE).read_bytes() == key.read_bytes())

    # again: the name is wrong
    before = house.pin()
    house.play("again", [*KEY, "End", "Enter"])
    house.run("set", draft, "supplier.name=Mihon Works")
    house.play("again-made", [*KEY, "End", "Enter", "text Mihon Works", "Tab", *NEW])
    (house.desk / "pass").write_text("correct horse battery\n", encoding="utf-8")
    shown = house.run("identity", "show", house.data / f"2-{FILE}", "--passphrase-file", house.desk / "pass").stdout
    check(f"another key, in the right name; the first one stays in its file ({language})", house.pin() != before and "Mihon Works" in shown and key.exists(), shown)

    # another one, once something was signed
    house.screen(["f", *SEEN, "Enter", PASS, "Enter"])
    signed = next((house.home / "Tenken/2026").glob("*.json"))
    check(f"it signs ({language})", house.run("verify", signed, "--pin", house.pin()).returncode == 0)
    before = house.pin(), (house.data / f"2-{FILE}").read_bytes()
    house.play("used", [*KEY])
    house.play("another", [*KEY, "End", "Enter"])
    house.play("another-made", [*KEY, "End", "Enter", *NEW])
    check(f"the key that has signed stays in its file ({language})", house.pin() != before[0] and (house.data / f"2-{FILE}").read_bytes() == before[1])
finish()
