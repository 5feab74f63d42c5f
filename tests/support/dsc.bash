# dsc.bash - loaded by bats tests of the command resource of DSC v3:
#   load ../support/dsc
#
#   dsc_run INSTANCE COMMAND...   runs it as DSC does, the instance on a pipe; sets $status, and keeps
#                                 out, told, state.json and differing.json
#   state FILTER                  what the state says, by jq

dsc_run() {
    local instance=$1
    shift
    status=0
    printf '%s' "$instance" | "$@" >out 2>told 3>&- || status=$?
    output=$(cat out)
    stderr=$(cat told)
    sed -n 1p out >state.json
    sed -n 2p out >differing.json
}

state() { jq -c "$1" state.json; }
