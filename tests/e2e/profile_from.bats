# profile_from.bats - files of other tools as profiles: what belongs to a setting is taken, the rest is said.

load ../support/native

samples=$NETLATCH_SOURCE_DIR/../shared/samples
corpus=$NETLATCH_SOURCE_DIR/tests/fuzz/corpus/import

setup() { cd "$BATS_TEST_TMPDIR" || return; }

@test "what export writes is read as the same requests" {
    local target
    printf '%s\n' '{"netlatch": {"schema": "netlatch/profile/1"}, "name": "round", "settings": {
        "dcom.enabled": "no", "dns.llmnr": "disabled", "logon.blank-password": "console-only",
        "netbios.nodetype": "point-to-point", "smb1.server": "disabled", "smb1.client": "disabled",
        "server.service": "disabled", "netbios.adapter[{00000002-0000-0000-0000-4E6574446576}]": "disabled",
        "rpc.restrict-remote": "authenticated"}}' >round.json
    for target in inf pol; do
        netlatch export --any-machine --profile ./round.json --to $target --output round.$target 2>/dev/null
        netlatch profile from round.$target --output again.json
        expect_same <(jq -S .settings round.json) <(jq -S .settings again.json)
    done
    # What only one of them can carry.
    netlatch export --any-machine --set account.guest=disabled --set logon.network.deny=S-1-5-32-546 --to inf --output one.inf 2>/dev/null
    netlatch profile from one.inf >one.json
    [[ $(jq -c .settings one.json) == '{"account.guest":"disabled","logon.network.deny":{"exact":["S-1-5-32-546"]}}' ]]
    netlatch export --any-machine --set 'firewall.block[445]=blocked' --set 'firewall.block[137]=none' --set dns.llmnr=default \
        --to pol --output one.pol 2>/dev/null
    netlatch profile from one.pol >one.json
    [[ $(jq -cS .settings one.json) == '{"dns.llmnr":"default","firewall.block[137]":"none","firewall.block[445]":"blocked"}' ]]
    netlatch profile check one.json
}

@test "real files: what belongs to a setting, and every other entry named" {
    [[ -e $samples/registry.pol ]] || skip "the samples (../shared/samples) are not here"
    run --separate-stderr netlatch profile from "$samples/registry.pol"
    expect_code 0
    [[ $(jq -c .settings <<<"$output") == '{"dns.llmnr":"disabled","rpc.restrict-remote":"authenticated","smb1.server":"disabled","smb1.client":"disabled","netbios.nodetype":"point-to-point"}' ]]
    [[ $(grep -c '^netlatch: left aside: ' <<<"$stderr") == 58 ]]
    run --separate-stderr netlatch profile from "$samples/GptTmpl.inf"
    expect_code 0
    [[ $(jq -c .settings <<<"$output") == '{"logon.network.deny":{"exact":["S-1-5-114"]},"logon.blank-password":"console-only"}' ]]
    expect_err "left aside: SeTcbPrivilege"
    if /usr/bin/python3 -c 'import samba.gp_parse.gp_pol' 2>/dev/null; then
        # As many entries as Samba's parser counts.
        [[ $(timeout 60 /usr/bin/python3 -c 'import sys
from samba.gp_parse.gp_pol import GPPolParser
parser = GPPolParser()
parser.parse(open(sys.argv[1], "rb").read())
print(len(parser.pol_file.entries))' "$samples/registry.pol") == 63 ]]
    fi
}

@test "a list of HardeningKitty and an audit: what is not clear is said, and ends with 3" {
    run --separate-stderr netlatch profile from "$corpus/list.csv"
    expect_code 3
    expect_err "left aside: 4 RPC: Its operator is >=: more than one value meets it."
    [[ $(jq -c .settings <<<"$output") == '{"logon.network.deny":{"exact":["S-1-5-32-546","S-1-5-113"]},"dns.llmnr":"disabled","server.service":"disabled","account.guest":"disabled"}' ]]
    cp "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" machine.json
    netlatch audit --from machine.json --format json --output audit.json
    netlatch profile from audit.json --output found.json 2>told || [[ $? == 3 ]]
    netlatch profile check found.json
    # Every word that the audit found is requested, as far as it can be.
    [[ $(jq -r '.settings."dcom.enabled"' found.json) == $(jq -r '.settings[] | select(.id == "dcom.enabled").found' audit.json) ]]
}

@test "text in UTF-8 and UTF-16, with and without a byte order mark, is read alike" {
    local file encoding
    cp "$corpus/list.csv" list.csv
    netlatch export --any-machine --profile article --to inf --output template.utf16 2>/dev/null || [[ $? == 3 ]]
    iconv -f UTF-16 -t UTF-8 template.utf16 >template.inf
    cp "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" machine.json
    netlatch audit --from machine.json --format json --output audit.json || [[ $? == 3 ]]
    for file in list.csv template.inf audit.json; do
        netlatch profile from $file --output plain.json 2>plain.txt || [[ $? == 3 ]]
        { printf '\xEF\xBB\xBF'; cat $file; } >marked.tmp
        { printf '\xFF\xFE'; iconv -f UTF-8 -t UTF-16LE $file; } >wide.tmp
        mkdir -p plain && mv $file plain/
        for encoding in marked wide; do
            mv $encoding.tmp $file
            netlatch profile from $file --output other.json 2>other.txt || [[ $? == 3 ]]
            expect_same plain.json other.json
            expect_same plain.txt other.txt
        done
    done
    # Every document that is JSON, too: a recording, and the profile that was made.
    { printf '\xFF\xFE'; iconv -f UTF-8 -t UTF-16LE machine.json; } >wide.json
    netlatch audit --from machine.json --format json >plain.json || [[ $? == 3 ]]
    netlatch audit --from wide.json --format json >other.json || [[ $? == 3 ]]
    # All but the checksum of the recording's bytes.
    expect_same <(jq '[.machine, .ports, .settings, .findings]' plain.json) \
        <(jq '[.machine, .ports, .settings, .findings]' other.json)
    printf '\xFF\xFE{\0\0\xD8}\0' >broken.json
    expect_usage "broken.json:1: expected text in UTF-16 or UTF-8" profile from broken.json
    expect_usage "broken.json:1:1: expected text in UTF-16 or UTF-8" audit --from broken.json
}

@test "hostile and broken files: one line with the place, and exit code 64" {
    local cut
    printf '[Registry Values]\nMACHINE\\System\\X\n' >bad.inf
    expect_usage "bad.inf:2: expected PATH" profile from bad.inf
    printf '[Service General Setting]\n"Browser"\n' >bad.inf
    expect_usage "bad.inf:2: expected" profile from bad.inf
    printf 'ID,Method\n' >bad.csv
    expect_usage "bad.csv:1: expected a security template" profile from bad.csv
    for cut in 3 9 12 60 150; do
        head -c $cut "$corpus/registry.pol" >bad.pol
        run --separate-stderr netlatch profile from bad.pol
        expect_code 64
        expect_error "bad.pol"
    done
    truncate -s 17M big.pol
    expect_usage "big.pol" profile from big.pol
    printf '{"netlatch": {"schema": "netlatch/plan/1"}}' >other.json
    expect_usage "expected an audit of netlatch" profile from other.json
    expect_usage "nothing in it belongs to a setting" profile from "$corpus/empty.pol"
    expect_usage "the name or file is missing" profile from
    cp "$corpus/registry.pol" same.pol
    expect_usage "is what is read here" profile from same.pol --output same.pol
    expect_same "$corpus/registry.pol" same.pol
}
