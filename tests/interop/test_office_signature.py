#!/usr/bin/python3
"""LibreOffice, asked through its own signature interface, says that our workbooks' signatures are valid, and no longer after a change.

A headless LibreOffice with a profile of its own is started and stopped here. A function in its Basic calls DocumentDigitalSignatures, since
Python's bridge cannot build the arguments."""
import os
import pathlib
import subprocess
import zipfile

from office import leave, soffice

TMP, TENKEN = (pathlib.Path(os.environ[k]) for k in ("TMP", "TENKEN"))
BASIC = """Function Run(sFile As String) As String
 Dim aFormat(0) As New com.sun.star.beans.PropertyValue
 aFormat(0).Name = "StorageFormat"
 aFormat(0).Value = "ZipFormat"
 oStorage = createUnoService("com.sun.star.embed.StorageFactory").createInstanceWithArguments(Array(ConvertToURL(sFile), 1, aFormat()))
 aInfos = createUnoService("com.sun.star.security.DocumentDigitalSignatures").verifyDocumentContentSignatures(oStorage, Nothing)
 sOut = (UBound(aInfos) + 1) & " signatures"
 For i = 0 To UBound(aInfos)
  sOut = sOut & " valid=" & aInfos(i).SignatureIsValid
  If Not IsNull(aInfos(i).Signer) Then sOut = sOut & " " & aInfos(i).Signer.SubjectName
 Next
 Run = sOut
End Function"""


def office(files):
    """What LibreOffice says of each file."""
    with soffice() as context:
        macros = context.ServiceManager.createInstanceWithContext("com.sun.star.script.ApplicationScriptLibraryContainer", context)
        if not macros.hasByName("Standard"):
            macros.createLibrary("Standard")
        macros.loadLibrary("Standard")
        macros.getByName("Standard").insertByName("Check", BASIC)
        provider = context.ServiceManager.createInstanceWithContext("com.sun.star.script.provider.MasterScriptProviderFactory", context).createScriptProvider("")
        script = provider.getScript("vnd.sun.star.script:Standard.Check.Run?language=Basic&location=application")
        return [script.invoke((str(f),), (), ())[0] for f in files]


def rewrite(source, target, part, old, new):
    with zipfile.ZipFile(source) as a, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as b:
        for info in a.infolist():
            data = a.read(info)
            if info.filename == part:
                assert old in data, f"{part} has no {old}"
                data = data.replace(old, new, 1)
            b.writestr(info.filename, data)


def tenken(*words):
    subprocess.run([TENKEN, *words], check=True, stdout=subprocess.DEVNULL)


def main():
    os.chdir(TMP)
    pathlib.Path("pass").write_text("correct horse\n")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-keyout", "rsa.key", "-out", "rsa.pem", "-nodes", "-subj", "/CN=Mihon RSA", "-days", "365"],
                   check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["openssl", "pkcs12", "-export", "-inkey", "rsa.key", "-in", "rsa.pem", "-out", "rsa.p12", "-passout", "file:pass"], check=True)
    tenken("identity", "new", "ec.p12", "--name", "見本製作所", "--passphrase-file", "pass")
    tenken("new", "d.tenken", "--pack", "basic10")
    tenken("set", "d.tenken", "supplier.name=見本製作所", "basic10:1=2")
    clock = os.environ.pop("TENKEN_CLOCK")  # the certificate that openssl made is valid from now on
    for key in ("ec", "rsa"):
        if key == "ec":
            os.environ["TENKEN_CLOCK"] = clock
        else:
            os.environ.pop("TENKEN_CLOCK", None)
        tenken("export", "d.tenken", "--unfinished", "--identity", f"{key}.p12", "--passphrase-file", "pass", "--xlsx", f"{key}.xlsx")
    rewrite("ec.xlsx", "cell.xlsx", "xl/sharedStrings.xml", "見本製作所".encode(), "見本製作処".encode())
    rewrite("rsa.xlsx", "json.xlsx", "assessment/answers.json", b'"level"', b'"lavel"')
    expected = [("ec.xlsx", True), ("rsa.xlsx", True), ("cell.xlsx", False), ("json.xlsx", False)]
    said = office([TMP / name for name, _ in expected])
    print(f"1..{len(expected)}")
    failed = 0
    for number, ((name, valid), line) in enumerate(zip(expected, said), 1):
        good = line.startswith(f"1 signatures valid={valid} CN=")
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - LibreOffice on {name}: {'valid' if valid else 'not valid'}\n# it says: {line}")
    return failed


leave(main())
