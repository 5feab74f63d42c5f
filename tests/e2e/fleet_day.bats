# fleet_day.bats - a day as the administrator of 400 machines: recordings are collected, the fleet is
# looked at, two waves are changed without the risks, and the fleet is looked at again.

load ../support/native

# The drop folder as the machines fill it: every twentieth is a PC at which others reach NetBIOS and which
# asks a WINS server, the others are PCs of an office. One file is torn, three machines did not report.
collect() {
    python3 - <<'EOF'
import json, lzma, os, pathlib
data = pathlib.Path(os.environ["NETLATCH_SOURCE_DIR"]) / "tests/data"
office = json.loads((data / "machine-office.json").read_text(encoding="utf-8"))
home = json.loads(lzma.open(data / "machine-home.json.xz").read())
os.mkdir("drop")
names = ["PC-%03d" % number for number in range(400)]
made = []
for recording in (office, home):
    recording["machine"].update(name="@NAME@", recorded="2026-11-27T07:00:00Z", recorded_by="netlatch")
    made.append(json.dumps(recording))
for number, name in enumerate(names):
    pathlib.Path("drop/%s.json" % name).write_text(made[number % 20 == 0].replace("@NAME@", name), encoding="ascii")
whole = pathlib.Path("drop/PC-399.json")
whole.write_text(whole.read_text(encoding="ascii")[:5000], encoding="ascii")
pathlib.Path("machines.csv").write_text("Name;OU\n" + "".join("%s;Office\n" % name for name in names + ["PC-400", "PC-401"]),
                                        encoding="ascii")
EOF
}

# wave FIRST COUNT: changes so many machines of the list in $wave, without what raises a risk.
wave() {
    local file
    for file in "${wave[@]:$1:$2}"; do
        status=0
        netlatch apply --from "$file" --profile office-client --leave-out all --yes >>log.txt 2>&1 || status=$?
        # All done, some requests unmet or left out, or a restart needed: never anything else.
        [[ $status -eq 0 || $status -eq 3 || $status -eq $NL_EXIT_RESTART ]] || return 1
    done
}

@test "collect, look, change in two waves, look again" {
    mkdir "$BATS_TEST_TMPDIR/day"
    cd "$BATS_TEST_TMPDIR/day"
    collect
    cp -r drop before

    # In the morning: one command says who is missing, what is unreadable, and whom to change first.
    netlatch fleet drop --profile office-client --expect machines.csv --format json >morning.json
    expect_document morning.json fleet
    [[ $(jq -c '[.summary.machines, .summary.reachable, .missing]' morning.json) == '[399,20,["PC-399","PC-400","PC-401"]]' ]] ||
        expect_nothing_less "$(jq -c '[.summary, .missing]' morning.json)"
    [[ $(jq -r '.unreadable[].file' morning.json) == drop/PC-399.json ]]

    # Those that can be reached are the first in the list; its files are what --from takes.
    mapfile -t wave < <(jq -r '.machines[].file' morning.json)
    [[ $(printf '%s\n' "${wave[@]:0:20}" | sort | head -n 2 | xargs) == "drop/PC-000.json drop/PC-020.json" ]]

    # A pilot of six, looked at alone, then the rest of the reachable ones and some of the office.
    mkdir pilot-before
    cp "${wave[@]:0:6}" pilot-before/
    wave 0 6
    netlatch fleet "${wave[@]:0:6}" --profile office-client --since pilot-before --format json >pilot.json
    [[ $(jq -c '[.summary.machines, .since.better, .since.worse]' pilot.json) == '[6,6,0]' ]] ||
        expect_nothing_less "$(jq -c .since pilot.json)"
    wave 6 24

    # In the evening: what got better, nothing worse; the journals beside the recordings are no audits.
    run --separate-stderr netlatch fleet drop --profile office-client --since before --format json
    expect_code 0
    [[ $(jq -c '.since | [.better, .worse, .same, .new, (.gone | length)]' <<<"$output") == '[30,0,369,0,0]' ]] ||
        expect_nothing_less "$(jq -c .since <<<"$output")"
    [[ $(jq '.summary.unreadable' <<<"$output") == 2 ]] # the torn file, in both collections
    # All that were changed wait for a restart; none of the others does.
    [[ $(jq -c '[.machines[] | select(.waits_for == "restart") | .file] | sort' <<<"$output") == \
        "$(printf '%s\n' "${wave[@]:0:30}" | jq -Rsc 'split("\n")[:-1] | sort')" ]]
    # One of them in detail, and back: the way back is beside its recording.
    run --separate-stderr netlatch diff before/PC-000.json drop/PC-000.json --profile office-client
    expect_out "the worst first"
    netlatch rollback --from drop/PC-000.json --yes >>log.txt 2>&1 || [[ $? -eq $NL_EXIT_RESTART ]]
    netlatch diff before/PC-000.json drop/PC-000.json --profile office-client --format json >back.json
    [[ $(jq -c '[.machines[].changes[] | select(.kind == "setting")]' back.json) == '[]' ]]
}
