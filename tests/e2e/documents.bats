# documents.bats - every JSON on the standard output is one document in pure ASCII, with nothing
# beside it, as its schema says; what a person should know goes to the standard error.

load ../support/native

setup() {
    machine_new
    # A name that is not ASCII must be escaped on the wire.
    sed -i 's/"name": "Ethernet"/"name": "以太网"/' "$machine"
    wanted=(--set dcom.enabled=no --set smb.direct=disabled)
}

# document SCHEMA ARGUMENT...: keeps it as document.json. Any exit code but a usage error.
document() {
    local schema=$1
    shift
    status=0
    netlatch "$@" >document.json 2>told.txt || status=$?
    [[ $status -lt 64 || $status -eq $NL_EXIT_RESTART ]] || expect_nothing_less "expected a document"
    expect_document document.json "$schema"
}

@test "a machine" {
    document machine record --from "$machine"
    grep -q '\\u4EE5\\u592A\\u7F51' document.json
}

@test "an audit, with and without a profile" {
    document audit audit --from "$machine" --format json
    [[ $(jq '[.ports[].port] == [135, 137, 138, 139, 445]' document.json) == true ]]
    for profile in internet-server internet-client office-client file-server legacy-lan article; do
        document audit audit --from "$machine" --format json --profile $profile --lang zh-CN
    done
    document audit audit --from "$machine" --format json --verbose --color always
}

@test "an audit as lines" {
    netlatch audit --from "$machine" --format ndjson >lines.ndjson
    python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py" --lines \
        "$NETLATCH_SOURCE_DIR/res/schema/audit-lines.schema.json" lines.ndjson
    [[ $(LC_ALL=C grep -cP '[^\x20-\x7e]' lines.ndjson) -eq 0 ]]
}

@test "a plan, of each profile, and as --what-if" {
    for profile in internet-server internet-client office-client file-server legacy-lan article; do
        document plan plan --from "$machine" --profile $profile --format json
    done
    document plan apply --from "$machine" "${wanted[@]}" --what-if --format json
}

@test "each built-in profile, which can be read again" {
    for profile in $(netlatch profile list | cut -d' ' -f1); do
        document profile profile show "$profile"
        cp document.json shown.json
        document profile profile show shown.json
        expect_same document.json shown.json
    done
}

@test "explanations, the list of profiles, and every fault of a profile at once" {
    document explain explain --format json
    [[ $(jq -c '[.ports, .settings, .components, .risks] | map(length > 4)' document.json) == '[true,true,true,true]' ]]
    document explain explain smb1 --format json
    [[ $(jq -c '[.settings[].id]' document.json) == '["smb1.server","smb1.client"]' ]]
    [[ $(jq -r '.settings[0].references[0].id' document.json) == *V-220730 ]]
    document explain explain article --format json
    document profiles profile list --format json
    [[ $(jq '.profiles | length' document.json) -eq 6 ]]
    document profile-check profile check office-client --format json
    cat >faulty.json <<'EOF'
{"netlatch": {"schema": "netlatch/profile/1"},
 "name": "a b", "colour": 1,
 "settings": {
  "dcom.enabled": "perhaps",
  "no.such": "x",
  "smb.direct": "disabled",
  "logon.network.deny": ["Guests"]}}
EOF
    status=0
    netlatch profile check faulty.json --format json >document.json 2>told.txt || status=$?
    [[ $status -eq 64 ]]
    expect_document document.json profile-check
    [[ $(jq -c '[.valid, .settings, [.faults[] | [.line, .column]]]' document.json) == \
        '[false,1,[[2,17],[4,19],[5,3],[7,26],[2,10]]]' ]] || expect_nothing_less "$(<document.json)"
    run --separate-stderr netlatch profile check faulty.json
    expect_code 64
    [[ $(grep -c '^netlatch: faulty.json:[0-9]*:[0-9]*: ' <<<"$stderr") -eq 5 ]]
}

@test "what a plan skips are its requests without a step, each with the kind of its outcome" {
    local profile
    for profile in office-client internet-server legacy-lan article; do
        netlatch plan --from "$machine" --profile "$profile" --format json >plan.json
        run jq -c '[.requests[] | select(.outcome != "change") | .id] == [.skipped[].id]' plan.json
        [[ $output == true ]] || expect_nothing_less "$profile: other ids"
        run jq -r '[.requests[] | select(.outcome != "change") | .outcome] as $outcomes |
            [.skipped[].kind] | to_entries[] | "\($outcomes[.key]) \(.value)"' plan.json
        [[ -z $(grep -vE '^(met already|pending pending|excepted excepted|not-applicable not-applicable|unmet (left-out|not-found|ineffective|cannot-write|unreadable))$' <<<"$output") ]] ||
            expect_nothing_less "$profile: other kinds"
        # An unmet request is never said to be as wanted.
        run jq -r '.skipped[] | select(.kind != "already") | .why[]' plan.json
        [[ $output != *"already as wanted"* ]]
    done
}

@test "the result of an apply: refused, applied, nothing" {
    document result apply --from "$machine" "${wanted[@]}" --yes --format json
    [[ $status -eq 4 && $(jq -c '[.outcome, .changed, .risks]' document.json) == \
        '["refused",false,["unverified-setting"]]' ]]
    grep -q 'to accept it: --accept unverified-setting' told.txt
    document result apply --from "$machine" "${wanted[@]}" --yes --format json \
        --accept unverified-setting
    [[ $status -eq $NL_EXIT_RESTART ]]
    [[ $(jq -c '[.outcome, .changed, .restart_required, .steps[].setting]' document.json) == \
        '["applied",true,true,"dcom.enabled","smb.direct"]' ]]
    document result apply --from "$machine" "${wanted[@]}" --yes --format json
    [[ $status -eq $NL_EXIT_RESTART && \
        $(jq -c '[.outcome, .changed, .pending[].id]' document.json) == \
        '["nothing",false,"dcom.enabled","smb.direct"]' ]]
}

@test "the result of a rollback: what-if, done, nothing, incomplete" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    document result rollback --from "$machine" --what-if --format json
    [[ $(jq -c '[.outcome, .changed, .journals[].would_roll_back[].setting]' document.json) == \
        '["what-if",false,"dcom.enabled"]' ]]
    document result rollback --from "$machine" --yes --format json
    [[ $(jq -c '[.outcome, .changed, .journals[0].rolled_back[0].outcome]' document.json) == \
        '["rolled-back",true,"restored"]' ]]
    document result rollback --from "$machine" --yes --format json
    [[ $(jq -c '[.outcome, .changed, .journals]' document.json) == '["nothing",false,[]]' ]]
    document result rollback --from "$machine" --what-if --format json
    [[ $(jq -c '[.outcome, .journals]' document.json) == '["what-if",[]]' ]]
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    sed -i '/"EnableDCOM"/,/"data"/s/"data": "N"/"data": "n"/' "$machine"
    document result rollback --from "$machine" --yes --format json
    [[ $status -eq 6 && $(jq -c '[.outcome, .journals[0].rolled_back[0].outcome]' document.json) == \
        '["incomplete","left-alone"]' ]]
}

@test "the history: empty, and with a damaged journal in it" {
    document history history --from "$machine" --format json
    [[ $(jq -c .journals document.json) == '[]' ]]
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    netlatch apply --from "$machine" --set dcom.enabled=yes --yes || true
    document history history --from "$machine" --format json
    [[ $(jq -c '[.journals[].state]' document.json) == '["applied","applied"]' ]]
    printf 'x\n' >"$(compgen -G "$machine.journal/000001-*")"
    document history history --from "$machine" --format json
    [[ $(jq -c '[.journals[].state]' document.json) == '["applied","damaged"]' ]]
}

@test "each line of a journal" {
    netlatch apply --from "$machine" "${wanted[@]}" --yes --accept unverified-setting || true
    netlatch rollback --from "$machine" --yes || true
    journal=$(compgen -G "$machine.journal/*.journal")
    python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py" --lines \
        "$NETLATCH_SOURCE_DIR/res/schema/journal.schema.json" "$journal"
    head -n 1 "$journal" >first.json
    expect_document first.json journal
}

@test "a plan written to a file is the one on the standard output" {
    document plan plan --from "$machine" "${wanted[@]}" --format json
    run --separate-stderr netlatch plan --from "$machine" "${wanted[@]}" --format json --output plan.json
    expect_code 0
    [[ -z $output ]]
    expect_same plan.json document.json
}

@test "every ending is one document: bad input, refusals, busy, denied, damaged" {
    local denied
    ending() { # CODE COMMAND...: a failure as the schema has it, with its code in it
        local code=$1
        shift
        status=0
        netlatch "$@" >document.json 2>told.txt || status=$?
        [[ $status -eq $code ]] || expect_nothing_less "expected $code of $*, got $status: $(<told.txt)"
        expect_document document.json result
        [[ $(jq '.exit_code == null or .exit_code == '"$code" document.json) == true ]]
        [[ $(jq 'has("error")' document.json) == true ]]
        [[ -s told.txt ]]
    }
    ending 64 apply --from "$machine" --format json
    ending 64 apply --from "$machine" --set no.such=1 --yes --format json
    ending 64 apply --from "$machine" --set dcom.enabled=no --accept nothing --yes --format=json
    ending 64 apply --from "$machine" --set dcom.enabled=no --format json # nobody can be asked
    ending 64 apply --from none.json --set dcom.enabled=no --yes --format json
    ending 64 apply --no-such-option --format json
    ending 64 no-such-command -f json
    ending 64 plan --from "$machine" --profile none --format json
    ending 64 audit --from none.json --format json
    ending 64 history --from none.json --format json
    ending 64 rollback 7 --from "$machine" --yes --format json
    ending 64 rollback --abandon --from "$machine" --format json
    ending 64 confirm --extend never --format json
    ending 64 audit --from "$machine" --format json --output no/such/folder/file
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    ending 64 rollback --from "$machine" --format json
    netlatch apply --from "$machine" --set dcom.enabled=yes --yes || true
    ending 1 rollback 1 --from "$machine" --yes --format json
    (
        flock 9
        ending 1 apply --from "$machine" --set dns.llmnr=enabled --yes --format json
    ) 9>"$machine.journal/lock"
    sed -i 1d "$machine.journal"/000002-*.journal
    ending 6 apply --from "$machine" --set dns.llmnr=enabled --yes --format json
    ending 6 rollback --from "$machine" --yes --format json
    if [[ $EUID -ne 0 ]]; then
        chmod 500 . "$machine.journal"
        denied=0
        ending 5 apply --from "$machine" --set dns.llmnr=enabled --yes --format json || denied=1
        chmod 700 . "$machine.journal"
        [[ $denied -eq 0 ]]
    fi
}

@test "the answer of a page is green only where the whole audit is as wanted" {
    # Nobody reaches a port of this machine, and it is not as the profile wants it.
    [[ $(netlatch audit --from "$machine" --profile office-client --format json | jq -r .result) == not-as-wanted ]]
    netlatch audit --from "$machine" --profile office-client --format html --output page.html
    grep -q 'class="result warn">None of the 5 ports can be reached' page.html
}

@test "the changes as a page, in both languages: who, when, before, after, verified, in force" {
    run netlatch apply --from "$machine" --set "netbios.adapter[*]=disabled" --set dcom.enabled=no --yes
    run netlatch rollback --from "$machine" --yes
    run netlatch apply --from "$machine" --set dcom.enabled=no --yes
    netlatch history --from "$machine" --format html --lang en --output page.html
    run grep -oE '<h2[^>]*>[^<]*' page.html
    [[ ${lines[0]} == *000002-*": applied" && ${lines[1]} == *000001-*": rolled back" ]] ||
        expect_nothing_less "${lines[*]}"
    local text
    for text in "Wi-Fi" "All settings were read back 2" "after: Windows restart" "rolled back by a person" \
        "netlatch rollback 000002-" "--from"; do
        grep -qF -- "$text" page.html || expect_nothing_less "$text"
    done
    [[ $(grep -c '<script' page.html) -eq 0 && $(grep -c 'https*://' page.html) -le $(grep -c 'www.w3.org' page.html) ]]
    netlatch history --from "$machine" --format html --lang zh-CN --output zh.html
    grep -qF '全部设置已于' zh.html
    run netlatch history --from "$machine" --output lines.txt
    expect_code 64
    [[ ! -e lines.txt ]]
}
