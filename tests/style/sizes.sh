#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
# A file is split by 500 lines, a QML file by 300. Prints the five largest of each, so that growth is seen early.
set -euo pipefail
largest() { git ls-files -z "$@" | xargs -0 wc -l | grep -v ' total$' | sort -rn | sed -n 1,5p; } # reads all, so that sort gets no SIGPIPE
echo "largest C++:"; largest '*.cpp' '*.h'
echo "largest QML:"; largest '*.qml'
largest '*.cpp' '*.h' | awk '$1 > 500 { print "too long:", $2; bad = 1 } END { exit bad }'
largest '*.qml' | awk '$1 > 300 { print "too long:", $2; bad = 1 } END { exit bad }'
