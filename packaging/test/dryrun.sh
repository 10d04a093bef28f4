#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The scripts for Windows and macOS, whose tools are not here: the commands that they would run, and their order.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
cd "$top"
for program in shellcheck cmake; do command -v $program >/dev/null || skip "needs $program"; done

# in_order TEXT WORD...: a line with each, one after the other
in_order() {
    local text=$1 word line last=0
    shift
    for word in "$@"; do
        line=$(grep -n -F -e "$word" <<<"$text" | cut -d: -f1 | awk -v last=$last '$1 > last { print; exit }')
        [ -n "$line" ] || { echo "no \"$word\" after line $last"; return 1; }
        last=$line
    done
}

windows=$(packaging/windows/build.sh --dry-run)
check "Windows: builds, installs, deploys Qt, looks for the plugins" in_order "$windows" \
    "unicode.py" "cmake --preset package" "cmake --build" "cmake --install build/package --component app" "windeployqt --release" "notices.py sources" \
    "platforms/qwindows.dll" "sqldrivers/qsqlite.dll" "tls/qschannelbackend.dll" "confab-cli.exe --help"
plain=$(packaging/macos/build.sh --dry-run)
check "macOS: ad hoc without an identity" in_order "$plain" "unicode.py" "macdeployqt" "sqldrivers/libqsqlite.dylib" "notices.py sources" "codesign --force --options runtime --sign -" "hdiutil create" "Not notarised"
signed=$(CONFAB_SIGN_IDENTITY="Developer ID Application: X" CONFAB_NOTARY_PROFILE=confab packaging/macos/build.sh --dry-run)
check "macOS: signs inside out, then makes the image, then notarises" in_order "$signed" "macdeployqt" "*.dylib" "*.framework" \
    "entitlements.plist" "codesign --verify" "hdiutil create" "notarytool submit" "stapler staple" "spctl --assess"
check "macOS: with a time stamp" grep -q -e "--timestamp" <<<"$signed"
check "the property lists are valid" python3 -c 'import plistlib
for name in ("Info.plist.in", "entitlements.plist"):
    with open(f"packaging/macos/{name}", "rb") as file:
        plistlib.load(file)'
# Where this system's packages have them, they are what the script would fetch.
if [ -e /usr/share/unicode/emoji/emoji-test.txt ]; then
    unicode=$(mktemp -d)
    cp /usr/share/unicode/emoji/emoji-test.txt "$unicode"
    cp -r /usr/share/unicode/cldr/common "$unicode"
    check "Unicode's files are known by their sums" env http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1 packaging/make/unicode.py "$unicode"
    rm -rf "$unicode"
fi
notices=$(mktemp -d)
check "the notices of files and folders" sh -c "packaging/make/notices.py sources '$notices' Confab=LICENSE Confab=packaging/debian/copyright packaging/licences/Qt &&
    grep -q 'Apache License' '$notices/Confab.txt' && grep -q 'Unicode, Inc' '$notices/Confab.txt' && grep -q 'GNU LESSER' '$notices/Qt.txt' && grep -q 'GNU GENERAL' '$notices/Qt.txt'"
check "a folder without any is refused" not packaging/make/notices.py sources "$notices" packaging/rpm
check "a file of no package is refused" not sh -c "printf 'lib/x.so\\t/nowhere/x.so\\n' | packaging/make/notices.py debian '$notices'"
rm -rf "$notices"
check "publish refuses a tag that is not the version" not packaging/publish/publish.sh --dry-run v999.0.0
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
pushed=$(CONFAB_IMAGE=registry.example.org/chat/confabd CONFAB_IMAGE_TOKEN=hidden packaging/publish/image.sh --dry-run "v$version")
check "the image is pushed by its version, then as the latest" in_order "$pushed" "skopeo login" "docker://registry.example.org/chat/confabd:$version" \
    "docker://registry.example.org/chat/confabd:latest" "skopeo logout registry.example.org"
check "its token is in no command" not grep -q hidden <<<"$pushed"
check "no image goes by a tag that is not the version" not packaging/publish/image.sh --dry-run v999.0.0
check "the notes of a release" sh -c 'packaging/publish/notes.sh HEAD | head -n 1 | grep -q "^Changes since"'
check "the scripts are clean" shellcheck -x -S warning -e SC2034 packaging/*/*.sh
