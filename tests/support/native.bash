# native.bash - loaded by bats tests that run the native netlatch over recorded machines:
#   load ../support/native
#
#   setup() { machine_new; }     a copy of tests/data/machine-office.json in $machine, alone in the
#                                folder $BATS_TEST_TMPDIR/office, which is the current one
#   run --separate-stderr netlatch audit --from "$machine"
#
# Besides what expect.bash has:
#   firewall_works                gives $machine a Windows firewall that runs and can be changed
#   folder_now                    a fingerprint of everything in that folder: names, modes, contents
#   $NL_EXIT_RESTART              3010, as Unix shows it

bats_require_minimum_version 1.5.0
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash"
source "$(dirname "${BASH_SOURCE[0]}")/patience.bash"

: "${NETLATCH_SOURCE_DIR:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
: "${NETLATCH_EXE:=$NETLATCH_SOURCE_DIR/build/linux/netlatch}"
NL_EXIT_RESTART=$((3010 & 255))
unset NO_COLOR NETLATCH_LANG
export LC_ALL=C.UTF-8

machine_new() {
    mkdir "$BATS_TEST_TMPDIR/office"
    cd "$BATS_TEST_TMPDIR/office" || return
    machine=machine.json
    cp "$NETLATCH_SOURCE_DIR/tests/data/machine-office.json" "$machine"
}

# Never on a terminal, whoever started the tests.
netlatch() { "$NETLATCH_EXE" "$@" </dev/null 3>&-; }

folder_now() {
    find . -printf '%p %m %y\n' | sort
    find . -type f -exec sha256sum {} + | sort
}

# Gives the machine a Windows firewall that runs and can be changed, and the update that lets this
# Windows know S-1-5-113 and S-1-5-114: with both, all of a profile can be met.
firewall_works() {
    jq '.machine.firewall_state = "value" | .machine.firewall_modify = 0 |
        del(.machine.firewall_code) | .machine.unseen |= map(select(.what != "firewall")) |
        .machine.session.groups += ["S-1-5-113", "S-1-5-114"] |
        (.machine.services[] | select(.name == "MpsSvc" or .name == "BFE").run) = "running"' \
        "$machine" >"$BATS_TEST_TMPDIR/changed.json"
    # As netlatch writes it, so that a rollback can give back the same bytes.
    netlatch record --from "$BATS_TEST_TMPDIR/changed.json" --output "$BATS_TEST_TMPDIR/new.json"
    mv "$BATS_TEST_TMPDIR/new.json" "$machine"
}
