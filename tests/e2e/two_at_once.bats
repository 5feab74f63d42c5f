# two_at_once.bats - two netlatch never change one machine at the same time.

load ../support/native
load ../support/tmux

setup() {
    machine_new
    first=$NETLATCH_SOURCE_DIR/tests/data/machine-office.json
}

teardown() {
    [[ -z ${paused:-} ]] || kill -CONT "$paused" 2>/dev/null || true
    screen_end
}

# One that has the lock and has begun, and goes no further.
pause_one() {
    local hooks=${NETLATCH_EXE%/*}/tests/netlatch-hooks
    screen_start 100 50 env NETLATCH_TEST_STOP_AT=1 "$hooks" apply --from "$machine" \
        --set dcom.enabled=no --yes
    screen_wait "netlatch-hooks: stopped"
    paused=$(screen_pid)
}

@test "the second apply or rollback is refused while the first goes on" {
    pause_one
    for command in "apply --set dns.llmnr=enabled" "rollback"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine" --yes
        expect_code 1
        expect_error "another netlatch (process $paused) is changing this machine right now"
        expect_same "$machine" "$first"
    done
    # Looking is free.
    run --separate-stderr netlatch audit --from "$machine" --format line
    expect_code 0
    expect_err "another netlatch is making the change"
}

@test "the lock goes with the one that held it" {
    pause_one
    kill -KILL "$paused"
    screen_wait "ended with"
    run --separate-stderr netlatch apply --from "$machine" --set dns.llmnr=enabled --yes
    expect_code "$NL_EXIT_RESTART"
}

@test "an apply that waits for its answer holds nobody up, and does nothing where the machine changed" {
    screen_start 100 50 "$NETLATCH_EXE" apply --from "$machine" --set dcom.enabled=no \
        --set dns.llmnr=enabled
    screen_wait "Type yes to apply these changes:"
    run --separate-stderr netlatch apply --from "$machine" --set dcom.enabled=no --yes
    expect_code "$NL_EXIT_RESTART"
    cp "$machine" meanwhile.json
    screen_type yes
    screen_keys Enter
    screen_wait "the machine changed while netlatch waited for your answer"
    screen_ended 1
    expect_same "$machine" meanwhile.json
    screen_start 100 50 "$NETLATCH_EXE" apply --from "$machine" --set dns.llmnr=enabled
    screen_wait "Type yes to apply these changes:"
    screen_type yes
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

# The program sleeps: it does so between two attempts to take the lock, and nowhere before.
waits_for_the_lock() { [[ $(awk '{ print $3 }' "/proc/$1/stat") == S ]]; }

@test "whoever waited for the lock works on the machine as it is then" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    local command waiting
    for command in "apply --set dns.llmnr=enabled" "rollback"; do
        (
            flock 9
            # shellcheck disable=SC2086 # words
            "$NETLATCH_EXE" $command --from "$machine" --yes </dev/null >said 2>&1 3>&- 9>&- &
            waiting=$!
            wait_until waits_for_the_lock "$waiting"
            jq --arg name "BEFORE-$command" '.machine.name = $name' "$machine" >changed.json
            mv changed.json "$machine"
            flock -u 9
            code=0
            wait "$waiting" || code=$?
            [[ $code -eq 0 || $code -eq $NL_EXIT_RESTART ]] || expect_nothing_less "$code: $(<said)"
        ) 9>"$machine.journal/lock"
        [[ $(jq -r .machine.name "$machine") == "BEFORE-$command" ]] ||
            expect_nothing_less "$command wrote over what was changed before"
    done
}

@test "rollback asks without the lock, and does nothing where a change was made meanwhile" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    screen_start 100 50 "$NETLATCH_EXE" rollback --from "$machine"
    screen_wait "Type yes to roll this back:"
    netlatch apply --from "$machine" --set dns.llmnr=enabled --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    cp "$machine" meanwhile.json
    screen_type yes
    screen_keys Enter
    screen_wait "the journals changed while netlatch waited for your answer"
    screen_ended 1
    expect_same "$machine" meanwhile.json
    run netlatch history --from "$machine" --format json
    [[ $(jq -c '[.journals[].state]' <<<"$output") == '["applied","applied"]' ]]
}
