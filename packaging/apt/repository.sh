#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# repository.sh FOLDER: makes or extends a signed apt repository there with the .deb files of build/packages, one suite for
# each release in their versions. Any web server serves the folder. The key is the secret key of GnuPG in CONFAB_APT_KEY, as text.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
to=${1:?a folder is missing}
mkdir -p "$to"
to=$(cd "$to" && pwd)
[ -n "${CONFAB_APT_KEY:-}" ] || { echo "repository: CONFAB_APT_KEY has no secret key." >&2; exit 1; }
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
gpg --batch --quiet --import <<<"$CONFAB_APT_KEY"

# suite VERSION: the code name of the release that a package is for
suite() {
    case $1 in
        *~deb12) echo bookworm ;;
        *~deb13) echo trixie ;;
        *~ubuntu24.04) echo noble ;;
        *) echo "repository: for which release is version $1?" >&2; return 1 ;;
    esac
}

for deb in "$top"/build/packages/*.deb; do
    [ -e "$deb" ] || { echo "repository: there is no package in build/packages." >&2; exit 1; }
    name=$(suite "$(dpkg-deb -f "$deb" Version)")
    mkdir -p "$to/pool/$name"
    cp -p "$deb" "$to/pool/$name"
done

cd "$to"
for pool in pool/*; do
    name=${pool#pool/}
    dists=dists/$name
    index=$dists/main/binary-amd64
    mkdir -p "$index"
    apt-ftparchive packages "$pool" >"$index/Packages"
    xz -k -f "$index/Packages"
    rm -f "$dists/Release" "$dists/InRelease"
    apt-ftparchive -o APT::FTPArchive::Release::Origin=Confab -o APT::FTPArchive::Release::Label=Confab \
        -o APT::FTPArchive::Release::Suite="$name" -o APT::FTPArchive::Release::Codename="$name" \
        -o APT::FTPArchive::Release::Architectures=amd64 -o APT::FTPArchive::Release::Components=main \
        release "$dists" >"$dists/Release.new"
    mv "$dists/Release.new" "$dists/Release"
    # Signed in itself: an index and a signature of different days can't meet.
    gpg --batch --quiet --yes --clearsign --digest-algo SHA512 --output "$dists/InRelease" "$dists/Release"
done
gpg --batch --quiet --yes --export --output confab-archive-keyring.gpg
echo "$to: $(find pool -name '*.deb' | wc -l) packages"
