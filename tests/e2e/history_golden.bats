# history_golden.bats - every word of the history, as text and as a page, in both languages. Times, ids,
# accounts and places differ from run to run and are masked. With NETLATCH_BLESS=1 the expected files in
# tests/golden/report are rewritten, and their difference is reviewed like code.

load ../support/native

setup() {
    machine_new
    # One change that stands, one rolled back, one rolled back in part because somebody came in between.
    netlatch apply --from "$machine" --yes --set 'netbios.adapter[*]=disabled' --set smb.direct=disabled \
        --accept unverified-setting --set dcom.enabled=no || true
    netlatch rollback --from "$machine" --yes || true
    netlatch apply --from "$machine" --yes --set dcom.enabled=no --set logon.network.deny=+S-1-5-7 || true
    jq '(.machine.registry[] | select(.path == "HKLM\\SOFTWARE\\Microsoft\\Ole").values[] |
        select(.name == "EnableDCOM").value.data) = "1"' "$machine" >changed.json
    mv changed.json "$machine"
    netlatch rollback --from "$machine" --yes || true
    netlatch apply --from "$machine" --yes --set netbios.nodetype=point-to-point || true
}

mask() {
    sed -E -e 's/[0-9]{8}T[0-9]{6}Z/TIME/g' -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:]{5,8}( UTC|Z)?/TIME/g' \
        -e "s#$BATS_TEST_TMPDIR#PLACE#g" -e "s/by ($(id -un)|root)\b/by ACCOUNT/g" \
        -e "s/由 ?($(id -un)|root)\b/由 ACCOUNT/g" -e 's/\b[0-9a-f]{64}\b/HASH/g' -e 's/\b[0-9a-f]{16}\b/PLAN/g'
}

# golden NAME ARGUMENT...
golden() {
    local expected=$BATS_TEST_DIRNAME/../golden/report/$1
    shift
    netlatch history --from "$machine" "$@" | mask >found
    [[ -z ${NETLATCH_BLESS:-} ]] || cp found "$expected"
    diff "$expected" found
}

@test "the history as text, short and whole" {
    golden history.txt --lang en
    golden history-verbose.txt --lang en --verbose
    golden history-zh.txt --lang zh-CN
}

@test "the history as a page" {
    golden history.html --lang en --format html
    golden history-zh.html --lang zh-CN --format html
}
