#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The RPMs: what they contain and ask for, and a life of both in a Debian, whose own packages they can't know.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
app=$(one "$packages/confab-[0-9]*.rpm")
server=$(one "$packages/confabd-[0-9]*.rpm")
check "depend on no distribution's libraries" not sh -c "rpm -qp --requires '$app' '$server' | grep -E '\\.so'"
check "the configuration is kept" sh -c "rpm -qp --configfiles '$server' | grep -q /etc/confab/confabd.toml"
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
# shellcheck source=/dev/null
"$here/root.sh" "$(. /etc/os-release && echo "$VERSION_CODENAME")" desktop "$work/root"
# With /proc, in which a program finds its own libraries.
# shellcheck disable=SC2016 # the inner shell's
inside() { unshare -m -p -f --kill-child -- bash -c 'mount -t proc proc "$0/proc"; exec chroot "$0" "$@"' "$work/root" "$@"; }
rpm_there() { rpm --root "$work/root" --nodeps --nosignature "$@"; }
check "install" rpm_there -i "$app" "$server"
for bundle in confab confabd; do
    check "all that $bundle brings along has its notices" notices_are_whole "$work/root/opt/$bundle"
done
check "verify" rpm_there -V confab confabd
check "confabd starts" inside /usr/bin/confabd --version
check "confab-cli starts" inside /usr/bin/confab-cli --help
# shellcheck disable=SC2016 # the inner shell's
check "the unit runs what is there" inside sh -c 'test -x "$(sed -n "s/^ExecStart=//p" /usr/lib/systemd/system/confabd.service)"'
echo '# edited' >>"$work/root/etc/confab/confabd.toml"
check "are erased" rpm_there -e confab confabd
check "leave nothing" not ls "$work/root/opt/confab" "$work/root/opt/confabd" "$work/root/usr/bin/confabd"
check "but an edited configuration" ls "$work/root/etc/confab/confabd.toml.rpmsave"
