#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# traced.sh PROGRAM: runs tst_hostileviews under strace. No system call may name the picture that hostile texts name, and
# none may connect elsewhere than to this machine. 77, which means skipped, where no process may trace another.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
base64 -d >"$folder/canary.png" <<'TXT'
iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4/58BK8IuOmglABF2f4HJjlGFAAAAAElFTkSuQmCC
TXT
cp "$folder/canary.png" "$folder/control.png"
strace -o /dev/null true || { echo "strace can't trace here"; exit 77; }

CONFAB_CANARY=$folder/canary.png strace -f -qq --seccomp-bpf -e trace=%file,connect -o "$folder/calls" "$program"

grep -qF "$folder/control.png" "$folder/calls" || { echo "The trace does not see the control."; exit 1; }
if grep -F "$folder/canary.png" "$folder/calls"; then
    echo "A text or a picture had that file looked for."
    exit 1
fi
if grep 'connect(' "$folder/calls" | grep -E 'sa_family=AF_INET6?,' | grep -vE '"127\.0\.0\.1"|"::1"'; then
    echo "A text or a picture had that host asked."
    exit 1
fi
