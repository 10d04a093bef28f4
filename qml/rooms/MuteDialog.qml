// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks for how long somebody is not to write in the open room.
ModalDialog {
    id: dialog

    required property CurrentRoom room

    readonly property Moderation moderation: room.people.moderation
    property real userId: 0
    property string name
    property real roomId: 0 // which was open when the question came

    function ask(user: real, who: string): void {
        userId = user;
        name = who;
        roomId = room.roomId;
        time.value = 1;
        moderation.clear();
        open();
    }

    title: qsTr("Mute %1 in this room?").arg(name)
    acceptText: qsTr("Mute")
    acceptKind: PushButton.Danger
    busy: moderation.busy
    error: moderation.error

    onConfirmed: moderation.mute(roomId, userId, time.value)

    Connections {
        target: dialog.moderation

        function onDone(): void {
            dialog.close();
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: qsTr("This person stays a member and can read, but not write, react or pin. Everybody in the room sees it. Leaving the room does not lift it.")
    }
    Column {
        width: parent.width
        spacing: Theme.gap1 + 2
        AppText {
            text: qsTr("For how long")
            font.weight: Font.Medium
        }
        ChoiceBar {
            id: time

            width: parent.width
            label: qsTr("For how long")
            value: 1
            choices: [
                { value: 1, text: qsTr("1 hour") },
                { value: 24, text: qsTr("1 day") },
                { value: 0, text: qsTr("Until it is lifted") }
            ]
            onChosen: chosen => value = chosen
        }
    }
}
