# wizard_keys.bats - every key that the wizard's pages speak of, and what a page shows after it.

load ../support/native
load ../support/tmux
load ../support/wizard_screen

setup() { wizard_machine_new; }
teardown() { screen_end; }

@test "each key for back, forward and detail does what Esc, Enter and ? do" {
    wizard
    go_to "What is this computer for?"
    local key
    for key in b BSpace Left; do
        screen_keys "$key"
        screen_wait "What was found"
        screen_keys Enter
        screen_wait "What is this computer for?"
    done
    screen_keys Enter
    screen_wait "The changes, one line each"
    screen_keys Right
    screen_wait "Why, and the price"
    screen_keys Left
    screen_wait "12 of 12 changes are on."
    screen_keys Enter
    screen_wait "What it may break here"
    for key in Right Space 1; do
        if [[ $key == 1 ]]; then
            # 1 could go on to 10.
            screen_keys 1
            screen_wait "Number 1_"
            key=Enter
        fi
        screen_keys "$key"
        screen_wait "More about it"
        screen_keys b
        screen_wait "What it may break here"
    done
    screen_keys Q
    nothing_changed
}

@test "each page says which keys it takes" {
    wizard
    local page
    for page in "Language|Up, Down: choose Enter: take it q: quit" "What was found|Up, Down: choose Enter: take it Esc: back q: quit" \
        "What is this computer for?|Up, Down: choose Enter: take it Esc: back q: quit" \
        "The changes, one line each|Space or number: on or off ?: why, and the price Enter: go on Esc: back q: quit" \
        "What it may break here|?: more about it Enter: go on Esc: back q: quit" \
        "What shall be done?|Up, Down: choose Enter: take it Esc: back q: quit" \
        "Ready to change this computer|Enter: done Esc: back Ctrl+C: quit" "The result|Up, Down: choose Enter: take it"; do
        screen_wait "${page%|*}"
        run tr -s ' \n' ' ' < <(screen_text)
        # After the rule there is nothing else.
        [[ $output == *"---- ${page#*|} " || $output == *"> ${page#*|} " ]] || expect_nothing_less "${page%|*}"
        [[ $page != Ready* ]] || screen_type apply
        screen_keys Enter
    done
    screen_ended "$NL_EXIT_RESTART"
}

@test "a digit that waits for another is rolled back by Esc and Backspace, and taken by Space" {
    wizard
    go_to "The changes, one line each"
    local key
    for key in Escape BSpace; do
        screen_keys 1
        screen_wait "Number 1_ (another digit, or Enter)"
        screen_keys "$key"
        screen_gone "Number 1_"
        screen_wait "The changes, one line each"
        screen_wait "12 of 12 changes are on."
    done
    screen_keys 1 Space
    screen_wait "1 is off: Distributed COM"
    screen_gone "Number 1_"
    screen_keys 1 1
    screen_wait "11 is off: Inbound firewall block of a port"
    # Another key lets go of the digit and does its own work.
    screen_keys 1
    screen_wait "Number 1_"
    screen_keys Down
    screen_gone "Number 1_"
    screen_wait "> [x]  2"
    # There is no change 0, 13 or 19.
    screen_keys 0 1 3 1 9
    screen_keys Space
    screen_wait "1 is on: Distributed COM"
    screen_keys Home
    screen_wait "11 of 12 changes are on."
    screen_keys q
    nothing_changed
}

@test "what a change led to is told once" {
    wizard
    go_to "The changes, one line each"
    screen_keys 5
    screen_wait "5 is off: NetBIOS over TCP/IP"
    screen_keys '?'
    screen_wait "Why, and the price"
    screen_keys Escape
    screen_wait "11 of 12 changes are on."
    screen_gone "5 is off"
    screen_keys q
    nothing_changed
}

@test "arrows, Tab and the page keys move through a list that does not fit" {
    COLUMNS_WANTED=46 ROWS_WANTED=14 wizard
    go_to "The changes, one line each"
    screen_wait "> [x]  1"
    screen_keys Up
    screen_wait "lines 1 to "
    screen_keys Tab
    screen_wait "> [x]  2"
    screen_keys Down
    screen_wait "> [x]  3"
    screen_keys Up
    screen_wait "> [x]  2"
    screen_keys NPage
    screen_gone "lines 1 to "
    screen_gone "> [x]  2"
    screen_keys PPage PPage
    screen_wait "lines 1 to "
    screen_wait "Profile office-client: 12 of 12"
    screen_keys End
    screen_wait "> [x] 12"
    # Below the last line there is nothing to scroll to.
    local bottom
    bottom=$(screen_text)
    screen_keys Down NPage
    screen_still
    [[ $(screen_text) == "$bottom" ]]
    screen_keys Home
    screen_wait "> [x]  1"
    # A page to be read scrolls by Space and by the arrows.
    screen_keys '?'
    screen_wait "Why, and the price"
    screen_wait "lines 1 to "
    screen_keys Down
    screen_wait "lines 2 to "
    screen_keys Space
    screen_gone "lines 2 to "
    screen_gone "What it is"
    screen_keys Home
    screen_wait "What it is"
    screen_keys q
    nothing_changed
}

@test "where a word is typed, Backspace takes one character back, whatever its length, and letters type" {
    wizard
    go_to "Ready to change this computer"
    # b and q are letters here; each of the others is two, three or four bytes.
    screen_type 'bqé中😀'
    screen_wait '> bqé中😀'
    screen_keys BSpace
    screen_wait '> bqé中'
    screen_gone '😀'
    screen_keys BSpace BSpace
    screen_gone 'é'
    screen_wait '> bq'
    screen_keys BSpace BSpace BSpace
    screen_type 'apply中'
    screen_keys BSpace Enter
    screen_wait "Done. Settings changed and read back: 12."
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

@test "keys are known by every sequence that terminals send for them, and others do nothing" {
    ROWS_WANTED=18 wizard
    go_to "The changes, one line each"
    local keys
    # Each of these goes from the first line to the last and back.
    for keys in $'\e[F \e[H' $'\e[4~ \e[1~'; do
        screen_type "${keys% *}"
        screen_wait "> [x] 12"
        screen_type "${keys#* }"
        screen_wait "> [x]  1"
    done
    for keys in $'\e[B \e[A' $'\eOB \eOA'; do
        screen_type "${keys% *}"
        screen_wait "> [x]  2"
        screen_type "${keys#* }"
        screen_wait "> [x]  1"
    done
    for keys in $'\e[C \e[D' $'\eOC \eOD'; do
        screen_type "${keys% *}"
        screen_wait "Why, and the price"
        screen_type "${keys#* }"
        screen_wait "12 of 12 changes are on."
    done
    screen_type $'\e[6~'
    screen_gone "> [x]  1"
    screen_type $'\e[5~'
    screen_wait "> [x]  1"
    # F1, F5, Insert, Delete, Shift+F5, and F1 of the Linux console.
    for keys in $'\eOP' $'\e[15~' $'\e[2~' $'\e[3~' $'\e[15;2~' $'\e[[A'; do
        screen_type "$keys"
        screen_still
    done
    screen_keys Down
    screen_wait "> [x]  2"
    screen_wait "12 of 12 changes are on."
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "What shall be done?"
    screen_keys Enter
    screen_wait "Type apply"
    screen_type app
    screen_keys DC
    screen_type ly
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 12."
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

cursor() { screen_tmux display-message -p '#{cursor_flag} #{cursor_x}'; }

@test "a name of many letters is saved as it was typed; the cursor stands behind it" {
    wizard
    go_to "What shall be done?"
    [[ $(cursor) == "0 "* ]]
    screen_keys 3
    screen_wait "Name of the file"
    screen_type 'é-中-😀'
    # Behind "> " and seven columns of letters; the first column of the screen is free.
    screen_wait '> é-中-😀'
    [[ $(cursor) == "1 10" ]]
    run sed -n "$(($(screen_tmux display-message -p '#{cursor_y}') + 1))p" <(screen_text)
    [[ $output == " > é-中-😀" ]] || expect_nothing_less "the cursor stands elsewhere"
    screen_type .json
    screen_keys Enter
    screen_wait "Saved: é-中-😀.json"
    screen_keys q
    nothing_changed
    netlatch profile check 'é-中-😀.json'
}

@test "of a name that is longer than the screen the end is seen" {
    COLUMNS_WANTED=50 wizard
    go_to "What shall be done?"
    screen_keys 3
    screen_wait "Name of the file"
    screen_type "$(printf 'long-%.0s' {1..20})name.json"
    screen_wait "long-name.json"
    [[ $(cursor) == "1 47" ]]
    [[ $(screen_text | grep -c long-) -eq 1 ]]
    screen_keys Enter
    screen_wait "Saved:"
    screen_keys q
    nothing_changed
    netlatch profile check "$(printf 'long-%.0s' {1..20})name.json"
}

@test "the end of input on a terminal quits, where words are typed too" {
    local page
    for page in "What was found" "Ready to change this computer"; do
        wizard
        go_to "$page"
        screen_keys C-d
        nothing_changed
        screen_end
    done
}

@test "what was typed outlives a change of the screen's size" {
    wizard
    go_to "Ready to change this computer"
    screen_type app
    screen_wait "> app"
    screen_tmux resize-window -x 60 -y 20
    screen_still
    screen_wait "> app"
    screen_type ly
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 12."
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

@test "after a change of the screen's size a signal still ends the program" {
    wizard
    go_to "What was found"
    screen_tmux resize-window -x 60 -y 20
    screen_still
    screen_wait "What was found"
    kill -s TERM "$(screen_pid)"
    nothing_changed
}

@test "what is recommended takes four keys, and the way back stands there before and after" {
    cp "$NETLATCH_SOURCE_DIR/tests/golden/report/machines/home.json" "$machine"
    wizard
    screen_wait "Language"
    screen_keys Enter
    screen_wait "Take the recommended profile"
    screen_keys 2
    screen_wait "What shall be done?"
    screen_keys Enter
    screen_wait "Enter makes these changes."
    screen_wait "The way back: netlatch rollback --from"
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 12."
    screen_wait "To roll it back: netlatch rollback 000001-"
    screen_wait "Roll all of it back now"
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
}

@test "page by page Enter alone changes nothing: there the word is asked for" {
    cp "$NETLATCH_SOURCE_DIR/tests/golden/report/machines/home.json" "$machine"
    cp "$machine" "$first"
    wizard
    go_to "Ready to change this computer"
    screen_keys Enter
    screen_wait "the word that is asked for is apply"
    # Nor on the way back from the pages in between.
    screen_keys Escape
    screen_wait "What shall be done?"
    screen_keys C-c
    nothing_changed
}
