# closed_output.bats - nobody reads the answer any more: that is said, and it is not success.

load ../support/native

setup() { machine_new; }

# told COMMAND...: into a full disk, a closed descriptor and a reader that has gone.
told() {
    local code
    for where in full closed gone; do
        code=0
        case $where in
        full) netlatch "$@" >/dev/full 2>told.txt || code=$? ;;
        closed) netlatch "$@" >&- 2>told.txt || code=$? ;;
        gone)
            exec 5> >(:)
            wait $!
            netlatch "$@" >&5 2>told.txt || code=$?
            exec 5>&-
            ;;
        esac
        [[ $code -eq 1 ]] || expect_nothing_less "$where: $*: expected 1, got $code"
        if [[ $(wc -l <told.txt) -ne 1 || $(<told.txt) != "netlatch: the standard output is closed"* ]]; then
            expect_nothing_less "$where: $*: expected one line, got $(<told.txt)"
        fi
    done
}

@test "reports of every form" {
    for format in text json ndjson csv html junit sarif prom line; do
        told audit --from "$machine" --format $format
    done
    told plan --from "$machine" --profile article --format json
    told record --from "$machine"
}

@test "everything else that is only told" {
    told help
    told --version
    told explain article
    told profile list
    told profile show article
    told history --from "$machine" --format json
    told apply --from "$machine" --set dcom.enabled=no --what-if
}

@test "no file gets the number of a stream that is closed" {
    code=0
    netlatch apply --from "$machine" --set dcom.enabled=no --yes >&- 2>told.txt || code=$?
    [[ $code -eq $NL_EXIT_RESTART && ! -s $machine.journal/lock ]]
    netlatch audit --from "$machine" --format html --output report.html >&- 2>&- <&-
    [[ $(tail -n 1 report.html) == "</html>" ]]
}

@test "a change that was made is not called a failure" {
    code=0
    netlatch apply --from "$machine" --set dcom.enabled=no --yes >/dev/full 2>told.txt || code=$?
    [[ $code -eq $NL_EXIT_RESTART ]]
    grep -q '^netlatch: the standard output is closed' told.txt
    run netlatch history --from "$machine"
    [[ ${lines[0]} == *applied ]]
    code=0
    netlatch rollback --from "$machine" --yes >/dev/full 2>told.txt || code=$?
    [[ $code -eq $NL_EXIT_RESTART ]]
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}
