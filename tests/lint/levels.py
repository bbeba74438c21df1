#!/usr/bin/env python3
"""Includes point downward only (app levels: base 0, model 1, store/trust/net/export 2, tui 3, command 4, main 5), parts of level 2 never
include each other, and only one file each may include curses and curl. Prints every breach; exit status 1 if there is one."""
import pathlib
import re
import sys

LEVEL = {"base": 0, "model": 1, "store": 2, "trust": 2, "net": 2, "export": 2, "tui": 3, "command": 4, "main": 5}
ONLY = {  # header: where it may be included
    r"n?curses(w/.*)?\.h": r"app/tui/term_.*\.[ch]",
    r"tui/term_parts\.h": r"app/tui/term_.*\.c",
    r"curl/.*": r"app/net/.*",
    r"sqlite3\.h": r"app/store/.*",
    r"xlsxwriter\.h": r"export/.*",
    r"cjson/.*": r"(app/(model|trust|store|tui|command)|export|tests)/.*",
}
TUI_MAY = {"base", "model", "tui"}


def part(path):
    if path.parts[0] == "export":
        return "export"
    return "main" if len(path.parts) == 2 else path.parts[1]


breaches = []
for path in sorted([*pathlib.Path("app").rglob("*.[ch]"), *pathlib.Path("export").rglob("*.[ch]")]):
    mine = part(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if not found:
            continue
        where, header = f"{path}:{number}", found[2]
        for pattern, allowed in ONLY.items():
            if re.fullmatch(pattern, header) and not re.fullmatch(allowed, str(path)):
                breaches.append(f"{where}: {header} may be included only by {allowed}")
        if found[1] != '"':
            continue
        target = header.split("/")[0] if "/" in header else "main"
        if target not in LEVEL:
            breaches.append(f'{where}: "{header}" does not start with a part ({", ".join(LEVEL)})')
        elif LEVEL[target] > LEVEL[mine] or (LEVEL[target] == LEVEL[mine] and target != mine):
            breaches.append(f"{where}: {mine} (level {LEVEL[mine]}) may not include {target} (level {LEVEL[target]})")
        elif mine == "tui" and target not in TUI_MAY:
            breaches.append(f"{where}: screens know only {', '.join(sorted(TUI_MAY))}")
print("\n".join(breaches))
sys.exit(1 if breaches else 0)
