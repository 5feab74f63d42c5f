# wine_dsc.bats - the command resource of DSC v3 as DSC runs it on Windows: netlatch.exe, an instance on a pipe, its
# state on another; a story for each operation.

load ../support/wine_office
load ../support/foreign
load ../support/dsc

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    wanted='{"settings":{"dcom.enabled":"no","netbios.nodetype":"point-to-point"}}'
}

# dsc OPERATION INSTANCE
dsc() { dsc_run "$2" netlatch dsc "$1"; }

# The rule of DSC for a line, and the manifest's of an instance.
sound() {
    local published=$NETLATCH_SOURCE_DIR/tests/data/dsc-schemas/stdout/$1.json
    ! grep -q $'\r' out || expect_nothing_less "a carriage return"
    command -v node >/dev/null && [[ -e $npm/node_modules/ajv/package.json ]] || return 0
    cp out out.jsonl
    valid "$published" out.jsonl
    netlatch dsc manifest >manifest.json
    valid manifest.json#/schema/embedded state.json
}

@test "manifest: the Windows program has the same as the native one" {
    netlatch dsc manifest >windows.json
    ! grep -q $'\r' windows.json ||
        expect_nothing_less "a carriage return"
    netlatch_native dsc manifest >native.json
    expect_same native.json windows.json
}

@test "get: the settings as the registry has them" {
    dsc get "$wanted"
    expect_code 0
    sound get
    [[ $(state .settings) == '{"netbios.nodetype":"default","dcom.enabled":"yes"}' ]] || expect_nothing_less "$(state .settings)"
    wine_reg add 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' /v NodeType /t REG_DWORD /d 8 /f
    dsc get "$wanted"
    [[ $(state '.settings["netbios.nodetype"]') == '"hybrid"' ]] || expect_nothing_less "$(state .settings)"
    wine_reg delete 'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' /v NodeType /f
}

@test "test: false with the property that differs and why; exit code 0" {
    dsc test "$wanted"
    expect_code 0
    sound test
    [[ $(state '[._inDesiredState, (.reasons | map(.code))]') == '[false,["netbios.nodetype","dcom.enabled"]]' ]] ||
        expect_nothing_less "$(state '[._inDesiredState, .reasons]')"
    [[ $(tr -d '\r' <differing.json) == '["settings"]' ]]
    dsc test '{"settings":{"dcom.enabled":"yes"}}'
    [[ $(state ._inDesiredState) == true && $(tr -d '\r' <differing.json) == '[]' ]]
    dsc test '{"profile":"office-client"}'
    expect_code 0
    [[ $(state ._inDesiredState) == "$(netlatch audit --profile office-client --format json | jq .compliant)" ]]
}

@test "what-if: each step is told, and not a byte of the registry is another" {
    wine_snapshot before
    dsc what-if "$wanted"
    expect_code 0
    sound whatIf
    [[ $(state '._metadata.whatIf | length') == 2 && $(state .settings) == '{"netbios.nodetype":"point-to-point","dcom.enabled":"no"}' ]] ||
        expect_nothing_less "$(state .)"
    wine_snapshot after
    expect_same before after
    [[ $(netlatch history --format json | jq '.journals | length') == 0 ]]
}

@test "set: written, read back, in the journal; a restart is said in the state, and rollback gives all back" {
    wine_snapshot before
    dsc set "$wanted"
    expect_code 0
    sound set
    [[ $(state '._restartRequired | length') == 1 ]]
    [[ $(state '.settings["dcom.enabled"]') == '"no"' && $(tr -d '\r' <differing.json) == '["settings"]' ]]
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    dsc test "$wanted"
    # Set, and not in force.
    [[ $(state '[._inDesiredState, (.requests | map(.outcome) | unique)]') == '[false,["pending"]]' ]] || expect_nothing_less "$(state .)"
    wine_machine_restart
    dsc test "$wanted"
    [[ $(state '._inDesiredState') == true ]] || expect_nothing_less "$(state .)"
    dsc set "$wanted"
    expect_code 0
    [[ $(state '[.journal, has("_restartRequired")]') == '[null,false]' && $(tr -d '\r' <differing.json) == '[]' ]]
    netlatch rollback --yes || [[ $? == "$NL_EXIT_RESTART" ]]
    wine_snapshot again
    expect_same before again
}

@test "set: a risk that is not accepted is refused by a trace, and nothing is written" {
    wine_snapshot before
    dsc set '{"settings":{"rpc.service":"disabled"}}'
    expect_code 4
    [[ ! -s out && $(jq -r .error told) == "Refused: the risk rpc-disable is not accepted."* ]] || expect_nothing_less "expected a trace"
    wine_snapshot after
    expect_same before after
}

@test "set: what cannot be met here is a trace and exit code 3; the rest is set, and can be rolled back" {
    wine_snapshot before
    dsc set '{"settings":{"dcom.enabled":"no","logon.network.deny":["S-1-5-32-546"]}}'
    expect_code 3
    [[ $(jq -r .error told) == "logon.network.deny is not met: "* ]] || expect_nothing_less "expected a trace"
    [[ $(state '[.requests[] | .outcome] | sort') == '["pending","unmet"]' ]]
    netlatch rollback --yes || [[ $? == "$NL_EXIT_RESTART" ]]
    wine_snapshot after
    expect_same before after
}

@test "export: one instance, which is asked for again without a change; bad input is one trace and exit code 64" {
    dsc export ''
    expect_code 0
    sound export
    [[ $(state keys) == '["settings"]' ]]
    exported=$(cat state.json)
    dsc what-if "$exported"
    [[ $(tr -d '\r' <differing.json) == '[]' ]] || expect_nothing_less "$(state ._metadata)"
    dsc test '{"profile":"offce-client"}'
    expect_code 64
    [[ ! -s out && $(wc -l <told) -eq 1 && $(jq -r .error told) == "stdin:1:12: expected one of "* ]]
}

@test "Ansible's protocol: a file of options, one document; check mode writes nothing, the second run changes nothing" {
    mkdir tmp
    module() {
        printf '%s' "$1" >tmp/args
        status=0
        netlatch "$(wine_path "$PWD/tmp/args")" >answer.json 2>told || status=$?
        output=$(cat answer.json)
        expect_document answer.json ansible
        [[ ! -s told ]]
    }
    wine_snapshot before
    module '{"settings":{"dcom.enabled":false},"_ansible_check_mode":true,"_ansible_diff":true,"_ansible_version":"2.14.18"}'
    [[ $(jq -c '[.changed, .failed, .diff]' answer.json) == '[true,false,{"before":"dcom.enabled: yes\n","after":"dcom.enabled: no\n"}]' ]] ||
        expect_nothing_less "expected one change"
    wine_snapshot after
    expect_same before after
    module '{"settings":{"dcom.enabled":false},"_ansible_check_mode":false}'
    [[ $status -eq 0 && $(jq -c '[.changed, .reboot_required]' answer.json) == '[true,true]' ]]
    [[ $(wine_reg_value 'HKLM\SOFTWARE\Microsoft\Ole' EnableDCOM) == N ]]
    module '{"settings":{"dcom.enabled":false},"_ansible_version":"2.14.18"}'
    [[ $(jq -c '[.changed, .failed]' answer.json) == '[false,false]' ]]
    module '{"settings":{"rpc.service":"disabled"},"_ansible_version":"2.14.18"}'
    [[ $status -eq 1 && $(jq -c '[.changed, .failed, .risks]' answer.json) == '[false,true,["rpc-disable"]]' ]]
}
