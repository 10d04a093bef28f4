#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The container image of confabd, from its Debian package, as build/packages/confabd-VERSION.oci.tar: "podman load" and
# "docker load" take it. No engine runs: buildah, as root. CONFAB_IMAGE_BASE=TAR is a root file system to begin with where
# the registry can't be reached.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
base=docker.io/library/debian:12-slim
compgen -G "$packages/confabd_*.deb" >/dev/null || packaging/make/deb.sh
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
pull=--pull
if [ -n "${CONFAB_IMAGE_BASE:-}" ]; then
    container=$(buildah from scratch)
    buildah add -q "$container" "$CONFAB_IMAGE_BASE" / >/dev/null
    buildah commit -q "$container" "$base" >/dev/null
    buildah rm "$container" >/dev/null
    pull=--pull-never
fi
buildah build $pull --timestamp "$SOURCE_DATE_EPOCH" --format docker -q -f packaging/image/Containerfile -t "confabd:$version" "$packages"
image=$packages/confabd-$version.oci.tar
rm -f "$image"
buildah push -q "confabd:$version" "docker-archive:$image:confabd:$version"
made "$image"
