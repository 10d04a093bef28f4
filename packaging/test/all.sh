#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# all.sh [TEST ...]: the tests of the packages in build/packages, or these of them.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- lint deb app deploy acme proxies tar rpm appdir apt image windows windowscli dryrun
result=0
for test in "$@"; do
    printf '\n== %s\n' "$test"
    before=$SECONDS
    "$here/$test.sh"
    case $? in
        0) printf '== %s: passed in %s s\n' "$test" $((SECONDS - before)) ;;
        77) printf '== %s: skipped\n' "$test" ;;
        *) printf '== %s: FAILED after %s s\n' "$test" $((SECONDS - before)) && result=1 ;;
    esac
done
exit $result
