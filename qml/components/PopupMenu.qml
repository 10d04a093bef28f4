// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A menu that opens at a button or at the pointer.
T.Menu {
    id: menu

    implicitWidth: Theme.grown(216)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap1 + 2
    margins: Theme.gap2
    overlap: 1

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.motionFast; easing.type: Easing.OutCubic }
    }
    background: Rectangle {
        color: Theme.color.window
        radius: Theme.radiusMedium
        border.width: Theme.hairline
        border.color: Theme.color.line
        SoftShadow {}
    }
    contentItem: ListView {
        implicitHeight: contentHeight
        model: menu.contentModel
        interactive: false
        currentIndex: menu.currentIndex
    }
}
