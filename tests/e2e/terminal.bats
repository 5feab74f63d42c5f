# terminal.bats - at a terminal netlatch shows the plan, asks, and takes yes for an answer alone.

load ../support/native
load ../support/terminal

setup() {
    machine_new
    first=$NETLATCH_SOURCE_DIR/tests/data/machine-office.json
    question="Type yes to apply these changes:"
}
teardown() { terminal_close; }

ask() { terminal_open "$NETLATCH_EXE" "$@" --from "$machine"; }

@test "apply shows the plan first, and yes applies it" {
    ask apply --set dcom.enabled=no
    terminal_shows "$question"
    terminal_shows "Steps, in this order"
    expect_same "$machine" "$first"
    terminal_type yes Enter
    terminal_shows "Applied and verified"
    [[ $(terminal_code) -eq $NL_EXIT_RESTART ]]
    run netlatch history --from "$machine"
    [[ ${lines[0]} == *applied ]]
}

@test "any other answer changes nothing" {
    for answer in no y "yes please" ""; do
        ask apply --set dcom.enabled=no
        terminal_shows "$question"
        terminal_type "$answer" Enter
        terminal_shows "Nothing was changed."
        [[ $(terminal_code) -eq 0 ]]
        expect_same "$machine" "$first"
        terminal_close
    done
    [[ -z $(compgen -G "$machine.journal/*.journal") ]]
}

@test "the end of input and Ctrl+C change nothing" {
    for key in C-d C-c; do
        ask apply --set dcom.enabled=no
        terminal_shows "$question"
        terminal_type $key
        terminal_code >/dev/null
        expect_same "$machine" "$first"
        [[ -z $(compgen -G "$machine.journal/*.journal") ]]
        terminal_close
    done
}

@test "nobody is asked about what is refused or already so" {
    ask apply --set smb.direct=disabled
    terminal_shows "to accept it: --accept unverified-setting"
    [[ $(terminal_code) -eq 4 && $(terminal_screen) != *"$question"* ]]
    terminal_close
    ask apply --set dcom.enabled=yes
    terminal_shows "Nothing to change"
    [[ $(terminal_code) -eq 0 && $(terminal_screen) != *"$question"* ]]
}

@test "rollback asks as well" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    cp "$machine" applied.json
    ask rollback
    terminal_shows "Type yes to take this back:"
    terminal_type no Enter
    terminal_shows "Nothing was changed."
    expect_same "$machine" applied.json
    terminal_close
    ask rollback
    terminal_shows "Type yes to take this back:"
    terminal_type yes Enter
    [[ $(terminal_code) -eq $NL_EXIT_RESTART ]]
    expect_same "$machine" "$first"
}

@test "colours on a terminal, but not with NO_COLOR or --plain" {
    colored() { tmux -S "$terminal" capture-pane -p -e -S -500 | grep -qF $'\e['; }
    ask audit
    terminal_code >/dev/null
    colored
    terminal_close
    export NO_COLOR=1
    ask audit
    terminal_code >/dev/null
    run colored
    [[ $status -ne 0 ]]
    terminal_close
    unset NO_COLOR
    ask audit --plain
    terminal_code >/dev/null
    run colored
    [[ $status -ne 0 ]]
}
