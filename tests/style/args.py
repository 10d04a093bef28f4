#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""No chain of .arg() calls in what the product says: a name with "%2" in it would be filled in by the next call.

C++ gives all values to one QString::arg(a, b, ...), QML to Words.fill(text, [a, b, ...]).
"""
import re
import subprocess
import sys

FOLDERS = ["app", "common", "qml", "server"]
CALL = re.compile(r"\.\s*arg\s*\(")


def end_of_call(text, at):
    """Behind the parenthesis that closes the one before `at`; strings and comments in between are passed over."""
    depth = 1
    while at < len(text) and depth:
        if text.startswith("//", at):
            at = text.find("\n", at)
        elif text[at] in "\"'":
            quote = text[at]
            at += 1
            while text[at] != quote:
                at += 2 if text[at] == "\\" else 1
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


def chains(text):
    for call in CALL.finditer(text):
        end = end_of_call(text, call.end())
        if CALL.match(text, re.compile(r"\s*").match(text, end).end()):
            yield text.count("\n", 0, call.start()) + 1


def main():
    files = subprocess.run(["git", "ls-files", *FOLDERS], capture_output=True, text=True, check=True).stdout.split("\n")
    found = [f"{path}:{line}: chained .arg()" for path in files if path.endswith((".cpp", ".h", ".qml"))
             for line in chains(open(path, encoding="utf-8").read())]
    # Self-test: a chain over two lines, and one with parentheses and quotes in its values.
    assert list(chains('tr("%1 %2").arg(name)\n  .arg(f(")"))')) and not list(chains('tr("%1 %2").arg(a.arg(b), c)'))
    print("\n".join(found) or "no chained .arg()")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
