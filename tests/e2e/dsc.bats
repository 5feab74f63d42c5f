# dsc.bats - the command resource of DSC v3 over recorded machines: what is read, what is written, what the
# published schemas say of both.

load ../support/native
load ../support/foreign
load ../support/dsc

published=$NETLATCH_SOURCE_DIR/tests/data/dsc-schemas
machines=("$NETLATCH_SOURCE_DIR"/tests/golden/report/machines/*.json)

setup() { machine_new; }

# dsc OPERATION INSTANCE [ARGUMENT...]
dsc() { dsc_run "$2" "$NETLATCH_EXE" dsc "$1" --from "$machine" "${@:3}"; }

# refuses CODE TEXT: nothing on the standard output, and one trace of the level error that holds TEXT.
refuses() {
    expect_code "$1"
    [[ ! -s out ]] || expect_nothing_less "expected nothing on the standard output"
    [[ $(wc -l <told) -eq 1 && $(jq -c 'keys' told) == '["error"]' ]] || expect_nothing_less "expected one trace"
    [[ $(jq -r .error told) == *"$2"* ]] || expect_nothing_less "expected as the error: $2"
}

instances() {
    netlatch profile list | sed 's/ .*//; s/.*/{"profile":"&","acceptedRisks":[]}/'
    cat <<'EOF'
{"settings":{"dcom.enabled":"no"}}
{"settings":{"dcom.enabled":{"value":"no","unless_gate":"dcom-off-domain"},"netbios.adapter[*]":"disabled"}}
{"profile":"office-client","settings":{"logon.network.deny":["S-1-5-32-546"],"firewall.block[445]":"blocked"}}
{"settings":{"logon.network.deny":{"exact":[]}},"acceptedRisks":["lockout"]}
EOF
}

# keep SCHEMA LINES: what was written goes to what sound judges: so many lines, in ASCII.
keep() {
    ! LC_ALL=C grep -qP '[^\x20-\x7e]' out || expect_nothing_less "not ASCII"
    [[ $(wc -l <out) -eq $2 ]] || expect_nothing_less "$1: expected $2 lines"
    cat out >>"$1.jsonl"
    cat state.json >>states.jsonl
}

# All that was kept is as DSC publishes it, and as the manifest says of an instance.
sound() {
    local schema
    for schema in get test whatIf set export; do
        valid "$published/stdout/$schema.json" "$schema.jsonl"
    done
    valid manifest.json#/schema/embedded states.jsonl instances.jsonl
}

@test "the manifest is as DSC publishes it, and says what the catalogue, the profiles and the risks say" {
    netlatch dsc manifest >manifest.json
    netlatch dsc manifest --output written.json
    expect_same manifest.json written.json
    [[ $(jq -r .version manifest.json) == "$(netlatch --version | cut -d' ' -f2)" ]]
    netlatch explain --format json >explained.json
    jq -S '.schema.embedded.properties.settings | .properties + .patternProperties |
        with_entries(.key |= (ltrimstr("^") | sub("\\\\\\[.*"; "") | gsub("\\\\"; "")) | .value |= (.oneOf[0].enum // []))' \
        manifest.json >said.json
    jq -S '[.settings[] | {key: .id, value: [.words[]? | select(.can_be_requested != false) | .word]}] | from_entries' \
        explained.json >known.json
    expect_same <(jq -S 'keys' said.json) <(jq -S 'keys' known.json)
    local id word
    for id in $(jq -r 'keys[]' said.json); do
        for word in $(jq -r --arg id "$id" '.[$id][]' said.json); do
            local full=$id
            jq -e --arg id "$id" '.schema.embedded.properties.settings.properties | has($id)' manifest.json >/dev/null ||
                full="$id[*]"
            netlatch plan --from "$machine" --set "$full=$word" >planned 2>&1 || expect_nothing_less "$full=$word: $(cat planned)"
        done
    done
    expect_same <(jq -r '.schema.embedded.properties.profile.enum[]' manifest.json) \
        <(netlatch profile list | cut -d' ' -f1)
    expect_same <(jq -r '.schema.embedded["$defs"].risk.enum[]' manifest.json | sort) \
        <(jq -r '.risks[].id' explained.json | sort -u)
    # Each code that a run of it can end with is named.
    [[ $(jq -c '.exitCodes | keys' manifest.json) == '["0","1","3","4","5","6","64"]' ]]
    needs_npm ajv ajv-formats
    valid "$published/manifest.json" manifest.json
    local planted
    for planted in 'del(.type)' '.type = "Netlatch"' '.get.input = "file"' '.exitCodes.x = "a"' '.version = "1"' \
        '.schema.embedded.properties._inDesiredState = {type: "boolean"}' 'del(.whatIf.return)' '.tags = ["a b"]'; do
        jq "$planted" manifest.json >planted.json
        invalid "$published/manifest.json" planted.json
    done
}

@test "what is written is as the published schemas and the manifest's own say, for each operation" {
    needs_npm ajv ajv-formats
    netlatch dsc manifest >manifest.json
    local instance count=0
    while read -r instance; do
        printf '%s\n' "$instance" >>instances.jsonl
        dsc get "$instance"
        expect_code 0
        keep get 1
        dsc test "$instance"
        expect_code 0
        keep test 2
        dsc what-if "$instance"
        expect_code 0
        keep whatIf 2
        count=$((count + 1))
    done < <(instances)
    [[ $count -eq 10 ]]
    dsc export ''
    keep export 1
    dsc set '{"settings":{"dcom.enabled":"no"}}'
    keep set 2
    sound
    dsc test '{"settings":{"dcom.enabled":"yes"}}'
    for planted in '.extra = 1' '.requests[0].more = 1' '._inDesiredState = "yes"' 'del(.requests[0].why)' \
        '._restartRequired = [{"service": 1}]' '.settings["dcom.enabled"] = "perhaps"' '.reasons = [1]'; do
        jq "$planted" state.json >planted.json
        invalid manifest.json#/schema/embedded planted.json
    done
}

@test "test says of a profile what audit says, on every machine; without a profile what its requests say" {
    local kind profile said audited count=0
    for kind in "${machines[@]}"; do
        cp "$kind" "$machine"
        for profile in office-client article legacy-lan; do
            dsc test "{\"profile\":\"$profile\"}"
            expect_code 0
            audited=$(netlatch audit --from "$machine" --profile "$profile" --format json | jq -c '[.compliant, (.requests | map(.outcome))]')
            said=$(state '[._inDesiredState, (.requests | map(.outcome))]')
            [[ $said == "$audited" ]] || expect_nothing_less "$kind $profile: $audited"
            # No reason without a fault, no fault without a reason.
            [[ $(state '(.reasons == []) == ._inDesiredState') == true ]]
            [[ $(jq -c . differing.json) == "$([[ $said == '[true'* ]] && echo '[]' || echo '["profile"]')" ]]
            count=$((count + 1))
        done
    done
    [[ $count -ge 20 ]]
}

@test "what is unknown, pending or unmet is not in the desired state, and the reason says so" {
    local as_wanted='{"settings":{"rpc.restrict-remote":"default","dcom.enabled":"yes"}}'
    dsc test "$as_wanted"
    [[ $(state ._inDesiredState) == true && $(cat differing.json) == '[]' && $(state .reasons) == '[]' ]] ||
        expect_nothing_less "expected in desired state"
    # Denied, unsupported, of a wrong type.
    local value
    for value in '{"state": "denied", "code": 5}' '{"state": "unsupported"}' '{"state": "value", "type": "REG_DWORD", "data": 7}'; do
        jq --argjson value "$value" '(.machine.registry[] | select(.path | endswith("Microsoft\\Ole")).values[] |
            select(.name == "EnableDCOM")) |= ({name: "EnableDCOM", value: $value})' \
            "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" >"$machine"
        grep -qF EnableDCOM "$machine"
        dsc test "$as_wanted"
        expect_code 0
        [[ $(state ._inDesiredState) == false ]] || expect_nothing_less "$value passes"
        [[ $(cat differing.json) == '["settings"]' && $(state '.reasons[].code') == '"dcom.enabled"' ]] ||
            expect_nothing_less "$value: no reason"
        [[ $(state '[.unread[], .settings["dcom.enabled"]]') == '["dcom.enabled",null]' ]] || expect_nothing_less "$value is not told as unread"
        # Neither is it in an export, which says so.
        dsc export ''
        [[ $(state '.settings | has("dcom.enabled")') == false ]]
        grep -q '^{"warn":"dcom.enabled is not in the export' told
    done
    machine=other.json
    cp "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" "$machine"
    # Nothing that matches.
    dsc test '{"settings":{"netbios.adapter[name:Nowhere]":"disabled"}}'
    [[ $(state '[._inDesiredState, .requests[0].outcome, .requests[0].reason]') == '[false,"unmet","not-found"]' ]]
    # Set, and not in force before a restart.
    dsc set '{"settings":{"dcom.enabled":"no"}}'
    expect_code 0
    dsc test '{"settings":{"dcom.enabled":"no"}}'
    [[ $(state '[._inDesiredState, .requests[0].outcome, .requests[0].waits_for, ._restartRequired]') == \
        '[false,"pending","restart",[{"system":"OFFICE-7"}]]' ]]
    # What the profile asks for and what is asked for by itself are told apart.
    dsc test '{"profile":"legacy-lan","settings":{"dcom.enabled":"no"}}'
    [[ $(cat differing.json) == '["profile","settings"]' ]]
}

@test "set is the ordinary apply: journal, verified, rolled back to the same bytes; again it changes nothing" {
    firewall_works
    cp "$machine" first.json
    dsc set '{"settings":{"dcom.enabled":"no","rpc.restrict-remote":"authenticated"}}'
    expect_code 0
    [[ $(cat differing.json) == '["settings"]' ]]
    [[ $(state '[.settings["dcom.enabled"], .settings["rpc.restrict-remote"], ._restartRequired]') == \
        '["no","authenticated",[{"system":"OFFICE-7"}]]' ]] || expect_nothing_less "$(state .)"
    [[ $(state 'has("_inDesiredState")') == false ]]
    local journal
    journal=$(jq -r .journal state.json)
    [[ $(netlatch history --from "$machine" --format json | jq -r '.journals[0].id') == "$journal" ]]
    before=$(sha256sum "$machine" "$machine".journal/*.journal)
    dsc set '{"settings":{"dcom.enabled":"no","rpc.restrict-remote":"authenticated"}}'
    expect_code 0
    [[ $(cat differing.json) == '[]' && $(state .journal) == null ]]
    [[ $(sha256sum "$machine" "$machine".journal/*.journal) == "$before" ]] || expect_nothing_less "something was written"
    netlatch rollback --from "$machine" --yes >rolled 2>&1 || [[ $? == "$NL_EXIT_RESTART" ]]
    expect_same first.json "$machine"
}

@test "risks stop set, before anything is written, and are accepted by a property" {
    before=$(sha256sum "$machine")
    dsc set '{"settings":{"smb.direct":"disabled"}}'
    refuses 4 "Refused: the risk unverified-setting is not accepted. "
    [[ $(sha256sum "$machine") == "$before" ]] && ! ls "$machine".journal/*.journal 2>/dev/null
    dsc set '{"settings":{"smb.direct":"disabled"},"acceptedRisks":["rpc-disable"]}'
    refuses 4 "unverified-setting"
    dsc set '{"settings":{"smb.direct":"disabled"},"acceptedRisks":["unverified-setting"]}'
    expect_code 0
    [[ $(state '[.settings["smb.direct"], .acceptedRisks]') == '["disabled",["unverified-setting"]]' ]]
    # What cannot be met is a failure that says which, though the rest was done.
    dsc set '{"settings":{"netbios.adapter[name:Nowhere]":"disabled","dcom.enabled":"no"}}'
    expect_code 3
    [[ $(jq -r .error told) == "netbios.adapter[name:Nowhere] is not met: "* ]]
    [[ $(state '.settings["dcom.enabled"]') == '"no"' ]]
}

@test "what-if writes nothing, and says each step, each refusal and the state that would be" {
    local before
    before=$(folder_now | grep -v '/out\|/told\|/state\|/differing')
    dsc what-if '{"settings":{"dcom.enabled":"no","smb.direct":"disabled"}}'
    expect_code 0
    [[ $(folder_now | grep -v '/out\|/told\|/state\|/differing') == "$before" ]] || expect_nothing_less "something was written"
    [[ $(state '[.settings["dcom.enabled"], .settings["smb.direct"]]') == '["no","disabled"]' ]]
    [[ $(state ._metadata.whatIf) == '["dcom.enabled: yes -> no (takes effect: restart)","smb.direct: enabled -> disabled (takes effect: restart)","set would refuse: the risk unverified-setting is not accepted"]' ]]
    [[ $(cat differing.json) == '["settings"]' && $(state '[.requests[] | .outcome, .found]') == '["change","yes","change","default"]' ]]
    dsc what-if '{"settings":{"dcom.enabled":"yes"}}'
    [[ $(state ._metadata.whatIf) == '[]' && $(cat differing.json) == '[]' ]]
    cp "$NETLATCH_SOURCE_DIR/tests/golden/report/machines/firewall-off.json" "$machine"
    dsc what-if '{"settings":{"firewall.block[445]":"blocked"}}'
    [[ $(state '._metadata.whatIf[1]') == '"firewall.block[445]: no effect here, even when set: The rule does not count '* ]]
}

@test "export is the state as it could be asked for: it is in the desired state at once" {
    local kind count=0
    for kind in "${machines[@]}"; do
        cp "$kind" "$machine"
        dsc export ''
        expect_code 0
        exported=$(cat state.json)
        [[ $(state 'keys') == '["settings"]' && $(state '.settings | length > 5') == true ]]
        dsc get ''
        [[ $(state '.settings') == "$(jq -c .settings <<<"$exported")" ]]
        dsc test "$exported"
        # Nothing is to be written; what waits for a start, or counts for nothing, is told by test.
        [[ $(state '[.requests[] | select(.outcome == "change")] | length') == 0 ]] || expect_nothing_less "$kind"
        dsc what-if "$exported"
        [[ $(cat differing.json) == '[]' ]]
        count=$((count + 1))
    done
    [[ $count -ge 5 ]]
    dsc export '{"profile":"article"}'
    refuses 64 "expected nothing: export takes no properties"
}

@test "each operation has its members, and no other" {
    local instance='{"profile":"office-client","settings":{"dcom.enabled":"no"},"acceptedRisks":["netbios-off-wins"]}'
    local asked='"profile","settings","acceptedRisks","computer","unread"'
    has() { # OPERATION MEMBERS
        dsc "$1" "$instance"
        expect_code 0
        [[ $(state keys_unsorted) == "[$2]" ]] || expect_nothing_less "$1: $(state keys_unsorted)"
        [[ $(state '[.profile, .acceptedRisks, .computer]') == '["office-client",["netbios-off-wins"],"OFFICE-7"]' ]]
        [[ $(state '.settings["dcom.enabled"]') == "$3" ]]
    }
    firewall_works
    has get "$asked" '"yes"'
    has test "$asked,\"requests\",\"reasons\",\"_inDesiredState\"" '"yes"'
    has what-if "$asked,\"requests\",\"reasons\",\"_metadata\"" '"no"'
    has set "$asked,\"requests\",\"reasons\",\"journal\",\"_restartRequired\"" '"no"'
    has test "$asked,\"requests\",\"reasons\",\"_inDesiredState\",\"_restartRequired\"" '"no"'
    # A request is what audit and apply say of it, and what was found.
    [[ $(state '.requests[] | select(.id == "dcom.enabled") | del(.title, .why, .since)') == \
        '{"id":"dcom.enabled","setting":"dcom.enabled","wanted":"no","outcome":"pending","reason":null,"waits_for":"restart","risk":null,"found":"no"}' ]] ||
        expect_nothing_less "$(state .requests)"
    [[ $(state '[.requests[] | select(.id == "dcom.enabled") | .title, .why[0], (.since | type)]') == \
        '["Distributed COM","It is set, but not in force until Windows restarts.","string"]' ]] || expect_nothing_less "$(state .requests)"
}

@test "bad input: one trace that says where and what was expected, exit 64, nothing written" {
    local before
    before=$(folder_now | grep -v '/out\|/told\|/state\|/differing')
    bad() { # TEXT INSTANCE
        local operation
        for operation in get test set what-if; do
            dsc "$operation" "$2"
            refuses 64 "$1"
        done
    }
    bad 'stdin:1:2: expected "profile", "settings" or "acceptedRisks"' '{"colour":1}'
    bad 'expected "profile", "settings" or "acceptedRisks"' '{"profile":"article","_inDesiredState":true}'
    bad 'stdin:1:1: expected a JSON object' '[]'
    bad 'stdin:1:1: expected JSON' 'profile: article'
    bad 'stdin:1:2: expected one of internet-server, ' '{"profile":["article"]}'
    bad 'stdin:1:12: expected one of internet-server, ' '{"profile":"../../etc/passwd"}'
    bad 'stdin:1:29: expected one of yes, no for dcom.enabled' '{"settings":{"dcom.enabled":"perhaps"}}'
    bad 'expected one of yes, no for dcom.enabled' '{"settings":{"dcom.enabled":true}}'
    bad 'expected an object of setting ids' '{"settings":["dcom.enabled"]}'
    bad 'stdin:1:14: there is no setting dcom.enable' '{"settings":{"dcom.enable":"no"}}'
    bad 'expected each key once' '{"settings":{"dcom.enabled":"no","dcom.enabled":"yes"}}'
    bad 'expected each key once' '{"profile":"article","profile":"article"}'
    bad 'expected a list of risks' '{"profile":"article","acceptedRisks":"lockout"}'
    bad 'expected one of rpc-disable, ' '{"profile":"article","acceptedRisks":["everything"]}'
    bad 'a SID' '{"settings":{"logon.network.deny":["Guests"]}}'
    bad 'expected JSON' '{"profile":"article"} {"profile":"article"}'
    bad 'expected JSON' $'{"profile":"art\xff"}'
    bad 'expected one of internet-server, ' '{"profile":"article\u0000x"}'
    bad 'expected JSON' "$(printf '{"settings":%.0s' $(seq 20000))"
    local operation
    for operation in test set what-if; do
        dsc "$operation" '{}'
        refuses 64 'expected "profile" or "settings" with what is requested'
        dsc "$operation" ''
        refuses 64 'expected "profile" or "settings" with what is requested'
        dsc "$operation" '{"settings":{},"acceptedRisks":["lockout"]}'
        refuses 64 'expected "profile" or "settings" with what is requested'
    done
    # More than anybody means.
    status=0
    head -c 3000000 /dev/zero | tr '\0' ' ' | "$NETLATCH_EXE" dsc test --from "$machine" >out 2>told 3>&- || status=$?
    refuses 64 'stdin is larger than 1048576 bytes'
    [[ $(folder_now | grep -v '/out\|/told\|/state\|/differing') == "$before" ]]
    # A byte order mark, as Windows PowerShell pipes it, is none of it.
    dsc test $'\xef\xbb\xbf{"profile":"article"}'
    expect_code 0
    expect_usage "dsc: expected get, test, set, what-if, export or manifest" dsc
    expect_usage "dsc: expected get, test, set, what-if, export or manifest" dsc delete
    expect_usage "unexpected argument: b" dsc get b
}

@test "what should be known beside the state is a warning, and a journal that cannot be read passes nothing" {
    dsc set '{"settings":{"dcom.enabled":"no"}}'
    netlatch rollback --from "$machine" --yes >rolled 2>&1 || [[ $? == "$NL_EXIT_RESTART" ]]
    printf 'x\n' >"$machine.journal/000009-20260101T000000Z.journal"
    dsc test '{"settings":{"rpc.restrict-remote":"default"}}'
    expect_code 0
    [[ $(jq -c 'keys' told | sort -u) == '["warn"]' ]] || expect_nothing_less "expected a warning"
    [[ $(state ._inDesiredState) == false ]] || expect_nothing_less "whether it waits for a restart is not known"
    [[ $(state '.reasons[].code') == '"netlatch-journals"' && $(cat differing.json) == '["settings"]' ]]
    dsc set '{"settings":{"dcom.enabled":"no"}}'
    expect_code 6
    [[ ! -s out && $(jq -r .error told) == "the journal 000009-"* ]]
}

@test "set whose reader went away has changed the machine, and says so; other options are refused" {
    status=0
    printf '{"settings":{"dcom.enabled":"no"}}' | "$NETLATCH_EXE" dsc set --from "$machine" >&- 2>told 3>&- || status=$?
    [[ $status -eq 0 ]] || expect_nothing_less "$(cat told)"
    [[ $(netlatch history --from "$machine" --format json | jq '.journals | length') == 1 ]]
    : >out
    dsc test '{"settings":{"dcom.enabled":"no"}}' --output out.json
    refuses 64 "--output goes with manifest alone"
    expect_usage "--profile is not an option of dsc" dsc test --from "$machine" --profile article
}
