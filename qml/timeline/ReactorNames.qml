// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components

// Asks who reacted with an emoji while the pointer is on its chip, and says so in a tip.
Item {
    id: asking

    required property ReactionChip chip

    Component.onCompleted: chip.tools.askReactors(chip.seq, chip.emoji)

    Connections {
        target: asking.chip.tools

        function onReactorsKnown(seq: real, emoji: string, names: string): void {
            if (seq === asking.chip.seq && emoji === asking.chip.emoji)
                asking.chip.names = names;
        }
    }
    ToolTipArea {
        owner: asking.chip
        text: asking.chip.names
    }
}
