#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The proxies of docs/operating.md, each in front of a server: people chat and send files through it, and each client counts
# for its own address. CONFABD, CONFAB_CLI=FILE: the programs to run, otherwise those of build/packages.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
work=$(mktemp -d)
started=()
stop() {
    [ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    started=()
}
finish() {
    [ $? = 0 ] || tail -n 20 "$work"/*.log >&2 || true
    stop
    rm -rf --one-file-system "$work"
}
trap finish EXIT
confabd=${CONFABD:-} cli=${CONFAB_CLI:-}
if [ -z "$confabd" ] || [ -z "$cli" ]; then
    unpack "$packages/confabd_*.deb" "$work/package"
    unpack "$packages/confab-cli_*.deb" "$work/package"
    confabd=$work/package/usr/bin/confabd cli=$work/package/usr/bin/confab-cli
fi

# Ports that nobody has at the moment.
ports() { python3 -c 'import socket
sockets = [socket.socket() for _ in range(3)]
[each.bind(("127.0.0.1", 0)) for each in sockets]
print(*(each.getsockname()[1] for each in sockets))'; }

nginx_on() { # nginx_on PORT SERVER
    mkdir -p "$work/nginx"
    sed "s/127.0.0.1:7450/127.0.0.1:$2/; s/listen 443 ssl;/listen 127.0.0.1:$1;/; /listen \[::\]/d; /ssl_certificate/d" \
        "$top/packaging/proxy/nginx.conf" >"$work/nginx/site.conf"
    cat >"$work/nginx/nginx.conf" <<CONF
daemon off;
pid $work/nginx/pid;
error_log stderr warn;
events { worker_connections 256; }
http {
    access_log off;
    client_body_temp_path $work/nginx/body;
    proxy_temp_path $work/nginx/proxy;
    fastcgi_temp_path $work/nginx/fastcgi;
    uwsgi_temp_path $work/nginx/uwsgi;
    scgi_temp_path $work/nginx/scgi;
    include $work/nginx/site.conf;
}
CONF
    exec nginx -p "$work/nginx" -c "$work/nginx/nginx.conf"
}
caddy_on() {
    mkdir -p "$work/caddy"
    { printf '{\n    admin off\n    auto_https off\n}\n'; sed "s|^chat.example.org|http://:$1|; s/127.0.0.1:7450/127.0.0.1:$2/" "$top/packaging/proxy/Caddyfile"; } >"$work/caddy/Caddyfile"
    HOME=$work/caddy XDG_DATA_HOME=$work/caddy XDG_CONFIG_HOME=$work/caddy exec caddy run --adapter caddyfile --config "$work/caddy/Caddyfile"
}
haproxy_on() {
    CONFAB_BIND="127.0.0.1:$1" CONFAB_NODE_A="127.0.0.1:$2" CONFAB_NODE_B="127.0.0.1:$2" CONFAB_NODE_C="127.0.0.1:$2" \
        exec haproxy -db -f "$top/packaging/cluster/haproxy.cfg"
}

# Three connections are one address's share: the fourth is refused, and that of another address is not.
cat >"$work/addresses.py" <<'PYTHON'
import socket, sys
port, kept = int(sys.argv[1]), []
def status(address):
    connection = socket.socket()
    connection.settimeout(30)
    connection.bind((address, 0))
    connection.connect(("127.0.0.1", port))
    kept.append(connection)
    connection.sendall(b"GET /rt HTTP/1.1\r\nHost: chat.example.org\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                       b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                       b"Sec-WebSocket-Protocol: confab.v1.json\r\n\r\n")
    return connection.recv(4096)[9:12].decode()
got = [status("127.0.0.2") for _ in range(4)] + [status("127.0.0.3")]
print(*got)
sys.exit(got[:3] != ["101"] * 3 or got[3] == "101" or got[4] != "101")
PYTHON

for proxy in nginx caddy haproxy; do
    command -v $proxy >/dev/null || { say "      $proxy is not here"; continue; }
    read -r front back metrics < <(ports)
    "$confabd" --data "$work/data-$proxy" --listen "127.0.0.1:$back" --proxy 127.0.0.1 --metrics-listen "127.0.0.1:$metrics" \
        --connections-per-address 3 --newcomers-per-address 3 >"$work/confabd-$proxy.log" 2>&1 &
    started+=($!)
    until_it grep -q 'is listening on' "$work/confabd-$proxy.log" || fail "confabd does not start"
    "${proxy}_on" "$front" "$back" >"$work/$proxy.log" 2>&1 &
    started+=($!)
    until_it curl -fsS "http://127.0.0.1:$front/readyz" || fail "$proxy does not start"
    talk() { printf 'correct-horse\n' | "$cli" --server "ws://127.0.0.1:$front" --user ana@example.org --password-fd 0 "$@"; }
    check "$proxy: an account" talk register --name Ana
    check "$proxy: a room" talk create General
    check "$proxy: a message" talk send --room General "Through a proxy"
    check "$proxy: which is there" sh -c "[ -n \"\$1\" ]" sh "$(talk history --room General | grep 'Through a proxy')"
    head -c 3000000 /dev/urandom >"$work/plan.bin"
    seq=$(talk upload --room General "$work/plan.bin" | tail -n 1)
    mkdir -p "$work/got-$proxy"
    check "$proxy: a file of 3 MB, up and down" talk download --room General "$seq" --to "$work/got-$proxy"
    check "$proxy: the same bytes" cmp "$work/plan.bin" "$work/got-$proxy/plan.bin"
    check "$proxy: each client counts for its own address" python3 "$work/addresses.py" "$front"
    check "$proxy: every one of them was named" sh -c "curl -fsS http://127.0.0.1:$metrics/metrics | grep -qx 'confab_forwarded_unknown_total 0'"
    stop
done
say "The proxies pass on what they should."
