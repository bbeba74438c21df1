"""Consultants for tests: keys made with openssl, of few iterations, and interviews one line at a time."""
import json
import pathlib
import subprocess

from tap import TENKEN, TMP, TOP, check, finish, report, said, tenken  # noqa: F401


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def make_key(name, *algorithm, usage="critical,digitalSignature,keyAgreement"):
    """NAME.key, NAME.pem and NAME.p12 (passphrase secret) in the present directory."""
    algorithm = algorithm or ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    openssl("req", "-x509", *algorithm, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-nodes", "-subj", f"/CN=Consultant {name}", "-days", 3650,
            "-addext", f"keyUsage={usage}", "-addext", "basicConstraints=critical,CA:FALSE")
    openssl("pkcs12", "-export", "-inkey", f"{name}.key", "-in", f"{name}.pem", "-out", f"{name}.p12", "-passout", "pass:secret", "-iter", 2048)


class Workspace:
    """One consultant's workspace and key."""

    def __init__(self, folder, key, passphrase="pass"):
        self.folder, self.key, self.passphrase = pathlib.Path(folder), key, passphrase

    def options(self):
        return ("--workspace", self.folder, "--identity", f"{self.key}.p12", "--passphrase-file", self.passphrase)

    def run(self, *arguments, text=None, **environment):
        return tenken("interview", *arguments, *self.options(), text=text, **environment)

    def plain(self, *lines, draft=(), **environment):
        return self.run(*draft, "--plain", text="".join(f"{line}\n" for line in lines), **environment)

    def clients(self):
        return json.loads(self.run("--json").stdout)["clients"]

    def private(self, client, name="private.p7m"):
        """The private record as openssl opens it, apart from the program."""
        sealed = self.folder / client / name
        plain = subprocess.run(["openssl", "cms", "-decrypt", "-inform", "DER", "-in", str(sealed), "-recip", f"{self.key}.pem", "-inkey", f"{self.key}.key"],
                               capture_output=True, check=True).stdout
        return json.loads(plain)
