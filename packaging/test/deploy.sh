#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# packaging/deploy/deploy.sh over a real sshd, to a booted systemd: a first deployment, the next version, and two that do
# not work, after which the version before serves again with all data.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
for program in ssh scp ssh-keygen mmdebstrap; do command -v "$program" >/dev/null || skip "needs $program"; done
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
server=$(one "$packages/confabd_*.deb")
cli=$(one "$packages/confab-cli_*.deb")

work=$(mktemp -d)
root=$work/root
finish() {
    [ $? = 0 ] || in_root journalctl -u confabd -u ssh -n 30 --no-pager -o cat >&2 || true
    "$here/boot.sh" stop "$root" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
"$here/root.sh" "$release" boot "$root"
in_root() { "$here/boot.sh" run "$root" "$@"; }
cp "$cli" "$root/confab-cli.deb"
prepare_dependencies "$root" "$release" openssh-server "$server" "$cli"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
install -D -m 600 "$work/key.pub" "$root/root/.ssh/authorized_keys"
"$here/boot.sh" start "$root"
in_root dpkg -i /confab-cli.deb >/dev/null
until_it in_root systemctl is-active --quiet ssh || fail "sshd does not start"

# deploy_to KNOWN_HOSTS DEB: from this system, in the booted one's network
deploy_to() {
    CONFAB_DEPLOY_KEY=$(cat "$work/key") CONFAB_DEPLOY_KNOWN_HOSTS=$1 CONFAB_READY_SECONDS=20 \
        nsenter -t "$(cat "$root.booted/pid")" -n "$top/packaging/deploy/deploy.sh" root@127.0.0.1 "$2"
}
known="127.0.0.1 $(cut -d ' ' -f 1,2 "$root/etc/ssh/ssh_host_ed25519_key.pub")"
deploy() { deploy_to "$known" "$1"; }
is_ready() { in_root curl -fsS -o /dev/null http://127.0.0.1:7450/readyz; }
version_is() { [ "$(in_root dpkg-query -W -f '${Version}' confabd)" = "$1" ]; }
talk() { in_root sh -c 'printf "%s\n" correct-horse | confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --password-fd 0 "$@"' talk "$@"; }
says() { talk history --room General | grep -q "$1"; }

# version NUMBER [PROGRAM]: the package again, as that version, with a script instead of the server
version() {
    local tree=$work/tree
    rm -rf "$tree"
    dpkg-deb -R "$server" "$tree"
    sed -i "s/^Version: .*/Version: $1/" "$tree/DEBIAN/control"
    if [ -n "${2:-}" ]; then printf '#!/bin/sh\n%s\n' "$2" >"$tree/usr/bin/confabd"; fi
    dpkg-deb --root-owner-group -b "$tree" "$work/confabd_$1_amd64.deb" >/dev/null
    printf '%s\n' "$work/confabd_$1_amd64.deb"
}

ssh-keygen -q -t ed25519 -N '' -f "$work/other"
check "a host with another key is refused" not deploy_to "127.0.0.1 $(cut -d ' ' -f 1,2 "$work/other.pub")" "$server"
check "and nothing was installed" not in_root test -e /usr/bin/confabd
check "a first deployment" deploy "$server"
first=$(in_root dpkg-query -W -f '${Version}' confabd)
check "serves" is_ready
check "an account" talk register --name Ana
check "a room" talk create General
check "a message" talk send --room General "Before the deployment"
check "the next version" deploy "$(version 99.0-1)"
check "is there" version_is 99.0-1
check "with the message" says "Before the deployment"
check "one that ends at once is an error" not deploy "$(version 100.0-1 'exit 1')"
check "and the version before is back" version_is 99.0-1
check "it serves" is_ready
check "with the message still" says "Before the deployment"
# Waiting for it would have no end: TimeoutStartSec=infinity.
check "one that never serves is an error, too" not deploy "$(version 101.0-1 'case "$1" in --check-config) exit 0 ;; esac; exec sleep infinity')"
check "and the version before is back again" version_is 99.0-1
check "it serves again" is_ready
check "and stores" talk send --room General "After both"
check "what it is sent" says "After both"
check "services start with their packages again" not in_root test -e /usr/sbin/policy-rc.d
check "an older version, too" deploy "$server"
check "is what runs then" version_is "$first"
check "nothing of a deployment stays in /tmp" in_root sh -c '! ls -d /tmp/tmp.* 2>/dev/null'
say "Deployments work, and go back."
