# probe.bats - netlatch probe: what is refused as a host, and what Samba shows on a cable of its own.

load ../support/native
load ../support/probe_network

setup_file() { probe_network_new; }
teardown_file() {
    [[ -n ${NL_SKIP:-} ]] || probe_network_end
}
setup() {
    cd "$BATS_TEST_TMPDIR" || return
}
teardown() {
    listen_end
    [[ -n ${NL_SKIP:-} ]] || samba_stop
}

need_network() { [[ -z ${NL_SKIP:-} ]] || skip "$NL_SKIP"; }

# Asks from the client; the document is probe.json. Its time is in $took, seconds.
probe() {
    local began=$SECONDS
    in_client "$NETLATCH_EXE" probe "$@" --format json >probe.json 2>probe.err </dev/null 3>&-
    took=$((SECONDS - began))
    expect_document probe.json probe
}

of_ports() { jq -c "[.addresses[0].ports[] | $1]" probe.json; }
facts() { jq -cr ".addresses[0].ports[].questions[] | select(.question == \"$1\") | $2" probe.json; }
states_are() {
    [[ $(of_ports .state) == "$1" ]] || {
        printf 'states: %s\n' "$(of_ports .state)" >&2
        return 1
    }
}

@test "one host, and nothing that stands for several" {
    local host
    for host in 192.0.2.0/24 '192.0.2.*' 192.0.2.1-9 192.0.2.1-192.0.2.9 192.0.2.1,192.0.2.2 1.2 300.1.1.1 0x7f.1 \
        '' 'a b' '[192.0.2.1]' '192.0.2.1%1' 'name%eth0' 'http://192.0.2.1' '192.0.2.1:445' -; do
        expect_usage "" probe -- "$host"
    done
    expect_usage "is not the address or the name of one host" probe 192.0.2.0/24
    expect_usage "stands for every address" probe 0.0.0.0
    expect_usage "stands for every address" probe ::
    expect_usage "multicast or broadcast" probe 224.0.0.251
    expect_usage "multicast or broadcast" probe 255.255.255.255
    expect_usage "multicast or broadcast" probe ff02::1
    expect_usage "name the interface" probe fe80::1
    expect_usage "there is no interface nowhere9" probe fe80::1%nowhere9
    expect_usage "no host was named" probe
    expect_usage "unexpected argument" probe 127.0.0.1 127.0.0.2
    expect_usage "--port: 80 is not one of" probe 127.0.0.1 --port 80
    expect_usage "--port: x is not one of" probe 127.0.0.1 --port x
    expect_usage "--format: html is not one of" probe 127.0.0.1 --format html
    expect_usage "--from is not an option of probe" probe 127.0.0.1 --from machine.json
}

@test "a name that cannot be resolved is no mistake of the command line" {
    run --separate-stderr netlatch probe nobody.invalid
    expect_code 1
    expect_error "nobody.invalid cannot be resolved"
}

@test "help says whom to ask, and what is sent" {
    run --separate-stderr netlatch help probe
    expect_code 0
    expect_out "Ask only machines that you answer for."
    expect_out "no null session"
    expect_out "--port NUMBER"
}

@test "a recording carries answers, and they count" {
    local office=$NETLATCH_SOURCE_DIR/tests/data/machine-office.json
    audit() {
        jq ".machine.probes = [$1]" "$office" >probed.json
        netlatch audit --from probed.json --format json >audit.json
        expect_document audit.json audit
    }
    findings() { jq -r '[.findings[].what] | map(select(contains("192.0.2.10"))) | join("\n")' audit.json; }
    python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py" "$NETLATCH_SOURCE_DIR/res/schema/audit.schema.json" \
        <(netlatch audit --from "$office" --format json)

    # Another machine reached a port that nobody seems to listen on: never "cannot be reached".
    audit '{"port": 445, "address": "192.0.2.10", "own": false, "asked_from": "198.51.100.7", "state": "answers", "smb1": true}'
    [[ $(jq -c '.ports[4] | [.observed, .reachable]' audit.json) == '["partly","open"]' ]]
    [[ $(findings) == "Port 445 answers at 192.0.2.10, although no listener was seen there"* ]]
    run netlatch audit --from probed.json
    [[ $output != *"None of the 5 ports can be reached"* && $output == *"Probe"* && $output == *"answers"* ]]
    run netlatch audit --from probed.json --verbose
    [[ $output == *"Probe of 192.0.2.10, asked from 198.51.100.7: answers"* ]]

    # The machine itself was refused where the settings open the port.
    audit '{"port": 135, "address": "192.0.2.10", "own": true, "state": "refused"}'
    [[ $(findings) == "Port 135 is refused at 192.0.2.10, although the settings open it"* ]]

    # No answer proves nothing, and changes nothing.
    audit '{"port": 445, "address": "192.0.2.10", "own": false, "state": "no-answer"}, {"port": 137, "address": "192.0.2.10", "own": true, "state": "silent"}'
    [[ $(jq -c '.ports[4] | [.observed, .reachable]' audit.json) == '["closed","open"]' ]]
    [[ $(jq -c '.ports[1].observed' audit.json) == '"partly"' ]]
    # It stays in the recording.
    netlatch record --from probed.json | jq -c .machine.probes >kept.json
    [[ $(<kept.json) == "$(jq -c .machine.probes probed.json)" ]]
    run netlatch audit --from <(jq '.machine.probes = [{"port": 445, "address": "a", "own": true, "state": "closed"}]' "$office")
    [[ $status -eq 64 ]]
    expect_usage "not a recorded one" audit --probe --from probed.json

    # netlatch probe adds to it; a second run takes the place of the first.
    cp "$office" office.json
    netlatch probe 127.0.0.1 --port 445 --port 137 --add-to office.json >/dev/null
    netlatch probe 127.0.0.1 --port 445 --add-to office.json >/dev/null
    [[ $(jq -c '[.machine.probes[] | [.port, .address, .own]]' office.json) == '[[137,"127.0.0.1",true],[445,"127.0.0.1",true]]' ]]
    [[ $(jq 'del(.machine.probes)' office.json) == "$(jq . "$office")" ]]
    printf '{' >broken.json
    expect_usage "broken.json" probe 127.0.0.1 --add-to broken.json
    expect_usage "nowhere.json" probe 127.0.0.1 --add-to nowhere.json
}

@test "an answer to an address that the firewall lets in for nobody is a difference, no answer is none" {
    # A rule of one network, on a machine whose firewall filters.
    xz -dc "$NETLATCH_SOURCE_DIR/tests/data/machine-home.json.xz" |
        jq '(.machine.registry[] | select(.path | test("Services.*FirewallPolicy.FirewallRules$")).values) += [{"name": "some",
            "value": {"state": "value", "type": "REG_SZ", "data": "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|RA4=198.51.100.0/24|"}}]' \
            >home.json
    [[ $(netlatch audit --from home.json --format json | jq -c '[.ports[1, 4].admits]') == '["same-subnet","named-addresses"]' ]]
    differences() { # PORT ASKER STATE
        jq ".machine.probes = [{\"port\": $1, \"address\": \"192.0.2.10\", \"own\": false, \"asked_from\": \"$2\", \"state\": \"$3\"}]" \
            home.json >probed.json
        netlatch audit --from probed.json --format json >audit.json
        expect_document audit.json audit
        jq -r '.findings[] | select(.what | contains("192.0.2.10")) | "\(.id) \(.verdict) \(.what)"' audit.json
    }
    local asker
    [[ $(differences 445 203.0.113.9 answers) == "port.445.mismatch fail Port 445 was reached at 192.0.2.10 from 203.0.113.9, although the firewall rules let in other addresses only"* ]]
    [[ $(differences 137 203.0.113.9 answers) == "port.137.mismatch fail Port 137 was reached at 192.0.2.10 from 203.0.113.9, although"* ]]
    [[ -z $(differences 445 198.51.100.7 answers) ]]
    asker=$(jq -r '[.machine.adapters[].addresses[]?.address | select(test("^[0-9.]+$"))][0]' home.json)
    [[ -z $(differences 137 "${asker%.*}.251" answers) ]]
    [[ -z $(differences 445 203.0.113.9 no-answer)$(differences 445 203.0.113.9 refused)$(differences 445 198.51.100.7 no-answer) ]]
}

@test "all five ports of a file server, as they are" {
    need_network
    samba_start
    probe 192.0.2.10 --verbose
    states_are '["answers","answers","not-asked","answers","answers"]'
    [[ $took -le 5 ]]
    grep -q "Will be sent to 192.0.2.10:" probe.err
    grep -q "TCP 445: the NTLM challenge, without a logon" probe.err
    [[ $(jq -c '.addresses[0] | [.asked_from, .interface, .same_subnet, .own_address, .names_agree]' probe.json) == \
        '["192.0.2.20","eth8",true,false,true]' ]]
    [[ $(jq -r '.addresses[0].names[].name' probe.json | sort -u) == PEER ]]
    [[ $(facts node-status '.facts.names | map("\(.name)<\(.suffix)>") | join(" ")') == *"PEER<0> "*"PEER<32> "*"WORKGROUP<0>"* ]]
    [[ $(facts smb-negotiate '.facts | [.dialect, .signing_required, .encryption]') == '["3.1.1",false,true]' ]]
    [[ $(facts smb-over-netbios .facts.dialect) == 3.0.2 ]]
    [[ $(facts ntlm-challenge '.facts | [.computer, .domain_member]') == '["PEER",false]' ]]
    [[ $(facts smb1-negotiate '[.state, .facts.spoken]') == '["negative","no"]' ]]
    [[ $(facts server-alive '[.state, .reason]') == '["negative","this interface is not offered here"]' ]]
    [[ $(of_ports .settings) == *'"netbios.adapter[*]=disabled"'* ]]
    # Nothing that a stranger must not keep.
    run ! grep -qiE '"(challenge|salt|raw)"' probe.json

    # The same in words, on one screen.
    run in_client "$NETLATCH_EXE" probe 192.0.2.10
    [[ $status -eq 0 && ${#lines[@]} -le 40 ]]
    [[ $output == *"TCP 445  answers"*"SMB1 is not spoken"*"ended by: smb.direct=disabled"* ]]

    # Only what was asked for.
    probe 192.0.2.10 --port 137
    [[ $(of_ports .port) == '[137]' ]]

    # Over IPv6, where NetBIOS does not exist.
    probe 2001:db8:9::10
    states_are '["answers","not-asked","not-asked","not-asked","answers"]'

    # The server asks itself: it says what that does not prove.
    run in_network "$NETLATCH_EXE" probe 192.0.2.10
    [[ $output == *"An address of this machine: an answer proves that something listens, not that"* ]]
    expect_usage_in_client "the broadcast address of eth8" probe 192.0.2.255
}

expect_usage_in_client() {
    local text=$1
    shift
    run in_client "$NETLATCH_EXE" "$@"
    [[ $status -eq 64 && $output == *"$text"* ]]
}

@test "the same as other programs see" {
    need_network
    samba_start
    # The list grows for some seconds after the start.
    local before=-1 now=0
    while [[ $now -eq 0 || $now -ne $before ]]; do
        before=$now
        sleep 2
        in_client rpcclient -U% -c epmlookup 'ncacn_ip_tcp:192.0.2.10[135]' >epm.txt 2>&1 || true
        now=$(grep -c abstract_syntax epm.txt || true)
    done
    probe 192.0.2.10
    # rpcclient: every endpoint that others can reach. It leaves out what comes together with the end
    # of the list, which is one entry here.
    sed -nE 's/.*(ncacn_[a-z_]+):[^[]*\[([^,]*),abstract_syntax=([0-9a-f-]+).*/\1 \3 \2/p' epm.txt | LC_ALL=C sort >theirs
    facts endpoint-map '.facts.endpoints[] | ({"pipe": "ncacn_np", "tcp": "ncacn_ip_tcp", "http": "ncacn_http"}[.protocol])
        + " " + .interface + " " + (.pipe // (.port | tostring))' | LC_ALL=C sort >ours
    [[ -s theirs && -z $(LC_ALL=C comm -13 ours theirs) ]]
    [[ $(LC_ALL=C comm -23 ours theirs | wc -l) -le 1 ]]
    [[ $(facts endpoint-map .facts.local) -eq $(grep -c ncalrpc: epm.txt) ]]
    # nmblookup: every name with its suffix.
    in_client nmblookup -s "$BATS_FILE_TMPDIR/samba/smb.conf" -A 192.0.2.10 >nmb.txt
    [[ $(facts node-status '[.facts.names[] | select(.name | startswith("\\") | not) | "\(.name) \(.suffix)"] | sort | join("\n")') == \
        $(grep -oP '^\t\K\S+ +<[0-9a-f]{2}>' nmb.txt | grep -v '^\.' | while read -r name suffix; do
            suffix=${suffix//[<>]/}
            printf '%s %d\n' "$name" $((16#$suffix))
        done | LC_ALL=C sort) ]]
}

@test "the same as nmap's scripts see" {
    need_network
    command -v nmap >/dev/null || skip "nmap is not installed"
    samba_start "server min protocol = NT1" "server signing = mandatory"
    probe 192.0.2.10
    in_client nmap -Pn -n -p 445 --script smb-protocols,smb2-security-mode 192.0.2.10 >nmap.txt
    in_client nmap -Pn -n -sU -p 137 --script nbstat 192.0.2.10 >>nmap.txt
    grep -q "NT LM 0.12 (SMBv1)" nmap.txt
    [[ $(facts smb1-negotiate '[.state, .facts.spoken]') == '["answers","yes"]' ]]
    grep -qi "Message signing enabled and required" nmap.txt
    [[ $(facts smb-negotiate .facts.signing_required) == true ]]
    grep -qE '311|3\.1\.1|3:1:1' nmap.txt
    grep -q "NetBIOS name: PEER" nmap.txt
}

@test "the same as impacket sees" {
    need_network
    in_client /usr/bin/python3 -c 'import impacket' 2>/dev/null || skip "impacket is not installed"
    samba_start
    probe 192.0.2.10
    in_client /usr/bin/python3 - 192.0.2.10 >impacket.txt <<'END'
import sys
from impacket import nmb
for entry in nmb.NetBIOS().getnodestatus("*", sys.argv[1], timeout=5):
    print(entry["NAME"].decode("latin-1").strip(), entry["TYPE"])
END
    [[ $(facts node-status '[.facts.names[] | select(.name | startswith("\\") | not) | "\(.name) \(.suffix)"] | sort | join("\n")') == \
        $(grep -v MSBROWSE impacket.txt | LC_ALL=C sort) ]]
}

@test "before and after: what is switched off is seen to be off" {
    need_network
    samba_start "server min protocol = NT1"
    probe 192.0.2.10
    [[ $(facts smb1-negotiate .facts.spoken) == yes ]]
    [[ $(of_ports '.learned | map(select(contains("SMB1 is spoken"))) | length') == '[0,0,0,0,1]' ]]
    samba_stop
    samba_start "server min protocol = SMB2_02" "server max protocol = SMB2_10" "server signing = mandatory"
    probe 192.0.2.10
    [[ $(facts smb1-negotiate .facts.spoken) == no ]]
    [[ $(facts smb-negotiate '.facts | [.dialect, .signing_required, .encryption]') == '["2.1",true,false]' ]]
    samba_stop
    # What "disable netbios" leaves open in Samba: the port, and nmbd if it is started.
    SAMBA_WITHOUT=nmbd SAMBA_PORTS="135 445" samba_start "disable netbios = yes" "smb ports = 445"
    probe 192.0.2.10
    states_are '["answers","refused","not-asked","refused","answers"]'
    samba_stop
    SAMBA_PORTS="135 137 138 139" samba_start "smb ports = 139"
    probe 192.0.2.10
    states_are '["answers","answers","not-asked","answers","refused"]'
    samba_stop
    samba_start "hosts deny = 192.0.2.20"
    probe 192.0.2.10 --port 139 --port 445
    states_are '["negative","negative"]'
    [[ $(facts smb-negotiate .status) -eq $((0x81)) ]]
    samba_stop
    probe 192.0.2.10
    states_are '["refused","refused","not-asked","refused","refused"]'
    [[ $(of_ports .reached) == '["no","no","unknown","no","no"]' ]]
    [[ $(facts smb-negotiate .error.name) == ECONNREFUSED ]]
}

@test "each dialect that a server is held to" {
    need_network
    local row highest dialect capabilities encrypts
    for row in "SMB2_02 2.0.2 1 false" "SMB2_10 2.1 7 false" "SMB3_00 3.0 4F true" "SMB3_02 3.0.2 4F true" "SMB3_11 3.1.1 F true"; do
        read -r highest dialect capabilities encrypts <<<"$row"
        SAMBA_WITHOUT=nmbd SAMBA_PORTS="135 445" samba_start "server max protocol = $highest" "smb ports = 445"
        probe 192.0.2.10 --port 445
        [[ $(facts smb-negotiate '.facts | [.dialect, .capabilities, .encryption, .compression]') == "[\"$dialect\",$((16#$capabilities)),$encrypts,false]" &&
            $(facts ntlm-challenge '[.state, .facts.computer, .facts.version]') == '["answers","PEER","6.1.0"]' ]] || {
            facts smb-negotiate .facts >&2
            return 1
        }
        [[ $(of_ports .learned) == *"not Windows, or Samba: it reports no build"* ]]
        samba_stop
    done
    # What requires encryption does not say so before a logon.
    SAMBA_WITHOUT=nmbd SAMBA_PORTS="135 445" samba_start "server smb encrypt = required" "smb ports = 445"
    probe 192.0.2.10 --port 445
    [[ $(facts ntlm-challenge .state) == answers ]]
    samba_stop
    # More names than a datagram holds.
    samba_start "netbios aliases = $(printf 'ALIAS%d ' {1..40})"
    probe 192.0.2.10 --port 137
    [[ $(facts node-status '.facts.names | length') -ge 20 ]]
}

@test "a firewall that drops, one that rejects, and nobody there: never closed" {
    need_network
    command -v nft >/dev/null || skip "nft is not installed"
    samba_start
    in_network nft -f - <<END
table inet probe {
    chain input { type filter hook input priority 0; ip saddr 192.0.2.20 drop; ip6 saddr 2001:db8:9::20 tcp dport { 135, 445 } drop; }
}
END
    probe 192.0.2.10
    states_are '["no-answer","no-answer","not-asked","no-answer","no-answer"]'
    [[ $(of_ports .reached | jq -c unique) == '["unknown"]' ]]
    [[ $took -lt 10 ]]
    [[ $(facts node-status .tries) -eq 3 ]]
    probe 2001:db8:9::10
    states_are '["no-answer","not-asked","not-asked","not-asked","no-answer"]'
    in_network nft -f - <<END
flush ruleset
table inet probe {
    chain input { type filter hook input priority 0; ip saddr 192.0.2.20 meta l4proto { tcp, udp } reject with icmp type admin-prohibited; }
}
END
    probe 192.0.2.10
    states_are '["unreachable","unreachable","not-asked","unreachable","unreachable"]'
    in_network nft flush ruleset
    probe 192.0.2.10
    states_are '["answers","answers","not-asked","answers","answers"]'
    # Every way of rejecting: a reset and "port unreachable" are refusals, the rest says that a device refuses. Errors are
    # rationed by the kernel that sends them.
    in_network sh -c 'echo 0 >/proc/sys/net/ipv4/icmp_ratelimit; echo 0 >/proc/sys/net/ipv6/icmp/ratelimit' || true
    local with said
    while read -r with said; do
        in_network nft -f - <<END
flush ruleset
table inet probe {
    chain input { type filter hook input priority 0; ip saddr 192.0.2.20 meta l4proto { tcp, udp } reject with ${with//_/ }; }
}
END
        probe 192.0.2.10 --port 137 --port 445
        states_are "[\"$said\",\"$said\"]" || {
            printf '%s\n' "$with" >&2
            return 1
        }
    done <<END
icmp_type_port-unreachable refused
icmp_type_host-unreachable unreachable
icmp_type_host-prohibited unreachable
icmp_type_net-unreachable unreachable
icmp_type_net-prohibited unreachable
icmp_type_prot-unreachable unreachable
END
    while read -r with said; do
        in_network nft -f - <<END
flush ruleset
table inet probe {
    chain input { type filter hook input priority 0; ip6 saddr 2001:db8:9::20 tcp dport 445 reject with ${with//_/ }; }
}
END
        probe 2001:db8:9::10 --port 445
        states_are "[\"$said\"]" || {
            printf '%s\n' "$with" >&2
            return 1
        }
    done <<END
icmpv6_type_port-unreachable refused
icmpv6_type_admin-prohibited unreachable
icmpv6_type_no-route unreachable
icmpv6_type_addr-unreachable unreachable
tcp_reset refused
END
    in_network nft flush ruleset
    # An address of the subnet that nobody has: the system says so, or the limit is over first.
    probe 192.0.2.99
    [[ $(of_ports .state) =~ ^\[\"(no-answer|unreachable)\",\"(no-answer|unreachable)\",\"not-asked\" ]]
    [[ $took -lt 10 ]]
    # No way at all.
    probe 198.51.100.1
    states_are '["unreachable","unreachable","not-asked","unreachable","unreachable"]'
}

@test "who accepts and is silent, drips, floods or talks something else ends in time" {
    need_network
    listen 135 'pass'
    listen 139 'c.sendall(b"SSH-2.0-x\r\n")'
    listen 445 'import threading; threading.Thread(target=lambda c=c: [(c.send(b"\0"), time.sleep(1)) for _ in range(60)], daemon=True).start()'
    probe 192.0.2.10
    states_are '["silent","refused","not-asked","not-understood","not-understood"]'
    [[ $took -lt 10 ]]
    listen_end
    listen 445 'c.sendall(b"\x85\0\0\0" * 4000000)'
    listen 139 'c.close()'
    listen 135 'c.sendall(b"\x05\0\x0c\x03\x10\0\0\0\xff\xff" + b"A" * 100000)'
    probe 192.0.2.10
    states_are '["not-understood","refused","not-asked","closed-at-once","not-understood"]'
    [[ $took -lt 10 ]]
}
