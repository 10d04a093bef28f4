#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The folder of an AppImage, build/packages/Confab.AppDir, and its file system as squashfs. With APPIMAGE_RUNTIME=FILE, the
# runtime of type 2 that .github/workflows/release.yml fetches by its checksum, also the AppImage: the two in one file.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
dir=$packages/Confab.AppDir
rm -rf "$dir"
packaging/make/bundle.sh app "$dir/usr"
cp "$dir/usr/share/applications/confab.desktop" "$dir"
cp "$dir/usr/share/icons/hicolor/scalable/apps/confab.svg" "$dir"
ln -s confab.svg "$dir/.DirIcon"
cat >"$dir/AppRun" <<'RUN'
#!/bin/sh
# "confab-cli" as the first word, or as the name of a link to this file, is the console client.
here=$(dirname "$(readlink -f "$0")")
if [ "$(basename "${ARGV0:-$0}")" = confab-cli ]; then exec "$here/usr/bin/confab-cli" "$@"; fi
if [ "${1:-}" = confab-cli ]; then shift; exec "$here/usr/bin/confab-cli" "$@"; fi
exec "$here/usr/bin/confab" "$@"
RUN
chmod 755 "$dir/AppRun"
squash=$packages/confab-$version-$machine.squashfs
rm -f "$squash"
# It takes the time of all files from SOURCE_DATE_EPOCH.
mksquashfs "$dir" "$squash" -root-owned -noappend -comp xz -quiet -no-progress >/dev/null
made "$squash"
if [ -n "${APPIMAGE_RUNTIME:-}" ]; then
    image=$packages/Confab-$version-$machine.AppImage
    cat "$APPIMAGE_RUNTIME" "$squash" >"$image"
    chmod 755 "$image"
    made "$image"
fi
