#!/usr/bin/env bash
# bats_or_skip.sh FILE.bats - runs it; every bats test goes through here. Ends with 77, for CTest's "skipped", when every test in it was
# skipped. bats itself ends with 0 then, as if something had been shown.
set -uo pipefail
output=$(bats --tap "$1" 2>&1)
code=$?
printf '%s\n' "$output"
if ((code == 0)) && ! grep -E '^ok ' <<<"$output" | grep -qv '# skip'; then
    exit 77
fi
exit "$code"
