// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The user's bots: what each may do, another token, its end; and a form for the next one.
ModalDialog {
    id: dialog

    required property BotsModel bots

    function begin(): void {
        nameField.text = "";
        bots.begin();
        open();
    }

    title: qsTr("Bots")
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    error: bots.error
    initialFocus: nameField
    onClosed: bots.end()

    Connections {
        target: dialog.bots

        function onAdded(): void {
            nameField.text = "";
        }
    }

    SecretBox {
        width: parent.width
        use: dialog.bots.secret.use
        secret: dialog.bots.secret.text
        onCopyWanted: dialog.bots.secret.copy()
        onDoneWanted: dialog.bots.secret.forget()
    }
    Repeater {
        model: dialog.bots
        ProgramRow {
            required property real botId
            required property string scope

            width: parent ? parent.width : 0
            detail: scope
            renewText: qsTr("New token")
            renewQuestion: qsTr("The present token ends at once, and the program needs the new one.")
            removeQuestion: qsTr("Its token ends at once, and it leaves its rooms. Its messages stay.")
            busy: dialog.bots.busy
            onRenewWanted: dialog.bots.renew(botId)
            onRemoveWanted: dialog.bots.remove(botId)
        }
    }
    AppText {
        visible: others.count > 0
        text: qsTr("Bots of others in your rooms")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Repeater {
        id: others

        model: dialog.bots.others
        ProgramRow {
            required property real botId
            required property real roomId
            required property string room
            required property string scope

            width: parent ? parent.width : 0
            detail: scope
            removeQuestion: qsTr("It leaves %1, and can't come back by itself. Its messages stay.").arg(room)
            busy: dialog.bots.busy
            onRemoveWanted: dialog.bots.putOut(botId, roomId)
        }
    }
    AppText {
        text: qsTr("New bot")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    AppText {
        width: parent.width
        visible: rooms.count === 0
        wrapMode: Text.Wrap
        text: qsTr("You own no room. Bots are made for rooms that you own: make a room first.")
        color: Theme.color.secondary
    }
    FormField {
        id: nameField

        width: parent.width
        label: qsTr("Name")
        placeholderText: qsTr("What others see")
        maximumLength: 200
        error: dialog.bots.nameError
        onAccepted: dialog.bots.add(text)
    }
    Column {
        width: parent.width
        visible: rooms.count > 0
        spacing: Theme.gap2
        AppText {
            width: parent.width
            text: qsTr("What it may do")
            font.weight: Font.Medium
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("Read: the room's messages and members. Send: messages of its own. Manage: the room's settings, pins and others' messages.")
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        Repeater {
            id: rooms

            model: dialog.bots.rooms
            BotRoomRow {
                width: parent ? parent.width : 0
                onChosen: (right, on) => dialog.bots.rooms.choose(index, right, on)
            }
        }
    }
    PushButton {
        kind: PushButton.Primary
        text: qsTr("Make the bot")
        busy: dialog.bots.busy
        enabled: !dialog.bots.busy && rooms.count > 0
        onClicked: dialog.bots.add(nameField.text)
    }
}
