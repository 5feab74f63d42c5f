# wine_reads.bats - what netlatch.exe makes of values that should not be so: it says what stands
# there, and never takes it for a default.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

netbt='HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters'
# The loopback interface, which every Linux calls its first, and one that is gone.
present="{00000001-0000-0000-0000-4E6574446576}"
gone="{${NL_ADAPTERS[0]}}"

put() { wine_reg add "$1" /v "$2" /t "$3" /d "$4" /f; }

# judged SETTING: its state, effect and verdict, why, and the findings about it, with a profile that
# asks for all of them.
judged() {
    profile=$(wine_profile <<<'{"netbios.adapter[*]": "disabled", "smb.direct": "disabled",
        "dcom.enabled": "no"}')
    netlatch audit --profile "$profile" --format json >"$BATS_TEST_TMPDIR/audit.json"
    jq -r --arg id "$1" '(.settings[] | select(.id == $id) | [.value_state, .effective, .verdict, (.why | join(" "))]),
        (.findings[] | select(.setting == $id) | ["finding", .verdict, .what]) | map(tostring) | join(" | ")' \
        "$BATS_TEST_TMPDIR/audit.json"
}

# expect_finding SETTING TEXT: it has no effect that is known, does not pass, and the finding says TEXT.
expect_finding() {
    run judged "$1"
    [[ ${lines[0]} == "value | null | fail | "*"$2"* ]] || expect_nothing_less "expected in the setting: $2"
    [[ ${lines[1]} == "finding | fail | "*"$2"* ]] || expect_nothing_less "expected in the finding: $2"
}

@test "SMBDeviceEnabled as text, as eight bytes, and with a number that stands for nothing" {
    put "$netbt" SMBDeviceEnabled REG_SZ 0
    expect_finding smb.direct '"0" (REG_SZ)'
    expect_out "Windows ignores any type but REG_DWORD here"
    [[ $(jq -c '.ports[4].predicted' "$BATS_TEST_TMPDIR/audit.json") == '"open"' ]]
    put "$netbt" SMBDeviceEnabled REG_QWORD 0
    expect_finding smb.direct "REG_QWORD"
    expect_out "Windows ignores any type but REG_DWORD here"
    put "$netbt" SMBDeviceEnabled REG_DWORD 7
    run judged smb.direct
    [[ ${lines[0]} == *"7"* ]]
}

@test "NetbiosOptions that Windows does not define, and as text" {
    put "$netbt\\Interfaces\\Tcpip_$present" NetbiosOptions REG_DWORD 7
    expect_finding "netbios.adapter[$present]" "7 (REG_DWORD)"
    expect_out "stands for none of: default, enabled, disabled"
    put "$netbt\\Interfaces\\Tcpip_$present" NetbiosOptions REG_SZ 2
    expect_finding "netbios.adapter[$present]" '"2" (REG_SZ)'
    wine_reg delete "$netbt\\Interfaces\\Tcpip_$present" /f
}

@test "NetbiosOptions of an adapter that is gone: nothing is on, and the value is told all the same" {
    put "$netbt\\Interfaces\\Tcpip_$gone" NetbiosOptions REG_DWORD 7
    run judged "netbios.adapter[$gone]"
    [[ ${lines[0]} == "value | disabled | fail | "*"7 (REG_DWORD)"* ]] || expect_nothing_less "expected 7"
    [[ ${lines[1]} == "finding | fail | "*"is 7 (REG_DWORD), wanted is disabled." ]] ||
        expect_nothing_less "expected 7 in the finding"
}

@test "EnableDCOM that is neither Y nor N, and as a number" {
    put 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM REG_SZ maybe
    expect_finding dcom.enabled '"maybe" (REG_SZ)'
    put 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM REG_DWORD 0
    expect_finding dcom.enabled '0 (REG_DWORD)'
}

@test "a value that is absent is told as absent, with what that means" {
    wine_reg delete 'HKLM\SOFTWARE\Microsoft\Ole' /v EnableDCOM /f
    run judged dcom.enabled
    [[ ${lines[0]} == "absent | yes | fail | "* ]] || expect_nothing_less "expected it absent"
}
