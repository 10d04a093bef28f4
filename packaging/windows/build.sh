#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# build.sh [--dry-run]: confab.exe and confab-cli.exe with Qt beside them, in build/windows, on Windows with Visual Studio,
# Python, CMake and vcpkg (the workflow's machines have them). packaging/make/nsis.sh and msi.sh then make the setup.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/make/dryrun.sh
. packaging/make/dryrun.sh
qt_version=6.8.3
qt=$PWD/build/qt/$qt_version/msvc2022_64
keychain=0.14.3
files=$PWD/build/windows
libraries=$PWD/build/windows-libraries
# The plugins without which the app does not start, keeps nothing, has no TLS or shows no pictures. windeployqt has missed
# some before.
plugins="platforms/qwindows.dll sqldrivers/qsqlite.dll imageformats/qsvg.dll imageformats/qwebp.dll iconengines/qsvgicon.dll tls/qschannelbackend.dll"

run python -m pip install aqtinstall==3.1.21
run python -m aqt install-qt windows desktop $qt_version win64_msvc2022_64 --modules qtwebsockets qtimageformats --outputdir build/qt
run vcpkg install --triplet x64-windows --x-manifest-root=packaging/windows --x-install-root="$libraries"
run git clone --depth 1 --branch $keychain https://github.com/frankosterfeld/qtkeychain build/qtkeychain
run cmake -S build/qtkeychain -B build/qtkeychain/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_WITH_QT6=ON \
    -DBUILD_TRANSLATIONS=OFF -DBUILD_TEST_APPLICATION=OFF "-DCMAKE_PREFIX_PATH=$qt" "-DCMAKE_INSTALL_PREFIX=$libraries/x64-windows"
run cmake --build build/qtkeychain/build --target install
run python packaging/make/unicode.py build/unicode
run cmake --preset package -DCONFAB_SERVER=OFF "-DCONFAB_EMOJI_TEST=$PWD/build/unicode/emoji-test.txt" "-DCONFAB_CLDR=$PWD/build/unicode/common" \
    "-DCMAKE_PREFIX_PATH=$qt;$libraries/x64-windows" "-DCMAKE_INSTALL_PREFIX=$files" \
    "-DCMAKE_CXX_FLAGS_RELEASE=/O2 /DNDEBUG" -DCMAKE_EXE_LINKER_FLAGS_RELEASE=
run cmake --build --preset package
run cmake --install build/package --component app
run cmake --install build/package --component cli
run "$qt/bin/windeployqt" --release --no-translations --compiler-runtime --qmldir qml "$files/bin/confab.exe" "$files/bin/confab-cli.exe"
run cp "$libraries/x64-windows/bin/"*.dll "$files/bin/"
# The setup and the MSI have what is in bin.
run python packaging/make/notices.py sources "$files/bin/licences" Confab=LICENSE Confab=packaging/debian/copyright packaging/licences/Qt \
    build/qtkeychain "$libraries/x64-windows/share/"*/copyright
for plugin in $plugins; do
    run test -s "$files/bin/$plugin"
done
run "$files/bin/confab-cli.exe" --help
