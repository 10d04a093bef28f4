#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The setup program and the MSI for Windows, made, signed, installed and removed under wine. Of the programs that
# packaging/windows/build.sh has left in build/windows/bin, or else of stand-ins that mingw-w64 compiles (and of the
# confab-cli.exe of packaging/windows/cross.sh, when that has made it): what is tested is how they are packed, with the icon,
# version and manifest that the real ones get.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
wine=/usr/lib/wine/wine64
for program in makensis wixl $wine x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-windres osslsigncode openssl; do
    command -v $program >/dev/null || skip "needs $program"
done
cd "$top"
work=$(mktemp -d)
export WINEPREFIX=$work/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" HOME=$work/home
server=$(dirname $wine)/wineserver
finish() {
    "$server" -k 2>/dev/null || true
    "$server" -w 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
mkdir -p "$HOME"
wine() { timeout 120 $wine "$@"; }
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

files=$work/bin
version=$(sed -n 's/^project(Confab VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
if [ -s build/windows/bin/confab.exe ]; then
    cp -a build/windows/bin "$files"
else
    say "      stand-ins: there is no build/windows/bin"
    mkdir -p "$files/platforms" "$files/a folder"
    printf '#include <cstdio>\nint main() { std::puts("confab"); }\n' >"$work/standin.cpp"
    IFS=. read -r major minor patch <<<"$version"
    standins=(confab confab-cli)
    if [ -s build/windows-cli/bin/confab-cli.exe ]; then
        say "      but for confab-cli.exe, which is build/windows-cli's"
        cp -a build/windows-cli/bin/. "$files/"
        standins=(confab)
    fi
    for program in "${standins[@]}"; do
        sed "s/@CONFAB_PROGRAM@/$program/; s/@CONFAB_DESCRIPTION@/Confab/; s/@PROJECT_VERSION@/$version/
            s/@PROJECT_VERSION_MAJOR@/$major/; s/@PROJECT_VERSION_MINOR@/$minor/; s/@PROJECT_VERSION_PATCH@/$patch/
            s|@CONFAB_ICON@|$top/packaging/windows/confab.ico|; s|@CONFAB_MANIFEST@|$top/packaging/windows/confab.manifest|" \
            packaging/windows/confab.rc.in >"$work/$program.rc"
        check "the resources of $program compile" x86_64-w64-mingw32-windres -i "$work/$program.rc" -o "$work/$program.o"
        x86_64-w64-mingw32-g++-posix -static -s -o "$files/$program.exe" "$work/standin.cpp" "$work/$program.o"
    done
    echo plugin >"$files/platforms/qwindows.dll"
    echo text >"$files/a folder/with a blank.txt"
fi
check "Windows starts it" wine "$files/confab-cli.exe" --help

# A certificate of the test's own.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Confab test" -addext extendedKeyUsage=codeSigning \
    -keyout "$work/sign.key" -out "$work/sign.pem" 2>/dev/null
openssl pkcs12 -export -inkey "$work/sign.key" -in "$work/sign.pem" -passout pass:secret -out "$work/sign.p12"
CONFAB_SIGN_CERTIFICATE=$(base64 -w 0 "$work/sign.p12")
export CONFAB_SIGN_CERTIFICATE CONFAB_SIGN_PASSWORD=secret CONFAB_SIGN_TIME_URL=none CONFAB_PACKAGES=$work/packages
check "the setup program is made" packaging/make/nsis.sh "$files"
check "the MSI is made" packaging/make/msi.sh "$files"
packages=$CONFAB_PACKAGES
setup=$(one "$packages/confab-*-setup.exe")
msi=$(one "$packages/confab-*-x64.msi")
for file in "$setup" "$msi" "$files/confab.exe" "$files/confab-cli.exe"; do
    check "$(basename "$file") is signed" sh -c "osslsigncode verify -CAfile '$work/sign.pem' -in '$file' | grep -q 'Signature verification: ok'"
done
registered() { wine reg query "$1" /ve 2>/dev/null | tr -d '\r' | grep -i -F -e "$2"; }

# For one user.
check "the setup asks nothing with /S" wine "$setup" /S
place=$(find "$WINEPREFIX/drive_c/users" -type d -path '*/AppData/Local/Programs/Confab')
same() { (cd "$files" && find . -type f -print0 | xargs -0 sha256sum) | (cd "$1" && sha256sum --quiet -c); }
check "all files are there" same "$place"
check "they run" wine "$place/confab-cli.exe" --help
check "confab:// is its" registered 'HKCU\Software\Classes\confab\shell\open\command' 'confab.exe" "%1"'
check "the start menu has it" sh -c "find '$WINEPREFIX/drive_c/users' -path '*Start Menu/Programs*' -name Confab.lnk | grep ."
check "Windows knows how to uninstall it" wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Confab' /v QuietUninstallString
echo mine >"$place/own.txt"
echo old >"$place/platforms/old.dll"
check "once more, over itself" wine "$setup" /S
check "all files are there still" same "$place"
check "it is removed" wine "$place/uninstall.exe" /S
until_it test ! -e "$place/uninstall.exe" || fail "the uninstaller stays"
check "with its files" sh -c "! find '$place' -type f ! -name own.txt ! -name old.dll | grep ."
check "and not with the user's own" test -s "$place/own.txt"
check "confab:// is nobody's" not registered 'HKCU\Software\Classes\confab\shell\open\command' confab.exe
check "the start menu has it no more" sh -c "! find '$WINEPREFIX/drive_c/users' -name Confab.lnk | grep ."

# For all users.
check "the MSI installs" wine msiexec /i "$(windows_path "$msi")" /qn
check "into Program Files" same "$WINEPREFIX/drive_c/Program Files/Confab"
check "confab:// is its" registered 'HKLM\Software\Classes\confab\shell\open\command' 'confab.exe" "%1"'
check "it is removed, too" wine msiexec /x "$(windows_path "$msi")" /qn
check "with its files" not ls "$WINEPREFIX/drive_c/Program Files/Confab/confab.exe"
check "and its link" not registered 'HKLM\Software\Classes\confab\shell\open\command' confab.exe
say "Setup and MSI install and remove what they should."
