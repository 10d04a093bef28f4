#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
# Every C++ file is as clang-format (14, Debian 12's) formats it; "./dev format" formats all.
set -euo pipefail
git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run --Werror
echo "$(git ls-files '*.cpp' '*.h' | wc -l) files are formatted"
