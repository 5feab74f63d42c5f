#!/usr/bin/env bash
# run.sh ARGS... - try netlatch.exe on this machine: sets up and builds if needed, then runs
# it in build/wine/demo, a Wine prefix made of a recorded Windows 10 (tests/data/machine-home.json.xz, by
# scripts/demo_machine.py). Input, output and exit code are the program's own; what it
# changes stays there. The machine stays up for five minutes after the last command, its services
# (the guard) too.
#
#   scripts/wine.sh end build/wine/demo     switches it off, so that the next command starts it again
#   rm -rf build/wine/demo                  makes a new one next time
#
# Exit codes have eight bits here: 3010 (restart needed) arrives as 194.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

"$root/scripts/setup.sh" </dev/null >&2
"$root/scripts/build.sh" windows-x64 </dev/null >&2
WINEPREFIX=$("$root/scripts/wine.sh" demo </dev/null)
export WINEPREFIX
# The caller's folder stays current, so that relative names mean what they say.
exec "$root/scripts/wine.sh" exec "$root/build/windows-x64/netlatch.exe" "$@"
