#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# withscreenreader.sh PROGRAM...: runs it on a screen that nobody sees, with a session bus of its own on which there is
# AT-SPI, the protocol of Linux' screen readers.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config QT_QPA_PLATFORM=xcb \
    QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 dbus-run-session -- sh -eu -c '
        rc=0
        mkfifo "$HOME/display"
        Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$HOME/display" >/dev/null 2>&1 &
        screen=$!
        read -r number <"$HOME/display"
        export DISPLAY=":$number"
        openbox --sm-disable >/dev/null 2>&1 &
        manager=$!
        gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.a11y.Bus.GetAddress >/dev/null
        "$@" || rc=$?
        kill "$manager" "$screen"
        wait "$manager" "$screen" 2>/dev/null || true
        exit "$rc"' sh "$@"
