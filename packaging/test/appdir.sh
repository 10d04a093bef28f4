#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The folder of the AppImage, and its squashfs.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
dir=$packages/Confab.AppDir
[ -d "$dir" ] || unmade "$dir"
check "its desktop entry is valid" desktop-file-validate "$dir/confab.desktop"
check "its icon is there" test -s "$dir/.DirIcon"
check "all that it brings along has its notices" notices_are_whole "$dir/usr"
check "AppRun starts the console client" "$dir/AppRun" confab-cli --help
check "AppRun starts the app" sh -c "'$dir/AppRun' --version"
check "the squashfs can be read" unsquashfs -l "$(one "$packages/confab-*.squashfs")"
