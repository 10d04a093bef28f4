#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The life of the server's package in a booted systemd: install, talk, edit, upgrade, remove, install, purge; and the two
# clients' packages beside it. The packages of build/packages, a Debian of this release; for those of ./dev package deb13:
# RELEASE=trixie CONFAB_PACKAGES=build/packages/trixie. CONFAB_START_MS=300: what a start may take, on a machine that is idle.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
release=${RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
server=$(one "$packages/confabd_*.deb")
cli=$(one "$packages/confab-cli_*.deb")

work=$(mktemp -d)
root=$work/root
finish() {
    [ $? = 0 ] || in_root journalctl -u confabd -n 30 --no-pager -o cat >&2 || true
    "$here/boot.sh" stop "$root" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
"$here/root.sh" "$release" boot "$root"
in_root() { "$here/boot.sh" run "$root" "$@"; }
cp "$server" "$root/confabd.deb"
cp "$cli" "$root/confab-cli.deb"

prepare_dependencies "$root" "$release" "$server" "$cli"

"$here/boot.sh" start "$root"
say "booted: $(in_root systemctl --version | head -n 1)"

is_ready() { in_root curl -fsS -o /dev/null http://127.0.0.1:7450/readyz; }
is_active() { in_root systemctl is-active --quiet confabd; }
talk() { # talk PASSWORD ARGUMENT...: the console client as Ana
    local password=$1
    shift
    in_root sh -c 'printf "%s\n" "$0" | confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --password-fd 0 "$@"' "$password" "$@"
}

# Install.
check "installs" in_root dpkg -i /confabd.deb /confab-cli.deb
check "is enabled" in_root systemctl is-enabled --quiet confabd
check "is active" is_active
check "serves as soon as the start has returned" is_ready
in_root systemctl stop confabd
before=$(date +%s%N)
in_root systemctl start confabd
is_ready || fail "readyz after a start"
took=$((($(date +%s%N) - before) / 1000000))
say "      start until readyz: $took ms"
[ "$took" -le "${CONFAB_START_MS:-$took}" ] || fail "a start takes more than $CONFAB_START_MS ms"
check "the unit is exposed at most 1.5" in_root systemd-analyze security --no-pager --threshold=15 confabd
check "the unit is right" in_root systemd-analyze verify --man=no /usr/lib/systemd/system/confabd.service
check "data are private" in_root sh -c '[ "$(stat -c %a /var/lib/private/confab)" = 700 ] && [ "$(stat -c %a /var/lib/private/confab/token.key)" = 600 ]'

# Talk.
password=correct-horse-$RANDOM
check "an account" talk "$password" register --name Ana
check "a room" talk "$password" create General
check "a message" talk "$password" send --room General "Before the upgrade"
says() { talk "$password" history --room General | grep -q "$1"; }
check "which is there" says "Before the upgrade"

# Edit the configuration: it takes effect, and survives.
in_root sed -i 's/^#server_name = .*/server_name = "Edited"/' /etc/confab/confabd.toml
check "an edited configuration is valid" in_root confabd --check-config --config /etc/confab/confabd.toml
in_root systemctl restart confabd
check "serves with it" is_ready
check "reloads" in_root systemctl reload confabd

# Upgrade: the same again, as the next version.
next=$work/next
dpkg-deb -R "$server" "$next"
sed -i 's/^Version: .*/Version: 99.0-1/' "$next/DEBIAN/control"
dpkg-deb --root-owner-group -b "$next" "$root/next.deb" >/dev/null
check "upgrades" in_root dpkg -i /next.deb
check "is ready after the upgrade" is_ready
check "the edit survives" in_root grep -q Edited /etc/confab/confabd.toml
check "the message survives" says "Before the upgrade"
check "goes back to the release before" in_root dpkg -i /confabd.deb
check "is ready after going back" is_ready

# An administrator's "disable" survives an upgrade.
in_root systemctl disable --quiet confabd
check "upgrades while disabled" in_root dpkg -i /next.deb
check "stays disabled" not in_root systemctl is-enabled --quiet confabd
in_root systemctl enable --quiet confabd

# Remove, install again.
check "is removed" in_root dpkg -r confabd
check "does not run any more" not is_active
check "the data stay" in_root test -s /var/lib/private/confab/confab.db
check "the configuration stays" in_root test -e /etc/confab/confabd.toml
check "installs again" in_root dpkg -i /confabd.deb
check "is ready again" is_ready
check "with the message" says "Before the upgrade"

# Purge.
check "a purge that nobody can be asked about" in_root dpkg -P confabd
check "keeps the data" in_root test -s /var/lib/private/confab/confab.db
check "has no configuration left" in_root test ! -e /etc/confab
check "installs once more" in_root dpkg -i /confabd.deb
check "with the message still" says "Before the upgrade"
in_root sh -c 'echo "confabd confabd/purge-data boolean true" | debconf-set-selections'
check "a purge with a yes" in_root dpkg -P confabd
check "leaves no data" in_root sh -c '[ ! -e /var/lib/private/confab ] && [ ! -e /var/lib/confab ]'
check "no unit" in_root sh -c '! systemctl cat confabd 2>/dev/null'
check "no link" in_root sh -c '! find /etc/systemd /var/lib/systemd -name "confabd*" | grep .'
check "no user" in_root sh -c '! grep confab /etc/passwd'
say "The server's package lives and dies as it should."
