# wizard.bats - the wizard on a screen: keys are pressed, the screen is read, and the machine is
# compared with what was promised.

load ../support/native
load ../support/tmux
load ../support/wizard_screen

setup() { wizard_machine_new; }
teardown() { screen_end; }

@test "from the language to the result: the machine becomes what apply makes of the same profile" {
    cp "$machine" "$BATS_TEST_TMPDIR/twin.json"
    netlatch apply --from "$BATS_TEST_TMPDIR/twin.json" --profile office-client --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    wizard
    go_to "What was found"
    screen_wait "In plain words"
    screen_wait "Who could reach it: every device in the same local network (192.0.2.7)"
    screen_keys Enter
    screen_wait "Recommended: Office workstation (office-client)"
    screen_keys Enter
    screen_wait "Profile office-client: 12 of 12 changes are on."
    screen_keys Enter
    screen_wait "medium: WMI, management consoles"
    screen_keys Enter
    screen_wait "Profile office-client, settings to change: 12."
    screen_keys Enter
    screen_wait "Type apply to make these changes."
    screen_type apply
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 12."
    screen_wait "Restart Windows"
    screen_wait "netlatch rollback 000001-"
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
    screen_restored
    # What matters stays on the screen after the wizard is gone.
    screen_wait "Done. Settings changed and read back: 12."
    screen_wait "To roll it back: netlatch rollback 000001-"
    expect_same "$machine" "$BATS_TEST_TMPDIR/twin.json"
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == applied ]]
}

@test "back leads to the page before, from every page" {
    wizard
    go_to "Ready to change this computer"
    local page
    for page in "What shall be done?" "What it may break here" "The changes, one line each" \
        "What is this computer for?" "What was found" "Language"; do
        screen_keys Escape
        screen_wait "$page"
    done
    screen_keys Escape
    screen_keys b
    screen_still
    [[ $(screen_text) == *"Language"* ]]
    screen_keys q
    nothing_changed
}

@test "quit ends every page, changes nothing and says so" {
    local page
    for page in "Language" "What was found" "What is this computer for?" "The changes, one line each" \
        "What it may break here" "What shall be done?"; do
        wizard
        go_to "$page"
        screen_keys q
        nothing_changed
        screen_end
    done
}

@test "Ctrl+C ends every page, where words are typed too" {
    local page
    for page in "Language" "The changes, one line each" "Ready to change this computer"; do
        wizard
        go_to "$page"
        screen_keys C-c
        nothing_changed
        screen_end
    done
}

@test "a signal that ends the program leaves the terminal in order, and the machine too" {
    local signal
    for signal in TERM HUP; do
        wizard
        go_to "The changes, one line each"
        kill -s "$signal" "$(pgrep -P "$(screen_tmux display-message -p '#{pane_pid}')")"
        nothing_changed
        screen_end
    done
}

@test "before the word apply nothing happens, whatever else is typed" {
    wizard
    go_to "Ready to change this computer"
    screen_type y
    screen_keys Enter
    screen_wait "Nothing was changed: the word that is asked for is apply."
    screen_type yes
    screen_keys Enter
    screen_wait "Nothing was changed: the word that is asked for is apply."
    screen_type applyX
    screen_keys BSpace C-c
    nothing_changed
}

@test "a change is switched off by its number or with the arrow keys, and is not made" {
    wizard
    go_to "The changes, one line each"
    # 12 changes: 1 could go on to 10, so it waits for Enter; 5 cannot.
    screen_keys 5
    screen_wait "5 is off: NetBIOS over TCP/IP"
    screen_keys 1
    screen_wait "Number 1_ (another digit, or Enter)"
    screen_keys Enter
    screen_wait "1 is off: Distributed COM"
    screen_keys Down Down Space
    screen_wait "3 is off: Remote Procedure Call service"
    screen_wait "Profile office-client-chosen: 9 of 12 changes are on."
    screen_keys Space
    screen_wait "10 of 12 changes are on."
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "settings to change: 10."
    screen_keys Enter
    screen_wait "Type apply"
    screen_type apply
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 10."
    screen_keys q
    screen_ended "$NL_EXIT_RESTART"
    run jq -r '.machine.registry[] | select(.path == "HKLM\\SOFTWARE\\Microsoft\\Ole") | .values[] |
        select(.name == "EnableDCOM") | .value.data' "$machine"
    [[ $output == Y ]]
    run jq -c '[.machine.registry[].values // [] | .[] | select(.name == "NetbiosOptions") | .value.data]' "$machine"
    [[ $output == '[2,2,0,2,2]' ]] || expect_nothing_less "one adapter keeps NetBIOS"
    run netlatch history --from "$machine" --format json
    [[ $(jq '.journals[0].steps | length' <<<"$output") == 10 ]]
}

@test "with nothing switched on there is nowhere to go on to" {
    wizard
    go_to "What is this computer for?"
    screen_keys 5
    screen_wait "Profile legacy-lan"
    local number
    for number in 1 2 3 4 5 6 7 8 9; do
        screen_keys "$number"
    done
    screen_wait ": 0 of "
    screen_keys Enter
    screen_wait "Nothing is on, so there is nothing to do."
    screen_keys q
    nothing_changed
}

@test "every change says on request why it is made and what it costs" {
    wizard
    go_to "The changes, one line each"
    screen_keys '?'
    screen_wait "Why change it"
    screen_wait "The price"
    screen_wait "On this machine it hits:"
    screen_keys Escape
    screen_wait "12 of 12 changes are on."
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Down '?'
    screen_wait "Evidence:"
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys q
    nothing_changed
}

@test "a risk is accepted by its own name and by nothing else" {
    wizard
    go_to_the_risks
    local wrong
    for wrong in y yes accept deny-everyone RPC-DISABLE; do
        screen_type "$wrong"
        screen_keys Enter
        screen_wait "\"$wrong\" is not the word that is asked for. Nothing was accepted."
    done
    screen_keys Enter
    screen_wait "Nothing was typed, and nothing was accepted."
    screen_type rpc-disable
    screen_keys Enter
    screen_wait "Risk 2 of 3"
    screen_wait "Type deny-everyone to accept this risk"
    screen_type deny-everyone
    screen_keys Enter
    screen_wait "Risk 3 of 3"
    screen_wait "Type accept to accept this risk"
    screen_type accept
    screen_keys Enter
    screen_wait "Accepted risks: rpc-disable, deny-everyone, unverified-setting."
    # Going back shows it as accepted; other changes are other risks.
    screen_keys Escape
    screen_wait "This risk is accepted. Enter goes on"
    screen_keys Escape Escape
    screen_wait "Risk 1 of 3"
    screen_keys Escape
    screen_wait "What it may break here"
    screen_keys Escape
    screen_wait "Risks to accept one by one, later: 3."
    screen_keys 8
    screen_wait "Risks to accept one by one, later: 2."
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "Risk 1 of 2"
    screen_wait "Type rpc-disable to accept this risk"
    screen_keys C-c
    nothing_changed
}

@test "what raises a risk can be left out instead" {
    wizard
    go_to_the_risks
    screen_type out
    screen_keys Enter
    screen_wait "Risks to accept one by one, later: 2."
    screen_wait "[ ] 2  Remote Procedure Call service"
    screen_wait "7 of 8 changes are on."
    screen_keys q
    nothing_changed
}

@test "Ctrl+C while the changes are made rolls everything back" {
    local slow=$NETLATCH_BINARY_DIR/tests/slow_disk.so
    [[ -e $slow ]] || skip "slow_disk.so is not built"
    screen_start 80 24 env "LD_PRELOAD=$slow" ASAN_OPTIONS=verify_asan_link_order=0 \
        "$NETLATCH_EXE" wizard --from "$machine" --lang en
    go_to "Ready to change this computer"
    screen_type apply
    screen_keys Enter
    screen_wait "Making the changes"
    screen_wait "1  Distributed COM: written"
    screen_wait "Ctrl+C: stop"
    [[ $(screen_text) != *"q: quit"* && $(screen_text) != *"Esc: back"* ]]
    screen_keys C-c
    screen_wait "Everything was rolled back: this computer is as it was before."
    screen_wait "stopped on request"
    screen_keys Enter
    screen_ended 1
    screen_restored
    expect_same "$machine" "$first"
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == rolled-back ]]
}

@test "a machine that was changed meanwhile is not changed by an old choice" {
    wizard
    go_to "Ready to change this computer"
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    cp "$machine" "$BATS_TEST_TMPDIR/meanwhile.json"
    screen_type apply
    screen_keys Enter
    screen_wait "This computer was changed since you looked at it"
    screen_keys Enter
    screen_ended 1
    expect_same "$machine" "$BATS_TEST_TMPDIR/meanwhile.json"
}

@test "a risk that was not there when risks were accepted stops the change" {
    wizard
    go_to_the_risks
    local word
    for word in rpc-disable deny-everyone accept; do
        screen_wait "Type $word to accept this risk"
        screen_type "$word"
        screen_keys Enter
    done
    screen_wait "What shall be done?"
    screen_keys Enter
    screen_wait "Type apply"
    # The same changes, but now the line that the person sits on would be cut.
    jq '.machine.session.remote = "rdp"' "$machine" >remote.json
    cp remote.json "$machine"
    screen_type apply
    screen_keys Enter
    screen_wait "This computer was changed since you looked at it"
    screen_keys Enter
    screen_ended 1
    expect_same "$machine" remote.json
}

@test "while somebody else applies, it says so and changes nothing" {
    wizard
    go_to "Ready to change this computer"
    mkdir -m 700 "$machine.journal"
    (
        flock 9
        screen_type apply
        screen_keys Enter
        screen_wait "It did not work:"
        screen_keys Enter
        screen_ended 1
    ) 9>"$machine.journal/lock"
    expect_same "$machine" "$first"
}

@test "what was changed is rolled back: at once, and when the wizard is started again" {
    wizard
    go_to "Ready to change this computer"
    screen_type apply
    screen_keys Enter
    screen_wait "Roll all of it back now"
    cp "$machine" "$BATS_TEST_TMPDIR/applied.json"
    screen_keys 2
    screen_wait "Roll back what netlatch changed"
    screen_keys 1
    screen_ended "$NL_EXIT_RESTART"
    expect_same "$machine" "$BATS_TEST_TMPDIR/applied.json"
    screen_end

    wizard
    go_to "What was found"
    screen_wait "netlatch changed settings here before (000001-"
    screen_keys Enter
    screen_wait "7  None: roll back what netlatch changed here"
    screen_keys 7
    screen_wait "Roll back what netlatch changed"
    screen_keys Escape
    screen_wait "What is this computer for?"
    screen_keys 7
    screen_wait "Leave it as it is"
    screen_keys 2
    screen_wait "was rolled back and verified"
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
    expect_same "$machine" "$first"
}

@test "what somebody else rolled back meanwhile is not rolled back twice" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    wizard
    go_to "What is this computer for?"
    screen_keys 7
    screen_wait "- Distributed COM: no -> yes"
    netlatch rollback --from "$machine" --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    screen_keys 2
    screen_wait "was rolled back already, by somebody else."
    screen_keys Enter
    screen_ended 0
    expect_same "$machine" "$first"
}

@test "the plan and the chosen profile are saved, and mean what was chosen" {
    wizard
    go_to "The changes, one line each"
    screen_keys 5
    screen_wait "11 of 12"
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "What shall be done?"
    screen_keys 3
    screen_wait "Name of the file (Enter alone: office-client-chosen.json)"
    screen_keys Enter
    screen_wait "Saved: office-client-chosen.json"
    screen_keys 4
    screen_wait "Save as a plan"
    screen_type office-client-chosen.json
    screen_keys Enter
    screen_wait "is there already"
    screen_keys Enter
    screen_wait "Saved: office-client-chosen-plan.json"
    screen_keys 2
    screen_wait "settings would be changed"
    screen_keys Escape
    screen_wait "What shall be done?"
    screen_keys 5
    nothing_changed
    netlatch profile check office-client-chosen.json
    expect_document office-client-chosen-plan.json plan
    run --separate-stderr netlatch plan --from "$machine" --profile office-client-chosen.json --format json
    expect_code 0
    [[ $(jq -r .id <<<"$output") == "$(jq -r .id office-client-chosen-plan.json)" ]]
    [[ $(jq '.steps | length' <<<"$output") == 11 ]]
    run --separate-stderr netlatch apply --from "$machine" office-client-chosen-plan.json --yes
    expect_code "$NL_EXIT_RESTART"
}

@test "Chinese: chosen on the first page, spoken ever after, nothing wider than the screen" {
    wizard
    screen_wait "Language"
    screen_keys 2
    screen_wait "发现的情况"
    local page
    for page in "这台计算机是做什么用的？" "更改，每项一行" "在这里可能影响什么" "要做什么？" "准备更改这台计算机"; do
        screen_keys Enter
        screen_wait "$page"
        [[ $(screen_text) != *"Enter: "* ]]
        # The last column is free: nothing was cut or wrapped by the terminal.
        run python3 -c 'import sys, unicodedata
print(max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n")) for line in sys.stdin))' < <(screen_text)
        [[ $output -lt 80 ]]
    done
    screen_type apply
    screen_keys Enter
    screen_wait "完成：更改了 12 项设置"
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
    screen_wait "要回滚：netlatch rollback 000001-"
}

@test "a small screen scrolls and says where it is; a tiny one gets lines" {
    COLUMNS_WANTED=46 ROWS_WANTED=14 wizard
    go_to "The changes, one line each"
    screen_wait "lines 1 to "
    screen_keys End
    screen_wait "Guests"
    screen_wait "> [x] 12"
    screen_keys Home
    screen_wait "> [x]  1"
    screen_keys C-c
    screen_ended 0
    screen_end
    COLUMNS_WANTED=34 ROWS_WANTED=12 wizard
    screen_wait "q: quit)"
    [[ $(screen_tmux display-message -p '#{alternate_on}') == 0 ]]
    screen_keys q Enter
    screen_ended 0
    screen_wait $'Nothing was changed on this\ncomputer.'
}

second_line_has() {
    local -a rows
    mapfile -t rows < <(screen_text)
    [[ ${#rows[1]} -eq $1 ]]
}

@test "a screen that is resized is drawn anew" {
    wizard
    go_to "What is this computer for?"
    screen_keys Down Down
    screen_wait "> 3  PC on the Internet"
    screen_tmux resize-window -x 60 -y 20
    screen_wait "> 3  PC on the Internet"
    wait_until second_line_has 59
    screen_keys q
    nothing_changed
}

@test "no colours where NO_COLOR is set or --color never; the cursor is still seen" {
    local way
    for way in NO_COLOR=1 --color=never plenty; do
        if [[ $way == NO_COLOR=1 ]]; then
            screen_start 80 24 env NO_COLOR=1 "$NETLATCH_EXE" --from "$machine" --lang en
        elif [[ $way == --color=never ]]; then
            screen_start 80 24 "$NETLATCH_EXE" wizard "$way" --from "$machine" --lang en
        else
            wizard
        fi
        go_to "What is this computer for?"
        screen_wait "> 1  Recommended"
        if [[ $way == plenty ]]; then
            # The line under the cursor is a bar, and no other.
            screen_tmux capture-pane -e -p >colored
            [[ $(grep -c $'\e\\[7m' colored) -eq 1 ]]
            grep -qF $'\e[7m> 1  Recommended' colored
        else
            [[ $(screen_tmux capture-pane -e -p) != *$'\e['*m* ]]
        fi
        screen_keys q
        nothing_changed
        screen_end
    done
}

@test "a terminal without escape sequences gets numbered lines" {
    screen_start 80 60 env TERM=dumb "$NETLATCH_EXE" --from "$machine" --lang en
    screen_wait "(a number: choose; Enter: number 1; q: quit)"
    screen_keys 1 Enter
    screen_wait "What was found (step 2 of 7)"
    [[ $(screen_tmux display-message -p '#{alternate_on}') == 0 ]]
    screen_keys q Enter
    nothing_changed
}
