// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Who may not join a room, and the end of that.
ModalDialog {
    id: dialog

    required property BansModel bans

    function begin(roomId: real): void {
        if (bans.begin(roomId))
            open();
    }

    title: Words.fill(qsTr("Banned from “%1”"), [bans.roomName])
    width: Math.min(Theme.grown(520), parent ? parent.width - Theme.gap8 : 0)
    error: bans.error
    onClosed: bans.end()

    AppText {
        width: parent.width
        visible: dialog.bans.empty
        text: qsTr("Nobody is banned.")
        color: Theme.color.secondary
    }
    Repeater {
        model: dialog.bans
        ProgramRow {
            required property real userId
            required property string untilText

            width: parent ? parent.width : 0
            word: untilText
            removeText: qsTr("Lift ban")
            removeName: Words.fill(qsTr("Lift the ban of %1"), [name])
            removeQuestion: qsTr("This person may join again where others may.")
            busy: dialog.bans.busy
            onRemoveWanted: dialog.bans.lift(userId)
        }
    }
}
