#!/usr/bin/env bash
# package_schemas.sh [FOLDER WINGET] - the manifests for winget (as JSON in WINGET, from packages.py) and Scoop (in
# FOLDER/scoop) are as the schemas have it that both publish, and mistakes that are planted are found. Without
# arguments: those of a zip that stands for the real one. Where there is no validator it says so and is skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
npm=build/deps/npm schemas=tests/data/package-schemas
if ! command -v node >/dev/null || [[ ! -e $npm/node_modules/ajv/package.json ]]; then
    echo "the manifests were not validated: no ajv (scripts/setup.sh --all)"
    exit 77
fi
if [[ $# -eq 0 ]]; then
    folder=$(mktemp -d "${TMPDIR:-/tmp}/netlatch-manifests.XXXXXX")
    # shellcheck disable=SC2064 # the folder is known now
    trap "rm -rf '$folder'" EXIT
    winget=$folder/as-json
    name=netlatch-1.2.3-windows
    mkdir -p "$folder/$name" "$winget"
    for bits in x64 x86; do
        printf '%s\n' "$bits" >"$folder/$name/netlatch-$bits.exe"
    done
    (cd "$folder" && python3 -m zipfile -c "$name.zip" "$name")
    scripts/package_manifests.py "$folder/$name.zip" "$folder" 1790000000 https://example.org/netlatch/
    tests/support/packages.py "$folder" "$winget"
else
    folder=$1 winget=$2
fi
failed=0
valid() { node tests/support/validate_json.cjs "$npm" "$schemas/$1.json" "$2"; }
# planted SCHEMA FILE SED
planted() {
    sed -E "$3" "$2" >"$winget/planted.json"
    if cmp -s "$2" "$winget/planted.json" || valid "$1" "$winget/planted.json" >/dev/null; then
        echo "planted mistake not found: $1 with $3"
        failed=1
    fi
}
for kind in version installer defaultLocale; do
    valid "winget.$kind" "$winget/$kind.json" || failed=1
done
valid scoop "$folder/scoop/netlatch.json" || failed=1
planted winget.installer "$winget/installer.json" 's/("InstallerSha256": "[0-9A-F]{63})./\1/'
planted winget.installer "$winget/installer.json" 's/"portable"/"portables"/'
planted winget.version "$winget/version.json" 's/"DefaultLocale": "[^"]*"/"DefaultLocale": "english"/'
planted scoop "$folder/scoop/netlatch.json" 's/("hash": "[0-9a-f]{63})./\1/'
planted scoop "$folder/scoop/netlatch.json" 's/"version": "[^"]*"/"version": 1/'
exit "$failed"
