#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# cross.sh [qt]: confab-cli.exe in build/windows-cli/bin with the libraries that it needs, by mingw-w64 on Debian. "qt" makes
# only those libraries: some twenty minutes on two cores, once; build/windows-cross keeps them, and a run that was
# interrupted goes on where it stopped.
#
# Qt's Core, Network and Sql and utf8proc are cross-built from the source packages of the very versions that are installed,
# with Debian's patches; apt checks the signatures. Qt stays in DLLs, as its licence (LGPL) and the setup program want it.
# There is no driver for SQLite: confab-cli keeps no local store.
#
# CONFAB_WINDOWS_WEBSOCKETS: the folder of a Qt WebSockets for mingw-w64, of the same version (bin, include, lib/cmake).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$top/build/windows-cross
prefix=$work/prefix
files=$top/build/windows-cli
toolchain=$top/packaging/windows/mingw.cmake
compiler=x86_64-w64-mingw32
websockets=${CONFAB_WINDOWS_WEBSOCKETS:+$(realpath -m "$CONFAB_WINDOWS_WEBSOCKETS")}
export LC_ALL=C.UTF-8

say() { printf 'cross: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# ---- sources ------------------------------------------------------------------------------------------------------

installed() { dpkg-query -W -f '${source:Version}' "$1" 2>/dev/null || fail "needs $1"; }

# apt with a list of its own, of the same archives: nobody needs to change the system's for their sources.
own_apt() {
    apt-get -qq -o "Dir::Etc::SourceList=$work/apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/apt/lists" \
        -o "Dir::Cache=$work/apt/cache" -o APT::Sandbox::User=root "$@"
}

prepare_apt() {
    [ -s "$work/apt/sources.list" ] && return
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache"
    local codename
    # shellcheck source=/dev/null
    codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # shellcheck disable=SC2016 # apt's own variables
    apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
        grep " $codename\(-updates\|-security\)\? main$" | sort -u >"$work/apt/sources.list.new"
    [ -s "$work/apt/sources.list.new" ] || fail "apt knows no archive of $codename"
    mv "$work/apt/sources.list.new" "$work/apt/sources.list"
    own_apt update
}

# source_of PACKAGE VERSION: its patched sources, in the folder that this prints
source_of() {
    local folder=$work/src/$1
    if [ "$(cat "$folder.version" 2>/dev/null)" != "$2" ]; then
        rm -rf "$folder" "$folder".[!v]*
        mkdir -p "$folder.download"
        prepare_apt
        (cd "$folder.download" && own_apt source --download-only "$1=$2" >&2 && dpkg-source --no-check -x ./*.dsc "$folder" >&2)
        rm -rf "$folder.download"
        printf '%s\n' "$2" >"$folder.version"
    fi
    printf '%s\n' "$folder"
}

# ---- libraries ----------------------------------------------------------------------------------------------------

# made_of NAME KEY COMMAND...: runs the command unless it has run to its end for this key
made_of() {
    local mark=$prefix/made-of/$1 key=$2
    shift 2
    [ "$(cat "$mark" 2>/dev/null)" != "$key" ] || return 0
    "$@"
    mkdir -p "$prefix/made-of"
    printf '%s\n' "$key" >"$mark"
}

cross_cmake() { # cross_cmake SOURCE BUILD ARG ...
    local from=$1 to=$2
    shift 2
    cmake -S "$from" -B "$to" -G Ninja "-DCMAKE_TOOLCHAIN_FILE=$toolchain" "-DCONFAB_WINDOWS_PREFIXES=$prefix" \
        "-DCMAKE_PREFIX_PATH=$prefix" -DCMAKE_BUILD_TYPE=Release "$@" >"$to.log" || { tail -n 40 "$to.log" >&2; return 1; }
}

qt_host=(-DQT_HOST_PATH=/usr "-DQT_HOST_PATH_CMAKE_DIR=/usr/lib/$(gcc -print-multiarch)/cmake")
qt_without=(gui widgets xml dbus testlib concurrent printsupport sql_sqlite sql_odbc openssl)

build_qt() {
    local from to=$work/qtbase without=("${qt_without[@]/#/-DFEATURE_}")
    without=("${without[@]/%/=OFF}")
    from=$(source_of qt6-base "$1")
    say "Qt's Core, Network and Sql: the first time that takes a while"
    # Debian's sources have no SQLite, and what confab-cli does needs no driver.
    cross_cmake "$from" "$to" "${qt_host[@]}" "-DCMAKE_INSTALL_PREFIX=$prefix" -DQT_BUILD_TESTS=OFF -DQT_BUILD_EXAMPLES=OFF \
        -DINPUT_openssl=no -DFEATURE_schannel=ON "${without[@]}"
    cmake --build "$to"
    cmake --install "$to" --strip >/dev/null
}

build_utf8proc() {
    local from to=$work/utf8proc
    from=$(source_of utf8proc "$1")
    cross_cmake "$from" "$to" "-DCMAKE_INSTALL_PREFIX=$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=ON
    cmake --build "$to"
    cmake --install "$to" --strip >/dev/null
}

# Only headers, and the same on every system: of all in /usr/include the compiler sees these.
copy_headers() {
    mkdir -p "$prefix/include" "$prefix/share/cmake"
    cp -r /usr/include/CLI /usr/include/tl "$prefix/include/"
    cp -r /usr/share/cmake/CLI11 /usr/share/cmake/tl-expected "$prefix/share/cmake/"
}

libraries() {
    local qt utf8proc how
    command -v $compiler-g++-posix >/dev/null || fail "needs g++-mingw-w64-x86-64-posix"
    qt=$(installed qt6-base-dev)
    utf8proc=$(installed libutf8proc-dev)
    how=$(installed g++-mingw-w64-x86-64-posix):$(sha256sum <"$toolchain" | cut -c 1-16)
    made_of qt "$qt $how ${qt_without[*]}" build_qt "$qt"
    made_of utf8proc "$utf8proc $how" build_utf8proc "$utf8proc"
    made_of headers "$(installed libcli11-dev) $(installed libexpected-dev)" copy_headers
}

# ---- confab-cli -----------------------------------------------------------------------------------------------------

needs_websockets() {
    [ -n "$websockets" ] ||
        fail "Qt WebSockets is missing: name the folder of one for mingw-w64, Qt $(installed qt6-base-dev), in CONFAB_WINDOWS_WEBSOCKETS"
    [ -e "$websockets/lib/cmake/Qt6WebSockets/Qt6WebSocketsConfig.cmake" ] || fail "there is no Qt WebSockets in $websockets"
}

build_cli() {
    local to=$work/confab prefixes="$prefix;$websockets"
    say "confab-cli.exe"
    PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig cross_cmake "$top" "$to" "${qt_host[@]}" "-DCONFAB_WINDOWS_PREFIXES=$prefixes" \
        "-DCMAKE_PREFIX_PATH=$prefixes" "-DQT_ADDITIONAL_PACKAGES_PREFIX_PATH=$websockets" "-DCMAKE_INSTALL_PREFIX=$files" \
        -DCONFAB_SERVER=OFF -DCONFAB_APP=OFF -DCONFAB_CLI=ON -DCONFAB_TESTS=OFF \
        "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG \"-ffile-prefix-map=$top=.\"" -DCMAKE_EXE_LINKER_FLAGS=-Wl,--no-insert-timestamp
    cmake --build "$to" --target confab-cli
    rm -rf "$files"
    cmake --install "$to" --component cli --strip >/dev/null
}

# Where a DLL that a program names may be; what is nowhere here is Windows' own.
dll() {
    local folder
    for folder in "$prefix/bin" "$websockets/bin" "/usr/lib/gcc/$compiler/"*-posix "/usr/$compiler/lib"; do
        [ ! -e "$folder/$1" ] || { printf '%s\n' "$folder/$1"; return; }
    done
}

# copy_dlls FILE ...: what these need, and what that needs
copy_dlls() {
    local file name from
    for file in "$@"; do
        for name in $($compiler-objdump -p "$file" | sed -n 's/^\tDLL Name: //p'); do
            from=$(dll "$name")
            if [ -z "$from" ] || [ -e "$files/bin/$name" ]; then continue; fi
            cp "$from" "$files/bin/"
            $compiler-strip "$files/bin/$name"
            copy_dlls "$files/bin/$name"
        done
    done
}

notices() {
    local doc=/usr/share/doc
    python3 "$top/packaging/make/notices.py" sources "$files/bin/licences" "Confab=$top/LICENSE" "Confab=$top/packaging/debian/copyright" \
        "$top/packaging/licences/Qt" Qt=$doc/libqt6core6 $doc/libutf8proc-dev $doc/libcli11-dev $doc/libexpected-dev \
        GCC=$doc/gcc-mingw-w64-base MinGW-w64=$doc/mingw-w64-x86-64-dev
}

case ${1:-} in
    qt) libraries ;;
    '')
        needs_websockets
        libraries
        build_cli
        mkdir -p "$files/bin/tls"
        cp "$prefix/plugins/tls/qschannelbackend.dll" "$files/bin/tls/"
        copy_dlls "$files/bin/confab-cli.exe" "$files/bin/tls/"*.dll
        notices
        say "$(stat -c '%n, %s bytes' "$files/bin/confab-cli.exe"); $(du -sh "$files/bin" | cut -f 1) with its libraries" ;;
    *) echo "cross.sh [qt]" >&2; exit 2 ;;
esac
