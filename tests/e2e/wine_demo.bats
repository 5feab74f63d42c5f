# wine_demo.bats - the demonstration of scripts/run.sh: the recorded Windows 10 in Wine, what README.md
# shows of it, and that the change that it recommends can be made and rolled back there.

load ../support/wine_office

setup_file() {
    wine_machine_new
    mapfile -t adapters < <("$NL_WINE" adapters)
    python3 "$NETLATCH_SOURCE_DIR/scripts/demo_machine.py" "$NETLATCH_SOURCE_DIR/tests/data/machine-home.json.xz" \
        "$BATS_FILE_TMPDIR/machine.txt" "${adapters[@]#*=}"
    wine_import "$BATS_FILE_TMPDIR/machine.txt"
    xz -dc "$NETLATCH_SOURCE_DIR/tests/data/machine-home.json.xz" >"$BATS_FILE_TMPDIR/home.json"
    netlatch record --output "Z:${BATS_FILE_TMPDIR//\//\\}\\demo.json" >/dev/null 2>&1
}
teardown_file() { wine_machine_end; }

setup() { cd "$BATS_FILE_TMPDIR" || return 1; }

@test "it is the recorded Windows 10: version, services, firewall rules, names of adapters" {
    [[ $(jq -r '.machine.os | "\(.product) \(.build)"' demo.json) == "Windows 10 Pro 19045" ]]
    local start='[.machine.services[] | select(.start.data) | {(.name | ascii_downcase): .start.data}] | add'
    run jq -n --slurpfile home home.json --slurpfile demo demo.json \
        "(\$home[0] | $start) as \$h | (\$demo[0] | $start) as \$d | [\$h | keys[] | select(\$d[.] == \$h[.])] | length"
    [[ $output -ge 600 ]] || expect_nothing_less "services as recorded: $output"
    local key='SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
    local rules='.machine.registry[] | select(.path | endswith("SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules")) | .values'
    [[ $(wine_reg query "HKLM\\$key" | grep -c REG_SZ) -eq $(jq "$rules | length" home.json) ]]
    # A survey keeps those that concern the five ports.
    run jq -n --slurpfile home home.json --slurpfile demo demo.json \
        "[\$demo[0] | $rules[] | .value.data] - [\$home[0] | $rules[] | .value.data] | length"
    [[ $output -eq 0 && $(jq "$rules | length" demo.json) -ge 50 ]] || expect_nothing_less "rules that are not recorded: $output"
    run netlatch audit --verbose --lang en
    expect_out "Ethernet0"
}

@test "README.md shows what its audit prints, but for the time and the name of the host" {
    grep -qE ':(0087|0089|008A|008B|01BD) 00000000:0000 (0A|07)' /proc/net/tcp /proc/net/udp &&
        skip "a program of this machine listens on one of the five ports"
    # Three adapters of the recording are there only where Wine finds as many.
    [[ $(jq '.machine.adapters | length' demo.json) -ge 3 ]] || skip "this machine has fewer than three network interfaces"
    normal() { sed -E '1s/^[^:]*:/HOST:/; s/^Seen [0-9-]+ [0-9:]+ UTC/Seen TIME/'; }
    awk '/^<!-- shows in Wine: audit -->$/ { block = 1; next } block && /^```$/ { if (block++ > 1) exit; next } block > 1' \
        "$NETLATCH_SOURCE_DIR/README.md" | normal >shown.txt
    [[ $(wc -l <shown.txt) -gt 20 ]]
    netlatch audit | tr -d '\r' | normal >printed.txt
    diff shown.txt printed.txt
}

# What netlatch reads of the settings: the service manager of Wine writes a service's other values anew.
settings_now() { netlatch audit --format json | jq -c '[.settings[] | [.id, .value_state, .value_type, .value]]'; }

@test "the recommended change is made, and rolled back" {
    settings_now >before
    run --separate-stderr netlatch apply --profile internet-client --yes --accept netbios-off-wins
    # Wine has no firewall and keeps no rights: what is left is said.
    expect_code 3
    expect_out "Applied and verified"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    settings_now >after
    [[ $(jq length before) -gt 10 ]]
    expect_same before after
}
