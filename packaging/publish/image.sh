#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# image.sh [--dry-run] TAG: the container image of build/packages into a registry, by its version and as "latest". It is the
# one that was tested, layer by layer; nothing is built. With skopeo.
#
# CONFAB_IMAGE: where, without a tag; by default GitHub's registry, by the name of the repository (GITHUB_REPOSITORY).
# CONFAB_IMAGE_USER, CONFAB_IMAGE_TOKEN: who may write there.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/make/dryrun.sh
. packaging/make/dryrun.sh
tag=${1:?a tag is missing}
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
[ "$tag" = "v$version" ] || { echo "image: the tag $tag is not the version of the sources, v$version." >&2; exit 1; }
archive=build/packages/confabd-$version.oci.tar
[ -n "$dry_run" ] || [ -s "$archive" ] || { echo "image: there is no $archive; ./dev package image makes it." >&2; exit 1; }
repository=${GITHUB_REPOSITORY:-confab-chat/confab}
image=${CONFAB_IMAGE:-ghcr.io/${repository,,}d} # names of images are lower case
run skopeo login --username "${CONFAB_IMAGE_USER:-confab}" --password-stdin "${image%%/*}" <<<"${CONFAB_IMAGE_TOKEN:-}"
trap 'run skopeo logout "${image%%/*}"' EXIT
for name in "$version" latest; do
    run skopeo copy "docker-archive:$archive" "docker://$image:$name"
done
