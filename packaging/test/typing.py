#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""typing.py PROGRAM ARG ... -- TEXT LINE [TEXT LINE ...]: a program at a terminal. Types each LINE, and Enter, when TEXT has
appeared since the LINE before and the terminal hands over every key; prints what the terminal was sent.

Fails when the program does, when it has not ended after two minutes, or before all was typed.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

PATIENCE = 120  # seconds


def takes_keys(terminal):
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def converse(terminal, steps):
    """What came from the terminal until its program closed it, and how many of the steps were taken."""
    seen, begin, taken, end = b"", 0, 0, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # closed
                return seen, taken
        if taken < len(steps) and steps[taken][0] in seen[begin:] and takes_keys(terminal):
            os.write(terminal, steps[taken][1] + b"\r")
            begin, taken = len(seen), taken + 1
    return seen, taken


def main():
    split = sys.argv.index("--")
    words = [os.fsencode(word) for word in sys.argv[split + 1:]]
    steps = list(zip(words[::2], words[1::2]))
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:split])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, taken = converse(terminal, steps)
    os.close(terminal)  # hangs up on a program that goes on
    sys.stdout.buffer.write(seen)
    _, status = os.waitpid(child, 0)
    return 0 if status == 0 and taken == len(steps) else 1


if __name__ == "__main__":
    sys.exit(main())
