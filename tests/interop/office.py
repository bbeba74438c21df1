"""A headless LibreOffice with a profile of its own, started and stopped here, for tests that ask it through its own interface."""
import contextlib
import os
import signal
import subprocess
import sys
import time

import tap
import uno


def connect(pipe):
    """The running LibreOffice; asks again until it listens."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(600):
        with contextlib.suppress(Exception):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.1)
    raise SystemExit("LibreOffice does not listen")


def options(**values):
    """As its interface takes them: PropertyValue structures."""
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


@contextlib.contextmanager
def soffice():
    """Its component context, as long as it runs."""
    pipe = f"tenken-test-{os.getpid()}"
    process = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{os.environ['TMP']}/office", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield connect(pipe)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def leave(failed):
    """Ends at once: what python3-uno still has of a killed LibreOffice can crash while Python takes itself apart."""
    sys.stdout.flush()
    os._exit(failed > 0)


def finish():
    """As tap.finish."""
    print(f"1..{tap.count}")
    leave(tap.failed)
