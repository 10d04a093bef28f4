#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# confab-cli.exe under wine, against a server of this system: people who write to each other from both read the same.
# CONFAB_CLI_EXE=FILE: the program, with its libraries beside it; otherwise that of packaging/windows/cross.sh or of build.sh.
# CONFABD, CONFAB_CLI=FILE: those of this system, otherwise those of build/packages.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
wine=/usr/lib/wine/wine64
for program in $wine openssl python3; do command -v "$program" >/dev/null || skip "needs $program"; done
exe=${CONFAB_CLI_EXE:-}
for file in "$top/build/windows-cli/bin/confab-cli.exe" "$top/build/windows/bin/confab-cli.exe"; do
    [ -n "$exe" ] || [ ! -s "$file" ] || exe=$file
done
[ -n "$exe" ] || skip "there is no confab-cli.exe; ./dev package windows-cli makes it"
work=$(mktemp -d)
export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" HOME=$work/home
daemon=
stop() {
    [ -z "$daemon" ] || { kill "$daemon" && wait "$daemon"; } 2>/dev/null || true
    daemon=
}
finish() {
    [ $? = 0 ] || tail -n 20 "$work"/*.log >&2 2>/dev/null || true
    stop
    "$(dirname $wine)/wineserver" -k 2>/dev/null || true
    "$(dirname $wine)/wineserver" -w 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
mkdir -p "$HOME"
confabd=${CONFABD:-} cli=${CONFAB_CLI:-}
if [ -z "$confabd" ] || [ -z "$cli" ]; then
    server=$(one "$packages/confabd_*.deb") # not within the commands, which would go on without it
    client=$(one "$packages/confab-cli_*.deb")
    dpkg-deb -x "$server" "$work/package"
    dpkg-deb -x "$client" "$work/package"
    confabd=$work/package/usr/bin/confabd cli=$work/package/usr/bin/confab-cli
fi

port=$(python3 -c 'import socket
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    print(one.getsockname()[1])')
serve() { # serve NAME ARG ...: a server with a folder of that name
    local name=$1
    shift
    "$confabd" --data "$work/$name" --listen "127.0.0.1:$port" "$@" >"$work/$name.log" 2>&1 &
    daemon=$!
    until_it grep -q 'is listening on' "$work/$name.log" || fail "confabd does not start"
}

# The password, which is the first line of the input, is not of ASCII alone, nor is what people write.
password='Größe-名前-pässword'
server=ws://127.0.0.1:$port
with_password() { { printf '%s\n' "$password"; cat; } | timeout 120 "$@"; }
windows() { with_password $wine "$exe" --server "$server" --user ana@example.org --password-fd 0 "$@"; }
linux() { with_password "$cli" --server "$server" --user ben@example.org --password-fd 0 "$@"; }
ends_with() { # ends_with CODE COMMAND...
    local expected=$1 code=0
    shift
    "$@" || code=$?
    [ "$code" = "$expected" ] || { echo "exit code $code"; return 1; }
}

serve data
check "starts" timeout 120 $wine "$exe" --help
check "an account" windows register --name "Ana Müller 🦊" </dev/null
check "a room" windows create "Küche ☕" --topic "Größen, 名前" </dev/null
check "an account of this system" linux register --name Ben </dev/null
check "joins" linux join "Küche ☕" </dev/null

# Arguments, pipes with the ends of lines of both systems, and what the other side writes.
check "sends an argument" windows send --room "Küche ☕" "Grüße 👋🏽 из 東京 — «ok»" </dev/null
printf 'erste Zeile: äöüß\r\nsecond line: 👩‍👩‍👧‍👦 🇩🇪\nlast, without an end: é' >"$work/lines"
check "sends what begins with a slash" windows send --room "Küche ☕" "/help is a message here" </dev/null
check "sends lines of a pipe" windows send --room "Küche ☕" - <"$work/lines"
check "this system answers" linux send --room "Küche ☕" "Zurück: 🎉 ñ" </dev/null
check "chats" windows --room "Küche ☕" <<<"Getippt: žluťoučký 🐎"
# At the console, which asks for the password. (What is shown there is not compared: wine's shows no emoji.)
types() {
    TERM=xterm "$here/typing.py" $wine "$exe" --server "$server" --user ana@example.org --room "Küche ☕" -- \
        "Password for" "$password" "žluťoučký" "Mit Tasten: Ärger, 名前 und 🐎" "Ärger" /quit >"$work/console"
}
check "chats at a console" types
check "the password is not shown" not grep -F -- "$password" "$work/console"
check "reacts" windows react --room "Küche ☕" "$(linux history --room "Küche ☕" --json --limit 1 </dev/null | grep -o '"seq":[0-9]*' | head -n 1 | cut -d : -f 2)" 👍 </dev/null
for how in "" --json; do
    # shellcheck disable=SC2086 # a word or none
    windows history --room "Küche ☕" $how </dev/null | sed 's/"mine":true/"mine":false/' >"$work/windows$how"
    # shellcheck disable=SC2086
    linux history --room "Küche ☕" $how </dev/null >"$work/linux$how"
    check "both read the same history ${how:-as text}, byte for byte" cmp "$work/windows$how" "$work/linux$how"
done
for text in "Grüße 👋🏽 из 東京 — «ok»" "erste Zeile: äöüß" "second line: 👩‍👩‍👧‍👦 🇩🇪" "last, without an end: é" "Zurück: 🎉 ñ" "Getippt: žluťoučký 🐎" "/help is" "Mit Tasten: Ärger, 名前 und 🐎"; do
    check "with: $text" grep -F -- "$text" "$work/windows"
done
check "finds a message" sh -c "[ -n \"\$1\" ]" sh "$(windows search zurück </dev/null | grep '🎉')"

mkdir "$work/got" "$work/got too"
head -c 3000000 /dev/urandom >"$work/Pläne 📎.bin"
seq=$(windows upload --room "Küche ☕" "$work/Pläne 📎.bin" --caption "Die Pläne" </dev/null | tail -n 1)
check "a file of 3 MB, up" [ -n "$seq" ]
check "and down on this system" linux download --room "Küche ☕" "$seq" --to "$work/got" </dev/null
check "and down again" windows download --room "Küche ☕" "$seq" --to "$work/got too" </dev/null
check "the same bytes" cmp "$work/Pläne 📎.bin" "$work/got/Pläne 📎.bin"
check "in both" cmp "$work/Pläne 📎.bin" "$work/got too/Pläne 📎.bin"
check "it is not replaced" ends_with 1 windows download --room "Küche ☕" "$seq" --to "$work/got too" </dev/null

check "no such room" ends_with 5 windows history --room Nowhere </dev/null
password=wrong check "a wrong password" ends_with 4 windows rooms </dev/null
stop
check "no server" ends_with 3 windows rooms </dev/null

# TLS by Windows' Schannel, which wine has: a certificate counts when Windows trusts who signed it.
make_certificates() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Confab test" -addext basicConstraints=critical,CA:TRUE \
        -addext keyUsage=critical,keyCertSign -keyout "$work/root.key" -out "$work/root.pem"
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$work/tls.key" -out "$work/tls.csr"
    printf 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature,keyEncipherment\n' >"$work/tls.ext"
    openssl x509 -req -in "$work/tls.csr" -CA "$work/root.pem" -CAkey "$work/root.key" -days 2 -extfile "$work/tls.ext" -out "$work/tls.pem"
    chmod 600 "$work/tls.key"
}
# As certmgr does it: a value of the registry, of properties: number, 1, length, bytes. 3 is the digest, 32 the certificate.
trust() {
    local digest blob
    read -r digest blob < <(python3 -c 'import hashlib, ssl, struct, sys
certificate = ssl.PEM_cert_to_DER_cert(open(sys.argv[1]).read())
digest = hashlib.sha1(certificate).digest()
print(digest.hex().upper(), b"".join(struct.pack("<III", number, 1, len(data)) + data
                                     for number, data in ((3, digest), (32, certificate))).hex())' "$1")
    timeout 120 $wine reg add "HKCU\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\$digest" /v Blob /t REG_BINARY /d "$blob" /f
}
check "certificates of the test's own" make_certificates
serve tls --tls-cert "$work/tls.pem" --tls-key "$work/tls.key"
server=wss://localhost:$port
check "TLS: a certificate that nobody vouches for is refused" ends_with 3 windows register --name Ana </dev/null
check "Windows trusts who signed it" trust "$work/root.pem"
check "TLS: an account" windows register --name Ana </dev/null
check "TLS: a room" windows create "Küche ☕" </dev/null
check "TLS: a message" windows send --room "Küche ☕" "Grüße über TLS 🔒" </dev/null
check "TLS: which is there" sh -c "[ -n \"\$1\" ]" sh "$(windows history --room "Küche ☕" </dev/null | grep 'Grüße über TLS 🔒')"
seq=$(windows upload --room "Küche ☕" "$work/Pläne 📎.bin" </dev/null | tail -n 1)
check "TLS: a file, down again" windows download --room "Küche ☕" "$seq" --to "$work/got too" --force </dev/null
check "TLS: the same bytes" cmp "$work/Pläne 📎.bin" "$work/got too/Pläne 📎.bin"
server=wss://127.0.0.1:$port
check "TLS: another name than the certificate's is refused" ends_with 3 windows rooms </dev/null
say "confab-cli.exe does what confab-cli does."
