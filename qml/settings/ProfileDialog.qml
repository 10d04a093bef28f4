// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Emoji
import Confab.Models
import Confab.Theme

// What the user tells others: name, picture, and a status that may end by itself.
ModalDialog {
    id: dialog

    required property ProfileEditor editor
    required property PictureStore pictures
    required property EmojiUses emoji

    property int clearAfter: ProfileEditor.Never
    property string chosenEmoji

    signal pictureWanted

    function begin(): void {
        editor.begin();
        nameField.text = editor.name;
        statusField.text = editor.statusText;
        chosenEmoji = editor.statusEmoji;
        clearAfter = editor.statusUntil !== "" ? ProfileEditor.AsItIs : ProfileEditor.Never;
        open();
    }
    function submit(): void {
        if (!editor.busy && !editor.picture.busy)
            editor.save(nameField.text, chosenEmoji, statusField.text, clearAfter);
    }

    title: qsTr("Profile and status")
    acceptText: qsTr("Save")
    acceptEnabled: !editor.picture.busy
    busy: editor.busy
    error: editor.error
    initialFocus: nameField
    onConfirmed: submit()

    Connections {
        target: dialog.editor

        function onSaved(): void {
            dialog.close();
        }
    }

    ProfilePictureField {
        width: parent.width
        editor: dialog.editor
        pictures: dialog.pictures
        onPictureWanted: dialog.pictureWanted()
    }
    FormField {
        id: nameField

        width: parent.width
        label: qsTr("Name")
        maximumLength: dialog.editor.nameChars
        error: dialog.editor.nameError
        enabled: !dialog.editor.busy
        onAccepted: dialog.submit()
    }
    FormField {
        id: statusField

        width: parent.width
        label: qsTr("Status")
        placeholderText: qsTr("In a meeting")
        maximumLength: dialog.editor.statusChars
        error: dialog.editor.statusError
        enabled: !dialog.editor.busy
        onAccepted: dialog.submit()
    }
    Flow {
        width: parent.width
        spacing: Theme.gap2
        PushButton {
            id: emojiButton

            iconName: dialog.chosenEmoji === "" ? "smile" : ""
            text: dialog.chosenEmoji === "" ? qsTr("Choose an emoji…") : dialog.chosenEmoji
            Accessible.name: dialog.chosenEmoji === "" ? text : qsTr("Emoji of the status: %1").arg(dialog.chosenEmoji)
            onClicked: picker.openAt(emojiButton)
        }
        PushButton {
            visible: dialog.chosenEmoji !== ""
            text: qsTr("Without an emoji")
            onClicked: dialog.chosenEmoji = ""
        }
        PushButton {
            visible: dialog.chosenEmoji !== "" || statusField.text !== ""
            text: qsTr("Clear status")
            onClicked: {
                dialog.chosenEmoji = "";
                statusField.text = "";
            }
        }
    }
    Column {
        width: parent.width
        spacing: Theme.gap1 + 2
        AppText {
            width: parent.width
            text: qsTr("Clear the status after")
            font.weight: Font.Medium
        }
        ChoiceBar {
            width: parent.width
            label: qsTr("Clear the status after")
            value: dialog.clearAfter
            choices: {
                const offers = [
                    { value: ProfileEditor.HalfHour, text: qsTr("30 minutes") },
                    { value: ProfileEditor.Hour, text: qsTr("1 hour") },
                    { value: ProfileEditor.Today, text: qsTr("Today") },
                    { value: ProfileEditor.Never, text: qsTr("Never") }
                ];
                if (dialog.editor.statusUntil !== "")
                    offers.push({ value: ProfileEditor.AsItIs, text: qsTr("At %1").arg(dialog.editor.statusUntil) });
                return offers;
            }
            onChosen: value => dialog.clearAfter = value
        }
    }
    LazyEmojiPicker {
        id: picker

        uses: dialog.emoji
        onPicked: emoji => dialog.chosenEmoji = emoji
    }
}
