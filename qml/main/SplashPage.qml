// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Shown for the moment in which the last session is resumed.
Rectangle {
    color: Theme.color.side

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap5
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 64
            height: 64
            radius: 20
            color: Theme.color.accent
            Icon {
                anchors.centerIn: parent
                width: 34
                height: 34
                name: "logo"
                color: Theme.color.accentInk
            }
        }
        Spinner {
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }
}
