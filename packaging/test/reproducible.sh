#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# reproducible.sh [app] [cli] [server]: the commit's Debian packages once more, in a folder of another name and without a
# compiler cache: the same bytes as in build/packages, which have to be of this commit (or of COMMIT). It compiles all of
# them when no part is named, so it is not among the tests of "all".
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
[ $# -gt 0 ] || set -- app cli server
cd "$top"
declare -A names=([app]=confab [cli]=confab-cli [server]=confabd)
for part in "$@"; do one "$packages/${names[$part]}_*.deb" >/dev/null; done
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
place="$work/a place with another, longer name"
mkdir -p "$place"
git archive "${COMMIT:-HEAD}" | tar -C "$place" -x
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "${COMMIT:-HEAD}")
export SOURCE_DATE_EPOCH CCACHE_DISABLE=1 CONFAB_PARTS="$*"
env -u CONFAB_PACKAGES "$place/packaging/make/deb.sh" >"$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; fail "the second build"; }
for part in "$@"; do
    name=${names[$part]}
    first=$(one "$packages/${name}_*.deb")
    second=$(one "$place/build/packages/${name}_*.deb")
    if ! cmp -s "$first" "$second"; then
        if command -v diffoscope >/dev/null; then diffoscope "$first" "$second" | head -n 100 >&2 || true; fi
        fail "$name differs: $(sha256sum "$first" "$second")"
    fi
    say "ok    $name: $(sha256sum "$first" | cut -d ' ' -f 1) twice"
done
say "The packages are the same from any folder."
