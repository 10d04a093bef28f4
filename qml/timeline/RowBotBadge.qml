// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import Confab.Components

// Beside the author who is a program.
BotBadge {
    required property MessageRow row
}
