#!/usr/bin/env bash
# pack.sh [--built] [FOLDER] - makes netlatch-VERSION-windows.zip, and its SHA-256 beside it, in FOLDER
# (build/pack): what a person downloads, with all that proves it on a real Windows.
#
#   netlatch-x64.exe netlatch-x86.exe   the program
#   LICENSE.txt licences/               ours, and those of what is inside the executables
#   README.md schemas/ profiles/
#   netlatch.dsc.resource.json          what DSC v3 has to know, to lie beside netlatch.exe
#   ansible/netlatch.yml                what ansible-doc shows, to lie beside netlatch.exe in library/
#   prove/                              the contract tests for both, and prove.ps1
#
# The same sources and compilers give the same bytes: names in order, the time of the last commit (or
# SOURCE_DATE_EPOCH). --built: takes what is built already.
#
# Beside the zip: a bill of materials, and, where NETLATCH_RELEASE_URL names the folder in which the zip will lie, the
# manifests for winget and Scoop (scripts/package_manifests.py). Executables are signed before they are packed where
# NETLATCH_SIGN_CERT and the rest is set (scripts/sign.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1:-} == --built ]]; then
    shift
else
    scripts/build.sh --all windows-x64 windows-x86
    scripts/build.sh linux
fi
target=${1:-build/pack}
version=$(sed -n 's/^project(netlatch VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
name=netlatch-$version-windows
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}

mkdir -p "$target"
tree=$(mktemp -d "$target/.tree.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$tree'" EXIT
kit=$tree/$name
mkdir -p "$kit"/{ansible,licences,schemas,profiles,prove/x64,prove/x86}

for bits in x64 x86; do
    cp "build/windows-$bits/netlatch.exe" "$kit/netlatch-$bits.exe"
    for test in build/windows-"$bits"/tests/test_contract_windows_*.exe; do
        [[ -e $test ]] || { echo "pack: build/windows-$bits has no contract tests: build with --all" >&2; exit 1; }
        cp "$test" "$kit/prove/$bits/"
    done
done
[[ -z ${NETLATCH_SIGN_CERT:-} ]] || scripts/sign.sh "$kit"/netlatch-x64.exe "$kit"/netlatch-x86.exe >&2
# Windows opens .txt by a double click, and wants its line ends.
sed 's/$/\r/' LICENSE >"$kit/LICENSE.txt"
sed 's/$/\r/' build/deps/yyjson/LICENSE >"$kit/licences/yyjson.txt"
{
    sed -n 2p build/deps/7zip/C/LzmaDec.c
    sed -n '/public domain/,/^\r*$/p' build/deps/7zip/DOC/7zC.txt
} | tr -d '\r' | sed 's/$/\r/' >"$kit/licences/lzma.txt"
sed 's/$/\r/' /usr/share/doc/mingw-w64-common/copyright >"$kit/licences/mingw-w64-runtime.txt"
sed 's/$/\r/' /usr/share/doc/gcc-mingw-w64-base/copyright >"$kit/licences/gcc-runtime.txt"
# As the program tells it; the native one of the same sources where it is built.
manifest=$kit/netlatch.dsc.resource.json
if [[ -x build/linux/netlatch ]]; then
    build/linux/netlatch dsc manifest --output "$manifest"
else
    scripts/wine.sh exec "$kit/netlatch-x64.exe" dsc manifest >"$manifest"
fi
cp README.md "$kit/"
cp res/ansible/netlatch.yml "$kit/ansible/"
cp res/schema/*.json "$kit/schemas/"
cp res/profiles/*.json "$kit/profiles/"
sed 's/$/\r/' tests/prove/prove.ps1 >"$kit/prove/prove.ps1"
(cd "$kit" && find . -type f -not -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)

python3 - "$tree" "$target/$name.zip" "$epoch" <<'PYTHON'
import pathlib, sys, time, zipfile
tree, archive, epoch = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
moment = time.gmtime(max(epoch, 315532800))[:6]  # a zip's time begins in 1980
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    for path in sorted(tree.rglob("*"), key=lambda path: path.relative_to(tree).as_posix()):
        if path.is_file():
            entry = zipfile.ZipInfo(path.relative_to(tree).as_posix(), moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0x20
            out.writestr(entry, path.read_bytes())
PYTHON
(cd "$target" && sha256sum "$name.zip" >"$name.zip.sha256")
scripts/package_manifests.py "$target/$name.zip" "$target" "$epoch" ${NETLATCH_RELEASE_URL:+"$NETLATCH_RELEASE_URL"}
printf '%s\n' "$target/$name.zip"
