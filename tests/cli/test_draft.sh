#!/bin/sh
# Drafts as files: making them, and each way in which one can be unfit, in words and with the right status.
. "$TOP/tests/lib.sh"
cd "$TMP" || exit 1
export TENKEN_DATADIR="$TOP/tests/golden/small"

ok 'new' "$TENKEN" new d.tenken --pack small --pack linked
has 'it says how many questions' out 'Made d.tenken: 5 questions, about 5 min.'
has 'and what comes next' out 'tenken answer d.tenken'
ok 'only the owner may read it' test "$(stat -c %a d.tenken)" = 600
has 'the period is this year' d.tenken '"period": "2026"'
ok 'several packs after one --pack' "$TENKEN" new e.tenken --pack small linked
same 'make the same draft' d.tenken e.tenken
cp d.tenken before
status 'nothing is overwritten' 3 "$TENKEN" new d.tenken --pack small
has 'that is said' err 'd.tenken exists already'
same 'and true' d.tenken before

status 'an unknown pack' 3 "$TENKEN" new f.tenken --pack nonsense
has 'is named, with those that there are' err 'There is no pack "nonsense"; installed are: linked, small.'
status 'a pack file that is not there' 3 "$TENKEN" new f.tenken --pack ./none.json
has 'is named' err './none.json'
status 'the same pack twice' 3 "$TENKEN" new f.tenken --pack small --pack small
status 'no pack at all' 2 "$TENKEN" new f.tenken
status 'no name' 2 "$TENKEN" new --pack small
status 'a period that is none' 3 "$TENKEN" new f.tenken --pack small --period 'next year'
ok 'nothing was made' test ! -e f.tenken
status 'a directory that is not there' 3 "$TENKEN" new none/f.tenken --pack small
ok 'another period' "$TENKEN" new g.tenken --pack small --period 2027
has 'is kept' g.tenken '"period": "2027"'

sed 's/"id": "small"/"id": "own.pack"/' "$TENKEN_DATADIR/questionnaires/small.json" >own.json
ok 'a pack from a file' "$TENKEN" new own.tenken --pack own.json
rm own.json
ok 'travels inside the draft' "$TENKEN" set own.tenken own.pack:1=2
sed 's/"small:1"/"gone:1"/' "$TENKEN_DATADIR/questionnaires/linked.json" | sed 's/"id": "linked"/"id": "own.linked"/' >own.json
status 'a pack file that refers to nothing' 3 "$TENKEN" new h.tenken --pack own.json
has 'says to what' err 'gone'

ok 'answers' "$TENKEN" set d.tenken small:1=2 small:2=1
bad() { # NAME STATUS TEXT: for reading and for writing alike; bad.tenken stays as it is
    cp bad.tenken before
    status "$1: show" "$2" "$TENKEN" show bad.tenken
    has "$1: show says so" err "$3"
    status "$1: set" "$2" "$TENKEN" set bad.tenken small:1=3
    has "$1: set says so" err "$3"
    same "$1: the file is as it was" bad.tenken before
}
head -c 150 d.tenken >bad.tenken
bad 'truncated' 3 'bad.tenken'
status 'truncated: the end' 3 "$TENKEN" show bad.tenken
has 'truncated: the line is named' err 'line '
: >bad.tenken
bad 'empty' 3 'bad.tenken'
echo 'Dear Sir or Madam,' >bad.tenken
bad 'not JSON' 3 'bad.tenken'
status 'not JSON: the beginning' 3 "$TENKEN" show bad.tenken
has 'not JSON: line and column' err 'line 1, column 1'
sed 's/tenken-draft\/1/tenken-draft\/2/' d.tenken >bad.tenken
bad 'newer format' 3 'is in the format tenken-draft/2, this program reads tenken-draft/1: a newer version of Tenken is needed'
sed 's/"level": 2/"level": 7/' d.tenken >bad.tenken
bad 'level out of range' 3 'bad.tenken: answers.small.1.level: must be 0–4'
sed 's/"level": 2/"level": 2, "level": 3/' d.tenken >bad.tenken
bad 'a member twice' 3 'level'
sed 's/"id": "small"/"id": "gone"/; s/"sha256": "[0-9a-f]*"/"sha256": "0000000000000000000000000000000000000000000000000000000000000000"/' d.tenken >bad.tenken
bad 'unknown pack' 3 'The pack "gone" (version 1) is asked here but not installed'
rm bad.tenken
status 'no such draft' 3 "$TENKEN" set none.tenken small:1=1
has 'is named' err 'none.tenken'
mkdir bad.tenken
status 'a directory' 3 "$TENKEN" show bad.tenken
rmdir bad.tenken
mkfifo pipe
status 'a pipe does not hang it' 3 "$TENKEN" show pipe

cp d.tenken bad.tenken
chmod 400 bad.tenken
status 'a read-only draft is refused before anything is lost' 4 "$TENKEN" set bad.tenken small:1=3
has 'that is said' err 'bad.tenken is read-only'
ok 'it can be looked at' "$TENKEN" show bad.tenken
same 'and is as it was' bad.tenken d.tenken

cp d.tenken whole.tenken
ok 'a saved change' "$TENKEN" set whole.tenken small:1=3
head -c 200 whole.tenken >bad2.tenken
cp whole.tenken.1 bad2.tenken.1
status 'a damaged draft with an earlier version' 3 "$TENKEN" set bad2.tenken small:1=3
has 'the earlier version is named' err 'kept in bad2.tenken.1'
status 'looked at' 3 "$TENKEN" show bad2.tenken
has 'it is named too' err 'kept in bad2.tenken.1'
rm bad2.tenken.1
status 'without an earlier version' 3 "$TENKEN" set bad2.tenken small:1=3
lacks 'none is named' err 'kept in'

if [ "$(id -u)" -eq 0 ]; then
    as_other() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
else
    as_other() { "$@"; }
fi
mkdir closed && cp d.tenken closed/d.tenken
chmod 666 closed/d.tenken && chmod 755 . && chmod 555 closed
if as_other "$TENKEN" pack list >/dev/null 2>&1; then # not where the tree lies in a closed home directory
    status 'a draft in a folder that is read-only' 4 as_other "$TENKEN" set closed/d.tenken small:1=3
    has 'that is said' err 'The folder of closed/d.tenken is read-only'
    same 'and it is as it was' closed/d.tenken d.tenken
fi
chmod 755 closed

hold() { # COMMAND…: runs it while another process holds d.tenken
    /usr/bin/python3 -c '
import fcntl, os, struct, subprocess, sys
fd = os.open(".d.tenken.lock", os.O_RDWR | os.O_CREAT, 0o600)
fcntl.fcntl(fd, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))  # F_OFD_SETLK
sys.exit(subprocess.call(sys.argv[1:]))' "$@"
}
cp d.tenken before
status 'a draft that is open elsewhere' 3 hold "$TENKEN" set d.tenken small:1=3
has 'that is said' err 'd.tenken is open in another window'
ok 'it can be looked at' hold "$TENKEN" show d.tenken
same 'and is as it was' d.tenken before

for level in 0 1 2 3 4; do "$TENKEN" set d.tenken small:1=$level >/dev/null; done
has 'the newest is in place' d.tenken '"level": 4'
has 'the one before beside it' d.tenken.1 '"level": 3'
has 'and the one before that' d.tenken.2 '"level": 2'
has 'and a third' d.tenken.3 '"level": 1'
ok 'three are kept' test ! -e d.tenken.4

large() { # a draft of about 40 KB
    "$TENKEN" new large.tenken --pack small >/dev/null || return 1
    note=$(head -c 4000 /dev/zero | tr '\0' n)
    for item in 1 2 3; do
        "$TENKEN" set large.tenken "small:$item=1" "small:$item.note=$note" "small:$item.scope=$note" "small:$item.exceptions=$note" >/dev/null || return 1
    done
}
ok 'a large draft' large
cp large.tenken before
limited() { ( ulimit -f 16 && "$TENKEN" set large.tenken small:1=4 ); }
status 'a disk that is full while saving' 4 limited
has 'is said' err 'large.tenken'
same 'and the draft is whole' large.tenken before
ok 'no temporary file is left' test -z "$(find . -name '*.tmp*' -o -name '.large.tenken.[!l]*')"
ok 'it goes on when there is room' "$TENKEN" set large.tenken small:1=4
finish
