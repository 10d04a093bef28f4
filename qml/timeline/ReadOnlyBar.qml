// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Replaces the composer while nothing can be written in the open room, and says why.
Item {
    id: bar

    required property CurrentRoomFacts facts

    implicitHeight: notice.implicitHeight + Theme.gap4

    Notice {
        id: notice

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap4
        height: parent.height - Theme.gap4
        text: bar.facts.archived ? qsTr("This room is archived. It can be read, but nothing new can be written.")
                                 : bar.facts.muted && !bar.facts.full ? bar.facts.mutedText
                                 : Words.fill(qsTr("Full: %1 of %2. You enter as soon as someone leaves."),
                                              [bar.facts.capacity, bar.facts.capacity])
    }
}
