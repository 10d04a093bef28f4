#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# notes.sh TAG: release notes, of the subjects of the commits since the tag before. A subject is "part: change"; what only
# developers see (tests, teeth, style, ci) is left out.
set -euo pipefail
tag=${1:?a tag is missing}
git rev-parse -q --verify "$tag^{commit}" >/dev/null || tag=HEAD
before=$(git describe --tags --abbrev=0 --match 'v*' "$tag^" 2>/dev/null || true)
echo "Changes since ${before:-the beginning}:"
echo
git log --no-merges --reverse --format=%s "${before:+$before..}$tag" |
    grep -vE '^(tests|teeth|style|ci|Revert|Merge)\b' | awk -F': ' '
        NF > 1 { part = $1; sub(/^[^:]*: /, ""); if (!(part in list)) order[++parts] = part; list[part] = list[part] "; " $0; next }
        { print "* " $0 }
        END { for (i = 1; i <= parts; i++) print "* **" order[i] "**: " substr(list[order[i]], 3) }'
