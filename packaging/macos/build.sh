#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# build.sh [--dry-run]: Confab.app with Qt inside, as a DMG in build/packages. On macOS with Xcode, Homebrew and Python.
#
# CONFAB_SIGN_IDENTITY: "Developer ID Application: …"; without one the signature is ad hoc, and a note says so.
# CONFAB_NOTARY_PROFILE: a profile of notarytool's keychain; without one nothing is notarised.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/make/dryrun.sh
. packaging/make/dryrun.sh
qt_version=6.8.3
qt=$PWD/build/qt/$qt_version/macos
keychain=0.14.3
libraries=$PWD/build/macos-libraries
app=$PWD/build/macos/confab.app
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
dmg=build/packages/Confab-$version.dmg
identity=${CONFAB_SIGN_IDENTITY:--}
sign=(codesign --force --options runtime --sign "$identity")
[ "$identity" = - ] || sign+=(--timestamp)
linked=(cli11 tl-expected utf8proc md4c)
kegs=("${linked[@]/#/${HOMEBREW_PREFIX:-/opt/homebrew}/opt/}") # a formula keeps its notices beside what it installs

run mkdir -p build/packages build/macos
run python3 -m venv build/venv
run build/venv/bin/pip install aqtinstall==3.1.21
run build/venv/bin/python -m aqt install-qt mac desktop $qt_version clang_64 --modules qtwebsockets qtimageformats --outputdir build/qt
run brew install ninja pkg-config "${linked[@]}"
run git clone --depth 1 --branch $keychain https://github.com/frankosterfeld/qtkeychain build/qtkeychain
run cmake -S build/qtkeychain -B build/qtkeychain/build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_WITH_QT6=ON -DBUILD_SHARED_LIBS=OFF \
    -DBUILD_TRANSLATIONS=OFF -DBUILD_TEST_APPLICATION=OFF "-DCMAKE_PREFIX_PATH=$qt" "-DCMAKE_INSTALL_PREFIX=$libraries"
run cmake --build build/qtkeychain/build --target install
run python3 packaging/make/unicode.py build/unicode
run cmake --preset package -DCONFAB_SERVER=OFF "-DCONFAB_EMOJI_TEST=$PWD/build/unicode/emoji-test.txt" "-DCONFAB_CLDR=$PWD/build/unicode/common" \
    "-DCMAKE_PREFIX_PATH=$qt;$libraries" "-DCMAKE_INSTALL_PREFIX=$PWD/build/macos" \
    "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG" -DCMAKE_EXE_LINKER_FLAGS_RELEASE= -DCMAKE_OSX_DEPLOYMENT_TARGET=12.0
run cmake --build --preset package
run cmake --install build/package --component app
run cmake --install build/package --component cli
# The console client lies in the bundle, and uses its Qt.
run mv build/macos/bin/confab-cli "$app/Contents/MacOS/"
run "$qt/bin/macdeployqt" "$app" -qmldir=qml "-executable=$app/Contents/MacOS/confab-cli"
for plugin in platforms/libqcocoa.dylib sqldrivers/libqsqlite.dylib imageformats/libqsvg.dylib imageformats/libqwebp.dylib; do
    run test -s "$app/Contents/PlugIns/$plugin"
done

run python3 packaging/make/notices.py sources "$app/Contents/Resources/licences" Confab=LICENSE Confab=packaging/debian/copyright \
    packaging/licences/Qt build/qtkeychain "${kegs[@]}"

# Inside out: libraries, plugins, QML modules, frameworks, programs, the bundle. A signature covers what is inside it, and
# notarisation refuses a bundle of which one part is not signed.
run find "$app/Contents" -name '*.dylib' -exec "${sign[@]}" {} +
run find "$app/Contents/Frameworks" -maxdepth 1 -name '*.framework' -exec "${sign[@]}" {} +
run "${sign[@]}" --entitlements packaging/macos/entitlements.plist "$app/Contents/MacOS/confab-cli"
run "${sign[@]}" --entitlements packaging/macos/entitlements.plist "$app"
run codesign --verify --deep --strict "$app"
run "$app/Contents/MacOS/confab-cli" --help
run ln -s /Applications build/macos/Applications
run hdiutil create -volname Confab -srcfolder build/macos -ov -format UDZO "$dmg"
if [ "$identity" = - ]; then
    echo "Not notarised: the signature is ad hoc, for want of an identity (CONFAB_SIGN_IDENTITY)."
    exit 0
fi
run codesign --sign "$identity" --timestamp "$dmg"
if [ -z "${CONFAB_NOTARY_PROFILE:-}" ]; then
    echo "Not notarised, for want of a profile (CONFAB_NOTARY_PROFILE)."
    exit 0
fi
run xcrun notarytool submit "$dmg" --keychain-profile "$CONFAB_NOTARY_PROFILE" --wait
run xcrun stapler staple "$dmg"
run spctl --assess --type open --context context:primary-signature "$dmg"
