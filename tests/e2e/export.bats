# export.bats - a profile for other people's tools, read back by readers that are not netlatch's: what
# they read is what the machine has after netlatch applied the same profile.

load ../support/native

samba_python=/usr/bin/python3
exported=$NETLATCH_SOURCE_DIR/tests/support/exported.py

setup() {
    machine_new
    firewall_works
}

# The readers of npm that scripts/setup.sh --all fetches.
needs_grammar() {
    npm=$NETLATCH_SOURCE_DIR/build/deps/npm
    command -v node >/dev/null && [[ -e $npm/node_modules/web-tree-sitter/package.json ]] ||
        skip "no grammar of PowerShell is here (scripts/setup.sh --all)"
}

needs_samba() {
    "$samba_python" -c 'import samba.gp_parse.gp_inf' 2>/dev/null ||
        skip "Samba's parsers are not installed (python3-samba)"
}

# A line without its comma makes Samba's parser of templates turn for ever.
read_by() { timeout 60 "$samba_python" "$exported" "$@"; }

# The machine as planned and as applied, in plan.json and after.json.
apply_aside() {
    local -a accepted
    cp "$machine" after.json
    rm -rf after.json.journal
    netlatch plan --from "$machine" --format json "$@" >plan.json
    mapfile -t accepted < <(jq -r '.risks[].id | "--accept", .' plan.json)
    netlatch apply --from after.json --yes "$@" "${accepted[@]}" >applied 2>&1 ||
        [[ $? == 3 || $? == "$NL_EXIT_RESTART" ]] || expect_nothing_less "apply $*: $(cat applied)"
}

export_to() {
    local target=$1 code=0
    shift
    netlatch export --to "$target" --output "out.$target" --from "$machine" "$@" >out 2>told || code=$?
    printf '%s\n' "$code" >code
}

requests=(
    "--profile office-client"
    "--profile internet-server"
    "--profile article --accept rpc-disable"
    "--set dns.llmnr=default --set dcom.enabled=no --set netbios.nodetype=hybrid"
)

@test "templates, Registry.pol and the other forms say to foreign readers what apply does" {
    needs_samba
    local request target
    for request in "${requests[@]}"; do
        # shellcheck disable=SC2086 # words
        apply_aside ${request% --accept*}
        for target in inf pol lgpo gpo dsc unattend; do
            rm -rf out.$target
            # shellcheck disable=SC2086
            export_to $target $request
            read_by $target out.$target plan.json after.json ||
                expect_nothing_less "$target: $request: $(cat told)"
        done
    done
}

@test "LGPO text, read by the rules of Microsoft's own reader, is what Samba reads in Registry.pol" {
    needs_samba
    python3 "$NETLATCH_SOURCE_DIR/tests/support/lgpo_text.py"
    local request
    for request in "${requests[@]}"; do
        # shellcheck disable=SC2086 # words
        export_to pol $request
        # shellcheck disable=SC2086
        export_to lgpo $request
        read_by pol out.pol >pol.facts
        read_by lgpo out.lgpo >lgpo.facts
        [[ -s lgpo.facts ]]
        # The text has no list of texts; that is said.
        ! grep -q ^service-depends pol.facts || grep -q 'Workstation' told
        expect_same <(grep -v ^service-depends pol.facts) lgpo.facts
    done
}

@test "Samba's registry takes the .reg and then has what apply wrote" {
    local part request
    command -v net >/dev/null || skip "Samba's registry is not installed (samba-common-bin)"
    for request in "${requests[@]:0:3}"; do
        rm -rf registry
        mkdir -p registry/{private,lock,state,cache,pid,ncalrpc}
        {
            printf '[global]\nregistry shares = no\n'
            for part in private:"private dir" lock:"lock directory" state:"state directory" \
                cache:"cache directory" pid:"pid directory" ncalrpc:"ncalrpc dir"; do
                printf '%s = %s\n' "${part#*:}" "$PWD/registry/${part%%:*}"
            done
        } >registry/smb.conf
        # shellcheck disable=SC2086 # words
        apply_aside ${request% --accept*}
        # shellcheck disable=SC2086
        export_to reg $request
        # What Samba's registry holds before, of its own.
        timeout 60 net -s registry/smb.conf registry enumerate_recursive HKLM >listed
        python3 "$exported" enumerated listed >own
        timeout 60 net -s registry/smb.conf registry import out.reg
        timeout 60 net -s registry/smb.conf registry enumerate_recursive HKLM >listed
        python3 "$exported" enumerated listed plan.json after.json own ||
            expect_nothing_less "$request: $(cat told)"
    done
}

@test "what is not carried is said in the file, on the standard error and by the exit code" {
    export_to inf --profile office-client
    [[ $(cat code) == 3 ]]
    grep -q '^netlatch: not carried: firewall.block\[445\]: ' told
    iconv -f UTF-16 -t UTF-8 out.inf >text
    grep -q '^; Not carried: firewall.block\[445\]: ' text
    export_to reg --profile office-client
    [[ $(cat code) == 3 ]]
    grep -q '^netlatch: not carried: logon.network.deny: ' told
    export_to reg --set dcom.enabled=no
    [[ $(cat code) == 0 ]]
    # A list of accounts is whole in a template: whom it holds now is kept, or that is said.
    jq '(.machine.rights[] | select(.name == "SeDenyNetworkLogonRight").holders) =
        {state: "value", type: "SID_SET", data: ["S-1-5-32-545"]}' "$machine" >held.json
    mv held.json "$machine"
    export_to inf --set logon.network.deny=S-1-5-32-546
    iconv -f UTF-16 -t UTF-8 out.inf | grep -qF 'SeDenyNetworkLogonRight = *S-1-5-32-545,*S-1-5-32-546'
    netlatch export --any-machine --set logon.network.deny=S-1-5-32-546 --to inf --output any.inf 2>told
    grep -q 'written as a whole list' told
    run --separate-stderr netlatch export --any-machine --set logon.network.deny=-S-1-5-32-546 --to inf --output any.inf
    expect_code 3
    expect_err "name a machine with --from"
}

@test "what Windows needs is not spread unless its risk is accepted; risks are said" {
    run --separate-stderr netlatch export --any-machine --profile article --to reg --output out.reg
    expect_code 3
    expect_err "not carried: rpc.service: Its risk is not accepted (--accept rpc-disable)."
    expect_err "netlatch: risk unverified-setting: "
    iconv -f UTF-16 -t UTF-8 out.reg >text
    ! grep -qF 'Services\RpcSs]' text || expect_nothing_less "the service is in the file"
    grep -q '^; Risk unverified-setting: ' text
    run --separate-stderr netlatch export --any-machine --profile article --to reg --output out.reg \
        --accept rpc-disable --leave-out unverified-setting
    expect_err "not carried: smb.direct: It is left out because of the risk unverified-setting."
    iconv -f UTF-16 -t UTF-8 out.reg | grep -qF 'Services\RpcSs]'
}

@test "adapters are those of a machine; another gets none" {
    export_to reg --set 'netbios.adapter[*]=disabled'
    iconv -f UTF-16 -t UTF-8 out.reg | grep -c '"NetbiosOptions"=dword:00000002' >count
    [[ $(cat count) == "$(netlatch plan --from "$machine" --set 'netbios.adapter[*]=disabled' --format json |
        jq '.requests | length')" ]]
    run --separate-stderr netlatch export --any-machine --set 'netbios.adapter[*]=disabled' --to reg --output any.reg
    expect_code 3
    expect_err "not carried: netbios.adapter[*]"
}

@test "bad usage is one line, and what is read is not written over" {
    expect_usage "export: --to is missing" export --profile article --output x
    expect_usage "did you mean reg?" export --profile article --output x --to reeg
    expect_usage "export: --output is missing" export --profile article --to reg
    expect_usage "nothing is requested" export --to reg --output x
    expect_usage "cannot be used together" export --to reg --output x --profile article --any-machine --from "$machine"
    cp "$machine" before
    expect_usage "is what is read here" export --to reg --profile article --from "$machine" --output "$machine"
    expect_same "$machine" before
}

@test "Ansible takes the playbook and every option in it, which say what apply does" {
    local request
    command -v ansible-playbook >/dev/null || skip "ansible is not installed (scripts/setup.sh --all)"
    export HOME=$PWD ANSIBLE_LOCAL_TEMP=$PWD/tmp ANSIBLE_NOCOLOR=1
    for request in "${requests[@]}"; do
        # shellcheck disable=SC2086 # words
        apply_aside ${request% --accept*}
        # shellcheck disable=SC2086
        export_to ansible $request
        python3 -c 'import yaml' 2>/dev/null && reader=python3 || reader=$samba_python
        "$reader" "$exported" ansible out.ansible plan.json after.json || expect_nothing_less "$request: $(cat told)"
        mv out.ansible "play-$((++plays)).yml"
    done
    netlatch export --any-machine --profile internet-server --to ansible --output play-any.yml 2>/dev/null || [[ $? == 3 ]]
    echo 'windows ansible_connection=winrm' >hosts
    timeout 120 ansible-playbook -i hosts --syntax-check play-*.yml
    timeout 300 "$samba_python" "$NETLATCH_SOURCE_DIR/tests/support/ansible_options.py" play-*.yml
    # The reader of options finds what is wrong.
    sed 's/start_mode: auto/start_mode: always/' play-1.yml >play-bad.yml
    ! timeout 300 "$samba_python" "$NETLATCH_SOURCE_DIR/tests/support/ansible_options.py" play-bad.yml ||
        expect_nothing_less "a wrong option passed"
    if command -v ansible-lint >/dev/null; then
        timeout 300 ansible-lint --offline -q play-1.yml play-any.yml
    fi
}

@test "the scripts for Intune are PowerShell, ASCII, and run netlatch with what was said" {
    needs_grammar
    netlatch export --profile office-client --leave-out all --to intune --output one
    netlatch export --set dcom.enabled=no --to intune --output two
    node "$NETLATCH_SOURCE_DIR/tests/prove/parse_powershell.cjs" "$npm" one/remediate.ps1 two/detect.ps1
    ! LC_ALL=C grep -nP '[^\x00-\x7f]' one/*.ps1 two/*.ps1 ||
        expect_nothing_less "a script is not ASCII"
    grep -qF "\$name = 'office-client'" one/detect.ps1
    grep -qF -- "apply --profile \$name --yes --lang en --leave-out all" one/remediate.ps1
    sed -n "/^\$wanted = @'\$/,/^'@\$/p" two/detect.ps1 | sed '1d;$d' >profile.json
    netlatch profile check profile.json
    run --separate-stderr netlatch export --set dcom.enabled=no --to intune --output two
    expect_code 64
    expect_err "is there already"
}

@test "the task and the backup are XML with what their readers ask for" {
    netlatch export --profile office-client --accept spooler-remote-off --to task --output task 2>/dev/null ||
        netlatch export --profile office-client --to task --output task
    netlatch export --set dcom.enabled=no --to task --output own
    netlatch profile check own/set.json
    netlatch export --profile office-client --from "$machine" --to gpo --output backup
    python3 "$NETLATCH_SOURCE_DIR/tests/support/exported_xml.py" task/netlatch.xml own/netlatch.xml backup
}
