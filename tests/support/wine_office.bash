# wine_office.bash - the machine of tests/data/office-machine.reg in Wine, kept running, and what its
# registry held: load ../support/wine_office
#
#   setup_file()    { wine_office_new; }
#   teardown_file() { wine_machine_end; }
#
#   wine_snapshot FILE     the parts of the registry that netlatch may write to, and all around them:
#                          HKLM\SYSTEM, HKLM\SOFTWARE\Microsoft\Ole, \Rpc, HKLM\SOFTWARE\Policies
#   wine_profile           a profile's settings on standard input, as a file; prints its Windows path
#
# The adapters have names that no computer's own have, so that the machine is the same everywhere.

source "$(dirname "${BASH_SOURCE[0]}")/wine.bash"
source "$(dirname "${BASH_SOURCE[0]}")/expect.bash"
unset NO_COLOR NETLATCH_LANG

NL_ADAPTERS=({0000F001,0000F002,0000F003,0000F004}-0000-0000-0000-4E6574446576)

wine_office_new() {
    wine_machine_new
    local -a names=()
    local number
    for number in 1 2 3 4; do
        names+=("ADAPTER$number={${NL_ADAPTERS[number - 1]}}")
    done
    wine_import "$NETLATCH_SOURCE_DIR/tests/data/office-machine.reg" "${names[@]}"
}

wine_snapshot() {
    local key part=0 commands="cd ."
    rm -f "$1".?
    for key in 'SYSTEM' 'SOFTWARE\Microsoft\Ole' 'SOFTWARE\Microsoft\Rpc' 'SOFTWARE\Policies'; do
        part=$((part + 1))
        commands+=" & reg.exe export HKLM\\$key $(wine_path "$1.$part") /y"
    done
    # One start of Wine for all four.
    "$NL_WINE" exec cmd.exe /c "$commands" >/dev/null 2>&1 3>&- || true
    : >"$1"
    for part in 1 2 3 4; do
        # A key that is not there has no part.
        [[ ! -e $1.$part ]] || iconv -f UTF-16 -t UTF-8 "$1.$part" >>"$1"
    done
    rm -f "$1".?
    # Left out: what Wine writes when its display driver starts or a program broadcasts a message,
    # and netlatch's name of this boot, in a key that ends with it.
    tr -d '\r' <"$1" | awk 'BEGIN { RS = ""; ORS = "\n\n" }
        !/Control.Video|Control.Class|Enum.|Control.netlatch\]/' | grep -v '^@=dword' >"$1.kept"
    mv "$1.kept" "$1"
    [[ $(grep -c '^\[' "$1") -gt 100 ]]
}

wine_profile() {
    local file
    file=$(mktemp "$BATS_TEST_TMPDIR/profile-XXXXXX.json")
    jq '{netlatch: {version: "0.1.0", schema: "netlatch/profile/1"}, name: "test", settings: .}' >"$file"
    wine_path "$file"
}
