# expect.bash - what end-to-end tests expect of a run of netlatch; loaded by native.bash and wine.bash's
# users. Each prints what it found when it fails.
#
#   run --separate-stderr netlatch ...
#   expect_code 64                    the exit code
#   expect_out TEXT, expect_err TEXT  the standard output or error holds this text
#   expect_error TEXT                 one line of error that holds TEXT, at most one line of advice
#                                     after it, and nothing on the standard output
#   expect_usage TEXT ARGUMENT...     netlatch, run so, says such an error and ends with 64
#   expect_document FILE SCHEMA       FILE is one document of netlatch/SCHEMA/1, in pure ASCII
#   expect_same FILE FILE             byte for byte
#
# Under Wine lines end with a carriage return; it is not looked at.

expect_nothing_less() {
    printf '%s\n' "$1" "code:   ${status-}" "stdout: ${output:0:2000}" "stderr: ${stderr:0:2000}" >&2
    return 1
}

expect_code() {
    [[ $status -eq $1 ]] || expect_nothing_less "expected exit code $1"
}

expect_out() {
    [[ $output == *"$1"* ]] || expect_nothing_less "expected on the standard output: $1"
}

expect_err() {
    [[ $stderr == *"$1"* ]] || expect_nothing_less "expected on the standard error: $1"
}

expect_error() {
    local told=${stderr//$'\r'/}
    [[ -z $output ]] || expect_nothing_less "expected nothing on the standard output"
    local -a told_lines
    mapfile -t told_lines <<<"$told"
    [[ ${told_lines[0]} == "netlatch: "*"$1"* ]] || expect_nothing_less "expected as the error: $1"
    [[ ${#told_lines[@]} -le 2 && ${told_lines[1]-netlatch: } == "netlatch: "* ]] ||
        expect_nothing_less "expected one line, or two with an advice"
}

expect_usage() {
    local text=$1
    shift
    run --separate-stderr netlatch "$@"
    expect_code 64
    expect_error "$text"
}

expect_document() {
    local -a check=(python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py")
    if LC_ALL=C grep -qP '[^\x20-\x7e\n]' "$1"; then
        printf '%s is not pure ASCII\n' "$1" >&2
        return 1
    fi
    "${check[@]}" "$NETLATCH_SOURCE_DIR/res/schema/$2.schema.json" "$1" >&2 || return 1
    # The schema's own name ends with its number: urn:netlatch:schema:audit:2
    [[ $(jq -r .netlatch.schema "$1") == \
        "netlatch/$2/$(jq -r '."$id" | split(":") | last' "$NETLATCH_SOURCE_DIR/res/schema/$2.schema.json")" ]]
}

expect_same() {
    LC_ALL=C diff -a "$1" "$2" >"$BATS_TEST_TMPDIR/difference" && return
    head -n 20 "$BATS_TEST_TMPDIR/difference" >&2
    return 1
}
