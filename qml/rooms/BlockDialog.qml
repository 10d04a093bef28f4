// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before somebody is blocked, or no longer.
ModalDialog {
    id: dialog

    required property BlockedModel blocked

    property real userId: 0
    property string name
    property bool blocking: true

    function ask(user: real, who: string, on: bool): void {
        userId = user;
        name = who;
        blocking = on;
        blocked.clearError();
        open();
    }

    title: blocking ? qsTr("Block %1?").arg(name) : qsTr("Unblock %1?").arg(name)
    acceptText: blocking ? qsTr("Block") : qsTr("Unblock")
    acceptKind: blocking ? PushButton.Danger : PushButton.Primary
    busy: blocked.busy
    error: blocked.error

    onConfirmed: blocked.setBlocked(userId, blocking)

    Connections {
        target: dialog.blocked

        function onDone(): void {
            dialog.close();
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: dialog.blocking
              ? qsTr("This person can't write to you directly. In rooms their messages are folded for you, and they can't call you. They are not told.")
              : qsTr("This person can write to you again, and you see their messages.")
    }
}
