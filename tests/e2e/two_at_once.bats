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

# One that waits for its answer, stopped in its tracks.
pause_one() {
    screen_start 100 50 "$NETLATCH_EXE" apply --from "$machine" --set dcom.enabled=no
    screen_wait "Type yes to apply these changes:"
    paused=$(screen_pid)
    kill -STOP "$paused"
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
    [[ -z $stderr ]]
    kill -CONT "$paused"
    screen_type yes
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

@test "the lock goes with the one that held it" {
    pause_one
    kill -KILL "$paused"
    screen_wait "ended with"
    run --separate-stderr netlatch apply --from "$machine" --set dns.llmnr=enabled --yes
    expect_code "$NL_EXIT_RESTART"
}
