#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The bill of materials of the Debian packages in build/packages (CycloneDX), as build/packages/confab-VERSION.cdx.json.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
mapfile -t debs < <(find "$packages" -maxdepth 1 -name '*.deb' ! -name '*-dbgsym_*' | sort)
[ ${#debs[@]} -gt 0 ] || { echo "There is no Debian package; ./dev package deb makes them." >&2; exit 1; }
bom=$packages/confab-$version.cdx.json
packaging/make/sbom.py "$version" "${debs[@]}" >"$bom"
made "$bom"
