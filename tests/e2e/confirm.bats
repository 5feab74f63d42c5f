# confirm.bats - --confirm-within and confirm where there is nothing to watch: what is refused, how
# durations are read, and what a remote session is told.

load ../support/native

setup() { machine_new; }

@test "a recorded machine cannot be watched: one line, nothing changed" {
    before=$(folder_now)
    expect_usage "--confirm-within works only on the computer that netlatch runs on" \
        apply --from "$machine" --set dcom.enabled=no --yes --confirm-within 10m
    expect_usage "--confirm-within works only on the computer that netlatch runs on" \
        apply --from "$machine" --set dcom.enabled=no --yes --confirm-within
    [[ $(folder_now) == "$before" ]]
}

@test "durations: strict, with a hint" {
    for bad in 90 10x 0x10 5ms 1h1h; do
        expect_usage "$bad is not a duration" apply --set dcom.enabled=no --confirm-within "$bad"
        [[ $stderr == *"30s, 10m, 2h or 1h30m"* ]] || expect_nothing_less "expected a hint"
    done
    for bad in 0s 29s 25h 1441m; do
        expect_usage "$bad is not from 30s to 24h" apply --set dcom.enabled=no "--confirm-within=$bad"
        expect_usage "$bad is not from 30s to 24h" confirm --extend "$bad"
    done
    expect_usage "--confirm-within needs a value" apply --set dcom.enabled=no --confirm-within=
    expect_usage "--confirm-within was given twice" apply --confirm-within 10m --confirm-within 20m
}

@test "a word that is no duration is not taken for one" {
    expect_usage "--confirm-within works only on the computer" \
        apply --confirm-within plan.json --from "$machine"
    expect_usage "--confirm-within works only on the computer" \
        apply --confirm-within --set dcom.enabled=no --from "$machine"
    expect_usage "--confirm-within is not an option of plan" plan --set dcom.enabled=no --confirm-within 10m
}

@test "a remote session is told both ways out" {
    jq '.machine.session.remote = "rdp"' "$machine" >rdp.json
    run --separate-stderr netlatch apply --from rdp.json --set rpc.service=disabled --yes
    expect_code 4
    expect_err "session-cut"
    expect_err "to accept it: --accept session-cut"
    expect_err "or, without accepting it: --confirm-within 10m"
    # The other risks have one way only.
    [[ $(grep -c 'confirm-within 10m, which' <<<"$stderr") -eq 1 ]]
    run --separate-stderr netlatch explain session-cut
    expect_out "--confirm-within"
}

@test "the guard and the event log are Windows' own" {
    expect_usage "does not run Windows" guard
    run --separate-stderr netlatch events install
    expect_code 1
    expect_error "does not run Windows"
    expect_usage "events needs one of: install, remove" events
    expect_usage "unexpected argument" events install now
    run --separate-stderr netlatch confirm
    [[ $status -ne 0 ]]
    expect_error "does not run Windows"
}

@test "guard is not shown, confirm and events are" {
    run --separate-stderr netlatch --help
    [[ $output != *"  guard"* ]]
    expect_out "  confirm "
    expect_out "  events "
    expect_usage "unknown command gard" gard
    [[ $stderr != *"guard"* ]]
    run --separate-stderr netlatch help events
    expect_out "1000  information"
    expect_out "1103  warning"
    expect_out "1203  error"
}
