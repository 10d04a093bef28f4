#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The disk image for macOS, which only macOS can make.
set -euo pipefail
[ "$(uname)" = Darwin ] || [ "${1:-}" = --dry-run ] || { echo "dmg: only macOS makes it. --dry-run prints the commands." >&2; exit 2; }
exec "$(dirname "$0")/../macos/build.sh" "$@"
