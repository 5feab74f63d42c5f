# wine_changes.bats - single changes by netlatch.exe: what Windows refuses to keep is told and
# everything is undone; services through their manager; keys that were made are removed again.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

setup() {
    first=$BATS_TEST_TMPDIR/first.reg
    wine_snapshot "$first"
}

# The registry is as it was at the beginning of the test.
expect_first() {
    wine_snapshot "$BATS_TEST_TMPDIR/now.reg"
    diff "$first" "$BATS_TEST_TMPDIR/now.reg" >&2
}

apply() { run --separate-stderr netlatch apply --yes "$@"; }

@test "a value that somebody changes under way: exit 1, and every step is undone" {
    local hooks=$NETLATCH_BINARY_DIR/tests/netlatch-hooks.exe waited=0 code=0
    [[ -e $hooks ]] || skip "netlatch-hooks.exe is not built"
    profile=$(wine_profile <<<'{"dcom.enabled": "no", "rpc.restrict-remote": "authenticated"}')
    # Both steps are written and marked, and nothing is read back yet.
    NETLATCH_TEST_STOP_AT=8 NETLATCH_TEST_STOP_MS=6000 "$NL_WINE" exec "$hooks" apply --yes --profile "$profile" \
        --format json >"$BATS_TEST_TMPDIR/result.json" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
    until grep -q 'netlatch-hooks: stopped' "$BATS_TEST_TMPDIR/said"; do
        sleep 0.1
        [[ $((++waited)) -lt $((NL_PATIENCE * 10)) ]]
    done
    wine_reg add 'HKLM\SOFTWARE\Microsoft\Ole' /v EnableDCOM /d Y /f >/dev/null
    wait $! || code=$?
    [[ $code -eq 1 ]] || expect_nothing_less "code $code: $(cat "$BATS_TEST_TMPDIR/said")"
    grep -q "everything was rolled back; the machine is as it was before" "$BATS_TEST_TMPDIR/said"
    expect_document "$BATS_TEST_TMPDIR/result.json" result
    [[ $(jq -c '[.outcome, .changed]' "$BATS_TEST_TMPDIR/result.json") == '["rolled-back",false]' ]]
    expect_first
    [[ $(netlatch history --format json | jq -r '.journals[0].state') == rolled-back ]]
    # Nothing is left to be rolled back.
    run --separate-stderr netlatch rollback --yes
    expect_code 0
}

@test "a right where none is kept: it is said to be unmet, and the rest is done" {
    apply --set logon.network.deny=+S-1-5-32-546 --set dcom.enabled=no
    expect_code 3
    expect_err "logon.network.deny: It could not be read here"
    expect_out "Applied and verified. Settings: 1."
    run --separate-stderr netlatch rollback --yes
    expect_first
}

@test "RpcSs disabled: refused with what it costs, done when accepted, rolled back" {
    apply --set rpc.service=disabled
    expect_code 4
    expect_err "rpc-disable ("
    expect_err "The Remote Procedure Call service would not start automatically"
    expect_err "services and drivers depend on RpcSs"
    expect_err "to accept it: --accept rpc-disable"
    expect_first
    apply --set rpc.service=disabled --accept unverified-setting
    expect_code 4
    apply --set rpc.service=disabled --accept rpc-disable --format json
    expect_code "$NL_EXIT_RESTART"
    [[ $(jq -c '[.outcome, .restart_required]' <<<"$output") == '["applied",true]' ]]
    # The service manager itself says so, not the registry alone.
    "$NL_WINE" exec sc.exe query RpcSs 3>&- | grep -q RpcSs
    [[ $(wine_reg_value 'HKLM\SYSTEM\CurrentControlSet\Services\RpcSs' Start) == 0x4 ]]
    netlatch audit --format json >"$BATS_TEST_TMPDIR/audit.json"
    [[ $(jq -c '.settings[] | select(.id == "rpc.service") | [.effective, .value]' \
        "$BATS_TEST_TMPDIR/audit.json") == '["disabled","4"]' ]]
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    expect_first
}

@test "a policy key that was not there is made, and removed by rollback" {
    key='HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Rpc'
    apply --set rpc.restrict-remote=authenticated
    expect_code "$NL_EXIT_RESTART"
    [[ $(wine_reg_value "$key" RestrictRemoteClients) == 0x1 ]]
    run --separate-stderr netlatch rollback --yes
    expect_first
    run wine_reg query "$key"
    [[ $output != *RestrictRemoteClients* ]]
}

@test "a key that was made stays when somebody else put something into it" {
    key='HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Rpc'
    apply --set rpc.restrict-remote=authenticated
    wine_reg add "$key" /v Theirs /t REG_SZ /d kept /f
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(wine_reg_value "$key" Theirs) == kept ]]
    [[ -z $(wine_reg_value "$key" RestrictRemoteClients) ]]
    wine_reg delete "$key" /f
    expect_first
}

@test "a value of the wrong type is given back with its type" {
    netbt='HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters'
    wine_reg add "$netbt" /v SMBDeviceEnabled /t REG_SZ /d 0 /f
    wine_snapshot "$first"
    apply --set smb.direct=disabled --accept unverified-setting
    expect_code "$NL_EXIT_RESTART"
    wine_reg query "$netbt" /v SMBDeviceEnabled | grep -q 'REG_DWORD *0x0'
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    wine_reg query "$netbt" /v SMBDeviceEnabled | grep -q 'REG_SZ *0'
    expect_first
    wine_reg delete "$netbt" /v SMBDeviceEnabled /f
}

@test "--what-if and a command without --yes change nothing" {
    run --separate-stderr netlatch apply --set dcom.enabled=no --what-if
    expect_code 0
    expect_out "One setting would be changed."
    run --separate-stderr netlatch apply --set dcom.enabled=no </dev/null
    expect_code 64
    expect_error "there is no console to ask on"
    expect_first
}

@test "a firewall that cannot be changed is an unmet request, and the rest is done" {
    apply --set dcom.enabled=no --set 'firewall.block[445]=blocked'
    expect_code 3
    expect_err "firewall.block[445]: Windows Firewall cannot be asked or changed here (error"
    expect_out "Applied and verified. Settings: 1."
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    expect_first
}
