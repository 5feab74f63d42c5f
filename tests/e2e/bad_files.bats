# bad_files.bats - files that cannot be what they should: one line that says where and what was
# expected, exit code 64, and nothing changed.

load ../support/native

setup() { machine_new; }

# refuses TEXT COMMAND...: the error holds TEXT, and the folder is as it was before.
refuses() {
    local before
    before=$(folder_now)
    expect_usage "$@"
    [[ $(folder_now) == "$before" ]] || expect_nothing_less "expected that nothing is written"
}

# The same file as a machine to look at, to change, to roll back; as a profile and as a plan.
refused_everywhere() {
    local text=$1 file=$2
    refuses "$text" audit --from "$file"
    refuses "$text" record --from "$file"
    refuses "$text" plan --from "$file" --profile article
    refuses "$text" apply --from "$file" --profile article --yes
    refuses "$text" rollback --from "$file" --yes
    refuses "$text" history --from "$file"
    refuses "$text" profile check "$file"
    refuses "$text" audit --from "$machine" --profile "$file"
    refuses "$text" apply --from "$machine" --profile "$file" --yes
    refuses "$text" apply --from "$machine" "$file" --yes
}

@test "cut off: line and column of the end" {
    head -c 5000 "$machine" >cut.json
    refused_everywhere "cut.json:208:5: expected JSON (unexpected end of data)" cut.json
    : >empty.json
    refused_everywhere "empty.json:1:1: expected a JSON document, found nothing" empty.json
}

@test "no JSON at all" {
    printf 'MZ\220\0\3\0' >program.json
    refused_everywhere "program.json:1:1: expected JSON" program.json
    printf '{"a": 1} {"b": 2}\n' >two.json
    refused_everywhere "two.json:1:10: expected JSON" two.json
}

@test "a key twice" {
    local start='{"netlatch": {"version": "0.1.0", "schema": "netlatch/'
    printf '%sprofile/1"},\n "name": "a",\n "name": "b"}' "$start" >profile.json
    refuses 'profile.json:3:2: expected each key once, found "name"' \
        profile check profile.json
    printf '%splan/1"},\n "id": "a",\n "id": "b"}' "$start" >plan.json
    refuses 'plan.json:3:2: expected each key once, found "id"' \
        apply --from "$machine" plan.json --yes
    sed '0,/"name": "OFFICE-7"/s//"name": "OFFICE-7", "name": "B"/' "$machine" >name.json
    refuses 'name.json:7:25: expected each key once, found "name"' audit --from name.json
}

@test "no UTF-8" {
    printf '{"netlatch": "\377\376"}' >bytes.json
    refused_everywhere "bytes.json:1:15: expected JSON (invalid UTF-8" bytes.json
    printf '{"netlatch": "\xed\xa0\x80"}' >surrogate.json
    refused_everywhere "surrogate.json:1:15: expected JSON (invalid UTF-8" surrogate.json
}

@test "nested deeper than any document of ours" {
    python3 -c 'print("[" * 100000 + "]" * 100000)' >deep.json
    refused_everywhere "deep.json:1:" deep.json
    python3 -c 'print("{\"a\":" * 100000 + "1" + "}" * 100000)' >deeper.json
    refused_everywhere "deeper.json:1:" deeper.json
}

@test "100 MB" {
    truncate -s 100M huge.json
    refuses "huge.json is larger than 67108864 bytes" audit --from huge.json
    refuses "huge.json is larger than 67108864 bytes" apply --from "$machine" huge.json --yes
    refuses "huge.json is larger than 1048576 bytes" profile check huge.json
}

@test "a document of another kind" {
    netlatch profile show article >article.json
    refuses 'article.json:4:15: expected "netlatch": {"schema": "netlatch/machine/1"}' audit --from article.json
    refuses 'article.json:4:15: expected "netlatch": {"schema": "netlatch/plan/2"}' apply --from "$machine" article.json --yes
    refuses "$machine:4:15: expected \"netlatch\": {\"schema\": \"netlatch/profile/1\"}" profile check "$machine"
    printf '[]\n' >list.json
    refused_everywhere "list.json:1:1: expected" list.json
}

@test "a value of the wrong type, in each kind of file" {
    sed 's/"build": 7601/"build": "7601"/' "$machine" >build.json
    refuses 'build.json:12:7: expected a number from 0 to 4294967295 in "build"' audit --from build.json
    jq '.machine.services = {}' "$machine" >services.json
    refuses 'expected a list in "services"' audit --from services.json
    sed '0,/"REG_DWORD"/s//"REG_WORD"/' "$machine" >type.json
    refuses 'type.json:203:23: expected "type": a value type' audit --from type.json
    local start='{"netlatch": {"version": "0.1.0", "schema": "netlatch/profile/1"}, "name": "p",'
    printf '%s\n "settings": [] }\n' "$start" >profile.json
    refuses 'profile.json:2:2: expected an object' profile check profile.json
    printf '%s\n "settings": {"dcom.enabled": 7} }\n' "$start" >profile.json
    refuses 'profile.json:2:15: expected one of yes, no for dcom.enabled' profile check profile.json
}

@test "ids and words that are not known" {
    local start='{"netlatch": {"version": "0.1.0", "schema": "netlatch/profile/1"}, "name": "p",'
    printf '%s\n "settings": {"dcom.enable": "no"} }\n' "$start" >profile.json
    refuses 'profile.json:2:15: ' profile check profile.json
    printf '%s\n "settings": {"dcom.enabled": "perhaps"} }\n' "$start" >profile.json
    refuses 'profile.json:2:31: ' profile check profile.json
    printf '%s\n "setings": {} }\n' "$start" >profile.json
    refuses 'profile.json:2:2: expected a known key, found "setings"' profile check profile.json
    printf '%s\n "settings": {"smb1.server": {"value": "disabled", "unless_gate": "x"}} }\n' "$start" \
        >profile.json
    refuses 'profile.json:2:' profile check profile.json
}

@test "files that are not there or are folders" {
    refused_everywhere "nosuch.json" nosuch.json
    mkdir folder.json
    refused_everywhere "folder.json is a folder, expected a file" folder.json
}

@test "a file that may not be read ends with 5" {
    [[ $EUID -eq 0 ]] || skip "only root can become somebody else"
    chmod 700 "$BATS_TEST_TMPDIR/office"
    run --separate-stderr setpriv --reuid=65534 --regid=65534 --clear-groups \
        "$NETLATCH_EXE" audit --from "$BATS_TEST_TMPDIR/office/$machine"
    expect_code 5
    expect_error "$machine"
}

@test "an output that cannot be written ends with 64, and an older file stays" {
    refuses "nosuch/report.json" audit --from "$machine" --format csv --output nosuch/report.json
    refuses "nosuch/plan.json" plan --from "$machine" --profile article --output nosuch/plan.json
    refuses "nosuch/machine.json" record --from "$machine" --output nosuch/machine.json
    mkdir report.html
    refuses "report.html" audit --from "$machine" --format html --output report.html
    printf 'old\n' >report.txt
    run --separate-stderr bash -c 'ulimit -f 1; trap "" XFSZ; exec "$@" 3>&-' - \
        "$NETLATCH_EXE" audit --from "$machine" --format html --output report.txt
    expect_code 64
    expect_error "report.txt"
    [[ $(<report.txt) == old ]]
}
