// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Behind the row under the pointer, the one with the keyboard, the one that was looked for, and each that calls the
// reader; with the time of a message inside a group.
Item {
    id: ground

    required property MessageRow row

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap2
        anchors.rightMargin: Theme.gap2
        anchors.topMargin: ground.row.groupStart ? Theme.groupGap - Theme.gap1 : 0
        radius: Theme.radiusSmall
        color: ground.row.highlighted ? Theme.color.accentSoft : ground.row.callsMe ? Theme.color.warnSoft : Theme.color.side
        Rectangle {
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            anchors.topMargin: Theme.gap1
            anchors.bottomMargin: Theme.gap1
            width: Theme.callBar
            radius: width / 2
            visible: ground.row.callsMe
            color: Theme.color.warn
        }
        FocusRing {
            shown: ground.row.current
            inset: 0
            radius: Theme.radiusSmall
        }
    }
    AppText {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap5
        width: Theme.avatarMessage
        y: Theme.rowGap + Math.round((Theme.firstLine - height) / 2)
        visible: !ground.row.groupStart && ground.row.hovered
        horizontalAlignment: Text.AlignHCenter
        text: ground.row.time
        color: Theme.color.secondary
        font.pixelSize: Theme.textTiny
    }
}
