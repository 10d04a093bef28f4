#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# What the scripts beside this one share; they source it. Each makes one kind of package into build/packages.
#
# CONFAB_PACKAGE_TREE: a build folder whose programs are there already; otherwise the preset "package" builds them.
# CONFAB_PACKAGES: another folder for the packages.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$top"
umask 022
packages=${CONFAB_PACKAGES:-$top/build/packages}
tree=${CONFAB_PACKAGE_TREE:-$top/build/package}
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
machine=$(uname -m)
# The same bytes from the same commit: this is the time of all files.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$packages"

# What follows the version: packages of two releases of a system have the same version of Confab.
package_release() {
    local id='' number=''
    # shellcheck source=/dev/null
    [ ! -e /etc/os-release ] || { id=$(. /etc/os-release && echo "$ID"); number=$(. /etc/os-release && echo "$VERSION_ID"); }
    case $id in
        debian) echo "1~deb$number" ;;
        ubuntu) echo "1~ubuntu$number" ;;
        *) echo 1 ;;
    esac
}

# CONFAB_PARTS="cli server": only these of app, cli and server
targets() {
    [ -n "${CONFAB_PARTS:-}" ] || return 0
    echo --target
    local part
    for part in $CONFAB_PARTS; do
        case $part in
            app) echo confab confab_documents ;;
            cli) echo confab-cli confab-cli_documents ;;
            server) echo confabd confabd_documents ;;
            *) echo "there is no part $part" >&2; return 1 ;;
        esac
    done
}

build() {
    [ -z "${CONFAB_PACKAGE_TREE:-}" ] || return 0
    cmake --preset package "-DCONFAB_PACKAGE_RELEASE=$(package_release)" >"$packages/configure.log" ||
        { cat "$packages/configure.log" >&2; return 1; }
    rm -f "$packages/configure.log"
    # rcc writes the time into what it makes, which ninja does not know of: after another commit it has to run again.
    if [ "$(cat "$tree/source-date" 2>/dev/null)" != "$SOURCE_DATE_EPOCH" ]; then
        find "$tree" -path '*/.rcc/qrc_*.cpp' -delete
        printf '%s\n' "$SOURCE_DATE_EPOCH" >"$tree/source-date"
    fi
    # shellcheck disable=SC2046 # words
    cmake --build --preset package $(targets)
}

# stage FOLDER COMPONENT ...: what these install, stripped, below FOLDER as it is below / later
stage() {
    local to=$1 component
    shift
    for component in "$@"; do
        DESTDIR=$to cmake --install "$tree" --component "$component" --strip >/dev/null
    done
}

# pack FOLDER NAME: FOLDER/NAME as NAME.tar.xz in build/packages, without what differs from run to run
pack() {
    tar -C "$1" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -c "$2" |
        xz -6 -T2 >"$packages/$2.tar.xz"
}

made() { # made FILE ...: says what is there now
    local file
    for file in "$@"; do
        [ -s "$file" ] || { echo "$file was not made." >&2; return 1; }
        printf '%s  %s bytes\n' "${file#"$top/"}" "$(stat -c %s "$file")"
    done
}
