#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# A certificate by ACME, and its renewal, as docs/operating.md has them: lego against pebble, the test server of Let's
# Encrypt, with packaging/acme/hook.sh; clients of the running server see the new one. CONFABD=FILE: the server to run,
# otherwise that of build/packages.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
for program in lego pebble pebble-challtestsrv openssl curl; do command -v "$program" >/dev/null || skip "needs $program"; done
work=$(mktemp -d)
started=()
finish() {
    [ $? = 0 ] || tail -n 20 "$work"/*.log >&2 || true
    [ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
confabd=${CONFABD:-}
if [ -z "$confabd" ]; then
    unpack "$packages/confabd_*.deb" "$work/package"
    confabd=$work/package/usr/bin/confabd
fi

# Ports that nobody has at the moment.
ports() { python3 -c 'import socket
sockets = [socket.socket() for _ in range(6)]
[each.bind(("127.0.0.1", 0)) for each in sockets]
print(*(each.getsockname()[1] for each in sockets))'; }
read -r directory management http dns challenges server < <(ports)

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=pebble -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' \
    -keyout "$work/pebble.key" -out "$work/pebble.pem" 2>/dev/null
cat >"$work/pebble.json" <<JSON
{"pebble": {"listenAddress": "127.0.0.1:$directory", "managementListenAddress": "127.0.0.1:$management",
  "certificate": "$work/pebble.pem", "privateKey": "$work/pebble.key", "httpPort": $http, "tlsPort": 5001}}
JSON
pebble-challtestsrv -defaultIPv4 127.0.0.1 -defaultIPv6 "" -dns01 "127.0.0.1:$dns" -http01 "" -https01 "" -tlsalpn01 "" \
    -management "127.0.0.1:$challenges" >"$work/challtestsrv.log" 2>&1 &
started+=($!)
PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 pebble -config "$work/pebble.json" -dnsserver "127.0.0.1:$dns" >"$work/pebble.log" 2>&1 &
started+=($!)
until_it curl -fsS --cacert "$work/pebble.pem" "https://localhost:$directory/dir" || fail "pebble does not start"

export LEGO_CA_CERTIFICATES=$work/pebble.pem CONFAB_TLS_FOLDER=$work/service/tls CONFAB_RELOAD=true
mkdir -p "$work/service"
# acme VERB ARGUMENT...
acme() {
    lego --server "https://localhost:$directory/dir" --path "$work/lego" --accept-tos --email admin@example.org \
        --domains chat.example.org --http --http.port "127.0.0.1:$http" "$@"
}
check "lego gets a certificate" acme run --run-hook "$top/packaging/acme/hook.sh"
check "the hook has laid both files where confabd reads them" sh -c "test -s '$work/service/tls/chain.pem' && test -s '$work/service/tls/key.pem'"
check "the key is the owner's alone" sh -c "[ \$(stat -c %a '$work/service/tls/key.pem') = 600 ]"

"$confabd" --data "$work/data" --listen "127.0.0.1:$server" --tls-cert "$work/service/tls/chain.pem" \
    --tls-key "$work/service/tls/key.pem" >"$work/confabd.log" 2>&1 &
started+=($!)
CONFAB_RELOAD="kill -HUP $!"
until_it grep -q 'is listening on' "$work/confabd.log" || fail "confabd does not start with it"
serial() { openssl s_client -connect "127.0.0.1:$server" -servername chat.example.org </dev/null 2>/dev/null | openssl x509 -noout -serial; }
first=$(serial)
check "clients get a certificate with its intermediate" sh -c "openssl s_client -connect 127.0.0.1:$server -showcerts </dev/null 2>/dev/null | grep -c 'BEGIN CERTIFICATE' | grep -qx 2"
check "lego renews it" acme renew --days 36500 --no-random-sleep --renew-hook "$top/packaging/acme/hook.sh"
is_new() { [ -n "$(serial)" ] && [ "$(serial)" != "$first" ]; }
check "the running server shows the new one" until_it is_new
check "it still runs" kill -0 "${started[2]}"

# confabd runs lego itself.
"$confabd" --data "$work/own" --listen 127.0.0.1:0 --acme chat.example.org --acme-email admin@example.org \
    --acme-listen "127.0.0.1:$http" --acme-directory "https://localhost:$directory/dir" >"$work/acme.log" 2>&1 &
started+=($!)
until_it grep -q 'is listening on' "$work/acme.log" || fail "confabd --acme does not start"
check "confabd gets a certificate by itself" test -s "$work/own/acme/certificates/chat.example.org.crt"

# certbot names a folder.
mkdir "$work/lineage"
cp "$work/lego/certificates/chat.example.org.crt" "$work/lineage/fullchain.pem"
cp "$work/lego/certificates/chat.example.org.key" "$work/lineage/privkey.pem"
check "certbot's words are understood" env RENEWED_LINEAGE="$work/lineage" "$top/packaging/acme/hook.sh"
check "nobody's are not" not "$top/packaging/acme/hook.sh"
say "Certificates renew themselves."
