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

@test "every way to name the folder means the same, and the running Windows is not one of them" {
    ln -s "$here" "$WINEPREFIX/dosdevices/w:"
    native audit --offline "$there" --format json | jq 'del(.time)' >"$BATS_TEST_TMPDIR/linux.json"
    for name in 'W:' 'W:\' 'w:\windows' 'W:/Windows' 'W:\Windows\.' 'W:\Windows\System32\config\' 'W:/Windows/System32/../'; do
        netlatch audit --offline "$name" --format json | jq 'del(.time)' >"$BATS_TEST_TMPDIR/windows.json"
        expect_same "$BATS_TEST_TMPDIR/windows.json" "$BATS_TEST_TMPDIR/linux.json"
    done
    # The journal is made on that disk, and the memory image is looked for there.
    run netlatch apply --offline W:/Windows --set rpc.service=disabled --accept rpc-disable --yes
    [[ $status -eq $NL_EXIT_RESTART ]]
    [[ -n $(ls "$here/ProgramData/netlatch/journal") ]]
    printf HIBR >"$here/hiberfil.sys"
    run netlatch rollback --offline 'W:/Windows/.' --yes
    [[ $status -ne $NL_EXIT_RESTART && $output == *hibernated* ]]

    mkdir -p "$WINEPREFIX/drive_c/windows/system32/config"
    cp "$here/$system" "$WINEPREFIX/drive_c/windows/system32/config/SYSTEM"
    ln -s "$WINEPREFIX/drive_c" "$WINEPREFIX/dosdevices/v:"
    for name in C: 'c:\' 'C:\windows' 'c:/WINDOWS' 'C:\Windows\System32\..' 'C:\windows\system32\config' 'V:' 'V:\Windows'; do
        run netlatch audit --offline "$name"
        [[ $status -ne 0 && $output == *"running now"* ]] || { printf '%s: %s\n' "$name" "$output"; false; }
    done
    rm -r "$WINEPREFIX/drive_c/windows/system32/config" "$WINEPREFIX/dosdevices/"[vw]:
}

@test "Windows PE says what it is, finds the Windows on another drive, and needs nothing of its own" {
    ln -s "$here" "$WINEPREFIX/dosdevices/w:"
    wine_machine_restart # drives are counted as Wine starts
    wine_reg add 'HKLM\SYSTEM\CurrentControlSet\Control\MiniNT' /f >/dev/null
    native apply --offline "$here" --set rpc.service=disabled --accept rpc-disable --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    run --separate-stderr netlatch
    [[ $status -eq 0 && $output == *"This is Windows PE"*"W:"*"RpcSs is disabled and must be automatic"* ]]
    [[ $output == *"netlatch rollback --offline W: --yes"* ]]
    run --separate-stderr netlatch audit
    [[ $stderr == *"This is Windows PE"*"--offline"* ]]
    run --separate-stderr netlatch audit --offline W:
    [[ $stderr != *"Windows PE"* ]]
    # What such a system lacks: a folder for the data of all users, a drive that can be written.
    ProgramData='X:\ProgramData' ALLUSERSPROFILE='X:\ProgramData' TEMP='X:\' TMP='X:\' \
        run --separate-stderr netlatch rescue --offline W: --yes
    [[ $status -eq $NL_EXIT_RESTART && $output == *"Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must."* ]]
    run native rescue --offline "$here"
    [[ $output == *"No change of netlatch is in force there."* ]]
    rm "$WINEPREFIX/dosdevices/w:"
}

@test "without a service manager, from a system drive that cannot be written" {
    [[ $EUID -eq 0 ]] || skip "mounting needs root"
    unshare -m true 2>/dev/null || skip "there are no mount namespaces here"
    ln -s "$here" "$WINEPREFIX/dosdevices/w:"
    native apply --offline "$here" --set rpc.service=disabled --accept rpc-disable --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    wine_machine_restart
    cat >"$BATS_TEST_TMPDIR/console" <<'END'
set -eu
mount --bind "$WINEPREFIX/drive_c" "$WINEPREFIX/drive_c"
mount -o remount,ro,bind "$WINEPREFIX/drive_c"
! touch "$WINEPREFIX/drive_c/ProgramData/x" 2>/dev/null || exit 9
export NETLATCH_WINE_WITHOUT=services.exe
"$1" exec "$2" audit --format json >"$3/live.json" || exit 8
"$1" exec "$2" rescue --offline W: --yes >"$3/rescue" || echo $? >"$3/code"
"$1" end "$WINEPREFIX"
END
    unshare -m bash "$BATS_TEST_TMPDIR/console" "$NL_WINE" "$NETLATCH_EXE" "$BATS_TEST_TMPDIR" 3>&-
    # A look at the system itself says that its service manager could not be asked.
    jq -e '[.unseen[].what] | index("service-manager")' "$BATS_TEST_TMPDIR/live.json"
    [[ $(cat "$BATS_TEST_TMPDIR/code") -eq $NL_EXIT_RESTART ]]
    grep -q 'Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must.' "$BATS_TEST_TMPDIR/rescue"
    run native rescue --offline "$here"
    [[ $output == *"No change of netlatch is in force there."* ]]
    rm "$WINEPREFIX/dosdevices/w:"
}

@test "a Windows 10 that was not closed cleanly is brought back by either program with the same bytes" {
    [[ -r $hives/SYSTEM_WIN_10_1709.xz ]] || skip "the hive of a Windows 10 is not here"
    model=$NETLATCH_SOURCE_DIR/tests/support/hive_model.py
    xz -dc "$hives/SYSTEM_WIN_10_1709.xz" >"$here/$system"
    python3 "$model" clean "$here/$system"
    cp "$here/$system" "$BATS_TEST_TMPDIR/first"
    run netlatch apply --offline "$windows_path" --set rpc.service=disabled --accept rpc-disable --yes
    [[ $status -eq $NL_EXIT_RESTART ]]
    python3 "$model" dirty "$BATS_TEST_TMPDIR/first" "$here/$system"
    cp "$here/$system"* "$there/Windows/System32/config/"
    cp -r "$here/ProgramData/netlatch" "$there/ProgramData/"

    run netlatch rescue --offline "$windows_path" --yes
    [[ $status -eq $NL_EXIT_RESTART && $output == *"RpcSs is disabled and must be automatic"* ]]
    [[ $output == *"Read again: RpcSs, RpcEptMapper and DcomLaunch start as they must."* ]]
    run native rescue --offline "$there" --yes
    [[ $status -eq $NL_EXIT_RESTART ]]
    for file in "$system"{,.LOG1,.LOG2,.netlatch-backup-{1,2},.netlatch-backup-2.LOG{1,2}}; do
        expect_same "$here/$file" "$there/$file"
    done
    python3 "$model" check "$here/$system"
    hivexregedit --export "$here/$system" '\' >"$BATS_TEST_TMPDIR/now.reg"
    hivexregedit --export "$BATS_TEST_TMPDIR/first" '\' >"$BATS_TEST_TMPDIR/first.reg"
    expect_same "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg"
}
