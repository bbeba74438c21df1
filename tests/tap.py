"""For tests in Python: where things are, running the program, and TAP."""
import os
import pathlib
import subprocess

TOP, TMP = (pathlib.Path(os.environ[k]) for k in ("TOP", "TMP"))
TENKEN = os.environ["TENKEN"]
count = failed = 0


def report(good, name, note=""):
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {name}")
    if not good:
        print("".join(f"# {line}\n" for line in str(note).splitlines()[:40]), end="")


def finish():
    print(f"1..{count}")
    raise SystemExit(failed > 0)


def tenken(*arguments, text=None, **environment):
    """The questionnaires are the project's own unless the environment, or TENKEN_DATADIR here, says otherwise."""
    return subprocess.run([TENKEN, *map(str, arguments)], input=text, capture_output=True, text=True, check=False,
                          env={"TENKEN_DATADIR": str(TOP)} | os.environ | environment)


def said(run):
    return run.stdout + run.stderr


def check(name, run, status, *texts):
    """Exit status, and what is said."""
    report(run.returncode == status and all(t in said(run) for t in texts), name, f"{run.returncode}\n{said(run)}")
