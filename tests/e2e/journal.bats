# journal.bats - interrupted changes are rolled back; a journal that cannot be trusted stops
# everything, with one line that says where it is damaged, and nothing is changed.

load ../support/native

setup() {
    machine_new
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    cp "$machine" applied.json
    journal=$(compgen -G "$machine.journal/*.journal")
}

apply_more() { run --separate-stderr netlatch apply --from "$machine" --set dns.llmnr=enabled --yes; }

# Nothing more is changed over a journal that is damaged as TEXT says.
damaged() {
    local text="the journal ${journal##*/} in $machine.journal is damaged: $1" before
    before=$(folder_now)
    run --separate-stderr netlatch history --from "$machine"
    expect_code 0
    expect_out "damaged"
    expect_out "$1"
    run --separate-stderr netlatch audit --from "$machine" --format line
    expect_err "$text"
    apply_more
    expect_code 6
    expect_error "$text"
    for command in "rollback" "rollback 1" "rollback --to 1"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine" --yes
        expect_code 6
        expect_error "$text"
    done
    [[ $(folder_now) == "$before" ]] || expect_nothing_less "expected that nothing is written"
}

@test "a mark that was changed" {
    sed -i '3s/written/undoing/' "$journal"
    damaged "line 4: the line before does not match its checksum"
}

@test "a value that was changed" {
    sed -i '1s/"data":"Y"/"data":"X"/' "$journal"
    damaged "line 1: the line does not match its checksum"
}

@test "a line that is gone, and a file that is empty" {
    sed -i 1d "$journal"
    damaged "line 1: "
    : >"$journal"
    damaged "line 1: "
}

@test "a file that is no journal" {
    head -c 4096 /dev/urandom >"$journal"
    damaged "line 1: "
}

# What losing power during the write of the last mark leaves.
interrupt() { truncate -s -5 "$journal"; }

@test "a change that was interrupted is told by audit and plan, which leave it alone" {
    interrupt
    before=$(folder_now)
    local command
    for command in "audit --format line" "plan --profile article"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine"
        expect_code 0
        expect_err "the change $(basename "$journal" .journal) was interrupted"
        [[ $(folder_now) == "$before" ]]
    done
}

@test "to tell of an interrupted change audit makes no file" {
    interrupt
    rm -f "$machine.journal/lock"
    before=$(folder_now)
    netlatch audit --from "$machine" --format line >/dev/null
    [[ $(folder_now) == "$before" && ! -e $machine.journal/lock ]]
    # Nor does it wait for something that somebody put there instead.
    mkfifo "$machine.journal/lock"
    timeout "$NL_PATIENCE" "$NETLATCH_EXE" audit --from "$machine" --format line >/dev/null
}

@test "a change under way is not called interrupted" {
    interrupt
    (
        flock 9
        printf '%s' "$BASHPID" >&9
        netlatch audit --from "$machine" --format line >/dev/null 2>"$BATS_TEST_TMPDIR/said"
    ) 9>"$machine.journal/lock"
    grep -q "another netlatch is making the change $(basename "$journal" .journal) right now" \
        "$BATS_TEST_TMPDIR/said"
}

@test "rollback takes the interrupted change back, and only that" {
    apply_more
    journal=$(compgen -G "$machine.journal/000002-*.journal")
    interrupt
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_out "dns.llmnr: restored to disabled"
    expect_same "$machine" applied.json
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_out "dcom.enabled: restored to yes"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "a rollback that was cut short is not told as one that was made" {
    netlatch rollback --from "$machine" --yes || true
    run --separate-stderr netlatch history --from "$machine" --lang en
    expect_out "rolled back by a person"
    interrupt
    run --separate-stderr netlatch history --from "$machine" --lang en
    expect_out "interrupted"
    [[ $output != *"rolled back by"* ]] || expect_nothing_less "nobody has rolled it back yet"
}

@test "apply takes the interrupted change back before it begins" {
    interrupt
    run --separate-stderr netlatch apply --from "$machine" --set dcom.enabled=yes --yes
    expect_code 0
    expect_err "the interrupted change $(basename "$journal" .journal) was rolled back"
    expect_out "Nothing to change"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "what somebody else changed after the interruption is left alone, with 6" {
    interrupt
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    cp "$machine" theirs.json
    apply_more
    expect_code 6
    expect_err "could not be rolled back completely"
    expect_err "dcom.enabled"
    expect_same "$machine" theirs.json
}

@test "where recovery cannot be written down nothing is changed, and that is told, with 6" {
    interrupt
    # No file may grow beyond a kibibyte, as if the disk were full.
    [[ $(stat -c %s "$journal") -ge 1024 ]] || truncate -s 1024 "$journal"
    before=$(folder_now)
    # shellcheck disable=SC2016 # the inner shell's
    run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 1; exec "$0" "$@" </dev/null 3>&-' \
        "$NETLATCH_EXE" apply --from "$machine" --set dns.llmnr=enabled --yes
    expect_code 6
    expect_error "cannot finish the interrupted change $(basename "$journal" .journal)"
    [[ $(folder_now) == "$before" ]] || expect_nothing_less "expected that nothing is written"
    apply_more
    expect_err "the interrupted change $(basename "$journal" .journal) was rolled back"
}

@test "however many changes are applied, the first one can still be rolled back" {
    local number
    for number in {2..60}; do
        cp -p "$journal" "$(printf '%s/%06d-20260101T000000Z.journal' "$machine.journal" "$number")"
    done
    apply_more
    expect_code "$NL_EXIT_RESTART"
    [[ $(find "$machine.journal" -type f -name '*.journal' | wc -l) -eq 61 ]]
    run --separate-stderr netlatch rollback --to 1 --from "$machine" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
    # Of those that were rolled back the newest fifty are kept.
    apply_more
    expect_code "$NL_EXIT_RESTART"
    [[ $(find "$machine.journal" -type f -name '*.journal' | wc -l) -eq 51 ]]
    compgen -G "$machine.journal/000012-*.journal"
}

@test "a journal that is in the way of nothing is told, and does not keep a newer one from going back" {
    apply_more
    first=$(compgen -G "$machine.journal/000001-*.journal")
    printf x >>"$machine.journal/copy of a journal.journal"
    sed -i '3s/written/undoing/' "$first"
    # What it says of a restart is not known: the audit says so, and is no all-clear.
    run --separate-stderr netlatch audit --from "$machine" --format json
    [[ $(jq -r '.unseen[] | select(.what == "netlatch-journals") | .why[]' <<<"$output") == "${first##*/}: line "* ]]
    [[ $(jq -r '.findings[] | select(.subject == "netlatch-journals") | .verdict' <<<"$output") == unknown ]]
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_err "the journal ${first##*/} in $machine.journal is damaged"
    expect_err "copy of a journal.journal in $machine.journal is not a journal of netlatch"
    expect_same "$machine" applied.json
}

@test "a damaged newer journal stops an older one only where it wrote the same, or cannot tell" {
    apply_more
    cp "$machine" both.json
    second=$(compgen -G "$machine.journal/000002-*.journal")
    cp "$second" whole
    sed -i '3s/written/undoing/' "$second" # its first line tells that it wrote elsewhere
    run --separate-stderr netlatch rollback 1 --from "$machine" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_out "dcom.enabled: restored to yes"
    cp "$journal" keep
    sed -i 1d "$second"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code 6
    expect_err "is damaged: line 1"
    cp whole "$second"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "a journal that may not be read now is not called damaged, and nothing is changed" {
    [[ $EUID -ne 0 ]] || skip "root reads everything"
    apply_more
    second=$(compgen -G "$machine.journal/000002-*.journal")
    chmod 000 "$second"
    before=$(folder_now 2>/dev/null || true)
    for command in "apply --set dcom.enabled=yes" rollback "rollback 1"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine" --yes
        expect_code 5
        expect_err "the journal ${second##*/} in $machine.journal cannot be read now"
        [[ $stderr != *damaged:* && $stderr != *"move the file"* ]]
    done
    chmod 600 "$second"
    run --separate-stderr netlatch rollback --to 1 --from "$machine" --yes
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "a change that a newer one built upon is not rolled back alone" {
    netlatch apply --from "$machine" --set dcom.enabled=yes --yes || true
    cp "$machine" both.json
    for force in "" --force; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch rollback 1 $force --from "$machine" --yes
        expect_code 1
        expect_error "the newer change 000002-"
        expect_err "netlatch rollback --to 1 --from $machine"
        expect_same "$machine" both.json
    done
    run --separate-stderr netlatch rollback --to 1 --from "$machine" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "a rollback that is not complete is offered until it is complete or given up" {
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n2"/' "$machine"
    cp "$machine" theirs.json
    for turn in 1 2; do
        run --separate-stderr netlatch rollback --from "$machine" --yes
        expect_code 6
        expect_err "netlatch rollback 1 --from $machine --force"
        expect_err "netlatch rollback 1 --from $machine --abandon"
        expect_same "$machine" theirs.json
    done
    for command in "audit --format line" "plan --profile article"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine"
        expect_err "is not completely rolled back"
    done
    run netlatch history --from "$machine"
    expect_out "left: dcom.enabled: somebody changed it"
    run --separate-stderr netlatch rollback --abandon --from "$machine"
    expect_code 64
    run --separate-stderr netlatch rollback 1 --abandon --from "$machine"
    expect_code 0
    expect_out 'dcom.enabled: is "n2" (REG_SZ), was yes before the change'
    expect_same "$machine" theirs.json
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code 0
    expect_out "There is nothing to roll back."
    run --separate-stderr netlatch audit --format line --from "$machine"
    [[ -z $stderr ]]
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == abandoned ]]
    run --separate-stderr netlatch rollback 1 --abandon --from "$machine"
    expect_code 64
}

@test "what belonged to an adapter that is gone needs nothing to be rolled back" {
    netlatch apply --from "$machine" --set 'netbios.adapter[*]=disabled' --yes || true
    jq '(.machine.registry[] | select(.path | test("Interfaces\\\\Tcpip_"))) |=
        {path, state: "absent", missing_keys: 1}' "$machine" >gone.json
    mv gone.json "$machine"
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_code 0
    expect_out "no longer exists, so there is nothing to restore"
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == rolled-back ]]
}

@test "a journal folder that others may write, or that is a link, is not used" {
    rm -r "$machine.journal"
    cp applied.json "$machine"
    mkdir -m 777 "$machine.journal"
    for kind in open linked; do
        if [[ $kind == linked ]]; then
            rmdir "$machine.journal"
            mkdir -m 700 elsewhere
            ln -s elsewhere "$machine.journal"
        fi
        before=$(folder_now)
        apply_more
        expect_code 1
        expect_error "the journal folder $machine.journal is a link, belongs to somebody else, or"
        [[ $(folder_now) == "$before" ]]
    done
}

@test "a journal folder that cannot be listed is not an empty one" {
    strace -o /dev/null true 2>/dev/null || skip "strace cannot be used here"
    local before command
    before=$(folder_now)
    for command in history 'rollback --yes' 'apply --set dns.llmnr=enabled --yes'; do
        # shellcheck disable=SC2086 # the words of a command
        ASAN_OPTIONS=detect_leaks=0 run --separate-stderr strace -qq -o "$BATS_TEST_TMPDIR/trace" \
            -e inject=getdents64:error=EIO "$NETLATCH_EXE" $command --from "$machine"
        [[ $status -eq 1 ]] || expect_nothing_less "$command: $status"
        expect_error "cannot list $machine.journal"
        [[ ${output,,} != *nothing* ]]
        [[ $(folder_now) == "$before" ]]
    done
    ASAN_OPTIONS=detect_leaks=0 run --separate-stderr strace -qq -o "$BATS_TEST_TMPDIR/trace" \
        -e inject=getdents64:error=EIO "$NETLATCH_EXE" audit --from "$machine" --format json
    [[ $stderr == *"cannot list $machine.journal"* ]]
    [[ $(jq -c '[.unseen[] | select(.what == "netlatch-journals") | .state]' <<<"$output") == '["unsupported"]' ]]
}
