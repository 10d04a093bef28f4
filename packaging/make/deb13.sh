#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The Debian packages for Debian 13, made on another Debian or Ubuntu, as root: "./dev package deb" in a Debian 13 of its own,
# which installs there what it needs and is kept in build/package-roots/trixie. They come into build/packages/trixie.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
[ "$(id -u)" = 0 ] || { echo "deb13: a system of its own needs root." >&2; exit 2; }
release=trixie
root=$top/build/package-roots/$release
if [ ! -e "$root/complete" ]; then
    rm -rf --one-file-system "$root"
    mkdir -p "$root"
    mmdebstrap --quiet --variant=minbase --include=ca-certificates,git "$release" "$root"
    touch "$root/complete"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/src" "$top/build/package" "$top/build/package-$release" "$packages/$release"
# It sees this tree, with a build folder of its own.
# shellcheck disable=SC2016 # the inner shell's
unshare -m -- bash -c 'set -e
    mount --make-rprivate /
    mount --bind "$1" "$0/src"
    mount --bind "$1/build/package-$2" "$0/src/build/package"
    mount -t proc proc "$0/proc"
    mount --rbind /dev "$0/dev"
    exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "SOURCE_DATE_EPOCH=$3" \
        ${4:+"CMAKE_BUILD_PARALLEL_LEVEL=$4"} CONFAB_PACKAGES=/src/build/packages/"$2" /src/dev package deb' \
    "$root" "$top" "$release" "$SOURCE_DATE_EPOCH" "${CMAKE_BUILD_PARALLEL_LEVEL:-}"
made "$packages/$release"/*.deb
