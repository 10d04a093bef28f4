#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# root.sh RELEASE KIND FOLDER: a minimal Debian in FOLDER. KIND is what it has beyond apt: "boot" a systemd that can run,
# "desktop" what every desktop has and no Qt, "slim" nothing, and no documentation but copyrights: the base of an image. Made
# once, and kept packed in build/package-roots.
set -euo pipefail
release=$1 kind=$2 folder=$3
kept=$(cd "$(dirname "$0")/../.." && pwd)/build/package-roots
case $kind in
    boot) with=systemd-sysv,dbus,debconf,init-system-helpers,ca-certificates,curl,procps ;;
    desktop) with=libfontconfig1,libfreetype6,libharfbuzz0b,libglib2.0-0,libgl1,libegl1,libopengl0,libx11-xcb1,libwayland-client0,fonts-dejavu-core,libdbus-1-3 ;;
    slim) with=ca-certificates ;;
    *) echo "root.sh RELEASE boot|desktop|slim FOLDER" >&2; exit 2 ;;
esac
# As Debian's own images have it: /usr is merged from the beginning, without usrmerge, which brings all of Perl.
hooks=/usr/share/mmdebstrap/hooks/merged-usr
mkdir -p "$kept" "$folder"
packed=$kept/$release-$kind.tar
if [ ! -e "$packed" ]; then
    excluded=('/usr/share/locale/*')
    [ "$kind" != slim ] || excluded+=('/usr/share/doc/*' '/usr/share/man/*' '/usr/share/info/*' '/usr/share/lintian/*')
    mmdebstrap --format=tar --quiet --variant=minbase --include="$with" --hook-dir="$hooks" \
        "${excluded[@]/#/--dpkgopt=path-exclude=}" '--dpkgopt=path-include=/usr/share/doc/*/copyright' "$release" "$packed.part" >&2
    mv "$packed.part" "$packed"
fi
tar -C "$folder" -xf "$packed"
