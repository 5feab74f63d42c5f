#!/usr/bin/env bash
# test.sh [CTEST OPTION...] - everything: sets up, builds, and runs all tests.
#
#   scripts/test.sh -L unit          one kind: unit golden contract crash e2e fuzz check
#   scripts/test.sh -R journal       tests by name
#
# Native tests run under the sanitizers (gcc, and clang), contract and e2e tests in Wine, fuzz
# targets for a few seconds each. Works from a fresh clone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
started=$SECONDS

presets=(linux linux-clang windows-x64 windows-x86 fuzz)
# Where it cannot be had, its tests say so.
scripts/other_wine.sh wine32 >/dev/null || true
scripts/build.sh --all "${presets[@]}"
built=$SECONDS

# One run over all builds, so that there is one summary: ctest takes a folder whose tests are
# those of its subfolders.
mkdir -p build/test
{
    printf '# Made by scripts/test.sh.\n'
    printf 'subdirs("%s")\n' "${presets[@]/#/$PWD/build/}"
} >build/test/CTestTestfile.cmake

status=0
ctest --test-dir build/test -j2 --output-on-failure --no-tests=error \
    --output-junit "$PWD/build/test/results.xml" --test-output-size-passed 1000000 "$@" \
    >build/test/output.txt 2>&1 || status=$?

# What passed is one line each in the file; here only what a person wants to know.
grep -vE '^ +Start +[0-9]+:|^ *[0-9]+/[0-9]+ Test .* (Passed|Skipped)|^Internal ctest|^$' \
    build/test/output.txt >build/test/short.txt || true
# ctest lists what did not run once more, without a reason.
sed -i '/^The following tests did not run:/,/^[^\t ]/{/^The following\|(Skipped)$/d}' build/test/short.txt
printf 'tests: built in %d s, ran in %d s; all output: build/test/output.txt\n' \
    $((built - started)) $((SECONDS - built))
if [[ -s build/test/results.xml ]]; then
    scripts/skipped_tests.py build/test/results.xml || status=1
fi
cat build/test/short.txt
exit "$status"
