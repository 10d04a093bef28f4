#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# Gives confabd a certificate that lego or certbot has got or renewed, and has it read: lego's --run-hook and
# --renew-hook, certbot's --deploy-hook. As root, on the server. Both files are complete under their names or not there
# at all, and belong to the user of the folder above, which is the service's own.
#
# CONFAB_TLS_FOLDER: where to (/var/lib/confab/tls). CONFAB_RELOAD: the command instead of "systemctl reload-or-restart confabd".
set -eu
umask 077
folder=${CONFAB_TLS_FOLDER:-/var/lib/confab/tls}
if [ -n "${LEGO_CERT_PATH:-}" ]; then
    chain=$LEGO_CERT_PATH key=$LEGO_CERT_KEY_PATH
elif [ -n "${RENEWED_LINEAGE:-}" ]; then
    chain=$RENEWED_LINEAGE/fullchain.pem key=$RENEWED_LINEAGE/privkey.pem
else
    echo "hook.sh: neither lego (LEGO_CERT_PATH) nor certbot (RENEWED_LINEAGE) has started this" >&2
    exit 2
fi
above=$(readlink -f "$(dirname "$folder")")
owner=$(stat -c %u:%g "$above")
mkdir -p "$folder"
cp "$chain" "$folder/chain.pem.new"
cp "$key" "$folder/key.pem.new"
if [ "$(id -u)" = 0 ]; then chown "$owner" "$folder" "$folder/chain.pem.new" "$folder/key.pem.new"; fi
sync "$folder/chain.pem.new" "$folder/key.pem.new"
# A reload between the two finds a key that does not belong to the chain, changes nothing, and the one below follows.
mv "$folder/key.pem.new" "$folder/key.pem"
mv "$folder/chain.pem.new" "$folder/chain.pem"
# shellcheck disable=SC2086 # words
${CONFAB_RELOAD:-systemctl reload-or-restart confabd}
