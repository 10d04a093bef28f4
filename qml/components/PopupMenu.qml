// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import QtQuick.Templates as T
import Confab.Theme

// A menu that opens at a button or at the pointer. It closes at once, so that the next keys go to the window, and moves
// the focus to the focusHome() of the page around it.
T.Menu {
    id: menu

    implicitWidth: Theme.grown(216)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap1 + 2
    margins: Theme.gap2
    overlap: 1

    readonly property var owner: parent

    onClosed: {
        let page = owner;
        while (page && !page.focusHome)
            page = page.parent;
        page?.focusHome();
    }

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.motionFast; easing.type: Easing.OutCubic }
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
