// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before somebody is removed from the open room, or banned, and for the reason.
ModalDialog {
    id: dialog

    required property CurrentRoom room

    readonly property Moderation moderation: room.people.moderation
    property bool banning: false
    property real userId: 0
    property string name
    property real roomId: 0 // which was open when the question came

    function ask(user: real, who: string, toBan: bool): void {
        banning = toBan;
        userId = user;
        name = who;
        roomId = room.roomId;
        reasonField.text = "";
        time.value = 0;
        moderation.clear();
        open();
    }

    title: banning ? qsTr("Ban %1 from the room?").arg(name) : qsTr("Remove %1 from the room?").arg(name)
    acceptText: banning ? qsTr("Ban") : qsTr("Remove from room")
    acceptKind: PushButton.Danger
    busy: moderation.busy
    error: moderation.error
    initialFocus: reasonField

    onConfirmed: banning ? moderation.ban(roomId, userId, time.value, reasonField.text)
                         : moderation.kick(roomId, userId, reasonField.text)

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
        text: dialog.banning ? qsTr("This person leaves the room, and can't come back until the ban ends or is lifted.")
                             : qsTr("Where others may join, so may this person again.")
    }
    Column {
        width: parent.width
        visible: dialog.banning
        spacing: Theme.gap1 + 2
        AppText {
            text: qsTr("For how long")
            font.weight: Font.Medium
        }
        ChoiceBar {
            id: time

            width: parent.width
            label: qsTr("For how long")
            value: 0
            choices: [
                { value: 0, text: qsTr("Until it is lifted") },
                { value: 1, text: qsTr("A day") },
                { value: 7, text: qsTr("A week") }
            ]
            onChosen: chosen => value = chosen
        }
    }
    FormField {
        id: reasonField

        width: parent.width
        label: qsTr("Reason")
        hint: qsTr("Optional. Everybody in the room reads it.")
        maximumLength: 200
        onAccepted: dialog.confirmed()
    }
}
