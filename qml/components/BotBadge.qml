// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// Says that a name is that of a program.
Rectangle {
    implicitWidth: label.implicitWidth + Theme.gap2
    implicitHeight: label.implicitHeight + 2
    width: implicitWidth
    height: implicitHeight
    radius: Theme.radiusSmall
    color: Theme.color.badge

    AppText {
        id: label

        anchors.centerIn: parent
        text: qsTr("Bot")
        color: Theme.color.badgeInk
        font.pixelSize: Theme.textTiny
        font.weight: Font.DemiBold
    }
}
