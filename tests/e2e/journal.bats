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
    sed -i '2s/written/undoing/' "$journal"
    damaged "line 3: the line before does not match its checksum"
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
    timeout 20 "$NETLATCH_EXE" audit --from "$machine" --format line >/dev/null
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
    expect_out "dns.llmnr: restored to 0"
    expect_same "$machine" applied.json
    run --separate-stderr netlatch rollback --from "$machine" --yes
    expect_out 'dcom.enabled: restored to "Y"'
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
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

@test "of closed journals the newest fifty are kept, and every other one" {
    local number
    for number in {2..60}; do
        cp -p "$journal" "$(printf '%s/%06d-20260101T000000Z.journal' "$machine.journal" "$number")"
    done
    sed -i 1d "$machine.journal/000003-20260101T000000Z.journal"
    apply_more
    expect_code 6 # over a damaged journal nothing is changed, nor removed
    [[ $(find "$machine.journal" -type f -name '*.journal' | wc -l) -eq 60 ]]
    rm "$machine.journal/000003-20260101T000000Z.journal"
    apply_more
    expect_code "$NL_EXIT_RESTART"
    [[ $(find "$machine.journal" -type f -name '*.journal' | wc -l) -eq 50 ]]
    compgen -G "$machine.journal/000012-*.journal"
    compgen -G "$machine.journal/000061-*.journal"
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
