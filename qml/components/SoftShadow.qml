// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// A shadow under a raised panel, made of a few translucent frames: no shader, so it looks the same on every renderer.
Item {
    anchors.fill: parent
    z: -1

    Repeater {
        model: 6
        Rectangle {
            required property int index

            anchors.fill: parent
            anchors.margins: -index - 1
            anchors.topMargin: -index + 2
            anchors.bottomMargin: -index - 5
            radius: Theme.radiusMedium + index
            color: Theme.color.shadow
            opacity: 0.16
        }
    }
}
