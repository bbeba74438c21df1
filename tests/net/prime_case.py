"""A prime and its suppliers as the program makes them: request, answers, sealed export. For the tests of the way between them."""
import json
import os
import pathlib
import sys

os.environ["TENKEN_DATADIR"] = os.environ["TOP"] + "/tests/golden/small"
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "net")]
from portfolio_case import TMP, check, equal, finish, gen, refused, tenken  # noqa: E402,F401

PASS = ("--passphrase-file", TMP / "pass")
(TMP / "pass").write_text("correct horse battery\n")
ANSWERS = ("small:1=3", "small:2=2", "small:3=1", "small:4=unknown", "small:5=done")


def must(*arguments, **more):
    ran = tenken(*arguments, **more)
    if ran.status != 0:
        raise RuntimeError(f"{arguments}: {ran.status} {ran.err.decode()}{ran.out.decode()}")
    return ran


def identity(path, name):
    """Quicker to open than one that the program makes; the certificate lies beside it as .pem."""
    key = gen.new_key("ES256")
    certificate = gen.certificate(key, name)
    gen.write_identity(str(path).removesuffix(".p12"), key, certificate, PASS[1])
    return certificate


class Prime:
    """A portfolio with these suppliers (codes), each asked, with the address where answers are to be uploaded (None: none)."""

    def __init__(self, directory, upload, *codes):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True)
        self.database, self.identity, self.opener = self.directory / "prime.db", self.directory / "prime.p12", self.directory / "seal.p12"
        self.sha256 = gen.fingerprint(identity(self.identity, "Mihon Motors"))
        identity(self.opener, "Mihon sealing")
        rows = "".join(f"{code},Mihon {code},,yes,no,no,{code.lower()}@example\n" for code in codes)
        (self.directory / "suppliers.csv").write_text("supplier_code,name,corporate_number,confidential,outage,access,email\n" + rows)
        must("portfolio", "init", self.database)
        must("suppliers", self.database, "import", self.directory / "suppliers.csv")
        where = ("--upload", upload) if upload else ()
        must("request", "new", "--portfolio", self.database, "--identity", self.identity, *PASS, "--due", "2026-12-15", "--pack", "small",
             "--encrypt-to", self.directory / "seal.pem", *where, "--out", self.directory / "out")
        self.requests = {}
        for path in sorted((self.directory / "out").glob("*.json")):
            self.requests[json.loads(path.read_text())["document"]["supplier_code"]] = path

    def merge(self, *paths):
        return tenken("merge", "--into", self.database, "--identity", self.opener, *PASS, "--json", *paths)

    def receipts(self, to, *more, identity=None):
        return tenken("receipts", self.database, "--to", to, "--identity", identity or self.identity, *PASS, "--json", *more)


class Firm:
    """A supplier with a home of its own, who has answered everything and confirmed the prime."""

    def __init__(self, directory, prime, code):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir(parents=True)
        self.env = os.environ | {"HOME": str(self.directory), "XDG_DATA_HOME": str(self.directory / "data"), "XDG_CONFIG_HOME": str(self.directory / "config")}
        self.draft, self.request, self.identity = self.directory / "firm.tenken", prime.requests[code], self.directory / "firm.p12"
        identity(self.identity, f"Mihon {code}")
        self.must("request", "confirm", self.request, "--fingerprint", prime.sha256)
        self.must("new", self.draft, "--request", self.request)
        self.must("set", self.draft, *ANSWERS, "perceived=2", f"supplier.name=Mihon {code}")

    def must(self, *arguments, **more):
        return must(*arguments, env=self.env | more)

    def run(self, *arguments, **more):
        return tenken(*arguments, env=self.env | more)

    def export(self, name):
        """The sealed file."""
        path = self.directory / name
        self.must("export", self.draft, "--json", path, "--identity", self.identity, *PASS)
        return path if path.exists() else path.with_name(path.name + ".p7m")
