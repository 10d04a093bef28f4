#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The apt repository: apt finds, checks and fetches the packages from a web server on the loopback, and refuses a changed one.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
for program in apt-ftparchive gpg python3; do command -v $program >/dev/null || skip "needs $program"; done
one "$packages/confabd_*.deb" >/dev/null
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; GNUPGHOME=$work/gnupg gpgconf --kill all; rm -rf --one-file-system "$work"' EXIT
chmod 755 "$work"
mkdir -m 700 "$work/gnupg"
GNUPGHOME=$work/gnupg gpg --batch --quiet --passphrase '' --quick-generate-key 'Test <test@example.org>' ed25519 sign never 2>/dev/null
CONFAB_APT_KEY=$(GNUPGHOME=$work/gnupg gpg --batch --armor --export-secret-keys)
export CONFAB_APT_KEY
check "the repository is made" "$top/packaging/apt/repository.sh" "$work/www"
check "and again, over itself" "$top/packaging/apt/repository.sh" "$work/www"
python3 -u -m http.server --bind 127.0.0.1 --directory "$work/www" 0 >"$work/log" 2>&1 &
server=$!
until_it grep -q 'port [0-9]' "$work/log" || fail "the web server does not start"
port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/log")
suite=$(basename "$(one "$work/www/pool/*")")
mkdir -p "$work"/apt/{etc/apt/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d},var/lib/apt/lists/partial,var/cache/apt/archives/partial,var/lib/dpkg}
: >"$work/apt/var/lib/dpkg/status"
list() { echo "deb [arch=amd64 signed-by=$1] http://127.0.0.1:$port $suite main" >"$work/apt/etc/apt/sources.list"; }
apt_there() {
    rm -rf "$work"/apt/var/lib/apt/lists/*
    mkdir -p "$work/apt/var/lib/apt/lists/partial"
    (cd "$work" && apt-get -o Dir="$work/apt" -o Dir::State::status="$work/apt/var/lib/dpkg/status" -o APT::Sandbox::User=root \
        -o APT::Architecture=amd64 -o Acquire::Retries=0 -o APT::Update::Error-Mode=any "$@")
}
fetched() { apt_there update && (cd "$work" && apt-get -o Dir="$work/apt" -o Dir::State::status="$work/apt/var/lib/dpkg/status" -o APT::Sandbox::User=root download confabd); }
list "$work/www/confab-archive-keyring.gpg"
check "apt fetches a package" fetched
check "it is the one that was made" cmp "$(one "$work/confabd_*.deb")" "$(one "$packages/confabd_*.deb")"
rm -f "$work"/confabd_*.deb

# Somebody else's key, a changed package, a changed index.
mkdir -m 700 "$work/other"
GNUPGHOME=$work/other gpg --batch --quiet --passphrase '' --quick-generate-key 'Other <other@example.org>' ed25519 sign never 2>/dev/null
GNUPGHOME=$work/other gpg --batch --export --output "$work/other.gpg"
GNUPGHOME=$work/other gpgconf --kill all
list "$work/other.gpg"
check "another key is not trusted" not apt_there update
list "$work/www/confab-archive-keyring.gpg"
printf x | dd of="$(one "$work/www/pool/$suite/confabd_*.deb")" bs=1 seek=1000 conv=notrunc status=none
check "a changed package is refused" not fetched
sed -i 's/^Version: /&1/' "$work/www/dists/$suite/main/binary-amd64/Packages"
xz -k -f "$work/www/dists/$suite/main/binary-amd64/Packages"
check "a changed index is refused" not apt_there update
say "The apt repository is in order."
