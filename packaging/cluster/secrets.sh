#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the passwords that compose.yaml uses, once, in the folder secrets beside this. They belong to the account that
# confabd and Redis have in their containers (10001): confabd refuses a password that others can read.
set -euo pipefail
cd "$(dirname "$0")"
[ ! -e secrets ] || { echo "There is a folder secrets already; it stays as it is." >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "Only root can give files to another account." >&2; exit 1; }
umask 077
mkdir secrets.new
random() { head -c 24 /dev/urandom | base64 | tr '+/' 'xy'; }
random >secrets.new/database-password
random >secrets.new/redis-password
hash=$(tr -d '\n' <secrets.new/redis-password | sha256sum | cut -d ' ' -f 1)
# Only what the nodes need: no keys, and only Confab's channels.
cat >secrets.new/redis-users <<TXT
user default off
user confab on #$hash resetchannels &confab:* -@all +hello +ping +cluster|slots +publish +subscribe +unsubscribe +ssubscribe +sunsubscribe +spublish
TXT
chown -R 10001:10001 secrets.new
mv secrets.new secrets
echo "The passwords are in $PWD/secrets."
