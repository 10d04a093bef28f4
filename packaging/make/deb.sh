#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# confab, confabd and confab-cli as Debian packages, for the release of this system.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
build
rm -f "$packages"/*.deb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cpack --config "$tree/CPackConfig.cmake" ${CONFAB_PARTS:+-D "CPACK_COMPONENTS_ALL=${CONFAB_PARTS// /;}"} -G DEB -B "$work" >"$work/log" || { cat "$work/log" >&2; exit 1; }
mv "$work"/*.deb "$packages"
made "$packages"/*.deb
