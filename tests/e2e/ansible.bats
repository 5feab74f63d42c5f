# ansible.bats - netlatch as a module of Ansible, by Ansible itself: the native executable in library/, on a recorded
# machine. The same executable for Windows is started in the same way: see wine_dsc.bats.

load ../support/native

setup() {
    machine_new
    machine=$PWD/machine.json
    cat >"$BATS_TEST_TMPDIR/head.yml" <<'EOF'
- hosts: all
  gather_facts: false
  tasks:
EOF
}

needs_ansible() {
    command -v ansible-playbook >/dev/null || skip "ansible is not installed (scripts/setup.sh --all)"
    mkdir -p library
    cp "$NETLATCH_EXE" library/netlatch
    export ANSIBLE_LOCAL_TEMP=$BATS_TEST_TMPDIR/local ANSIBLE_REMOTE_TEMP=$BATS_TEST_TMPDIR/remote \
        ANSIBLE_HOME=$BATS_TEST_TMPDIR/home ANSIBLE_NOCOLOR=1 ANSIBLE_STDOUT_CALLBACK=json ANSIBLE_LIBRARY=$PWD/library
}

# play OPTIONS [ARGUMENT...]: one task with these options, in YAML's flow style; what Ansible holds of its answer is in
# answer.json, the code in $status.
play() {
    local options=$1
    shift
    {
        cat "$BATS_TEST_TMPDIR/head.yml"
        printf '    - name: ports\n      netlatch: %s\n' "$options"
    } >play.yml
    status=0
    timeout 120 ansible-playbook -i localhost, -c local play.yml "$@" >played.json 2>told || status=$?
    output=$(cat played.json)
    stderr=$(cat told)
    jq '.plays[0].tasks[0].hosts.localhost' played.json >answer.json || expect_nothing_less "no answer"
}
answer() { jq -c "$1" answer.json; }

# module ARGS: started as Ansible starts it, without Ansible.
module() {
    mkdir -p ours
    printf '%s' "$1" >ours/args
    status=0
    netlatch "$PWD/ours/args" >answer.json 2>told || status=$?
    stderr=$(cat told)
    output=$(cat answer.json)
}

@test "check mode changes nothing, the run does what it said, the second one is not changed" {
    needs_ansible
    local before options='{settings: {dcom.enabled: no, "netbios.adapter[*]": disabled}, from: "'$machine'"}'
    before=$(sha256sum "$machine")
    play "$options" --check --diff
    [[ $status -eq 0 && $(answer '[.changed, .failed // false, .msg]') == '[true,false,"Settings that would be changed: 5."]' ]] ||
        expect_nothing_less "$(answer .)"
    [[ $(answer '.diff.after | contains("dcom.enabled: no\n")') == true && $(answer '.diff.before | contains("dcom.enabled: yes\n")') == true ]]
    [[ $(sha256sum "$machine") == "$before" && ! -e $machine.journal ]] || expect_nothing_less "check mode wrote"
    jq -c .diff answer.json >foretold.json
    play "$options" --diff
    [[ $status -eq 0 && $(answer '[.changed, .reboot_required, .in_desired_state, .exit_code]') == '[true,true,false,3010]' ]] ||
        expect_nothing_less "$(answer .)"
    # What was foretold is what was done.
    expect_same foretold.json <(jq -c .diff answer.json)
    [[ $(netlatch history --from "$machine" --format json | jq -r '.journals[0].id') == "$(jq -r .journal answer.json)" ]]
    play "$options" --diff
    [[ $status -eq 0 && $(answer '[.changed, .msg, .journal]') == '[false,"Nothing to change.",null]' ]] || expect_nothing_less "$(answer .)"
    [[ $(answer '.diff | .before == .after') == true ]]
    # Without --diff there is none.
    play "$options"
    [[ $(answer 'has("diff")') == false ]]
}

@test "a refusal, bad options and what cannot be met are failures with a message, in check mode too" {
    needs_ansible
    local mode
    for mode in '' --check; do
        # shellcheck disable=SC2086 # no argument at all
        play "{settings: {smb.direct: disabled}, from: \"$machine\"}" $mode
        [[ $status -eq 2 && $(answer '[.failed, .changed, .exit_code, .risks]') == '[true,false,4,["unverified-setting"]]' ]] ||
            expect_nothing_less "$mode: $(answer .)"
        [[ $(answer .msg) == '"Refused: the risk unverified-setting is not accepted.'* ]]
    done
    play "{settings: {smb.direct: disabled}, accepted_risks: [unverified-setting], from: \"$machine\"}"
    [[ $status -eq 0 && $(answer .changed) == true ]]
    play "{setings: {smb.direct: disabled}}"
    [[ $(answer '[.failed, .msg]') == '[true,"args:1:2: expected \"profile\", \"settings\", \"accepted_risks\" or \"from\""]' ]] ||
        expect_nothing_less "$(answer .)"
    play "{profile: article, from: /nowhere/machine.json}"
    [[ $(answer .failed) == true && $(answer .msg) == *"/nowhere/machine.json"* ]]
    play "{settings: {\"netbios.adapter[name:Nowhere]\": disabled, dcom.enabled: no}, from: \"$machine\"}"
    [[ $(answer '[.failed, .changed, .exit_code]') == '[true,true,3]' ]] || expect_nothing_less "$(answer .)"
    [[ $(answer .msg) == '"netbios.adapter[name:Nowhere] is not met: '* ]]
    play "{profile: office-client}"
    [[ $(answer .failed) == true && $(answer .msg) == *"does not run Windows"* ]] || expect_nothing_less "$(answer .)"
}

@test "the answer is as its schema says; on the standard error stands nothing" {
    local options
    while read -r options; do
        module "$(jq -c --arg from "$machine" '. + {from: $from, _ansible_version: "2.14.18", _ansible_no_log: false}' <<<"$options")"
        expect_document answer.json ansible
        [[ ! -s told ]] || expect_nothing_less "expected nothing on the standard error"
        [[ $(answer '(.failed == false) == (.exit_code == 0 or .exit_code == 3010)') == true ]]
        [[ $status -eq $(answer 'if .failed then 1 else 0 end') ]]
    done <<'EOF'
{"profile":"office-client","_ansible_check_mode":true,"_ansible_diff":true}
{"profile":"article","_ansible_check_mode":true}
{"profile":"article"}
{"settings":{"dcom.enabled":false,"logon.network.deny":{"add":["S-1-5-32-546"]}},"_ansible_diff":true}
{"settings":{"dcom.enabled":"no"}}
{"settings":{"dcom.enabled":true}}
{"profile":"nothing"}
{"settings":{"dcom.enabled":1}}
{}
EOF
    # What will have no effect is foretold by check mode.
    module "$(jq -nc --arg from "$NETLATCH_SOURCE_DIR/tests/golden/report/machines/firewall-off.json" \
        '{settings: {"firewall.block[445]": "blocked"}, from: $from, _ansible_check_mode: true, _ansible_version: "2"}')"
    [[ $(answer '[.failed, .exit_code]') == '[true,3]' && $(answer .msg) == '"firewall.block[445] is not met: The rule does not count '* ]] ||
        expect_nothing_less "$(answer .)"
    # An earlier change that should be known of is a warning of Ansible's.
    printf 'x\n' >"$machine.journal/000009-20260101T000000Z.journal"
    module "{\"profile\":\"article\",\"from\":\"$machine\",\"_ansible_check_mode\":true}"
    [[ $(answer '[.in_desired_state, (.warnings | length)]') == '[false,1]' ]] || expect_nothing_less "$(answer .warnings)"
    expect_document answer.json ansible
}

@test "only what Ansible wrote is taken for its options; everything else is a command line" {
    mkdir folder
    printf '{"profile":"article"}' >folder/args
    expect_usage "unknown command" folder/args
    printf '{"_ansible_version": ' >folder/args
    expect_usage "unknown command" folder/args
    expect_usage "unknown command" nowhere/args
    expect_usage "unknown command" args
    mkdir folder/more
    mkdir folder/more/args
    expect_usage "unknown command" folder/more/args
    printf '{"_ansible_version":"2","profile":"article","from":5}' >folder/args
    run --separate-stderr netlatch folder/args
    expect_code 1
    [[ $(jq -c '[.failed, .exit_code, .msg]' <<<"$output") == '[true,64,"expected the path of a recording in \"from\""]' ]] ||
        expect_nothing_less "$output"
}

@test "ansible-doc shows the module: its options, its answer and examples that it takes" {
    needs_ansible
    cp "$NETLATCH_SOURCE_DIR/res/ansible/netlatch.yml" library/
    ansible-doc -t module -j netlatch >doc.json 2>told || expect_nothing_less "$(cat told)"
    [[ ! -s told ]] || expect_nothing_less "$(cat told)"
    ansible-doc -t module netlatch >doc.txt 2>told
    grep -q '^> NETLATCH' doc.txt
    doc() { jq -c ".netlatch.$1" doc.json; }
    # The options are those that the module names where it is given another one.
    module '{"_ansible_version": "2", "other": 1}'
    [[ $(doc 'doc.options | keys') == "$(grep -oP '"\K\w+(?=\\")' <<<"$(answer .msg)" | jq -Rsc 'split("\n")[:-1] | sort')" ]] ||
        expect_nothing_less "$(doc 'doc.options | keys') $(answer .msg)"
    [[ $(doc 'doc.options.profile.choices | sort') == "$(netlatch profile list --format json | jq -c '[.profiles[].name] | sort')" ]]
    # What it answers is what the schema says, but for what Ansible knows of every module.
    [[ $(doc 'return | keys') == "$(jq -c '.properties | del(.changed, .failed, .diff, .warnings) | keys' \
        "$NETLATCH_SOURCE_DIR/res/schema/ansible.schema.json")" ]]
    jq -r '.netlatch.examples' doc.json | /usr/bin/python3 -c 'import json, sys, yaml
for task in yaml.safe_load(sys.stdin):
    if "netlatch" in task:
        print(json.dumps(task["netlatch"]))' >examples
    [[ $(wc -l <examples) == 2 ]]
    local options
    while read -r options; do
        module "$(jq -c --arg from "$machine" '. + {from: $from, _ansible_version: "2", _ansible_check_mode: true}' <<<"$options")"
        # Taken, also where this machine cannot have all of it, or needs another risk.
        [[ $(answer .exit_code) =~ ^(0|3|4|3010)$ && $(answer .computer) != null ]] || expect_nothing_less "$options: $(answer .)"
    done <examples
    # Beside the executable it is not taken for the module.
    play "{settings: {dcom.enabled: no}, from: \"$machine\"}"
    [[ $status -eq 0 && $(answer .changed) == true ]] || expect_nothing_less "$(answer .)"
}

@test "a setting goes before what the profile says of it" {
    netlatch profile show internet-client >shown.json
    grep -q '"dcom.enabled"' shown.json
    module "$(jq -nc --arg from "$machine" '{profile: "internet-client", settings: {"dcom.enabled": "yes"},
        accepted_risks: [], from: $from, _ansible_version: "2", _ansible_check_mode: true}')"
    [[ $(answer '[.requests[] | select(.setting == "dcom.enabled") | .wanted]') == '["yes"]' ]] ||
        expect_nothing_less "$(answer '[.requests[] | select(.setting == "dcom.enabled")]')"
}
