# wizard_found.bats - the page that says what was found: the five ports in plain words, who could
# reach them, and what netlatch did here before. Each machine is the office's with one thing
# different.

load ../support/native

setup() {
    machine_new
    office=$NETLATCH_SOURCE_DIR/tests/data/machine-office.json
}

# looks FILTER...   the machine with these changes is looked at; $output is the page, one space
# between words.
looks() {
    local filter=. one
    for one in "$@"; do filter+=" | $one"; done
    jq "$filter" "$office" >"$machine"
    run --separate-stderr "$NETLATCH_EXE" wizard --from "$machine" --lang en <<<$'1\nq' 3>&-
    expect_code 0
    output=$(tr -s ' \n' ' ' <<<"$output")
}

# Programs listen on all of the ports but UDP 138.
listening='.machine.listeners.list = [
    {"protocol": "tcp", "address": "0.0.0.0", "port": 135}, {"protocol": "tcp", "address": "0.0.0.0", "port": 445},
    {"protocol": "tcp", "address": "192.0.2.7", "port": 139}, {"protocol": "udp", "address": "192.0.2.7", "port": 137}]'
firewall_runs='(.machine.services[] | select(.name == "MpsSvc").run) = "running"'
firewall_hidden='(.machine.services[] | select(.name == "MpsSvc").run) = "unknown"'
no_exceptions='(.machine.registry[] | select(.path | test("(Domain|Standard|Public)Profile$")).values) +=
    [{"name": "DoNotAllowExceptions", "value": {"state": "value", "type": "REG_DWORD", "data": 1}}]'

@test "closed now: whether the settings would open it again is what counts" {
    looks .
    expect_out "TCP 445 nobody Closed now, but the settings would open it again."
    expect_out "UDP 137 nobody Closed now, but the settings would open it again."
    cp "$office" "$machine"
    # The firewall of this machine cannot be asked: those requests are unmet, the rest is applied.
    netlatch apply --from "$machine" --profile internet-server --yes >applied 2>&1 || [[ $? -eq 3 ]]
    office=$BATS_TEST_TMPDIR/closed.json
    cp "$machine" "$office"
    looks .
    expect_out "TCP 445 nobody Closed: nothing answers there."
    expect_out "TCP 135 nobody Closed now, but the settings would open it again."
    # What was done before is told, with its name and size.
    expect_out "netlatch changed settings here before ($(grep -oE '000001-[0-9TZ]+' applied | head -1); settings: 10)."
    netlatch rollback --from "$machine" --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    run --separate-stderr "$NETLATCH_EXE" wizard --from "$machine" --lang en <<<$'1\nq' 3>&-
    [[ $output != *"netlatch changed settings here before"* ]]
}

@test "open: what the firewall does about it decides the words" {
    looks "$listening"
    expect_out "TCP 135 everybody Open, and the firewall lets every computer in."
    expect_out "UDP 138 nobody Closed now, but"
    looks "$listening" "$firewall_runs"
    expect_out "TCP 135 the same subnet Open, and the firewall lets the same subnet in."
    looks "$listening" "$firewall_runs" "$no_exceptions"
    expect_out "TCP 139 nobody Open inside; the firewall blocks others."
    looks "$listening" "$firewall_hidden" "$no_exceptions"
    expect_out "UDP 137 unknown Open. Whether the firewall stops others could not be seen."
}

@test "what could not be seen is not called closed" {
    # The settings speak for sockets that were not seen.
    looks '.machine.listeners.tcp4 = "denied"'
    expect_out "TCP 445 unknown Could not be seen. Count it as open."
    looks '.machine.listeners.tcp4 = "denied"' '.machine.adapters_state = "denied"' 'del(.machine.adapters)' \
        '.machine.services_state = "denied"' 'del(.machine.services)'
    expect_out "TCP 445 unknown Could not be seen. Count it as open."
    expect_out "Who could reach it could not be seen."
    expect_out "Things that could not be seen: 2. netlatch audit lists them."
    # Nor is what is closed at this moment, with nothing known of its settings.
    looks '.machine.services_state = "denied"' 'del(.machine.services)'
    expect_out "TCP 445 nobody Closed now. Its settings could not be seen, and may open it again."
    looks 'del(.machine.unseen)'
    [[ $output != *"could not be seen"* ]]
}

@test "who could reach it: the addresses of adapters that are connected" {
    local lan='.machine.adapters += [{"guid": "{00000009-0000-0000-0000-4E6574446576}", "name": "LAN", "description": "LAN",
        "type": 6, "up": "yes", "dhcp": "no", "netbios": "no", "addresses": [{"address": "10.1.2.3", "prefix": 8}, {"address": "fd00::7", "prefix": 64}]}]'
    looks .
    expect_out "every device in the same local network (192.0.2.7), guests"
    looks "$lan"
    expect_out "every device in the same local network (192.0.2.7, 10.1.2.3), guests"
    # A public address is what matters, whatever else there is.
    looks "$lan" '.machine.adapters[-1].addresses[0].address = "8.8.4.4"'
    expect_out "this computer has the public address 8.8.4.4. The whole Internet can try"
    [[ $output != *"192.0.2.7"* ]]
    looks "$lan" '.machine.adapters[-1].addresses[0].address = "8.8.4.4"' '.machine.adapters[-1].up = "no"'
    expect_out "every device in the same local network (192.0.2.7), guests"
    looks '.machine.adapters |= map(if .type == 24 then . else .up = "no" end)'
    expect_out "Who could reach it: no network adapter is connected now."
}

@test "the recommendation is applied in four steps: language, recommendation, apply, its word" {
    # One adapter without WINS, so that no risk is in the way.
    cp "$NETLATCH_SOURCE_DIR/tests/golden/report/machines/home.json" "$machine"
    run --separate-stderr "$NETLATCH_EXE" wizard --from "$machine" --lang en <<<$'1\n2\n1\napply\n1\n' 3>&-
    expect_code "$NL_EXIT_RESTART"
    expect_out "Done. Settings changed and read back: 12."
    expect_out "To roll it back: netlatch rollback 000001-"
    [[ $(netlatch audit --from "$machine" --quiet) == *"requested settings are"* ]] ||
        expect_nothing_less "not as the profile wants it"
}
