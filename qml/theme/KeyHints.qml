// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma Singleton

import QtQml

// The keys of the commands as the user has them now, for tips, menus and sentences that name a key.
QtObject {
    property var hints: ({}) // of KeyBindings
    property var sequences: ({}) // likewise, for a Shortcut

    // As people read it; empty: the command has no key.
    function of(command: string): string {
        return hints[command] ?? "";
    }
}
