// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Models
import Confab.Theme

// Shows an announcement at the bottom of the window until it expires or is closed.
Rectangle {
    id: bar

    required property Announcement announcement

    width: Math.min(words.implicitWidth + closeButton.width + Theme.gap8, parent.width - Theme.gap8)
    height: Math.max(Theme.controlHeight + Theme.gap1, words.implicitHeight + Theme.gap4)
    radius: Theme.radiusMedium
    color: Theme.color.tip
    opacity: announcement.text !== "" ? 1 : 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: announcement.text
    Behavior on opacity {
        NumberAnimation { duration: Theme.motionSlow; easing.type: Easing.OutCubic }
    }

    AppText {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap4
        anchors.right: closeButton.left
        anchors.rightMargin: Theme.gap2
        anchors.verticalCenter: parent.verticalCenter
        wrapMode: Text.Wrap
        text: bar.announcement.text
        color: Theme.color.tipInk
        Accessible.ignored: true
    }
    IconButton {
        id: closeButton

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap1
        anchors.verticalCenter: parent.verticalCenter
        iconName: "close"
        iconColor: Theme.color.tipInk
        iconSize: Theme.iconSmall
        text: qsTr("Close")
        onClicked: bar.announcement.dismiss()
    }
}
