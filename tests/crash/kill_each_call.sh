#!/usr/bin/env bash
# kill_each_call.sh EXE [SHARE [SEED]] - kills netlatch (kill -9) at its system calls, and makes them
# fail, one at a time; then rolls back. The machine must be exactly the first one again, every time.
#
#   SHARE   one of so many calls is tried, chosen by SEED; 1 (the default): all of them, which takes
#           a quarter of an hour and more
#
# Over a recorded machine: apply, rollback, the recovery of an interrupted change, and the wizard line
# by line. Over the hives of a real Windows (../shared/hives, or NETLATCH_HIVES), where they are there:
# apply and rollback. Ends with 77 where strace cannot be used.
set -euo pipefail
exe=$(realpath "$1")
share=${2:-1}
RANDOM=${3:-1}
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
first=$source_dir/tests/data/machine-office.json
hives=${NETLATCH_HIVES:-$source_dir/../shared/hives}
export ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
strace -o trace true 2>/dev/null || exit 77

# What a store, a machine file and a hive are written with; memory and the like is not of interest.
calls=openat,getdents64,read,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,mkdir,flock,fchmod,fchown,close
wanted=(--set dcom.enabled=no --set dns.llmnr=enabled --yes)
tried=0
bad=0

fresh() { rm -rf machine.json* && cp "$first" machine.json; }
quietly() { "$exe" "$@" </dev/null >/dev/null 2>&1 || true; }

# One round: what comes before, and the command itself. The wizard reads what a person would type.
prepare() {
    fresh
    case $1 in
    rollback | recovery) quietly apply --from machine.json "${wanted[@]}" ;;
    esac
    if [[ $1 == recovery ]]; then
        local journal
        journal=$(compgen -G 'machine.json.journal/*.journal')
        truncate -s -5 "$journal" # as a power cut in the last mark leaves it
    fi
}
command_of() {
    case $1 in
    apply) printf '%s\n' apply --from machine.json "${wanted[@]}" ;;
    rollback | recovery) printf '%s\n' rollback --from machine.json --yes ;;
    wizard) printf '%s\n' wizard --from machine.json --lang en ;;
    esac
}
answers=(1 '' 6 '?2' '' '3, 4' '3 4' '' 1 '' '' rpc-disable deny-everyone accept 2 '' 3 mine.json 4 '' 1
    apply '')
input_of() { if [[ $1 == wizard ]]; then printf '%s\n' "${answers[@]}"; fi; }

# Nothing of it is left, whatever happened: the first machine, and nothing more to roll back.
check() {
    local turn=0
    until ((turn++ == 3)); do
        "$exe" rollback --from machine.json --yes </dev/null >said 2>&1 || true
        grep -q 'There is nothing to roll back' said && break
    done
    if ! cmp -s machine.json "$first" || ! grep -q 'There is nothing to roll back' said; then
        echo "$*: not the first machine: $(<said)"
        bad=$((bad + 1))
    fi
    tried=$((tried + 1))
}

# one KIND INJECTION: runs the command with it.
one() {
    local arguments
    mapfile -t arguments < <(command_of "$1")
    prepare "$1"
    # In a shell of its own, which does not say that a program was killed.
    (input_of "$1" | strace -qq -o trace -e trace="$calls" -e inject="$2" "$exe" "${arguments[@]}" \
        >/dev/null 2>&1 || true) 2>/dev/null
}

round() {
    local kind=$1 name count n fault arguments
    mapfile -t arguments < <(command_of "$kind")
    prepare "$kind"
    input_of "$kind" | strace -qq -o trace -e trace="$calls" "$exe" "${arguments[@]}" >/dev/null 2>&1 || true
    [[ -d machine.json.journal ]] || {
        echo "$kind changes nothing: this test does not fit the program any more"
        exit 1
    }
    while read -r count name; do
        for ((n = 1; n <= count; n++)); do
            ((RANDOM % share == 0)) || continue
            one "$kind" "$name:signal=KILL:when=$n"
            check "$kind killed at $name $n"
            fault=EIO
            [[ $name != write && $name != openat && $name != fsync ]] || fault=ENOSPC
            [[ $name != close && $name != read ]] || continue
            one "$kind" "$name:error=$fault:when=$n"
            check "$kind, $name $n fails"
        done
    done < <(sed -nE 's/^([a-z0-9_]+)\(.*/\1/p' trace | sort | uniq -c)
}

for kind in apply rollback recovery wizard; do
    round "$kind"
done

# The same over hives.
offline() {
    local name count n hive
    for hive in SYSTEM SECURITY SAM; do
        [[ -f $hives/$hive.xz ]] || return 0
    done
    mkdir -p kept/windows/system32/config kept/ProgramData
    for hive in SYSTEM SECURITY SAM; do
        xz -dc "$hives/$hive.xz" >"kept/windows/system32/config/$hive"
    done
    local command=(apply --offline disk --set smb.direct=disabled --set 'netbios.adapter[*]=disabled' --yes
        --accept unverified-setting)
    rm -rf disk && cp -r kept disk
    strace -qq -o trace -e trace="$calls" "$exe" "${command[@]}" </dev/null >said 2>&1 || true
    grep -q 'Applied and verified' said || {
        echo "the offline apply did not run: $(<said)"
        exit 1
    }
    "$exe" record --offline kept --output before.json >/dev/null 2>&1
    while read -r count name; do
        for ((n = 1; n <= count; n++)); do
            ((RANDOM % share == 0)) || continue
            rm -rf disk && cp -r kept disk
            (strace -qq -o trace -e trace="$calls" -e inject="$name:signal=KILL:when=$n" "$exe" \
                "${command[@]}" </dev/null >/dev/null 2>&1 || true) 2>/dev/null
            quietly rollback --offline disk --yes
            rm -f now.json
            "$exe" record --offline disk --output now.json >/dev/null 2>&1 || true
            if ! cmp -s <(jq 'del(.netlatch, .time)' before.json) <(jq 'del(.netlatch, .time)' now.json); then
                echo "offline apply killed at $name $n: another machine"
                bad=$((bad + 1))
            fi
            tried=$((tried + 1))
        done
    done < <(sed -nE 's/^([a-z0-9_]+)\(.*/\1/p' trace | sort | uniq -c)
}
offline

echo "killed and failed at $tried calls, $bad led to another machine"
[[ $bad -eq 0 && $tried -gt 0 ]]
