// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The link of an invitation, and where it leads once the server has said so.
Column {
    id: part

    required property SignInInvitation invitation
    property bool needed: false // there is no new account without one
    property alias text: field.text

    signal accepted

    function focusInput(): void {
        field.focusInput();
    }

    spacing: Theme.gap2

    FormField {
        id: field

        width: parent.width
        label: qsTr("Invitation link")
        placeholderText: "https://chat.example.org/invite/…"
        maximumLength: 2000
        inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
        hint: part.needed && text === "" ? qsTr("This server accepts new accounts by invitation only.") : ""
        error: part.invitation.error
        onEdited: part.invitation.link = text
        onAccepted: part.accepted()
    }
    Notice {
        width: parent.width
        visible: part.invitation.text !== ""
        kind: Notice.Info
        text: part.invitation.text
    }
}
