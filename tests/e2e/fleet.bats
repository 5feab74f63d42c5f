# fleet.bats - netlatch fleet and netlatch diff over recordings and audits, natively.

load ../support/native
load ../support/probe_network

setup_file() { probe_network_new; }
teardown_file() {
    [[ -n ${NL_SKIP:-} ]] || probe_network_end
}
teardown() { listen_end; }

setup() {
    machine_new
    mkdir audits
    netlatch audit --from "$machine" --format json >whole.json
}

# pc NAME [JQ]: an audit of that machine in audits, changed by a filter.
pc() {
    jq -c --arg name "$1" ".machine.name = \$name | .time = \"2026-11-20T08:00:00Z\" | ${2-.}" whole.json >"audits/$1.json"
}
reached='.ports |= map(.observed = "open" | .reached_by = "same-subnet")'
closed='.ports |= map(.observed = "closed" | .reached_by = "nobody")'
unknown='.ports |= map(.observed = "unknown" | .reached_by = "unknown")'

# fleet ARGUMENT...: the answer as JSON in fleet.json, which its schema describes.
fleet() {
    run --separate-stderr netlatch fleet "$@" --format json
    printf '%s\n' "$output" >fleet.json
    expect_document fleet.json fleet
}
answer() { jq -c "$1" fleet.json; }

@test "the worst machine is first; what is not known is neither reached nor closed" {
    pc CLOSED "$closed"
    pc OPEN "$reached"
    pc BLIND "$unknown"
    fleet audits
    expect_code 0
    [[ $(answer '[.machines[].machine]') == '["OPEN","BLIND","CLOSED"]' ]]
    [[ $(answer '[.summary.reachable, .summary.reachable_unknown]') == '[1,1]' ]]
    [[ $(answer '.ports[4] | [.reachable, .unknown, .closed]') == '[1,1,1]' ]]
    run --separate-stderr netlatch fleet audits
    expect_out "1 of 3 machines can be reached through the five ports; of 1 more this is not"
}

@test "the page is green only where every machine is as wanted" {
    for result in as-wanted pending not-as-wanted unknown; do
        rm -f audits/*.json
        pc CLOSED "$closed | .result = \"$result\""
        netlatch fleet audits --format html --output page.html
        grep -q "None of the 1 machines can be reached" page.html
        tone=warn
        [[ $result != as-wanted ]] || tone=good
        grep -q "class=\"result $tone\"" page.html || expect_nothing_less "$result: $tone"
        rm page.html
    done
}

@test "recordings, audits and lines, of this version and others, are read alike" {
    pc OPEN "$reached"
    cp "$machine" audits/recorded.json
    # Lines as netlatch 0.1 wrote them ("machine" an object in the first, a text in the others), and as
    # they are written now.
    netlatch audit --from "$machine" --format ndjson | jq -c 'select(.record | IN("header", "port", "setting", "finding")) |
        if .record == "header" then .machine = (.computer | .name = "LINES") |
            .profile = {name: .profile, title: .profile_title, recommended: false} |
            .netlatch.schema = "netlatch/audit-lines/1"
        else .machine = "LINES" | del(.netlatch, .profile) end | del(.time, .run, .computer, .cut)' >audits/lines.ndjson
    netlatch audit --from "$machine" --format ndjson | jq -c '.time = "2026-11-21T08:00:00Z" |
        .machine = "LATER" | .added = {"some": [1]}' >audits/later.jsonl
    pc NEXT ".netlatch.schema = \"netlatch/audit/2\" | .added = [1, {}] | $closed"
    # Before rules had names and results a word.
    pc BEFORE 'del(.result, .ports[].reached_by, .findings[].rule, .requests)'
    # As Windows PowerShell redirects.
    iconv -f UTF-8 -t UTF-16 <(jq '.machine.name = "POWERSHELL"' whole.json) >audits/powershell.json
    fleet audits
    [[ $(answer '.unreadable') == '[]' ]] || expect_nothing_less "all can be read"
    [[ $(answer '[.machines[].machine] | sort') == '["BEFORE","LATER","LINES","NEXT","OFFICE-7","OPEN","POWERSHELL"]' ]]
    # One machine, told in five ways, is as bad in each.
    [[ $(answer '[.machines[] | select(.machine | IN("OFFICE-7", "LINES", "LATER", "BEFORE", "POWERSHELL")) |
        [.high, .medium, .low, .tcp_445, .rules_failed | tostring]] | unique | length') == 1 ]] ||
        expect_nothing_less "$(answer '.machines[] | [.machine, .high, .medium, .low, .tcp_445, (.rules_failed|tostring)]')"
    [[ $(answer '[.machines[] | select(.machine == "LATER") | .build, .profile, .seen]') == '[7601,"office-client","2026-11-21T08:00:00Z"]' ]]
}

@test "a file that cannot be read costs one line and says why; others are not lost by it" {
    pc GOOD
    head -n 118 whole.json | head -c -1 >audits/torn.json
    : >audits/empty.json
    echo '{"a": 1}' >audits/other.json
    jq '.netlatch.schema = "netlatch/audit/9"' whole.json >audits/future.json
    jq 'del(.ports[2])' whole.json >audits/part.json
    jq '.machine.name = ""' whole.json >audits/nameless.json
    netlatch plan --from "$machine" --profile article --format json >audits/plan.json
    printf '[%.0s' $(seq 100000) >audits/deep.json
    { netlatch audit --from "$machine" --format ndjson | head -n 4; echo '{"record": '; } >audits/cut.ndjson
    fleet audits
    expect_code 0
    [[ $(answer '[.machines[].machine]') == '["GOOD"]' ]]
    [[ $(answer '[.unreadable[] | "\(.file) \(.line) \(.why)"] | sort') == "$(cat <<'EOF' | jq -c 'sort'
["audits/torn.json 118 expected JSON (unexpected end of data)",
 "audits/empty.json 1 expected a JSON document, found nothing",
 "audits/other.json 0 expected an audit or a recording of netlatch",
 "audits/future.json 0 netlatch/audit/9 is newer than this netlatch",
 "audits/part.json 0 the audit is not whole: port 138 is missing",
 "audits/nameless.json 0 the machine has no name of 1 to 255 bytes",
 "audits/plan.json 0 expected an audit or a recording, found netlatch/plan/2",
 "audits/deep.json 1 expected JSON (unexpected end of data)",
 "audits/cut.ndjson 5 expected one JSON document in the line",
 "audits/cut.ndjson 1 the lines of OFFICE-7 are not a whole audit"]
EOF
)" ]] || expect_nothing_less "$(answer '.unreadable')"
    run --separate-stderr netlatch fleet audits --exit-code
    expect_code 2
    # Nothing at all could be read: bad input.
    run --separate-stderr netlatch fleet audits/torn.json
    expect_code 64
    expect_out "torn.json"
}

@test "machines that are missing, stale, undated or there twice are named" {
    pc NEW '.time = (now | todate)'
    pc OLD '.time = "2020-01-01T00:00:00Z"'
    pc UNDATED 'del(.time)'
    jq '.time = "2019-01-01T00:00:00Z"' audits/NEW.json >audits/older.json
    printf '\xef\xbb\xbf#TYPE Microsoft.ActiveDirectory\r\n"Enabled";"Name"\r\n"True";"new"\r\n"True";"GONE"\r\n' >list.csv
    fleet audits --expect list.csv --stale 30d
    [[ $(answer '.missing') == '["GONE"]' ]]
    [[ $(answer '.unexpected | sort') == '["OLD","UNDATED"]' ]]
    [[ $(answer '[.machines[] | select(.stale) | .machine]') == '["OLD"]' ]]
    [[ $(answer '[.summary.undated, .summary.missing, .summary.stale]') == '[1,1,1]' ]]
    [[ $(answer '.older') == '[{"machine":"NEW","file":"audits/older.json","newer":"audits/NEW.json"}]' ]]
    run --separate-stderr netlatch fleet audits --expect list.csv --stale 30d
    expect_out "Missing, 1 of 2 expected: GONE."
    expect_out "Seen longer ago than 30d, 1: OLD."
    [[ ${#lines[@]} -lt 40 ]]
    # One name in two domains is two machines.
    pc NEW2 '.machine.name = "NEW" | .machine.membership.name = "OTHER"'
    fleet audits
    [[ $(answer '[.machines[] | select(.machine == "NEW") | .group] | sort') == '["OTHER","Workgroup"]' ]]
}

@test "since an earlier collection: better, worse, new, gone" {
    pc FIXED "$reached"
    pc BROKEN "$closed"
    pc SAME "$closed"
    pc LEFT "$closed"
    mv audits before
    mkdir audits
    pc FIXED "$closed"
    pc BROKEN "$reached"
    pc SAME "$closed"
    pc JOINED "$closed"
    fleet audits --since before
    [[ $(answer '.since | [.better, .worse, .same, .new, .gone]') == '[1,1,1,1,["LEFT"]]' ]]
    [[ $(answer '[.machines[] | "\(.machine) \(.change)"] | sort') == '["BROKEN worse","FIXED better","JOINED new","SAME same"]' ]]
    run --separate-stderr netlatch fleet audits --since before
    expect_out "Worse: BROKEN."
    expect_out "Better: FIXED."
    expect_out "Not there any more: LEFT."
    run --separate-stderr netlatch diff before audits
    expect_out "BROKEN: "
    expect_out "LEFT is only in the old collection."
    expect_out "JOINED is only in the new collection."
}

@test "links are not followed, folders are walked, other files are counted" {
    pc HERE
    mkdir -p audits/a/b elsewhere audits/machine.json.journal
    mv audits/HERE.json audits/a/b/
    jq '.machine.name = "THERE"' whole.json >elsewhere/there.json
    ln -s "$PWD/elsewhere" audits/link
    ln -s ../elsewhere/there.json audits/there.json
    ln -s . audits/loop
    echo x >audits/notes.txt
    cp whole.json audits/machine.json.journal/x.json
    fleet audits
    [[ $(answer '[.machines[].machine]') == '["HERE"]' ]]
    [[ $(answer '[.summary.links_not_followed, .summary.other_files]') == '[3,1]' ]]
    # A link that a person names is followed: it was meant.
    fleet audits/there.json
    [[ $(answer '[.machines[].machine]') == '["THERE"]' ]]
    # Its own answer, written beside the audits, is no audit and no fault.
    netlatch fleet audits --format json --output audits/fleet.json
    fleet audits
    [[ $(answer '[.summary.unreadable, .summary.other_files]') == '[0,2]' ]]
}

@test "lines and the sheet: one key one type, every line alone, the same machines" {
    pc OPEN "$reached"
    pc CLOSED "$closed"
    echo nonsense >audits/bad.json
    printf 'OPEN\nABSENT\n' >list
    netlatch fleet audits --expect list --format ndjson >lines.ndjson
    python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py" --lines \
        "$NETLATCH_SOURCE_DIR/res/schema/fleet-lines.schema.json" lines.ndjson
    python3 - <<'EOF'
import csv, io, json, subprocess, os
types = {}
rows = []
for line in open("lines.ndjson", encoding="ascii"):
    row = json.loads(line)
    assert next(iter(row)) == "time" and len(line) < 65000
    rows.append(row)
    for key, value in row.items():
        if value is not None:
            types.setdefault(key, set()).add(type(value).__name__)
assert all(len(found) == 1 for found in types.values()), types
text = subprocess.run([os.environ["NETLATCH_EXE"], "fleet", "audits", "--expect", "list", "--format", "csv"],
                      stdout=subprocess.PIPE, check=True).stdout
assert text.startswith(b"\xef\xbb\xbf") and b"\r\n" in text
sheet = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
machines = [row for row in rows if row["record"] == "machine"]
assert [(row["status"], row["machine"] or "", row["tcp_445"] or "") for row in machines] == \
    [(row["status"], row["machine"], row["tcp_445"]) for row in sheet]
assert {row["status"] for row in sheet} == {"seen", "missing", "unreadable"}
EOF
}

@test "names of machines and files are harmless in every form" {
    pc EVIL '.machine.name = "=cmd|\u001b]0;x\u0007\u202e<script>alert(1)</script>\"" | .machine.membership.name = "+1"'
    mv audits/EVIL.json $'audits/a"><img src=x>\n#?.json'
    run --separate-stderr netlatch fleet audits
    [[ $output != *$'\e'* && $output != *$'\u202e'* ]]
    netlatch fleet audits --format html --output page.html
    ! grep -qP '<script>alert|<img|\x1b|\x{202E}' page.html ||
        expect_nothing_less "a name is not harmless in the page"
    grep -q 'href="audits/a%22%3E%3Cimg%20src%3Dx%3E%0A%23%3F.json"' page.html
    netlatch fleet audits --format csv >sheet.csv
    grep -q "\"'=cmd|?" sheet.csv
    [[ $(wc -l <sheet.csv) -eq 2 ]]
    fleet audits
}

@test "the page: one script that may run, named by its hash, nothing fetched; audits are linked" {
    pc OPEN "$reached"
    echo x >audits/OPEN.html
    netlatch fleet audits --since audits --format html --output page.html --lang zh-CN
    python3 - <<'EOF'
import base64, hashlib, html.parser, re
page = open("page.html", encoding="utf-8").read()
scripts = re.findall("<script>(.*?)</script>", page, re.S)
assert len(scripts) == 1
digest = "sha256-" + base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
assert "script-src '%s'" % digest in page, digest + " belongs into src/fleet/fleet_html.c"
assert not re.search(r"""(src|href)=["']?(https?:|//)""", page)
class Closed(html.parser.HTMLParser):
    open = []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "input", "path", "circle", "rect", "br"):
            self.open.append(tag)
    def handle_endtag(self, tag):
        if tag not in ("path", "circle", "rect"):
            assert self.open.pop() == tag, (tag, self.getpos())
parser = Closed()
parser.feed(page)
assert not parser.open
EOF
    grep -q '<a href="audits/OPEN.html">' page.html
    netlatch fleet audits --format html --output audits/page.html
    grep -q '<a href="OPEN.html">' audits/page.html
}

@test "what differs between two recordings, settings and facts apart" {
    cp "$machine" new.json
    netlatch apply --from new.json --set dcom.enabled=no --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    jq '(.machine.services[] | select(.name == "Spooler").run) = "stopped"' new.json >newer.json
    run --separate-stderr netlatch diff "$machine" newer.json --exit-code
    expect_code 2
    expect_out "dcom.enabled"
    expect_out "EnableDCOM"
    netlatch diff "$machine" newer.json --format json >diff.json
    expect_document diff.json diff
    [[ $(jq -c '[.machines[0].changes[] | select(.what == "dcom.enabled") | .kind, .before, .after]' diff.json) == '["setting","yes","no"]' ]]
    run --separate-stderr netlatch diff "$machine" "$machine" --exit-code
    expect_code 0
    # A recording against an audit: what only a recording has is not called a change.
    netlatch diff "$machine" whole.json --format json >diff.json
    [[ $(jq -c '[.differ, .same]' diff.json) == '[0,1]' ]]
    expect_usage "does not exist" diff "$machine" nowhere.json
    expect_usage "it is not said what is to be compared" diff "$machine"
    head -c 100 whole.json >torn.json
    expect_usage "torn.json:" diff "$machine" torn.json
}

@test "what probes found is compared: a port that begins to answer is worse" {
    asked() { # NAME ROW...: a recording and its audit; a row is PORT ADDRESS OWN STATE [ASKED FROM [SMB1]]
        local name=$1 rows=() row
        shift
        for row in "$@"; do
            # shellcheck disable=SC2086 # words of the row
            set -- $row
            rows+=("{\"port\": $1, \"address\": \"$2\", \"own\": $3, \"state\": \"$4\", \"asked_from\": \"${5-198.51.100.7}\", \"smb1\": ${6-false}}")
        done
        jq ".machine.probes = [$(IFS=,; echo "${rows[*]}")]" "$machine" >"$name.json"
        netlatch audit --from "$name.json" --format json >"$name-audit.json"
    }
    compared() { # OLD NEW: the probes that differ
        netlatch diff "$1.json" "$2.json" --format json >diff.json
        expect_document diff.json diff
        jq -c '[.machines[].changes[] | select(.kind == "probe") | [.trend, .what, .before, .after]]' diff.json
    }
    asked old '135 192.0.2.10 false answers' '137 192.0.2.10 false no-answer' '139 192.0.2.10 false answers' \
        '445 192.0.2.10 false no-answer' '445 192.0.2.11 false answers' '138 192.0.2.10 false not-asked' '445 192.0.2.10 true silent'
    asked new '135 192.0.2.10 false answers' '137 192.0.2.10 false refused' '139 192.0.2.10 false no-answer' \
        '445 192.0.2.10 false answers 198.51.100.7 true' '138 192.0.2.10 false not-asked' '445 192.0.2.10 true answers'
    local all='[["worse","probe of tcp/445 at 192.0.2.10","no-answer","answers, SMB1"],["worse","own probe of tcp/445 at 192.0.2.10","silent","answers"]'
    all+=',["better","probe of tcp/139 at 192.0.2.10","answers","no-answer"],["other","probe of tcp/445 at 192.0.2.11","answers",null]'
    all+=',["other","probe of udp/137 at 192.0.2.10","no-answer","refused"]]'
    [[ $(compared old new) == "$all" && $(compared old-audit new-audit) == "$all" && $(compared old-audit new) == "$all" ]]
    # The ports first, then the probes; in words, too.
    [[ $(jq -r '[.machines[0].changes[].kind] | unique_by(.) | length' diff.json) -gt 1 ]]
    [[ $(jq -r '[.machines[0].changes[].kind] | index("probe") < (index("setting") // index("finding") // length)' diff.json) == true ]]
    run --separate-stderr netlatch diff old.json new.json
    expect_code 0
    expect_out "Ports, probes, settings and findings, the worst first"
    [[ $output == *worse*"probe of tcp/445 at 192.0.2.10"*no-answer*"answers, SMB1"*better*"probe of tcp/139 at 192.0.2.10"* ]]
    run --separate-stderr netlatch diff old.json old.json --exit-code
    expect_code 0
    # Nobody asked before, or nobody asks any more: the one is worse where it answers, the other is no all-clear.
    asked none
    asked one '445 192.0.2.10 false answers' '135 192.0.2.10 false refused'
    [[ $(compared none one) == '[["worse","probe of tcp/445 at 192.0.2.10",null,"answers"],["other","probe of tcp/135 at 192.0.2.10",null,"refused"]]' ]]
    [[ $(compared one none) == '[["other","probe of tcp/445 at 192.0.2.10","answers",null],["other","probe of tcp/135 at 192.0.2.10","refused",null]]' ]]
    run --separate-stderr netlatch diff one.json none.json
    [[ $output == *"probe of tcp/445 at"*answers*"not asked"* ]]
    # Asked from two addresses: the worse answer counts, whatever the order.
    asked two '445 192.0.2.10 false no-answer 198.51.100.8' '445 192.0.2.10 false answers' '135 192.0.2.10 false refused'
    [[ $(compared one two) == '[]' ]]
    asked two '445 192.0.2.10 false answers' '445 192.0.2.10 false refused 198.51.100.8' '135 192.0.2.10 false refused'
    [[ $(compared one two) == '[]' && $(compared two one) == '[]' ]]
    # Rows that no probe writes are none.
    jq '.probes = [{"port": 99999999999, "address": "192.0.2.10", "own": false, "state": "answers"}, {"port": 445, "own": false, "state": "answers"},
        {"port": 445, "address": "192.0.2.10", "own": false, "state": "open"}, 5, null]' none-audit.json >odd.json
    [[ $(compared none-audit odd) == '[]' ]]
}

# measured NAME JQ ROW...: the audit of a recording that carries these answers, changed by a filter.
measured() {
    local name=$1 filter=$2
    shift 2
    local IFS=,
    pc "$name" "$filter | .ports |= map(.without_probes = .reached_by) | .probes = [$*]"
}
answer_of() { # OWN STATE [TIME] [ASKED FROM]
    printf '{"port":445,"address":"192.0.2.10","own":%s,"state":"%s","time":"2026-11-2%sT08:00:00Z","asked_from":"%s"}' \
        "$1" "$2" "${3-1}" "${4-198.51.100.7}"
}

@test "what was measured from outside stands beside what a machine says, and is never an all-clear" {
    local good="$closed | .result = \"as-wanted\" | .compliant = true | .findings = []"
    measured ANSWERS "$good" "$(answer_of false answers)"
    measured SILENT "$good" "$(answer_of false no-answer)"
    measured REFUSED "$good" "$(answer_of false refused)"
    measured ITSELF "$good" "$(answer_of true answers)"
    measured BLIND "$unknown | .result = \"unknown\"" "$(answer_of false refused)"
    measured NOBODY-ASKED "$good"
    fleet audits
    [[ $(answer '[.summary | .asked_from_outside, .answered, .contradicting, .asked_only_itself, .as_wanted, .not_as_wanted, .unknown]') == '[4,1,1,1,4,1,1]' ]] ||
        expect_nothing_less "$(answer .summary)"
    [[ $(answer '[.machines[] | select(.ports_contradicting != []) | .machine, .result, .tcp_445, .ports_contradicting]') == \
        '["ANSWERS","not-as-wanted","reachable",["tcp_445"]]' ]]
    # A machine's question to itself, and an answer that did not come, change nothing.
    [[ $(answer '[.machines[] | select(.machine | IN("SILENT", "REFUSED", "ITSELF", "NOBODY-ASKED")) | .tcp_445] | unique') == '["closed"]' ]]
    [[ $(answer '[.machines[] | select(.machine == "BLIND") | .tcp_445]') == '["unknown"]' ]]
    [[ $(answer '[.machines[] | select(.ports_answered == null) | .machine] | sort') == '["ITSELF","NOBODY-ASKED"]' ]]
    [[ $(answer '[.machines[] | select(.machine == "ANSWERS") | .probes[]]') == \
        '[{"port":445,"own":false,"state":"answers","time":"2026-11-21T08:00:00Z","address":"192.0.2.10","asked_from":"198.51.100.7"}]' ]]
    run --separate-stderr netlatch fleet audits
    expect_out "1 of 6 machines can be reached through"
    expect_out "Probed from another machine: 4 of 6; a port answered on 1, on 1 of them although"
    expect_out "against what the machine says:"
    # --exit-code says 2, also where every file says that all is as wanted.
    run --separate-stderr netlatch fleet audits/ANSWERS.json --exit-code
    expect_code 2
    run --separate-stderr netlatch fleet audits/SILENT.json --exit-code
    expect_code 0
    netlatch fleet audits --format html --output page.html
    grep -q 'data-label="Probe" data-sort="111"><div><span class="badge bad">TCP 445: answers; against' page.html
    grep -q 'answer against settings' page.html
    netlatch fleet audits --format csv >sheet.csv
    python3 - <<'EOF'
import csv
rows = {row["machine"]: row for row in csv.DictReader(open("sheet.csv", encoding="utf-8-sig"))}
assert [rows[name]["tcp_445_probed"] for name in ("ANSWERS", "SILENT", "REFUSED", "ITSELF")] == \
    ["answers", "no-answer", "refused", "not-asked"], rows
assert rows["ITSELF"]["tcp_445_own_probe"] == "answers" and rows["ANSWERS"]["tcp_445_probed_from"] == "198.51.100.7"
assert rows["ANSWERS"]["tcp_445_probed_at"] == "2026-11-21T08:00:00Z"
EOF
    netlatch fleet audits --format ndjson >lines.ndjson
    python3 "$NETLATCH_SOURCE_DIR/tests/check/validate_schema.py" --lines \
        "$NETLATCH_SOURCE_DIR/res/schema/fleet-lines.schema.json" lines.ndjson
    # As lines, the same.
    jq -c '(. as $a | {record: "header", machine: .machine.name, time, result, computer: .machine}, (.ports[] | . + {record: "port", machine: $a.machine.name, time: $a.time}),
        (.probes[] | {record: "probe", machine: $a.machine.name, time: $a.time, probe: .}))' audits/ANSWERS.json >one.ndjson
    fleet one.ndjson
    [[ $(answer '[.unreadable, .machines[0].ports_contradicting, .machines[0].result]') == '[[],["tcp_445"],"not-as-wanted"]' ]]
}

@test "answers that are none cost one line that names the file, and not the machine" {
    measured BAD "$closed" "$(answer_of false answers | sed 's/445/80/')" 7 "$(answer_of false answers)"
    measured LIST "$closed"
    jq -c '.probes = {"a": 1}' audits/LIST.json >audits/NOLIST.json
    rm audits/LIST.json
    fleet audits
    [[ $(answer '[.unreadable[] | "\(.file): \(.why)"] | sort') == "$(jq -c . <<'EOF'
["audits/BAD.json: answers to a probe that do not count, 2: \"port\" is not what a probe writes",
 "audits/NOLIST.json: answers to a probe that do not count, 1: \"probes\" is not what a probe writes"]
EOF
)" ]] || expect_nothing_less "$(answer .unreadable)"
    [[ $(answer '[.machines[] | [.machine, .ports_answered]]') == '[["BAD",1],["LIST",null]]' ]]
    run --separate-stderr netlatch fleet audits --exit-code
    expect_code 2
    # What others wrote into an address is harmless.
    measured BAD "$closed" '{"port":445,"address":"=1\u001b]0;x\u0007\u202e","asked_from":"<img src=x>","own":false,"state":"answers"}'
    run --separate-stderr netlatch fleet audits --verbose
    [[ $output != *$'\e'* && $output != *$'\u202e'* ]]
    netlatch fleet audits --format html --output page.html
    ! grep -qP '<img|\x1b|\x{202E}' page.html ||
        expect_nothing_less "a name is not harmless in the page"
    netlatch fleet audits --format csv >sheet.csv
    grep -q "\"'=1?" sheet.csv
}

@test "since: a port that answered and does not any more, and one that nobody asked again" {
    measured CLOSED-NOW "$closed" "$(answer_of false answers)"
    measured OPEN-NOW "$closed" "$(answer_of false no-answer)"
    measured NOT-ASKED "$closed" "$(answer_of false answers)"
    mv audits before
    mkdir audits
    measured CLOSED-NOW "$closed" "$(answer_of false no-answer 5)"
    measured OPEN-NOW "$closed" "$(answer_of false answers 5)"
    measured NOT-ASKED "$closed" "$(answer_of true answers 5)"
    fleet audits --since before
    [[ $(answer '[.machines[] | "\(.machine) \(.change)"] | sort') == '["CLOSED-NOW better","NOT-ASKED same","OPEN-NOW worse"]' ]]
    run --separate-stderr netlatch fleet audits --since before
    expect_out "Worse: OPEN-NOW (TCP 445 answers a probe)."
    expect_out "Better: CLOSED-NOW (TCP 445 answers a probe)."
    expect_out "A port answered a probe, and nobody asked it again, 1: NOT-ASKED."
}

@test "what waits for a restart is named with what it waits for" {
    cp "$machine" waiting.json
    netlatch apply --from waiting.json --set dcom.enabled=no --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    netlatch audit --from waiting.json --format json >audits/waiting.json
    fleet audits
    [[ $(answer '[.summary.restart_pending, .machines[0].restart_pending, .machines[0].waits_for]') == '[1,true,"restart"]' ]]
    [[ $(answer '.machines[0].pending_since') == "$(jq '[.requests[] | select(.outcome == "pending") | .since] | min' audits/waiting.json)" ]]
    run --separate-stderr netlatch fleet audits
    expect_out "Changes that wait for a restart to come into force, 1: OFFICE-7 (Windows"
}

@test "a recording that was changed counts as its audit does: the journals beside it are read" {
    cp "$machine" waiting.json
    netlatch apply --from waiting.json --set dcom.enabled=no --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    netlatch audit --from waiting.json --format json >waiting.audit
    local expected
    expected=$(jq -c '[.result, ([.requests[] | select(.outcome == "pending") | .since] | min)]' waiting.audit)
    mkdir link
    ln -s ../waiting.json link/other.json
    local file
    for file in waiting.json link/other.json; do
        fleet "$file"
        [[ $(answer '.machines[0] | [.result, .pending_since]') == "$expected" && $(answer '.machines[0].waits_for') == '"restart"' ]] ||
            expect_nothing_less "$file: $(answer '.machines[0]')"
    done
    # What cannot be read of them is not seen.
    local before
    before=$(answer '.machines[0].not_seen')
    printf 'x\n' >waiting.json.journal/000009-20260101T000000Z.journal
    fleet waiting.json
    [[ $(answer '.machines[0].not_seen') == $((before + 1)) ]]
    # Rolled back: nothing waits.
    rm waiting.json.journal/000009-20260101T000000Z.journal
    netlatch rollback --from waiting.json --yes >/dev/null || [[ $? -eq $NL_EXIT_RESTART ]]
    fleet waiting.json
    [[ $(answer '.machines[0].waits_for') == null ]]
}

# A recording of a change that waited to be confirmed: NAME PHASE UNTIL WATCHED
unconfirmed() {
    jq --arg name "$1" --arg phase "$2" --arg until "$3" --arg watched "$4" \
        '.machine.name = $name | .machine.unconfirmed = [{change: "000001-X", phase: $phase, watched: $watched}
            + if $until == "" then {} else {until: $until} end]' "$machine" >"$1.json"
}

@test "a change that waited to be confirmed is named, and that nobody watches it" {
    unconfirmed COUNTING counting 2026-11-28T18:04:00Z yes
    unconfirmed ONCE waiting-for-restart "" yes
    unconfirmed OVER expired "" no
    cp COUNTING.json audits/recorded.json
    netlatch audit --from ONCE.json --format json >audits/once.json
    netlatch audit --from OVER.json --format ndjson >audits/over.ndjson
    netlatch audit --from "$machine" --format json >audits/none.json
    expect_document audits/once.json audit
    [[ $(jq -c .unconfirmed audits/once.json) == '{"change":"000001-X","phase":"waiting-for-restart","until":null,"watched":"yes"}' ]]
    [[ $(jq -c .unconfirmed audits/none.json) == null ]]
    fleet audits
    [[ $(answer '[.summary.unconfirmed, .summary.unwatched]') == '[3,1]' ]]
    local expected='["COUNTING counting 2026-11-28T18:04:00Z yes","ONCE waiting-for-restart null yes","OVER expired null no"]'
    [[ $(answer '[.machines[] | select(.unconfirmed) | "\(.machine) \(.unconfirmed) \(.confirm_until) \(.watched)"] | sort') == "$expected" ]]
    netlatch fleet audits --format ndjson >lines
    [[ $(jq -sc '[.[] | select(.unconfirmed) | "\(.machine) \(.unconfirmed) \(.confirm_until) \(.watched)"] | sort' lines) == "$expected" ]]
    netlatch fleet audits --format csv >sheet.csv
    [[ $(python3 -c 'import csv
print(sorted(" ".join(row[key] for key in ("machine", "unconfirmed", "confirm_until", "watched"))
    for row in csv.DictReader(open("sheet.csv", encoding="utf-8-sig"), strict=True)))') == \
        "['COUNTING counting 2026-11-28T18:04:00Z yes', 'OFFICE-7   ', 'ONCE waiting-for-restart  yes', 'OVER expired  no']" ]]
    run --separate-stderr netlatch fleet audits
    local told=$(tr -s '\n ' ' ' <<<"$output")
    [[ $told == *"Changes that waited to be confirmed when the machine was seen, 3: "* ]]
    [[ $told == *"COUNTING (until 2026-11-28 18:04 UTC)"* ]]
    [[ $told == *"ONCE (confirmed once, to be confirmed again after a restart)"* ]]
    [[ $told == *"OVER (not confirmed in time; nobody watches it)"* ]]
    netlatch fleet audits --format html >page.html
    [[ $(grep -o 'to be confirmed, unwatched' page.html | wc -l) == 1 && $(grep -o '>to be confirmed<' page.html | wc -l) == 2 ]]
}

@test "a recording carries what a real probe of a listener measured" {
    [[ -z ${NL_SKIP:-} ]] || skip "$NL_SKIP"
    jq '.machine.name = "LISTENS"' "$machine" >audits/listens.json
    listen 445 "c.sendall(b'no SMB')"
    in_client "$NETLATCH_EXE" probe 192.0.2.10 --port 445 --port 135 --add-to audits/listens.json >/dev/null
    fleet audits
    [[ $(answer '[.machines[0].probes[] | .port, .own, .state, .address, .asked_from]') == \
        '[135,false,"refused","192.0.2.10","192.0.2.20",445,false,"not-understood","192.0.2.10","192.0.2.20"]' ]] ||
        expect_nothing_less "$(answer '.machines[0].probes')"
    [[ $(answer '.machines[0].ports_contradicting') == '["tcp_445"]' ]]
    # The listener is gone: refused, so that the port counts as the machine says again, and it is better.
    cp audits/listens.json before.json
    listen_end
    in_client "$NETLATCH_EXE" probe 192.0.2.10 --port 445 --add-to audits/listens.json >/dev/null
    fleet audits --since before.json
    [[ $(answer '.machines[0] | [.ports_answered, .tcp_445, .change]') == '[0,"closed","better"]' ]]
}

@test "bad usage is one line" {
    mkdir empty
    expect_usage "it is not said which audits" fleet
    expect_usage "does not exist" fleet nowhere
    expect_usage "there is no audit and no recording in empty" fleet empty
    expect_usage "--stale: x is not a duration" fleet empty --stale x
    expect_usage "found none" fleet empty --expect /dev/null
    expect_usage "is not one of: text, html, csv, ndjson, json" fleet empty --format xml
}
