# wine_samba.bats - the five ports held by somebody who is not Windows: seen, named, and gone again.

load ../support/wine_office
load ../support/samba

setup_file() {
    samba_network_new
    [[ -z ${NL_SKIP:-} ]] || return 0
    # Wine's services see the network in which the first program of the machine was started.
    wine_office_new
}
teardown_file() {
    [[ -z ${NL_SKIP:-} ]] || return 0
    wine_machine_end
    samba_stop
    samba_network_end
}

setup() { [[ -z ${NL_SKIP:-} ]] || skip "$NL_SKIP"; }

audit() {
    in_network "$NL_WINE" exec "$NETLATCH_EXE" audit --format json >"$BATS_TEST_TMPDIR/audit.json" 3>&-
    expect_document "$BATS_TEST_TMPDIR/audit.json" audit
}

of_ports() { jq -c "[.ports[] | $1]" "$BATS_TEST_TMPDIR/audit.json"; }

@test "with nobody there, none of the five ports is listened on" {
    audit
    [[ $(of_ports .observed) == '["closed","closed","closed","closed","closed"]' ]]
    [[ $(of_ports '.owners | length') == '[0,0,0,0,0]' ]]
}

@test "with Samba there, all five are, and by somebody who is not Windows" {
    samba_start
    audit
    [[ $(of_ports .observed) == '["open","open","open","open","open"]' ]]
    # Wine gives these sockets to no process of its own: no name is made up, and none is Windows'.
    [[ $(of_ports '.owners[].windows' | jq -c unique) == '[false]' ]]
    [[ $(of_ports '[.owners[].address] | index("0.0.0.0") != null') == '[true,true,true,true,true]' ]]
    [[ $(of_ports '[.owners[] | select(.v6)] | length > 0') == '[true,false,false,true,true]' ]]
    [[ $(of_ports '[.owners[].address] | index("192.0.2.10") != null') == '[false,true,true,false,false]' ]]
    for port in 135 137 138 139 445; do
        [[ $(jq -r --argjson port $port '.findings[] | select(.id == "port.\($port).mismatch") | .what' \
            "$BATS_TEST_TMPDIR/audit.json") == \
            "Port $port is held by PID "*", which could not be recognised as Windows' own owner of it." ]] ||
            expect_nothing_less "expected a finding for port $port"
    done
}

@test "asked at its own addresses, the machine answers; what contradicts the settings is a finding" {
    local probed=$BATS_TEST_TMPDIR/probed.json
    asked() {
        in_network "$NL_WINE" exec "$NETLATCH_EXE" audit --probe --format json 3>&- | tr -d '\r' >"$probed"
        expect_document "$probed" audit
    }
    asked
    [[ $(jq -c '[.probes[] | select(.address == "192.0.2.10") | [.port, .state]]' "$probed") == \
        '[[135,"answers"],[137,"answers"],[138,"not-asked"],[139,"answers"],[445,"answers"]]' ]]
    # Not the loopback alone, and there only what listens on every address.
    [[ $(jq -c '[.probes[] | select(.address == "127.0.0.1") | .port]' "$probed") == '[135,445]' ]]
    [[ $(jq -c '[.probes[].own] | unique' "$probed") == '[true]' ]]
    wine_reg add 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' /v SMBDeviceEnabled /t REG_DWORD /d 0 /f >/dev/null
    asked
    [[ $(jq -r '[.findings[].what] | map(select(startswith("Port 445 answers at"))) | length' "$probed") -eq 1 ]]
    in_network "$NL_WINE" exec "$NETLATCH_EXE" audit --probe 3>&- >"$BATS_TEST_TMPDIR/audit.txt"
    grep -q "The machine asked its own addresses" "$BATS_TEST_TMPDIR/audit.txt"
    wine_reg delete 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' /v SMBDeviceEnabled /f >/dev/null
    in_network "$NL_WINE" exec "$NETLATCH_EXE" record --probe 3>&- | tr -d '\r' >"$BATS_TEST_TMPDIR/machine.json"
    expect_document "$BATS_TEST_TMPDIR/machine.json" machine
    [[ $(jq '.machine.probes | length' "$BATS_TEST_TMPDIR/machine.json") -ge 7 ]]
}

@test "once Samba has gone, none is" {
    samba_stop
    audit
    [[ $(of_ports .observed) == '["closed","closed","closed","closed","closed"]' ]]
    [[ $(jq '[.findings[] | select(.what | contains("is held by"))] | length' \
        "$BATS_TEST_TMPDIR/audit.json") -eq 0 ]]
}
