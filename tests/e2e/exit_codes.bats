# exit_codes.bats - the exit codes that scripts rely on, each once, and the table that documents them.

load ../support/native

setup() { machine_new; }

code() {
    local wanted=$1
    shift
    run --separate-stderr netlatch "$@" --from "$machine"
    expect_code "$wanted"
}

@test "0 and 2: findings or changes remain, with --exit-code alone" {
    code 0 audit
    code 2 audit --exit-code
    code 0 plan --set dcom.enabled=no
    code 2 plan --set dcom.enabled=no --exit-code
    code 0 plan --set dcom.enabled=yes --exit-code
}

@test "2 turns to 0 once the profile is met" {
    jq '.settings = {"logon.network.deny": ["S-1-5-32-546"]} | del(.description, .role, .title)' \
        <(netlatch profile show article) >mine.json
    code 2 audit --profile mine.json --exit-code
    netlatch apply --from "$machine" --profile mine.json --yes || true
    run --separate-stderr netlatch audit --profile mine.json --from "$machine" --format json
    [[ $(jq -c '[.settings[] | select(.id == "logon.network.deny") | .verdict]' <<<"$output") == '["pass"]' ]]
    # Nothing filters here, which no request is about.
    code 2 plan --profile mine.json --exit-code
    firewall_works
    code 0 plan --profile mine.json --exit-code
    code 0 audit --profile mine.json --exit-code
}

@test "4: all risks at once, each with how to accept it; nothing changed" {
    code 4 apply --set rpc.service=disabled --set smb.direct=disabled --yes
    expect_err "--accept rpc-disable"
    expect_err "--accept unverified-setting"
    expect_err "Windows may not start"
    # Why it is a risk here, and what could be done instead.
    expect_err "    - 55 services and drivers depend on RpcSs"
    expect_err "    instead: Block TCP 135 in the firewall: --set firewall.block[135]=blocked."
    code 4 apply --set rpc.service=disabled --set smb.direct=disabled --yes --accept rpc-disable
    [[ $stderr != *"--accept rpc-disable"* ]]
    expect_err "--accept unverified-setting"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "5: access denied, and nothing is changed" {
    [[ $EUID -eq 0 ]] || skip "only root can become somebody else"
    local -a nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups "$NETLATCH_EXE")
    chmod -R a+rX "$BATS_RUN_TMPDIR"
    run --separate-stderr "${nobody[@]}" apply --from "$machine" --set dcom.enabled=no --yes
    expect_code 5
    expect_error "$machine.journal"
    mkdir theirs
    cp "$machine" theirs/
    chmod 600 "theirs/$machine"
    run --separate-stderr "${nobody[@]}" audit --from "theirs/$machine"
    expect_code 5
    expect_error "theirs/$machine"
    run --separate-stderr "${nobody[@]}" record --from "$machine" --output theirs/new.json
    expect_code 5
    expect_error "theirs/new.json"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "3010, as Unix shows it, where a restart is needed; 0 where it is not" {
    code "$NL_EXIT_RESTART" apply --set dcom.enabled=no --yes --format json
    [[ $(jq .restart_required <<<"$output") == true ]]
    code "$NL_EXIT_RESTART" rollback --yes
    code 0 apply --set logon.network.deny=S-1-5-32-546 --yes --format json
    [[ $(jq -c '[.outcome, .restart_required]' <<<"$output") == '["applied",false]' ]]
    code 0 rollback --yes
}

@test "help lists them" {
    run --separate-stderr netlatch help exit-codes
    expect_code 0
    [[ $(awk '{ print $1 }' <<<"$output" | grep -xE '[0-9]+' | xargs) == "0 1 2 3 4 5 6 64 3010" ]]
}

@test "the README's table of exit codes is the program's" {
    local code meaning count=0
    while read -r code meaning; do
        grep -qF "| $code | $meaning |" "$NETLATCH_SOURCE_DIR/README.md" || {
            echo "not in the README: $code $meaning"
            return 1
        }
        count=$((count + 1))
    done < <(netlatch help exit-codes)
    [[ $count -eq $(grep -cE '^\| [0-9]+ \| ' "$NETLATCH_SOURCE_DIR/README.md") && $count -ge 9 ]]
}
