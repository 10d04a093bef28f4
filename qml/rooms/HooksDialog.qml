// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The webhooks and commands of a room: another secret, the end of one; and a form for the next one.
ModalDialog {
    id: dialog

    required property HooksModel hooks

    function begin(roomId: real): void {
        clear();
        kind.value = HooksModel.Incoming;
        if (hooks.begin(roomId))
            open();
    }
    function clear(): void {
        nameField.text = "";
        urlField.text = "";
        commandField.text = "";
    }
    function add(): void {
        hooks.add(kind.value, nameField.text, urlField.text, commandField.text);
    }

    title: Words.fill(qsTr("Webhooks of “%1”"), [hooks.roomName])
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    error: hooks.error
    initialFocus: nameField
    onClosed: hooks.end()

    Connections {
        target: dialog.hooks

        function onAdded(): void {
            dialog.clear();
        }
    }

    SecretBox {
        width: parent.width
        use: dialog.hooks.secret.use
        secret: dialog.hooks.secret.text
        onCopyWanted: dialog.hooks.secret.copy()
        onDoneWanted: dialog.hooks.secret.forget()
    }
    Repeater {
        model: dialog.hooks
        ProgramRow {
            required property real hookId
            required property int kind
            required property string kindText
            required property bool disabled

            width: parent ? parent.width : 0
            word: kindText
            warning: disabled ? qsTr("Disabled: nobody answered. Remove it and make it anew.") : ""
            renewText: kind === HooksModel.Incoming ? qsTr("New address") : qsTr("New key")
            renewQuestion: kind === HooksModel.Incoming
                           ? qsTr("The present address ends at once, and programs need the new one.")
                           : qsTr("Requests are signed with the new key at once, and the program needs it.")
            removeQuestion: qsTr("It ends at once, and its messages stay.")
            busy: dialog.hooks.busy
            onRenewWanted: dialog.hooks.renew(hookId)
            onRemoveWanted: dialog.hooks.remove(hookId)
        }
    }
    AppText {
        text: qsTr("New webhook")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    ChoiceBar {
        id: kind

        width: parent.width
        label: qsTr("Kind")
        value: HooksModel.Incoming
        choices: [
            { value: HooksModel.Incoming, text: qsTr("Incoming") },
            { value: HooksModel.Outgoing, text: qsTr("Outgoing") },
            { value: HooksModel.Command, text: qsTr("Command") }
        ]
        onChosen: chosen => value = chosen
    }
    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        text: kind.value === HooksModel.Incoming ? qsTr("Programs post messages to an address that only they know.")
              : kind.value === HooksModel.Outgoing ? qsTr("Everything that is said in the room is sent to an address.")
                                                   : qsTr("Messages that begin with a word are sent to an address, and its answer is posted into the room.")
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
    }
    FormField {
        id: nameField

        width: parent.width
        label: qsTr("Name")
        placeholderText: qsTr("What the room sees")
        maximumLength: 200
        error: dialog.hooks.nameError
        onAccepted: dialog.add()
    }
    FormField {
        id: commandField

        width: parent.width
        visible: kind.value === HooksModel.Command
        label: qsTr("Command")
        placeholderText: "/deploy"
        maximumLength: 32
        error: dialog.hooks.commandError
        onAccepted: dialog.add()
    }
    FormField {
        id: urlField

        width: parent.width
        visible: kind.value !== HooksModel.Incoming
        label: qsTr("Address")
        placeholderText: "https://example.org/hook"
        maximumLength: 2000
        inputMethodHints: Qt.ImhUrlCharactersOnly
        error: dialog.hooks.urlError
        onAccepted: dialog.add()
    }
    PushButton {
        kind: PushButton.Primary
        text: qsTr("Make the webhook")
        busy: dialog.hooks.busy
        enabled: !dialog.hooks.busy
        onClicked: dialog.add()
    }
}
