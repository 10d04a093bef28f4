#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# nsis.sh [FOLDER]: the setup program for Windows, of the files that packaging/windows/build.sh has left in build/windows/bin.
# Runs on Linux. Signed when there is a certificate: see sign.sh.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
files=${1:-$top/build/windows/bin}
[ -s "$files/confab.exe" ] || { echo "nsis: no confab.exe in $files. packaging/windows/build.sh makes it, on Windows." >&2; exit 2; }
files=$(cd "$files" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/make/sign.sh "$files/confab.exe" "$files/confab-cli.exe"
# What the uninstaller deletes: these files, then the folders that are empty.
(cd "$files" && find . -type f -printf 'Delete "$INSTDIR\\%P"\n' | tr / '\\' | sort
    find . -depth -mindepth 1 -type d -printf 'RMDir "$INSTDIR\\%P"\n' | tr / '\\') >"$work/list.nsh"
setup=$packages/confab-$version-setup.exe
makensis -V2 "-DVERSION=$version" "-DFILES=$files" "-DOUTPUT=$setup" "-DICON=$top/packaging/windows/confab.ico" \
    "-DLIST=$work/list.nsh" packaging/windows/confab.nsi
packaging/make/sign.sh "$setup"
made "$setup"
