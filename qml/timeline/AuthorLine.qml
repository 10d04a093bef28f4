// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Who wrote a message, and when: where a group of messages begins.
Item {
    id: line

    required property MessageContent content

    width: content.width
    implicitHeight: name.implicitHeight

    AppText {
        id: name

        anchors.left: line.left
        width: Math.min(implicitWidth, line.width - when.width - Theme.gap2)
        text: line.content.author
        font.pixelSize: Theme.textBody
        font.weight: Font.DemiBold
    }
    AppText {
        id: when

        anchors.left: name.right
        anchors.leftMargin: Theme.gap2
        anchors.baseline: name.baseline
        text: line.content.time
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}
