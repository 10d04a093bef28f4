// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Theme

// The number of unread messages; accent when some of them mention the user.
Rectangle {
    id: badge

    required property int count
    property bool important: false

    visible: count > 0
    implicitHeight: Theme.grown(18)
    implicitWidth: Math.max(implicitHeight, label.implicitWidth + Theme.gap3 - 2)
    width: implicitWidth
    height: implicitHeight
    radius: height / 2
    color: important ? Theme.color.accent : Theme.color.badge

    AppText {
        id: label

        anchors.centerIn: parent
        text: badge.count > 999 ? qsTr("999+") : badge.count
        color: badge.important ? Theme.color.accentInk : Theme.color.badgeInk
        font.pixelSize: Theme.textTiny
        font.weight: Font.DemiBold
    }
}
