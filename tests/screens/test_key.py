#!/usr/bin/python3
"""The screen of the signing key (steps.py), in both languages: copies on sticks that are plugged in and on a drive of Windows, a key made again
because of its name, and another one once something was signed."""
from steps import PASS, SEEN, House, check, finish

KEY = ["f", "End", "Up", "Enter"]  # the step before signing
NEW = [PASS, "Tab", PASS, "Enter"]
FILE, SECRET = "signing-key.p12", "correct horse battery"
STICKS = {"en": "2: keep a copy on this stick: sticks/run/media/taro/BACKUP", "ja": "2: このUSBメモリーに控えを取る: sticks/run/media/taro/BACKUP"}
AGAIN = {"en": ("n: make the key again", "n: make another key"), "ja": ("n: 鍵を作り直す", "n: 別の鍵を作る")}

for language in ("en", "ja"):
    house = House("key", language, requests=())
    house.environment["TENKEN_MEDIA"] = "sticks"  # a folder on the desk
    draft, key, sticks = house.data / "2026.tenken", house.data / FILE, house.desk / "sticks"
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

    # line by line: the step of the key, a copy on a stick, a key in another name
    for path in sticks.rglob("*.p12"):
        path.unlink()
    secrets = [SECRET, SECRET]
    told = house.run("home", "--plain", input="\n".join(["f", "5", "c", "9", "2", "", "b", "q"]) + "\n").stdout
    copies = [str(p.relative_to(sticks)) for p in sticks.rglob("*.p12")]
    check(f"line by line: sticks by number, asked again when there is none with it ({language})", STICKS[language] in told and told.count(STICKS[language]) == 2 and
          copies == [f"run/media/taro/BACKUP/3-{FILE}"], told)
    told = house.run("home", "--plain", input="\n".join(["f", "5", "n", "", "b", "q"]) + "\n").stdout
    check(f"line by line: an unused key is made again, or not ({language})", AGAIN[language][0] in told and AGAIN[language][1] not in told and not (house.data / f"4-{FILE}").exists(), told)
    told = house.run("home", "--plain", input="\n".join(["f", "5", "n", "Mihon Works K.K.", *secrets, "", "", "b", "q"]) + "\n").stdout
    shown = house.run("identity", "show", house.data / f"4-{FILE}", "--passphrase-file", house.desk / "pass").stdout
    check(f"line by line: made in the name that was typed, and its copy is asked for ({language})", "Mihon Works K.K." in shown and
          told.count(STICKS[language]) == 1 and "4-" in told, told)
finish()
