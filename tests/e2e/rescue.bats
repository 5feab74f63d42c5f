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

# The hive as a crash leaves it: the newest change stands in the log file only.
# make_dirty FILE_BEFORE [old]: SYSTEM becomes that file, and what it is now goes into its log files.
make_dirty() { python3 "$NETLATCH_SOURCE_DIR/tests/support/hive_model.py" dirty "$1" "$system" "${2:-new}"; }

# The whole story, with the form of log files that Windows has used since 8.1 or before it.
story() {
    local form=$1 computer=$2
    cp "$system" "$BATS_TEST_TMPDIR/first"
    disable_rpc
    make_dirty "$BATS_TEST_TMPDIR/first" "$form"
    [[ $(start_of RpcSs) == 2 ]] # the file alone does not know of the change
    printf transactions >"$system{016888b9}.TM.blf"
    mkdir "$BATS_TEST_TMPDIR/beside"
    cp "$system".LOG* "$system"{*blf "$BATS_TEST_TMPDIR/beside/"
    before=$(disk_now)

    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    expect_out "$computer"
    expect_out "RpcSs is disabled and must be automatic"
    expect_out "newer changes read from the log files: 1"
    expect_out "netlatch rollback --offline $disk --yes"
    [[ $(disk_now) == "$before" ]] # looking changes nothing

    run --separate-stderr netlatch rescue --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_out "Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must."
    [[ $(start_of RpcSs) == 2 ]]
    for file in "$BATS_TEST_TMPDIR"/beside/*; do
        expect_same "$(dirname "$system")/${file##*/}" "$file"
    done
    python3 "$NETLATCH_SOURCE_DIR/tests/support/hive_model.py" check "$system"
    hivexregedit --export "$system" '\' >"$BATS_TEST_TMPDIR/now.reg"
    hivexregedit --export "$BATS_TEST_TMPDIR/first" '\' >"$BATS_TEST_TMPDIR/first.reg"
    expect_same "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg"

    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    expect_out "No change of netlatch is in force there."
    expect_out "are set as they must be"
}

@test "rescue says what keeps it from starting, rolls back, and reads it again" {
    story new WKS-WIN732BITA
}

@test "the same of a Windows whose log file has the old form" {
    story old WKS-WIN732BITA
}

@test "the same of a Windows 10" {
    [[ -r $hives/SYSTEM_WIN_10_1709.xz ]] || skip "the hive of a Windows 10 is not here"
    xz -dc "$hives/SYSTEM_WIN_10_1709.xz" >"$system"
    python3 "$NETLATCH_SOURCE_DIR/tests/support/hive_model.py" clean "$system"
    story new DESKTOP-2KGM189
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

@test "each driver and service that the network and SMB need is told when it is disabled" {
    for name in Tcpip AFD nsiproxy nsi Dhcp Mup rdbss SamSs srvnet srv2 mrxsmb mrxsmb20 bowser LanmanWorkstation LanmanServer; do
        printf 'Windows Registry Editor Version 5.00\n\n[\\ControlSet001\\services\\%s]\n"Start"=dword:00000004\n' "$name" |
            hivexregedit --merge --prefix '\' "$system"
    done
    run --separate-stderr netlatch rescue --offline "$disk"
    expect_code 0
    [[ $(grep -c " is disabled; it was " <<<"$output") == 15 ]]
    expect_out "srv2 is disabled; it was manual as Windows was installed"
    expect_out "Tcpip is disabled; it was boot as Windows was installed"
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

@test "a change that was never confirmed is rolled back, and its guard finds nothing to do at the next start" {
    disable_rpc
    journal=$(echo "$disk"/ProgramData/netlatch/journal/*.journal)
    "$NETLATCH_SOURCE_DIR/tests/support/arm_journal.py" "$journal" 600
    run --separate-stderr netlatch history --offline "$disk" --format json
    [[ $(jq -c '.journals[0] | [.state, .guard.phase]' <<<"$output") == '["unconfirmed","expired"]' ]]
    run --separate-stderr netlatch rescue --offline "$disk"
    expect_out "unconfirmed"
    run --separate-stderr netlatch rescue --offline "$disk" --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(start_of RpcSs) == 2 ]]
    run --separate-stderr netlatch history --offline "$disk" --format json
    [[ $(jq -c '.journals[0] | [.state, .guard]' <<<"$output") == '["rolled-back",null]' ]] ||
        expect_nothing_less "expected a journal that is closed"
    run --separate-stderr netlatch rollback --offline "$disk" --yes
    expect_code 0
    expect_out "There is nothing to roll back."
}
