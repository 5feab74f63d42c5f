#!/usr/bin/env bats
# wine_offline.bats - netlatch.exe on the disk of another Windows: the same answers and the same bytes as
# the native program. Skipped where the hives of ../shared are not there.

load ../support/wine
load ../support/expect

hives="$NETLATCH_SOURCE_DIR/../shared/hives"

setup_file() { wine_machine_new; }
teardown_file() { wine_machine_end; }

setup() {
    [[ -r $hives/SYSTEM.xz ]] || skip "the hives of a real Windows are not here"
    [[ -x $NETLATCH_NATIVE_EXE ]] || skip "the native netlatch is not built"
    for disk in here there; do
        mkdir -p "$BATS_TEST_TMPDIR/$disk/Windows/System32/config" "$BATS_TEST_TMPDIR/$disk/ProgramData"
        xz -dc "$hives/SYSTEM.xz" >"$BATS_TEST_TMPDIR/$disk/Windows/System32/config/SYSTEM"
        xz -dc "$hives/SECURITY.xz" >"$BATS_TEST_TMPDIR/$disk/Windows/System32/config/SECURITY"
        xz -dc "$hives/SAM.xz" >"$BATS_TEST_TMPDIR/$disk/Windows/System32/config/SAM"
    done
    here=$BATS_TEST_TMPDIR/here # for netlatch.exe
    there=$BATS_TEST_TMPDIR/there
    system=Windows/System32/config/SYSTEM
    windows_path=$(wine_path "$here")
}

native() { "$NETLATCH_NATIVE_EXE" "$@" </dev/null; }

@test "the same audit, plan, change and rollback, byte for byte" {
    netlatch audit --offline "$windows_path" --format json >"$BATS_TEST_TMPDIR/windows.json"
    native audit --offline "$there" --format json >"$BATS_TEST_TMPDIR/linux.json"
    expect_same <(jq 'del(.time)' "$BATS_TEST_TMPDIR/windows.json") \
        <(jq 'del(.time)' "$BATS_TEST_TMPDIR/linux.json")

    wanted=(--set rpc.service=disabled --set smb1.server=disabled --set 'netbios.adapter[*]=disabled'
        --accept rpc-disable --accept netbios-off-wins --yes)
    run netlatch apply --offline "$windows_path" "${wanted[@]}"
    [[ $status -eq $NL_EXIT_RESTART ]]
    run native apply --offline "$there" "${wanted[@]}"
    [[ $status -eq $NL_EXIT_RESTART ]]
    expect_same "$here/$system" "$there/$system"
    expect_same "$here/$system.netlatch-backup-1" "$there/$system.netlatch-backup-1"

    run netlatch rescue --offline "$windows_path"
    [[ $status -eq 0 && $output == *"RpcSs is disabled and must be automatic"* ]]
    # What the one wrote the other rolls back.
    run native rollback --offline "$here" --yes
    [[ $status -eq $NL_EXIT_RESTART ]]
    run netlatch rollback --offline "$(wine_path "$there")" --yes
    [[ $status -eq $NL_EXIT_RESTART ]]
    expect_same "$here/$system" "$there/$system"
}

@test "the Windows folder itself is taken too, and the running Windows is not" {
    run netlatch record --offline "$windows_path\\Windows"
    [[ $status -eq 0 ]]
    mkdir -p "$WINEPREFIX/drive_c/windows/system32/config"
    run netlatch audit --offline 'C:\'
    [[ $status -ne 0 && $output == *"running now"* ]]
    rmdir "$WINEPREFIX/drive_c/windows/system32/config"
}
