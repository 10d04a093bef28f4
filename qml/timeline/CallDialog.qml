// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Asks before a message that calls many people is sent.
ModalDialog {
    id: dialog

    required property int people

    title: qsTr("Send to everybody?")
    acceptText: qsTr("Send anyway")

    onConfirmed: close()

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: qsTr("This calls %n people. Send?", "", dialog.people)
    }
}
