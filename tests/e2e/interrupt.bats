# interrupt.bats - SIGTERM and SIGINT end a command that only looks, at once, whatever it is doing.

load ../support/native

setup() {
    machine_new
    mkfifo "$BATS_TEST_TMPDIR/out"
}

# ended SIGNAL ARGUMENT...: starts netlatch, whose output nobody reads until it can write no more, sends
# the signal, and prints how it ended.
ended() {
    local signal=$1 reader pid state code=0
    shift
    sleep 300 <"$BATS_TEST_TMPDIR/out" 3>&- &
    reader=$!
    "$NETLATCH_EXE" "$@" --from "$machine" >"$BATS_TEST_TMPDIR/out" 3>&- &
    pid=$!
    # Asleep for a while: it waits for the pipe. (Ended earlier, it would end as well.)
    local asleep=0
    while [[ $asleep -lt 5 ]]; do
        sleep 0.1
        read -r _ _ state _ <"/proc/$pid/stat"
        if [[ $state == S ]]; then asleep=$((asleep + 1)); else asleep=0; fi
    done
    kill -"$signal" "$pid"
    wait "$pid" || code=$?
    kill "$reader"
    echo "$code"
}

@test "SIGTERM and SIGINT end a command that cannot get rid of its output" {
    # More than a pipe holds.
    [[ $(netlatch record --from "$machine" | wc -c) -gt 66000 ]]
    [[ $(ended TERM record) -eq 143 ]]
    [[ $(ended INT record) -eq 130 ]]
}
