#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# sign.sh FILE...: Authenticode signatures, with a time stamp, in place. Without a certificate it says so and changes nothing.
#
# CONFAB_SIGN_CERTIFICATE: a PKCS#12 file in base64. CONFAB_SIGN_PASSWORD: its password. CONFAB_SIGN_TIME_URL: who stamps.
set -euo pipefail
if [ -z "${CONFAB_SIGN_CERTIFICATE:-}" ]; then
    echo "Not signed, for want of a certificate (CONFAB_SIGN_CERTIFICATE): $(basename -a "$@" | paste -sd' ')"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077
    base64 -d <<<"$CONFAB_SIGN_CERTIFICATE" >"$work/certificate.p12"
    printf '%s' "${CONFAB_SIGN_PASSWORD:-}" >"$work/password")
stamp=(-ts "${CONFAB_SIGN_TIME_URL:-http://timestamp.digicert.com}")
[ "${CONFAB_SIGN_TIME_URL:-}" != none ] || stamp=()
for file in "$@"; do
    [ -e "$file" ] || continue
    # Setup and MSI carry the same programs.
    if osslsigncode extract-signature -in "$file" -out "$work/there" >/dev/null 2>&1; then
        rm -f "$work/there"
        echo "Signed already: $(basename "$file")"
        continue
    fi
    osslsigncode sign -pkcs12 "$work/certificate.p12" -readpass "$work/password" -h sha256 -n Confab ${stamp[@]+"${stamp[@]}"} \
        -in "$file" -out "$work/signed" >/dev/null
    cat "$work/signed" >"$file"
    rm "$work/signed"
    echo "Signed: $(basename "$file")"
done
