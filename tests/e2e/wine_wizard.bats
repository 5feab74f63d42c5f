# wine_wizard.bats - the wizard on Windows: on a console whose escape sequences do not work, as
# Wine's and that of Windows 7, in a pipe, with and without administrator rights. The machine is a
# real Windows 10's registry.

load ../support/wine
load ../support/expect
load ../support/tmux

unset NO_COLOR NETLATCH_LANG

setup_file() { wine_machine_real SYSTEM_WIN_10_1709.xz; }
teardown_file() { wine_machine_end; }
teardown() { screen_end; }

NETBT='HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters'

wizard() { netlatch wizard --lang en "$@" <"$BATS_TEST_TMPDIR/answers"; }

# What the article's changes touch, and much around it.
snapshot() {
    {
        wine_reg query "$NETBT" /s
        wine_reg query 'HKLM\SOFTWARE\Microsoft\Ole'
        wine_reg query 'HKLM\SYSTEM\CurrentControlSet\Control\Lsa'
        wine_reg query 'HKLM\SYSTEM\CurrentControlSet\Services\RpcSs'
        wine_reg query 'HKLM\SYSTEM\CurrentControlSet\Services\LanmanServer' /s
    } >"$1"
    [[ $(wc -l <"$1") -gt 30 ]]
}

netbios_options() {
    wine_reg query "$NETBT\\Interfaces" /s | sed -n 's/^ *NetbiosOptions  *REG_DWORD  *//p' | sort | uniq -c | tr -s ' \n' ' '
}

# From the article's changes to the first risk.
leave_out_rpc() {
    screen_type 2
    screen_keys Enter
    screen_wait "2 is off: Remote Procedure Call service"
    screen_keys Enter
    screen_wait "What it may break here"
    screen_keys Enter
    screen_wait "Type accept to accept this risk"
}

@test "on a console without escape sequences: changed, read back, and rolled back from the next start" {
    snapshot "$BATS_TEST_TMPDIR/first"
    screen_start 80 60 "$NL_WINE" exec "$NETLATCH_EXE" --lang en
    screen_wait "(a number: choose; Enter: number 1; q: quit)"
    [[ $(screen_tmux display-message -p '#{alternate_on}') == 0 ]]
    screen_keys 1 Enter
    screen_wait "What was found (step 2 of 7)"
    screen_keys Enter
    screen_wait "What is this computer for?"
    screen_keys 6 Enter
    screen_wait "7 of 7 changes are on."
    screen_wait "NetBIOS over TCP/IP on an adapter (Ethernet0): default -> disabled"
    leave_out_rpc
    screen_type y
    screen_keys Enter
    screen_wait "is not the word that is asked for"
    screen_type accept
    screen_keys Enter
    screen_wait "Apply, and roll it back by itself unless confirmed in time"
    # At the machine itself the plain way is preselected.
    screen_wait "Enter: number 2"
    screen_keys 2 Enter
    screen_wait "Type apply to make these changes."
    screen_type apply
    screen_keys Enter
    screen_wait "Done. Settings changed and read back: 6."
    screen_keys Enter
    screen_ended 3 # the right of the profile cannot be kept here
    screen_end

    [[ $(netbios_options) == *" 0x2 "* && $(netbios_options) != *" 0x0 "* ]]
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    [[ $(wine_reg_value "$NETBT" SMBDeviceEnabled) == 0x0 ]]
    [[ $(wine_reg_value 'HKLM\SYSTEM\CurrentControlSet\Control\Lsa' LimitBlankPasswordUse) == 0x1 ]]
    [[ $(wine_reg_value 'HKLM\SYSTEM\CurrentControlSet\Services\RpcSs' Start) != 0x4 ]]

    screen_start 80 60 "$NL_WINE" exec "$NETLATCH_EXE" --lang en
    screen_wait "Language"
    screen_keys Enter
    screen_wait "netlatch changed settings here before"
    screen_keys Enter
    screen_wait "7  None: roll back what netlatch changed here"
    screen_keys 7 Enter
    screen_wait "Leave it as it is"
    screen_keys 2 Enter
    screen_wait "was rolled back and verified"
    screen_keys Enter
    screen_ended "$NL_EXIT_RESTART"
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}

@test "Ctrl+C on a console ends it and changes nothing" {
    snapshot "$BATS_TEST_TMPDIR/first"
    screen_start 80 60 "$NL_WINE" exec "$NETLATCH_EXE" --lang zh-CN
    screen_wait "回车：第 2 项"
    screen_keys Enter
    screen_wait "发现的情况"
    # Wine's console goes on reading the line; Windows' does not.
    screen_keys C-c Enter
    screen_ended 0
    screen_wait "这台计算机上没有更改任何内容。"
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}

# slowly EVENT COMMAND...   netlatch that stops at that event of an apply until Ctrl+C is pressed.
slowly() {
    local hooks=$NETLATCH_BINARY_DIR/tests/netlatch-hooks.exe
    [[ -e $hooks ]] || skip "netlatch-hooks.exe is not built"
    screen_start 100 60 env NETLATCH_TEST_STOP_AT="$1" \
        NETLATCH_TEST_STOP_MS=$((NL_PATIENCE * 1000)) "$NL_WINE" exec "$hooks" "${@:2}"
}

@test "Ctrl+C while the wizard changes the computer: the step is finished, then all is rolled back" {
    snapshot "$BATS_TEST_TMPDIR/first"
    # The second step is written and not yet marked.
    slowly 6 --lang en
    screen_wait "Language"
    screen_keys Enter
    screen_wait "What was found"
    screen_keys Enter
    screen_wait "What is this computer for?"
    screen_keys 6 Enter
    screen_wait "7 of 7 changes are on."
    leave_out_rpc
    screen_type accept
    screen_keys Enter
    screen_wait "Apply, and roll it back by itself unless confirmed in time"
    screen_keys 2 Enter
    screen_wait "Type apply to make these changes."
    screen_type apply
    screen_keys Enter
    screen_wait "netlatch-hooks: stopped"
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    screen_keys C-c
    screen_wait "Everything was rolled back: this computer is as it was before."
    screen_wait "stopped on request"
    screen_keys Enter
    screen_ended 1
    [[ $(netlatch history --format json | jq -r '.journals[0].state') == rolled-back ]]
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}

@test "Ctrl+C while netlatch apply changes the computer rolls everything back, at every event" {
    snapshot "$BATS_TEST_TMPDIR/first"
    # Journal on disk; the first step about to be written, written, marked; the second; synced; read
    # back, both. What is left to do after the last of them is to close.
    local event
    for event in 1 2 3 4 5 6 7 8 9; do
        slowly "$event" apply --yes --set dcom.enabled=no --set 'netbios.adapter[*]=disabled'
        screen_wait "netlatch-hooks: stopped"
        screen_keys C-c
        screen_ended 1
        screen_wait "stopped on request"
        screen_end
        [[ $(netlatch history --format json | jq -r '.journals[0].state') == rolled-back ]] ||
            expect_nothing_less "after Ctrl+C at event $event"
        snapshot "$BATS_TEST_TMPDIR/now"
        expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
    done
}

@test "confirmed in time it stays; undone it goes at once; left alone it waits for netlatch confirm" {
    snapshot "$BATS_TEST_TMPDIR/first"
    # Only NetBIOS, which needs no restart.
    printf '%s\n' 1 '' 6 '1 2 3 7' '' '' 1 apply y connected '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard
    expect_code 0
    expect_out "All of it is rolled back by itself unless you confirm it within 10"
    expect_out "Still connected?"
    expect_out "The word is connected, or rollback. Nothing is confirmed yet."
    expect_out "Confirmed: 0000"
    [[ $(netbios_options) != *" 0x0 "* ]]

    printf '%s\n' 1 '' 7 2 '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard
    expect_code 0
    expect_out "was rolled back and verified"

    printf '%s\n' 1 '' 6 '1 2 3 7' '' '' 1 apply rollback 2 '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard
    expect_code 0
    expect_out "was rolled back and verified"
    [[ $(netbios_options) == *" 0x0 "* ]]

    # The input ends before the question is answered: the guard goes on.
    printf '%s\n' 1 '' 6 '1 2 3 7' '' '' 1 apply >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard
    expect_code 3 # the right of the profile cannot be kept here
    expect_out "Not confirmed yet. netlatch confirm keeps it"
    run --separate-stderr netlatch history
    expect_out "unless netlatch confirm is run before then"
    run --separate-stderr netlatch rollback --yes
    expect_code 0
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}

# A wizard of this machine, and of no other that is tested at the same time.
elevated_wizard_runs() {
    local pid
    for pid in $(pgrep -f "netlatch.exe\"? wizard --lang en --plain" || true); do
        ! tr '\0' '\n' 2>/dev/null <"/proc/$pid/environ" | grep -qxF "WINEPREFIX=$WINEPREFIX" || return 0
    done
    return 1
}

@test "without administrator rights: it looks, plans and saves, and offers to start again with them" {
    local limited=$NETLATCH_BINARY_DIR/tests/limited.exe
    [[ -e $limited ]] || skip "limited.exe is not built"
    snapshot "$BATS_TEST_TMPDIR/first"
    # Which risks there are, and so how many pages, depends on the machine: its sockets, its adapters.
    local tab=$'\t'
    cat >"$BATS_TEST_TMPDIR/rules" <<END
Language / 语言${tab}1
netlatch runs without administrator rights.${tab}{Go on without}
What was found${tab}
What is this computer for?${tab}6
The changes, one line each${tab}{Remote Procedure Call service} {Deny access to this computer from the network}
(a number: on or off;${tab}
What it may break here${tab}
*Type accept to accept this risk${tab}accept
*to accept this risk${tab}out
What shall be done?${tab}{Dry run}${tab}{Save as a profile}${tab}{Leave}
Name of the file${tab}$(wine_path "$BATS_TEST_TMPDIR/mine.json")
*Enter: go on${tab}
END
    run --separate-stderr python3 "$NETLATCH_SOURCE_DIR/tests/support/answer.py" "$BATS_TEST_TMPDIR/rules" \
        "$NL_WINE" exec "$limited" "$(wine_path "$NETLATCH_EXE")" wizard --lang en 3>&-
    expect_code 0
    expect_out "netlatch runs without administrator rights."
    expect_out "With administrator rights it also sees what is hidden now"
    expect_out "1  Dry run: show the whole plan, change nothing"
    expect_out "Saved: "
    expect_out "Nothing was changed on this computer."
    [[ $output != *"Type apply"* ]]
    netlatch profile check "$(wine_path "$BATS_TEST_TMPDIR/mine.json")"

    # Started again: the new program has all rights, and the pages begin anew in its own window.
    printf '%s\n' 1 '' 1 >"$BATS_TEST_TMPDIR/answers"
    "$NL_WINE" exec "$limited" "$(wine_path "$NETLATCH_EXE")" wizard --lang en --plain \
        <"$BATS_TEST_TMPDIR/answers" >"$BATS_TEST_TMPDIR/said" 3>&-
    grep -q "netlatch goes on in the window that was opened." "$BATS_TEST_TMPDIR/said"
    wait_until elevated_wizard_runs
    wine_machine_restart
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}

@test "over SSH the confirmation is chosen already, at the machine itself it is only offered" {
    snapshot "$BATS_TEST_TMPDIR/first"
    # Enter alone where it is asked what shall be done; the change is rolled back at the end.
    printf '%s\n' 1 '' 6 '1 2 3 7' '' '' '' apply rollback 2 '' >"$BATS_TEST_TMPDIR/answers"
    export SSH_CONNECTION='192.0.2.1 50000 192.0.2.2 22'
    run --separate-stderr wizard
    unset SSH_CONNECTION
    expect_code 0
    expect_out "You are connected over the network"
    expect_out "All of it is rolled back by itself unless you confirm it within 10"
    expect_out "was rolled back and verified"
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"

    printf '%s\n' 1 '' 6 '1 2 3 7' '' '' '' apply '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard
    [[ $output != *"rolled back by itself unless you confirm"* ]]
    expect_out "To roll it back: netlatch rollback"
    run --separate-stderr netlatch rollback --yes
    expect_code 0
    snapshot "$BATS_TEST_TMPDIR/now"
    expect_same "$BATS_TEST_TMPDIR/first" "$BATS_TEST_TMPDIR/now"
}
