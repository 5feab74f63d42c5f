# wizard_lines.bats - the wizard where lines are read: from a file, through a pipe, for a screen
# reader.

load ../support/native

setup() {
    machine_new
    cp "$machine" "$BATS_TEST_TMPDIR/first.json"
}

wizard() { "$NETLATCH_EXE" wizard --from "$machine" --lang en "$@" 3>&-; }

nothing_changed() {
    expect_code 0
    expect_out "Nothing was changed on this computer."
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
    [[ ! -e $machine.journal ]] || expect_nothing_less "there is a journal"
}

# Every prompt there is, on the way to the article's profile: gates, a detail, toggles, saving, the
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
        "Risk 3 of 3" "Dry run: the whole plan" "Saved: mine.json" "Saved: article-plan.json" \
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

@test "an interrupted change is told, and taken back before anything else" {
    netlatch apply --from "$machine" --profile legacy-lan --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    # The journal as a power cut leaves it: its first line, and the machine half changed.
    local journal
    journal=$(ls "$machine.journal"/*.journal)
    sed -i '2,$d' "$journal"
    printf '%s\n' 1 '' 1 '' '' 1 apply '' >"$BATS_TEST_TMPDIR/answers"
    run --separate-stderr wizard <"$BATS_TEST_TMPDIR/answers"
    expect_out "was interrupted. It is taken back first when"
    expect_out "the interrupted change 000001-"
    # The machine is another one now, so the choice is to be made anew.
    expect_out "This computer was changed since you looked at it"
    expect_code 1
    expect_same "$machine" "$BATS_TEST_TMPDIR/first.json"
}

@test "taking back is shown in the words of the changes, and what somebody changed since is left alone" {
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
    expect_out "could not be taken back whole:"
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
}
