# plan_file.bats - a plan that was looked at is applied as it was looked at, or not at all.

load ../support/native

setup() {
    machine_new
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
    netlatch plan --from "$machine" --set dcom.enabled=no --set smb.direct=disabled --format json \
        --output plan.json
}

apply() { run --separate-stderr netlatch apply --from "$machine" --yes --accept unverified-setting "$@"; }

# refuses CODE TEXT FILE: nothing is changed.
refuses() {
    apply "$3"
    expect_code "$1"
    expect_error "$2"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "a plan file makes exactly its steps" {
    apply plan.json
    expect_code "$NL_EXIT_RESTART"
    run jq -c '[.machine.registry[].values // [] | .[] |
        select(.name == "EnableDCOM" or .name == "SMBDeviceEnabled") | .value.data]' "$machine"
    [[ $output == '["N",0]' ]]
}

@test "a plan whose machine has changed since is stale" {
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "Y"/"data": "N"/' "$machine" "$BATS_TEST_TMPDIR/first.json"
    refuses 1 "the plan is stale" plan.json
}

@test "a plan that was applied is stale" {
    apply plan.json
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
    refuses 1 "the plan is stale" plan.json
}

@test "a plan for another fingerprint is stale" {
    jq '.id = "0000000000000000"' plan.json >other.json
    apply other.json
    [[ $status -eq 1 || $status -eq 64 ]]
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "a plan whose steps were changed is refused: what a person reads in it is what is done" {
    jq '.steps[0].wanted = "Y"' plan.json >wanted.json
    line=$(grep -n '^  "steps"' wanted.json | cut -d: -f1)
    refuses 64 "wanted.json:$line:3: expected steps that match the \"id\" of the plan" wanted.json
    jq '.steps[0].address.path = "HKLM\\SOFTWARE\\Other"' plan.json >address.json
    refuses 64 "address.json" address.json
    jq '.steps[1].before = "1" | .steps[1].before_type = "REG_DWORD" | .steps[1].before_state = "value"' plan.json >before.json
    refuses 64 "before.json" before.json
    jq 'del(.steps[1])' plan.json >fewer.json
    refuses 64 "fewer.json" fewer.json
    jq '.steps += [.steps[0]]' plan.json >more.json
    refuses 64 "more.json" more.json
}

@test "a plan whose profile was changed is refused" {
    jq '.profile.settings["rpc.service"] = "disabled"' plan.json >profile.json
    apply profile.json --accept rpc-disable
    [[ $status -eq 1 || $status -eq 64 ]] || expect_nothing_less "expected 1 or 64"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
    jq '.profile.settings["nosuch.id"] = "disabled"' plan.json >unknown.json
    refuses 64 "unknown.json" unknown.json
    jq 'del(.profile)' plan.json >none.json
    refuses 64 "none.json" none.json
}

@test "risks count for a plan file as they do for a profile" {
    run --separate-stderr netlatch apply --from "$machine" --yes plan.json
    expect_code 4
    expect_err "--accept unverified-setting"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}
