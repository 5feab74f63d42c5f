# bad_usage.bats - command lines that cannot be meant: one line, the nearest word, exit code 64, and
# nothing changed.

load ../support/native

setup() {
    machine_new
    before=$(folder_now)
}

# refuses TEXT ARGUMENT...
refuses() {
    expect_usage "$@"
    [[ $(folder_now) == "$before" ]] || expect_nothing_less "expected that nothing is written"
}

@test "unknown commands and options, with the nearest that there is" {
    refuses "unknown command adit; did you mean audit?" adit --from "$machine"
    refuses "unknown command remove" remove
    refuses "unknown option --formt; did you mean --format?" audit --formt json
    refuses "unknown option --zzzzzzzz" audit --zzzzzzzz
    refuses "unknown option -x" audit -x
    refuses "unknown option -qv" audit -qv
}

@test "an option that the command does not take" {
    refuses "--yes is not an option of audit" audit --from "$machine" --yes
    refuses "--accept is not an option of plan" plan --accept lockout --profile article
    refuses "--output is not an option of apply" apply --from "$machine" --output x --profile article
    refuses "--from needs a command" --from "$machine"
    refuses "--from and --offline cannot be used together" audit --from "$machine" --offline .
}

@test "an option twice, without its value, or with one it does not take" {
    refuses "--from was given twice" audit --from "$machine" --from "$machine"
    refuses "--format was given twice" audit --from "$machine" --format line -f text
    refuses "--profile was given twice" plan --profile article --profile article
    refuses "--from needs a value: MACHINE.json" audit --from
    refuses "--from needs a value: MACHINE.json" audit --from=
    refuses "--accept needs a value: RISK" apply --from "$machine" --profile article --accept
    refuses "--yes takes no value" apply --from "$machine" --profile article --yes=no
}

@test "a value that an option does not know" {
    refuses "--format: xml is not one of: text, json, ndjson, csv, html, junit, line" \
        audit --from "$machine" --format xml
    refuses "--format: csv is not one of: text, json, html" \
        plan --from "$machine" --profile article --format csv
    refuses "--format: html is not one of: text, json" \
        apply --from "$machine" --profile article --yes --format html
    refuses "--lang: fr is not one of: en, zh-CN" audit --from "$machine" --lang fr
    refuses "--color: red is not one of: auto, always, never" audit --from "$machine" --color red
}

@test "words that are too many or too few" {
    refuses "unexpected argument: extra" audit --from "$machine" extra
    refuses "unexpected argument: b" explain a b
    refuses "unexpected argument: x" history --from "$machine" -- x
    refuses "nothing is requested" plan --from "$machine"
    refuses "nothing is requested" apply --from "$machine" --yes
    refuses "profile show: the name or file is missing" profile show
    refuses "profile: shw is not one of: list, show, check" profile shw article
    refuses "a plan file already contains its requests" \
        apply --from "$machine" plan.json --profile article --yes
}

@test "settings and values that are not known" {
    refuses "there is no setting nosuch.id" plan --from "$machine" --set nosuch.id=1
    refuses "dcom.enabled: maybe is not one of: yes, no" apply --from "$machine" \
        --set dcom.enabled=maybe --yes
    refuses "dcom.enabled: expected ID=VALUE" plan --from "$machine" --set dcom.enabled
    refuses "netbios.adapter[nosuch]: expected *, dhcp, static" \
        plan --from "$machine" --set 'netbios.adapter[nosuch]=disabled'
    refuses "nobody is not a SID" plan --from "$machine" --set logon.network.deny=nobody
}

@test "profiles, risks, topics and journals that are not known, with the nearest" {
    refuses "there is no profile ofice-client; did you mean office-client?" \
        plan --from "$machine" --profile ofice-client
    refuses "there is no profile zzz" audit --from "$machine" --profile zzz
    refuses "--accept: there is no risk rpc-disabled; did you mean rpc-disable?" \
        apply --from "$machine" --profile article --yes --accept rpc-disabled
    refuses "--accept: there is no risk all" \
        apply --from "$machine" --profile article --yes --accept all
    refuses "there is nothing called dcom.enabld; did you mean dcom.enabled?" explain dcom.enabld
    refuses "there is nothing called 446" explain 446
    refuses "there is no help on apli; did you mean apply?" help apli
}

@test "a wrong word gets the right one" {
    advises() {
        run --separate-stderr netlatch plan --from "$machine" --set "$2"
        expect_code 64
        expect_err "$1"
    }
    advises "Write firewall.block[445], or firewall.block[*] for all of them." firewall.block=blocked
    advises "Did you mean dcom.enabled=no?" dcom.enabled=off
    advises "Did you mean smb1.server=enabled?" smb1.server=on
    advises "Did you mean dcom.enabled?" dcom.enabld=no
    advises "Guests is S-1-5-32-546: write logon.network.deny=S-1-5-32-546" logon.network.deny=Guests
    advises "Everyone is S-1-1-0: write logon.network.deny=-S-1-1-0" logon.network.deny=-Everyone
    run --separate-stderr netlatch profile show office
    expect_err "did you mean office-client?"
    # As security templates write it, and a format in any letters.
    netlatch plan --from "$machine" --set 'logon.network.deny=*S-1-5-32-546' >/dev/null
    netlatch audit --from "$machine" --format JSON >/dev/null
}

@test "a journal that is not there" {
    run --separate-stderr netlatch rollback --from "$machine" 7 --yes
    expect_code 64
    expect_error "there is no journal 7"
    run --separate-stderr netlatch rollback --from "$machine" --to ../x --yes
    expect_code 64
    expect_error "there is no journal ../x"
    expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
}

@test "arguments that are no text, and what they would do to a screen" {
    refuses "argument 2 is not valid text" explain $'\377'
    refuses "there is nothing called ?[31mred" explain $'\e[31mred'
    refuses "unknown command audit?" $'audit\001'
}

@test "no --yes and nobody to ask" {
    for command in "apply --set dcom.enabled=no" "apply --set dcom.enabled=no --quiet"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command --from "$machine"
        expect_code 64
        expect_error "there is no console to ask on; add --yes to apply"
        expect_same "$machine" "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json"
        [[ -z $(compgen -G "$machine.journal/*.journal") ]]
    done
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || true
    cp "$machine" changed.json
    run --separate-stderr netlatch rollback --from "$machine"
    expect_code 64
    expect_error "there is no console to ask on; add --yes to roll back"
    expect_same "$machine" changed.json
}

@test "no Windows to look at here" {
    for command in audit record history "plan --profile article" "apply --profile article --yes"; do
        # shellcheck disable=SC2086 # words
        run --separate-stderr netlatch $command
        expect_code 1
        expect_error "this computer does not run Windows"
    done
}
