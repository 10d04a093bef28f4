#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The icons of Windows and macOS, of resources/confab.svg. They are in the tree, since neither system has these tools: run
# this after a change of the picture (Debian: librsvg2-bin, icoutils, icnsutils).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48 64 128 256 512; do
    rsvg-convert -w $size -h $size resources/confab.svg -o "$work/$size.png"
done
icotool -c -o packaging/windows/confab.ico "$work"/{16,24,32,48,64,128}.png --raw="$work/256.png"
png2icns packaging/macos/confab.icns "$work"/{16,32,48,128,256,512}.png >/dev/null
ls -l packaging/windows/confab.ico packaging/macos/confab.icns
