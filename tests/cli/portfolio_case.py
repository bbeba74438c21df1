"""For tests of the prime's commands: TAP, running the program, and suppliers that sign files without any code of the project."""
import copy
import csv
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import uuid

TOP = pathlib.Path(os.environ["TOP"])
TMP = pathlib.Path(os.environ["TMP"])
TENKEN = os.environ["TENKEN"]
sys.path.insert(0, str(TOP / "tests" / "interop"))
import generate_answers as gen  # noqa: E402

count = 0


def check(name, passed, *notes):
    global count
    count += 1
    print(f"{'ok' if passed else 'not ok'} {count} - {name}")
    if not passed:
        for note in notes:
            for line in repr(note)[:2000].split("\n"):
                print(f"# {line}")


def equal(name, got, wanted):
    check(name, got == wanted, f"got    {got!r}", f"wanted {wanted!r}")


def finish():
    print(f"1..{count}")


class Ran:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def json(self):
        return json.loads(self.out)


def tenken(*arguments, **more):
    return Ran(subprocess.run([TENKEN, *map(str, arguments)], capture_output=True, **more))


def passphrase():
    """Options that open the keys of a test: the file with its passphrase, which only its owner reads."""
    path = TMP / "pass"
    path.write_text("correct horse battery\n")
    os.chmod(path, 0o600)
    return "--passphrase-file", path


def refused(name, status, words, *arguments, **more):
    """Exit status, and one clear sentence on stderr that has these words."""
    ran = tenken(*arguments, **more)
    text = ran.err.decode("utf-8", "replace")
    check(name, ran.status == status and all(w in text for w in words) and ran.out == b"", ran.status, ran.err, ran.out)


class Supplier:
    def __init__(self, number, alg="ES256", **certificate):
        self.number = number
        self.key = gen.new_key(alg)
        self.code = f"S{number:04}"
        self.certificate = gen.certificate(self.key, self.code, **certificate)
        self.sha256 = gen.fingerprint(self.certificate)

    def document(self, **changes):
        document = gen.answers_document(self.number)
        for path, value in changes.items():
            at = document
            *parents, last = path.split("__")
            for parent in parents:
                at = at[parent]
            at[last] = copy.deepcopy(value)
        return document

    def file(self, path, document=None, indent=1, **changes):
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        value = gen.signed(document or self.document(**changes), self.key, self.certificate)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=indent), encoding="utf-8")
        return path


def pack_named(pack):
    """As requests and answers name a questionnaire."""
    return {"id": pack["id"], "version": pack["version"], "sha256": hashlib.sha256(gen.canonical(pack)).hexdigest()}


def request_named(document):
    """As answers name the request that they answer."""
    return {"id": document["request_id"], "digest": hashlib.sha256(gen.canonical(document)).hexdigest()}


def assessment(number):
    return str(uuid.UUID(int=0x30000000000040008000000000000000 + number))


def pins(path, *suppliers):
    lines = ["supplier_code,certificate_sha256,subject"] + [f"{s.code},{s.sha256},CN={s.code}" for s in suppliers]
    pathlib.Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def portfolio(name, *suppliers):
    """A new database with these suppliers pinned."""
    path = TMP / name
    assert tenken("portfolio", "init", path).status == 0
    if suppliers:
        ran = tenken("trust", path, "import", pins(TMP / f"{name}.pins.csv", *suppliers))
        assert ran.status == 0, ran.err
    return path


def table(path):
    """The rows of a CSV file, by their heads."""
    return list(csv.DictReader(io.StringIO(pathlib.Path(path).read_text(encoding="utf-8-sig"), newline="")))


# Take a database back to earlier layouts, as the versions before left it.
LAYOUT_19 = "ALTER TABLE request DROP COLUMN closed_at; ALTER TABLE request DROP COLUMN closed_reason; ALTER TABLE request DROP COLUMN closed_file; PRAGMA user_version = 19;"
LAYOUT_18 = LAYOUT_19 + "ALTER TABLE unreadable DROP COLUMN cause; PRAGMA user_version = 18;"
LAYOUT_17 = LAYOUT_18 + "ALTER TABLE request DROP COLUMN file; PRAGMA user_version = 17;"
LAYOUT_16 = LAYOUT_17 + "ALTER TABLE assessment DROP COLUMN dated; DELETE FROM counter WHERE name = 'trust_log'; PRAGMA user_version = 16;"
LAYOUT_15 = LAYOUT_16 + "DROP INDEX supplier_ended; ALTER TABLE supplier DROP COLUMN ended_at; ALTER TABLE supplier DROP COLUMN ended_reason; PRAGMA user_version = 15;"
LAYOUT_14 = LAYOUT_15 + "DROP INDEX file_decided; ALTER TABLE file DROP COLUMN decided; PRAGMA user_version = 14;"
LAYOUT_13 = LAYOUT_14 + "ALTER TABLE file DROP COLUMN stamp; PRAGMA user_version = 13;"
LAYOUT_12 = LAYOUT_13 + "ALTER TABLE file DROP COLUMN cause; ALTER TABLE file DROP COLUMN request; ALTER TABLE assessment DROP COLUMN contradictions; PRAGMA user_version = 12;"
LAYOUT_8 = LAYOUT_12 + "DROP INDEX request_alarm; ALTER TABLE request DROP COLUMN about; ALTER TABLE assessment ADD COLUMN content BLOB; DROP VIEW request_due; DROP INDEX request_year; ALTER TABLE request DROP COLUMN alarm; ALTER TABLE supplier DROP COLUMN phone; PRAGMA user_version = 8;"

COUNTS = ("merged", "unchanged", "superseded", "conflicts", "quarantined")


def merge(database, *paths, **more):
    ran = tenken("merge", "--into", database, "--json", *paths, **more)
    result = ran.json
    total = sum(result[c] for c in COUNTS) + len(result["rejected"])
    if total != result["files"]:
        check(f"counts add up in {paths}", False, result)
    return ran


def expect(name, ran, status=0, rejected=0, **counts):
    result = ran.json
    wanted = {c: counts.get(c, 0) for c in COUNTS} | {"rejected": rejected}
    got = {c: result[c] for c in COUNTS} | {"rejected": len(result["rejected"])}
    check(name, ran.status == status and got == wanted, f"status {ran.status}", got, wanted, result["rejected"], ran.err)
