// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models

// When the app starts, and whether it stays when its window is closed; what this desktop can't do is not offered.
SettingsSection {
    id: section

    required property DesktopSettings desktop

    title: qsTr("Desktop")
    visible: desktop.canAutostart || desktop.hasTray

    ToggleSwitch {
        width: parent.width
        visible: section.desktop.canAutostart
        text: qsTr("Start with the computer")
        hint: qsTr("Confab starts when you sign in to the desktop.")
        checked: section.desktop.autostart
        onToggled: section.desktop.autostart = checked
    }
    ToggleSwitch {
        width: parent.width
        visible: section.desktop.canAutostart && section.desktop.autostart
        text: qsTr("Start minimized")
        checked: section.desktop.startsMinimized
        onToggled: section.desktop.startsMinimized = checked
    }
    ToggleSwitch {
        width: parent.width
        visible: section.desktop.hasTray
        text: qsTr("Stay in the tray")
        hint: qsTr("Closing the window leaves Confab running; its icon in the tray brings it back.")
        checked: section.desktop.closesToTray
        onToggled: section.desktop.closesToTray = checked
    }
    Notice {
        width: parent.width
        visible: section.desktop.trouble !== ""
        kind: Notice.Bad
        text: section.desktop.trouble
    }
}
