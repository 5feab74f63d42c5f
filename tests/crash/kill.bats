# kill.bats - the real program, killed (kill -9) at every place of an apply, then started again.
#
# netlatch-hooks is netlatch with one addition: at the nth event of an apply (journal on disk, a step
# about to be written, written, marked, synced, read back, closed) it says "stopped" and waits. The
# test kills it there. After the next start the registry must be exactly as it was first.

load ../support/wine

wishes=(--set dcom.enabled=no --set smb.direct=disabled --set rpc.restrict-remote=authenticated
    --set 'netbios.adapter[*]=disabled' --yes --accept unverified-setting)

setup_file() {
    wine_machine_new
    wine_import "$NETLATCH_SOURCE_DIR/tests/data/office-machine.reg" \
        'ADAPTER1={00000001-0000-0000-0000-4E6574446576}' \
        'ADAPTER2={00000002-0000-0000-0000-4E6574446576}' \
        'ADAPTER3={00000003-0000-0000-0000-4E6574446576}' \
        'ADAPTER4={00000004-0000-0000-0000-4E6574446576}'
    # A name of its own, so that exactly this program is killed.
    export HOOKS=$BATS_FILE_TMPDIR/netlatch-hooks.exe
    cp "$NETLATCH_BINARY_DIR/tests/netlatch-hooks.exe" "$HOOKS"
}
teardown_file() { wine_machine_end; }

# What the steps touch, as reg.exe exports it.
picture() {
    local key
    for key in 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT' 'HKLM\SOFTWARE\Microsoft\Ole' \
        'HKLM\SOFTWARE\Policies'; do
        rm -f "$BATS_TEST_TMPDIR/picture.reg"
        wine_reg export "$key" "Z:${BATS_TEST_TMPDIR//\//\\}\\picture.reg" /y >/dev/null 2>&1 || true
        iconv -f UTF-16 -t UTF-8 "$BATS_TEST_TMPDIR/picture.reg" 2>/dev/null || echo "none: $key"
    done
}

stopped_or_ended() { grep -q 'netlatch-hooks: stopped' "$2" || ! kill -0 "$1" 2>/dev/null; }

# Runs the program to its nth event and kills it there; fails when it ended before that.
kill_at() {
    local log=$BATS_TEST_TMPDIR/hooks.log
    : >"$log"
    NETLATCH_TEST_STOP_AT=$1 "$NL_WINE" exec "$HOOKS" apply "${wishes[@]}" >"$log" 2>&1 3>&- &
    local job=$!
    wait_until stopped_or_ended "$job" "$log"
    grep -q 'netlatch-hooks: stopped' "$log" || return 1
    pkill -9 -f "$HOOKS"
    wait "$job" 2>/dev/null || true
}

@test "killed at every event of an apply, the next start gives the first registry back" {
    picture >"$BATS_TEST_TMPDIR/first"
    local n=1 recovered=0 complete=0
    while kill_at "$n"; do
        case $(netlatch history --format json | jq -r '.journals[0].state') in
        open) recovered=$((recovered + 1)) ;;
        applied) complete=$((complete + 1)) ;;
        *) return 1 ;;
        esac
        run --separate-stderr netlatch rollback --yes
        [[ $status -eq 0 || $status -eq $NL_EXIT_RESTART ]] || {
            echo "after a kill at event $n: exit $status: $stderr"
            return 1
        }
        picture >"$BATS_TEST_TMPDIR/now"
        diff "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now" || {
            echo "after a kill at event $n"
            return 1
        }
        n=$((n + 1))
    done
    # Journal on disk, three events a step, synced, one read-back a step, closed; at least 5 steps.
    echo "# killed at $((n - 1)) places; $recovered rolled back at the next start, $complete had been finished" >&3
    [[ $n -gt 20 && $recovered -gt 18 && $complete -ge 1 ]]
}
