#!/usr/bin/env bash
# format.sh [FILE...] - gives C files the spacing of .clang-format; all of them, if none is named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ $# -eq 0 ]]; then
    mapfile -t files < <(find src tests -name '*.[ch]')
    set -- "${files[@]}"
fi
[[ $# -eq 0 ]] || clang-format -i "$@"
