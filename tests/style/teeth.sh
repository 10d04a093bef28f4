#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
# Every planted bug still applies to the code and names a test that exists; "./dev teeth" runs them.
set -euo pipefail
tests/teeth/teeth.py check
