// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Asks before a room is left or deleted, and explains the consequences.
ModalDialog {
    id: dialog

    required property RoomLeaver leaver
    required property CurrentRoom room

    property bool deleting: false

    title: deleting ? qsTr("Delete “%1”?").arg(room.facts.name) : qsTr("Leave “%1”?").arg(room.facts.name)
    acceptText: deleting ? qsTr("Delete room") : qsTr("Leave room")
    acceptKind: PushButton.Danger
    busy: leaver.busy
    error: leaver.error

    function ask(toDelete: bool): void {
        deleting = toDelete;
        leaver.clear();
        open();
    }

    onConfirmed: deleting ? leaver.remove(room.roomId) : leaver.leave(room.roomId)

    Connections {
        target: dialog.leaver

        function onDone(): void {
            dialog.close();
        }
    }

    AppText {
        width: parent.width
        wrapMode: Text.Wrap
        lineHeight: Theme.bodyLineHeight
        color: Theme.color.secondary
        text: {
            if (dialog.deleting)
                return qsTr("All messages will be deleted for all %n member(s). This can't be undone.", "",
                            dialog.room.facts.members);
            return dialog.room.facts.hasPassword
                ? qsTr("You will no longer receive its messages. To come back, you need its password.")
                : qsTr("You will no longer receive its messages. Your messages stay in the room.");
        }
    }
}
