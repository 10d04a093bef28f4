#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# withnotifications.sh PROGRAM...: runs it on a session bus of its own, on which dunst shows notifications on a screen that
# nobody sees. A notification whose title begins with "Mark" is marked as read by a click; others open. None goes away by
# itself, as dunst's do after ten seconds: a loaded machine may take longer to look.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
cat >"$home/dunstrc" <<'TXT'
[global]
    history_length = 50
    markup = full
    mouse_left_click = do_action
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[mark]
    summary = "Mark*"
    action_name = mark-read
TXT
CONFAB_NOTIFICATIONS=dunst HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config \
    dbus-run-session -- sh -eu -c '
        rc=0
        mkfifo "$HOME/display"
        Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp 3>"$HOME/display" >/dev/null 2>&1 &
        screen=$!
        read -r number <"$HOME/display"
        export DISPLAY=":$number"
        dunst -conf "$HOME/dunstrc" >/dev/null 2>&1 &
        service=$!
        gdbus wait --session --timeout 60 org.freedesktop.Notifications
        "$@" || rc=$?
        kill "$service" "$screen"
        wait "$service" "$screen" 2>/dev/null || true
        exit "$rc"' sh "$@"
