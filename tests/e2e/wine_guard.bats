# wine_guard.bats - the guard for real, under Wine's service manager: the time passes; confirmed in
# time; the guard killed; the machine cut off and started again; netlatch hanging; confirmed twice
# over a restart.
#
# Each story has a machine of its own, and they all begin in setup_file, so that their half minutes
# pass at the same time. Wine's service manager takes no failure actions (that Windows' is told to
# restart the guard stands in contract.windows_guard): what it does by itself is to start the guard
# with the machine, and what it does when told to start a guard that was killed is measured here.

load ../support/wine_office

OLE='HKLM\SOFTWARE\Microsoft\Ole'
LSA='HKLM\SYSTEM\CurrentControlSet\Control\Lsa'
GUARD='HKLM\SYSTEM\CurrentControlSet\Services\netlatch-guard'

on() { export WINEPREFIX=$BATS_FILE_TMPDIR/$1; }

# The guard's processes of this machine, and of no other.
guard_pids() {
    local pid
    for pid in $(pgrep -f 'Program Files.netlatch.netlatch\.exe' || true); do
        if tr '\0' '\n' 2>/dev/null <"/proc/$pid/environ" | grep -qxF "WINEPREFIX=$WINEPREFIX"; then
            printf '%s\n' "$pid"
        fi
    done
}

service_is_there() { wine_reg query "$GUARD" /v ImagePath >/dev/null 2>&1; }

# Waits until the guard has removed itself.
wait_for_end() { wait_until guard_has_gone; }
guard_has_gone() {
    sleep 0.5 # each look starts a program in Wine
    ! wine_reg query "$GUARD" /v ImagePath 2>/dev/null | grep -q ImagePath && [[ -z $(guard_pids) ]]
}

# Everything that the stories change, and all services: no trace of one must stay. (All of
# HKLM\SYSTEM is too much: Wine names its graphics adapters anew at every start.)
snapshot() {
    local key part=0 commands="cd ."
    for key in "$OLE" "$LSA" 'HKLM\SYSTEM\CurrentControlSet\Services'; do
        part=$((part + 1))
        commands+=" & reg.exe export $key $(wine_path "$1.$part") /y"
    done
    "$NL_WINE" exec cmd.exe /c "$commands" >/dev/null 2>&1 3>&- || true
    for part in 1 2 3; do
        iconv -f UTF-16 -t UTF-8 "$1.$part"
        rm "$1.$part"
    done >"$1"
    [[ $(grep -c '^\[' "$1") -gt 20 ]]
}

expect_first() {
    snapshot "$BATS_TEST_TMPDIR/now.reg"
    diff "$BATS_FILE_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg" >&2
}

expect_state() {
    local state
    state=$(netlatch history --format json | jq -r '.journals[0].state')
    [[ $state == "$1" ]] || expect_nothing_less "expected a journal that is $1, not $state"
}

story() {
    on "$1"
    "$NL_WINE" new "$WINEPREFIX"
    cp "$BATS_FILE_TMPDIR"/machine/*.reg "$WINEPREFIX/"
    shift
    netlatch apply --yes "$@" >"$WINEPREFIX/apply.out" 2>&1 || printf '%s\n' $? >"$WINEPREFIX/code"
}

# What an audit carries to whoever collects it: the phase, whether there is a time in the future, and
# whether somebody watches.
expect_unconfirmed() {
    netlatch audit --format json >"$BATS_TEST_TMPDIR/audit.json"
    expect_document "$BATS_TEST_TMPDIR/audit.json" audit
    [[ $(jq -c '. as $audit | .unconfirmed | [.phase, (.until != null and .until > $audit.time), .watched]' \
        "$BATS_TEST_TMPDIR/audit.json") == "$1" ]]
}

guard_starts() {
    "$NL_WINE" exec sc.exe start netlatch-guard >/dev/null 2>&1 3>&- || true
    guard_pids >"$WINEPREFIX/second"
    [[ -s $WINEPREFIX/second ]]
}

# The guard is killed and started by the service manager, as Windows' manager does by itself; Wine's
# has to be told, and sees only after a while that the process is gone.
kill_and_start() {
    guard_pids >"$WINEPREFIX/first"
    kill -9 "$(<"$WINEPREFIX/first")"
    wait_until guard_starts
    wine_reg_value "$OLE" EnableDCOM >"$WINEPREFIX/between"
}

# netlatch stops in the middle of an apply and never goes on, with the lock.
hanging() {
    local hooks=$NETLATCH_BINARY_DIR/tests/netlatch-hooks.exe log
    [[ -e $hooks ]] || return 0
    on hanging
    "$NL_WINE" new "$WINEPREFIX"
    cp "$BATS_FILE_TMPDIR"/machine/*.reg "$WINEPREFIX/"
    cp "$hooks" "$WINEPREFIX/netlatch-hooks.exe"
    log=$WINEPREFIX/hooks.log
    # Behind its first write, before it says so in the journal.
    NETLATCH_TEST_STOP_AT=3 "$NL_WINE" exec "$WINEPREFIX/netlatch-hooks.exe" apply --yes "${both[@]}" \
        --confirm-within 30s >"$log" 2>&1 3>&- &
    wait_until grep -q 'netlatch-hooks: stopped' "$log"
    date +%s >"$WINEPREFIX/hangs_since"
}

setup_file() {
    wine_office_new
    snapshot "$BATS_FILE_TMPDIR/first.reg"
    "$NL_WINE" end "$WINEPREFIX"
    # The first of them acts after a restart, the second alone at once.
    local -a both=(--set dcom.enabled=no --set logon.blank-password=anywhere)
    story expired "${both[@]}" --confirm-within 30s
    story killed "${both[@]}" --confirm-within=30s
    guard_pids >"$WINEPREFIX/pid"
    kill -9 "$(<"$WINEPREFIX/pid")"
    story started_again "${both[@]}" --confirm-within=30s
    kill_and_start
    hanging
    story restarted "${both[@]}" --confirm-within 30s
    "$NL_WINE" end "$WINEPREFIX"
    story twice "${both[@]}" --confirm-within 30s
    netlatch confirm >"$WINEPREFIX/confirm.out" 2>&1 || printf '%s\n' $? >"$WINEPREFIX/confirm.code"
    story confirmed --set logon.blank-password=anywhere --confirm-within
    story rolled_back "${both[@]}" --confirm-within 1h
}

teardown_file() {
    local name
    for name in machine expired killed started_again hanging restarted twice confirmed rolled_back interrupted; do
        on "$name"
        wine_machine_end
    done
}

@test "the service: quoted path, by itself, without dependencies, as LocalSystem" {
    on rolled_back
    service_is_there
    [[ $(wine_reg_value "$GUARD" ImagePath) == '"C:\Program Files\netlatch\netlatch.exe" guard' ]]
    [[ $(wine_reg_value "$GUARD" Start) == 0x2 ]]
    [[ $(wine_reg_value "$GUARD" Type) == 0x10 ]]
    [[ $(wine_reg_value "$GUARD" ObjectName) == LocalSystem ]]
    [[ -z $(wine_reg_value "$GUARD" DependOnService) ]]
    cmp "$NETLATCH_EXE" "$WINEPREFIX/drive_c/Program Files/netlatch/netlatch.exe"
    [[ -n $(guard_pids) ]]
}

@test "nobody else may start it" {
    on rolled_back
    run --separate-stderr netlatch guard
    expect_code 64
    expect_error "only the service manager of Windows starts the command guard"
}

@test "the countdown is told, and nothing is piled on a change that waits" {
    on rolled_back
    grep -q 'it is rolled back in 1h' "$WINEPREFIX/apply.out"
    netlatch history --format json >"$BATS_TEST_TMPDIR/history.json"
    expect_document "$BATS_TEST_TMPDIR/history.json" history
    [[ $(jq -c '.journals[0] | [.state, .guard.phase, .guard.confirm_within_s,
        (.guard.left_s > 3300 and .guard.left_s <= 3600)]' "$BATS_TEST_TMPDIR/history.json") == \
        '["unconfirmed","counting",3600,true]' ]]
    expect_unconfirmed '["counting",true,"yes"]'
    run --separate-stderr netlatch apply --set smb.direct=disabled --yes --accept unverified-setting
    expect_code 1
    expect_error "waits to be confirmed"
}

@test "confirm --extend sets the time anew" {
    on rolled_back
    run --separate-stderr netlatch confirm --extend 2h --format json
    expect_code 0
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/result.json"
    expect_document "$BATS_TEST_TMPDIR/result.json" result
    [[ $(jq -c '[.outcome, .guard, .left_s]' <<<"$output") == '["extended","counting",7200]' ]]
    run --separate-stderr netlatch confirm --extend 25h
    expect_code 64
    expect_error "from 30s to 24h"
}

@test "a guard that was killed is started again by confirm --extend" {
    on rolled_back
    kill -9 "$(guard_pids)"
    expect_unconfirmed '["counting",true,"no"]'
    run --separate-stderr netlatch confirm --extend 1h
    expect_code 0
    [[ -n $(guard_pids) ]]
}

@test "rollback of an unconfirmed change ends the guard" {
    on rolled_back
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    wait_for_end
    expect_first
    expect_state rolled-back
    [[ $(netlatch audit --format json 2>/dev/null | jq .unconfirmed) == null ]]
    run --separate-stderr netlatch confirm
    expect_code 1
    expect_error "was rolled back"
}

@test "confirmed in time: the change stays, the service goes" {
    on confirmed
    grep -q 'it is rolled back in 10m' "$WINEPREFIX/apply.out"
    service_is_there
    run --separate-stderr netlatch confirm
    expect_code 0
    expect_out "Confirmed: 000001-"
    wait_for_end
    [[ $(wine_reg_value "$LSA" LimitBlankPasswordUse) == 0x0 ]]
    expect_state applied
    run --separate-stderr netlatch confirm
    expect_code 0
    netlatch rollback --yes
    expect_first
}

@test "the time passes: everything is as before, the service is gone" {
    on expired
    [[ $(<"$WINEPREFIX/code") -eq $NL_EXIT_RESTART ]]
    wait_for_end
    expect_first
    expect_state rolled-back
    grep -q '"note":"not confirmed in time"' "$WINEPREFIX"/drive_c/ProgramData/netlatch/journal/*
}

@test "the guard was killed: the next start of the machine takes the change back" {
    on killed
    [[ -s $WINEPREFIX/pid ]]
    [[ ! -e /proc/$(<"$WINEPREFIX/pid") ]]
    [[ $(wine_reg_value "$OLE" EnableDCOM) == N ]]
    wine_machine_restart
    wine_reg query "$OLE" >/dev/null # switches it on; no netlatch is run by anybody
    wait_for_end
    expect_first
    expect_state rolled-back
}

@test "the guard was killed: started again by the service manager, it takes the change back in time" {
    on started_again
    # It was another process, and the time was not over when it began.
    [[ -s $WINEPREFIX/second && $(<"$WINEPREFIX/first") != "$(<"$WINEPREFIX/second")" ]]
    [[ $(<"$WINEPREFIX/between") == N ]]
    wait_for_end
    expect_first
    expect_state rolled-back
}

@test "netlatch hangs in the middle of a change: a minute after the time is over the guard ends it" {
    on hanging
    [[ -s $WINEPREFIX/hangs_since ]] || skip "netlatch-hooks.exe is not built"
    local now
    wait_for_end
    now=$(date +%s)
    # 30 s to confirm, a minute of patience, and not sooner.
    ((now - $(<"$WINEPREFIX/hangs_since") >= 85))
    ! pgrep -f "$WINEPREFIX/netlatch-hooks.exe" >/dev/null ||
        expect_nothing_less "netlatch still runs"
    expect_first
    expect_state rolled-back
}

@test "power cut in between: the guard starts with the machine and takes the change back" {
    on restarted
    wine_reg query "$OLE" >/dev/null
    wait_for_end
    expect_first
    expect_state rolled-back
}

@test "netlatch was killed in the middle of a change: the guard rolls it back at once" {
    local hooks=$NETLATCH_BINARY_DIR/tests/netlatch-hooks.exe log=$BATS_TEST_TMPDIR/hooks.log
    [[ -e $hooks ]] || skip "netlatch-hooks.exe is not built"
    on interrupted
    "$NL_WINE" new "$WINEPREFIX"
    cp "$BATS_FILE_TMPDIR"/machine/*.reg "$WINEPREFIX/"
    cp "$hooks" "$WINEPREFIX/netlatch-hooks.exe"
    # Stops after its first write, before it says so in the journal.
    NETLATCH_TEST_STOP_AT=3 "$NL_WINE" exec "$WINEPREFIX/netlatch-hooks.exe" apply --yes \
        --set dcom.enabled=no --set logon.blank-password=anywhere --confirm-within 1h \
        >"$log" 2>&1 3>&- &
    wait_until grep -q 'netlatch-hooks: stopped' "$log"
    [[ $(wine_reg_value "$OLE" EnableDCOM) == N ]]
    # It holds the lock: nothing is rolled back under its feet.
    sleep 3
    [[ $(wine_reg_value "$OLE" EnableDCOM) == N && -n $(guard_pids) ]]
    pkill -9 -f "$WINEPREFIX/netlatch-hooks.exe"
    wait_for_end
    expect_first
    expect_state rolled-back
}

@test "confirmed before the restart alone: the countdown stands still, then runs again" {
    on twice
    grep -q 'This change is not confirmed yet: it is rolled back in 30s (.*) unless you run netlatch confirm before then' \
        <(tr -d '\r' <"$WINEPREFIX/apply.out")
    grep -q 'Part of it takes effect only after a restart: confirm, restart the computer, then confirm again within 30s' \
        <(tr -d '\r' <"$WINEPREFIX/apply.out")
    [[ $(<"$WINEPREFIX/confirm.code") -eq $NL_EXIT_RESTART ]]
    grep -q 'confirm again within 30s' "$WINEPREFIX/confirm.out"
    run --separate-stderr netlatch history
    expect_out "restart the computer within a day, then confirm again within 30s"
    expect_unconfirmed '["waiting-for-restart",false,"yes"]'
    # More than half a minute has passed in the other stories.
    [[ $(wine_reg_value "$OLE" EnableDCOM) == N ]]
    run --separate-stderr netlatch confirm
    expect_code "$NL_EXIT_RESTART"
    wine_machine_restart
    wine_reg query "$OLE" >/dev/null
    sleep 3
    netlatch history --format json >"$BATS_TEST_TMPDIR/history.json"
    [[ $(jq -c '.journals[0].guard | [.phase, (.left_s > 0 and .left_s <= 30)]' \
        "$BATS_TEST_TMPDIR/history.json") == '["counting",true]' ]]
    wait_for_end
    expect_first
    expect_state rolled-back
}

@test "events install registers the source, events remove leaves no trace" {
    on confirmed
    run --separate-stderr netlatch events install
    expect_code 0
    key='HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\netlatch'
    [[ $(wine_reg_value "$key" EventMessageFile) == *netlatch.exe ]]
    [[ $(wine_reg_value "$key" TypesSupported) == 0x7 ]]
    run --separate-stderr netlatch events remove
    expect_code 0
    expect_first
    run --separate-stderr netlatch events remove
    expect_code 0
    run --separate-stderr netlatch events
    expect_code 64
}
