#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# debian13.sh COMMAND...: runs it in a Debian 13 of its own, on another Debian or Ubuntu, as root. That system is made once
# and kept in build/package-roots/trixie. It sees this tree as /src; build/package-trixie is its build/package, so that no
# compiler's files mix. Packages that it makes come into build/packages/trixie.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
[ "$(id -u)" = 0 ] || { echo "debian13: a system of its own needs root." >&2; exit 2; }
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
# shellcheck disable=SC2016 # the inner shell's
exec unshare -m -- bash -c 'set -e
    root=$1 top=$2 release=$3 time=$4 jobs=$5
    shift 5
    mount --make-rprivate /
    mount --bind "$top" "$root/src"
    mount --bind "$top/build/package-$release" "$root/src/build/package"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "SOURCE_DATE_EPOCH=$time" \
        ${jobs:+"CMAKE_BUILD_PARALLEL_LEVEL=$jobs"} CONFAB_PACKAGES="/src/build/packages/$release" "$@"' \
    debian13 "$root" "$top" "$release" "$SOURCE_DATE_EPOCH" "${CMAKE_BUILD_PARALLEL_LEVEL:-}" "$@"
