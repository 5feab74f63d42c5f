# terminal.bash - a terminal for a person who types, in tmux: load ../support/terminal
#
#   terminal_open COMMAND ARGUMENT...   runs it in a window of 100 by 50, in the current folder
#   terminal_shows TEXT                 waits until the screen shows it, ten seconds at most
#   terminal_type KEY...                as tmux send-keys takes them
#   terminal_pid                        prints the process of the command
#   terminal_code                       waits for the end and prints the exit code
#   teardown() { terminal_close; }      ends exactly this terminal

terminal_open() {
    command -v tmux >/dev/null || skip "tmux is not installed"
    terminal=$BATS_TEST_TMPDIR/tmux
    rm -f "$BATS_TEST_TMPDIR/code"
    {
        printf '(printf %%s "$BASHPID" >%q; exec' "$BATS_TEST_TMPDIR/pid"
        printf ' %q' "$@"
        printf ')\nprintf %%s "$?" >%q\n' "$BATS_TEST_TMPDIR/code"
    } >"$BATS_TEST_TMPDIR/command.sh"
    env -u TMUX tmux -f /dev/null -S "$terminal" new-session -d -x 100 -y 50 \
        "bash $(printf '%q' "$BATS_TEST_TMPDIR/command.sh"); exec sleep 60" 3>&-
}

terminal_screen() { tmux -S "$terminal" capture-pane -p -S -500; }

terminal_shows() {
    local _
    for _ in {1..100}; do
        [[ $(terminal_screen) == *"$1"* ]] && return
        sleep 0.1
    done
    printf 'expected on the screen: %s\n%s\n' "$1" "$(terminal_screen | tail -n 20)" >&2
    return 1
}

terminal_type() { tmux -S "$terminal" send-keys "$@"; }

terminal_pid() { cat "$BATS_TEST_TMPDIR/pid"; }

terminal_code() {
    local _
    for _ in {1..100}; do
        [[ -s $BATS_TEST_TMPDIR/code ]] && cat "$BATS_TEST_TMPDIR/code" && return
        sleep 0.1
    done
    printf 'it does not end:\n%s\n' "$(terminal_screen)" >&2
    return 1
}

terminal_close() {
    [[ -z ${terminal:-} ]] || tmux -S "$terminal" kill-server 2>/dev/null || true
}
