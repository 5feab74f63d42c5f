# wine_bad_input.bats - a selection of bad input to netlatch.exe: one line, 64, nothing changed.

load ../support/wine_office

setup_file() {
    wine_office_new
    wine_snapshot "$BATS_FILE_TMPDIR/first.reg"
}
teardown_file() {
    wine_machine_end
}

setup() {
    mkdir "$BATS_TEST_TMPDIR/files"
    cd "$BATS_TEST_TMPDIR/files" || return
    cp "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" machine.json
}

@test "files that are cut off, twice the same key, too deep, no text, too large, not there" {
    head -c 5000 machine.json >cut.json
    expect_usage "cut.json:208:5: expected JSON" audit --from cut.json
    expect_usage "cut.json:208:5: expected JSON" apply --profile cut.json --yes
    expect_usage "cut.json:208:5: expected JSON" apply cut.json --yes
    sed '0,/"name": "OFFICE-7"/s//"name": "OFFICE-7", "name": "B"/' machine.json >twice.json
    expect_usage 'twice.json:7:25: expected each key once' audit --from twice.json
    python3 -c 'print("[" * 100000 + "]" * 100000)' >deep.json
    expect_usage "deep.json:1:" profile check deep.json
    printf '{"netlatch": "\377\376"}' >bytes.json
    expect_usage "bytes.json:1:15: expected JSON" profile check bytes.json
    truncate -s 100M huge.json
    expect_usage "huge.json is larger than 67108864 bytes" audit --from huge.json
    expect_usage "nosuch.json" audit --from nosuch.json
    expect_usage "nosuch" audit --output 'nosuch\report.txt'
    mkdir folder.json
    expect_usage "folder.json" audit --from folder.json
}

@test "command lines that cannot be meant" {
    expect_usage "unknown option --formt; did you mean --format?" audit --formt json
    expect_usage "--format was given twice" audit --format csv --format text
    expect_usage "--from needs a value: MACHINE.json" audit --from
    expect_usage "there is no profile ofice-client; did you mean office-client?" apply --yes \
        --profile ofice-client
    expect_usage "--accept: there is no risk all" apply --yes --profile article --accept all
    expect_usage "there is no setting nosuch.id" apply --yes --set nosuch.id=1
    expect_usage "there is no console to ask on; add --yes to apply" apply --set dcom.enabled=no </dev/null
    run --separate-stderr netlatch audit /?
    expect_code 0
    expect_out "netlatch audit"
}

@test "text outside ASCII in arguments and file names" {
    cp machine.json '办公室.json'
    netlatch audit --from '办公室.json' --format line --output '报告.txt'
    grep -q '^NonCompliant' '报告.txt'
    expect_usage "没有.json" audit --from '没有.json'
}

@test "a journal that was damaged stops every change, with 6" {
    run --separate-stderr netlatch apply --set dcom.enabled=no --yes
    expect_code "$NL_EXIT_RESTART"
    journal=$(compgen -G "$WINEPREFIX/drive_c/ProgramData/netlatch/journal/*.journal")
    cp "$journal" kept
    sed -i '1s/"data":"Y"/"data":"X"/' "$journal"
    for command in "apply --set dns.llmnr=enabled" rollback; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --yes
        expect_code 6
        expect_error "is damaged: line 1: the line does not match its checksum"
    done
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    cp kept "$journal"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
}

@test "after all that the registry is as it was" {
    wine_snapshot now.reg
    diff "$BATS_FILE_TMPDIR/first.reg" now.reg >&2
}
