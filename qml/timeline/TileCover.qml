// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Confab.Components
import Confab.Theme

// Over a picture: how many more follow, how far its upload is, and the focus of the keyboard.
Item {
    id: cover

    required property PictureTile tile

    Rectangle {
        anchors.fill: parent
        visible: cover.tile.more > 0
        radius: Theme.radiusMedium
        color: Theme.color.scrim
        AppText {
            anchors.centerIn: parent
            text: "+" + cover.tile.more
            color: Theme.avatarInk
            font.pixelSize: Theme.textDisplay
            font.weight: Font.DemiBold
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: Theme.controlHeight + Theme.gap2
        height: width
        radius: width / 2
        visible: cover.tile.sending
        color: Theme.color.scrim
        ProgressRing {
            anchors.fill: parent
            anchors.margins: Theme.gap1
            progress: cover.tile.progress
            color: Theme.avatarInk
            ground: "transparent"
        }
    }
    FocusRing {
        shown: cover.tile.visualFocus
        inset: 0
        radius: Theme.radiusMedium
    }
}
