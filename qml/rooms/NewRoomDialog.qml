// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Makes a room: a name is enough, the rest is for those who want it.
ModalDialog {
    id: dialog

    required property RoomCreator creator

    title: qsTr("New room")
    acceptText: qsTr("Create room")
    acceptEnabled: nameField.text.trim() !== ""
    busy: creator.busy
    error: creator.error

    onAboutToShow: {
        creator.clear();
        nameField.text = "";
        topicField.text = "";
        passwordField.text = "";
        capacityField.text = "";
        visibility.value = false;
    }
    onOpened: nameField.focusInput()
    onConfirmed: creator.create(nameField.text, topicField.text, passwordField.text, capacityField.text, visibility.value)

    Connections {
        target: dialog.creator

        function onCreated(): void {
            dialog.focusBefore = null;
            dialog.close();
        }
    }

    FormField {
        id: nameField

        width: parent.width
        label: qsTr("Name")
        placeholderText: qsTr("For example: Garden plans")
        maximumLength: 200
        error: dialog.creator.nameError
        onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
    }
    FormField {
        id: topicField

        width: parent.width
        label: qsTr("Topic")
        placeholderText: qsTr("What it is about (optional)")
        maximumLength: 1000
        error: dialog.creator.topicError
        onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
    }
    ChoiceBar {
        id: visibility

        width: parent.width
        label: qsTr("Who can find it")
        value: false
        choices: [
            { value: false, text: qsTr("Everyone can find it"), icon: "globe" },
            { value: true, text: qsTr("Hidden"), icon: "eye-off" }
        ]
        onChosen: chosen => value = chosen
    }
    Row {
        width: parent.width
        spacing: Theme.gap3
        FormField {
            id: passwordField

            width: Math.round((parent.width - parent.spacing) * 0.6)
            label: qsTr("Password")
            placeholderText: qsTr("None")
            secret: true
            error: dialog.creator.passwordError
            onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
        }
        FormField {
            id: capacityField

            width: parent.width - passwordField.width - parent.spacing
            label: qsTr("Seats")
            placeholderText: qsTr("Any number")
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 7
            error: dialog.creator.capacityError
            onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
        }
    }
}
