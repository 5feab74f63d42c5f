# output_files.bats - files of the person: links and devices are followed, modes stay, nothing beside
# them is touched, and what is read is not written over.

load ../support/native

setup() {
    machine_new
    audit=(audit --from "$machine" --format line)
    netlatch "${audit[@]}" >expected
}

@test "a link leads to what it points to, even to what is not there yet" {
    mkdir folder
    echo old >folder/target
    ln -s folder/target link
    ln -s folder/new later
    ln -s link chain
    for name in link chain later; do
        netlatch "${audit[@]}" --output $name
        [[ -L $name ]] || expect_nothing_less "$name is no link any more"
        expect_same "$(readlink -f $name)" expected
    done
    ln -s circle circle
    run --separate-stderr netlatch "${audit[@]}" --output circle
    expect_code 64
    [[ -L circle ]]
}

@test "the open file, at the place where it stands" {
    for name in /dev/stdout /dev/fd/1 /proc/self/fd/1; do
        { echo before; "$NETLATCH_EXE" "${audit[@]}" --output $name </dev/null 3>&-; echo after; } >out
        { echo before; cat expected; echo after; } >wanted
        expect_same out wanted
        "$NETLATCH_EXE" "${audit[@]}" --output $name </dev/null 3>&- | cmp - expected
    done
    [[ -L /dev/stdout || -c /dev/stdout || ! -e /dev/stdout ]]
    netlatch "${audit[@]}" --output /dev/null
    [[ -c /dev/null ]]
    mkfifo pipe
    cat pipe >through &
    netlatch "${audit[@]}" --output pipe
    wait
    expect_same through expected
}

@test "modes stay, also of a machine file that is changed; what may not be written is not" {
    chmod 600 "$machine"
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    [[ $(stat -c %a "$machine") == 600 ]]
    echo old >report
    chmod 640 report
    netlatch "${audit[@]}" --output report
    [[ $(stat -c %a report) == 640 ]]
    [[ $EUID -ne 0 ]] || return 0
    chmod 444 report
    cp report kept
    run --separate-stderr netlatch "${audit[@]}" --output report
    expect_code 5
    expect_same report kept
}

@test "the person's own files beside it are not touched, and nothing is left" {
    echo mine >report.new
    echo mine >"report.$$.new"
    netlatch "${audit[@]}" --output report
    [[ $(<report.new) == mine && $(<"report.$$.new") == mine ]]
    rm report report.new "report.$$.new"
    [[ -z $(compgen -G 'report*') ]]
}

@test "what is read is not written over" {
    cp "$machine" first
    netlatch profile show article >mine.json
    cp mine.json mine
    ln -s "$machine" link
    ln "$machine" other
    for output in "$machine" "./$machine" link other "$PWD/$machine"; do
        run --separate-stderr netlatch "${audit[@]}" --output "$output"
        expect_code 64
        expect_error "is what is read here"
        expect_same "$machine" first
    done
    run --separate-stderr netlatch plan --from "$machine" --profile ./mine.json --output mine.json
    expect_code 64
    expect_same mine.json mine
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    journal=$(compgen -G "$machine.journal/*.journal")
    cp "$journal" written
    run --separate-stderr netlatch "${audit[@]}" --output "$journal"
    expect_code 64
    expect_error "is a journal of netlatch"
    expect_same "$journal" written
    printf 'regf....' >SYSTEM
    ln -s SYSTEM hive
    run --separate-stderr netlatch "${audit[@]}" --output hive
    expect_code 64
    expect_error "is a registry hive"
    [[ $(<SYSTEM) == regf.... ]]
}

@test "no file of a collection is written over, and a summary in its folder may be" {
    local file
    mkdir -p audits/deep
    netlatch audit --from "$machine" --format json --output audits/deep/pc.json
    netlatch audit --from "$machine" --format ndjson --output audits/lines.ndjson
    echo '{"cut' >audits/cut.json
    echo OFFICE-PC >expected.txt
    netlatch record --from "$machine" --output one.json
    cp -r audits first
    for file in audits/deep/pc.json audits/lines.ndjson audits/cut.json expected.txt; do
        cp $file before
        run --separate-stderr netlatch fleet audits --expect expected.txt --output $file
        expect_code 64
        expect_error "is what is read here"
        expect_same $file before
        [[ $file == *.txt ]] || {
            run --separate-stderr netlatch diff audits first --output $file
            expect_code 64
            expect_error "is what is read here"
            run --separate-stderr netlatch fleet first --since audits --output $file
            expect_code 64
            expect_error "is what is read here"
            expect_same $file before
        }
    done
    for _ in 1 2; do
        netlatch fleet audits --format json --output audits/fleet.json
        netlatch diff audits/deep/pc.json audits/deep/pc.json --format json --output audits/diff.json
    done
    [[ $(jq -c '[.summary.machines, .summary.unreadable, .summary.other_files]' audits/fleet.json) == '[1,1,2]' ]]
}

@test "several writers of one file" {
    local writer
    for writer in 1 2 3 4 5 6; do
        (for turn in 1 2 3; do netlatch "${audit[@]}" --output shared || echo "$writer.$turn"; done) >"said$writer" 2>&1 &
    done
    wait
    [[ -z $(cat said?) ]] || expect_nothing_less "$(cat said?)"
    expect_same shared expected
    [[ -z $(compgen -G 'shared?*') ]]
}

@test "a machine file that is named by a link is changed itself, and has one history" {
    ln -s "$machine" link.json
    netlatch apply --from link.json --set dcom.enabled=no --yes || true
    [[ -L link.json && -d $machine.journal && ! -e link.json.journal ]]
    netlatch rollback --from "$machine" --yes || true
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "a machine file that somebody else changed meanwhile is not written over" {
    local hooks=${NETLATCH_EXE%/*}/tests/netlatch-hooks waited=0
    NETLATCH_TEST_STOP_AT=2 NETLATCH_TEST_STOP_MS=3000 "$hooks" apply --from "$machine" \
        --set dcom.enabled=no --yes </dev/null >said 2>&1 3>&- &
    until grep -q 'netlatch-hooks: stopped' said; do
        ((waited++ < 600))
        sleep 0.05
    done
    jq '.machine.name = "OTHER"' "$machine" >changed.json
    cp changed.json "$machine"
    local code=0
    wait $! || code=$?
    [[ $code -eq 1 ]] || expect_nothing_less "$code: $(<said)"
    grep -q "was changed by somebody else since it was read" said
    expect_same "$machine" changed.json
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == rolled-back ]]
}
