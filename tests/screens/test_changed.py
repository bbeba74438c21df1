#!/usr/bin/python3
"""A request whose sender is not as confirmed before (same name, another key), in both languages: on screen before it is taken in and at home. Its
digits, which are others each time, are masked, and checked here."""
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"]) / "tests" / "interop"))
import generate_answers as gen  # noqa: E402
from steps import REQUESTS, House, check, finish  # noqa: E402

document = json.loads(REQUESTS[-1].read_text(encoding="utf-8"))["document"] | {"request_id": "20000000-0000-4000-8000-00000000000a"}
key = gen.new_key("ES256")
certificate = gen.certificate(key, document["requester"]["name"])
FINGERPRINT = gen.fingerprint(certificate)
DIGITS = " ".join(FINGERPRINT[i:i + 4] for i in range(0, 32, 4))
changed = gen.signed(document, key, certificate, "requester", "request")
for language in ("en", "ja"):
    house = House("changed", language)
    (house.desk / "request-2.json").unlink()
    house.screen(["2" if language == "en" else "1", "text Mihon Works", "Ctrl-S"])
    house.screen(["r", "Enter", "y", "Enter"])
    (house.desk / "request.json").write_text(json.dumps(changed), encoding="utf-8")
    house.play("request", ["r", "Enter"])
    (house.desk / "request.json").rename(house.desk / "again.json")
    shown = house.run("request", "show", "again.json").stdout.replace("\n", " ")
    check(f"the digits are this key's ({language})", DIGITS in " ".join(shown.split()), shown)
    house.play("home", ["r", "Enter", "Enter"])
finish()
