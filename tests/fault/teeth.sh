#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# teeth.sh BUILD_DIR [BUG ...]: shows that the fault tests find what they are there for. The build has been made with
# -DCONFAB_SEEDED_BUGS=ON; each bug of the table is switched on in the server, and its test has to fail for the reason
# that the table names, within three seeds. Before that the same test has to pass without the bug. Prints a table; exit
# code 1 when a bug was not caught.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
build=${1:?the folder of a build with -DCONFAB_SEEDED_BUGS=ON is missing}
shift
wanted=" $* "
logs=$build/teeth-logs
seeds=3
mkdir -p "$logs"

if ! grep -q '^CONFAB_SEEDED_BUGS:BOOL=ON$' "$build/CMakeCache.txt"; then
    echo "$build has no seeded bugs: configure it with -DCONFAB_SEEDED_BUGS=ON" >&2
    exit 2
fi

# attempt BUG SEED TEST FUNCTION: runs it, with its output in the log; BUG may be empty
attempt() {
    CONFAB_SEEDED_BUG=$1 timeout 300 "$build/tests/bin/$3" "$4" --seed "$2" >"$logs/${1:-none}-$3-$4-$2.log" 2>&1
}

first_match() { # FILE PATTERN
    grep -m1 -E "$2" "$1" |
        sed -E 's/^[A-Z!]+ *: *Test[A-Za-z0-9]+::[A-Za-z0-9]+\([^)]*\) *//; s/.*returned FALSE\. \((.*)\)/\1/' |
        cut -c1-110
}

declare -A passes # by test and function: whether it passes without a bug
missed=0
table=$(mktemp)
trap 'rm -f "$table"' EXIT
while IFS='|' read -r bug test function evidence; do
    case $bug in '' | '#'*) continue ;; esac
    [ "$wanted" = "  " ] || [[ $wanted == *" $bug "* ]] || continue
    if [ -z "${passes[$test/$function]:-}" ]; then
        echo "$test $function without a bug"
        if attempt "" 1 "$test" "$function"; then passes[$test/$function]=yes; else passes[$test/$function]=no; fi
    fi
    if [ "${passes[$test/$function]}" = no ]; then
        echo "$bug|$test|no: the test fails without the bug too|" >>"$table"
        missed=1
        continue
    fi
    caught=
    for seed in $(seq "$seeds"); do
        echo "$test $function with $bug, seed $seed"
        attempt "$bug" "$seed" "$test" "$function" && continue
        what=$(first_match "$logs/$bug-$test-$function-$seed.log" "$evidence") || continue
        caught=$seed
        break
    done
    if [ -n "$caught" ]; then
        echo "$bug|$test|yes, seed $caught|$what" >>"$table"
    else
        echo "$bug|$test|NO|" >>"$table"
        missed=1
    fi
done <"$here/teeth"

echo
(echo "bug|test|caught|what was broken" && cat "$table") | column -t -s '|'
echo "The logs are in $logs."
exit $missed
