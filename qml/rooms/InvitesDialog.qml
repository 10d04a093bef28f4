// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Makes a link that lets people into a room, lists those that work, and ends them.
ModalDialog {
    id: dialog

    required property InvitesModel invites

    function begin(roomId: real): void {
        uses.text = "";
        lifetime.value = 7;
        if (invites.begin(roomId))
            open();
    }

    title: Words.fill(qsTr("Invite people to “%1”"), [invites.roomName])
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    error: invites.error
    onClosed: invites.end()

    InviteLinkBox {
        width: parent.width
        link: dialog.invites.madeLink
        onCopyWanted: dialog.invites.copy(link)
    }
    ChoiceBar {
        id: lifetime

        width: parent.width
        label: qsTr("How long the link works")
        value: 7
        choices: [
            { value: 1, text: qsTr("1 day") },
            { value: 7, text: qsTr("7 days") },
            { value: 30, text: qsTr("30 days") },
            { value: 0, text: qsTr("For ever") }
        ]
        onChosen: chosen => value = chosen
    }
    FormField {
        id: uses

        width: parent.width
        label: qsTr("How many people can use it")
        placeholderText: qsTr("Any number")
        maximumLength: 6
        inputMethodHints: Qt.ImhDigitsOnly
        error: dialog.invites.usesError
        onEdited: dialog.invites.clearErrors()
        onAccepted: dialog.invites.make(lifetime.value, text)
    }
    PushButton {
        kind: dialog.invites.madeLink === "" ? PushButton.Primary : PushButton.Quiet
        iconName: "link"
        text: qsTr("Make a link")
        busy: dialog.invites.busy
        enabled: !dialog.invites.busy
        onClicked: dialog.invites.make(lifetime.value, uses.text)
    }
    AppText {
        visible: !dialog.invites.empty
        text: qsTr("Links that work")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Repeater {
        model: dialog.invites
        ProgramRow {
            required property string code
            required property string link

            width: parent ? parent.width : 0
            extraIcon: "copy"
            extraName: Words.fill(qsTr("Copy the link: %1"), [name])
            removeText: qsTr("End")
            removeName: Words.fill(qsTr("End the link: %1"), [name])
            removeQuestion: qsTr("Nobody can join with this link any more. Those who have joined stay.")
            busy: dialog.invites.busy
            onExtraWanted: dialog.invites.copy(link)
            onRemoveWanted: dialog.invites.revoke(code)
        }
    }
}
