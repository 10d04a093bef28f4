// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The day that begins with the message below.
Item {
    id: separator

    required property string day

    implicitHeight: Theme.grown(44)

    Hairline {
        anchors.left: parent.left
        anchors.right: label.left
        anchors.leftMargin: Theme.gap5
        anchors.rightMargin: Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
    }
    AppText {
        id: label

        anchors.centerIn: parent
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
        anchors.verticalCenter: parent.verticalCenter
    }
}
