# probe_network.bash - two machines on one cable, neither of them this one: load ../support/probe_network
#
#   setup_file()    { probe_network_new; }     sets $NL_SKIP, the reason, where that cannot be
#   teardown_file() { probe_network_end; }
#
#   in_network COMMAND...   on the server, 192.0.2.10 and 2001:db8:9::10 (see samba.bash)
#   in_client COMMAND...    on the client, 192.0.2.20 and 2001:db8:9::20
#   listen PORT PYTHON      a listener of the server that does that with each connection, `c`
#   listen_end

source "$(dirname "${BASH_SOURCE[0]}")/samba.bash"

probe_network_new() {
    samba_network_new
    [[ -z ${NL_SKIP:-} ]] || return 0
    export NL_CLIENT=$NL_NETWORK-client
    ip netns add "$NL_CLIENT"
    ip -n "$NL_NETWORK" link set eth8 netns "$NL_CLIENT"
    ip -n "$NL_CLIENT" link set lo up
    ip -n "$NL_CLIENT" link set eth8 up
    ip -n "$NL_CLIENT" addr add 192.0.2.20/24 dev eth8
    ip -n "$NL_CLIENT" addr add 2001:db8:9::20/64 dev eth8 nodad
    ip -n "$NL_NETWORK" addr add 2001:db8:9::10/64 dev eth9 nodad
}

probe_network_end() {
    samba_stop
    [[ -z ${NL_CLIENT:-} ]] || ip netns del "$NL_CLIENT"
    samba_network_end
}

in_client() { ip netns exec "$NL_CLIENT" "$@"; }

listen() {
    cat >"$BATS_TEST_TMPDIR/listen-$1.py" <<END
import socket, time
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("192.0.2.10", $1))
s.listen()
kept = []
while True:
    c, _ = s.accept()
    kept.append(c)
    try:
        $2
    except OSError:
        pass
END
    (exec ip netns exec "$NL_NETWORK" python3 "$BATS_TEST_TMPDIR/listen-$1.py") >/dev/null 2>&1 3>&- &
    printf '%s\n' "$!" >>"$BATS_TEST_TMPDIR/listeners"
    local _
    for _ in {1..100}; do
        in_network ss -Hlnt "sport = :$1" | grep -q . && return
        sleep 0.1
    done
    return 1
}

listen_end() {
    [[ -s $BATS_TEST_TMPDIR/listeners ]] || return 0
    xargs kill <"$BATS_TEST_TMPDIR/listeners"
    : >"$BATS_TEST_TMPDIR/listeners"
}
