// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The title of a section of the rooms, with the buttons that belong to it. It covers the rows that scroll below it.
Rectangle {
    id: title

    required property string section // of RoomListModel
    property bool foldable: true

    readonly property int kind: Number(section)

    signal findRoomsWanted
    signal newRoomWanted
    signal newConversationWanted
    signal foldWanted

    width: parent ? parent.width : 0
    implicitHeight: Theme.grown(36)
    color: Theme.color.side

    AppText {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap2
        anchors.right: buttons.left
        anchors.verticalCenter: parent.verticalCenter
        text: title.kind === RoomListModel.Direct ? qsTr("Direct")
              : title.kind === RoomListModel.Archived ? qsTr("Archived") : qsTr("Rooms")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap1
        anchors.verticalCenter: parent.verticalCenter
        IconButton {
            visible: title.kind === RoomListModel.Plain
            size: Theme.grown(28)
            iconSize: Theme.iconSmall + 2
            iconName: "compass"
            text: qsTr("Find rooms")
            shortcutHint: KeyHints.of("findRooms")
            onClicked: title.findRoomsWanted()
        }
        IconButton {
            visible: title.kind === RoomListModel.Plain
            size: Theme.grown(28)
            iconSize: Theme.iconSmall + 2
            iconName: "plus"
            text: qsTr("New room")
            shortcutHint: KeyHints.of("newRoom")
            onClicked: title.newRoomWanted()
        }
        IconButton {
            visible: title.kind === RoomListModel.Direct
            size: Theme.grown(28)
            iconSize: Theme.iconSmall + 2
            iconName: "plus"
            text: qsTr("New conversation")
            shortcutHint: KeyHints.of("newConversation")
            onClicked: title.newConversationWanted()
        }
        IconButton {
            visible: title.kind === RoomListModel.Archived && title.foldable
            size: Theme.grown(28)
            iconSize: Theme.iconSmall
            iconName: "chevron-down"
            text: qsTr("Hide archived rooms")
            onClicked: title.foldWanted()
        }
    }
}
