// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// An event of the room other than a message, in one quiet line.
Item {
    id: notice

    required property MessageRow row

    width: row.width
    implicitHeight: head.height + (row.folded ? 0 : line.implicitHeight + Theme.gap2)

    RowHead {
        id: head

        width: parent.width
        height: implicitHeight
        row: notice.row
    }
    AppText {
        id: line

        y: head.height + Theme.gap1
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !notice.row.folded
        width: parent.width - Theme.gap10
        horizontalAlignment: Text.AlignHCenter
        text: notice.row.excerpt
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
}
