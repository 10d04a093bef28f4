#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# Three nodes of Confab on this machine, with PostgreSQL, Redis and HAProxy, to try out: see "./dev cluster".
# They have no passwords and listen on the loopback only. For a real cluster see compose.yaml beside this.
#
# demo.sh FOLDER PROGRAMS [COMMAND]: FOLDER keeps everything, PROGRAMS is where confabd and confab-cli are.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
demo=$(cd "$1" && pwd)
bin=$(cd "$2" && pwd)
shift 2

port=7460 # the address of all; then nodes a, b and c, Redis, PostgreSQL
redis_port=7464
postgres_port=7465
nodes=(a b c)
server=ws://127.0.0.1:$port
database=postgresql://confab@127.0.0.1:$postgres_port/confab
common=(--database "$database")

node_port() { case $1 in a) echo 7461 ;; b) echo 7462 ;; c) echo 7463 ;; *) echo "There is no node $1." >&2; return 2 ;; esac; }

alive() { [ -e "$demo/$1.pid" ] && kill -0 "$(cat "$demo/$1.pid")" 2>/dev/null; }

# launch NAME COMMAND...: in the background, out of the reach of the terminal's Ctrl+C: end_all() stops all in order
launch() {
    local name=$1
    shift
    setsid "$@" >>"$demo/$name.log" 2>&1 </dev/null &
    echo $! >"$demo/$name.pid"
}

# await NAME COMMAND...: until the command succeeds, while NAME lives
await() {
    local name=$1
    shift
    until "$@" >/dev/null 2>&1; do
        alive "$name" || { echo "$name ended:" >&2; tail -n 20 "$demo/$name.log" >&2; return 1; }
        sleep 0.05
    done
}

end() { # end NAME [SIGNAL]: and wait until it is gone
    alive "$1" || { rm -f "$demo/$1.pid"; return 0; }
    local pid
    pid=$(cat "$demo/$1.pid")
    kill "-${2:-TERM}" "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do
        wait "$pid" 2>/dev/null || true
        sleep 0.05
    done
    rm -f "$demo/$1.pid"
}

http_ok() { # http_ok PORT: /readyz answers 200
    exec 9<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&9
    local line
    read -r line <&9
    exec 9>&-
    [[ $line == *' 200 '* ]]
}

# ---- the parts ----------------------------------------------------------------------------------------------------

postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
as_postgres=() # PostgreSQL refuses to run as root
[ "$(id -u)" != 0 ] || as_postgres=(setpriv --reuid postgres --regid postgres --clear-groups)

start_postgres() {
    local data=$demo/postgres
    if [ ! -e "$data/PG_VERSION" ]; then
        mkdir -p "$data"
        [ "$(id -u)" != 0 ] || chown postgres: "$data"
        (cd / && "${as_postgres[@]}" "$postgres_bin/initdb" -D "$data" -U postgres --auth=trust --encoding=UTF8 \
            --locale=C) >"$demo/initdb.log" 2>&1 ||
            { cat "$demo/initdb.log" >&2
              echo "PostgreSQL's account must be able to reach $data." >&2
              return 1; }
    fi
    (cd / && launch postgres "${as_postgres[@]}" "$postgres_bin/postgres" -D "$data" -p "$postgres_port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= )
    await postgres "$postgres_bin/pg_isready" -q -h 127.0.0.1 -p "$postgres_port"
    local psql=("$postgres_bin/psql" -q -h 127.0.0.1 -p "$postgres_port" -U postgres -d postgres)
    [ "$("${psql[@]}" -Atc "SELECT count(*) FROM pg_database WHERE datname = 'confab'")" = 1 ] ||
        "${psql[@]}" -c 'CREATE ROLE confab LOGIN' -c 'CREATE DATABASE confab OWNER confab'
}

start_redis() {
    launch redis redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$demo"
    await redis redis-cli -p "$redis_port" ping
}

start_node() {
    local its_port
    its_port=$(node_port "$1")
    ! alive "$1" || { echo "Node $1 runs already."; return 0; }
    launch "$1" "$bin/confabd" --node "$1" --listen "127.0.0.1:$its_port" "${common[@]}" --proxy 127.0.0.1 \
        --redis "redis://127.0.0.1:$redis_port"
    await "$1" http_ok "$its_port"
}

start_haproxy() {
    CONFAB_BIND=127.0.0.1:$port CONFAB_NODE_A=127.0.0.1:$(node_port a) CONFAB_NODE_B=127.0.0.1:$(node_port b) \
        CONFAB_NODE_C=127.0.0.1:$(node_port c) launch haproxy haproxy -db -f "$here/haproxy.cfg"
    await haproxy http_ok "$port"
}

# ---- accounts and a room ------------------------------------------------------------------------------------------

password_of() { sed -n "s/^$1 //p" "$demo/passwords"; }

cli() {
    local name=$1
    shift
    "$bin/confab-cli" --server "$server" --user "$name@example.org" --password-fd 3 "$@" 3< <(password_of "$name")
}

make_accounts() {
    [ ! -e "$demo/passwords" ] || return 0
    local name password
    rm -f "$demo/passwords.new"
    for name in ana ben chi; do
        password=$(head -c 9 /dev/urandom | base64 | tr '+/' 'xy')
        "$bin/confabd" user add "${common[@]}" --name "${name^}" --email "$name@example.org" <<<"$password"
        (umask 077 && echo "$name $password" >>"$demo/passwords.new")
    done
    mv "$demo/passwords.new" "$demo/passwords"
}

make_room() {
    [ ! -e "$demo/room" ] || return 0
    cli ana create General >/dev/null
    cli ben join General >/dev/null
    cli chi join General >/dev/null
    touch "$demo/room"
}

# ---- commands -----------------------------------------------------------------------------------------------------

end_all() {
    trap '' INT TERM
    echo "Stopping"
    local name
    end haproxy
    for name in "${nodes[@]}"; do
        alive "$name" && kill -TERM "$(cat "$demo/$name.pid")" 2>/dev/null || true
    done
    for name in "${nodes[@]}" redis; do end "$name"; done
    end postgres INT # a quick shutdown that writes everything
}

say_how_to_try_it() {
    cat <<TXT

The cluster is $server; behind it are nodes a, b and c. Demo accounts and their passwords:
$(sed 's/^\([a-z]*\) /  \1@example.org  /' "$demo/passwords")
A window:   $bin/confab --server $server
A terminal: $bin/confab-cli --server $server --user ana@example.org --room General

Try these from another terminal; nobody should notice:
  ./dev cluster restart       all nodes, one after the other
  ./dev cluster stop b        its clients move first;     ./dev cluster start b
  ./dev cluster kill b        at once (SIGKILL): its clients reconnect to another node
  ./dev cluster stop redis    slower between nodes, nothing is lost;  ./dev cluster start redis
Their logs are in $demo/*.log. Ctrl+C stops everything.
TXT
}

serve() {
    local name
    for name in haproxy "${nodes[@]}" redis postgres; do
        ! alive "$name" || { echo "The cluster runs already: $name does." >&2; return 1; }
    done
    trap end_all EXIT
    trap 'exit 0' INT TERM
    start_postgres
    start_redis
    make_accounts
    for name in "${nodes[@]}"; do start_node "$name"; done
    start_haproxy
    make_room
    say_how_to_try_it
    while alive haproxy; do sleep 1; done
}

start_part() {
    case $1 in
        redis) start_redis ;;
        postgres) start_postgres ;;
        *) start_node "$1" ;;
    esac
}

command=${1:-serve}
[ $# -eq 0 ] || shift
case $command in
    serve) serve ;;
    start) start_part "${1:?which one? a, b, c, redis or postgres}" ;;
    stop) end "${1:?which one? a, b, c, redis or postgres}" ;;
    kill) end "${1:?which one? a, b, c, redis or postgres}" KILL ;;
    restart)
        [ $# -gt 0 ] || set -- "${nodes[@]}"
        for name in "$@"; do
            echo "Restarting $name"
            end "$name"
            start_part "$name"
        done ;;
    *) echo "There is no command cluster $command." >&2; exit 2 ;;
esac
