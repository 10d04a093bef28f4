// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before a message is deleted.
ModalDialog {
    id: dialog

    required property CurrentRoom room
    property real seq: 0

    title: qsTr("Delete this message?")
    acceptText: qsTr("Delete message")
    acceptKind: PushButton.Danger

    function ask(seq: real): void {
        dialog.seq = seq;
        open();
    }

    onConfirmed: {
        room.messages.remove(seq);
        close();
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: qsTr("Its text and its earlier versions are gone for everybody. This can't be undone.")
    }
}
