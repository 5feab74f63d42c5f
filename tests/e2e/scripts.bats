# scripts.bats - what a script or a management system relies on: exit codes of its choice, a log, one line
# beside the report, and the lines of netlatch help scripts.

load ../support/native

setup() {
    machine_new
    office=(--from "$machine" --profile office-client)
}

# The commands that stand in the help, one a line, without what the shell does with their output.
commands_of_help() {
    netlatch help scripts "$@" | grep -oE 'netlatch\.exe\\?" (audit|apply|rollback|history|plan|fleet) .*' |
        sed -E 's/^netlatch\.exe\\?" //; s/ 2>\$null$//; s/ }$//; s/([a-z])"$/\1/; s/"[^"]*"/FILE/g; s/'"'"'[^'"'"']*'"'"'/FILE/g'
}

@test "each command of netlatch help scripts exists with all its options, in both languages" {
    local language line words
    for language in en zh-CN; do
        commands_of_help --lang $language >commands.txt
        [[ $(wc -l <commands.txt) -eq 8 ]]
        while read -r line; do
            read -ra words <<<"$line"
            run --separate-stderr netlatch "${words[@]}" --help
            expect_code 0
        done <commands.txt
    done
    expect_same <(commands_of_help --lang en) <(commands_of_help --lang zh-CN)
    run --separate-stderr netlatch help scripts --lang zh-CN
    expect_out "组策略"
}

@test "the lines for PowerShell are PowerShell, and the columns that they take are there" {
    local npm=$NETLATCH_SOURCE_DIR/build/deps/npm
    netlatch fleet "$machine" --format csv >fleet.csv
    head -n 1 fleet.csv | grep -q '"status","machine"'
    [[ -e $npm/node_modules/tree-sitter-powershell/package.json ]] || skip "no grammar of PowerShell is here (scripts/setup.sh --all)"
    # The grammar does not know a list of words without quotes as an argument, which PowerShell does.
    netlatch help scripts | grep -E '^  (&|\$|if \(|Invoke-)' | sed 's/ id, reason$/ "id", "reason"/' >lines.ps1
    [[ $(wc -l <lines.ps1) -ge 11 ]]
    node "$NETLATCH_SOURCE_DIR/tests/prove/parse_powershell.cjs" "$npm" "$PWD/lines.ps1"
}

@test "--exit-code=N chooses the number for what remains, and nothing else" {
    run --separate-stderr netlatch audit "${office[@]}" --quiet --exit-code
    expect_code 2
    run --separate-stderr netlatch audit "${office[@]}" --quiet --exit-code=1
    expect_code 1
    run --separate-stderr netlatch plan "${office[@]}" --quiet --exit-code=77
    expect_code 77
    run --separate-stderr netlatch plan --from "$machine" --set dns.llmnr=disabled --exit-code=77
    expect_code 0
    local wrong
    for wrong in 0 256 -1 x 1x ''; do
        run --separate-stderr netlatch audit "${office[@]}" "--exit-code=$wrong"
        expect_code 64
    done
    # A number behind a space is a word of its own: --exit-code alone has always been valid.
    run --separate-stderr netlatch audit "${office[@]}" --exit-code 3
    expect_code 64
}

@test "--line gives the report to the file and the line to the standard output, in one run" {
    run --separate-stderr netlatch audit "${office[@]}" --format json --output report.json --line --exit-code
    expect_code 2
    expect_document report.json audit
    [[ ${#lines[@]} -eq 1 && $output == "NonCompliant; netlatch profile office-client; "* ]]
    [[ -z $stderr ]]
    [[ $output == "$(netlatch audit "${office[@]}" --format line)" ]]
    expect_usage "--line goes with --output" audit "${office[@]}" --line
}

@test "the line and the metrics name the ports that others reach, as the document does, on every machine" {
    local file document
    for file in "$machine" "$NETLATCH_SOURCE_DIR"/tests/golden/report/machines/*.json; do
        netlatch audit --from "$file" --format json >document.json
        document=$(jq -r '[.ports[] | select(.reached_by != "nobody" and .reached_by != "unknown") | .port] | join(" ")' document.json)
        [[ $(netlatch audit --from "$file" --format line | grep -oP '; reachable: \K[0-9 ]+') == "$document" ]] ||
            expect_nothing_less "$file: $document"
        [[ $(netlatch audit --from "$file" --format prom | grep -oP '^netlatch_port_reachable.*port="\K\d+(?=".* 1$)' | xargs) == "$document" ]] ||
            expect_nothing_less "$file: $document"
    done
}

@test "--log adds every sentence with its time, and the exit code; a second run adds to it" {
    run --separate-stderr netlatch apply --from "$machine" --set dcom.enabled=no --yes --log run.log
    expect_code "$NL_EXIT_RESTART"
    [[ -z $(grep -vE '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z .+' run.log) ]]
    grep -q "Z netlatch [0-9.]*: apply --from machine.json --set dcom.enabled=no --yes --log run.log$" run.log
    grep -q "Z Applied and verified. Settings: 1." run.log
    tail -n 1 run.log | grep -q "Z exit code 3010$"
    cp run.log first.log
    netlatch rollback --from "$machine" --yes --lang zh-CN --log run.log || true
    expect_same first.log <(head -n "$(wc -l <first.log)" run.log)
    grep -q "已回滚" run.log
    iconv -f UTF-8 -t UTF-16 run.log >utf16
    # A refusal is logged too.
    run --separate-stderr netlatch apply --from "$machine" --set smb.direct=disabled --yes --log run.log
    expect_code 4
    tail -n 1 run.log | grep -q "exit code 4$"
    grep -q "accept unverified-setting" run.log
}

@test "a log that cannot be written is refused before anything changes" {
    local before log
    before=$(folder_now)
    mkdir folder
    for log in no/such/folder/run.log folder /dev/full; do
        run --separate-stderr netlatch apply --from "$machine" --set dcom.enabled=no --yes --log "$log"
        [[ $status -eq 64 || $status -eq 1 ]] || expect_nothing_less "$log: $status"
        [[ $stderr == *"--log"* ]]
    done
    expect_usage "--log: $machine is what is read here" apply --from "$machine" --set dcom.enabled=no --yes --log "$machine"
    expect_usage "--log: both.txt is another file of this run" audit --from "$machine" --output both.txt --log both.txt
    rmdir folder
    [[ $(folder_now) == "$before" ]]
}

@test "a log is added to no hive, no journal and no plan that is applied" {
    local journal log
    netlatch plan --from "$machine" --set dcom.enabled=no --format json --output plan.json
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    journal=$(compgen -G "$machine.journal/*.journal")
    printf 'regf....' >SYSTEM
    ln -s SYSTEM hive
    for log in "$journal" hive plan.json; do
        cp "$log" before
        run --separate-stderr netlatch apply plan.json --from "$machine" --yes --log "$log"
        expect_code 64
        expect_error "--log: $log is"
        expect_same "$log" before
    done
}
