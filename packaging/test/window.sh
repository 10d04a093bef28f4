#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# window.sh CONFABD CONFAB-CLI CONFAB: runs in the system of a test, with these programs. A server, someone who writes, and
# the app, twice: it signs in, shows the room and keeps what it has read; then it starts as it does every day. Files in /tmp
# are for the test: "shown" says that a window is there, "figures" how long its first frame took; "seen" lets it go on.
set -eu
confabd=$1 cli=$2 confab=$3
export HOME=/tmp/home LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb
mkdir -p "$HOME"
rm -f /tmp/shown /tmp/seen /tmp/figures

# wait_for SECONDS COMMAND...
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || { echo "in vain: $*" >&2; cat /tmp/app.log >&2 || true; exit 1; }
        sleep 0.005
    done
}

"$confabd" --data /tmp/window --listen 127.0.0.1:7450 >/tmp/server.log 2>&1 &
server=$!
wait_for 60 grep -q 'is listening on' /tmp/server.log
talk() { printf 'correct-horse\n' | "$cli" --server ws://127.0.0.1:7450 --user ana@example.org --password-fd 0 "$@" >/dev/null; }
talk register --name Ana
talk create General
talk send --room General "Hello from the package"
printf 'correct-horse\n' >/tmp/password

# start WORDS: the app, until its first frame; Qt's scene graph says when it has drawn one
start() {
    local began=${EPOCHREALTIME/./}
    QT_LOGGING_RULES='qt.scenegraph.time.renderloop.debug=true' "$confab" --server ws://127.0.0.1:7450 \
        --user ana@example.org --password-fd 3 3</tmp/password >/tmp/app.log 2>&1 &
    app=$!
    wait_for 60 grep -q -i 'rendered' /tmp/app.log
    echo "$1: $(((${EPOCHREALTIME/./} - began) / 1000)) ms until the first frame" >>/tmp/figures
}
keeps() { grep -rqa "Hello from the package" "$HOME/.local/share/confab" 2>/dev/null; }
end() {
    kill -0 $app || { echo "the app has ended by itself" >&2; cat /tmp/app.log >&2; exit 1; }
    kill -TERM $app
    wait $app || true
    # A missing module, plugin or driver is said here, and nowhere else.
    if grep -E "is not installed|unavailable|annot load|ould not load|driver not loaded|no such" /tmp/app.log >&2; then exit 1; fi
}

start "the first start"
wait_for 60 keeps
touch /tmp/shown
wait_for 60 test -e /tmp/seen
end
start "the second"
sleep 1
end
kill -TERM $server
wait $server
