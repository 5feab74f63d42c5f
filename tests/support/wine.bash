# wine.bash - loaded by bats tests that run netlatch.exe under Wine: load ../support/wine
#
# Each test file gets a machine of its own, a Wine prefix in $BATS_FILE_TMPDIR, and ends exactly
# the server it started:
#
#   setup_file()    { wine_machine_new; }                      an empty Windows 10
#   setup_file()    { wine_machine_new; wine_import "$NETLATCH_SOURCE_DIR/tests/data/office-machine.reg" \
#                         'ADAPTER1={00000001-0000-0000-0000-4E6574446576}' ...; }
#   setup_file()    { wine_machine_real SYSTEM.xz; }            a real machine's services (skips without the hive)
#   teardown_file() { wine_machine_end; }
#
#   run netlatch audit --format json        sets $status, $output, $lines (see bats)
#   run --separate-stderr netlatch ...      keeps $stderr apart
#
# Exit codes have eight bits under Unix: 3010 is $NL_EXIT_RESTART here.
#
# The machine runs from its first program to wine_machine_restart or wine_machine_end, its services
# too (the guard). wine_machine_restart is a power cut, with the registry saved.

bats_require_minimum_version 1.5.0
source "$(dirname "${BASH_SOURCE[0]}")/patience.bash"

: "${NETLATCH_SOURCE_DIR:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
: "${NETLATCH_EXE:=$NETLATCH_SOURCE_DIR/build/windows-x64/netlatch.exe}"
NL_WINE=$NETLATCH_SOURCE_DIR/scripts/wine.sh
NL_EXIT_RESTART=$((3010 & 255))

wine_machine_new() {
    [[ -e $NETLATCH_EXE ]] || skip "netlatch.exe is not built"
    "$NL_WINE" base >/dev/null || skip "there is no 32-bit Wine here (scripts/other_wine.sh wine32)"
    export WINEPREFIX=$BATS_FILE_TMPDIR/machine
    "$NL_WINE" new "$WINEPREFIX"
}

wine_machine_real() {
    local hive=$NETLATCH_SOURCE_DIR/../shared/hives/$1
    [[ -e $hive ]] || skip "the hive $1 is not there"
    [[ -e $NETLATCH_EXE ]] || skip "netlatch.exe is not built"
    export WINEPREFIX=$BATS_FILE_TMPDIR/machine
    "$NETLATCH_SOURCE_DIR/scripts/wine-real-machine.sh" "$hive" "$WINEPREFIX"
}

wine_machine_end() {
    [[ -n ${WINEPREFIX:-} && -d $WINEPREFIX ]] || return 0
    "$NL_WINE" end "$WINEPREFIX"
}

# Readable .reg text (scripts/reg_text.py), or text on standard input if FILE is -.
wine_import() {
    local file=$1
    shift
    if [[ $file == - ]]; then
        file=$BATS_FILE_TMPDIR/stdin.reg
        { printf 'Windows Registry Editor Version 5.00\n\n'; cat; } >"$file"
    fi
    "$NL_WINE" import "$WINEPREFIX" "$file" "$@"
    # The service manager reads its database when it starts.
    "$NL_WINE" end "$WINEPREFIX"
}

# Ends all programs and services at once, without telling them, and saves the registry: the next
# command finds a machine that has just started.
wine_machine_restart() { "$NL_WINE" end "$WINEPREFIX"; }

# bats keeps descriptor 3 for itself; a Wine server that inherits it keeps bats waiting.
netlatch() { "$NL_WINE" exec "$NETLATCH_EXE" "$@" 3>&-; }
netlatch_native() { "$NETLATCH_NATIVE_EXE" "$@" 3>&-; }
wine_reg() { "$NL_WINE" exec reg.exe "$@" 3>&- | tr -d '\r'; }

# The data of one value, or nothing: wine_reg_value 'HKLM\SYSTEM\...' Start
wine_reg_value() {
    wine_reg query "$1" /v "$2" 2>/dev/null | sed -n "s/^ *$2  *REG_[A-Z_]*  *//Ip"
}

# A Unix path as Windows programs see it.
wine_path() { printf 'Z:%s' "${1//\//\\}"; }
