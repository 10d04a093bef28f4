#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# msi.sh [FOLDER]: an MSI for all users of a machine, of the files that packaging/windows/build.sh has left in
# build/windows/bin. Runs on Linux. Signed when there is a certificate: see sign.sh.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
files=${1:-$top/build/windows/bin}
[ -s "$files/confab.exe" ] || { echo "msi: no confab.exe in $files. packaging/windows/build.sh makes it, on Windows." >&2; exit 2; }
files=$(cd "$files" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/make/sign.sh "$files/confab.exe" "$files/confab-cli.exe"
(cd "$files" && find . -type f | sort | wixl-heat --prefix ./ --directory-ref INSTALLDIR --component-group Files --var var.Files --win64 >"$work/files.wxs")
msi=$packages/confab-$version-x64.msi
# wixl finds files by relative paths only.
(cd "$files" && wixl -a x64 -D "Version=$version" -D Win64=yes -D Files=. -o "$msi" "$top/packaging/windows/confab.wxs" "$work/files.wxs")
packaging/make/sign.sh "$msi"
made "$msi"
