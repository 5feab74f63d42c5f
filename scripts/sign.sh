#!/usr/bin/env bash
# sign.sh FILE.exe... - signs executables in place with the owner's key (Authenticode, SHA-256), and verifies each
# signature before the signed file takes the place of the unsigned one.
#
#   NETLATCH_SIGN_CERT        certificate chain, PEM; the signer's first
#   NETLATCH_SIGN_KEY         its private key, PEM; or
#   NETLATCH_SIGN_PKCS11      arguments for a token: "-pkcs11module MODULE -key URI"
#   NETLATCH_SIGN_CA          what the chain ends in, PEM; to verify with
#   NETLATCH_SIGN_TIMESTAMP   URL of a time stamping service (RFC 3161); without one the signature ends with
#                             the certificate
#
# osslsigncode remove-signature gives back the unsigned bytes: anybody can compare them with a build of their own.
set -euo pipefail

[[ $# -gt 0 ]] || { echo "sign: name the executables" >&2; exit 64; }
command -v osslsigncode >/dev/null || { echo "sign: osslsigncode is not installed" >&2; exit 1; }
: "${NETLATCH_SIGN_CERT:?sign: the certificate is missing}" "${NETLATCH_SIGN_CA:?sign: what the chain ends in is missing}"

key=(-key "${NETLATCH_SIGN_KEY:-}")
[[ -z ${NETLATCH_SIGN_PKCS11:-} ]] || read -ra key <<<"$NETLATCH_SIGN_PKCS11"
[[ -n ${key[1]} ]] || { echo "sign: the key is missing" >&2; exit 64; }
stamp=()
[[ -z ${NETLATCH_SIGN_TIMESTAMP:-} ]] || stamp=(-ts "$NETLATCH_SIGN_TIMESTAMP")

for file in "$@"; do
    [[ -f $file ]] || { echo "sign: there is no $file" >&2; exit 64; }
    signed=$file.signed
    rm -f "$signed"
    osslsigncode sign -certs "$NETLATCH_SIGN_CERT" "${key[@]}" -h sha256 -n netlatch "${stamp[@]}" \
        -in "$file" -out "$signed" >/dev/null
    # It says "Succeeded" and ends with 0 where the time stamp alone is bad: that line is looked for.
    told=$(osslsigncode verify -CAfile "$NETLATCH_SIGN_CA" "$signed" 2>&1) || { echo "$told" >&2; rm -f "$signed"; exit 1; }
    if grep -qi 'verification: *failed' <<<"$told"; then
        echo "$told" >&2
        rm -f "$signed"
        exit 1
    fi
    mv "$signed" "$file"
    printf 'sign: %s\n' "$file"
done
