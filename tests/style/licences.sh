#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
# Every source file names its copyright holder and its licence in its first lines.
set -euo pipefail
missing=$(git ls-files '*.cpp' '*.h' '*.qml' '*.sql' '*.cmake' '*CMakeLists.txt' '*.sh' '*.py' '*.mjs' '*.js' '*.css' dev .ci/run | while read -r file; do
    head -4 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' &&
        head -4 "$file" | grep -q 'SPDX-FileCopyrightText:' || echo "$file"
done)
[ -z "$missing" ] || { printf 'Without the two SPDX lines:\n%s\n' "$missing"; exit 1; }
