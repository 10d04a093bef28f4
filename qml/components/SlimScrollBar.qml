// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A scroll bar that is visible during scrolling.
T.ScrollBar {
    id: control

    implicitWidth: Theme.gap3 - 2
    implicitHeight: Theme.gap3 - 2
    padding: 2
    minimumSize: 0.06
    visible: control.size < 1
    hoverEnabled: true

    contentItem: Rectangle {
        radius: width / 2
        color: Theme.color.outline
        opacity: control.pressed ? 0.9 : control.hovered ? 0.7 : control.active ? 0.45 : 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.motionSlow }
        }
    }
}
