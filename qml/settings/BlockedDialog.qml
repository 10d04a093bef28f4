// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Whom the user blocks, and the end of that.
ModalDialog {
    id: dialog

    required property BlockedModel blocked

    function begin(): void {
        blocked.clearError();
        open();
    }

    title: qsTr("Blocked people")
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    error: blocked.error

    AppText {
        width: parent.width
        visible: dialog.blocked.empty
        text: qsTr("You block nobody.")
        color: Theme.color.secondary
    }
    Repeater {
        model: dialog.blocked
        ProgramRow {
            required property real userId

            width: parent ? parent.width : 0
            removeText: qsTr("Unblock")
            removeName: Words.fill(qsTr("Unblock %1"), [name])
            removeQuestion: qsTr("This person can write to you again, and you see their messages.")
            busy: dialog.blocked.busy
            onRemoveWanted: dialog.blocked.setBlocked(userId, false)
        }
    }
}
