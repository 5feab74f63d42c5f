#!/usr/bin/env bash
# prove.sh - the PowerShell script of the proof kit parses, and the workflow that runs it passes a
# linter. Readers of others, from the npm registry (scripts/setup.sh --all, or here where npm is there).
set -euo pipefail

root=$NETLATCH_SOURCE_DIR
modules=$root/build/deps/npm

if ! command -v node >/dev/null; then
    echo "skipped: node is not installed (scripts/setup.sh --all)"
    exit 77
fi
if ! "$root/scripts/setup.sh" --npm; then
    echo "skipped: the npm packages cannot be had here (scripts/setup.sh --all)"
    exit 77
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/netlatch-prove.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT
failed=0

# Each reader finds what is planted.
sed 's/^function Write-Report {$/function Write-Report { if ($x { }/' "$root/tests/prove/prove.ps1" >"$work/bad.ps1"
if node "$root/tests/prove/parse_powershell.cjs" "$modules" "$work/bad.ps1" >/dev/null; then
    echo "planted violation not found: a syntax error in PowerShell"
    failed=1
fi
sed 's/matrix\.image/matrix.picture/' "$root/.github/workflows/windows.yml" >"$work/bad.yml"
if node "$root/tests/prove/lint_workflow.cjs" "$modules" "$work/bad.yml" >/dev/null; then
    echo "planted violation not found: a name that the workflow does not have"
    failed=1
fi

node "$root/tests/prove/parse_powershell.cjs" "$modules" "$root"/tests/prove/*.ps1 || failed=1
node "$root/tests/prove/lint_workflow.cjs" "$modules" "$root"/.github/workflows/*.yml || failed=1
# Windows PowerShell 5.1 takes a file without a byte order mark for the system's code page.
if LC_ALL=C grep -nP '[^\x00-\x7f]' "$root"/tests/prove/*.ps1; then
    echo "prove.ps1 must be ASCII"
    failed=1
fi
[[ $failed -ne 0 ]] || echo "prove: 2 planted violations found, the script parses, the workflow passes"
exit "$failed"
