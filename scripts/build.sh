#!/usr/bin/env bash
# build.sh [--all] [PRESET...] - builds what people run:
#
#   build/windows-x64/netlatch.exe   build/windows-x86/netlatch.exe   build/linux/netlatch
#
# or the executable of the presets named (cmake --list-presets); with --all the tests too.
# build/linux/netlatch has the sanitizers in it; linux-release is the fast one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=(--target netlatch)
if [[ ${1:-} == --all ]]; then
    target=()
    shift
fi
presets=("$@")
[[ ${#presets[@]} -eq 0 ]] && presets=(windows-x64 windows-x86 linux)

scripts/setup.sh

# Two builds in one folder would tread on each other.
exec 8>build/.build.lock
flock 8
for preset in "${presets[@]}"; do
    # Configuring again takes a tenth of a second, and notices files that are new.
    if ! log=$(cmake --preset "$preset" 2>&1); then
        printf '%s\n' "$log" >&2
        exit 1
    fi
    # Ninja prints compiler output on stdout; callers keep stdout for the program.
    cmake --build --preset "$preset" "${target[@]}" -- --quiet | sed '/^ninja: no work to do/d' >&2
done
