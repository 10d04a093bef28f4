#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# What can be said of the packages without installing them.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
for program in lintian desktop-file-validate appstreamcli; do command -v $program >/dev/null || skip "needs $program"; done
for package in confab confabd confab-cli; do
    file=$(one "$packages/${package}_*.deb")
    check "lintian: $package" lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$file"
    size=$(stat -c %s "$file")
    most=$((5 * 1024 * 1024))
    [ $package != confabd ] || most=$((3 * 1024 * 1024))
    check "$package has $size bytes, at most $most" [ "$size" -le $most ]
done

# Golden list of installed files.
contents() {
    local package
    for package in confab confab-cli confabd; do
        dpkg-deb --fsys-tarfile "$(one "$packages/${package}_*.deb")" | tar -t | grep -v '/$' | sed "s|^\.|$package |" | sort
    done
}
contents >/tmp/confab-files.$$
check "the files are those of packaging/test/files.txt" diff -u "$here/files.txt" /tmp/confab-files.$$
rm -f /tmp/confab-files.$$

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unpack "$packages/confab_*.deb" "$work"
unpack "$packages/confab-cli_*.deb" "$work"
unpack "$packages/confabd_*.deb" "$work"
check "the desktop entry is valid" desktop-file-validate "$work/usr/share/applications/confab.desktop"
check "it opens confab:// links" grep -q '^MimeType=.*x-scheme-handler/confab;' "$work/usr/share/applications/confab.desktop"
check "the metainfo is valid" appstreamcli validate --no-net --no-color "$work/usr/share/metainfo/io.github.confab_chat.Confab.metainfo.xml"
check "the unit is exposed at most 1.5" systemd-analyze security --offline=true --threshold=15 --no-pager "$work/usr/lib/systemd/system/confabd.service"
bom=$(find "$packages" -name '*.cdx.json')
if [ -n "$bom" ]; then
    check "the bill of materials is one, and names Qt" python3 -c "
import json
bom = json.load(open('$bom'))
assert bom['bomFormat'] == 'CycloneDX' and bom['specVersion'] == '1.5'
refs = [part['bom-ref'] for part in bom['components']]
assert len(refs) == len(set(refs)) > 20 and 'deb:libqt6core6' in refs and 'confab:confabd' in refs
assert all(set(edge['dependsOn']) <= set(refs) and len(edge['dependsOn']) > 5 for edge in bom['dependencies'])"
fi
if ! "$work/usr/bin/confabd" --version >/dev/null 2>&1; then
    say "      not compared: the programs are of another release, and their man pages the same as here"
    exit 0
fi
# Each option that the help names is on the man page.
for program in confab:1 confab-cli:1; do
    name=${program%:*}
    page=$(zcat "$work/usr/share/man/man${program#*:}/$name.${program#*:}.gz")
    for option in $(QT_QPA_PLATFORM=offscreen "$work/usr/bin/$name" --help | sed -n '/^Examples/q;s/^ *\(-., *\)\?--\([a-z-]*\).*/\2/p'); do
        check "$name.${program#*:} describes --$option" grep -q -e "-$option" <<<"$page"
    done
done
# So is each command of the server, and each line of its file is one that the server knows.
help=$("$work/usr/bin/confabd" --help-all)
page=$(zcat "$work/usr/share/man/man8/confabd.8.gz")
while read -r command; do
    for word in $command; do check "confabd.8 describes $command" grep -q -w -e "$word" <<<"$page"; done
done < <(sed -n '/^Commands:/,/^Defaults/s/^  \([a-z]*\( [a-z]*\)*\)  .*/\1/p' <<<"$help" | sort -u)
for key in $(sed -n 's/^#\?\([a-z_]*\) = .*/\1/p' "$work/etc/confab/confabd.toml"); do
    check "confabd knows $key" grep -q -e "^  --${key//_/-} " <<<"$help"
done
for command in "bot add" "bot hook add" "bot hook remove" restore move; do
    # shellcheck disable=SC2086 # words
    help+=$("$work/usr/bin/confabd" $command --help)
done
for option in $(grep '^\.It ' <<<"$page" | grep -o -e 'Fl -[a-z-]*' | sed 's/Fl -//' | sort -u); do
    check "confabd knows --$option of its page" grep -q -e "--$option" <<<"$help"
done
say "The packages are in order."
