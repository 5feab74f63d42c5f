# samba.bash - Samba as the owner of the five ports, in a network of its own:  load ../support/samba
#
#   setup_file()    { samba_network_new; }     a network namespace; sets $NL_SKIP, the reason, where
#                                              none can be made or there is no Samba
#   teardown_file() { samba_stop; samba_network_end; }
#
#   samba_start [OPTION...]   smbd, nmbd and samba-dcerpcd, with further lines of smb.conf ("server
#                             signing = mandatory"); returns once the ports are held: all five, or
#                             those in $SAMBA_PORTS; without nmbd where $SAMBA_WITHOUT is nmbd
#   samba_stop      ends them, and only them
#   in_network COMMAND...
#
# Everything Samba writes stays in $BATS_FILE_TMPDIR/samba.

source "$(dirname "${BASH_SOURCE[0]}")/patience.bash"
SAMBA_RPC=/usr/libexec/samba/samba-dcerpcd

samba_network_new() {
    local program
    [[ $EUID -eq 0 ]] || NL_SKIP="only root can make a network"
    for program in ip ss smbd nmbd "$SAMBA_RPC"; do
        command -v "$program" >/dev/null || NL_SKIP="$program is not installed"
    done
    export NL_NETWORK=netlatch-$$
    [[ -n ${NL_SKIP:-} ]] || ip netns add "$NL_NETWORK" 2>/dev/null || NL_SKIP="no network can be made here"
    if [[ -n ${NL_SKIP:-} ]]; then
        export NL_SKIP
        return 0
    fi
    ip -n "$NL_NETWORK" link set lo up
    # nmbd wants an interface that can broadcast.
    ip -n "$NL_NETWORK" link add eth9 type veth peer name eth8
    ip -n "$NL_NETWORK" addr add 192.0.2.10/24 dev eth9
    ip -n "$NL_NETWORK" link set eth9 up
    ip -n "$NL_NETWORK" link set eth8 up
}

samba_network_end() { [[ -z ${NL_NETWORK:-} ]] || ip netns del "$NL_NETWORK"; }

in_network() { ip netns exec "$NL_NETWORK" "$@"; }

samba_start() {
    local folder=$BATS_FILE_TMPDIR/samba program
    mkdir -p "$folder"/{private,lock,state,cache,pid,ncalrpc,log}
    cat >"$folder/smb.conf" <<END
[global]
    netbios name = PEER
    workgroup = WORKGROUP
    server role = standalone server
    interfaces = eth9 lo
    private dir = $folder/private
    lock directory = $folder/lock
    state directory = $folder/state
    cache directory = $folder/cache
    pid directory = $folder/pid
    ncalrpc dir = $folder/ncalrpc
    log file = $folder/log/%m.log
    rpc start on demand helpers = false
    load printers = no
    disable spoolss = yes
$(printf '    %s\n' "$@")
END
    : >"$folder/pids"
    for program in "smbd -F --no-process-group" "nmbd -F --no-process-group" \
        "$SAMBA_RPC -F --libexec-rpcds"; do
        [[ ${program%% *} != "${SAMBA_WITHOUT:-}" ]] || continue
        # The process is the program itself, so that ending it ends Samba, and in a session of its
        # own: smbd takes all of its process group with it.
        # shellcheck disable=SC2086 # words
        (exec setsid ip netns exec "$NL_NETWORK" $program -s "$folder/smb.conf") >"$folder/log/out" 2>&1 3>&- &
        printf '%s\n' "$!" >>"$folder/pids"
    done
    wait_until samba_holds "${SAMBA_PORTS:-135 137 138 139 445}" && return
    printf 'Samba holds only: %s\n' "$(samba_ports)" >&2
    return 1
}

# Which of the five ports anybody holds in that network.
samba_ports() {
    in_network ss -Hlntu | awk '{ sub(/.*:/, "", $5); print $5 }' | grep -xE '135|137|138|139|445' |
        sort -nu | xargs
}

samba_holds() { [[ $(samba_ports) == "$1" ]]; }

samba_stop() {
    local pids=$BATS_FILE_TMPDIR/samba/pids
    [[ -s $pids ]] || return 0
    # They end their own helpers; the ports are free when the last has gone.
    xargs kill <"$pids"
    : >"$pids"
    wait_until samba_holds "" && return
    printf 'Samba still holds: %s\n' "$(samba_ports)" >&2
    return 1
}
