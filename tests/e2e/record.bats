# record.bats - a machine file says everything that was seen: what is made from it is the same.

load ../support/native

setup() { machine_new; }

@test "a machine file that is recorded again is the same, byte for byte" {
    netlatch record --from "$machine" --output again.json
    expect_same "$machine" again.json
    netlatch record --from again.json >out.json
    expect_same "$machine" out.json
}

@test "an older form of writing the same file makes no difference" {
    jq -c . "$machine" >compact.json
    netlatch record --from compact.json --output again.json
    expect_same "$machine" again.json
    { printf '\xef\xbb\xbf'; cat "$machine"; } >marked.json
    netlatch record --from marked.json --output again.json
    expect_same "$machine" again.json
}

@test "audits of the same machine are the same" {
    netlatch audit --from "$machine" --format json >one.json
    netlatch record --from "$machine" --output again.json
    netlatch audit --from again.json --format json >two.json
    expect_same one.json two.json
    [[ $(jq '.settings | length' one.json) -ge 20 ]]
}

@test "what waits for a restart is recorded with the machine" {
    netlatch apply --from "$machine" --set dcom.enabled=no --yes || [[ $? -eq $NL_EXIT_RESTART ]]
    # The journal stays behind; what it says of the machine does not.
    netlatch record --from "$machine" --output elsewhere.json
    jq '.settings = {"dcom.enabled": "no"} | del(.description, .role, .title)' \
        <(netlatch profile show article) >mine.json
    for one in "$machine" elsewhere.json; do
        [[ $(netlatch plan --from "$one" --profile mine.json --format json |
            jq -c '[.requests[].outcome]') == '["pending"]' ]] || expect_nothing_less "$one: expected pending"
        [[ $(netlatch audit --from "$one" --profile mine.json --format json | jq -r .result) != as-wanted ]]
    done
    netlatch record --from elsewhere.json --output again.json
    expect_same elsewhere.json again.json
}

@test "plans of the same machine have the same fingerprint, of another one another" {
    plan() { netlatch plan --from "$1" --set smb.direct=disabled --format json | jq -r .id; }
    one=$(plan "$machine")
    netlatch record --from "$machine" --output again.json
    [[ ${#one} -eq 16 && $(plan again.json) == "$one" ]]
    sed '/"EnableLMHOSTS"/,/"data"/s/"data": 1/"data": 0/' "$machine" >other.json
    [[ $(plan other.json) == "$one" ]]
    [[ $(netlatch plan --from "$machine" --set smb.direct=disabled --set dcom.enabled=no --format json |
        jq -r .id) != "$one" ]]
}

@test "what a person should know about the file is told, unless --quiet" {
    run --separate-stderr netlatch record --from "$machine" --output again.json
    expect_code 0
    expect_err "handle it accordingly"
    [[ -z $output ]]
    run --separate-stderr netlatch record --from "$machine" --output again.json --quiet
    [[ -z $output && -z $stderr ]]
}
