#!/usr/bin/env bash
# analyse.sh [BUILD-DIR...] - clang-tidy, cppcheck and gcc -fanalyzer over src/; any finding fails.
#
# clang-tidy uses the compile commands of the build folders (default: build/linux and
# build/windows-x64, so that both systems' files are seen). cppcheck looks twice: as a native and as
# a 64-bit Windows program. Before the tree, a planted defect must be found by each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

builds=("$@")
[[ ${#builds[@]} -eq 0 ]] && builds=(build/linux build/windows-x64)

work=$(mktemp -d)
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT
failed=0
report() {
    printf 'analyse: %s\n' "$*"
    failed=1
}
jobs=$(nproc)

# --- clang-tidy ----------------------------------------------------------------
# clang takes the flags from the compile commands; what only gcc knows is dropped, and the target
# is told by name, since a compiler called ...-gcc-win32 says nothing to it.
tidy_commands() { # BUILD-DIR OUT-DIR [FILE]
    mkdir -p "$2"
    python3 - "$1" "$2" "$root" <<'END'
import json, sys
build, out, root = sys.argv[1:]
entries = []
for entry in json.load(open(build + "/compile_commands.json")):
    if not entry["file"].startswith(root + "/src/"):
        continue
    command = entry["command"]
    compiler, _, rest = command.partition(" ")
    target = "--target=x86_64-w64-windows-gnu " if "x86_64-w64-mingw32" in compiler else ""
    for word in ("-fsanitize=address,undefined", "-fno-sanitize-recover=all"):
        rest = rest.replace(word, "")
    entry["command"] = "clang " + target + rest
    entries.append(entry)
json.dump(entries, open(out + "/compile_commands.json", "w"))
print("\n".join(entry["file"] for entry in entries))
END
}

run_tidy() { # COMMANDS-DIR FILE...
    local commands=$1
    shift
    [[ $# -eq 0 ]] && return
    printf '%s\0' "$@" |
        xargs -0 -P "$jobs" -n 4 clang-tidy --quiet --config-file="$root/.clang-tidy" -p "$commands" \
            >"$work/tidy.txt" 2>"$work/tidy.err" || {
        # A finding in a header comes once per file that includes it.
        grep -E 'error:|warning:' "$work/tidy.txt" | sort -u || tail -5 "$work/tidy.err"
        return 1
    }
}

# --- cppcheck --------------------------------------------------------------------
run_cppcheck() { # native|windows FOLDER...
    local kind=$1
    shift
    local -a options=(--platform=unix64 --library=posix)
    [[ $kind == windows ]] && options=(--platform=win64 --library=windows -D_WIN32=1 -D_WIN64=1)
    cppcheck -q -j "$jobs" --std=c11 "${options[@]}" --enable=warning,performance,portability \
        --inline-suppr --error-exitcode=1 --suppress=missingInclude --suppress=unknownMacro \
        --suppress=readdirCalled \
        --suppress=normalCheckLevelMaxBranches --template='{file}:{line}: {id}: {message}' \
        -I "$root/src" "$@" 2>&1
}

# --- gcc -fanalyzer ----------------------------------------------------------------
run_fanalyzer() { # FLAGS-FILE FILE...
    local -a flags
    mapfile -t flags < <(grep -vE '^(-fsanitize.*|-fno-sanitize.*|-D|-I)$' "$1" | sed '/^$/d')
    shift
    [[ $# -eq 0 ]] && return
    # gcc 12 does not see that an arena owns its blocks, nor that a table has no gaps: leaks, null
    # pointers and uninitialised values are left to clang, which follows them better.
    printf '%s\0' "$@" |
        xargs -0 -P "$jobs" -n 1 gcc -std=c11 "${flags[@]}" -O0 -fanalyzer -fanalyzer-verbosity=0 \
            -Wno-analyzer-malloc-leak -Wno-analyzer-null-dereference -Wno-analyzer-null-argument \
            -Wno-analyzer-use-of-uninitialized-value -c -o /dev/null 2>&1
}

# --- planted defects -----------------------------------------------------------------
mkdir -p "$work/src/base" "$work/planted"
cat >"$work/src/base/planted.c" <<'END'
#include <stdlib.h>
int nl_planted(int Count);
int nl_planted(int Count)
{
    int row[3] = {0};
    char *text = malloc(8);
    if (!text)
        return Count;
    free(text);
    text[0] = 'a';
    row[3] = text[0];
    return row[0];
}
END
printf '[{"directory": "%s", "file": "%s", "command": "clang -std=c11 -c %s"}]' \
    "$work" "$work/src/base/planted.c" "$work/src/base/planted.c" >"$work/planted/compile_commands.json"
: >"$work/flags.txt"
planted_by_tidy=$(run_tidy "$work/planted" "$work/src/base/planted.c" || true)
for words in 'readability-identifier-naming' 'clang-analyzer-unix.Malloc'; do
    [[ $planted_by_tidy == *"$words"* ]] || report "clang-tidy missed a planted defect ($words)"
done
planted_by_cppcheck=$(run_cppcheck native "$work/src" || true)
[[ $planted_by_cppcheck == *arrayIndexOutOfBounds* ]] || report "cppcheck missed a planted defect"
planted_by_gcc=$(run_fanalyzer "$work/flags.txt" "$work/src/base/planted.c" || true)
[[ $planted_by_gcc == *Wanalyzer-use-after-free* ]] || report "gcc -fanalyzer missed a planted defect"

# --- the tree --------------------------------------------------------------------------
declare -A seen=()
for build in "${builds[@]}"; do
    [[ -e $build/compile_commands.json ]] || continue
    mapfile -t files < <(tidy_commands "$build" "$work/${build//\//_}")
    fresh=()
    for file in "${files[@]}"; do
        [[ -n $file && -z ${seen[$file]:-} && -e $file ]] || continue
        seen[$file]=1
        fresh+=("$file")
    done
    run_tidy "$work/${build//\//_}" "${fresh[@]}" || report "clang-tidy found something ($build)"
done

run_cppcheck native src || report "cppcheck found something (native)"
run_cppcheck windows src || report "cppcheck found something (windows)"

native=build/linux/generated/flags.txt
if [[ -e $native ]]; then
    mapfile -t files < <(find src -name '*.c' -not -path 'src/host/windows/*' -not -name 'wiring_windows.c')
    run_fanalyzer "$native" "${files[@]}" || report "gcc -fanalyzer found something"
fi

printf 'analyse: %d files, 4 planted defects found, %s\n' "${#seen[@]}" \
    "$([[ $failed -eq 0 ]] && echo nothing else || echo FAILED)"
exit "$failed"
