# wizard_lines.bats - the wizard where lines are read: from a file, through a pipe, for a screen
# reader.

load ../support/native

setup() {
    machine_new
    firewall_works
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
}

wizard() { "$NETLATCH_EXE" wizard --from "$machine" --lang en "$@" 3>&-; }

nothing_changed() {
    expect_code 0
    expect_out "Nothing was changed on this computer."
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
    [[ ! -e $machine.journal ]] || expect_nothing_less "there is a journal"
}

# Every prompt there is, on the way to the article's profile: risks, a detail, toggles, saving, the
# dry run, and at last the word.
answers=(1 '' 6 '?2' '' '3, 4' '3 4' '' 1 '' '' rpc-disable deny-everyone accept 2 '' 3 mine.json 4 '' 1
    apply)

@test "the answers lead to the end, each to its own page" {
    printf '%s\n' "${answers[@]}" '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code "$NL_EXIT_RESTART"
    local page
    for page in "Language" "What was found (step 2 of 7)" "What is this computer for? (step 3 of 7)" \
        "The changes, one line each (step 4 of 7)" "Why, and the price" "Switched. Changes that are on now: 6." \
        "Switched. Changes that are on now: 8." "What it may break here" "More about it" "Risk 1 of 3" \
        "Risk 3 of 3" "Accepted risks: rpc-disable, deny-everyone, unverified-setting." "Dry run: the whole plan" "Saved: mine.json" "Saved: article-plan.json" \
        "Ready to change this computer" "8/8  " "Done. Settings changed and read back: 8."; do
        expect_out "$page"
    done
    [[ -z $stderr ]] || expect_nothing_less "expected no error"
    run netlatch history --from "$machine" --format json
    [[ $(jq -r '.journals[0].state' <<<"$output") == applied ]]
}

@test "the end of input, wherever it comes, quits and changes nothing" {
    local count
    for ((count = 0; count < ${#answers[@]}; count++)); do
        ((count == 0)) || printf '%s\n' "${answers[@]:0:count}" >"$BATS_TEST_TMPDIR/answers"
        ((count > 0)) || : >"$BATS_TEST_TMPDIR/answers"
        rm -f mine.json article-plan.json
        run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
        nothing_changed
    done
}

@test "back and quit are understood at every prompt" {
    local count
    for ((count = 0; count < ${#answers[@]}; count++)); do
        rm -f mine.json article-plan.json
        { ((count == 0)) || printf '%s\n' "${answers[@]:0:count}"; printf 'q\n'; } >"$BATS_TEST_TMPDIR/answers"
        run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
        nothing_changed
        [[ $output != *"is no answer here"* && $output != *"is not the word"* ]]
        rm -f mine.json article-plan.json
        { ((count == 0)) || printf '%s\n' "${answers[@]:0:count}"; printf 'b\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nq\n'; } >"$BATS_TEST_TMPDIR/answers"
        run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
        nothing_changed
        # Back at the first page there is no further back, and it is shown again on the way.
        [[ ${output##*Language / } == *'"b" is no answer here.'* ]] || expect_nothing_less "expected the first page again"
    done
}

@test "what is no answer is said to be none, and asked again" {
    printf '%s\n' 3 0 -1 1x '' '?1' 99 '' 1 0 13 '1 99' x q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    local wrong
    for wrong in 3 0 -1 1x '?1' 99 13 '1 99' x; do
        expect_out "\"$wrong\" is no answer here."
    done
    nothing_changed
}

@test "l lists again, as things are now" {
    printf '%s\n' 1 '' 1 '5 8' l '' l q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    [[ $(grep -c '^The changes, one line each' <<<"$output") -eq 2 ]]
    [[ $(grep -c '^What it may break here' <<<"$output") -eq 2 ]]
    [[ $(grep -c ' 5  \[x\] NetBIOS' <<<"$output") -eq 1 && $(grep -c ' 5  \[ \] NetBIOS' <<<"$output") -eq 1 ]]
    [[ $(grep -c ' 1  \[x\] Distributed COM' <<<"$output") -eq 2 ]]
    [[ $output != *"no answer here"* ]]
}

@test "words and letters in any case, spaces around them, and carriage returns" {
    printf '%s\n' 1 ' 	B ' 2 $'BACK\r' 1 $'\r' $'1\r' back $' 1 \t\r' QUIT >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    [[ $output != *"no answer here"* && $output == *"发现的情况"* ]]
    [[ $(grep -c '^The changes, one line each' <<<"$output") -eq 2 ]]
}

@test "the language that is spoken is the one that Enter takes" {
    printf '\nq\n' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_out "Enter: number 1"
    expect_out "What was found"
    run --separate-stderr "$NETLATCH_EXE" wizard --from "$machine" --lang zh-CN <"$BATS_TEST_TMPDIR/answers" 3>&-
    expect_out "回车：第 2 项"
    expect_out "发现的情况"
}

@test "what was switched off stays so on the way back, until another profile is taken" {
    printf '%s\n' 1 '' 1 5 b 1 b 2 b 1 '' q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    run grep -oE 'Profile [a-z-]+: [0-9]+ of [0-9]+|Enter: number [0-9]' <<<"$output"
    [[ ${lines[*]} == "Enter: number 1 Enter: number 1 Enter: number 1 Profile office-client: 12 of 12 \
Enter: number 1 Profile office-client-chosen: 11 of 12 \
Enter: number 1 Profile internet-server: "*" Enter: number 2 Profile office-client: 12 of 12" ]] ||
        expect_nothing_less "${lines[*]}"
}

@test "an accepted risk stays accepted on the way, until other changes are chosen" {
    # Enter alone passes what is accepted. Then the second change is switched off.
    printf '%s\n' 1 '' 6 '' '' rpc-disable b '' deny-everyone accept b b b b '' '' '' '' \
        b b b b b 1 '' '' '' q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    expect_out "Instead: Block TCP 135 in the firewall"
    run grep -oE '^Risk [0-9] of [0-9]|^This risk is accepted|^Type [a-z-]+ to accept|^Accepted risks: .*|^Nothing was typed|^What (may|it may|shall)' <<<"$output"
    local -a wanted=(
        "What it may" "Risk 1 of 3" "Type rpc-disable to accept" "Risk 2 of 3" "Type deny-everyone to accept"
        "Risk 1 of 3" "This risk is accepted" "Risk 2 of 3" "Type deny-everyone to accept"
        "Risk 3 of 3" "Type accept to accept"
        "What shall" "Accepted risks: rpc-disable, deny-everyone, unverified-setting."
        "Risk 3 of 3" "This risk is accepted" "Risk 2 of 3" "This risk is accepted"
        "Risk 1 of 3" "This risk is accepted" "What it may"
        "Risk 1 of 3" "This risk is accepted" "Risk 2 of 3" "This risk is accepted"
        "Risk 3 of 3" "This risk is accepted"
        "What shall" "Accepted risks: rpc-disable, deny-everyone, unverified-setting."
        "Risk 3 of 3" "This risk is accepted" "Risk 2 of 3" "This risk is accepted"
        "Risk 1 of 3" "This risk is accepted" "What it may"
        "What it may" "Risk 1 of 3" "Type rpc-disable to accept" "Nothing was typed" "Type rpc-disable to accept")
    [[ ${lines[*]} == "${wanted[*]}" ]] || expect_nothing_less "expected: ${wanted[*]}"
}

@test "what is looked at more closely is what was asked for" {
    printf '%s\n' 1 '' 6 '?8' '' '' 2 '' 11 '' 18 '' 19 q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    expect_out "[logon.network.deny]"
    run awk '/^Why, and the price|^More about it/ { shown = 1; next } /^\(Enter/ { shown = 0 } shown && /^  ?[a-z]+: |^[A-Z].* -> |services/' <<<"$output"
    [[ $output == *"Deny access to this computer"*"severe: Windows itself: starting"*"high: Printers that"*"RpcSs"* ]] ||
        expect_nothing_less "other details"
    [[ $output != *"Remote Desktop"* && $output != *"Files that"* && $output != *"Scanners"* ]]
}

@test "who sits at the other end of a network is warned, whatever the network's way" {
    local remote
    for remote in rdp winrm ssh none; do
        jq --arg remote "$remote" '.machine.session.remote = $remote' "$machine" >remote.json
        printf '%s\n' 1 '' 5 '' '' q >"$BATS_TEST_TMPDIR/answers"
        run --separate-stderr "$NETLATCH_EXE" wizard --from remote.json --lang en <"$BATS_TEST_TMPDIR/answers" 3>&-
        expect_out "What shall be done?"
        if [[ $remote == none ]]; then
            [[ $output != *"connected over the network"* ]]
        else
            expect_out "You are connected over the network"
        fi
    done
}

@test "where all is as the profile wants it, another is chosen, or it ends" {
    netlatch apply --from "$machine" --profile legacy-lan --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    # Without a journal nothing is known to wait for a restart.
    rm -r "$machine.journal"
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
    printf '%s\n' 1 '' 5 1 5 b 5 2 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 0
    expect_out "This computer is already as the profile legacy-lan wants it."
    [[ $(grep -c '^Nothing to change' <<<"$output") -eq 3 ]]
    [[ $(grep -c '^What is this computer for' <<<"$output") -eq 3 ]]
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "what is set and waits for a restart is said, and is not called fulfilled" {
    netlatch apply --from "$machine" --profile legacy-lan --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    printf '%s\n' 1 '' 5 2 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 0
    expect_out "Nothing to change"
    expect_out "Set, but not in force yet: rpc.service"
    [[ $output != *"is already as the profile"* ]]
}

@test "what cannot be changed here is said, and is not called fulfilled" {
    local impossible="Not possible here: logon.blank-password. Access was denied"
    hide() {
        jq '(.machine.registry[] | select(.values[]?.name == "LimitBlankPasswordUse").values[] |
            select(.name == "LimitBlankPasswordUse").value) = {"state": "denied"}' "$machine" >hidden.json
        printf '%s\n' 1 '' 5 "$1" q >"$BATS_TEST_TMPDIR/answers"
        run --separate-stderr "$NETLATCH_EXE" wizard --from hidden.json --lang en <"$BATS_TEST_TMPDIR/answers" 3>&-
        expect_code 0
        expect_out "$impossible"
    }
    hide ''
    expect_out "Profile legacy-lan: 1 of 1 changes are on."
    # Nothing else is left to do.
    netlatch apply --from "$machine" --profile legacy-lan --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    hide 1
    expect_out "Of what the profile legacy-lan wants, nothing is left that could be changed"
    [[ $output != *"is already as the profile"* ]]
}

@test "a file that is there is replaced only by its name typed twice; what cannot be saved is told" {
    printf 'mine\n' >mine.json
    printf '%s\n' 1 '' 1 '' '' 3 mine.json other.json 3 other.json mine.json mine.json 3 nowhere/mine.json \
        b 3 new.json 5 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    [[ $(grep -c 'mine.json is there already' <<<"$output") -eq 2 ]]
    [[ $(grep -c 'other.json is there already' <<<"$output") -eq 1 ]]
    expect_out "It was not saved: "
    # What was saved is told again at the end, once each.
    [[ $(tail -n 4 <<<"$output") == $'Saved: other.json\nSaved: mine.json\nSaved: new.json\nNothing was changed on this computer.' ]] ||
        expect_nothing_less "$(tail -n 4 <<<"$output")"
    expect_same mine.json new.json
    netlatch profile check mine.json
}

@test "a change that acts at once needs no restart, and says so" {
    # Only the firewall.
    printf '%s\n' 1 '' 1 '1 2 3 4 5 6 7 12' '' '' 1 apply '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 0
    expect_out "Done. Settings changed and read back: 4."
    expect_out "It is in effect now; no restart is needed."
    [[ $output != *"Nothing was changed"* && $output != *"must be restarted before"*"must be restarted before"* ]]
    [[ $(grep -c 'written and read back$' <<<"$output") -eq 4 ]]
    expect_out "4/4  Inbound firewall block of a port (TCP 445): written and read back"
    # A port is called by its protocol and number, an adapter by its name.
    expect_out "8  [x] Inbound firewall block of a port (UDP 137): none -> blocked"
    expect_out "5  [x] NetBIOS over TCP/IP on an adapter (Ethernet): default -> disabled"
}

@test "a change that acts at the next logon says so" {
    # Only the right.
    printf '%s\n' 1 '' 1 '1 2 3 4 5 6 7 8 9 10 11' '' '' 1 apply 2 2 '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 0
    expect_out "No restart of Windows is needed. All of it is in effect after: next logon."
    # Rolled back from the result page, which needs no restart either.
    output=$(tr -s ' \n' ' ' <<<"${output#*"The result"}")
    expect_out "was rolled back and verified: this computer is as it was before it."
    [[ $output != *"Nothing was changed on this computer."* && $output != *"Windows must be restarted"* ]]
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "what a profile leaves out because of a risk is off, and can be switched on" {
    printf '%s\n' 1 '' 3 4 l '' '' q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    output=$(tr -s ' \n' ' ' <<<"$output")
    local line="SMB directly over TCP, port 445 (SMBDeviceEnabled): enabled (not set) -> disabled (left out by the profile because of a risk)"
    [[ $output == *"4 [ ] $line"*"4 is on: SMB directly"*"4 [x] $line"*"Risk 1 of "*"unverified-setting: "* ]] ||
        expect_nothing_less "expected the change off, then on, then its risk"
    [[ $(grep -o "left out by the profile" <<<"$output" | wc -l) -eq 2 ]]
    # As the profile has it, the risk is not there.
    printf '%s\n' 1 '' 3 '' '' q >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    [[ $output != *"unverified-setting"* ]]
}

@test "each page says what can be typed" {
    printf '%s\n' "${answers[@]}" '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    # What stands before each prompt, behind the title of its page.
    awk '/ \(step [0-9] of 7\)$/ { title = $0; sub(/ \(step.*/, "", title); next }
        /^$/ { block = ""; next }
        /^> / { print title "|" block; block = ""; next }
        { block = block (block == "" ? "" : " ") $0 }' <<<"$output" >prompts
    local prompt
    for prompt in "Language / 语言|(a number: choose; Enter: number 1; q: quit)" \
        "What was found|(a number: choose; Enter: number 1; b: back; q: quit)" \
        "What is this computer for?|(a number: choose; Enter: number 1; b: back; q: quit)" \
        "The changes, one line each|(a number: on or off; ? and a number: why, and the price; l: the list again; Enter: go on; b: back; q: quit)" \
        "Why, and the price|(Enter: go on; b: back; q: quit)" \
        "What it may break here|(a number: more about it; l: the list again; Enter: go on; b: back; q: quit)" \
        "More about it|(Enter: go on; b: back; q: quit)" \
        "Risk 1 of 3|Type rpc-disable to accept this risk, or out to leave out the changes that raise it. (b: back; q: quit)" \
        "What shall be done?|(a number: choose; Enter: number 1; b: back; q: quit)" \
        "Dry run: the whole plan|(Enter: go on; b: back; q: quit)" \
        "Save as a profile|Name of the file (Enter alone: article.json) (b: back; q: quit)" \
        "Save as a plan|Name of the file (Enter alone: article-plan.json) (b: back; q: quit)" \
        "Ready to change this computer|Type apply to make these changes. (b: back; q: quit)" \
        "The result|(a number: choose; Enter: number 1)"; do
        grep -qxF "$prompt" prompts || expect_nothing_less "expected $prompt, found $(<prompts)"
    done
}

@test "what somebody else changed since is left alone when all is rolled back, with 6" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    cp "$machine" theirs.json
    printf '%s\n' 1 '' 7 2 '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 6
    expect_out "could not be rolled back completely:"
    expect_out "dcom.enabled"
    [[ $output != *"Nothing was changed on this computer."* ]]
    expect_same "$machine" theirs.json
}

@test "an interrupted change that cannot be rolled back whole stops every other, with 6" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    sed -i '2,$d' "$machine.journal"/*.journal
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    cp "$machine" theirs.json
    printf '%s\n' 1 '' 1 '' '' 1 apply '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 6
    expect_out "Before that is settled, nothing else is changed."
    [[ $output != *"Nothing was changed on this computer."* ]]
    expect_same "$machine" theirs.json
}

@test "hostile input is harmless: no text, endless lines, escape sequences" {
    { printf '\xff\xfe\n\033[2J\n'; head -c 300000 /dev/zero | tr '\0' 'A'; printf '\n\001\002\nq\n'; } >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    [[ $output != *$'\e'* ]] || expect_nothing_less "an escape sequence came through"
}

@test "--plain is ASCII, without a rule or an escape sequence" {
    printf '%s\n' 1 '' 1 '' '' 5 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard --plain --color always <"$BATS_TEST_TMPDIR/answers"
    nothing_changed
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/said"
    run grep -cP '[^\x20-\x7e]|^-{3}' "$BATS_TEST_TMPDIR/said"
    # The one line that is not: the languages are called by their own names.
    [[ $output -eq 2 ]] || expect_nothing_less "$(grep -nP '[^\x20-\x7e]|^-{3}' "$BATS_TEST_TMPDIR/said")"
}

@test "in Chinese every page is Chinese" {
    printf '%s\n' 2 '' 1 '?1' '' '' '' 5 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 0
    expect_out "发现的情况（第 2 步，共 7 步）"
    expect_out "没有更改任何内容"
    run grep -nE '(Enter|Type|Nothing|change|number)' <<<"${output#*语言}"
    # The first page was still asked in English.
    [[ ${#lines[@]} -le 8 ]] || expect_nothing_less "English among the Chinese"
}

@test "an interrupted change is told, and rolled back before anything else" {
    netlatch apply --from "$machine" --profile legacy-lan --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    # The journal as a power cut leaves it: its first line, and the machine half changed.
    local journal
    journal=$(ls "$machine.journal"/*.journal)
    sed -i '2,$d' "$journal"
    printf '%s\n' 1 '' 1 '' '' 1 apply '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_out "was interrupted. It is rolled back first when"
    expect_out "the interrupted change 000001-"
    # The machine is another one now, so the choice is to be made anew.
    expect_out "This computer was changed since you looked at it"
    [[ $output != *"Nothing was changed on this computer."* ]]
    expect_code 1
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "rolling back is shown in the words of the changes, and what somebody changed since is left alone" {
    netlatch apply --from "$machine" --yes --set dcom.enabled=no --set 'netbios.adapter[name:Wi-Fi]=disabled' \
        --set logon.network.deny=+S-1-5-32-546 || [[ $? -eq $NL_EXIT_RESTART ]]
    printf '%s\n' 1 '' 7 1 >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_out "- Distributed COM: no -> yes"
    expect_out "- NetBIOS over TCP/IP on an adapter (Wi-Fi): disabled -> default"
    expect_out "- Deny access to this computer from the network: Guests (S-1-5-32-546)"
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    printf '%s\n' 1 '' 7 2 '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_code 6
    expect_out "could not be rolled back completely:"
    expect_out 'dcom.enabled: left alone, somebody changed it to "n"'
    # The rest of it is as it was.
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "n"/"data": "Y"/' "$machine"
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "without a command: help where nobody can be asked, and an error where a machine is named" {
    run --separate-stderr netlatch
    expect_code 0
    expect_out "Commands:"
    run --separate-stderr netlatch --from "$machine"
    expect_code 64
    expect_error "--from needs a command"
    run --separate-stderr netlatch wizard now
    expect_code 64
    run --separate-stderr netlatch wizard --from nosuch.json
    expect_code 64
    expect_error "nosuch.json"
}
