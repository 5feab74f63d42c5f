# wording.bats - explain, help, the two languages, colours.

load ../support/native

setup() { machine_new; }

says() {
    local text=$1
    shift
    run --separate-stderr netlatch "$@"
    expect_code 0
    expect_out "$text"
    [[ -z $stderr ]] || expect_nothing_less "expected nothing on the standard error"
}

@test "explain: ports, settings, components, risks, the article" {
    says "TCP 135 - " explain 135
    says "UDP 137 - " explain 137
    says "UDP 138 - " explain 138
    says "TCP 139 - " explain 139
    says "TCP 445 - " explain 445
    expect_out "  Settings        account.guest, "
    says 'HKLM\SOFTWARE\Microsoft\Ole\EnableDCOM' explain dcom.enabled
    local label
    for label in "What it is" "Who attacks it" "What breaks" "Reads, writes" "Where" "When absent     yes" \
        "Takes effect    Windows restart" "Source"; do
        expect_out "  $label"
    done
    expect_out "yes, no"
    says "netbios.adapter" explain 'netbios.adapter[*]'
    says "MSDTC" explain msdtc
    expect_out "  Not touched     "
    expect_out "  Remedy          "
    says "nobody holds it" explain logon.network.deny
    says "netlatch apply ... --accept rpc-disable" explain rpc-disable
    # The article's start types are the other way round.
    says "永恒之蓝" explain article
    [[ $(grep -c '^[0-9]*\. \(wrong\|partly right\|right\|outdated\) - ' <<<"$output") -ge 10 ]] ||
        expect_nothing_less "expected a verdict for each claim"
    # It begins with its result.
    [[ ${lines[0]} == *"of 40 claims 9 are right"* ]] || expect_nothing_less "no result first"
}

@test "explain: the index, common words, a port by its full name, letters of any size" {
    says "Settings (for --set ID=VALUE)" explain
    expect_out "netbios.adapter"
    expect_out "wannacry"
    local word
    for word in smb smb1 netbios nbt dcom guest wins psexec wannacry "TCP 445" SMB1 Dcom.Enabled; do
        netlatch explain "$word" >explained.txt || expect_nothing_less "no explanation of $word"
        [[ $(wc -l <explained.txt) -ge 5 ]]
    done
    says "TCP 445 - " explain tcp 445
    # Two subjects are parted by an empty line.
    netlatch explain wins-server >explained.txt
    grep -q '^$' explained.txt
}

@test "everything that has an id is explained" {
    topics=$(grep -rhoP '\.id = "\K[a-z0-9.-]+' "$NETLATCH_SOURCE_DIR"/src/model/{catalogue,component,risk}*.c)
    [[ $(wc -w <<<"$topics") -ge 60 ]]
    for topic in $topics; do
        netlatch explain "$topic" >explained.txt 2>&1 || expect_nothing_less "no explanation of $topic"
        [[ $(wc -l <explained.txt) -ge 3 ]] || expect_nothing_less "$topic: $(<explained.txt)"
    done
}

@test "help, from every side" {
    says "Commands:" help
    says "Commands:" --help
    says "Commands:" -h
    says "Commands:" /?
    says "Commands:"
    expect_out "Options of every command:"
    expect_out "subjects: events, exit-codes, profiles, risks, safety, scripts."
    for command in audit plan apply rollback history explain profile record; do
        says "netlatch $command" help $command
        expect_out "Options:"
        expect_out "Examples:"
        help=$output
        for flag in --help -h /?; do
            says "$help" $command $flag
        done
    done
    says "rpc-disable" help risks
    says "3010" help exit-codes
    says "internet-server" help profiles
    says "Nothing is changed that could not be read first" help safety
    says "netlatch 0." --version
}

@test "profiles: which there are, and that one is sound" {
    says "article          Everything that the article says" profile list
    [[ $(wc -l <<<"$output") -eq 6 && $output != *"Not recommended"* ]]
    says "                 Does everything that the article says" profile list --verbose
    netlatch profile show legacy-lan >mine.json
    says "mine.json: profile legacy-lan is valid; it requests 5 settings." profile check mine.json
    says "" profile check mine.json --quiet
    [[ -z $output ]]
}

@test "each option that a command takes stands in its help, and no other" {
    says "--accept" help apply
    says "--exit-code" help audit
    [[ $output != *--accept* && $output != *--yes* ]]
}

@test "Chinese where there is Chinese, in every command" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes >/dev/null || true
    local -a commands=(
        "audit --from $machine --verbose" "audit --from $machine --format html"
        "plan --from $machine --profile article --verbose"
        "plan --from $machine --profile office-client --format html"
        "explain 445" "explain dcom.enabled" "explain msdtc" "explain rpc-disable" "explain article"
        "profile list --verbose" "help" "help apply" "help risks" "help exit-codes" "help profiles"
        "help safety" "history --from $machine" "rollback --from $machine --what-if")
    for command in "${commands[@]}"; do
        # shellcheck disable=SC2086 # words
        netlatch $command --lang zh-CN >chinese.txt 2>&1
        "$NETLATCH_SOURCE_DIR/tests/support/untranslated.py" chinese.txt || expect_nothing_less "$command"
    done
    netlatch audit --from "$machine" --lang zh-CN | grep -q '可访问者'
    netlatch apply --from "$machine" --profile article --yes --lang zh-CN 2>refused.txt && false
    "$NETLATCH_SOURCE_DIR/tests/support/untranslated.py" refused.txt
}

@test "the language is --lang, else NETLATCH_LANG, else the system's; ids stay" {
    [[ $(NETLATCH_LANG=zh-CN netlatch audit --from "$machine") == *可访问者* ]]
    [[ $(NETLATCH_LANG=zh-CN netlatch audit --from "$machine" --lang en) == *"Can be reached by"* ]]
    [[ $(LC_ALL=zh_CN.UTF-8 netlatch audit --from "$machine") == *可访问者* ]]
    [[ $(LC_ALL=de_DE.UTF-8 netlatch audit --from "$machine") == *"Can be reached by"* ]]
    netlatch audit --from "$machine" --lang zh-CN --verbose | grep -q 'dcom.enabled'
}

@test "documents for machines are the same in both languages; a table has its sentences in each" {
    for format in json ndjson junit sarif prom line; do
        expect_same <(netlatch audit --from "$machine" --format $format) \
            <(netlatch audit --from "$machine" --format $format --lang zh-CN)
    done
    netlatch audit --from "$machine" --format csv --lang zh-CN >zh.csv
    expect_same <(head -n 1 zh.csv) <(netlatch audit --from "$machine" --format csv | head -n 1)
    grep -q '"netbios.adapter\[.*适配器' zh.csv
}

@test "colours: never into a file, always when asked, never with --plain there" {
    escape=$'\e['
    [[ $(netlatch audit --from "$machine") != *"$escape"* ]]
    [[ $(netlatch audit --from "$machine" --color never) != *"$escape"* ]]
    [[ $(netlatch audit --from "$machine" --color always) == *"$escape"* ]]
    # The wish of this one run beats the wish of the environment.
    [[ $(NO_COLOR=1 netlatch audit --from "$machine" --color always) == *"$escape"* ]]
    netlatch audit --from "$machine" --color always --output report.txt
    run grep -cF "$escape" report.txt
    [[ $output == 0 ]]
    for format in json csv line; do
        [[ $(netlatch audit --from "$machine" --format $format --color always) != *"$escape"* ]]
    done
}
