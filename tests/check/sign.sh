#!/usr/bin/env bash
# sign.sh - an executable is signed with a key made for the test: the signature is right, covers the bytes, and
# can be taken off again.
set -euo pipefail
cd "$NETLATCH_SOURCE_DIR"

for program in osslsigncode openssl; do
    command -v $program >/dev/null || {
        echo "skipped: $program is not installed (scripts/setup.sh --all)"
        exit 77
    }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/netlatch-sign.XXXXXX")
# shellcheck disable=SC2064 # the folder is known now
trap "rm -rf '$work'" EXIT

for who in owner stranger; do
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$who of a test" -addext extendedKeyUsage=codeSigning \
        -keyout "$work/$who.key" -out "$work/$who.pem" 2>/dev/null
done
export NETLATCH_SIGN_CERT=$work/owner.pem NETLATCH_SIGN_KEY=$work/owner.key NETLATCH_SIGN_CA=$work/owner.pem
cp "$NETLATCH_EXE" "$work/netlatch.exe"
scripts/sign.sh "$work/netlatch.exe"

failed=0
refuse() {
    echo "$1"
    failed=1
}
! cmp -s "$NETLATCH_EXE" "$work/netlatch.exe" || refuse "nothing was signed"
osslsigncode verify -CAfile "$work/owner.pem" "$work/netlatch.exe" >/dev/null || refuse "the signature is not right"
! osslsigncode verify -CAfile "$work/stranger.pem" "$work/netlatch.exe" >/dev/null 2>&1 ||
    refuse "a stranger's certificate vouches for it"
osslsigncode remove-signature -in "$work/netlatch.exe" -out "$work/bare.exe" >/dev/null
cmp "$NETLATCH_EXE" "$work/bare.exe" || refuse "without its signature it is another file"
# One byte of the program is changed.
cp "$work/netlatch.exe" "$work/changed.exe"
printf 'X' | dd of="$work/changed.exe" bs=1 seek=100 conv=notrunc 2>/dev/null
! osslsigncode verify -CAfile "$work/owner.pem" "$work/changed.exe" >/dev/null 2>&1 ||
    refuse "a changed program passes"
# A signature that does not verify takes nobody's place.
cp "$NETLATCH_EXE" "$work/kept.exe"
! NETLATCH_SIGN_CA=$work/stranger.pem scripts/sign.sh "$work/kept.exe" >/dev/null 2>&1 || refuse "a bad chain passes"
cmp "$NETLATCH_EXE" "$work/kept.exe" || refuse "the unsigned file is lost"
exit "$failed"
