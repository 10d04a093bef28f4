// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Rooms
import Confab.Theme
import Confab.Timeline

// The middle pane while no room is open.
Item {
    id: page

    required property ConnectionState connection
    required property CurrentUser me
    required property bool anyRooms
    required property bool roomsUnknown

    readonly property real buttonWidth: Math.max(newRoom.implicitWidth, findRooms.implicitWidth, newConversation.implicitWidth)
    readonly property string howToChoose: KeyHints.of("switcher") === "" ? qsTr("Choose a room on the left.")
        : qsTr("Choose a room on the left, or press %1 and type its name.").arg(KeyHints.of("switcher"))

    signal newRoomWanted
    signal newConversationWanted
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
        visible: !page.roomsUnknown
        title: page.anyRooms ? qsTr("No room is open") : qsTr("Welcome, %1").arg(page.me.name)
        text: page.anyRooms ? page.howToChoose
                            : qsTr("Conversations take place in rooms. Create the first one, or find a room to join.")
        PushButton {
            id: newRoom

            width: page.buttonWidth
            kind: PushButton.Primary
            iconName: "plus"
            text: qsTr("New room")
            onClicked: page.newRoomWanted()
        }
        PushButton {
            id: findRooms

            width: page.buttonWidth
            iconName: "compass"
            text: qsTr("Find rooms")
            onClicked: page.findRoomsWanted()
        }
        PushButton {
            id: newConversation

            width: page.buttonWidth
            iconName: "person"
            text: qsTr("New conversation")
            onClicked: page.newConversationWanted()
        }
    }
    NoConnectionState {
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.gap10, Theme.grown(380))
        visible: page.roomsUnknown
        connection: page.connection
    }
}
