#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# For the scripts whose tools are on Windows and macOS only; they source it. With --dry-run as the first word "run" prints
# each command instead of running it, so that a test elsewhere sees which come, in which order.
dry_run=
if [ "${1:-}" = --dry-run ]; then
    dry_run=yes
    shift
fi

run() {
    if [ -n "$dry_run" ]; then
        printf '+'
        printf ' %q' "$@"
        printf '\n'
    else
        "$@"
    fi
}

# secret COMMAND...: the last argument is never printed
secret() {
    if [ -n "$dry_run" ]; then
        printf '+'
        printf ' %q' "${@:1:$#-1}"
        printf ' (secret)\n'
    else
        "$@"
    fi
}
