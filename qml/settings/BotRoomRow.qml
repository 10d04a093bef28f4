// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// A room, and what a bot that is to be made may do there.
Flow {
    id: row

    required property int index
    required property string name
    required property bool reads
    required property bool sends
    required property bool manages

    signal chosen(int right, bool on)

    spacing: Theme.gap2

    AppText {
        height: Theme.compactHeight
        width: Math.max(Theme.grown(120), Math.min(row.width, row.width - chips.width - row.spacing))
        text: row.name
    }
    Row {
        id: chips

        spacing: Theme.gap1
        RightChip {
            about: row.name
            text: qsTr("Read")
            on: row.reads
            onClicked: row.chosen(BotRoomsModel.Read, !row.reads)
        }
        RightChip {
            about: row.name
            text: qsTr("Send")
            on: row.sends
            onClicked: row.chosen(BotRoomsModel.Send, !row.sends)
        }
        RightChip {
            about: row.name
            text: qsTr("Manage")
            on: row.manages
            onClicked: row.chosen(BotRoomsModel.Manage, !row.manages)
        }
    }
}
