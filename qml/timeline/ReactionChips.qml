// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// The reactions to a message, and a chip for another one.
Flow {
    id: chips

    required property MessageTools tools
    required property real seq
    required property var reactions

    signal moreWanted(Item at)

    spacing: Theme.gap1

    Repeater {
        model: chips.reactions

        ReactionChip {
            required property var modelData

            tools: chips.tools
            seq: chips.seq
            emoji: modelData.emoji
            count: modelData.count
            mine: modelData.mine
        }
    }
    IconButton {
        id: plus

        implicitWidth: Theme.grown(32)
        implicitHeight: Theme.grown(24)
        focusPolicy: Qt.NoFocus
        iconName: "smile"
        iconSize: Theme.iconSmall
        text: qsTr("Add a reaction")
        onClicked: chips.moreWanted(plus)
    }
}
