// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// The reader's read position when the room was opened.
Item {
    implicitHeight: Theme.grown(28) // the line is closer to what is below

    Rectangle {
        anchors.left: parent.left
        anchors.right: label.left
        anchors.leftMargin: Theme.gap5
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: label.verticalCenter
        height: Theme.hairline
        color: Theme.color.accent
    }
    AppText {
        id: label

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap5
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: Theme.gap1
        text: qsTr("New")
        color: Theme.color.accent
        font.pixelSize: Theme.textSmall
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Separator
        Accessible.name: qsTr("New messages below")
    }
}
