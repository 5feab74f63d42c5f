#!/usr/bin/env bash
# other_wine.sh wine32|next - another Wine, beside the system's own, in build/deps; prints its folder.
#
#   wine32   the 32-bit Wine of this release, for the x86 executable
#   next     the 64-bit Wine of Debian's next release
#
# apt fetches and verifies the packages with lists and a state of its own, and they are unpacked into
# the folder: nothing is installed, and dpkg's architectures stay as they are. The loader and the server
# are told, in their files, where their libraries are. Use: NETLATCH_WINE=FOLDER scripts/wine.sh ...
#
# Ends with 77 where it cannot be had: no apt, no network, or a kernel that runs no 32-bit programs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

case ${1:-} in
wine32) suite=bookworm architecture=i386 package=wine32 triple=i386-linux-gnu interpreter=lib/ld-linux.so.2 ;;
next) suite=trixie architecture=amd64 package=wine64 triple=x86_64-linux-gnu interpreter=lib64/ld-linux-x86-64.so.2 ;;
*)
    printf 'usage: other_wine.sh wine32|next\n' >&2
    exit 64
    ;;
esac
folder=$root/build/deps/$1

skip() {
    printf 'skipped: %s\n' "$*" >&2
    exit 77
}

mkdir -p build/deps
exec 6>"build/deps/.$1.lock"
flock 6
if [[ -e $folder/.ready ]]; then
    printf '%s\n' "$folder"
    exit 0
fi
command -v apt-get >/dev/null || skip "there is no apt here"
site=$(apt-get indextargets --format '$(SITE) $(COMPONENT) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 == "main" && $3 == "Debian" { print $1; exit }')
[[ -n $site ]] || skip "this machine's apt knows no Debian archive"

work=$(mktemp -d "build/deps/.$1.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT
mkdir -p "$work"/{lists/partial,cache/archives/partial,tree,tools}
: >"$work/status"
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$site" "$suite" >"$work/sources.list"

# apt as on a machine of that release and architecture on which nothing is installed.
apt_there() {
    local machine=$1
    shift
    apt-get -q -o "Dir::Etc::SourceList=$PWD/$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o "Dir::State::Lists=$PWD/$work/lists" -o "Dir::Cache=$PWD/$work/cache" \
        -o "Dir::State::status=$PWD/$work/status" -o "APT::Architecture=$machine" \
        -o "APT::Architectures::=$machine" -o Acquire::Languages=none -o APT::Sandbox::User=root \
        -o APT::Update::Post-Invoke-Success::= -o Acquire::Retries=3 -o Debug::NoLocking=1 "$@"
}

printf 'wine: fetching %s of %s\n' "$package:$architecture" "$suite" >&2
{
    apt_there "$architecture" update &&
        apt_there "$architecture" -y --no-install-recommends --download-only install "$package"
} >"$work/log" 2>&1 || {
    tail -5 "$work/log" >&2
    skip "the packages of $package:$architecture cannot be fetched"
}
for archive in "$work"/cache/archives/*.deb; do
    dpkg-deb -x "$archive" "$work/tree"
done
if ! command -v patchelf >/dev/null; then
    (cd "$work/tools" && apt-get -q download patchelf >/dev/null 2>&1) || skip "patchelf cannot be fetched"
    dpkg-deb -x "$work"/tools/patchelf_*.deb "$work/tools"
fi
PATH=$PATH:$PWD/$work/tools/usr/bin

rm -rf "$folder"
mv "$work/tree" "$folder"
# A link to /usr/... means the folder's own.
find "$folder" -type l -lname '/*' -print0 | while IFS= read -r -d '' link; do
    ln -sfn "$folder$(readlink "$link")" "$link"
done
# libwine's postinst does the same: Wine takes a DLL from its own folder only with this mark.
for pair in i686-w64-mingw32:i386-windows x86_64-w64-mingw32:x86_64-windows; do
    dll=$folder/usr/${pair%:*}/lib/zlib1.dll
    own=$folder/usr/lib/$triple/wine/${pair#*:}
    if [[ -e $dll && -d $own ]]; then
        { head -c 64 "$dll" && printf 'Wine builtin DLL' && head -c 16 /dev/zero && tail -c +97 "$dll"; } >"$own/zlib1.dll"
    fi
done
# Debian's wineserver is a script that starts the system's.
for server in wineserver32 wineserver64; do
    [[ ! -f $folder/usr/lib/wine/$server ]] || ln -sf "$server" "$folder/usr/lib/wine/wineserver"
done
# Releases from 13 on have /lib as a link to /usr/lib.
[[ -e $folder/$interpreter ]] || interpreter=usr/$interpreter
wine=$folder/usr/lib/wine
libraries=$folder/lib/$triple:$folder/usr/lib/$triple
for program in "$wine"/wine "$wine"/wine64 "$wine"/wineserver32 "$wine"/wineserver64 "$wine"/wineserver \
    "$folder/usr/lib/$triple"/wine/*-unix/wine; do
    [[ -f $program && ! -L $program ]] || continue
    head -c4 "$program" | grep -q ELF || continue
    patchelf --set-interpreter "$folder/$interpreter" --force-rpath --set-rpath "$libraries" "$program"
done
# Wine's own test that the kernel runs it.
for program in "$wine/wine64" "$wine/wine"; do
    [[ ! -x $program ]] || "$program" --version >&2 || skip "this kernel does not run it"
done
touch "$folder/.ready"
printf '%s\n' "$folder"
