# shellcheck shell=sh
# Sourced by the shell tests: checks that print TAP. TOP, TENKEN and TMP come from tests/run.
tests=0

result() { # STATUS NAME
    tests=$((tests + 1))
    if [ "$1" -eq 0 ]; then echo "ok $tests - $2"; else
        echo "not ok $tests - $2"
        sed 's/^/# out: /' "$TMP/out" 2>/dev/null | head -n 20
        sed 's/^/# err: /' "$TMP/err" 2>/dev/null | head -n 20
    fi
}

ok() { # NAME COMMAND…: exits 0
    name=$1 && shift
    "$@" >"$TMP/out" 2>"$TMP/err"
    result $? "$name"
}

status() { # NAME N COMMAND…: exits N
    name=$1 wanted=$2 && shift 2
    got=0
    "$@" >"$TMP/out" 2>"$TMP/err" || got=$?
    [ "$got" -eq "$wanted" ] || echo "# exit status $got, not $wanted"
    result $((got != wanted)) "$name"
}

has() { # NAME FILE TEXT: FILE has TEXT, letter by letter
    missing=0
    grep -qF -e "$3" "$2" || missing=1
    [ "$missing" -eq 0 ] || echo "# not found: $3"
    result "$missing" "$1"
}

lacks() { # NAME FILE TEXT: FILE exists and has no TEXT
    found=1
    if [ -f "$2" ] && ! grep -qF -e "$3" "$2"; then found=0; fi
    [ "$found" -eq 0 ] || echo "# found, or no such file: $3"
    result "$found" "$1"
}

same() { # NAME FILE FILE
    cmp "$2" "$3" >"$TMP/out" 2>"$TMP/err"
    result $? "$1"
}

# For the tests of answering, with the packs of tests/screens in TENKEN_DATADIR.
fresh() { # FILE ANSWERS…: a new draft
    file=$1 && shift
    rm -f "$file"
    "$TENKEN" new "$file" --pack sample --pack sample-chain >/dev/null && "$TENKEN" set "$file" supplier.name=M perceived=2 "$@" >/dev/null || exit 1
}

plain() { # FILE LINES…: line by line; what was said in said.txt
    file=$1 && shift
    printf '%s\n' "$@" | "$TENKEN" answer "$file" --plain >said.txt
}

finish() { echo "1..$tests"; }
