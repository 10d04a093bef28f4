// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Creates a room: a name is enough, the rest is optional.
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
    initialFocus: nameField
    onConfirmed: creator.create(nameField.text, topicField.text, passwordField.text, capacityField.text, visibility.value)

    Connections {
        target: dialog.creator

        function onCreated(): void {
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
        placeholderText: qsTr("What the room is about (optional)")
        maximumLength: 1000
        error: dialog.creator.topicError
        onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
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
    Grid {
        id: pair

        readonly property real cell: Math.round((width - (columns - 1) * columnSpacing) / columns)

        width: parent.width
        columns: width < Theme.grown(300) ? 1 : 2
        columnSpacing: Theme.gap3
        rowSpacing: Theme.gap4
        FormField {
            id: passwordField

            width: pair.cell
            label: qsTr("Password")
            placeholderText: qsTr("None")
            secret: true
            hint: text !== "" && text.length < dialog.creator.passwordMinChars
                  ? qsTr("At least %1 characters.").arg(dialog.creator.passwordMinChars) : ""
            error: dialog.creator.passwordError
            onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
        }
        FormField {
            id: capacityField

            width: pair.cell
            label: qsTr("Capacity")
            placeholderText: qsTr("No limit")
            inputMethodHints: Qt.ImhDigitsOnly
            maximumLength: 7
            error: dialog.creator.capacityError
            onAccepted: if (dialog.acceptEnabled) dialog.confirmed()
        }
    }
}
