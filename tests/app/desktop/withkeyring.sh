#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# withkeyring.sh PROGRAM...: runs it on a session bus of its own with an unlocked, empty gnome-keyring, in a home of its own.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config \
    dbus-run-session -- sh -eu -c '
        printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
        "$@"' sh "$@"
