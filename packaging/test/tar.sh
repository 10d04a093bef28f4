#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The archives with Qt inside, in a Debian without any Qt: the server serves, the console client talks to it, the app shows
# its window. RELEASE (this system's): on which Debian.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
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

cat >"$root/window.sh" <<'WINDOW'
export HOME=/tmp/home QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
mkdir -p $HOME
# It shows its first page and stays; a missing module or plugin would be on the standard error.
timeout --signal=TERM 15 "/opt/any place/bin/confab" >/tmp/app.log 2>&1
status=$?
cat /tmp/app.log
[ $status = 124 ] || [ $status = 0 ] || exit 1
! grep -E "is not installed|unavailable|cannot load|Cannot load|Could not" /tmp/app.log
WINDOW
check "the app's window comes up" inside bash /window.sh
say "The archives run where no Qt is."
