# wine_real.bats - netlatch.exe on the services and settings of a real Windows 10: audit, record,
# plan, apply, apply again, rollback to the exact first registry.

load ../support/wine_office

setup_file() {
    # Skipping in setup_file would be a failure for bats.
    if [[ ! -e $NETLATCH_SOURCE_DIR/../shared/hives/SYSTEM_WIN_10_1709.xz ]]; then
        export NL_SKIP="the hive is not there"
    else
        wine_machine_real SYSTEM_WIN_10_1709.xz
    fi
}
teardown_file() { wine_machine_end; }

setup() {
    [[ -z ${NL_SKIP:-} ]] || skip "$NL_SKIP"
    # NetBIOS off everywhere, SMB over TCP off, DCOM off.
    profile=$(wine_profile <<<'{"netbios.adapter[*]": "disabled", "smb.direct": "disabled",
        "dcom.enabled": "no"}')
    netbt='HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters'
    adapters=({3f215cb0-2d43-4c99-825f-0142c4fafab5,5f3f359e-9d52-4566-9bec-37efdfb25abe,ba46ceee-2c68-4162-822d-c9ef268d2390})
}

@test "audit reports the five core settings and the three adapters of that machine" {
    netlatch audit --format json >"$BATS_TEST_TMPDIR/audit.json"
    expect_document "$BATS_TEST_TMPDIR/audit.json" audit
    run jq -r '.settings[] | select(.id | test("^(rpc.service|dcom.enabled|smb.direct|logon.network.deny)$"))
        | [.id, .value_state] | join(" ")' "$BATS_TEST_TMPDIR/audit.json"
    [[ $(sort <<<"$output" | xargs) == \
        "dcom.enabled value logon.network.deny unsupported rpc.service value smb.direct absent" ]]
    for adapter in "${adapters[@]}"; do
        [[ $(jq -c --arg id "netbios.adapter[{$adapter}]" '.settings[] | select(.id == $id) | [.value_type, .value]' \
            "$BATS_TEST_TMPDIR/audit.json") == '["REG_DWORD","0"]' ]]
    done
    [[ $(jq '[.settings[] | select(.id | startswith("netbios.adapter"))] | length' \
        "$BATS_TEST_TMPDIR/audit.json") -eq 3 ]]
}

@test "record holds that machine's services, over two hundred" {
    netlatch record --output "$(wine_path "$BATS_TEST_TMPDIR/machine.json")"
    expect_document "$BATS_TEST_TMPDIR/machine.json" machine
    [[ $(jq '.machine.services | length' "$BATS_TEST_TMPDIR/machine.json") -gt 200 ]]
    run jq -c '.machine.services[] | select(.name == "LanmanServer") | .depends | map(ascii_downcase)' \
        "$BATS_TEST_TMPDIR/machine.json"
    [[ $output == '["samss","srv2"]' ]] || expect_nothing_less "expected the dependencies of LanmanServer"
}

@test "plan lists exactly the steps of the profile" {
    netlatch plan --profile "$profile" --format json >"$BATS_TEST_TMPDIR/plan.json"
    expect_document "$BATS_TEST_TMPDIR/plan.json" plan
    run jq -c '.steps[] | [.setting, .before, .wanted]' "$BATS_TEST_TMPDIR/plan.json"
    [[ $output == "[\"dcom.enabled\",\"Y\",\"N\"]
[\"smb.direct\",null,\"0\"]
[\"netbios.adapter[{${adapters[0]}}]\",\"0\",\"2\"]
[\"netbios.adapter[{${adapters[1]}}]\",\"0\",\"2\"]
[\"netbios.adapter[{${adapters[2]}}]\",\"0\",\"2\"]" ]] || expect_nothing_less "expected these steps"
}

@test "apply makes them, a second apply nothing, rollback the first registry" {
    first=$BATS_TEST_TMPDIR/first.reg
    wine_snapshot "$first"
    run --separate-stderr netlatch apply --profile "$profile" --yes --format json
    expect_code 4
    expect_err "to accept it: --accept unverified-setting"
    wine_snapshot "$BATS_TEST_TMPDIR/refused.reg"
    expect_same "$first" "$BATS_TEST_TMPDIR/refused.reg"

    run --separate-stderr netlatch apply --profile "$profile" --yes --format json \
        --accept unverified-setting
    expect_code "$NL_EXIT_RESTART"
    [[ $(jq -c '[.outcome, .restart_required]' <<<"$output") == '["applied",true]' ]]
    [[ $(wine_reg_value "$netbt" SMBDeviceEnabled) == 0x0 ]]
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    for adapter in "${adapters[@]}"; do
        [[ $(wine_reg_value "$netbt\\Interfaces\\Tcpip_{$adapter}" NetbiosOptions) == 0x2 ]]
    done
    wine_snapshot "$BATS_TEST_TMPDIR/applied.reg"
    run diff "$first" "$BATS_TEST_TMPDIR/applied.reg"
    # What differs is what was planned: each value once (CurrentControlSet is a link in Wine).
    [[ $(grep -c '^> "' <<<"$output") -eq 5 ]] || expect_nothing_less "expected five values"

    run --separate-stderr netlatch apply --profile "$profile" --yes --accept unverified-setting
    expect_code "$NL_EXIT_RESTART"
    expect_out "not in force until Windows restarts: dcom.enabled"
    wine_snapshot "$BATS_TEST_TMPDIR/again.reg"
    expect_same "$BATS_TEST_TMPDIR/applied.reg" "$BATS_TEST_TMPDIR/again.reg"

    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    expect_out "smb.direct: restored to enabled (not set)"
    wine_snapshot "$BATS_TEST_TMPDIR/back.reg"
    expect_same "$first" "$BATS_TEST_TMPDIR/back.reg"
}

@test "dependents of RpcSs are those of that machine's own service table" {
    netlatch plan --set rpc.service=disabled --format json >"$BATS_TEST_TMPDIR/plan.json"
    [[ $(jq '.dependents[] | select(.service == "RpcSs").transitive' "$BATS_TEST_TMPDIR/plan.json") -gt 100 ]]
    [[ $(jq -c '[.risks[].id]' "$BATS_TEST_TMPDIR/plan.json") == *rpc-disable* ]]
}
