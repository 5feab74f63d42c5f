#!/usr/bin/env bash
# wine-real-machine.sh HIVE PREFIX - a Wine prefix with the services and network settings of a
# real machine, taken from its SYSTEM hive (plain or .xz).
#
# netlatch.exe then audits and plans over that machine's own service table. The hive's current
# control set is used, without the keys of services that Wine runs itself.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ $# -ne 2 ]]; then
    printf 'usage: wine-real-machine.sh HIVE PREFIX\n' >&2
    exit 64
fi
hive=$1
prefix=$2

work=$(mktemp -d)
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT

case $hive in
*.xz) xz -dc "$hive" >"$work/SYSTEM" ;;
*) cp "$hive" "$work/SYSTEM" ;;
esac

# Select\Current says which control set Windows would start with.
current=$(hivexregedit --export "$work/SYSTEM" '\Select' |
    sed -n 's/^"Current"=dword:0*\([0-9a-f]\+\).*/\1/p')
control_set=$(printf 'ControlSet%03d' "$((16#${current:-1}))")

# Strings must stay in hexadecimal: regedit does not know hivexregedit's readable str(2): form.
{
    hivexregedit --export --prefix 'HKEY_LOCAL_MACHINE\SYSTEM' "$work/SYSTEM" "\\$control_set\\Services"
    hivexregedit --export --prefix 'HKEY_LOCAL_MACHINE\SYSTEM' "$work/SYSTEM" \
        "\\$control_set\\Control\\Network" | tail -n +2
} >"$work/export.reg"

python3 "$root/scripts/real_machine.py" "$control_set" "$work/export.reg" "$work/machine.reg"

"$root/scripts/wine.sh" new "$prefix"
export WINEPREFIX=$prefix
"$root/scripts/wine.sh" exec regedit /S "Z:${work//\//\\}\\machine.reg" >/dev/null 2>&1
# The service manager reads its database when it starts.
"$root/scripts/wine.sh" end "$prefix"
