#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The Debian packages for Debian 13: "./dev package deb" in the system of debian13.sh, where it installs what it needs. They
# come into build/packages/trixie.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
packaging/make/debian13.sh /src/dev package deb
made "$packages"/trixie/*.deb
