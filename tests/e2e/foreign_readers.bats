# foreign_readers.bats - what netlatch writes, read by programs that were not written here: schemas and documents by two
# validators, lines and sheets by two engines for bulk data.

load ../support/native
load ../support/foreign

schemas=$NETLATCH_SOURCE_DIR/res/schema

setup() { machine_new; }

# written KIND ARGUMENT...: a document of that kind, as KIND.json or KIND.ndjson in the folder documents.
written() {
    local file=documents/$1
    shift
    netlatch "$@" >"$file" 2>told || [[ -s $file ]] || expect_nothing_less "$*: $(cat told)"
}

# One document of every kind that there is a schema of.
write_all() {
    local on=(--from "$machine") json=(--format json)
    mkdir -p documents audits ours
    written audit.json audit "${on[@]}" "${json[@]}" --profile office-client
    written audit-lines.ndjson audit "${on[@]}" --format ndjson
    written plan.json plan "${on[@]}" "${json[@]}" --profile article
    written machine.json record "${on[@]}"
    written profile.json profile show office-client
    written profiles.json profile list "${json[@]}"
    printf '{"name": 1}' >wrong.json
    written profile-check.json profile check wrong.json "${json[@]}"
    written explain.json explain "${json[@]}"
    written result.json apply "${on[@]}" "${json[@]}" --yes --set dcom.enabled=no --set 'netbios.adapter[*]=disabled'
    written history.json history "${on[@]}" "${json[@]}"
    cp "$machine".journal/*.journal documents/journal.ndjson
    cp documents/audit.json audits/one.json
    jq '.machine.name = "PC-8" | .profile.name = "article"' documents/audit.json >audits/two.json
    written fleet.json fleet audits "${json[@]}"
    written fleet-lines.ndjson fleet audits --format ndjson
    written diff.json diff audits/one.json documents/machine.json "${json[@]}"
    written probe.json probe 127.0.0.1 --port 445 "${json[@]}"
    printf '{"profile":"office-client","from":"%s","_ansible_check_mode":true,"_ansible_diff":true}' "$PWD/$machine" >ours/args
    written ansible.json "$PWD/ours/args"
    # No kind is forgotten.
    expect_same <(basename -a "$schemas"/*.schema.json | sed 's/\.schema\.json//' | sort) \
        <(basename -a documents/* | sed 's/\..*//' | sort)
}

# each VALID INVALID: both validators' verdicts on every document, and on one that is broken.
each() {
    local document kind ending
    for document in documents/*; do
        kind=$(basename "$document")
        ending=${kind##*.}
        kind=${kind%%.*}
        "$1" "$schemas/$kind.schema.json" "$document"
        # One member more at the top, one that is missing, and one of another type.
        head -n 1 "$document" >first.json
        [[ $ending == ndjson ]] || cp "$document" first.json
        local planted
        for planted in '. + {no_such_member: 1}' 'del(.[keys_unsorted[0]])' '.[keys_unsorted[0]] = 7'; do
            jq -c "$planted" first.json >"broken.$ending"
            "$2" "$schemas/$kind.schema.json" "broken.$ending"
        done
    done
}

by_python() {
    local code=0
    "$NETLATCH_SOURCE_DIR/tests/support/validate_json.py" "$@" >judged || code=$?
    [[ $code -eq 0 ]] || expect_nothing_less "$(cat judged)"
}
not_by_python() {
    local code=0
    "$NETLATCH_SOURCE_DIR/tests/support/validate_json.py" "$@" >judged 2>&1 || code=$?
    [[ $code -eq 1 ]] && grep -qE '^[^ ]+:[0-9]+: \$' judged || expect_nothing_less "planted violation not found: $* $(cat judged)"
}

@test "each schema is read by ajv, which takes every kind of document and refuses a broken one" {
    needs_npm ajv ajv-formats
    write_all
    each valid invalid
}

@test "each schema is read by python3-jsonschema, which takes every kind of document and refuses a broken one" {
    /usr/bin/python3 -c 'import jsonschema' 2>/dev/null || skip "python3-jsonschema is not installed (scripts/setup.sh --all)"
    write_all
    each by_python not_by_python
}

# asked ENGINE SQL: the rows, as jq prints them.
asked() { node "$NETLATCH_SOURCE_DIR/tests/support/bulk_query.cjs" "$engines" "$1" "$2" | jq -c 'map(map_values(tostring))'; }

# engines: the lines and the sheets, without a mapping; SOURCE is how an engine names a file.
select_all() {
    local engine=$1
    jq '.machine.name = "PC-8"' documents/audit.json >audits/two.json
    echo nonsense >audits/torn.json
    printf 'PC-8\nABSENT\n' >list
    netlatch fleet audits --expect list --format ndjson >fleet.ndjson 2>told
    netlatch fleet audits --expect list --format csv >fleet.csv 2>told
    netlatch audit --from "$machine" --profile office-client --format ndjson >audit.ndjson
    netlatch audit --from "$machine" --profile office-client --format csv >audit.csv
    if [[ $engine == duckdb ]]; then
        lines() { printf "'%s'" "$PWD/$1"; }
        sheet() { lines "$1"; }
    else
        lines() { printf "file('%s', 'JSONEachRow')" "$PWD/$1"; }
        sheet() { printf "file('%s', 'CSVWithNames')" "$PWD/$1"; }
    fi
    local wanted
    # Whole machines, by a filter on a text, with a number and a time; each kind of line has its own members.
    wanted=$(jq -cs '[.[] | select(.record == "machine" and .machine == "PC-8") | {machine, high: (.high | tostring), tcp_445}]' fleet.ndjson)
    [[ $wanted == *PC-8* ]]
    [[ $(asked "$engine" "select machine, high, tcp_445 from $(lines fleet.ndjson) where record = 'machine' and machine = 'PC-8'") == "$wanted" ]]
    [[ $(asked "$engine" "select machine, high, tcp_445 from $(sheet fleet.csv) where machine = 'PC-8'") == "$wanted" ]]
    wanted=$(jq -cs '[.[] | select(.status == "missing") | .machine] | length' fleet.ndjson)
    [[ $wanted -eq 1 ]]
    [[ $(asked "$engine" "select machine from $(lines fleet.ndjson) where status = 'missing'") == '[{"machine":"ABSENT"}]' ]]
    [[ $(asked "$engine" "select machine from $(sheet fleet.csv) where status = 'missing'") == '[{"machine":"ABSENT"}]' ]]
    # Every line and every row is there.
    [[ $(asked "$engine" "select count(*) as n from $(lines fleet.ndjson)") == "[{\"n\":\"$(wc -l <fleet.ndjson)\"}]" ]]
    [[ $(asked "$engine" "select count(*) as n from $(lines audit.ndjson)") == "[{\"n\":\"$(wc -l <audit.ndjson)\"}]" ]]
    [[ $(asked "$engine" "select count(*) as n from $(sheet audit.csv)") == \
        "[{\"n\":\"$(python3 -c 'import csv, sys; print(len(list(csv.reader(open("audit.csv", encoding="utf-8-sig", newline="")))) - 1)')\"}]" ]]
    # A time is one without being told so.
    [[ $(asked "$engine" "select count(*) as n from $(lines fleet.ndjson) where time > '2020-01-01 00:00:00'") == \
        "[{\"n\":\"$(wc -l <fleet.ndjson)\"}]" ]]
    wanted=$(jq -cs '[.[] | select(.record == "setting" and .verdict == "fail") | {machine, id}]' audit.ndjson)
    [[ $(asked "$engine" "select machine, id from $(lines audit.ndjson) where record = 'setting' and verdict = 'fail' and machine = 'OFFICE-7'") == "$wanted" ]]
    # What a member that changes its type does to it, planted.
    jq -c 'if .record == "machine" then .machine = {name: .machine} else . end' fleet.ndjson | tac >planted.ndjson
    ! asked "$engine" "select machine from $(lines planted.ndjson) where machine = 'PC-8'" 2>told | grep -qF '[{"machine":"PC-8"}]' ||
        expect_nothing_less "the planted mistake was not found"
}

@test "DuckDB selects from lines and sheets without a mapping" {
    needs_engine @duckdb/node-api
    write_all
    select_all duckdb
}

@test "ClickHouse selects from lines and sheets without a mapping" {
    needs_engine chdb
    write_all
    select_all clickhouse
}

@test "promtool takes the metrics of every machine, and refuses broken ones" {
    local promtool=$NETLATCH_SOURCE_DIR/build/deps/promtool/promtool file
    [[ -x $promtool ]] || promtool=$(command -v promtool) || skip "promtool is not here (scripts/setup.sh --all)"
    for file in "$machine" "$NETLATCH_SOURCE_DIR"/tests/golden/report/machines/*.json; do
        netlatch audit --from "$file" --format prom >metrics
        "$promtool" check metrics <metrics >told 2>&1 || expect_nothing_less "$file: $(cat told)"
        [[ ! -s told ]] || expect_nothing_less "$file: $(cat told)"
    done
    local broken
    for broken in 's/$/\r/' '/^# HELP netlatch_compliant/d' 's/^# TYPE netlatch_compliant gauge/# TYPE netlatch_compliant number/'; do
        if "$promtool" check metrics < <(sed "$broken" metrics) >/dev/null 2>&1; then
            expect_nothing_less "promtool takes metrics changed by $broken"
        fi
    done
}

@test "an answer file is read by libxml2, in the namespace and the order that Windows Setup reads" {
    command -v xmllint >/dev/null || skip "xmllint is not installed (libxml2-utils; scripts/setup.sh --all)"
    netlatch export --profile office-client --from "$machine" --to unattend --output answer.xml 2>told || [[ $? == 3 ]]
    xmllint --nonet --noout answer.xml
    local at='/*[local-name()="unattend" and namespace-uri()="urn:schemas-microsoft-com:unattend"]/*[local-name()="settings"]' list
    list="$at/*[local-name()='component']/*[local-name()='RunSynchronous']/*[local-name()='RunSynchronousCommand']"
    [[ $(xmllint --xpath "count($list)" answer.xml) -ge 5 ]]
    # Numbered from 1, each once, in their order, each with a command of at most 259 characters.
    [[ $(xmllint --xpath "count($list[*[local-name()='Order'] != count(preceding-sibling::*) + 1])" answer.xml) == 0 ]]
    [[ $(xmllint --xpath "count($list[string-length(*[local-name()='Path']) < 1 or string-length(*[local-name()='Path']) > 259])" answer.xml) == 0 ]]
    head -c -20 answer.xml >torn.xml
    ! xmllint --nonet --noout torn.xml 2>told ||
        expect_nothing_less "the planted mistake was not found"
}
