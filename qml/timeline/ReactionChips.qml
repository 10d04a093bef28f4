// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// The reactions to a message, and a chip for another one.
Flow {
    id: chips

    required property MessageRow row

    width: row.contentWidth
    spacing: Theme.gap1

    Repeater {
        model: chips.row.reactions

        ReactionChip {
            required property var modelData

            tools: chips.row.room.messages
            seq: chips.row.seq
            emoji: modelData.emoji
            count: modelData.count
            mine: modelData.mine
        }
    }
    ReactionButton {
        id: plus

        onClicked: chips.row.reactWanted(chips.row.seq, plus)
    }
}
