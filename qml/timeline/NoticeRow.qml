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
    implicitHeight: line.implicitHeight + Theme.gap2

    AppText {
        id: line

        anchors.centerIn: parent
        width: parent.width - Theme.gap10
        horizontalAlignment: Text.AlignHCenter
        text: notice.row.excerpt
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
}
