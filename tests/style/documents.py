#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""What the pages name exists: the targets of their links, and in `backticks` files, classes and functions of the code."""
import re
import subprocess
import sys
from pathlib import PurePosixPath

LINK = re.compile(r"\]\(([^)\s]+)\)")
QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FILE = re.compile(r"[\w./-]*\w\.(?:cmake|cpp|h|json|md|py|qml|sh|sql|svg|txt|yaml)")
NAME = re.compile(r"\b[A-Z][a-z]+(?:[A-Z]+[a-z]+)+\b|^[A-Z]\w+$|\b[a-z]\w*(?=\(\))|(?<=::)\w+")
# Names of other programs, of an installed Confab, of the wire.
ELSEWHERE = {"TcpExtListenOverflows", "share/confab/grafana/confab.json", "share/confab/acme/hook.sh",
             "confab.v1.json"}
PLACEHOLDER = re.compile(r"NAME|NNNN")


def anchors(text):
    """As GitHub makes them of headings."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def normal(path):
    parts = []
    for part in PurePosixPath(path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def missing(page, text, files, pages, code):
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = normal(PurePosixPath(page).parent / path) if path else page
        if target not in files:
            yield f"{page}: no file {link}"
        elif anchor and anchor not in anchors(pages[target]):
            yield f"{page}: no heading {link}"
    for quoted in QUOTED.findall(text):
        if quoted in ELSEWHERE or PLACEHOLDER.search(quoted):
            continue
        if FILE.fullmatch(quoted) and not any(("/" + name).endswith("/" + quoted) for name in files):
            yield f"{page}: no file {quoted}"
        elif not FILE.fullmatch(quoted):
            yield from (f"{page}: no {name} in the code ({quoted})" for name in NAME.findall(quoted)
                        if name not in code)


def main():
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n")
    read = {name: open(name, encoding="utf-8").read() for name in files
            if name.endswith((".cpp", ".h", ".md", ".qml", "CMakeLists.txt"))}
    pages = {name: text for name, text in read.items() if name.endswith(".md")}
    code = set(re.findall(r"\w+", " ".join(text for name, text in read.items() if name not in pages)))
    code |= {PurePosixPath(name).stem for name in files}
    # Self-test.
    wrong = "[a](b.md) [c](a.md#none) `gone.h` `NoClass` `Is::noFunction`"
    assert len(list(missing("a.md", wrong, ["a.md"], {"a.md": "# One"}, {"Is"}))) == 5
    assert not list(missing("x/a.md", "[a](../b.md#one-two) `b.h`", ["b.md", "x/b.h"], {"b.md": "# One, two"}, set()))
    found = [line for page, text in pages.items() for line in missing(page, text, files, pages, code)]
    print("\n".join(found) or f"{len(pages)} pages name what exists")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
