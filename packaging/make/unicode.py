#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""unicode.py FOLDER: Unicode's list of emoji and CLDR's names of them in the app's languages, for systems that have no packages.

FOLDER gets emoji-test.txt and common/annotations*/*.xml: -DCONFAB_EMOJI_TEST=FOLDER/emoji-test.txt -DCONFAB_CLDR=FOLDER/common.
They are the files that Debian 12 has (unicode-data 15.0, unicode-cldr-core 41), by their sums.
"""
import hashlib
import io
import sys
import urllib.request
import zipfile
from pathlib import Path

EMOJI = "https://www.unicode.org/Public/emoji/15.0/emoji-test.txt"
CLDR = "https://www.unicode.org/Public/cldr/41/core.zip"
SUMS = {
    "emoji-test.txt": "8445f23ac8388e096be19d0262e14fceff856ff52093f2356dc89485f1a853db",
    "common/annotations/en.xml": "170a989b9aff71fd06b9f7bbd70aa3b4a3d228e15fa734692d4fc80206e536e1",
    "common/annotationsDerived/en.xml": "0fab943b22dd1197b6d6fe6ce6aec7968e925d547283484bddcf96b14daf657f",
    "common/annotations/de.xml": "78419101e21067a1e82bd9b692a7a6b64d16ad30190e13cf41924b678783a561",
    "common/annotationsDerived/de.xml": "d36ebda9b96c718681f99f5b4cfdee80a2644e3545309fbc3d664a85c145fca0",
}


def fetched(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def is_right(name, content):
    return hashlib.sha256(content).hexdigest() == SUMS[name]


def main():
    folder = Path(sys.argv[1])
    if all((folder / name).is_file() and is_right(name, (folder / name).read_bytes()) for name in SUMS):
        return 0
    contents = {"emoji-test.txt": fetched(EMOJI)}
    with zipfile.ZipFile(io.BytesIO(fetched(CLDR))) as archive:
        contents.update((name, archive.read(name)) for name in SUMS if name not in contents)
    for name, content in contents.items():
        if not is_right(name, content):
            print(f"unicode: {name} is not the file that was expected", file=sys.stderr)
            return 1
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
