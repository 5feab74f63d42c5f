#!/usr/bin/env bats
# offline.bats - the disk of a real Windows that is not running: looked at, changed, and rolled back
# exactly. Skipped where the hives of ../shared are not there.

load ../support/native

hives="$NETLATCH_SOURCE_DIR/../shared/hives"

# disk_new SYSTEM.xz: the folder $disk with that SYSTEM hive, $system, and with SECURITY and SAM.
disk_new() {
    [[ -r $hives/$1 ]] || skip "the hives of a real Windows are not here"
    disk=$BATS_TEST_TMPDIR/disk
    mkdir -p "$disk/windows/system32/config" "$disk/ProgramData"
    system=$disk/windows/system32/config/SYSTEM
    xz -dc "$hives/$1" >"$system"
    xz -dc "$hives/SECURITY.xz" >"$disk/windows/system32/config/SECURITY"
    xz -dc "$hives/SAM.xz" >"$disk/windows/system32/config/SAM"
}

export_hive() { hivexregedit --export "$1" '\' >"$2"; }

# The start type of RpcSs in a hive, by another program than netlatch.
start_of_rpc() {
    hivexregedit --export "$1" '\ControlSet001\services\RpcSs' |
        sed -n 's/^"Start"=dword:0*\([0-9]\)$/\1/p'
}

disk_now() { (cd "$disk" && find . -type f -exec sha256sum {} + | sort -k2); }

disable_rpc() {
    netlatch apply --offline "$disk" --set rpc.service=disabled --accept rpc-disable --yes "$@"
}

@test "a service that was disabled on the disk is brought back exactly" {
    disk_new SYSTEM.xz
    export_hive "$system" "$BATS_TEST_TMPDIR/first.reg"
    cp "$system" "$BATS_TEST_TMPDIR/first"
    [[ $(start_of_rpc "$system") == 2 ]]

    run --separate-stderr disable_rpc
    expect_code "$NL_EXIT_RESTART"
    expect_out "Applied and verified"
    [[ $(start_of_rpc "$system") == 4 ]]
    expect_same "$system.netlatch-backup-1" "$BATS_TEST_TMPDIR/first"
    export_hive "$system" "$BATS_TEST_TMPDIR/second.reg"
    run diff "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/second.reg"
    [[ $(grep -c '^[<>]' <<<"$output") -eq 2 ]]

    run --separate-stderr netlatch history --offline "$disk" --format json
    expect_code 0
    [[ -d $disk/ProgramData/netlatch/journal ]]

    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    export_hive "$system" "$BATS_TEST_TMPDIR/third.reg"
    expect_same "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/third.reg"
    expect_same "$system.netlatch-backup-1" "$BATS_TEST_TMPDIR/first"
    [[ $(start_of_rpc "$system.netlatch-backup-2") == 4 ]]

    before=$(disk_now)
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code 0
    expect_out "nothing to roll back"
    [[ $(disk_now) == "$before" ]]
}

@test "values and keys that were not there are gone again after a rollback" {
    disk_new SYSTEM.xz
    export_hive "$system" "$BATS_TEST_TMPDIR/first.reg"
    run --separate-stderr netlatch apply --offline "$disk" --yes --set smb.direct=disabled \
        --set 'netbios.adapter[*]=disabled' --set smb1.server=disabled \
        --accept unverified-setting --accept netbios-off-wins
    expect_code 3 # written and read back; but what smb.direct does on this Windows is not proven
    expect_err "smb.direct"
    export_hive "$system" "$BATS_TEST_TMPDIR/second.reg"
    grep -q '"SMBDeviceEnabled"=dword:00000000' "$BATS_TEST_TMPDIR/second.reg"
    [[ $(grep -c '"NetbiosOptions"=dword:00000002' "$BATS_TEST_TMPDIR/second.reg") -eq 2 ]]
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    export_hive "$system" "$BATS_TEST_TMPDIR/third.reg"
    expect_same "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/third.reg"
}

@test "looking changes nothing, and makes nothing" {
    disk_new SYSTEM.xz
    before=$(disk_now)
    run --separate-stderr netlatch audit --offline "$disk"
    expect_code 0
    expect_out "WKS-WIN732BITA"
    run --separate-stderr netlatch plan --offline "$disk" --profile office-client
    expect_code 0
    run --separate-stderr netlatch record --offline "$disk"
    expect_code 0
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/machine.json"
    expect_document "$BATS_TEST_TMPDIR/machine.json" machine
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled --what-if
    expect_code 0
    run --separate-stderr netlatch history --offline "$disk"
    expect_code 0
    [[ $(disk_now) == "$before" ]]
    [[ ! -e $disk/ProgramData/netlatch ]]
}

@test "what cannot be changed on a disk says what to do instead" {
    disk_new SYSTEM.xz
    before=$(disk_now)
    run --separate-stderr netlatch plan --offline "$disk" --set logon.network.deny=S-1-5-32-546
    expect_code 0
    [[ $(tr -s ' \n' ' ' <<<"$output") == *"Start that Windows and run netlatch on it."* ]] ||
        expect_nothing_less "expected what to do"
    [[ $(disk_now) == "$before" ]]
}

@test "a risk that is not accepted leaves the disk alone" {
    disk_new SYSTEM.xz
    before=$(sha256sum "$system")
    run --separate-stderr netlatch apply --offline "$disk" --set rpc.service=disabled --yes
    expect_code 4
    expect_err "--accept rpc-disable"
    [[ $(sha256sum "$system") == "$before" ]]
    [[ ! -e $system.netlatch-backup-1 ]]
}

@test "a Windows that was not shut down cleanly is read, and never written" {
    disk_new SYSTEM_WIN_10_1709.xz
    before=$(disk_now)
    run --separate-stderr netlatch audit --offline "$disk"
    expect_code 0
    expect_out "not closed"
    run --separate-stderr netlatch plan --offline "$disk" --profile office-client
    expect_code 0
    expect_err "apply would refuse this plan now: "
    expect_err "SYSTEM was not closed cleanly"
    run --separate-stderr disable_rpc
    expect_code 1
    expect_err "SYSTEM was not closed cleanly"
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code 1
    # The wizard says so too, and offers what is left: to look and to save.
    printf '%s\n' 1 '' 5 '' '' q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr "$NETLATCH_EXE" wizard --offline "$disk" --lang en <"$BATS_TEST_TMPDIR/answers" 3>&-
    expect_code 0
    [[ $(tr -s ' \n' ' ' <<<"$output") == *"SYSTEM was not closed cleanly"* ]] ||
        expect_nothing_less "expected the reason"
    expect_out "1  Dry run: show the whole plan, change nothing"
    expect_out "4  Leave, and change nothing"
    [[ $output != *"administrator rights"* ]]
    [[ $(disk_now) == "$before" ]]
    [[ ! -e $disk/ProgramData/netlatch ]]
}

@test "a hibernated Windows is never written" {
    disk_new SYSTEM.xz
    printf HIBR >"$disk/hiberfil.sys"
    before=$(disk_now)
    run --separate-stderr disable_rpc
    expect_code 1
    expect_err "hibernated"
    [[ $(disk_now) == "$before" ]]
}

@test "what is no Windows, and a hive that is damaged, end with one line that names it" {
    mkdir "$BATS_TEST_TMPDIR/empty"
    run --separate-stderr netlatch audit --offline "$BATS_TEST_TMPDIR/empty"
    expect_code 64
    expect_error "contains no Windows"
    disk_new SYSTEM.xz
    truncate -s 100000 "$system"
    run --separate-stderr netlatch audit --offline "$disk"
    expect_code 64
    expect_error "config/SYSTEM is truncated"
}

@test "an interrupted change is rolled back before the next one" {
    disk_new SYSTEM.xz
    disable_rpc || [[ $? -eq $NL_EXIT_RESTART ]]
    # As a power cut leaves it: the change is on the disk, the mark that it was verified is not.
    journal=("$disk"/ProgramData/netlatch/journal/*.journal)
    head -n 1 "${journal[0]}" >"$BATS_TEST_TMPDIR/cut"
    cat "$BATS_TEST_TMPDIR/cut" >"${journal[0]}"
    run --separate-stderr netlatch audit --offline "$disk"
    expect_err "interrupted"
    [[ $(start_of_rpc "$system") == 4 ]]
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    [[ $status -eq 0 || $status -eq $NL_EXIT_RESTART ]] || expect_nothing_less "expected success"
    [[ $(start_of_rpc "$system") == 2 ]]
}
