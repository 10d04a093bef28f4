// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Models

// The keys of the commands that work anywhere in the window.
Item {
    id: keys

    required property KeyBindings bindings

    signal wanted(string command)

    Repeater {
        model: keys.bindings
        Item {
            id: entry

            required property string command
            required property var sequences
            required property bool anywhere

            // A popup with the focus blocks it until it begins to close.
            Shortcut {
                sequences: entry.sequences
                enabled: entry.anywhere
                onActivated: keys.wanted(entry.command)
            }
        }
    }
}
