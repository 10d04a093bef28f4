#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The archives with Qt inside, in a Debian without any Qt: the server serves, the console client talks to it, the app shows
# its window. RELEASE (this system's): on which Debian.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
for program in mmdebstrap Xvfb xdotool import; do command -v $program >/dev/null || skip "needs $program"; done
# shellcheck source=/dev/null
release=${RELEASE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
app=$(one "$packages/confab-*-linux-*.tar.xz")
server=$(one "$packages/confabd-*-linux-*.tar.xz")
for archive in "$app" "$server"; do
    size=$(stat -c %s "$archive")
    check "$(basename "$archive") has $size bytes, at most 40 MiB" [ "$size" -le $((40 * 1024 * 1024)) ]
done

work=$(mktemp -d)
root=$work/root
# In a network of its own with a loopback, and ended with it.
inside() { unshare -n -m -p -f --kill-child -- bash -c 'ip link set lo up; mount -t proc proc "$0/proc"; exec chroot "$0" "$@"' "$root" "$@"; }
finish() { rm -rf --one-file-system "$work"; }
trap finish EXIT
"$here/root.sh" "$release" desktop "$root"
check "the system has no Qt" not ls "$root"/usr/lib/*/libQt6Core.so.6
# A place with a blank in its name, to which nothing was configured.
place="/opt/any place"
mkdir -p "$root$place"
tar -C "$root$place" --strip-components=1 -xf "$app"
mkdir -p "$root$place/server"
tar -C "$root$place/server" --strip-components=1 -xf "$server"
for bundle in "$root$place" "$root$place/server"; do
    check "all that $(basename "$bundle") brings along has its notices" notices_are_whole "$bundle"
done

cat >"$root/talk.sh" <<'TALK'
set -e
cd "/opt/any place"
server/bin/confabd --data /tmp/data --listen 127.0.0.1:7450 >/tmp/log 2>&1 &
for i in $(seq 600); do grep -q 'is listening on' /tmp/log && break; sleep 0.1; done
cli() { echo "correct-horse" | bin/confab-cli --server ws://127.0.0.1:7450 --user ana@example.org --password-fd 0 "$@"; }
cli register --name Ana
cli create General
cli send --room General "Hello from the archive"
cli history --room General | grep -q "Hello from the archive"
kill %1
wait %1
TALK
check "server and console client talk" inside bash /talk.sh

check "the app signs in, shows a room and keeps it" shows_window "$root" "$place/server/bin/confabd" "$place/bin/confab-cli" "$place/bin/confab"
sed 's/^/      /' "$root/tmp/figures"
say "The archives run where no Qt is."
