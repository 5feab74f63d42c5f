# terminal.bats - at a terminal netlatch shows the plan, asks, and takes yes for an answer alone.

load ../support/native
load ../support/tmux

setup() {
    machine_new
    first=$NETLATCH_SOURCE_DIR/tests/data/machine-office.json
    question="Type yes to apply these changes:"
}
teardown() { screen_end; }

ask() { screen_start 100 150 "$NETLATCH_EXE" "$@" --from "$machine"; }

@test "apply shows the plan first, and yes applies it" {
    ask apply --set dcom.enabled=no
    screen_wait "$question"
    screen_wait "One setting would be changed"
    expect_same "$machine" "$first"
    screen_type yes
    screen_keys Enter
    screen_wait "Applied and verified"
    screen_ended "$NL_EXIT_RESTART"
    run netlatch history --from "$machine"
    [[ ${lines[0]} == *applied ]]
}

@test "a console shows a bar, which is gone at the end; a pipe gets lines" {
    screen_start 100 50 script -qc "'$NETLATCH_EXE' apply --set netbios.adapter[*]=disabled --set dcom.enabled=no --yes --from '$machine' --lang en" \
        "$BATS_TEST_TMPDIR/typescript"
    screen_wait "Applied and verified"
    screen_wait "ended with" # only then the file is whole
    grep -q '\[####*\.*\] [0-9]*/[0-9]*  netbios.adapter (Ethernet 2)' "$BATS_TEST_TMPDIR/typescript"
    [[ $(screen_history) != *"]"*"/"*"netbios"* ]]
    [[ $(tr -d '\n' < <(screen_history)) == *"netlatch rollback 000001-"*"--lang en"* ]]
    screen_end
    run netlatch rollback --yes --from "$machine"
    [[ $output != *"#"* ]]
    run netlatch apply --set dcom.enabled=no --yes --from "$machine"
    [[ $output == *"[1/1] writing dcom.enabled"* && $output != *$'\033'* ]]
}

@test "any other answer changes nothing" {
    for answer in no y "yes please" ""; do
        ask apply --set dcom.enabled=no
        screen_wait "$question"
        screen_type "$answer"
        screen_keys Enter
        screen_wait "Nothing was changed."
        screen_ended 0
        expect_same "$machine" "$first"
        screen_end
    done
    [[ -z $(compgen -G "$machine.journal/*.journal") ]]
}

@test "the end of input and Ctrl+C change nothing" {
    for key in C-d C-c; do
        ask apply --set dcom.enabled=no
        screen_wait "$question"
        screen_keys $key
        screen_wait "ended with"
        expect_same "$machine" "$first"
        [[ -z $(compgen -G "$machine.journal/*.journal") ]]
        screen_end
    done
}

@test "nobody is asked about what is refused or already so" {
    ask apply --set smb.direct=disabled
    screen_wait "to accept it: --accept unverified-setting"
    screen_ended 4
    [[ $(screen_history) != *"$question"* ]]
    screen_end
    ask apply --set dcom.enabled=yes
    screen_wait "Nothing to change"
    screen_ended 0
    [[ $(screen_history) != *"$question"* ]]
}

@test "rollback asks as well" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    cp "$machine" applied.json
    ask rollback
    screen_wait "Type yes to roll this back:"
    screen_type no
    screen_keys Enter
    screen_wait "Nothing was changed."
    expect_same "$machine" applied.json
    screen_end
    ask rollback
    screen_wait "Type yes to roll this back:"
    screen_type yes
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
    expect_same "$machine" "$first"
}

@test "colours on a terminal, but not with NO_COLOR or --plain" {
    colored() { screen_history -e | grep -qF $'\e['; }
    ask audit
    screen_wait "ended with"
    colored
    screen_end
    export NO_COLOR=1
    ask audit
    screen_wait "ended with"
    run colored
    [[ $status -ne 0 ]]
    screen_end
    unset NO_COLOR
    ask audit --plain
    screen_wait "ended with"
    run colored
    [[ $status -ne 0 ]]
}
