#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# tar.sh [app] [server]: archives with Qt inside, for any Linux that is not older than this one: of the app with the console
# client, and of the server. Unpack, run bin/confab or bin/confabd.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- app server
for what in "$@"; do
    name=confab
    [ "$what" = app ] || name=confabd
    full=$name-$version-linux-$machine
    packaging/make/bundle.sh "$what" "$work/$full"
    cp LICENSE "$work/$full"
    rm -rf "$work/$full/lib/systemd" # its paths are those of the packages
    pack "$work" "$full"
    made "$packages/$full.tar.xz"
done
