#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# bundle.sh app|server FOLDER: the programs with Qt and the libraries that not every system has, in a folder that runs
# wherever it lies: bin, lib, plugins, qml, share. Tarball, RPM and AppDir are made of it.
# shellcheck source=packaging/make/common.sh
. "$(dirname "$0")/common.sh"
what=$1
mkdir -p "$2"
to=$(cd "$2" && pwd)
build

# These come from the system: they go with its kernel, its graphics driver, its display or its fonts, and are everywhere.
# (A server may lack glib, which Qt Core wants; a desktop has a newer one than this.)
system='ld-linux|libc\.|libm\.|libdl\.|libpthread\.|librt\.|libresolv\.|libutil\.|libstdc\+\+|libgcc_s'
desktop='libGL|libEGL|libOpenGL|libdrm|libgbm|libX11|libX11-xcb|libxcb\.|libwayland-client|libfontconfig|libfreetype|libharfbuzz|libglib-|libgobject-|libgio-|libgthread-|libgmodule-|libdbus-1'

qt_plugins=$(qmake6 -query QT_INSTALL_PLUGINS)
qt_qml=$(qmake6 -query QT_INSTALL_QML)
case $what in
    app)
        components=(app cli)
        keep_out="$system|$desktop"
        plugins=(platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqwayland-generic.so
            platforms/libqwayland-egl.so wayland-shell-integration wayland-decoration-client
            wayland-graphics-integration-client xcbglintegrations platforminputcontexts imageformats/libqsvg.so
            imageformats/libqjpeg.so imageformats/libqgif.so imageformats/libqico.so imageformats/libqwebp.so iconengines tls
            sqldrivers/libqsqlite.so
            platformthemes/libqxdgdesktopportal.so)
        # What qml/ imports, and what these import: packaging/test/tar.sh and app.sh find one that is missing.
        # From Controls on it is what Qt's own dialog for files is made of, in the styles that it chooses on Linux.
        modules=(QtQuick QtQuick/Templates QtQuick/Window QtQuick/Dialogs QtQuick/Dialogs/quickimpl QtQml QtQml/Models
            QtQml/WorkerScript QtQuick/Controls QtQuick/Controls/impl QtQuick/Controls/Basic QtQuick/Controls/Basic/impl
            QtQuick/Controls/Fusion QtQuick/Controls/Fusion/impl QtQuick/Layouts Qt/labs/folderlistmodel)
        ;;
    server)
        components=(server)
        keep_out=$system
        plugins=(sqldrivers/libqsqlite.so sqldrivers/libqsqlpsql.so tls)
        modules=()
        ;;
    *) echo "bundle.sh app|server FOLDER" >&2; exit 2 ;;
esac

staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
stage "$staged" "${components[@]}"
cp -a "$staged/usr/." "$to"
if [ -e "$staged/etc" ]; then cp -a "$staged/etc" "$to"; fi
mkdir -p "$to/lib" "$to/plugins" "$to/qml"

for plugin in "${plugins[@]}"; do
    [ -e "$qt_plugins/$plugin" ] || { echo "bundle: without $plugin, which this system lacks" >&2; continue; }
    mkdir -p "$to/plugins/$(dirname "$plugin")"
    cp -rL "$qt_plugins/$plugin" "$to/plugins/$plugin"
done
for module in ${modules[@]+"${modules[@]}"}; do
    [ -e "$qt_qml/$module/qmldir" ] || continue # QtQuick/Window is a module of its own in some versions only
    mkdir -p "$to/qml/$module"
    find "$qt_qml/$module" -maxdepth 1 \( -name qmldir -o -name '*.so' -o -name '*.qml' -o -name '*.qmltypes' \) \
        -exec cp -L {} "$to/qml/$module" \;
done
printf '[Paths]\nPrefix=..\nPlugins=plugins\nQmlImports=qml\n' >"$to/bin/qt.conf"

elves() { find "$to/bin" "$to/lib" "$to/plugins" "$to/qml" -type f 2>/dev/null | while read -r file; do
    if [ "$(head -c 4 "$file" | tr -d '\0')" = $'\x7fELF' ]; then echo "$file"; fi
done; }

# Qt opens OpenSSL by itself in some builds, so no linker names it.
tls=$(ldconfig -p | sed -n 's/.* => \(.*\/lib\(ssl\|crypto\)\.so\.3\)$/\1/p')
# shellcheck disable=SC2086 # two paths
cp -L $tls "$to/lib"
# What these need by themselves, and what that needs: not what only the system's own libraries want.
declare -A places=()
while read -r name path; do places[$name]=$path; done < <(elves | xargs ldd 2>/dev/null | sed -n 's/^\t\(\S*\) => \(\/\S*\) .*/\1 \2/p')
needed() { elves | xargs -n 1 patchelf --print-needed | sort -u | grep -vE "^($keep_out)"; }
copied=yes
while [ -n "$copied" ]; do
    copied=
    for name in $(needed); do
        [ ! -e "$to/lib/$name" ] || continue
        [ -n "${places[$name]:-}" ] || { echo "bundle: nobody knows where $name is" >&2; exit 1; }
        cp -L "${places[$name]}" "$to/lib/$name"
        copied=yes
    done
done
# The notices of all that was copied, by the packages that it is of.
for library in "$to"/lib/*.so*; do
    name=$(basename "$library")
    printf '%s\t%s\n' "lib/$name" "${places[$name]:-$(grep "/$name\$" <<<"$tls")}"
done >"$staged/copied"
for part in "plugins $qt_plugins" "qml $qt_qml"; do
    (cd "$to/${part%% *}" && find . -type f -printf "${part%% *}/%P\t${part#* }/%P\n") >>"$staged/copied"
done
packaging/make/notices.py debian "$to/share/doc/confab/licences" <"$staged/copied"
chmod -R u+w,go-w "$to"

# Each finds the libraries of this folder from where it lies.
elves | while read -r file; do
    patchelf --set-rpath "\$ORIGIN/$(realpath --relative-to="$(dirname "$file")" "$to/lib")" "$file"
done
[ "$what" = app ] || rmdir "$to/qml"
