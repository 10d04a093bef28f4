#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""The copyright notices and licences of what a package brings along.

notices.py debian FOLDER <LIST: LIST has a line for each file that was copied out of this Debian system: its place in the
package, a tab, where it lay. FOLDER gets the copyright of each Debian package of which one comes, the licences to which
these refer, and index.txt: which file is of which package, in which version.

notices.py sources FOLDER [NAME=]PLACE ...: elsewhere. PLACE is a file, or a folder with files called copyright, LICENSE,
COPYING or NOTICE; FOLDER gets NAME.txt, by default called like the folder.

A file of nobody, or a PLACE without a notice, is an error.
"""
import re
import subprocess
import sys
from os import path
from pathlib import Path

sys.dont_write_bytecode = True
from sbom import INSIDE, installed  # noqa: E402

COMMON = Path("/usr/share/common-licenses")
NOTICE = re.compile(r"(copyright|licen[cs]e|copying|notice)([._-].*)?", re.IGNORECASE)


def forms(place):
    """Names by which dpkg may know a file: /lib is /usr/lib nowadays, and a library's name is a link to it."""
    for name in (place, path.realpath(place)):
        yield name
        yield name[len("/usr"):] if name.startswith("/usr/") else "/usr" + name


def owners(places):
    """The package of each of these files of the system that has one."""
    asked = sorted({form for place in places for form in forms(place)})
    said = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True, check=False).stdout
    known = {}
    for line in said.splitlines():
        packages, _, name = line.rpartition(": ")
        if packages and not line.startswith("diversion by "):
            known[name] = re.sub(r":.*", "", packages.split(",")[0])
    return {place: known[form] for place in places for form in forms(place) if form in known}


def licences_in(text):
    return {name.rstrip(".") for name in re.findall(rf"{COMMON}/([\w.+-]+)", text)}


def debian(folder, lines):
    copied = dict(line.rstrip("\n").split("\t") for line in lines)
    package_of = owners(set(copied.values()))
    missing = sorted(place for place in copied.values() if place not in package_of)
    if missing or not copied:
        sys.exit("notices: no package has " + (", ".join(missing) or "any of no files"))
    licences = set()
    for package in sorted(set(package_of.values()) | {name for name in INSIDE if installed(name)}):
        text = Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8", errors="replace")
        (folder / f"{package}.txt").write_text(text, encoding="utf-8")
        licences |= licences_in(text)
    for licence in sorted(licences):
        (folder / f"licence-{licence}.txt").write_bytes((COMMON / licence).read_bytes())
    index = [f"{place}\t{package_of[origin]}\t{installed(package_of[origin])[0]}" for place, origin in sorted(copied.items())]
    (folder / "index.txt").write_text("\n".join(index) + "\n", encoding="utf-8")


def sources(folder, places):
    notices = {}
    for given in places:
        name, _, place = given.rpartition("=")
        place = Path(place)
        files = sorted(file for file in place.iterdir() if NOTICE.fullmatch(file.name) and file.is_file()) \
            if place.is_dir() else [place]
        text = "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
        if not text.strip():
            sys.exit(f"notices: none in {place}")
        whose = name or (place if place.is_dir() else place.resolve().parent).name
        notices.setdefault(whose, []).append(text)
    for name, texts in notices.items():
        (folder / f"{name}.txt").write_text("\n".join(texts), encoding="utf-8")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("debian", "sources"):
        sys.exit(__doc__)
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if sys.argv[1] == "debian":
        debian(folder, sys.stdin)
    else:
        sources(folder, sys.argv[3:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
