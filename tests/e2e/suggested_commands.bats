# suggested_commands.bats - every command that a report suggests runs: it names the machine that the
# report is about, and nothing that the command refuses.

load ../support/native

setup() { machine_new; }

# suggested FILE   the commands of a text report, one a line
suggested() { sed -n 's/^    \(netlatch .*\)$/\1/p' "$1"; }

# runs COMMAND   the command as a person would paste it, on the machine of this test; none may be bad
# usage, and each must say which machine it means.
runs() {
    local command=$1 code=0
    [[ $command == *"--from $machine"* ]] || expect_nothing_less "does not name the machine: $command"
    [[ $command == *" apply "* ]] && command+=" --what-if"
    PATH=$(dirname "$NETLATCH_EXE"):$PATH bash -c "$command" >ran.out 2>ran.err || code=$?
    [[ $code -ne 64 ]] || expect_nothing_less "refused: $command: $(cat ran.err)"
}

@test "audit and plan of every machine: what they suggest runs, on that machine" {
    local kind command count=0
    for kind in "$NETLATCH_SOURCE_DIR"/tests/golden/report/machines/*.json; do
        cp "$kind" "$machine"
        netlatch audit --from "$machine" >audit.txt
        netlatch audit --from "$machine" --verbose --lang zh-CN >audit-zh.txt
        for profile in $(netlatch profile list | cut -d' ' -f1); do
            netlatch plan --from "$machine" --profile "$profile" >"plan-$profile.txt"
        done
        while read -r command; do
            runs "$command"
            count=$((count + 1))
        done < <(for file in audit*.txt plan-*.txt; do suggested "$file"; done)
    done
    # At least the audit's in two languages and one plan's for each of the eight machines.
    [[ $count -ge 24 ]]
}

@test "what a run was given goes with the command: requests, language, a path with spaces" {
    mkdir -p "with space"
    cp "$machine" "with space/machine.json"
    machine="with space/machine.json"
    netlatch plan --from "$machine" --set 'netbios.adapter[*]=disabled' --set dcom.enabled=no --lang zh-CN >plan.txt
    command=$(suggested plan.txt)
    [[ $command == *'--set "netbios.adapter[*]=disabled" --set dcom.enabled=no'* ]]
    [[ $command == *'--from "with space/machine.json"'* ]]
    [[ $command == *"--lang zh-CN"* ]]
    run bash -c "PATH=$(dirname "$NETLATCH_EXE"):\$PATH; $command --what-if"
    [[ $status -ne 64 ]]
}

@test "a recorded machine is offered nothing that would be refused" {
    netlatch plan --from "$machine" --profile internet-server >plan.txt
    [[ $(cat plan.txt) != *--confirm-within* ]]
}
