#!/usr/bin/env bash
# bench.sh [hive|wine|big|fleet]... - what netlatch costs, as ratios within one run, so that the figures of two
# computers can be compared:
#
#   hive   audit of a real Windows 10's hives against one hivexget on its SYSTEM hive: processor time and
#          memory; NETLATCH_HIVES=FOLDER with SYSTEM_WIN_10_1709.xz, SECURITY.xz
#          and SAM.xz
#   wine   live audit of netlatch.exe against a program that does nothing, both in a Wine that is running
#   big    audit and plan over machines with many of something, each number doubled: 2 is linear
#   fleet  the summary of 1,000 and 10,000 audits against opening, reading and parsing them with yyjson and
#          nothing else (tests/support/bare_reader.c): processor time, and memory
#
# Takes the release builds; a minute each. The table in src/README.md is from here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/build.sh linux-release windows-x64
exec python3 scripts/bench.py "$@"
