// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Who wrote a group of messages, and when it begins: over the first of them.
Item {
    id: face

    required property MessageRow row

    width: row.width
    implicitHeight: Theme.gap3 + name.implicitHeight

    Avatar {
        anchors.left: face.left
        anchors.leftMargin: Theme.gap5
        y: Theme.gap3 + 1
        initials: face.row.initials
        colorId: face.row.by
        size: Theme.avatarMedium
    }
    AppText {
        id: name

        anchors.left: face.left
        anchors.leftMargin: face.row.gutter
        y: Theme.gap3
        width: Math.min(implicitWidth, face.row.contentWidth - when.width - Theme.gap2)
        text: face.row.author
        font.pixelSize: Theme.textBody
        font.weight: Font.DemiBold
    }
    AppText {
        id: when

        anchors.left: name.right
        anchors.leftMargin: Theme.gap2
        anchors.baseline: name.baseline
        text: face.row.time
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}
