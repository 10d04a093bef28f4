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
    required property Me me
    required property bool anyRooms

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
        title: page.anyRooms ? qsTr("Pick a room to talk in") : qsTr("Hello, %1").arg(page.me.name)
        text: page.anyRooms ? qsTr("Choose one on the left, press Ctrl+K to jump to one, or start something new.")
                            : qsTr("People meet in rooms here. Make one and ask others in, or look what there is to join.")
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
