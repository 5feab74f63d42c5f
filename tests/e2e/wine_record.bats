# wine_record.bats - what netlatch.exe recorded says the same everywhere: here, there, and on Linux.

load ../support/wine_office

setup_file() {
    wine_office_new
    netlatch record --output "$(wine_path "$BATS_FILE_TMPDIR/machine.json")" --quiet
}
teardown_file() { wine_machine_end; }

setup() { machine=$BATS_FILE_TMPDIR/machine.json; }

@test "an audit of the file is the audit of the machine, apart from the moment" {
    netlatch audit --format json >"$BATS_TEST_TMPDIR/live.json"
    netlatch audit --from "$(wine_path "$machine")" --format json >"$BATS_TEST_TMPDIR/file.json"
    expect_document "$BATS_TEST_TMPDIR/live.json" audit
    # A file does not say when the machine was looked at.
    [[ $(jq -r .time "$BATS_TEST_TMPDIR/live.json") =~ ^20..-..-..T..:..:..Z$ ]]
    # The run and the recording name what was looked at.
    [[ $(jq -r .recording.sha256 "$BATS_TEST_TMPDIR/file.json") == "$(sha256sum <"$machine" | cut -d' ' -f1)" ]]
    expect_same <(jq 'del(.time, .run, .recording)' "$BATS_TEST_TMPDIR/live.json") \
        <(jq 'del(.time, .run, .recording)' "$BATS_TEST_TMPDIR/file.json")
}

@test "Windows and Linux make the same audit, plan and file of it" {
    [[ -x $NETLATCH_NATIVE_EXE ]] || skip "the native netlatch is not built"
    wanted=(--set smb.direct=disabled --set dcom.enabled=no --set rpc.service=disabled)
    netlatch audit --from "$(wine_path "$machine")" --format json \
        >"$BATS_TEST_TMPDIR/windows.json"
    netlatch_native audit --from "$machine" --format json \
        >"$BATS_TEST_TMPDIR/linux.json"
    expect_same "$BATS_TEST_TMPDIR/windows.json" "$BATS_TEST_TMPDIR/linux.json"
    netlatch plan --from "$(wine_path "$machine")" "${wanted[@]}" --format json \
        >"$BATS_TEST_TMPDIR/windows.json"
    netlatch_native plan --from "$machine" "${wanted[@]}" --format json >"$BATS_TEST_TMPDIR/linux.json"
    expect_same "$BATS_TEST_TMPDIR/windows.json" "$BATS_TEST_TMPDIR/linux.json"
    netlatch record --from "$(wine_path "$machine")" >"$BATS_TEST_TMPDIR/windows.json"
    expect_same "$machine" "$BATS_TEST_TMPDIR/windows.json"
    netlatch_native record --from "$machine" >"$BATS_TEST_TMPDIR/linux.json"
    expect_same "$machine" "$BATS_TEST_TMPDIR/linux.json"
}

@test "a plan made of the file on Linux is applied on the machine it was recorded from" {
    [[ -x $NETLATCH_NATIVE_EXE ]] || skip "the native netlatch is not built"
    netlatch_native plan --from "$machine" --set dcom.enabled=no --format json \
        --output "$BATS_TEST_TMPDIR/plan.json"
    run --separate-stderr netlatch apply "$(wine_path "$BATS_TEST_TMPDIR/plan.json")" --yes
    expect_code "$NL_EXIT_RESTART"
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    run --separate-stderr netlatch apply "$(wine_path "$BATS_TEST_TMPDIR/plan.json")" --yes
    expect_code 1
    expect_error "the plan is stale"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    run --separate-stderr netlatch history --format json
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/history.json"
    expect_document "$BATS_TEST_TMPDIR/history.json" history
}

@test "a change rehearsed over the file under Windows gives the first file back" {
    cp "$machine" "$BATS_TEST_TMPDIR/machine.json"
    file=$(wine_path "$BATS_TEST_TMPDIR/machine.json")
    run --separate-stderr netlatch apply --from "$file" --set dcom.enabled=no --yes
    expect_code "$NL_EXIT_RESTART"
    run cmp -s "$machine" "$BATS_TEST_TMPDIR/machine.json"
    [[ $status -eq 1 ]]
    run --separate-stderr netlatch rollback --from "$file" --yes
    expect_code "$NL_EXIT_RESTART"
    expect_same "$machine" "$BATS_TEST_TMPDIR/machine.json"
    # And the machine itself was not touched.
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == Y ]]
}
