// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick

// The shortcuts of the window, as signals. KeysDialog lists them for users.
Item {
    id: keys

    signal keysWanted
    signal nextRegion
    signal findRoomsWanted
    signal switcherWanted
    signal newRoomWanted
    signal settingsWanted
    signal detailsWanted
    signal searchWanted(bool here)
    signal step(int by, bool unreadOnly)

    // A popup with the focus blocks these until it begins to close.
    Shortcut { sequences: ["F1"]; onActivated: keys.keysWanted() }
    Shortcut { sequences: ["F6"]; onActivated: keys.nextRegion() }
    Shortcut { sequences: ["Ctrl+K"]; onActivated: keys.switcherWanted() }
    Shortcut { sequences: ["Ctrl+N"]; onActivated: keys.newRoomWanted() }
    Shortcut { sequences: ["Ctrl+Shift+N"]; onActivated: keys.findRoomsWanted() }
    Shortcut { sequences: ["Ctrl+,"]; onActivated: keys.settingsWanted() }
    Shortcut { sequences: ["Ctrl+."]; onActivated: keys.detailsWanted() }
    Shortcut { sequences: ["Ctrl+F"]; onActivated: keys.searchWanted(true) }
    Shortcut { sequences: ["Ctrl+Shift+F"]; onActivated: keys.searchWanted(false) }
    Shortcut { sequences: ["Alt+Up"]; onActivated: keys.step(-1, false) }
    Shortcut { sequences: ["Alt+Down"]; onActivated: keys.step(1, false) }
    Shortcut { sequences: ["Alt+Shift+Up"]; onActivated: keys.step(-1, true) }
    Shortcut { sequences: ["Alt+Shift+Down"]; onActivated: keys.step(1, true) }
}
