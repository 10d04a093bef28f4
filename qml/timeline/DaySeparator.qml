// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The day that begins with the message below, closer to it than to what is above.
Item {
    id: separator

    required property string day

    readonly property real below: Theme.gap2 - 2 // from the middle

    implicitHeight: Theme.grown(42)

    Hairline {
        anchors.left: parent.left
        anchors.right: label.left
        anchors.leftMargin: Theme.gap5
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: label.verticalCenter
    }
    AppText {
        id: label

        anchors.centerIn: parent
        anchors.verticalCenterOffset: separator.below
        text: separator.day
        color: Theme.color.secondary
        font.pixelSize: Theme.textSmall
        font.weight: Font.Medium
        Accessible.role: Accessible.Separator
        Accessible.name: text
    }
    Hairline {
        anchors.left: label.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap3
        anchors.rightMargin: Theme.gap5
        anchors.verticalCenter: label.verticalCenter
    }
}
