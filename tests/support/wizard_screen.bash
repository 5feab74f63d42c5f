# wizard_screen.bash - loaded, after native.bash and tmux.bash, by bats tests that press the keys of
# the wizard over $machine.
#
#   setup() { wizard_machine_new; }   a machine in $machine, and as it was first in $first
#   wizard [OPTION...]                the wizard on a screen of 80 by 24, or of COLUMNS_WANTED by
#                                     ROWS_WANTED
#   go_to TITLE                       presses Enter until a page with this title stands there
#   go_to_the_risks                   to the first of the article's three, all of its changes on
#   nothing_changed                   the wizard has ended, said so, and the machine is as it was

wizard_machine_new() {
    machine_new
    firewall_works
    first=$BATS_TEST_TMPDIR/first.json
    cp "$machine" "$first"
}

wizard() { screen_start "${COLUMNS_WANTED:-80}" "${ROWS_WANTED:-24}" "$NETLATCH_EXE" --from "$machine" --lang en "$@"; }

go_to() {
    local page
    for page in "Language" "What was found" "What is this computer for?" "The changes, one line each" \
        "What it may break here" "What shall be done?" "Ready to change this computer"; do
        screen_wait "$page"
        [[ $page != "$1" ]] || return 0
        screen_keys Enter
    done
    return 1
}

go_to_the_risks() {
    go_to "What is this computer for?"
    screen_keys 6
    screen_wait "Risks to accept one by one, later: 3."
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "Risk 1 of 3"
}

nothing_changed() {
    screen_ended 0
    screen_restored
    screen_wait "Nothing was changed on this computer."
    expect_same "$machine" "$first"
    [[ ! -e $machine.journal ]]
}
