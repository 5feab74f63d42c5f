# rehearse.bats - a change over a recorded machine: planned, made, listed, rolled back exactly.

load ../support/native

wanted=(--set smb.direct=disabled --set 'netbios.adapter[*]=disabled' --set dcom.enabled=no)
accepted=(--accept unverified-setting)

setup() {
    machine_new
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
}

apply() { netlatch apply --from "$machine" --yes "$@"; }

# What a file says of one value: "absent", or the data.
value_of() {
    jq -r --arg path "$1" --arg name "$2" '[.machine.registry[] | select(.path == $path) |
        .values // [] | .[] | select(.name == $name) | .value.data][0] // "absent"' "$machine"
}

@test "the plan lists exactly the steps that are missing, with exact before-values" {
    netlatch plan --from "$machine" "${wanted[@]}" --format json >"$BATS_TEST_TMPDIR/plan.json"
    run jq -c '.steps[] | [.setting, .before, .wanted]' "$BATS_TEST_TMPDIR/plan.json"
    expected='["dcom.enabled","Y","N"]
["smb.direct",null,"0"]
["netbios.adapter[{00000002-0000-0000-0000-4E6574446576}]","0","2"]
["netbios.adapter[{00000004-0000-0000-0000-4E6574446576}]","0","2"]
["netbios.adapter[{0000232C-0000-0000-0000-4E6574446576}]","1","2"]
["netbios.adapter[{6b8c5b1e-4f0a-4c53-9d7e-2a1f90c3d511}]","0","2"]'
    [[ $output == "$expected" ]] || expect_nothing_less "expected these steps: $expected"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "apply makes the steps and nothing else, and says that a restart is needed" {
    run --separate-stderr apply "${wanted[@]}" "${accepted[@]}"
    expect_code "$NL_EXIT_RESTART"
    expect_out "Applied and verified"
    [[ $(value_of 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    [[ $(value_of 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' SMBDeviceEnabled) == 0 ]]
    run jq -c '[.machine.registry[].values // [] | .[] | select(.name == "NetbiosOptions") |
        .value.data] | unique' "$machine"
    [[ $output == '[2]' ]]
    # Everything else is as it was: six places differ, five of them in their data.
    run diff <(jq . "$BATS_TEST_TMPDIR/first.json") <(jq . "$machine")
    [[ $(grep -c '^<' <<<"$output") -eq 5 && $(grep -c '^> .*"data"' <<<"$output") -eq 6 ]]
}

@test "the same apply again changes nothing, and says what waits for the restart" {
    apply "${wanted[@]}" "${accepted[@]}" || [[ $? -eq $NL_EXIT_RESTART ]]
    before=$(folder_now)
    run --separate-stderr apply "${wanted[@]}" "${accepted[@]}"
    expect_code "$NL_EXIT_RESTART"
    expect_out "not in force until Windows restarts: dcom.enabled"
    [[ $(folder_now) == "$before" ]]
}

@test "apply, history and rollback name adapters and accounts, and the way back is the last line" {
    local guid='\{[0-9A-Fa-f]{8}-'
    run --separate-stderr apply "${wanted[@]}" "${accepted[@]}" --set logon.network.deny=+S-1-5-7
    expect_code "$NL_EXIT_RESTART"
    # One adapter is gone: its id is the only name that it has.
    [[ $(grep -cE "$guid" <<<"$output") -eq 2 ]] || expect_nothing_less "expected names of adapters"
    expect_out "netbios.adapter (Ethernet)"
    [[ $(grep -c '^In force ' <<<"$output") -le 3 ]]
    [[ ${lines[-1]} == "To roll it back: netlatch rollback 000001-"* ]]
    run --separate-stderr netlatch history --from "$machine" --verbose
    expect_out "netbios.adapter (Ethernet)"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_out "netbios.adapter (Ethernet): restored to default"
    [[ $output != *SID_SET* && $output != *"(not set)"*"(not set)"*"firewall"* ]]
}

@test "rollback gives back the identical file, absent values and keys that were not there too" {
    # The policy's key is not on this machine: netlatch makes it and removes it again.
    run apply "${wanted[@]}" "${accepted[@]}" --set rpc.restrict-remote=authenticated
    expect_code "$NL_EXIT_RESTART"
    [[ $(value_of 'HKLM\SOFTWARE\Policies\Microsoft\Windows NT\Rpc' RestrictRemoteClients) == 1 ]]
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_out "smb.direct: restored to enabled (not set)"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code 0
    expect_out "There is nothing to roll back."
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "history names each change, its state and what it was" {
    run --separate-stderr netlatch history --from "$machine"
    expect_code 0
    expect_out "netlatch has changed nothing here."
    apply --set dcom.enabled=no || true
    run --separate-stderr netlatch history --from "$machine"
    expect_code 0
    [[ ${lines[0]} =~ ^000001-[0-9]{8}T[0-9]{6}Z\ \ applied$ ]]
    [[ ${lines[1]} =~ ^\ \ \ \ [0-9-]{10}\ [0-9:]{5}\ UTC(,\ by\ [^?]+)?,\ profile\ set$ ]] || expect_nothing_less "expected when, who, which"
    expect_out 'dcom.enabled: yes -> no; in force after: Windows restart'
    # A recorded machine is not restarted.
    [[ ${lines[2]} == *"is not in force until Windows restarts." ]] || expect_nothing_less "expected what waits"
    run --separate-stderr netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].pending.effect' <<<"$output") == restart ]]
    netlatch rollback --from "$machine" --yes || true
    run --separate-stderr netlatch history --from "$machine"
    [[ ${lines[0]} == *"rolled back" ]]
}

@test "rollback --to rolls back every change since, newest first" {
    for value in no yes no; do
        apply --set dcom.enabled=$value || true
    done
    run --separate-stderr netlatch rollback --from "$machine" --to 2 --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(value_of 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    [[ ${lines[0]} == 000003-* && $output == *$'\n'000002-* && $output != *$'\n'000001-* ]]
    netlatch rollback --from "$machine" 1 --yes || true
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "what somebody else changed since is left alone and told; --force overwrites it" {
    apply "${wanted[@]}" "${accepted[@]}" || true
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code 6
    expect_out "dcom.enabled: left alone"
    [[ $(value_of 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == n ]]
    [[ $(value_of 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' SMBDeviceEnabled) == absent ]]
    run --separate-stderr netlatch rollback --from "$machine" 1 --force --yes
    expect_code "$NL_EXIT_RESTART"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "--what-if, --dry-run and -n write nothing at all" {
    before=$(folder_now)
    for flag in --what-if --dry-run -n; do
        run --separate-stderr netlatch apply --from "$machine" "${wanted[@]}" $flag
        expect_code 0
        expect_out "6 settings would be changed."
        [[ $(folder_now) == "$before" ]]
    done
    apply "${wanted[@]}" "${accepted[@]}" || true
    before=$(folder_now)
    run --separate-stderr netlatch rollback --from "$machine" --what-if
    expect_code 0
    expect_out "Would roll back 000001-"
    expect_out 'dcom.enabled: no -> yes'
    [[ $(folder_now) == "$before" ]]
}
