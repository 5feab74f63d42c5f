# foreign.bash - readers of JSON that are not netlatch's: load ../support/foreign
#
#   needs_npm PACKAGE...               skips where scripts/setup.sh --all did not fetch them; sets $npm
#   valid SCHEMA[#/POINTER] FILE...    whether ajv takes each document (validate_json.cjs)
#   invalid SCHEMA[#/POINTER] FILE...  whether it refuses one

npm=$NETLATCH_SOURCE_DIR/build/deps/npm

needs_npm() {
    local package
    for package in "$@"; do
        command -v node >/dev/null && [[ -e $npm/node_modules/$package/package.json ]] ||
            skip "$package is not here (scripts/setup.sh --all)"
    done
}

valid() { node "$NETLATCH_SOURCE_DIR/tests/support/validate_json.cjs" "$npm" "$@" >judged || expect_nothing_less "$(cat judged)"; }

invalid() {
    ! node "$NETLATCH_SOURCE_DIR/tests/support/validate_json.cjs" "$npm" "$@" >judged ||
        expect_nothing_less "planted violation not found: $*"
    # It is the document that is wrong, and nothing else.
    grep -qE "^[^ ]+:[0-9]+: " judged || expect_nothing_less "$(cat judged)"
}
