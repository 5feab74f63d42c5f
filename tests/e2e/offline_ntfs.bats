#!/usr/bin/env bats
# offline_ntfs.bats - an NTFS disk in a file, mounted by ntfs-3g: the access rights of Windows before
# and after an apply and a rollback. Skipped where no such disk can be mounted.

load ../support/native

hives="$NETLATCH_SOURCE_DIR/../shared/hives"

setup() {
    [[ -r $hives/SYSTEM.xz ]] || skip "the hives of a real Windows are not here"
    command -v ntfs-3g mkntfs >/dev/null || skip "ntfs-3g is not installed"
    [[ -e /dev/fuse && $EUID -eq 0 ]] || skip "only root with /dev/fuse can mount"
    disk=$BATS_TEST_TMPDIR/disk
    mkdir "$disk"
    truncate -s 96M "$BATS_TEST_TMPDIR/image"
    mkntfs -F -Q -q "$BATS_TEST_TMPDIR/image" >/dev/null 2>&1
    ntfs-3g "$BATS_TEST_TMPDIR/image" "$disk" 3>&- || skip "ntfs-3g cannot mount here"
    mkdir -p "$disk/Windows/System32/config" "$disk/ProgramData"
    system=$disk/Windows/System32/config/SYSTEM
    xz -dc "$hives/SYSTEM.xz" >"$system"
    rights set "$system"
    first=$(rights get "$system")
}

teardown() { mountpoint -q "$BATS_TEST_TMPDIR/disk" && umount "$BATS_TEST_TMPDIR/disk"; }

# rights get PATH: the security descriptor in hexadecimal digits. rights set PATH: that of a hive,
# O:BA G:SY D:P(A;;FA;;;SY)(A;;FA;;;BA).
rights() {
    python3 - "$@" <<'PYTHON'
import os, sys
name = "system.ntfs_acl"
hive = bytes.fromhex(
    "01000490" "14000000" "24000000" "00000000" "30000000"
    "01020000000000052000000020020000" "010100000000000512000000" "0200340002000000"
    "00001400ff011f00010100000000000512000000" "00001800ff011f0001020000000000052000000020020000")
if sys.argv[1] == "set":
    os.setxattr(sys.argv[2], name, hive)
else:
    print(os.getxattr(sys.argv[2], name).hex())
PYTHON
}

everyone=010100000000000100000000 # S-1-1-0 as a descriptor holds it

@test "a hive that was replaced, its backups and the journal are for SYSTEM and Administrators" {
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled \
        --accept rpc-disable --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(rights get "$system") == "$first" ]]
    [[ $(rights get "$system.netlatch-backup-1") == "$first" ]]
    local -a made=("$disk/ProgramData/netlatch" "$disk/ProgramData/netlatch/journal"
        "$disk"/ProgramData/netlatch/journal/*)
    [[ ${#made[@]} -ge 4 ]]
    for path in "${made[@]}"; do
        [[ $(rights get "$path") != *"$everyone"* ]] || expect_nothing_less "$path is for everybody"
    done

    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(rights get "$system") == "$first" ]]
    [[ $(rights get "$system.netlatch-backup-2") == "$first" ]]
}

@test "the log files kept beside a backup have the rights of their own, and the first ones are left alone" {
    cp "$system" "$BATS_TEST_TMPDIR/first"
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled \
        --accept rpc-disable --yes
    expect_code "$NL_EXIT_RESTART"
    python3 "$NETLATCH_SOURCE_DIR/tests/support/hive_model.py" dirty "$BATS_TEST_TMPDIR/first" "$system"
    for file in "$system" "$system".LOG[12]; do
        rights set "$file"
    done
    cp "$system".LOG1 "$BATS_TEST_TMPDIR/log"
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    for file in "$system"{,.LOG1,.LOG2,.netlatch-backup-2{,.LOG1,.LOG2}}; do
        [[ $(rights get "$file") == "$first" ]] || expect_nothing_less "$file has other rights"
    done
    expect_same "$system.LOG1" "$BATS_TEST_TMPDIR/log"
    expect_same "$system.netlatch-backup-2.LOG1" "$BATS_TEST_TMPDIR/log"
}

@test "a journal folder that everybody may write to is refused" {
    mkdir -p "$disk/ProgramData/netlatch/journal" # as the driver makes it
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled \
        --accept rpc-disable --yes
    expect_code 1
    expect_err "may be written by others"
    [[ ! -e $system.netlatch-backup-1 ]]
}

@test "a disk that is mounted read-only is read, and not written" {
    umount "$disk"
    ntfs-3g -o ro "$BATS_TEST_TMPDIR/image" "$disk" 3>&-
    run --separate-stderr netlatch audit --offline "$disk"
    expect_code 0
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled \
        --accept rpc-disable --yes
    expect_code 1
    expect_err "mounted read-only"
}
