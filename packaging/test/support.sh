#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# What the tests of packages share; they source it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
packages=$(realpath -m "${CONFAB_PACKAGES:-$top/build/packages}") # another folder: those of another release
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

say() { printf '%s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# skip REASON: what this system can't have is no failure (ctest's SKIP_RETURN_CODE, too)
skip() { printf 'skipped: %s\n' "$*"; exit 77; }

needs_root() { [ "$(id -u)" = 0 ] || skip "needs root"; }

# check WORDS COMMAND...: the command has to succeed
check() {
    local words=$1
    shift
    if "$@" >/tmp/confab-check.$$ 2>&1; then
        printf 'ok    %s\n' "$words"
    else
        cat /tmp/confab-check.$$ >&2
        rm -f /tmp/confab-check.$$
        fail "$words"
    fi
    rm -f /tmp/confab-check.$$
}

not() { ! "$@"; }

# until_it COMMAND...: at most a minute
until_it() {
    local end=$((SECONDS + 60))
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.05
    done
}

# What was not made can't be tested. ctest (CONFAB_SKIP_UNMADE) skips it then; a release has all of them.
unmade() {
    [ -z "${CONFAB_SKIP_UNMADE:-}" ] || skip "no $1; ./dev package makes it" >&2
    fail "no $1; ./dev package makes it"
}

one() { # one GLOB: the only file of that name
    # shellcheck disable=SC2206
    local found=($1)
    [ -e "${found[0]}" ] || unmade "$1"
    [ ${#found[@]} = 1 ] || fail "one $1 is expected, and there are ${#found[@]}"
    printf '%s\n' "${found[0]}"
}

# unpack GLOB FOLDER: what is in the only package of that name. A package that was not made skips the test, as one() does; in a
# command's arguments its status would be lost.
unpack() {
    local package
    package=$(one "$1")
    dpkg-deb -x "$package" "$2"
}

# prepare_dependencies ROOT RELEASE WHAT...: installs what these packages (files) depend on, and packages by name, in a
# system that will boot without a network; as far as possible from an earlier run
prepare_dependencies() {
    local root=$1 release=$2 kept=$top/build/package-roots/$2-debs what wanted=()
    shift 2
    mkdir -p "$kept" "$root/var/cache/apt/archives"
    cp "$kept"/*.deb "$root/var/cache/apt/archives/" 2>/dev/null || true
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    chroot "$root" apt-get update -qq
    for what in "$@"; do
        case $what in
            *.deb) mapfile -t -O ${#wanted[@]} wanted < <(dpkg-deb -f "$what" Depends | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g' | grep -v '^confab') ;;
            *) wanted+=("$what") ;;
        esac
    done
    chroot "$root" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >"$root.apt.log" 2>&1 ||
        { tail -n 20 "$root.apt.log" >&2; fail "what the packages depend on can't be installed"; }
    cp "$root"/var/cache/apt/archives/*.deb "$kept/" 2>/dev/null || true
}

# notices_are_whole FOLDER: each library, plugin and QML module that a bundle (packaging/make/bundle.sh) brings along has the
# notices of its package, and these the licences that they name
notices_are_whole() {
    local notices=$1/share/doc/confab/licences file package licence
    for package in libqt6core6 libssl3; do
        compgen -G "$notices/$package*.txt" >/dev/null || { echo "no notice of $package"; return 1; }
    done
    while read -r file; do
        package=$(awk -F '\t' -v "file=$file" '$1 == file { print $2 }' "$notices/index.txt")
        [ -n "$package" ] && [ -s "$notices/$package.txt" ] || { echo "no notice of $file"; return 1; }
    done < <(cd "$1" && find lib plugins qml -type f ! -path 'lib/systemd/*' 2>/dev/null)
    for licence in $(cat "$notices"/*.txt | grep -o '/usr/share/common-licenses/[A-Za-z0-9.+-]*' | sed 's|.*/||; s/\.$//' | sort -u); do
        [ -s "$notices/licence-$licence.txt" ] || { echo "no licence $licence"; return 1; }
    done
}

# shows_window ROOT CONFABD CONFAB-CLI CONFAB: these programs, by their paths in ROOT, in a network of their own and on an X
# server of this system; window.sh says what they do. Ends well when people would have seen a window with something in it,
# and have chosen a file.
shows_window() {
    local root=$1 x display shower colours=0 problem=
    shift
    Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp >"$root.display" 2>"$root.xvfb" &
    x=$!
    until_it test -s "$root.display" || { cat "$root.xvfb"; return 1; }
    display=:$(cat "$root.display")
    cp "$here/window.sh" "$root/window.sh"
    mkdir -p "$root/tmp/.X11-unix"
    # shellcheck disable=SC2016 # the inner shell's
    unshare -n -m -p -f --kill-child -- bash -c 'ip link set lo up; mount -t proc proc "$0/proc"
        mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; export DISPLAY=$1; shift; exec chroot "$0" bash /window.sh "$@"' \
        "$root" "$display" "$@" >"$root.window" 2>&1 &
    shower=$!
    # shellcheck disable=SC2016 # the inner shell's
    until_it sh -c 'test -e "$0" || ! kill -0 "$1"' "$root/tmp/shown" $shower || true
    if [ -e "$root/tmp/shown" ] && DISPLAY=$display until_it xdotool search --onlyvisible --class confab; then
        DISPLAY=$display import -window root "$root.before.png"
        colours=$(identify -format %k "$root.before.png")
        # Qt's own dialog for files: it is made of modules that nothing else of the app is made of.
        DISPLAY=$display xdotool key ctrl+u
        # shellcheck disable=SC2016 # the inner shell's
        DISPLAY=$display until_it bash -c 'import -window root "$0.png"
            compare -metric AE "$0.before.png" "$0.png" null: 2>&1 | awk "{ exit !(\$1 > 50000) }"' "$root" ||
            problem="no dialog for files comes up"
        touch "$root/tmp/seen"
    fi
    wait $shower || { cat "$root.window"; kill $x; return 1; }
    kill $x
    wait $x || true
    [ -z "$problem" ] || { echo "$problem"; return 1; }
    [ "$colours" -gt 20 ] || { echo "the window has only $colours colours"; return 1; }
}
