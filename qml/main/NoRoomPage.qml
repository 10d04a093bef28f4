// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme
import Confab.Timeline

// The middle pane while no room is open.
Item {
    id: page

    required property ConnectionState connection

    signal newRoomWanted
    signal findRoomsWanted

    Rectangle {
        anchors.fill: parent
        color: Theme.color.window
    }
    ConnectionBanner {
        width: parent.width
        connection: page.connection
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.gap10, Theme.grown(380))
        iconName: "chat"
        title: qsTr("Pick a room to talk in")
        text: qsTr("Choose one on the left, press Ctrl+K to jump to one, or start something new.")
        PushButton {
            kind: PushButton.Primary
            iconName: "plus"
            text: qsTr("New room")
            onClicked: page.newRoomWanted()
        }
        PushButton {
            iconName: "compass"
            text: qsTr("Find rooms")
            onClicked: page.findRoomsWanted()
        }
    }
}
