// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// All rooms of the server, and the end of one.
Column {
    id: list

    required property AdminRoomList rooms

    spacing: Theme.gap4

    AppText {
        width: parent.width
        visible: list.rooms.empty
        text: qsTr("No room is found.")
        color: Theme.color.secondary
    }
    Column {
        width: parent.width
        spacing: Theme.gap2
        Repeater {
            model: list.rooms
            ProgramRow {
                required property real roomId
                required property string kindText

                width: parent ? parent.width : 0
                word: kindText
                removeText: qsTr("Delete room")
                removeName: Words.fill(qsTr("Delete %1"), [name])
                removeQuestion: qsTr("All messages will be deleted for all members. This can't be undone.")
                busy: list.rooms.busy
                onRemoveWanted: list.rooms.remove(roomId)
            }
        }
    }
    PushButton {
        visible: list.rooms.more
        text: qsTr("Show more")
        enabled: !list.rooms.busy
        onClicked: list.rooms.loadMore()
    }
}
