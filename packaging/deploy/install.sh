#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# install.sh DEB: on the server itself, as root. Installs it and waits for /readyz; without that in time the package
# before comes back, and the exit status is 1. deploy.sh runs this.
#
# CONFAB_READY_URL, CONFAB_READY_SECONDS: where and how long to ask.
set -eu
deb=$1
ready_url=${CONFAB_READY_URL:-http://127.0.0.1:7450/readyz}
ready_seconds=${CONFAB_READY_SECONDS:-60}
kept=/var/cache/confab-deploy # the package that runs, for the next time
data=/var/lib/private/confab
copy=$data.before-deploy
failed=$data.failed-deploy

# The package itself would wait for the start without an end, because it may change a large database. Here the wait has
# one, so the package starts nothing, and start_and_wait does.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

start_and_wait() {
    systemctl reset-failed confabd 2>/dev/null || true
    systemctl restart --no-block confabd || return 1
    left=$ready_seconds
    until curl -fsS -o /dev/null --max-time 5 "$ready_url" 2>/dev/null; do
        if systemctl is-failed --quiet confabd; then return 1; fi
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

install_package() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --allow-downgrades --no-install-recommends \
        -o Dpkg::Options::=--force-confold "$1"
}

version() { dpkg-query -W -f '${Version}' confabd; }

umask 077
mkdir -p "$kept"
former=$(find "$kept" -name 'confabd_*.deb' | head -n 1)
if [ -d "$data" ]; then
    # The new version may migrate the database, and the old one refuses what it does not know.
    systemctl stop confabd
    rm -rf "$copy"
    cp -a --reflink=auto "$data" "$copy"
fi
if install_package "$deb" && start_and_wait; then
    rm -f "$kept"/confabd_*.deb
    cp "$deb" "$kept"
    echo "confabd $(version) is ready."
    exit 0
fi

echo "confabd $(dpkg-deb -f "$deb" Version) is not ready after $ready_seconds s:" >&2
journalctl -u confabd -n 20 --no-pager -o cat >&2 || true
if [ -z "$former" ]; then
    echo "There is no package of an earlier deployment in $kept to go back to." >&2
    exit 1
fi
systemctl stop confabd || true
install_package "$former" || true
# First with the data as they are: nothing that someone has written is lost.
if start_and_wait; then
    echo "confabd $(version) is back, with all data." >&2
    exit 1
fi
if [ -d "$copy" ]; then
    systemctl stop confabd || true
    rm -rf "$failed"
    mv "$data" "$failed"
    cp -a --reflink=auto "$copy" "$data"
    if start_and_wait; then
        echo "confabd $(version) is back, with the data from before. What the new version had is in $failed." >&2
        exit 1
    fi
fi
echo "confabd is not ready with the package before either. The data from before are in $copy." >&2
exit 1
