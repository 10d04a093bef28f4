// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Takes the link of an invitation; where it leads is shown by RoomLinkDialog, which offers to join.
ModalDialog {
    id: dialog

    required property LinkOpener links

    property bool wrong: false

    function take(): void {
        wrong = !links.openInvitation(field.text);
        if (wrong)
            field.focusInput();
        else
            close();
    }

    title: qsTr("Join with an invitation")
    acceptText: qsTr("Continue")
    cancelText: qsTr("Cancel")
    initialFocus: field
    onConfirmed: take()
    onAboutToShow: {
        field.text = "";
        wrong = false;
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        color: Theme.color.secondary
        text: qsTr("Paste the link that you were given. You see where it leads before you join.")
    }
    FormField {
        id: field

        width: parent.width
        label: qsTr("Invitation link")
        placeholderText: "https://chat.example.org/invite/…"
        maximumLength: 2000
        inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
        error: dialog.wrong ? qsTr("This is not the link of an invitation. It may be incomplete.") : ""
        onEdited: dialog.wrong = false
        onAccepted: dialog.take()
    }
}
