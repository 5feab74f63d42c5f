#!/usr/bin/env bash
# pack.sh - the zip is made twice, the second time later and from another folder's clock: the same
# bytes. It holds what README promises, and its sums are right.
set -euo pipefail
cd "$NETLATCH_SOURCE_DIR"

for bits in x64 x86; do
    if [[ ! -e build/windows-$bits/tests/test_contract_windows_registry.exe || ! -e build/windows-$bits/netlatch.exe ]]; then
        echo "skipped: build/windows-$bits is not built"
        exit 77
    fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/netlatch-pack.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT
export SOURCE_DATE_EPOCH=1790000000 NETLATCH_RELEASE_URL=https://example.org/netlatch/
first=$(scripts/pack.sh --built "$work/first")
sleep 2.1 # a zip counts in steps of two seconds
second=$(scripts/pack.sh --built "$work/second")
failed=0
cmp "$first" "$second" || failed=1

python3 -m zipfile -e "$first" "$work/kit"
kit=$(echo "$work"/kit/*)
(cd "$kit" && sha256sum --quiet -c SHA256SUMS) || failed=1
(cd "$work/first" && sha256sum --quiet -c ./*.sha256) || failed=1
# What DSC is told is what the packed program says of itself.
scripts/wine.sh exec "$kit/netlatch-x64.exe" dsc manifest >"$work/manifest.json"
cmp "$work/manifest.json" "$kit/netlatch.dsc.resource.json" || failed=1
for file in netlatch-x64.exe netlatch-x86.exe netlatch.dsc.resource.json ansible/netlatch.yml LICENSE.txt licences/yyjson.txt licences/lzma.txt licences/mingw-w64-runtime.txt \
    licences/gcc-runtime.txt README.md schemas/audit.schema.json profiles/office-client.json \
    prove/prove.ps1 prove/x64/test_contract_windows_registry.exe prove/x86/test_contract_windows_registry.exe; do
    [[ -s $kit/$file ]] || {
        echo "the zip has no $file"
        failed=1
    }
done
cmp build/windows-x64/netlatch.exe "$kit/netlatch-x64.exe" || failed=1
diff -r "$work/first" "$work/second" || failed=1
mkdir "$work/winget"
tests/support/packages.py "$work/first" "$work/winget" || failed=1
tests/check/package_schemas.sh "$work/first" "$work/winget" || [[ $? -eq 77 ]] || failed=1
# The bill of materials by the schema of CycloneDX itself.
npm=build/deps/npm
if command -v node >/dev/null && [[ -e $npm/node_modules/@cyclonedx/cyclonedx-library/package.json ]]; then
    bill=$(echo "$work"/first/*.cdx.json)
    node tests/support/validate_bom.cjs "$npm" "$bill" || failed=1
    sed 's/"type": "library"/"type": "book"/' "$bill" >"$work/bad.json"
    ! node tests/support/validate_bom.cjs "$npm" "$work/bad.json" >/dev/null || {
        echo "planted violation not found: a component of an unknown type"
        failed=1
    }
else
    echo "the bill of materials was not validated: no CycloneDX library (scripts/setup.sh --all)"
fi
stat -c '%s bytes' "$first"
exit "$failed"
