#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The package of the app, with what it depends on and nothing else, in a Debian without any Qt: apt accepts it, the window
# comes up on an X server, signed in, and what it has read is kept. RELEASE (this system's): on which Debian. CONFAB_FRAME_MS=1000: what the
# first frame may take, on a machine that is idle.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
for program in mmdebstrap Xvfb xdotool import; do command -v $program >/dev/null || skip "needs $program"; done
# shellcheck source=/dev/null
release=${RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
app=$(one "$packages/confab_*.deb")
server=$(one "$packages/confabd_*.deb")
cli=$(one "$packages/confab-cli_*.deb")
work=$(mktemp -d)
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT
"$here/root.sh" "$release" desktop "$root"
prepare_dependencies "$root" "$release" "$app"
cp "$app" "$root/confab.deb"
check "installs, with what it asks for" chroot "$root" dpkg -i /confab.deb
check "its version" chroot "$root" env QT_QPA_PLATFORM=offscreen confab --version
check "what it has read can be kept" sh -c "ls '$root'/usr/lib/*/qt6/plugins/sqldrivers/libqsqlite.so"
# The other two, to talk to it; what they bring along can't help it any more.
prepare_dependencies "$root" "$release" "$server" "$cli"
dpkg-deb -x "$server" "$root"
dpkg-deb -x "$cli" "$root"
check "opens, signs in, shows a room and keeps it" shows_window "$root" /usr/bin/confabd /usr/bin/confab-cli /usr/bin/confab
sed 's/^/      /' "$root/tmp/figures"
took=$(sed -n 's/^the second: \([0-9]*\) ms.*/\1/p' "$root/tmp/figures")
[ "$took" -le "${CONFAB_FRAME_MS:-$took}" ] || fail "the first frame takes more than $CONFAB_FRAME_MS ms"
chroot "$root" dpkg -r confab >/dev/null
check "is removed without a trace" not ls "$root/usr/bin/confab"
say "The app's package has what it needs."
