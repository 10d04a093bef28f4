// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// The reactions to a message, and a chip for another one.
Flow {
    id: chips

    required property MessageContent content

    width: content.width
    spacing: Theme.gap1

    Repeater {
        model: chips.content.reactions

        ReactionChip {
            required property var modelData

            tools: chips.content.room.messages
            seq: chips.content.seq
            emoji: modelData.emoji
            count: modelData.count
            mine: modelData.mine
        }
    }
    ReactionButton {
        id: plus

        onClicked: chips.content.reactWanted(plus)
    }
}
