// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The users who are typing now. The empty line keeps its place, so that nothing above it moves.
Item {
    id: line

    required property string text

    readonly property real textWidth: text !== "" ? words.width : 0

    implicitHeight: Theme.grown(24)

    Row {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap5
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -2 // closer to the messages than to the text field
        visible: line.text !== ""
        spacing: Theme.gap2
        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            dot: 4
            Accessible.ignored: true
        }
        AppText {
            text: line.text
            color: Theme.color.secondary
            font.pixelSize: Theme.textSmall
            width: Math.min(implicitWidth, line.width - Theme.gap10 * 2)
        }
    }
}
