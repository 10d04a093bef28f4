#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# deploy.sh USER@HOST[:PORT] [DEB]: installs the server's package there, over SSH, and goes back to the one before when
# /readyz does not come. The user is root, or may use sudo without a password.
#
# CONFAB_DEPLOY_KEY: a private key, as text (otherwise what ssh finds). CONFAB_DEPLOY_KNOWN_HOSTS: the host's line of
# known_hosts (otherwise the user's own). A host that is in neither is refused. CONFAB_READY_URL and CONFAB_READY_SECONDS:
# for install.sh, on the host.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$1
port=22
case $target in *:*) port=${target##*:} && target=${target%:*} ;; esac
debs=("${2:-}")
[ -n "${debs[0]}" ] || debs=(build/packages/confabd_*.deb)
[ ${#debs[@]} = 1 ] && [ -s "${debs[0]}" ] || { echo "deploy: one package of confabd is expected: ${debs[*]}" >&2; exit 2; }

settings=
for name in CONFAB_READY_URL CONFAB_READY_SECONDS; do
    value=${!name:-}
    [[ $value =~ ^[][A-Za-z0-9:/._-]*$ ]] || { echo "deploy: $name has other characters than a URL or a number" >&2; exit 2; }
    [ -z "$value" ] || settings="$settings $name=$value"
done

secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
options=(-o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20)
if [ -n "${CONFAB_DEPLOY_KEY:-}" ]; then
    (umask 077 && printf '%s\n' "$CONFAB_DEPLOY_KEY" >"$secrets/key")
    options+=(-o IdentitiesOnly=yes -i "$secrets/key")
fi
if [ -n "${CONFAB_DEPLOY_KNOWN_HOSTS:-}" ]; then
    printf '%s\n' "$CONFAB_DEPLOY_KNOWN_HOSTS" >"$secrets/known_hosts"
    options+=(-o "UserKnownHostsFile=$secrets/known_hosts")
fi
there() { ssh "${options[@]}" -p "$port" "$target" "$@"; }

folder=$(there mktemp -d)
case $folder in /tmp/*) ;; *) echo "deploy: an unexpected answer from $target: $folder" >&2; exit 1 ;; esac
scp -q "${options[@]}" -P "$port" "${debs[0]}" packaging/deploy/install.sh "$target:$folder/"
result=0
# shellcheck disable=SC2029 # the folder's name and the settings are ours
there "if [ \$(id -u) = 0 ]; then as=; else as='sudo -n'; fi; \$as env$settings sh $folder/install.sh $folder/$(basename "${debs[0]}")" || result=$?
# shellcheck disable=SC2029
there "rm -rf $folder" || true
exit "$result"
