#!/usr/bin/env bash
# wine.sh - Wine prefixes as test machines, headless, each with a server of its own.
#
#   wine.sh base                  make build/wine/base, once; prints its path
#   wine.sh new DIR               a fresh machine in DIR: a copy of the base (under a second)
#   wine.sh import DIR FILE [NAME=VALUE...]   import readable .reg text (scripts/reg_text.py)
#   wine.sh demo                  make build/wine/demo, the machine of scripts/run.sh; prints its path
#   wine.sh adapters              ADAPTER1={GUID} ...: the first four that Wine reports here
#   wine.sh exec COMMAND...       run a Windows program in $WINEPREFIX (default: the unit prefix)
#                                 (it stays up for five minutes after the last program)
#   wine.sh end DIR               switch this machine off: end the server of this prefix, and nothing
#                                 else; the registry is saved
#   wine.sh end-unit              the same for the unit prefix, where unit tests run: one per build
#                                 folder, so that two builds can be tested at the same time
#
# NETLATCH_WINE=FOLDER: another Wine, as scripts/other_wine.sh leaves it; NETLATCH_WINE_BITS=32: the 32-bit
# one in build/deps/wine32, or exit 77 where it is not. Prefixes of another Wine are its own.
#
# NETLATCH_WINE_WITHOUT=services.exe,...: a machine that lacks these from its next start on.
#
# Exit codes pass through Wine as Unix has them, eight bits: 3010 arrives as 194.
set -euo pipefail

# Linux puts the heap of Wine's loader somewhere in the gigabyte behind it, at random, and one time in
# a thousand or two it lies on the page at 0x7ffe0000 that every Windows program has: then it does not
# start ("failed to map the shared user data"), and says nothing where Wine is told to be quiet. So
# the randomness is switched off, for Wine and all that it starts, where the system lets us.
unshuffled=0x40000 # ADDR_NO_RANDOMIZE of personality(2)
personality=$(cat /proc/self/personality 2>/dev/null || true)
if [[ -n $personality ]] && ! ((0x$personality & unshuffled)) && setarch -R true 2>/dev/null; then
    exec setarch -R bash "${BASH_SOURCE[0]}" "$@"
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

wine=wine
wineserver=wineserver
export WINEARCH=win64
name=wine
if [[ ${NETLATCH_WINE_BITS:-} == 32 ]]; then
    NETLATCH_WINE=$root/build/deps/wine32
    if [[ ! -e $NETLATCH_WINE/.ready ]]; then
        printf 'skipped: there is no 32-bit Wine here (scripts/other_wine.sh wine32)\n'
        exit 77
    fi
fi
if [[ -n ${NETLATCH_WINE:-} ]]; then
    name=wine-$(basename "$NETLATCH_WINE")
    wineserver=$NETLATCH_WINE/usr/lib/wine/wineserver
    wine=$NETLATCH_WINE/usr/lib/wine/wine64
    if [[ ! -e $wine ]]; then
        wine=$NETLATCH_WINE/usr/lib/wine/wine
        [[ ! -e $NETLATCH_WINE/usr/lib/i386-linux-gnu/wine ]] || export WINEARCH=win32
    fi
fi
wine_dir=${NETLATCH_WINE_DIR:-$root/build/$name}
unit=${NETLATCH_BINARY_DIR:-$root/build/wine}/wine-unit

# Nothing that asks, draws or logs. Without mscoree and mshtml Wine would offer to
# download Mono and Gecko.
export WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree,mshtml${NETLATCH_WINE_WITHOUT:+,$NETLATCH_WINE_WITHOUT}=d"
unset DISPLAY WAYLAND_DISPLAY

# One maker at a time: several tests may want the base at once.
locked() {
    mkdir -p "$wine_dir"
    (
        flock 7
        "$@"
    ) 7>"$wine_dir/.lock"
}

end_prefix() {
    local prefix=$1
    [[ -d $prefix ]] || return 0
    # -k fails when no server runs, which is what is wanted.
    WINEPREFIX=$prefix "$wineserver" -k 2>/dev/null || true
    WINEPREFIX=$prefix "$wineserver" -w 2>/dev/null || true
}

import_text() {
    local prefix=$1 file=$2
    shift 2
    local converted
    converted=$(mktemp "$prefix/import.XXXXXX.reg")
    python3 "$root/scripts/reg_text.py" "$file" "$converted" "$@"
    WINEPREFIX=$prefix "$wine" regedit /S "Z:${converted//\//\\}" >/dev/null 2>&1 7>&-
    rm -f "$converted"
}

make_base() {
    local base=$wine_dir/base
    [[ -e $base/.ready ]] && return
    printf 'wine: making the base prefix\n' >&2
    rm -rf "$base"
    mkdir -p "$base"
    # The lock must not be inherited by a server that outlives this script.
    WINEPREFIX=$base "$wine" wineboot --init >/dev/null 2>&1 7>&-
    local quiet=$base/quiet.txt
    # No graphics driver to look for, and a crash that ends the program instead of asking.
    cat >"$quiet" <<'END'
Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Wine\Drivers]
"Graphics"="null"
"Audio"=""

[HKEY_CURRENT_USER\Software\Wine\WineDbg]
"ShowCrashDialog"=dword:00000000

[HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion\AeDebug]
"Debugger"="false"
"Auto"="1"
END
    import_text "$base" "$quiet"
    rm -f "$quiet"
    end_prefix "$base"
    # Folders of the user are links into the home of whoever runs this: a test machine
    # keeps its files to itself.
    local link
    for link in "$base"/drive_c/users/*/*; do
        if [[ -L $link ]]; then
            rm "$link"
            mkdir "$link"
        fi
    done
    touch "$base/.ready"
}

new_prefix() {
    local prefix=$1
    locked make_base
    rm -rf "$prefix"
    mkdir -p "$prefix/drive_c"
    local base=$wine_dir/base entry
    cp -a "$base"/*.reg "$base/.update-timestamp" "$base/dosdevices" "$prefix/"
    for entry in "$base"/drive_c/*; do
        # Half a gigabyte of Windows' own files is shared; everything else is copied.
        # On another file system links are not possible, and it is copied as well.
        if [[ ${entry##*/} != windows ]] || ! cp -al "$entry" "$prefix/drive_c/" 2>/dev/null; then
            rm -rf "$prefix/drive_c/${entry##*/}"
            cp -a "$entry" "$prefix/drive_c/"
        fi
    done
}

# Wine names an adapter by the index of the interface: {index-0000-0000-0000-4E6574446576},
# the last part being "NetDev". Those that are up come first, so that the first adapter of
# the demonstration is the one this machine really uses.
adapter_guids() {
    local number=1 path
    local -a indexes=()
    for state in up unknown down; do
        for path in /sys/class/net/*; do
            [[ -e $path/ifindex && ${path##*/} != lo ]] || continue
            [[ $(<"$path/operstate") == "$state" ]] && indexes+=("$(<"$path/ifindex")")
        done
    done
    for ((number = 1; number <= 4; number++)); do
        # Too few interfaces: a name Wine will not report, so the adapter is one that is gone.
        printf 'ADAPTER%d={%08X-0000-0000-0000-4E6574446576}\n' "$number" \
            "${indexes[number - 1]:-$((9000 + number))}"
    done
}

make_demo() {
    local demo=$wine_dir/demo recording=$root/tests/data/machine-home.json.xz
    local maker=$root/scripts/demo_machine.py text
    [[ -e $demo/.ready && ! $recording -nt $demo/.ready && ! $maker -nt $demo/.ready ]] && return
    printf 'wine: making the demonstration machine\n' >&2
    end_prefix "$demo"
    new_prefix_unlocked "$demo"
    local -a adapters
    mapfile -t adapters < <(adapter_guids)
    text=$(mktemp "$demo/machine.XXXXXX.txt")
    python3 "$maker" "$recording" "$text" "${adapters[@]#*=}"
    import_text "$demo" "$text"
    rm -f "$text"
    end_prefix "$demo"
    touch "$demo/.ready"
}

new_prefix_unlocked() {
    make_base
    # new_prefix takes the lock again in a process of its own, which would wait for ever.
    locked() { "$@"; }
    new_prefix "$@"
}

make_unit() {
    [[ -e $unit/.ready ]] && return
    new_prefix_unlocked "$unit"
    touch "$unit/.ready"
}

# Makes sure that a prefix runs before its program does.
#
# The first program of a prefix starts Wine's server and services, and they keep whatever that
# program had open: a reader of its output would wait for them too. So a program of no importance
# goes first, with nothing open. And Wine would shut down three seconds after the last program,
# during which a new one meets a half-dead machine; five minutes make that a thing of the past,
# the next command quick, and services go on in between as they do on a real machine.
wake() {
    local prefix=$1 folder=.wine-$UID
    # Debian's Wine gives each prefix a folder of its own, and writes its name down.
    [[ -r $prefix/wineserver ]] && folder=$(<"$prefix/wineserver")
    [[ -S /tmp/$folder/server-$(stat -c '%D-%i' "$prefix")/socket ]] && return
    (
        exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        export WINEPREFIX=$prefix
        "$wineserver" -p300
        "$wine" cmd.exe /c exit
    ) || true
}

verb=${1:?see the top of scripts/wine.sh}
shift
case $verb in
base)
    locked make_base
    printf '%s\n' "$wine_dir/base"
    ;;
new) new_prefix "$1" ;;
import) import_text "$@" ;;
demo)
    locked make_demo
    printf '%s\n' "$wine_dir/demo"
    ;;
exec)
    if [[ -z ${WINEPREFIX:-} ]]; then
        [[ -e $unit/.ready ]] || locked make_unit
        export WINEPREFIX=$unit
    fi
    wake "$WINEPREFIX"
    exec "$wine" "$@"
    ;;
adapters) adapter_guids ;;
end) end_prefix "$1" ;;
end-unit) end_prefix "$unit" ;;
*)
    printf 'wine.sh: unknown verb %s\n' "$verb" >&2
    exit 64
    ;;
esac
