# tmux.bash - loaded by bats tests that sit before a screen: a terminal of their own, in which they
# press keys and read what stands there.
#
#   screen_start 80 24 COMMAND [ARG...]   a terminal of that size; the command starts in it
#   screen_wait TEXT                      until the text stands on the screen
#   screen_gone TEXT                      until it stands there no longer
#   screen_still                          until the program has drawn all that it has to draw for now
#   screen_keys Enter q Down 'C-c' ...    one key after the other, as tmux names them
#   screen_type TEXT                      typed as it is
#   screen_text                           what stands on the screen, without its attributes
#   screen_history [-e]                   the same with what has left it above; -e: with attributes
#   screen_pid                            prints the process of the command
#   screen_ended CODE                     the command has ended with this code
#   screen_restored                       the cursor is visible, and the alternate screen is gone
#   teardown() { screen_end; }            ends this terminal and nothing else
#
# Each terminal has a server of its own, behind a socket in the test's folder.

source "$(dirname "${BASH_SOURCE[0]}")/patience.bash"

screen_number=0
screen_tmux() { tmux -S "$BATS_TEST_TMPDIR/tmux$screen_number" "$@"; }

screen_start() {
    local columns=$1 rows=$2
    shift 2
    command -v tmux >/dev/null || skip "tmux is not installed"
    screen_number=$((screen_number + 1))
    # The pane outlives the command, so that its last words can be read. bats keeps descriptor 3.
    LC_ALL=C.UTF-8 screen_tmux -f /dev/null -u new-session -d -x "$columns" -y "$rows" \
        -- bash -c '(printf %s "$BASHPID" >"$0"; exec "$@")
            printf "\nended with %s\n" "$?"; exec sleep 600' "$(screen_pid_file)" "$@" 3>&-
}

screen_pid_file() { printf '%s' "$BATS_TEST_TMPDIR/tmux$screen_number.pid"; }
screen_pid() { cat "$(screen_pid_file)"; }

screen_text() { screen_tmux capture-pane -p; }
screen_history() { screen_tmux capture-pane -p -S -500 "$@"; }

screen_keys() {
    local key
    for key in "$@"; do
        screen_tmux send-keys "$key"
        # A lone Esc is told from the beginning of an arrow key by what follows it soon.
        [[ $key != Escape ]] || sleep 0.15
    done
}

screen_type() { screen_tmux send-keys -l -- "$1"; }

screen_wait() {
    wait_until screen_has "$1" && return
    printf 'the screen:\n%s\n' "$(screen_text)" >&2
    return 1
}

screen_has() { [[ $(screen_text) == *"$1"* ]]; }
screen_has_not() { ! screen_has "$1"; }

screen_gone() {
    wait_until screen_has_not "$1" && return
    printf 'the screen:\n%s\n' "$(screen_text)" >&2
    return 1
}

# Nothing on the screen has changed for a third of a second, and the program waits for input: what it
# was sent is read and answered.
screen_still() {
    local before now
    before=$(screen_text)
    while sleep 0.3; do
        now=$(screen_text)
        # The third field of stat is the state of the process; S: it sleeps until there is input.
        [[ $now != "$before" || $(awk '{ print $3 }' "/proc/$(screen_pid)/stat" 2>/dev/null) == [RD] ]] ||
            return 0
        before=$now
    done
}

screen_ended() { screen_wait "ended with $1"; }

screen_restored() {
    [[ $(screen_tmux display-message -p '#{alternate_on} #{cursor_flag}') == '0 1' ]]
}

# The command first, and at once: a hang-up would let it end by itself, and its search for leaks then
# now and then never comes to an end.
screen_end() {
    if [[ -S $BATS_TEST_TMPDIR/tmux$screen_number ]]; then
        local pid
        pid=$(screen_pid)
        # It is still this test's, and not another that has its number by now.
        if grep -qzxF "BATS_TEST_TMPDIR=$BATS_TEST_TMPDIR" "/proc/$pid/environ" 2>/dev/null; then
            kill -KILL "$pid" 2>/dev/null || true
        fi
        screen_tmux kill-server 2>/dev/null || true
    fi
}
