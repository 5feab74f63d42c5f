# foreign.bash - readers of JSON that are not netlatch's: load ../support/foreign
#
#   needs_npm PACKAGE...               skips where scripts/setup.sh --all did not fetch them; they are below $npm
#   needs_engine PACKAGE               the same for an engine for bulk data, below $engines
#   valid SCHEMA[#/POINTER] FILE...    whether ajv takes each document (validate_json.cjs)
#   invalid SCHEMA[#/POINTER] FILE...  whether it refuses one

npm=$NETLATCH_SOURCE_DIR/build/deps/npm
engines=$NETLATCH_SOURCE_DIR/build/deps/engines

needs_npm() {
    local package
    for package in "$@"; do
        command -v node >/dev/null && [[ -e $npm/node_modules/$package/package.json ]] ||
            skip "$package is not here (scripts/setup.sh --all)"
    done
}

needs_engine() {
    command -v node >/dev/null && [[ -e $engines/node_modules/$1/package.json ]] ||
        skip "$1 is not here (scripts/setup.sh --all)"
}

valid() { node "$NETLATCH_SOURCE_DIR/tests/support/validate_json.cjs" "$npm" "$@" >judged || expect_nothing_less "$(cat judged)"; }

invalid() {
    ! node "$NETLATCH_SOURCE_DIR/tests/support/validate_json.cjs" "$npm" "$@" >judged ||
        expect_nothing_less "planted violation not found: $*"
    # It is the document that is wrong, and nothing else.
    grep -qE "^[^ ]+:[0-9]+: " judged || expect_nothing_less "$(cat judged)"
}
