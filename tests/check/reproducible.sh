#!/usr/bin/env bash
# reproducible.sh - the executable depends on the sources alone: built a second time, from a copy
# of the tree in another folder, it is the same to the byte. And it names no folder of this machine.
set -euo pipefail

exe=$NETLATCH_EXE
root=$NETLATCH_SOURCE_DIR
if [[ ! -e $exe ]]; then
    echo "skipped: netlatch.exe is not built"
    exit 77
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/netlatch-again.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT
failed=0

same() { cmp -s "$1" "$2"; }
names_a_folder() { grep -aqF -e "$root" -e "$work" -e "${NETLATCH_BINARY_DIR:?}" "$1"; }

# The test itself: one byte more, or a path, must be noticed.
cp "$exe" "$work/spoiled"
printf '\1' >>"$work/spoiled"
if same "$exe" "$work/spoiled"; then
    echo "planted violation not found: another byte"
    failed=1
fi
printf '%s/src/app/main.c' "$root" >>"$work/spoiled"
if ! names_a_folder "$work/spoiled"; then
    echo "planted violation not found: a path"
    failed=1
fi

mkdir "$work/tree"
(cd "$root" && tar -cf - --exclude=__pycache__ CMakeLists.txt CMakePresets.json LICENSE src res scripts) | tar -xf - -C "$work/tree"
preset=$(basename "$NETLATCH_BINARY_DIR")
# The same configuration, without the tests.
(cd "$work/tree" && cmake --preset "$preset" -DBUILD_TESTING=OFF \
    "-DNETLATCH_DEPS_DIR=$root/build/deps" >"$work/log" 2>&1 &&
    cmake --build "build/$preset" --target netlatch >>"$work/log" 2>&1) || {
    tail -20 "$work/log"
    echo "the second build failed"
    exit 1
}

if ! same "$exe" "$work/tree/build/$preset/netlatch.exe"; then
    sha256sum "$exe" "$work/tree/build/$preset/netlatch.exe"
    cmp -l "$exe" "$work/tree/build/$preset/netlatch.exe" | head -3
    echo "two builds of the same sources differ"
    failed=1
fi
if names_a_folder "$exe"; then
    grep -aoF -e "$root" "$exe" | sort | uniq -c | head
    echo "the executable names a folder of this machine"
    failed=1
fi
sha256sum "$exe" | cut -c1-64
exit "$failed"
