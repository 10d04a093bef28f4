#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# publish.sh [--dry-run] TAG: the packages of build/packages as a release of GitHub, with notes, checksums and, when there is
# a key (CONFAB_SIGNING_KEY: minisign's, as text), their signature. The tag has to be the version of the sources.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/make/dryrun.sh
. packaging/make/dryrun.sh
tag=${1:?a tag is missing}
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
[ "$tag" = "v$version" ] || { echo "publish: the tag $tag is not the version of the sources, v$version." >&2; exit 1; }
cd build/packages
rm -f SHA256SUMS SHA256SUMS.minisig
mapfile -t files < <(find . -maxdepth 1 -type f -printf '%f\n' | sort)
[ ${#files[@]} -gt 0 ] || { echo "publish: there is no package in build/packages." >&2; exit 1; }
sha256sum "${files[@]}" >SHA256SUMS
files+=(SHA256SUMS)
if [ -n "${CONFAB_SIGNING_KEY:-}" ]; then
    key=$(mktemp)
    trap 'rm -f "$key"' EXIT
    printf '%s\n' "$CONFAB_SIGNING_KEY" >"$key"
    run minisign -S -s "$key" -m SHA256SUMS
    files+=(SHA256SUMS.minisig)
else
    echo "Not signed, for want of a key (CONFAB_SIGNING_KEY)."
fi
notes=$(mktemp)
../../packaging/publish/notes.sh "$tag" >"$notes"
run gh release create "$tag" --verify-tag --title "Confab $version" --notes-file "$notes" "${files[@]}"
