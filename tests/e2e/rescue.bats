#!/usr/bin/env bats
# rescue.bats - a Windows that does not start: its hive not closed cleanly, RpcSs disabled by netlatch
# itself. Found, told, rolled back, and read by another program. Skipped where the hives of ../shared
# are not there.

load ../support/native

hives="$NETLATCH_SOURCE_DIR/../shared/hives"

setup() {
    [[ -r $hives/SYSTEM.xz ]] || skip "the hives of a real Windows are not here"
    disk=$BATS_TEST_TMPDIR/disk
    mkdir -p "$disk/Windows/System32/config" "$disk/ProgramData"
    system=$disk/Windows/System32/config/SYSTEM
    xz -dc "$hives/SYSTEM.xz" >"$system"
}

# The start type of a service in the hive, by another program than netlatch.
start_of() {
    hivexregedit --export "$system" "\\ControlSet001\\services\\$1" |
        sed -n 's/^"Start"=dword:0*\([0-9]\)$/\1/p'
}

disk_now() { (cd "$disk" && find . -type f -exec sha256sum {} + | sort -k2); }

disable_rpc() {
    netlatch apply --offline "$disk" --set rpc.service=disabled --accept rpc-disable --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
}

# The hive as a crash leaves it since Windows 8.1: the newest change stands in the log file only.
# make_dirty FILE_BEFORE: SYSTEM becomes that file, and what it is now goes into SYSTEM.LOG1.
make_dirty() {
    python3 - "$1" "$system" <<'PYTHON'
import struct, sys

def rol(x, n):
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF

def marvin(data):
    lo, hi = 0x7A4E55C5, 0x82EF4D88
    for v in (*struct.unpack("<%dI" % (len(data) // 4), data), 0x80, 0):
        lo = (lo + v) & 0xFFFFFFFF
        hi ^= lo
        lo = (rol(lo, 20) + hi) & 0xFFFFFFFF
        hi = rol(hi, 9) ^ lo
        lo = (rol(lo, 27) + hi) & 0xFFFFFFFF
        hi = rol(hi, 19)
    return lo | hi << 32

def base(block, first, second, kind=0):
    block = bytearray(block)
    struct.pack_into("<2I", block, 4, first, second)
    struct.pack_into("<I", block, 28, kind)
    total = 0
    for word in struct.unpack_from("<127I", block):
        total ^= word
    struct.pack_into("<I", block, 508, total)
    return bytes(block)

before = open(sys.argv[1], "rb").read()
after = open(sys.argv[2], "rb").read()
bins = struct.unpack_from("<I", after, 40)[0]
pages = [(at, after[4096 + at:8192 + at]) for at in range(0, bins, 4096)
         if before[4096 + at:8192 + at] != after[4096 + at:8192 + at]]
body = b"".join(struct.pack("<2I", at, 4096) for at, _ in pages) + b"".join(p for _, p in pages)
size = (40 + len(body) + 511) // 512 * 512
body += bytes(size - 40 - len(body))
head = b"HvLE" + struct.pack("<5I", size, 0, 900, bins, len(pages)) + struct.pack("<Q", marvin(body))
entry = head + struct.pack("<Q", marvin(head)) + body
open(sys.argv[2] + ".LOG1", "wb").write(base(before[:512], 900, 900, 6) + entry)
open(sys.argv[2] + ".LOG2", "wb").close()
open(sys.argv[2], "wb").write(base(before, 901, 900))
PYTHON
}

@test "rescue says what keeps it from starting, rolls back, and reads it again" {
    cp "$system" "$BATS_TEST_TMPDIR/first"
    disable_rpc
    make_dirty "$BATS_TEST_TMPDIR/first"
    [[ $(start_of RpcSs) == 2 ]] # the file alone does not know of the change
    cp "$system.LOG1" "$BATS_TEST_TMPDIR/log"
    before=$(disk_now)

    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    expect_out "WKS-WIN732BITA"
    expect_out "RpcSs is disabled and must be automatic"
    expect_out "netlatch rollback --offline $disk --yes"
    [[ $(disk_now) == "$before" ]] # looking changes nothing

    run --separate-stderr netlatch rescue --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_out "Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must."
    [[ $(start_of RpcSs) == 2 ]]
    expect_same "$system.LOG1" "$BATS_TEST_TMPDIR/log"
    # Clean, and above every number left in the log.
    python3 - "$system" <<'PYTHON'
import struct, sys
first, second = struct.unpack_from("<2I", open(sys.argv[1], "rb").read(12), 4)
assert first == second > 901, (first, second)
PYTHON
    hivexregedit --export "$system" '\' >"$BATS_TEST_TMPDIR/now.reg"
    hivexregedit --export "$BATS_TEST_TMPDIR/first" '\' >"$BATS_TEST_TMPDIR/first.reg"
    expect_same "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg"

    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    expect_out "No change of netlatch is in force there."
    expect_out "are set as they must be"
}

@test "without a journal rescue names the command that sets RpcSs, and it works" {
    disable_rpc
    rm -r "$disk/ProgramData/netlatch"
    run --separate-stderr netlatch rescue --offline "$disk/Windows"
    expect_code 0
    expect_out "netlatch apply --offline $disk/Windows --set rpc.service=automatic --yes"
    run --separate-stderr netlatch apply --offline "$disk/Windows" --set rpc.service=automatic --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(start_of RpcSs) == 2 ]]
}

@test "a service that no setting covers is told with what to do" {
    printf 'Windows Registry Editor Version 5.00\n\n[\\ControlSet001\\services\\DcomLaunch]\n"Start"=dword:00000004\n' |
        hivexregedit --merge --prefix '\' "$system"
    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    expect_out "DcomLaunch is disabled and must be automatic"
    expect_out "registry editor"
}

@test "rescue refuses what is no Windows, with one line" {
    mkdir "$BATS_TEST_TMPDIR/empty"
    run --separate-stderr netlatch rescue --offline "$BATS_TEST_TMPDIR/empty"
    expect_code 1
    expect_out "contains no Windows"
    run --separate-stderr netlatch rescue one-word-too-many
    expect_code 64
}

@test "an audit of a hive that was not closed cleanly says what its log files say" {
    cp "$system" "$BATS_TEST_TMPDIR/first"
    disable_rpc
    make_dirty "$BATS_TEST_TMPDIR/first"
    before=$(disk_now)
    run --separate-stderr netlatch record --offline "$disk"
    expect_code 0
    [[ $(jq -r '.machine.services[] | select(.name == "RpcSs") | .start.data' <<<"$output") == 4 ]]
    [[ $(disk_now) == "$before" ]]
}
