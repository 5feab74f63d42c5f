# wine_probe.bats - netlatch.exe and the native netlatch ask the same host and see the same.

load ../support/wine
load ../support/expect
load ../support/probe_network

setup_file() {
    probe_network_new
    [[ -z ${NL_SKIP:-} ]] || return 0
    # Wine's services see the network in which the first program of the machine was started.
    wine_machine_new
}
teardown_file() {
    [[ -z ${NL_SKIP:-} ]] || return 0
    wine_machine_end
    probe_network_end
}
setup() {
    [[ -z ${NL_SKIP:-} ]] || skip "$NL_SKIP"
    cd "$BATS_TEST_TMPDIR" || return
}
teardown() {
    listen_end
    [[ -n ${NL_SKIP:-} ]] || samba_stop
}

# What differs by nature: moments, durations, and how each system calls its adapters and errors.
same_parts='del(.time, .addresses[].interface) |
    del(.addresses[].ports[].questions[] | (.milliseconds, .error, .facts.time, .facts.clock_difference_s))'

both() {
    in_client "$NETLATCH_NATIVE_EXE" probe "$@" --format json >native.json 3>&-
    in_client "$NL_WINE" exec "$NETLATCH_EXE" probe "$@" --format json 3>&- | tr -d '\r' >windows.json
    expect_document windows.json probe
    jq "$same_parts" native.json >native.same
    jq "$same_parts" windows.json >windows.same
    expect_same native.same windows.same
}

@test "the same answers of a file server" {
    samba_start "server min protocol = NT1"
    # The list of RPC programs grows for some seconds after the start.
    wait_until endpoints_stand_still
    both 192.0.2.10
    [[ $(jq -c '[.addresses[0].ports[].state]' windows.json) == '["answers","answers","not-asked","answers","answers"]' ]]
    [[ $(jq -r '.addresses[0].asked_from' windows.json) == 192.0.2.20 ]]
    both 2001:db8:9::10
    [[ $(jq -c '[.addresses[0].ports[].state]' windows.json) == '["answers","not-asked","not-asked","not-asked","answers"]' ]]
}

endpoints_stand_still() {
    local before now
    before=$(in_client "$NETLATCH_NATIVE_EXE" probe 192.0.2.10 --port 135 --format json | jq '.addresses[0].ports[0].questions[0].facts.count')
    sleep 2
    now=$(in_client "$NETLATCH_NATIVE_EXE" probe 192.0.2.10 --port 135 --format json | jq '.addresses[0].ports[0].questions[0].facts.count')
    [[ $now -gt 20 && $now == "$before" ]]
}

@test "the same of a host that is refused, silent, or talks something else" {
    # Wine reports no ICMP error on a UDP socket: what has no listener there gives no answer.
    listen 135 'pass'
    listen 139 'c.close()'
    in_client "$NL_WINE" exec "$NETLATCH_EXE" probe 192.0.2.10 --format json 3>&- | tr -d '\r' >windows.json
    expect_document windows.json probe
    [[ $(jq -c '[.addresses[0].ports[].state]' windows.json) == '["silent","no-answer","not-asked","closed-at-once","refused"]' ]]
    [[ $(jq -r '.addresses[0].ports[4].questions[0].error.name' windows.json) == WSAECONNREFUSED ]]
}

@test "nobody there, and no way" {
    in_client "$NL_WINE" exec "$NETLATCH_EXE" probe 198.51.100.1 --format json 3>&- | tr -d '\r' >windows.json
    [[ $(jq -c '[.addresses[0].ports[] | select(.protocol == "tcp") | .state]' windows.json) == '["unreachable","unreachable","unreachable"]' ]]
    run in_client "$NL_WINE" exec "$NETLATCH_EXE" probe 0.0.0.0 3>&-
    [[ $status -eq 64 ]]
    run in_client "$NL_WINE" exec "$NETLATCH_EXE" probe fe80::1 3>&-
    [[ $status -eq 64 && $output == *"name the interface"* ]]
}
