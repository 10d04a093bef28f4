// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The settings of a room, for those who may change them.
ModalDialog {
    id: dialog

    required property RoomEditor editor
    required property CurrentRoom room

    signal pictureWanted
    signal hooksWanted(real roomId)
    signal bansWanted(real roomId)

    title: qsTr("Room settings")
    acceptText: qsTr("Save")
    acceptEnabled: nameField.text.trim() !== "" && !editor.picture.busy
    busy: editor.busy
    error: editor.error
    initialFocus: nameField

    function edit(roomId: real): void {
        if (!editor.begin(roomId))
            return;
        nameField.text = editor.name;
        topicField.text = editor.topic;
        capacityField.text = editor.capacity;
        passwordField.text = "";
        visibility.value = editor.hidden;
        password.value = editor.hasPassword ? RoomEditor.KeepPassword : RoomEditor.RemovePassword;
        archived.checked = editor.archived;
        slow.value = editor.slowModeMs;
        open();
    }
    function confirm(): void {
        if (acceptEnabled)
            confirmed();
    }

    onConfirmed: {
        const change = !editor.hasPassword && password.value === RoomEditor.RemovePassword ? RoomEditor.KeepPassword
                                                                                          : password.value;
        editor.setSlowMode(slow.value);
        editor.save(nameField.text, topicField.text, visibility.value, capacityField.text, archived.checked, change,
                    passwordField.text);
    }

    Connections {
        target: dialog.editor

        function onSaved(): void {
            dialog.close();
        }
    }

    RoomPictureField {
        width: parent.width
        chooser: dialog.editor.picture
        room: dialog.room
        onPictureWanted: dialog.pictureWanted()
    }
    FormField {
        id: nameField

        width: parent.width
        label: qsTr("Name")
        maximumLength: 200
        error: dialog.editor.nameError
        onAccepted: dialog.confirm()
    }
    FormField {
        id: topicField

        width: parent.width
        label: qsTr("Topic")
        placeholderText: qsTr("What the room is about (optional)")
        maximumLength: 1000
        error: dialog.editor.topicError
        onAccepted: dialog.confirm()
    }
    Column {
        width: parent.width
        spacing: Theme.gap1 + 2
        AppText {
            text: qsTr("Visibility")
            font.weight: Font.Medium
        }
        ChoiceBar {
            id: visibility

            width: parent.width
            label: qsTr("Visibility")
            value: false
            choices: [
                { value: false, text: qsTr("Public"), icon: "globe" },
                { value: true, text: qsTr("Hidden"), icon: "eye-off" }
            ]
            onChosen: chosen => value = chosen
        }
    }
    Column {
        width: parent.width
        spacing: Theme.gap1 + 2
        AppText {
            text: qsTr("Password to join")
            font.weight: Font.Medium
        }
        ChoiceBar {
            id: password

            width: parent.width
            label: qsTr("Password to join")
            value: RoomEditor.KeepPassword
            choices: dialog.editor.hasPassword
                     ? [{ value: RoomEditor.KeepPassword, text: qsTr("Keep"), icon: "lock" },
                        { value: RoomEditor.SetPassword, text: qsTr("Change") },
                        { value: RoomEditor.RemovePassword, text: qsTr("Remove") }]
                     : [{ value: RoomEditor.RemovePassword, text: qsTr("None") },
                        { value: RoomEditor.SetPassword, text: qsTr("Set one"), icon: "lock" }]
            onChosen: chosen => {
                value = chosen;
                if (chosen === RoomEditor.SetPassword)
                    passwordField.focusInput();
            }
        }
        FormField {
            id: passwordField

            width: parent.width
            visible: password.value === RoomEditor.SetPassword
            label: qsTr("New password")
            secret: true
            hint: text.length < dialog.editor.passwordMinChars
                  ? qsTr("At least %1 characters. Members stay members without it.").arg(dialog.editor.passwordMinChars)
                  : qsTr("Members stay members without it.")
            error: dialog.editor.passwordError
            onAccepted: dialog.confirm()
        }
    }
    FormField {
        id: capacityField

        width: parent.width
        label: qsTr("Capacity")
        placeholderText: qsTr("No limit")
        hint: qsTr("How many people may be in the room at once. Others can read it.")
        inputMethodHints: Qt.ImhDigitsOnly
        maximumLength: 9
        error: dialog.editor.capacityError
        onAccepted: dialog.confirm()
    }
    Column {
        width: parent.width
        spacing: Theme.gap1 + 2
        AppText {
            text: qsTr("Slow mode")
            font.weight: Font.Medium
        }
        ChoiceBar {
            id: slow

            width: parent.width
            label: qsTr("Slow mode")
            value: 0
            choices: [
                { value: 0, text: qsTr("Off") },
                { value: 10000, text: qsTr("10 s") },
                { value: 30000, text: qsTr("30 s") },
                { value: 60000, text: qsTr("1 min") },
                { value: 300000, text: qsTr("5 min") },
                { value: 3600000, text: qsTr("1 h") }
            ]
            onChosen: chosen => value = chosen
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("The time between two messages of a member. Owners, moderators and bots write as fast as they like.")
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
    }
    Hairline {
        width: parent.width
    }
    Column {
        width: parent.width
        visible: dialog.room.facts.canDelete // its owner's
        spacing: Theme.gap2
        AppText {
            text: qsTr("Webhooks and commands")
            font.weight: Font.Medium
        }
        AppText {
            width: parent.width
            wrapMode: Text.Wrap
            text: qsTr("Programs elsewhere that write into this room, or hear of what is said in it.")
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
        }
        PushButton {
            iconName: "link"
            text: qsTr("Manage webhooks…")
            onClicked: {
                const roomId = dialog.room.roomId;
                dialog.close();
                dialog.hooksWanted(roomId);
            }
        }
    }
    PushButton {
        iconName: "people"
        text: qsTr("Banned people…")
        onClicked: {
            const roomId = dialog.room.roomId;
            dialog.close();
            dialog.bansWanted(roomId);
        }
    }
    ToggleSwitch {
        id: archived

        width: parent.width
        text: qsTr("Archived")
        hint: qsTr("Everybody can still read an archived room, but nobody can write in it. It moves to the end of the list of rooms. This can be undone at any time.")
    }
}
