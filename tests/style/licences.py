#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Every source file names its copyright holder and its licence in its first lines."""
import itertools
import subprocess
import sys

SOURCES = ["*.cpp", "*.h", "*.qml", "*.sql", "*.cmake", "*CMakeLists.txt", "*.sh", "*.py", "*.mjs", "*.js", "*.css",
           "dev", ".ci/run"]
LINES = ["SPDX-License-Identifier: Apache-2.0", "SPDX-FileCopyrightText:"]


def names_both(lines):
    head = "".join(itertools.islice(lines, 4))
    return all(line in head for line in LINES)


def has(name):
    with open(name, encoding="utf-8", errors="replace") as file:
        return names_both(file)


def main():
    assert names_both(["// SPDX-FileCopyrightText: 2026 x\n", "// SPDX-License-Identifier: Apache-2.0\n"])
    assert not names_both([]) and not names_both(["// SPDX-License-Identifier: Apache-2.0\n"])
    assert not names_both(["\n", "\n", "\n", "\n", f"// {LINES[0]}\n", f"// {LINES[1]}\n"])
    files = subprocess.run(["git", "ls-files", "-z", *SOURCES], capture_output=True, text=True, check=True).stdout.split("\0")
    files = [name for name in files if name]
    missing = [name for name in files if not has(name)]
    print("\n".join(["Without the two SPDX lines:", *missing]) if missing else f"{len(files)} files name their licence")
    return 1 if missing or not files else 0


if __name__ == "__main__":
    sys.exit(main())
