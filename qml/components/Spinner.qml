// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound

import QtQuick
import Confab.Theme

// A busy indicator: three dots that pulse in turn. They stand still with reduced motion.
Row {
    id: spinner

    property color color: Theme.color.icon
    property int dot: 5

    spacing: Math.round(dot * 0.8)
    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("Busy")

    Repeater {
        model: 3
        Rectangle {
            id: point

            required property int index

            width: spinner.dot
            height: spinner.dot
            radius: spinner.dot / 2
            color: spinner.color
            opacity: Theme.reducedMotion ? 0.8 : 0.35

            SequentialAnimation on opacity {
                running: spinner.visible && !Theme.reducedMotion
                loops: Animation.Infinite
                PauseAnimation { duration: point.index * 160 }
                NumberAnimation { to: 1; duration: 280; easing.type: Easing.OutQuad }
                NumberAnimation { to: 0.35; duration: 280; easing.type: Easing.InQuad }
                PauseAnimation { duration: (2 - point.index) * 160 + 160 }
            }
        }
    }
}
